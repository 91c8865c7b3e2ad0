import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { checkedEndpoint } from '../../../../src/node/export/destination.ts';
import { exportSetup } from '../../../../src/node/export/exportSetup.ts';
import { retryAfter } from '../../../../src/node/export/sendOtlp.ts';
import { temporaryDirectory } from '../../../support/temporaryDirectory.ts';

const settings = { endpoint: '', content: 'none', spoolMegabytes: 256, tokenVariable: '' } as const;

describe('where the trace is sent', () => {
  const place = temporaryDirectory();
  const setup = (text?: string, own: Partial<Record<keyof typeof settings, string>> = {}): ReturnType<typeof exportSetup> => {
    const file = path.join(place.path, 'export.yaml');
    if (text !== undefined) fs.writeFileSync(file, text);
    return exportSetup(file, { ...settings, endpoint: own.endpoint ?? '', tokenVariable: own.tokenVariable ?? '' });
  };

  it('is nowhere, unless somebody says so', () => assert.deepEqual(setup(), { kind: 'off' }));

  it('is what the person set', () => {
    assert.deepEqual(setup(undefined, { endpoint: ' https://collector.example:4318/otlp/ ', tokenVariable: 'T' }), { kind: 'on', destination: { endpoint: 'https://collector.example:4318/otlp', content: 'none', spoolBytes: 256 * 1024 * 1024, from: 'setting' }, tokenVariable: 'T' });
  });

  it('is what the organisation says, whatever the person set', () => {
    assert.deepEqual(setup('version: 1\nendpoint: https://c.example\ncontent: commands\ntoken: { env: TAGOUT_TOKEN }\nspoolMegabytes: 10\n', { endpoint: 'https://other.example' }), { kind: 'on', destination: { endpoint: 'https://c.example', content: 'commands', spoolBytes: 10 * 1024 * 1024, from: 'organisation' }, tokenVariable: 'TAGOUT_TOKEN' });
  });

  for (const [text, why] of [
    ['version: 1\nendpoint: http://c.example\n', /is not safe/], ['version: 1\nendpoint: https://c.example\ntoken: abc\n', /line 3: `token`/], ['version: 2\nendpoint: https://c.example\n', /line 1: `version`/], ['endpoint: [\n', /line \d+: /], ['version: 1\nendpoint: https://c.example\ntoken: { env: "ey.not.a.name" }\n', /the name of a variable/],
  ] as const) {
    it(`sends nothing where the file says ${JSON.stringify(text)}, and tells why`, () => {
      const found = setup(text, { endpoint: 'https://other.example' });
      assert.ok(found.kind === 'problem');
      assert.match(found.why, why);
    });
  }

  it('takes no token for the name of a variable', () => {
    const found = setup(undefined, { endpoint: 'https://c.example', tokenVariable: 'eyJ.abc' });
    assert.match(found.kind === 'problem' ? found.why : '', /not the token itself/);
  });

  it('is a safe place', () => {
    const ok = ['https://c.example', 'http://127.0.0.1:4318', 'http://localhost:4318/', 'http://[::1]:4318'];
    const bad = ['http://c.example', 'ftp://c.example', 'c.example', 'http://127.0.0.1.evil.example', 'https://u:p@c.example', 'https://c.example/?key=1', ''];
    assert.deepEqual([...ok, ...bad].map((text) => checkedEndpoint(text).ok), [...ok.map(() => true), ...bad.map(() => false)]);
  });

  it('reads Retry-After as seconds or as a date, and waits for nobody longer than an hour', () => {
    const now = Date.parse('2026-03-01T10:00:00Z');
    assert.deepEqual(['7', ' 0 ', 'Sun, 01 Mar 2026 10:00:30 GMT', 'Sun, 01 Mar 2026 09:00:00 GMT', '999999', 'soon', null].map((header) => retryAfter(header, now)), [7000, 0, 30_000, 0, 3_600_000, undefined, undefined]);
  });
});
