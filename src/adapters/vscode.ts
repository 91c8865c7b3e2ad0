import type { Action, TaskDefinition } from '../core/action.ts';
import { absolutePath } from './absolutePath.ts';
import type { Adapter } from './adapter.ts';
import { claudePhases } from './claudeCode.ts';
import { copilotEntry } from './copilotTranscript.ts';
import type { Dialect } from './hookEvent.ts';
import { exitCodeIn, readHookEvent } from './hookEvent.ts';
import { contentText, definedOnly, listOf, nameOf, objectOf, textOf } from './jsonFields.ts';
import { nestedWording, replyTo } from './reply.ts';
import type { McpTool, ToolCall, ToolTable } from './toolTable.ts';
import { each, file, harmlessTools, patch, shell, typed } from './toolTable.ts';
import { callsIn, reasoningIn } from './transcriptReasoning.ts';

// Facts: VS Code 1.139.1 with the bundled GitHub.copilot-chat 0.67.0 ("Local" agent harness). Its hooks have no delete tool:
// deletion comes as a command or inside apply_patch. Commands, extensions, notebooks' cells and test runs stay risky.

const tools: ToolTable = {
  run_in_terminal: shell({ background: (input) => input['mode'] === 'async' || input['isBackground'] === true }),
  send_to_terminal: typed('command', 'id'),
  run_task: runTask,
  create_and_run_task: createAndRunTask,
  create_file: file('create', 'filePath', undefined, 'content'),
  create_directory: file('create', 'dirPath'),
  replace_string_in_file: file('modify', 'filePath', 'oldString', 'newString'),
  multi_replace_string_in_file: each('replacements', file('modify', 'filePath', 'oldString', 'newString')),
  insert_edit_into_file: file('modify', 'filePath', undefined, 'code'),
  edit_notebook_file: file('modify', 'filePath', undefined, 'newCode'),
  apply_patch: patch('input'),
  read_file: file('read', 'filePath'),
  view_image: file('read', 'filePath'),
  ...harmlessTools('semantic_search file_search grep_search test_search list_dir search_workspace_symbols vscode_listCodeUsages list_code_usages'),
  ...harmlessTools('get_errors get_changed_files get_vscode_api read_project_structure get_project_setup_info testFailure'),
  ...harmlessTools('get_terminal_output terminal_selection terminal_last_command get_task_output kill_terminal'),
  ...harmlessTools('fetch_webpage github_repo github_text_search vscode_searchExtensions_internal open_browser_page read_page screenshot_page'),
  ...harmlessTools('copilot_getNotebookSummary read_notebook_cell_output memory resolve_memory_file_uri manage_todo_list tool_search skill switch_agent'),
  ...harmlessTools('runSubagent search_subagent explore_subagent vscode_askQuestions vscode_reviewPlan vscode_get_confirmation vscode_get_confirmation_with_options'),
};

function runTask({ input, cwd }: ToolCall): readonly Action[] | undefined {
  const label = nameOf(input['id']);
  return label === undefined ? undefined : [definedOnly({ kind: 'task' as const, label, folder: folderOf(input['workspaceFolder'], cwd) })];
}

function createAndRunTask({ input, cwd }: ToolCall): readonly Action[] | undefined {
  const task = objectOf(input['task']);
  const label = nameOf(task?.['label']);
  if (task === undefined || label === undefined) return undefined;
  const args = task['args'] === undefined ? undefined : listOf(task['args']).flatMap((arg) => textOf(arg) ?? []);
  // An argument that is not a plain string would be left out of the judgement.
  if (args !== undefined && args.length !== listOf(task['args']).length) return undefined;
  const folder = folderOf(input['workspaceFolder'], cwd);
  const definition: TaskDefinition = definedOnly({ label, type: nameOf(task['type']), command: textOf(task['command']), args, cwd: folder });
  return [definedOnly({ kind: 'task' as const, label, definition, folder })];
}

const folderOf = (folder: unknown, cwd: string | undefined): string | undefined => {
  const path = nameOf(folder);
  return path === undefined ? cwd : absolutePath(cwd, path);
};

/** `mcp_<server>_<tool>`: the server is cut and re-written on the way, so its name is a hint only. */
function mcp(tool: string): McpTool | undefined {
  const [, server, name] = /^mcp_([^_]+)_(.+)$/s.exec(tool) ?? [];
  return server === undefined || name === undefined ? undefined : { server, tool: name };
}

const dialect: Dialect = {
  agent: 'vscode',
  phases: claudePhases,
  tools,
  mcp,
  /** VS Code appends `__vscode-<n>`; the transcript has the id without it. */
  callId: (event) => nameOf(nameOf(event['tool_use_id'])?.replace(/__vscode-\d+$/, '')),
  outcome: (event) => {
    const output = contentText(event['tool_response']);
    return { exitCode: exitCodeIn(output), output };
  },
  said: (event) => textOf(event['last_assistant_message']),
};

/** VS Code's own agent mode: nested answers, a real ask that beats its auto-approval, an allow that skips its own prompt. */
export const vscode: Adapter = {
  id: 'vscode',
  capabilities: { ask: 'real', allow: 'skips-prompt', rewrite: true, shell: 'kept', failMode: 'open', timeoutMs: 3_600_000, deadlineMs: 3_585_000 },
  parse: (event) => readHookEvent(event, dialect),
  render: (answer, event) => replyTo(event, answer, nestedWording),
  reasoning: (lines, callId) => reasoningIn(lines, callId, copilotEntry),
  calls: (lines) => callsIn(lines, copilotEntry),
};
