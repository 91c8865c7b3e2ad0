import { createHash } from 'node:crypto';
import type { AgentId } from '../../core/action.ts';
import { agentSetups } from './agents.ts';
import type { AgentSetup, Target } from './agents/agentSetup.ts';
import { type Edited, withHooks, withoutHooks } from './hooksEdit.ts';
import { type FileRecord, type InstallRecord, readInstallRecord } from './installRecord.ts';
import type { Machine } from './machine.ts';
import { readWhole } from './replaceFile.ts';

/** One file that set-up would change. `undefined` text: no file. */
export interface PlannedChange {
  readonly file: string;
  /** Agents whose registrations stand in the file after the change. */
  readonly agents: readonly AgentId[];
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** What a later removal gives back when nobody else has changed the file: the text without our entries. */
  readonly base: string | undefined;
}

/** A file that set-up cannot change, and why; it is left as it is. */
export interface PlanProblem {
  readonly file: string;
  readonly agents: readonly AgentId[];
  readonly problem: string;
}

export interface Plan {
  readonly changes: readonly PlannedChange[];
  readonly problems: readonly PlanProblem[];
}

/** SHA-256 by which a file is known to be as set-up left it. */
export const textDigest = (text: string): string => createHash('sha256').update(text).digest('hex');

const setupOf = (id: AgentId): AgentSetup | undefined => agentSetups.find((setup) => setup.id === id);

/** Targets by file: one file may serve two agents. */
function targetsByFile(machine: Machine, agents: readonly AgentId[]): ReadonlyMap<string, { readonly target: Target; readonly agents: readonly AgentId[] }> {
  const files = new Map<string, { readonly target: Target; readonly agents: readonly AgentId[] }>();
  for (const id of agents) {
    const target = setupOf(id)?.target(machine);
    if (target !== undefined) files.set(target.file, { target, agents: [...(files.get(target.file)?.agents ?? []), id] });
  }
  return files;
}

type Read = { readonly kind: 'read'; readonly text: string | undefined } | { readonly kind: 'problem'; readonly problem: string };

function read(file: string): Read {
  try {
    return { kind: 'read', text: readWhole(file) };
  } catch (error) {
    return { kind: 'problem', problem: error instanceof Error ? error.message : String(error) };
  }
}

const untouched = (record: FileRecord | undefined, text: string | undefined): record is FileRecord => record !== undefined && text !== undefined && textDigest(text) === record.written;

/** The text that the file would have without us: the backup while nobody else has changed it, else our entries cut out. */
function withoutUs(target: Target, record: FileRecord | undefined, text: string | undefined): Edited {
  if (text === undefined) return { kind: 'text', text: undefined };
  const backup = record?.backup === undefined ? undefined : read(record.backup);
  const original = backup?.kind === 'read' ? backup.text : undefined;
  if (untouched(record, text) && (record.backup === undefined || original !== undefined)) return { kind: 'text', text: original };
  if (target.kind === 'file') return { kind: 'text', text: record === undefined ? text : original };
  return withoutHooks(text, original, target.start);
}

/** The text that the file should have. A file of our own that somebody else put there is not overwritten. */
function wanted(target: Target, record: FileRecord | undefined, text: string | undefined): Edited {
  if (target.kind === 'hooks') return withHooks(text, target.hooks, target.start);
  if (text !== undefined && record === undefined && text !== target.text && !text.includes('tagout')) return { kind: 'problem', problem: 'a file of this name is there already and is not ours' };
  return { kind: 'text', text: target.text };
}

const recordOf = (record: InstallRecord, file: string): FileRecord | undefined => record.files.find((entry) => entry.file === file);

/** What installing for these agents would change. Reads, never writes. Files that already are as wanted are not among the changes. */
export function planInstall(machine: Machine, agents: readonly AgentId[]): Plan {
  const installed = readInstallRecord(machine.state);
  const changes: PlannedChange[] = [];
  const problems: PlanProblem[] = [];
  for (const [file, entry] of targetsByFile(machine, agents)) {
    const record = recordOf(installed, file);
    const all = [...new Set([...(record?.agents ?? []), ...entry.agents])];
    const now = read(file);
    const after = now.kind === 'problem' ? now : wanted(entry.target, record, now.text);
    const base = now.kind === 'problem' ? now : withoutUs(entry.target, record, now.text);
    if (now.kind === 'problem' || after.kind === 'problem' || base.kind === 'problem') {
      const problem = [now, after, base].map((step) => (step.kind === 'problem' ? step.problem : undefined)).find((text) => text !== undefined);
      problems.push({ file, agents: all, problem: problem ?? 'unknown' });
    } else if (now.text !== after.text || record === undefined || all.length !== record.agents.length) {
      changes.push({ file, agents: all, before: now.text, after: after.text, base: base.text });
    }
  }
  return { changes, problems };
}

/** What removing these agents would change. A file that another agent still needs stays. */
export function planUninstall(machine: Machine, agents: readonly AgentId[]): Plan {
  const installed = readInstallRecord(machine.state);
  const changes: PlannedChange[] = [];
  const problems: PlanProblem[] = [];
  for (const [file, entry] of targetsByFile(machine, agents)) {
    const record = recordOf(installed, file);
    const left = (record?.agents ?? []).filter((agent) => !entry.agents.includes(agent));
    const now = read(file);
    const base = now.kind === 'problem' ? now : withoutUs(entry.target, record, now.text);
    if (now.kind === 'problem' || base.kind === 'problem') {
      problems.push({ file, agents: entry.agents, problem: now.kind === 'problem' ? now.problem : base.kind === 'problem' ? base.problem : 'unknown' });
    } else {
      const after = left.length > 0 ? now.text : base.text;
      if (after !== now.text || record !== undefined) changes.push({ file, agents: left, before: now.text, after, base: base.text });
    }
  }
  return { changes, problems };
}
