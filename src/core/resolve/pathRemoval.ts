// A late part (esbuild.js): most lines remove nothing, so it exports functions only.
import type { EffectDraft, PathUse, Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Effect } from '../verdict.ts';
import { guardEffect, guardedBelow } from './guardReach.ts';
import { baseName, joinPath } from './lexicalPath.ts';
import { matchedEffects } from './matchedPaths.ts';
import { classifyPath, isRegenerablePattern, type ClassifiedPath } from './pathClass.ts';
import { shownPath } from './shownPath.ts';
import { isOutput, pathEffect, radiusOf, statusOf } from './usedPath.ts';

/** What another owner or mode does to a path. */
export function permissions(use: PathUse, path: string, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  const place = classifyPath(path, scope.world);
  const recursive = use === 'permissions-tree';
  const held = place.class === 'guard' || place.class === 'ancestor' ? undefined : guardedBelow(path, undefined, false, scope);
  if (held !== undefined) return [guardEffect('changes', held, argument, scope)];
  if (recursive && path === scope.world.root) return [pathEffect(scope, argument, path, { kind: 'system', rule, blastRadius: 'workspace', reversibility: 'recoverable', posture: 'ask', reason: 'changes the permissions of the whole workspace' })];
  const calm = place.inWorkspace || place.temporary || place.class === 'null-device';
  return [pathEffect(scope, argument, path, {
    kind: 'system', rule, blastRadius: place.temporary ? 'workspace' : calm ? radiusOf(place, recursive && place.inWorkspace) : 'machine',
    reversibility: calm ? 'reversible' : recursive || place.class === 'ancestor' ? 'recoverable' : 'reversible',
    ...(place.class === 'guard' || (recursive && !calm) ? { posture: 'deny' as const } : !calm || place.class === 'agent-settings' ? { posture: 'ask' as const } : place.temporary ? { posture: 'routine' as const } : {}),
    reason: `changes the permissions of \`${shownPath(path, scope.world)}\`${recursive ? ' and everything below' : ''}`,
  })];
}

/** `path` is the real object, or with a pattern the real directory that holds the matches. */
export function removing(use: PathUse, path: string, pattern: string | undefined, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  const recursive = use === 'delete-tree' || pattern !== undefined;
  const place = pattern === undefined ? classifyPath(path, scope.world) : classifyMatches(path, pattern, scope);
  const shown = shownPath(pattern === undefined ? path : joinPath(path, pattern), scope.world);
  const moved = use === 'move';
  const at = (draft: Pick<EffectDraft, 'kind' | 'reversibility' | 'reason'> & Partial<EffectDraft>): readonly Effect[] =>
    [pathEffect(scope, argument, path, { blastRadius: radiusOf(place, recursive), rule, ...draft }, recursive, pattern)];
  if (use !== 'move' && !['null-device', 'guard', 'ancestor', 'git-directory'].includes(place.class) && scope.holdsMoved(path)) return at({ kind: 'delete', reversibility: 'irreversible', reason: `deletes \`${shown}\`, to which this line moved something that is nowhere else` });
  const found = pattern === undefined || argument.expands !== true || place.class === 'guard' || isEverything(path, pattern, scope) ? undefined : scope.world.matches?.(path, pattern);
  if (found !== undefined) return matchedEffects(found, shown, (match) => removing(use, match, undefined, argument, rule, scope), at);
  const held = place.class === 'guard' || !(recursive || moved) || (place.class === 'ancestor' && (pattern === undefined || pattern === '**')) ? undefined : guardedBelow(path, pattern === '**' ? undefined : pattern, argument.expands === true, scope);
  if (held !== undefined) return [guardEffect('removes', held, argument, scope)];
  switch (place.class) {
    case 'null-device':
      return [];
    case 'guard':
      return at({ kind: 'guard', reversibility: place.inWorkspace ? 'reversible' : 'irreversible', posture: 'deny', rule: 'guard.delete', reason: `removes \`${shown}\`, which the guard rests on` });
    case 'agent-settings':
      return at({ kind: 'guard', reversibility: 'irreversible', posture: 'ask', rule: 'config.agent-settings', reason: `removes the agent's settings \`${shown}\`` });
    case 'ancestor':
      return at({ kind: 'delete', reversibility: 'irreversible', blastRadius: 'machine', posture: 'deny', reason: `${moved ? 'moves' : 'deletes'} \`${shown}\`, which holds the whole workspace or home` });
    case 'git-directory':
      // A lock that was left behind holds nothing but an index that was not taken; git itself says to remove it.
      if (place.inWorkspace && pattern === undefined && use === 'delete' && /\/\.git\/(?:[\w./-]+\/)?[\w-]+\.lock$/.test(path)) return at({ kind: 'delete', reversibility: 'reversible', reason: `removes the lock \`${shown}\`` });
      return at({ kind: 'delete', reversibility: 'irreversible', posture: 'ask', ...(place.inWorkspace ? { blastRadius: 'workspace' } : {}), reason: `deletes \`${shown}\` of a repository: history that is nowhere else is lost` });
    case 'temporary':
      if (pattern === undefined || !/^[*?]/.test(pattern)) return at({ kind: 'delete', reversibility: 'reversible', blastRadius: 'workspace', posture: 'routine', reason: `removes the temporary \`${shown}\`` });
      return at({ kind: 'delete', reversibility: 'irreversible', reason: `deletes what other programs keep in \`${shownPath(path, scope.world)}\`` });
    case 'regenerable':
      if (place.inWorkspace && statusOf(path, pattern, scope) !== 'modified') return at({ kind: 'delete', reversibility: 'reversible', blastRadius: 'workspace', reason: `removes \`${shown}\`, which a build makes again` });
      break;
    case 'device':
    case 'secret':
    case 'code-running':
    case 'data':
    case 'workspace':
    case 'outside':
      break;
  }
  if (use === 'empty' && isOutput(path, scope)) return at({ kind: 'write', reversibility: 'reversible', reason: `empties \`${shown}\`, the output of a program` });
  if (moved && place.inWorkspace) return place.class === 'code-running' ? at({ kind: 'config', reversibility: 'reversible', posture: 'ask', reason: `moves \`${shown}\` away` }) : at({ kind: 'move', reversibility: 'reversible', reason: `moves \`${shown}\`` });
  const isOwn = use === 'empty' ? scope.world.session.written.includes(path) : pattern === undefined && scope.world.ownWork?.(path) === true;
  const status = isOwn ? 'own' : statusOf(path, pattern, scope);
  return lost(use === 'empty' ? 'empties' : 'deletes', shown, status, place, at);
}

