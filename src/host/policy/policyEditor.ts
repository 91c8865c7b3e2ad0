import * as path from 'node:path';
import * as vscode from 'vscode';
import { readYamlWords } from '../../core/yaml/yamlWords.ts';
import type { LayerRule } from '../../core/policy/layers.ts';
import { tryRule } from '../../core/policy/tryRule.ts';
import { policyOfFile } from '../../node/policy/compilePolicy.ts';
import { pastActs } from '../../node/policy/pastActs.ts';
import { policyJsonSchema } from '../../node/policy/policySchema.ts';
import { readPolicyLayer } from '../../node/policy/readPolicyLayer.ts';
import { ruleUses } from '../../node/policy/ruleUses.ts';
import { commands } from '../ids.ts';
import type { Log } from '../log.ts';
import type { PolicyFiles } from './policyFiles.ts';
import { ruleTrialText } from './ruleTrialText.ts';
import { schemaHelp } from './schemaHelp.ts';
import type { TextDocuments } from '../textDocuments.ts';

/** The policy files of all layers, saved or not. */
const selector: vscode.DocumentSelector = { pattern: '**/{.tagout,tagout,Tagout}/policy.yaml' };
const usesDays = 30;
const dayMs = 24 * 60 * 60 * 1000;
const triedActs = 500;
const typingMs = 400;
/** What the trace says of uses is looked up again after this time. */
const usesAgeMs = 30_000;

export interface PolicyEditorOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  readonly files: PolicyFiles;
  readonly documents: TextDocuments;
  readonly log: Log;
}

interface PlacedRule {
  readonly rule: LayerRule;
  /** From 0. */
  readonly line: number;
}

/**
 * What the editor knows about a policy while it is written: names and values, what they mean, what is wrong, how often a rule
 * was used and what it would do. From the one schema and the one engine.
 */
export class PolicyEditor implements vscode.CodeLensProvider {
  readonly #options: PolicyEditorOptions;
  readonly #disposables: readonly vscode.Disposable[];
  #typing: NodeJS.Timeout | undefined;
  #uses: { readonly at: number; readonly counts: ReadonlyMap<string, number> } | undefined;

  constructor(options: PolicyEditorOptions) {
    this.#options = options;
    this.#disposables = [
      schemaHelp(selector, policyJsonSchema()),
      vscode.languages.registerCodeLensProvider(selector, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#typed(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#options.files.edited(document.uri, undefined)),
    ];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    // By its words: a text that is being written is seldom whole, and what stands above a rule must not come and go.
    const rules = readYamlWords(document.getText()).words.filter(({ role, path: [list, , name], path: { length } }) => role === 'value' && length === 3 && list === 'rules' && name === 'id');
    if (rules.length === 0) return [];
    const failing = new Set(policyOfFile(document.fileName, document.getText(), this.#options.files.tools).problems.flatMap(({ rule }) => rule ?? []));
    const uses = this.#usesNow();
    return rules.flatMap(({ text: id, start }) => {
      const { line } = document.positionAt(start);
      const lens = (title: string, command: string, ...words: readonly string[]): vscode.CodeLens => new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command, arguments: [...words] });
      const used = uses.get(id) ?? 0;
      return [
        ...(failing.has(id) ? [lens(`$(warning) ${vscode.l10n.t('Only tightens: an example does not hold')}`, commands.testRule, id)] : []),
        lens(`$(beaker) ${vscode.l10n.t('Test This Rule')}`, commands.testRule, id),
        lens(used === 0 ? vscode.l10n.t('Not used in {0} days', String(usesDays)) : vscode.l10n.t('Used {0}× in {1} days', String(used), String(usesDays)), commands.openTrace),
      ];
    });
  }

  /** Shows what a rule of the open policy does: the one that is named, else the one at the cursor. */
  async test(named: unknown): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const isPolicy = editor !== undefined && vscode.languages.match(selector, editor.document) > 0;
    const wrong = isPolicy ? policyOfFile(editor.document.fileName, editor.document.getText(), this.#options.files.tools).problems.find(({ rule }) => rule === undefined) : undefined;
    if (wrong !== undefined) {
      void vscode.window.showWarningMessage(vscode.l10n.t('The policy cannot be read yet: line {0}: {1}', String(wrong.line), wrong.message));
      return;
    }
    const rules = isPolicy ? rulesOf(editor.document) : [];
    const atCursor = editor === undefined ? undefined : rules.findLast(({ line }) => line <= editor.selection.active.line);
    const chosen = typeof named === 'string' ? rules.find(({ rule }) => rule.id === named) : (atCursor ?? rules[0]);
    if (editor === undefined || chosen === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a policy file and put the cursor into one of its rules.'));
      return;
    }
    const { state, files, roots, documents } = this.#options;
    const { policy } = policyOfFile(editor.document.fileName, editor.document.getText(), files.tools);
    if (policy === undefined) return;
    const [root = path.dirname(editor.document.fileName)] = roots();
    const trial = tryRule(chosen.rule, pastActs(state, root, triedActs), { ...files.tools, policy, now: new Date().toISOString(), root });
    await documents.preview(vscode.l10n.t('Rule {0}', chosen.rule.id), ruleTrialText(chosen.rule, trial, (message, ...values) => vscode.l10n.t(message, ...values)));
  }

  dispose(): void {
    clearTimeout(this.#typing);
    for (const one of this.#disposables) one.dispose();
  }

  #typed(document: vscode.TextDocument): void {
    if (vscode.languages.match(selector, document) === 0) return;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#options.files.edited(document.uri, document.isDirty ? document.getText() : undefined), typingMs);
  }

  #usesNow(): ReadonlyMap<string, number> {
    const now = Date.now();
    if (this.#uses !== undefined && now - this.#uses.at < usesAgeMs) return this.#uses.counts;
    const counts = new Map<string, number>();
    for (const root of this.#options.roots()) {
      try {
        for (const [rule, count] of ruleUses(this.#options.state, root, new Date(now - usesDays * dayMs).toISOString())) counts.set(rule, (counts.get(rule) ?? 0) + count);
      } catch (error) {
        this.#options.log.error('uses of rules', error);
      }
    }
    this.#uses = { at: now, counts };
    return counts;
  }
}

/** The rules of a text with their lines; none while it cannot be read. */
function rulesOf(document: vscode.TextDocument): readonly PlacedRule[] {
  const read = readPolicyLayer(document.getText(), { source: 'user', loosens: true, file: document.fileName });
  return read.ok ? (read.layer.rules ?? []).map((rule, index) => ({ rule, line: read.lineAt(['rules', index]) - 1 })) : [];
}
