import type { Action } from '../core/action.ts';
import type { Adapter, AgentEvent } from './adapter.ts';
import { claudePhases } from './claudeCode.ts';
import { copilotEntry } from './copilotTranscript.ts';
import type { Dialect, Outcome } from './hookEvent.ts';
import { exitCodeIn, readHookEvent } from './hookEvent.ts';
import type { JsonObject } from './jsonFields.ts';
import { contentText, definedOnly, objectOf, parsedJson, textOf } from './jsonFields.ts';
import { replyTo } from './reply.ts';
import type { McpTool, ToolCall, ToolTable } from './toolTable.ts';
import { file, harmless, harmlessTools, patch, shell, typed } from './toolTable.ts';
import { callsIn, reasoningIn } from './transcriptReasoning.ts';

// Facts: Copilot CLI 1.0.102, both spellings of its events as captured. Registered in camelCase it sends `toolName` and
// `toolArgs` (a JSON string in older and cloud builds); in PascalCase Claude's event and tool names with its own arguments.

const isAsync = (input: JsonObject): boolean => input['mode'] === 'async' || input['async'] === true;
const bash = shell({ dialect: 'posix', background: isAsync });
const powershell = shell({ dialect: 'powershell', background: isAsync });
const create = file('create', 'path', undefined, 'file_text');
const edit = file('modify', 'path', 'old_str', 'new_str');
const view = file('read', 'path');

const tools: ToolTable = {
  bash,
  powershell,
  write_bash: typed('input', 'shellId'),
  write_powershell: typed('input', 'shellId'),
  create,
  edit,
  view,
  str_replace_editor: stringEditor,
  sql: sessionSql,
  apply_patch: patch('patch', 'input', 'command'),
  Bash: bash,
  PowerShell: powershell,
  Write: create,
  Edit: edit,
  Read: view,
  ...harmlessTools('read_bash stop_bash list_bash read_powershell stop_powershell list_powershell grep rg glob lsp show_file'),
  ...harmlessTools('web_fetch web_search fetch_copilot_cli_documentation report_intent update_todo ask_user exit_plan_mode task_complete skill'),
  ...harmlessTools('task read_agent list_agents write_agent Agent Task Glob Grep WebFetch WebSearch TodoWrite Skill AskUserQuestion'),
};

/** The one editing tool of older builds: what it does is said in `command`. */
function stringEditor(call: ToolCall): readonly Action[] | undefined {
  switch (call.input['command']) {
    case 'view':
      return view(call);
    case 'create':
      return create(call);
    case 'str_replace':
    case 'insert':
      return edit(call);
    default:
      return undefined;
  }
}

/** The agent's own notes in a database of its session, as long as the statement cannot reach another file. */
function sessionSql(call: ToolCall): readonly Action[] | undefined {
  const query = textOf(call.input['query']);
  return query === undefined || /attach|load_extension|vacuum/i.test(query) ? undefined : harmless(call);
}

/** `<server>-<tool>`: told apart where one hyphen stands in it, or where the tool itself is written with underscores. */
function mcp(tool: string): McpTool | undefined {
  const last = tool.lastIndexOf('-');
  if (last === -1) return undefined;
  const [server, name] = [tool.slice(0, last), tool.slice(last + 1)];
  const isPlain = server !== '' && name !== '' && (tool.indexOf('-') === last || name.includes('_'));
  return isPlain ? { server, tool: name } : { tool };
}

/** The camelCase event in the members of the other spelling; its event name is read from the members it has. */
function snakeCase(event: JsonObject): JsonObject {
  const args = event['toolArgs'] ?? event['toolInput'];
  const parsed = typeof args === 'string' ? parsedJson(args) ?? { input: args } : args;
  return {
    ...event,
    hook_event_name: eventName(event),
    session_id: event['sessionId'],
    tool_name: event['toolName'],
    tool_input: parsed,
    tool_response: event['toolResult'],
    agent_id: event['agentId'],
    agent_type: event['agentType'],
    transcript_path: event['transcriptPath'],
  };
}

function eventName(event: JsonObject): string | undefined {
  const has = (member: string): boolean => event[member] !== undefined;
  if (has('hookName')) return 'PermissionRequest';
  if (has('toolName') || has('toolArgs')) return has('toolResult') ? 'PostToolUse' : has('error') ? 'PostToolUseFailure' : 'PreToolUse';
  if (has('prompt')) return 'UserPromptSubmit';
  if (has('stopReason')) return 'Stop';
  if (has('source')) return 'SessionStart';
  if (has('reason')) return 'SessionEnd';
  return ['agentName', 'agentId', 'trigger', 'message', 'error'].find(has);
}

const dialect: Dialect = {
  agent: 'copilot-cli',
  phases: claudePhases,
  tools,
  mcp,
  callId: () => undefined,
  outcome,
  said: () => undefined,
};

/** A command that failed still counts as a success; its exit code stands in the last line of the text. */
function outcome(event: JsonObject): Outcome {
  const response = objectOf(event['tool_response']);
  const output = contentText(event['tool_response']) ?? textOf(response?.['textResultForLlm']) ?? textOf(response?.['text_result_for_llm']);
  const exitCode = exitCodeIn(/<[^<>]* completed with exit code \d+>\s*$/.exec(output ?? '')?.[0]);
  const type = textOf(response?.['resultType']) ?? textOf(response?.['result_type']);
  return { failed: type !== undefined && type !== 'success', exitCode, output };
}

function parse(value: unknown): AgentEvent {
  const event = objectOf(value);
  return readHookEvent(event === undefined || event['hook_event_name'] !== undefined ? value : definedOnly(snakeCase(event)), dialect);
}

/** Copilot CLI: flat answers, which both spellings understand; a real ask, an allow that skips its own prompt. */
export const copilotCli: Adapter = {
  id: 'copilot-cli',
  capabilities: { ask: 'real', allow: 'skips-prompt', rewrite: true, shell: 'kept', failMode: 'open', timeoutMs: 3_600_000, deadlineMs: 3_585_000 },
  parse,
  render: (answer, event) =>
    replyTo(event, answer, {
      rewrite: (permissionDecisionReason, modifiedArgs) => ({ permissionDecision: 'allow', permissionDecisionReason, modifiedArgs }),
      allow: (permissionDecisionReason) => ({ permissionDecision: 'allow', permissionDecisionReason }),
      ask: (permissionDecisionReason) => ({ permissionDecision: 'ask', permissionDecisionReason }),
      deny: (permissionDecisionReason) => ({ permissionDecision: 'deny', permissionDecisionReason }),
    }),
  reasoning: (lines, callId) => reasoningIn(lines, callId, copilotEntry),
  calls: (lines) => callsIn(lines, copilotEntry),
};
