import { grantLengths } from '../grant/grant.ts';
import { leastCapture, type CaptureLevel } from '../trace/capture/level.ts';
import { reversibilities, strictestDecision, type BlastRadius, type Decision, type EffectKind } from '../verdict.ts';
import type { ExampledRule } from './examples.ts';
import { defaultPolicy, type CheckpointPolicy, type Environment, type GrantRules, type Matrix, type Policy, type PolicyRule, type PolicySource, type QuestionRules, type ReadOnlyConnection } from './policy.ts';

/** A rule as its file says it, with the examples that it is tried with. */
export interface LayerRule extends Omit<PolicyRule, 'source' | 'mayLower'> {
  readonly examples: ExampledRule['examples'];
}

/** What one layer says; everything is optional. */
export interface PolicyLayer {
  readonly source: Exclude<PolicySource, 'default'>;
  /** May replace the defaults: the organisation's, the user's, and a workspace's that the person accepted. */
  readonly loosens: boolean;
  readonly matrix?: Readonly<Partial<Record<keyof Matrix, Readonly<Partial<Record<BlastRadius, Decision>>>>>>;
  readonly rules?: readonly LayerRule[];
  readonly protectedBranches?: readonly string[];
  readonly protectedPaths?: readonly string[];
  readonly environments?: readonly Environment[];
  readonly productionMarks?: readonly string[];
  readonly readOnlyConnections?: readonly ReadOnlyConnection[];
  readonly checkpoints?: Readonly<Partial<CheckpointPolicy>>;
  readonly owners?: Readonly<Record<string, string>>;
  readonly questions?: QuestionRules;
  readonly grants?: GrantRules;
  readonly capture?: CaptureLevel;
}

const changing: readonly EffectKind[] = ['write', 'delete', 'move', 'git-discard', 'config'];

/**
 * One policy from all layers, highest first (organisation, user, workspace). A layer replaces what is still the default
 * where it `loosens`; what a higher layer named, and everything for a layer that does not loosen, only becomes stricter.
 * `unproven` are rules with an example that does not hold: they only tighten. The revision is the caller's to give.
 */
export function effectivePolicy(layers: readonly PolicyLayer[], unproven: ReadonlySet<LayerRule>, revision: string): Policy {
  const [readOnly, reversible, recoverable, irreversible] = reversibilities;
  const cells = { [readOnly]: rowOf(layers, readOnly), [reversible]: rowOf(layers, reversible), [recoverable]: rowOf(layers, recoverable), [irreversible]: rowOf(layers, irreversible) };
  const rules = layers.flatMap((layer) => rulesOf(layer, unproven));
  const sources = Object.entries(cells).map(([row, { sources: named }]) => [row, named] as const).filter(([, named]) => Object.keys(named).length > 0);
  // SECURITY: they name what is started, so a workspace never adds any, accepted or not.
  const connections = layers.flatMap(({ source, readOnlyConnections = [] }) => (source === 'workspace' ? [] : readOnlyConnections));
  return {
    version: 1, revision,
    matrix: { [readOnly]: cells[readOnly].row, [reversible]: cells[reversible].row, [recoverable]: cells[recoverable].row, [irreversible]: cells[irreversible].row },
    cellSources: Object.fromEntries(sources),
    rules, namesPrograms: rules.some(({ match }) => match.program !== undefined),
    protectedBranches: namesOf(layers, defaultPolicy.protectedBranches, ({ protectedBranches }) => protectedBranches),
    environments: layers.flatMap(({ environments = [], loosens }) => environments.filter(({ production }) => production || loosens)),
    productionMarks: namesOf(layers, defaultPolicy.productionMarks, ({ productionMarks }) => productionMarks),
    ...(connections.length === 0 ? {} : { readOnlyConnections: connections }),
    checkpoints: layers.reduce(checkpointsUnder, defaultPolicy.checkpoints),
    ...attentionOf(layers),
    ...captureOf(layers),
  };
}

/** The least of all layers that may loosen: a workspace that nobody accepted must not make the record of what happens in it smaller. */
function captureOf(layers: readonly PolicyLayer[]): Pick<Policy, 'capture'> {
  const levels = layers.flatMap(({ loosens, capture }) => (loosens && capture !== undefined ? [capture] : []));
  return levels.length === 0 ? {} : { capture: levels.reduce(leastCapture) };
}

