import * as vscode from 'vscode';
import { bearer } from '../../node/export/sendOtlp.ts';
import { exportSetup, organisationExportFile, type ExportSetup } from '../../node/export/exportSetup.ts';
import { TraceExport } from '../../node/export/traceExport.ts';
import { workspaceStateDirectory } from '../../node/stateDirectory.ts';
import { secrets, settings } from '../ids.ts';
import type { Log } from '../log.ts';
import { exportSettings } from '../settings.ts';

/** Time between two cycles: the sealed trace grows within seconds of what happens. */
const everyMs = 5000;

export interface TraceExportsOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  readonly secretStorage: vscode.SecretStorage;
  readonly version: string;
  readonly log: Log;
}

/**
 * Sends the traces of a window's folders, where somebody configured a receiver; without one it does nothing at all. State: the
 * senders of the configuration that counts. What goes wrong is in the log, in `tagout doctor` and `tagout export --status`.
 */
export class TraceExports {
  readonly #options: TraceExportsOptions;
  readonly #ended = new AbortController();
  readonly #changes: vscode.Disposable;
  #senders = new Map<string, TraceExport>();
  #configured = '';
  #timer: NodeJS.Timeout | undefined;
  #working = false;

  constructor(options: TraceExportsOptions) {
    this.#options = options;
    this.#changes = vscode.workspace.onDidChangeConfiguration((event) => {
      if ([settings.exportEndpoint, settings.exportContent, settings.exportTokenVariable, settings.exportSpoolMegabytes].some((setting) => event.affectsConfiguration(setting))) void this.#cycle();
    });
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.#cycle(), everyMs).unref();
    void this.#cycle();
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#changes.dispose();
    this.#ended.abort();
  }

  /** Keeps the token where the editor keeps secrets; an empty one is forgotten. */
  async setToken(): Promise<void> {
    const { secretStorage } = this.#options;
    const token = await vscode.window.showInputBox({ title: vscode.l10n.t('Export Token'), prompt: vscode.l10n.t('The token that the receiver of the trace wants, sent as `Authorization: Bearer …`. It is kept by the editor’s secret storage; leave it empty to forget it.'), password: true, ignoreFocusOut: true });
    if (token === undefined) return;
    if (token.trim() === '') await secretStorage.delete(secrets.exportToken);
    else await secretStorage.store(secrets.exportToken, token.trim());
  }

  async #cycle(): Promise<void> {
    if (this.#working || this.#ended.signal.aborted) return;
    this.#working = true;
    try {
      const setup = exportSetup(organisationExportFile(process.platform), exportSettings());
      this.#configure(setup);
      for (const sender of this.#senders.values()) await sender.cycle(undefined, this.#ended.signal);
    } catch (error) {
      this.#options.log.error('export', error);
    } finally {
      this.#working = false;
    }
  }

  /** Makes the senders anew when the configuration or the folders changed, and says so. */
  #configure(setup: ExportSetup): void {
    const { roots, log, state, version, secretStorage } = this.#options;
    const configured = JSON.stringify([setup, setup.kind === 'on' ? roots() : []]);
    if (configured === this.#configured) return;
    this.#configured = configured;
    this.#senders = new Map();
    if (setup.kind === 'problem') {
      log.warn(`export: nothing is sent: ${setup.why}`);
      void vscode.window.showWarningMessage(vscode.l10n.t('The trace is not exported: {0}', setup.why));
    }
    if (setup.kind !== 'on') return;
    const { destination, tokenVariable } = setup;
    log.info(`export: the trace is sent to ${destination.endpoint} (by ${destination.from}, content: ${destination.content})`);
    const headers = async (): Promise<Readonly<Record<string, string>>> => bearer(tokenVariable === undefined ? await secretStorage.get(secrets.exportToken) : process.env[tokenVariable]);
    for (const root of roots()) {
      this.#senders.set(root, new TraceExport({ workspaceState: workspaceStateDirectory(state, root), destination, headers, version, begin: 'now', report: (words) => log.warn(`export: ${words}`) }));
    }
  }
}
