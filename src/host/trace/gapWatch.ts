import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Adapter } from '../../adapters/adapter.ts';
import type { AgentId } from '../../core/action.ts';
import type { TraceBody, TraceEvent } from '../../core/trace/event.ts';
import { GapLedger, type Happening } from '../../core/trace/gapLedger.ts';
import type { GapRecord } from '../../core/trace/record.ts';
import { gapsOfSession, secondLook } from '../../core/trace/sessionGaps.ts';
import type { Verdict } from '../../core/verdict.ts';
import { isWithin } from '../../node/ancestors.ts';
import { git } from '../../node/git/gitCommand.ts';
import { observedTargets } from '../../node/observedTargets.ts';
import { TraceReader } from '../../node/trace/readTrace.ts';
import type { EventHeader } from '../../node/trace/spool.ts';
import { workspaceStateDirectory } from '../../node/stateDirectory.ts';
import { newestLines } from '../../node/trace/newestLines.ts';
import { CallWatch } from '../approval/callWatch.ts';
import { Burst } from '../burst.ts';

export interface GapWatchOptions {
  readonly state: string;
  readonly record: (header: EventHeader, body: TraceBody) => void;
  readonly adapter: (agent: AgentId) => Adapter;
  /** {@link GapWatch.unseen} is another one. */
  readonly changed: () => void;
  readonly failed: (stage: string, error: unknown) => void;
}

/** Deletions come in bursts, and what is written anew was deleted for a moment. */
const settleMs = 1500;
/** The transcript is written a little after the event that ends a turn. */
const transcriptMs = 3000;
const mostEvents = 5000;
const mostUnseen = 50;
const mostVerdicts = 2000;
const transcriptBytes = 4 * 1024 * 1024;

/**
 * Looks for what agents did without a decision: deleted files, commands in their terminals and tasks as the editor sees them,
 * and at the end of each turn the calls that the agent itself reports or wrote into its transcript. Each is recorded once.
 * Finding none proves nothing; it only ever adds to the record. Never throws.
 */
