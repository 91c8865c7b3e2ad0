import { effect, type ProgramTable } from '../../programTable.ts';
import { publishing } from './kinds.ts';

/** Chains of this machine are made anew with each start; what is written to any other one stays there. */
const onChain = effect('deploy', 'irreversible', 'remote', 'acts on a chain that others use (`{--network}`): nothing there can be taken back', { with: '--network', without: '--network=localhost --network=hardhat --network=development --network=local --network=anvil --network=ganache' });
const sends = effect('deploy', 'irreversible', 'remote', 'sends a transaction: nothing on a chain can be taken back');

/** Builds with packages of their own: Scala, contracts of a chain, and smaller languages. */
export const buildSystems: readonly ProgramTable[] = [
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
