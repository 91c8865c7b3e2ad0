import type { Action, Proposal } from '../../core/action.ts';
import { changeText } from '../../core/trace/actionTitle.ts';
import type { Finding } from '../../core/verdict.ts';
import type { CommandPiece } from '../../protocol/panel.ts';
import { visibleLine, visiblePieces } from '../../core/visibleText.ts';

/** The text of an act as it will be executed, and what kind of text it is. */
export interface CommandText {
  readonly label: 'Command' | 'Terminal input' | 'SQL' | 'Task' | 'File change' | 'Tool call';
  readonly text: string;
}

const json = (value: unknown): string => JSON.stringify(value ?? null, null, 2);

function describeAction(action: Action, workspace: string | undefined): CommandText {
  switch (action.kind) {
    case 'shell':
      return { label: 'Command', text: action.command };
    case 'shell-input':
      return { label: 'Terminal input', text: action.text };
    case 'sql':
      return { label: 'SQL', text: action.text };
    case 'task':
      return { label: 'Task', text: [action.label, action.definition?.command, ...(action.definition?.args ?? [])].filter((part) => part !== undefined).join(' ') };
    case 'file':
      return { label: 'File change', text: changeText(action.change, workspace) };
    case 'mcp':
      return { label: 'Tool call', text: `${action.server === undefined ? '' : `${action.server} ▸ `}${action.tool} ${json(action.input)}` };
    case 'tool':
      return { label: 'Tool call', text: `${action.tool} ${json(action.input)}` };
    case 'harmless':
      return { label: 'Tool call', text: action.tool };
  }
}

/** The whole text of a proposal, never shortened, files relative to the workspace; several actions of one call stand on lines of their own. */
export function commandText(proposal: Proposal, workspace?: string): CommandText {
  const parts = proposal.actions.map((action) => describeAction(action, workspace));
  const [first] = parts;
  if (first === undefined) return { label: 'Tool call', text: `${proposal.tool} ${json(proposal.input)}` };
  return { label: first.label, text: parts.map(({ text }) => text).join('\n') };
}

/** One line for lists and notifications: hidden characters named, at most `limit` characters. */
export function commandLine(proposal: Proposal, limit = 120): string {
  const line = visibleLine(commandText(proposal).text.trim());
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

/**
 * Cuts the command at the borders of the findings that raised the verdict. Each dangerous piece carries the index of its
 * strictest finding. Spans are offsets into the first action's text; spans outside it highlight nothing, and one over the
 * whole text does so only where nothing else points out a part: what marks everything leads to nothing.
 */
export function commandPieces(text: string, findings: readonly Finding[]): readonly CommandPiece[] {
  const all = findings
    .map(({ decision, span }, index) => ({ decision, start: Math.max(0, span.start), end: Math.min(text.length, span.end), index }))
    .filter(({ decision, start, end }) => decision !== 'allow' && start < end);
  const parts = all.filter(({ start, end }) => text.slice(start, end).trim() !== text.trim());
  const dangers = parts.length > 0 ? parts : all;
  const borders = [...new Set([0, text.length, ...dangers.flatMap(({ start, end }) => [start, end])])].sort((first, second) => first - second);
  const strictest = strictestByPart(borders, dangers);
  const pieces: CommandPiece[] = [];
  for (const [position, start] of borders.entries()) {
    const end = borders[position + 1];
    if (end === undefined) break;
    const danger = strictest[position];
    for (const piece of visiblePieces(text.slice(start, end))) pieces.push(danger === undefined ? piece : { ...piece, danger });
  }
  return pieces;
}

/**
 * The first of the dangers over each part between two borders. Every part is painted once: `next` leads over those that
 * have their danger already, so that thousands of findings in a long command cost no more than they are.
 */
function strictestByPart(borders: readonly number[], dangers: readonly { readonly start: number; readonly end: number; readonly index: number }[]): readonly (number | undefined)[] {
  const places = new Map(borders.map((border, position) => [border, position]));
  const found: (number | undefined)[] = borders.map(() => undefined);
  const next = borders.map((_, position) => position);
  const free = (position: number): number => {
    let at = position;
    while ((next[at] ?? at) !== at) {
      next[at] = next[next[at] ?? at] ?? at;
      at = next[at] ?? at;
    }
    return at;
  };
  for (const { start, end, index } of dangers) {
    const last = places.get(end) ?? 0;
    for (let at = free(places.get(start) ?? last); at < last; at = free(at)) {
      found[at] = index;
      next[at] = at + 1;
    }
  }
  return found;
}
