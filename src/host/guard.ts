import * as vscode from 'vscode';
import { randomBytes } from 'node:crypto';
import * as os from 'node:os';
import * as path from 'node:path';
import { lowestLimits } from '../core/budget/questionBudget.ts';
import type { FreezeState } from '../core/freeze/freeze.ts';
import { ownerOf } from '../core/policy/policy.ts';
import type { ActionNode } from '../core/trace/traceTree.ts';
import type { UndoStep } from '../core/trace/undoPlan.ts';
import { readFreezes } from '../node/freeze/freezeStore.ts';
import type { TraceBody } from '../core/trace/event.ts';
import type { AskMessage } from '../protocol/channel.ts';
import { ApprovalNative } from './approval/approvalNative.ts';
import { ApprovalPanel } from './approval/approvalPanel.ts';
import { Approvals } from './approval/approvals.ts';
import { askDoor } from './approval/askDoor.ts';
import type { Translate } from './approval/askView.ts';
import { ChannelHost } from './channelHost.ts';
import { commandJudge } from './approval/judgeAgain.ts';
import { keepWithProgress } from './approval/keepProgress.ts';
import { chosenSurface } from './approval/chosenSurface.ts';
import { questionLimits, secondPersonKey, traceRetention, surfaceSetting } from './settings.ts';
import { commandLine } from './approval/commandView.ts';
import { LiveText } from './liveText.ts';
import { TextDocuments } from './textDocuments.ts';
import { freezeControl } from './freeze/freezeControl.ts';
import { FreezeFileProblems } from './freeze/freezeFileProblems.ts';
import { freezePlace } from '../node/freeze/freezePlaces.ts';
import { policyPlace, type PolicyPlace } from '../node/policy/policyPlace.ts';
import { FreezeHost } from './freeze/freezeHost.ts';
import { freezeOver } from './freeze/freezeOver.ts';
import { reviewFreezes } from './freeze/freezeReview.ts';
import { FreezeSources } from './freeze/freezeSources.ts';
import { FreezeWatch } from './freeze/freezeWatch.ts';
import { commands, contextKeys } from './ids.ts';
import { agreementOf } from './freeze/breakGlassAgreement.ts';
import { branchOf } from '../node/git/gitFacts.ts';
import { GuardHealth } from './protection/guardHealth.ts';
import { Habits, habitsText, withHabits } from './oversight/habits.ts';
import { measuredLoss } from './impact/measuredLoss.ts';
import { IncidentDesk } from './incident/incidentDesk.ts';
import { messageOf, type Log } from './log.ts';
import { personName } from './person.ts';
import { ProgramTables } from './trust/programTables.ts';
import { Recorder } from './trace/recorder.ts';
import type { ApprovalPorts } from './approval/ports.ts';
import { askedTooOften, remind, warnOfEvasion } from './approval/reminder.ts';
import { restore } from './undo/restore.ts';
import { undoTo } from './undo/undoTo.ts';
import { sessionContext, withRefusals } from './approval/sessionContext.ts';
import { Oversight } from './oversight/oversight.ts';
import { versionOf } from '../node/install/packageVersion.ts';
import { signingKey } from '../node/secondPerson/signingKey.ts';
import { SecondPerson } from './secondPerson/secondPerson.ts';
import { SecondPersonDesk } from './secondPerson/secondPersonDesk.ts';
import { acceptedPolicies, type AcceptedPolicies } from './policy/acceptedPolicies.ts';
import type { KeptAcceptances } from '../node/policy/heldPolicy.ts';
import { AcceptanceWatch } from './policy/acceptanceWatch.ts';
import { tellOfLostAcceptance } from './policy/lostAcceptance.ts';
import { OrganisationBundle } from './policy/organisationBundle.ts';
import { PolicyEditor } from './policy/policyEditor.ts';
import { PolicyFiles } from './policy/policyFiles.ts';
import { reviewPolicy } from './policy/policyReview.ts';
import { policyAndFreezes } from './freeze/policyAndFreezes.ts';
import { StatusBar } from './status/statusBar.ts';
import type { GuardStatus } from './status/statusView.ts';
import { TraceHost } from './trace/traceHost.ts';
import { Undo } from './undo/undo.ts';
import { CheckpointUpkeep } from './undo/checkpointUpkeep.ts';
import { adapters } from '../adapters/agents.ts';
import { GapWatch } from './trace/gapWatch.ts';
import { TraceExports } from './trace/traceExports.ts';
import { TraceUpkeep } from './trace/traceUpkeep.ts';
import { trustMemory, type TrustMemory } from './trust/trustMemory.ts';
import { setSourceToken } from './sourceToken.ts';
import { workspaceRoots } from './workspaceRoots.ts';

