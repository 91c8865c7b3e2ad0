import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import { isAbsolute, parentOf, relativeTo, toSlashes } from '../resolve/lexicalPath.ts';
import type { Effect, Span } from '../verdict.ts';

/** `mklink [/d] LINK TARGET`: later paths of the line lead where it points. */
function linked(paths: readonly Argument[], rule: string, scope: Scope, span: Span): readonly Effect[] {
  const [link, target] = paths;
  const from = link?.text === undefined ? undefined : scope.resolve(link.text);
  const to = from === undefined || target?.text === undefined ? undefined : scope.resolve(isAbsolute(toSlashes(target.text, true)) ? target.text : `${parentOf(from)}/${toSlashes(target.text, true)}`);
  if (link === undefined || from === undefined || to === undefined) return [scope.uninspectable(rule, 'makes a link that is only known when it runs, so that later paths lead elsewhere', span)];
  if (relativeTo(scope.world.root, scope.realPath(to), scope.world.caseInsensitive) === undefined) return [scope.uninspectable(rule, 'makes a link out of the workspace, so that later paths lead there', span)];
  const effects = scope.path('append', link, rule);
  scope.note({ link: from, target: to });
  return effects;
}

/** Commands that only show something, whatever their words. */
const shows = new Set('dir echo where ver vol cls rem title tree find findstr more help exit pause tasklist systeminfo hostname whoami fc comp setlocal endlocal timeout chcp color goto shift prompt verify break'.split(' '));
/** Commands that show without words (or with `/t`) and change with others. */
const showsAlone = new Set(['date', 'time', 'path', 'assoc', 'ftype', 'label']);
const own = [...shows, ...showsAlone, 'del', 'erase', 'rd', 'rmdir', 'md', 'mkdir', 'copy', 'xcopy', 'move', 'ren', 'rename', 'type', 'cd', 'chdir', 'pushd', 'popd', 'set', 'call', 'start', 'mklink'];
const internal = new RegExp(`^(?:${own.join('|')})(?=$|[/\\\\.,;:=+["(])`);

/** The name of one of cmd's own commands at the beginning of a word: `rd` of `rd/s`. */
export const internalName = (word: string): string | undefined => internal.exec(word)?.[0];

/** What one of cmd's own commands does; undefined = not one of them. */
export function cmdBuiltin(name: string, words: readonly Argument[], scope: Scope, span: Span): readonly Effect[] | undefined {
  const rule = `cmd.${name}`;
  const has = (option: string): boolean => words.some((word) => word.text?.toLowerCase().startsWith(option) === true);
  const paths = words.filter((word) => word.text === undefined || !/^\/-?[a-z?](?:[:\w-]*)$/i.test(word.text));
  const reads = scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', rule, reason: `\`${name}\` only shows something` }, span);
  if (shows.has(name)) return [reads];
  if (showsAlone.has(name)) return words.every((word) => /^\/t$|^\.\w+$/i.test(word.text ?? '')) ? [reads] : [scope.uninspectable(rule, `\`${name}\` changes the system`, span)];
  const removal = has('/s') ? 'delete-tree' : 'delete';
  switch (name) {
    case 'type':
      return [reads, ...paths.flatMap((path) => scope.path('read', path, rule))];
    case 'del':
    case 'erase':
      return paths.flatMap((path) => scope.path(removal, path, rule));
    case 'rd':
    case 'rmdir':
      return paths.flatMap((path) => scope.path(removal, path, rule));
    case 'md':
    case 'mkdir':
      return paths.flatMap((path) => scope.path('append', path, rule));
    case 'copy':
    case 'xcopy':
      return [...paths.slice(0, -1).flatMap((path) => scope.path('read', path, rule)), ...paths.slice(-1).flatMap((path) => scope.path('replace', path, rule))];
    case 'move':
    case 'ren':
    case 'rename':
      return [...paths.slice(0, 1).flatMap((path) => scope.path('move', path, rule)), ...paths.slice(1).flatMap((path) => scope.path('replace', path, rule))];
    case 'mklink':
      return linked(paths, rule, scope, span);
    case 'format':
    case 'diskpart':
      return [scope.effect({ kind: 'system', reversibility: 'irreversible', blastRadius: 'machine', posture: 'deny', rule, reason: 'erases a volume' }, span)];
    case 'shutdown':
      return [scope.effect({ kind: 'system', reversibility: 'recoverable', blastRadius: 'machine', posture: 'deny', rule, reason: 'switches the machine off' }, span)];
    case 'sort':
      return words.some((word) => /^\/o/i.test(word.text ?? '')) ? undefined : [reads];
    default:
      return undefined;
  }
}
