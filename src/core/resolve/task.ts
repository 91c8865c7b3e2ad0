import type { TaskDefinition } from '../action.ts';
import type { Scope } from '../classify/handler.ts';
import type { Effect } from '../verdict.ts';
import { parseJsonc } from './jsonc.ts';
import { joinPath, toSlashes } from './lexicalPath.ts';

const span = { start: 0, end: 0 };
const rule = 'task.run';
/** Deepest chain of `dependsOn`. */
const maxDepth = 8;

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a VS Code task runs, with the tasks it depends on and the part for this platform. `folder` is the workspace folder that
 * the agent named: only the tasks of the world's root can be looked up, so that a task of another one is uninspectable.
 */
export function taskEffects(label: string, definition: TaskDefinition | undefined, scope: Scope, folder?: string): readonly Effect[] {
  const { world } = scope;
  if (folder !== undefined && world.path(toSlashes(folder, world.platform === 'windows')).realPath !== world.root) {
    return [scope.uninspectable(rule, `the task belongs to another folder, \`${folder}\``, span)];
  }
  const known = readTasks(scope);
  if (definition !== undefined) return fieldsEffects({ ...definition }, known, scope, 0);
  return labelEffects(label, known, scope, 0);
}

interface Tasks {
  readonly byLabel: ReadonlyMap<string, Fields>;
  /** Settings of the whole file: options and per-platform parts hold for every task. */
  readonly shared: Fields;
}

function readTasks(scope: Scope): Tasks | undefined {
  const text = scope.readText(joinPath(scope.world.root, '.vscode/tasks.json'));
  const file = text === undefined ? undefined : parseJsonc(text);
  if (!isFields(file)) return undefined;
  const tasks = Array.isArray(file['tasks']) ? file['tasks'].filter(isFields) : [];
  const byLabel = new Map<string, Fields>();
  for (const task of tasks) for (const name of labelsOf(task)) byLabel.set(name, task);
  return { byLabel, shared: file };
}

/** Names under which a task can be asked for: its label, or what VS Code makes of a script. */
function labelsOf(task: Fields): readonly string[] {
  const names = [task['label'], task['taskName']].filter((name) => typeof name === 'string');
  const script = task['script'];
  return typeof script === 'string' ? [...names, script, `npm: ${script}`, `npm ${script}`] : names;
}

function labelEffects(label: string, tasks: Tasks | undefined, scope: Scope, depth: number): readonly Effect[] {
  const plain = label.replace(/^(?:shell|process|npm): /, (prefix) => (tasks?.byLabel.has(label) === true ? prefix : ''));
  const task = tasks?.byLabel.get(label) ?? tasks?.byLabel.get(plain);
  if (task !== undefined) return fieldsEffects(task, tasks, scope, depth);
  if (/^npm: /.test(label)) return scope.packageScript(label.slice(5).replace(/ - .*$/, ''), span);
  return [scope.uninspectable(rule, `there is no task \`${label}\` in .vscode/tasks.json`, span)];
}

function fieldsEffects(task: Fields, tasks: Tasks | undefined, scope: Scope, depth: number): readonly Effect[] {
  if (depth >= maxDepth) return [scope.uninspectable('limit.depth', 'tasks depend on each other too deep', span)];
  const names = ([] as readonly unknown[]).concat(task['dependsOn'] ?? []);
  const before = names.flatMap((name) => {
    const wanted = isFields(name) ? (name['task'] ?? name['script']) : name;
    return typeof wanted === 'string' ? labelEffects(wanted, tasks, scope, depth + 1) : [scope.uninspectable(rule, 'a task depends on something that is not known', span)];
  });
  // A POSIX machine may be either: both parts are judged.
  const platforms = scope.world.platform === 'windows' ? ['windows'] : ['linux', 'osx'];
  const variants = platforms.map((name) => overlay(task, tasks?.shared ?? {}, name));
  const own = variants.flatMap((variant) => runEffects(variant, scope));
  const seen = new Set<string>();
  return [...before, ...own].filter((effect) => {
    const key = JSON.stringify(effect);
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

function overlay(task: Fields, shared: Fields, platform: string): Fields {
  const part = (fields: Fields): Fields => (isFields(fields[platform]) ? fields[platform] : {});
  return { ...part(shared), ...task, ...part(task) };
}

function runEffects(task: Fields, scope: Scope): readonly Effect[] {
  const { type, script } = task;
  const options = isFields(task['options']) ? task['options'] : {};
  const cwd = text(options['cwd']) ?? text(task['cwd']) ?? text(task['path']);
  const directory = cwd === undefined ? scope.world.root : scope.resolve(substitute(cwd, scope));
  if (type === 'npm' || (type === undefined && script !== undefined)) {
    return text(script) === undefined ? [scope.uninspectable(rule, 'the script of the task is not known', span)] : scope.packageScript(text(script) ?? '', span, directory);
  }
  const command = commandText(task['command'], scope);
  if (command === undefined) {
    const composes = task['dependsOn'] !== undefined && task['command'] === undefined;
    return composes ? [] : [scope.uninspectable(rule, 'what the task runs is not known', span)];
  }
  const line = [command, ...(Array.isArray(task['args']) ? task['args'] : []).map((word) => argumentText(word, type === 'process', scope))].join(' ');
  const shell = isFields(options['shell']) ? text(options['shell']['executable']) : undefined;
  if (shell !== undefined && !/(?:^|[/\\])(?:bash|sh|zsh|dash)(?:\.exe)?$/.test(shell)) return [scope.uninspectable(rule, `the task runs in the shell \`${shell}\``, span)];
  const environment = isFields(options['env']) ? Object.entries(options['env']).map(([name, value]) => `export ${name}=${quoted(String(value))}; `).join('') : '';
  return scope.inDirectory(directory, (inner) => inner.shell(environment + (type === 'process' ? quoted(command) + line.slice(command.length) : line), span));
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function commandText(value: unknown, scope: Scope): string | undefined {
  const found = isFields(value) ? text(value['value']) : text(value);
  return found === undefined ? undefined : substitute(found, scope);
}

/** Arguments of a shell task are quoted where they hold white space, as VS Code does. */
function argumentText(word: unknown, always: boolean, scope: Scope): string {
  const value = commandText(word, scope) ?? '';
  return always || isFields(word) || /\s/.test(value) ? quoted(value) : value;
}

const quoted = (value: string): string => `'${value.replace(/'/g, "'\\''")}'`;

/** Variables of tasks.json; what depends on the editor's state becomes a shell variable that is not known. */
function substitute(value: string, scope: Scope): string {
  return value
    .replace(/\$\{(?:workspaceFolder|workspaceRoot|cwd)\}/g, scope.world.root)
    .replace(/\$\{userHome\}/g, scope.world.home)
    .replace(/\$\{env:(\w+)\}/g, (_, name: string) => `\${${name}}`)
    .replace(/\$\{(?:input|command|config|file|relativeFile|selectedText|lineNumber|pathSeparator)[^}]*\}/g, '$TAGOUT_UNKNOWN');
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
