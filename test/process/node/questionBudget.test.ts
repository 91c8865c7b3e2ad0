import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { defaultQuestionLimits } from '../../../src/core/budget/questionBudget.ts';
import type { Settlement } from '../../../src/host/approval/askQueue.ts';
import { Oversight } from '../../../src/host/oversight/oversight.ts';
import { pausedAgents } from '../../../src/host/oversight/pausedAgents.ts';
import type { ApprovalPorts } from '../../../src/host/approval/ports.ts';
import { askWindow } from '../../../src/node/channel/channelClient.ts';
import { startChannelServer } from '../../../src/node/channel/channelServer.ts';
import { openSpool } from '../../../src/node/trace/spool.ts';
import { readPauses } from '../../../src/node/pauseStore.ts';
import type { TraceBody } from '../../../src/core/trace/event.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';
import { askFixture } from '../../unit/host/askFixture.ts';

const ports: ApprovalPorts = { now: Date.now, record: () => undefined, recordFailed: () => undefined, trust: () => undefined, checkpoint: () => Promise.resolve({ kind: 'not-needed' }), frozen: () => undefined };
const denial: Settlement = { outcome: 'denied', by: 'ann', method: 'panel', reason: 'no' };

function oversight(state: string, log: string[]): Oversight {
  return new Oversight({
    state, roots: () => ['/srv'], by: 'ann', limits: () => defaultQuestionLimits, grantRules: () => ({}), revision: () => 'r', waiting: () => [], recordFor: () => undefined, changed: () => undefined, translate: (message) => message,
    record: (_header, body: TraceBody) => log.push(body.kind === 'pause' ? `${body.change} ${body.pause.cause}` : body.kind === 'retry' ? `retry ${body.refusals}${body.evasion ? ' evasion' : ''}` : body.kind),
    evades: (_event, refusals) => log.push(`evades after ${refusals}`), tooOften: ({ agent }) => log.push(`too often ${agent}`), failed: (stage) => log.push(`failed ${stage}`),
  });
}

describe('questions of many processes at once', () => {
  const place = temporaryDirectory();

  it('show three of sixty, in twenty connections at a time, and stop the rest at once', async () => {
    const state = path.join(place.path, 'many');
    const log: string[] = [];
    const watched = oversight(state, log);
    let [shown, unseen] = [0, 0];
    const server = await startChannelServer({ state, window: 'w1', roots: ['/srv'], onRedeem: () => ({ kind: 'refused', why: 'none' }), onAsk: (ask, gone) => watched.admit(ask, gone, ports, (_ask, _gone, hidden) => {
      if (hidden) unseen++;
      else shown++;
      return new Promise((resolve) => setTimeout(() => resolve({ ...denial, method: 'deadline' }), 20));
    }) });
    let next = 0;
    const process = async (): Promise<void> => {
      while (next < 60) {
        const id = `q${next++}`;
        await askWindow(askFixture({ id, cwd: `/srv/${id}` }), { state, deadlineAt: Date.now() + 20_000, onAcknowledged: () => undefined });
      }
    };
    await Promise.all(Array.from({ length: 20 }, process));
    await server.close();
    assert.deepEqual([shown, unseen, log.filter((line) => line.startsWith('too often')).length, readPauses(state).length], [3, 57, 1, 1]);
    watched.dispose();
    const again = oversight(state, log);
    const { reason } = await again.admit(askFixture({ id: 'after' }), new AbortController().signal, ports, (_ask, _gone, hidden) => Promise.resolve({ ...denial, method: 'deadline', reason: String(hidden) }));
    again.dispose();
    assert.equal(reason, 'true', 'the breaker stays open in the next window');
  });

  it('go on after one resume, whoever stopped the agent', async () => {
    const state = path.join(place.path, 'stopped-twice');
    const log: string[] = [];
    const watched = oversight(state, log);
    const ask = (id: string): Promise<Settlement> => watched.admit(askFixture({ id, cwd: `/srv/${id}` }), new AbortController().signal, ports, (_ask, _gone, hidden) => Promise.resolve({ ...denial, method: 'deadline', reason: hidden ? 'unseen' : 'shown' }));
    for (const id of ['a', 'b', 'c', 'd']) await ask(id);
    watched.pause({ workspace: '/srv', agent: 'codex' }, 'lunch');
    assert.equal(watched.pauses.current.length, 2);
    watched.resume(pausedAgents(watched.pauses.current, (message) => message)[0]?.stored ?? [], 'all is well');
    assert.deepEqual([readPauses(state), log.filter((line) => line.startsWith('resumed')).sort(), (await ask('e')).reason], [[], ['resumed person', 'resumed questions'], 'shown']);
    watched.dispose();
  });

  it('stay stopped by a refused trial until a person lets the agent go on', async () => {
    const state = path.join(place.path, 'trial');
    const log: string[] = [];
    const watched = oversight(state, log);
    const ask = (id: string): Promise<Settlement> => watched.admit(askFixture({ id, cwd: `/srv/${id}` }), new AbortController().signal, ports, (_ask, _gone, hidden) => Promise.resolve({ ...denial, reason: hidden ? 'unseen' : 'shown' }));
    // The fourth waits unseen; looking at it is looking at all that waits.
    const reasons: string[] = [];
    for (const id of ['a', 'b', 'c', 'd', 'trial']) reasons.push((await ask(id)).reason);
    assert.deepEqual([reasons, readPauses(state).length], [['shown', 'shown', 'shown', 'unseen', 'shown'], 1]);
    watched.dispose();
  });

  it('tell retries and evasion from what the processes record', async () => {
    const state = path.join(place.path, 'retries');
    const log: string[] = [];
    const watched = oversight(state, log);
    watched.watch(['/srv']);
    const { verdict, proposal } = askFixture();
    for (let call = 0; call < 4; call++) {
      // A process of its own for each call, as the hook is: its file has another name than those of this process.
      const spool = openSpool(state, '/srv');
      spool.append({ workspace: '/srv', agent: 'codex', session: 's-1', proposal: `p${call}` }, [
        { kind: 'proposal', tool: 'shell', input: {}, actions: proposal.actions, reasoning: { source: 'none' } }, { kind: 'verdict', verdict: { ...verdict, decision: 'deny', frozen: true }, policyRevision: 'r', freezes: [] }, { kind: 'decision', decision: 'deny', by: 'freeze', reason: 'frozen' },
      ], 'durable');
      spool.close();
      const directory = path.join(state, 'workspaces');
      const [workspace = ''] = fs.readdirSync(directory);
      const spools = path.join(directory, workspace, 'trace', 'spool');
      for (const name of fs.readdirSync(spools)) if (name.endsWith(`-${process.pid}.jsonl`)) fs.renameSync(path.join(spools, name), path.join(spools, name.replace(`-${process.pid}.`, '-1.')));
      for (let looks = 0; looks < 100 && log.length < call; looks++) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (let looks = 0; looks < 100 && !log.includes('evades after 3'); looks++) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(log, ['retry 1', 'retry 2', 'retry 3 evasion', 'evades after 3']);
    assert.equal(watched.refusalsBefore(askFixture()), 4);
    watched.dispose();
  });
});
