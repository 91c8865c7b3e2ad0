import * as vscode from 'vscode';
import { readCompiled, type FreezeProblem } from '../../node/freeze/compiledFreezes.ts';
import { compiledUpperFile, compiledWorkspaceFile, freezeFileName, freezePlace } from '../../node/freeze/freezePlaces.ts';
import { freezeJsonSchema } from '../../node/freeze/freezeSchema.ts';
import { readFreezeFile, type FreezeOrigin } from '../../node/freeze/readFreezeFile.ts';
import { lineDiagnostic } from '../policy/lineDiagnostic.ts';
import { schemaHelp } from '../policy/schemaHelp.ts';

/** The freeze files of all layers, saved or not. */
export const freezeSelector: vscode.DocumentSelector = { pattern: `**/{.tagout,tagout,Tagout}/${freezeFileName}` };
const typingMs = 400;

/** What the editor knows about a freeze file while it is written: names, values, what they mean, and what is wrong, in open files and in those that count. */
export class FreezeFileProblems {
  readonly #state: string;
  readonly #roots: () => readonly string[];
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('tagout freezes');
  readonly #disposables: readonly { dispose(): unknown }[];
  #typing: NodeJS.Timeout | undefined;

  constructor(state: string, roots: () => readonly string[]) {
    this.#state = state;
    this.#roots = roots;
    this.#disposables = [
      schemaHelp(freezeSelector, freezeJsonSchema()), this.#diagnostics,
      vscode.workspace.onDidOpenTextDocument((document) => isFreezeFile(document) && this.show()),
      vscode.workspace.onDidCloseTextDocument((document) => isFreezeFile(document) && this.show()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => isFreezeFile(document) && this.#typed()),
    ];
  }

  /** Reads the open files as they stand in the editor, and of the others what was found when they were put into force. */
  show(): void {
    const compiled = [compiledUpperFile(this.#state), ...this.#roots().map((root) => compiledWorkspaceFile(this.#state, root))].flatMap((file) => readCompiled(file)?.problems ?? []);
    const open = vscode.workspace.textDocuments.filter(isFreezeFile);
    const files = new Map(open.map((document) => [document.uri.fsPath, document]));
    const found = new Map<string, vscode.Diagnostic[]>();
    for (const problem of [...compiled.filter(({ file }) => !files.has(file)), ...open.flatMap((document) => this.#problemsOf(document))]) found.set(problem.file, [...(found.get(problem.file) ?? []), lineDiagnostic(problem.line, problem.message)]);
    this.#diagnostics.clear();
    for (const [file, diagnostics] of found) this.#diagnostics.set(files.get(file)?.uri ?? vscode.Uri.file(file), diagnostics);
  }

  dispose(): void {
    clearTimeout(this.#typing);
    for (const one of this.#disposables) one.dispose();
  }

  #typed(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.show(), typingMs);
  }

  #problemsOf(document: vscode.TextDocument): readonly FreezeProblem[] {
    const file = document.uri.fsPath;
    const read = readFreezeFile(document.getText(), { from: this.#layerOf(file), by: '', since: '' }, Date.now());
    return read.ok ? [] : read.problems.map((problem) => ({ file, ...problem }));
  }

  #layerOf(file: string): FreezeOrigin['from'] {
    const { organisation, user } = freezePlace(this.#state, '', process.platform);
    return file === organisation ? 'organisation' : file === user ? 'user' : 'workspace';
  }
}

const isFreezeFile = (document: vscode.TextDocument): boolean => vscode.languages.match(freezeSelector, document) > 0;
