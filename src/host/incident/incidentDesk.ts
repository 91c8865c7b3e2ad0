import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { incidentDocument } from '../../core/incident/incidentDocument.ts';
import { reconstruct, type Incident } from '../../core/incident/incident.ts';
import type { IncidentSeed } from '../../core/incident/subject.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import type { ActSummary } from '../../core/trace/traceQuery.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { incidentRecords } from '../../node/incident/incidentRecords.ts';
import { makeIncidentRule } from '../../node/incident/makeIncidentRule.ts';
import { writeBundle } from '../../node/incident/writeBundle.ts';
import { liveWorld } from '../../node/liveWorld.ts';
import { protectedPaths } from '../../node/protectedPaths.ts';
import { workspaceStateDirectory } from '../../node/stateDirectory.ts';
import { TraceReader } from '../../node/trace/readTrace.ts';
import { commands } from '../ids.ts';
import { offerPolicyText } from '../policy/offerPolicyText.ts';
import type { PolicyFiles } from '../policy/policyFiles.ts';
import type { TextDocuments } from '../textDocuments.ts';
import { chooseSeed, seedOf } from './chooseSeed.ts';

export interface IncidentDeskOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  readonly by: string;
  readonly policies: PolicyFiles;
  readonly documents: TextDocuments;
  /** Durable when it returns; throws when nothing was recorded. */
  readonly record: (root: string, body: TraceBody) => void;
}

interface Found {
  readonly root: string;
  readonly incident: Incident;
}

const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);
/** Acts that are offered. */
const mostLatest = 20;
/** For one judgement of the act in the workspace as it is now. */
const judgeMs = 10_000;

/** *Reconstruct Incident*, *Save Incident Bundle* and *Make a Rule from This*. State: rules that were put into a file that is not saved yet. */
export class IncidentDesk {
  readonly #options: IncidentDeskOptions;
  readonly #waiting = new Map<string, Found & { readonly rule: string }>();
  readonly #disposables: readonly vscode.Disposable[];

  constructor(options: IncidentDeskOptions) {
    this.#options = options;
    // A new document comes into being under its name when it is saved.
    this.#disposables = [vscode.workspace.onDidSaveTextDocument((document) => this.#saved(document)), vscode.workspace.onDidOpenTextDocument((document) => this.#saved(document))];
  }

  /** Command id → what it does. An argument is only ever an act or a file to look up. */
  commands(): ReadonlyMap<string, (argument?: unknown) => unknown> {
    return new Map<string, (argument?: unknown) => unknown>([
      [commands.reconstructIncident, (argument) => this.#with(argument, (found) => this.#show(found))],
      [commands.saveIncident, (argument) => this.#with(argument, (found) => this.#save(found))],
      [commands.ruleFromIncident, (argument) => this.#with(argument, (found) => this.#makeRule(found))],
    ]);
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }

  async #with(argument: unknown, use: (found: Found) => Promise<void>): Promise<void> {
    const roots = this.#options.roots();
    const [first] = roots;
    if (first === undefined) {
      void vscode.window.showInformationMessage(translate('Open a folder first: an incident is reconstructed from the trace of a workspace.'));
      return;
    }
    const seed = argument === undefined ? await chooseSeed(first, this.#latest(roots)) : seedOf(argument);
    if (seed === undefined) return;
    const found = this.#find(roots, seed);
    if (found === undefined) {
      void vscode.window.showInformationMessage(translate('Nothing in the trace fits: no act that changed it, or none near that moment, is recorded here.'));
      return;
    }
    await use(found);
  }

  /** What was not simply allowed, newest first. */
  #latest(roots: readonly string[]): readonly ActSummary[] {
    return roots.flatMap((root) => this.#read(root, (reader) => reader.acts({ statuses: ['gap', 'approved', 'denied', 'undecided'] }, mostLatest).acts)).sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, mostLatest);
  }

  #find(roots: readonly string[], seed: IncidentSeed): Found | undefined {
    for (const root of roots) {
      const incident = this.#read(root, (reader) => {
        const found = incidentRecords(reader, root, seed);
        return found === undefined ? undefined : reconstruct(found.events, seed, found.subject);
      });
      if (incident !== undefined) return { root, incident };
    }
    return undefined;
  }

  #read<T>(root: string, read: (reader: TraceReader) => T): T {
    const reader = new TraceReader(this.#traceOf(root));
    try {
      return read(reader);
    } finally {
      reader.close();
    }
  }

