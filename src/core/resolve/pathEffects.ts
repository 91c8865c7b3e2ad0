import type { EffectDraft, PathUse, Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Effect } from '../verdict.ts';
import { baseName, joinPath, parentOf, relativeTo } from './lexicalPath.ts';
import { matchedEffects } from './matchedPaths.ts';
import { classifyPath, holdsSecrets, isOutputName, isRegenerablePattern, type ClassifiedPath } from './pathClass.ts';
import { shownPath } from './shownPath.ts';

const radiusOf = (place: ClassifiedPath, recursive: boolean): 'file' | 'workspace' | 'machine' =>
  place.inWorkspace ? (recursive ? 'workspace' : 'file') : place.class === 'ancestor' && recursive ? 'machine' : 'machine';

/** What using a path does, by labelling rules 4 (delete), 5 (write) and 12 (read). */
export function pathEffects(use: PathUse, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  if (argument.text === undefined) return unresolved(use, argument, rule, scope);
  if (argument.text === '') return [];
  if (scope.place.kind !== 'local') return elsewhere(use, argument.text, argument, rule, scope);
  const target = locate(argument, scope);
  if (target === undefined) return unresolved(use, argument, rule, scope);
  const path = scope.realPath(target.path);
  switch (use) {
    case 'read':
      return reading(path, argument, rule, scope);
    case 'write':
    case 'replace':
    case 'append':
      return writing(use, path, argument, rule, scope);
    case 'make':
      return making(path, argument, rule, scope);
    case 'permissions':
    case 'permissions-tree':
      return permissions(use, path, argument, rule, scope);
    case 'empty':
      return removing(use, path, target.pattern, argument, rule, scope);
    case 'delete':
    case 'delete-tree':
    case 'move':
      // A link itself is deleted, not what it points to, unless something below it is named.
      return removing(use, target.pattern === undefined && !/[/\\]$/.test(argument.text) && use !== 'move' ? joinPath(scope.realPath(parentOf(target.path)), baseName(target.path)) : path, target.pattern, argument, rule, scope);
  }
}

interface Located {
  readonly path: string;
  /** Last segment of a glob whose directory part is literal. */
  readonly pattern?: string;
}

