import * as vscode from 'vscode';
import type { ActSummary } from '../../core/trace/traceQuery.ts';
import type { ActionNode } from '../../core/trace/traceTree.ts';
import { isWithin } from '../../node/ancestors.ts';
import type { Translate } from '../approval/askView.ts';
import { Burst } from '../burst.ts';
import { commands } from '../ids.ts';
import { code } from '../../core/markdownText.ts';
import { lineMarks, type LineMark, type SentEdit } from './lineMarks.ts';
import { markText } from './markWords.ts';
import type { TraceModel } from './traceModel.ts';

/** Newest acts on a file whose lines are looked for. */
const actsLooked = 20;
/** Typing and recording come in bursts, in milliseconds. */
const settleMs = 400;

type Look = 'unreviewed' | 'known' | 'deleted';
type Edit = SentEdit & { readonly act: ActSummary; readonly action: ActionNode };

export interface LineDecorationsOptions {
  readonly model: TraceModel;
  readonly enabled: () => boolean;
  readonly failed: (error: unknown) => void;
}

/** Marks in the gutter of open files the lines that agents changed, with a hover that leads to the act. State: what was read of each file since the last record. */
export class LineDecorations {
  readonly #options: LineDecorationsOptions;
  readonly #types: Readonly<Record<Look, vscode.TextEditorDecorationType>> = { unreviewed: decorationType('unreviewed'), known: decorationType('known'), deleted: decorationType('deleted') };
  readonly #subscriptions: readonly vscode.Disposable[];
  readonly #edits = new Map<string, readonly Edit[]>();
  readonly #drawing = new Burst(() => void this.#draw().catch(this.#options.failed), settleMs);

  constructor(options: LineDecorationsOptions) {
    this.#options = options;
    this.#subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors(() => this.#soon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (vscode.window.visibleTextEditors.some((editor) => editor.document === document)) this.#soon();
      }),
    ];
    this.#soon();
  }

  /** Something was recorded, or the setting changed. */
  refresh(): void {
    this.#edits.clear();
    this.#soon();
  }

  dispose(): void {
    this.#drawing.dispose();
    for (const one of [...this.#subscriptions, ...Object.values(this.#types)]) one.dispose();
  }

  #soon(): void {
    if (!vscode.window.visibleTextEditors.some(({ document }) => this.#isOurs(document))) return;
    this.#drawing.happened();
  }

  async #draw(): Promise<void> {
    await this.#options.model.ready();
    for (const editor of vscode.window.visibleTextEditors) if (this.#isOurs(editor.document)) this.#decorate(editor);
  }

  #decorate(editor: vscode.TextEditor): void {
    const drawn: Record<Look, vscode.DecorationOptions[]> = { unreviewed: [], known: [], deleted: [] };
    if (this.#options.enabled()) {
      const edits = this.#editsOf(editor.document.uri.fsPath);
      for (const mark of withFileMark(lineMarks(editor.document.getText(), edits), edits)) {
        const edit = edits[mark.edit];
        if (edit === undefined || mark.line >= editor.document.lineCount) continue;
        drawn[mark.kind === 'deleted' ? 'deleted' : edit.act.reviewed ? 'known' : 'unreviewed'].push({ range: editor.document.lineAt(mark.line).range, hoverMessage: hoverOf(edit, mark.kind) });
      }
    }
    editor.setDecorations(this.#types.unreviewed, drawn.unreviewed);
    editor.setDecorations(this.#types.known, drawn.known);
    editor.setDecorations(this.#types.deleted, drawn.deleted);
  }

  #isOurs({ uri }: vscode.TextDocument): boolean {
    return uri.scheme === 'file' && this.#options.model.roots.some(({ root }) => isWithin(root, uri.fsPath));
  }

  /** What agents sent for a file, newest first; an act that changed it in another way stands without texts. */
  #editsOf(file: string): readonly Edit[] {
    const known = this.#edits.get(file);
    if (known !== undefined) return known;
    const { model } = this.#options;
    const acts = file.includes('"') ? [] : model.acts(`"path:${file}" allowed approved gap`).take(actsLooked);
    const found = acts.filter(({ changes }) => changes).flatMap((act): readonly Edit[] => {
      const action = model.act(act.id);
      if (action === undefined) return [];
      const changes = action.actions.flatMap((one) => (one.kind === 'file' && one.change.operation !== 'read' && (one.change.path === file || one.change.to === file) ? [one.change] : [])).reverse();
      return changes.length === 0 ? [{ act, action }] : changes.map(({ before, after }) => ({ act, action, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }));
    });
    this.#edits.set(file, found);
    return found;
  }
}

/** What changed the file in a way that shows in no line stands at its first one. */
function withFileMark(marks: readonly LineMark[], edits: readonly Edit[]): readonly LineMark[] {
  const whole = edits.findIndex(({ before, after }) => before === undefined && after === undefined);
  return whole === -1 || marks.some(({ line, edit }) => line === 0 && edit < whole) ? marks : [...marks.filter(({ line }) => line !== 0), { line: 0, kind: 'changed', edit: whole }];
}

/** SECURITY: what agents wrote goes in as text or code, and only our own commands can be started from it. */
function hoverOf({ act, action }: Edit, kind: LineMark['kind']): vscode.MarkdownString {
  const hover = new vscode.MarkdownString(undefined, true);
  hover.isTrusted = { enabledCommands: [commands.showTraceDetail, commands.undoTo, commands.reviewAct] };
  const link = (text: string, command: string): string => `[${text}](command:${command}?${encodeURIComponent(JSON.stringify([act.id]))})`;
  hover.appendMarkdown('$(robot) ');
  hover.appendText(markText(act, action, kind, translate));
  hover.appendMarkdown(`\n\n${code(act.title)}\n\n`);
  hover.appendMarkdown([link(vscode.l10n.t('Why Did This Happen?'), commands.showTraceDetail), link(vscode.l10n.t('Undo to Here…'), commands.undoTo), ...(act.reviewed ? [] : [link(vscode.l10n.t('Review…'), commands.reviewAct)])].join(' · '));
  return hover;
}

const translate: Translate = (message, ...values) => vscode.l10n.t(message, ...values);

/** Colours of the editor's own marks; a gutter icon takes no theme colour, so it has one for each kind of theme. */
const colours: Readonly<Record<Look, readonly [light: string, dark: string]>> = { unreviewed: ['#bf8803', '#cca700'], known: ['#7a7a7a', '#9a9a9a'], deleted: ['#e51400', '#f48771'] };

function decorationType(look: Look): vscode.TextEditorDecorationType {
  const [light, dark] = colours[look];
  const shape = look === 'deleted' ? '<path d="M6 2 L12 8 L6 14 Z" fill="COLOUR"/>' : look === 'known' ? '<path d="M8 4.5 L11.5 8 L8 11.5 L4.5 8 Z" fill="none" stroke="COLOUR"/>' : '<path d="M8 4 L12 8 L8 12 L4 8 Z" fill="COLOUR"/>';
  const iconOf = (colour: string): vscode.Uri => vscode.Uri.parse(`data:image/svg+xml;utf8,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">${shape.replace('COLOUR', colour)}</svg>`)}`);
  return vscode.window.createTextEditorDecorationType({ isWholeLine: true, gutterIconSize: 'contain', light: { gutterIconPath: iconOf(light) }, dark: { gutterIconPath: iconOf(dark) } });
}