  #traceOf(root: string): string {
    return path.join(workspaceStateDirectory(this.#options.state, root), 'trace');
  }

  async #show(found: Found): Promise<void> {
    const { root, incident } = found;
    this.#recordOpened(root, incident);
    await this.#options.documents.preview(`${incident.id}.md`, incidentDocument(incident));
    const [save, rule] = [translate('Save Bundle…'), translate('Make a Rule from This…')];
    const chosen = await vscode.window.showInformationMessage(translate('Incident {0}: {1}', incident.id, visibleLine(incident.act.title)), save, rule);
    if (chosen === save) await this.#save(found);
    if (chosen === rule) await this.#makeRule(found);
  }

  #recordOpened(root: string, { id, act, also }: Incident): void {
    if (act.incidents.some(({ incident, change }) => incident === id && change === 'opened')) return;
    this.#options.record(root, { kind: 'incident', change: 'opened', incident: id, title: act.title, by: this.#options.by, acts: [act.id, ...also.map((one) => one.id)] });
  }

  async #save({ root, incident }: Found): Promise<void> {
    const [folder] = (await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, canSelectMany: false, title: translate('Where does the bundle go?'), openLabel: translate('Save Bundle Here') })) ?? [];
    if (folder === undefined) return;
    const out = path.join(folder.fsPath, incident.id);
    const result = writeBundle({ trace: this.#traceOf(root), root, seed: incident.seed, out, by: this.#options.by, now: new Date().toISOString() });
    switch (result.kind) {
      case 'nothing':
        void vscode.window.showErrorMessage(translate('The records are gone: nothing was saved.'));
        return;
      case 'taken':
        void vscode.window.showErrorMessage(translate('{0} holds something already: nothing was saved.', out));
        return;
      case 'unsealed':
        void vscode.window.showErrorMessage(translate('Another process is writing to the trace at this moment. Nothing was saved: try again.'));
        return;
      case 'written':
        void vscode.window.showInformationMessage(translate('The bundle is in {0}. Whoever gets it checks it with: tagout trace verify {1}', out, incident.id));
    }
  }

  async #makeRule(found: Found): Promise<void> {
    const { root, incident } = found;
    const { state, policies, documents } = this.#options;
    const [file, home] = [policies.place(root).workspace, os.homedir()];
    const world = liveWorld({
      root, cwd: incident.act.place?.cwd ?? root, home, env: process.env, platform: process.platform, tempDirectory: os.tmpdir(), session: { written: [], denied: [] }, trusted: () => [],
      protectedPaths: () => protectedPaths(state, home, root, process.env), until: Date.now() + judgeMs, now: Date.now,
    });
    const made = makeIncidentRule(incident, { file, policy: policies.policy(root), tools: policies.tools, world });
    if (made.kind !== 'text') {
      void vscode.window.showInformationMessage(made.kind === 'there' ? translate('The policy has a rule of this incident already.') : translate('No rule could be made: {0}', made.why));
      return;
    }
    const { rule, before, text } = made;
    const question = rule.decision === 'deny' ? translate('With this rule {0} is refused from now on.', visibleLine(incident.act.title)) : translate('With this rule {0} is asked about from now on.', visibleLine(incident.act.title));
    const offer = await offerPolicyText({ file, ...(before === undefined ? {} : { before }), after: text, title: translate('Rule of Incident {0}', incident.id), question }, documents);
    if (offer === 'left') return;
    this.#recordOpened(root, incident);
    if (offer === 'saved') this.#recordRule(found, rule.id);
    else this.#waiting.set(file, { ...found, rule: rule.id });
  }

  /** The person saved the rule: from now on the trace says which incident it came from. */
  #saved(document: vscode.TextDocument): void {
    const waiting = document.uri.scheme === 'file' ? this.#waiting.get(document.uri.fsPath) : undefined;
    if (waiting === undefined || document.isDirty || !document.getText().includes(waiting.rule)) return;
    this.#waiting.delete(document.uri.fsPath);
    this.#recordRule(waiting, waiting.rule);
  }

  #recordRule({ root, incident: { id, act, also } }: Found, rule: string): void {
    this.#options.record(root, { kind: 'incident', change: 'rule-made', incident: id, title: act.title, by: this.#options.by, acts: [act.id, ...also.map((one) => one.id)], rule });
  }
}
