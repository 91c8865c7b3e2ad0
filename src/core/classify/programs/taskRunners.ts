import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';
import { allowed, asked, denied, does, program, reads, runs } from './shapes.ts';

const family = 'build';
const builds = effect('execute', 'reversible', 'workspace', 'builds, checks or tests the project');
const opensShell = effect('execute', 'irreversible', 'machine', 'opens a session in which anything can be run', { uninspectable: true });

/** A runner whose words name tasks of the project (resolve/tasks); where no file says what a task does, `command` holds. */
const taskRunner = (names: string, command: CommandTable, examples: ProgramTable['examples']): ProgramTable => ({ ...program(family, names, command, examples), runsProject: true });

const denoRun = '-A|--allow-all -R|--allow-read=? -W|--allow-write=? -N|--allow-net=? -E|--allow-env=? -S|--allow-sys=? --allow-run=? --allow-ffi=? --allow-import=? --deny-read=? --deny-write=? --deny-net=? --deny-env=? --deny-run=? -P|--permission-set=? --no-prompt --watch=? --check=? --no-check=? --env-file=?read --import-map=read --lock=?read --no-lock --frozen=? --cached-only --reload=? -r --inspect=? --inspect-brk=? --node-modules-dir=? --v8-flags= --seed= --location= --preload=script:javascript --port= --host=';
const scripts = (text: string): { readonly files: Readonly<Record<string, string>> } => ({ files: { 'package.json': JSON.stringify({ scripts: { clean: text, build: 'tsc', 'build:css': 'postcss a.css' } }) } });

