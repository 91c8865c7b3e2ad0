import type { Action } from '../action.ts';
import { baseName, joinPath, parentOf, relativeTo } from '../resolve/lexicalPath.ts';
import { quoted } from '../resolve/packageScript.ts';
import type { Effect, Finding, Verdict } from '../verdict.ts';
import type { World } from '../world.ts';
import { commandAt, type PlacedCommand } from './commandAt.ts';
import { dryRuns, otherForms, whatIf } from './otherForms.ts';

/** Most forms that are judged for one verdict, and most effects for which one is sought: more of either nobody would read. */
const maxJudged = 40;
const maxImproved = 40;
/** Longest line or statement that is written in another form: a longer one nobody would read. */
const maxLength = 4000;

/** A form that is to be judged, and what it is good for. */
interface Form {
  readonly action: Action;
  /** As shown: the command or statement itself. */
  readonly text: string;
  readonly good: string;
}

/**
 * The verdict with a safer form for each finding that holds the act back, where there is one. INVARIANT: what is offered
 * here (the first words in backticks) was judged in the same world and under the same freeze, and is allowed. `actionOf`
 * says which action an effect belongs to.
 */
export function withAlternatives(verdict: Verdict, actionOf: (effect: Effect) => Action | undefined, world: World, allowed: (action: Action) => boolean): Verdict {
  const known = new Map<Effect, Effect>();
  const passes = new Map<string, boolean>();
  const isAllowed = (form: Form): boolean => {
    const before = passes.get(form.text);
    if (before !== undefined || passes.size >= maxJudged) return before === true;
    const answer = allowed(form.action);
    passes.set(form.text, answer);
    return answer;
  };
  const improve = (effect: Effect): Effect => {
    const action = actionOf(effect);
    const form = action === undefined ? undefined : formsFor(effect, action, world).find(isAllowed);
    return form === undefined ? effect : { ...effect, alternative: `\`${form.text}\` ${form.good}`, instead: form.text };
  };
  const findings = verdict.findings.map((finding): Finding => {
    const { effect, decision } = finding;
    if (effect === undefined || decision === 'allow') return finding;
    const better = known.get(effect) ?? (known.size < maxImproved ? improve(effect) : effect);
    known.set(effect, better);
    return { ...finding, effect: better };
  });
  return { ...verdict, findings };
}

/** What could be done instead, the best first. */
function formsFor(effect: Effect, action: Action, world: World): readonly Form[] {
  switch (action.kind) {
    case 'shell': {
      const line = (command: string, good: string): Form => ({ action: { ...action, command }, text: command, good });
      const cwd = action.cwd ?? world.cwd;
      const targeted = world.platform === 'posix' && action.dialect === 'posix' ? forTarget(effect, cwd, world) : [];
      return [...targeted, ...rewritten(effect, action.command, action.dialect)].map(([command, good]) => line(command, good));
    }
    case 'sql': {
      const counted = countOf(effect);
      return counted === undefined ? [] : [{ action: { ...action, text: counted }, text: counted, good: 'counts what it would reach' }];
    }
    case 'file':
    case 'task':
    case 'mcp':
    case 'shell-input':
    case 'harmless':
    case 'tool':
      return world.platform === 'posix' ? forTarget(effect, world.cwd, world).map(([command, good]) => ({ action: { kind: 'shell', command, dialect: 'posix' }, text: command, good })) : [];
  }
}

type Words = readonly [command: string, good: string];

/** By the object that would be lost: keep it beside, or keep the work tree. */
function forTarget({ kind, target, reversibility }: Effect, cwd: string, world: World): readonly Words[] {
  if (reversibility !== 'irreversible' && reversibility !== 'recoverable') return [];
  if (target?.kind === 'path') {
    const path = shortPath(target.path, cwd, world);
    const kept = shortPath(freshName(target.path, world), cwd, world);
    const list: Words = [`ls -la ${path}`, 'shows what is there'];
    switch (kind) {
      case 'delete':
        return target.pattern === undefined ? [[`mv ${path} ${kept}`, 'keeps it beside'], list] : [list];
      case 'write':
        return [[`cp ${path} ${kept}`, 'keeps what it holds, before it is overwritten']];
      case 'secret':
        return example(target.path, world).map((file): Words => [`cat ${shortPath(file, cwd, world)}`, 'shows the names without the secrets']);
      default:
        return [];
    }
  }
  if (target?.kind !== 'git') return [];
  const git = relativeTo(target.repository, cwd, false) === undefined ? `git -C ${shortPath(target.repository, cwd, world)}` : 'git';
  switch (target.loses) {
    case 'tracked-changes':
      return [[`${git} stash push`, 'keeps the changes, to be taken back with `git stash pop`']];
    case 'untracked':
      return [[`${git} stash push -u`, 'keeps the files, to be taken back with `git stash pop`']];
    case 'ignored':
      return [[`${git} clean -ndX`, 'shows what would go']];
    case 'untracked-and-ignored':
      return [[`${git} clean -ndx`, 'shows what would go']];
    case 'commits':
      return [[`${git} branch before-reset`, 'gives the commits a name first']];
    case 'stash':
    case 'refs':
    case 'unreachable':
      return [];
  }
}

