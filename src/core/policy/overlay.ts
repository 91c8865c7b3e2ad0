import { reversibilities, strictestDecision, type BlastRadius, type Decision } from '../verdict.ts';
import type { Matrix, Policy, PolicyRule } from './policy.ts';

/** What one layer says; everything is optional. */
export interface PolicyLayer {
  readonly source: PolicyRule['source'];
  readonly matrix?: Readonly<Partial<Record<keyof Matrix, Readonly<Partial<Record<BlastRadius, Decision>>>>>>;
  readonly rules?: readonly Omit<PolicyRule, 'source'>[];
  readonly protectedBranches?: readonly string[];
  readonly productionMarks?: readonly string[];
}

/**
 * Puts a layer over a policy. The user's and the organisation's layers replace what they name; the workspace's can only
 * tighten: its cells count where they are stricter, its branches and marks are added. Rules are appended; what a rule may
 * lower is decided by its source. The revision is the caller's to give.
 */
export function overlay(policy: Policy, layer: PolicyLayer, revision: string): Policy {
  const tightens = layer.source === 'workspace';
  const cell = (row: keyof Matrix, column: BlastRadius): Decision => {
    const base = policy.matrix[row][column];
    const own = layer.matrix?.[row]?.[column] ?? base;
    return tightens ? strictestDecision(base, own) : own;
  };
  const row = (name: keyof Matrix): Matrix[keyof Matrix] => ({
    file: cell(name, 'file'), workspace: cell(name, 'workspace'), machine: cell(name, 'machine'), shared: cell(name, 'shared'), production: cell(name, 'production'),
  });
  const names = (base: readonly string[], own: readonly string[] | undefined): readonly string[] => (own === undefined ? base : tightens ? [...new Set([...base, ...own])] : own);
  const [readOnly, reversible, recoverable, irreversible] = reversibilities;
  return {
    version: 1, revision,
    matrix: { [readOnly]: row(readOnly), [reversible]: row(reversible), [recoverable]: row(recoverable), [irreversible]: row(irreversible) },
    rules: [...policy.rules, ...(layer.rules ?? []).map((rule) => ({ ...rule, source: layer.source }))],
    protectedBranches: names(policy.protectedBranches, layer.protectedBranches),
    productionMarks: names(policy.productionMarks, layer.productionMarks),
  };
}
