import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'package';
const project = effect('package', 'reversible', 'workspace', 'changes the packages of this project');
const reading: CommandTable = { otherOptions: 'harmless' };
const machine = effect('package', 'reversible', 'machine', 'changes packages of the whole machine');
const changes: CommandTable = { otherOptions: 'harmless', effects: [project] };
const changesMachine: CommandTable = { otherOptions: 'harmless', effects: [machine] };
const publishing: CommandTable = { otherOptions: 'harmless', options: '--dry-run! -n', effects: [effect('publish', 'irreversible', 'shared', 'publishes a version that cannot be taken back')] };
const withdrawing: CommandTable = { otherOptions: 'harmless', operands: 'data...', effects: [effect('publish', 'recoverable', 'shared', 'changes who may publish')] };
const unpublishing: CommandTable = { otherOptions: 'harmless', effects: [effect('publish', 'irreversible', 'shared', 'removes or blocks a published version that others use')] };
const runs: CommandTable = { otherOptions: 'harmless', options: '--config=opaque', effects: [effect('execute', 'reversible', 'workspace', 'builds, runs or tests the project')] };

/** Chains of this machine are made anew with each start; what is written to any other one stays there. */
const onChain = effect('deploy', 'irreversible', 'remote', 'acts on a chain that others use (`{--network}`): nothing there can be taken back', { with: '--network', without: '--network=localhost --network=hardhat --network=development --network=local --network=anvil --network=ganache' });
const sends = effect('deploy', 'irreversible', 'remote', 'sends a transaction: nothing on a chain can be taken back');

