import { parseJsonc } from '../jsonc.ts';
import { replaceEnclosed } from '../../replaceEnclosed.ts';
import { below, entriesOf, isFields, listOf, textOf, textsOf } from './fields.ts';
import { shellSteps, unknownWord, type ProjectTask, type Step } from './projectTask.ts';
import { commandText } from './pythonTasks.ts';
import { parseToml } from './toml.ts';
import { parseYaml } from './yaml.ts';

type Tasks = ReadonlyMap<string, ProjectTask>;

/** Composer: `scripts` of composer.json. A line is a command, `@other` another script, `Class::method` code of the project. */
export function composerTasks(text: string): Tasks | undefined {
  const file = parseJsonc(text);
  if (file === undefined) return undefined;
  const scripts = entriesOf(below(file, 'scripts'));
  const names = new Set(scripts.map(([name]) => name));
  const step = (line: string): Step => {
    const reference = /^@(?!php\b|putenv\b|composer\b)([\w:.-]+)/.exec(line)?.[1];
    if (reference !== undefined && names.has(reference)) return { kind: 'task', name: reference };
    if (/^@putenv\s/.test(line)) return { kind: 'shell', text: `export ${line.slice(8).trim()}` };
    if (/^[\w\\]+::\w+$/.test(line)) return { kind: 'unread', why: `\`${line}\` is code of a package that is not read` };
    return { kind: 'shell', text: line.replace(/^@(?=php\b|composer\b)/, '') };
  };
  return new Map(scripts.map(([name, lines]) => [name, { steps: textsOf(lines).map(step) }]));
}

/** Deno: `tasks` of deno.json, in either form. */
export function denoTasks(text: string): Tasks | undefined {
  const file = parseJsonc(text);
  if (file === undefined) return undefined;
  return new Map(entriesOf(below(file, 'tasks')).map(([name, value]) => {
    const command = textOf(value) ?? textOf(below(value, 'command'));
    const needs = textsOf(below(value, 'dependencies')).map((one): Step => ({ kind: 'task', name: one }));
    return [name, { steps: [...needs, ...(command === undefined ? [] : shellSteps(command))] }];
  }));
}

/** mise: `[tasks.NAME]` of mise.toml. */
export function miseTasks(text: string): Tasks | undefined {
  const file = parseToml(text);
  if (file === undefined) return undefined;
  return new Map(entriesOf(below(file, 'tasks')).map(([name, value]) => {
    const path = textOf(below(value, 'file'));
    const runs = typeof value === 'string' || Array.isArray(value) ? value : below(value, 'run');
    const needs = [...listOf(below(value, 'depends')), ...listOf(below(value, 'depends_post'))].flatMap((one) => (typeof one === 'string' ? [{ kind: 'task', name: one.split(' ')[0] ?? one } as const] : []));
    const directory = textOf(below(value, 'dir'))?.replace(/\{\{\s*config_root\s*\}\}/g, '.');
    return [name, {
      steps: [...needs, ...shellSteps(...textsOf(runs).map(filled)), ...(path === undefined ? [] : [{ kind: 'script', language: 'other', path } as const])],
      ...(directory === undefined ? {} : { directory }),
    }];
  }));
}

/** cargo-make: `[tasks.NAME]` of Makefile.toml. */
export function cargoMakeTasks(text: string): Tasks | undefined {
  const file = parseToml(text);
  if (file === undefined) return undefined;
  return new Map(entriesOf(below(file, 'tasks')).map(([name, value]) => {
    const words = [textOf(below(value, 'command')) ?? '', ...textsOf(below(value, 'args'))];
    const script = below(value, 'script');
    const needs = [...textsOf(below(value, 'dependencies')), ...textsOf(below(value, 'run_task'))].map((one): Step => ({ kind: 'task', name: one }));
    const runner = textOf(below(value, 'script_runner'));
    const steps = runner === undefined || runner === '@shell' ? shellSteps(...textsOf(script)) : script === undefined ? [] : [{ kind: 'unread', why: `the task \`${name}\` is a script of \`${runner}\`` } as const];
    return [name, { steps: [...needs, ...(words[0] === '' ? [] : shellSteps(commandText(words) ?? '')), ...steps] }];
  }));
}

/** cargo's own aliases, `[alias]` of .cargo/config.toml: words behind `cargo`. */
export function cargoAliases(text: string): Tasks | undefined {
  const file = parseToml(text);
  if (file === undefined) return undefined;
  return new Map(entriesOf(below(file, 'alias')).map(([name, value]) => [name, { steps: shellSteps(`cargo ${textsOf(value).join(' ')}`) }]));
}

