import { deepEqual } from 'node:assert/strict';
import { Approvals, type ApprovalsOptions } from '../../../src/host/approval/approvals.ts';
import type { ApprovalSurface, SurfaceEvents } from '../../../src/host/approval/approvalSurface.ts';
import type { Impact } from '../../../src/host/approval/ports.ts';
import type { AskMessage } from '../../../src/protocol/channel.ts';
import { askFixture, comingFixture } from './askFixture.ts';

const impact: Impact = { loss: 'Deletes 2 files.', targets: [], moreTargets: 0, wayBack: { kind: 'checkpoint', text: '' } };

/** Approvals with a surface that writes down what it is told. */
class Desk {
  readonly log: string[] = [];
  events: SurfaceEvents | undefined;
  frozen: string | undefined;
  pause: (ask: AskMessage) => void = ({ proposal }) => this.log.push(`pause ${proposal.session.id}`);
  now = 0;
  measured = 0;
  measure: (ask: AskMessage) => Promise<Impact> = () => Promise.resolve(impact);
  readonly approvals: Approvals;

  constructor() {
    const surface: ApprovalSurface = {
      show: ({ view, queue: { position, waiting } }) => this.log.push(`show ${view.id} ${position}/${waiting} ${view.measured ? view.loss : '…'}`),
      queue: ({ position, waiting }) => this.log.push(`position ${position}/${waiting}`),
      busy: () => undefined,
      rejected: (id, why) => this.log.push(`rejected ${id}: ${why}`),
      noWayBack: (id, why) => this.log.push(`no way back ${id}: ${why}`),
      empty: () => this.log.push('empty'),
      dispose: () => this.log.push('disposed'),
    };
    const options: ApprovalsOptions = {
      ports: { now: () => this.now, record: (ask, body) => this.log.push(`record ${ask.id} ${body.kind === 'answer' ? `${body.outcome} ${body.method}` : body.kind}`), recordFailed: () => undefined, trust: () => undefined,
      checkpoint: () => Promise.resolve({ kind: 'not-needed' }), frozen: () => this.frozen, pausing: { pause: (ask) => this.pause(ask) }, grants: { offer: () => undefined, give: (_ask, length) => this.log.push(`grant ${length}`) }, owner: { nameFor: () => 'dana', hand: () => Promise.resolve('handed on') } },
      surface: (events) => {
        this.events = events;
        return surface;
      },
      measure: (ask) => {
        this.measured++;
        return this.measure(ask);
      },
      freezes: () => [],
      judgeAgain: ({ facts, verdict }, { actions }) => ({ facts, verdict: { ...verdict, decision: 'allow', findings: [], uninspectable: actions.length === 0 } }),
      showDiff: () => undefined,
      showText: (title, text) => this.log.push(`text ${title}: ${text}`),
      copy: (text) => this.log.push(`copy ${text}`),
      closeDiff: ({ id }) => this.log.push(`close ${id}`),
      remind: (_oldest, loss, waiting) => this.log.push(`remind ${waiting}: ${loss}`),
      waitingChanged: () => undefined,
      failed: (stage) => this.log.push(`failed ${stage}`),
      by: 'ann',
      translate: (message) => message,
      mintNonce: () => 'n',
    };
    this.approvals = new Approvals(options);
  }

  announce(id: string, gone = new AbortController().signal, wouldShow = true, cwd = '/srv'): void {
    this.approvals.announce(comingFixture({ id, cwd }), gone, () => wouldShow);
  }