const translate: Translate = (message, ...values) => vscode.l10n.t(message, ...values);

/** The parts of one window that stand between its agents and its workspace, joined. */
export class Guard {
  readonly by = personName();
  readonly freezes: FreezeHost;
  readonly approvals: Approvals;
  readonly trust: TrustMemory;
  readonly oversight: Oversight;
  readonly secondPerson: SecondPersonDesk;
  readonly documents: TextDocuments;
  readonly trace: TraceHost;
  readonly policies: PolicyFiles;
  readonly policyEditor: PolicyEditor;
  readonly undo: Undo;
  readonly incidents: IncidentDesk;
  readonly traceExports: TraceExports;
  readonly #log: Log;
  readonly #state: string;
  readonly #secrets: vscode.SecretStorage;
  readonly #statusBar = new StatusBar();
  readonly #recorder: Recorder;
  readonly #ports: ApprovalPorts;
  readonly #habits: Habits;
  readonly #freezeWatch: FreezeWatch;
  readonly #freezeSources: FreezeSources;
  readonly #channel: ChannelHost;
  readonly #tables: ProgramTables;
  readonly #accepted: AcceptedPolicies;
  readonly #acceptances: AcceptanceWatch;
  readonly #freezeFiles: FreezeFileProblems;
  readonly #upkeep: CheckpointUpkeep;
  readonly #bundle: OrganisationBundle;
  readonly #gaps: GapWatch;
  readonly #traceUpkeep: TraceUpkeep;
  /** SECURITY: told by parts of this window only; nothing that an agent can reach says that the guard works. */
  readonly #health = new GuardHealth(() => this.#refresh());

