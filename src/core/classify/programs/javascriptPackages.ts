import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'package';
const local = effect('package', 'reversible', 'workspace', 'changes the packages of this project', { without: '--global --location=global' });
const globally = effect('package', 'reversible', 'machine', 'changes packages for the whole machine', { with: '--global --location=global' });
const registry = 'data that others download';
const installOptions =
  '-g|--global --location= -D|--save-dev|--dev -S|--save -O|--save-optional -E|--save-exact|--exact -P|--save-prod -B --save-peer --no-save --production --prod --omit= --include= --ignore-scripts --legacy-peer-deps --strict-peer-deps --force|-f --no-audit --audit=? --no-fund --fund=? --package-lock-only --no-package-lock --prefix=workdir -w|--workspace= --workspaces|-ws --include-workspace-root|-W -r|--recursive --filter|-F= -C|--dir|--cwd=workdir --registry=url --frozen-lockfile --no-frozen-lockfile --immutable --prefer-offline --offline --prefer-frozen-lockfile --no-optional --silent|-s --quiet --loglevel= --verbose --no-progress --dry-run! --latest|-L --interactive|-i --cache= --tag= --json --yes|-y --lockfile-only --shamefully-hoist --ignore-workspace --ignore-engines --network-timeout= --pure-lockfile --check-files --non-interactive --trust --verify-tree --mode= --inline-builds --check-cache --workspace-root --save-workspace-protocol --reporter= --no-color --engine-strict --install-links --foreground-scripts --backend= --os= --cpu=';
const install: CommandTable = { options: installOptions, operands: 'package...', handler: 'package-install', effects: [local, globally] };
const reading: CommandTable = { otherOptions: 'harmless', options: '--registry=url --prefix=workdir' };
const publishing: CommandTable = {
  otherOptions: 'harmless',
  options: '--dry-run! --tag= --access= --otp= --registry=url',
  effects: [effect('publish', 'irreversible', 'shared', `publishes a version: ${registry} cannot be taken back`)],
};
const unpublishing: CommandTable = { otherOptions: 'harmless', options: '--dry-run!', effects: [effect('publish', 'irreversible', 'shared', 'removes or blocks a published version that others use', { posture: 'deny' })] };
const account = (reason: string): CommandTable => ({ otherOptions: 'harmless', effects: [effect('network', 'recoverable', 'shared', reason)] });
const config: CommandTable = {
  operands: 'data...',
  commands: {
    'get|list|ls': reading,
    'set|delete|edit|fix|rm|unset': { otherOptions: 'harmless', effects: [effect('config', 'reversible', 'machine', 'changes the settings of the package manager: later installs obey them')] },
  },
  effects: [effect('config', 'reversible', 'machine', 'changes the settings of the package manager', { operands: 'some' })],
};
const cache: CommandTable = {
  operands: 'data...',
  commands: { 'verify|ls|list|dir|path|status': reading, 'clean|clear|add|delete|prune|rm': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'empties the download cache', { posture: 'routine' })] } },
};
const script: CommandTable = {
  options: '--if-present --ignore-scripts --silent|-s --prefix=workdir -w|--workspace= --workspaces|-ws --include-workspace-root -r|--recursive --filter|-F= -C|--dir|--cwd=workdir --parallel --stream --sequential --no-bail --workspace-concurrency= --resume-from= --report-summary --aggregate-output --reporter= --if-exists --bun|-b --watch --hot --smol --top-level -T --inspect --binaries-only --elide-lines= --no-color --loglevel= --quiet --verbose --topological-dev -A --all -p -i -j --jobs= --include= --exclude= --from= --since=?',
  operands: 'data...',
  optionsFirst: true,
  handler: 'package-script',
};
/** npm reads its own options behind the name as well, up to `--`. */
const npmScript: CommandTable = { ...script, optionsFirst: false, otherOptions: 'harmless', options: '--if-present --ignore-scripts --silent|-s --prefix=workdir -w|--workspace= --workspaces|-ws --include-workspace-root -C=workdir --script-shell=opaque --loglevel=' };
const exec: CommandTable = {
  options: '-y|--yes|--no -p|--package=package -c|--call|--shell-mode=shell -w|--workspace= --prefix=workdir --workspaces --include-workspace-root -r|--recursive --filter= --silent|-s -q|--quiet --bun -C|--dir=workdir --parallel --node-options= --prefer-offline --offline --no-install --ignore-existing --shell= --userconfig=opaque --cache= --registry=url -i --allow-build=',
  optionsFirst: true,
  operands: 'data...',
  handler: 'package-exec',
};

