import { below, entriesOf, isFields, listOf, textOf, textsOf, type Fields } from './fields.ts';
import { quoted } from '../packageScript.ts';
import { replaceEnclosed } from '../../replaceEnclosed.ts';
import { shellSteps, unknownWord, type ProjectTask, type Step } from './projectTask.ts';
import { parseToml } from './toml.ts';

type Tasks = ReadonlyMap<string, ProjectTask>;
type Reader = (text: string) => Tasks | undefined;

const readToml = (read: (file: Fields) => readonly (readonly [string, ProjectTask])[]): Reader => (text) => {
  const file = parseToml(text);
  return file === undefined ? undefined : new Map(read(file));
};

/** Poe the Poet: `[tool.poe.tasks]`. The items of a list are names of tasks unless they say otherwise. */
export const poeTasks = readToml((file) => {
  const steps = (value: unknown): readonly Step[] => {
    if (typeof value === 'string') return shellSteps(value);
    if (Array.isArray(value)) return value.flatMap((one: unknown) => (typeof one === 'string' ? [{ kind: 'task', name: one.split(' ')[0] ?? one } as const] : steps(one)));
    if (!isFields(value)) return [];
    const before = [...textsOf(value['deps']), ...Object.values(isFields(value['uses']) ? value['uses'] : {}).filter((one) => typeof one === 'string')].map((name) => ({ kind: 'task', name: name.split(' ')[0] ?? name } as const));
    const command = textOf(value['cmd']) ?? textOf(value['shell']);
    const script = textOf(value['script']);
    const reference = textOf(value['ref']);
    const expression = textOf(value['expr']);
    const interpreter = textsOf(value['interpreter'])[0];
    return [
      ...before,
      ...(command === undefined ? [] : interpreter === 'python' ? [{ kind: 'code', language: 'python', text: command } as const] : shellSteps(command)),
      ...(script === undefined ? [] : [functionStep(script)]),
      ...(reference === undefined ? [] : [{ kind: 'task', name: reference.split(' ')[0] ?? reference } as const]),
      ...(expression === undefined ? [] : [{ kind: 'code', language: 'python', text: expression } as const]),
      ...steps(listOf(value['sequence'] ?? value['parallel'])),
    ];
  };
  return entriesOf(below(file, 'tool', 'poe', 'tasks')).map(([name, value]) => [name, { steps: steps(value), ...placeOf(value, 'cwd') }]);
});

/** PDM: `[tool.pdm.scripts]`, with `pre_` and `post_` scripts around a name. */
export const pdmTasks = readToml((file) => {
  const scripts = entriesOf(below(file, 'tool', 'pdm', 'scripts')).filter(([name]) => name !== '_');
  const names = new Set(scripts.map(([name]) => name));
  const own = (value: unknown): readonly Step[] => {
    if (typeof value === 'string') return shellSteps(value);
    if (!isFields(value)) return [];
    const command = commandText(value['cmd']) ?? textOf(value['shell']);
    const call = textOf(value['call']);
    const parts = textsOf(value['composite']).map((line): Step => (names.has(line.split(' ')[0] ?? '') ? { kind: 'task', name: line.split(' ')[0] ?? '' } : { kind: 'shell', text: line }));
    return [...(command === undefined ? [] : shellSteps(command)), ...(call === undefined ? [] : [functionStep(call)]), ...parts];
  };
  return scripts.map(([name, value]) => {
    const around = (prefix: string): readonly Step[] => (names.has(prefix + name) ? [{ kind: 'task', name: prefix + name }] : []);
    return [name, { steps: [...around('pre_'), ...own(value), ...around('post_')], ...placeOf(value, 'working_dir') }];
  });
});

/** Hatch: `[tool.hatch.envs.ENV.scripts]`, asked for as `name` or `ENV:name`. The first word of a line may be another script. */
export const hatchTasks = readToml((file) => {
  return entriesOf(below(file, 'tool', 'hatch', 'envs') ?? below(file, 'envs')).flatMap(([environment, settings]) => {
    const scripts = entriesOf(below(settings, 'scripts'));
    const names = new Set(scripts.map(([name]) => name));
    const step = (line: string): Step => {
      const first = line.replace(/^- /, '').split(' ')[0] ?? '';
      return names.has(first) ? { kind: 'task', name: `${environment}:${first}` } : { kind: 'shell', text: line.replace(/^- /, '').replace(/\{args(?::([^}]*))?\}/g, '$1') };
    };
    return scripts.flatMap(([name, lines]) => {
      const task = { steps: textsOf(lines).map(step) };
      return [[`${environment}:${name}`, task] as const, ...(environment === 'default' ? [[name, task] as const] : [])];
    });
  });
});

