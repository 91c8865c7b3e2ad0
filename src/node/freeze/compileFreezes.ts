import * as fs from 'node:fs';
import type { Freeze } from '../../core/freeze/freeze.ts';
import type { SourceReport } from '../../core/freeze/source.ts';
import { readSmallFile, type FileText } from '../durableFile.ts';
import { heldAfter, nothingHeld, policyDigest, readHeld, writeHeld, type HeldPolicy } from '../policy/heldPolicy.ts';
import { stampOf, type PolicyPlace } from '../policy/policyPlace.ts';
import { writeCompiled, type CompiledFreezes, type FreezeProblem } from './compiledFreezes.ts';
import { compiledUpperFile, compiledWorkspaceFile } from './freezePlaces.ts';
import { readFreezeFile, type FreezeFileContent, type FreezeOrigin, type ReadFreezeFile } from './readFreezeFile.ts';

const limitBytes = 1024 * 1024;

/**
 * Makes the freezes of the organisation's and the user's file, and stores them. A file that cannot be read never lifts a
 * freeze: its last good version counts on, and without one the file counts as frozen. `before`: what was compiled last. Throws
 * when the disk refuses.
 */
export function compileUpper(place: PolicyPlace, before: CompiledFreezes | undefined, now: number): CompiledFreezes {
  const stamps = [stampOf(place.organisation), stampOf(place.user)];
  const organisation = upperFile('organisation', place.organisation, before?.good?.organisation, now);
  const user = upperFile('user', place.user, before?.good?.user, now);
  const compiled: CompiledFreezes = {
    stamps, at: new Date(now).toISOString(), reports: [...organisation.reports, ...user.reports], sources: [...organisation.sources, ...user.sources], problems: [...organisation.problems, ...user.problems],
    good: { ...(organisation.good === undefined ? {} : { organisation: organisation.good }), ...(user.good === undefined ? {} : { user: user.good }) },
  };
  writeCompiled(compiledUpperFile(place.state), compiled);
  return compiled;
}

interface UpperFile extends Pick<CompiledFreezes, 'reports' | 'sources' | 'problems'> {
  readonly good?: string;
}

function upperFile(from: 'organisation' | 'user', file: string, lastGood: string | undefined, now: number): UpperFile {
  const found = readSmallFile(file, limitBytes);
  if (found.kind === 'absent') return { reports: [], sources: [], problems: [] };
  const origin = originOf(from, file);
  const read = readText(found, origin, now);
  if (read.ok) return { reports: [reportOf(file, origin, read.content.freezes, now)], sources: read.content.sources, problems: [], ...(found.kind === 'text' ? { good: found.text } : {}) };
  const problems = read.problems.map((problem) => ({ file, ...problem }));
  const last = lastGood === undefined ? undefined : readFreezeFile(lastGood, origin, now);
  if (last?.ok !== true || lastGood === undefined) return { reports: [unreadable(file, origin, problems)], sources: [], problems };
  return { reports: [reportOf(file, origin, last.content.freezes, now)], sources: last.content.sources, problems, good: lastGood };
}

/**
 * The same of a workspace's own file. It tightens at once and loosens only after a person accepted exactly that text in the editor:
 * until then the version before counts beside it. A file that was removed counts on until that was reviewed.
 */
export function compileWorkspace(place: PolicyPlace, now: number): CompiledFreezes {
  const stamps = [stampOf(place.workspace)];
  const file = place.workspace;
  const origin = originOf('workspace', file);
  const stored = readHeld(place);
  const found = readSmallFile(file, limitBytes);
  const text = found.kind === 'text' ? found.text : undefined;
  const current = found.kind === 'absent' ? undefined : readText(found, origin, now);
  const held = current?.ok === true && text !== undefined ? heldAfter(stored ?? nothingHeld, text) : (stored ?? nothingHeld);
  const inForce = held.text === undefined ? undefined : readFreezeFile(held.text, origin, now);
  const problems: readonly FreezeProblem[] = current?.ok === false ? current.problems.map((problem) => ({ file, ...problem })) : [];
  const good = [inForce, current].flatMap((read) => (read?.ok === true ? [read.content] : []));
  const lost = stored === undefined || inForce?.ok === false || (good.length === 0 && current?.ok === false);
  const reports = lost ? [unreadable(file, origin, stored === undefined ? [{ file, line: 1, message: 'what was accepted of it is damaged' }] : problems)] : [];
  const pending = text === held.text || current?.ok === false ? undefined : { digest: policyDigest(text ?? ''), ...(text === undefined ? {} : { text }) };
  const services = servicesOf(held, inForce);
  const compiled: CompiledFreezes = {
    stamps, at: new Date(now).toISOString(), sources: [], problems, reports: [...reports, ...(good.length === 0 ? [] : [reportOf(file, origin, together(good), now)])],
    ...(services === undefined ? {} : { services }), ...(pending === undefined ? {} : { pending }),
  };
  if (stored !== undefined && held !== stored) writeHeld(place, held);
  writeCompiled(compiledWorkspaceFile(place.state, place.root), compiled);
  return compiled;
}

/** To say which services a workspace is takes it out of the freezes of others: believed once accepted. */
const servicesOf = ({ accepted, untrusted }: HeldPolicy, inForce: ReadFreezeFile | undefined): readonly string[] | undefined => (accepted && untrusted === undefined && inForce?.ok === true ? inForce.content.services : undefined);

/** What both versions say the same is said once. */
function together(contents: readonly FreezeFileContent[]): readonly Freeze[] {
  return [...new Map(contents.flatMap(({ freezes }) => freezes).map((freeze) => [JSON.stringify(freeze), freeze])).values()];
}

const readText = (found: Exclude<FileText, { kind: 'absent' }>, origin: FreezeOrigin, now: number): ReadFreezeFile =>
  found.kind === 'text' ? readFreezeFile(found.text, origin, now) : { ok: false, problems: [{ line: 1, message: `it cannot be read (${found.why})` }] };

function originOf(from: FreezeOrigin['from'], file: string): FreezeOrigin {
  const changed = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return { from, by: from === 'organisation' ? 'the organisation' : from === 'user' ? 'you' : `.tagout/${file.slice(file.lastIndexOf('freeze'))}`, since: new Date(changed).toISOString() };
}

const reportOf = (name: string, { from }: FreezeOrigin, freezes: readonly Freeze[], now: number): SourceReport => ({ name, kind: 'file', from, readAt: new Date(now).toISOString(), freezes });
const unreadable = (name: string, { from }: FreezeOrigin, problems: readonly FreezeProblem[]): SourceReport => ({ name, kind: 'file', from, problem: problems.map(({ line, message }) => `line ${line}: ${message}`)[0] ?? 'it cannot be read', freezes: [] });
