import type { Freeze, FreezeState } from '../core/freeze/freeze.ts';
import { ancestorsOf, below } from './ancestors.ts';
import { readSmallFile, replaceFile } from './durableFile.ts';
import { workspaceStateDirectory } from './stateDirectory.ts';

const limitBytes = 256 * 1024;

/** Absolute path of the file that holds a workspace's freezes: `{v: 1, freezes: Freeze[]}`, 0600. */
export const freezeFile = (state: string, root: string): string => below(workspaceStateDirectory(state, root), 'freeze.json');

/**
 * The freezes over some directories: those of every workspace that holds one of them, expired ones left out. A file that
 * is there and cannot be read or understood makes the state `unknown`, which counts as frozen: damage never lifts a
 * freeze. `directories` are absolute with symlinks resolved; `now` in milliseconds since 1970.
 */
export function readFreezes(state: string, directories: readonly string[], now: number): FreezeState {
  const roots = new Set(directories.flatMap(ancestorsOf));
  return joinFreezes([...roots].map((root) => readFreezesOf(state, root, now)));
}

/** The freezes that were declared for exactly this workspace root. */
export function readFreezesOf(state: string, root: string, now: number): FreezeState {
  const read = readSmallFile(freezeFile(state, root), limitBytes);
  if (read.kind === 'absent') return { kind: 'off' };
  if (read.kind === 'unreadable') return { kind: 'unknown', why: `the freeze file of ${root} cannot be read (${read.why})` };
  const freezes = parseFreezes(read.text);
  if (freezes === undefined) return { kind: 'unknown', why: `the freeze file of ${root} is damaged` };
  const active = freezes.filter(({ until }) => until === undefined || !(Date.parse(until) <= now));
  return active.length === 0 ? { kind: 'off' } : { kind: 'on', freezes: active };
}

/** Several states as one: unknown beats on, on beats off; freezes of the same id count once. */
export function joinFreezes(states: readonly FreezeState[]): FreezeState {
  const freezes = new Map<string, Freeze>();
  for (const state of states) {
    if (state.kind === 'unknown') return state;
    if (state.kind === 'on') for (const freeze of state.freezes) freezes.set(freeze.id, freeze);
  }
  return freezes.size === 0 ? { kind: 'off' } : { kind: 'on', freezes: [...freezes.values()] };
}

/** Adds a freeze. Throws on an id that is there already (replacing could loosen) and on damaged state: a person has to look first. */
export function declareFreeze(state: string, root: string, freeze: Freeze, now: number): void {
  const present = readFreezesOf(state, root, now);
  if (present.kind === 'unknown') throw new Error(present.why);
  const others = present.kind === 'on' ? present.freezes : [];
  if (others.some(({ id }) => id === freeze.id)) throw new Error(`a freeze with the id \`${freeze.id}\` is on already`);
  writeFreezes(state, root, [...others, freeze]);
}

/** Lets a freeze go on until a later end, or without one; returns it. Throws where there is none, or where it would end sooner: that is a lift. */
export function extendFreeze(state: string, root: string, id: string, until: string | undefined, now: number): Freeze {
  const present = readFreezesOf(state, root, now);
  if (present.kind === 'unknown') throw new Error(present.why);
  const held = present.kind === 'on' ? present.freezes : [];
  const before = held.find((freeze) => freeze.id === id);
  if (before === undefined) throw new Error(`no freeze with the id \`${id}\` is on`);
  const longer = { ...before, until };
  if (!(endOf(longer) >= endOf(before))) throw new Error('a freeze is extended, never shortened: lift it');
  writeFreezes(state, root, held.map((one) => (one === before ? longer : one)));
  return longer;
}

const endOf = ({ until }: { readonly until?: string | undefined }): number => (until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until));

/**
 * Takes freezes away, all of them when no id is given; damaged state is replaced by an empty one.
 * SECURITY: for the extension host alone, after a gesture of a person with a reason. No command line and no message
 * of the channel leads here.
 */
export function liftFreezes(state: string, root: string, now: number, id?: string): readonly Freeze[] {
  const present = readFreezesOf(state, root, now);
  const freezes = present.kind === 'on' ? present.freezes : [];
  const lifted = freezes.filter((freeze) => id === undefined || freeze.id === id);
  writeFreezes(state, root, freezes.filter((freeze) => !lifted.includes(freeze)));
  return lifted;
}

function writeFreezes(state: string, root: string, freezes: readonly Freeze[]): void {
  replaceFile(freezeFile(state, root), `${JSON.stringify({ v: 1, freezes }, undefined, 2)}\n`);
}

/** Undefined when anything in the text is not what we write: half a freeze file is a damaged one. */
function parseFreezes(text: string): readonly Freeze[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value['v'] !== 1 || !Array.isArray(value['freezes'])) return undefined;
    const freezes: readonly unknown[] = value['freezes'];
    return freezes.every(isFreeze) ? freezes : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isFreeze(value: unknown): value is Freeze {
  if (!isRecord(value)) return false;
  const { id, mode, reason, by, since, until, scope } = value;
  return [id, reason, by, since].every((text) => typeof text === 'string') && (mode === 'ask' || mode === 'deny')
    && (until === undefined || (typeof until === 'string' && !Number.isNaN(Date.parse(until)))) && (scope === undefined || isScope(scope));
}

function isScope(value: unknown): boolean {
  return isRecord(value) && Object.entries(value).every(([name, list]) => ['branches', 'paths', 'environments', 'services', 'actions', 'agents'].includes(name) && Array.isArray(list) && list.every((entry) => typeof entry === 'string'));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