const setsScripts = effect('config', 'reversible', 'workspace', 'changes package.json, which may hold scripts', { posture: 'ask' });
/** Fields of package.json that nothing runs and nothing is installed by. */
const plainFields = 'name|version|description|keywords|homepage|bugs|license|author|contributors|funding|private|type|types|typings|main|module|exports|browser|sideEffects|files|engines|os|cpu|repository|browserslist';

const shared: Readonly<Record<string, CommandTable>> = {
  'install|i|add|ci|in|install-clean|clean-install|install-test|it|cit|update|up|upgrade|dedupe|ddp|link|ln|unlink|rebuild|rb|import|install-ci-test|patch-remove': install,
  'uninstall|remove|rm|un|r|prune': install,
  'ls|list|la|ll|view|info|show|v|outdated|explain|why|search|s|find|fund|root|prefix|bin|query|docs|home|repo|bugs|doctor|ping|help|whoami|licenses|check|dependents|diff|sbom|find-dupes|completion': reading,
  audit: { otherOptions: 'harmless', operands: 'data...', commands: { fix: { otherOptions: 'harmless', options: '--dry-run!', effects: [local] }, signatures: reading }, effects: [effect('package', 'reversible', 'workspace', 'raises versions of packages', { with: '--fix' })], options: '--fix' },
  'run|run-script|rum|urn': script,
  'test|t|tst|start|stop|restart|dev|build|lint|format|serve|preview|typecheck': { ...script, operands: 'data...' },
  'exec|x|dlx|bunx': exec,
  'create|init|innit': { ...exec, operands: 'data...', numericOption: true, effects: [effect('write', 'reversible', 'workspace', 'writes the files of a package', { operands: 'none' })] },
  explore: { optionsFirst: true, options: '--shell=opaque', operands: 'data command' },
  'star|unstar': account('marks a package in your name'),
  'stars|help-search': reading,
  edit: { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'machine', 'opens an editor that waits for a person', { posture: 'ask' })] },
  pack: { otherOptions: 'harmless', handler: 'package-install', options: '--ignore-scripts --dry-run! --pack-destination|--out|-o=write --json', effects: [effect('write', 'reversible', 'workspace', 'packs a tarball')] },
  publish: publishing,
  unpublish: unpublishing,
  'deprecate|undeprecate': account('marks a published version as not to be used'),
  'dist-tag|dist-tags': { operands: 'data...', commands: { 'ls|list': reading, '*': account('changes which version others get by default') } },
  'access|owner|team|org|profile|hook|trust': { operands: 'data...', commands: { 'ls|list|ls-packages|ls-collaborators|list-packages|list-collaborators|get|get-status': reading, '*': account('changes who may publish') } },
  'login|adduser|logout|token|add-user': account('changes the credentials of the registry'),
  'config|c': config,
  get: reading,
  'set': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes the settings of the package manager: later installs obey them')] },
  cache,
  version: { otherOptions: 'harmless', options: '--ignore-scripts', handler: 'package-install', effects: [effect('git-history', 'reversible', 'workspace', 'raises the version and tags it')] },
  'pkg|set-script': {
    operands: 'data...',
    commands: {
      get: reading,
      set: { otherOptions: 'harmless', operands: 'data...', effects: [{ ...setsScripts, operand: `^(?!(?:${plainFields})(?:[.=[]|$))` }, effect('write', 'reversible', 'workspace', 'changes package.json')] },
      '*': { otherOptions: 'harmless', effects: [setsScripts] },
    },
  },
  shrinkwrap: { effects: [local] },
};

