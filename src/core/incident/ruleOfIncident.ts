import type { Action } from '../action.ts';
import { exampleHolds, worldOfExample, type ExampleContext, type RuleExample } from '../policy/examples.ts';
import { matcherFor } from '../policy/match.ts';
import type { EffectMatch } from '../policy/policy.ts';
import { relativeTo, toSlashes } from '../resolve/lexicalPath.ts';
import type { ActionNode } from '../trace/traceTree.ts';
import { alternativeOf, type Effect } from '../verdict.ts';
import type { Incident } from './incident.ts';
import { ran } from './incidentWords.ts';

/** A rule that keeps an incident from happening again, with what it was tried with. */
export interface IncidentRule {
  readonly id: string;
  /** The incident's id. */
  readonly incident: string;
  readonly match: EffectMatch;
  readonly decision: 'ask' | 'deny';
  readonly reason: string;
  readonly alternative?: string;
  /** The act of the incident, in the smallest scene in which the rule matches it. */
  readonly example: RuleExample;
  /** An act of the same session, or an everyday one, that the rule leaves alone. */
  readonly neighbour: RuleExample;
}

export type IncidentRuleResult = { readonly kind: 'rule'; readonly rule: IncidentRule } | { readonly kind: 'none'; readonly why: string };

/** What the rule is tried with. `files`: of the workspace, which the judgement of the act reads; relative path → text. */
export interface IncidentRuleContext extends ExampleContext {
  readonly files: Readonly<Record<string, string>>;
}

/** What a policy file takes as the text of an example, in characters. */
const longestExample = 1000;
const longestReason = 300;

/**
 * The narrowest rule that matches what the root act of an incident did: its effect as it was recorded, and the act itself when it
 * is tried as an example, and that leaves a harmless neighbour alone. What passed by itself is asked about from now on; what
 * a person let through, or cannot be taken back beyond the workspace, is refused. Pure; never throws.
 */
export function ruleOfIncident(incident: Incident, context: IncidentRuleContext): IncidentRuleResult {
  const { act, session } = incident;
  const [action, second] = act.edited ?? act.actions;
  const harm = worstEffect(act);
  if (action === undefined || second !== undefined) return { kind: 'none', why: action === undefined ? 'the act was not recorded' : 'the act was several at once: write a rule for each' };
  if (harm === undefined) return { kind: 'none', why: 'nothing is recorded that the act would have done' };
  const decision = decisionFor(act);
  const recorded = matcherFor(harm, { root: session.workspace, matchesPath: context.matchesPath, environments: context.policy.environments, actionOf: () => action });
  const examples = scenesOf(context.files).flatMap((files) => exampleOf(action, act, session.workspace, files) ?? []);
  const whole = examples.at(-1);
  if (whole === undefined) return { kind: 'none', why: 'no example of a policy can say such an act' };
  for (const match of selectorsFor(harm, whole, session.workspace, context)) {
    const example = recorded.matches(match, false) ? examples.find((one) => holds(match, decision, one, context)) : undefined;
    const neighbour = example === undefined ? undefined : neighbourFor(match, decision, action, incident, context);
    if (example === undefined || neighbour === undefined) continue;
    const alternative = (act.verdict?.findings ?? []).map(alternativeOf).find((one) => one !== undefined);
    return { kind: 'rule', rule: { id: incident.id.replace(/^inc-/, 'incident.'), incident: incident.id, match, decision, reason: `it happened on ${act.at.slice(0, 10)}: ${harm.reason}`.slice(0, longestReason), ...(alternative === undefined ? {} : { alternative }), example, neighbour } };
  }
  return { kind: 'none', why: 'no rule matches this act and leaves harmless ones alone: what it did follows from more than its words' };
}

/** The effect that the strictest finding is about, else the first that changes something. */
function worstEffect({ verdict }: ActionNode): Effect | undefined {
  const changing = (verdict?.findings ?? []).flatMap(({ effect }) => (effect !== undefined && (effect.uninspectable || effect.reversibility !== 'read-only') ? [effect] : []));
  return changing[0];
}

function decisionFor(act: ActionNode): 'ask' | 'deny' {
  const { verdict, status } = act;
  const far = verdict?.blastRadius === 'shared' || verdict?.blastRadius === 'production';
  return ran(act) && status !== 'approved' && !(far && verdict.reversibility === 'irreversible') ? 'ask' : 'deny';
}

/** Smallest first: nothing but the words, one file, all of them. */
function scenesOf(files: Readonly<Record<string, string>>): readonly (Readonly<Record<string, string>> | undefined)[] {
  const each = Object.entries(files).map(([name, text]) => ({ [name]: text }));
  return [undefined, ...each, ...(each.length > 1 ? [files] : [])];
}

