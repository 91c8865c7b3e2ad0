import type { World } from '../world.ts';
import { relativeTo } from './lexicalPath.ts';

/** A path as a person reads it: relative to the workspace, below home with `~`, else absolute (the workspace itself too). */
export function shownPath(path: string, world: World): string {
  const inside = relativeTo(world.root, path, world.caseInsensitive);
  if (inside !== undefined && inside !== '') return inside;
  const inHome = relativeTo(world.home, path, world.caseInsensitive);
  return inHome === undefined || inHome === '' || inside === '' ? path : `~/${inHome}`;
}
