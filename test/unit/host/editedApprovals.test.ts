import { deepEqual } from 'node:assert/strict';
import type { Fact } from '../../../src/core/ticket.ts';
import { editAct } from '../../../src/host/approval/editedAct.ts';
import { EditedApprovals } from '../../../src/host/approval/editedApprovals.ts';
import type { ApprovalPorts } from '../../../src/host/approval/ports.ts';
import type { AskMessage } from '../../../src/protocol/channel.ts';
import { boundAsk } from '../../support/boundAsk.ts';
import { askFixture } from './askFixture.ts';

const gesture = { by: 'ann', method: 'panel', dwellMs: 900, displayed: 'Moves drafts.', withoutWayBack: false } as const;
const target: Fact = { kind: 'target', name: '/srv/drafts', state: '2 9 aa' };

/** The hook's question about the command that a person put in place of the agent's. */
function question(command: string, facts: readonly Fact[], changes: Partial<AskMessage> = {}): AskMessage {
  const ask = askFixture(changes);
  return boundAsk({ ...ask, proposal: { ...ask.proposal, actions: [{ kind: 'shell', command, dialect: 'posix' }] } }, facts);
}

describe('an approved command in place of the agent’s', () => {
  const answerTo = async (asked: AskMessage, changes: Partial<ApprovalPorts> = {}): Promise<string> => {
    const approvals = new EditedApprovals();
    const log: string[] = [];
    const ports: ApprovalPorts = { now: () => 0, record: (_ask, body) => log.push(body.kind), recordFailed: () => undefined, checkpoint: () => Promise.resolve({ kind: 'not-needed' }), trust: () => undefined, frozen: () => undefined, ...changes };
    const original = { ...askFixture(), replaceable: true } as const;
    approvals.add(editAct(original, 'mv drafts kept', (ask, proposal) => ({ verdict: ask.verdict, facts: question('mv drafts kept', [target], { proposal }).facts })), gesture, 0);
    const [first, second] = [await approvals.answer(asked, ports), await approvals.answer(asked, ports)];
    deepEqual(second, undefined, 'one approval answers one question');
    return first === undefined ? 'asks the person' : `${first.outcome} by ${first.by}, recorded: ${log.join(' ')}`;
  };
  const same = 'approved by ann, recorded: answer';
  const cases: readonly (readonly [string, AskMessage, string])[] = [
    ['what the person saw', question('mv drafts kept', [target]), same],
    ['the same with the programs and variables of the agent', question('mv drafts kept', [target, { kind: 'program', name: 'mv', state: '/bin/mv sha256:1' }, { kind: 'variable', name: 'GIT_DIR', state: 'x' }]), same],
    ['another command', question('mv drafts lost', [target]), 'asks the person'],
    ['more in what it touches', question('mv drafts kept', [{ ...target, state: '3 9 bb' }]), 'asks the person'],
    ['another directory', question('mv drafts kept', [target], { cwd: '/srv/other' }), 'asks the person'],
    ['another question', question('mv drafts kept', [target], { id: 'ask-2' }), 'asks the person'],
    ['what the hook judges otherwise', question('mv drafts kept', [target], { verdict: { ...askFixture().verdict, decision: 'deny' } }), 'asks the person'],
  ];
  for (const [title, asked, expected] of cases) it(`${title}: ${expected}`, async () => deepEqual(await answerTo(asked), expected));
  it('asks the person when it comes too late, in a freeze, and when nothing could be kept', async () => {
    const asked = question('mv drafts kept', [target]);
    deepEqual(await Promise.all([answerTo(asked, { now: () => 30_001 }), answerTo(asked, { frozen: () => 'release' }), answerTo(asked, { checkpoint: () => Promise.reject(new Error('full')) })]), ['asks the person', 'asks the person', 'asks the person']);
  });
});
