// Builds every bundle from one table. `node esbuild.js [--watch]`
import { build, context } from 'esbuild';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The hook is started for every tool call: each of its bundles must stay lean (measured: 106 KB costs 7 ms over bare Node, 628 KB 71 ms). */
const hookLimitBytes = 160 * 1024;
/** What an allowed shell call loads, in this order: our own code, which must be within the same limit all together, and the parser. */
const ownParts = ['hook.cjs', 'run.cjs', 'agent-claude-code.cjs', 'engine.cjs'];
const parser = 'unbash.cjs';

/** Whether processes can be made to end at named steps: for `npm run faults` alone (src/node/faultPoint.ts). */
const define = { TAGOUT_FAULTS: String(process.argv.includes('--faults')) };

const node = { define, bundle: true, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'], minify: true, legalComments: 'none', logLevel: 'warning' };
const browser = { bundle: true, platform: 'browser', format: 'esm', target: 'es2022', minify: true, legalComments: 'none', logLevel: 'warning' };

/** A bundle that the hook loads by itself (src/node/compiledParts.ts): the function that it runs, so that no copy of the text is needed to make it one. */
const part = { ...node, banner: { js: '(function (exports, require, module, __filename, __dirname) {' }, footer: { js: '})' } };

/** A library in a bundle of its own beside the one that uses it. */
const beside = (name) => ({ name: `beside-${name}`, setup: (build) => build.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: `./${name}.cjs`, external: true })) });

/** The agents whose adapters the hook loads by name: each in the file of that name. */
const agents = ['vscode', 'claude-code', 'codex', 'gemini-cli', 'copilot-cli', 'qwen-code', 'opencode', 'cursor'];
const camelCase = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

/** Parts of the hook and its engine that most commands never need: each becomes a bundle of its own (of one file or several), loaded when it is first called. */
const lateParts = {
  'late-sql': ['src/core/classify/sql.ts'],
  'late-mcp': ['src/core/classify/mcp.ts'],
  'late-code': ['src/core/classify/interpreterCode.ts'],
  'late-http': ['src/core/classify/http.ts'],
  'late-powershell': ['src/core/shell/powershell.ts'],
  'late-cmd': ['src/core/shell/cmd.ts'],
  'late-redact': ['src/core/trace/redact.ts'],
  'late-services': ['src/core/trace/serviceSecrets.ts'],
  'late-inputs': ['src/core/trace/takenIn.ts'],
  'late-capture': ['src/core/trace/capture/captured.ts'],
  'late-payload': ['src/node/trace/payloadStore.ts'],
  'late-helper-log': ['src/node/trace/helperLog.ts'],
  'late-note-secrets': ['src/node/noteSecrets.ts'],
  'late-last-words': ['src/cli/lastWords.ts'],
  'late-task': ['src/core/resolve/task.ts'],
  'late-scripts': ['src/core/resolve/scriptFile.ts', 'src/core/resolve/packageScript.ts'],
  'late-history': ['src/core/classify/git/historyTarget.ts'],
  'late-forge': ['src/core/classify/http/forgeApi.ts'],
  'late-unknown': ['src/core/classify/unknownProgram.ts'],
  'late-names': ['src/core/classify/text/namesOnly.ts', 'src/core/shell/printedNames.ts'],
  'late-built': ['src/core/classify/builtProgram.ts'],
  'late-parameter': ['src/core/shell/takenApart.ts'],
  'late-decode': ['src/core/shell/decode.ts'],
  'late-shell': ['src/core/session/shellMemory.ts'],
  'late-pause': ['src/cli/pauseObjection.ts'],
  'late-denied': ['src/core/session/denied.ts'],
  'late-context': ['src/core/classify/ambientContext.ts'],
  'late-matches': ['src/core/resolve/matchedPaths.ts'],
  'late-globs': ['src/node/globMatches.ts'],
  'late-connection': ['src/core/classify/connection.ts'],
  'late-refusal': ['src/cli/refusalText.ts'],
  'late-explain': ['src/core/explain/alternatives.ts'],
  'late-builtins': ['src/core/shell/rareBuiltins.ts'],
  'late-calls': ['src/core/shell/calls.ts'],
  'late-removal': ['src/core/resolve/pathRemoval.ts'],
  'late-guard': ['src/core/resolve/guardReach.ts', 'src/core/classify/git/guarded.ts'],
  'late-settings': ['src/core/resolve/editorSettings.ts'],
  'late-guard-facts': ['src/node/archiveNames.ts', 'src/node/git/gitDiffering.ts', 'src/node/secondNames.ts'],
  'late-projects': ['src/core/resolve/tasks/projectTasks.ts'],
  'late-policy': ['src/node/policy/compilePolicy.ts'],
  'late-braces': ['src/core/shell/braces.ts'],
  'late-rules': ['src/core/policy/applyingRules.ts', 'src/core/freeze/evaluate.ts'],
  'late-freeze': ['src/node/freeze/book.ts', 'src/node/freeze/declaredFreezes.ts'],
  'late-freeze-files': ['src/node/freeze/compileFreezes.ts'],
  'late-environments': ['src/core/policy/environments.ts'],
};

