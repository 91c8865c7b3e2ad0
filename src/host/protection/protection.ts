import * as vscode from 'vscode';
import { agentIds, type AgentId } from '../../core/action.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import type { Disarmed } from '../../node/install/armed.ts';
import { thisMachine } from '../../node/install/machine.ts';
import { titlesOf } from '../../node/install/setup.ts';
import { ArmingWatch } from './armingWatch.ts';
import { commands } from '../ids.ts';
import { offer } from '../notices.ts';
import { installFor, type ProtectAgentsParts } from './protectAgents.ts';
import { windowSwitches } from './windowSwitches.ts';

/** What protection needs from the window besides what set-up needs. */
export interface ProtectionParts extends ProtectAgentsParts {
  readonly roots: () => readonly string[];
  /** Outlasts windows and the state directory: which agents were registered. */
  readonly memory: vscode.Memento;
  readonly by: string;
  readonly report: (trouble: string | undefined) => void;
  readonly record: (body: TraceBody) => void;
}

const knownKey = 'tagout.registeredAgents';

/**
 * Watches whether the agents of this machine still ask Tagout. When their settings were changed behind the guard's back, the
 * status bar says OFF and why, the trace records it, and *Repair* puts it back through set-up, with its diff. Also in a
 * workspace that is not trusted: it only reads, and writes the user's own files after a person agreed.
 */
export class Protection {
  readonly #parts: ProtectionParts;
  readonly #watch: ArmingWatch;
  readonly #listener: vscode.Disposable;
  #told = '';
  #asking = false;

  constructor(parts: ProtectionParts) {
    this.#parts = parts;
    this.#watch = new ArmingWatch({
      machine: thisMachine(parts.state), known: readKnown(parts.memory), also: (agents) => (agents.includes('vscode') ? windowSwitches().map(({ file, setting, says }): Disarmed => ({ kind: 'switch', agents: ['vscode'], file, why: `${setting} ${says}` })) : []),
      changed: (found) => this.#changed(found), failed: (error) => parts.log.error('protection', error),
    });
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('chat')) this.#watch.again();
    });
  }

  /** Command id → what it does: shows the change and asks before it writes. */
  commands(): ReadonlyMap<string, () => unknown> {
    return new Map([[commands.repair, () => this.repair()]]);
  }

  watch(): void {
    this.#watch.watch(this.#parts.roots());
  }

  /** Set-up for every agent that is held no more; where a setting keeps the hook off, the file with that setting. */
  async repair(): Promise<void> {
    const found = this.#watch.current;
    if (found.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Every registered agent still has the guard before it.'));
      return;
    }
    const agents = agentsOf(found.filter(({ kind }) => kind !== 'switch'));
    if (agents.length > 0 && !(await installFor(this.#parts, agents, vscode.l10n.t('What Repair would put back')))) return;
    this.#watch.again();
    const left = this.#watch.current;
    const [off] = left;
    if (off === undefined) void vscode.window.showInformationMessage(vscode.l10n.t('Repaired: {0} asks Tagout again. Sessions that are open read their settings when they start again.', titlesOf(agents)));
    else if (off.kind === 'switch') await showSwitch(off);
    else void vscode.window.showErrorMessage(vscode.l10n.t('Not repaired: {0}', off.why));
  }

  /** A person removed the guard through set-up. */
  removed(): void {
    this.#parts.record({ kind: 'guard', change: 'removed', agents: this.#watch.known, files: [], why: 'removed through set-up', by: this.#parts.by });
    this.#watch.forget();
    void this.#parts.memory.update(knownKey, this.#watch.known);
  }

  dispose(): void {
    this.#watch.dispose();
    this.#listener.dispose();
  }

  #changed(found: readonly Disarmed[]): void {
    const { record, report, memory, by, log } = this.#parts;
    const told = found.map(({ why }) => why).join(' · ');
    if (told === this.#told) return;
    const before = this.#told;
    this.#told = told;
    void memory.update(knownKey, this.#watch.known);
    report(found.length === 0 ? undefined : told);
    log.warn(`protection: ${told === '' ? 'in order again' : told}`);
    if (found.length > 0) record({ kind: 'guard', change: 'disarmed', agents: agentsOf(found), files: filesOf(found), why: told, by: 'not known' });
    else if (this.#watch.known.length > 0) record({ kind: 'guard', change: 'repaired', agents: this.#watch.known, files: [], why: before, by });
    if (found.length > 0) void this.#offer(found).catch((error: unknown) => log.error('repair', error));
  }

  /** One notification at a time, which goes behind the bell by itself; the status bar says OFF until it is mended. */
  async #offer(found: readonly Disarmed[]): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    // Who took the guard out on purpose ends that here, by the typed word that removing it always takes.
    const [repair, remove] = [vscode.l10n.t('Repair'), vscode.l10n.t('Remove Tagout…')];
    const answer = await offer(vscode.l10n.t('Tagout is OFF for {0}: {1}', titlesOf(agentsOf(found)), found[0]?.why ?? ''), [repair, remove], { due: () => this.#watch.current.length > 0 });
    this.#asking = false;
    if (answer === repair) await this.repair();
    if (answer === remove) await vscode.commands.executeCommand(commands.removeFromAgents);
  }
}

const agentsOf = (found: readonly Disarmed[]): readonly AgentId[] => [...new Set(found.flatMap(({ agents }) => agents))];
const filesOf = (found: readonly Disarmed[]): readonly string[] => [...new Set(found.map(({ file }) => file))];

function readKnown(memory: vscode.Memento): readonly AgentId[] {
  const stored = memory.get<unknown>(knownKey);
  return Array.isArray(stored) ? agentIds.filter((id) => stored.includes(id)) : [];
}

/** A setting is the person's to change: the file is opened, with what to do. */
async function showSwitch({ file, why }: Disarmed): Promise<void> {
  void vscode.window.showWarningMessage(vscode.l10n.t('Take this setting out: {0}', why));
  if (file.startsWith('/') || /^[A-Za-z]:/.test(file)) await vscode.window.showTextDocument(vscode.Uri.file(file));
  else await vscode.commands.executeCommand('workbench.action.openSettings', 'chat.useHooks');
}
