import { agentName } from '../../core/agentNames.ts';
import type { ActionNode, ActionStatus, SessionNode, StepNode, TurnNode } from '../../core/trace/traceTree.ts';
import { visibleLine, visiblePieces, visibleText } from '../../core/visibleText.ts';
import type { TimelineStep, TraceBlock, TraceDetailView } from '../../protocol/traceView.ts';
import { freezeLine, localTime, radiusWords, reversibilityWords, type Translate } from '../approval/askView.ts';
import { commandPieces, commandText } from '../approval/commandView.ts';
import { sidesBlock, whyBlock } from './traceWhyView.ts';

/** An action of the trace with the turn and session that it belongs to. */
export interface TracePlace {
  readonly session: SessionNode;
  readonly turn: TurnNode;
  readonly action: ActionNode;
}

/** Everything that is known about one proposal, as blocks: what was decided and why, what the agent said, what came of it. */
export function traceDetailView({ session, turn, action }: TracePlace, canShowDiff: boolean, translate: Translate): TraceDetailView {
  const { verdict } = action;
  const command = commandText({ actor: action.actor ?? { agent: session.agent ?? 'vscode' }, session: { id: session.id }, tool: action.tool ?? '', input: action.input, actions: action.actions }, session.workspace);
  const blocks: readonly (TraceBlock | undefined)[] = [
    { kind: 'command', title: translate(command.label), pieces: commandPieces(command.text, verdict?.findings ?? []) },
    verdict === undefined || verdict.findings.length === 0 ? undefined : { kind: 'findings', title: translate('Why it was decided so'), rules: verdict.findings.map(({ rule, source, decision, reason }) => ({ rule: visibleLine(rule), source, decision, reason: visibleLine(reason) })) },
    facts(translate('Decision'), decisionRows(action, translate)),
    action.edited === undefined ? undefined : { kind: 'command', title: translate('Changed by the person to'), pieces: visiblePieces(commandText({ actor: { agent: session.agent ?? 'vscode' }, session: { id: session.id }, tool: '', input: undefined, actions: action.edited }, session.workspace).text) },
    whyBlock(turn, action, translate),
    sidesBlock(turn, action, translate),
    { kind: 'timeline', title: translate('What happened'), steps: timelineOf(action.steps) },
    text(translate('What the agent was asked for'), turn.prompt ?? action.reasoning?.prompt),
    text(translate('What the agent said it wanted (not verified)'), action.statedIntent, true),
    text(translate('Reasoning of the agent (not verified)'), [action.reasoning?.thinking, action.reasoning?.text].filter((part) => part !== undefined).join('\n\n'), true),
    text(translate('Output'), action.outcome?.output),
    text(translate('What the agent then said (not verified)'), action.saidAfter.map((said) => said.text).join('\n\n'), true),
    facts(translate('Who'), whoRows(session, action, translate)),
  ];
  return {
    id: action.id,
    title: visibleLine(action.title),
    status: action.status,
    statusText: action.status === 'allowed' && action.checkpoint !== undefined ? translate('Ran behind a checkpoint') : statusWords(action.status, translate),
    subtitle: [localTime(action.at), ...(verdict === undefined ? [] : [action.checkpoint?.verified === true && action.checkpointGone === undefined ? translate('kept in a checkpoint') : reversibilityWords(verdict.reversibility, translate), radiusWords(verdict.blastRadius, translate)])].join(' · '),
    blocks: blocks.filter((block) => block !== undefined),
    canRestore: action.checkpoint !== undefined && action.checkpointGone === undefined,
    canShowDiff,
    words: { restore: translate('Restore What Was Kept…'), diff: translate('Show Diff'), copy: translate('Copy as JSON') },
  };
}

/** What became of a proposal, in words. */
export function statusWords(status: ActionStatus, translate: Translate): string {
  switch (status) {
    case 'allowed':
      return translate('Allowed by policy');
    case 'approved':
      return translate('Approved by a person');
    case 'denied':
      return translate('Denied');
    case 'waiting':
      return translate('Waiting for a person');
    case 'undecided':
      return translate('No decision: not let through');
    case 'gap':
      return translate('Ran without a decision');
  }
}

/** What it says is `marked` where names stand between back-ticks. */
type Fact = readonly [label: string, value: string | undefined, marked?: 'marked'];

function facts(title: string, rows: readonly Fact[]): TraceBlock | undefined {
  const present = rows.flatMap(([label, value, marked]) => (value === undefined || value === '' ? [] : [{ label, value: visibleLine(value), ...(marked === undefined ? {} : { marked: true as const }) }]));
  return present.length === 0 ? undefined : { kind: 'facts', title, rows: present };
}

function text(title: string, value: string | undefined, unverified = false): TraceBlock | undefined {
  return value === undefined || value.trim() === '' ? undefined : { kind: 'text', title, text: visibleText(value), unverified };
}

