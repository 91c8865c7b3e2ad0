import * as path from 'node:path';
import type { Proposal } from '../../core/action.ts';
import type { Reasoning } from '../../core/trace/event.ts';
import { logOfHelper } from './helperLog.ts';
import { newestLines } from './newestLines.ts';

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
