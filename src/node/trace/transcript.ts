import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Proposal } from '../../core/action.ts';
import type { Reasoning } from '../../core/trace/event.ts';

/** What is read first, and the most that is ever read, in bytes from the end of the file. */
const firstBytes = 256 * 1024;
const mostBytes = 4 * 1024 * 1024;

const isId = /^[\w-]{1,128}$/;

/**
 * Where the reasoning behind a proposal is written down: the file that the event names; for a sub-agent of Claude Code its
 * own file beside it; for Copilot CLI, which names none, the event log of the session under `$COPILOT_HOME` or `~/.copilot`,
 * and for one of its sub-agents, which has a session of its own but no log, the newest log that speaks of it.
 */
export function transcriptPath({ actor, session }: Pick<Proposal, 'actor' | 'session'>, env: Readonly<Record<string, string | undefined>>, home: string): string | undefined {
  const named = session.transcriptPath;
  if (named === undefined) {
    if (actor.agent !== 'copilot-cli' || !isId.test(session.id)) return undefined;
    const logs = path.join(env['COPILOT_HOME'] || path.join(home, '.copilot'), 'session-state');
    return (actor.subagentId === undefined ? undefined : logOfHelper(logs, session.id)) ?? path.join(logs, session.id, 'events.jsonl');
  }
  if (!path.isAbsolute(named)) return undefined;
  if (actor.agent === 'claude-code' && actor.subagentId !== undefined && isId.test(actor.subagentId) && named.endsWith('.jsonl')) {
    return path.join(named.slice(0, -'.jsonl'.length), 'subagents', `agent-${actor.subagentId}.jsonl`);
  }
  return named;
}

/** The log among these that was written last, where it names this session. */
function logOfHelper(logs: string, session: string): string | undefined {
  try {
    const changed = (file: string): number => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const [newest] = fs.readdirSync(logs).filter((name) => isId.test(name)).map((name) => path.join(logs, name, 'events.jsonl')).sort((one, other) => changed(other) - changed(one));
    return newest !== undefined && newestLines(newest, firstBytes).lines.some((line) => line.includes(session)) ? newest : undefined;
  } catch {
    // No log at all.
    return undefined;
  }
}

/**
 * The reasoning that `read` finds in the newest lines of the file, with the file as reference. Little is read at first and
 * more only where nothing was found in it, because this stands before every tool call. Never throws: reasoning is never a
 * condition for an answer.
 */
export function reasoningFrom(file: string | undefined, read: (lines: readonly string[]) => Reasoning): Reasoning {
  if (file === undefined) return { source: 'none' };
  for (const limit of [firstBytes, mostBytes]) {
    const tail = newestLines(file, limit);
    const reasoning = read(tail.lines);
    if (reasoning.thinking !== undefined || reasoning.text !== undefined || tail.whole || limit === mostBytes) {
      return reasoning.source === 'none' ? reasoning : { ...reasoning, reference: { path: file } };
    }
  }
  return { source: 'none' };
}

interface Tail {
  /** Whole lines, newest last. */
  readonly lines: readonly string[];
  /** The file has no more than that. */
  readonly whole: boolean;
}

/** The last whole lines within `limit` bytes. Nothing from a symbolic link, a pipe or anything else that is no regular file. */
export function newestLines(file: string, limit: number): Tail {
  // Windows has neither of the last two: they are undefined there and count as 0.
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const status = fs.fstatSync(descriptor);
    if (!status.isFile()) return { lines: [], whole: true };
    const start = Math.max(0, status.size - limit);
    const bytes = Buffer.alloc(status.size - start);
    const count = fs.readSync(descriptor, bytes, 0, bytes.length, start);
    const lines = bytes.toString('utf8', 0, count).split('\n');
    return { lines: (start === 0 ? lines : lines.slice(1)).filter((line) => line !== ''), whole: start === 0 };
  } catch {
    // Not there, not readable, or gone meanwhile.
    return { lines: [], whole: true };
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
