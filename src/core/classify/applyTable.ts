import { joinPath, relativeTo } from '../resolve/lexicalPath.ts';
import { projectTasks } from '../resolve/tasks/projectTasks.ts';
import { withAnswer } from '../trust/trust.ts';
import { widestRadius, type BlastRadius, type Effect, type Span } from '../verdict.ts';
import type { Place, Scope } from './handler.ts';
import { historyTarget } from './git/historyTarget.ts';
import { handlers } from './handlers.ts';
import { nameOf, type Argument, type Invocation } from './invocation.ts';
import { matchCommand, type Match } from './matchCommand.ts';
import type { EffectTemplate, ProgramTable, TemplateRadius } from './programTable.ts';
import { ambientContexts } from './ambientContext.ts';
import { noteBuilt } from './builtProgram.ts';
import { connectionOf } from './connection.ts';
import { environmentTarget, kubeContext } from './environmentTarget.ts';
import { rolesOf } from './operandRoles.ts';
import { roleEffects } from './roles.ts';
import { goesToStage } from './stage.ts';
import { ruleOf } from './ruleOf.ts';
import { showsNamesOnly } from './text/namesOnly.ts';
import { unknownVerb } from './unknownProgram.ts';

/** Everything that a command of a known program would do. `words[0]` is the program. */
export function applyTable(table: ProgramTable, words: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  const match = matchCommand(table, words, span);
  const directories = match.given.flatMap(({ row, value }) => (row.role === 'workdir' && value !== undefined ? [value] : []));
  if (directories.length === 0) return commandEffects(match, scope);
  let directory = scope.cwd;
  for (const { text } of directories) directory = text === undefined ? undefined : (joinWith(directory, text) ?? scope.resolve(text));
  return scope.inDirectory(directory, (inner) => commandEffects(match, inner));
}

const joinWith = (directory: string | undefined, path: string): string | undefined => (directory === undefined ? undefined : joinPath(directory, path));

function commandEffects(match: Match, scope: Scope): readonly Effect[] {
  const { invocation } = match;
  const elsewhere = invocation.table.family === 'git' && scope.place.kind === 'local' && scope.cwd !== undefined && relativeTo(scope.world.root, scope.cwd, scope.world.caseInsensitive) === undefined;
  // What git loses in another repository lies outside the workspace.
  if (elsewhere) return tableEffects(match, scope).map((effect) => (effect.reversibility === 'recoverable' || effect.reversibility === 'irreversible' ? { ...effect, blastRadius: widestRadius(effect.blastRadius, 'machine') } : effect));
  const project = invocation.table.runsProject === true && !match.shows ? projectTasks(invocation, scope) : undefined;
  return project?.alone === true ? project.effects : [...(project?.effects ?? []), ...tableEffects(match, scope)];
}

