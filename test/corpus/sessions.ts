import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../src/core/decide.ts';
import { judge } from '../../src/core/judge.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';
import { replacementFor } from '../../src/core/replaceQuestion.ts';
import { describedWorld } from '../../src/core/resolve/describedWorld.ts';
import { joinPath, relativeTo } from '../../src/core/resolve/lexicalPath.ts';
import { withAnswer, trustOf, type ProgramTrust } from '../../src/core/trust/trust.ts';
import type { Finding, Verdict } from '../../src/core/verdict.ts';
import { RecordedScene, type JudgedCall, type RecordedCall } from './recordedScene.ts';

/** One shell call of a recorded session. */
export interface SessionRow extends RecordedCall {
  readonly session: string;
  readonly repo: string;
}

export interface SessionFigures {
  readonly rows: number;
  /** Interrupted when nobody ever answers for the workspace. */
  readonly withoutMemory: number;
  /** Interrupted when a person answers each question about an unknown program once per repository: "trust here" for reading where the verb only looks, else for this verb. */
  readonly withMemory: number;
  /** Those of them that a person still meets in the product: what loses nothing but work inside the workspace runs behind a checkpoint. How large that would be, and how many fall into ten minutes, the recording does not tell. */
  readonly withCheckpoints: number;
  /** Those of them that are such a question, asked for the first time. */
  readonly firstQuestions: number;
  /** Those of the first questions that are about a file which the recording does not hold. */
  readonly unread: number;
  /** What still interrupts with the memory, by rule and reason, most frequent first. */
  readonly worst: readonly { readonly count: number; readonly why: string; readonly example: string }[];
}

/** Told each call that is interrupted, with the findings that are still open. */
type OnInterrupted = (row: SessionRow, open: readonly Finding[], isFirst: boolean) => void;

/**
 * Judges the calls in their order, with a memory per repository as a person would fill it. A script, module or package
 * script that cannot be read is a question about that name, answered once like one about an unknown program; where the
 * file is there, it is read instead. What is known of files and repository is told by {@link RecordedScene}.
 */
export function sessionFigures(rows: readonly SessionRow[], onInterrupted?: OnInterrupted): SessionFigures {
  const trusted = new Map<string, ProgramTrust[]>();
  const unreadNames = new Map<string, Set<string>>();
  const scenes = new Map<string, RecordedScene>();
  const worst = new Map<string, { count: number; readonly why: string; readonly example: string }>();
  const replaced = new Map<string, number>();
  let [withoutMemory, withMemory, withCheckpoints, firstQuestions, unread] = [0, 0, 0, 0, 0];
  for (const row of rows) {
    const known = trusted.get(row.repo) ?? [];
    const files = unreadNames.get(row.repo) ?? new Set<string>();
    const scene = scenes.get(row.session) ?? new RecordedScene();
    trusted.set(row.repo, known);
    unreadNames.set(row.repo, files);
    scenes.set(row.session, scene);
    if (judged(row, scene, []).verdict.decision !== 'allow') withoutMemory += 1;
    const { verdict, call, root } = judged(row, scene, known);
    scene.ran(row, call);
    const open = verdict.findings.filter((finding) => finding.decision !== 'allow' && !files.has(unreadName(finding, row) ?? ''));
    const [first] = open;
    if (first === undefined) continue;
    withMemory += 1;
    const kept = replaced.get(row.session) ?? 0;
    const isKept = kept < defaultPolicy.checkpoints.perSession && replacementFor(verdict, { policy: defaultPolicy, root, protectedPaths: [], caseInsensitive: false }).kind === 'replaced';
    if (isKept) replaced.set(row.session, kept + 1);
    else withCheckpoints += 1;
    const why = `${first.rule}: ${first.reason}`;
    const entry = worst.get(why) ?? { count: 0, why, example: row.command };
    entry.count += 1;
    worst.set(why, entry);
    // Somebody who sees a question beside another finding answers both for once only.
    const isFirst = open.every((finding) => finding.effect?.trust !== undefined || unreadName(finding, row) !== undefined);
    onInterrupted?.(row, open, isFirst);
    if (!isFirst) continue;
    firstQuestions += 1;
    if (open.every((finding) => finding.effect?.trust === undefined)) unread += 1;
    for (const finding of open) {
      const { trust } = finding.effect ?? {};
      if (trust !== undefined && withAnswer(trust, known).given === undefined) known.push(trustOf(trust, trust.scopes.includes('reading') ? 'reading' : 'verb'));
      const name = unreadName(finding, row);
      if (name !== undefined) files.add(name);
    }
  }
  return { rows: rows.length, withoutMemory, withMemory, withCheckpoints, firstQuestions, unread, worst: [...worst.values()].sort((one, other) => other.count - one.count) };
}

function judged(row: SessionRow, recorded: RecordedScene, trusted: readonly ProgramTrust[]): { readonly verdict: Verdict; readonly call: JudgedCall; readonly root: string } {
  const { root, cwd } = row;
  // A call in another checkout is judged with that as its workspace, as the hook finds it.
  const workspace = root !== undefined && cwd !== undefined && relativeTo(root, cwd, false) === undefined ? cwd : root;
  const world = describedWorld(recorded.scene(workspace === undefined ? row : { ...row, root: workspace }, trusted));
  const wrote = new Map<string, string>();
  const effects = judge({ kind: 'shell', command: row.command, dialect: 'posix', ...(cwd === undefined ? {} : { cwd }) }, { world, policy: defaultPolicy, programs: lookupInCatalogue, onWritten: (path, text) => wrote.set(path, text) });
  return { verdict: decide(effects, { policy: defaultPolicy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root }), call: { effects, wrote }, root: world.root };
}

/** Rules about files of the project that are run: a script, a module, a package script, a target, a task. */
const runsFile = /^(?:package\.|code\.(?:script|module)$|make\.|task\.|execute\.unread-program$|shell\.script$|version-manager\.run)/;

/**
 * The name of what a finding could not read because the recording does not hold it; undefined for every other finding,
 * also for those about words that nobody knows before they run.
 */
function unreadName({ effect, rule, reason, span }: Finding, { command, root = '/' }: SessionRow): string | undefined {
  if (effect?.uninspectable !== true || !runsFile.test(rule) || /before it runs$/.test(reason)) return undefined;
  const script = /holds the script `([^`]+)`/.exec(reason)?.[1] ?? scriptOf(reason, command.slice(span.start, span.end)) ?? /^the (?:file|program) `([^`]+)`/.exec(reason)?.[1];
  return script === undefined ? reason : `the script ${relativeTo(root, joinPath(root, script), false) ?? script}`;
}

/** The script of `pnpm --filter api test`, where it is not known which package that is. */
function scriptOf(reason: string, words: string): string | undefined {
  const name = /^which package `([^`]+)`/.exec(reason)?.[1];
  if (name === undefined) return undefined;
  const [, behind = ''] = words.split(name);
  return behind.split(/\s+/).find((word) => /^[\w@.:/-]+$/.test(word) && !word.startsWith('-') && word !== 'run');
}
