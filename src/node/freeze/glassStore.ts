import * as fs from 'node:fs';
import { actionsLeft, type BreakGlass } from '../../core/freeze/breakGlass.ts';
import { below } from '../ancestors.ts';
import { errorCode, readSmallFile, replaceFile } from '../durableFile.ts';
import { glassDirectory } from './freezePlaces.ts';

const limitBytes = 64 * 1024;
/** Kept for the report of what was done under them. */
const keptGlasses = 20;
const safeId = /^[A-Za-z0-9-]{1,64}$/;

/**
 * The last freezes that were broken in a workspace, oldest first. Each is a directory: how it was opened, and one file for each
 * act that it let through, made exclusively, so that two at once never count as one. What is damaged is left out: then the freeze holds.
 */
export function readGlasses(state: string, root: string): readonly BreakGlass[] {
  const directory = glassDirectory(state, root);
  return names(directory).flatMap((id) => readGlass(below(directory, id))).sort((one, other) => one.since.localeCompare(other.since)).slice(-keptGlasses);
}

/**
 * Breaks freezes. SECURITY: for the extension host alone, after a gesture of a person with a reason. No command line and no
 * message of the channel leads here. Throws when the disk refuses.
 */
export function addGlass(state: string, root: string, glass: BreakGlass): void {
  if (!safeId.test(glass.id)) throw new Error('this break-glass has no name that can be stored');
  replaceFile(openedFile(below(glassDirectory(state, root), glass.id)), `${JSON.stringify({ v: 1, glass: { ...glass, used: [] } })}\n`);
}

/** Ends one before its time. Throws when the disk refuses. */
export function endGlass(state: string, root: string, id: string, now: number): void {
  const glass = readGlasses(state, root).find((one) => one.id === id);
  if (glass !== undefined) addGlass(state, root, { ...glass, until: new Date(Math.min(now, Date.parse(glass.until))).toISOString() });
}

/**
 * Takes an act out of the number that a break-glass lets through; the same proposal counts once. False when none is left, or its
 * time is over at one of the instants: then the act must not run. Throws when the disk refuses.
 */
export function useGlass(state: string, root: string, id: string, proposal: string, instants: readonly number[]): boolean {
  const glass = readGlasses(state, root).find((one) => one.id === id);
  if (glass === undefined || actionsLeft({ ...glass, used: [] }, instants) === 0) return false;
  if (glass.used.includes(proposal)) return true;
  const directory = below(glassDirectory(state, root), id);
  for (let slot = 1; slot <= glass.maxActions; slot++) if (take(below(directory, `${slot}.used`), proposal)) return true;
  return false;
}

function take(file: string, proposal: string): boolean {
  try {
    fs.writeFileSync(file, proposal, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function readGlass(directory: string): readonly BreakGlass[] {
  const read = readSmallFile(openedFile(directory), limitBytes);
  const glass = read.kind === 'text' ? parse(read.text) : undefined;
  if (glass === undefined) return [];
  // An act whose name cannot be read counts all the same.
  const used = names(directory).filter((name) => name.endsWith('.used')).map((name) => textOf(below(directory, name)) ?? name);
  return [{ ...glass, used }];
}

const openedFile = (directory: string): string => below(directory, 'opened.json');

function textOf(file: string): string | undefined {
  const read = readSmallFile(file, limitBytes);
  return read.kind === 'text' && read.text !== '' ? read.text : undefined;
}

function names(directory: string): readonly string[] {
  try {
    return fs.readdirSync(directory);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}

function parse(text: string): BreakGlass | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'glass' in value && isGlass(value.glass) ? value.glass : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isGlass(value: unknown): value is BreakGlass {
  if (typeof value !== 'object' || value === null) return false;
  const glass: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(value));
  const { freezes, used } = glass;
  return ['id', 'by', 'reason', 'since', 'until'].every((name) => typeof glass[name] === 'string') && Number.isInteger(glass['maxActions']) && [freezes, used].every((list) => Array.isArray(list) && list.every((one) => typeof one === 'string'));
}
