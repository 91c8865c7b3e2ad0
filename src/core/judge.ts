import type { Action, FileChange } from './action.ts';
import type { ProgramLookup } from './classify/programTable.ts';
import type { Scope } from './classify/handler.ts';
import type { Argument } from './classify/invocation.ts';
import { mcpEffects } from './classify/mcp.ts';
import type { Policy } from './policy/policy.ts';
import { disarmingEffects } from './resolve/editorSettings.ts';
import { toSlashes } from './resolve/lexicalPath.ts';
import { taskEffects } from './resolve/task.ts';
import { judgeCmd } from './shell/cmd.ts';
import { shellFound, shellLeft } from './session/shellMemory.ts';
import { newJudgement } from './shell/judgement.ts';
import { deceptiveCharacterOf } from './shell/limits.ts';
import { parsePosix } from './shell/posix.ts';
import { judgePowerShell } from './shell/powershell.ts';
import { createScope } from './shell/scope.ts';
import { ShellState } from './shell/state.ts';
import { Walker } from './shell/walker.ts';
import type { Effect, Span } from './verdict.ts';
import type { ShellFacts, World } from './world.ts';

export interface JudgeContext {
  readonly world: World;
  readonly policy: Policy;
  readonly programs: ProgramLookup;
  /** Told what a command would leave in the shell that runs it; only where the agent's shell outlives a call. */
  readonly onShellLeft?: (left: ShellFacts) => void;
  /** Told each file that an act writes whole, and the text it would hold, where the act itself says it. */
  readonly onWritten?: (path: string, text: string) => void;
}

/** The part of the pipeline between an action and its decision: parse → resolve → effects. Never throws on bad input. */
export type Judge = (action: Action, context: JudgeContext) => readonly Effect[];

/** The context, and what limits were reached by anything that began in it. */
interface Judging extends JudgeContext {
  readonly breaches: Effect[];
}

/** What an action would do. An internal error is an uninspectable effect: it asks, it never allows. */
export const judge: Judge = (action, context) => {
  try {
    const breaches: Effect[] = [];
    const found = effectsOf(action, { ...context, breaches });
    // Only what writes settings of the editor is looked at further.
    const effects = found.some(({ target }) => target?.kind === 'path' && /(?:settings|devcontainer)\.json$|\.code-workspace$/.test(target.path)) ? [...found, ...disarmingEffects(action, found)] : found;
    return withoutRepeats(breaches.length === 0 ? effects : [...effects, ...breaches]);
  } catch (error) {
    const text = error instanceof Error ? error.message : 'unknown error';
    return [{ kind: 'execute', reversibility: 'irreversible', blastRadius: 'machine', span: { start: 0, end: 0 }, uninspectable: true, rule: 'limit.internal-error', reason: `the judgement failed (${text})` }];
  }
};

/** The same effect reached by two ways (a word and the command around it) is one: the narrower span stays. Linear. */
function withoutRepeats(effects: readonly Effect[]): readonly Effect[] {
  if (effects.length < 2) return effects;
  const kept: Effect[] = [];
  const last = new Map<string, number>();
  for (const effect of effects) {
    const { span, ...rest } = effect;
    const key = JSON.stringify(rest);
    const at = last.get(key);
    const known = at === undefined ? undefined : kept[at];
    if (at === undefined || known === undefined || !(within(span, known.span) || within(known.span, span))) last.set(key, kept.push(effect) - 1);
    else if (within(span, known.span)) kept[at] = effect;
  }
  return kept;
}

const within = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

function effectsOf(action: Action, context: Judging): readonly Effect[] {
  switch (action.kind) {
    case 'harmless':
      return [];
    case 'shell':
      return shellEffects(action, context);
    case 'shell-input':
      return inputEffects(action.text, context);
    case 'file':
      if (action.change.operation === 'create' && action.change.after !== undefined) context.onWritten?.(action.change.path, action.change.after);
      return fileEffects(action.change, scopeAt(undefined, context));
    case 'mcp':
      return mcpEffects({ server: action.server, tool: action.tool, input: action.input }, scopeAt(undefined, context), { start: 0, end: 0 });
    case 'sql':
      return scopeAt(undefined, context).sql(action.text, action.connection, { start: 0, end: action.text.length });
    case 'task':
      return taskEffects(action.label, action.definition, scopeAt(context.world.root, context), action.folder);
    case 'tool':
      return [scopeAt(undefined, context).uninspectable('tool.unknown', `nothing is known about the tool \`${action.tool}\``, { start: 0, end: 0 })];
  }
}

function walkerAt(cwd: string | undefined, context: Judging, sink: Effect[]): Walker {
  const directory = context.world.path(toSlashes(cwd ?? context.world.cwd, context.world.platform === 'windows')).realPath;
  return new Walker(newJudgement(context, context.breaches), new ShellState(directory), { kind: 'local' }, 0, sink);
}

const scopeAt = (cwd: string | undefined, context: Judging): Scope => createScope(walkerAt(cwd, context, []), undefined);

