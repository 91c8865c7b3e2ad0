import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { operandsOf, optionValue, type CommandHere } from '../../core/impact/commandAt.ts';
import type { PublishFacts } from '../../core/impact/facts.ts';
import { readPackageManifest, readPackList, registryIn, tomlPackage, type PackageManifest } from '../../core/impact/packageManifest.ts';
import { redactText } from '../../core/trace/redact.ts';
import { pathOutside, programOutside, runBounded } from './boundedProgram.ts';
import { commandOf, type Measurer, type Subject } from './measurer.ts';

const nodeManagers = ['npm', 'pnpm', 'yarn', 'bun'];
const valued = ['--tag', '--access', '--registry', '--otp', '--publish-branch', '--filter', '-w', '--workspace', '--userconfig', '--provenance-file', '--manifest-path', '-p', '--package', '--token', '--index', '--repository', '-r'];
const listedFiles = 100;
/** Where packages go when nothing says otherwise. */
const publicRegistries = { npm: 'the public registry of npm', rust: 'the public registry of Rust', python: 'the Python Package Index' } as const;

/** Name, version, registry, tag, access and files of what would be published. */
export const publishMeasurer: Measurer = {
  kind: 'publish',
  measures: ({ kind }) => kind === 'publish',
  measure: async (subject) => {
    const node = commandOf(subject, ...nodeManagers);
    const cargo = node === undefined ? commandOf(subject, 'cargo', 'poetry', 'uv', 'flit', 'hatch') : undefined;
    const facts = node !== undefined ? await packageFacts(node, subject) : cargo !== undefined ? tomlFacts(cargo) : undefined;
    return facts === undefined ? undefined : { kind: 'publish', facts };
  },
};

async function packageFacts({ words, directory }: CommandHere, subject: Subject): Promise<PublishFacts | undefined> {
  const operands = operandsOf(words, valued);
  const verb = operands.indexOf('publish');
  if (verb < 0 || directory === undefined) return undefined;
  const place = operands[verb + 1];
  if (operands.length > verb + 1 && place === undefined) return notKnown('which package is not known before it runs');
  if (words.some((word) => word !== undefined && /^(?:-w|-ws|-r|--workspaces?|--recursive|--filter)(?:=|$)/.test(word))) return notKnown('it publishes packages of a workspace, each with its own files');
  const folder = path.resolve(directory, place ?? '.');
  const manifest = readPackageManifest(readJson(path.join(folder, 'package.json')));
  if (manifest.name === undefined) return notKnown(fs.existsSync(folder) && !fs.statSync(folder).isDirectory() ? 'it is packed already' : 'there is no package.json with a name');
  const packed = await packList(folder, subject);
  return {
    name: manifest.name, version: manifest.version, registry: redactText(optionValue(words, '--registry') ?? registryOf(manifest, folder, subject)), tag: optionValue(words, '--tag') ?? manifest.tag ?? 'latest',
    access: optionValue(words, '--access') ?? manifest.access ?? (manifest.name.startsWith('@') ? undefined : 'public'), ...packed,
  };
}

const notKnown = (why: string): PublishFacts => ({ name: undefined, version: undefined, registry: undefined, tag: undefined, access: undefined, moreFiles: 0, why });

/**
 * npm's own answer to what would be packed. SECURITY: `--ignore-scripts` runs none of the package's scripts, also for packages of
 * other managers (yarn would start the release that lies in the repository); the cache is a directory that goes afterwards.
 */
async function packList(folder: string, { root, env, deadline }: Subject): Promise<Pick<PublishFacts, 'files' | 'moreFiles' | 'bytes' | 'why'>> {
  const npm = programOutside('npm', root, env);
  if (npm === undefined) return { moreFiles: 0, why: 'npm is not installed' };
  const cache = fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-pack-'));
  try {
    const settings = ['--ignore-scripts', '--offline', '--no-audit', '--no-fund', '--no-update-notifier', '--logs-max=0', '--no-workspaces', '--loglevel=error', `--cache=${cache}`];
    const said = await runBounded(npm, ['pack', '--dry-run', '--json', ...settings], { cwd: folder, env: { PATH: pathOutside(root, env).join(path.delimiter), HOME: cache, NO_COLOR: '1' }, deadline });
    if (!said.ok) return { moreFiles: 0, why: said.why };
    const list = readPackList(parsed(said.output));
    if (list?.files === undefined) return { moreFiles: 0, why: 'the answer of npm was not understood' };
    return { ...list, files: list.files.slice(0, listedFiles), moreFiles: Math.max(0, list.files.length - listedFiles) };
  } finally {
    fs.rmSync(cache, { recursive: true, force: true });
  }
}

/** Where npm would send it, without asking npm: publishConfig, the settings beside the package, the environment, the person's own; docs.npmjs.com, "npmrc". */
function registryOf({ name, registry }: PackageManifest, folder: string, { env }: Subject): string {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? os.homedir();
  return registry ?? registryIn(readText(path.join(folder, '.npmrc')), name) ?? env['npm_config_registry'] ?? registryIn(readText(path.join(home, '.npmrc')), name) ?? publicRegistries.npm;
}

/** Other languages: only the manifest is read, for their tools run code of the package to list its files. */
function tomlFacts({ words, directory }: CommandHere): PublishFacts | undefined {
  if (!words.includes('publish') || directory === undefined) return undefined;
  const own = optionValue(words, '--manifest-path');
  const file = (own === undefined ? ['Cargo.toml', 'pyproject.toml'] : [own]).map((name) => path.resolve(directory, name)).find((name) => fs.existsSync(name));
  if (file === undefined) return undefined;
  const { name, version } = tomlPackage(readText(file));
  return { name, version, registry: optionValue(words, '--registry', '--index', '--repository') ?? (path.basename(file) === 'Cargo.toml' ? publicRegistries.rust : publicRegistries.python), tag: undefined, access: undefined, moreFiles: 0, why: 'they cannot be listed without running code of the package' };
}

function readText(file: string): string {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  return status?.isFile() === true && status.size <= 1024 * 1024 ? fs.readFileSync(file, 'utf8') : '';
}

const readJson = (file: string): unknown => parsed(readText(file));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller says that it was not understood.
    return undefined;
  }
}
