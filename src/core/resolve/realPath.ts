import type { Overlay } from '../shell/state.ts';
import type { World } from '../world.ts';
import { joinPath, relativeTo } from './lexicalPath.ts';

/** Most links that are followed in one path. */
const maxLinks = 16;

/** The real path of an absolute one: first the links that the line itself makes, then those on disk. */
export function realPathOf(absolute: string, world: World, overlay: Overlay): string {
  let path = absolute;
  for (let round = 0; round < maxLinks && overlay.links.size > 0; round += 1) {
    const next = throughLinks(path, overlay);
    if (next === path) break;
    path = next;
  }
  return world.path(path).realPath;
}

function throughLinks(path: string, overlay: Overlay): string {
  for (const [link, target] of overlay.links) {
    const rest = relativeTo(link, path, false);
    if (rest !== undefined) return rest === '' ? target : joinPath(target, rest);
  }
  return path;
}
