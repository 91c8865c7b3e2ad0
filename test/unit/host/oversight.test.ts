import { deepEqual, equal, throws } from 'node:assert/strict';
import { admit } from '../../../src/host/approval/admission.ts';
import { Duplicates } from '../../../src/host/approval/duplicates.ts';
import type { GrantRules } from '../../../src/core/policy/policy.ts';
import { GrantLedger } from '../../../src/host/oversight/grantLedger.ts';
import { scopeWords } from '../../../src/host/oversight/grantWords.ts';
import type { ApprovalPorts, CheckpointResult } from '../../../src/host/approval/ports.ts';
import { Questions, type QuestionsOptions } from '../../../src/host/oversight/questions.ts';
import type { Settlement } from '../../../src/host/approval/askQueue.ts';
import type { DecisionBy, TraceBody, TraceEvent } from '../../../src/core/trace/event.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { RefusalCount } from '../../../src/host/approval/refusals.ts';
import { defaultQuestionLimits } from '../../../src/core/budget/questionBudget.ts';
import type { AskMessage } from '../../../src/protocol/channel.ts';
import { askFixture, effect } from './askFixture.ts';

const branch = effect({ kind: 'git-history', reversibility: 'recoverable', rule: 'git.branch', target: { kind: 'git', repository: '/srv', loses: 'refs' } });
const branchAsk = (id: string, changes: Partial<AskMessage> = {}): AskMessage => askFixture({ id, ...changes }, [branch], { reversibility: 'recoverable', blastRadius: 'workspace' });

/** A window's ledger, budget and ports, which write down what happens. */
class Desk {
  readonly log: string[] = [];
  now = 0;
  revision = 'r1';
  rules: GrantRules = {};
  frozen: string | undefined;
  checkpoint: CheckpointResult = { kind: 'not-needed' };
  broken = false;
  readonly ledger = new GrantLedger({
    now: () => this.now, by: 'ann', mintId: () => 'g-1', revision: () => this.revision, rules: () => this.rules, exampleOf: () => 'git branch -D x', changed: () => undefined,
    recordFor: (_ask, { kind }) => this.#write(kind), record: (_workspace, body) => this.#write(body.kind === 'grant' ? `ended ${body.ending ?? ''} ${body.grant.uses}` : body.kind),
  });
  readonly duplicates = new Duplicates();
  readonly questions: Questions;
  readonly ports: ApprovalPorts = {
    now: () => this.now, recordFailed: () => undefined, trust: () => undefined, checkpoint: () => Promise.resolve(this.checkpoint), frozen: () => this.frozen,
    record: (_ask, body) => this.#write(body.kind === 'answer' ? `${body.outcome} by ${body.by} (${body.method} ${body.grant ?? ''})` : body.kind),
  };

  constructor(options: Partial<QuestionsOptions> = {}) {
    this.questions = new Questions({ now: () => this.now, limits: () => defaultQuestionLimits, open: [], opened: ({ agent }) => this.log.push(`opened ${agent}`), closed: ({ agent }) => this.log.push(`goes on ${agent}`), ...options });
  }

  async admit(ask: AskMessage, answer: Partial<Settlement> = {}): Promise<string> {
    const settlement = await admit(ask, new AbortController().signal, {
      ports: this.ports, grants: this.ledger, questions: this.questions, duplicates: this.duplicates, failed: (stage) => this.log.push(`failed ${stage}`),
      ask: (_ask, _gone, unseen) => {
        this.log.push(unseen ? 'waits unseen' : 'shown');
        return Promise.resolve({ outcome: 'denied', by: 'ann', reason: 'no', method: 'panel', ...answer });
      },
    });
    return `${settlement.outcome} (${settlement.method}): ${settlement.reason}`;
  }

  #write(line: string): void {
    if (this.broken) throw new Error('ENOSPC');
    this.log.push(line);
  }
}