/** The absolute path of a word; of a glob, the deepest literal directory and the pattern below it. */
function locate(argument: Argument, scope: Scope): Located | undefined {
  const text = argument.text ?? '';
  if (!argument.glob) {
    const path = scope.resolve(text);
    return path === undefined ? undefined : { path };
  }
  const first = text.search(/[*?[]/);
  const slash = first < 0 ? -1 : text.slice(0, first).lastIndexOf('/');
  const directory = scope.resolve(slash < 0 ? '.' : text.slice(0, slash) || '/');
  return directory === undefined ? undefined : { path: directory, pattern: text.slice(slash + 1) };
}

function unresolved(use: PathUse, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  if (use === 'read') return [];
  const destroys = use === 'delete' || use === 'delete-tree' || use === 'move';
  return [
    scope.uninspectable(rule, `\`${argument.raw}\` is not known before it runs, so ${destroys ? 'anything could be deleted' : 'any file could be changed'}`, argument.span, {
      kind: destroys ? 'delete' : 'write',
      ...(destroys ? {} : { reversibility: 'irreversible' }),
    }),
  ];
}

/** In a container or on another machine nothing can be looked at. */
function elsewhere(use: PathUse, path: string, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  const name = scope.place.kind === 'local' ? '' : scope.place.name;
  if (use === 'read') return [];
  const destroys = use === 'delete' || use === 'delete-tree' || use === 'move';
  return [scope.effect({ kind: destroys ? 'delete' : 'write', reversibility: destroys ? 'irreversible' : 'recoverable', blastRadius: 'file', rule, reason: `${destroys ? 'deletes' : 'changes'} \`${shownPath(path, scope.world)}\` on ${name}` }, argument.span)];
}

function reading(path: string, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  if (!holdsSecrets(path, scope.world)) return [];
  return [pathEffect(scope, argument, path, { kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.read', reason: `shows the secrets in \`${shownPath(path, scope.world)}\` to the agent`, alternative: 'read only the names of the variables, or an example file' })];
}

function writing(use: 'write' | 'replace' | 'append', path: string, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  const place = classifyPath(path, scope.world);
  const at = (draft: Pick<EffectDraft, 'kind' | 'reversibility' | 'reason'> & Partial<EffectDraft>): readonly Effect[] =>
    [pathEffect(scope, argument, path, { blastRadius: radiusOf(place, false), rule, ...draft })];
  const overwrites = use !== 'append' && scope.world.path(path).kind !== 'absent' && !isClean(path, scope) && !scope.world.session.written.includes(path);
  switch (place.class) {
    case 'null-device':
      return [];
    case 'guard':
      return at({ kind: 'guard', reversibility: 'reversible', posture: 'deny', rule: 'guard.write', reason: `changes \`${shownPath(path, scope.world)}\`, which the guard rests on` });
    case 'agent-settings':
      return at({ kind: 'config', reversibility: 'reversible', posture: 'ask', rule: 'config.agent-settings', reason: `changes what an agent may do: \`${shownPath(path, scope.world)}\`` });
    case 'device':
      return at({ kind: 'system', reversibility: 'irreversible', rule: 'system.device-write', reason: `writes over the device \`${shownPath(path, scope.world)}\`` });
    case 'git-directory':
      return at({ kind: 'git-history', reversibility: 'irreversible', posture: 'ask', reason: `writes inside \`.git\`: \`${shownPath(path, scope.world)}\`` });
    case 'code-running':
      return at({ kind: 'config', reversibility: place.inWorkspace || use === 'append' || /^\/etc\/[^/]+\.d\//.test(path) ? 'reversible' : 'irreversible', posture: 'ask', rule: 'config.runs-commands', reason: `\`${shownPath(path, scope.world)}\` makes other programs run commands` });
    case 'secret':
      return at(use === 'append' && place.inWorkspace
        ? { kind: 'write', reversibility: 'reversible', reason: `adds to \`${shownPath(path, scope.world)}\`` }
        : { kind: 'secret', reversibility: overwrites ? 'irreversible' : 'reversible', reason: `overwrites the secrets in \`${shownPath(path, scope.world)}\`` });
    case 'data':
      if (use === 'write' && isMade(path, scope)) return at({ kind: 'write', reversibility: 'reversible', reason: `writes \`${shownPath(path, scope.world)}\`` });
      return at({ kind: 'write', reversibility: overwrites && !isFresh(path, scope) ? 'irreversible' : 'reversible', reason: `overwrites the data in \`${shownPath(path, scope.world)}\`` });
    case 'ancestor':
      return at({ kind: 'write', reversibility: 'reversible', blastRadius: path === scope.world.root ? 'workspace' : 'machine', reason: `writes into \`${shownPath(path, scope.world)}\`` });
    case 'workspace':
      if (use === 'replace' && overwrites && !isOutput(path, scope) && isOnlyHere(path, scope)) return at({ kind: 'write', reversibility: 'irreversible', reason: `replaces \`${shownPath(path, scope.world)}\`, whose content git does not hold`, alternative: 'commit or move the file first' });
      return at({ kind: 'write', reversibility: 'reversible', reason: `writes \`${shownPath(path, scope.world)}\`` });
    case 'regenerable':
      return at({ kind: 'write', reversibility: 'reversible', reason: `writes \`${shownPath(path, scope.world)}\`` });
    case 'temporary':
      return at({ kind: 'write', reversibility: 'reversible', blastRadius: 'workspace', posture: 'routine', reason: `writes the temporary \`${shownPath(path, scope.world)}\`` });
    case 'outside':
      return at({ kind: 'write', reversibility: overwrites ? 'irreversible' : 'reversible', reason: `writes \`${shownPath(path, scope.world)}\`, outside the workspace` });
  }
}

/** A new directory holds nothing and hides nothing: one step takes it away again, wherever it lies. Where names alone make programs run things, it is judged as a file. */
function making(path: string, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  const place = classifyPath(path, scope.world);
  if (place.inWorkspace || (place.class !== 'outside' && place.class !== 'secret')) return writing('append', path, argument, rule, scope);
  return [pathEffect(scope, argument, path, { kind: 'write', reversibility: 'reversible', blastRadius: 'machine', posture: 'routine', rule, reason: `makes the directory \`${shownPath(path, scope.world)}\`` })];
}

function permissions(use: PathUse, path: string, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  const place = classifyPath(path, scope.world);
  const recursive = use === 'permissions-tree';
  const calm = place.inWorkspace || place.temporary || place.class === 'null-device';
  return [pathEffect(scope, argument, path, {
    kind: 'system', rule, blastRadius: calm ? 'file' : 'machine',
    reversibility: calm ? 'reversible' : recursive || place.class === 'ancestor' ? 'recoverable' : 'reversible',
    ...(place.class === 'guard' || (recursive && !calm) ? { posture: 'deny' as const } : !calm || place.class === 'agent-settings' ? { posture: 'ask' as const } : {}),
    reason: `changes the permissions of \`${shownPath(path, scope.world)}\`${recursive ? ' and everything below' : ''}`,
  })];
}

/** `path` is the real object, or with a pattern the real directory that holds the matches. */
function removing(use: PathUse, path: string, pattern: string | undefined, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  const recursive = use === 'delete-tree' || pattern !== undefined;
  const place = pattern === undefined ? classifyPath(path, scope.world) : classifyMatches(path, pattern, scope);
  const shown = shownPath(pattern === undefined ? path : joinPath(path, pattern), scope.world);
  const moved = use === 'move';
  const at = (draft: Pick<EffectDraft, 'kind' | 'reversibility' | 'reason'> & Partial<EffectDraft>): readonly Effect[] =>
    [pathEffect(scope, argument, path, { blastRadius: radiusOf(place, recursive), rule, ...draft }, recursive, pattern)];
  if (use !== 'move' && !['null-device', 'guard', 'ancestor', 'git-directory'].includes(place.class) && scope.holdsMoved(path)) return at({ kind: 'delete', reversibility: 'irreversible', reason: `deletes \`${shown}\`, to which this line moved something that is nowhere else` });
  const found = pattern === undefined || argument.expands !== true || place.class === 'guard' || isEverything(path, pattern, scope) ? undefined : scope.world.matches?.(path, pattern);
  if (found !== undefined) return matchedEffects(found, shown, (match) => removing(use, match, undefined, argument, rule, scope), at);
  switch (place.class) {
    case 'null-device':
      return [];
    case 'guard':
      return at({ kind: 'guard', reversibility: place.inWorkspace ? 'reversible' : 'irreversible', posture: 'deny', rule: 'guard.delete', reason: `removes \`${shown}\`, which the guard rests on` });
    case 'agent-settings':
      return at({ kind: 'config', reversibility: 'irreversible', posture: 'ask', rule: 'config.agent-settings', reason: `removes the agent's settings \`${shown}\`` });
    case 'ancestor':
      return at({ kind: 'delete', reversibility: 'irreversible', blastRadius: 'machine', posture: 'deny', reason: `${moved ? 'moves' : 'deletes'} \`${shown}\`, which holds the whole workspace or home` });
    case 'git-directory':
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

function statusOf(path: string, pattern: string | undefined, scope: Scope): string {
  if (scope.world.path(path).kind === 'absent') return 'absent';
  const git = scope.world.git(parentOf(path));
  if (git === undefined) return 'unknown';
  if (pattern !== undefined) return git.status(path) === 'clean' ? 'clean' : 'unknown';
  return git.status(path);
}

/** Proven to exist with content that no commit has. What stands in it is looked at last: that may be costly. */
function isOnlyHere(path: string, scope: Scope): boolean {
  return scope.world.path(path).kind !== 'directory' && ['modified', 'untracked', 'ignored'].includes(statusOf(path, undefined, scope)) && scope.world.readText(path) !== '';
}

/** Output of programs inside the workspace, by its name. */
const isOutput = (path: string, scope: Scope): boolean => isOutputName(relativeTo(scope.world.root, path, scope.world.caseInsensitive) ?? '');

const isClean = (path: string, scope: Scope): boolean => scope.world.git(parentOf(path))?.status(path) === 'clean';

/** An archive, a document or a backup that a program is told to make, where nothing is known to stand there. */
const isMade = (path: string, scope: Scope): boolean => /\.(?:bak|backup|zip|tgz|tar|t?gz|t?bz2|t?xz|zst|7z|pdf|docx?|odt|epub|xlsx?)$/i.test(path) && scope.world.path(path).kind === 'unknown' && statusOf(path, undefined, scope) === 'unknown';

/** Data that the working day makes anew: fixtures and the like live under names that say so. */
const isFresh = (path: string, scope: Scope): boolean => classifyPath(path, scope.world).temporary;

function pathEffect(scope: Scope, argument: Argument, path: string, draft: EffectDraft, recursive = false, pattern?: string): Effect {
  return scope.effect({ ...draft, target: { kind: 'path', path, recursive, ...(pattern === undefined ? {} : { pattern }) } }, argument.span);
}