/** Package managers of other languages, and the build commands that come with them. */
export const otherPackages: readonly ProgramTable[] = [
  {
    names: ['cargo'],
    family,
    runsProject: true,
    everywhere: '-h|--help! -V|--version! -v|-vv|--verbose -q|--quiet --color= --offline --locked --frozen --config=opaque -C=workdir -Z= --manifest-path= --message-format= --target-dir=write --list!',
    commands: {
      'build|b|check|c|test|t|run|r|bench|doc|d|rustc|rustdoc|fmt|clippy|clippy-driver|nextest|miri|tarpaulin|llvm-cov|expand|fix|insta|watch|make|leptos|criterion|machete|udeps|deny|audit|geiger|bloat|asm|hack|semver-checks|mutants|dist|flamegraph|component|wasi|ndk|zigbuild|cross|deb|sweep|sort|spellcheck|readme|generate|risczero|rdme|cyclonedx|sbom|pgrx|trunk|msrv|report':
        { otherOptions: 'harmless', options: '--release -p|--package= --bin= --example= --test= --features|-F= --target= -j|--jobs= --profile= --out-dir=write --exec|-x=shell --shell|-s=shell', effects: [effect('execute', 'reversible', 'workspace', 'builds, checks or runs the project')] },
      'add|remove|rm|update|upgrade|fetch|vendor|init|new|generate-lockfile|package|clean|edit': { otherOptions: 'harmless', options: '--dry-run! --git=package --registry= --path= --target= -p|--package= --features|-F=', effects: [project] },
      help: { effects: [effect('execute', 'reversible', 'machine', 'opens a pager, which runs what is typed', { operands: 'some', posture: 'ask' })] },
      'tree|metadata|search|info|locate-project|pkgid|read-manifest|verify-project|version|outdated|about|license|crev|vet|duplicates|modules|binutils|size|nm|objdump': reading,
      'install|uninstall|binstall|install-update|quickinstall|cache': { otherOptions: 'harmless', options: '--git=package --root=write --list!', operands: 'package...', handler: 'package-install', effects: [machine] },
      'contract|lambda|shuttle|tauri|binstaller|pgrx-remote': { otherOptions: 'harmless', operands: 'data...', commands: { 'build|check|test|watch|new|init|start|dev|info|decode|encode|clean|invoke|verify|fmt|lint|run|icon|add': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'builds, checks or runs the project')] }, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('deploy', 'recoverable', 'remote', 'puts something where others use it, or changes it there (`{command}`)')] } } },
      sqlx: { otherOptions: 'harmless', options: '-D|--database-url=connection --source=', commands: { 'prepare|completions': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'prepares queries')] }, 'database|db': { otherOptions: 'harmless', commands: { create: { otherOptions: 'harmless', effects: [effect('database', 'reversible', 'connection', 'creates a database', { posture: 'routine' })] }, 'drop|reset|setup': { otherOptions: 'harmless', handler: 'orm-reset' } } }, 'migrate|mig': { otherOptions: 'harmless', commands: { 'add|info|build-script': { otherOptions: 'harmless', operands: 'data...', effects: [effect('write', 'reversible', 'workspace', 'writes a migration')] }, run: { otherOptions: 'harmless', handler: 'orm-apply' }, revert: { otherOptions: 'harmless', handler: 'orm-reset' } } } } },
      publish: publishing,
      yank: unpublishing,
      owner: withdrawing,
      'release|workspaces': { otherOptions: 'harmless', commands: { 'changes|list|plan': reading, '*': publishing }, effects: [effect('publish', 'irreversible', 'shared', 'may publish versions')] },
      'login|logout': { otherOptions: 'harmless', effects: [effect('config', 'recoverable', 'machine', 'changes the credentials of the registry')] },
    },
    examples: [
      { command: 'cargo test --workspace', decision: 'allow' },
      { command: 'cargo clean', decision: 'allow', reversibility: 'reversible' },
      { command: 'cargo add serde --features derive', decision: 'allow' },
      { command: 'cargo install ripgrep', decision: 'ask' },
      { command: 'cargo publish', decision: 'ask', reversibility: 'irreversible' },
      { command: 'cargo sqlx database drop -y', decision: 'ask', reversibility: 'irreversible' },
      { command: 'cargo sqlx prepare', decision: 'allow' },
      { command: 'cargo lambda build --release', decision: 'allow' },
      { command: 'cargo lambda deploy', decision: 'ask' },
    ],
  },
  {
    names: ['go'],
    family,
    style: 'single-dash',
    everywhere: '-C=workdir',
    commands: {
      'build|test|vet|fmt|fix': {
        otherOptions: 'harmless',
        options: '-o=write -toolexec=program -exec=program -vettool=program -run= -v -count= -race -cover -coverprofile=write -cpuprofile=write -memprofile=write -blockprofile=write -mutexprofile=write -trace=write -outputdir=write -tags= -ldflags= -gcflags= -asmflags= -mod= -timeout= -bench= -benchtime= -parallel= -p= -short -json -failfast -timeout= -overlay=read -modfile=write -pkgdir=write -cpu= -list= -skip= -shuffle= -covermode= -coverpkg= -fuzz= -fuzztime= -args',
        effects: [effect('execute', 'reversible', 'workspace', 'builds or tests the project')],
        handler: 'go-program',
      },
      run: { otherOptions: 'harmless', options: '-exec=program -toolexec=program -tags= -ldflags= -gcflags= -mod= -race -C=workdir -overlay=read -modfile=read', optionsFirst: true, handler: 'go-program', effects: [effect('execute', 'reversible', 'workspace', 'runs the project')] },
      'get|mod|work|tool': {
        otherOptions: 'harmless',
        options: '-exec=program',
        operands: 'data...',
        commands: { 'graph|verify|why': reading, 'sync|tidy|download|init|edit|vendor|use': changes, 'pprof|cover|trace|nm|objdump|compile|asm|link|dist|doc|addr2line|buildid|covdata|pack|test2json': { otherOptions: 'harmless', options: '-o=write', effects: [effect('write', 'reversible', 'workspace', 'works on build output')] } },
        effects: [project],
      },
      generate: { otherOptions: 'harmless', options: '-run=', effects: [effect('execute', 'reversible', 'workspace', 'runs the generators that the source names')] },
      'list|version|doc|help|bug': { otherOptions: 'harmless', options: '-toolexec=program' },
      'env|telemetry': { otherOptions: 'harmless', options: '-w -u', effects: [effect('config', 'reversible', 'machine', 'changes the settings of go', { with: '-w -u' })] },
      // Modules come through the proxy that holds their checksums, and nothing of them runs while they are installed.
      install: { otherOptions: 'harmless', operands: 'data...', effects: [machine] },
      clean: { otherOptions: 'harmless', options: '-cache -testcache -modcache -fuzzcache -n!', effects: [effect('package', 'reversible', 'machine', 'empties the build cache', { with: '-cache -testcache -modcache -fuzzcache', posture: 'routine' }), effect('delete', 'reversible', 'workspace', 'removes what was built')] },
    },
    examples: [
      { command: 'go test ./...', decision: 'allow' },
      { command: 'go build -o bin/server ./cmd/server', decision: 'allow' },
      { command: 'go mod tidy', decision: 'allow' },
      { command: 'go run ./cmd/server --port 8080', decision: 'allow', reversibility: 'reversible' },
      { command: 'go run .', decision: 'allow' },
      { command: 'go run scripts/gen.go', decision: 'ask' },
      { command: 'go run scripts/gen.go', decision: 'allow', files: { 'scripts/gen.go': 'package main\nimport (\n\t"fmt"\n\t"os"\n)\nfunc main() {\n\tos.WriteFile("src/gen.ts", []byte(`x`), 0o644)\n\tfmt.Println("done // all")\n}\n' } },
      { command: 'go run scripts/gen.go', decision: 'deny', files: { 'scripts/gen.go': 'package main\nimport "os"\nfunc main() { os.RemoveAll("/home/dev") }\n' } },
      { command: 'go run scripts/gen.go', decision: 'deny', files: { 'scripts/gen.go': 'package main\nimport "os/exec"\nfunc main() { exec.Command("rm", "-rf", "/home/dev").Run() }\n' } },
      { command: 'go run scripts/gen.go', decision: 'ask', files: { 'scripts/gen.go': 'package main\nimport x "os"\nfunc main() { x.RemoveAll("/home/dev") }\n' } },
      { command: 'go run github.com/acme/tool@latest', decision: 'ask' },
      { command: 'go run /tmp/x', decision: 'ask' },
      { command: 'go build -o /tmp/server ./cmd/server && /tmp/server --check', decision: 'allow' },
      { command: 'go build ./cmd/server && ./server --check', decision: 'allow' },
      { command: 'go build -o /tmp/x /tmp/x.go && /tmp/x', decision: 'ask' },
      { command: 'go build ./cmd/server && ./client', decision: 'ask' },
      { command: 'go test -exec ./x ./...', decision: 'ask' },
      { command: 'go env -w GOPROXY=x', decision: 'ask' },
    ],
  },
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
  {
    names: ['dart', 'flutter'],
    family,
    everywhere: '-h|--help! --version! -v|--verbose -d|--device-id=',
    commands: {
      pub: { operands: 'data...', commands: { 'get|upgrade|add|remove|downgrade|cache|run': changes, 'outdated|deps': reading, publish: publishing, global: changesMachine } },
      'run|test|build|analyze|format|compile|fix|create|clean|doc|drive|gen-l10n|generate|assemble|symbolize': runs,
      channel: { otherOptions: 'harmless', effects: [{ ...machine, operands: 'some' }] },
      'doctor|devices|info|logs|config|emulators|help|precache|screenshot|attach|bash-completion': { otherOptions: 'harmless' },
      '*': changesMachine,
    },
    examples: [{ command: 'flutter test', decision: 'allow' }, { command: 'flutter pub publish', decision: 'ask' }],
  },
  {
    names: ['dotnet'],
    family,
    style: 'posix',
    everywhere: '-h|--help! --version! --info! --list-sdks! --list-runtimes! -v|--verbosity= -c|--configuration= -f|--framework= -r|--runtime= -o|--output=write --nologo --no-restore --no-build',
    commands: {
      'build|test|run|restore|clean|publish|pack|format|watch|new|add|remove|sln|msbuild|vstest|script|user-secrets|dev-certs|fsi|build-server|store|stryker|csharpier|package|reference|solution|project': { otherOptions: 'harmless', operands: 'data...', options: '--filter= --logger|-l= --collect= -p|--project= --settings|-s=', effects: [effect('execute', 'reversible', 'workspace', 'builds, runs or tests the project')] },
      'list|help|--list-sdks|--list-runtimes': { otherOptions: 'harmless' },
      nuget: { operands: 'data...', commands: { push: publishing, delete: unpublishing, 'list|why|verify|locals': reading, '*': changesMachine } },
      'tool|workload': { operands: 'data...', commands: { 'list|search': reading, 'restore|run': runs, '*': changesMachine } },
      ef: {
        commands: {
          migrations: { operands: 'data...', commands: { 'list|has-pending-model-changes': reading, 'add|script|bundle|remove': changes } },
          database: { commands: { drop: { otherOptions: 'harmless', options: '--dry-run!', handler: 'orm-reset' }, update: { otherOptions: 'harmless', operands: 'data...', handler: 'orm-apply', effects: [effect('schema', 'irreversible', 'connection', 'takes back every migration and what their tables hold', { operand: '^0$' })] } } },
          dbcontext: { otherOptions: 'harmless', effects: [project] },
        },
      },
    },
    variables: { ASPNETCORE_ENVIRONMENT: 'environment', 'ConnectionStrings__DefaultConnection': 'connection' },
    examples: [
      { command: 'dotnet build -c Release', decision: 'allow' },
      { command: 'dotnet clean', decision: 'allow' },
      { command: 'dotnet test ./Acme.sln', decision: 'allow' },
      { command: 'dotnet ef database drop --force', decision: 'ask', reversibility: 'irreversible' },
      { command: 'dotnet nuget push a.nupkg', decision: 'ask' },
    ],
  },
  {
    // The words name lanes, which the project defines in Ruby.
    names: ['fastlane'],
    family: 'build',
    everywhere: '-h|--help! -v|--version! --verbose --env=environment --capture_output',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'lanes|list|action|actions|env|docs|search_plugins|socket_server': reading,
      'scan|gym|snapshot|screengrab|frameit|build*|test*|tests|unit_test*|lint*|screenshots|init|new_action|new_plugin|install_plugins|update_fastlane|add_plugin|precheck|produce_test|swiftlint|check': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'builds or tests the project')] },
      run: { otherOptions: 'harmless', operands: 'data...', commands: { 'scan|gym|snapshot|screengrab|frameit|build_*|run_tests|swiftlint|clean_*|clear_*|cocoapods|carthage|gradle|xcodebuild|xctest|increment_*|get_*|version_*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'builds or tests the project')] } }, effects: [effect('publish', 'irreversible', 'shared', 'runs an action that may publish a version or change what others use')] },
      'ios|android|mac': { otherOptions: 'harmless', operands: 'data...', commands: { 'build*|test*|tests|unit_test*|lint*|screenshots|check': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'builds or tests the project')] } }, effects: [effect('publish', 'irreversible', 'shared', 'runs a lane that may publish a version', { operands: 'some' })] },
    },
    effects: [effect('publish', 'irreversible', 'shared', 'runs a lane or an action that may publish a version', { operands: 'some' })],
    examples: [{ command: 'fastlane deliver', decision: 'ask', reversibility: 'irreversible' }, { command: 'fastlane ios test', decision: 'allow' }, { command: 'fastlane android production', decision: 'ask' }, { command: 'fastlane lanes', decision: 'allow' }],
  },
  {
    names: ['pod', 'swift', 'carthage', 'xcodebuild', 'xcrun', 'xcode-select', 'mint', 'tuist', 'xcodegen', 'swiftlint', 'swiftformat', 'agvtool', 'bazel', 'bazelisk', 'buck', 'buck2', 'pants', 'please', 'moon', 'lage', 'wireit'],
    family: 'build',
    everywhere: '-h|--help! --version!',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'trunk|release|deliver|upload_to_app_store|pilot|deploy|supply|beta|publish': { otherOptions: 'harmless', effects: [effect('publish', 'irreversible', 'shared', 'publishes a version or puts it in front of others')] },
      exec: { optionsFirst: true, operands: 'command', options: '--scheme= --parallel' },
      'simctl|notarytool|altool|devicectl': { otherOptions: 'harmless', operands: 'data...', commands: { 'list|history|info|log': reading, '*': { otherOptions: 'harmless', effects: [effect('system', 'recoverable', 'machine', 'changes simulators or sends a build')] } } },
    },
    effects: [effect('execute', 'reversible', 'workspace', 'builds or tests the project')],
    examples: [
      { command: 'swift build', decision: 'allow' },
    ],
  },
  {
    // Every word is a command of the shell of sbt, with its own words in quotes: `sbt clean "testOnly *Cart"`.
    names: ['sbt', 'sbtn'],
    family: 'build',
    everywhere: '-h|--help! --version! -J=opaque',
    otherOptions: 'harmless',
    operands: 'data...',
    eachOperandIsCommand: true,
    commands: {
      'publishLocal|publishM2|*/publishLocal': { style: 'none', effects: [effect('write', 'reversible', 'machine', 'puts a version into the cache of this machine', { posture: 'routine' })] },
      '*publish*|*release*|*sonatype*|*deploy*|*docker:push*|*undeploy*': { style: 'none', effects: [effect('publish', 'irreversible', 'shared', 'publishes a version or puts it in front of others')] },
      'console*|shell|eval*|set *|*/console|consoleQuick|!*|apply *|load *|<*|alias *': { style: 'none', effects: [effect('execute', 'irreversible', 'machine', 'runs Scala code that is not looked into', { uninspectable: true })] },
      'compile*|test*|~*|+*|*/test*|*/compile*|*:test*|*:compile*|*/assembly|assembly|package*|stage|update*|clean*|*/clean|reload*|project *|projects|scalafmt*|scalafix*|*/scalafmt*|doc|coverage*|run|run *|runMain *|*/run*|bench*|jmh*|dependency*|show *|inspect *|tasks|settings|help|about|plugins|evicted|exit|version|it:*|IntegrationTest/*|undeclaredCompile*|unusedCompile*|bgRun*|checkFormat*|headerCheck*|mima*|fastLinkJS|fullLinkJS|fastOptJS|fullOptJS|nativeLink|bloopInstall|Test/*|Compile/*|session *|last *|native*':
        { style: 'none', effects: [effect('execute', 'reversible', 'workspace', 'builds or tests the project')] },
      '*': { style: 'none', effects: [effect('execute', 'reversible', 'machine', 'runs a task of the project that is not looked into', { posture: 'ask', trustable: 'verb' })] },
    },
    examples: [
      { command: "sbt 'testOnly *CartSpec'", decision: 'allow' },
      { command: 'sbt clean compile api/test', decision: 'allow' },
      { command: 'sbt +publishSigned', decision: 'ask' },
      { command: 'sbt clean publish', decision: 'ask' },
      { command: "sbt 'eval sys.process.Process(\"rm -rf x\").!'", decision: 'ask' },
    ],
  },
  {
    names: ['hardhat', 'forge', 'cast', 'truffle'],
    family: 'build',
    everywhere: '-h|--help! --version! --network=environment --rpc-url|--fork-url=environment --broadcast --resume --private-key=',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'test|compile|build|clean|check|coverage|flatten|fmt|lint|node|typechain|size-contracts|docgen|init|install|update|remove|remappings|snapshot|tree|inspect|doc|geiger|verify-bytecode|selectors|config|help|bind|config|develop|migrate:status|call|balance|block|tx|receipt|logs|estimate|code|storage|abi-encode|abi-decode|sig|4byte|keccak|to-*|from-*|interface|nonce|chain-id|gas-price|calldata|wallet':
        { otherOptions: 'harmless', options: '-o|--out=write', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'builds, tests or looks at contracts')] },
      'send|create|mktx|publish|deploy|migrate|create2': { otherOptions: 'harmless', operands: 'data...', effects: [sends] },
      'run|script|ignition|exec|*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'runs a script of the project'), onChain, { ...sends, with: '--broadcast --resume' }] },
    },
    effects: [effect('execute', 'reversible', 'machine', 'runs code of the project that is not looked into', { posture: 'ask', operands: 'some', trustable: 'verb' })],
    examples: [
      { command: 'forge test', decision: 'allow' },
      { command: 'hardhat run scripts/deploy.ts --network localhost', decision: 'allow' },
      { command: 'npx hardhat run scripts/deploy.ts --network mainnet', decision: 'ask', reversibility: 'irreversible' },
      { command: 'hardhat ignition deploy ignition/modules/Shop.ts --network sepolia', decision: 'ask', reversibility: 'irreversible' },
      { command: 'forge script script/Deploy.s.sol --rpc-url https://eth.example --broadcast', decision: 'ask', reversibility: 'irreversible' },
      { command: "cast call 0xabc 'balanceOf(address)' 0xdef", decision: 'allow' },
      { command: "cast send 0xabc 'mint(uint256)' 1", decision: 'ask', reversibility: 'irreversible' },
    ],
  },
  {
    names: ['stack', 'cabal', 'dune', 'ghc-pkg', 'lein', 'mill', 'nimble', 'shards', 'crystal', 'dub', 'zig', 'gleam', 'rebar', 'luarocks', 'spago', 'elm', 'conan', 'vcpkg', 'xmake', 'meson', 'raco', 'cpanm', 'alr', 'haxelib', 'haxe', 'v', 'odin', 'roc', 'tsp', 'boot', 'bleep', 'coursier', 'cs', 'scala-cli', 'scala', 'kotlin', 'jbang', 'ballerina', 'bal', 'anvil', 'foundryup', 'brownie', 'scarb', 'sui', 'anchor', 'aptos', 'pio', 'platformio', 'arduino-cli', 'idf.py', 'west', 'probe-rs', 'espflash', 'particle', 'lake'],
    family: 'build',
    everywhere: '-h|--help! --version!',
    otherOptions: 'harmless',
    options: '-e|--eval|-M|-X=opaque',
    operands: 'data...',
    commands: {
      make: { otherOptions: 'harmless', options: '-o|--output=write --docs=write --optimize --debug --report=', operands: 'read...', effects: [effect('execute', 'reversible', 'workspace', 'builds the project')] },
      'build|test|spec|check|fmt|format|lint|docs|doc|bench|compile|init|new|clean|deps|list|info|version|help|ls|show|tree|coverage|package|update|install|add|remove|setup|generate|configure|search|outdated|verify|ast-check|cc|c++|targets|env|freeze|sdist|haddock|get|fetch|lock|metadata|graph|tasks|doctor|debug|inspect|diff|introspect|compile-commands|size|monitor|device|boards|board|lib|project|pkg|account|system|home|node|call|storage|estimate|logs|receipt|block|tx|balance|interface|abi-encode|sig|4byte':
        { otherOptions: 'harmless', effects: [effect('execute', 'reversible', 'workspace', 'builds, tests or changes the project')] },
      'publish|upload|release|deploy|hex|push|promote|share': publishing,
      'exec|run': { optionsFirst: true, operands: 'data...', options: '-t|--target= -e|--environment=', effects: [effect('execute', 'reversible', 'workspace', 'runs the project')] },
    },
    effects: [effect('execute', 'reversible', 'machine', 'runs code of the project that is not looked into', { posture: 'ask', trustable: 'verb' })],
    examples: [
      { command: 'stack test', decision: 'allow' },
      { command: 'zig build', decision: 'allow' },
      { command: 'pio run', decision: 'allow' },
      { command: 'pio pkg publish', decision: 'ask' },
      { command: 'sui client publish', decision: 'ask' },
    ],
  },
];