describe('grants of a window', () => {
  it('answer the second act of the same class the way a gesture does, without a question', async () => {
    const desk = new Desk();
    desk.ledger.give(branchAsk('a'), 'session');
    deepEqual([await desk.admit(branchAsk('b')), desk.ledger.list().map(({ uses }) => uses), desk.log], ['approved (grant): allowed by grant g-1 of ann', [1], ['grant', 'approved by ann (grant g-1)']]);
  });
  it('are offered and last only as the policy lets them', async () => {
    const desk = new Desk();
    deepEqual([desk.ledger.lengthsFor(branchAsk('a')), (desk.rules = { lengths: ['quarter-hour'] }, desk.ledger.lengthsFor(branchAsk('a')))], [['quarter-hour', 'session'], ['quarter-hour']]);
    throws(() => desk.ledger.give(branchAsk('a'), 'session'), /once only/);
    desk.rules = { idleMinutes: 2, sessionHours: 0.05 };
    desk.ledger.give(branchAsk('a'), 'session');
    desk.now = 119_000;
    equal(await desk.admit(branchAsk('b')), 'approved (grant): allowed by grant g-1 of ann');
    desk.now = 181_000;
    equal(desk.ledger.list().length, 0);
    desk.ledger.give(branchAsk('a'), 'session');
    desk.now += 121_000;
    deepEqual([desk.ledger.list().length, desk.log.filter((line) => line.startsWith('ended'))], [0, ['ended expired 1', 'ended idle 0']]);
  });
  it('are asked about again once they are revoked', async () => {
    const desk = new Desk();
    desk.ledger.give(branchAsk('a'), 'session');
    equal(desk.ledger.end(() => true, 'revoked'), 1);
    deepEqual([await desk.admit(branchAsk('b')), desk.log], ['denied (panel): no', ['grant', 'ended revoked 0', 'shown']]);
  });
  for (const [why, change, ending] of [['other rules', (desk: Desk) => (desk.revision = 'r2'), 'rules-changed'], ['ten idle minutes', (desk: Desk) => (desk.now = 600_000), 'idle']] as const) {
    it(`end with ${why}`, async () => {
      const desk = new Desk();
      desk.ledger.give(branchAsk('a'), 'session');
      change(desk);
      deepEqual([await desk.admit(branchAsk('b')), desk.log, desk.ledger.list()], ['denied (panel): no', ['grant', `ended ${ending} 0`, 'shown'], []]);
    });
  }
  it('cover no other agent, session, workspace or act', async () => {
    const desk = new Desk();
    desk.ledger.give(branchAsk('a'), 'session');
    const [one] = [branchAsk('b')];
    const others: readonly AskMessage[] = [{ ...one, actor: { agent: 'claude-code' } }, { ...one, workspace: '/other' }, { ...one, proposal: { ...one.proposal, session: { id: 's-2' } } }, { ...one, verdict: { ...one.verdict, frozen: true } }, askFixture({ id: 'b' })];
    deepEqual(await Promise.all(others.map((ask) => desk.admit(ask, { reason: 'asked' }))), others.map(() => 'denied (panel): asked'));
  });
  it('ask the person when nothing could be kept, a freeze is on or the disk refuses', async () => {
    for (const change of [(desk: Desk) => (desk.checkpoint = { kind: 'failed', why: 'full' }), (desk: Desk) => (desk.frozen = 'release'), (desk: Desk) => (desk.broken = true)]) {
      const desk = new Desk();
      desk.ledger.give(branchAsk('a'), 'session');
      change(desk);
      equal(await desk.admit(branchAsk('b')), 'denied (panel): no');
    }
  });
  it('are not given for what cannot be taken back, nor without a record', () => {
    const desk = new Desk();
    const tries = [(): void => desk.ledger.give(askFixture(), 'session'), (): void => { desk.broken = true; desk.ledger.give(branchAsk('a'), 'session'); }];
    deepEqual([desk.ledger.lengthsFor(askFixture()), tries.map((attempt) => { try { attempt(); return 'given'; } catch (error) { return error instanceof Error ? error.message : ''; } }), desk.ledger.list()], [[], ['this act can be allowed once only', 'ENOSPC'], []]);
  });
  it('say in words what they cover', () => {
    const english = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_place, index: string) => values[Number(index)] ?? '');
    const desk = new Desk();
    desk.ledger.give(branchAsk('a'), 'session');
    equal(scopeWords(desk.ledger.list()[0]?.scopes ?? [], '/srv', english), 'removing branches, tags and commits in the repository srv');
    equal(scopeWords([{ rule: 'r', kind: 'delete', reversibility: 'recoverable', blastRadius: 'file', place: { kind: 'directory', path: '/srv/docs', deep: false } }], '/srv', english), 'deleting directly in docs');
  });
});

describe('budget of questions in a window', () => {
  it('shows at most three of sixty that come at once, and says so once', async () => {
    const desk = new Desk();
    await Promise.all(Array.from({ length: 60 }, (_, index) => desk.admit(askFixture({ id: `q${index}`, cwd: `/srv/${index}` }))));
    deepEqual([desk.log.filter((line) => line === 'shown').length, desk.log.filter((line) => line === 'opened codex').length, desk.questions.isOpen({ workspace: '/srv', agent: 'codex' })], [3, 1, true]);
  });
  it('is one for all sessions of an agent in a workspace, and none for others', async () => {
    const desk = new Desk();
    const inSession = (id: string): AskMessage => { const ask = askFixture({ id }); return { ...ask, proposal: { ...ask.proposal, session: { id } } }; };
    for (const id of ['a', 'b', 'c', 'd']) await desk.admit(inSession(id));
    await desk.admit(askFixture({ id: 'e', actor: { agent: 'claude-code' } }));
    await desk.admit(askFixture({ id: 'f', workspace: '/other' }));
    deepEqual(desk.log, ['shown', 'shown', 'shown', 'opened codex', 'waits unseen', 'shown', 'shown']);
  });
  it('stays open over a restart of the window, and is a trial after a person let it go on', async () => {
    const desk = new Desk({ open: [{ workspace: '/srv', agent: 'codex' }] });
    await desk.admit(askFixture({ id: 'a' }));
    desk.questions.letGoOn({ workspace: '/srv', agent: 'codex' });
    await desk.admit(askFixture({ id: 'b' }));
    deepEqual(desk.log, ['waits unseen', 'goes on codex', 'shown', 'opened codex']);
  });
  it('is closed by an approved trial', async () => {
    const desk = new Desk({ open: [{ workspace: '/srv', agent: 'codex' }] });
    desk.questions.letGoOn({ workspace: '/srv', agent: 'codex' });
    await desk.admit(askFixture({ id: 'a' }), { outcome: 'approved' });
    for (const id of ['b', 'c', 'd', 'e']) await desk.admit(askFixture({ id }));
    deepEqual(desk.log, ['goes on codex', 'shown', 'shown', 'shown', 'shown', 'opened codex', 'waits unseen']);
  });
  it('costs a granted act nothing', async () => {
    const desk = new Desk();
    desk.ledger.give(branchAsk('a'), 'session');
    for (let count = 0; count < 10; count++) await desk.admit(branchAsk(`b${count}`));
    await desk.admit(askFixture({ id: 'c' }));
    equal(desk.log.at(-1), 'shown');
  });
});