const examples = [
  { command: 'npm ci', decision: 'allow', reversibility: 'reversible', blastRadius: 'workspace' },
  { command: 'npm install zod@3', decision: 'allow' },
  { command: 'npm i -g typescript', decision: 'ask', blastRadius: 'machine' },
  { command: 'npm ls --depth=0', decision: 'allow', reversibility: 'read-only' },
  { command: 'npm publish', decision: 'ask', reversibility: 'irreversible' },
  { command: 'npm publish --dry-run', decision: 'allow' },
  { command: 'npm unpublish acme-ui@1.0.0 --force', decision: 'deny' },
  { command: 'npm config set registry http://198.51.100.9', decision: 'ask' },
  { command: 'npm run build', decision: 'allow', files: { 'package.json': '{"scripts":{"build":"tsc"}}' } },
  { command: 'npm run clean', decision: 'ask', files: { 'package.json': '{"scripts":{"clean":"rm -rf dist ~/Documents"}}' } },
  { command: 'npm test', decision: 'allow', files: { 'package.json': '{"scripts":{"test":"jest"}}' } },
] as const;

/** Sub-commands that read options behind operands too, in a program whose scripts get all that stands behind their name. */
const ownOptions = (commands: Readonly<Record<string, CommandTable>>): Readonly<Record<string, CommandTable>> =>
  Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, { optionsFirst: false, ...command }]));

