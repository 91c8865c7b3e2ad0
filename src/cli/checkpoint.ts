import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { size } from '../core/impact/words.ts';
import { visibleLine } from '../core/visibleText.ts';
import { readManifest, type Manifest, type ManifestHeader } from '../node/checkpoint/manifest.ts';
import { keptText, restoreRows } from '../node/checkpoint/rows.ts';
import { checkpointDirectory } from '../node/checkpoint/storePlaces.ts';
import { listCheckpoints, newCheckpointId } from '../node/checkpoint/checkpointStore.ts';
import { git } from '../node/git/gitCommand.ts';
import { realPathOf } from '../node/liveWorld.ts';
import { pruneCheckpoints, retentionOf } from '../node/checkpoint/pruneCheckpoints.ts';
import { restoreCheckpoint, type RestoreRequest } from '../node/checkpoint/restoreCheckpoint.ts';
import { openSpool } from '../node/trace/spool.ts';
import { checkpointStoreOf } from '../node/stateDirectory.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { UsageError, type CommandIo } from './commandIo.ts';

interface Place {
  readonly io: CommandIo;
  readonly root: string;
  readonly store: string;
}

/** `checkpoint list|show|diff|restore|prune`, over the same functions as the editor. An agent that runs the last two is asked about. */
export async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const [word = '', ...rest] = args;
  const root = workspaceRootOf(io.state, realPathOf(io.cwd), realPathOf(io.home));
  const place: Place = { io, root, store: checkpointStoreOf(io.state, root) };
  const { newer, operands } = readOptions(rest);
  const [id, ...paths] = operands;
  switch (word) {
    case 'list':
      return list(place);
    case 'prune':
      return prune(place);
    case 'show':
      return show(manifestOf(id, place), io);
    case 'diff':
      return diff(manifestOf(id, place), paths, place);
    case 'restore':
      return restore(manifestOf(id, place), { newer, ...(paths.length === 0 ? {} : { only: absolute(paths, io) }) }, place);
    default:
      throw new UsageError('say `list`, `show`, `diff`, `restore` or `prune`');
  }
}

function readOptions(args: readonly string[]): { readonly newer: RestoreRequest['newer']; readonly operands: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { newer: { type: 'string' } }, allowPositionals: true });
    const { newer = 'ask' } = values;
    if (newer !== 'ask' && newer !== 'skip' && newer !== 'overwrite' && newer !== 'keep-both') throw new UsageError('`--newer` must be skip, overwrite or keep-both');
    return { newer, operands: positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options are not understood');
  }
}

const absolute = (paths: readonly string[], io: CommandIo): readonly string[] => paths.map((one) => path.join(realPathOf(path.dirname(path.resolve(io.cwd, one))), path.basename(one)));

function manifestOf(id: string | undefined, { store }: Place): Manifest {
  if (id === undefined) throw new UsageError('say the id of a checkpoint; `tagout checkpoint list` shows them');
  return readManifest(checkpointDirectory(store, path.basename(id)));
}

function list({ io, root, store }: Place): number {
  const all = listCheckpoints(store);
  if (all.length === 0) io.write(`Nothing is kept of ${root}.\n`);
  for (const header of all) io.write(`${header.id}  ${String(header.files).padStart(6)} files  ${size(header.bytes).padStart(8)}  ${reasonOf(header)}\n`);
  return 0;
}

function reasonOf({ before = {} }: ManifestHeader): string {
  if (before.restoring !== undefined) return `before restoring ${before.restoring}`;
  return before.instead === true ? 'instead of a question' : 'before an approved act';
}

function show(manifest: Manifest, io: CommandIo): number {
  io.write(`${manifest.id}: ${manifest.files} files (${size(manifest.bytes)}) of ${manifest.root}, ${reasonOf(manifest)}\n`);
  for (const { label, note } of restoreRows(manifest)) io.write(`  ${visibleLine(label)}  ${visibleLine(note)}\n`);
  for (const text of manifest.beyond) io.write(`not covered: ${visibleLine(text)}\n`);
  return 0;
}

/** What restoring would change, as a unified diff of the texts. */
async function diff(manifest: Manifest, paths: readonly string[], { io, store, root }: Place): Promise<number> {
  const only = new Set(absolute(paths, io));
  const directory = fs.mkdtempSync(path.join(io.tempDirectory, 'tagout-diff-'));
  try {
    for (const entry of manifest.entries) {
      if (entry.kind !== 'file' || (only.size > 0 && !only.has(entry.path))) continue;
      const name = path.relative(root, entry.path);
      const text = keptText(store, entry);
      if (text === undefined) {
        io.write(`${visibleLine(name)}: too large to show\n`);
        continue;
      }
      const kept = path.join(directory, 'kept');
      fs.writeFileSync(kept, text);
      const now = fs.existsSync(entry.path) ? entry.path : os.devNull;
      const said = (await git(directory, ['diff', '--no-index', '--', now, kept], { accept: [1] })).toString('utf8');
      // What stands above names files of ours.
      const lines = said.slice(said.search(/^@@ /m));
      if (said !== '') io.write(/^@@ /m.test(said) ? `--- now/${visibleLine(name)}\n+++ kept/${visibleLine(name)}\n${lines}` : `${visibleLine(name)}: differs, and is no text\n`);
    }
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
  return 0;
}

async function restore({ id, root }: Manifest, how: Pick<RestoreRequest, 'newer' | 'only'>, { io, store }: Place): Promise<number> {
  const at = new Date(io.now());
  const result = await restoreCheckpoint({ store, id, keepAs: newCheckpointId(at), at, ...how });
  if (result.kind === 'newer') {
    for (const work of result.newer) io.complain(`newer: ${visibleLine(work.kind === 'file' ? work.path : work.name)}\n`);
    io.complain('Nothing was changed. Say --newer skip, overwrite or keep-both.\n');
    return 10;
  }
  const files = result.restored.length + result.removed.length;
  const { keptBeside } = result;
  if (result.kind === 'restored' || result.touched) openSpool(io.state, root, io.now).append({ workspace: root }, [{ kind: 'restore', checkpoint: id, files, by: os.userInfo().username, ...(keptBeside === undefined ? {} : { keptBeside: keptBeside.id }) }], 'durable');
  if (result.kind === 'failed') throw new Error(`${result.touched ? 'restored only in part' : 'nothing was changed'}: ${result.why}`);
  io.write(`Restored ${files} files and folders; ${result.unchanged} were unchanged.\n${result.notes.map((note) => `${note}\n`).join('')}${keptBeside === undefined ? '' : `What was replaced is kept as ${keptBeside.id}.\n`}`);
  return 0;
}

function prune({ io, root, store }: Place): number {
  const pruned = pruneCheckpoints(store, retentionOf(io.state, root), io.now());
  if (pruned.kind === 'busy') throw new Error('a checkpoint is being taken or removed; try again');
  if (pruned.event === undefined) {
    io.write('Every checkpoint is still to be kept.\n');
    return 0;
  }
  openSpool(io.state, root, io.now).append({ workspace: root }, [pruned.event], 'durable');
  const { checkpoints, promised, bytes, why } = pruned.event;
  io.write(`Removed ${checkpoints.length} checkpoints (${size(bytes)}): ${why}\n${promised.length === 0 ? '' : `Earlier than they were to be kept: ${promised.join(', ')}\n`}`);
  return 0;
}
