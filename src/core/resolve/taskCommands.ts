import type { TaskDefinition } from '../action.ts';
import { parseJsonc } from './jsonc.ts';

type Fields = Readonly<Record<string, unknown>>;
const maxDepth = 8;

/**
 * The commands that a VS Code task runs, those of the tasks that it depends on first, for display only: the judgement has
 * its own, stricter look at it. `tasks` is the text of .vscode/tasks.json. A part that is not found adds nothing.
 */
export function taskCommands(label: string, definition: TaskDefinition | undefined, tasks: string | undefined): readonly string[] {
  const file = tasks === undefined ? undefined : parseJsonc(tasks);
  const listed = isFields(file) && Array.isArray(file['tasks']) ? file['tasks'].filter(isFields) : [];
  const named = (name: string): Fields | undefined => listed.find((task) => [task['label'], task['taskName'], task['script']].includes(name));
  const linesOf = (task: Fields | undefined, depth: number): readonly string[] => {
    if (task === undefined || depth > maxDepth) return [];
    const before = ([] as readonly unknown[]).concat(task['dependsOn'] ?? []).flatMap((one) => (typeof one === 'string' ? linesOf(named(one), depth + 1) : []));
    return [...before, ...ownLine(task)];
  };
  const task = definition === undefined ? (named(label) ?? named(label.replace(/^(?:shell|process|npm): /, ''))) : { ...definition };
  return [...new Set(linesOf(task, 0))];
}

function ownLine(task: Fields): readonly string[] {
  const { command, script, args } = task;
  if (typeof command !== 'string') return typeof script === 'string' ? [`npm run ${script}`] : [];
  return [[command, ...(Array.isArray(args) ? args : []).map((word: unknown) => (typeof word === 'string' ? word : isFields(word) ? String(word['value']) : ''))].join(' ')];
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
