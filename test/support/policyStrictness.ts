import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../src/core/decide.ts';
import { judge } from '../../src/core/judge.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { describedWorld } from '../../src/core/resolve/describedWorld.ts';
import { decisions, reversibilities, blastRadii } from '../../src/core/verdict.ts';
import { globMatcher } from '../../src/node/globs.ts';

/** Acts whose decisions tell whether one policy is looser than another. */
const acts: readonly string[] = [
  'git status', 'rm notes.txt', 'rm -rf drafts', 'rm -rf src', 'git push origin main', 'git push --force origin live/4', 'terraform apply -auto-approve', 'kubectl --context k-eu delete ns shop',
  'psql -h db-7.acme.example -c "drop table orders"', 'psql -c "delete from a"', 'npm publish', 'apt install x', 'echo x > infra/eu/main.tf', 'frobnicate now',
];

const matchesPath = globMatcher();
const world = describedWorld({});

/** Places in {@link decisions} of everything that a policy decides here, and its limits, so that a larger number is always the stricter one. */
export function strictness(policy: Policy): readonly number[] {
  const cells = reversibilities.flatMap((row) => blastRadii.map((radius) => decisions.indexOf(policy.matrix[row][radius])));
  const decided = acts.map((command) => {
    const action = { kind: 'shell', command, dialect: 'posix' } as const;
    const effects = judge(action, { world, policy, programs: lookupInCatalogue });
    return decisions.indexOf(decide(effects, { policy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root, matchesPath, actionOf: () => action }).decision);
  });
  const { replaceQuestions, maxFiles, maxMegabytes, perTenMinutes, perSession, sessionMegabytes } = policy.checkpoints;
  return [...cells, ...decided, replaceQuestions ? 0 : 1, -maxFiles, -maxMegabytes, -perTenMinutes, -perSession, -sessionMegabytes];
}

/** Whether something counts for less in the first than in the second. */
export const isLooser = (one: readonly number[], other: readonly number[]): boolean => one.some((weight, index) => weight < (other[index] ?? 0));
