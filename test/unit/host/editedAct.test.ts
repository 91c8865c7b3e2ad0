import { deepEqual, throws } from 'node:assert/strict';
import { approve } from '../../../src/host/approval/approvalFlow.ts';
import { AskQueue } from '../../../src/host/approval/askQueue.ts';
import { editAct, editableText, editedView } from '../../../src/host/approval/editedAct.ts';
import type { ApprovalPorts } from '../../../src/host/approval/ports.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { askFixture } from './askFixture.ts';

const ask = askFixture();
const { facts } = ask;
const allowed: Verdict = { decision: 'allow', reversibility: 'reversible', blastRadius: 'workspace', uninspectable: false, findings: [], frozen: false };

describe('a changed command', () => {
  it('is judged as the agent would send it', () => {
    const { ask: changed, command } = editAct(ask, 'mv drafts drafts.old', (_original, { actions }) => {
      deepEqual(actions, [{ kind: 'shell', command: 'mv drafts drafts.old', dialect: 'posix' }]);
      return { verdict: allowed, facts };
    });
    deepEqual([command, changed.id, changed.verdict, editableText(changed.proposal)], ['mv drafts drafts.old', 'ask-1', allowed, 'mv drafts drafts.old']);
  });
  it('is not to be had where an act has no command, or several', () => {
    const { proposal } = ask;
    const [shell] = proposal.actions;
    for (const actions of [[], [{ kind: 'harmless', tool: 'x' }] as const, shell === undefined ? [] : [shell, shell]]) {
      deepEqual(editableText({ ...proposal, actions }), undefined);
      throws(() => editAct({ ...ask, proposal: { ...proposal, actions } }, 'ls', () => ({ verdict: allowed, facts })));
    }
  });
  it('shows the agent’s own text with hidden characters named', () => {
    const original = { ...ask, proposal: { ...ask.proposal, actions: [{ kind: 'shell', command: 'rm a\u200b', dialect: 'posix' } as const] } };
    deepEqual(editedView(editAct(original, 'ls', () => ({ verdict: allowed, facts })), (message) => message).original, [{ text: 'rm a', kind: 'plain' }, { text: '␣U+200B', kind: 'mark' }]);
  });
  it('goes to the hook where that can run it, and is recorded beside the agent’s own', async () => {
    const log: string[] = [];
    const queue = new AskQueue();
    const original = { ...ask, replaceable: true } as const;
    const answer = queue.add(original, 0);
    const unused = (): never => {
      throw new Error('must not be called');
    };
    const ports: ApprovalPorts = { now: () => 0, record: (_ask, body) => log.push(body.kind), recordFailed: unused, checkpoint: unused, trust: unused, frozen: () => undefined };
    const result = await approve(queue, ports, 'ask-1', { by: 'ann', method: 'panel', dwellMs: 900, displayed: '', withoutWayBack: false }, editAct(original, 'ls drafts', () => ({ verdict: allowed, facts })));
    deepEqual([result.kind, (await answer).instead, log], ['instead', 'ls drafts', ['edit']]);
  });
  it('refuses the agent’s own command with the words of the other one, and records both', async () => {
    const log: string[] = [];
    const queue = new AskQueue();
    const answer = queue.add(ask, 0);
    const unused = (): never => {
      throw new Error('must not be called');
    };
    const ports: ApprovalPorts = { now: () => 0, record: (_ask, body) => log.push(body.kind === 'edit' ? `edit ${JSON.stringify(body.actions)}` : body.kind === 'answer' ? `${body.outcome} ${body.method}` : body.kind), recordFailed: unused, checkpoint: unused, trust: unused, frozen: () => undefined };
    const result = await approve(queue, ports, 'ask-1', { by: 'ann', method: 'panel', dwellMs: 900, displayed: '', withoutWayBack: false }, editAct(ask, 'ls drafts', () => ({ verdict: allowed, facts })));
    deepEqual([result, await answer, log], [
      { kind: 'instead' },
      { outcome: 'denied', by: 'ann', method: 'edited', reason: 'ann wants this to be run instead, and nothing else: ls drafts' },
      ['edit [{"kind":"shell","command":"ls drafts","dialect":"posix"}]', 'denied edited'],
    ]);
  });
});
