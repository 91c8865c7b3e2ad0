import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { unknownPackage } from '../unknownProgram.ts';
import { readJsonScripts } from '../installScripts.ts';
import { manifestFor } from '../../resolve/packageScript.ts';
import { workspaceScripts } from '../../resolve/tasks/projectTasks.ts';

/** npm run NAME, npm test, yarn NAME, pnpm -F pkg NAME, bun run NAME: the script of the manifest, with the words behind it. */
export const packageScript: Handler = (invocation, scope) => {
  const { operands, path, program, span } = invocation;
  const verb = path.at(-1);
  const words = verb === 'workspace' ? operands.slice(1) : verb === 'foreach' || (verb === 'run' && path[0] === 'workspaces') ? operands.filter((word, index) => index > 0 || word.text !== 'run') : operands;
  const runs = verb === undefined || ['run', 'run-script', 'rum', 'urn', 'exec', 'workspace', 'workspaces', 'foreach'].includes(verb);
  const fixed = runs ? undefined : verb === 't' || verb === 'tst' ? 'test' : verb;
  const [named] = words;
  if (verb === 'workspace' && program === 'yarn' && /^(?:add|remove|install|up|upgrade|upgrade-interactive|dedupe|rebuild)$/.test(named?.text ?? '')) return [scope.effect({ kind: 'package', reversibility: 'reversible', blastRadius: 'workspace', rule: 'package.workspace', reason: 'changes the packages of one package of this repository' }, span)];
  // `yarn` alone installs.
  if (fixed === undefined && named === undefined) return verb === undefined && program === 'yarn' ? readJsonScripts(invocation, scope) : [];
  if (fixed === undefined && named?.text === undefined) return [scope.uninspectable('package.script', `which script \`${named?.raw ?? ''}\` is, is not known before it runs`, span)];
  const name = fixed ?? named?.text ?? '';
  const passed = words.slice(fixed === undefined ? 1 : 0);
  const selection = selectionOf(invocation, verb);
  if (selection !== undefined) return workspaceScripts(name, selection, passed, span, scope);
  if (runsPrograms(invocation, verb) && !hasScript(name, scope)) {
    // Without a script of that name, the program of a dependency is run.
    const [word] = fixed === undefined ? words : [{ text: name, raw: name, glob: false, splits: false, span }];
    if (word !== undefined && (scope.programs(name) !== undefined || manifestFor(scope.cwd, scope) !== undefined)) return programEffects(word, passed, scope);
  }
  return scope.packageScript(name, span, undefined, passed);
};

/** Packages that the command names, other than the one of the directory. */
function selectionOf(invocation: Invocation, verb: string | undefined): { readonly filters: readonly Argument[]; readonly all: boolean } | undefined {
  const isPnpm = invocation.program === 'pnpm';
  const named = verb === 'workspace' ? invocation.operands.slice(0, 1) : [];
  const filters = [...named, ...['--filter', ...(isPnpm ? [] : ['--workspace'])].flatMap((option) => invocation.values(option))];
  const all = filters.length === 0 && (['--workspaces', '--recursive'].some((option) => invocation.has(option)) || verb === 'workspaces' || verb === 'foreach' || invocation.path[0] === 'workspaces');
  return filters.length > 0 || all ? { filters, all } : undefined;
}

/** `yarn NAME`, `yarn run NAME`, `pnpm NAME` and bun run programs of dependencies as well as scripts; npm runs scripts alone. */
const runsPrograms = ({ program, path }: Invocation, verb: string | undefined): boolean =>
  program === 'yarn' ? verb === undefined || verb === 'run' || !(path[0] ?? '').startsWith('workspace') : program === 'pnpm' ? verb === undefined : program === 'bun' && (verb === undefined || verb === 'run');

function hasScript(name: string, scope: Scope): boolean {
  const manifest = manifestFor(scope.cwd, scope);
  return typeof manifest === 'object' && Object.hasOwn(manifest.scripts, name);
}