/** go-task: `tasks` of a Taskfile. */
export function taskfileTasks(text: string): Tasks | undefined {
  const file = parseYaml(text);
  if (!isFields(file)) return undefined;
  const step = (value: unknown): readonly Step[] => {
    if (typeof value === 'string') return shellSteps(filled(value));
    const called = textOf(below(value, 'task'));
    const deferred = below(value, 'defer');
    if (called !== undefined) return [{ kind: 'task', name: called.replace(/^:/, '') }];
    if (deferred !== undefined) return step(deferred);
    const command = textOf(below(value, 'cmd'));
    return command === undefined ? [{ kind: 'unread', why: 'a step of the Taskfile is not understood' }] : shellSteps(filled(command));
  };
  return new Map(entriesOf(file['tasks']).map(([name, value]) => {
    if (!isFields(value)) return [name, { steps: listOf(value).flatMap(step) }];
    const guards = [...textsOf(value['status']), ...listOf(value['preconditions']).flatMap((one) => textOf(one) ?? textOf(below(one, 'sh')) ?? [])];
    const directory = textOf(value['dir']);
    return [name, {
      steps: [...listOf(value['deps']).flatMap((one) => step(typeof one === 'string' ? { task: one } : one)), ...shellSteps(...guards.map(filled)), ...listOf(value['cmds'] ?? value['cmd']).flatMap(step)],
      ...(directory === undefined ? {} : { directory: directory.replace(/^\{\{\s*\.(?:ROOT_DIR|TASKFILE_DIR|USER_WORKING_DIR)\s*\}\}/, '.') }),
    }];
  }));
}

/** pre-commit: hooks of `repo: local` run their entry; those of other repositories are tools that format and check. `ALL` runs each. */
export function preCommitTasks(text: string): Tasks | undefined {
  const file = parseYaml(text);
  if (!isFields(file)) return undefined;
  const hooks = listOf(file['repos']).flatMap((repository) => (below(repository, 'repo') === 'local' ? listOf(below(repository, 'hooks')) : []));
  const tasks = hooks.map((hook): readonly [string, ProjectTask] => {
    const entry = textOf(below(hook, 'entry')) ?? '';
    const language = textOf(below(hook, 'language')) ?? '';
    const isData = /^(?:pygrep|fail)$/.test(language) || /^docker/.test(language);
    return [textOf(below(hook, 'id')) ?? '', { steps: isData ? [] : shellSteps([entry, ...textsOf(below(hook, 'args'))].join(' ')) }];
  });
  return new Map([...tasks, ['ALL', { steps: tasks.flatMap(([, { steps }]) => steps) }]]);
}

/** lefthook: commands, jobs and scripts of each git hook. */
export function lefthookTasks(text: string): Tasks | undefined {
  const file = parseYaml(text);
  if (!isFields(file)) return undefined;
  const lines = (value: unknown): readonly string[] => {
    const run = textOf(below(value, 'run'));
    return [...(run === undefined ? [] : [run]), ...listOf(below(value, 'jobs') ?? below(value, 'group', 'jobs')).flatMap(lines), ...entriesOf(below(value, 'commands')).flatMap(([, one]) => lines(one))];
  };
  return new Map(Object.entries(file).map(([hook, value]) => {
    const scripts = entriesOf(below(value, 'scripts')).map(([name]): Step => ({ kind: 'script', language: 'other', path: `.lefthook/${hook}/${name}` }));
    return [hook, { steps: [...shellSteps(...lines(value).map((line) => line.replace(/\{(?:staged_files|push_files|all_files|files|cmd)\}/g, '').replace(/\{\d\}/g, ''))), ...scripts] }];
  }));
}

/** lint-staged: commands by pattern, in a file of their own or in package.json. The files that they get are staged: git holds them. */
export function lintStagedTasks(text: string): Tasks | undefined {
  const file = parseJsonc(text) ?? parseYaml(text);
  if (!isFields(file)) return undefined;
  const patterns = entriesOf(isFields(file['lint-staged']) ? file['lint-staged'] : 'scripts' in file || 'dependencies' in file ? {} : file);
  return new Map([['ALL', { steps: patterns.flatMap(([, commands]) => shellSteps(...textsOf(commands))) }]]);
}

/** Procfile: `name: command`, all of which start. */
export function procfileTasks(text: string): Tasks {
  const tasks = [...text.matchAll(/^([\w-]+):[ \t]*(\S.*)$/gm)].map(([, name = '', line = '']): readonly [string, ProjectTask] => [name, { steps: shellSteps(line) }]);
  return new Map([...tasks, ['ALL', { steps: tasks.flatMap(([, { steps }]) => steps) }]]);
}

/** Template parts become a word that is not known. */
const filled = (text: string): string => replaceEnclosed(replaceEnclosed(text, '{{', '}}', () => unknownWord), '{%', '%}', () => unknownWord);
