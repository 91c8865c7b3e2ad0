import { effect, type ProgramTable } from '../../programTable.ts';
import { changes, changesMachine, family, machine, project, publishing, unpublishing, withdrawing } from './kinds.ts';

/** Package managers of Ruby, PHP, Elixir and Erlang, with the commands that run a project there. */
export const scriptedLanguages: readonly ProgramTable[] = [
  {
    names: ['gem'],
    family,
    everywhere: '-h|--help! -V --version|-v! --verbose -q|--quiet --config-file=opaque --no-document -N',
    commands: {
      'list|search|info|specification|which|contents|dependency|environment|env|outdated|stale|query|sources|help|check|rdoc|server|fetch|unpack|lock|mirror|signin': { otherOptions: 'harmless', options: '-e|--editor=program' },
      build: { otherOptions: 'harmless', options: '-o|--output=write', operands: 'script:ruby', effects: [project] },
      open: { otherOptions: 'harmless', effects: [effect('execute', 'irreversible', 'machine', 'opens an editor in which anything can be run', { uninspectable: true })] },
      'generate_index|cert': { otherOptions: 'harmless', options: '-o|--output=write', effects: [project] },
      'push|publish': publishing,
      yank: unpublishing,
      owner: withdrawing,
      '*': { otherOptions: 'harmless', operands: 'data...', options: '--source=url -i|--install-dir=write', effects: [machine] },
    },
    examples: [{ command: 'gem list', decision: 'allow' }, { command: 'gem install rails', decision: 'ask' }, { command: 'gem push a.gem', decision: 'ask' }],
  },
  {
    names: ['bundle', 'bundler'],
    family,
    everywhere: '-h|--help! -V --version|-v! --no-color -r|--retry= --verbose',
    commands: {
      'install|update|add|remove|lock|package|cache|init|clean|binstubs|pristine|gem|inject|doctor|fund|plugin|viz|platform': { otherOptions: 'harmless', options: '--gemfile= --path=write --jobs|-j= --with= --without= --group= --deployment', handler: 'package-install', effects: [project] },
      'list|show|info|outdated|check|licenses|env|version': { otherOptions: 'harmless' },
      'help|open': { otherOptions: 'harmless', effects: [effect('execute', 'reversible', 'machine', 'opens a pager or an editor, which runs what is typed', { posture: 'ask' })] },
      'exec|e': { optionsFirst: true, options: '--keep-file-descriptors --gemfile=', operands: 'data...', handler: 'package-exec' },
      config: { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'workspace', 'changes where gems come from')] },
      console: { otherOptions: 'harmless', effects: [effect('execute', 'irreversible', 'machine', 'opens a console in which anything can be run', { uninspectable: true })] },
    },
    effects: [effect('package', 'reversible', 'workspace', 'installs the gems of this project', { operands: 'none' })],
    examples: [
      { command: 'bundle install', decision: 'allow' },
      { command: 'bundle exec rspec', decision: 'allow' },
      { command: 'bundle exec rake db:schema:load', decision: 'ask', reversibility: 'irreversible' },
    ],
  },
  {
    names: ['composer', 'composer.phar'],
    family,
    runsProject: true,
    everywhere: '-h|--help! -V|--version! -q|--quiet -v|-vv|-vvv|--verbose -n|--no-interaction --ansi --no-ansi -d|--working-dir=workdir --profile --no-plugins --no-scripts --no-cache --dry-run!',
    commands: {
      'install|i|update|u|upgrade|require|r|remove|rm|dump-autoload|dumpautoload|init|create-project|reinstall|bump|archive': { otherOptions: 'harmless', options: '--repository=url -o --no-dev -W', effects: [project] },
      'show|info|outdated|validate|diagnose|audit|licenses|why|depends|why-not|prohibits|search|status|suggests|fund|check-platform-reqs|about|list|help|browse|home': { otherOptions: 'harmless' },
      'run-script|run': { optionsFirst: true, options: '--dev --no-dev --timeout= -l|--list!', operands: 'data...', effects: [effect('execute', 'irreversible', 'machine', 'runs a script that composer.json does not hold', { uninspectable: true })] },
      exec: { optionsFirst: true, options: '-l|--list!', operands: 'command' },
      'global|self-update|config|clear-cache|clearcache|cc': { otherOptions: 'harmless', operands: 'data...', effects: [machine] },
      '*': { style: 'none', operands: 'data...', effects: [effect('execute', 'irreversible', 'machine', 'runs a script of composer.json that could not be read', { uninspectable: true })] },
    },
    examples: [{ command: 'composer install --no-dev', decision: 'allow' }, { command: 'composer show', decision: 'allow' }],
  },
  {
    names: ['mix', 'rebar3', 'iex', 'elixir', 'elixirc'],
    family,
    stdin: { role: 'code:other', operands: 'none' },
    options: '-e|--eval=opaque -S= -r=opaque --no-halt --version! -v! --help! -h!',
    otherOptions: 'harmless',
    commands: {
      'ecto.drop|ecto.reset|ecto.rollback': { otherOptions: 'harmless', handler: 'orm-reset' },
      'ecto.migrate|ecto.setup': { otherOptions: 'harmless', handler: 'orm-apply' },
      'ecto.create|ecto.gen.migration|ecto.migrations|ecto.dump|ecto.load': changes,
      'hex.publish': publishing,
      'hex.retire': unpublishing,
      'hex.owner': withdrawing,
      'local.hex|local.rebar|archive.install|escript.install|hex.user': changesMachine,
      'run|eval|do|cmd': { operands: 'opaque...', otherOptions: 'harmless' },
      'hex.info|hex.outdated|hex.search|help|deps|deps.tree|xref|profile.tprof|app.tree|phx.routes': { otherOptions: 'harmless' },
      'release|deps.get|deps.update|deps.clean|deps.compile|deps.unlock|compile|test|format|new|clean|credo|dialyzer|docs|phx.new|phx.server|phx.gen.*|phx.digest|assets.*|gettext.*|coveralls|coveralls.*|check|precommit|igniter.*|sobelow|ct|eunit|shell|get-deps|upgrade|tree|lock':
        { otherOptions: 'harmless', effects: [effect('execute', 'reversible', 'workspace', 'builds, tests or changes the project')] },
    },
    variables: { DATABASE_URL: 'connection', MIX_ENV: 'environment' },
    examples: [
      { command: 'mix test', decision: 'allow' },
      { command: 'mix ecto.drop', decision: 'ask', reversibility: 'irreversible' },
      { command: 'mix ecto.reset', decision: 'ask', reversibility: 'irreversible' },
    ],
  },
];