/** npx, pnpm dlx, bunx, uvx, pipx run: a package's program, by the table of its name. */
export const packageExec: Handler = (invocation, scope) => {
  const text = invocation.value('--call');
  if (text !== undefined) return text.text === undefined ? [scope.uninspectable('package.exec', 'what it would run is not known before it runs', text.span)] : scope.shell(text.text, text.span);
  const [program, ...rest] = invocation.operands;
  if (program === undefined) return [];
  if (program.text === undefined) return [scope.uninspectable('package.exec', `which program \`${program.raw}\` is, is not known before it runs`, program.span)];
  const generator = /^(?:create|init|innit|c)$/.test(invocation.path.at(-1) ?? '') ? generatorOf(program.text) : undefined;
  const fetches = ['npx', 'bunx', 'uvx', 'pipx'].includes(invocation.program) || ['dlx', 'x'].includes(invocation.path.at(-1) ?? '') || generator !== undefined;
  return programEffects(generator === undefined ? program : { ...program, text: generator }, rest, scope, fetches);
};

/** `npm create vite@latest` runs the package `create-vite`; a folder or an address is none. */
function generatorOf(spec: string): string | undefined {
  const found = /^(@[\w.-]+\/)?(?!create-)([\w.-]+)(@[\w.^~-]*)?$/.exec(spec);
  return found === null || spec.startsWith('.') ? undefined : `${found[1] ?? ''}create-${found[2] ?? ''}${found[3] ?? ''}`;
}

/** A program that comes with a package, by the table of its name. `fetches`: the package may come from the registry for this. */
function programEffects(program: Argument, rest: readonly Argument[], scope: Scope, fetches = false): readonly Effect[] {
  const text = program.text ?? '';
  if (/^(?:https?:|git[+:]|github:)/.test(text) || (fetches && /^\.{0,2}\//.test(text))) return [scope.uninspectable('package.exec', `runs code from \`${text}\``, program.span)];
  if (!fetches && /\.pyw?$/.test(text)) return scope.script('python', program, 'package.exec');
  const name = programOf(text);
  if (!fetches || isPackaged(name, scope)) return scope.command([{ ...program, text: name }, ...rest], program.span);
  // A program of this machine that only shares its name with a package says nothing about it.
  return scope.programs(name) === undefined ? unknownPackage(name, rest, program.span, scope) : [scope.uninspectable('package.exec', `nothing is known about the package \`${text}\``, program.span)];
}

/** Subjects whose programs come as packages of npm or PyPI under their own names. */
const packagedFamilies: ReadonlySet<string> = new Set('build project orm framework package deploy cloud infrastructure publish guard django data model'.split(' '));
/** Programs of other subjects that are packages of that name. */
const packagedNames: ReadonlySet<string> = new Set('rimraf del-cli cpy-cli mkdirp kill-port fkill tsx ts-node tree-cli prettier http-server serve node deno bun ipython yt-dlp httpie http cowsay'.split(' '));

/** A package that only shares its name with a known program (`npx ls`) is not known by that. */
function isPackaged(name: string, scope: Scope): boolean {
  return packagedNames.has(name) || packagedFamilies.has(scope.programs(name)?.family ?? '');
}

/** Program names of packages that are called otherwise. */
const renamed: Readonly<Record<string, string>> = {
  '@angular/cli': 'ng', '@nestjs/cli': 'nest', '@vue/cli': 'vue', 'aws-cdk': 'cdk', '@biomejs/biome': 'biome', 'ts-jest': 'jest', typescript: 'tsc', '@playwright/test': 'playwright', firebase: 'firebase', 'firebase-tools': 'firebase',
  'netlify-cli': 'netlify', 'vercel@latest': 'vercel', '@railway/cli': 'railway', 'supabase@latest': 'supabase', '@sentry/cli': 'sentry-cli', 'knex-cli': 'knex', '@redocly/cli': 'redocly', '@changesets/cli': 'changeset',
};

/** Scopes that belong to the makers of a known program. Another scope may hold anything under a known name. */
const trustedScope = /^@(?:angular|nestjs|vue|biomejs|playwright|redocly|changesets|sentry|tailwindcss|storybook|prisma|swc|babel|typescript-eslint|vitest|microsoft|graphql-codegen|commitlint|stryker-mutator|antfu|cloudflare|expo|ionic|capacitor|remix-run|sveltejs|astrojs|tauri-apps|electron-forge|openapitools|railway|shopify|google|aws-amplify|modelcontextprotocol)\//;

function programOf(spec: string): string {
  const bare = spec.replace(/(?<=.)@[^/@]*$/, '');
  return renamed[bare] ?? (trustedScope.test(bare) ? bare.replace(/^@[^/]+\//, '') : bare);
}
