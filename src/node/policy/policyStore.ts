import { defaultPolicy, type Policy } from '../../core/policy/policy.ts';
import { readSmallFile, replaceFile } from '../durableFile.ts';
import { setWorkspaceCapture } from '../trace/captureLevel.ts';
import { staleness } from './bundle/bundleCache.ts';
import { compiledFile, stampsOf, type PolicyPlace } from './policyPlace.ts';

const limitBytes = 4 * 1024 * 1024;
/** Counts up with every change of {@link Policy}: what an older or newer version compiled is compiled again. */
const format = 5;

/** The policy that counts, and in words what is wrong with it: then everything that changes something asks. */
export interface StoredPolicy {
  readonly policy: Policy;
  readonly problem?: string;
}

/** A compiled policy with the state of the files that it was made of. */
export interface CompiledPolicy extends StoredPolicy {
  readonly stamps: readonly string[];
  /** With a bundle of the organisation: how long it counts without a server that confirms it, in milliseconds. */
  readonly maxStaleMs?: number;
}

/**
 * The policy of a workspace. The compiled one counts while its files are as they were; else `compile` makes it anew. With
 * no file at all it is the default. Never throws: what `compile` throws is the `problem`.
 */
export function readPolicy(place: PolicyPlace, compile: (place: PolicyPlace) => StoredPolicy & Pick<CompiledPolicy, 'maxStaleMs'>): StoredPolicy {
  const stamps = stampsOf(place);
  const read = readSmallFile(compiledFile(place), limitBytes);
  if (read.kind === 'absent' && stamps.every((stamp) => stamp === 'absent')) return { policy: defaultPolicy };
  const compiled = read.kind === 'text' ? parseCompiled(read.text) : undefined;
  if (compiled !== undefined && compiled.stamps.join() === stamps.join()) return whileFresh(place, compiled);
  try {
    return whileFresh(place, compile(place));
  } catch (error) {
    return { policy: compiled?.policy ?? defaultPolicy, problem: `the policy cannot be compiled (${error instanceof Error ? error.message : 'unknown error'})` };
  }
}

/** An organisation's bundle that nobody confirmed for too long goes on counting, and everything that changes something asks. */
function whileFresh(place: PolicyPlace, compiled: StoredPolicy & Pick<CompiledPolicy, 'maxStaleMs'>): StoredPolicy {
  const stale = compiled.maxStaleMs === undefined ? undefined : staleness(place, compiled.maxStaleMs, Date.now());
  return stale === undefined || compiled.problem !== undefined ? compiled : { ...compiled, problem: stale };
}

/** Stores a compiled policy atomically, 0600, and beside it what every writer of the trace has to know of it. */
export function writePolicy(place: PolicyPlace, compiled: CompiledPolicy): void {
  setWorkspaceCapture(place.state, place.root, compiled.policy.capture);
  replaceFile(compiledFile(place), `${JSON.stringify({ format, ...compiled })}\n`);
}

/** Only our own compiler writes the file, in a directory that no agent may write: its number tells what another version wrote apart. */
function parseCompiled(text: string): CompiledPolicy | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isCompiled(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isCompiled = (value: unknown): value is CompiledPolicy =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === format && 'policy' in value && 'stamps' in value && Array.isArray(value.stamps);
