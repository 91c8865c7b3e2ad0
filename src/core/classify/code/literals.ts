import type { Language } from '../programTable.ts';

/** Code with its strings and comments taken out: every string is `"N"`, its index in `strings`. */
export interface BareCode {
  readonly bare: string;
  /** Text of each string; undefined where it holds a computed part. */
  readonly strings: readonly (string | undefined)[];
}

/** Takes strings and comments out, so that words in them count for nothing. */
export function bareCode(language: Language, code: string): BareCode {
  const strings: (string | undefined)[] = [];
  const hash = language !== 'javascript' && language !== 'go';
  const slashes = language === 'javascript' || language === 'php' || language === 'go';
  const pattern = /([fFrRbBuU]{0,2})("""[^]*?"""|'''[^]*?'''|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`)|\/\*[^]*?\*\/|\/\/[^\n]*|#[^\n]*/g;
  const bare = code.replace(pattern, (all: string, prefix: string | undefined, quoted: string | undefined) => {
    if (quoted === undefined) {
      const comment = all.startsWith('#') ? hash : slashes;
      return comment ? ' ' : all;
    }
    if (quoted.startsWith('`') && language !== 'javascript' && language !== 'go') return all;
    const long = quoted.startsWith('"""') || quoted.startsWith("'''");
    const body = long ? quoted.slice(3, -3) : quoted.slice(1, -1);
    strings.push(isComputed(language, prefix ?? '', quoted, body) ? undefined : unescape(body, (prefix ?? '').toLowerCase().includes('r')));
    return `${language === 'python' ? '' : (prefix ?? '')}"${strings.length - 1}"`;
  });
  return { bare: withConstants(withModules(language, bare, strings)), strings };
}

function isComputed(language: Language, prefix: string, quoted: string, body: string): boolean {
  if (language === 'python') return /f/i.test(prefix) && body.includes('{');
  if (language === 'javascript') return quoted.startsWith('`') && body.includes('${');
  if (language === 'ruby') return quoted.startsWith('"') && body.includes('#{');
  return language !== 'go' && quoted.startsWith('"') && /[$@][\w{]/.test(body);
}

function unescape(body: string, raw: boolean): string {
  if (raw) return body;
  return body.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[^])/g, (_, code: string) => (/^[xu]/.test(code) && code.length > 1 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : ({ n: '\n', t: '\t', r: '\r' } as Readonly<Record<string, string>>)[code] ?? code));
}

/** Modules whose functions run, delete, write or send: a name that code gives them or theirs is read as the module's own. */
const modules = /^(?:node:)?(?:child_process|fs|fs\/promises|os|shutil|subprocess|https?|axios|got|requests|httpx|undici|rimraf)$/;

/** `import subprocess as s`, `from shutil import rmtree as r`, `require("fs").rmSync`, `const { rm: del } = require("fs")`. */
function withModules(language: Language, bare: string, strings: readonly (string | undefined)[]): string {
  if (language === 'python') return withPythonModules(bare);
  if (language !== 'javascript') return bare;
  const nameOf = (index: string): string | undefined => {
    const module = strings[Number(index)];
    return module !== undefined && modules.test(module) ? module.replace(/^node:/, '').replace(/\/promises$/, '') : undefined;
  };
  let text = bare.replace(/\brequire\s*\(\s*"(\d+)"\s*\)\s*\./g, (all: string, index: string) => (nameOf(index) === undefined ? all : `${all} ${nameOf(index) ?? ''}.`));
  for (const [, listed = '', first = '', second = ''] of [...bare.matchAll(/\b(?:const|let|var|import)\s*\{([^}]*)\}\s*(?:=\s*(?:await\s+import|require)\s*\(\s*"(\d+)"|from\s*"(\d+)")/g)].slice(0, 32)) {
    const module = nameOf(first === '' ? second : first);
    if (module !== undefined) for (const [name, given] of namesIn(listed, /(?<!\s)\s+as\s+|(?<!\s)\s*:\s*/)) text = called(text, given, `${module}.${name}`);
  }
  for (const [, given = '', first = '', second = ''] of [...bare.matchAll(/\b(?:const|let|var|import)\s+(?:\*\s+as\s+)?([A-Za-z_$][\w$]*)\s*(?:=\s*(?:await\s+import|require)\s*\(\s*"(\d+)"\s*\)\s*(?=[;\n,]|$)|from\s*"(\d+)")/g)].slice(0, 32)) {
    const module = nameOf(first === '' ? second : first);
    if (module !== undefined && module !== given) text = text.replace(new RegExp(`(?<![\\w.$])${given.replace(/\$/g, '\\$')}\\.`, 'g'), `${module}.`);
  }
  return text;
}