/** Package managers of JavaScript. Scripts are judged by what they run. */
export const javascriptPackages: readonly ProgramTable[] = [
  { names: ['npm'], family, everywhere: '--version|-v! --help|-h! --prefix=workdir --silent|-s --loglevel= --no-color', commands: { ...shared, 'run|run-script|rum|urn': npmScript, 'test|t|tst|start|stop|restart': { ...npmScript, operands: 'data...' } }, examples },
  {
    names: ['pnpm'],
    family,
    everywhere: '--version|-v! --help|-h! -C|--dir=workdir -r|--recursive --filter|-F= -w|--workspace-root --silent|-s --reporter= --filter-prod= --aggregate-output --stream --parallel --sequential --no-bail --if-present --workspace-concurrency= --resume-from= --report-summary --no-sort --reverse --changed-files-ignore-pattern= --test-pattern= --fail-if-no-match',
    operands: 'data...',
    handler: 'package-script',
    optionsFirst: true,
    commands: ownOptions({
      // What stands behind a script's name is the script's.
      'test|t|start|dev|build|lint|format|serve|preview|typecheck': { ...script, otherOptions: 'harmless', operands: 'data...' },
      ...shared,
      fetch: install,
      deploy: { otherOptions: 'harmless', operands: 'write', effects: [effect('write', 'reversible', 'workspace', 'copies a package with its dependencies')] },
      store: { operands: 'data...', commands: { 'path|status': reading, 'prune|add': { effects: [effect('package', 'reversible', 'machine', 'empties the package store', { posture: 'routine' })] } } },
      'patch|patch-commit|approve-builds|self-update|env|setup': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'changes packages or the package manager itself')] },
    }),
    examples: [
      { command: 'pnpm add -D vitest', decision: 'allow' },
      { command: 'pnpm add vitest -D', decision: 'allow' },
      { command: 'pnpm tsc --noEmit', decision: 'allow' },
      { command: 'pnpm biome check --write src/a.ts', decision: 'allow' },
      { command: 'pnpm rimraf --glob "../*"', decision: 'ask' },
      { command: 'pnpm --filter web tsc --noEmit', decision: 'allow', files: { 'pnpm-workspace.yaml': 'packages: [apps/*]', 'apps/web/package.json': '{"name":"web"}' } },
      { command: 'pnpm -r build', decision: 'allow', files: { 'package.json': '{"scripts":{"build":"tsc"}}' } },
      { command: 'pnpm lint', decision: 'allow', files: { 'package.json': '{"scripts":{"lint":"eslint ."}}' } },
    ],
  },
  {
    names: ['yarn', 'yarnpkg'],
    family,
    everywhere: '--version|-v! --help|-h! --cwd=workdir --silent|-s --verbose --offline --ignore-scripts --production --frozen-lockfile --immutable --non-interactive --network-timeout= --json --prefer-offline --force --mutex= --cache-folder= --no-progress --check-files',
    otherOptions: 'harmless',
    operands: 'data...',
    handler: 'package-script',
    optionsFirst: true,
    commands: ownOptions({
      // What stands behind a script's name is the script's.
      'test|t|start|dev|build|lint|format|serve|preview|typecheck': { ...script, otherOptions: 'harmless', operands: 'data...' },
      'upgrade-interactive': { otherOptions: 'harmless', operands: 'package...', effects: [effect('package', 'reversible', 'workspace', 'changes the packages of this project')] },
      ...shared,
      'global': { otherOptions: 'harmless', commands: { 'list|bin|dir': reading, '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'changes packages for the whole machine')] } } },
      workspace: { optionsFirst: true, operands: 'data...', handler: 'package-script' },
      npm: { operands: 'data...', commands: { 'audit|info|whoami': reading, 'publish': publishing, tag: { operands: 'data...', commands: { list: reading, '*': account('changes which version others get by default') } }, '*': account('changes the credentials of the registry') } },
      'workspaces|plugin|set|constraints|unplug|patch|patch-commit|policies|generate-lock-entry|autoclean|stage': { otherOptions: 'harmless', operands: 'data...', commands: { 'info|list|query': reading, foreach: { ...script, options: `${script.options ?? ''} -t|--topological -W|--worktree -R -v|--verbose -n|--dry-run! --no-private|--public` }, run: script, publish: publishing, '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'workspace', 'changes how the project gets its packages', { posture: 'ask' })] } } },
    }),
    effects: [effect('package', 'reversible', 'workspace', 'installs the packages of this project', { operands: 'none' })],
    examples: [
      { command: 'yarn install --frozen-lockfile', decision: 'allow' },
      { command: 'yarn', decision: 'allow' },
      { command: 'yarn', decision: 'ask', files: { 'package.json': '{"scripts":{"preinstall":"rm -rf ~/Documents"}}' } },
      { command: 'yarn tsc --noEmit', decision: 'allow' },
      { command: 'yarn workspaces foreach -Apt run build', decision: 'allow', files: { 'package.json': '{"scripts":{"build":"tsc"},"workspaces":["packages/*"]}' } },
      { command: 'yarn sort -o .husky/pre-commit x', decision: 'ask' },
      { command: 'yarn build', decision: 'allow', files: { 'package.json': '{"scripts":{"build":"tsc"}}' } },
    ],
  },
  {
    names: ['corepack'],
    family,
    optionsFirst: true,
    everywhere: '-h|--help! -v|--version!',
    operands: 'command',
    commands: {
      'enable|disable': { otherOptions: 'harmless', options: '--install-directory=write', operands: 'data...', effects: [effect('package', 'reversible', 'machine', 'puts package managers beside node, for every project of this machine', { posture: 'ask' })] },
      'install|prepare|hydrate|up|use|pack|cache': { otherOptions: 'harmless', operands: 'data...', effects: [effect('package', 'reversible', 'workspace', 'chooses which package manager the project uses')] },
    },
    examples: [{ command: 'corepack pnpm install', decision: 'allow' }, { command: 'corepack enable', decision: 'ask', reversibility: 'reversible', blastRadius: 'machine' }, { command: 'corepack use pnpm@9', decision: 'allow' }],
  },
  {
    names: ['bun'],
    family,
    everywhere: '--version|-v! --help|-h! --cwd=workdir --silent --bun|-b --revision! --no-color',
    options: '-e|--eval|-p|--print=code:javascript -r|--preload=script:javascript --env-file=read --watch --hot --smol -c|--config=opaque --inspect=? --filter|-F=',
    operands: 'script:javascript data...',
    optionsFirst: true,
    handler: 'package-script',
    commands: {
      'add|a|install|i': { ...install, options: `${installOptions} -d` },
      ...shared,
      test: { otherOptions: 'harmless', options: '--preload|-r=script:javascript -t= --timeout= --coverage-dir=write --reporter= --reporter-outfile=write', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'runs the tests')] },
      build: { otherOptions: 'harmless', options: '--outdir=write --outfile=write --target= --compile --minify', operands: 'data...', effects: [effect('write', 'reversible', 'workspace', 'bundles the project')] },
      pm: { operands: 'data...', commands: { 'ls|list|bin|hash|hash-string|hash-print|cache|whoami|why|view|untrusted|default-trusted': reading, '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'workspace', 'changes packages', { posture: 'ask' })] } } },
      c: { ...exec, operands: 'data...' },
      init: { otherOptions: 'harmless', operands: 'data...', effects: [effect('write', 'reversible', 'workspace', 'writes files of the project')] },
      'patch|patch-commit': { otherOptions: 'harmless', operands: 'data...', effects: [local] },
      feedback: { otherOptions: 'harmless', operands: 'read...', effects: [effect('network', 'irreversible', 'shared', 'sends files to others', { posture: 'ask' })] },
      exec: { optionsFirst: true, options: '--silent --env-file=read', operands: 'shell...' },
      repl: { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'irreversible', 'machine', 'opens a session in which anything can be typed', { uninspectable: true })] },
      upgrade: { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'replaces bun itself')] },
      getcompletes: { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'replaces bun itself')] },
    },
    examples: [
      { command: 'bun install', decision: 'allow' },
      { command: 'bun test', decision: 'allow' },
    ],
  },
  {
    names: ['npx', 'bunx', 'pnpx'],
    family,
    ...exec,
    options: `${exec.options ?? ''} --help|-h! --version|-v!`,
    examples: [
      { command: 'npx create-next-app@latest web --ts', decision: 'allow' },
      { command: 'npx shadcn@latest add button', decision: 'allow' },
      { command: 'npx acme-audit list', decision: 'ask' },
      { command: 'npx acme-audit list', decision: 'allow', facts: { trusted: [{ program: 'acme-audit', scope: 'reading' }] } },
      { command: 'npx ls', decision: 'ask' },
      { command: 'npx ls', decision: 'ask' },
      { command: 'npx vitest run src/cart', decision: 'allow' },
      { command: 'npx @evil/vitest run', decision: 'ask' },
      { command: 'npx rimraf dist', decision: 'allow' },
      { command: 'npx prisma migrate reset --force', decision: 'ask', reversibility: 'irreversible' },
      { command: 'npx some-unheard-of-thing', decision: 'ask' },
    ],
  },
  {
    names: ['ncu', 'npm-check-updates', 'npm-check', 'syncpack', 'depcheck', 'knip', 'license-checker', 'madge', 'dependency-cruiser', 'depcruise', 'publint', 'attw', 'size-limit', 'bundlesize', 'npmPkgJsonLint', 'sort-package-json', 'taze'],
    family,
    otherOptions: 'harmless',
    effects: [effect('write', 'reversible', 'workspace', 'may rewrite package.json')],
    examples: [{ command: 'depcheck', decision: 'allow' }],
  },
  {
    names: ['rush', 'release-it', 'semantic-release', 'np', 'bumpp', 'auto', 'beachball', 'jsr', 'vsce', 'ovsx', 'web-ext'],
    family: 'publish',
    everywhere: '--dry-run! --help! --version! -h!',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'list|ls|la|ll|changed|diff|info|status|show|search|verify-pat|metadata': reading,
      'run|exec|bootstrap|build|install|update|add|init|pre|version|create|link|clean|check|change|rebuild|lint|package|ls-publishers': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'workspace', 'works on the packages of this project')] },
      'unpublish|delete-publisher': unpublishing,
    },
    effects: [effect('publish', 'irreversible', 'shared', 'may publish versions that cannot be taken back')],
    examples: [
      { command: 'changeset status', decision: 'allow' },
      { command: 'semantic-release', decision: 'ask' },
      { command: 'semantic-release --dry-run', decision: 'allow' },
      { command: 'vsce publish', decision: 'ask' },
      { command: 'vsce package', decision: 'allow' },
    ],
  },
];
