import type { RuleExample } from '../../core/policy/examples.ts';
import type { LayerRule, PolicyLayer } from '../../core/policy/layers.ts';
import type { Environment } from '../../core/policy/policy.ts';
import { environmentMark } from '../../core/resolve/environment.ts';
import { dialectOf } from '../../core/resolve/describedWorld.ts';
import { firstOfEachLine, readYaml, type LineProblem } from '../yamlText.ts';
import { policySchema, type FileExample, type PolicyFile, type PolicyIssue } from './policySchema.ts';

export type ReadLayer =
  /** `lineAt`: the line of a member, for problems that are found later. */
  | { readonly ok: true; readonly layer: PolicyLayer; readonly lineAt: (path: readonly PropertyKey[]) => number }
  | { readonly ok: false; readonly problems: readonly LineProblem[] };

/** Where a layer comes from. `file` is shown to people only. */
export type LayerOrigin = Pick<PolicyLayer, 'source' | 'loosens'> & { readonly file: string };

/** Longest policy text, in characters. */
const limit = 1024 * 1024;

/** Reads the text of a policy file (YAML or JSON). Unknown members are problems: a mistyped rule must not be passed over. Never throws. */
export function readPolicyLayer(text: string, origin: LayerOrigin): ReadLayer {
  if (text.length > limit) return { ok: false, problems: [{ line: 1, message: `a policy has at most ${limit} characters` }] };
  const yaml = readYaml(text);
  if (!yaml.ok) return yaml;
  const read = policySchema.safeParse(yaml.value);
  if (!read.success) return { ok: false, problems: firstOfEachLine(read.error.issues.map((issue) => ({ line: yaml.lineAt(issue.path), message: explain(issue) }))) };
  const ids = (read.data.rules ?? []).map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice >= 0) return { ok: false, problems: [{ line: yaml.lineAt(['rules', twice, 'id']), message: `the id \`${ids[twice] ?? ''}\` is taken by a rule above` }] };
  return { ok: true, layer: layerOf(read.data, origin, (index) => `${origin.file}:${yaml.lineAt(['rules', index])}`), lineAt: yaml.lineAt };
}

function layerOf({ matrix, rules, protected: kept, environments, productionMarks, readOnlyConnections, checkpoints, owners, limits, grants, trace }: PolicyFile, { source, loosens }: LayerOrigin, originOf: (index: number) => string): PolicyLayer {
  return {
    source, loosens,
    ...definedOnly({
      matrix: matrix === undefined ? undefined : definedOnly({ 'read-only': cellsOf(matrix['read-only']), reversible: cellsOf(matrix.reversible), recoverable: cellsOf(matrix.recoverable), irreversible: cellsOf(matrix.irreversible) }),
      rules: rules?.map((rule, index) => ruleOf(rule, originOf(index))),
      protectedBranches: kept?.branches, protectedPaths: kept?.paths, productionMarks, readOnlyConnections,
      checkpoints: checkpoints === undefined ? undefined : definedOnly(checkpoints),
      owners: owners === undefined ? undefined : Object.fromEntries(Object.entries(owners).flatMap(([agent, owner]) => (owner === undefined ? [] : [[agent, owner]]))),
      questions: limits === undefined ? undefined : definedOnly({ inTenMinutes: limits.questionsInTenMinutes, inHundredCalls: limits.questionsInHundredCalls }),
      grants: grants === undefined ? undefined : definedOnly(grants),
      capture: trace?.capture,
      environments: environments === undefined ? undefined : Object.entries(environments).map(([name, environment]) => environmentOf(name, environment)),
    }),
  };
}

const cellsOf = <T extends object>(cells: T | undefined): ReturnType<typeof definedOnly<T>> | undefined => (cells === undefined ? undefined : definedOnly(cells));

function environmentOf(name: string, { production, ...patterns }: NonNullable<PolicyFile['environments']>[string]): Environment {
  return { name, production: production ?? environmentMark(name, ['prod', 'production', 'live']) !== undefined, hosts: [], contexts: [], profiles: [], branches: [], paths: [], ...definedOnly(patterns) };
}

function ruleOf({ id, when, decision, reason, alternative, match, notMatch, incident }: NonNullable<PolicyFile['rules']>[number], origin: string): LayerRule {
  const { program, effect, reversibility, radius, rule, path, environment, agent, task, mcp, freeze } = when;
  return {
    id, decision, reason, origin, ...definedOnly({ alternative, incident }),
    match: definedOnly({
      program: listOf(program), kind: listOf(effect), reversibility: listOf(reversibility), blastRadius: listOf(radius), rule: listOf(rule), path: listOf(path),
      environment: listOf(environment), agent: listOf(agent), task: listOf(task), freeze: listOf(freeze), mcpServer: listOf(mcp?.server), mcpTool: listOf(mcp?.tool),
    }),
    examples: { match: (match ?? []).map(exampleOf), notMatch: (notMatch ?? []).map(exampleOf) },
  };
}

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] | undefined => (value === undefined ? undefined : isList(value) ? value : [value]);
const isList = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);

function exampleOf(example: FileExample): RuleExample {
  if (typeof example === 'string') return { text: example, action: { kind: 'shell', command: example, dialect: 'posix' } };
  const agent = example.agent === undefined ? {} : { agent: example.agent };
  if ('command' in example) {
    const dialect = dialectOf(example.shell);
    return { text: example.command, action: { kind: 'shell', command: example.command, dialect }, dialect, ...agent, ...definedOnly({ cwd: example.cwd, env: example.env, files: example.files }) };
  }
  if ('mcp' in example) {
    const { server, tool, arguments: input = {} } = example.mcp;
    return { text: `${server ?? 'mcp'}.${tool}`, action: { kind: 'mcp', tool, input, ...definedOnly({ server }) }, ...agent };
  }
  if ('task' in example) return { text: example.task, action: { kind: 'task', label: example.task }, ...agent };
  if ('edit' in example) return { text: example.edit, action: { kind: 'file', change: { operation: 'modify', path: example.edit } }, ...agent };
  return { text: example.sql, action: { kind: 'sql', text: example.sql, ...definedOnly({ connection: example.connection }) }, ...agent };
}

function explain({ path, message }: PolicyIssue): string {
  return path.length === 0 ? message : `\`${path.join('.')}\`: ${message}`;
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
const definedOnly = <T extends object>(value: T): Defined<T> => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
