import type { Action } from '../action.ts';

const longestTitle = 120;

/** One line for an action: what a person would call it. White space is folded, long text is cut with an ellipsis. */
export function actionTitle(action: Action): string {
  switch (action.kind) {
    case 'shell':
      return oneLine(action.command);
    case 'shell-input':
      return oneLine(`types ${action.text}`);
    case 'file':
      return oneLine(`${action.change.operation} ${action.change.path}${action.change.to === undefined ? '' : ` → ${action.change.to}`}`);
    case 'mcp':
      return oneLine(action.server === undefined ? action.tool : `${action.server} · ${action.tool}`);
    case 'sql':
      return oneLine(action.text);
    case 'task':
      return oneLine(`task ${action.label}`);
    case 'harmless':
    case 'tool':
      return oneLine(action.tool);
  }
}

/** The title of a whole proposal: the first of its actions and how many more there are. */
export function proposalTitle(tool: string, actions: readonly Action[]): string {
  const [first] = actions;
  if (first === undefined) return oneLine(tool);
  return actions.length === 1 ? actionTitle(first) : `${actionTitle(first)} and ${actions.length - 1} more`;
}

/** White space folded to single spaces, at most 120 characters. */
export function oneLine(text: string): string {
  const folded = text.slice(0, 4 * longestTitle).replace(/\s+/g, ' ').trim();
  return folded.length > longestTitle ? `${folded.slice(0, longestTitle - 1)}…` : folded;
}
