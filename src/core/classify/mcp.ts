import { withAnswer, type TrustOffer } from '../trust/trust.ts';
import type { Effect, Span } from '../verdict.ts';
import { taskEffects } from '../resolve/task.ts';
import type { Scope } from './handler.ts';
import { wordOf } from './http.ts';
import { argumentTexts, textMember } from './mcp/argumentText.ts';
import { browserEffects } from './mcp/browser.ts';
import { hiddenEffects } from './mcp/doors.ts';
import { fileToolEffects, isFileTool, pathsOf } from './mcp/fileTool.ts';
import { deedDraft, knownTool } from './mcp/knownTool.ts';
import type { Deed } from './mcp/servers.ts';
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
  const known = knownTool(call, scope, span);
  if (known?.kind === 'command') return known.effects;
  const inside = hiddenEffects(call, found.texts, scope, span);
  if (known !== undefined && (!inside.decisive || (known.named && grave.has(known.deed)))) return [...inside.effects, ...writtenPaths(call, known.deed, scope, span), deedEffect(call, known.deed, scope, span), ...(claimOfArguments(call.input) === 'destroy' ? [nameEffect(call, 'destroy', scope, span)] : [])];
  const claim = strictest(claimOf(call.tool), claimOfArguments(call.input));
  // What a query or command does is known from its text: a name like `execute_sql` adds nothing to it.
  if (inside.decisive && claim !== 'destroy') return inside.effects;
  return [...inside.effects, nameEffect(call, claim, scope, span)];
}

const strictness: readonly NameClaim[] = ['read', 'unknown', 'write', 'destroy'];
const strictest = (one: NameClaim, other: NameClaim): NameClaim => (strictness.indexOf(one) >= strictness.indexOf(other) ? one : other);

/** `action: "delete"`, `delete: true`: a tool for several things says in its arguments which one it does. */
function claimOfArguments(input: unknown): NameClaim {
  const action = textMember(input, 'action', 'operation', 'op', 'verb', 'mode');
  const said = action === undefined || action.length > 40 ? 'read' : claimOf(action);
  const flag = /"(?:delete|destroy|drop|purge|remove|truncate|wipe|erase)\w*"\s*:\s*true/i.test(JSON.stringify(input ?? ''));
  return flag ? 'destroy' : said === 'unknown' ? 'read' : said;
}

/** Deeds that the text of a query or command in the call does not tell. */
const grave: ReadonlySet<Deed> = new Set(['lose', 'send', 'deploy', 'change']);

/** A tool that changes the checkout writes the files that its arguments name. */
function writtenPaths(call: McpCall, deed: Deed, scope: Scope, span: Span): readonly Effect[] {
  return deed === 'local' ? pathsOf(call.input).flatMap((path) => scope.path('write', wordOf(path, span), 'mcp.file-write')) : [];
}

function deedEffect(call: McpCall, deed: Deed, scope: Scope, span: Span): Effect {
  const draft = { ...deedDraft(deed, call.tool, placeOf(call, scope)), target: targetOf(call) };
  return deed === 'run' ? scope.uninspectable(draft.rule, draft.reason, span, draft) : scope.effect(draft, span);
}

const placeOf = (call: McpCall, scope: Scope): 'shared' | 'production' => (scope.isProduction(JSON.stringify(call.input ?? '').toLowerCase().slice(0, 2000)) ? 'production' : 'shared');

const targetOf = (call: McpCall): { readonly kind: 'other'; readonly name: string } => ({ kind: 'other', name: call.server === undefined ? call.tool : `${call.server}/${call.tool}` });

function nameEffect(call: McpCall, claim: NameClaim, scope: Scope, span: Span): Effect {
  const place = targetOf(call);
  const blastRadius = placeOf(call, scope);
  if (noteTools.test(call.tool)) return scope.effect({ kind: 'write', reversibility: 'reversible', blastRadius: 'workspace', rule: 'mcp.notes', reason: 'keeps notes for the agent', target: place }, span);
  switch (claim) {
    case 'read':
      return scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius, rule: 'mcp.read', reason: `\`${call.tool}\` reads`, target: place }, span);
    case 'destroy':
      return scope.effect(
        { kind: 'infrastructure', reversibility: minor.test(call.tool) ? 'recoverable' : 'irreversible', blastRadius, rule: 'mcp.destroy', reason: `\`${call.tool}\` says that it deletes or resets`, target: place },
        span,
      );
    case 'write':
      if (/^(?:create|add|new)$/.test(nameParts(call.tool)[0] ?? '')) return scope.effect({ kind: 'network', reversibility: 'recoverable', blastRadius, rule: 'mcp.create', reason: `\`${call.tool}\` makes something that others see`, target: place }, span);
      return scope.effect({ kind: 'network', reversibility: 'irreversible', blastRadius, rule: 'mcp.write', reason: `\`${call.tool}\` changes something, and nothing is known about how to bring it back`, target: place }, span);
    case 'unknown':
      return scope.uninspectable('mcp.unknown-tool', `nothing is known about the tool \`${call.tool}\``, span, { kind: 'execute', blastRadius, target: place, ...(blastRadius === 'production' ? {} : { trust: toolTrust(call, scope) }) });
  }
}

/** A tool that nothing is known about is asked about once in a workspace, like a program; what its arguments hold is judged each time. */
const toolTrust = ({ server, tool }: McpCall, scope: Scope): TrustOffer => withAnswer({ program: `mcp:${server ?? ''}`, verb: tool, scopes: ['verb'] }, scope.world.trusted());
