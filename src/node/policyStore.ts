import { defaultPolicy, type EffectMatch, type Matrix, type Policy, type PolicyRule } from '../core/policy/policy.ts';
import { blastRadii, decisions, reversibilities } from '../core/verdict.ts';
import { below } from './ancestors.ts';
import { readSmallFile, replaceFile } from './durableFile.ts';

const limitBytes = 1024 * 1024;

/** The policy that counts, and in words what is wrong with the stored one: then everything that changes something asks. */
export interface StoredPolicy {
  readonly policy: Policy;
  readonly problem?: string;
}

/** Absolute path of the compiled policy. */
export const policyFile = (state: string): string => below(state, 'policy.json');

/**
 * Reads the compiled policy. No file: the default. A file that cannot be read or is not what {@link writePolicy} writes:
 * the default with a `problem`, for a person's tighter rules may be lost in it.
 */
export function readPolicy(state: string): StoredPolicy {
  const read = readSmallFile(policyFile(state), limitBytes);
  if (read.kind === 'absent') return { policy: defaultPolicy };
  if (read.kind === 'unreadable') return { policy: defaultPolicy, problem: `the compiled policy cannot be read (${read.why})` };
  try {
    const value: unknown = JSON.parse(read.text);
    return isPolicy(value) ? { policy: value } : { policy: defaultPolicy, problem: 'the compiled policy is not of the form that this version reads' };
  } catch (error) {
    if (error instanceof SyntaxError) return { policy: defaultPolicy, problem: 'the compiled policy is damaged' };
    throw error;
  }
}

/** Stores a compiled policy atomically, 0600. For the extension host and the command line of a person. */
export function writePolicy(state: string, policy: Policy): void {
  replaceFile(policyFile(state), `${JSON.stringify(policy)}\n`);
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((entry) => typeof entry === 'string');
const isOneOf = (values: readonly string[], value: unknown): boolean => typeof value === 'string' && values.includes(value);

function isPolicy(value: unknown): value is Policy {
  return isRecord(value) && value['version'] === 1 && typeof value['revision'] === 'string' && isMatrix(value['matrix'])
    && Array.isArray(value['rules']) && value['rules'].every(isRule) && isTexts(value['protectedBranches']) && isTexts(value['productionMarks']);
}

function isMatrix(value: unknown): value is Matrix {
  return isRecord(value) && reversibilities.every((row) => {
    const cells = value[row];
    return isRecord(cells) && blastRadii.every((column) => isOneOf(decisions, cells[column]));
  });
}

function isRule(value: unknown): value is PolicyRule {
  return isRecord(value) && typeof value['id'] === 'string' && typeof value['reason'] === 'string' && isOneOf(decisions, value['decision'])
    && isOneOf(['default', 'organisation', 'user', 'workspace'], value['source']) && isMatch(value['match'])
    && (value['alternative'] === undefined || typeof value['alternative'] === 'string');
}

/** An unknown selector would be passed over in silence and the rule match too much or too little, so it counts as damage. */
const selectors: Readonly<Record<keyof EffectMatch, true>> = { program: true, kind: true, reversibility: true, blastRadius: true, rule: true, path: true, environment: true };
const isMatch = (value: unknown): value is EffectMatch => isRecord(value) && Object.entries(value).every(([name, list]) => name in selectors && isTexts(list));
