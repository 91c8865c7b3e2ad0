import * as fs from 'node:fs';
import type { Freeze, FreezeState } from '../../core/freeze/freeze.ts';
import { phaseOf } from '../../core/freeze/phase.ts';
import { ancestorsOf } from '../ancestors.ts';
import { bookOver, stateOver, type ReadBook } from './book.ts';
import { compileUpper, compileWorkspace } from './compileFreezes.ts';
import { readDeclared, writeDeclared } from './declaredFreezes.ts';
import { compiledUpperFile, compiledWorkspaceFile, freezeFile, freezePlace, glassDirectory } from './freezePlaces.ts';
import type { Uptime } from './machineClock.ts';

const compilers = { compileUpper, compileWorkspace };

/**
 * The freezes in force over some directories, of every source: those of every workspace that holds one of them, and of the user
 * and the organisation. What is there and cannot be read or understood counts as frozen: damage never lifts a freeze.
 * `directories` are absolute with symlinks resolved; `now` in milliseconds since 1970.
 */
export function readFreezes(state: string, directories: readonly string[], now: number, uptime?: Uptime): FreezeState {
  const roots = rootsOf(directories).filter((root) => mayHold(state, root));
  // Nearly always: then nothing more is loaded or read.
  return roots.length === 0 && !mayHoldAbove(state) ? { kind: 'off' } : stateOver(state, roots, now, compilers, uptime);
}

/** All that is known about the freezes over some directories, those to come and those that are over included, for people. */
export function readFreezeBook(state: string, directories: readonly string[], now: number, uptime?: Uptime): ReadBook {
  return bookOver(state, rootsOf(directories).filter((root) => mayHold(state, root)), now, compilers, uptime);
}

const rootsOf = (directories: readonly string[]): readonly string[] => [...new Set(directories.flatMap(ancestorsOf))];

const exists = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false }) !== undefined;

/** A file that cannot be looked at may hold one. */
function mayHold(state: string, root: string): boolean {
  try {
    return exists(freezeFile(state, root)) || exists(glassDirectory(state, root)) || exists(compiledWorkspaceFile(state, root)) || exists(freezePlace(state, root, process.platform).workspace);
  } catch {
    return true;
  }
}

function mayHoldAbove(state: string): boolean {
  const { organisation, user } = freezePlace(state, '', process.platform);
  try {
    return exists(compiledUpperFile(state)) || exists(user) || exists(organisation);
  } catch {
    return true;
  }
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

/** The freezes that people declared for exactly this workspace root and that are not over. */
export function readFreezesOf(state: string, root: string, now: number): FreezeState {
  const read = readDeclared(state, root);
  if (!read.ok) return { kind: 'unknown', why: read.why };
  const freezes = read.freezes.filter((freeze) => phaseOf(freeze, [now]) !== 'ended');
  return freezes.length === 0 ? { kind: 'off' } : { kind: 'on', freezes };
}

/** Adds a freeze. Throws on an id that is there already (replacing could loosen) and on damaged state: a person has to look first. */
export function declareFreeze(state: string, root: string, freeze: Freeze, now: number): void {
  const present = readDeclared(state, root);
  if (!present.ok) throw new Error(present.why);
  if (present.freezes.some(({ id }) => id === freeze.id)) throw new Error(`a freeze with the id \`${freeze.id}\` is on already`);
  writeDeclared(state, root, [...present.freezes, freeze], now);
}

/** Lets a freeze go on until a later end, or without one; returns it. Throws where there is none, or where it would end sooner: that is a lift. */
export function extendFreeze(state: string, root: string, id: string, until: string | undefined, now: number): Freeze {
  const present = readDeclared(state, root);
  if (!present.ok) throw new Error(present.why);
  const before = present.freezes.find((freeze) => freeze.id === id && phaseOf(freeze, [now]) !== 'ended');
  if (before === undefined) throw new Error(`no freeze with the id \`${id}\` is on`);
  const longer = { ...before, until };
  if (!(endOf(longer) >= endOf(before))) throw new Error('a freeze is extended, never shortened: lift it');
  writeDeclared(state, root, present.freezes.map((one) => (one === before ? longer : one)), now);
  return longer;
}

const endOf = ({ until }: { readonly until?: string | undefined }): number => (until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until));

/**
 * Takes freezes away, all of them when no id is given; damaged state is replaced by an empty one.
 * SECURITY: for the extension host alone, after a gesture of a person with a reason. No command line and no message
 * of the channel leads here.
 */
export function liftFreezes(state: string, root: string, now: number, id?: string): readonly Freeze[] {
  const present = readDeclared(state, root);
  const freezes = present.ok ? present.freezes : [];
  const lifted = freezes.filter((freeze) => id === undefined || freeze.id === id);
  writeDeclared(state, root, freezes.filter((freeze) => !lifted.includes(freeze)), now);
  return lifted;
}
