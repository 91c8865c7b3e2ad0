// yaml: policies are written by hand, with comments, and a problem must be shown with its line. zod: one schema that
// checks and explains. Both stay out of the hook, which reads the compiled JSON (policyStore.ts).
import * as crypto from 'node:crypto';
import { LineCounter, parseDocument, visit, type Document } from 'yaml';
import * as zod from 'zod';
import { overlay, type PolicyLayer } from '../core/policy/overlay.ts';
import type { Policy } from '../core/policy/policy.ts';
import { blastRadii, decisions, reversibilities } from '../core/verdict.ts';

/** One thing that is wrong in a policy file; lines count from 1. */
export interface PolicyProblem {
  readonly line: number;
  readonly message: string;
}

export type ReadLayer = { readonly ok: true; readonly layer: PolicyLayer } | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** One value or a list of them; a list must not be empty, for an empty selector would match nothing without a word. */
const oneOrMore = <T extends zod.ZodType>(value: T) => zod.union([value.transform((one) => [one]), zod.array(value).min(1)]);
const name = zod.string().min(1);
const decision = zod.enum(decisions);
const effectKinds = [
  'read', 'write', 'delete', 'move', 'git-discard', 'git-history', 'git-remote', 'database', 'schema', 'infrastructure', 'deploy', 'publish', 'package', 'container', 'network', 'process', 'system', 'secret',
  'config', 'guard', 'execute',
] as const;

const match = zod.strictObject({
  program: oneOrMore(name).optional(),
  kind: oneOrMore(zod.enum(effectKinds)).optional(),
  reversibility: oneOrMore(zod.enum(reversibilities)).optional(),
  blastRadius: oneOrMore(zod.enum(blastRadii)).optional(),
  rule: oneOrMore(name).optional(),
  path: oneOrMore(name).optional(),
  environment: oneOrMore(name).optional(),
}).refine((value) => Object.keys(value).length > 0, 'a rule must say what it matches');

const schema = zod.strictObject({
  version: zod.literal(1),
  matrix: zod.partialRecord(zod.enum(reversibilities), zod.partialRecord(zod.enum(blastRadii), decision)).optional(),
  rules: zod.array(zod.strictObject({ id: name.regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower-case letters, digits, `.` and `-`'), match, decision, reason: name, alternative: name.optional() })).optional(),
  protectedBranches: zod.array(name).optional(),
  productionMarks: zod.array(name.toLowerCase()).optional(),
});

/** Reads the text of a policy file (YAML or JSON). Unknown members are problems: a mistyped rule must not be passed over. */
export function readPolicyLayer(text: string, source: PolicyLayer['source']): ReadLayer {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  if (document.errors.length > 0) return { ok: false, problems: document.errors.map(({ pos, message }) => ({ line: lineAt(pos[0]), message })) };
  if (hasAlias(document)) return { ok: false, problems: [{ line: 1, message: 'aliases (`*name`) are not read here: write the value out' }] };
  const read = schema.safeParse(document.toJS());
  if (!read.success) {
    const problems = read.error.issues.map((issue) => ({ line: lineAt(offsetOf(document, issue.path)), message: explain(issue) }));
    // What follows from the first problem of a line helps nobody.
    const first = problems.filter(({ line }, index) => problems.findIndex((other) => other.line === line) === index);
    return { ok: false, problems: first.sort((one, other) => one.line - other.line) };
  }
  const { matrix, rules, protectedBranches, productionMarks } = read.data;
  return { ok: true, layer: { source, ...definedOnly({ matrix, rules, protectedBranches, productionMarks }) } };
}

/** The policy with a layer over it; the revision is a digest of all that matters. */
export function compilePolicy(base: Policy, layer: PolicyLayer): Policy {
  const policy = overlay(base, layer, '');
  return { ...policy, revision: `sha256:${crypto.createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 16)}` };
}

/** Aliases can make a few lines stand for millions of values. */
function hasAlias(document: Document.Parsed): boolean {
  let found = false;
  visit(document, { Alias: () => { found = true; return visit.BREAK; } });
  return found;
}

function explain({ path, message }: zod.core.$ZodIssue): string {
  return path.length === 0 ? message : `\`${path.join('.')}\`: ${message}`;
}

/** Where the innermost node that still exists on the way to a problem begins. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) && typeof node.range[0] === 'number') return node.range[0];
  }
  return 0;
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
const definedOnly = <T extends object>(value: T): Defined<T> => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
