import type { Effect, Span } from '../verdict.ts';
import { taskEffects } from '../resolve/task.ts';
import type { Scope } from './handler.ts';
import { argumentTexts, textMember } from './mcp/argumentText.ts';
import { browserEffects } from './mcp/browser.ts';
import { hiddenEffects } from './mcp/doors.ts';
import { fileToolEffects, isFileTool } from './mcp/fileTool.ts';
import { claimOf, nameParts, type NameClaim } from './mcp/toolName.ts';

/** A tool call to an MCP server, judged by its arguments, not by its name alone. */
export interface McpCall {
  readonly server: string | undefined;
  readonly tool: string;
  readonly input: unknown;
}

/** Tools that keep notes for the agent itself. */
const noteTools = /^(?:sequential_?thinking|think|todo_?(?:write|read)|add_observations|create_(?:entities|relations)|open_nodes|read_graph|search_nodes)$/i;
/** Deleting a small thing that its service keeps a history of. */
const minor = /(?:^|_)(?:label|reaction|comment|assignee|reviewer|bookmark|star|watcher|tag|member|filter|breakpoint|highlight)s?(?:_|$)/i;

/**
 * Effects of an MCP call. Paths, SQL, shell text, code and urls in the arguments are handed to the scope; the name of the
 * tool can only raise what they give. A tool that is not understood at all asks.
 */
export function mcpEffects(call: McpCall, scope: Scope, span: Span): readonly Effect[] {
  const found = argumentTexts(call.input);
  if (!found.complete) return [scope.uninspectable('mcp.limit', `the arguments of \`${call.tool}\` are too large to be read`, span, { kind: 'network', blastRadius: 'shared' })];
  const label = /^run_?task$/i.test(call.tool) ? textMember(call.input, 'label', 'task', 'id') : undefined;
  if (label !== undefined) return taskEffects(label, undefined, scope);
  if (isFileTool(call)) return fileToolEffects(call, scope, span);
  const browser = browserEffects(call, scope, span);
  if (browser !== undefined) return browser;
  const inside = hiddenEffects(call, found.texts, scope, span);
  const claim = claimOf(call.tool);
  // What a query or command does is known from its text: a name like `execute_sql` adds nothing to it.
  if (inside.decisive && claim !== 'destroy') return inside.effects;
  return [...inside.effects, nameEffect(call, claim, scope, span)];
}

function nameEffect(call: McpCall, claim: NameClaim, scope: Scope, span: Span): Effect {
  const name = call.server === undefined ? call.tool : `${call.server}/${call.tool}`;
  const place = { kind: 'other', name } as const;
  const blastRadius = scope.isProduction(JSON.stringify(call.input ?? '').toLowerCase().slice(0, 2000)) ? 'production' : 'shared';
  if (noteTools.test(call.tool)) return scope.effect({ kind: 'write', reversibility: 'reversible', blastRadius: 'workspace', rule: 'mcp.notes', reason: 'keeps notes for the agent', target: place }, span);
  if (nameParts(call.server ?? '').includes('git') && /^git_(?:add|commit|create_branch|checkout|stash|init|branch)$/.test(call.tool)) {
    return scope.effect({ kind: 'git-history', reversibility: 'reversible', blastRadius: 'workspace', rule: 'mcp.git-local', reason: 'changes the local repository', target: place }, span);
  }
  switch (claim) {
    case 'read':
      return scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius, rule: 'mcp.read', reason: `\`${call.tool}\` reads`, target: place }, span);
    case 'destroy':
      return scope.effect(
        { kind: 'infrastructure', reversibility: minor.test(call.tool) ? 'recoverable' : 'irreversible', blastRadius, rule: 'mcp.destroy', reason: `\`${call.tool}\` says that it deletes or resets`, target: place },
        span,
      );
    case 'write':
      return scope.effect({ kind: 'network', reversibility: 'recoverable', blastRadius, rule: 'mcp.write', reason: `\`${call.tool}\` changes something outside this machine`, target: place }, span);
    case 'unknown':
      return scope.uninspectable('mcp.unknown-tool', `nothing is known about the tool \`${call.tool}\``, span, { kind: 'execute', blastRadius, target: place });
  }
}