function tableEffects(match: Match, scope: Scope): readonly Effect[] {
  const { invocation } = match;
  const rule = ruleOf(invocation);
  if (match.unknown !== undefined) {
    const { what, argument } = match.unknown;
    // `--help` and the like win over everything, but not over an option that nobody knows.
    if (what === 'sub-command' && match.shows) return [shows(invocation, rule, scope)];
    const question = scope.uninspectable(`${rule}.unknown-${what}`, `\`${nameOf(invocation)}\` has no ${what} \`${argument.raw}\` that is known`, argument.span);
    const trust = what === 'sub-command' ? unknownVerb(nameOf(invocation), invocation.words.slice(1), scope) : undefined;
    return [trust === undefined ? question : { ...question, trust }];
  }
  if (match.shows || guardHolds(invocation.command.harmlessWith, invocation)) return [shows(invocation, rule, scope)];
  const effects: Effect[] = [];
  const place = placeOf(match, scope);
  const inner = variablesOf(match);
  for (const { row, value } of match.given) {
    if (value !== undefined) effects.push(...roleEffects(row.role, value, { rule, scope, place, inner, invocation }));
  }
  const roles = rolesOf(invocation);
  for (const [index, operand] of invocation.operands.entries()) {
    const role = roles[index] ?? 'data';
    if (role === 'command') {
      effects.push(...scope.command(invocation.operands.slice(index), operand.span, place, inner));
      break;
    }
    if (role === 'shell') {
      effects.push(...roleEffects(role, joined(invocation.operands.slice(index)), { rule, scope, place, inner, invocation }));
      break;
    }
    effects.push(...roleEffects(role, operand, { rule, scope, place, inner, invocation }));
  }
  for (const template of invocation.command.effects ?? []) {
    if (applies(template, invocation)) effects.push(fromTemplate(template, invocation, rule, scope));
  }
  if (invocation.command.eachOperandIsCommand === true) effects.push(...eachCommand(invocation, scope));
  if (match.open !== undefined && losesByOption(invocation.command, match.open)) effects.push(scope.uninspectable(`${rule}.unknown-word`, `\`${match.open.raw}\` is not known before it runs, and may be an option that loses something`, match.open.span));
  effects.push(...handled(match, scope));
  effects.push(...stdinEffects(match, rule, scope, place));
  if (match.given.some(({ row }) => row.role === 'write')) noteBuilt(match, effects, scope);
  const shown = effects.some((effect) => effect.rule === 'secrets.read') && showsNamesOnly(invocation) ? effects.filter((effect) => effect.rule !== 'secrets.read') : effects;
  if (shown.length === 0) return [shows(invocation, rule, scope)];
  return invocation.table.elevates === true ? shown.map(asOther) : shown;
}

/** What a person trusted as themselves is another thing as somebody else, and what that one installs is the machine's. */
function asOther(effect: Effect): Effect {
  const { trust, ...rest } = effect;
  const own = trust === undefined ? effect : rest;
  const installs = own.kind === 'package' && (own.blastRadius === 'workspace' || own.blastRadius === 'file');
  return installs ? { ...own, blastRadius: 'machine' } : own;
}

/** Words that a shell gets as one text (ssh, watch). */
function joined(words: readonly Argument[]): Argument {
  const [first] = words;
  const text = words.some((word) => word.text === undefined) ? undefined : words.map((word) => word.text).join(' ');
  return { text, raw: words.map((word) => word.raw).join(' '), glob: false, splits: false, span: first?.span ?? { start: 0, end: 0 } };
}

function handled({ invocation }: Match, scope: Scope): readonly Effect[] {
  const names = new Set([invocation.table.everyHandler, invocation.command.handler]);
  return [...names].flatMap((name) => (name === undefined ? [] : handlers[name](invocation, scope)));
}

/** rake, gulp and the like: every operand names something to run. */
function eachCommand(invocation: Invocation, scope: Scope): readonly Effect[] {
  const table = { ...invocation.table, ...invocation.command, eachOperandIsCommand: false, effects: [], examples: [] };
  const program = invocation.words[0];
  if (program === undefined) return [];
  return invocation.operands.flatMap((operand) => applyTable(table, [program, operand], operand.span, scope));
}

function stdinEffects({ stdin, invocation }: Match, rule: string, scope: Scope, place: Place | undefined): readonly Effect[] {
  if (stdin === undefined || scope.stdin === undefined || stdin.role === 'arguments') return [];
  // `sqlite3 shop.db <<< "…"`: where it connects to is nothing that it runs.
  const roles = rolesOf(invocation);
  if (stdin.operands === 'none' && invocation.operands.some(({ text }, index) => text !== '-' && roles[index] !== 'connection')) return [];
  if (!guardsHold(stdin, invocation)) return [];
  const { text } = scope.stdin;
  if (text === undefined) return [scope.uninspectable(`${rule}.stdin`, `what \`${invocation.program}\` is fed is not known before it runs`, invocation.span)];
  if (stdin.role === 'sql') return scope.sql(text, connectionOf(invocation, scope), invocation.span, nameOf(invocation));
  if (stdin.role === 'shell') return scope.shell(text, invocation.span, place);
  return roleEffects(stdin.role, { text, raw: text, glob: false, splits: false, span: invocation.span }, { rule, scope, place, inner: undefined, invocation });
}