/**
 * The handlers of programs, one bundle for each folder below `src/core/classify`: a command calls those of its own program at
 * most. What every git command calls stays with the engine.
 */
const handlerTable = 'src/core/classify/handlers.ts';
for (const [, folder, file] of readFileSync(handlerTable, 'utf8').matchAll(/^import \{.*\} from '\.\/(?:(\w+)\/)?(\w+\.ts)';$/gm)) {
  if (`${folder}/${file}` !== 'git/globals.ts') (lateParts[`late-${folder ?? 'other'}-handlers`] ??= []).push(join(dirname(handlerTable), folder ?? '', file));
}

/** Puts functions that load the real part in place of each late part that is chosen. Late parts export functions only. */
const lateWhere = (isChosen) => ({
  name: 'late',
  setup: (build) => {
    const names = new Map(Object.entries(lateParts).flatMap(([name, files]) => (isChosen(name) ? files.map((file) => [resolve(file), name]) : [])));
    build.onResolve({ filter: /^\.\/late-[a-z-]+\.cjs$/ }, ({ path }) => ({ path, external: true }));
    build.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir }) => (names.has(resolve(resolveDir, path)) ? { path: resolve(resolveDir, path), namespace: 'late' } : undefined));
    build.onLoad({ filter: /.*/, namespace: 'late' }, ({ path }) => {
      const exported = [...new Set([...readFileSync(path, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name))];
      return { contents: `let part;\nconst load = () => (part ??= require('./${names.get(path)}.cjs'));\n${exported.map((name) => `export const ${name} = (...words) => load().${name}(...words);`).join('\n')}`, loader: 'js' };
    });
  },
});
const late = lateWhere(() => true);
/** For parts that hold all they call, but for what few texts need. */
const lateServices = lateWhere((name) => name === 'late-services');

/**
 * Takes modules of Node as they are: esbuild copies each of their members into a new object once per file that imports
 * them, which costs the hook 2 ms of each start. Only members are ever used, no default export.
 */
const plainBuiltins = {
  name: 'plain-builtins',
  setup: (build) => {
    build.initialOptions.write = false;
    build.onEnd(({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) writeFileSync(path, text.replace(/[\w$]+\((require\("node:[\w/]+"\)),1\)/g, '$1'));
    });
  },
};

/** `vscode` is external for the extension alone, so that a stray import elsewhere breaks the build. */
const bundles = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'], target: 'node22' },
  { ...node, entryPoints: ['src/cli/hook.ts'], outfile: 'dist/hook.cjs', plugins: [plainBuiltins] },
  { ...part, entryPoints: ['src/cli/hookProcess.ts'], outfile: 'dist/run.cjs', plugins: [late, plainBuiltins] },
  // Loaded by the hook only for a proposal, for path rules, and when a person has to be asked.
  { ...part, entryPoints: ['src/cli/engine.ts'], outfile: 'dist/engine.cjs', plugins: [beside('unbash'), late] },
  ...Object.entries(lateParts).map(([name, files]) => ({ ...part, stdin: { contents: files.map((file) => `export * from './${file}';`).join('\n'), resolveDir: '.' }, outfile: `dist/${name}.cjs`, plugins: [beside('unbash'), ...(name === 'late-redact' ? [lateServices] : []), plainBuiltins] })),
  { ...part, entryPoints: ['unbash'], outfile: 'dist/unbash.cjs' },
  ...agents.map((agent) => ({ ...part, stdin: { contents: `export { ${camelCase(agent)} as adapter } from './src/adapters/${camelCase(agent)}.ts';`, resolveDir: '.' }, outfile: `dist/agent-${agent}.cjs` })),
  { ...part, entryPoints: ['src/cli/globs.ts'], outfile: 'dist/globs.cjs' },
  { ...part, entryPoints: ['src/cli/ask.ts'], outfile: 'dist/ask.cjs', plugins: [lateServices] },
  // Loaded by the editor window when a person changes a command.
  { ...part, entryPoints: ['src/cli/judgeAgain.ts'], outfile: 'dist/judge-again.cjs', plugins: [late] },
  // Started by itself to count rows: SQLite cannot be interrupted in the process that waits for it.
  { ...node, entryPoints: ['src/node/impact/rowCounter.ts'], outfile: 'dist/row-counter.cjs' },
  { ...node, entryPoints: ['src/cli/through.ts'], outfile: 'dist/through.cjs', plugins: [plainBuiltins] },
  { ...part, entryPoints: ['src/cli/run/approvedProcess.ts'], outfile: 'dist/approved.cjs', plugins: [beside('unbash'), late, plainBuiltins] },
  { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/tagout.cjs', banner: { js: '#!/usr/bin/env node' } },
  { ...browser, entryPoints: ['src/webview/approval.ts'], outdir: 'dist/webview' },
  { ...browser, entryPoints: ['src/webview/trace.ts'], outdir: 'dist/webview' },
  { ...browser, entryPoints: ['src/webview/traceBoard.ts'], outdir: 'dist/webview' },
].filter(({ entryPoints = [] }) => entryPoints.every((file) => existsSync(file) || !file.startsWith('src/')));

