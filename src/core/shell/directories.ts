import type { Argument } from '../classify/invocation.ts';
import { isAbsolute, joinPath } from '../resolve/lexicalPath.ts';
import type { Output, Walker } from './walker.ts';

/** `cd`: the last of several words of zsh is not followed. */
export function changeDirectory(words: readonly Argument[], walker: Walker): Output {
  const { state } = walker;
  const places = words.filter((word) => word.text === undefined || word.text === '-' || !word.text.startsWith('-'));
  // `cd a b` of zsh puts b in place of a.
  state.move(places.length > 1 ? undefined : placeOf(places[0], words.length, walker));
  return '';
}

/** `pushd`: as `cd`, and `popd` comes back. */
export function pushDirectory(words: readonly Argument[], walker: Walker): Output {
  const { state } = walker;
  const from = state.cwd;
  if (words.length === 0 || words.some((word) => /^[-+]\d/.test(word.text ?? ''))) {
    state.move(words.length === 0 ? state.directories[0] : undefined);
    state.directories = words.length === 0 ? [from, ...state.directories.slice(1)] : [];
    return undefined;
  }
  changeDirectory(words, walker);
  walker.spend(state.directories.length);
  state.directories = [from, ...state.directories];
  return undefined;
}

/** `popd`: back to where the last `pushd` came from. */
export function popDirectory(words: readonly Argument[], { state }: Walker): Output {
  state.move(words.length === 0 ? state.directories[0] : undefined);
  state.directories = state.directories.slice(1);
  return undefined;
}

/** Where `cd` goes; undefined = not known. */
function placeOf(target: Argument | undefined, count: number, walker: Walker): string | undefined {
  const { state } = walker;
  const scope = walker.scope(undefined);
  if (target === undefined) return count === 0 ? scope.variable('HOME') : undefined;
  if (target.text === '-') return state.previousCwd;
  if (target.text === undefined || target.glob) return undefined;
  if (isAbsolute(target.text)) return scope.realPath(joinPath('/', target.text));
  const searched = walker.state.variables.get('CDPATH');
  if (state.cwd === undefined || (searched !== undefined && searched.text !== '' && !/^\.{1,2}(?:\/|$)/.test(target.text))) return undefined;
  return scope.realPath(joinPath(state.cwd, target.text));
}

