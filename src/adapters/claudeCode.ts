import type { Adapter } from './adapter.ts';
import type { Dialect, Outcome, Phase } from './hookEvent.ts';
import { readHookEvent } from './hookEvent.ts';
import type { JsonObject } from './jsonFields.ts';
import { contentText, definedOnly, nameOf, objectOf, objectsOf, textOf } from './jsonFields.ts';
import { nestedWording, replyTo } from './reply.ts';
import type { McpTool, ToolTable } from './toolTable.ts';
import { each, file, harmless, harmlessTools, shell } from './toolTable.ts';
import type { TranscriptEntry } from './transcriptReasoning.ts';
import { callsIn, reasoningIn, transcriptCall } from './transcriptReasoning.ts';

// Facts: Claude Code 2.1.330, its events as captured, its tools as its own type definitions (sdk-tools.d.ts) name them.

const runsInBackground = (input: JsonObject): boolean => input['run_in_background'] === true;

const tools: ToolTable = {
  Bash: shell({ dialect: 'posix', background: runsInBackground }),
  PowerShell: shell({ dialect: 'powershell', background: runsInBackground }),
  /** Runs a command (or listens to a socket, then without `command`, which stays risky) and streams its output. */
  Monitor: shell({ dialect: 'posix', background: () => true }),
  Write: file('create', 'file_path', undefined, 'content'),
  Edit: file('modify', 'file_path', 'old_string', 'new_string'),
  MultiEdit: each('edits', file('modify', 'file_path', 'old_string', 'new_string')),
  NotebookEdit: file('modify', 'notebook_path', undefined, 'new_source'),
  Read: file('read', 'file_path'),
  /** What a sub-agent does is proposed call by call; one that runs elsewhere is out of the hook's reach. */
  Agent: (call) => (call.input['isolation'] === 'remote' ? undefined : harmless(call)),
  Task: (call) => (call.input['isolation'] === 'remote' ? undefined : harmless(call)),
  ...harmlessTools('Glob Grep LS LSP NotebookRead WebFetch WebSearch TodoWrite TodoRead Skill ToolSearch'),
  ...harmlessTools('TaskCreate TaskGet TaskUpdate TaskList TaskOutput TaskStop BashOutput KillShell KillBash AgentOutput'),
  ...harmlessTools('EnterPlanMode ExitPlanMode AskUserQuestion ReportFindings ListMcpResources ReadMcpResource ReadMcpResourceDir'),
  ...harmlessTools('ListMcpResourcesTool ReadMcpResourceTool RefreshMcpTools SendMessage StructuredOutput PushNotification CronList'),
};

/** Event names of Claude Code; Codex and Qwen Code use the same. Permission events come after the pre-tool event. */
export const claudePhases: Readonly<Record<string, Phase>> = {
  PreToolUse: 'pre',
  PostToolUse: 'post',
  PostToolUseFailure: 'failure',
  UserPromptSubmit: 'prompt',
  Stop: 'said',
  SessionStart: 'start',
  SessionEnd: 'end',
  PermissionRequest: 'ignored',
  PermissionDenied: 'ignored',
  PostToolBatch: 'ignored',
};

/** `mcp__<server>__<tool>`; Claude Code names the server beside it as well. */
export function doubleUnderscoreMcp(tool: string, event: JsonObject): McpTool | undefined {
  const prefix = 'mcp__';
  const end = tool.startsWith(prefix) ? tool.indexOf('__', prefix.length + 1) : -1;
  const name = end === -1 ? '' : tool.slice(end + 2);
  return name === '' ? undefined : definedOnly({ server: nameOf(objectOf(event['mcp_server'])?.['name']) ?? tool.slice(prefix.length, end), tool: name });
}

const dialect: Dialect = {
  agent: 'claude-code',
  phases: claudePhases,
  tools,
  mcp: doubleUnderscoreMcp,
  callId: (event) => nameOf(event['tool_use_id']),
  outcome,
  said: (event) => textOf(event['last_assistant_message']),
};

function outcome(event: JsonObject): Outcome {
  const response = objectOf(event['tool_response']);
  const streams = [response?.['stdout'], response?.['stderr']].flatMap((stream) => nameOf(stream) ?? []).join('\n');
  return { failed: response?.['interrupted'] === true, output: nameOf(streams) ?? contentText(event['tool_response']) };
}

function entry(line: JsonObject): TranscriptEntry | undefined {
  const message = objectOf(line['message']);
  const parts = objectsOf(message?.['content']);
  const texts = (type: string, member: string): string => parts.flatMap((part) => (part['type'] === type ? textOf(part[member]) ?? [] : [])).join('\n');
  if (line['type'] === 'assistant') {
    const calls = parts.flatMap((part) => (part['type'] === 'tool_use' ? transcriptCall(part['id'], part['name'], part['input']) : []));
    return definedOnly({ thinking: texts('thinking', 'thinking'), text: texts('text', 'text'), model: nameOf(message?.['model']), calls });
  }
  if (line['type'] !== 'user' || line['isMeta'] === true || line['isCompactSummary'] === true) return undefined;
  if (parts.some((part) => part['type'] === 'tool_result')) return { result: true };
  const prompt = nameOf(contentText(message?.['content']));
  return prompt === undefined ? undefined : { prompt };
}

/** Claude Code: nested answers, a real ask, an allow that skips its own prompt. */
export const claudeCode: Adapter = {
  id: 'claude-code',
  capabilities: { ask: 'real', allow: 'skips-prompt', rewrite: true, shell: 'fresh', failMode: 'open', timeoutMs: 3_600_000, deadlineMs: 3_585_000 },
  parse: (event) => readHookEvent(event, dialect),
  render: (answer, event) => replyTo(event, answer, nestedWording),
  reasoning: (lines, callId) => reasoningIn(lines, callId, entry),
  calls: (lines) => callsIn(lines, entry),
};
