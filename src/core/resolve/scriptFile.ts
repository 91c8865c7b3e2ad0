import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Language } from '../classify/programTable.ts';
import type { Effect } from '../verdict.ts';
import { baseName, relativeTo } from './lexicalPath.ts';

const byExtension: Readonly<Record<string, Language>> = {
  sh: 'shell', bash: 'shell', zsh: 'shell', command: 'shell', py: 'python', js: 'javascript', mjs: 'javascript', cjs: 'javascript', ts: 'javascript', mts: 'javascript', cts: 'javascript',
  tsx: 'javascript', jsx: 'javascript', rb: 'ruby', pl: 'perl', php: 'php', lua: 'lua', r: 'r', ps1: 'powershell', bat: 'cmd', cmd: 'cmd', awk: 'awk', sed: 'sed', go: 'go', sql: 'other',
};

/** What running a file does: it is read and judged as its language; a file that cannot be read is not known. */
export function scriptEffects(language: Language, file: Argument, rule: string, scope: Scope, parameters?: readonly Argument[]): readonly Effect[] {
  const path = file.text === undefined || file.glob ? undefined : scope.resolve(file.text);
  if (path === undefined) return [scope.uninspectable(rule, `which file \`${file.raw}\` is, is not known before it runs`, file.span)];
  if (scope.place.kind === 'container') return [scope.effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', posture: 'routine', rule, reason: `runs \`${file.raw}\` in ${scope.place.name}` }, file.span)];
  const text = scope.readText(path) ?? (/\.\w+$/.test(path) ? undefined : language === 'javascript' ? ['.js', '.mjs', '.ts', '/index.js'].map((end) => scope.readText(path + end)).find((one) => one !== undefined) : undefined);
  if (text === undefined) return [scope.uninspectable(rule, `the file \`${file.raw}\` could not be read`, file.span)];
  if (/\u0000/.test(text.slice(0, 4096))) return [scope.uninspectable(rule, `\`${file.raw}\` is a binary program`, file.span)];
  const actual = language === 'other' ? languageOf(path, text) : language;
  if (actual === 'shell') return scope.shell(text, file.span, undefined, parameters);
  if (actual === 'other') return [scope.uninspectable(rule, `the language of \`${file.raw}\` is not known`, file.span)];
  const effects = scope.code(actual, text, file.span);
  return isOfProject(path, text, scope) ? effects.map((effect) => (effect.uninspectable && effect.rule === 'code.write' ? output(file, scope) : effect)) : effects;
}

/** A script of the project that neither the agent nor this line has written. */
const isOfProject = (path: string, text: string, scope: Scope): boolean =>
  (relativeTo(scope.world.root, path, scope.world.caseInsensitive) ?? '') !== '' && !scope.world.session.written.includes(path) && scope.world.readText(path) === text;

/** Where such a script writes its output is its own affair, also where the place is only known when it runs. */
const output = (file: Argument, scope: Scope): Effect => scope.effect({ kind: 'write', reversibility: 'reversible', blastRadius: 'workspace', rule: 'code.output', reason: `writes files that \`${file.raw}\` names while it runs` }, file.span);

/** By the first line, else by the name. */
function languageOf(path: string, text: string): Language {
  const shebang = /^#!\s*(?:\S*\/env\s+(?:-S\s+)?)?(\S+)/.exec(text)?.[1];
  const program = shebang === undefined ? undefined : baseName(shebang).replace(/(?<![\d.])[\d.]+$/, '');
  switch (program) {
    case 'sh': case 'bash': case 'zsh': case 'dash': case 'ash': case 'ksh':
      return 'shell';
    case 'python':
      return 'python';
    case 'node': case 'bun': case 'deno': case 'tsx': case 'ts-node':
      return 'javascript';
    case 'ruby': case 'perl': case 'php': case 'lua': case 'awk': case 'sed':
      return program;
    case 'gawk': case 'mawk':
      return 'awk';
    case undefined: {
      const name = baseName(path);
      const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toLowerCase() : '';
      return Object.hasOwn(byExtension, extension) ? (byExtension[extension] ?? 'other') : extension === '' && shebang === undefined ? 'shell' : 'other';
    }
    default:
      return 'other';
  }
}
