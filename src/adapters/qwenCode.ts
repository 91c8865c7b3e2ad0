import type { Adapter } from './adapter.ts';
import { claudePhases, doubleUnderscoreMcp } from './claudeCode.ts';
import type { Dialect, Outcome } from './hookEvent.ts';
import { exitCodeIn, readHookEvent } from './hookEvent.ts';
import type { JsonObject } from './jsonFields.ts';
import { contentText, definedOnly, nameOf, objectOf, objectsOf, textOf } from './jsonFields.ts';
import { nestedWording, replyTo } from './reply.ts';
import type { ToolTable } from './toolTable.ts';
import { file, harmlessTools, shell } from './toolTable.ts';
import type { TranscriptEntry } from './transcriptReasoning.ts';
import { callsIn, reasoningIn, transcriptCall } from './transcriptReasoning.ts';

// Facts: Qwen Code 0.24.4, its events as captured, its tool names (with the old ones that it still accepts) as its bundle
// declares them. A time-out of 1000 or more counts as milliseconds, so 900 seconds is the longest that reads as seconds.

const edit = file('modify', 'file_path', 'old_string', 'new_string');

const tools: ToolTable = {
  run_shell_command: shell({ directory: 'directory', background: (input) => input['is_background'] === true }),
  monitor: shell({ directory: 'directory', background: () => true }),
  write_file: file('create', 'file_path', undefined, 'content'),
  edit,
  replace: edit,
  notebook_edit: file('modify', 'notebook_path', undefined, 'new_source'),
  read_file: file('read', 'file_path'),
  ...harmlessTools('glob grep_search search_file_content list_directory lsp zoom_image display_image web_fetch web_search tool_search'),
  ...harmlessTools('todo_write ask_user_question enter_plan_mode exit_plan_mode skill structured_output report_findings get_goal update_goal'),
  ...harmlessTools('agent task list_agents send_message task_create task_update task_list task_stop cron_list read_mcp_resource'),
};

const dialect: Dialect = {
  agent: 'qwen-code',
  phases: claudePhases,
  tools,
  mcp: doubleUnderscoreMcp,
  /** The model's own id stands in the transcript; `tool_use_id` is made for the hook. */
  callId: (event) => nameOf(event['tool_call_id']) ?? nameOf(event['tool_use_id']),
  outcome,
  said: (event) => textOf(event['last_assistant_message']),
};

function outcome(event: JsonObject): Outcome {
  const output = contentText(objectOf(event['tool_response'])?.['llmContent']);
  return { exitCode: exitCodeIn(output), output };
}

function entry(line: JsonObject): TranscriptEntry | undefined {
  const parts = objectsOf(objectOf(line['message'])?.['parts']);
  const texts = (thought: boolean): string => parts.flatMap((part) => ((part['thought'] === true) === thought ? textOf(part['text']) ?? [] : [])).join('\n');
  if (line['type'] === 'assistant') {
    const calls = parts.flatMap((part) => { const call = objectOf(part['functionCall']); return transcriptCall(call?.['id'], call?.['name'], call?.['args']); });
    return definedOnly({ thinking: texts(true), text: texts(false), model: nameOf(line['model']), calls });
  }
  if (line['type'] === 'tool_result' || parts.some((part) => part['functionResponse'] !== undefined)) return { result: true };
  const prompt = line['type'] === 'user' ? nameOf(texts(false)) : undefined;
  return prompt === undefined ? undefined : { prompt };
}

/** Qwen Code: nested answers; its ask is refused without a terminal, so that it is never used. */
export const qwenCode: Adapter = {
  id: 'qwen-code',
  capabilities: { ask: 'none', allow: 'skips-prompt', rewrite: false, shell: 'fresh', failMode: 'open', timeoutMs: 900_000, deadlineMs: 885_000 },
  parse: (event) => readHookEvent(event, dialect),
  render: (answer, event) => replyTo(event, answer, { allow: nestedWording.allow, deny: nestedWording.deny }),
  reasoning: (lines, callId) => reasoningIn(lines, callId, entry),
  calls: (lines) => callsIn(lines, entry),
};