function withPythonModules(bare: string): string {
  let text = bare;
  for (const [, module = '', given = ''] of [...bare.matchAll(/\bimport\s+(?:[\w.]+\s*,\s*)*(\w+)\s+as\s+(\w+)/g)].slice(0, 32)) {
    if (modules.test(module)) text = text.replace(new RegExp(`(?<![\\w.])${given}\\.`, 'g'), `${module}.`);
  }
  for (const [, module = '', listed = ''] of [...bare.matchAll(/\bfrom\s+(\w+)\s+import\s+\(?([\w, \t]+)/g)].slice(0, 32)) {
    if (modules.test(module)) for (const [name, given] of namesIn(listed, /(?<!\s)\s+as\s+/)) text = called(text, given, `${module}.${name}`);
  }
  return text;
}

/** The names of an import list with the names that they are given. */
function namesIn(list: string, between: RegExp): readonly (readonly [string, string])[] {
  return list.split(',').flatMap((one) => {
    const [name = '', given = name] = one.trim().split(between);
    return /^[A-Za-z_$][\w$]*$/.test(name) && /^[A-Za-z_$][\w$]*$/.test(given) ? [[name, given] as const] : [];
  });
}

/** Calls of a name read as calls of another; its declaration and methods of the same name stay. */
const called = (text: string, given: string, whole: string): string => text.replace(new RegExp(`(?<![\\w.$])${given.replace(/\$/g, '\\$')}(?=\\s*\\()`, 'g'), whole);

/** Names that are set once, to a string, stand for it. */
function withConstants(bare: string): string {
  const names = new Map<string, string | undefined>();
  for (const [, name, value] of bare.matchAll(/(?:^|[\s;{(])\$?([A-Za-z_]\w*)\s*=(?!=)\s*("\d+"(?=\s*(?:[;\n)]|$)))?/g)) {
    if (name !== undefined) names.set(name, names.has(name) ? undefined : value);
  }
  let text = pathConstants(bare);
  for (const [name, value] of [...names].slice(0, 64)) {
    if (value !== undefined) text = text.replace(new RegExp(`([(,\\[]\\s*)\\$?${name}(?=\\s*[,)\\]])`, 'g'), `$1${value}`);
  }
  return text;
}

/** `path = Path("a")`, set once: `path.write_text(` is then `Path("a").write_text(`. */
function pathConstants(bare: string): string {
  let text = bare;
  const set = [...bare.matchAll(/(?:^|\n)[ \t]*([A-Za-z_]\w*)\s*=\s*(?:pathlib\.)?Path\s*\(\s*("\d+")\s*\)[ \t]*(?=[\n;]|$)/g)].slice(0, 64);
  for (const [, name = '', value = ''] of set) {
    const assigned = bare.match(new RegExp(`(?<![\\w.])${name}\\s*=(?!=)|\\b(?:for|as)\\s+${name}\\b`, 'g'))?.length ?? 0;
    if (assigned === 1) text = text.replace(new RegExp(`(?<![\\w.])${name}\\.`, 'g'), `Path(${value}).`);
  }
  return text;
}
