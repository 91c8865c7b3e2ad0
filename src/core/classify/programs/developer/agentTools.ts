import { effect, type ProgramTable } from '../../programTable.ts';
import { does, reads, runs } from '../shapes.ts';
import { allow, ask, builds, familyShapes, generates, installs, installsHere, publishes, reading } from './kinds.ts';

const { acts, converts, groups, tells } = familyShapes('project');

/** Starts an agent of its own, or writes into the session of one: its acts are asked about by themselves where it has our hooks. */
const startsAgent = effect('execute', 'recoverable', 'workspace', 'starts or tells another agent, whose acts are not part of this one', { posture: 'ask', trustable: 'verb' });
const removesTree = [
  effect('git-discard', 'recoverable', 'machine', 'removes a work tree with its branch', { without: '-f --force' }),
  effect('git-discard', 'irreversible', 'machine', 'removes a work tree with what is uncommitted in it', { with: '-f --force' }),
];
const changesVersion = effect('git-history', 'reversible', 'workspace', 'changes the version, and commits and tags it here');
const pushesVersion = effect('git-remote', 'recoverable', 'shared', 'changes the version, commits and tags it, and pushes both where its configuration says so');
const rewritesRemote = effect('git-remote', 'recoverable', 'shared', 'pushes branches again, by force where they were rewritten');

