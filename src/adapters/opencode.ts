import type { Reasoning } from '../core/trace/event.ts';
import type { Adapter, AgentEvent } from './adapter.ts';
import type { Dialect, Outcome } from './hookEvent.ts';
import { readHookEvent } from './hookEvent.ts';
import type { JsonObject } from './jsonFields.ts';
import { clipped, contentText, definedOnly, nameOf, numberOf, objectOf, textOf } from './jsonFields.ts';
import { replyTo } from './reply.ts';
import type { McpTool, ToolTable } from './toolTable.ts';
import { file, harmlessTools, patch, shell } from './toolTable.ts';

// Facts: opencode 1.18.34 as driven. It has no hook processes: our own plugin (opencodePlugin.ts) sends what its plugin hooks
// were given, `{hook, input, output, plugin: {directory}}`, and beside it what it saw before: `reasoning`, `prompt`, `model`,
// `agent`, `parent` (the session that started a sub-agent's session).

const tools: ToolTable = {
  bash: shell({ directory: 'workdir' }),
  write: file('create', 'filePath', undefined, 'content'),
  edit: file('modify', 'filePath', 'oldString', 'newString'),
  apply_patch: patch('patchText'),
  patch: patch('patchText'),
  read: file('read', 'filePath'),
  ...harmlessTools('glob grep list lsp webfetch websearch codesearch task todowrite todoread skill question invalid'),
  ...harmlessTools('plan_enter plan_exit'),
};

const dialect: Dialect = {
  agent: 'opencode',
  phases: {
    'tool.execute.before': 'pre',
    'tool.execute.after': 'post',
    'chat.message': 'prompt',
    'session.created': 'start',
    'session.deleted': 'end',
    'session.idle': 'said',
  },
  tools,
  mcp,
  callId: (event) => nameOf(event['call_id']),
  outcome,
  said: (event) => textOf(objectOf(event['reasoning'])?.['text']),
};

/** `<server>_<tool>` without any mark of its own: whatever else has an underscore is taken for an MCP tool. */
function mcp(tool: string): McpTool | undefined {
  const [, server, name] = /^([^_]+)_(.+)$/s.exec(tool) ?? [];
  return server === undefined || name === undefined ? undefined : { server, tool: name };
}

function outcome(event: JsonObject): Outcome {
  const response = objectOf(event['tool_response']);
  return { exitCode: numberOf(objectOf(response?.['metadata'])?.['exit']), output: textOf(response?.['output']) ?? contentText(response?.['content']) };
}

/** The plugin's event in the members of the common reader. */
function snakeCase(event: JsonObject): JsonObject {
  const input = objectOf(event['input']);
  const output = objectOf(event['output']);
  const bus = objectOf(event['event']);
  const properties = objectOf(bus?.['properties']);
  const hook = textOf(event['hook']);
  return definedOnly({
    hook_event_name: hook === 'event' ? nameOf(bus?.['type']) : hook,
    session_id: input?.['sessionID'] ?? properties?.['sessionID'] ?? objectOf(properties?.['info'])?.['id'],
    cwd: objectOf(event['plugin'])?.['directory'],
    tool_name: input?.['tool'],
    tool_input: hook === 'tool.execute.before' ? output?.['args'] : input?.['args'],
    tool_response: hook === 'tool.execute.after' ? output : undefined,
    call_id: input?.['callID'],
    prompt: hook === 'chat.message' ? contentText(output?.['parts']) : undefined,
    reasoning: event['reasoning'],
    model: event['model'],
    agent_id: event['parent'] === undefined ? undefined : input?.['sessionID'],
    agent_type: event['parent'] === undefined ? undefined : event['agent'],
  });
}

function parse(value: unknown): AgentEvent {
  const event = objectOf(value);
  const read = readHookEvent(event === undefined ? value : snakeCase(event), dialect);
  return read.kind === 'proposal' ? { ...read, reasoning: reasoningOf(event ?? {}) } : read;
}

function reasoningOf(event: JsonObject): Reasoning {
  const kept = (text: unknown): string | undefined => {
    const words = nameOf(text);
    return words === undefined ? undefined : clipped(words, 16_384);
  };
  const seen = objectOf(event['reasoning']);
  const reasoning: Reasoning = definedOnly({ source: 'hook' as const, thinking: kept(seen?.['thinking']), text: kept(seen?.['text']), prompt: kept(event['prompt']), model: nameOf(event['model']) });
  return Object.keys(reasoning).length === 1 ? { source: 'none' } : reasoning;
}

/** opencode, through our plugin: a denial is thrown there as the tool's error; everything else goes on. */
export const opencode: Adapter = {
  id: 'opencode',
  capabilities: { ask: 'none', allow: 'silent-only', rewrite: true, shell: 'fresh', failMode: 'closed', timeoutMs: 3_600_000, deadlineMs: 3_585_000 },
  parse,
  render: (answer, event) => replyTo(event, answer, { deny: (reason) => ({ decision: 'deny', reason }), rewrite: (_, args) => ({ decision: 'rewrite', args }) }),
  reasoning: () => ({ source: 'none' }),
  calls: () => [],
};
