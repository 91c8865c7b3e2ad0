import { exampleOf, matchesName } from '../globName.ts';
import type { Scope } from '../classify/handler.ts';
import { joinPath } from './lexicalPath.ts';
import { worstReversibility, type Effect } from '../verdict.ts';

/** What of an effect depends on the matches. */
export interface MatchedDraft {
  readonly kind: 'delete' | 'move';
  readonly reversibility: Effect['reversibility'];
  readonly reason: string;
}

/**
 * What deleting every match of a pattern does. Each is judged by itself; matches that are merely deleted become one effect on
 * the pattern, with their numbers, and what weighs more (settings, repositories, the guard's files) is kept apart.
 */
export function matchedEffects(matches: readonly string[], shown: string, judgeOne: (match: string) => readonly Effect[], whole: (draft: MatchedDraft) => readonly Effect[]): readonly Effect[] {
  if (matches.length === 0) return whole({ kind: 'delete', reversibility: 'reversible', reason: `\`${shown}\` matches nothing` });
  const judged = matches.flatMap(judgeOne);
  const isPlain = ({ kind, uninspectable, posture }: Effect): boolean => !uninspectable && (posture === undefined || posture === 'routine') && (kind === 'delete' || kind === 'move');
  const [plain, apart] = [judged.filter(isPlain), judged.filter((effect) => !isPlain(effect))];
  if (plain.length === 0) return apart;
  const reversibility = plain.map((effect) => effect.reversibility).reduce(worstReversibility);
  const count = `${plain.length} ${plain.length === 1 ? 'path' : 'paths'} that ${plain.length === 1 ? 'matches' : 'match'} \`${shown}\``;
  if (plain.every(({ kind }) => kind === 'move')) return [...apart, ...whole({ kind: 'move', reversibility, reason: `moves ${count}` })];
  const lost = plain.filter((effect) => effect.reversibility === 'irreversible').length;
  const fate = lost === 0 ? 'all is kept elsewhere or made again' : lost === plain.length ? 'nothing else holds any of it' : `nothing else holds ${lost} of them`;
  return [...apart, ...whole({ kind: 'delete', reversibility, reason: `deletes ${count}: ${fate}` })];
}

/** Names that files with secrets have, of which a pattern that is made for them finds one (`.env*`, `*.pem`, `id_*`). */
const secretNames = ['.env', '.env.local', '.env.production', 'id_rsa', 'id_ed25519', 'server.key', 'server.pem', 'credentials', '.npmrc', '.netrc', '.pgpass', '.git-credentials'];

/** Paths that a pattern of names may read: what is known to match, else those that its letters are made for. */
export function secretMatches(directory: string, pattern: string, scope: Scope): readonly string[] {
  const found = scope.world.matches?.(directory, pattern);
  if (found !== undefined) return found;
  const made = /[a-z]{2}/i.test(pattern) ? secretNames.filter((name) => matchesName(pattern, name)) : [];
  return [exampleOf(pattern), ...made].map((name) => joinPath(directory, name));
}