/** What has grown up around coding agents, and smaller checkers, formatters and builders of many languages. */
export const agentTools: readonly ProgramTable[] = [
  // In front of another command, of which less is shown
  groups('rtk', {
    'gain|discover|cc-economics|session|learn|verify|smart|deps|log|env|version|help': reading,
    'read|json': reads('-l|--level= -m|--max-lines= -n', 'read...'),
    init: does(effect('config', 'reversible', 'machine', 'puts itself in front of what agents run', { posture: 'ask' })),
    'proxy|test|err|summary|lint|format': runs('-v -u|--ultra-compact'),
  }, { operands: 'command...', optionsFirst: true, options: '-v -u|--ultra-compact --skip-env', examples: [allow('rtk git status'), allow('rtk proxy cat -A src/a.ts'), allow('rtk test cargo test'), ask('rtk git reset --hard'), ask('rtk proxy rm -rf ~/Documents'), ask('rtk init -g')] }),
  groups('workmux gwq', {
    'list|ls|status|path|get|dashboard|capture|wait|docs|changelog|completion|config-reference|last-agent|last-done': reading,
    'init|open|close|rename|merge|claude|sync-files|cd|switch': does(effect('git-history', 'reversible', 'workspace', 'opens, closes or merges work trees of this repository')),
    'add|run|send|set-window-status': does(startsAgent),
    'remove|rm|cleanup': does(removesTree, '-f|--force --gone --all'),
  }, { examples: [allow('workmux list'), ask('workmux add feat/x -p "do it"'), ask('workmux remove feat-x -f')] }),
  groups('entire', { 'status|list|explain|doctor|search|trace|version|help|activity|dispatch': reading, 'checkpoint|checkpoints|session|sessions': { otherOptions: 'harmless', commands: { 'list|ls|show|info|explain|search|current': reading } } }, { examples: [allow('entire status'), ask('entire rewind --to 1234567')] }),
  groups('openspec', { 'list|ls|view|show|validate|status|schemas|instructions|templates': reading, 'init|update|archive|change|spec|new|config': does(generates) }, { examples: [allow('openspec validate add-tax --strict')] }),
  groups('specify', { 'check|version': reading, 'init': does(generates) }),
  groups('task-master task-master-ai', { 'list|next|show|complexity-report|validate-dependencies|help': reading, 'models|login|tags|use-tag|init': does(generates), '*': does(generates) }, { examples: [allow('task-master next')] }),
  tells('ccusage claude-code-log splitrail', '-o|--output=write'),
  groups('agent-browser playwright-cli', {
    'snapshot|screenshot|console|network|tab-list|tabs|get|is|list|pdf|trace|cookies-list|help': does([], '-o|--output|--path|--filename=write'),
    'open|goto|navigate|back|forward|reload|close|close-all|install|resize|wait|scroll|hover|set': does(builds),
  }, { examples: [allow('agent-browser open http://localhost:3000'), ask('agent-browser click @e3')] }),
  groups('spr gh-stack av', { 'status|st|version|info|log|tree|diff': reading, 'update|up|land|merge|submit|sync|push|pr|diff-update': does(rewritesRemote), '*': does(effect('git-history', 'reversible', 'workspace', 'moves branches of this repository')) }, { examples: [ask('spr update')] }),
  // JavaScript
  acts('ts-standard sherif manypkg markdown-link-check html-validate', builds, '-o|--output|--outfile=write -c|--config=read --fix', { examples: [allow('npx sherif --fix')] }),
  acts('openapi-typescript gql.tada gql-tada orval swagger-typescript-api', generates, '-o|--output|--out=write -c|--config=read', { operands: 'data...', examples: [allow('npx openapi-typescript openapi.yaml -o src/api.ts')] }),
  groups('shx', {}, { operands: 'command...', optionsFirst: true, options: '-s|--silent', examples: [allow('shx ls src'), allow('shx rm -rf dist'), ask('shx rm -rf ~/Documents')] }),
  // Python
  acts('pytype pyrefly darglint import-linter lint-imports creosote fawltydeps flynt fixit pyrate', builds, '-o|--output=write --config=read', { examples: [allow('pyrefly check src')] }),
  acts('ssort', generates, '--check! --diff!', { operands: 'data...' }),
  acts('bumpversion bump-my-version bump2version standard-version', changesVersion, '-n|--dry-run! -r|--release-as= -p|--prerelease=? -i|--infile=write -t|--tag-prefix= --config-file=read --new-version= --current-version=', { operands: 'data...', examples: [allow('bump-my-version bump patch'), allow('npx standard-version --release-as minor')] }),
  groups('bumpver', { 'show|test|grep': reading, 'init': does(generates), 'update': does([{ ...pushesVersion, without: '--no-push' }, changesVersion], '-d|--dry! -n|--no-fetch --no-commit --no-tag-commit --no-push --set-version= --pin-date --date= --tag= -t= --major --minor --patch') }, { examples: [allow('bumpver update --patch --dry'), allow('bumpver update --patch --no-push'), ask('bumpver update --patch')] }),
  acts('cibuildwheel auditwheel delocate-wheel', builds, '--output-dir|-w|--wheel-dir=write --config-file=read', { operands: 'data...' }),
  acts('nbconvert jupyter-nbconvert', builds, '--output|--output-dir=write --to= --execute --inplace', { operands: 'data...' }),
  // Go
  acts('swag', generates, '-o|--output=write -g|--generalInfo= -d|--dir=', { operands: 'data...' }),
  groups('goreleaser', { 'check|healthcheck|jsonschema|man|completion|verify-release': reading, 'build|init|changelog': does(builds, '-o|--output=write -f|--config=read'), 'release|r|continue|publish|announce': does([{ ...publishes, without: '--snapshot' }, { ...builds, with: '--snapshot' }], '--snapshot --skip= -f|--config=read') }, { examples: [allow('goreleaser release --snapshot --clean'), ask('goreleaser release --clean')] }),
  // JVM and .NET
  acts('spotless bloop fsautocomplete', builds, ''),
  groups('csharpier fantomas tombi', { 'check|lint|server|pipe-files|version|lsp': reading, 'format': does(generates) }, { operands: 'write...', options: '--check! --out|--output=write -r|--recurse', examples: [allow('csharpier check .'), allow('fantomas src')] }),
  groups('nuget paket', {
    'list|locals|verify|sources-list|show-installed-packages|show-groups|outdated|find-packages|find-package-versions|find-refs|why|help|version': reading,
    'restore|install|update|add|remove|pack|spec|init|simplify|auto-restore|convert-from-nuget|generate-load-scripts|clear-cache|fix-nuspecs': does(installsHere, '-OutputDirectory|-o|--output=write'),
    'push|delete|sign|trusted-signers': does(publishes),
    'sources|config|setapikey|client-certs': does(installs),
  }, { examples: [allow('nuget restore acme.sln'), ask('nuget push a.nupkg')] }),
  acts('cpack', builds, '-B=write -C= -G= --config=read -D='),
  converts('csv2md md2csv', 'read write', '-o|--output=write -i|--input=read'),
];
