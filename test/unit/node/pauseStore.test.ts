import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Proposal } from '../../../src/core/action.ts';
import { pauseObjection, type PausedCall } from '../../../src/cli/pauseObjection.ts';
import { pauseDirectory, readPauses, removePause, storePause, type Pause } from '../../../src/node/pauseStore.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const pause = (changes: Partial<Pause> = {}): Pause => ({ workspace: '/srv/shop', agent: 'codex', cause: 'person', by: 'ann', reason: 'lunch', since: '2026-03-01T10:00:00.000Z', session: 's-1', ...changes });
const proposal: Proposal = { actor: { agent: 'codex' }, session: { id: 's-2' }, tool: 'shell', input: {}, actions: [] };
const call = (changes: Partial<PausedCall> = {}): PausedCall => ({ proposal, effects: [], cwd: '/srv/shop/src', root: '/srv/shop', ...changes });

describe('paused agents', () => {
  const place = temporaryDirectory();
  let count = 0;
  const fresh = (): string => path.join(place.path, String(count++));

  it('are stored one by one, and leave nothing behind', () => {
    const state = fresh();
    assert.deepEqual(readPauses(state), []);
    storePause(state, pause());
    storePause(state, pause({ reason: 'meeting' }));
    storePause(state, pause({ cause: 'questions' }));
    const stored = readPauses(state);
    assert.deepEqual(new Set(stored.map((one) => (one.kind === 'pause' ? `${one.pause.cause} ${one.pause.reason}` : one.kind))), new Set(['person meeting', 'questions lunch']));
    assert.deepEqual(fs.readdirSync(pauseDirectory(state)).map((name) => fs.statSync(path.join(pauseDirectory(state), name)).mode & 0o077), [0, 0]);
    for (const one of stored) removePause(state, one);
    assert.equal(fs.existsSync(pauseDirectory(state)), false);
  });

  it('are all agents when one cannot be read', () => {
    for (const text of ['', '{', '{"v":2}', JSON.stringify({ v: 1, ...pause(), agent: 'nobody' }), JSON.stringify({ v: 1, ...pause(), cause: 'mood' })]) {
      const state = fresh();
      fs.mkdirSync(pauseDirectory(state), { recursive: true });
      fs.writeFileSync(path.join(pauseDirectory(state), 'x.json'), text);
      assert.equal(pauseObjection(state, call({ proposal: { ...proposal, actor: { agent: 'vscode' } }, cwd: '/other', root: '/other' })).length, 1, text);
      const [damaged] = readPauses(state);
      if (damaged !== undefined) removePause(state, damaged);
      assert.deepEqual(pauseObjection(state, call()), []);
    }
  });

  it('change nothing, wherever they work from, until they may go on', () => {
    const state = fresh();
    storePause(state, pause());
    const elsewhere = { cwd: '/tmp', root: '/tmp' };
    const writes = (file: string): PausedCall['effects'] => [{ kind: 'write', reversibility: 'reversible', blastRadius: 'file', target: { kind: 'path', path: file, recursive: false }, span: { start: 0, end: 0 }, uninspectable: false, rule: 'r', reason: 'writes' }];
    const cases: readonly (readonly [PausedCall, boolean])[] = [
      [call(), true], [call(elsewhere), false], [call({ ...elsewhere, proposal: { ...proposal, session: { id: 's-1' } } }), true], [call({ ...elsewhere, effects: writes('/srv/shop/a') }), true], [call({ ...elsewhere, effects: writes('/srv/shop2/a') }), false],
      [call({ proposal: { ...proposal, actor: { agent: 'claude-code' } } }), false],
    ];
    assert.deepEqual(cases.map(([one]) => pauseObjection(state, one).length > 0), cases.map(([, expected]) => expected));
    assert.deepEqual(pauseObjection(state, call()).map(({ decision, rule, reason }) => [decision, rule, reason]), [['deny', 'session.paused', 'ann paused this agent (lunch): nothing that changes something runs until a person lets it go on. Reading still works; wait, or ask the person']]);
  });

  it('that only asked too often go on with all that needs no person', () => {
    const state = fresh();
    storePause(state, pause({ cause: 'questions' }));
    assert.deepEqual(pauseObjection(state, call()), []);
  });
});
