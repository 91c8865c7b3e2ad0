import type { Effect } from '../verdict.ts';
import type { PathUse, Place, Scope } from './handler.ts';
import { nameOf, type Argument, type Invocation } from './invocation.ts';
import { connectionOf } from './connection.ts';
import { languages, type Language, type Role } from './programTable.ts';
import { variableEffects } from './variables.ts';

/** What a role is judged with. */
export interface RoleContext {
  readonly rule: string;
  readonly scope: Scope;
  readonly place: Place | undefined;
  /** Variables set in front of an inner command. */
  readonly inner: ReadonlyMap<string, string | undefined> | undefined;
  readonly invocation: Invocation;
}

/** The effects of one word by its role. */
export function roleEffects(role: Role, argument: Argument, context: RoleContext): readonly Effect[] {
  const { rule, scope, place, invocation } = context;
  const { text, raw, span } = argument;
  const unknown = (what: string): readonly Effect[] => [scope.uninspectable(rule, `${what} \`${raw}\` is not known before it runs`, span)];
  switch (role) {
    case 'read':
    case 'write':
      // A dash is the standard output.
      if (text === '-') return [];
      return pathUse(role, argument, context);
    case 'empty':
    case 'append':
    case 'make':
    case 'delete':
    case 'move':
      return pathUse(role, argument, context);
    case 'replace':
      if (text === '-') return [];
      return scope.path(scope.stdin?.text === '' ? 'empty' : 'replace', argument, rule);
    case 'shell':
      return text === undefined ? unknown('the command') : scope.shell(text, span, place);
    case 'program':
      return scope.command([argument], span, place);
    case 'opaque':
      return [scope.uninspectable(rule, `\`${raw}\` makes \`${invocation.program}\` run something that cannot be looked into`, span)];
    case 'command':
      return scope.command([argument], span, place, context.inner);
    case 'assignment':
      return assignmentEffects(text, argument, scope);
    case 'sql':
      return text === undefined ? unknown('the statement') : scope.sql(text, connectionOf(invocation, scope), span, nameOf(invocation));
    case 'sql-file':
      return sqlFile(argument, context);
    case 'package':
      return packageEffects(argument, context);
    case 'package-script':
      return text === undefined ? unknown('the script') : scope.packageScript(text, span);
    case 'data':
      return /^fileb?:\/\//.test(text ?? '') ? scope.path('read', { ...argument, text: text?.replace(/^fileb?:\/\//, '') }, rule) : [];
    case 'mount':
    case 'image':
    case 'workdir':
    case 'url':
    case 'connection':
    case 'environment':
    case 'host':
    case 'ref':
    case 'remote':
    case 'pathspec':
    case 'make-target':
    case 'just-target':
    case 'task-target':
      return [];
    default:
      return languageEffects(role, argument, context);
  }
}

/** `gcc @options`: the words stand in a file. */
function pathUse(role: PathUse, argument: Argument, { rule, scope }: RoleContext): readonly Effect[] {
  const { text } = argument;
  return [...scope.path(role, argument, rule), ...(text?.startsWith('@') === true && text.length > 1 ? scope.path('read', { ...argument, text: text.slice(1) }, rule) : [])];
}

function languageEffects(role: `code:${Language}` | `script:${Language}`, argument: Argument, { rule, scope, place }: RoleContext): readonly Effect[] {
  const [kind, name] = role.split(':');
  const language = languages.find((one) => one === name) ?? 'other';
  if (kind === 'script') return scope.script(language, argument, rule);
  if (argument.text === undefined) return [scope.uninspectable(rule, `the ${language} code \`${argument.raw}\` is not known before it runs`, argument.span)];
  return language === 'shell' ? scope.shell(argument.text, argument.span, place) : scope.code(language, argument.text, argument.span);
}

function assignmentEffects(text: string | undefined, argument: Argument, scope: Scope): readonly Effect[] {
  const at = text?.indexOf('=') ?? -1;
  return text === undefined || at < 0 ? [] : variableEffects(text.slice(0, at), text.slice(at + 1), scope, argument.span);
}

function sqlFile(argument: Argument, { rule, scope, invocation }: RoleContext): readonly Effect[] {
  const path = argument.text === undefined ? undefined : scope.resolve(argument.text);
  const text = path === undefined ? undefined : scope.readText(path);
  if (text === undefined) return [scope.uninspectable(rule, `the statements in \`${argument.raw}\` could not be read`, argument.span, { kind: 'database', blastRadius: scope.connectionRadius(connectionOf(invocation, scope)) })];
  return scope.sql(text, connectionOf(invocation, scope), argument.span, nameOf(invocation));
}

function packageEffects(argument: Argument, { rule, scope }: RoleContext): readonly Effect[] {
  const text = argument.text;
  if (text === undefined) return [scope.uninspectable(rule, `the package \`${argument.raw}\` is not known before it runs`, argument.span)];
  if (!/^(?:https?:|git[+:@]|git:|ssh:|github:|gitlab:|bitbucket:|[^@/]+\/[^@/]+#?)|\.git(?:#|$)|\.t(?:ar\.)?gz$|^[\w-]+\/[\w-]+$/.test(text) || text.startsWith('@') || text.startsWith('.')) return [];
  return [scope.effect({ kind: 'package', reversibility: 'irreversible', blastRadius: 'machine', rule: 'package.unknown-source', posture: 'ask', reason: `installs \`${text}\` from outside the registry: its scripts run on this machine` }, argument.span)];
}
