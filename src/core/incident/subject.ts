import { isAbsolute, joinPath, relativeTo, toSlashes } from '../resolve/lexicalPath.ts';
import type { ActionNode, TraceTree } from '../trace/traceTree.ts';
import { mayChange } from '../verdict.ts';

/** What an incident is known by at first. */
export type IncidentSeed =
  | { readonly kind: 'act'; readonly id: string }
  /** Absolute path of something that is gone or not as it should be. */
  | { readonly kind: 'file'; readonly path: string }
  /** ISO 8601. */
  | { readonly kind: 'time'; readonly at: string };

/** The acts that an incident is about, by the ids of their proposals. */
export interface IncidentSubject {
  /** The act that did most harm, or tried to. */
  readonly root: string;
  /** Others that match the seed, oldest first. */
  readonly also: readonly string[];
}

/** Further acts at most, those nearest to the root. */
const mostAlso = 20;
/** How far around a moment is looked for an act, narrowest first. Milliseconds. */
export const timeWindows: readonly number[] = [15 * 60_000, 2 * 60 * 60_000, 24 * 60 * 60_000];

/**
 * The acts that a seed means. A file: what touched it, or something above it as a whole. A time: what was irreversible,
 * refused, failed or not covered, in the narrowest of some windows that holds any. Undefined where nothing does. Pure.
 */
export function subjectOf({ sessions }: TraceTree, seed: IncidentSeed): IncidentSubject | undefined {
  const acts = sessions.flatMap(({ turns }) => turns).flatMap(({ actions }) => actions);
  switch (seed.kind) {
    case 'act':
      return acts.some(({ id }) => id === seed.id) ? { root: seed.id, also: [] } : undefined;
    case 'file':
      return worst(acts.filter((act) => isChange(act) && touches(act, seed.path)), ({ at }) => -timeOf(at));
    case 'time': {
      const moment = Date.parse(seed.at);
      const away = ({ at }: ActionNode): number => Math.abs(timeOf(at) - moment);
      const grave = acts.filter((act) => gravityOf(act) > 0);
      const near = timeWindows.map((width) => grave.filter((act) => away(act) <= width)).find((found) => found.length > 0);
      return near === undefined ? undefined : worst(near, away);
    }
  }
}

/** Milliseconds; 0 for a time that cannot be read. */
const timeOf = (at: string): number => Date.parse(at) || 0;
const isChange = (act: ActionNode): boolean => act.verdict === undefined || mayChange(act.verdict) || act.observed.some(({ changes }) => changes.length > 0);

/** The gravest act, of several the one with the least `distance`; the others beside it. */
function worst(acts: readonly ActionNode[], distance: (act: ActionNode) => number): IncidentSubject | undefined {
  const ranked = [...acts].sort((one, other) => gravityOf(other) - gravityOf(one) || distance(one) - distance(other) || (one.id < other.id ? -1 : 1));
  const [root, ...others] = ranked;
  if (root === undefined) return undefined;
  return { root: root.id, also: others.slice(0, mostAlso).sort((one, other) => timeOf(one.at) - timeOf(other.at)).map(({ id }) => id) };
}

/** How bad an act is, 0 for what nobody asks about afterwards. What ran weighs more than what was refused. */
export function gravityOf({ status, verdict, outcome, restores }: ActionNode): number {
  const lasting = verdict === undefined || verdict.uninspectable || verdict.reversibility === 'irreversible';
  const far = verdict?.blastRadius === 'shared' || verdict?.blastRadius === 'production';
  switch (status) {
    case 'gap':
      return 5;
    case 'allowed':
    case 'approved':
      if (verdict !== undefined && !mayChange(verdict)) return 0;
      if (lasting) return (far ? 6 : 4) - (restores.length > 0 ? 1 : 0);
      return verdict.reversibility === 'recoverable' ? 3 : outcome?.ok === false ? 1 : 0;
    case 'denied':
      return lasting ? 2 : 1;
    case 'waiting':
    case 'undecided':
      return 1;
  }
}

/** Whether an act is about a file: about itself, something below it, or something above it as a whole. */
export function touches(act: ActionNode, file: string): boolean {
  const windows = file.includes('\\') || /^[a-z]:/i.test(file);
  const at = (path: string): string => toSlashes(path, windows);
  const wanted = at(file);
  const isIn = (directory: string, path: string): boolean => relativeTo(at(directory), path, windows) !== undefined;
  const named = act.actions.flatMap((action) => (action.kind === 'file' ? [action.change.path, ...(action.change.to === undefined ? [] : [action.change.to])] : []));
  const seen = act.observed.flatMap(({ changes }) => changes.map(({ path }) => path));
  if ([...named, ...seen, ...(act.gap?.path === undefined ? [] : [act.gap.path])].some((path) => isIn(wanted, at(path)))) return true;
  return (act.verdict?.findings ?? []).some(({ effect }) => {
    if (effect === undefined || effect.kind === 'read') return false;
    const { target } = effect;
    if (target?.kind === 'path') return isIn(wanted, at(target.path)) || (target.recursive && isIn(target.path, wanted));
    const database = target?.kind === 'database' ? databaseFile(target.connection, act.place?.cwd) : undefined;
    if (database !== undefined) return isIn(wanted, at(database));
    return target?.kind === 'git' && (target.paths ?? []).some((path) => isIn(path, wanted) || isIn(wanted, at(path)));
  });
}

/** The file that a connection is about, where it names one. */
function databaseFile(connection: string, cwd: string | undefined): string | undefined {
  const file = /^(?:file|sqlite3?):(?:\/\/(?=\/))?([^?]+)/.exec(connection)?.[1];
  return file === undefined || (cwd === undefined && !isAbsolute(file)) ? undefined : joinPath(cwd ?? '/', file);
}
