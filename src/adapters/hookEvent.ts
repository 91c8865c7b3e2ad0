import type { AgentId, Proposal } from '../core/action.ts';
import type { AgentEvent } from './adapter.ts';
import type { JsonObject } from './jsonFields.ts';
import { clipped, definedOnly, nameOf, numberOf, objectOf, ownMember, textOf } from './jsonFields.ts';
import type { McpTool, ToolTable } from './toolTable.ts';
import { actionsOf } from './toolTable.ts';

/** What an event name means. Names that stand in no table are ignored, unless the event carries a tool call. */
export type Phase = 'pre' | 'post' | 'failure' | 'prompt' | 'said' | 'start' | 'end' | 'ignored';

/** The end of a tool call as one agent words it. `exitCode` counts only where a command ran. */
export interface Outcome {
  readonly failed?: boolean;
  readonly exitCode?: number | undefined;
  readonly output?: string | undefined;
}

/** One agent's dialect of the hook event that began with Claude Code: snake_case members, `hook_event_name`, `tool_name`. */
export interface Dialect {
  readonly agent: AgentId;
  readonly phases: Readonly<Record<string, Phase>>;
  readonly tools: ToolTable;
  /** Recognises an MCP tool by its name (and whatever else the event carries). */
  readonly mcp: (tool: string, event: JsonObject) => McpTool | undefined;
  readonly callId: (event: JsonObject) => string | undefined;
  readonly outcome: (event: JsonObject) => Outcome;
  /** What was said last, on an event of phase `said`. */
  readonly said: (event: JsonObject) => string | undefined;
}

/** Longest tool output that is kept, in UTF-16 units. */
const outputLimit = 16_384;

/** Longest stated intent, prompt or last word that is kept, in UTF-16 units. */
const wordsLimit = 16_384;

/** Members in which models explain a call. */
const intentMembers = ['explanation', 'goal', 'description', 'instruction', 'justification'] as const;

/** Reads one event of the dialect. Never throws; what could be an unrecognised proposal is `invalid`. */
export function readHookEvent(value: unknown, dialect: Dialect): AgentEvent {
  const event = objectOf(value);
  if (event === undefined) return { kind: 'invalid', problem: 'the event is not a JSON object' };
  const name = nameOf(event['hook_event_name']);
  const hasTool = event['tool_name'] !== undefined || event['tool_input'] !== undefined;
  if (name === undefined && !hasTool) return { kind: 'invalid', problem: 'the event has no name (hook_event_name) and no tool call' };
  const session = nameOf(event['session_id']) ?? 'unknown';
  const place = definedOnly({ session, cwd: nameOf(event['cwd']) });
  const phase = (name === undefined ? undefined : ownMember(dialect.phases, name)) ?? (hasTool ? 'pre' : 'ignored');
  const ignored: AgentEvent = { kind: 'ignored', event: name ?? 'unnamed' };
  switch (phase) {
    case 'pre': {
      const proposal = proposalOf(event, dialect);
      return proposal === undefined ? { kind: 'invalid', problem: 'the event proposes a tool call but has no tool name (tool_name)' } : { kind: 'proposal', proposal };
    }
    case 'post':
    case 'failure': {
      const proposal = proposalOf(event, dialect);
      return proposal === undefined ? ignored : definedOnly({ kind: 'outcome' as const, proposal, ...ending(event, proposal, phase === 'failure' ? failure(event) : dialect.outcome(event)) });
    }
    case 'prompt': {
      const text = nameOf(event['prompt']);
      return text === undefined ? ignored : { kind: 'prompt', ...place, text: clipped(text, wordsLimit) };
    }
    case 'said': {
      const text = clipped(dialect.said(event)?.trim() ?? '', wordsLimit);
      if (text !== '') return { kind: 'said', ...place, text };
      const speaker = speakerOf(event, dialect);
      return speaker.session.transcriptPath === undefined ? ignored : { kind: 'said', ...place, text, speaker };
    }
    case 'start':
    case 'end':
      return { kind: 'session', ...place, phase };
    case 'ignored':
      return ignored;
  }
}

function proposalOf(event: JsonObject, dialect: Dialect): Proposal | undefined {
  const tool = nameOf(event['tool_name']);
  if (tool === undefined) return undefined;
  const input = event['tool_input'];
  const actions = actionsOf(dialect.tools, tool, input, nameOf(event['cwd']), dialect.mcp(tool, event));
  // The description in the arguments of an MCP tool is part of what it does, not a word about it.
  const intent = actions.some(({ kind }) => kind === 'mcp') ? undefined : statedIntent(input);
  return definedOnly({ ...speakerOf(event, dialect), callId: dialect.callId(event), tool, input, actions, statedIntent: intent });
}

function speakerOf(event: JsonObject, { agent }: Dialect): Pick<Proposal, 'actor' | 'session'> {
  return {
    actor: definedOnly({ agent, subagentId: nameOf(event['agent_id']), subagentType: nameOf(event['agent_type']), model: nameOf(event['model']) }),
    session: definedOnly({
      id: nameOf(event['session_id']) ?? 'unknown',
      cwd: nameOf(event['cwd']),
      transcriptPath: nameOf(event['transcript_path']),
      turnId: nameOf(event['turn_id']) ?? nameOf(event['prompt_id']),
      permissionMode: nameOf(event['permission_mode']),
    }),
  };
}

function statedIntent(input: unknown): string | undefined {
  const members = objectOf(input);
  const words = intentMembers.flatMap((member) => nameOf(members?.[member]) ?? []);
  return words.length === 0 ? undefined : clipped([...new Set(words)].join(' — '), wordsLimit);
}

const failure = (event: JsonObject): Outcome => {
  const output = textOf(event['error']);
  return { failed: true, exitCode: exitCodeIn(output), output };
};

/** What was read is not kept: it may hold secrets, and it changed nothing. */
function ending(event: JsonObject, { actions }: Proposal, { failed = false, exitCode, output }: Outcome): Omit<Extract<AgentEvent, { kind: 'outcome' }>, 'kind' | 'proposal'> {
  const ran = actions.some(({ kind }) => kind === 'shell' || kind === 'shell-input' || kind === 'task');
  const reading = actions.every((action) => action.kind === 'harmless' || (action.kind === 'file' && action.change.operation === 'read'));
  const code = ran ? exitCode : undefined;
  return definedOnly({
    ok: !failed && (code === undefined || code === 0),
    exitCode: code,
    output: output === undefined || (reading && !failed) ? undefined : clipped(output, outputLimit),
    durationMs: numberOf(event['duration_ms']),
  });
}

/** The exit code that a text of the agent names last (`Exit code 1`, `exit code: 3`); the command itself may forge it. */
export function exitCodeIn(text: string | undefined): number | undefined {
  const found = [...(text ?? '').matchAll(/\bexit(?:ed with)? code:? (\d{1,3})\b/gi)].at(-1)?.[1];
  return found === undefined ? undefined : Number(found);
}
