import { joinPath } from '../../resolve/lexicalPath.ts';
import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';

/** Most targets that one call follows. */
const maxTargets = 200;

interface Rule {
  readonly needs: readonly string[];
  readonly recipe: readonly string[];
}

interface Makefile {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly first: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
  readonly problem: boolean;
}

/** make: the recipes of the targets and of everything they depend on. */
export const make: Handler = (invocation, scope) => {
  const { span } = invocation;
  const named = invocation.value('--file')?.text ?? invocation.value('-f')?.text;
  const text = (named === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [named]).map((name) => scope.resolve(name)).map((path) => (path === undefined ? undefined : scope.readText(path))).find((one) => one !== undefined);
  if (text === undefined) return [scope.uninspectable('make.unread', 'the Makefile could not be read', span)];
  const file = readMakefile(text);
  const over = new Map<string, string>();
  const targets: string[] = [];
  for (const operand of invocation.operands) {
    if (operand.text === undefined) return [scope.uninspectable('make.target', `which target \`${operand.raw}\` is, is not known before it runs`, operand.span)];
    const pair = /^([\w.-]+)\s*[:?+]?=(.*)$/s.exec(operand.text);
    if (pair?.[1] === undefined) targets.push(operand.text);
    else over.set(pair[1], pair[2] ?? '');
  }
  if (targets.length === 0 && file.first !== undefined) targets.push(file.first);
  const found = file.problem ? [scope.uninspectable('make.unread', 'the Makefile includes or computes parts that are not read', span)] : [];
  return [...found, ...runTargets(targets, file, new Map([...file.variables, ...over]), span, scope)];
};

function runTargets(targets: readonly string[], file: Makefile, variables: ReadonlyMap<string, string>, span: Span, scope: Scope): readonly Effect[] {
  const done = new Set<string>();
  const effects: Effect[] = [];
  const visit = (target: string): void => {
    if (done.has(target) || done.size > maxTargets) return;
    done.add(target);
    const rule = file.rules.get(target) ?? patternRule(target, file);
    if (rule === undefined) return;
    for (const need of rule.needs) visit(expand(need, variables));
    const lines = rule.recipe.map((line) => expand(line.replace(/^[@+-]+/, ''), variables, target));
    for (const line of lines) effects.push(...scope.shell(line, span));
  };
  for (const target of targets) {
    if (!file.rules.has(target) && patternRule(target, file) === undefined) effects.push(scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', rule: 'make.no-target', reason: `there is no rule for \`${target}\`` }, span));
    visit(target);
  }
  return effects;
}

function patternRule(target: string, file: Makefile): Rule | undefined {
  for (const [name, rule] of file.rules) {
    const at = name.indexOf('%');
    if (at >= 0 && target.startsWith(name.slice(0, at)) && target.endsWith(name.slice(at + 1))) return rule;
  }
  return undefined;
}

/** Variables of the file; what make computes (functions, shell) becomes a shell variable that is not known. */
function expand(text: string, variables: ReadonlyMap<string, string>, target = ''): string {
  let result = text;
  for (let round = 0; round < 8 && /\$[({\w@<^+?*%]/.test(result); round += 1) {
    const before = result;
    result = result
      .replace(/\$[({]MAKE[)}]/g, 'make')
      .replace(/\$[({]([\w.-]+)[)}]/g, (all, name: string) => variables.get(name) ?? (/^(?:CURDIR|PWD)$/.test(name) ? '.' : all.replace(/^\$\(/, '${').replace(/\)$/, '}').replace(/[.-](?=[^}]*\}$)/g, '_')))
      .replace(/\$@/g, target);
    if (result === before) break;
  }
  return result.replace(/\$\((?:shell|wildcard|patsubst|subst|filter|foreach|call|notdir|dir|basename|addprefix|addsuffix|sort|word|strip|if|or|and|eval|info|error|warning)\b[^)]*\)/g, '${TAGOUT_UNKNOWN}').replace(/\$\$/g, '$').replace(/\$[<^+?*%]/g, '${TAGOUT_UNKNOWN}');
}

