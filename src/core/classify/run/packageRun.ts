import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { readJsonScripts } from '../installScripts.ts';
import { joinPath } from '../../resolve/lexicalPath.ts';

/** npm run NAME, npm test, yarn NAME, pnpm -F pkg NAME, bun run NAME: the script of the manifest. */
export const packageScript: Handler = (invocation, scope) => {
  const named = invocation.operands[0];
  const verb = invocation.path.at(-1);
  const runs = verb === undefined || ['run', 'run-script', 'rum', 'urn', 'exec', 'workspace', 'workspaces'].includes(verb);
  const fixed = runs ? undefined : verb === 't' || verb === 'tst' ? 'test' : verb;
  // `yarn` alone installs.
  if (fixed === undefined && named === undefined) return verb === undefined && invocation.program === 'yarn' ? readJsonScripts(invocation, scope) : [];
  if (fixed === undefined && named?.text === undefined) return [scope.uninspectable('package.script', `which script \`${named?.raw ?? ''}\` is, is not known before it runs`, invocation.span)];
  const name = fixed ?? named?.text ?? '';
  const directories = directoriesOf(invocation, scope);
  const scripts = directories.flatMap((directory) => scope.packageScript(name, invocation.span, directory));
  return [...scripts, ...passedOn(invocation, fixed === undefined ? 1 : 0, scope)];
};

/** `--prefix DIR`, `-w packages/api`, `--cwd DIR`; undefined = the working directory. */
function directoriesOf(invocation: Invocation, scope: Scope): readonly (string | undefined)[] {
  const words = ['--prefix', '--workspace', '--cwd', '--dir', '--filter'].flatMap((option) => invocation.values(option));
  if (words.length === 0) return [undefined];
  return words.map((word) => {
    if (word.text === undefined) return '/nonexistent';
    const direct = scope.resolve(word.text);
    const candidates = [direct, joinPath(scope.world.root, `packages/${word.text.replace(/^@[^/]+\//, '')}`), joinPath(scope.world.root, `apps/${word.text.replace(/^@[^/]+\//, '')}`)];
    return candidates.find((one) => one !== undefined && scope.readText(joinPath(one, 'package.json')) !== undefined) ?? direct;
  });
}

/** Words behind the script's name are given to its last command; one that would loosen it must not slip by. */
function passedOn(invocation: Invocation, from: number, scope: Scope): readonly Effect[] {
  const risky = invocation.words.find((word) => word.text !== undefined && /^--(?:accept-data-loss|force-reset|force|prod|production|yes-i-.*|hard)$/.test(word.text));
  const unknown = invocation.operands.slice(from).find((word): word is Argument => word.text === undefined && word.splits);
  const word = risky ?? unknown;
  return word === undefined || (risky !== undefined && invocation.has(risky.text ?? '')) ? [] : [scope.uninspectable('package.script-words', `\`${word.raw}\` is passed on to the script and may change what it does`, word.span)];
}

/** npx, pnpm dlx, bunx, uvx, pipx run: a package's program, by the table of its name. */
export const packageExec: Handler = (invocation, scope) => {
  const text = invocation.value('--call');
  if (text !== undefined) return text.text === undefined ? [scope.uninspectable('package.exec', 'what it would run is not known before it runs', text.span)] : scope.shell(text.text, text.span);
  const [program, ...rest] = invocation.operands;
  if (program === undefined) return [];
  if (program.text === undefined) return [scope.uninspectable('package.exec', `which program \`${program.raw}\` is, is not known before it runs`, program.span)];
  const name = programOf(program.text);
  if (/^(?:https?:|git[+:]|github:|\.{0,2}\/)/.test(program.text)) return [scope.uninspectable('package.exec', `runs code from \`${program.text}\``, program.span)];
  if (scope.programs(name) === undefined) return [scope.uninspectable('package.exec', `nothing is known about the package \`${program.text}\``, program.span)];
  return scope.command([{ ...program, text: name }, ...rest], program.span);
};

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
