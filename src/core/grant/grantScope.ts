import type { Action } from '../action.ts';
import type { BlastRadius, Effect, EffectKind, Finding, Reversibility, Target, Verdict } from '../verdict.ts';

/** Where effects of one kind may happen. `words` stands for an effect without an object: the command exactly as it was. */
export type GrantPlace =
  /** Entries of the directory; with `deep` everything below it. */
  | { readonly kind: 'directory'; readonly path: string; readonly deep: boolean }
  | { readonly kind: 'git'; readonly repository: string; readonly loses: string }
  | { readonly kind: 'database'; readonly connection: string; readonly table: string }
  | { readonly kind: 'words'; readonly words: string };

/** One thing that a grant lets happen again: the same rule, the same kind of effect, no worse, in the same place. */
export interface GrantScope {
  readonly rule: string;
  readonly kind: EffectKind;
  readonly reversibility: Reversibility;
  readonly blastRadius: BlastRadius;
  readonly place: GrantPlace;
}

/** What an approval could be made to stand for. */
export interface GrantableAct {
  readonly verdict: Verdict;
  readonly actions: readonly Action[];
}

/** Kinds that one person's habit may cover. Not among them: what changes who is guarded, reads secrets or leaves the machine. */
const grantable: ReadonlySet<EffectKind> = new Set<EffectKind>(['write', 'delete', 'move', 'git-discard', 'git-history', 'database', 'schema', 'package', 'container', 'process', 'system']);

/**
 * What a grant for this act would cover; undefined where none may be given: unless every reason to ask is an effect that was
 * understood, stays on this machine and comes back, no freeze stands over it, and nobody but the defaults, the person or the
 * workspace asks. Linear in the findings.
 */
export function grantScopesOf({ verdict, actions }: GrantableAct): readonly GrantScope[] | undefined {
  if (verdict.decision !== 'ask' || verdict.frozen || verdict.uninspectable) return undefined;
  const asking = verdict.findings.filter(({ decision }) => decision !== 'allow');
  const scopes = asking.flatMap((finding) => (isGrantable(finding) ? [scopeOf(finding.effect, actions)] : []));
  return scopes.length === 0 || scopes.length < asking.length ? undefined : [...new Map(scopes.map((scope) => [JSON.stringify(scope), scope])).values()];
}

/** Whether everything in `asked` lies within `granted`. */
export const scopesCover = (granted: readonly GrantScope[], asked: readonly GrantScope[]): boolean =>
  asked.every((one) => granted.some((other) => other.rule === one.rule && other.kind === one.kind && other.reversibility === one.reversibility && other.blastRadius === one.blastRadius && placeCovers(other.place, one.place)));

function isGrantable(finding: Finding): finding is Finding & { readonly effect: Effect } {
  const { decision, source, effect } = finding;
  return decision === 'ask' && (source === 'default' || source === 'user' || source === 'workspace') && effect !== undefined && comesBackHere(effect);
}

function comesBackHere({ kind, reversibility, blastRadius, uninspectable, posture }: Effect): boolean {
  return !uninspectable && posture !== 'deny' && grantable.has(kind) && (reversibility === 'reversible' || reversibility === 'recoverable')
    && (blastRadius === 'file' || blastRadius === 'workspace' || blastRadius === 'machine');
}

function scopeOf(effect: Effect, actions: readonly Action[]): GrantScope {
  const { rule, kind, reversibility, blastRadius } = effect;
  return { rule, kind, reversibility, blastRadius, place: placeOf(effect, actions) };
}

function placeOf({ target, span }: Effect, actions: readonly Action[]): GrantPlace {
  switch (target?.kind) {
    case 'path':
      return placeOfPath(target);
    case 'git':
      return { kind: 'git', repository: target.repository, loses: JSON.stringify([target.loses, [...new Set((target.paths ?? ['*']).map(directoryOf))].sort()]) };
    case 'database':
      return { kind: 'database', connection: target.connection, table: target.table ?? target.statement ?? '' };
    case 'remote':
    case 'environment':
    case 'other':
    case undefined:
      return { kind: 'words', words: wordsOf(actions, span) };
  }
}

function placeOfPath({ path, recursive, pattern }: Extract<Target, { readonly kind: 'path' }>): GrantPlace {
  if (pattern !== undefined) return { kind: 'directory', path, deep: recursive || /[\\/]|\*\*/.test(pattern) };
  return recursive ? { kind: 'directory', path, deep: true } : { kind: 'directory', path: directoryOf(path), deep: false };
}

/** The command, blanks made single; several actions, or one that is no command, as they are. */
function wordsOf(actions: readonly Action[], { start, end }: Effect['span']): string {
  const [only] = actions;
  if (actions.length === 1 && only?.kind === 'shell') return only.command.slice(start, end === 0 ? undefined : end).trim().replace(/\s+/g, ' ');
  return JSON.stringify(actions);
}

/** Parent of an absolute path of either system; of a name without one, itself. */
function directoryOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return cut > 0 ? path.slice(0, cut) : path;
}

function placeCovers(granted: GrantPlace, asked: GrantPlace): boolean {
  switch (granted.kind) {
    case 'directory':
      return asked.kind === 'directory' && (granted.deep ? isWithin(asked.path, granted.path) : !asked.deep && asked.path === granted.path);
    case 'git':
      return asked.kind === 'git' && asked.repository === granted.repository && asked.loses === granted.loses;
    case 'database':
      return asked.kind === 'database' && asked.connection === granted.connection && asked.table === granted.table;
    case 'words':
      return asked.kind === 'words' && asked.words === granted.words;
  }
}

const isWithin = (path: string, directory: string): boolean => path === directory || path.startsWith(directory.endsWith('/') ? directory : `${directory}/`) || path.startsWith(`${directory}\\`);