/** The act as an example of a policy; undefined where none can say it. */
function exampleOf(action: Action, { place }: Pick<ActionNode, 'place'>, workspace: string, files?: Readonly<Record<string, string>>): RuleExample | undefined {
  const inside = (path: string): string | undefined => relativeTo(slashed(workspace), slashed(path), false);
  switch (action.kind) {
    case 'shell': {
      const cwd = inside(action.cwd ?? place?.cwd ?? workspace);
      const { command, dialect } = action;
      return command.length > longestExample ? undefined : { text: command, action: { kind: 'shell', command, dialect }, dialect, ...(cwd === undefined || cwd === '' ? {} : { cwd }), ...(files === undefined ? {} : { files }) };
    }
    case 'file': {
      const path = inside(action.change.path);
      return path === undefined || path === '' || path.length > 200 ? undefined : { text: path, action: { kind: 'file', change: { operation: 'modify', path } } };
    }
    case 'mcp':
      return { text: `${action.server ?? 'mcp'}.${action.tool}`, action };
    case 'sql':
      return action.text.length > longestExample ? undefined : { text: action.text, action };
    case 'task':
      return { text: action.label, action: { kind: 'task', label: action.label } };
    case 'shell-input':
    case 'harmless':
    case 'tool':
      return undefined;
  }
}

const slashed = (path: string): string => toSlashes(path, path.includes('\\'));
const globSigns = /[*?[\]{}()!+@\\"]/;

/** Selectors for what was done, narrowest first. */
function selectorsFor(harm: Effect, example: RuleExample, workspace: string, { judge, policy, programs }: ExampleContext): readonly EffectMatch[] {
  const { action } = example;
  if (action.kind === 'task') return [{ task: [action.label] }];
  if (action.kind === 'mcp') return [{ mcpTool: [action.tool], ...(action.server === undefined ? {} : { mcpServer: [action.server] }) }];
  const { target, rule, kind, blastRadius, uninspectable } = harm;
  const inside = target?.kind === 'path' ? relativeTo(slashed(workspace), slashed(target.path), false) : undefined;
  const path = inside === undefined || inside === '' || inside.length > 190 || globSigns.test(inside) ? undefined : [inside, `${inside}/**`];
  // In the scene of an example less is known, and the same loss may go by another rule of the same kind.
  const tried = judge(action, { world: worldOfExample(example), policy: { ...policy, namesPrograms: true }, programs }).filter((effect) => effect.kind === kind || effect.rule === rule);
  const rules = [...new Set([rule, ...tried.map((effect) => effect.rule)])];
  const program = tried.find((effect) => effect.rule === rule)?.program ?? tried[0]?.program;
  const radius = blastRadius === 'shared' || blastRadius === 'production' ? [blastRadius] : undefined;
  const named: EffectMatch = { rule: [rule], ...(uninspectable && program !== undefined ? { program: [program] } : {}) };
  return [
    ...(path === undefined ? [] : [{ kind: [kind], path }]),
    ...(radius === undefined ? [] : [{ ...named, blastRadius: radius }]), ...(uninspectable && program === undefined ? [] : [named]),
    ...(rules.length === 1 || program === undefined ? [] : [{ rule: rules, program: [program] }]), ...(uninspectable ? [] : [{ rule: rules }]),
  ];
}

const holds = (match: EffectMatch, decision: 'ask' | 'deny', example: RuleExample, context: ExampleContext): boolean => exampleHolds({ match, decision, examples: { match: [], notMatch: [] } }, example, context);

/** What nobody wants to be asked about, where the session did nothing harmless itself. */
const everyday: readonly string[] = ['git status', 'ls'];
/** Acts of the session that are tried. */
const mostTried = 40;

/** A harmless act that the rule leaves alone: of the same program rather than of another. */
function neighbourFor(match: EffectMatch, decision: 'ask' | 'deny', action: Action, { before, after, session }: Incident, context: ExampleContext): RuleExample | undefined {
  const first = (one: Action): string => (one.kind === 'shell' ? (/^\S+/.exec(one.command)?.[0] ?? '') : one.kind);
  const done = [...before, ...after].filter(({ status, actions }) => status === 'allowed' && actions.length === 1).slice(0, mostTried).flatMap((act) => {
    const [own] = act.actions;
    const example = own === undefined || (own.kind === 'shell' && action.kind === 'shell' && own.command === action.command) ? undefined : exampleOf(own, act, session.workspace);
    return own === undefined || example === undefined ? [] : [{ near: first(own) === first(action), example }];
  });
  const common = everyday.map((command): RuleExample => ({ text: command, action: { kind: 'shell', command, dialect: 'posix' } }));
  return [...done.filter(({ near }) => near), ...done.filter(({ near }) => !near)].map(({ example }) => example).concat(common).find((example) => !holds(match, decision, example, context));
}
