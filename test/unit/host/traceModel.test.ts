import { deepEqual, equal } from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { TraceEvent } from '../../../src/core/trace/event.ts';
import { TraceModel } from '../../../src/host/trace/traceModel.ts';
import { openSpool } from '../../../src/node/trace/spool.ts';
import { allowed, approvedBehindCheckpoint, freezeStory } from '../../support/traceStories.ts';

/** Two roots: what is recorded in either is one past. */
describe('model of the trace view', () => {
  let base: string;
  let model: TraceModel;
  let roots: readonly string[];
  const record = (root: string, events: readonly TraceEvent[]): void => {
    for (const { at, body, agent, actor, session, turn, proposal, callId } of events) {
      const spool = openSpool(path.join(base, 'state'), root, () => Date.parse(at));
      spool.append({ workspace: root, ...(agent === undefined ? {} : { agent }), ...(actor === undefined ? {} : { actor }), ...(session === undefined ? {} : { session }), ...(turn === undefined ? {} : { turn }), ...(proposal === undefined ? {} : { proposal }), ...(callId === undefined ? {} : { callId }) }, [body], 'buffered');
      spool.close();
    }
  };
  beforeEach(async () => {
    base = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'tagout-model-'));
    roots = ['one', 'two'].map((name) => path.join(base, name));
    const [one = '', two = ''] = roots;
    record(one, [...allowed, ...freezeStory]);
    record(two, approvedBehindCheckpoint);
    model = new TraceModel({ state: path.join(base, 'state'), changed: () => undefined, failed: () => undefined });
    model.watch(roots);
    await model.ready();
  });
  afterEach(() => {
    model.dispose();
    fs.rmSync(base, { recursive: true, force: true });
  });

  it('lists the sessions of all roots', () => {
    const sessions = model.sessions().take(9);
    deepEqual(sessions.map(({ id, root }) => [id, path.basename(root)]).sort(), [['s-allowed', 'one'], ['s-approved', 'two'], ['s-frozen', 'one']]);
    const [approved] = sessions.filter(({ id }) => id === 's-approved');
    deepEqual(approved === undefined ? [] : model.session(approved)?.turns.map(({ prompt, actions }) => [prompt, actions.map(({ status }) => status)]), [['Make some room.', ['approved']]]);
  });
  it('finds acts by words and filters, and each with what surrounds it', () => {
    const [denied] = model.acts('denied').take(9);
    equal(denied?.session, 's-frozen');
    const place = model.find(denied?.id ?? '');
    deepEqual([place?.session.id, place?.action.status, place?.turn.prompt], ['s-frozen', 'denied', 'Fix the empty query.']);
    deepEqual(model.acts('approved').take(9).map(({ session }) => session), ['s-approved']);
    deepEqual(model.acts('agent:gemini').take(9), []);
    equal(model.find('no such act'), undefined);
  });
  it('keeps freezes apart', () => deepEqual([...new Set(model.notes().map(({ kind }) => kind))], ['freeze']));
});
