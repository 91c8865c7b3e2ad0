import * as vscode from 'vscode';
import type { FreezeRow } from './freezeRows.ts';

/** Draws the rows of the freeze view; they are computed anew whenever it is asked. */
export class FreezeTreeView implements vscode.TreeDataProvider<FreezeRow> {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #rows: () => readonly FreezeRow[];
  #drawn = '';

  constructor(rows: () => readonly FreezeRow[]) {
    this.#rows = rows;
  }

  /** Draws again where anything reads differently: a row that somebody points at stays the same row. */
  refresh(): void {
    const next = JSON.stringify(this.#rows());
    if (next === this.#drawn) return;
    this.#drawn = next;
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  getChildren(row?: FreezeRow): FreezeRow[] {
    return [...(row === undefined ? this.#rows() : row.rows)];
  }

  getTreeItem({ id, label, description = '', tooltip = label, icon, color, offers, open, rows }: FreezeRow): vscode.TreeItem {
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, rows.length === 0 ? None : open ? Expanded : Collapsed);
    item.id = id;
    item.description = description;
    item.tooltip = tooltip;
    item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
    item.contextValue = offers.join(' ');
    item.accessibilityInformation = { label: description === '' ? label : `${label}, ${description}` };
    return item;
  }
}
