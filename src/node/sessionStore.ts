import * as fs from 'node:fs';
import * as path from 'node:path';
import { joinShell } from '../core/session/joinShell.ts';
import type { InputRecord } from '../core/trace/record.ts';
import type { Target } from '../core/verdict.ts';
import type { DeniedObject, SessionFacts, ShellFacts } from '../core/world.ts';
import { below } from './ancestors.ts';
import { ensurePrivateDirectory, readSmallFile } from './durableFile.ts';
import { withoutSecrets } from './noteSecrets.ts';
import { workspaceKey, workspaceStateDirectory } from './stateDirectory.ts';

/** What is remembered of one agent session; each list at most {@link limit} entries, oldest dropped first. */
export interface SessionMemory extends SessionFacts {
  /** What came into the conversation from outside, the latest {@link inputLimit}. */
  readonly inputs?: readonly InputRecord[];
  /** What the agent thought last in this turn, where it tells its thoughts by events of their own. */
  readonly thought?: string;
}

export type SessionNote =
  | { readonly kind: 'written'; readonly path: string }
  | { readonly kind: 'made'; readonly path: string; readonly content: string }
  | { readonly kind: 'denied'; readonly target: Target }
  | { readonly kind: 'shell'; readonly left: ShellFacts }
  | { readonly kind: 'input'; readonly input: InputRecord }
  | { readonly kind: 'thought'; readonly text: string }
  | { readonly kind: 'prompt' };

/** Memory, or why it cannot be read: then nothing that changes something may pass without a person. */
export type ReadMemory = { readonly kind: 'memory'; readonly memory: SessionMemory } | { readonly kind: 'unknown'; readonly why: string };

const limit = 4096;
const inputLimit = 20;
const limitBytes = 4 * 1024 * 1024;

function sessionFile(state: string, root: string, session: string, extension: string): string {
  return below(workspaceStateDirectory(state, root), 'sessions', `${workspaceKey(`/${session}`)}.${extension}`);
}

/** Reads what {@link noteSession} wrote, in its order. A line that was cut short is passed over. */
export function readSession(state: string, root: string, session: string): ReadMemory {
  const read = readSmallFile(sessionFile(state, root, session, 'jsonl'), limitBytes);
  if (read.kind === 'absent') return { kind: 'memory', memory: { written: [], denied: [] } };
  if (read.kind === 'unreadable') return { kind: 'unknown', why: `what this session did before cannot be read (${read.why})` };
  const written = new Set<string>();
  const made = new Map<string, string>();
  const denied = new Map<string, DeniedObject>();
  const inputs: InputRecord[] = [];
  let shell: ShellFacts | undefined;
  let thought: string | undefined;
  for (const note of read.text.split('\n').flatMap(parseNote)) {
    switch (note.kind) {
      case 'written':
        written.add(note.path);
        break;
      case 'made':
        made.set(note.path, note.content);
        break;
      case 'denied':
        denied.set(JSON.stringify(note.target), { target: note.target, since: 'since-last-prompt' });
        break;
      case 'shell':
        shell = joinShell(shell, note.left);
        break;
      case 'input':
        inputs.push(note.input);
        break;
      case 'thought':
        thought = note.text;
        break;
      case 'prompt':
        thought = undefined;
        for (const [key, { target }] of denied) denied.set(key, { target, since: 'before' });
    }
  }
  return { kind: 'memory', memory: { written: [...written].slice(-limit), ...(made.size === 0 ? {} : { made: [...made].slice(-limit).map(([at, content]) => ({ path: at, content })) }), denied: [...denied.values()].slice(-limit), ...(shell === undefined ? {} : { shell }), ...(thought === undefined ? {} : { thought }), ...(inputs.length === 0 ? {} : { inputs: inputs.slice(-inputLimit) }) } };
}

