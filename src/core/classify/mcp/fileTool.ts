import type { Effect, Span } from '../../verdict.ts';
import type { PathUse, Scope } from '../handler.ts';
import { wordOf } from '../http.ts';
import type { McpCall } from '../mcp.ts';
import { listMember, textMember } from './argumentText.ts';
import { claimOf, nameParts } from './toolName.ts';

const fileServers = /^(?:.*[_-])?(?:filesystem|file-?system|fs|files?|vscode|editor|workspace|desktop-?commander|text-?editor|serena|jetbrains)(?:[_-].*)?$/i;
const fileTools = /(?:^|_)(?:file|files|directory|directories|dir|folder|path|patch)(?:_|$)/i;
const remoteKeys = ['owner', 'repo', 'repository', 'branch', 'projectid', 'bucket', 'host', 'siteid', 'driveid', 'fileid', 'pageid'];

/** A tool that works on files of this machine: by its server or name, and without the arguments of a remote store. */
export function isFileTool(call: McpCall): boolean {
  if (textMember(call.input, ...remoteKeys) !== undefined) return false;
  const tool = nameParts(call.tool).join('_');
  const named = fileTools.test(tool) || tool === 'apply_patch' || tool === 'edit' || tool === 'write' || tool === 'read' || (call.server !== undefined && /commander|file-?system/i.test(call.server) && /^(?:edit|read|write|create|replace|view|insert)_/.test(tool)) || pathsOf(call.input).some((path) => path.startsWith('file:'));
  const local = call.server === undefined || fileServers.test(call.server);
  const hasPath = pathsOf(call.input).length > 0 || textMember(call.input, 'input', 'patch', 'diff') !== undefined;
  return hasPath && named && (local || pathsOf(call.input).some((path) => /^(?:[/~]|\.\.?\/|[A-Za-z]:\\|file:)/.test(path)));
}

/** Effects of a file tool, path by path. */
export function fileToolEffects(call: McpCall, scope: Scope, span: Span): readonly Effect[] {
  const patch = textMember(call.input, 'input', 'patch', 'diff');
  if (patch?.includes('*** Begin Patch')) return patchEffects(patch, scope, span);
  const judge = (use: PathUse, path: string): readonly Effect[] => scope.path(use, wordOf(path.replace(/^file:\/\//, ''), span), `mcp.file-${use}`);
  const parts = nameParts(call.tool);
  const paths = pathsOf(call.input);
  const source = textMember(call.input, 'source', 'from', 'src', 'oldpath', 'sourcepath');
  const destination = textMember(call.input, 'destination', 'to', 'dest', 'newpath', 'destinationpath', 'target');
  if (source !== undefined && destination !== undefined) {
    const moves = parts.some((part) => part === 'move' || part === 'rename' || part === 'mv');
    return [...judge(moves ? 'move' : 'read', source), ...judge('write', destination)];
  }
  switch (claimOf(call.tool)) {
    case 'read':
      return paths.flatMap((path) => judge('read', path));
    case 'destroy':
      return paths.flatMap((path) => judge(deletesTree(parts, call.input) || isDirectory(path, scope) ? 'delete-tree' : 'delete', path));
    case 'write':
      return paths.flatMap((path) => judge('write', path));
    case 'unknown':
      return [scope.uninspectable('mcp.unknown-file-tool', `it is not known what \`${call.tool}\` does to the file`, span, { kind: 'write' })];
  }
}

const deletesTree = (parts: readonly string[], input: unknown): boolean => parts.some((part) => /^(?:director(?:y|ies)|dirs?|folders?|tree|recursive)$/.test(part)) || /"recursive"\s*:\s*true/i.test(JSON.stringify(input ?? ''));

function isDirectory(path: string, scope: Scope): boolean {
  const absolute = scope.resolve(path.replace(/^file:\/\//, ''));
  return absolute !== undefined && scope.world.path(absolute).kind === 'directory';
}

/** `*** Add|Update|Delete File:` and `*** Move to:` lines of the patch format that several agents share. */
function patchEffects(patch: string, scope: Scope, span: Span): readonly Effect[] {
  return [...patch.matchAll(/^\*\*\* (Add|Update|Delete) File: (.+)$|^\*\*\* (Move) to: (.+)$/gm)].flatMap((found) => {
    const use = (found[1] ?? found[3]) === 'Delete' ? 'delete' : 'write';
    return scope.path(use, wordOf((found[2] ?? found[4] ?? '').trim(), span), `mcp.patch-${use}`);
  });
}

/** Members of a list of objects: a tool that edits several files at once. */
function membersOf(input: unknown, ...names: readonly string[]): readonly unknown[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([key, value]): readonly unknown[] => (Array.isArray(value) && names.includes(key.toLowerCase().replace(/[_-]/g, '')) ? value : []));
}

/** Paths in the arguments of a call. */
export function pathsOf(input: unknown): readonly string[] {
  const single = textMember(input, 'path', 'file', 'filepath', 'filename', 'uri', 'directory', 'dir', 'folder', 'directorypath', 'dirpath', 'absolutepath', 'relativepath', 'source', 'from', 'src', 'sourcepath', 'oldpath');
  const nested = [...membersOf(input, 'replacements', 'edits', 'changes', 'files', 'operations')].flatMap((item) => textMember(item, 'path', 'file', 'filepath', 'uri') ?? []);
  return [...(single === undefined ? [] : [single]), ...(listMember(input, 'paths', 'files', 'filepaths', 'uris') ?? []), ...nested];
}
