import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Actor, Session } from '../../../src/core/action.ts';
import { newestLines } from '../../../src/node/trace/newestLines.ts';
import { reasoningFrom, transcriptPath } from '../../../src/node/trace/transcript.ts';

const home = '/home/dana';
const named = '/home/dana/.claude/projects/p/5a0e.jsonl';

const places: readonly (readonly [name: string, actor: Actor, session: Session, env: Readonly<Record<string, string>>, expected: string | undefined])[] = [
  ['the file that the event names', { agent: 'codex' }, { id: 's', transcriptPath: '/x/rollout.jsonl' }, {}, '/x/rollout.jsonl'],
  ['a relative file is none', { agent: 'codex' }, { id: 's', transcriptPath: 'rollout.jsonl' }, {}, undefined],
  ['Copilot CLI, derived', { agent: 'copilot-cli' }, { id: '8e4a-1' }, {}, '/home/dana/.copilot/session-state/8e4a-1/events.jsonl'],
  ['Copilot CLI elsewhere', { agent: 'copilot-cli' }, { id: '8e4a-1' }, { COPILOT_HOME: '/c' }, '/c/session-state/8e4a-1/events.jsonl'],
  ['an id that climbs', { agent: 'copilot-cli' }, { id: '../../x' }, {}, undefined],
  ['no other agent is derived', { agent: 'qwen-code' }, { id: 's' }, {}, undefined],
  ['a sub-agent of Claude Code', { agent: 'claude-code', subagentId: 'a15c' }, { id: 's', transcriptPath: named }, {}, '/home/dana/.claude/projects/p/5a0e/subagents/agent-a15c.jsonl'],
  ['a sub-agent id that climbs', { agent: 'claude-code', subagentId: '../x' }, { id: 's', transcriptPath: named }, {}, named],
];

describe('transcript', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'tagout-transcript-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });
  const write = (text: string): string => {
    const file = path.join(directory, 'a.jsonl');
    writeFileSync(file, text);
    return file;
  };

  for (const [name, actor, session, env, expected] of places) {
    it(`lies at: ${name}`, () => assert.equal(transcriptPath({ actor, session }, env, home), expected));
  }

  it('lies at: the newest log that speaks of a sub-agent of Copilot CLI, which has none of its own', () => {
    const log = (name: string, text: string): string => {
      const file = path.join(directory, 'session-state', name, 'events.jsonl');
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    };
    const at = (id: string): string | undefined => transcriptPath({ actor: { agent: 'copilot-cli', subagentId: id }, session: { id } }, { COPILOT_HOME: directory }, home);
    const own = path.join(directory, 'session-state', 'helper-1', 'events.jsonl');
    assert.equal(at('helper-1'), own);
    const older = log('root-1', '{"agentId":"helper-1"}\n');
    utimesSync(older, 1000, 1000);
    assert.equal(at('helper-1'), older);
    log('root-2', '{"agentId":"helper-2"}\n');
    assert.equal(at('helper-1'), own);
  });

  it('gives whole lines from the end, newest last', () => {
    const file = write('one\ntwo\n\nthrée\n');
    assert.deepEqual(newestLines(file, 1000), { lines: ['one', 'two', 'thrée'], whole: true });
    assert.deepEqual(newestLines(file, 12), { lines: ['thrée'], whole: false });
    assert.deepEqual(newestLines(file, 3), { lines: [], whole: false });
  });

  it('gives nothing from a link, a pipe, a directory or a file that is not there', () => {
    const link = path.join(directory, 'link');
    symlinkSync(write('secret\n'), link);
    const pipe = path.join(directory, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const file of [link, pipe, directory, path.join(directory, 'absent'), '']) assert.deepEqual(newestLines(file, 100), { lines: [], whole: true }, file);
  });

  it('reads more only where the newest part said nothing, and 4 MiB at most', () => {
    const long = 'x'.repeat(300 * 1024);
    const counts: number[] = [];
    const read = (file: string, found: string): ReturnType<typeof reasoningFrom> =>
      reasoningFrom(file, (lines) => {
        counts.push(lines.join('\n').length);
        return lines.includes(found) ? { source: 'transcript', thinking: found } : { source: 'none' };
      });
    const file = write(`early\n${long}\nlate\n`);
    assert.deepEqual(read(file, 'late'), { source: 'transcript', thinking: 'late', reference: { path: file } });
    assert.equal(counts.length, 1);
    assert.deepEqual(read(file, 'early').thinking, 'early');
    assert.deepEqual(read(write(`early\n${`${long}\n`.repeat(20)}`), 'early'), { source: 'none' });
    assert.ok(Math.max(...counts) <= 4 * 1024 * 1024);
    assert.deepEqual(reasoningFrom(undefined, () => ({ source: 'transcript', text: 'never asked' })), { source: 'none' });
  });
});
