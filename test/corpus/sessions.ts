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
  /** What still interrupts with the memory, by rule and reason, most frequent first. */
  readonly worst: readonly { readonly count: number; readonly why: string; readonly example: string }[];
}

/**
 * Judges the calls in their order, with a memory per repository as a person would fill it. The recording holds no files:
 * a script, module or package script that cannot be read is a question about that name, answered once like one about an
 * unknown program; where the file is there, it is read instead.
 */
export function sessionFigures(rows: readonly SessionRow[]): SessionFigures {
  const trusted = new Map<string, ProgramTrust[]>();
  const unread = new Map<string, Set<string>>();
  const worst = new Map<string, { count: number; readonly why: string; readonly example: string }>();
  let [withoutMemory, withMemory] = [0, 0];
  for (const row of rows) {
    const known = trusted.get(row.repo) ?? [];
    const files = unread.get(row.repo) ?? new Set<string>();
    trusted.set(row.repo, known);
    unread.set(row.repo, files);
    if (verdictOf(row, []).decision !== 'allow') withoutMemory += 1;
    const open = verdictOf(row, known).findings.filter((finding) => finding.decision !== 'allow' && !files.has(unreadName(finding) ?? ''));
    const [first] = open;
    if (first === undefined) continue;
    withMemory += 1;
    const why = `${first.rule}: ${first.reason}`;
    const entry = worst.get(why) ?? { count: 0, why, example: row.command };
    entry.count += 1;
    worst.set(why, entry);
    // Somebody who sees a question beside another finding answers both for once only.
    if (!open.every((finding) => finding.effect?.trust !== undefined || unreadName(finding) !== undefined)) continue;
    for (const finding of open) {
      const { trust } = finding.effect ?? {};
      if (trust !== undefined && withAnswer(trust, known).given === undefined) known.push(trustOf(trust, 'verb'));
      const name = unreadName(finding);
      if (name !== undefined) files.add(name);
    }
  }
  return { rows: rows.length, withoutMemory, withMemory, worst: [...worst.values()].sort((one, other) => other.count - one.count) };
}

function verdictOf({ session, command, cwd, root, home }: SessionRow, trusted: readonly ProgramTrust[]): Verdict {
  const described: DescribedCase = {
    id: session, command, shell: 'bash', ...(cwd === undefined ? {} : { cwd }), facts: { trusted, ...(root === undefined ? {} : { root }), ...(home === undefined ? {} : { home }) },
  };
  return judgeCase(described).calm;
}

/** What a finding could not read because the recording does not hold it; undefined for every other finding. */
function unreadName({ effect, reason }: Finding): string | undefined {
  if (effect?.uninspectable !== true) return undefined;
  return /could not be (?:read|looked into)|there is no package\.json that holds|nothing is known about the module|what the module/.test(reason) ? reason : undefined;
}