describe('the same act asked twice at once', () => {
  const question = (answer: Promise<Settlement>): { readonly ask: (id: string, gone?: AbortSignal) => Promise<string>; readonly log: string[] } => {
    const desk = new Desk();
    return {
      log: desk.log,
      ask: async (id, gone = new AbortController().signal) => {
        const { outcome, method } = await admit(askFixture({ id }), gone, { ports: desk.ports, grants: desk.ledger, questions: desk.questions, duplicates: desk.duplicates, failed: () => undefined, ask: () => { desk.log.push(`shown ${id}`); return answer; } });
        return `${outcome} ${method}`;
      },
    };
  };
  const settled = (changes: Partial<Settlement>): Promise<Settlement> => new Promise((resolve) => setImmediate(() => resolve({ outcome: 'denied', by: 'ann', reason: 'no', method: 'panel', ...changes })));

  it('is put to the person once, and one refusal is for all', async () => {
    const { ask, log } = question(settled({}));
    deepEqual([await Promise.all([ask('a'), ask('b'), ask('c')]), log], [['denied panel', 'denied panel', 'denied panel'], ['shown a', 'denied by ann (panel )', 'denied by ann (panel )']]);
  });
  it('runs once for one approval', async () => {
    const { ask, log } = question(settled({ outcome: 'approved' }));
    deepEqual([await Promise.all([ask('a'), ask('b')]), log], [['approved panel', 'denied duplicate'], ['shown a', 'denied by tagout (duplicate )']]);
  });
  it('is shown for the next one when the first is gone', async () => {
    const { ask, log } = question(settled({ method: 'failure' }));
    deepEqual([await Promise.all([ask('a'), ask('b')]), log], [['denied failure', 'denied failure'], ['shown a', 'shown b']]);
  });
  it('waits no longer than its own agent', async () => {
    const { ask } = question(new Promise(() => undefined));
    const gone = new AbortController();
    void ask('a');
    const second = ask('b', gone.signal);
    gone.abort();
    equal(await second, 'denied failure');
  });
});

describe('what is proposed again after a refusal', () => {
  const verdict = (changes: Partial<Verdict> = {}): Verdict => ({ ...askFixture().verdict, ...changes });
  function feed(rounds: readonly (readonly [DecisionBy, Partial<Verdict>?])[], session = 's-1', count = new RefusalCount()): readonly unknown[] {
    return rounds.map(([by, changes], index) => {
      const event = (body: TraceBody): TraceEvent => ({ v: 1, id: 'x', at: '2026-03-01T10:00:00.000Z', workspace: '/srv', session, proposal: `p${index}`, body });
      count.happened(event({ kind: 'verdict', verdict: verdict(changes), policyRevision: '', freezes: [] }));
      const retry = count.happened(event({ kind: 'decision', decision: by === 'grant' ? 'allow' : 'deny', by, reason: '' }));
      return retry === undefined ? '-' : `${retry.refusals}${retry.frozen ? ' frozen' : ''}${retry.evasion ? ' evasion' : ''}`;
    });
  }
  it('is counted by what it would do, in one session', () => {
    deepEqual(feed([['person'], ['policy'], ['policy', { findings: [{ decision: 'deny', rule: 'session.denied-object', source: 'default', reason: '', span: { start: 0, end: 0 } }, ...verdict().findings] }], ['policy', { findings: verdict().findings.map((finding) => ({ ...finding, effect: effect({ target: { kind: 'path', path: '/other', recursive: true } }) })) }]]), ['-', '1', '2', '-']);
    const count = new RefusalCount();
    feed([['person'], ['person']], 's-1', count);
    deepEqual([count.before('s-1', verdict()), count.before('s-2', verdict())], [2, 0]);
  });
  it('counts as evasion at the third retry of what is frozen', () => deepEqual(feed([['freeze', { frozen: true }], ['freeze', { frozen: true }], ['freeze', { frozen: true }], ['freeze', { frozen: true }]]), ['-', '1 frozen', '2 frozen', '3 frozen evasion']));
  it('does not count what nobody refused', () => deepEqual(feed([['failure'], ['deadline'], ['grant'], ['person']]), ['-', '-', '-', '-']));
});
