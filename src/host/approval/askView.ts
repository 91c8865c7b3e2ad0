import { agentName } from '../../core/agentNames.ts';
import type { Freeze } from '../../core/freeze/freeze.ts';
import { alternativeOf, type BlastRadius, type Effect, type Finding, type Reversibility, type Target, type Verdict } from '../../core/verdict.ts';
import { shorten, visibleLine, visiblePieces, visibleText } from '../../core/visibleText.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { AlternativeView, AskView, ConfirmationView, FileView, TargetView } from '../../protocol/panel.ts';
import { commandPieces, commandText } from './commandView.ts';
import type { Impact, SessionContext } from './ports.ts';
import { trustView } from '../trust/trustView.ts';

/** Translates a message with `{0}` places; the editor's `l10n.t` fits. */
export type Translate = (message: string, ...values: string[]) => string;

/** Longest agent explanation and user prompt in characters; the trace keeps the whole text. */
const explanationLimit = 500;
/** More reasons are counted, not listed. */
const listedRules = 50;
/** A person is not made to type more than this. */
const confirmationLimit = 60;

export interface AskViewInput {
  readonly ask: AskMessage;
  readonly nonce: string;
  /** Absent while the loss is being measured. */
  readonly impact?: Impact;
  /** False while the impact is a first figure and the measuring goes on. */
  readonly final: boolean;
  readonly freezes: readonly Freeze[];
  readonly context?: SessionContext;
  readonly translate: Translate;
}

/** The panel's view of one waiting act. Every string that comes from outside has its hidden characters named. */
export function askView({ ask, nonce, impact, final, freezes, context, translate }: AskViewInput): AskView {
  const { proposal, verdict, reasoning } = ask;
  const command = commandText(proposal, ask.workspace);
  const raised = verdict.findings.filter(({ decision }) => decision !== 'allow');
  const runs = impact?.runs ?? [];
  const rules = distinct(raised.map(({ rule, source, decision, reason }) => {
    const place = source === 'default' ? undefined : context?.ruleOrigins?.get(rule);
    return { rule: visibleLine(rule), source, decision, reason: visibleLine(reason), ...(place === undefined ? {} : { place: visibleLine(place) }) };
  }));
  const confirmation = confirmationFor(verdict, impact, translate);
  const trust = confirmation === undefined ? trustView(verdict, translate) : undefined;
  const explanation = [proposal.statedIntent, reasoning.text ?? reasoning.thinking].filter((text) => text !== undefined && text.trim() !== '').join('\n\n');
  return {
    id: ask.id,
    nonce,
    loss: visibleLine(impact?.loss ?? lossFromVerdict(verdict, translate)),
    reversibility: verdict.reversibility,
    blastRadius: verdict.blastRadius,
    uninspectable: verdict.uninspectable,
    reversibilityText: reversibilityText(verdict, translate),
    wayBack: impact?.wayBack ?? { kind: 'none', text: translate('Measuring what would be lost…') },
    targets: (impact?.targets ?? []).map(visibleTarget),
    moreTargets: impact?.moreTargets ?? 0,
    ...(impact?.files === undefined ? {} : { files: { first: impact.files.first.map(visibleTarget), total: impact.files.total, complete: final && impact.files.page !== undefined } }),
    facts: (impact?.facts ?? []).map((fact) => ({ ...fact, label: visibleLine(fact.label), value: visibleLine(fact.value) })),
    uncounted: (impact?.uncounted ?? []).map(visibleLine),
    rules: rules.slice(0, listedRules),
    moreRules: Math.max(0, rules.length - listedRules),
    freezes: freezes.map((freeze) => freezeLine(freeze, translate)),
    who: [...whoAsks(ask, translate), ...(context?.facts ?? [])],
    commandLabel: translate(command.label),
    command: [...commandPieces(command.text, verdict.findings), ...runs.flatMap((line) => visiblePieces(`\n▸ ${line}`))],
    alternatives: alternativesOf(raised),
    recent: context?.recent ?? [],
    inputs: context?.inputs ?? [],
    ...(explanation === '' ? {} : { explanation: visibleText(shorten(explanation, explanationLimit)) }),
    ...(reasoning.prompt === undefined ? {} : { prompt: visibleText(shorten(reasoning.prompt, explanationLimit)) }),
    ...(confirmation === undefined ? {} : { confirmation }),
    ...(trust === undefined ? {} : { trust }),
    canPause: false,
    canShowDiff: impact?.diff !== undefined,
    deadline: ask.deadline,
    measured: impact !== undefined && final,
  };
}

/** A row with its hidden characters named. */
export const visibleTarget = <T extends TargetView | FileView>(target: T): T => ({ ...target, name: visibleLine(target.name), ...(target.note === undefined ? {} : { note: visibleLine(target.note) }) });

/** Safer ways, each once; what holds a command that was judged and passes carries it. */
function alternativesOf(findings: readonly Finding[]): readonly AlternativeView[] {
  const all = findings.flatMap((finding): readonly AlternativeView[] => {
    const text = alternativeOf(finding);
    const command = finding.alternative === undefined ? finding.effect?.instead : undefined;
    return text === undefined ? [] : [{ text: visibleLine(text), ...(command === undefined ? {} : { command }) }];
  });
  return distinct(all).slice(0, listedRules);
}

