import type { Effect, Span } from '../../verdict.ts';
import type { Scope } from '../handler.ts';
import { httpEffects, wordOf } from '../http.ts';
import type { McpCall } from '../mcp.ts';
import { argumentTexts, listMember, textMember } from './argumentText.ts';
import { nameParts } from './toolName.ts';

const browserServers = /playwright|puppeteer|browser|chrome|devtools|selenium|stagehand|webdriver/i;
const looking = new Set('navigate goto back forward reload snapshot screenshot hover scroll wait resize tabs tab console network close new list get select page pages take messages requests request for emulate performance trace start stop analyze insight pdf save url title content text html visible history install run test generate locator verify assert'.split(' '));
/** Words on buttons behind which things are gone. */
const destructiveText = /\b(?:delete|remove|destroy|drop|erase|wipe|reset|terminate|deactivate|purge|revoke|unpublish|uninstall|discard|empty|archive|cancel (?:plan|subscription)|transfer|pay|purchase|buy|confirm|publish|deploy|merge)\b/i;

/** Effects of a tool that drives a browser; undefined when the call is none. What is clicked is judged by its text. */
export function browserEffects(call: McpCall, scope: Scope, span: Span): readonly Effect[] | undefined {
  const parts = nameParts(call.tool);
  const isBrowser = browserServers.test(call.server ?? '') || parts[0] === 'browser' || parts[0] === 'puppeteer' || parts[0] === 'playwright';
  if (!isBrowser) return undefined;
  const has = (...verbs: readonly string[]): boolean => verbs.some((verb) => parts.includes(verb));
  const url = textMember(call.input, 'url');
  if (has('evaluate', 'script', 'code', 'unsafe')) return codeEffects(call, scope, span);
  if (has('upload')) return uploads(call, scope, span);
  if (has('click', 'dblclick', 'tap', 'act', 'drag', 'check', 'press', 'key', 'type', 'fill', 'form', 'select', 'option', 'dialog', 'submit', 'drop', 'file')) return [gesture(call, parts, scope, span)];
  const known = parts.filter((part) => !['browser', 'puppeteer', 'playwright'].includes(part)).every((part) => looking.has(part));
  if (!known) return undefined;
  if (url !== undefined) return httpEffects({ method: 'GET', url: wordOf(url, span), body: undefined, sends: [] }, scope, span);
  return [scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'shared', rule: 'browser.look', reason: 'looks at a page' }, span)];
}

function codeEffects(call: McpCall, scope: Scope, span: Span): readonly Effect[] {
  const code = textMember(call.input, 'function', 'script', 'code', 'expression', 'pagefunction');
  if (code === undefined) return [scope.uninspectable('browser.code', 'runs code in the page that is not in the call', span, { kind: 'execute', blastRadius: 'shared' })];
  const acts = /\.(?:click|dblclick|submit|requestSubmit|dispatchEvent|press|tap|fill|type|check|selectOption|setInputFiles)\s*\(|\bsendBeacon\s*\(|\bXMLHttpRequest\b/.test(code);
  return [...scope.code('javascript', code, span), ...(acts ? [scope.uninspectable('browser.code-acts', 'the code clicks or sends something in a page', span, { kind: 'network', blastRadius: 'shared' })] : [])];
}

function uploads(call: McpCall, scope: Scope, span: Span): readonly Effect[] {
  const single = textMember(call.input, 'path', 'filepath', 'file');
  const files = [...(single === undefined ? [] : [single]), ...(listMember(call.input, 'paths', 'files') ?? [])];
  return httpEffects({ method: 'POST', url: undefined, body: undefined, sends: files.map((file) => wordOf(file, span)) }, scope, span);
}

/** A click, key or text: its own words say what it does; without words nobody can tell. */
function gesture(call: McpCall, parts: readonly string[], scope: Scope, span: Span): Effect {
  const texts = argumentTexts(call.input).texts.filter(({ key }) => !/^(?:ref|uid|button|modifiers|filename|index)$/.test(key)).map(({ text }) => text);
  const words = texts.join(' ');
  const at = { kind: 'other', name: `${call.server ?? 'browser'}: ${words.slice(0, 80)}` } as const;
  if (destructiveText.test(words)) {
    return scope.effect({ kind: 'network', reversibility: 'irreversible', blastRadius: 'shared', rule: 'browser.destructive-text', reason: `acts on \`${words.slice(0, 60)}\`, which may delete or confirm`, target: at }, span);
  }
  const accepts = parts.includes('dialog') && JSON.stringify(call.input ?? '').includes('true');
  const typing = parts.some((part) => ['type', 'fill', 'form', 'select', 'option', 'check', 'press', 'key', 'hover'].includes(part));
  if (accepts || (!typing && !parts.includes('dialog') && words.trim() === '')) {
    return scope.uninspectable('browser.unnamed', accepts ? 'confirms a dialog whose question is not in the call' : 'clicks something whose text is not in the call', span, { kind: 'network', blastRadius: 'shared', reversibility: 'irreversible', target: at });
  }
  return scope.effect({ kind: 'network', reversibility: 'reversible', blastRadius: 'workspace', rule: 'browser.gesture', reason: 'works in a page', target: at }, span);
}