function readMakefile(text: string): Makefile {
  const rules = new Map<string, Rule>();
  const variables = new Map<string, string>();
  let first: string | undefined;
  let current: readonly string[] = [];
  let problem = false;
  for (const line of text.replace(/\\\n[ \t]*/g, ' ').split('\n')) {
    if (line.startsWith('\t')) {
      for (const target of current) append(rules, target, [], [line.slice(1)]);
      continue;
    }
    const plain = line.replace(/(^|\s)#.*$/, '').trimEnd();
    if (plain.trim() === '') continue;
    if (/^-?include\b|^define\b|\$\(eval/.test(plain)) problem = true;
    const assignment = /^\s*(?:export\s+|override\s+)?([\w.-]+)\s*(?:::|[:?+])?=\s*(.*)$/.exec(plain);
    const rule = /^([^:=\t]+?)\s*::?(?!=)\s*([^;=]*)(?:;(.*))?$/.exec(plain);
    if (assignment?.[1] !== undefined) variables.set(assignment[1], assignment[2] ?? '');
    else if (rule?.[1] !== undefined) {
      current = rule[1].trim().split(/\s+/);
      for (const target of current) append(rules, target, (rule[2] ?? '').replace('|', ' ').split(/\s+/).filter((need) => need !== ''), rule[3] === undefined ? [] : [rule[3].trim()]);
      if (first === undefined && current[0]?.startsWith('.') === false) first = current[0];
    }
  }
  return { rules, first, variables, problem };
}

function append(rules: Map<string, Rule>, target: string, needs: readonly string[], recipe: readonly string[]): void {
  const before = rules.get(target) ?? { needs: [], recipe: [] };
  rules.set(target, { needs: [...before.needs, ...needs], recipe: [...before.recipe, ...recipe] });
}

/** just: recipes of a justfile, with the recipes they depend on. */
export const just: Handler = (invocation, scope) => {
  const { span } = invocation;
  const text = ['justfile', 'Justfile', '.justfile'].map((name) => scope.readText(joinPath(scope.cwd ?? scope.world.root, name))).find((one) => one !== undefined);
  if (text === undefined) return [scope.uninspectable('make.unread', 'the justfile could not be read', span)];
  const { rules, first } = readJustfile(text);
  const [operand] = invocation.operands;
  if (operand !== undefined && operand.text === undefined) return [scope.uninspectable('make.target', `which recipe \`${operand.raw}\` is, is not known before it runs`, operand.span)];
  const names = operand === undefined ? (first === undefined ? [] : [first]) : invocation.operands.flatMap((word) => (word.text !== undefined && rules.has(word.text) ? [word.text] : []));
  return runTargets(names, { rules, first, variables: new Map(), problem: false }, new Map(), span, scope);
};

function readJustfile(text: string): { readonly rules: ReadonlyMap<string, Rule>; readonly first: string | undefined } {
  const rules = new Map<string, Rule>();
  let current: string | undefined;
  let first: string | undefined;
  for (const line of text.replace(/\\\n[ \t]*/g, ' ').split('\n')) {
    if (/^\s/.test(line)) {
      if (current !== undefined && line.trim() !== '') append(rules, current, [], [line.trim().replace(/^[@-]+/, '').replace(/\{\{[^}]*\}\}/g, '"$TAGOUT_UNKNOWN"')]);
      continue;
    }
    const head = /^@?([\w-]+)[^:=]*:(?!=)\s*(.*)$/.exec(line.replace(/#.*$/, ''));
    if (head?.[1] === undefined || line.startsWith('#')) {
      if (line.trim() !== '') current = undefined;
      continue;
    }
    current = head[1];
    first ??= current;
    append(rules, current, (head[2] ?? '').replace(/[()&]/g, ' ').split(/\s+/).filter((need) => /^[\w-]+$/.test(need)), []);
  }
  return { rules, first };
}
