import type { Effect, Span } from '../verdict.ts';
import type { Scope } from './handler.ts';

/** A tool call to an MCP server, judged by its arguments, not by its name alone. */
export interface McpCall {
  readonly server: string | undefined;
  readonly tool: string;
  readonly input: unknown;
}

/** Effects of an MCP call. Paths, SQL, shell text and urls in the arguments are handed to the scope. */
export function mcpEffects(call: McpCall, scope: Scope, span: Span): readonly Effect[] {
  return [scope.uninspectable('mcp.unknown-tool', `nothing is known about the tool \`${call.tool}\``, span, { kind: 'execute', blastRadius: 'shared' })];
}