function shellEffects(action: Extract<Action, { kind: 'shell' }>, context: Judging): readonly Effect[] {
  const { command, dialect } = action;
  const sink: Effect[] = [];
  const walker = walkerAt(action.cwd, context, sink);
  const span = { start: 0, end: command.length };
  const deceptive = deceptiveCharacterOf(command);
  if (deceptive !== undefined) {
    sink.push(walker.scope(undefined).uninspectable('shell.deceptive-character', `the command holds the hidden character ${deceptive}`, span));
  }
  switch (dialect) {
    case 'posix':
      // In a terminal a carriage return is Enter.
      judgePosix(command.replace(/\r\n?/g, '\n'), walker, context);
      break;
    case 'powershell':
      return [...sink, ...judgePowerShell(command, walker.scope(undefined), span)].map(ofCommandLine);
    case 'cmd':
      return [...sink, ...judgeCmd(command, walker.scope(undefined), span)].map(ofCommandLine);
  }
  return sink.map(ofCommandLine);
}

/** An edit tool names one file; what a command line writes so that it can be undone is told of the workspace. */
function ofCommandLine(effect: Effect): Effect {
  const writes = effect.kind === 'write' || effect.kind === 'move' || effect.kind === 'config' || (effect.kind === 'guard' && effect.rule !== 'guard.delete');
  return writes && effect.blastRadius === 'file' && effect.reversibility === 'reversible' ? { ...effect, blastRadius: 'workspace' } : effect;
}

/** Most texts of earlier calls that are read again for what they define. */
const maxDefinitions = 32;

/** A shell that outlives a call is as earlier calls left it, or a fresh one took its place: the command is judged in both. */
function judgePosix(command: string, walker: Walker, context: Judging): void {
  const program = parsePosix(command);
  const kept = keptShell(walker, context);
  const last = kept ?? walker;
  const before = last.state.clone();
  last.program(program, undefined);
  if (kept !== undefined) {
    const fresh = anew(walker, walker.state, []);
    fresh.program(program, undefined);
    // What earlier calls defined is no program: in a fresh shell it would only not be found.
    walker.sink.push(...fresh.sink.filter(({ rule, trust }) => rule !== 'execute.unknown-program' || trust === undefined || !(before.functions.has(trust.program) || before.aliases.has(trust.program))));
  }
  if (context.onWritten !== undefined) for (const [path, text] of last.state.overlay.files) if (text !== undefined && !path.startsWith('/dev/')) context.onWritten(path, text);
  if (context.onShellLeft === undefined || !changesShell.test(command)) return;
  // What was not followed to its end may have set anything: later calls read it again, and stop at the same limit.
  const left = context.breaches.length > 0 ? { cwd: null, variables: {}, definitions: [command] } : shellLeft(before, last.state, command);
  if (left !== undefined) context.onShellLeft(left);
}

const anew = ({ judgement, place }: Walker, state: ShellState, sink: Effect[]): Walker => new Walker(newJudgement(judgement.context, judgement.breaches), state, place, 0, sink);

/** A walker in the state that earlier calls of the session left; undefined where each call has a shell of its own. */
function keptShell(walker: Walker, { world }: Judging): Walker | undefined {
  const { shell } = world.session;
  if (shell === undefined) return undefined;
  if (shell.definitions.length > maxDefinitions) walker.sink.push(walker.scope(undefined).uninspectable('limit.session-shell', 'earlier calls defined more in this terminal than can be followed', { start: 0, end: 0 }));
  const state = shellFound({ ...shell, definitions: shell.definitions.slice(-maxDefinitions) }, (text, defining) => void anew(walker, defining, []).program(parsePosix(text), undefined));
  return anew(walker, state, walker.sink);
}

/** What a text must hold to leave anything behind: a quick look before the real one. */
const changesShell = /\b(?:cd|chdir|pushd|popd|export|declare|typeset|readonly|unset|set|read|mapfile|readarray|alias|unalias|source|eval|function|printf)\b|(?:^|[\s;&|(])\.\s|\(\s*\)|\w\+?=/;

/** Text typed into a live terminal: what reads it is not known, so only what would be harmless as a command passes. */
function inputEffects(text: string, context: Judging): readonly Effect[] {
  const effects = shellEffects({ kind: 'shell', command: text, dialect: 'posix' }, context);
  if (effects.length > 0 && effects.every((effect) => effect.reversibility === 'read-only' && !effect.uninspectable)) return effects;
  const span = { start: 0, end: text.length };
  return [...effects, scopeAt(undefined, context).uninspectable('terminal.input', 'types into a running program, which may take it for an answer or a command', span)];
}

function fileEffects(change: FileChange, scope: Scope): readonly Effect[] {
  const word = (text: string): Argument => ({ text, raw: text, glob: false, splits: false, span: { start: 0, end: 0 } });
  const file = word(change.path);
  const to = change.to === undefined ? undefined : word(change.to);
  switch (change.operation) {
    case 'read': {
      const effects = scope.path('read', file, 'file.read');
      return effects.length > 0 ? effects : [scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'file', rule: 'file.read', reason: `reads \`${change.path}\`` }, file.span)];
    }
    case 'create':
    case 'modify':
      return scope.path('write', file, 'file.write');
    case 'delete':
      return scope.path(scope.world.path(scope.resolve(change.path) ?? change.path).kind === 'directory' ? 'delete-tree' : 'delete', file, 'file.delete');
    case 'move':
      return [...scope.path('move', file, 'file.move'), ...(to === undefined ? [] : scope.path('replace', to, 'file.move'))];
  }
}