function lost(verb: string, shown: string, status: string, place: ClassifiedPath, at: (draft: Pick<EffectDraft, 'kind' | 'reversibility' | 'reason'> & Partial<EffectDraft>) => readonly Effect[]): readonly Effect[] {
  if (!place.inWorkspace) return at({ kind: 'delete', reversibility: 'irreversible', reason: `${verb} \`${shown}\`, outside the workspace` });
  if (status === 'absent') return at({ kind: 'delete', reversibility: 'reversible', reason: verb === 'deletes' ? `deletes \`${shown}\`, which does not exist` : `makes the empty file \`${shown}\`` });
  if (status === 'own') return at({ kind: verb === 'deletes' ? 'delete' : 'write', reversibility: 'reversible', reason: `${verb} \`${shown}\`, which the agent ${verb === 'deletes' ? 'made in this session' : 'wrote'}` });
  if (status === 'clean') return at({ kind: 'delete', reversibility: 'reversible', ...(place.class === 'code-running' ? { posture: 'ask' } : {}), reason: `${verb} \`${shown}\`; git holds it as it is` });
  const why = status === 'modified' ? 'its uncommitted changes are nowhere else' : status === 'untracked' || status === 'ignored' ? 'git does not hold it' : 'it is not known to be kept anywhere else';
  return at({ kind: 'delete', reversibility: 'irreversible', reason: `${verb} \`${shown}\`: ${why}`, alternative: 'commit or stash it first, or move it to a backup' });
}

/** `*` and kin in the workspace itself, in home or above: too much to be everyday, whatever git holds. */
const isEverything = (directory: string, pattern: string, scope: Scope): boolean => /^[.*?[\]]+$/.test(baseName(pattern)) && classifyPath(directory, scope.world).class === 'ancestor';

/** Class of what a glob matches in a directory: output names and what lies in output stay output, everything else is the directory's. */
function classifyMatches(directory: string, pattern: string, scope: Scope): ClassifiedPath {
  const place = classifyPath(directory, scope.world);
  const last = baseName(pattern);
  const wild = /^[.*?[\]]+$/.test(last);
  const below = classifyPath(joinPath(directory, 'x'), scope.world);
  if (place.class === 'temporary' || below.class === 'temporary') return { ...below, class: 'temporary' };
  if (place.class === 'ancestor') {
    if (!wild && isRegenerablePattern(last.replace(/^\*+(?=\.)/, 'x')) && below.inWorkspace) return { class: 'regenerable', inWorkspace: true, temporary: false };
    return below.inWorkspace ? { class: wild && last.startsWith('.') ? 'git-directory' : 'workspace', inWorkspace: true, temporary: false } : { ...place, class: 'outside', inWorkspace: false };
  }
  if (place.class === 'regenerable' || place.class !== 'workspace') return place;
  return !wild && isRegenerablePattern(last.replace(/^\*+(?=\.)/, 'x')) ? { ...place, class: 'regenerable' } : place;
}
