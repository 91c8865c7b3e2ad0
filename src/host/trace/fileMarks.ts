import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ActSummary } from '../../core/trace/traceQuery.ts';
import type { Translate } from '../approval/askView.ts';
import { Burst } from '../burst.ts';
import { markText } from './markWords.ts';
import type { TraceModel } from './traceModel.ts';

/** Newest acts whose files are marked. */
const actsLooked = 500;
/** Changes come in bursts, in milliseconds. */
const settleMs = 1000;
/** Deleted files that a folder names; more are counted. */
const mostNamed = 5;

interface Gone {
  readonly path: string;
  readonly act: ActSummary;
}

export interface FileMarksOptions {
  readonly model: TraceModel;
  readonly enabled: () => boolean;
  readonly failed: (error: unknown) => void;
}

/**
 * Marks in the explorer and on tabs the files that agents changed, and on folders what was deleted in them. Only what no person
 * decided on or reviewed has a badge; the rest says it in its hover. Reads nothing before the editor asks for the first file.
 */
export class FileMarks implements vscode.FileDecorationProvider {
  readonly #emitter = new vscode.EventEmitter<undefined>();
  readonly onDidChangeFileDecorations = this.#emitter.event;
  readonly #options: FileMarksOptions;
  readonly #registration: vscode.Disposable;
  #changed: ReadonlyMap<string, ActSummary> = new Map();
  #gone: ReadonlyMap<string, readonly Gone[]> = new Map();
  #isAsked = false;
  readonly #reading = new Burst(() => void this.#read().catch(this.#options.failed), settleMs);

  constructor(options: FileMarksOptions) {
    this.#options = options;
    this.#registration = vscode.window.registerFileDecorationProvider(this);
  }

  /** Something was recorded, or the setting changed. */
  refresh(): void {
    if (this.#isAsked) this.#reading.happened();
  }

  provideFileDecoration({ scheme, fsPath }: vscode.Uri): vscode.FileDecoration | undefined {
    if (scheme !== 'file' || !this.#options.enabled()) return undefined;
    if (!this.#isAsked) {
      this.#isAsked = true;
      this.#reading.happened();
    }
    const act = this.#changed.get(fsPath);
    if (act !== undefined) return decoration([{ act, text: this.#textOf(act, fs.existsSync(fsPath) ? 'changed' : 'deleted') }]);
    const gone = this.#gone.get(fsPath);
    return gone === undefined ? undefined : decoration(gone.map((one) => ({ act: one.act, text: `${path.basename(one.path)}: ${this.#textOf(one.act, 'deleted')}` })));
  }

  dispose(): void {
    this.#reading.dispose();
    this.#registration.dispose();
    this.#emitter.dispose();
  }

  #textOf(act: ActSummary, kind: 'changed' | 'deleted'): string {
    return markText(act, this.#options.model.act(act.id), kind, translate);
  }

  async #read(): Promise<void> {
    const { model, enabled } = this.#options;
    const gone = new Map<string, Gone[]>();
    const changed = new Map<string, ActSummary>();
    if (enabled()) {
      await model.ready();
      for (const { path: file, act } of model.changedPaths(actsLooked)) {
        changed.set(file, act);
        if (fs.existsSync(file)) continue;
        const folder = path.dirname(file);
        const others = gone.get(folder);
        if (others === undefined) gone.set(folder, [{ path: file, act }]);
        else others.push({ path: file, act });
      }
    }
    [this.#changed, this.#gone] = [changed, gone];
    this.#emitter.fire(undefined);
  }
}

function decoration(marks: readonly { readonly act: ActSummary; readonly text: string }[]): vscode.FileDecoration {
  const lines = marks.slice(0, mostNamed).map(({ text }) => text);
  const more = marks.length > mostNamed ? [vscode.l10n.t('and {0} more', String(marks.length - mostNamed))] : [];
  const isNew = marks.some(({ act }) => !act.reviewed);
  return new vscode.FileDecoration(isNew ? '◆' : undefined, [...lines, ...more].join('\n'));
}

const translate: Translate = (message, ...values) => vscode.l10n.t(message, ...values);
