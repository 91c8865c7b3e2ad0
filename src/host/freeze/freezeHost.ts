import * as vscode from 'vscode';
import { standingAt, type Standing } from '../../core/freeze/standing.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import type { TraceTree } from '../../core/trace/traceTree.ts';
import type { Translate } from '../approval/askView.ts';
import { breakFreeze } from './breakGlass.ts';
import { endedGlasses, mendFreezes, showReport, type BrokenFreezesOptions } from './brokenFreezes.ts';
import { declareWithDetails, extendFreeze, liftWithReason, openFreezeMenu, type FreezeDesk } from './freezeMenu.ts';
import { tellOfFreezes } from './freezeNotices.ts';
import { fileOfSource } from './declaredAt.ts';
import { freezeRows, type FreezeRow } from './freezeRows.ts';
import { openFreezeSource } from './openFreezeSource.ts';
import { FreezeTreeView } from './freezeTreeView.ts';
import type { FreezeWatch } from './freezeWatch.ts';
import { commands, views } from '../ids.ts';
import type { Log } from '../log.ts';
import type { TextDocuments } from '../textDocuments.ts';

/** A broken freeze counts down to the second; else times are told in minutes. */
const quickMs = 1000;
const slowMs = 15_000;

const translate: Translate = (message, ...values) => vscode.l10n.t(message, ...values);

export interface FreezeHostOptions {
  readonly state: string;
  readonly watch: FreezeWatch;
  readonly desk: FreezeDesk;
  readonly trace: () => TraceTree;
  /** The time went on, so that what is shown may read differently. */
  readonly ticked: () => void;
  readonly documents: TextDocuments;
  readonly record: (body: TraceBody) => void;
  readonly log: Log;
}

/** The freezes in the editor: the view, its commands, and what is told before one begins. */
export class FreezeHost {
  readonly #options: FreezeHostOptions;
  readonly #rows: FreezeTreeView;
  readonly #view: vscode.TreeView<FreezeRow>;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FreezeHostOptions) {
    this.#options = options;
    this.#rows = new FreezeTreeView(() => freezeRows({ standing: this.standing, ended: endedGlasses(options.watch.known), trace: options.trace(), now: Date.now(), fileOf: (report) => fileOfSource(report, options.state) }, translate));
    this.#view = vscode.window.createTreeView(views.freezes, { treeDataProvider: this.#rows, showCollapseAll: true });
    this.#view.onDidChangeVisibility(() => this.refresh());
    this.#tick();
  }

  /** The state at this moment. */
  get standing(): Standing {
    const { book, instants } = this.#options.watch.known;
    return standingAt(book, instants);
  }

  /** Something of it changed, or was recorded. Nobody reads the trace for a view that nobody sees. */
  refresh(): void {
    if (this.#view.visible) this.#rows.refresh();
  }

  /** Command id → what it does. SECURITY: an argument only says which freeze is meant; what loosens asks the person for a reason. */
  commands(): ReadonlyMap<string, (argument?: unknown) => unknown> {
    const { desk } = this.#options;
    return new Map<string, (argument?: unknown) => unknown>([
      [commands.freezeMenu, () => openFreezeMenu(desk)],
      [commands.freezeDeclare, () => declareWithDetails(desk)],
      [commands.freezeLift, (argument) => liftWithReason(desk, aboutOf(argument))],
      [commands.freezeExtend, (argument) => withAbout(argument, (id) => extendFreeze(desk, id))],
      [commands.breakFreeze, (argument) => breakFreeze(desk, aboutOf(argument))],
      [commands.mendFreeze, (argument) => withAbout(argument, (id) => desk.actions.mend(id))],
      [commands.freezeReport, (argument) => showReport(this.#broken, aboutOf(argument))],
      [commands.openFreezeSource, (argument) => openRow(argument)],
      [commands.openFreezes, () => vscode.commands.executeCommand(`${views.freezes}.focus`)],
    ]);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#view.dispose();
    this.#rows.dispose();
  }

  get #broken(): BrokenFreezesOptions {
    const { state, watch, trace, documents, record, log } = this.#options;
    return { state, known: () => watch.known, trace, documents, record, log };
  }

  #tick(): void {
    const { state, watch, ticked, log } = this.#options;
    const { standing } = this;
    this.#timer = setTimeout(() => {
      watch.refresh();
      this.#tick();
      ticked();
    }, standing.glasses.length > 0 ? quickMs : slowMs);
    this.#timer.unref();
    tellOfFreezes(state, standing, Date.now(), log);
    mendFreezes(this.#broken);
  }
}

/** The id in a command's argument: itself, or that of a row of the view. Anything else is none. */
function aboutOf(argument: unknown): string | undefined {
  const about: unknown = typeof argument === 'object' && argument !== null && 'about' in argument ? argument.about : argument;
  return typeof about === 'string' && about !== '' ? about : undefined;
}

/** The row of the view that a command was chosen for; the palette gives none. */
function openRow(argument: unknown): unknown {
  const at: unknown = typeof argument === 'object' && argument !== null && 'declaredAt' in argument ? argument.declaredAt : undefined;
  return typeof at === 'object' && at !== null && 'file' in at && typeof at.file === 'string' && 'entry' in at && typeof at.entry === 'string' ? openFreezeSource({ file: at.file, entry: at.entry }) : undefined;
}

function withAbout(argument: unknown, use: (id: string) => unknown): unknown {
  const id = aboutOf(argument);
  return id === undefined ? undefined : use(id);
}
