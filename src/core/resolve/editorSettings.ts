// A late part (esbuild.js): few acts name a setting of the editor, so it exports functions only.
import type { Action } from '../action.ts';
import type { Effect } from '../verdict.ts';

/** Where VS Code and its kin keep settings: of the workspace, of a profile, of a remote machine, of a container. */
const settingsFile = /(?:^|\/)(?:\.vscode\/settings\.json|[^/]+\.code-workspace|\.devcontainer(?:\/(?:[^/]+\/)?devcontainer)?\.json|(?:User|Machine)\/(?:profiles\/[^/]+\/)?settings\.json)$/i;
/** Settings that let agents act unasked, take hooks away, or switch this extension off. */
const disarming = /\b(chat\.(?:useHooks|useClaudeHooks|hookFilesLocations|hooks\b[\w.]*|tools\.[\w.]*(?:[aA]utoApprove|eligibleForAutoApproval)\w*|autopilot[\w.]*|permissions?[\w.]*|agent\.[\w.]*[aA]utoApprove\w*)|disableAllHooks|hooksConfig|tagout\.[\w.]+|extensions\.(?:allowed|experimental\.affinity)|remote\.extensionKind)/;

/** What else an act does that writes such a setting into a file of the editor; nothing where it names none, or writes no such file. */
export function disarmingEffects(action: Action, effects: readonly Effect[]): readonly Effect[] {
  const setting = disarming.exec(textOf(action))?.[1];
  const written = setting === undefined ? undefined : effects.find(({ kind, target }) => kind !== 'read' && kind !== 'secret' && target?.kind === 'path' && settingsFile.test(target.path));
  if (written === undefined || setting === undefined) return [];
  const at = action.kind === 'shell' ? action.command.indexOf(setting) : -1;
  return [{ ...written, ...(at < 0 ? {} : { span: { start: at, end: at + setting.length } }), kind: 'guard', posture: 'deny', rule: 'guard.editor-settings', reason: `sets \`${setting}\`, by which an agent could act without the guard` }];
}

function textOf(action: Action): string {
  switch (action.kind) {
    case 'shell':
      return action.command;
    case 'file':
      return action.change.after ?? '';
    case 'mcp':
      return JSON.stringify(action.input ?? '').replaceAll('\\"', '"');
    case 'shell-input':
      return action.text;
    case 'task':
      return JSON.stringify(action.definition ?? '');
    case 'sql':
    case 'harmless':
    case 'tool':
      return '';
  }
}