/** A name that no file has, so that keeping one overwrites none. */
function freshName(path: string, world: World): string {
  const names = [`${path}.old`, ...[1, 2, 3].map((number) => `${path}.old.${number}`)];
  return names.find((name) => world.path(name).kind === 'absent') ?? `${path}.old`;
}

/** Files beside a secret one that show its names alone. */
function example(path: string, world: World): readonly string[] {
  const name = baseName(path).replace(/\.(?:local|development|production|staging)$/, '');
  return ['.example', '.sample', '.template'].map((end) => joinPath(parentOf(path), name + end)).filter((file) => world.path(file).kind === 'file');
}

/** A path for a shell: relative to its directory, with `~`, or absolute. */
function shortPath(path: string, cwd: string, world: World): string {
  const below = relativeTo(cwd, path, world.caseInsensitive);
  if (below !== undefined) return below === '' ? '.' : quoted(below.startsWith('-') ? `./${below}` : below);
  const inHome = relativeTo(world.home, path, world.caseInsensitive);
  return inHome === undefined ? quoted(path) : inHome === '' ? '~' : `~/${quoted(inHome)}`;
}

/** The line with its command in another form: a form that looks, or with an option by which the program only shows. */
function rewritten(effect: Effect, text: string, dialect: 'posix' | 'powershell' | 'cmd'): readonly Words[] {
  if (text.length > maxLength) return [];
  const command: PlacedCommand | undefined = dialect === 'posix' ? commandAt(text, effect.span) : { span: { start: 0, end: text.length }, words: text.split(' ') };
  if (command === undefined || command.span.end > text.length) return [];
  const source = text.slice(command.span.start, command.span.end);
  const put = (words: string): string => text.slice(0, command.span.start) + words + text.slice(command.span.end);
  const found = dialect === 'posix' ? otherWords(command.words) : [];
  const counted = dialect === 'posix' && effect.kind === 'database' ? countOf(effect) : undefined;
  const statement = text.slice(effect.span.start, effect.span.end);
  const inside: readonly Words[] = counted !== undefined && /^(["']).*\1$/s.test(statement) ? [[text.slice(0, effect.span.start) + quoted(counted) + text.slice(effect.span.end), 'counts what it would reach']] : [];
  return [
    ...inside,
    ...pushed(effect, put, command),
    ...found.flatMap(([words, good]): readonly Words[] => [[put(words), good], [words, good]]),
    ...(dialect === 'powershell' ? whatIf : dryRuns).map((option): Words => [put(`${source} ${option}`), 'shows what it would do']),
  ];
}

function otherWords(words: readonly string[]): readonly Words[] {
  for (const [at, word] of words.entries()) {
    const name = baseName(word).replace(/\.exe$/i, '');
    const tail = words.slice(at + 1).join(' ');
    const forms = otherForms.filter(({ programs, from }) => programs.split(' ').includes(name) && from.test(tail));
    if (forms.length === 0) continue;
    const before = words.slice(0, at).filter((one) => one !== 'sudo');
    return forms.map(({ from, to, good }) => [[...before, /^(?:pkill|killall)$/.test(name) ? 'pgrep -fl' : word, tail.replace(from, to)].join(' ').trim(), good]);
  }
  return [];
}

/** A push that asks goes to a branch of its own as well. */
function pushed({ kind, target }: Effect, put: (words: string) => string, { words }: PlacedCommand): readonly Words[] {
  if (kind !== 'git-remote' || target?.kind !== 'remote' || !words.includes('push') || words.some((word) => /^(?:--delete|-d|:.*)$/.test(word)) || target.branch === undefined) return [];
  const remote = /^[\w.-]+$/.test(target.name) ? target.name : 'origin';
  return [[put(`git push ${remote} HEAD:refs/heads/${target.branch.replace(/^refs\/(?:heads|tags)\//, '')}-proposal`), 'pushes to a branch of its own, for a pull request']];
}

/** How many rows a statement would reach, where the table is known. */
function countOf({ target }: Effect): string | undefined {
  if (target?.kind !== 'database' || target.table === undefined || (target.statement ?? '').length > maxLength || !/^[\w."`[\]]+$/.test(target.table)) return undefined;
  if (!/^\s*(?:drop\s+table|truncate|delete|update|alter\s+table)\b/i.test(target.statement ?? '')) return undefined;
  const one = (target.statement ?? '').trim().replace(/;$/, '').trimEnd();
  const [, where] = /^(?:delete\s+from|update)\b/i.test(one) && !one.includes(';') ? one.split(/\bwhere\b(.*)$/is) : [];
  return `SELECT count(*) FROM ${target.table}${where === undefined || /\breturning\b/i.test(where) ? '' : ` WHERE${where}`}`;
}