/** Appends notes that the memory does not hold yet. Appends are atomic among processes. Throws when the disk refuses. */
export function noteSession(state: string, root: string, session: string, notes: readonly SessionNote[]): void {
  if (notes.length === 0) return;
  const file = sessionFile(state, root, session, 'jsonl');
  ensurePrivateDirectory(path.dirname(file));
  fs.appendFileSync(file, notes.map((note) => `${JSON.stringify('left' in note || 'input' in note || 'text' in note ? withoutSecrets(note) : note)}\n`).join(''), { mode: 0o600 });
}

/** One delivery of a proposal by the agent, as it stands in the session's list of calls. */
interface Delivery {
  readonly key: string;
  readonly id: string;
  readonly at: number;
}

const sameDeliveryMs = 2000;
const deliveriesLimitBytes = 64 * 1024;

/**
 * Gives a proposal its id. Some agents deliver one call twice (two of their configuration files name us): the later one
 * within two seconds gets the id of the earlier, so that both get one verdict and a person is asked once. Every process
 * appends first and reads afterwards; the file's order is the same for all. Throws when the disk refuses.
 */
export function claimProposal(state: string, root: string, session: string, delivery: Delivery): { readonly id: string; readonly repeated: boolean } {
  const file = sessionFile(state, root, session, 'calls');
  ensurePrivateDirectory(path.dirname(file));
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > deliveriesLimitBytes) fs.rmSync(file, { force: true });
  fs.appendFileSync(file, `${JSON.stringify(delivery)}\n`, { mode: 0o600 });
  const same = fs.readFileSync(file, 'utf8').split('\n').flatMap(parseDelivery).filter(({ key }) => key === delivery.key);
  const first = same.find(({ at }) => Math.abs(delivery.at - at) <= sameDeliveryMs);
  return first === undefined || first.id === delivery.id ? { id: delivery.id, repeated: false } : { id: first.id, repeated: true };
}

/** The id that a call got when it was proposed, for an outcome of an agent that sends no call ids; undefined when it is not known. Never throws. */
export function findProposal(state: string, root: string, session: string, key: string): string | undefined {
  const read = readSmallFile(sessionFile(state, root, session, 'calls'), 2 * deliveriesLimitBytes);
  return read.kind === 'text' ? read.text.split('\n').flatMap(parseDelivery).findLast((delivery) => delivery.key === key)?.id : undefined;
}

function parseDelivery(line: string): readonly Delivery[] {
  const value = parseLine(line);
  if (value === undefined) return [];
  const { key, id, at } = value;
  return typeof key === 'string' && typeof id === 'string' && typeof at === 'number' ? [{ key, id, at }] : [];
}

function parseNote(line: string): readonly SessionNote[] {
  const value = parseLine(line);
  if (value?.['kind'] === 'prompt') return [{ kind: 'prompt' }];
  if (value?.['kind'] === 'thought' && typeof value['text'] === 'string') return [{ kind: 'thought', text: value['text'] }];
  if (value?.['kind'] === 'written' && typeof value['path'] === 'string') return [{ kind: 'written', path: value['path'] }];
  if (value?.['kind'] === 'made' && typeof value['path'] === 'string' && typeof value['content'] === 'string') return [{ kind: 'made', path: value['path'], content: value['content'] }];
  if (value?.['kind'] === 'denied' && isTarget(value['target'])) return [{ kind: 'denied', target: value['target'] }];
  if (value?.['kind'] === 'input' && isInput(value['input'])) return [{ kind: 'input', input: value['input'] }];
  if (value?.['kind'] === 'shell' && isShell(value['left'])) return [{ kind: 'shell', left: value['left'] }];
  return [];
}

// Only this process writes the file, in a directory that no agent may write: the outline is enough.
const isTarget = (value: unknown): value is Target => isRecord(value) && typeof value['kind'] === 'string';
const isInput = (value: unknown): value is InputRecord => isRecord(value) && typeof value['from'] === 'string';
const isShell = (value: unknown): value is ShellFacts => isRecord(value) && (typeof value['cwd'] === 'string' || value['cwd'] === null) && isRecord(value['variables']) && Array.isArray(value['definitions']);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function parseLine(line: string): Readonly<Record<string, unknown>> | undefined {
  if (line === '') return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
