import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../src/core/judge.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';
import { describedWorld, dialectOf } from '../../src/core/resolve/describedWorld.ts';
import type { Action } from '../../src/core/action.ts';
import { casesOf } from '../corpus/corpusFile.ts';

const warmRounds = 5;
const rounds = 9;

const ascending = (numbers: readonly number[]): readonly number[] => [...numbers].sort((one, other) => one - other);

/** What judging costs in a process that has judged before: over the shell commands of the corpus, and for one command of 1 MB. */
export function classifyFigures(): string {
  const acts = [...casesOf('everyday.jsonl'), ...casesOf('incidents.jsonl')].filter(({ shell }) => shell !== 'sql' && shell !== 'mcp').map((described) => {
    const action: Action = { kind: 'shell', command: described.command, dialect: dialectOf(described.shell), ...(described.cwd === undefined ? {} : { cwd: described.cwd }) };
    return { action, context: { world: describedWorld(described), policy: defaultPolicy, programs: lookupInCatalogue } };
  });
  const timed = ({ action, context }: (typeof acts)[number]): number => {
    const started = process.hrtime.bigint();
    judge(action, context);
    return Number(process.hrtime.bigint() - started) / 1000;
  };
  for (let round = 0; round < warmRounds; round++) acts.forEach(timed);
  // The middle of several, for a busy machine takes the processor away in the midst of any one.
  const sorted = ascending(acts.map((act) => ascending(Array.from({ length: rounds }, () => timed(act)))[Math.floor(rounds / 2)] ?? NaN));
  const at = (part: number): string => (sorted[Math.floor((sorted.length - 1) * part)] ?? NaN).toFixed(0);
  const [first] = acts;
  const large = first === undefined ? [] : [1, 2].map((half) => timed({ ...first, action: { kind: 'shell', command: 'git status --short; '.repeat((half * 512 * 1024) / 20), dialect: 'posix' } }) / 1000);
  return `classify, warm, ${sorted.length} commands: median ${at(0.5)} µs, p99 ${at(0.99)} µs; 0.5 MB ${large[0]?.toFixed(0) ?? '?'} ms, 1 MB ${large[1]?.toFixed(0) ?? '?'} ms`;
}
