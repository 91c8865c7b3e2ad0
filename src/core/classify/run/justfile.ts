import { replaceEnclosed } from '../../replaceEnclosed.ts';
import { quoted } from '../../resolve/packageScript.ts';
import { readJustfile, type Justfile, type Recipe } from '../../resolve/tasks/justText.ts';
import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument } from '../invocation.ts';
import type { Language } from '../programTable.ts';

const unknownWord = '"$TAGOUT_UNKNOWN"';
/** Most recipes that one call follows. */
const maxRecipes = 300;

/** just: the named recipes of a justfile with their words, and the recipes they depend on. */
export const just: Handler = (invocation, scope) => {
  const { span } = invocation;
  const named = invocation.value('--justfile')?.text;
  const text = (named === undefined ? ['justfile', 'Justfile', '.justfile'] : [named]).map((name) => scope.resolve(name)).map((path) => (path === undefined ? undefined : scope.readText(path))).find((one) => one !== undefined);
  if (text === undefined) return [scope.uninspectable('make.unread', 'the justfile could not be read', span)];
  const file = readJustfile(text, (name) => scope.readText(scope.resolve(name) ?? ''));
  const variables = new Map(file.variables);
  const words: Argument[] = [];
  for (const operand of invocation.operands) {
    const pair = words.length === 0 ? /^([\w-]+)=(.*)$/s.exec(operand.text ?? '') : null;
    if (pair?.[1] === undefined) words.push(operand);
    else variables.set(pair[1], `'${pair[2] ?? ''}'`);
  }
  const found = file.unread.map((name) => scope.uninspectable('make.unread', `the justfile holds ${name}, which could not be read`, span));
  const commands = file.commands.flatMap((command) => scope.shell(command, span)).filter(({ reversibility, uninspectable }) => reversibility !== 'read-only' || uninspectable);
  return [...found, ...commands, ...new RecipeRun(file, variables, span, scope).words(words)];
};

class RecipeRun {
  private readonly done = new Set<string>();
  private readonly file: Justfile;
  private readonly variables: ReadonlyMap<string, string>;
  private readonly span: Span;
  private readonly scope: Scope;

  constructor(file: Justfile, variables: ReadonlyMap<string, string>, span: Span, scope: Scope) {
    this.file = file;
    this.variables = variables;
    this.span = span;
    this.scope = scope;
  }

  /** Each word is a recipe, with as many further words as it has parameters. */
  words(words: readonly Argument[]): readonly Effect[] {
    const { file, scope, span } = this;
    if (words.length === 0) return file.first === undefined ? [] : this.recipe(file.first, []);
    const effects: Effect[] = [];
    for (let at = 0; at < words.length; ) {
      const word = words[at];
      const recipe = word?.text === undefined ? undefined : file.recipes.get(word.text);
      if (word === undefined) break;
      if (recipe === undefined) {
        effects.push(word.text === undefined ? scope.uninspectable('make.target', `which recipe \`${word.raw}\` is, is not known before it runs`, word.span) : scope.uninspectable('make.target', `the justfile holds no recipe \`${word.text}\` that could be read`, span));
        break;
      }
      const many = recipe.parameters.some((parameter) => parameter.many);
      const taken = many ? words.length : at + 1 + recipe.parameters.length;
      effects.push(...this.recipe(word.text ?? '', words.slice(at + 1, taken)));
      at = taken;
    }
    return effects;
  }

  private recipe(name: string, words: readonly Argument[]): readonly Effect[] {
    const { file, scope, span, done } = this;
    const recipe = file.recipes.get(name);
    if (recipe === undefined || (done.has(name) && words.length === 0)) return [];
    done.add(name);
    if (done.size > maxRecipes) return [scope.uninspectable('limit.tasks', `the justfile runs more than ${maxRecipes} recipes`, span)];
    const needs = recipe.needs.flatMap((need) => this.recipe(need, []));
    return [...needs, ...this.lines(recipe, this.values(recipe, words))];
  }

  private values({ parameters }: Recipe, words: readonly Argument[]): ReadonlyMap<string, string> {
    const text = (word: Argument | undefined): string | undefined => (word === undefined ? undefined : word.text === undefined ? unknownWord : quoted(word.text));
    return new Map(parameters.map((parameter, at) => [parameter.name, parameter.many ? words.slice(at).map((word) => text(word) ?? '').join(' ') : (text(words[at]) ?? parameter.value ?? unknownWord)]));
  }

  private lines({ lines }: Recipe, values: ReadonlyMap<string, string>): readonly Effect[] {
    const { scope, span } = this;
    const body = lines.map((line) => this.filled(line, values));
    const first = body.find((line) => line.trim() !== '')?.trim() ?? '';
    const script = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(\S+)/.exec(first)?.[1];
    if (script === undefined) return body.map((line) => line.trim().replace(/^[@-]+/, '')).filter((line) => line !== '').flatMap((line) => scope.shell(line, span));
    const indent = /^\s*/.exec(body.find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
    const text = body.map((line) => line.slice(indent)).join('\n');
    const language = languages[script.replace(/^.*\//, '').replace(/(?<![\d.])[\d.]+$/, '')];
    if (language === undefined) return [scope.uninspectable('make.unread', `a recipe is a script of \`${script}\`, which is not read`, span)];
    return language === 'shell' ? scope.shell(text, span) : scope.code(language, text, span);
  }

  /** `{{name}}`: a parameter, a variable, or a place; anything computed is not known. */
  private filled(line: string, values: ReadonlyMap<string, string>): string {
    return replaceEnclosed(line.replace(/\{\{\{\{/g, '{{'), '{{', '}}', (inside) => values.get(inside.trim()) ?? this.constant(inside.trim(), 0));
  }

  private constant(expression: string, depth: number): string {
    if (/^(?:justfile_directory|source_directory|invocation_directory)\(\)$/.test(expression)) return '.';
    const literal = /^(?:"([^"\\]*)"|'([^']*)')$/.exec(expression);
    if (literal !== null) return literal[1] ?? literal[2] ?? '';
    const command = /^`([^`]+)`$/.exec(expression)?.[1];
    if (command !== undefined) return `$(${command})`;
    const value = depth < 8 ? this.variables.get(expression) : undefined;
    return value === undefined ? unknownWord : this.constant(value.trim(), depth + 1);
  }
}

const languages: Readonly<Record<string, Language>> = { sh: 'shell', bash: 'shell', zsh: 'shell', dash: 'shell', ksh: 'shell', python: 'python', node: 'javascript', bun: 'javascript', deno: 'javascript', ruby: 'ruby', perl: 'perl', php: 'php' };
