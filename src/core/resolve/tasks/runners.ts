import { askedAll, askedBehind, askedByOption, askedFirst, askedOrAll, askedWords, type Asks } from './asked.ts';
import { gradleTasks, invokeTasks, noxTasks, rakeTasks } from './codeTasks.ts';
import { cargoAliases, cargoMakeTasks, composerTasks, denoTasks, lefthookTasks, lintStagedTasks, miseTasks, preCommitTasks, procfileTasks, taskfileTasks } from './declaredTasks.ts';
import type { ProjectTask } from './projectTask.ts';
import { entryPoints, hatchTasks, pdmTasks, pipenvTasks, pixiTasks, poeTasks, ryeTasks, toxTasks } from './pythonTasks.ts';

export type Reader = (text: string) => ReadonlyMap<string, ProjectTask> | undefined;

/** How one program finds what it runs. */
export interface Runner {
  readonly asks: Asks;
  /** Definition files in the order in which they are looked for, the nearest directory first. */
  readonly files: readonly string[];
  /** Readers that are tried on each file; what any of them finds counts. */
  readonly read: readonly Reader[];
  /** The program does nothing but run tasks: a name that its file does not hold is not known. */
  readonly only?: true;
}

const pyproject = ['pyproject.toml'];
const run = askedBehind(['run']);
const composerHooks: Asks = (invocation) => {
  if (invocation.has('--no-scripts')) return undefined;
  const verb = invocation.path[0] ?? '';
  const event = /^(?:install|i)$/.test(verb) ? 'install' : /^(?:update|u|upgrade|require|r|remove|rm)$/.test(verb) ? 'update' : undefined;
  if (event !== undefined) return { names: [`pre-${event}-cmd`, `post-${event}-cmd`, 'pre-autoload-dump', 'post-autoload-dump'], passed: [], beside: true };
  return /^(?:dump-autoload|dumpautoload)$/.test(verb) ? { names: ['pre-autoload-dump', 'post-autoload-dump'], passed: [], beside: true } : askedBehind(['run-script', 'run'], true)(invocation);
};
const mise: Runner = { asks: askedBehind(['run', 'r'], true), files: ['mise.toml', '.mise.toml', 'mise.local.toml', '.config/mise.toml', '.mise/config.toml'], read: [miseTasks] };
const gradle: Runner = { asks: (invocation) => {
  const asked = askedAll(invocation);
  return asked === undefined ? undefined : { ...asked, names: asked.names.map((name) => name.replace(/^.*:/, '')) };
}, files: ['build.gradle', 'build.gradle.kts'], read: [gradleTasks] };
const processes: Runner = { asks: askedOrAll(['start', 's'], ['--procfile', '-f']), files: ['Procfile'], read: [procfileTasks] };
const invoke: Runner = { asks: askedWords, files: ['tasks.py', 'tasks/__init__.py'], read: [invokeTasks] };

/** Programs whose words may name tasks that the project defines. Their tables say `runsProject`. */
export const runners: Readonly<Record<string, Runner>> = {
  poe: { asks: askedFirst, files: pyproject.concat('poe_tasks.toml'), read: [poeTasks], only: true },
  rtx: mise,
  deno: { asks: askedBehind(['task']), files: ['deno.json', 'deno.jsonc', 'package.json'], read: [denoTasks], only: true },
  composer: { asks: composerHooks, files: ['composer.json'], read: [composerTasks] },
  poetry: { asks: run, files: pyproject, read: [entryPoints, poeTasks] },
  pdm: { asks: askedBehind(['run'], true), files: pyproject, read: [pdmTasks, entryPoints] },
  hatch: { asks: run, files: ['hatch.toml', 'pyproject.toml'], read: [hatchTasks, entryPoints] },
  rye: { asks: run, files: pyproject, read: [ryeTasks, entryPoints] },
  pixi: { asks: run, files: ['pixi.toml', 'pyproject.toml'], read: [pixiTasks] },
  pipenv: { asks: run, files: ['Pipfile'], read: [pipenvTasks] },
  uv: { asks: run, files: pyproject, read: [entryPoints] },
  mise,
  cargo: { asks: (invocation) => (invocation.path[0] === 'make' ? askedBehind(['make'])(invocation) : invocation.path.length > 0 ? undefined : askedFirst(invocation)), files: ['Makefile.toml', '.cargo/config.toml', '.cargo/config'], read: [cargoMakeTasks, cargoAliases] },
  rake: { asks: askedAll, files: ['Rakefile', 'rakefile', 'Rakefile.rb'], read: [rakeTasks] },
  gradle,
  invoke,
  fab: { ...invoke, files: ['fabfile.py', 'fabfile/__init__.py'] },
  nox: { asks: askedByOption(['-s', '-e', '--session', '--sessions'], 'ALL'), files: ['noxfile.py'], read: [noxTasks] },
  tox: { asks: askedByOption(['-e'], 'ALL'), files: ['tox.ini', 'pyproject.toml', 'setup.cfg'], read: [toxTasks] },
  task: { asks: (invocation) => askedAll(invocation) ?? { names: ['default'], passed: [] }, files: ['Taskfile.yml', 'taskfile.yml', 'Taskfile.yaml', 'taskfile.yaml', 'Taskfile.dist.yml', 'Taskfile.dist.yaml'], read: [taskfileTasks], only: true },
  foreman: processes,
  'pre-commit': { asks: askedOrAll(['run', 'hook-impl']), files: ['.pre-commit-config.yaml', '.pre-commit-config.yml'], read: [preCommitTasks] },
  lefthook: { asks: askedBehind(['run']), files: ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml', '.lefthook.yaml'], read: [lefthookTasks] },
  'lint-staged': { asks: () => ({ names: ['ALL'], passed: [] }), files: ['.lintstagedrc', '.lintstagedrc.json', '.lintstagedrc.yaml', '.lintstagedrc.yml', 'package.json'], read: [lintStagedTasks] },
};
