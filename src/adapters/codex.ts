import type { Adapter } from './adapter.ts';
import { claudePhases, doubleUnderscoreMcp } from './claudeCode.ts';
import type { Dialect } from './hookEvent.ts';
import { readHookEvent } from './hookEvent.ts';
import type { JsonObject } from './jsonFields.ts';
import { contentText, definedOnly, nameOf, objectOf, textOf } from './jsonFields.ts';
import { nestedWording, replyTo } from './reply.ts';
import type { ToolTable } from './toolTable.ts';
import { file, harmlessTools, patch, shell, typed } from './toolTable.ts';
import type { TranscriptEntry } from './transcriptReasoning.ts';
import { callsIn, reasoningIn, transcriptCall } from './transcriptReasoning.ts';

// Facts: Codex 0.169.0, its events as captured (direct tools and code mode send the same). It rejects every key that it does
// not know, every ask and every bare allow, and then runs the tool.

const tools: ToolTable = {
  /** `exec_command` under its hook name; the event's `cwd` is the working directory of this very call. */
  Bash: shell(),
  exec_command: shell({ command: 'cmd', directory: 'workdir' }),
  /** Codex 0.169 raises no event for it; should a later one do, it is text for a live shell. */
  write_stdin: typed('chars', 'session_id'),
  apply_patch: patch('command'),
  view_image: file('read', 'path'),
  ...harmlessTools('update_plan tool_search web_search request_user_input list_mcp_resources list_mcp_resource_templates read_mcp_resource'),
  ...harmlessTools('spawn_agent send_input wait wait_agent close_agent resume_agent list_agents send_message followup_task'),
};

const dialect: Dialect = {
  agent: 'codex',
  phases: { ...claudePhases, PreModelRequest: 'ignored', PostModelRequest: 'ignored' },
  tools,
  mcp: doubleUnderscoreMcp,
  callId: (event) => nameOf(event['tool_use_id']),
  /** Raised only for calls that ended well. */
  outcome: (event) => {
    const response = event['tool_response'];
    const output = contentText(response) ?? contentText(objectOf(response)?.['content']);
    return { output };
  },
  said: (event) => textOf(event['last_assistant_message']),
};

function entry(line: JsonObject): TranscriptEntry | undefined {
  const payload = objectOf(line['payload']);
  const type = textOf(payload?.['type']) ?? '';
  if (payload === undefined) return undefined;
  if (line['type'] === 'turn_context') return definedOnly({ model: nameOf(payload['model']) });
  if (line['type'] === 'event_msg') {
    const item = objectOf(payload['item']);
    const message = item?.['type'] === 'UserMessage' ? contentText(item['content']) : type === 'user_message' ? textOf(payload['message']) : undefined;
    const prompt = nameOf(message);
    return prompt === undefined ? undefined : { prompt };
  }
  if (line['type'] !== 'response_item') return undefined;
  if (type === 'reasoning') return definedOnly({ thinking: contentText(payload['summary']) ?? contentText(payload['content']) });
  if (type === 'message' && payload['role'] === 'assistant') return definedOnly({ text: contentText(payload['content']) });
  if (type.endsWith('_output')) return { result: true };
  const calls = type.endsWith('_call') ? transcriptCall(payload['call_id'], payload['name'] ?? type, payload['arguments'] ?? payload['input'] ?? payload['action']) : [];
  return calls.length === 0 ? undefined : { calls };
}

/** Codex: nested denial only. Silence is its way to go on; it has no ask, and an allow without another input would count as a failed hook. */
export const codex: Adapter = {
  id: 'codex',
  capabilities: { ask: 'none', allow: 'silent-only', rewrite: true, shell: 'fresh', failMode: 'open', timeoutMs: 3_600_000, deadlineMs: 3_585_000 },
  parse: (event) => readHookEvent(event, dialect),
  render: (answer, event) => replyTo(event, answer, { deny: nestedWording.deny, rewrite: nestedWording.rewrite }),
  reasoning: (lines, callId) => reasoningIn(lines, callId, entry),
  calls: (lines) => callsIn(lines, entry),
};
