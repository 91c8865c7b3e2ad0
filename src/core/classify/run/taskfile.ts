import { joinPath } from '../../resolve/lexicalPath.ts';
import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';

/** task (go-task): the commands of the named tasks, read from the plain forms of a Taskfile. */
export const task: Handler = (invocation, scope) => {
  const { span } = invocation;
  const text = ['Taskfile.yml', 'Taskfile.yaml', 'taskfile.yml', 'Taskfile.dist.yml'].map((name) => scope.readText(joinPath(scope.cwd ?? scope.world.root, name))).find((one) => one !== undefined);
  if (text === undefined) return [scope.uninspectable('make.unread', 'the Taskfile could not be read', span)];
  const tasks = readTaskfile(text);
  const names = invocation.operands.length === 0 ? ['default'] : invocation.operands.map((operand) => operand.text);
  return names.flatMap((name) => (name === undefined ? [scope.uninspectable('make.target', 'which task runs is not known before it runs', span)] : run(name, tasks, new Set(), scope, span)));
};

type Tasks = ReadonlyMap<string, readonly string[]>;

function run(name: string, tasks: Tasks, seen: Set<string>, scope: Scope, span: { readonly start: number; readonly end: number }): readonly Effect[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const lines = tasks.get(name);
  if (lines === undefined) return [scope.uninspectable('make.target', `the task \`${name}\` could not be read`, span)];
  return lines.flatMap((line) => (line.startsWith('\u0000') ? run(line.slice(1), tasks, seen, scope, span) : scope.shell(line.replace(/\{\{[^}]*\}\}/g, '"$TAGOUT_UNKNOWN"'), span)));
}

/** Commands by task; a call of another task is its name behind a NUL. Only block style is read: other forms leave the task out. */
function readTaskfile(text: string): Tasks {
  const tasks = new Map<string, string[]>();
  let inside = false;
  let current: string[] | undefined;
  let list = false;
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) inside = /^tasks:\s*$/.test(line);
    if (!inside) continue;
    const head = /^ {2}(['"]?)([\w:.-]+)\1:\s*(.*)$/.exec(line);
    const field = /^ {4}(\w+):\s*(.*)$/.exec(line);
    const item = /^ {4,8}-\s+(.*)$/.exec(line);
    if (head?.[2] !== undefined) {
      current = [];
      tasks.set(head[2], current);
      if (head[3] !== '' && head[3] !== undefined) current.push(unquote(head[3]));
    } else if (field !== null) {
      list = field[1] === 'cmds' || field[1] === 'deps';
      if (field[1] === 'cmd') current?.push(unquote(field[2] ?? ''));
      if (field[1] === 'deps') for (const name of (field[2] ?? '').replace(/[[\]]/g, '').split(',')) if (name.trim() !== '') current?.push(`\u0000${unquote(name.trim())}`);
    } else if (item?.[1] !== undefined && list) current?.push(listItem(item[1]));
  }
  return tasks;
}

function listItem(text: string): string {
  const call = /^\{?\s*task:\s*(['"]?)([\w:.-]+)\1/.exec(text);
  const command = /^cmd:\s*(.*)$/.exec(text);
  return call?.[2] === undefined ? unquote(command?.[1] ?? text) : `\u0000${call[2]}`;
}

const unquote = (text: string): string => /^(['"])(.*)\1\s*$/.exec(text.trim())?.[2] ?? text.trim();
