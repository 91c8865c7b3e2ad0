import type { EffectDraft, PathUse, Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Effect } from '../verdict.ts';
import { patternEffects } from './guardReach.ts';
import { baseName, joinPath, parentOf } from './lexicalPath.ts';
import { classifyPath, holdsSecrets } from './pathClass.ts';
import { secretMatches } from './matchedPaths.ts';
import { permissions, removing } from './pathRemoval.ts';
import { shownPath } from './shownPath.ts';
import { isOutput, pathEffect, radiusOf, statusOf } from './usedPath.ts';

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
      return target.pattern === undefined || argument.expands !== true || target.pattern.includes('/') || holdsSecrets(path, scope.world) ? reading(path, argument, rule, scope) : secretMatches(path, target.pattern, scope).flatMap((match) => reading(match, argument, rule, scope)).slice(0, 1);
    case 'write':
    case 'replace':
    case 'append':
      return [...(target.pattern === undefined ? [] : patternEffects(path, target.pattern, argument, scope)), ...writing(use, path, argument, rule, scope)];
    case 'make':
      return making(path, argument, rule, scope);
    case 'permissions':
    case 'permissions-tree':
      return permissions(use, path, argument, rule, scope).map((effect) => (target.pattern !== undefined && effect.blastRadius === 'file' ? { ...effect, blastRadius: 'workspace' } : effect));
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
  const absolute = use === 'read' ? (scope.resolve(path) ?? joinPath(scope.world.root, path)) : undefined;
  if (absolute !== undefined && holdsSecrets(absolute, scope.world)) return [scope.effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.read', reason: `shows the secrets in \`${path}\` on ${name} to the agent` }, argument.span)];
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
  if (path === '/proc/sysrq-trigger') return at({ kind: 'system', reversibility: 'recoverable', blastRadius: 'machine', posture: 'deny', rule: 'system.sysrq', reason: 'makes the kernel stop, restart or kill' });
  if (path.startsWith('/proc/sys/')) return at({ kind: 'system', reversibility: 'reversible', blastRadius: 'machine', posture: 'ask', rule: 'system.kernel-setting', reason: `changes the setting \`${path}\` of the kernel` });
  switch (place.class) {
    case 'null-device':
      return [];
    case 'guard':
      return at({ kind: 'guard', reversibility: 'reversible', posture: 'deny', rule: 'guard.write', reason: `changes \`${shownPath(path, scope.world)}\`, which the guard rests on` });
    case 'agent-settings':
      return at({ kind: 'guard', reversibility: 'reversible', posture: 'ask', rule: 'config.agent-settings', reason: `changes what an agent may do: \`${shownPath(path, scope.world)}\`` });
    case 'device':
      return at({ kind: 'system', reversibility: 'irreversible', rule: 'system.device-write', reason: `writes over the device \`${shownPath(path, scope.world)}\`` });
    case 'git-directory':
      return at({ kind: 'git-history', reversibility: 'irreversible', posture: 'ask', reason: `writes inside \`.git\`: \`${shownPath(path, scope.world)}\`` });
    case 'code-running':
      return at({ kind: givesRights(path) ? 'guard' : 'config', reversibility: place.inWorkspace || use === 'append' || /^\/etc\/[^/]+\.d\//.test(path) ? 'reversible' : 'irreversible', posture: 'ask', rule: 'config.runs-commands', reason: `\`${shownPath(path, scope.world)}\` makes other programs run commands` });
    case 'secret':
      if (givesRights(path)) return at({ kind: 'guard', reversibility: use === 'append' ? 'reversible' : 'irreversible', posture: 'ask', rule: 'config.gives-rights', reason: `\`${shownPath(path, scope.world)}\` says who may do what on this machine` });
      return at(use === 'append' && place.inWorkspace
        ? { kind: 'write', reversibility: 'reversible', reason: `adds to \`${shownPath(path, scope.world)}\`` }
        : { kind: 'secret', reversibility: overwrites ? 'irreversible' : 'reversible', reason: `overwrites the secrets in \`${shownPath(path, scope.world)}\`` });
    case 'data':
      if ((use === 'write' || rule === 'shell.redirect') && isMade(path, scope)) return at({ kind: 'write', reversibility: 'reversible', reason: `writes \`${shownPath(path, scope.world)}\`` });
      return at({ kind: 'write', reversibility: overwrites && !isFresh(path, scope) ? 'irreversible' : 'reversible', reason: `overwrites the data in \`${shownPath(path, scope.world)}\`` });
    case 'ancestor':
      return at({ kind: 'write', reversibility: argument.glob && path !== scope.world.root ? 'irreversible' : 'reversible', blastRadius: path === scope.world.root ? 'workspace' : 'machine', reason: `writes into \`${shownPath(path, scope.world)}\`` });
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

/** Files by which somebody gets rights, or that an editor runs and agents are allowed by as soon as a folder is opened. */
const givesRights = (path: string): boolean => /\/\.vscode\/(?:settings|tasks)\.json$|\/\.ssh\/authorized_keys$|^\/etc\/(?:sudoers|ssh|pam|passwd)/.test(path);

/** A new directory holds nothing and hides nothing: one step takes it away again, wherever it lies. Where names alone make programs run things, it is judged as a file. */
function making(path: string, argument: Argument, rule: string, scope: Scope): readonly Effect[] {
  const place = classifyPath(path, scope.world);
  if (place.class === 'git-directory' && place.inWorkspace) return [pathEffect(scope, argument, path, { kind: 'write', reversibility: 'reversible', blastRadius: 'workspace', posture: 'ask', rule, reason: `makes the directory \`${shownPath(path, scope.world)}\` inside \`.git\`` })];
  if (place.inWorkspace || (place.class !== 'outside' && place.class !== 'secret')) return writing('append', path, argument, rule, scope);
  return [pathEffect(scope, argument, path, { kind: 'write', reversibility: 'reversible', blastRadius: 'machine', posture: 'routine', rule, reason: `makes the directory \`${shownPath(path, scope.world)}\`` })];
}

/** Proven to exist with content that no commit has. What stands in it is looked at last: that may be costly. */
function isOnlyHere(path: string, scope: Scope): boolean {
  return scope.world.path(path).kind !== 'directory' && ['modified', 'untracked', 'ignored'].includes(statusOf(path, undefined, scope)) && scope.world.readText(path) !== '';
}

const isClean = (path: string, scope: Scope): boolean => scope.world.git(parentOf(path))?.status(path) === 'clean';

/** An archive, a document or a backup that a program is told to make, where nothing is known to stand there. */
const isMade = (path: string, scope: Scope): boolean => /\.(?:bak|backup|dump|pgdump|zip|tgz|tar|t?gz|t?bz2|t?xz|zst|7z|pdf|docx?|odt|epub|xlsx?|sql)$/i.test(path) && scope.world.path(path).kind === 'unknown' && statusOf(path, undefined, scope) === 'unknown';

/** Data that the working day makes anew: fixtures and the like live under names that say so. */
const isFresh = (path: string, scope: Scope): boolean => classifyPath(path, scope.world).temporary;
