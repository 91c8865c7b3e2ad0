import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { claimProposal, findProposal, noteSession, readSession } from '../../../src/node/sessionStore.ts';
import type { InputRecord } from '../../../src/core/trace/record.ts';
import { workspaceStateDirectory } from '../../../src/node/stateDirectory.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const drafts = { kind: 'path', path: '/srv/drafts', recursive: true } as const;
const data = { kind: 'path', path: '/srv/data', recursive: false } as const;

describe('session store', () => {
  const state = temporaryDirectory();
  const memory = (session = 's1') => readSession(state.path, '/srv', session);
  const claim = (key: string, id: string, at: number, session = 's1') => claimProposal(state.path, '/srv', session, { key, id, at });
  const sessionFile = (): string => {
    const directory = path.join(workspaceStateDirectory(state.path, '/srv'), 'sessions');
    return path.join(directory, fs.readdirSync(directory).find((name) => name.endsWith('.jsonl')) ?? '');
  };

  it('remembers what was written and denied, each session for itself', () => {
    noteSession(state.path, '/srv', 's1', [{ kind: 'written', path: '/srv/a.sh' }, { kind: 'denied', target: drafts }]);
    noteSession(state.path, '/srv', 's1', [{ kind: 'prompt' }, { kind: 'denied', target: data }, { kind: 'written', path: '/srv/a.sh' }]);
    assert.deepEqual(memory(), { kind: 'memory', memory: { written: ['/srv/a.sh'], denied: [{ target: drafts, since: 'before' }, { target: data, since: 'since-last-prompt' }] } });
    assert.deepEqual(memory('s2'), { kind: 'memory', memory: { written: [], denied: [] } });
  });

  it('remembers what the agent made, and by which words last', () => {
    noteSession(state.path, '/srv', 's1', [{ kind: 'made', path: '/srv/a.md', content: '1' }, { kind: 'made', path: '/srv/b.md', content: '2' }]);
    noteSession(state.path, '/srv', 's1', [{ kind: 'made', path: '/srv/a.md', content: '3' }]);
    assert.deepEqual(memory(), { kind: 'memory', memory: { written: [], made: [{ path: '/srv/a.md', content: '3' }, { path: '/srv/b.md', content: '2' }], denied: [] } });
  });

  it('remembers the shell as the last call left it, with all that was set before', () => {
    noteSession(state.path, '/srv', 's1', [{ kind: 'shell', left: { cwd: '/srv/a', variables: { STAGE: 'prod', KEY: 'one' }, definitions: ['f() { ls; }'] } }]);
    noteSession(state.path, '/srv', 's1', [{ kind: 'shell', left: { cwd: null, variables: { KEY: null }, definitions: [] } }]);
    assert.deepEqual(memory(), { kind: 'memory', memory: { written: [], denied: [], shell: { cwd: null, variables: { STAGE: 'prod', KEY: null }, definitions: ['f() { ls; }'] } } });
  });

  it('remembers what came in from outside, without its secrets, the latest of it', () => {
    const input = (from: string): InputRecord => ({ source: 'web', from, trust: 'untrusted' });
    noteSession(state.path, '/srv', 's1', Array.from({ length: 25 }, (_, at) => ({ kind: 'input' as const, input: input(`https://example.org/${at}`) })));
    noteSession(state.path, '/srv', 's1', [{ kind: 'input', input: input('https://me:hunter2@example.org') }]);
    const read = memory();
    const inputs = read.kind === 'memory' ? (read.memory.inputs ?? []) : [];
    assert.deepEqual([inputs.length, inputs.at(0)?.from, inputs.at(-1)?.from], [20, 'https://example.org/6', 'https://me:‹redacted:password›@example.org']);
  });

  it('remembers the last thought of a turn that was told by itself, without its secrets', () => {
    noteSession(state.path, '/srv', 's1', [{ kind: 'thought', text: 'The build is stale.' }, { kind: 'thought', text: 'Log in with postgres://me:hunter2@db/x first.' }]);
    assert.deepEqual(memory(), { kind: 'memory', memory: { written: [], denied: [], thought: 'Log in with postgres://me:‹redacted:password›@db/x first.' } });
    noteSession(state.path, '/srv', 's1', [{ kind: 'prompt' }]);
    assert.deepEqual(memory(), { kind: 'memory', memory: { written: [], denied: [] } });
  });

  it('forgets the secrets that a shell was left with, not that they were set', () => {
    noteSession(state.path, '/srv', 's1', [{ kind: 'shell', left: { cwd: '/srv', variables: { API_TOKEN: 'abc', STAGE: 'prod' }, definitions: ['f() { PGPASSWORD=hunter2 psql; }'] } }]);
    assert.deepEqual(memory(), { kind: 'memory', memory: { written: [], denied: [], shell: { cwd: '/srv', variables: { API_TOKEN: null, STAGE: 'prod' }, definitions: ['f() { PGPASSWORD=‹redacted:password› psql; }'] } } });
  });

  it('passes over a torn line and says so when it cannot be read', () => {
    noteSession(state.path, '/srv', 's1', [{ kind: 'written', path: '/srv/a.sh' }]);
    fs.appendFileSync(sessionFile(), '{"kind":"wri');
    assert.equal(memory().kind, 'memory');
    const file = sessionFile();
    fs.rmSync(file);
    fs.mkdirSync(file);
    assert.equal(memory().kind, 'unknown');
  });

  it('gives a second delivery within two seconds the id of the first', () => {
    assert.deepEqual(
      [claim('k', 'one', 1000), claim('k', 'two', 2900), claim('other', 'three', 2900), claim('k', 'four', 5000), claim('k', 'five', 1000, 's2')],
      [{ id: 'one', repeated: false }, { id: 'one', repeated: true }, { id: 'three', repeated: false }, { id: 'four', repeated: false }, { id: 'five', repeated: false }],
    );
    assert.deepEqual([findProposal(state.path, '/srv', 's1', 'other'), findProposal(state.path, '/srv', 's1', 'unheard')], ['three', undefined]);
  });
});
