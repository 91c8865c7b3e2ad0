import { joinPath, parentOf } from '../../resolve/lexicalPath.ts';
import { matchesName } from '../../globName.ts';
import { expandMake, type RecipePlace } from '../../resolve/tasks/makeExpand.ts';
import { hasConditionals, readMakefile, type Makefile, type MakeRule } from '../../resolve/tasks/makeText.ts';
import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';

/** Most targets that one call follows. */
const maxTargets = 300;
const nowhere: RecipePlace = { target: '', needs: [], stem: '' };

/** make: the recipes of the targets and of everything they depend on, on both sides of conditionals. */
export const make: Handler = (invocation, scope) => {
  const { span } = invocation;
  const named = invocation.value('--file')?.text;
  const text = (named === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [named]).map((name) => scope.resolve(name)).map((path) => (path === undefined ? undefined : scope.readText(path))).find((one) => one !== undefined);
  if (text === undefined) return [scope.uninspectable('make.unread', 'the Makefile could not be read', span)];
  const over = new Map<string, string>();
  const targets: string[] = [];
  for (const operand of invocation.operands) {
    if (operand.text === undefined) return [scope.uninspectable('make.target', `which target \`${operand.raw}\` is, is not known before it runs`, operand.span)];
    const pair = /^([\w.-]+)\s*(?:::?|[?+])?=(.*)$/s.exec(operand.text);
    if (pair?.[1] === undefined) targets.push(operand.text);
    else over.set(pair[1], pair[2] ?? '');
  }
  // A dry run still runs what is marked with `+` and what the file itself runs.
  const only = invocation.has('-n') || invocation.has('-q') || invocation.has('-t') ? /^[@-]*\+/ : undefined;
  const sides = hasConditionals(text) ? [false, true] : [false];
  return sides.flatMap((side) => runFile(readMakefile(text, (name) => included(name, scope), { otherwise: side, windows: scope.world.platform === 'windows' }), { targets, over, only }, span, scope));
};

/** The texts of an included file or pattern; undefined = not known. */
function included(name: string, scope: Scope): readonly string[] | undefined {
  const path = scope.resolve(name);
  if (path === undefined) return undefined;
  if (!/[*?[]/.test(name)) {
    const text = scope.readText(path);
    return text === undefined ? (scope.world.path(path).kind === 'absent' ? [] : undefined) : [text];
  }
  const directory = parentOf(path);
  return scope.world.list(directory)?.filter((entry) => matchesName(path.slice(directory.length + 1), entry)).flatMap((entry) => scope.readText(joinPath(directory, entry)) ?? []);
}

interface Wanted {
  readonly targets: readonly string[];
  /** Variables of the command line. */
  readonly over: ReadonlyMap<string, string>;
  /** Recipe lines that run at all; undefined = every one. */
  readonly only: RegExp | undefined;
}

function runFile(file: Makefile, { targets, over, only }: Wanted, span: Span, scope: Scope): readonly Effect[] {
  const variables = new Map([...file.variables, ...over]);
  const wanted = targets.length > 0 ? targets : file.first === undefined ? [] : [expandMake(file.first, variables, nowhere)];
  const shell = variables.get('SHELL');
  const problems = [
    ...(file.unread.length === 0 ? [] : [`the Makefile includes or computes parts that are not read: ${file.unread.slice(0, 3).join(', ')}`]),
    ...(shell === undefined || /(?:^|[/ ])(?:sh|bash|zsh|dash|ash)(?:\s|$)|\$/.test(shell) ? [] : [`the Makefile runs its recipes in \`${shell}\``]),
  ];
  const immediate = file.immediate.filter((text) => /\$[({]shell\b/.test(text)).flatMap((text) => scope.shell(`: ${expandMake(text, variables, nowhere)}`, span)).filter(({ reversibility, uninspectable }) => reversibility !== 'read-only' || uninspectable);
  return [...problems.map((reason) => scope.uninspectable('make.unread', reason, span)), ...immediate, ...recipes(wanted, file, variables, only, span, scope)];
}

function recipes(targets: readonly string[], file: Makefile, variables: ReadonlyMap<string, string>, only: RegExp | undefined, span: Span, scope: Scope): readonly Effect[] {
  const rules = new Map<string, MakeRule>();
  for (const [name, rule] of file.rules) for (const one of expandMake(name, variables, nowhere).split(/\s+/)) rules.set(one, rule);
  const done = new Set<string>();
  const effects: Effect[] = [];
  const visit = (target: string): void => {
    if (done.has(target) || done.size > maxTargets) return;
    done.add(target);
    if (done.size > maxTargets) effects.push(scope.uninspectable('limit.tasks', `the Makefile runs more than ${maxTargets} targets`, span));
    const { rule, stem } = ruleFor(target, rules);
    if (rule === undefined) return;
    const needs = rule.needs.flatMap((need) => expandMake(need, variables, { target, needs: [], stem }).split(/\s+/)).map((need) => need.replace('%', stem)).filter((need) => need !== '');
    for (const need of needs) visit(need);
    const lines = rule.recipe.filter((line) => only === undefined || only.test(line)).flatMap((line) => expandMake(line, variables, { target, needs, stem }).split('\n')).map((line) => line.trim().replace(/^[@+-]+\s*/, ''));
    for (const line of file.oneShell ? [lines.join('\n')] : lines) effects.push(...scope.shell(line, span));
  };
  for (const target of targets) {
    if (ruleFor(target, rules).rule === undefined) effects.push(scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', rule: 'make.no-target', reason: `there is no rule for \`${target}\`` }, span));
    visit(target);
  }
  return effects;
}

/** The rule of a target, or the pattern rule that makes it. */
function ruleFor(target: string, rules: ReadonlyMap<string, MakeRule>): { readonly rule: MakeRule | undefined; readonly stem: string } {
  const own = rules.get(target);
  if (own !== undefined) return { rule: own, stem: '' };
  for (const [name, rule] of rules) {
    const at = name.indexOf('%');
    if (at >= 0 && target.length >= name.length && target.startsWith(name.slice(0, at)) && target.endsWith(name.slice(at + 1))) return { rule, stem: target.slice(at, target.length - (name.length - at - 1)) };
  }
  return { rule: undefined, stem: '' };
}