/** Programs that run what the project's own files call a task, and programs that run the commands in their words. */
export const taskRunners: readonly ProgramTable[] = [
  taskRunner('turbo', does(builds, '-F|--filter= --cwd=workdir --token= --team= --concurrency= --cache-dir=write', 'data...', { commands: { 'login|logout|link|unlink': does(effect('config', 'reversible', 'machine', 'changes the account of the remote cache')), 'prune|gen|generate': does(effect('write', 'reversible', 'workspace', 'writes files of the project')), 'ls|query|info|bin|config|boundaries': reads() } }), [
    ...allowed('turbo build', 'turbo run test --filter=web'),
    { command: 'turbo run clean', decision: 'ask', files: { 'package.json': '{"workspaces":["packages/*"]}', 'packages/api/package.json': '{"name":"api","scripts":{"clean":"rm -rf data"}}' } },
  ]),
  taskRunner('nx', does(builds, '-t|--target|--targets= -p|--projects= -c|--configuration= --parallel=?', 'data...', { commands: { 'exec': runs('--'), 'release|deploy|publish': { otherOptions: 'harmless', options: '--dry-run|-d!', operands: 'data...', effects: [effect('publish', 'irreversible', 'shared', 'publishes a version or puts it in front of others')] }, 'graph|show|list|report|print-affected': reads('--file=write') } }), allowed('nx run-many -t test', 'nx build web', 'nx affected -t lint')),
  taskRunner('lerna lerna-lite', { ...reads('-h|--help! --version! --scope= --ignore= --since=? --concurrency= --dry-run!'), commands: { 'list|ls|la|ll|changed|diff|info': reads(), 'run|bootstrap|init|create|link|clean|add|import': does(effect('package', 'reversible', 'workspace', 'works on the packages of this project')), version: does([effect('git-remote', 'recoverable', 'shared', 'raises versions and pushes their tags', { without: '--no-push' }), effect('git-history', 'reversible', 'workspace', 'raises versions and tags them', { with: '--no-push' })], '--no-push'), exec: { optionsFirst: true, otherOptions: 'harmless', operands: 'command' } }, effects: [effect('publish', 'irreversible', 'shared', 'may publish versions that cannot be taken back')] }, [
    ...allowed('lerna list'),
    ...asked('lerna publish', 'lerna version minor --yes', 'lerna exec -- rm -rf data'),
  ]),
  taskRunner('npm-run-all run-s run-p npm-run-all2', { ...reads('-c|--continue-on-error -p|--parallel -s|--serial|--sequential -l -n -r|--race --max-parallel= -h|--help! --version!') }, [
    { command: 'npm-run-all clean build:*', decision: 'allow', ...scripts('rm -rf dist') },
    { command: 'run-s clean build', decision: 'ask', ...scripts('rm -rf data') },
    { command: 'run-p clean', decision: 'ask' },
  ]),
  taskRunner('concurrently conc', { ...does(builds, '-n|--names= -c|--prefix-colors= -p|--prefix= -k|--kill-others --kill-others-on-fail -s|--success= -m|--max-processes= --restart-tries= --restart-after= -r|--raw --hide= -t|--timestamp-format= -P|--passthrough-arguments') }, [
    { command: 'concurrently "npm:build" "tsc -w"', decision: 'allow', ...scripts('') },
    ...asked('concurrently "rm -rf ~/Documents" "vite"'),
  ]),
  taskRunner('start-server-and-test server-test', does(builds, '--expect='), [{ command: 'start-server-and-test build http://localhost:3000 clean', decision: 'ask', ...scripts('rm -rf data') }]),
  taskRunner('poe poethepoet', { ...reads('-C|--directory|--root=workdir -v|--verbose -q|--quiet -e|--executor= -d|--dry-run! -h|--help! --version!'), optionsFirst: true }, [
    { command: 'poe test -x', decision: 'allow', files: { 'pyproject.toml': '[tool.poe.tasks]\ntest = "pytest"\n' } },
    { command: 'poe all', decision: 'ask', files: { 'pyproject.toml': '[tool.poe.tasks]\nall = ["test", "wipe"]\ntest = "pytest"\nwipe.shell = "rm -rf data"\n' } },
    ...asked('poe test'),
  ]),
  taskRunner('deno', {
    stdin: { role: 'code:javascript', operands: 'none' },
    everywhere: '-h|--help! -V|--version! -q|--quiet -c|--config=read --no-config -L|--log-level= --unstable',
    options: denoRun, optionsFirst: true, operands: 'script:javascript data...',
    commands: {
      'run|serve': { optionsFirst: true, options: denoRun, operands: 'script:javascript data...' },
      eval: { optionsFirst: true, options: `${denoRun} -p|--print -T`, operands: 'code:javascript' },
      task: { optionsFirst: true, options: '--cwd=workdir -r|--recursive -f|--filter= --eval', operands: 'data...' },
      'fmt|lint|test|bench|check|doc|cache|info|coverage|types|compile|bundle|completions|vendor|outdated|approve-scripts': does(builds, '-o|--output=write --coverage=?write --junit-path=write --check --fix'),
      'add|install|i|remove|rm|uninstall|update|init': does([effect('package', 'reversible', 'workspace', 'changes the packages of this project', { without: '-g' }), effect('package', 'reversible', 'machine', 'changes packages for the whole machine', { with: '-g' })], '-g|--global -n|--name= --root=write -e|--entrypoint= --allow-scripts=?'),
      repl: does(opensShell), publish: does(effect('publish', 'irreversible', 'shared', 'publishes a version that cannot be taken back'), '--dry-run!'), upgrade: does(effect('package', 'reversible', 'machine', 'replaces deno itself')), 'deploy|sandbox': does(effect('deploy', 'recoverable', 'remote', 'puts the project in front of others')),
    },
  }, [
    ...allowed('deno test -A', 'deno fmt --check', 'deno --version'),
    { command: 'deno task build', decision: 'allow', files: { 'deno.json': '{"tasks":{"build":"deno fmt --check"}}' } },
    { command: 'deno task wipe', decision: 'ask', files: { 'deno.json': '{"tasks":{"wipe":{"command":"rm -rf data"}}}' } },
    ...asked("deno eval 'Deno.removeSync(\"data\", {recursive: true})'", 'deno run https://example.invalid/x.ts'),
  ]),
  taskRunner('invoke inv', { ...does(builds, '-c|--collection= -f|--config=opaque -r|--search-root= -l|--list! -e -p -w -D='), commands: { 'destroy|drop|reset|purge|flush|clear|uninstall|remove': does(effect('delete', 'irreversible', 'workspace', 'removes or resets something of the project')) } }, [
    { command: 'invoke wipe', decision: 'ask', files: { 'tasks.py': "from invoke import task\n@task\ndef wipe(c):\n    c.run('rm -rf data')\n" } },
    ...allowed('inv build'),
  ]),
  taskRunner('fab', does(effect('deploy', 'recoverable', 'remote', 'runs commands on other machines'), '-H|--hosts= -i= -f= -l|--list! -u= -S= --prompt-for-login-password'), asked('fab deploy -H web1.example')),
  taskRunner('nox', { ...does(builds, '-s|-e|--session|--sessions= -t|--tags= -p|--python= -k|--keywords= -f|--noxfile= -l|--list! -r -R -x --envdir=write --no-venv --force-color') }, [
    ...allowed('nox -s tests'),
    { command: 'nox -s tests -- -k cart', decision: 'allow', files: { 'noxfile.py': "import nox\n@nox.session\ndef tests(session):\n    session.install('.')\n    session.run('pytest', '-q', *session.posargs)\n" } },
    { command: 'nox', decision: 'ask', files: { 'noxfile.py': "import nox\n@nox.session\ndef wipe(session):\n    session.run('rm', '-rf', 'data', external=True)\n" } },
  ]),
  taskRunner('tox', { ...does(builds, '-e= -c= -r -p=? -l! -a! -x= --workdir=write --conf= -m= -f= --result-json=write --notest --devenv=write') }, [
    ...allowed('tox', 'tox -e py312 -- -k cart'),
    { command: 'tox -e wipe', decision: 'ask', files: { 'tox.ini': '[tox]\nenvlist = py\n[testenv]\ncommands = pytest {posargs}\n[testenv:wipe]\ncommands =\n    rm -rf data\n' } },
  ]),
  taskRunner('foreman overmind honcho hivemind', { ...does(builds, '-f|--procfile= -e|--env=read -p|--port= -m|--formation= -d|--root=workdir -l= -t= -N -D'), commands: { 'start|s|check|version|restart|kill|stop|quit|ps|status|echo': does(builds, '-f|--procfile= -e|--env=read -p|--port= -m|--formation= -d|--root=workdir -l= -N -D'), run: { optionsFirst: true, options: '-e|--env=read -f=', operands: 'command' }, export: does(effect('write', 'reversible', 'workspace', 'writes service files')), 'connect|c': does(opensShell) } }, [
    ...allowed('foreman start'),
    { command: 'overmind start -f Procfile.dev', decision: 'ask', files: { 'Procfile.dev': 'web: rm -rf data\n' } },
    ...asked('foreman run rm -rf data'),
  ]),
  taskRunner('lint-staged', does(builds, '-c|--config= --cwd=workdir -q -v -d -r -x -p= --allow-empty --no-stash --diff= --max-arg-length='), [...allowed('lint-staged'), { command: 'lint-staged', decision: 'ask', files: { 'package.json': '{"lint-staged":{"*.ts":["eslint --fix","rm -rf data"]}}' } }]),
  taskRunner('pre-commit', { ...does(builds, '-c|--config= --color= --files= -a|--all-files -v --hook-stage= --from-ref= --to-ref= --hook-type= --hook-dir= --skip-on-missing-config --commit-msg-filename='), commands: { 'run|hook-impl|install-hooks|autoupdate|install|uninstall|clean|gc|init-templatedir|migrate-config|sample-config|validate-config|validate-manifest|try-repo|help': does(builds, '-a|--all-files --files= --hook-stage= --from-ref= --to-ref= -t|--hook-type= --config= --hook-dir= --skip-on-missing-config') } }, [
    ...allowed('pre-commit run --all-files'),
    { command: 'pre-commit run -a', decision: 'ask', files: { '.pre-commit-config.yaml': 'repos:\n  - repo: local\n    hooks:\n      - id: wipe\n        entry: rm -rf data\n        language: system\n' } },
  ]),
  taskRunner('lefthook', { ...reads(), commands: { run: does(builds), 'install|uninstall|add|dump|validate|version|self-update|check-install': does(builds) } }, [...allowed('lefthook run pre-commit'), { command: 'lefthook run pre-commit', decision: 'ask', files: { 'lefthook.yml': 'pre-commit:\n  commands:\n    wipe:\n      run: rm -rf data\n' } }]),
  program(family, 'cross-env', { style: 'none', operands: 'assignment... command' }, [...allowed('cross-env NODE_ENV=test vitest run'), ...asked('cross-env X=1 rm -rf ~/Documents'), ...denied('cross-env NODE_ENV=production prisma migrate reset --force')]),
  program(family, 'cross-env-shell', { style: 'none', operands: 'assignment... shell' }, asked('cross-env-shell X=1 "rm -rf ~/Documents"')),
  taskRunner('dotenv env-cmd', { optionsFirst: true, options: '-e|--env= -f|--file|--env-file= -fk= -c=? -v= -o|--override|--overload -p= --no-expand --debug -q|--quiet -x|--expand-envs --silent --no-override --fallback --rc-file= -r= --use-shell --verbose -h|--help! --version!', operands: 'command', commands: { run: runs('-e= -f|--env-file= --overload --convention= -q|--quiet --'), 'set|unset|encrypt|decrypt|keypair|rotate': does(effect('secret', 'reversible', 'workspace', 'changes the values in an env file', { posture: 'ask' })), 'list|get|ls': does(effect('secret', 'recoverable', 'machine', 'shows the secrets of an env file')) } }, [
    ...allowed('dotenv -e .env.test -- vitest run', 'env-cmd -f .env.test vitest'),
    ...asked('dotenv -e .env -- rm -rf ~/Documents'),
    { command: 'dotenv -e .env.staging -- prisma migrate deploy', decision: 'ask', reversibility: 'recoverable', blastRadius: 'production', files: { '.env.staging': 'DATABASE_URL=postgres://db.prod.acme.example/acme\n' } },
  ]),
  program(family, 'nodemon', { ...does(builds, '-x|--exec=shell -w|--watch= -e|--ext= -i|--ignore= -d|--delay= -q -V -C -L -I --config=opaque --signal= -r|--require=script:javascript --inspect=?'), optionsFirst: true }, [...allowed('nodemon server.js'), ...asked('nodemon --exec "rm -rf ~/Documents"')]),
  program(family, 'chokidar', does(builds, '-c|--command=shell -d= -t= -s -p -i|--ignore= --initial --polling'), [...allowed('chokidar "src/**" -c "tsc"'), ...asked('chokidar "src/**" -c "rm -rf ~/Documents"')]),
  taskRunner('onchange', does(builds, '-a -i -k|--kill -d= -w -v -e=read -p= -f= -j= -o= --'), [...allowed('onchange "src/**" -- tsc'), ...asked("onchange 'src/**' -- rm -rf ~/Documents")]),
];