function shows(invocation: Invocation, rule: string, scope: Scope): Effect {
  return scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', rule, reason: `\`${[nameOf(invocation), ...invocation.path].join(' ')}\` only shows something` }, invocation.span);
}

/** `NAME=value` operands in front of an inner command. */
function variablesOf({ invocation }: Match): ReadonlyMap<string, string | undefined> | undefined {
  const pairs = invocation.operands.flatMap((operand) => {
    const found = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(operand.text ?? '');
    return found?.[1] === undefined ? [] : [[found[1], found[2]] as const];
  });
  return pairs.length === 0 ? undefined : new Map(pairs);
}

function placeOf({ place, invocation }: Match, scope: Scope): Place | undefined {
  if (place === undefined) return undefined;
  const words = invocation.words.map((word) => word.text ?? word.raw);
  const name = invocation.operands[0]?.text ?? invocation.operands[0]?.raw ?? place;
  const production = words.some((word) => scope.isProduction(word)) || contextIsProduction(invocation, scope);
  if (place === 'container') return { kind: 'container', name: `the container \`${name}\``, radius: production ? 'production' : 'machine' };
  if (place === 'host' && /^(?:[^@]*@)?(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(name)) return { kind: 'remote', name: `\`${name}\``, radius: 'machine' };
  return { kind: 'remote', name: `\`${name}\``, radius: production ? 'production' : 'shared' };
}

function applies(template: EffectTemplate, invocation: Invocation): boolean {
  if (!guardsHold(template, invocation)) return false;
  if (template.operands !== undefined && (template.operands === 'some') !== invocation.operands.length > 0) return false;
  const matches = (source: string | undefined, words: readonly Argument[]): boolean => someMatches(source, words, template.sure !== true);
  return matches(template.operand, invocation.operands) && matches(template.behind, invocation.operands.slice(1)) && matches(template.word, invocation.words.slice(1));
}

/** `unknown`: what a word counts for that may be anything. */
function someMatches(source: string | undefined, words: readonly Argument[], unknown: boolean): boolean {
  if (source === undefined) return true;
  const pattern = new RegExp(source);
  return words.some(({ text }) => (text === undefined ? unknown : pattern.test(text)));
}

function guardsHold(guards: { readonly with?: string; readonly without?: string }, invocation: Invocation): boolean {
  if (guards.with !== undefined && !guardHolds(guards.with, invocation)) return false;
  return !guardHolds(guards.without, invocation);
}

function guardHolds(guard: string | undefined, invocation: Invocation): boolean {
  if (guard === undefined) return false;
  return guard.split(/\s+/).some((item) => {
    const [option, wanted] = splitOnce(item);
    if (!invocation.has(option)) return false;
    return wanted === undefined || invocation.values(option).some((value) => value.text === undefined || value.text === wanted);
  });
}

function splitOnce(item: string): readonly [string, string | undefined] {
  const at = item.indexOf('=');
  return at < 0 ? [item, undefined] : [item.slice(0, at), item.slice(at + 1)];
}

function fromTemplate(template: EffectTemplate, invocation: Invocation, rule: string, scope: Scope): Effect {
  const reason = template.reason.replace(/\{([^{}]+)\}/g, (_, name: string) => placeholder(name, invocation));
  const staged = template.kind === 'deploy' && template.radius === 'production' && template.reversibility === 'recoverable' && goesToStage(invocation, scope);
  const blastRadius = staged ? 'shared' : radiusOf(template.radius, invocation, scope);
  const environment = environmentTarget(template.kind, blastRadius, invocation, scope);
  const draft = {
    kind: template.kind, blastRadius,
    reversibility: staged ? ('reversible' as const) : template.reversibility === 'reversible' && template.radius === 'machine' && (blastRadius === 'shared' || blastRadius === 'production') ? ('recoverable' as const) : template.reversibility,
    rule: template.rule ?? rule, reason,
    // Everyday work on this machine is none on another one.
    ...(staged ? { posture: 'ask' as const } : {}),
    ...(template.posture === undefined || (template.posture === 'routine' && template.radius === 'machine' && blastRadius !== 'machine') ? {} : { posture: template.posture }),
    ...(template.alternative === undefined ? {} : { alternative: template.alternative }),
    ...trustOf(template, invocation, scope),
    ...(environment !== undefined ? { target: environment } : template.kind === 'git-history' && template.reversibility !== 'reversible' ? historyTarget(template, invocation, scope) : {}),
  };
  return template.uninspectable === true ? scope.uninspectable(draft.rule, reason, invocation.span, draft) : scope.effect(draft, invocation.span);
}

/** Whether one more option could make a command lose something. Outside quotes a word may also be several. */
function losesByOption({ losesWith, effects }: Invocation['command'], { splits }: Argument): boolean {
  return losesWith !== undefined || (splits && effects?.some(({ with: guard, reversibility, posture, uninspectable, sure }) => guard !== undefined && sure !== true && (uninspectable === true || posture === 'ask' || posture === 'deny' || reversibility === 'recoverable' || reversibility === 'irreversible')) === true);
}

/** The question that a person may answer for this sub-command, or for these very words where all of them are known. */
function trustOf({ trustable }: EffectTemplate, invocation: Invocation, scope: Scope): Pick<Effect, 'trust'> {
  const words = [...invocation.path, ...(trustable === 'words' ? invocation.operands.map(({ text, glob }) => (glob ? undefined : text)) : [])];
  if (trustable === undefined || words.includes(undefined)) return {};
  return { trust: withAnswer({ program: nameOf(invocation), verb: words.join(' '), scopes: ['verb'] }, scope.world.trusted()) };
}

function placeholder(name: string, invocation: Invocation): string {
  if (name === 'operands') return invocation.operands.map((operand) => operand.raw).join(' ');
  if (name === 'command') return [nameOf(invocation), ...invocation.path].join(' ');
  if (/^\d+$/.test(name)) return invocation.operands[Number(name) - 1]?.raw ?? 'it';
  return invocation.value(name)?.raw ?? name;
}

function radiusOf(radius: TemplateRadius, invocation: Invocation, scope: Scope): BlastRadius {
  if (radius === 'connection') return scope.connectionRadius(connectionOf(invocation, scope));
  if (radius === 'machine' && invocation.table.family === 'container') return engineRadius(invocation, scope);
  if (radius !== 'remote') return radius;
  const marked = invocation.words.slice(1).some((word) => scope.isProduction(word.text ?? word.raw));
  return marked || contextIsProduction(invocation, scope) ? 'production' : 'shared';
}

/** Where the container engine runs that the command reaches: `-H`, `--context`, DOCKER_HOST and DOCKER_CONTEXT may name another machine. */
function engineRadius(invocation: Invocation, scope: Scope): BlastRadius {
  const named = ['-H', '--host', '--context', '--url', '--connection'].map((option) => invocation.value(option)?.text).find((value) => value !== undefined);
  const engine = named ?? ['DOCKER_HOST', 'DOCKER_CONTEXT', 'CONTAINER_HOST'].map((name) => scope.variable(name)).find((value) => value !== undefined && value !== '') ?? '';
  if (engine === '' || /^(?:unix:|npipe:|fd:|default$|desktop-|colima|orbstack|rancher-desktop|minikube)|localhost|127\.0\.0\.1/.test(engine)) return 'machine';
  return scope.isProduction(engine) ? 'production' : 'shared';
}

/** A table variable (KUBECONFIG, AWS_PROFILE, RAILS_ENV) or the current context of a cluster that names production. */
function contextIsProduction(invocation: Invocation, scope: Scope): boolean {
  if (scope.isProduction(kubeContext(invocation, scope) ?? '')) return true;
  return Object.keys(invocation.table.variables ?? {}).some((name) => scope.isProduction(scope.variable(name) ?? '')) || ambientContexts(invocation, scope).some(({ name }) => scope.isProduction(name));
}
