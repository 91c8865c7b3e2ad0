import type { Scope } from '../../classify/handler.ts';
import type { Invocation } from '../../classify/invocation.ts';
import type { Effect } from '../../verdict.ts';
import { baseName, joinPath, parentOf } from '../lexicalPath.ts';
import type { Asked } from './asked.ts';
import { packageTasks, selectedScripts } from './packageTasks.ts';
import { taskSteps, type ProjectTask, type TaskFile } from './projectTask.ts';
import { runners, type Reader, type Runner } from './runners.ts';

/** Most directories upwards in which a definition file is looked for. */
const maxUp = 12;

/** What was found of a command's tasks. `alone`: they are all that the command does; else its table counts as well. */
export interface ProjectRun {
  readonly effects: readonly Effect[];
  readonly alone: boolean;
}

/**
 * What a task runner would run, read from the project's own definition files: the effects of the tasks that the command
 * names. Undefined = the command names none of them; then its table says what it does.
 */
export function projectTasks(invocation: Invocation, scope: Scope): ProjectRun | undefined {
  if (scope.place.kind !== 'local') return undefined;
  const runner = runnerOf(invocation);
  if (runner === undefined) {
    const effects = packageTasks(invocation, scope);
    return effects === undefined ? undefined : { effects, alone: true };
  }
  const asked = runner.asks(invocation);
  if (asked === undefined) return undefined;
  const effects = askedEffects(runner, asked, invocation, scope);
  return effects === undefined ? undefined : { effects, alone: asked.beside !== true };
}

/** By the name that was typed: one table serves several programs. */
function runnerOf({ words, program }: Invocation): Runner | undefined {
  const typed = baseName(words[0]?.text ?? program).replace(/\.(?:exe|cmd|bat|phar)$/i, '');
  const name = Object.hasOwn(runners, typed) ? typed : program;
  return Object.hasOwn(runners, name) && !/^mvn/.test(typed) ? runners[name] : undefined;
}

/** The scripts of the packages that a package manager's filters name. */
export const workspaceScripts = selectedScripts;

function askedEffects(runner: Runner, asked: Asked, invocation: Invocation, scope: Scope): readonly Effect[] | undefined {
  const { span } = invocation;
  const rule = 'task.project';
  const unless = (reason: string): readonly Effect[] | undefined => (runner.only === true ? [scope.uninspectable(rule, reason, asked.unknown?.span ?? span)] : undefined);
  if (asked.unknown !== undefined) return unless(`which task \`${asked.unknown.raw}\` is, is not known before it runs`);
  const file = fileFor(runner, asked, scope);
  if (file === undefined) return unless(`\`${runner.files[0] ?? ''}\`, which says what it runs, could not be read`);
  const names = asked.names.filter((name) => file.tasks.has(name));
  if (names.length === 0) return unless(`\`${file.name}\` holds no task \`${asked.names.join(' ')}\``);
  const runs = scope.effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', rule, reason: `runs ${names.map((name) => (name === 'ALL' ? 'all tasks' : `the task \`${name}\``)).join(', ')} of \`${file.name}\`` }, span);
  const others = asked.beside === true ? [] : asked.names.filter((name) => !file.tasks.has(name));
  return [...taskSteps(names, asked.passed, file, span, scope), runs, ...others.flatMap((name) => again(name, invocation, scope))];
}

/** A name beside those of the file is the program's own: its table knows it. */
function again(name: string, { words, operands }: Invocation, scope: Scope): readonly Effect[] {
  const [program] = words;
  const operand = operands.find(({ text }) => text === name || text?.endsWith(`:${name}`) === true);
  return program === undefined || operand === undefined ? [] : scope.command([program, operand], operand.span);
}

function fileFor(runner: Runner, { file }: Asked, scope: Scope): TaskFile | undefined {
  const given = file === undefined ? undefined : scope.resolve(file);
  if (given !== undefined) return readAs(given, file ?? '', runner.read, scope);
  const found: TaskFile[] = [];
  for (let at = scope.cwd, step = 0; at !== undefined && step < maxUp; step += 1) {
    for (const name of runner.files) {
      const one = readAs(joinPath(at, name), name, runner.read, scope);
      if (one !== undefined && one.tasks.size > 0) found.push({ ...one, directory: at });
    }
    if (found.length > 0 || at === parentOf(at)) break;
    at = parentOf(at);
  }
  const [nearest] = found;
  if (nearest === undefined || found.length === 1) return nearest;
  return { ...nearest, tasks: new Map(found.toReversed().flatMap(({ tasks }) => [...tasks])) };
}

function readAs(path: string, name: string, readers: readonly Reader[], scope: Scope): TaskFile | undefined {
  const text = scope.readText(path);
  if (text === undefined) return undefined;
  const tasks = new Map<string, ProjectTask>();
  for (const read of readers) for (const [key, task] of read(text) ?? []) if (!tasks.has(key)) tasks.set(key, task);
  return { name, directory: parentOf(path), tasks };
}

