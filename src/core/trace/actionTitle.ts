import type { Action, FileChange } from '../action.ts';
import { relativeTo, toSlashes } from '../resolve/lexicalPath.ts';

const longestTitle = 120;

/** One line for an action: what a person would call it; files relative to `workspace` where they lie in it. White space is folded, long text is cut with an ellipsis. */
export const actionTitle = (action: Action, workspace?: string): string => oneLine(actionText(action, workspace));

/** The same whole: for a record, in which secrets are found only while nothing is cut. */
export function actionText(action: Action, workspace?: string): string {
  switch (action.kind) {
    case 'shell':
      return action.command;
    case 'shell-input':
      return `types ${action.text}`;
    case 'file':
      return changeText(action.change, workspace);
    case 'mcp':
      return action.server === undefined ? action.tool : `${action.server} · ${action.tool}`;
    case 'sql':
      return action.text;
    case 'task':
      return `task ${action.label}`;
    case 'harmless':
    case 'tool':
      return action.tool;
  }
}

const verbs: Readonly<Record<FileChange['operation'], string>> = { create: 'create', modify: 'edit', delete: 'delete', move: 'move', read: 'read' };

/** `edit src/a.ts`, `move a → b`: never shortened. */
export function changeText({ operation, path, to }: FileChange, workspace?: string): string {
  const shown = (file: string): string => (workspace === undefined ? file : (relativeTo(toSlashes(workspace, workspace.includes('\\')), toSlashes(file, workspace.includes('\\')), false) ?? file) || '.');
  return `${verbs[operation]} ${shown(path)}${to === undefined ? '' : ` → ${shown(to)}`}`;
}

/** The title of a whole proposal: the first of its actions and how many more there are. */
export function proposalTitle(tool: string, actions: readonly Action[], workspace?: string): string {
  const [first] = actions;
  if (first === undefined) return oneLine(tool);
  return actions.length === 1 ? actionTitle(first, workspace) : `${actionTitle(first, workspace)} and ${actions.length - 1} more`;
}

/** White space folded to single spaces, at most 120 characters. */
export function oneLine(text: string): string {
  const folded = text.slice(0, 4 * longestTitle).replace(/\s+/g, ' ').trim();
  return folded.length > longestTitle ? `${folded.slice(0, longestTitle - 1)}…` : folded;
}
