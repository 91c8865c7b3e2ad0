import { guardEffect } from '../../resolve/guardReach.ts';
import { joinPath, relativeTo } from '../../resolve/lexicalPath.ts';
import { classifyPath } from '../../resolve/pathClass.ts';
import { shownPath } from '../../resolve/shownPath.ts';
import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument } from '../invocation.ts';

/** Most names of one archive that are looked at; what is larger is not read. */
const maxNames = 50_000;

/** What is unpacked, and where to. */
export interface Unpacking {
  /** The archive; undefined = it comes from a pipe. */
  readonly archive: Argument | undefined;
  readonly into: Argument | undefined;
  /** The members that are asked for; none = all. */
  readonly members: readonly Argument[];
  /** Directories that are taken off the names. */
  readonly strip: number;
  /** Whether the names are changed in a way that is not followed. */
  readonly renames: boolean;
}

/** unzip, 7z and their like: the first operand is the archive. */
export const unpack: Handler = (invocation, scope) => {
  const [archive, ...members] = invocation.operands;
  const into = ['-d', '-o', '--extract-to', '-C'].map((option) => invocation.value(option)).find((value) => value !== undefined);
  return unpackEffects({ archive, into, members, strip: 0, renames: invocation.has('-j') }, invocation.span, scope);
};

/**
 * Files of the guard that unpacking puts content into: the names of the archive are read and judged like a list of files. An
 * archive that is not read asks where it is unpacked above such files; where nothing can be read at all (a described scene)
 * nothing is said.
 */
export function unpackEffects(unpacking: Unpacking, span: Span, scope: Scope): readonly Effect[] {
  const { archive, into, members } = unpacking;
  const directory = scope.resolve(into?.text ?? '.');
  if (directory === undefined || scope.place.kind !== 'local') return [];
  const real = scope.realPath(directory);
  const held = members.flatMap((member) => heldAt(member.text, real, unpacking, scope));
  const names = members.length > 0 ? [] : namesIn(archive, unpacking, scope);
  if (names === undefined) return unread(real, archive, span, scope);
  const [first] = [...held, ...names.flatMap((name) => heldAt(name, real, unpacking, scope))];
  return first === undefined ? [] : [guardEffect('changes', first, archive ?? { text: undefined, raw: 'the archive', glob: false, splits: false, span }, scope)];
}

function namesIn(archive: Argument | undefined, { renames }: Unpacking, scope: Scope): readonly string[] | undefined {
  const path = archive?.text === undefined || archive.text === '-' ? undefined : scope.resolve(archive.text);
  const names = path === undefined || renames ? undefined : scope.world.archive?.(scope.realPath(path));
  return names !== undefined && names.length <= maxNames && scope.spend(names.length) ? names : undefined;
}

/** Only a name with a hidden segment can be one of the guard's, but for a few files of opencode and its kin. */
function heldAt(name: string | undefined, directory: string, { strip }: Unpacking, scope: Scope): readonly string[] {
  if (name === undefined || !/(?:^|\/)\.|json/.test(name)) return [];
  const path = joinPath(directory, (name.split(/[*?[]/, 1)[0] ?? '').split('/').filter((segment) => segment !== '' && segment !== '.').slice(strip).join('/'));
  return path !== directory && classifyPath(scope.realPath(path), scope.world).class === 'guard' ? [path] : [];
}

function unread(directory: string, archive: Argument | undefined, span: Span, scope: Scope): readonly Effect[] {
  const { world } = scope;
  const held = world.archive === undefined ? undefined : world.protectedPaths.find((path) => relativeTo(directory, path, world.caseInsensitive) !== undefined);
  if (held === undefined) return [];
  return [scope.effect({
    kind: 'guard', reversibility: 'reversible', blastRadius: 'workspace', posture: 'ask', rule: 'guard.unread-archive',
    reason: `what is in ${archive === undefined ? 'the archive' : `\`${archive.raw}\``} could not be read, and it may put files in place of those on which the guard rests (\`${shownPath(held, world)}\`)`, alternative: 'unpack it into a directory of its own first',
  }, span)];
}
