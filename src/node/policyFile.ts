// zod: one schema that checks and explains. It stays out of the hook, which reads the compiled JSON (policyStore.ts).
import * as crypto from 'node:crypto';
import * as zod from 'zod';
import { overlay, type PolicyLayer } from '../core/policy/overlay.ts';
import type { Policy } from '../core/policy/policy.ts';
import { blastRadii, decisions, effectKinds, reversibilities } from '../core/verdict.ts';
import { firstOfEachLine, readYaml, type LineProblem } from './yamlText.ts';

export type ReadLayer = { readonly ok: true; readonly layer: PolicyLayer } | { readonly ok: false; readonly problems: readonly LineProblem[] };

/** One value or a list of them; a list must not be empty, for an empty selector would match nothing without a word. */
const oneOrMore = <T extends zod.ZodType>(value: T) => zod.union([value.transform((one) => [one]), zod.array(value).min(1)]);
const name = zod.string().min(1);
const decision = zod.enum(decisions);
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
  const yaml = readYaml(text);
  if (!yaml.ok) return yaml;
  const read = schema.safeParse(yaml.value);
  if (!read.success) return { ok: false, problems: firstOfEachLine(read.error.issues.map((issue) => ({ line: yaml.lineAt(issue.path), message: explain(issue) }))) };
  const { matrix, rules, protectedBranches, productionMarks } = read.data;
  return { ok: true, layer: { source, ...definedOnly({ matrix, rules, protectedBranches, productionMarks }) } };
}

/** The policy with a layer over it; the revision is a digest of all that matters. */
export function compilePolicy(base: Policy, layer: PolicyLayer): Policy {
  const policy = overlay(base, layer, '');
  return { ...policy, revision: `sha256:${crypto.createHash('sha256').update(JSON.stringify(policy)).digest('hex').slice(0, 16)}` };
}

function explain({ path, message }: zod.core.$ZodIssue): string {
  return path.length === 0 ? message : `\`${path.join('.')}\`: ${message}`;
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
const definedOnly = <T extends object>(value: T): Defined<T> => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
