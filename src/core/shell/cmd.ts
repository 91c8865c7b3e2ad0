import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Effect, Span } from '../verdict.ts';
import { scopeIn } from './powershell.ts';

/** Effects of a cmd line: plain commands joined by `&`, `&&`, `||`, `|`. Blocks, loops and unknown variables are uninspectable. */
export function judgeCmd(text: string, scope: Scope, span: Span): readonly Effect[] {
  if (scope.depth > 10) return [scope.uninspectable('limit.depth', 'shells are nested too deep', span)];
  const effects: Effect[] = [];
  let here = scope;
  for (const line of splitCmd(text)) {
    const command = readCmd(line, here, span);
    const name = command.words[0]?.text?.toLowerCase();
    if (name === 'cd' || name === 'chdir' || name === 'pushd') {
      const target = command.words.slice(1).find((word) => word.text?.toLowerCase() !== '/d');
      if (target !== undefined) here = scopeIn(here, target.text === undefined ? undefined : here.resolve(target.text));
      continue;
    }
    effects.push(...cmdEffects(command.words, here, span), ...command.writes.flatMap((path) => here.path('write', path, 'shell.redirect')));
  }
  return effects;
}

/** Cuts at operators outside quotes; a caret takes the meaning of the next character away and stays for {@link readCmd}. */
function splitCmd(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '"') quoted = !quoted;
    if (character === '^' && !quoted) {
      line += text[at + 1] ?? '';
      at += 1;
    } else if (!quoted && /[&|\n\r]/.test(character)) {
      lines.push(line);
      line = '';
    } else line += character;
  }
  return [...lines, line].map((one) => one.trim().replace(/^@/, '')).filter((one) => one !== '');
}

function readCmd(line: string, scope: Scope, span: Span): { readonly words: readonly Argument[]; readonly writes: readonly Argument[] } {
  const words: Argument[] = [];
  const writes: Argument[] = [];
  let redirect = false;
  for (const [raw] of line.matchAll(/\d?>{1,2}(?:&\d)?|(?:"[^"]*"?|[^\s">])+/g)) {
    if (/^\d?>/.test(raw)) {
      redirect = !raw.includes('&');
      continue;
    }
    const text = expand(raw.replace(/"/g, ''), scope);
    const word: Argument = { text: text?.replace(/\\/g, '/'), raw, glob: /[*?]/.test(text ?? ''), splits: false, span };
    if (!redirect) words.push(word);
    else if (word.text?.toLowerCase() !== 'nul') writes.push(word);
    redirect = false;
  }
  return { words, writes };
}

/** `%NAME%`; a variable that is not known makes the word unknown. */
function expand(text: string, scope: Scope): string | undefined {
  let known = true;
  const value = text.replace(/%([^%\s]+)%|%%?~?\w|!([^!\s]+)!/g, (_, percent: string | undefined, bang: string | undefined) => {
    const name = (percent ?? bang ?? '').toUpperCase();
    const found = name === 'USERPROFILE' ? scope.world.home : name === 'CD' ? scope.cwd : name === 'COMSPEC' ? 'cmd.exe' : name === 'TEMP' || name === 'TMP' ? scope.world.tempDirectories[0] : scope.variable(name);
    if (found === undefined) known = false;
    return found ?? '';
  });
  return known ? value : undefined;
}

const shows = new Set(['dir', 'echo', 'where', 'ver', 'vol', 'cls', 'rem', 'title', 'tree', 'find', 'findstr', 'more', 'help', 'path', 'set', 'date', 'time', 'exit', 'pause', 'tasklist', 'systeminfo', 'hostname', 'whoami', 'ipconfig', 'fc', 'comp', 'sort', 'assoc', 'ftype', 'popd', 'setlocal', 'endlocal', 'timeout', 'chcp', 'color']);

function cmdEffects(words: readonly Argument[], scope: Scope, span: Span): readonly Effect[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  if (first.text === undefined) return [scope.uninspectable('cmd.computed-command', `the name of the command \`${first.raw}\` is only known when it runs`, span)];
  const name = first.text.replace(/^.*\//, '').replace(/\.exe$/i, '').toLowerCase();
  const rule = `cmd.${name.replace(/[^\w-]/g, '')}`;
  const has = (option: string): boolean => rest.some((word) => word.text?.toLowerCase() === option);
  const paths = rest.filter((word) => word.text === undefined || !/^\/[a-z?](?::|$)/i.test(word.text));
  if (shows.has(name)) return [scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', rule, reason: `\`${name}\` only shows something` }, span)];
  switch (name) {
    case 'type':
      return paths.flatMap((path) => scope.path('read', path, rule));
    case 'del':
    case 'erase':
    case 'rd':
    case 'rmdir':
      return paths.flatMap((path) => scope.path(has('/s') ? 'delete-tree' : 'delete', path, rule));
    case 'md':
    case 'mkdir':
      return paths.flatMap((path) => scope.path('append', path, rule));
    case 'copy':
    case 'xcopy':
      return [...paths.slice(0, -1).flatMap((path) => scope.path('read', path, rule)), ...paths.slice(-1).flatMap((path) => scope.path('write', path, rule))];
    case 'move':
    case 'ren':
    case 'rename':
      return [...paths.slice(0, 1).flatMap((path) => scope.path('move', path, rule)), ...paths.slice(1).flatMap((path) => scope.path('write', path, rule))];
    case 'format':
    case 'diskpart':
      return [scope.effect({ kind: 'system', reversibility: 'irreversible', blastRadius: 'machine', posture: 'deny', rule, reason: 'erases a volume' }, span)];
    case 'shutdown':
      return [scope.effect({ kind: 'system', reversibility: 'recoverable', blastRadius: 'machine', posture: 'deny', rule, reason: 'switches the machine off' }, span)];
    case 'cmd':
      return scope.inDirectory(scope.cwd, (inner) => inner.code('cmd', rest.filter((word) => !/^\/[a-z]$/i.test(word.text ?? '')).map((word) => word.text ?? '%UNKNOWN%').join(' ').replace(/\//g, '\\').replace(/ \\([a-z])(?= |$)/gi, ' /$1'), span));
    case 'powershell':
    case 'pwsh':
      return scope.inDirectory(scope.cwd, (inner) => inner.code('powershell', words.map((word) => (word.raw.startsWith('"') ? word.raw : (word.text ?? '$unknown'))).join(' '), span));
    case 'for':
    case 'forfiles':
    case 'if':
    case 'call':
    case 'start':
      return [scope.uninspectable(rule, `what \`${name}\` runs is not followed`, span)];
    default:
      return scope.command(words, span);
  }
}
