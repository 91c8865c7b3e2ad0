import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as path from 'node:path';
import type { CommandIo } from '../../../src/cli/commandIo.ts';
import { run } from '../../../src/cli/freeze.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

describe('tagout freeze', () => {
  const directory = temporaryDirectory();
  const now = Date.parse('2026-12-19T12:00:00Z');
  const tagout = async (...args: readonly string[]): Promise<readonly [number, string]> => {
    let said = '';
    const io: CommandIo = {
      write: (text) => void (said += text), complain: () => undefined, readInput: () => '', env: {}, platform: process.platform, cwd: directory.path, home: '/home/none', tempDirectory: '/tmp', state: path.join(directory.path, 'state'), bundle: '', now: () => now, colour: false,
    };
    return [await run(args, io), said];
  };
  const write = (name: string, text: string): void => {
    const file = path.join(directory.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };

  it('says with its exit code what a file in the repository freezes', async () => {
    deepEqual(await tagout('status'), [0, 'no freeze\n']);
    write('.tagout/freeze.yaml', 'version: 1\nfreezes:\n  - id: year-end\n    title: Year end\n    when: { start: 2026-12-18T18:00, end: 2027-01-04T08:00, zone: Europe/Berlin }\n    scope: { environments: [prod] }\n');
    const [code, text] = await tagout('check', '--env', 'production');
    equal(code, 20);
    match(text, /^frozen\nfreeze \(deny\): Year end\n {2}declared by .tagout\/freeze.yaml at .*, until 2027-01-04T07:00:00.000Z\n {2}goes on: read, edit, build, test\n {2}next: open at 2027-01-04T07:00:00.000Z\n {2}source .*freeze.yaml: read 0 min ago\n$/);
    deepEqual([(await tagout('check', '--env', 'staging'))[0], (await tagout('check', '--path', 'docs/a.md'))[0]], [0, 20]);
  });

  it('declares, and never lifts', async () => {
    equal((await tagout('on', '--reason', 'release', '--mode', 'ask', '--env', 'prod'))[0], 0);
    deepEqual([(await tagout('check', '--env', 'prod'))[0], (await tagout('check', '--env', 'staging'))[0]], [10, 0]);
    for (const word of ['off', 'lift']) await rejects(tagout(word), /lifted by a person in the editor, never from the command line/);
    equal((await tagout('status'))[0], 10);
    await rejects(tagout('check', '--action', 'nothing'), /must be one of/);
  });

  it('asks a source first whose answer is too old, and counts as frozen when nobody answers', async () => {
    let frozen = true;
    const server = http.createServer((_, response) => response.end(JSON.stringify({ key: 'freeze', value: frozen, reason: 'STATIC', variant: 'x' })));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    write('state/freeze.yaml', `version: 1\nsources:\n  - { name: flags, openfeature: { url: "http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}", flag: freeze } }\n`);
    try {
      equal((await tagout('check'))[0], 20);
      frozen = false;
      equal((await tagout('check'))[0], 20, 'its answer is new enough');
      equal((await tagout('check', '--fresh'))[0], 0);
    } finally {
      await new Promise((done) => server.close(done));
    }
    fs.rmSync(path.join(directory.path, 'state', 'freeze.answers.json'));
    const [code, text] = await tagout('check');
    equal(code, 20);
    match(text, /flags was never read: it cannot be reached/);
  });
});
