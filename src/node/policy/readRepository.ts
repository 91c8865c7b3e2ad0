import * as fs from 'node:fs';
import * as path from 'node:path';
import { environmentMark } from '../../core/resolve/environment.ts';
import { parseJsonc } from '../../core/resolve/jsonc.ts';
import { below, entriesOf, listOf, textOf, textsOf } from '../../core/resolve/tasks/fields.ts';
import { defaultPolicy } from '../../core/policy/policy.ts';
import type { DeployWorkflow, NamedCommand, RepositoryFacts } from '../../core/policy/repositoryFacts.ts';
import { readSmallFile } from '../durableFile.ts';
import { readYaml } from '../yamlText.ts';

/** How much of a repository is looked at. */
const limits = { depth: 5, entries: 8000, fileBytes: 256 * 1024 } as const;
/** Directories that hold what others wrote or what is built. */
const foreign = new Set(['node_modules', '.git', 'dist', 'build', 'out', 'target', 'vendor', '.venv', 'venv', '__pycache__', '.terraform', '.next', 'coverage', 'bower_components', '.cache']);

interface Found {
  readonly files: readonly string[];
  readonly partial: boolean;
}

/**
 * What a repository shows of itself (see {@link RepositoryFacts}), from the names of its files and the small ones among them.
 * Starts nothing; of environment files only the hosts are read. What cannot be read counts as not there; of more than
 * `mostEntries` files and directories the rest is left out. Never throws.
 */
export function readRepository(root: string, mostEntries: number = limits.entries): RepositoryFacts {
  const { files, partial } = filesBelow(root, mostEntries);
  const text = (file: string): string => {
    const read = readSmallFile(path.join(root, ...file.split('/')), limits.fileBytes);
    return read.kind === 'text' ? read.text : '';
  };
  const scripts = scriptsIn(files, text);
  const refs = refsOf(root);
  return {
    scripts, tasks: tasksIn(text('.vscode/tasks.json')), infrastructure: directoriesOf(files.filter((file) => /\.tf$|(?:^|\/)(?:Pulumi\.ya?ml|cdk\.json)$/.test(file))),
    manifests: manifestsIn(files, text), contexts: contextsIn(files, text, scripts), migrations: migrationsIn(files, text), workflows: workflowsIn(files, text), ...refs,
    envFiles: files.filter((file) => /(?:^|\/)\.env(?:\.[\w-]+)*$/.test(file)), productionHosts: hostsIn(files, text), partial,
  };
}

function filesBelow(root: string, most: number): Found {
  const files: string[] = [];
  const waiting: { readonly directory: string; readonly depth: number }[] = [{ directory: '', depth: 0 }];
  let seen = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { directory, depth } = next;
    for (const entry of entriesIn(path.join(root, directory))) {
      seen += 1;
      if (seen > most) return { files, partial: true };
      const name = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isFile()) files.push(name);
      else if (entry.isDirectory() && depth < limits.depth && !foreign.has(entry.name)) waiting.push({ directory: name, depth: depth + 1 });
    }
  }
  return { files, partial: false };
}