  ask(id: string, gone = new AbortController().signal, session = 's-1'): Promise<string> {
    const ask = askFixture({ id });
    return this.approvals.ask({ ...ask, proposal: { ...ask.proposal, session: { id: session } } }, gone).then(({ outcome, by, reason, method }) => `${outcome} by ${by} (${method}): ${reason}`);
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const gesture = { method: 'panel', dwellMs: 900, displayed: 'Deletes 2 files.' } as const;

describe('approvals', () => {
  it('shows the oldest, measures it, and the next one after an answer', async () => {
    const desk = new Desk();
    const [first, second] = [desk.ask('a'), desk.ask('b')];
    await settle();
    desk.events?.approve('a', { ...gesture, withoutWayBack: false });
    deepEqual(await first, 'approved by ann (panel): approved by ann');
    await settle();
    desk.events?.deny('b', { ...gesture, reason: 'use staging' });
    deepEqual(await second, 'denied by ann (panel): denied by ann: use staging');
    deepEqual(desk.log, ['show a 1/1 …', 'position 1/2', 'show a 1/2 Deletes 2 files.', 'position 1/2', 'record a approved panel', 'show b 1/1 Deletes 2 files.', 'close a', 'record b denied panel', 'empty', 'close b']);
  });
  it('shows what is announced without a way to approve it, and goes on with it when the question comes', async () => {
    const desk = new Desk();
    desk.announce('a');
    await settle();
    desk.events?.approve('a', { ...gesture, withoutWayBack: false });
    await settle();
    const before = [...desk.log];
    const answer = desk.ask('a');
    desk.events?.approve('a', { ...gesture, withoutWayBack: false });
    deepEqual([before, await answer, desk.measured], [['show a 0/0 …', 'show a 0/0 …'], 'approved by ann (panel): approved by ann', 1]);
  });
  it('refuses at once what was refused when it was only announced', async () => {
    const desk = new Desk();
    desk.announce('a');
    desk.events?.deny('a', { ...gesture, reason: 'no' });
    deepEqual(await desk.ask('a'), 'denied by ann (panel): denied by ann: no');
  });
  it('pauses the agent of what was only announced, and says of the rest that it is too early', async () => {
    const desk = new Desk();
    desk.announce('a');
    desk.events?.askOwner('a');
    desk.events?.pause('a');
    const answer = desk.ask('a');
    deepEqual([await answer, desk.log.filter((line) => /^pause|^rejected/.test(line))], ['denied by ann (paused): paused by ann: stop and wait for the user', ['rejected a: The question is still on its way. Try again in a moment.', 'pause s-1']]);
    desk.approvals.dispose();
  });
  it('forgets what is announced and not asked, and shows nothing that it would not ask', () => {
    const desk = new Desk();
    const gone = new AbortController();
    desk.announce('a', gone.signal);
    gone.abort();
    desk.announce('b', gone.signal, false);
    deepEqual(desk.log, ['show a 0/0 …', 'empty']);
  });
  it('measures what was announced and not shown when it is asked about', async () => {
    const desk = new Desk();
    desk.announce('a', undefined, false);
    const answer = desk.ask('a');
    await settle();
    desk.events?.deny('a', gesture);
    deepEqual([await answer, desk.measured, desk.log[1]], ['denied by ann (panel): denied by ann', 1, 'show a 1/1 Deletes 2 files.']);
  });
  it('measures anew what is not asked as it was announced', async () => {
    const desk = new Desk();
    desk.announce('a', undefined, true, 'another directory');
    const answer = desk.ask('a');
    await settle();
    desk.events?.deny('a', gesture);
    deepEqual([await answer, desk.measured], ['denied by ann (panel): denied by ann', 2]);
  });
  it('leaves an act waiting when the surface is closed, and brings it back', async () => {
    const desk = new Desk();
    const answer = desk.ask('a');
    await settle();
    desk.events?.closed('a');
    desk.approvals.review();
    desk.approvals.denyShown('no');
    deepEqual([await answer, desk.log], ['denied by ann (panel): no', ['show a 1/1 …', 'show a 1/1 Deletes 2 files.', 'remind 1: Deletes 2 files.', 'show a 1/1 Deletes 2 files.', 'record a denied panel', 'empty', 'close a']]);
  });
  it('refuses at once what comes too late to be asked', async () => {
    const desk = new Desk();
    desk.now = 59_500;
    deepEqual([await desk.ask('a'), desk.log], ['denied by tagout (deadline): nobody could be asked in time', []]);
  });
  it('refuses at the deadline', async () => {
    const desk = new Desk();
    desk.now = 58_999;
    deepEqual(await desk.ask('a'), 'denied by tagout (deadline): nobody answered in time');
  });
  it('refuses under a freeze without showing', async () => {
    const desk = new Desk();
    desk.frozen = 'release';
    deepEqual([await desk.ask('a'), desk.log], ['denied by freeze (freeze): release', ['record a denied freeze']]);
  });
  it('refuses what waits when a freeze comes', async () => {
    const desk = new Desk();
    const answers = [desk.ask('a'), desk.ask('b')];
    await settle();
    desk.frozen = 'release';
    desk.approvals.freezeChanged();
    deepEqual(await Promise.all(answers), ['denied by freeze (freeze): release', 'denied by freeze (freeze): release']);
  });
  it('turns an approval into a refusal when a freeze came first', async () => {
    const desk = new Desk();
    const answer = desk.ask('a');
    await settle();
    desk.frozen = 'release';
    desk.events?.approve('a', { ...gesture, withoutWayBack: false });
    deepEqual(await answer, 'denied by freeze (freeze): release');
  });
  it('drops an act whose agent is gone', async () => {
    const desk = new Desk();
    const gone = new AbortController();
    const answer = desk.ask('a', gone.signal);
    await settle();
    gone.abort();
    deepEqual([await answer, desk.approvals.waiting, desk.log.slice(-3)], ['denied by tagout (failure): the agent no longer waits', [], ['record a failure', 'empty', 'close a']]);
  });
  it('says so when the loss could not be measured', async () => {
    const desk = new Desk();
    desk.measure = () => Promise.reject(new Error('EIO'));
    void desk.ask('a');
    await settle();
    deepEqual(desk.log, ['show a 1/1 …', 'failed measuring the loss', 'show a 1/1 Deletes drafts, which git does not know.']);
    desk.approvals.dispose();
  });
  it('refuses what waits when the window closes', async () => {
    const desk = new Desk();
    const answer = desk.ask('a');
    await settle();
    desk.approvals.dispose();
    deepEqual([await answer, desk.log.slice(-2)], ['denied by tagout (failure): the editor window was closed before anybody decided', ['disposed', 'close a']]);
  });
  it('grants what was approved before it answers', async () => {
    const desk = new Desk();
    const answer = desk.ask('a');
    await settle();
    desk.events?.approve('a', { ...gesture, withoutWayBack: false, grant: 'session' });
    deepEqual([await answer, desk.log.slice(2, 4)], ['approved by ann (panel): approved by ann', ['record a approved panel', 'grant session']]);
  });
  it('shows the act that is chosen, and goes on with the oldest', async () => {
    const desk = new Desk();
    const answers = [desk.ask('a'), desk.ask('b')];
    await settle();
    desk.events?.select('b');
    desk.events?.select('nothing');
    desk.events?.deny('b', gesture);
    deepEqual([await answers[1], desk.log.slice(4)], ['denied by ann (panel): denied by ann', ['show b 2/2 Deletes 2 files.', 'record b denied panel', 'show a 1/1 Deletes 2 files.', 'close b']]);
    desk.approvals.dispose();
  });
  it('refuses all of a session and leaves the others waiting', async () => {
    const desk = new Desk();
    const answers = [desk.ask('a'), desk.ask('b', undefined, 's-2'), desk.ask('c')];
    await settle();
    desk.events?.denySession('a', gesture);
    const why = 'denied by ann (panel): denied by ann, with everything else of this session that waited';
    deepEqual([await answers[0], await answers[2], desk.approvals.waiting.map(({ ask }) => ask.id)], [why, why, ['b']]);
    desk.approvals.dispose();
  });
  it('holds an agent back before it refuses what waits of it', async () => {
    const desk = new Desk();
    const answers = [desk.ask('a'), desk.ask('b', undefined, 's-2')];
    await settle();
    desk.events?.pause('a');
    deepEqual([await answers[0], desk.log.slice(4, 6), desk.approvals.waiting.length], ['denied by ann (paused): paused by ann: stop and wait for the user', ['pause s-1', 'record a denied paused'], 1]);
    desk.approvals.dispose();
  });
  it('leaves an act waiting when its agent could not be held back', async () => {
    const desk = new Desk();
    desk.pause = () => {
      throw new Error('disk full');
    };
    void desk.ask('a');
    await settle();
    desk.events?.pause('a');
    deepEqual(desk.log.slice(2), ['failed pausing an agent', 'rejected a: The agent could not be paused: see the log of Tagout. The action still waits.']);
    desk.approvals.dispose();
  });
  it('shows a changed command anew, and refuses the agent’s own with its words', async () => {
    const desk = new Desk();
    const answer = desk.ask('a');
    await settle();
    desk.events?.edit('a', 'ls drafts');
    await settle();
    desk.events?.approve('a', { ...gesture, withoutWayBack: false });
    deepEqual([await answer, desk.log.slice(2, 6)], ['denied by ann (edited): ann wants this to be run instead, and nothing else: ls drafts', ['show a 1/1 …', 'show a 1/1 Deletes 2 files.', 'record a edit', 'record a denied edited']]);
  });
  it('brings the agent’s own command back', async () => {
    const desk = new Desk();
    const answer = desk.ask('a');
    await settle();
    desk.events?.edit('a', 'ls drafts');
    desk.events?.edit('a', 'ls && rm -rf drafts');
    await settle();
    desk.events?.approve('a', { ...gesture, withoutWayBack: false });
    deepEqual(await answer, 'approved by ann (panel): approved by ann');
  });
});
