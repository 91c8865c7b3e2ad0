import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CommandIo } from '../../../src/cli/commandIo.ts';
import { run as runDoctor } from '../../../src/cli/doctor.ts';
import { run } from '../../../src/cli/export.ts';
import { otlpReceiver } from '../../support/otlpReceiver.ts';
import { recordTrace } from '../../support/recordedTrace.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';
import { allowed, approvedBehindCheckpoint, freezeStory } from '../../support/traceStories.ts';

const stories = [...allowed, ...approvedBehindCheckpoint, ...freezeStory];

describe('tagout export', () => {
  const place = temporaryDirectory();
  let written: string;
  let complained: string;
  beforeEach(() => {
    [written, complained] = ['', ''];
    fs.mkdirSync(path.join(place.path, 'work', '.git'), { recursive: true });
    recordTrace(path.join(place.path, 'state'), path.join(place.path, 'work'), stories);
  });

  const io = (): CommandIo => ({
    write: (text) => (written += text), complain: (text) => (complained += text), readInput: () => '', env: { TOKEN: 'secret', PATH: process.env['PATH'] }, platform: 'linux', cwd: path.join(place.path, 'work'), home: place.path, tempDirectory: place.path,
    state: path.join(place.path, 'state'), bundle: place.path, now: Date.now, colour: false,
  });
  const lines = (): readonly string[] => written.trim().split('\n');

  for (const format of ['jsonl', 'ocsf', 'cloudevents'] as const) {
    it(`writes ${format}, one record a line, without content unless it is asked for`, async () => {
      assert.equal(await run(['--format', format], io()), 0);
      const bare = written;
      written = '';
      assert.equal(await run(['--format', format, '--content', 'full'], io()), 0);
      assert.equal(lines().length, stories.length);
      for (const line of lines()) JSON.parse(line);
      assert.deepEqual([bare.includes('npm test'), written.includes('npm test')], [false, true]);
    });
  }

  it('writes a table, and an audit as one document, into a file that must be new', async () => {
    assert.equal(await run(['--format', 'csv'], io()), 0);
    assert.equal(written.trim().split('\r\n').length, stories.length + 1);
    assert.equal(await run(['--format', 'sarif', '--out', 'audit.sarif', '--content', 'commands'], io()), 0);
    const file = path.join(place.path, 'work', 'audit.sarif');
    const log: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    assert.ok(typeof log === 'object' && log !== null && 'version' in log && log.version === '2.1.0');
    assert.match(fs.readFileSync(file, 'utf8'), /npm run db:push was refused/);
    assert.equal(fs.statSync(file).mode & 0o777, 0o600);
    await assert.rejects(() => run(['--format', 'sarif', '--out', 'audit.sarif'], io()), /EEXIST/);
  });

  it('takes only what happened in a time', async () => {
    await run(['--format', 'jsonl', '--since', '2999-01-01'], io());
    await run(['--format', 'jsonl', '--until', '2000-01-01'], io());
    assert.equal(written, '');
  });

  it('sends everything to a receiver, and again from a date, each with the same ids; doctor tells of it', async () => {
    const receiver = await otlpReceiver();
    try {
      assert.equal(await run(['--to', receiver.endpoint, '--token-env', 'TOKEN'], io()), 0);
      assert.match(written, new RegExp(`^Export to ${receiver.endpoint} \\(by command line, content: none\\): ${stories.length} records and \\d+ spans sent, last .* UTC; nothing waits`));
      assert.equal(await run(['--to', receiver.endpoint, '--since', '2000-01-01'], io()), 0);
      assert.deepEqual([receiver.faults, receiver.logs.size, [...receiver.logs.values()].every(({ times }) => times === 2), [...receiver.spans.values()].every(({ times }) => times === 2), receiver.requests[0]?.authorization], [[], stories.length, true, true, 'Bearer secret']);
      written = '';
      await run(['--status'], io());
      const status = written;
      written = '';
      await runDoctor([], io());
      assert.ok(status.startsWith('Export to ') && written.includes(status.trim()));
    } finally {
      await receiver.close();
    }
  });

  it('says what is wrong, and keeps what could not be sent', async () => {
    assert.equal(await run(['--to', 'http://127.0.0.1:9'], io()), 1);
    assert.match(written, /waiting: 3 requests \(.*\n {3}! {2}since .* UTC: http:\/\/127\.0\.0\.1:9 cannot be reached/);
    for (const [words, why] of [
      [[], /say `--to URL` or/], [['--to', 'collector'], /is no address/], [['--to', 'http://collector.example:4318'], /is not safe/], [['--to', 'https://u:p@x.example'], /does not belong into the address/], [['--to', 'https://x.example', '--token-env', 'NONE'], /NONE is not set/],
      [['--format', 'xml'], /must be one of jsonl/], [['--format', 'csv', '--since', 'yesterday-ish'], /must be a date/], [['--format', 'csv', '--content', 'some'], /must be one of none/], [['--nonsense'], /nonsense/],
    ] as const) await assert.rejects(() => run(words, io()), why);
  });
});