function decisionRows(action: ActionNode, translate: Translate): readonly Fact[] {
  const { answer, decision, verdict, checkpoint, outcome, restores } = action;
  return [
    [translate('Decided'), decision === undefined ? undefined : `${decision.decision} (${decision.by}): ${decision.reason}`],
    [translate('Approver'), answer === undefined ? undefined : `${answer.by}, ${answer.outcome} (${answer.method})`],
    [translate('Reason given'), answer?.reason],
    [translate('What was shown'), answer?.displayed, 'marked'],
    [translate('Looked at it for'), answer?.dwellMs === undefined ? undefined : durationWords(answer.dwellMs)],
    [translate('The agent waited'), answer?.waitedMs === undefined ? undefined : durationWords(answer.waitedMs)],
    [translate('Code freeze'), action.freezes.map((freeze) => freezeLine(freeze, translate)).join(' ▪ ')],
    [translate('Understood'), verdict?.uninspectable === true ? translate('no, so it counts as irreversible') : undefined],
    [translate('Checkpoint'), checkpoint === undefined ? undefined : translate('{0}: {1} files, {2} bytes, {3}', checkpoint.id, String(checkpoint.files), String(checkpoint.bytes), checkpoint.verified ? translate('verified') : translate('not verified'))],
    [translate('Checkpoint removed'), action.checkpointGone === undefined ? undefined : `${localTime(action.checkpointGone.at)}: ${action.checkpointGone.why}`],
    [translate('Restored'), restores.map(({ at, by, files }) => files === 1 ? translate('1 file by {0}, {1}', by, localTime(at)) : translate('{0} files by {1}, {2}', String(files), by, localTime(at))).join('; ')],
    [translate('Outcome'), outcome === undefined ? undefined : [outcome.ok === undefined ? translate('ended') : outcome.ok ? translate('succeeded') : translate('failed'), ...(outcome.exitCode === undefined ? [] : [translate('exit code {0}', String(outcome.exitCode))]), ...(outcome.durationMs === undefined ? [] : [durationWords(outcome.durationMs)])].join(', ')],
    [translate('Policy revision'), action.policyRevision],
  ];
}

function whoRows(session: SessionNode, action: ActionNode, translate: Translate): readonly (readonly [string, string | undefined])[] {
  return [
    [translate('Agent'), [session.agent === undefined ? undefined : agentName(session.agent), action.actor?.subagentType].filter((part) => part !== undefined).join(' ▸ ')],
    [translate('Model'), action.actor?.model ?? action.reasoning?.model],
    [translate('Session'), session.id],
    [translate('Tool'), action.tool],
    [translate('Workspace'), session.workspace],
    [translate('Proposal'), action.id],
  ];
}

const stepLooks: Readonly<Record<StepNode['kind'], { readonly icon: string; readonly tone: TimelineStep['tone'] }>> = {
  reasoning: { icon: 'lightbulb', tone: 'plain' },
  proposal: { icon: 'terminal', tone: 'plain' },
  verdict: { icon: 'law', tone: 'plain' },
  ask: { icon: 'bell', tone: 'plain' },
  edit: { icon: 'edit', tone: 'plain' },
  answer: { icon: 'person', tone: 'plain' },
  checkpoint: { icon: 'history', tone: 'good' },
  decision: { icon: 'shield', tone: 'plain' },
  run: { icon: 'run-all', tone: 'plain' },
  outcome: { icon: 'play', tone: 'plain' },
  said: { icon: 'comment', tone: 'plain' },
  restore: { icon: 'discard', tone: 'good' },
  prune: { icon: 'trash', tone: 'plain' },
  trust: { icon: 'verified', tone: 'plain' },
  policy: { icon: 'law', tone: 'plain' },
  grant: { icon: 'key', tone: 'plain' },
  pause: { icon: 'debug-pause', tone: 'bad' },
  retry: { icon: 'sync', tone: 'bad' },
  'second-person': { icon: 'organization', tone: 'plain' },
  guard: { icon: 'shield', tone: 'bad' },
  bound: { icon: 'lock', tone: 'plain' },
  observed: { icon: 'eye', tone: 'plain' },
  gap: { icon: 'warning', tone: 'bad' },
  review: { icon: 'feedback', tone: 'plain' },
  incident: { icon: 'flame', tone: 'bad' },
  failure: { icon: 'warning', tone: 'bad' },
};

/** Icon of a step, also for the tree. */
export const stepIcon = (kind: StepNode['kind']): string => stepLooks[kind].icon;

/** Steps with the time since the one before; what follows a question is the time for which a person was waited for. */
export function timelineOf(steps: readonly StepNode[]): readonly TimelineStep[] {
  return steps.map((step, index) => {
    const before = steps[index - 1];
    const sinceMs = before === undefined ? undefined : Date.parse(step.at) - Date.parse(before.at);
    const { icon, tone } = stepLooks[step.kind];
    return { icon, tone: before?.kind === 'ask' ? 'waiting' : tone, time: timeOfDay(step.at), after: sinceMs === undefined || Number.isNaN(sinceMs) ? '' : `+${durationWords(sinceMs)}`, text: visibleText(step.text) };
  });
}

function timeOfDay(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** `40 ms`, `3.2 s`, `4 min 5 s`. */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
