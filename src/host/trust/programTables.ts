import * as path from 'node:path';
import * as vscode from 'vscode';
import { knowledgeFiles } from '../../node/knowledgeFiles.ts';
import { userPrograms, workspacePrograms } from '../../node/layeredPrograms.ts';
import { compileTables, userTables, workspaceTables, type TableFileProblem } from '../../node/tableFiles.ts';
import type { Log } from '../log.ts';
import { offer } from '../notices.ts';

/**
 * Puts the user's tables and those of the open folders into force, now and when a folder's change. What is wrong with one
 * is shown with its line; the others count all the same.
 */
export class ProgramTables {
  readonly #state: string;
  readonly #knowledge: string;
  readonly #log: Log;
  #watchers: readonly vscode.FileSystemWatcher[] = [];

  constructor(state: string, extensionPath: string, log: Log) {
    this.#state = state;
    this.#knowledge = path.join(extensionPath, 'dist', 'knowledge');
    this.#log = log;
  }

  watch(roots: readonly string[]): void {
    this.dispose();
    this.#watchers = roots.map((root) => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(root), '.tagout/programs/*.{yaml,yml,json}'));
      const apply = (): void => this.#apply([root]);
      watcher.onDidChange(apply);
      watcher.onDidCreate(apply);
      watcher.onDidDelete(apply);
      return watcher;
    });
    this.#apply(roots);
  }

  dispose(): void {
    for (const watcher of this.#watchers) watcher.dispose();
    this.#watchers = [];
  }

  #apply(roots: readonly string[]): void {
    try {
      const own = knowledgeFiles(this.#knowledge);
      this.#tell([
        ...compileTables(userTables(this.#state), userPrograms(this.#state), own, false).problems,
        ...roots.flatMap((root) => compileTables(workspaceTables(root), workspacePrograms(this.#state, root), own, true).problems),
      ]);
    } catch (error) {
      this.#log.error('program tables', error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The program tables could not be put into force; the log of Tagout says why.'));
    }
  }

  #tell(problems: readonly TableFileProblem[]): void {
    const [first] = problems;
    if (first === undefined) return;
    const open = vscode.l10n.t('Open');
    const text = vscode.l10n.t('A program table is not used: {0}, line {1}: {2}', path.basename(first.file), String(first.line), first.message);
    void offer(problems.length > 1 ? vscode.l10n.t('{0} ({1} more)', text, String(problems.length - 1)) : text, [open]).then(async (chosen) => {
      if (chosen !== open) return;
      const at = new vscode.Position(first.line - 1, 0);
      await vscode.window.showTextDocument(vscode.Uri.file(first.file), { selection: new vscode.Range(at, at) });
    });
  }
}