/**
 * Writes every program table as `dist/knowledge/<first name>.json`, and its other names into small files under
 * `dist/knowledge/names`: the hook reads what it needs for one program instead of carrying them all.
 */
async function writeKnowledge() {
  const outfile = 'dist/knowledge.tmp.mjs';
  const contents = "export { catalogue } from './src/core/classify/programs/catalogue.ts'; export { aliasShard } from './src/core/classify/aliasShard.ts'; export { coveragePage } from './src/core/classify/coveragePage.ts';";
  await build({ bundle: true, format: 'esm', platform: 'node', stdin: { contents, resolveDir: '.' }, outfile, logLevel: 'warning' });
  const { catalogue, aliasShard, coveragePage } = await import(`${pathToFileURL(outfile).href}?${Date.now()}`);
  rmSync(outfile);
  rmSync('dist/knowledge', { recursive: true, force: true });
  mkdirSync('dist/knowledge/names', { recursive: true });
  // What is covered, for people.
  writeFileSync('dist/knowledge/COVERAGE.md', coveragePage(catalogue));
  const taken = new Map();
  const shards = new Map();
  for (const { examples, names, ...table } of catalogue) {
    const [first, ...others] = names;
    for (const name of names) {
      // Also names that differ by case only: a package for every system cannot hold both.
      const other = taken.get(name.toLowerCase());
      if (other !== undefined) throw new Error(`two tables are named \`${name}\` (also as \`${other}\`): keep one`);
      taken.set(name.toLowerCase(), name);
    }
    // Sub-commands are read when they are called (`StoredCommand`).
    const commands = table.commands === undefined ? {} : { commands: Object.fromEntries(Object.entries(table.commands).map(([key, command]) => [key, JSON.stringify(command)])) };
    writeFileSync(`dist/knowledge/${first}.json`, JSON.stringify({ ...table, ...commands, names: [first], examples: [] }));
    for (const name of others) shards.set(aliasShard(name), { ...shards.get(aliasShard(name)), [name]: first });
  }
  for (const [file, names] of shards) writeFileSync(`dist/knowledge/names/${file}`, JSON.stringify(names));
}

if (existsSync('src/core/classify/programs/catalogue.ts')) await writeKnowledge();

/** The format of a policy as a JSON Schema, for the editor: made of the one that reads it. */
async function writePolicySchema() {
  const outfile = 'dist/schema.tmp.mjs';
  await build({ bundle: true, format: 'esm', platform: 'node', entryPoints: ['src/node/policy/policySchema.ts'], outfile, logLevel: 'warning' });
  const { policyJsonSchema } = await import(`${pathToFileURL(outfile).href}?${Date.now()}`);
  rmSync(outfile);
  writeFileSync('dist/policy.schema.json', JSON.stringify(policyJsonSchema()));
}

await writePolicySchema();

/** The icon font of the editor, for the webviews (CC-BY-4.0, named in the README). */
mkdirSync('dist/webview', { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf']) copyFileSync(`node_modules/@vscode/codicons/dist/${file}`, `dist/webview/${file}`);

if (process.argv.includes('--watch')) {
  for (const options of bundles) await (await context(options)).watch();
} else {
  await Promise.all(bundles.map((options) => build(options)));
  // Kept compiled forms belong to the bundles before.
  rmSync('dist/cache', { recursive: true, force: true });
  const bytesOf = (name) => statSync(`dist/${name}`).size;
  const refuse = (what, bytes, limit) => {
    if (bytes <= limit) return;
    console.error(`${what}: ${bytes} bytes; the limit is ${limit}`);
    process.exit(1);
  };
  // Reads a policy as people write it, with the libraries for that: once after each change of a file, not for each call.
  refuse('dist/late-policy.cjs', bytesOf('late-policy.cjs'), 320 * 1024);
  // The same for freezes: besides, calendars and zones.
  refuse('dist/late-freeze-files.cjs', bytesOf('late-freeze-files.cjs'), 480 * 1024);
  for (const name of [...ownParts, parser, 'globs.cjs', 'ask.cjs', ...Object.keys(lateParts).filter((part) => part !== 'late-policy' && part !== 'late-freeze-files').map((part) => `${part}.cjs`)]) refuse(`dist/${name}`, bytesOf(name), hookLimitBytes);
  const own = ownParts.map(bytesOf).reduce((one, other) => one + other);
  console.log(`an allowed shell call loads ${ownParts.map((name) => `${name} ${bytesOf(name)}`).join(' + ')} = ${own} bytes (limit ${hookLimitBytes}), and ${parser} ${bytesOf(parser)}`);
  refuse('what an allowed shell call loads of our own code', own, hookLimitBytes);
}
