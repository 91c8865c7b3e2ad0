import { effect, type ProgramTable } from '../../programTable.ts';
import { changes, changesMachine, family, machine, project, publishing, reading, runs, unpublishing } from './kinds.ts';

/** Packages and builds of applications: Dart, .NET and those of Apple. */
export const appPlatforms: readonly ProgramTable[] = [
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
      'build|test|run|restore|clean|publish|pack|format|watch|new|add|remove|sln|msbuild|vstest|script|dev-certs|fsi|build-server|store|stryker|csharpier|package|reference|solution|project': { otherOptions: 'harmless', operands: 'data...', options: '--filter= --logger|-l= --collect= -p|--project= --settings|-s=', effects: [effect('execute', 'reversible', 'workspace', 'builds, runs or tests the project')] },
      'list|help|--list-sdks|--list-runtimes': { otherOptions: 'harmless' },
      'user-secrets': {
        otherOptions: 'harmless',
        operands: 'data...',
        options: '-p|--project= --id=',
        commands: {
          list: { otherOptions: 'harmless', effects: [effect('secret', 'recoverable', 'machine', 'shows the secrets of the project')] },
          'clear|remove': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'irreversible', 'machine', 'deletes secrets of the project that lie outside of it')] },
        },
        effects: [effect('config', 'reversible', 'machine', 'sets a secret of the project, which lies outside of it', { posture: 'routine' })],
      },
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
      { command: 'dotnet user-secrets list', decision: 'ask' },
      { command: 'dotnet user-secrets clear', decision: 'ask', reversibility: 'irreversible' },
      { command: 'dotnet user-secrets init', decision: 'allow' },
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
      altool: {
        otherOptions: 'harmless', operands: 'data...', options: '--upload-app --upload-package --upload-hosted-content -f|--file= -t|--type= -u|--username= -p|--password= --apiKey= --apiIssuer=',
        effects: [effect('publish', 'irreversible', 'shared', 'sends a build to the store', { with: '--upload-app --upload-package --upload-hosted-content' }), effect('network', 'reversible', 'remote', 'asks the store about a build', { without: '--upload-app --upload-package --upload-hosted-content' })],
      },
      'simctl|notarytool|devicectl': { otherOptions: 'harmless', operands: 'data...', commands: { 'list|history|info|log': reading, '*': { otherOptions: 'harmless', effects: [effect('system', 'recoverable', 'machine', 'changes simulators or sends a build')] } } },
    },
    effects: [effect('execute', 'reversible', 'workspace', 'builds or tests the project')],
    examples: [{ command: 'xcrun altool --upload-app -f app.ipa', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' }, 
      { command: 'swift build', decision: 'allow' },
    ],
  },
];
