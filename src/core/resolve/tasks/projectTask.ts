import type { Scope } from '../../classify/handler.ts';
import type { Argument } from '../../classify/invocation.ts';
import type { Language } from '../../classify/programTable.ts';
import type { Effect, Span } from '../../verdict.ts';
import { joinPath } from '../lexicalPath.ts';
import { quoted, withWords } from '../packageScript.ts';

/** One step of a task. */
export type Step =
  /** A line for a shell. */
  | { readonly kind: 'shell'; readonly text: string }
  /** Another task of the same file. */
  | { readonly kind: 'task'; readonly name: string }
  /** The body of a function, without what the file around it imports. */
  | { readonly kind: 'code'; readonly language: Language; readonly text: string }
  /** A file that is run; its path counts from the directory of the task. */
  | { readonly kind: 'script'; readonly language: Language; readonly path: string }
  | { readonly kind: 'unread'; readonly why: string };

/** What a project calls a task: named steps that one word starts. */
export interface ProjectTask {
  readonly steps: readonly Step[];
  /** Directory in which it runs, relative to that of the file. */
  readonly directory?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** The tasks of one file. */
export interface TaskFile {
  /** As people call it: `pyproject.toml`. */
  readonly name: string;
  readonly directory: string;
  readonly tasks: ReadonlyMap<string, ProjectTask>;
}

/** Most tasks that one command follows. */
const maxTasks = 300;
/** Stands for a value that is only known when the task runs. */
export const unknownWord = '"$TAGOUT_UNKNOWN"';

export const shellSteps = (...lines: readonly string[]): readonly Step[] => lines.map((text) => ({ kind: 'shell', text }));

/**
 * What the named tasks do, with all that they call; `passed` are the words that the command hands on to each of them. A name
 * that is no task of the file adds nothing.
 */
export function taskSteps(names: readonly string[], passed: readonly Argument[], file: TaskFile, span: Span, scope: Scope): readonly Effect[] {
  const done = new Set<string>();
  const effects: Effect[] = [];
  const visit = (name: string, words: readonly Argument[]): void => {
    const task = file.tasks.get(name);
    if (task === undefined || done.has(name)) return;
    done.add(name);
    if (done.size > maxTasks) {
      if (done.size === maxTasks + 1) effects.push(scope.uninspectable('limit.tasks', `\`${file.name}\` runs more than ${maxTasks} tasks`, span));
      return;
    }
    const last = task.steps.findLastIndex(({ kind }) => kind === 'shell');
    for (const [index, step] of task.steps.entries()) {
      if (step.kind === 'task') visit(step.name, []);
      else effects.push(...stepEffects(step, index === last ? words : [], task, file, span, scope));
    }
  };
  for (const name of names) visit(name, passed);
  return effects;
}

function stepEffects(step: Exclude<Step, { kind: 'task' }>, passed: readonly Argument[], task: ProjectTask, file: TaskFile, span: Span, scope: Scope): readonly Effect[] {
  const directory = task.directory === undefined ? file.directory : joinPath(file.directory, task.directory);
  const exports = Object.entries(task.variables ?? {}).map(([name, value]) => `export ${name}=${quoted(value)}; `).join('');
  return scope.inDirectory(directory, (inner) => {
    switch (step.kind) {
      case 'shell':
        return inner.shell(exports + withWords(step.text, passed), span);
      case 'code':
        return inner.code(step.language, step.text, span);
      case 'script':
        return inner.script(step.language, { text: joinPath(directory, step.path), raw: step.path, glob: false, splits: false, span }, 'task.script');
      case 'unread':
        return [inner.uninspectable('task.unread', step.why, span)];
    }
  });
}
