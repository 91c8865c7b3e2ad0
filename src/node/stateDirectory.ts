import * as os from 'node:os';
import * as path from 'node:path';

/**
 * Where everything lives that must outlast a process and stay out of an agent's reach: outside every repository,
 * directories 0700, files 0600.
 *
 *     <state>/bin/                    launcher (stable path), hook bundle by version
 *     <state>/policy.json             compiled policy
 *     <state>/windows/<id>.json       one record per editor window (protocol/channel.ts)
 *     <state>/install.json            which agent configurations were changed, with backups under <state>/backups/
 *     <state>/workspaces/<key>/       workspace.json, freeze.json, trace/{spool,segments}/, sessions/, checkpoints/
 *
 * The launcher hands its own location over with `--state`, so that an agent which clears or changes the environment does
 * not split the state in two. Without it: `$XDG_STATE_HOME/tagout`, else the platform's own place.
 */
export function defaultStateDirectory(env: Readonly<Record<string, string | undefined>> = process.env, platform: NodeJS.Platform = process.platform, home: string = os.homedir()): string {
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'tagout');
  if (env['XDG_STATE_HOME'] !== undefined && path.isAbsolute(env['XDG_STATE_HOME'])) return path.join(env['XDG_STATE_HOME'], 'tagout');
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'tagout');
  return path.join(home, '.local', 'state', 'tagout');
}

/** Directory of one workspace's state. `root` is absolute with symlinks resolved. */
export const workspaceStateDirectory = (state: string, root: string): string => path.join(state, 'workspaces', workspaceKey(root));

/** Stable, readable name for a workspace root: last path segment and a 64-bit FNV-1a of the whole path (no crypto on the hot path). */
export function workspaceKey(root: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(root, 'utf8')) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  const name = path.basename(root).replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 40) || 'root';
  return `${name}-${hash.toString(16).padStart(16, '0')}`;
}