  constructor(context: vscode.ExtensionContext, state: string, log: Log) {
    this.#log = log;
    this.#state = state;
    this.#secrets = context.secrets;
    this.documents = new TextDocuments(context.workspaceState);
    this.#recorder = new Recorder(state);
    this.#gaps = new GapWatch({ state, adapter: (agent) => adapters[agent], record: (header, body) => this.#recorder.record(header, body), changed: () => this.#refresh(), failed: (stage, error) => log.error(stage, error) });
    this.#freezeFiles = new FreezeFileProblems(state, workspaceRoots);
    this.#freezeWatch = new FreezeWatch(state, () => {
      this.#freezeFiles.show();
      this.#refresh();
      this.approvals.freezeChanged();
      this.oversight.rulesChanged();
    });
    this.#freezeSources = new FreezeSources({ state, secrets: context.secrets, log, asked: () => this.#freezeWatch.refresh() });
    this.trust = trustMemory({ state, by: this.by, now: Date.now, recordFor: (ask, body) => this.#recorder.recordFor(ask, body), record: (workspace, body) => this.#recorder.record({ workspace }, body) });
    this.#accepted = acceptedPolicies(context.secrets);
    this.policies = new PolicyFiles({ state, knowledge: path.join(context.extensionPath, 'dist', 'knowledge'), log });
    this.#acceptances = new AcceptanceWatch({ accepted: this.#accepted, found: (place, kept) => this.#acceptanceLost(place, kept), failed: (error) => log.error('acceptances', error) });
    this.oversight = new Oversight({
      state, roots: workspaceRoots, by: this.by, limits: ({ workspace }) => lowestLimits(questionLimits(), this.policies.policy(workspace).questions), grantRules: (workspace) => this.policies.policy(workspace).grants ?? {}, revision: ({ workspace, cwd }) => policyAndFreezes(state, workspace, cwd, Date.now()),
      recordFor: (ask, body) => this.#recorder.recordFor(ask, body), record: (header, body) => this.#recorder.record(header, body), waiting: () => this.approvals.waiting.map(({ ask }) => ask),
      evades: ({ agent }, refusals) => void warnOfEvasion(agent, refusals, () => this.trace.open(), log),
      tooOften: (_asker, why) => void askedTooOften(why, () => this.approvals.review(), log), changed: () => this.#refresh(), failed: (stage, error) => log.error(stage, error), translate,
    });
    this.secondPerson = this.#buildSecondPerson(context, log);
    this.#ports = this.#buildPorts(state);
    this.#habits = new Habits(state, Date.now);
    this.approvals = this.#buildApprovals(context.extensionUri, state, path.join(context.extensionPath, 'dist'));
    this.trace = new TraceHost({ extensionUri: context.extensionUri, state, documents: this.documents, log, restore: (action, workspace) => this.#restore(action, workspace), undoTo: (action, workspace, steps) => this.#undoTo(action, workspace, steps), by: this.by, record: (workspace, proposal, body) => this.#recorder.record({ workspace, proposal }, body), changed: () => this.#recorded(), seen: () => this.#gaps.seen() });
    this.undo = new Undo({
      state, roots: workspaceRoots, find: (proposal) => this.trace.find(proposal), by: this.by, log, showDiff: (title, pairs) => void this.documents.open(title, pairs),
      record: (workspace, proposal, body) => this.#recorder.record({ workspace, ...(proposal === undefined ? {} : { proposal }) }, body),
    });
    this.freezes = this.#buildFreezes(state, log);
    this.#upkeep = new CheckpointUpkeep({ state, roots: workspaceRoots, log, record: (workspace, body) => this.#recorder.record({ workspace }, body) });
    this.#bundle = new OrganisationBundle(state, context.secrets, log);
    this.#traceUpkeep = new TraceUpkeep({ state, roots: workspaceRoots, retention: traceRetention, log });
    this.traceExports = new TraceExports({ state, roots: workspaceRoots, secretStorage: context.secrets, version: versionOf(path.join(context.extensionPath, 'dist')), log });
    this.#tables = new ProgramTables(state, context.extensionPath, log);
    this.policyEditor = new PolicyEditor({ state, roots: workspaceRoots, files: this.policies, documents: this.documents, log });
    this.incidents = new IncidentDesk({ state, roots: workspaceRoots, by: this.by, policies: this.policies, documents: this.documents, record: (workspace, body) => this.#recorder.record({ workspace }, body) });
    this.#channel = new ChannelHost({ state, log, mended: (why) => this.recordEverywhere({ kind: 'guard', change: 'repaired', agents: [], files: [], why, by: 'tagout' }), ...askDoor({ approvals: this.approvals, oversight: this.oversight, ports: this.#ports, failed: (stage, error) => log.error(stage, error) }) });
  }

  get status(): GuardStatus {
    const { trouble } = this.#health;
    return { standing: this.freezes.standing, now: Date.now(), waiting: this.approvals.waiting.length, paused: this.oversight.pauses.current, gaps: this.#gaps.unseen, ...(trouble === undefined ? {} : { trouble }) };
  }

  /** Whether registered agents still have the guard before them, in words where not. */
  reportProtection(trouble: string | undefined): void {
    this.#health.report('protection', trouble);
  }

  /** Records what concerns every folder of the window. */
  recordEverywhere(body: TraceBody): void {
    for (const root of workspaceRoots()) this.#recorder.record({ workspace: root }, body);
  }

  /** Shows how the person answers the questions of each rule. */
  async showHabits(): Promise<void> {
    this.#habits.forget();
    await this.documents.show(vscode.l10n.t('Approval habits'), habitsText(workspaceRoots().map((root) => [root, this.#habits.of(root)] as const), translate));
  }

  /** Lets the person enter a token; what it opens is asked at once. */
  async setSourceToken(): Promise<void> {
    if (await setSourceToken(this.#state, this.#secrets)) await this.#freezeSources.ask(true);
  }

  /** Lets the person accept a changed policy of a workspace. */
  async reviewPolicy(): Promise<void> {
    const record = (workspace: string, digest: string, summary: string): void => this.#recorder.record({ workspace }, { kind: 'policy', change: 'accepted', digest, by: this.by, summary });
    const shared = { state: this.#state, accepted: this.#accepted, documents: this.documents, record };
    if (await reviewFreezes(workspaceRoots(), { ...shared, changed: () => this.#freezeWatch.refresh() })) return;
    await reviewPolicy(workspaceRoots(), { ...shared, files: this.policies });
  }

  /** Publishes the folders of the window and listens; a failure is shown and leaves the agents refused. */
  async serve(): Promise<void> {
    const roots = workspaceRoots();
    this.#freezeWatch.watch(roots);
    this.#freezeFiles.show();
    this.#freezeSources.start();
    this.trace.watch(roots);
    this.#tables.watch(roots);
    this.#upkeep.start();
    this.#bundle.start();
    this.#gaps.watch(roots);
    this.#traceUpkeep.start();
    this.traceExports.start();
    this.oversight.watch(roots);
    this.policies.watch(roots);
    await this.#acceptances.watch(roots.flatMap((root) => [policyPlace, freezePlace].map((placeOf) => placeOf(this.#state, root, process.platform))));
    this.#refresh();
    try {
      await this.#channel.serve(roots);
      this.#health.report('channel', undefined);
    } catch (error) {
      this.#log.error('channel', error);
      this.#health.report('channel', messageOf(error));
    }
  }

  async dispose(): Promise<void> {
    this.approvals.dispose();
    this.secondPerson.dispose();
    this.oversight.dispose();
    this.trace.dispose();
    this.freezes.dispose();
    this.#freezeWatch.dispose();
    this.#freezeSources.dispose();
    this.#freezeFiles.dispose();
    this.#acceptances.dispose();
    this.#tables.dispose();
    this.policyEditor.dispose();
    this.policies.dispose();
    this.#upkeep.dispose();
    this.#bundle.dispose();
    this.#gaps.dispose();
    this.#traceUpkeep.dispose();
    this.traceExports.dispose();
    this.undo.dispose();
    this.incidents.dispose();
    this.#statusBar.dispose();
    try {
      await this.#channel.close();
    } finally {
      this.#recorder.dispose();
    }
  }

  #buildFreezes(state: string, log: Log): FreezeHost {
    const record = (body: TraceBody): void => workspaceRoots().forEach((workspace) => this.#recorder.record({ workspace }, body));
    const actions = freezeControl({ state, roots: workspaceRoots, by: this.by, record: (workspace, body) => this.#recorder.record({ workspace }, body), changed: () => this.#freezeWatch.refresh() });
    return new FreezeHost({ state, watch: this.#freezeWatch, desk: { status: () => this.status, by: this.by, actions, branch: () => workspaceRoots().map(branchOf)[0], agreed: (request, freezes) => agreementOf({ desk: this.secondPerson, workspace: () => workspaceRoots()[0] ?? '', record }, request, freezes) }, trace: () => this.trace.tree, ticked: () => this.#refresh(), documents: this.documents, record, log });
  }

  #recorded(): void {
    this.undo.refresh();
    this.freezes.refresh();
  }

  #acceptanceLost(place: PolicyPlace, kept: Exclude<KeptAcceptances, 'known'>): void {
    tellOfLostAcceptance(place, kept, (body) => this.#recorder.record({ workspace: place.root }, body));
    this.policies.compile(place.root);
    this.#freezeWatch.compileAnew(place.root);
  }

  #buildSecondPerson({ secrets, workspaceState }: vscode.ExtensionContext, log: Log): SecondPersonDesk {
    const home = os.homedir();
    const second = new SecondPerson({
      state: this.#state, home, platform: process.platform, by: this.by, now: Date.now, mintId: () => randomBytes(16).toString('hex'), key: () => signingKey(secondPersonKey(), home), ownerOf: ({ workspace, actor }) => ownerOf(this.policies.policy(workspace), actor.agent),
      isWaiting: (id) => this.approvals.waiting.some(({ ask }) => ask.id === id), lossOf: (id) => this.approvals.lossOf(id), approve: (id, gesture) => this.approvals.approveSigned(id, gesture),
      deny: (id, settlement) => this.approvals.deny(id, settlement), recordFor: (ask, body) => this.#recorder.recordFor(ask, body),
    });
    return new SecondPersonDesk({ second, secretStorage: secrets, memory: workspaceState, waiting: () => this.approvals.inSight, log });
  }

  #buildPorts(state: string): ApprovalPorts {
    return {
      now: Date.now,
      record: (ask, body) => this.#recorder.recordFor(ask, body),
      recordFailed: (why) => this.#health.report('trace', vscode.l10n.t('the trace cannot be written ({0})', why)),
      checkpoint: (ask) => keepWithProgress(state, ask),
      trust: (ask, scope) => this.trust.grant(ask, scope),
      grants: this.oversight.grantPort,
      pausing: this.oversight.pausePort,
      owner: this.secondPerson.port,
      frozen: (ask) => freezeOver(ask, this.#freezesOver(ask), Date.now(), this.policies.tools.matchesPath),
    };
  }

  #buildApprovals(extensionUri: vscode.Uri, state: string, bundles: string): Approvals {
    return new Approvals({
      ports: this.#ports,
      surface: (events) => chosenSurface(surfaceSetting, { panel: () => new ApprovalPanel(extensionUri, events, Date.now), native: () => new ApprovalNative(events, new LiveText(this.documents, vscode.l10n.t('Approval'), (error) => this.#log.error('opening a question as text', error)), Date.now) }),
      measure: (ask, signal, progress) => measuredLoss(ask, signal, progress, { state, bundles, translate }),
      context: (ask) => withHabits(withRefusals(sessionContext(ask, { state, owner: ownerOf(this.policies.policy(ask.workspace), ask.actor.agent) ?? this.by, now: Date.now(), translate }), this.oversight.refusalsBefore(ask), translate), ask, this.#habits.of(ask.workspace), translate),
      judgeAgain: commandJudge(bundles, state),
      freezes: (ask) => {
        const state = this.#freezesOver(ask);
        return state.kind === 'on' ? state.freezes : [];
      },
      showDiff: (ask, pairs) => void this.documents.open(commandLine(ask.proposal, 60), pairs),
      closeDiff: (ask) => void this.documents.close(commandLine(ask.proposal, 60)).catch((error: unknown) => this.#log.error('closing a diff', error)),
      remind: ({ ask }, loss, waiting) => void remind({ loss, command: commandLine(ask.proposal, 300), waiting, review: () => this.approvals.review(), deny: () => void this.approvals.deny(ask.id, { by: this.by, method: 'panel', reason: `denied by ${this.by}` }) }, this.#log),
      waitingChanged: (waiting) => {
        void vscode.commands.executeCommand('setContext', contextKeys.waiting, waiting > 0);
        this.#refresh();
      },
      failed: (stage, error) => this.#log.error(stage, error),
      by: this.by,
      translate,
      showText: (title, text) => void this.documents.show(title, text).catch((error: unknown) => this.#log.error('opening a text', error)),
      copy: (text) => void vscode.env.clipboard.writeText(text),
      mintNonce: () => randomBytes(32).toString('base64url'),
    });
  }

  async #restore({ id, title, checkpoint, outcome }: ActionNode, workspace: string): Promise<void> {
    if (checkpoint === undefined) return;
    await restore({
      state: this.#state, workspace, id: checkpoint.id, title, by: this.by, record: (body) => this.#recorder.record({ workspace, proposal: id }, body),
      showDiff: (name, pairs) => void this.documents.open(name, pairs), ...(outcome === undefined ? {} : { actEndedMs: Date.parse(outcome.at) }),
    });
  }

  #undoTo(action: ActionNode, workspace: string, steps: readonly UndoStep[]): Promise<void> {
    return undoTo({ state: this.#state, workspace, action, steps, by: this.by, record: (proposal, body) => this.#recorder.record({ workspace, proposal }, body), showDiff: (title, pairs) => this.documents.open(title, pairs), showDetail: (id) => void vscode.commands.executeCommand(commands.showTraceDetail, id) });
  }

  #freezesOver(ask: AskMessage): FreezeState {
    return readFreezes(this.#state, [ask.cwd, ask.workspace], Date.now());
  }

  #refresh(): void {
    this.#statusBar.update(this.status);
    this.freezes.refresh();
    void vscode.commands.executeCommand('setContext', contextKeys.paused, this.oversight.pauses.current.length > 0);
    void vscode.commands.executeCommand('setContext', contextKeys.frozen, this.#freezeWatch.current.kind !== 'off');
  }
}
