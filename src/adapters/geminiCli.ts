import type { Adapter } from './adapter.ts';
import type { Dialect, Outcome } from './hookEvent.ts';
import { exitCodeIn, readHookEvent } from './hookEvent.ts';
import type { JsonObject } from './jsonFields.ts';
import { contentText, definedOnly, nameOf, objectOf, objectsOf, textOf } from './jsonFields.ts';
import { replyTo } from './reply.ts';
import type { McpTool, ToolTable } from './toolTable.ts';
import { file, harmlessTools, shell } from './toolTable.ts';
import type { TranscriptEntry } from './transcriptReasoning.ts';
import { callsIn, reasoningIn, transcriptCall } from './transcriptReasoning.ts';

// Facts: Gemini CLI 0.61.0, its events as captured, its tool names and parameters as its bundle declares them. An ask hangs
// it for ever without a terminal, and its allow does not skip its own prompt: only denials and other inputs are ever printed.

const tools: ToolTable = {
  run_shell_command: shell({ directory: 'dir_path', unread: ['directory'], background: (input) => input['is_background'] === true }),
  write_file: file('create', 'file_path', undefined, 'content'),
  replace: file('modify', 'file_path', 'old_string', 'new_string'),
  read_file: file('read', 'file_path'),
  ...harmlessTools('read_many_files glob grep_search search_file_content list_directory web_fetch google_web_search get_internal_docs'),
  ...harmlessTools('write_todos ask_user enter_plan_mode exit_plan_mode activate_skill update_topic complete_task invoke_agent'),
  ...harmlessTools('list_mcp_resources read_mcp_resource list_background_processes read_background_output tracker_get_task tracker_list_tasks'),
  ...harmlessTools('tracker_create_task tracker_update_task tracker_add_dependency tracker_visualize'),
};

const dialect: Dialect = {
  agent: 'gemini-cli',
  phases: { BeforeTool: 'pre', AfterTool: 'post', BeforeAgent: 'prompt', AfterAgent: 'said', SessionStart: 'start', SessionEnd: 'end' },
  tools,
  mcp,
  callId: () => undefined,
  outcome,
  said: (event) => textOf(event['prompt_response']),
};

function mcp(tool: string, event: JsonObject): McpTool | undefined {
  const context = objectOf(event['mcp_context']);
  const [, server, name] = /^mcp_([^_]+)_(.+)$/s.exec(tool) ?? [];
  const known = nameOf(context?.['tool_name']) ?? name;
  return known === undefined ? undefined : definedOnly({ server: nameOf(context?.['server_name']) ?? server, tool: known });
}

function outcome(event: JsonObject): Outcome {
  const response = objectOf(event['tool_response']);
  const output = contentText(response?.['llmContent']);
  return { failed: response?.['error'] !== undefined, exitCode: exitCodeIn(output), output };
}

function entry(line: JsonObject): TranscriptEntry | undefined {
  if (line['type'] === 'user') {
    if (objectsOf(line['content']).some((part) => part['functionResponse'] !== undefined)) return { result: true };
    const prompt = nameOf(contentText(line['content']));
    return prompt === undefined ? undefined : { prompt };
  }
  if (line['type'] !== 'gemini') return undefined;
  const thoughts = objectsOf(line['thoughts']).map(({ subject, description }) => [subject, description].flatMap((words) => nameOf(words) ?? []).join(': '));
  const calls = objectsOf(line['toolCalls']).flatMap((call) => transcriptCall(call['id'], call['name'], call['args']));
  return definedOnly({ thinking: nameOf(thoughts.join('\n')), text: contentText(line['content']), model: nameOf(line['model']), calls });
}

/** Gemini CLI: flat answers, denial only. */
export const geminiCli: Adapter = {
  id: 'gemini-cli',
  capabilities: { ask: 'none', allow: 'silent-only', rewrite: true, shell: 'fresh', failMode: 'open', timeoutMs: 3_600_000, deadlineMs: 3_585_000 },
  parse: (event) => readHookEvent(event, dialect),
  render: (answer, event) => replyTo(event, answer, { deny: (reason) => ({ decision: 'deny', reason }), rewrite: (_, input) => ({ hookSpecificOutput: { hookEventName: 'BeforeTool', tool_input: input } }) }),
  reasoning: (lines, callId) => reasoningIn(lines, callId, entry),
  calls: (lines) => callsIn(lines, entry),
};
