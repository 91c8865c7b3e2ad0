import * as path from 'node:path';
import { below } from './ancestors.ts';
import { homeDirectory } from './userDirectories.ts';

/**
 * Where everything lives that must outlast a process and stay out of an agent's reach: outside every repository,
 * directories 0700, files 0600.
 *
 *     <state>/bin/                    launcher (stable path), hook bundle by version
 *     <state>/policy.json             compiled policy
 *     <state>/tables/                 program tables that the user wrote; <state>/programs/ the same compiled
 *     <state>/windows/<id>.json       one record per editor window (protocol/channel.ts)
 *     <state>/pauses/                 one file for each paused agent and workspace; absent while none is
 *     <state>/install.json            which agent configurations were changed, with backups under <state>/backups/
 *     <state>/workspaces/<key>/       workspace.json, freeze.json, trust.json, programs/, trace/{spool,segments}/, sessions/, checkpoints/
 *
 * The launcher hands its own location over with `--state`, so that an agent which clears or changes the environment does
 * not split the state in two. Without it: `$XDG_STATE_HOME/tagout`, else the platform's own place.
 */
export function defaultStateDirectory(env: Readonly<Record<string, string | undefined>> = process.env, platform: NodeJS.Platform = process.platform, home: string = homeDirectory(env, platform)): string {
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'tagout');
  if (env['XDG_STATE_HOME'] !== undefined && path.isAbsolute(env['XDG_STATE_HOME'])) return path.join(env['XDG_STATE_HOME'], 'tagout');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'tagout');
  return path.join(home, '.local', 'state', 'tagout');
}

/** Directory of one workspace's state. `root` is absolute with symlinks resolved. */
export const workspaceStateDirectory = (state: string, root: string): string => below(state, 'workspaces', workspaceKey(root));

/** Where the checkpoints of a workspace lie. */
export const checkpointStoreOf = (state: string, root: string): string => below(workspaceStateDirectory(state, root), 'checkpoints');

/** Stable, readable name for a workspace root: last path segment and a 64-bit FNV-1a of the whole path (no crypto on the hot path). */
export function workspaceKey(root: string): string {
  const known = keys.get(root);
  if (known !== undefined) return known;
  const name = path.basename(root).replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 40) || 'root';
  const key = `${name}-${fnv1a64(root)}`;
  if (keys.size >= keptKeys) keys.clear();
  keys.set(root, key);
  return key;
}

/** The last names that were made: one judgement asks for those of all its ancestors three times. */
const keys = new Map<string, string>();
const keptKeys = 256;

/**
 * 64-bit FNV-1a over UTF-8, sixteen hexadecimal digits, in four limbs of 16 bits: the hook computes it for every ancestor
 * of its directory, and big integers cost it milliseconds. The prime is 2^40 + 0x1b3.
 */
function fnv1a64(text: string): string {
  let [a, b, c, d] = [0x2325, 0x8422, 0x9ce4, 0xcbf2];
  for (const byte of Buffer.from(text, 'utf8')) {
    a ^= byte;
    const low = a * 0x1b3;
    const second = b * 0x1b3 + (low >>> 16);
    const third = c * 0x1b3 + (a << 8) + (second >>> 16);
    const fourth = d * 0x1b3 + (b << 8) + (third >>> 16);
    [a, b, c, d] = [low & 0xffff, second & 0xffff, third & 0xffff, fourth & 0xffff];
  }
  return [d, c, b, a].map((limb) => limb.toString(16).padStart(4, '0')).join('');
}