/** The highest layer that names an owner decides who it is; limits of all layers count, the lowest of each. */
function attentionOf(layers: readonly PolicyLayer[]): Pick<Policy, 'owners' | 'questions' | 'grants'> {
  const owners = Object.fromEntries([...layers].reverse().flatMap((layer) => Object.entries(layer.owners ?? {})));
  const lowest = (values: readonly (number | undefined)[]): number | undefined => values.reduce((least, value) => (value === undefined ? least : Math.min(least ?? value, value)), undefined);
  const questions = defined({ inTenMinutes: lowest(layers.map((layer) => layer.questions?.inTenMinutes)), inHundredCalls: lowest(layers.map((layer) => layer.questions?.inHundredCalls)) });
  const lengths = layers.flatMap((layer) => (layer.grants?.lengths === undefined ? [] : [layer.grants.lengths]));
  const grants = defined({
    lengths: lengths.length === 0 ? undefined : grantLengths.filter((length) => lengths.every((allowed) => allowed.includes(length))),
    idleMinutes: lowest(layers.map((layer) => layer.grants?.idleMinutes)), sessionHours: lowest(layers.map((layer) => layer.grants?.sessionHours)),
  });
  return { ...(Object.keys(owners).length === 0 ? {} : { owners }), ...(Object.keys(questions).length === 0 ? {} : { questions }), ...(Object.keys(grants).length === 0 ? {} : { grants }) };
}

const defined = <T extends object>(value: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/**
 * The organisation replaces what it names; below it a question is replaced only where every layer lets it, within the lowest
 * limit. How long checkpoints are kept is not the workspace's to say.
 */
function checkpointsUnder(base: CheckpointPolicy, { source, checkpoints: own = {} }: PolicyLayer): CheckpointPolicy {
  if (source === 'organisation') return { ...base, ...own };
  const lowest = (name: Exclude<keyof CheckpointPolicy, 'replaceQuestions'>): number => Math.min(base[name], own[name] ?? base[name]);
  return {
    replaceQuestions: base.replaceQuestions && own.replaceQuestions !== false,
    maxFiles: lowest('maxFiles'), maxMegabytes: lowest('maxMegabytes'), perTenMinutes: lowest('perTenMinutes'), perSession: lowest('perSession'), sessionMegabytes: lowest('sessionMegabytes'),
    keepDays: source === 'workspace' ? base.keepDays : (own.keepDays ?? base.keepDays), keepMegabytes: source === 'workspace' ? base.keepMegabytes : (own.keepMegabytes ?? base.keepMegabytes),
  };
}

interface Cell {
  readonly decision: Decision;
  readonly source: PolicySource;
}

function rowOf(layers: readonly PolicyLayer[], row: keyof Matrix): { readonly row: Matrix[keyof Matrix]; readonly sources: Readonly<Partial<Record<BlastRadius, PolicySource>>> } {
  const cell = (radius: BlastRadius): Cell => layers.reduce<Cell>((base, { matrix, loosens, source }) => {
    const own = matrix?.[row]?.[radius];
    if (own === undefined) return base;
    if (base.source === 'default' && loosens) return { decision: own, source };
    return { decision: strictestDecision(base.decision, own), source: base.source === 'default' ? source : base.source };
  }, { decision: defaultPolicy.matrix[row][radius], source: 'default' });
  const cells = { file: cell('file'), workspace: cell('workspace'), machine: cell('machine'), shared: cell('shared'), production: cell('production') };
  return {
    row: { file: cells.file.decision, workspace: cells.workspace.decision, machine: cells.machine.decision, shared: cells.shared.decision, production: cells.production.decision },
    sources: Object.fromEntries(Object.entries(cells).filter(([, { source }]) => source !== 'default').map(([radius, { source }]) => [radius, source])),
  };
}

/** The first layer that may loosen replaces the default; every other one adds. */
function namesOf(layers: readonly PolicyLayer[], standard: readonly string[], of: (layer: PolicyLayer) => readonly string[] | undefined): readonly string[] {
  const named = layers.filter((layer) => of(layer) !== undefined);
  const replaced = named[0]?.loosens === true;
  return [...new Set([...(replaced ? [] : standard), ...named.flatMap((layer) => of(layer) ?? [])])];
}

function rulesOf({ source, loosens, rules = [], protectedPaths = [] }: PolicyLayer, unproven: ReadonlySet<LayerRule>): readonly PolicyRule[] {
  const guarded: readonly PolicyRule[] = protectedPaths.length === 0 ? [] : [{
    id: 'policy.protected-path', match: { kind: changing, path: protectedPaths }, decision: 'ask', reason: 'the path is protected by the policy', source, mayLower: false,
  }];
  return [...guarded, ...rules.map((rule): PolicyRule => ({ ...withoutExamples(rule), source, mayLower: loosens && !unproven.has(rule) }))];
}

/** What decides of a rule. */
function withoutExamples({ id, match, decision, reason, alternative, origin, incident }: LayerRule): Omit<PolicyRule, 'source' | 'mayLower'> {
  return { id, match, decision, reason, ...(alternative === undefined ? {} : { alternative }), ...(origin === undefined ? {} : { origin }), ...(incident === undefined ? {} : { incident }) };
}
