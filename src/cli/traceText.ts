import { oneLine } from '../core/trace/actionTitle.ts';
import type { ActionNode, ActionStatus, SessionNode, TraceTree } from '../core/trace/traceTree.ts';

const words: Readonly<Record<ActionStatus, string>> = { allowed: 'allowed', approved: 'APPROVED', denied: 'DENIED', waiting: 'WAITING', undecided: 'UNDECIDED', gap: 'GAP' };

/**
 * The trace for a terminal: sessions newest first, inside them in the order in which it happened. What was simply allowed
 * takes one line, everything else tells its story.
 */
export function renderTrace({ sessions, notes }: TraceTree): string {
  if (sessions.length === 0 && notes.length === 0) return 'Nothing is recorded for this workspace yet.\n';
  const parts = sessions.map(renderSession);
  if (notes.length > 0) parts.push(['Workspace', ...notes.map(({ at, kind, text }) => `  ${clock(at)}  ${kind}: ${oneLine(text)}`)]);
  return `${parts.map((lines) => lines.map(printable).join('\n')).join('\n\n')}\n`;
}

function renderSession({ id, agent, startedAt, turns, counts }: SessionNode): string[] {
  const sums = Object.entries(counts).filter(([, count]) => count > 0).map(([status, count]) => `${count} ${status}`).join(', ');
  return [
    `${startedAt.slice(0, 10)} ${clock(startedAt)}  ${agent ?? 'unknown agent'}  session ${id}  ${sums}`,
    ...turns.flatMap(({ prompt, actions, said }) => [`  › ${prompt === undefined ? '(no prompt recorded)' : oneLine(prompt)}`, ...actions.flatMap(renderAction), ...said.map(({ at, text }) => `    ${clock(at)}  said: ${oneLine(text)}`)]),
  ];
}

function renderAction({ at, status, title, steps }: ActionNode): string[] {
  const line = `    ${clock(at)}  ${words[status].padEnd(9)}  ${title}`;
  return status === 'allowed' ? [line] : [line, ...steps.map((step) => `               ${step.kind.padEnd(10)}  ${oneLine(step.text)}`)];
}

/** Hours, minutes, seconds in UTC, as the record holds them. */
const clock = (at: string): string => at.slice(11, 19);

const hidden = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** SECURITY: an agent's text must not move the cursor, colour or retitle the terminal, or reverse the reading direction. */
const printable = (line: string): string => line.replace(hidden, (character) => `␣U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
