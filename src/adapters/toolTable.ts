import type { Action, FileChange, ShellDialect } from '../core/action.ts';
import { absolutePath, shellOf } from './absolutePath.ts';
import type { JsonObject } from './jsonFields.ts';
import { definedOnly, listOf, nameOf, objectOf, ownMember, textOf } from './jsonFields.ts';
import { patchChanges } from './patch.ts';

/** One tool call as a row sees it. `cwd` is the agent's working directory where it was sent. */
export interface ToolCall {
  readonly tool: string;
  readonly input: JsonObject;
  readonly cwd: string | undefined;
}

/** What one tool does, read from its input. Undefined: the input has not the shape that the tool is known by. */
export type ToolRow = (call: ToolCall) => readonly Action[] | undefined;

/** The tools that an agent is known to have, by the name its hook sends. What is missing here is risky. */
export type ToolTable = Readonly<Record<string, ToolRow>>;

/** An MCP tool, as far as the agent's way of naming tells. */
export interface McpTool {
  readonly server?: string;
  readonly tool: string;
}

/**
 * The actions of one call. INVARIANT: never empty; a tool that is in no table, or whose input is not understood, is one
 * action of kind `tool`.
 */
export function actionsOf(table: ToolTable, tool: string, input: unknown, cwd: string | undefined, mcp: McpTool | undefined): readonly Action[] {
  const row = ownMember(table, tool);
  const actions = row?.({ tool, input: objectOf(input) ?? {}, cwd });
  if (actions !== undefined && actions.length > 0) return actions;
  if (row === undefined && mcp !== undefined) return [definedOnly({ kind: 'mcp' as const, server: mcp.server, tool: mcp.tool, input })];
  return [{ kind: 'tool', tool, input }];
}

/** Reading, searching, planning and talking: nothing that outlives the call. */
export const harmless: ToolRow = ({ tool }) => [{ kind: 'harmless', tool }];

/** The harmless row for each of the names, which are separated by blanks. */
export const harmlessTools = (names: string): ToolTable => Object.fromEntries(names.split(' ').map((name) => [name, harmless]));

export interface ShellOptions {
  /** Member with the command line; `command` where not given. */
  readonly command?: string;
  /** Member that changes the working directory. */
  readonly directory?: string;
  /** Members that would change what runs in another version of the agent: with one of them the call is risky. */
  readonly unread?: readonly string[];
  readonly dialect?: ShellDialect;
  readonly background?: (input: JsonObject) => boolean;
}

/** A command line for a shell. */
export function shell(options: ShellOptions = {}): ToolRow {
  return ({ input, cwd }) => {
    const command = textOf(input[options.command ?? 'command']);
    if (command === undefined || options.unread?.some((member) => input[member] !== undefined) === true) return undefined;
    const directory = options.directory === undefined ? undefined : nameOf(input[options.directory]);
    const where = directory === undefined ? cwd : absolutePath(cwd, directory);
    const background = options.background?.(input) === true ? true : undefined;
    return [definedOnly({ kind: 'shell' as const, command, dialect: options.dialect ?? shellOf(cwd), cwd: where, background })];
  };
}

/** Text typed into a live terminal: whatever runs there reads it. */
export const typed = (text: string, terminal: string): ToolRow => ({ input }) => {
  const typedText = textOf(input[text]);
  return typedText === undefined ? undefined : [definedOnly({ kind: 'shell-input' as const, text: typedText, terminal: nameOf(input[terminal]) })];
};

/** One file, `operation` at the path in member `path`; `before` and `after` name the members that hold the texts. */
export const file = (operation: FileChange['operation'], path: string, before?: string, after?: string): ToolRow => ({ input, cwd }) => {
  const target = nameOf(input[path]);
  if (target === undefined) return undefined;
  const text = (member: string | undefined): string | undefined => (member === undefined ? undefined : textOf(input[member]));
  return [{ kind: 'file', change: definedOnly({ operation, path: absolutePath(cwd, target), before: text(before), after: text(after) }) }];
};

/** A row for each member of the list in `member`, with the outer input behind it. All must be understood. */
export const each = (member: string, row: ToolRow): ToolRow => (call) => {
  const actions: Action[] = [];
  for (const item of listOf(call.input[member])) {
    const members = objectOf(item);
    const found = members === undefined ? undefined : row({ ...call, input: { ...call.input, ...members } });
    if (found === undefined) return undefined;
    actions.push(...found);
  }
  return actions.length > 0 ? actions : undefined;
};

/** A patch in the apply_patch format: one action for each file. Exactly one of the members may hold it. */
export const patch = (...members: readonly string[]): ToolRow => ({ input, cwd }) => {
  const texts = members.flatMap((member) => (input[member] === undefined ? [] : [input[member]]));
  const text = texts.length === 1 ? textOf(texts[0]) : undefined;
  return text === undefined ? undefined : patchChanges(text, cwd)?.map((change) => ({ kind: 'file' as const, change }));
};