/** Rye: `[tool.rye.scripts]`. */
export const ryeTasks = readToml((file) => entriesOf(below(file, 'tool', 'rye', 'scripts')).map(([name, value]) => {
  const command = commandText(isFields(value) ? value['cmd'] : value);
  const call = textOf(below(value, 'call'));
  const chain = textsOf(below(value, 'chain')).map((one): Step => ({ kind: 'task', name: one }));
  return [name, { steps: [...(command === undefined ? [] : shellSteps(command)), ...(call === undefined ? [] : [functionStep(call)]), ...chain] }];
}));

/** Pixi: `[tasks]` of pixi.toml, `[tool.pixi.tasks]`, and those of features. */
export const pixiTasks = readToml((file) => {
  const top = below(file, 'tool', 'pixi') ?? file;
  const features = entriesOf(below(top, 'feature')).flatMap(([, feature]) => entriesOf(below(feature, 'tasks')));
  return [...entriesOf(below(top, 'tasks')), ...features].map(([name, value]) => {
    const command = commandText(isFields(value) ? value['cmd'] : value);
    const needs = textsOf(below(value, 'depends-on') ?? below(value, 'depends_on')).map((one): Step => ({ kind: 'task', name: one }));
    return [name, { steps: [...needs, ...(command === undefined ? [] : shellSteps(command))], ...placeOf(value, 'cwd') }];
  });
});

/** Pipenv: `[scripts]` of the Pipfile. */
export const pipenvTasks = readToml((file) => entriesOf(below(file, 'scripts')).map(([name, value]) => {
  const call = textOf(below(value, 'call'));
  return [name, { steps: typeof value === 'string' ? shellSteps(value) : call === undefined ? [] : [functionStep(call)] }];
}));

/** Poetry: names of functions, `[tool.poetry.scripts]` and `[project.scripts]`. */
export const entryPoints = readToml((file) => [...entriesOf(below(file, 'tool', 'poetry', 'scripts')), ...entriesOf(below(file, 'project', 'scripts'))].flatMap(([name, value]) => {
  const text = textOf(value) ?? textOf(below(value, 'reference'));
  return text === undefined ? [] : [[name, { steps: [functionStep(text)] }] as const];
}));

/** A command of tox: without words of its own the arguments that it passes on are their default; of the other names in braces only directories are known. */
function filled(line: string): string {
  const passed = replaceEnclosed(line, '{', '}', (inside) => (/^posargs(?::|$)/.test(inside) ? inside.slice('posargs:'.length) : `{${inside}}`));
  return replaceEnclosed(passed, '{', '}', (inside) => (/^(?:toxinidir|tox_root|changedir)$/.test(inside) ? '.' : unknownWord));
}

/** tox: the commands of `[testenv]` and of `[testenv:NAME]`, in tox.ini or inside pyproject.toml. `ALL` is every environment. */
export function toxTasks(text: string): Tasks {
  const ini = textOf(below(/^[ \t]*\[tool\./m.test(text) ? parseToml(text) : undefined, 'tool', 'tox', 'legacy_tox_ini')) ?? text;
  const tasks = new Map<string, ProjectTask>();
  for (const [, section = '', body = ''] of ini.matchAll(/^\[testenv(?::([^\]]*))?\]\s*\n((?:(?!\[)[^\n]*\n?)*)/gm)) {
    const lines = [...body.matchAll(/^commands(?:_pre|_post)?\s*=\s*((?:[^\n]*)(?:\n[ \t]+[^\n]*)*)/gm)].flatMap(([, found = '']) => found.replace(/\\\n\s*/g, ' ').split('\n'));
    const steps = shellSteps(...lines.map((line) => filled(line.trim().replace(/^[-!] ?/, '').replace(/^[\w-]+: /, ''))).filter((line) => line !== '' && !line.startsWith('#')));
    for (const name of section === '' ? ['testenv'] : section.split(',')) tasks.set(name.trim(), { steps });
  }
  const base = tasks.get('testenv');
  return new Map([...tasks, ['ALL', { steps: [...tasks.values()].flatMap(({ steps }) => steps) }], ...(base === undefined ? [] : [['testenv', base] as const])]);
}

/** `package.module:function`: the module's file is run. */
function functionStep(reference: string): Step {
  const module = /^([\w.]+)/.exec(reference)?.[1];
  return module === undefined ? { kind: 'unread', why: `what \`${reference}\` does is not known` } : { kind: 'script', language: 'python', path: `${module.replaceAll('.', '/')}.py` };
}

/** A line, or a list of words. */
export const commandText = (value: unknown): string | undefined => (Array.isArray(value) ? textsOf(value).map(quoted).join(' ') : textOf(value));

function placeOf(value: unknown, key: string): Pick<ProjectTask, 'directory' | 'variables'> {
  const directory = textOf(below(value, key));
  const variables = Object.fromEntries(entriesOf(below(value, 'env')).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])));
  return { ...(directory === undefined ? {} : { directory }), ...(Object.keys(variables).length === 0 ? {} : { variables }) };
}
