import * as fs from 'node:fs';
import * as vscode from 'vscode';

/** Absolute folders of this window on the real file system, symlinks resolved. Virtual folders have nothing to guard. */
export function workspaceRoots(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set(folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => realPath(uri.fsPath)))];
}

function realPath(directory: string): string {
  try {
    return fs.realpathSync.native(directory);
  } catch {
    // A folder that is gone keeps its name: a record for it harms nothing.
    return directory;
  }
}
