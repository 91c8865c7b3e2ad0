import { decideAct } from '../../src/cli/engine.ts';
import type { Action } from '../../src/core/action.ts';
import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../src/core/judge.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';
import { describedWorld, dialectOf } from '../../src/core/resolve/describedWorld.ts';
import type { Decision } from '../../src/core/verdict.ts';
import type { World } from '../../src/core/world.ts';
import { casesOf } from '../corpus/corpusFile.ts';
import { hostile, repeating, type Hostile } from './hostile.ts';
import { shapes } from './shapes.ts';

/*
 * What judging costs in a process that has judged before, in time of the processor: a busy machine takes it away for longer
 * than any judgement lasts. The best of several is shown, for the same reason.
 */

const warmRounds = 5;
const rounds = 9;
const plainWorld = (): World => describedWorld({});

const ascending = (numbers: readonly number[]): readonly number[] => [...numbers].sort((one, other) => one - other);
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Milliseconds of the processor: the least of `times`. */
function costOf(act: () => void, times: number): number {
  return Math.min(...range(times).map(() => {
    const started = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  }));
}

function decisionOf(action: Action): Decision {
  const world = plainWorld();
  const context = { world, policy: defaultPolicy, programs: lookupInCatalogue };
  return decideAct([action], context, () => ({ kind: 'off' }), { now: '2030-01-01T00:00:00.000Z', matchesPath: () => false }).verdict.decision;
}

/** Median and 99th percentile over the shell commands of the corpus. */
function everyday(): string {
  const acts = [...casesOf('everyday.jsonl'), ...casesOf('incidents.jsonl')].filter(({ shell }) => shell !== 'sql' && shell !== 'mcp').map((described) => {
    const action: Action = { kind: 'shell', command: described.command, dialect: dialectOf(described.shell), ...(described.cwd === undefined ? {} : { cwd: described.cwd }) };
    return { action, context: { world: describedWorld(described), policy: defaultPolicy, programs: lookupInCatalogue } };
  });
  // Too short for the processor's own clock: the middle of several, by the clock on the wall.
  const timed = ({ action, context }: (typeof acts)[number]): number => {
    const started = process.hrtime.bigint();
    judge(action, context);
    return Number(process.hrtime.bigint() - started) / 1000;
  };
  for (let round = 0; round < warmRounds; round++) acts.forEach(timed);
  const sorted = ascending(acts.map((act) => ascending(range(rounds).map(() => timed(act)))[Math.floor(rounds / 2)] ?? NaN));
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? NaN).toFixed(0);
  return `judging, warm, ${sorted.length} commands of the corpus: median ${at(0.5)} µs, p99 ${at(0.99)} µs`;
}

/** A script as people write them, of 100 KB. */
function longScript(): string {
  const piece = [
    '#!/usr/bin/env bash', 'set -euo pipefail', '# Builds the packages one after the other and tells what it did.', 'root="$(git rev-parse --show-toplevel)"', 'for package in api web worker; do',
    '  echo "building $package in $root/packages/$package"', '  if [ -f "$root/packages/$package/package.json" ]; then', '    npm run build --workspace "packages/$package" > "build-$package.log" 2>&1', '  else',
    '    echo "no package.json for $package" >&2', '  fi', 'done', 'cat <<EOF', 'All packages are built. The logs are in the directory that this was started in.', 'EOF', 'git status --short', '',
  ].join('\n');
  const command = piece.repeat(Math.ceil(102_400 / piece.length));
  const cost = costOf(() => judge({ kind: 'shell', command, dialect: 'posix' }, { world: plainWorld(), policy: defaultPolicy, programs: lookupInCatalogue }), 5);
  return `a script of ${Math.round(command.length / 1024)} KB: ${cost.toFixed(0)} ms`;
}

const lengths = [8_192, 32_768, 131_072, 245_760];
/** Shapes that take no longer than this at their longest, in milliseconds, say nothing about growth. */
const tooShort = 3;

/** How the cost grows with the length: the exponent by least squares over {@link lengths}, where there is enough to measure. */
function growth(): readonly string[] {
  const judged = shapes.map(({ name, make }) => {
    const costs = lengths.map((length) => {
      const action = make(length);
      return costOf(() => decisionOf(action), 3);
    });
    const large = make(1_048_576);
    return { name, last: costs.at(-1) ?? 0, exponent: slope(lengths.map(Math.log), costs.map((cost) => Math.log(Math.max(cost, 0.01)))), large: costOf(() => decisionOf(large), 1) };
  });
  const measured = judged.filter(({ last }) => last > tooShort).sort((one, other) => other.exponent - one.exponent);
  const slowest = [...judged].sort((one, other) => other.large - one.large)[0];
  return [
    `growth with the length, ${lengths[0] ?? 0} to ${lengths.at(-1) ?? 0} characters: exponent ${measured.map(({ exponent }) => exponent.toFixed(2)).at(-1) ?? '?'} to ${measured[0]?.exponent.toFixed(2) ?? '?'} over ${measured.length} shapes; ${judged.length - measured.length} more stay below ${tooShort} ms`,
    ...measured.slice(0, 5).map(({ name, exponent, last }) => `  ${exponent.toFixed(2)}  ${name} (${last.toFixed(0)} ms at the longest)`),
    `1 MB of any shape: at most ${slowest?.large.toFixed(0) ?? '?'} ms (${slowest?.name ?? '?'})`,
  ];
}

function slope(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((one, other) => one + other, 0) / values.length;
  const [middle, height] = [mean(xs), mean(ys)];
  return mean(xs.map((x, index) => (x - middle) * ((ys[index] ?? NaN) - height))) / mean(xs.map((x) => (x - middle) ** 2));
}

function adversarial(what: string, inputs: readonly Hostile[], bar: number): readonly string[] {
  const judged = inputs.map(({ name, action }) => ({ name, decision: decisionOf(action), cost: costOf(() => decisionOf(action), 4) }));
  const allowed = judged.filter(({ decision }) => decision === 'allow');
  if (allowed.length > 0) process.exitCode = 1;
  const slowest = [...judged].sort((one, other) => other.cost - one.cost).slice(0, 3);
  return [
    `${judged.length} ${what}: ${allowed.length} allowed${allowed.map(({ name }) => ` (${name})`).join('')}, ${judged.filter(({ cost }) => cost > bar).length} over ${bar} ms`,
    ...slowest.map(({ name, cost }) => `  ${cost.toFixed(0).padStart(4)} ms  ${name}`),
  ];
}

/** Everything that there is to say, line by line. */
export const judgeFigures = (): readonly string[] => [everyday(), longScript(), ...growth(), ...adversarial('adversarial inputs', hostile, 50), ...adversarial('inputs that repeat themselves', repeating, 1000)];
