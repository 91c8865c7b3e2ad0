import * as path from 'node:path';
import * as vscode from 'vscode';
import { judge } from '../../core/judge.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { globMatcher } from '../../node/globs.ts';
import { knowledgeFiles } from '../../node/knowledgeFiles.ts';
import { compilePolicy, policyOfFile, type CompiledFiles, type ExampleTools, type PolicyProblem } from '../../node/policy/compilePolicy.ts';
import { noteWorkspaceTrust } from '../../node/policy/heldPolicy.ts';
import { policyPlace, stampsOf, type PolicyPlace } from '../../node/policy/policyPlace.ts';
import { readPolicy } from '../../node/policy/policyStore.ts';
import { commands } from '../ids.ts';
import { messageOf, type Log } from '../log.ts';
import { offer } from '../notices.ts';
import { lineDiagnostic } from './lineDiagnostic.ts';

/** Files outside of the workspace make no event: looked at this often. */
const pollMs = 2000;

export interface PolicyFilesOptions {
  readonly state: string;
  readonly knowledge: string;
  readonly log: Log;
}

/**
 * The policies over the folders of a window, put into force when one of their files changes. What is wrong with a file is
 * shown where it stands; a version of the workspace's that was not reviewed yet is told of once.
 */
export class PolicyFiles {
  readonly tools: ExampleTools;
  readonly #options: PolicyFilesOptions;
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('tagout');
  readonly #timer: NodeJS.Timeout;
  readonly #trusted = vscode.workspace.onDidGrantWorkspaceTrust(() => {
    this.#noteTrust();
    this.#look();
  });
  readonly #stamps = new Map<string, string>();
  readonly #told = new Set<string>();
  /** Texts that are being written and not saved, by file: what is wrong with them is shown instead. */
  readonly #edited = new Set<string>();
  #roots: readonly string[] = [];

  constructor(options: PolicyFilesOptions) {
    this.#options = options;
    this.tools = { judge, programs: knowledgeFiles(options.knowledge), matchesPath: globMatcher() };
    this.#timer = setInterval(() => this.#look(), pollMs);
    this.#timer.unref();
  }

  place(root: string): PolicyPlace {
    return policyPlace(this.#options.state, root, process.platform);
  }

  /** What is in force over a folder; compiled now where a file changed. */
  policy(root: string): Policy {
    return readPolicy(this.place(root), (place) => compilePolicy(place, this.tools)).policy;
  }

  watch(roots: readonly string[]): void {
    this.#roots = roots;
    this.#noteTrust();
    this.#look();
  }

  /** In a workspace that the editor does not trust, its policy only tightens. */
  #noteTrust(): void {
    for (const root of this.#roots) noteWorkspaceTrust(this.place(root), vscode.workspace.isTrusted);
    this.#stamps.clear();
  }

  /** Compiles again where a file changed since the last look. */
  #look(): void {
    for (const root of this.#roots) {
      const stamps = stampsOf(this.place(root)).join();
      if (this.#stamps.get(root) === stamps) continue;
      this.#stamps.set(root, stamps);
      if (/[^,]/.test(stamps.replaceAll('absent', '')) || this.#told.size > 0) this.compile(root);
    }
  }

  /** Throws nothing: a failure is shown, and the hook compiles by itself or asks. */
  compile(root: string): CompiledFiles | undefined {
    try {
      const compiled = compilePolicy(this.place(root), this.tools);
      this.#show(this.place(root), compiled.problems);
      if (compiled.pending !== undefined) this.#tell(`${root} ${compiled.pending.digest}`);
      return compiled;
    } catch (error) {
      this.#options.log.error('policy', error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The policy could not be put into force: {0}', messageOf(error)));
      return undefined;
    }
  }

  /** The text of a policy as it stands in an editor and not on the disk; undefined = it was saved or closed. */
  edited(uri: vscode.Uri, text: string | undefined): void {
    const file = uri.fsPath;
    if (text !== undefined) {
      this.#edited.add(file);
      this.#diagnostics.set(uri, policyOfFile(file, text, this.tools).problems.map(shown));
    } else if (this.#edited.delete(file)) {
      this.#diagnostics.delete(uri);
      for (const root of this.#roots) if (Object.values(this.place(root)).includes(file)) this.compile(root);
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#trusted.dispose();
    this.#diagnostics.dispose();
  }

  #show({ organisation, user, workspace }: PolicyPlace, problems: readonly PolicyProblem[]): void {
    for (const file of [organisation, user, workspace]) {
      if (!this.#edited.has(file)) this.#diagnostics.set(vscode.Uri.file(file), problems.filter((problem) => problem.file === file).map(shown));
    }
  }

  #tell(version: string): void {
    if (this.#told.has(version)) return;
    this.#told.add(version);
    const review = vscode.l10n.t('Review…');
    const text = vscode.l10n.t('The policy of this workspace ({0}) changed. Where it is stricter it counts already; where it is looser it waits for your review.', path.join('.tagout', 'policy.yaml'));
    void offer(text, [review]).then(async (chosen) => {
      if (chosen === review) await vscode.commands.executeCommand(commands.reviewPolicy);
    });
  }
}

const shown = ({ line, message, rule }: PolicyProblem): vscode.Diagnostic =>
  rule === undefined ? lineDiagnostic(line, message) : lineDiagnostic(line, vscode.l10n.t('{0}. Until it does, this rule only tightens.', message), vscode.DiagnosticSeverity.Warning);
