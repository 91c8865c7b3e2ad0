/** Stands for what is only known when make runs. */
const unknown = '${TAGOUT_UNKNOWN}';
/** Deepest nesting of references, and most characters that one expansion may grow to. */
const maxDepth = 20;
const maxText = 64 * 1024;

/** Variables that make itself sets; GNU make manual, "Variables Used by Implicit Rules". */
const builtIn: Readonly<Record<string, string>> = { MAKE: 'make', RM: 'rm -f', CC: 'cc', CXX: 'g++', AR: 'ar', AS: 'as', LD: 'ld', FC: 'f77', LEX: 'lex', YACC: 'yacc', CURDIR: '.', PWD: '.', SHELL: '/bin/sh', MAKEFLAGS: '', MFLAGS: '', CFLAGS: '', CXXFLAGS: '', LDFLAGS: '', LDLIBS: '', CPPFLAGS: '', ARFLAGS: 'rv', MAKEFILE_LIST: 'Makefile' };

/** Values of one recipe: the target and what it is made from. */
export interface RecipePlace {
  readonly target: string;
  readonly needs: readonly string[];
  readonly stem: string;
}

/**
 * The text that make hands to the shell. `$(shell …)` becomes the shell's own `$(…)`; functions that compute become a shell
 * variable that is not known, and so does every name that the file does not set (it may stand in the environment).
 */
export function expandMake(text: string, variables: ReadonlyMap<string, string>, place: RecipePlace, depth = 0): string {
  if (depth > maxDepth || text.length > maxText) return unknown;
  let result = '';
  for (let at = 0; at < text.length; ) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0 || dollar === text.length - 1) return result + text.slice(at);
    result += text.slice(at, dollar);
    if (result.length > maxText) return unknown;
    const next = text.charAt(dollar + 1);
    if (next === '$') result += '$';
    else if (next === '(' || next === '{') {
      const end = closing(text, dollar + 1);
      const inner = text.slice(dollar + 2, end);
      result += reference(inner, variables, place, depth);
      at = end + 1;
      continue;
    } else result += automatic(next, place) ?? variables.get(next) ?? unknown;
    at = dollar + 2;
  }
  return result;
}

function closing(text: string, open: number): number {
  const [first, last] = text.charAt(open) === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text.charAt(at) === first) depth += 1;
    else if (text.charAt(at) === last && (depth -= 1) === 0) return at;
  }
  return text.length;
}

function automatic(name: string, { target, needs, stem }: RecipePlace): string | undefined {
  switch (name) {
    case '@':
      return target;
    case '<':
      return needs[0] ?? '';
    case '^': case '+': case '?':
      return needs.join(' ');
    case '*':
      return stem;
    default:
      return undefined;
  }
}

function reference(inner: string, variables: ReadonlyMap<string, string>, place: RecipePlace, depth: number): string {
  const call = /^([a-z-]+)\s(.*)$/s.exec(inner);
  if (call?.[1] !== undefined) return functionValue(call[1], call[2]?.trimStart() ?? '', variables, place, depth);
  const name = inner.includes('$') ? expandMake(inner, variables, place, depth + 1) : inner;
  const own = automatic(name.charAt(0), place);
  if (own !== undefined && /^.[DF]?$/.test(name)) return name.endsWith('D') ? own.slice(0, Math.max(0, own.lastIndexOf('/'))) || '.' : name.endsWith('F') ? own.slice(own.lastIndexOf('/') + 1) : own;
  const replaced = /^([\w.-]+):([^=]*)=(.*)$/.exec(name);
  if (replaced?.[1] !== undefined) return patterned(expandMake(variables.get(replaced[1]) ?? unknown, variables, place, depth + 1), replaced[2] ?? '', replaced[3] ?? '');
  if (name.includes(':')) return unknown;
  const value = variables.get(name);
  if (value !== undefined) return expandMake(value, variables, place, depth + 1);
  const known = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined;
  return known ?? (/^[A-Za-z_]\w*$/.test(name) ? `\${${name}}` : unknown);
}

/** `$(OBJ:.c=.o)`, `$(patsubst %.c,%.o,…)`: each word that has the ending gets the other one. */
function patterned(words: string, from: string, to: string): string {
  const [head = '', tail = ''] = from.includes('%') ? from.split('%') : ['', from];
  const [before = '', after = ''] = to.includes('%') ? to.split('%') : from.includes('%') ? [undefined, to] : ['', to];
  return words.split(/\s+/).map((word) => {
    if (word.includes('TAGOUT_UNKNOWN') || !word.startsWith(head) || !word.endsWith(tail) || word.length < head.length + tail.length) return word;
    return `${before}${word.slice(head.length, word.length - tail.length)}${after}`;
  }).join(' ');
}

function functionValue(name: string, words: string, variables: ReadonlyMap<string, string>, place: RecipePlace, depth: number): string {
  const full = (text: string): string => expandMake(text, variables, place, depth + 1).trim();
  switch (name) {
    case 'shell':
      return `$(${full(words)})`;
    case 'wildcard': case 'abspath': case 'realpath': case 'strip': case 'sort': case 'firstword':
      return full(words);
    case 'lastword':
      return full(words).split(/\s+/).at(-1) ?? '';
    case 'dir':
      return full(words).split(/\s+/).map((word) => word.slice(0, word.lastIndexOf('/') + 1) || './').join(' ');
    case 'addprefix': {
      const at = words.indexOf(',');
      const prefix = full(words.slice(0, at));
      return full(words.slice(at + 1)).split(/\s+/).map((word) => prefix + word).join(' ');
    }
    case 'addsuffix': {
      const at = words.indexOf(',');
      const suffix = full(words.slice(0, at));
      return full(words.slice(at + 1)).split(/\s+/).map((word) => word + suffix).join(' ');
    }
    case 'patsubst': {
      const [from = '', to = '', ...rest] = words.split(',');
      return patterned(full(rest.join(',')), from.trim(), to.trim());
    }
    case 'subst': {
      const [from = '', to = '', ...rest] = words.split(',');
      return from === '' ? unknown : full(rest.join(',')).replaceAll(full(from), full(to));
    }
    case 'notdir':
      return full(words).split(/\s+/).map((word) => word.replace(/^.*\//, '')).join(' ');
    case 'basename':
      return full(words).split(/\s+/).map((word) => word.replace(/\.[^./]*$/, '')).join(' ');
    case 'filter': case 'filter-out':
      // More words than it would be: what is left out changes nothing for the worse.
      return full(words.slice(words.indexOf(',') + 1));
    case 'info': case 'warning': case 'error':
      return '';
    case 'call': {
      const [called = '', ...given] = words.split(',');
      const body = variables.get(called.trim());
      if (body === undefined) return unknown;
      const numbered = new Map([...variables, ...given.map((value, index) => [String(index + 1), value.trim()] as const)]);
      return expandMake(body, numbered, place, depth + 1);
    }
    default:
      return unknown;
  }
}