/** Each reason once, in its first place. */
const distinct = <T>(rows: readonly T[]): readonly T[] => [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];

/** The loss in words when it was not, or could not be, measured: the strictest finding's reason. */
export function lossFromVerdict(verdict: Verdict, translate: Translate): string {
  const [strictest] = verdict.findings;
  if (strictest === undefined) return translate('Nobody can say what this would do.');
  const reason = strictest.reason.trim();
  return `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}${/[.!?…]$/.test(reason) ? '' : '.'}`;
}

/**
 * What a person types before something goes that cannot be brought back; undefined where the gesture alone is enough: a
 * checkpoint keeps it, or it was not understood, so that nobody knows a name for it.
 */
export function confirmationFor(verdict: Verdict, impact: Pick<Impact, 'wayBack' | 'targets' | 'files'> | undefined, translate: Translate): ConfirmationView | undefined {
  const production = verdict.blastRadius === 'production';
  const sharedLoss = verdict.blastRadius === 'shared' && verdict.reversibility === 'irreversible';
  const lostForGood = verdict.reversibility === 'irreversible' && !verdict.uninspectable && (impact?.wayBack.kind === 'none' || impact?.wayBack.kind === 'partial');
  if (!production && !sharedLoss && !lostForGood) return undefined;
  const target = worstEffect(verdict.findings)?.target;
  const named = target === undefined ? ((impact?.targets[0] ?? impact?.files?.first[0])?.name ?? '') : targetName(target);
  const name = visibleLine(named).slice(0, confirmationLimit).trim();
  return { name: name === '' ? verdict.blastRadius : name, why: production ? translate('This reaches production.') : sharedLoss ? translate('Others lose this too, and nobody can bring it back.') : translate('No checkpoint can bring this back.') };
}

/** The effect that reaches furthest among those that raised the verdict. */
function worstEffect(findings: readonly Finding[]): Effect | undefined {
  const reach: readonly BlastRadius[] = ['production', 'shared', 'machine', 'workspace', 'file'];
  const effects = findings.filter(({ decision }) => decision !== 'allow').flatMap(({ effect }) => (effect === undefined ? [] : [effect]));
  for (const radius of reach) {
    const found = effects.find(({ blastRadius, target }) => blastRadius === radius && target !== undefined);
    if (found !== undefined) return found;
  }
  return effects[0];
}

/** Short name of a target, as a person would call it. */
export function targetName(target: Target): string {
  switch (target.kind) {
    case 'path':
      return target.path.split(/[\\/]/).filter((part) => part !== '').at(-1) ?? target.path;
    case 'git':
      return target.repository.split(/[\\/]/).filter((part) => part !== '').at(-1) ?? target.repository;
    case 'database':
      return target.table ?? target.connection;
    case 'remote':
      return target.branch ?? target.name;
    case 'environment':
    case 'other':
      return target.name;
  }
}

function reversibilityText(verdict: Verdict, translate: Translate): string {
  return `${verdict.uninspectable ? translate('Could not be understood, so it counts as irreversible') : reversibilityWords(verdict.reversibility, translate)} · ${radiusWords(verdict.blastRadius, translate)}`;
}

export function reversibilityWords(reversibility: Reversibility, translate: Translate): string {
  switch (reversibility) {
    case 'read-only':
      return translate('Changes nothing');
    case 'reversible':
      return translate('Can be undone here');
    case 'recoverable':
      return translate('Can be brought back with effort');
    case 'irreversible':
      return translate('Cannot be undone');
  }
}

export function radiusWords(radius: BlastRadius, translate: Translate): string {
  switch (radius) {
    case 'file':
      return translate('one file');
    case 'workspace':
      return translate('this workspace');
    case 'machine':
      return translate('this machine, outside the workspace');
    case 'shared':
      return translate('shared with others');
    case 'production':
      return translate('production');
  }
}

function whoAsks(ask: AskMessage, translate: Translate): AskView['who'] {
  const { actor, proposal, cwd } = ask;
  const rows = [
    { label: translate('Agent'), value: [agentName(actor.agent), actor.subagentType].filter((part) => part !== undefined).join(' ▸ ') },
    { label: translate('Model'), value: actor.model ?? ask.reasoning.model ?? '' },
    { label: translate('Session'), value: proposal.session.id },
    { label: translate('Tool'), value: proposal.tool },
    { label: translate('Directory'), value: cwd },
  ];
  return rows.filter(({ value }) => value !== '').map(({ label, value }) => ({ label, value: visibleLine(value) }));
}

/** One line about one freeze: reason, who declared it, until when. */
export function freezeLine(freeze: Freeze, translate: Translate): string {
  const until = freeze.until === undefined ? translate('until somebody lifts it') : translate('until {0}', localTime(freeze.until));
  return visibleLine(translate('{0} (by {1}, {2})', freeze.reason === '' ? translate('no reason given') : freeze.reason, freeze.by, until));
}

/** A moment in the viewer's own zone; text that is no date is shown as it is. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
