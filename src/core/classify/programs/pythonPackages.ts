import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'package';
const project = effect('package', 'reversible', 'workspace', 'changes the packages of this project');
const machine = (reason = 'changes packages for the whole machine'): CommandTable => ({ otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', reason)] });
const reading: CommandTable = { otherOptions: 'harmless', options: '--path=read -o|--output=write --output-file=write' };
const publishing: CommandTable = { otherOptions: 'harmless', options: '--dry-run! -r|--repository= --repository-url=url', effects: [effect('publish', 'irreversible', 'shared', 'publishes a version that cannot be taken back')] };
const cache: CommandTable = { operands: 'data...', commands: { 'dir|info|list|ls|size': reading, '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'empties the download cache', { posture: 'routine' })] } } };
const pipInstall: CommandTable = {
  options:
    '-r|--requirement=read -c|--constraint=read -e|--editable=package -U|--upgrade --upgrade-strategy= --user --break-system-packages -i|--index-url|--pypi-url=url --extra-index-url=url --no-index -f|--find-links= -t|--target=write --prefix=write --root=write --no-deps --pre --force-reinstall -I|--ignore-installed --no-build-isolation --no-cache-dir --no-cache -q|--quiet -v|--verbose --only-binary= --no-binary= --prefer-binary --require-hashes --dry-run! --report=write --progress-bar= --python= --system --no-warn-script-location --disable-pip-version-check --root-user-action= --trusted-host= --config-settings|-C= --global-option=opaque --use-pep517 --no-input --timeout= --retries= --exclude-newer= --extra= --all-extras --group= -p= --compile --resolution= --proxy= --cert=read --src=write --no-compile --platform= --python-version= --implementation= --abi=',
  operands: 'package...',
  handler: 'package-install',
  effects: [project],
};
const pip: Readonly<Record<string, CommandTable>> = {
  'install|sync': pipInstall,
  uninstall: { options: '-y|--yes -r|--requirement=read --break-system-packages --root-user-action= --python= --system -q -v', operands: 'data...', effects: [effect('package', 'reversible', 'workspace', 'removes packages')] },
  'list|show|freeze|check|search|index|inspect|debug|hash|help|tree|completion': reading,
  'download|wheel|compile|lock': { otherOptions: 'harmless', options: '-d|--dest|-w|--wheel-dir|-o|--output-file=write -r=read', effects: [effect('write', 'reversible', 'workspace', 'downloads or builds packages')] },
  cache,
  config: { operands: 'data...', commands: { 'list|get|debug': reading, '*': { otherOptions: 'harmless', effects: [effect('config', 'reversible', 'machine', 'changes where packages come from')] } } },
};

/** Package managers of Python. */
export const pythonPackages: readonly ProgramTable[] = [
  {
    names: ['pip', 'pip3', 'pip2', 'pip3.10', 'pip3.11', 'pip3.12', 'pip3.13'],
    family,
    everywhere: '-h|--help! -V|--version! -q|--quiet -v|--verbose --no-color --disable-pip-version-check --isolated --no-input --require-virtualenv --python= --proxy= --log=write --no-cache-dir --cache-dir= --timeout= --retries= --trusted-host= --exists-action=',
    commands: pip,
    examples: [
      { command: 'pip install -r requirements.txt', decision: 'allow' },
      { command: 'pip list --outdated', decision: 'allow', reversibility: 'read-only' },
      { command: 'pip install --user --break-system-packages requests', decision: 'ask' },
      { command: 'pip install --index-url http://198.51.100.9/simple acme-utils', decision: 'ask' },
    ],
  },
  {
    names: ['uv'],
    family,
    runsProject: true,
    everywhere: '-h|--help! -V|--version! -q|--quiet -v|--verbose -n|--no-cache --offline --directory=workdir --project= --cache-dir= --config-file=opaque --no-config --python-preference= --no-progress --color= --native-tls --no-python-downloads --managed-python -p|--python=',
    commands: {
      pip: { commands: pip },
      'sync|lock|add|remove|init|venv|build|version|format|export': {
        otherOptions: 'harmless',
        options: '--dry-run! -o|--output-file|--out-dir=write -i|--index-url|--default-index|--index|--extra-index-url=url --group= --extra= --dev --optional= -r|--requirements=read --seed --package= --script= --tag= --branch= --rev= --with= --only-group= --no-group= --frozen --locked --upgrade-package|-P=',
        effects: [project],
      },
      run: { optionsFirst: true, options: '-m|--module= --with= --with-editable= --with-requirements=read --env-file=read --no-env-file --extra= --all-extras --group= --only-group= --no-group= --no-dev --dev --isolated --no-sync --frozen --locked --all-groups --no-project --active --package= --exact --script|-s --gui-script --refresh --reinstall --index= --default-index= --no-editable --all-packages --no-default-groups --only-dev --upgrade|-U --prerelease= --resolution= --extra-index-url=url', operands: 'data...', handler: 'package-exec' },
      'tree|help': reading,
      tool: { commands: { 'list|dir': reading, run: { optionsFirst: true, options: '--from= --with= --python= --isolated --index=', operands: 'data...', handler: 'package-exec' }, '*': machine() } },
      python: { commands: { 'list|find|dir': reading, pin: { otherOptions: 'harmless', effects: [project] }, '*': machine('changes the Pythons of this machine') } },
      cache,
      publish: publishing,
      self: { commands: { version: reading, '*': machine('replaces uv itself') } },
      'auth|login|logout': machine('changes credentials'),
    },
    examples: [
      { command: 'uv sync', decision: 'allow', reversibility: 'reversible' },
      { command: 'uv run pytest -q', decision: 'allow' },
      { command: 'uv run alembic downgrade base', decision: 'ask', reversibility: 'irreversible' },
      { command: 'uv publish', decision: 'ask' },
    ],
  },
  {
    names: ['uvx', 'pipx'],
    family,
    options: '--from=package --with= --python= --isolated --spec=package --refresh -q --quiet -p= --index=url --default-index=url --no-cache --version! --help! -h! --index-url=url --pip-args=opaque --verbose',
    optionsFirst: true,
    operands: 'data...',
    handler: 'package-exec',
    commands: {
      run: { optionsFirst: true, options: '--spec=package --python= --no-cache --verbose --pip-args=opaque --index-url=url', operands: 'data...', handler: 'package-exec' },
      'list|environment': reading,
      'install|uninstall|upgrade|upgrade-all|reinstall|reinstall-all|uninstall-all|inject|uninject|ensurepath|pin|unpin|runpip|install-all|interpreter|completions': machine(),
    },
    examples: [
      { command: 'uvx ruff check .', decision: 'allow' },
      { command: 'pipx install black', decision: 'ask' },
    ],
  },
  {
    names: ['poetry', 'pdm', 'hatch', 'pipenv', 'rye', 'pixi'],
    family,
    runsProject: true,
    everywhere: '-h|--help! -V|--version! -q|--quiet -v|--verbose|-vv|-vvv -n|--no-interaction --no-ansi --ansi --no-plugins --no-cache -C|--directory|-p|--project=workdir --dry-run! --manifest-path= -e|--environment|--env=',
    commands: {
      'install|add|remove|update|lock|sync|init|new|build|version|fix|uninstall|clean|import|export|fmt|format|upgrade|requirements': {
        otherOptions: 'harmless',
        options: '-o|--output=write --group|-G|--with|--without|--only= -E|--extras= --source= -i|--index=url -r|--requirements=read -f|--format= --python=',
        effects: [project],
      },
      run: { optionsFirst: true, options: '-s|--site-packages -e= --frozen --locked --clean-env --executable', operands: 'data...', handler: 'package-exec' },
      'show|check|search|about|list|info|graph|verify|tree|dep|outdated|debug|project|which|where|venv|--venv|scripts': reading,
      'test|lint': { otherOptions: 'harmless', effects: [effect('execute', 'reversible', 'workspace', 'runs tests or checks of the project')] },
      publish: publishing,
      cache,
      env: { operands: 'data...', commands: { 'info|list|show|find|activate': reading, run: { optionsFirst: true, operands: 'data...', handler: 'package-exec' }, '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'workspace', 'changes or removes the virtual environment')] } } },
      'config|source|self|plugin|python|global|auth|shell|use|task|workspace|upload|toolchain|pin|fetch|activate|shell-hook|completion|open': { otherOptions: 'harmless', operands: 'data...', commands: { 'list|show|--list|ls': reading, '*': { otherOptions: 'harmless', effects: [effect('config', 'reversible', 'machine', 'changes the package manager, its sources or its Pythons')] } }, effects: [effect('config', 'reversible', 'machine', 'changes the package manager')] },
    },
    examples: [
      { command: 'poetry install', decision: 'allow' },
      { command: 'poetry run pytest', decision: 'allow' },
      { command: 'poetry publish', decision: 'ask' },
    ],
  },
  {
    names: ['conda', 'mamba', 'micromamba'],
    family,
    everywhere: '-h|--help! -V|--version! -n|--name= -p|--prefix=write -y|--yes -q|--quiet -v|--verbose --json --dry-run! --no-capture-output --live-stream',
    commands: {
      'list|info|search|repoquery|compare|doctor|shell|notices': reading,
      run: { optionsFirst: true, options: '--cwd=workdir', operands: 'data...', handler: 'package-exec' },
      'activate|deactivate': reading,
      env: { operands: 'data...', commands: { 'list|export|config': reading, 'create|update': { otherOptions: 'harmless', options: '-p|--prefix=write -f|--file=read', effects: [effect('package', 'reversible', 'machine', 'makes or changes an environment of conda', { without: '-p', posture: 'ask' }), project] }, '*': machine('changes an environment of conda') } },
      '*': machine('changes packages or environments of conda'),
    },
    examples: [{ command: 'conda list', decision: 'allow' }, { command: 'conda install numpy', decision: 'ask' }],
  },
  {
    names: ['twine', 'flit', 'maturin'],
    family: 'publish',
    everywhere: '--help! --version! -h!',
    commands: {
      check: reading,
      'build|develop|install|new|init|sdist|generate-ci': { otherOptions: 'harmless', options: '-o|--out=write', effects: [project] },
      'upload|publish|register': publishing,
    },
    examples: [{ command: 'twine upload dist/*', decision: 'ask', reversibility: 'irreversible' }, { command: 'twine check dist/*', decision: 'allow' }],
  },
  {
    names: ['virtualenv', 'pyvenv', 'pip-compile', 'pip-sync', 'pip-audit', 'pipdeptree', 'safety', 'cookiecutter', 'copier'],
    family,
    options: '-o|--output-file=write -p|--python= --index-url|-i=url -r=read --prompt=',
    otherOptions: 'harmless',
    operands: 'write...',
    effects: [project],
    examples: [{ command: 'pip-compile requirements.in', decision: 'allow' }],
  },
  {
    names: ['pyenv', 'nvm', 'fnm', 'volta', 'asdf', 'mise', 'rtx', 'rbenv', 'nodenv', 'goenv', 'jenv', 'sdk', 'n', 'rvm', 'phpenv', 'tfenv', 'tgenv', 'rustup', 'gvm', 'nodist', 'ghcup', 'juliaup', 'xcodes', 'perlbrew', 'plenv', 'chruby', 'fvm', 'proto', 'swiftenv', 'exenv', 'kerl', 'elan', 'opam', 'choosenim', 'denvm', 'herd', 'vfox', 'tenv', 'tofuenv'],
    family: 'version-manager',
    runsProject: true,
    everywhere: '-h|--help! -V|--version!',
    otherOptions: 'harmless',
    commands: {
      'list|ls|ls-remote|list-remote|list-all|current|which|where|version|versions|root|prefix|info|home|show|help|doctor|whence|shims|completions|env|outdated|bin-paths|check|doc|man|config': reading,
      publish: { otherOptions: 'harmless', operands: 'data...', effects: [effect('publish', 'irreversible', 'shared', 'publishes a package')] },
      'use|shell|local|default|activate|deactivate|init|hook-env|set|pin|hook|rehash|reshim|global|alias|select|enable|disable': { otherOptions: 'harmless', options: '-g|--global', effects: [effect('package', 'reversible', 'workspace', 'chooses which version is used', { without: '-g' }), effect('package', 'reversible', 'machine', 'chooses which version every project of this machine uses', { with: '-g', posture: 'ask' })] },
      'target|component|toolchain|plugin|plugins|profile|override|settings|cache|tools|aliases': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: { 'list|ls|list-all|show|path|get': reading, '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'installs or removes versions of a language for the whole machine')] } },
        effects: [effect('package', 'reversible', 'machine', 'changes which parts of a language are installed', { operands: 'some' })],
      },
      'exec|x': { optionsFirst: true, options: '--install --using= --toolchain=', operands: 'data command' },
      'run|r': {
        optionsFirst: true,
        options: '-C|--cd=workdir -f|--force -j|--jobs= -q|--quiet -S|--silent -t|--tool= --install',
        commands: {
          'test*|lint*|build*|fmt*|format*|check*|typecheck*|dev*|watch*|setup*|generate*|gen*|ci*|bench*|docs*': { style: 'none', effects: [effect('execute', 'reversible', 'workspace', 'runs a task of the project')] },
          '*': { style: 'none', effects: [effect('execute', 'reversible', 'workspace', 'runs a task or a version of a tool that is not looked into', { posture: 'ask', trustable: 'verb' })] },
        },
      },
      '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'installs or removes versions of a language for the whole machine')] },
    },
    examples: [
      { command: 'nvm use 20', decision: 'allow' },
      { command: 'nvm uninstall 20', decision: 'ask' },
      { command: 'rustup show', decision: 'allow' },
      { command: 'rustup target list --installed', decision: 'allow' },
      { command: 'rustup target add wasm32-unknown-unknown', decision: 'ask' },
    ],
  },
];