export class GapWatch {
  readonly #options: GapWatchOptions;
  readonly #calls: CallWatch;
  readonly #ledgers = new Map<string, GapLedger>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #terminals = new WeakMap<vscode.Terminal, string>();
  readonly #deleted = new Map<string, Set<string>>();
  readonly #sessions = new Map<string, NodeJS.Timeout>();
  /** Calls that nothing covered at the last look at their session. */
  readonly #doubted = new Map<string, ReadonlySet<string>>();
  #watchers: readonly vscode.Disposable[] = [];
  readonly #settling = new Burst(() => {
    for (const [of, paths] of this.#deleted) void this.#settled(of, [...paths]);
    this.#deleted.clear();
  }, settleMs);
  readonly #verdicts = new Map<string, { readonly verdict: Verdict; readonly since: number }>();
  readonly #callNames = new Map<string, string>();
  #terminalCount = 0;
  #unseen: readonly GapRecord[] = [];

  constructor(options: GapWatchOptions) {
    this.#options = options;
    this.#calls = new CallWatch(options.state, (event) => this.#told(event));
    this.#subscriptions = [
      vscode.window.onDidStartTerminalShellExecution(({ terminal, execution }) => this.#happened(this.#rootOf(execution.cwd?.fsPath), { kind: 'terminal', command: execution.commandLine.value, terminal: this.#nameOf(terminal) })),
      vscode.window.onDidCloseTerminal((terminal) => this.#ledgers.forEach((ledger) => ledger.closed(this.#nameOf(terminal)))),
      vscode.tasks.onDidStartTask(({ execution: { task } }) => this.#happened(this.#rootOf(typeof task.scope === 'object' ? task.scope.uri.fsPath : undefined), { kind: 'task', label: task.name })),
      // What the person deletes or moves in the editor is no act of an agent.
      vscode.workspace.onDidDeleteFiles(({ files }) => this.#own(files)),
      vscode.workspace.onDidRenameFiles(({ files }) => this.#own(files.map(({ oldUri }) => oldUri))),
    ];
  }

  watch(roots: readonly string[]): void {
    this.#calls.watch(roots);
    for (const watcher of this.#watchers) watcher.dispose();
    this.#ledgers.clear();
    this.#watchers = roots.flatMap((root) => {
      this.#ledgers.set(root, new GapLedger());
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, '**/*'), true, true, false);
      return [watcher, watcher.onDidDelete(({ fsPath }) => this.#gone(root, fsPath))];
    });
  }

  /** Gaps that were found since the person last looked at the trace, oldest first. */
  get unseen(): readonly GapRecord[] {
    return this.#unseen;
  }

  /** The person looks at the trace. */
  seen(): void {
    if (this.#unseen.length === 0) return;
    this.#unseen = [];
    this.#options.changed();
  }

  dispose(): void {
    this.#settling.dispose();
    for (const timer of this.#sessions.values()) clearTimeout(timer);
    this.#calls.dispose();
    for (const one of [...this.#watchers, ...this.#subscriptions]) one.dispose();
  }

  #told(event: TraceEvent): void {
    this.#ledgers.get(event.workspace)?.told(event, Date.now());
    this.#observe(event);
    const { kind } = event.body;
    if ((kind === 'said' || kind === 'session') && event.session !== undefined && event.agent !== undefined) this.#reconcileLater(event.workspace, event.session, event.agent);
  }

  /** Looks at what an act was to change, as soon as its end is reported. */
  #observe({ proposal, callId, session = '', workspace, agent, body }: TraceEvent): void {
    const call = `${session} ${callId ?? ''}`;
    const key = proposal ?? this.#callNames.get(call);
    if (key === undefined) return;
    if (body.kind === 'verdict') {
      if (this.#verdicts.size >= mostVerdicts) for (const map of [this.#verdicts, this.#callNames]) map.clear();
      this.#verdicts.set(key, { verdict: body.verdict, since: Date.now() });
      if (callId !== undefined) this.#callNames.set(call, key);
      return;
    }
    const known = this.#verdicts.get(key);
    if (body.kind === 'decision' && known !== undefined) this.#verdicts.set(key, { ...known, since: Date.now() });
    if (body.kind !== 'outcome' || known === undefined || agent === undefined) return;
    this.#verdicts.delete(key);
    const observed = observedTargets(known.verdict, known.since);
    if (observed === undefined) return;
    try {
      this.#options.record({ workspace, agent, session, proposal: key, ...(callId === undefined ? {} : { callId }) }, { kind: 'observed', ...observed });
    } catch (error) {
      this.#options.failed('recording what was seen', error);
    }
  }

  #happened(root: string | undefined, happening: Happening): void {
    if (root === undefined) return;
    const gap = this.#ledgers.get(root)?.happened(happening, Date.now());
    if (gap !== undefined) this.#record({ workspace: root }, gap);
  }

  #record(header: EventHeader, gap: GapRecord): void {
    try {
      this.#options.record(header, { kind: 'gap', ...gap });
    } catch (error) {
      this.#options.failed('recording a gap', error);
    }
    this.#unseen = [...this.#unseen, gap].slice(-mostUnseen);
    this.#options.changed();
  }

  #gone(root: string, file: string): void {
    const gone = this.#deleted.get(root) ?? new Set();
    this.#deleted.set(root, gone.add(file));
    this.#settling.happened();
  }

  #own(files: readonly vscode.Uri[]): void {
    for (const { fsPath } of files) for (const gone of this.#deleted.values()) for (const file of gone) if (isWithin(fsPath, file)) gone.delete(file);
  }

  /** Only what git knows counts: tools make and remove files of their own all day. */
  async #settled(root: string, files: readonly string[]): Promise<void> {
    try {
      const missing = files.filter((file) => !fs.existsSync(file));
      if (missing.length === 0) return;
      const tracked = (await git(root, ['ls-files', '-z', '--deleted'], { timeoutMs: 10_000 })).toString('utf8').split('\0').filter((name) => name !== '').map((name) => path.join(root, name));
      this.#happened(root, { kind: 'deletion', paths: tracked.filter((file) => missing.some((one) => isWithin(one, file))) });
    } catch (error) {
      // No repository: then nothing tells work from what tools make.
      if (!(error instanceof Error)) throw error;
    }
  }

  #reconcileLater(workspace: string, session: string, agent: AgentId): void {
    const key = `${agent} ${session} ${workspace}`;
    clearTimeout(this.#sessions.get(key));
    this.#sessions.set(key, setTimeout(() => {
      this.#sessions.delete(key);
      const doubted = this.#reconcile(workspace, session, agent, this.#doubted.get(key) ?? new Set());
      this.#doubted.delete(key);
      if (doubted.size === 0) return;
      this.#doubted.set(key, doubted);
      this.#reconcileLater(workspace, session, agent);
    }, transcriptMs));
  }

  /** Records what is certain; gives the calls that have to be looked at once more. */
  #reconcile(workspace: string, session: string, agent: AgentId, before: ReadonlySet<string>): ReadonlySet<string> {
    const reader = new TraceReader(path.join(workspaceStateDirectory(this.#options.state, workspace), 'trace'));
    try {
      const events = reader.sessionEvents(session, agent, mostEvents);
      const transcript = events.findLast(({ body }) => body.kind === 'proposal' && body.reasoning.reference !== undefined)?.body;
      const file = transcript?.kind === 'proposal' ? transcript.reasoning.reference?.path : undefined;
      const calls = file === undefined ? [] : this.#options.adapter(agent).calls(newestLines(file, transcriptBytes).lines);
      const { certain, doubted } = secondLook(gapsOfSession(events, calls), before);
      for (const { record, ...about } of certain) this.#record({ workspace, agent, session, ...about }, record);
      return doubted;
    } catch (error) {
      this.#options.failed('looking for gaps', error);
      return new Set();
    } finally {
      reader.close();
    }
  }

  #nameOf(terminal: vscode.Terminal): string {
    const known = this.#terminals.get(terminal) ?? `terminal-${this.#terminalCount++}`;
    this.#terminals.set(terminal, known);
    return known;
  }

  #rootOf(directory: string | undefined): string | undefined {
    const roots = [...this.#ledgers.keys()];
    return directory === undefined ? roots[0] : roots.find((root) => isWithin(root, directory));
  }
}
