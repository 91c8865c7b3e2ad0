import type { Adapter, AgentEvent } from './adapter.ts';
import { claudePhases } from './claudeCode.ts';
import type { Dialect, Outcome } from './hookEvent.ts';
import { readHookEvent } from './hookEvent.ts';
import type { JsonObject } from './jsonFields.ts';
import { definedOnly, listOf, nameOf, numberOf, objectOf, parsedJson, textOf } from './jsonFields.ts';
import { replyTo } from './reply.ts';
import type { McpTool, ToolTable } from './toolTable.ts';
import { file, harmlessTools, shell } from './toolTable.ts';

// Facts: Cursor's documentation of its hooks and a field report on 3.9.16; no real Cursor was driven. An `ask` is accepted and
// not enforced, so it is never given. What is said before a call comes in events of its own (afterAgentThought).

const tools: ToolTable = {
  Shell: shell({ directory: 'cwd' }),
  Read: file('read', 'file_path'),
  Write: file('create', 'file_path', undefined, 'content'),
  Delete: file('delete', 'file_path'),
  ...harmlessTools('Grep Task'),
};

const dialect: Dialect = {
  agent: 'cursor',
  // Claude Code's names come from its own file, which Cursor reads as well.
  phases: {
    ...claudePhases,
    preToolUse: 'pre', beforeShellExecution: 'pre', beforeMCPExecution: 'pre', beforeReadFile: 'pre', postToolUse: 'post', postToolUseFailure: 'failure',
    beforeSubmitPrompt: 'prompt', afterAgentResponse: 'said', afterAgentThought: 'said', sessionStart: 'start', sessionEnd: 'end',
    // What was run is told by `postToolUse`, with its id.
    afterMCPExecution: 'ignored', afterShellExecution: 'ignored', afterFileEdit: 'ignored', stop: 'ignored',
  },
  tools,
  mcp,
  callId: (event) => nameOf(event['tool_use_id']),
  outcome,
  said: (event) => textOf(event['text']),
};

/** `MCP:<tool>`, or the event that only MCP tools have; the server is not named. */
function mcp(tool: string, event: JsonObject): McpTool | undefined {
  const name = tool.startsWith('MCP:') ? tool.slice('MCP:'.length) : event['hook_event_name'] === 'beforeMCPExecution' ? tool : '';
  return name === '' ? undefined : { tool: name };
}

function outcome(event: JsonObject): Outcome {
  const text = textOf(event['tool_output']);
  const told = objectOf(text === undefined ? event['tool_output'] : parsedJson(text));
  return definedOnly({ exitCode: numberOf(told?.['exitCode']), output: textOf(told?.['output']) ?? text });
}

/** The event in the members of the common reader: events of one kind of tool name it by their own name. */
function common(event: JsonObject): JsonObject {
  const name = event['hook_event_name'];
  const input = typeof event['tool_input'] === 'string' ? parsedJson(event['tool_input']) ?? { input: event['tool_input'] } : event['tool_input'];
  const [tool, given] = name === 'beforeShellExecution' ? ['Shell', { command: event['command'] }] : name === 'beforeReadFile' ? ['Read', { file_path: event['file_path'] }] : [event['tool_name'], input];
  return definedOnly({
    hook_event_name: name,
    session_id: event['session_id'] ?? event['conversation_id'],
    turn_id: event['generation_id'],
    cwd: nameOf(event['cwd']) ?? listOf(event['workspace_roots'])[0],
    model: nameOf(event['model_id']) ?? event['model'],
    tool_name: tool,
    tool_input: given,
    tool_use_id: event['tool_use_id'],
    tool_output: event['tool_output'],
    duration_ms: event['duration'],
    error: event['error_message'],
    prompt: event['prompt'],
    text: event['text'],
  });
}

function parse(value: unknown): AgentEvent {
  const event = objectOf(value);
  const read = readHookEvent(event === undefined ? value : common(event), dialect);
  return read.kind === 'said' && event?.['hook_event_name'] === 'afterAgentThought' ? { ...read, thinking: true } : read;
}

/** Cursor: flat answers; the model is told the message for the user. Its transcript has no form that is written down. */
export const cursor: Adapter = {
  id: 'cursor',
  capabilities: { ask: 'none', allow: 'silent-only', rewrite: true, shell: 'kept', failMode: 'open', timeoutMs: 3_600_000, deadlineMs: 3_585_000 },
  parse,
  render: (answer, event) => replyTo(event, answer, {
    deny: (reason) => ({ permission: 'deny', user_message: reason, agent_message: reason }),
    rewrite: (_, input) => ({ permission: 'allow', updated_input: input }),
  }),
  reasoning: () => ({ source: 'none' }),
  calls: () => [],
};
