import { relativeTo, toSlashes } from '../resolve/lexicalPath.ts';
import type { ActionNode, SessionNode, TraceTree } from '../trace/traceTree.ts';
import type { Finding } from '../verdict.ts';

/** Of SARIF 2.1.0, what an audit needs. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly SarifRun[];
}

interface SarifRun {
  readonly tool: { readonly driver: { readonly name: 'Tagout'; readonly version: string; readonly rules: readonly SarifRule[] } };
  readonly originalUriBaseIds?: Readonly<Record<'WORKSPACE', { readonly uri: string }>>;
  readonly results: readonly SarifResult[];
  readonly columnKind: 'utf16CodeUnits';
}

interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
}

type Level = 'error' | 'warning' | 'note';

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Level;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly partialFingerprints: Readonly<Record<'tagoutAct/v1', string>>;
  readonly properties: Readonly<Record<string, string>>;
}

interface Location {
  readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: 'WORKSPACE' } };
  readonly logicalLocations: readonly [{ readonly name: string; readonly fullyQualifiedName: string }];
}

interface Remark {
  readonly rule: string;
  readonly level: Level;
  readonly text: string;
  readonly paths: readonly string[];
}

/** What the rules of the audit itself are about; all others are rules of the guard, by its reasons. */
const ownRules: Readonly<Record<string, string>> = {
  'audit.no-decision': 'An act that no recorded decision covers',
  'audit.unpredicted-change': 'Something changed that the judgement did not name',
  'audit.evasion': 'A refused act was proposed again so often that it counts as an attempt to get round a freeze',
};

/**
 * The audit of a workspace's acts: what ran without a decision, what ran though it cannot be undone or leaves the workspace,
 * what was refused, what changed that nobody had named. Files are given relative to the workspace; an act that names none has
 * its place in the trace. Pure.
 */
export function sarifOf({ sessions }: TraceTree, workspace: string, version: string): SarifLog {
  const found = sessions.flatMap((session) => session.turns.flatMap(({ actions }) => actions.flatMap((act) => remarksOf(act).map((remark) => ({ session, act, remark })))));
  const ids = [...new Set(found.map(({ remark }) => remark.rule))].sort();
  const rules = ids.map((id) => ({ id, shortDescription: { text: ownRules[id] ?? `Rule ${id} of the guard` } }));
  const results = found.map(({ session, act, remark }) => resultOf(session, act, remark, ids.indexOf(remark.rule), workspace));
  const base = fileUri(workspace);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0',
    runs: [{ tool: { driver: { name: 'Tagout', version, rules } }, ...(base === undefined ? {} : { originalUriBaseIds: { WORKSPACE: { uri: base } } }), results, columnKind: 'utf16CodeUnits' }],
  };
}

function remarksOf(act: ActionNode): readonly Remark[] {
  const { status, verdict, gap, retry, observed, title, decision } = act;
  const [strictest] = verdict?.findings ?? [];
  const unpredicted = [...new Set(observed.flatMap((seen) => seen.unpredicted))];
  const ran = status === 'allowed' || status === 'approved';
  const risky = verdict !== undefined && (verdict.reversibility === 'irreversible' || ['shared', 'production'].includes(verdict.blastRadius));
  return [
    ...(status === 'gap' ? [{ rule: 'audit.no-decision', level: gap?.certainty === 'possible' ? 'warning' as const : 'error' as const, text: `${title}: ${gap?.why ?? 'it ran though nothing allowed it'}`, paths: gap?.path === undefined ? pathsOf(act) : [gap.path] }] : []),
    ...(unpredicted.length === 0 ? [] : [{ rule: 'audit.unpredicted-change', level: 'warning' as const, text: `${title} changed what its judgement did not name`, paths: unpredicted }]),
    ...(retry?.evasion === true ? [{ rule: 'audit.evasion', level: 'error' as const, text: `${title} was refused ${retry.refusals} times and proposed again`, paths: pathsOf(act) }] : []),
    ...(strictest === undefined || status === 'gap' ? [] : status === 'denied' ? [{ rule: strictest.rule, level: 'note' as const, text: `${title} was refused: ${decision?.reason ?? strictest.reason}`, paths: pathsOf(act) }]
      : ran && risky ? [{ rule: strictest.rule, level: 'warning' as const, text: `${title} ran (${status}): ${strictest.reason}`, paths: pathsOf(act) }] : []),
  ];
}

const pathsOf = ({ verdict, actions }: ActionNode): readonly string[] => [...new Set([...(verdict?.findings ?? []).flatMap(pathOf), ...actions.flatMap((action) => (action.kind === 'file' ? [action.change.path] : []))])];

function pathOf({ effect }: Finding): readonly string[] {
  const target = effect?.target;
  return target?.kind === 'path' && target.pattern === undefined ? [target.path] : [];
}

/** Places of one result; further ones are counted in the trace. */
const mostPlaces = 50;

function resultOf({ id: session, agent: agentId }: SessionNode, act: ActionNode, { rule, level, text, paths }: Remark, ruleIndex: number, workspace: string): SarifResult {
  const agent = agentId ?? 'unknown';
  const logicalLocations = [{ name: act.id, fullyQualifiedName: `${agent}/${session}/${act.id}` }] as const;
  const places = paths.slice(0, mostPlaces).flatMap((path) => artifactOf(path, workspace)).map((artifactLocation): Location => ({ physicalLocation: { artifactLocation }, logicalLocations }));
  return {
    ruleId: rule, ruleIndex, level, message: { text }, locations: places.length > 0 ? places : [{ logicalLocations }], partialFingerprints: { 'tagoutAct/v1': `${act.id}:${rule}` },
    properties: { at: act.at, agent, session, status: act.status, ...(act.answer === undefined ? {} : { answeredBy: act.answer.by }) },
  };
}

/** A file in the workspace relative to it, any other one by its whole address; none for what is no absolute path. */
function artifactOf(path: string, workspace: string): readonly { readonly uri: string; readonly uriBaseId?: 'WORKSPACE' }[] {
  const slashed = (text: string): string => toSlashes(text, text.includes('\\'));
  const inside = relativeTo(slashed(workspace), slashed(path), false);
  if (inside !== undefined && inside !== '') return [{ uri: encoded(inside), uriBaseId: 'WORKSPACE' }];
  const uri = fileUri(path, '');
  return uri === undefined ? [] : [{ uri }];
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

/** `file:` address of an absolute path, as a directory where `end` is a slash. */
function fileUri(path: string, end = '/'): string | undefined {
  const slashed = toSlashes(path, path.includes('\\')).replace(/(?<!\/)\/+$/, '');
  if (/^[A-Za-z]:/.test(slashed)) return `file:///${slashed.slice(0, 2)}${encoded(slashed.slice(2))}${end}`;
  return slashed.startsWith('/') ? `file://${encoded(slashed)}${end}` : undefined;
}
