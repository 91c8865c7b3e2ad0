import type { Effect, Span } from '../../verdict.ts';
import type { EffectDraft, Scope } from '../handler.ts';
import { wordOf } from '../http.ts';
import type { McpCall } from '../mcp.ts';
import { listMember, textMember } from './argumentText.ts';
import { servers, type Deed } from './servers.ts';
import { claimOf, nameParts } from './toolName.ts';

/** What the table of a well-known server says about a call. */
export type KnownTool = { readonly kind: 'deed'; readonly deed: Deed; /** The table names the tool; else its name only says that it writes. */ readonly named: boolean } | { readonly kind: 'command'; readonly effects: readonly Effect[] };

/** Looks a call up in the tables; undefined = the server or the tool is in none. */
export function knownTool(call: McpCall, scope: Scope, span: Span): KnownTool | undefined {
  const server = nameParts(call.server ?? '').join('-');
  const table = server === '' ? undefined : servers.find((one) => new RegExp(one.server).test(server));
  if (table === undefined) return undefined;
  const names = toolNames(call);
  const command = Object.entries(table.commands ?? {}).find(([patterns]) => matchesAny(names, patterns));
  if (command !== undefined) return { kind: 'command', effects: scope.command(commandWords(command[1], call.input).map((word) => wordOf(word, span)), span) };
  const named = deedOrder.find((deed) => matchesAny(names, table.deeds?.[deed] ?? ''));
  const deed = named ?? (claimOf(call.tool) === 'write' ? table.writes : undefined);
  return deed === undefined ? undefined : { kind: 'deed', deed, named: named !== undefined };
}

/** The tool's name as it is, and without the server's own in front of it. */
function toolNames(call: McpCall): readonly string[] {
  const parts = nameParts(call.tool);
  const own = nameParts(call.server ?? '');
  const first = parts[0] ?? '';
  return [parts.join('_'), ...(parts.length > 1 && (own.includes(first) || /^(?:mcp|api|tool)$/.test(first)) ? [parts.slice(1).join('_')] : [])];
}

/** Where two patterns fit, the graver deed counts. */
const deedOrder: readonly Deed[] = ['lose', 'send', 'run', 'deploy', 'secret', 'change', 'add', 'local', 'note', 'read'];

function matchesAny(names: readonly string[], patterns: string): boolean {
  return patterns !== '' && patterns.split('|').some((pattern) => names.some((name) => matches(name, pattern)));
}

/** `*` stands for any characters. */
function matches(name: string, pattern: string): boolean {
  const [start = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  if (!name.startsWith(start)) return false;
  let at = start.length;
  for (const [index, part] of rest.entries()) {
    if (index === rest.length - 1) return name.length - part.length >= at && name.endsWith(part);
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

/** The words of a command template with the call's arguments in place. */
function commandWords(template: string, input: unknown): readonly string[] {
  const words: string[] = [];
  for (const word of template.split(' ')) {
    const found = /^\{(?:(-\w+)=)?(\w+)(\.\.\.|\?(.+))?\}$/.exec(word);
    if (found === null) {
      words.push(word);
      continue;
    }
    const [, option, name = '', form, flag] = found;
    const values = argument(name, form, flag, input);
    if (values.length === 0 && form === undefined && isOptionWithValue(words.at(-1))) words.pop();
    words.push(...values.flatMap((value) => (option === undefined ? [value] : [option, value])));
  }
  return words;
}

/** Options of the templates whose value is the argument behind them. */
const isOptionWithValue = (word: string | undefined): boolean => ['-n', '--context', '-l', '-f', '-m', '--replicas', '--name', '--stack'].includes(word ?? '');

function argument(name: string, form: string | undefined, word: string | undefined, input: unknown): readonly string[] {
  if (word !== undefined) return isTrue(name, input) ? [word] : [];
  if (form === '...') return listMember(input, name) ?? (textMember(input, name)?.split(/\s+/) ?? []);
  const value = textMember(input, name) ?? numberMember(name, input);
  return value === undefined || value === '' ? [] : [value];
}

function member(name: string, input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return undefined;
  return Object.entries(input).find(([key]) => key.toLowerCase().replace(/[_-]/g, '') === name)?.[1];
}

const isTrue = (name: string, input: unknown): boolean => [true, 'true', 1, '1', 'hard'].some((one) => one === member(name, input)) || (name === 'hard' && member('mode', input) === 'hard');

function numberMember(name: string, input: unknown): string | undefined {
  const value = member(name, input);
  return typeof value === 'number' ? String(value) : undefined;
}

/** What a deed is on the two axes; `radius` is the place that the call names. */
export function deedDraft(deed: Deed, tool: string, radius: 'shared' | 'production'): EffectDraft {
  const draft = (kind: EffectDraft['kind'], reversibility: EffectDraft['reversibility'], reason: string, more: Partial<EffectDraft> = {}): EffectDraft => ({ kind, reversibility, blastRadius: radius, rule: `mcp.${deed}`, reason, ...more });
  switch (deed) {
    case 'read':
      return draft('read', 'read-only', `\`${tool}\` reads`);
    case 'note':
      return draft('write', 'reversible', 'keeps notes for the agent', { blastRadius: 'workspace' });
    case 'local':
      return draft('write', 'reversible', 'changes this checkout', { blastRadius: 'workspace' });
    case 'add':
      return draft('network', 'reversible', `\`${tool}\` makes something that one step takes away again`);
    case 'change':
      return draft('network', 'recoverable', `\`${tool}\` changes what others use`);
    case 'send':
      return draft('network', 'irreversible', `\`${tool}\` reaches people or moves money; it cannot be called back`);
    case 'lose':
      return draft('infrastructure', 'irreversible', `\`${tool}\` deletes what nobody brings back`);
    case 'deploy':
      return draft('deploy', 'recoverable', `\`${tool}\` puts a version in front of users`, { blastRadius: 'production' });
    case 'secret':
      return draft('secret', 'recoverable', `\`${tool}\` shows a credential to the agent`);
    case 'run':
      return draft('execute', 'irreversible', `\`${tool}\` starts something that the call does not show`);
  }
}
