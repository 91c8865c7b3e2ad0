import type { SourceReport } from '../../core/freeze/source.ts';
import type { FreezeState } from '../../core/freeze/freeze.ts';
import { freezesIn, stateOf, type FreezeBook } from '../../core/freeze/standing.ts';
import { stampOf } from '../policy/policyPlace.ts';
import { answerKey, readAnswers, reportOn } from './answers.ts';
import { readCompiled, type CompiledFreezes } from './compiledFreezes.ts';
import { readDeclared } from './declaredFreezes.ts';
import { compiledUpperFile, compiledWorkspaceFile, freezePlace } from './freezePlaces.ts';
import { readGlasses } from './glassStore.ts';
import { freezeInstants, type Uptime } from './machineClock.ts';

/** Makes compiled files anew; in the hook each is a part that is loaded only then. */
export interface FreezeCompilers {
  readonly compileUpper: (place: ReturnType<typeof freezePlace>, before: CompiledFreezes | undefined, now: number) => CompiledFreezes;
  readonly compileWorkspace: (place: ReturnType<typeof freezePlace>, now: number) => CompiledFreezes;
}

/** Compiled files are made anew after so many milliseconds, long before their windows come to an end. */
const freshMs = 100 * 86_400_000;

/** All that is known about the freezes over some workspaces, and the instants (milliseconds since 1970) at which to look at it. */
export interface ReadBook {
  readonly book: FreezeBook;
  readonly instants: readonly number[];
}

/** Reads everything that is stored for workspace roots. Never throws: what cannot be read or made counts as frozen. */
export function bookOver(state: string, roots: readonly string[], now: number, compilers: FreezeCompilers, uptime?: Uptime): ReadBook {
  const declared = roots.map((root) => ({ root, read: readDeclared(state, root) }));
  const damage = declared.flatMap(({ read }) => (read.ok ? [] : [read.why]))[0];
  const upper = upperFreezes(state, now, compilers);
  const workspaces = roots.map((root) => workspaceFreezes(state, root, now, compilers));
  const answers = upper.sources.length === 0 ? {} : readAnswers(state);
  const services = workspaces.map((one) => one.services).find((one) => one !== undefined);
  const sources: readonly SourceReport[] = [
    ...declaredReports(declared, now), ...upper.reports, ...workspaces.flatMap((one) => one.reports), ...upper.sources.map((source) => reportOn(source, answers[answerKey(source)])),
  ];
  const book: FreezeBook = { sources, glasses: roots.flatMap((root) => readGlasses(state, root)), ...(damage === undefined ? {} : { damage }), ...(services === undefined ? {} : { services }) };
  return { book, instants: freezeInstants(state, now, freezesIn(book, [now]), uptime) };
}

/** The same as far as it decides: what is in force. */
export function stateOver(state: string, roots: readonly string[], now: number, compilers: FreezeCompilers, uptime?: Uptime): FreezeState {
  const { book, instants } = bookOver(state, roots, now, compilers, uptime);
  return stateOf(book, instants);
}

/** A freeze that was declared in several folders of a window has one id, and counts once. */
function declaredReports(declared: readonly { readonly root: string; readonly read: ReturnType<typeof readDeclared> }[], now: number): readonly SourceReport[] {
  const seen = new Set<string>();
  return declared.flatMap(({ root, read }) => {
    const freezes = (read.ok ? read.freezes : []).filter(({ id }) => !seen.has(id));
    for (const { id } of freezes) seen.add(id);
    return freezes.length === 0 ? [] : [{ name: root, kind: 'person', from: 'user', readAt: new Date(now).toISOString(), freezes }];
  });
}

type Part = Pick<CompiledFreezes, 'reports' | 'sources' | 'services'>;
const nothing: Part = { reports: [], sources: [] };

function upperFreezes(state: string, now: number, { compileUpper }: FreezeCompilers): Part {
  const place = freezePlace(state, '', process.platform);
  const stamps = [stampOf(place.organisation), stampOf(place.user)];
  const compiled = readCompiled(compiledUpperFile(state));
  if (compiled === undefined && stamps.every((stamp) => stamp === 'absent')) return nothing;
  return isCurrent(compiled, stamps, now) ? compiled : madeAnew(() => compileUpper(place, compiled, now), compiled, place.user);
}

function workspaceFreezes(state: string, root: string, now: number, { compileWorkspace }: FreezeCompilers): Part {
  const place = freezePlace(state, root, process.platform);
  const stamps = [stampOf(place.workspace)];
  const compiled = readCompiled(compiledWorkspaceFile(state, root));
  if (compiled === undefined && stamps[0] === 'absent') return nothing;
  return isCurrent(compiled, stamps, now) ? compiled : madeAnew(() => compileWorkspace(place, now), compiled, place.workspace);
}

const isCurrent = (compiled: CompiledFreezes | undefined, stamps: readonly string[], now: number): compiled is CompiledFreezes =>
  compiled !== undefined && compiled.stamps.join() === stamps.join() && Math.abs(now - Date.parse(compiled.at)) < freshMs;

/** What cannot be made anew stays as it was, and counts as unknown beside that. */
function madeAnew(make: () => CompiledFreezes, before: CompiledFreezes | undefined, file: string): Part {
  try {
    return make();
  } catch (error) {
    const unknown: SourceReport = { name: file, kind: 'file', from: 'user', problem: `it cannot be put into force (${error instanceof Error ? error.message : 'unknown error'})`, freezes: [] };
    return { ...(before ?? nothing), reports: [...(before?.reports ?? []), unknown] };
  }
}
