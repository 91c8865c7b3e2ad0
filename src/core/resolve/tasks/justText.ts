/** One recipe of a justfile. */
export interface Recipe {
  /** Parameters in order; `many` takes all further words. */
  readonly parameters: readonly { readonly name: string; readonly value?: string; readonly many: boolean }[];
  readonly needs: readonly string[];
  readonly lines: readonly string[];
}

export interface Justfile {
  readonly recipes: ReadonlyMap<string, Recipe>;
  readonly variables: ReadonlyMap<string, string>;
  readonly first: string | undefined;
  /** Names of files that are part of it and could not be read. */
  readonly unread: readonly string[];
  /** Backtick texts, which run when their variable is needed. */
  readonly commands: readonly string[];
}

/** Reads a justfile. `include` gives the text of an imported file, or of a module's, by its name; undefined = not known. */
export function readJustfile(text: string, include: (name: string) => string | undefined, depth = 0): Justfile {
  const recipes = new Map<string, Recipe>();
  const variables = new Map<string, string>();
  const unread: string[] = [];
  const commands: string[] = [];
  let first: string | undefined;
  let lines: string[] | undefined;
  const add = (name: string, module: boolean, optional: boolean): void => {
    const found = depth > 5 ? undefined : module ? [`${name}.just`, `${name}/mod.just`, `${name}/justfile`].map(include).find((one) => one !== undefined) : include(name);
    if (found === undefined) {
      if (!optional) unread.push(`\`${name}\``);
      return;
    }
    const inner = readJustfile(found, include, depth + 1);
    for (const [key, recipe] of inner.recipes) recipes.set(module ? `${name}::${key}` : key, recipe);
    for (const [key, value] of inner.variables) variables.set(key, value);
    unread.push(...inner.unread);
    commands.push(...inner.commands);
  };
  for (const line of text.replace(/\r\n/g, '\n').replace(/\\\n[ \t]*/g, ' ').split('\n')) {
    if (/^\s/.test(line) || line === '') {
      lines?.push(line);
      continue;
    }
    if (/^(?:#|\[|set\b|unexport\b)/.test(line)) {
      lines = undefined;
      continue;
    }
    const imported = /^(import|mod)(\?)?\s+(?:([\w-]+)(?![\w-])\s*)?(?:"([^"]*)"|'([^']*)')?$/.exec(line.trimEnd());
    if (imported !== null) {
      const file = imported[4] ?? imported[5];
      add(file ?? imported[3] ?? '', imported[1] === 'mod' && file === undefined, imported[2] === '?');
      continue;
    }
    const alias = /^alias\s+([\w-]+)\s*:=\s*([\w:-]+)/.exec(line);
    const assignment = /^(?:export\s+)?([\w-]+)\s*:=(.*)$/.exec(line);
    if (alias?.[1] !== undefined) recipes.set(alias[1], { parameters: [], needs: [alias[2] ?? ''], lines: [] });
    else if (assignment?.[1] !== undefined) {
      const value = assignment[2]?.trimStart() ?? '';
      variables.set(assignment[1], value);
      commands.push(...[...value.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command));
    } else {
      const head = headOf(line);
      lines = undefined;
      if (head === undefined) continue;
      lines = [];
      recipes.set(head.name, { parameters: head.parameters, needs: head.needs, lines });
      first ??= head.name;
    }
  }
  return { recipes, variables, first, unread, commands };
}

/** `@name param default='x' *rest: need (need 'word') && after`. */
function headOf(line: string): (Pick<Recipe, 'parameters' | 'needs'> & { readonly name: string }) | undefined {
  const tokens: readonly string[] = line.match(/"[^"]*"|'[^']*'|`[^`]*`|&&|[():=]|[^\s"'`():=]+/g) ?? [];
  const colon = tokens.indexOf(':');
  const name = tokens[0]?.replace(/^@/, '');
  if (colon < 1 || name === undefined || !/^[\w-]+$/.test(name)) return undefined;
  const parameters: { name: string; value?: string; many: boolean }[] = [];
  for (let at = 1; at < colon; at += 1) {
    const token = tokens[at] ?? '';
    const before = parameters.at(-1);
    if (token === '=' && before !== undefined) before.value = (tokens[(at += 1)] ?? '').replace(/^(["'])(.*)\1$/, '$2');
    else parameters.push({ name: token.replace(/^[*+$]+/, ''), many: /^[*+]/.test(token) });
  }
  // Of a need with words only its name counts here: the words are data of that recipe.
  const needs: string[] = [];
  let open = false;
  for (const token of tokens.slice(colon + 1)) {
    if (token.startsWith('#')) break;
    if (token === '(') open = true;
    else if (token === ')') open = false;
    else if (/^[\w:-]+$/.test(token) && (!open || tokens[tokens.indexOf(token, colon) - 1] === '(')) needs.push(token);
  }
  return { name, parameters, needs };
}