function entriesIn(directory: string): readonly fs.Dirent[] {
  try {
    return fs.readdirSync(directory, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

type ReadText = (file: string) => string;

function scriptsIn(files: readonly string[], text: ReadText): readonly NamedCommand[] {
  return files.filter((file) => /(?:^|\/)package\.json$/.test(file)).slice(0, 30).flatMap((file) => entriesOf(below(parseJsonc(text(file)), 'scripts')).flatMap(([name, command]) => (typeof command === 'string' ? [{ name, command }] : [])));
}

const tasksIn = (text: string): readonly string[] => listOf(below(parseJsonc(text), 'tasks')).flatMap((task) => textOf(below(task, 'label')) ?? textOf(below(task, 'taskName')) ?? []);

/** The directories of files, those below another one left out: a glob over the upper one holds them. Not the root itself. */
function directoriesOf(files: readonly string[]): readonly string[] {
  const all = [...new Set(files.map((file) => path.posix.dirname(file)))].filter((directory) => directory !== '.').sort();
  return all.filter((directory) => !all.some((other) => directory.startsWith(`${other}/`)));
}

function manifestsIn(files: readonly string[], text: ReadText): readonly string[] {
  const charts = files.filter((file) => /(?:^|\/)(?:Chart\.ya?ml|kustomization\.ya?ml|helmfile\.ya?ml)$/.test(file));
  const plain = files.filter((file) => /\.ya?ml$/.test(file) && /(?:^|\/)(?:k8s|kubernetes|manifests|deploy|deployment|cluster|argocd)\//i.test(file)).slice(0, 60).filter((file) => /^kind:\s/m.test(text(file)) && /^apiVersion:\s/m.test(text(file)));
  return directoriesOf([...charts, ...plain]);
}

function contextsIn(files: readonly string[], text: ReadText, scripts: readonly NamedCommand[]): readonly string[] {
  const configured = files.filter((file) => /(?:^|\/)(?:skaffold\.ya?ml|Tiltfile|helmfile\.ya?ml|Makefile|justfile|Taskfile\.ya?ml)$/.test(file)).slice(0, 20).map(text);
  const commands = [...configured, ...scripts.map(({ command }) => command)].join('\n');
  return [...new Set([...commands.matchAll(/(?:--(?:kube-)?context[= ]|kubeContext:\s*|allow_k8s_contexts\(\s*)["']?([A-Za-z0-9][\w.@:/-]*)/g)].flatMap(([, name]) => name ?? []))].sort();
}

/** Files and packages that tell which program changes the schema. */
const migrationSigns: Readonly<Record<string, { readonly file?: RegExp; readonly dependency?: RegExp }>> = {
  prisma: { file: /(?:^|\/)schema\.prisma$/, dependency: /"@?prisma(?:\/client)?"\s*:/ }, drizzle: { file: /(?:^|\/)drizzle\.config\.\w+$/ }, typeorm: { dependency: /"typeorm"\s*:/ }, sequelize: { file: /(?:^|\/)\.sequelizerc$/, dependency: /"sequelize"\s*:/ }, knex: { file: /(?:^|\/)knexfile\.\w+$/ },
  alembic: { file: /(?:^|\/)alembic\.ini$/ }, django: { file: /(?:^|\/)manage\.py$/ }, rails: { file: /(?:^|\/)db\/(?:schema\.rb|structure\.sql)$/ }, laravel: { file: /(?:^|\/)artisan$/ }, ecto: { file: /(?:^|\/)priv\/repo\/migrations\// }, flyway: { file: /(?:^|\/)flyway\.(?:conf|toml)$/ }, liquibase: { file: /(?:^|\/)liquibase\.properties$/ }, 'dotnet-ef': { file: /(?:^|\/)Migrations\/\w+ModelSnapshot\.cs$/ },
};

function migrationsIn(files: readonly string[], text: ReadText): readonly string[] {
  const manifests = files.filter((file) => /(?:^|\/)package\.json$/.test(file)).slice(0, 30).map(text).join('\n');
  return Object.entries(migrationSigns).flatMap(([name, { file: sign, dependency }]) => (files.some((file) => sign?.test(file) === true) || dependency?.test(manifests) === true ? [name] : []));
}

const deploys = /\b(?:deploy|release|publish|terraform\s+apply|helm\s+(?:upgrade|install)|kubectl\s+apply|environment\s*:)/i;

function workflowsIn(files: readonly string[], text: ReadText): readonly DeployWorkflow[] {
  return files.filter((file) => /^\.github\/workflows\/[^/]+\.ya?ml$|^\.gitlab-ci\.yml$|^azure-pipelines\.yml$|^\.circleci\/config\.yml$|^Jenkinsfile$|^bitbucket-pipelines\.yml$/.test(file)).slice(0, 40).flatMap((file) => {
    const own = text(file);
    if (!deploys.test(own)) return [];
    const read = /\.ya?ml$/.test(file) ? readYaml(own) : undefined;
    const value = read?.ok === true ? read.value : undefined;
    const jobs = [...entriesOf(below(value, 'jobs')), ...entriesOf(value)].map(([, job]) => below(job, 'environment'));
    return [{ file, branches: textsOf(below(value, 'on', 'push', 'branches')), environments: [...new Set(jobs.flatMap((place) => textOf(place) ?? textOf(below(place, 'name')) ?? []))] }];
  });
}

/** Hosts in the values of environment files whose name speaks of production. Users, passwords and paths of the addresses stay where they are. */
function hostsIn(files: readonly string[], text: ReadText): readonly string[] {
  const production = files.filter((file) => /(?:^|\/)\.env\./.test(file) && environmentMark(file.split('/').at(-1) ?? '', defaultPolicy.productionMarks) !== undefined);
  const hosts = production.flatMap((file) => text(file).split('\n').flatMap((line) => {
    const [, name = '', value = ''] = /^\s*(?:export\s+)?(\w+)\s*=\s*["']?([^\s"']*)/.exec(line) ?? [];
    const address = /^\w[\w+.-]*:\/\/(?:[^@/]*@)?([A-Za-z0-9.-]+)/.exec(value)?.[1];
    return address ?? (/HOST(?:NAME)?$/i.test(name) && /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(value) ? value : []);
  }));
  return [...new Set(hosts)].filter((host) => host.includes('.') && !/^(?:127\.|localhost|0\.0\.0\.0)/.test(host)).sort();
}

/** Branches by the files of git: nothing is started. */
function refsOf(root: string): Pick<RepositoryFacts, 'branches' | 'defaultBranch'> {
  const git = path.join(root, '.git');
  const read = (file: string): string => {
    const found = readSmallFile(path.join(git, file), 4 * 1024 * 1024);
    return found.kind === 'text' ? found.text : '';
  };
  const packed = [...read('packed-refs').matchAll(/ refs\/(?:heads|remotes\/origin)\/(\S+)$/gm)].flatMap(([, name]) => name ?? []);
  const loose = [path.join(git, 'refs', 'heads'), path.join(git, 'refs', 'remotes', 'origin')].flatMap((directory) => filesBelow(directory, limits.entries).files);
  const named = /^ref: refs\/remotes\/origin\/(\S+)/.exec(read('refs/remotes/origin/HEAD'))?.[1];
  return { branches: [...new Set([...packed, ...loose])].filter((name) => name !== 'HEAD').sort(), ...(named === undefined ? {} : { defaultBranch: named }) };
}
