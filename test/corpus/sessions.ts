import { relativeTo } from '../../src/core/resolve/lexicalPath.ts';
import { withAnswer, trustOf, type ProgramTrust } from '../../src/core/trust/trust.ts';
import type { Finding, Verdict } from '../../src/core/verdict.ts';
import { judgeCase, type DescribedCase } from './judgeCase.ts';

/** One shell call of a recorded session. */
export interface SessionRow {
  readonly session: string;
  readonly repo: string;
  readonly command: string;
  readonly cwd?: string;
  readonly root?: string;
  readonly home?: string;
}

export interface SessionFigures {
  readonly rows: number;
  /** Interrupted when nobody ever answers for the workspace. */
  readonly withoutMemory: number;
  /** Interrupted when a person answers each question about an unknown program once per repository: "trust here for this verb". */
  readonly withMemory: number;
  /** Those of them that are such a question, asked for the first time. */
  readonly firstQuestions: number;
  /** What still interrupts with the memory, by rule and reason, most frequent first. */
  readonly worst: readonly { readonly count: number; readonly why: string; readonly example: string }[];
}

/**
 * Judges the calls in their order, with a memory per repository as a person would fill it. The recording holds no files:
 * a script, module or package script that cannot be read is a question about that name, answered once like one about an
 * unknown program; where the file is there, it is read instead. Nor does it hold the repository: a push that names no
 * branch is judged on the branch that the session checked out last, else on one of its own.
 */
export function sessionFigures(rows: readonly SessionRow[]): SessionFigures {
  const trusted = new Map<string, ProgramTrust[]>();
  const unread = new Map<string, Set<string>>();
  const worst = new Map<string, { count: number; readonly why: string; readonly example: string }>();
  let [withoutMemory, withMemory, firstQuestions] = [0, 0, 0];
  const branches = new Map<string, string>();
  for (const row of rows) {
    const branch = branches.get(row.session);
    const known = trusted.get(row.repo) ?? [];
    const files = unread.get(row.repo) ?? new Set<string>();
    trusted.set(row.repo, known);
    unread.set(row.repo, files);
    if (verdictOf(row, [], branch).decision !== 'allow') withoutMemory += 1;
    const next = branchAfter(row.command);
    if (next !== undefined) branches.set(row.session, next);
    const open = verdictOf(row, known, branch).findings.filter((finding) => finding.decision !== 'allow' && !files.has(unreadName(finding, row.command) ?? ''));
    const [first] = open;
    if (first === undefined) continue;
    withMemory += 1;
    const why = `${first.rule}: ${first.reason}`;
    const entry = worst.get(why) ?? { count: 0, why, example: row.command };
    entry.count += 1;
    worst.set(why, entry);
    // Somebody who sees a question beside another finding answers both for once only.
    if (!open.every((finding) => finding.effect?.trust !== undefined || unreadName(finding, row.command) !== undefined)) continue;
    firstQuestions += 1;
    for (const finding of open) {
      const { trust } = finding.effect ?? {};
      if (trust !== undefined && withAnswer(trust, known).given === undefined) known.push(trustOf(trust, 'verb'));
      const name = unreadName(finding, row.command);
      if (name !== undefined) files.add(name);
    }
  }
  return { rows: rows.length, withoutMemory, withMemory, firstQuestions, worst: [...worst.values()].sort((one, other) => other.count - one.count) };
}

function verdictOf({ session, command, cwd, root, home }: SessionRow, trusted: readonly ProgramTrust[], branch: string | undefined): Verdict {
  // A call in another checkout is judged with that as its workspace, as the hook finds it.
  const workspace = root !== undefined && cwd !== undefined && relativeTo(root, cwd, false) === undefined ? cwd : root;
  const described: DescribedCase = {
    id: session, command, shell: 'bash', ...(cwd === undefined ? {} : { cwd }), facts: { trusted, git: { branch: branch ?? 'own-branch' }, ...(workspace === undefined ? {} : { root: workspace }), ...(home === undefined ? {} : { home }) },
  };
  return judgeCase(described).calm;
}

/** The branch that a command leaves the session on, where it names one: what the guard reads from the repository when it is there. */
function branchAfter(command: string): string | undefined {
  const named = [...command.matchAll(/\bgit (?:-C \S+ )?(?:checkout|switch)(?: -[bBcC])? ([\w./#-]+)(?= ?(?:$|[;&|\n]|origin\/|\d>))/g)].map(([, name]) => name).filter((name) => name !== undefined && !name.startsWith('-'));
  return named.at(-1);
}

/** Rules about files of the project that are run: a script, a module, a package script, a target, a task. */
const runsFile = /^(?:package\.|code\.(?:script|module)$|make\.|task\.|execute\.unread-program$|shell\.script$|version-manager\.run)/;

/**
 * The name of what a finding could not read because the recording does not hold it; undefined for every other finding,
 * also for those about words that nobody knows before they run.
 */
function unreadName({ effect, rule, reason, span }: Finding, command: string): string | undefined {
  if (effect?.uninspectable !== true || !runsFile.test(rule) || /before it runs$/.test(reason)) return undefined;
  const script = /holds the script `([^`]+)`/.exec(reason)?.[1] ?? scriptOf(reason, command.slice(span.start, span.end));
  return script === undefined ? reason : `the script ${script}`;
}

/** The script of `pnpm --filter api test`, where it is not known which package that is. */
function scriptOf(reason: string, words: string): string | undefined {
  const name = /^which package `([^`]+)`/.exec(reason)?.[1];
  if (name === undefined) return undefined;
  const [, behind = ''] = words.split(name);
  return behind.split(/\s+/).find((word) => /^[\w@.:/-]+$/.test(word) && !word.startsWith('-') && word !== 'run');
}
