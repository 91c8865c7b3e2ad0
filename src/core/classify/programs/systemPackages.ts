import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'package';
const reading: CommandTable = { otherOptions: 'harmless' };
const installs = effect('package', 'reversible', 'machine', 'installs or upgrades packages of the whole machine');
const removes = effect('package', 'irreversible', 'machine', 'removes packages of the whole machine, maybe with their data');
const readVerbs =
  'list|ls|search|se|show|info|if|provides|wp|what-provides|policy|depends|rdepends|madison|help|home|doctor|deps|uses|leaves|outdated|config|cat|desc|log|commands|check-update|repolist|repoquery|whatprovides|files|query|stats|showpkg|moo|contents|versions|why|why-not|status|repos|lr|lu|check|verify|path|tap-info|analytics|shellenv|--prefix|--version|--cache|--cellar|--repository|--env|formulae|casks|formula|cask|livecheck|audit|remote-ls|remotes|connections|changes|find|version|dump|which|belongs|manifest|size|graph|tree|notes|variants|dependents|installed|echo';

const managed: Omit<ProgramTable, 'names' | 'examples'> = {
  family,
  everywhere: '--simulate|--just-print|--dry-run|--assumeno|--no-act|--help! --version!',
  otherOptions: 'harmless',
  commands: {
    [readVerbs]: reading,
    'update|refresh|makecache|ref|clean|autoclean|cleanup|build-dep|source|download|fetch|prefetch|index|indexes|autoupdate': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'refreshes or cleans what is known of packages')] },
    'uninstall|unlink': { otherOptions: 'harmless', options: '--zap --delete-data --purge', effects: [effect('package', 'reversible', 'machine', 'removes packages of the whole machine', { without: '--zap --delete-data --purge' }), { ...removes, with: '--zap --delete-data --purge' }] },
    'remove|rm|erase|del|delete|deinstall|autoremove': { otherOptions: 'harmless', options: '--purge --zap --delete-data', effects: [effect('package', 'reversible', 'machine', 'removes packages of the whole machine', { without: '--purge --zap --delete-data' }), { ...removes, with: '--purge --zap --delete-data' }] },
    'purge|autopurge|zap|prune|rollback|revert': { otherOptions: 'harmless', effects: [removes] },
    'services|service': { operands: 'data...', commands: { 'list|info': reading, '*': { otherOptions: 'harmless', effects: [effect('system', 'reversible', 'machine', 'starts or stops services of the machine', { posture: 'ask' })] } } },
    changelog: { otherOptions: 'harmless', effects: [effect('execute', 'reversible', 'machine', 'opens a pager, which runs what is typed', { posture: 'ask' })] },
    module: { otherOptions: 'harmless', operands: 'data...', commands: { 'list|info|provides|repoquery': { otherOptions: 'harmless', operands: 'data...' } }, effects: [installs] },
    'run|shell|bundle|exec|try|enter': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'irreversible', 'machine', 'runs something from a package', { uninspectable: true })] },
    '*': { otherOptions: 'harmless', operands: 'data...', effects: [installs] },
  },
  effects: [effect('package', 'reversible', 'machine', 'changes packages of the whole machine', { operands: 'none', posture: 'ask' })],
};

/** Package managers of operating systems. Every change reaches the whole machine. */
export const systemPackages: readonly ProgramTable[] = [
  {
    names: ['apt', 'apt-get', 'aptitude', 'nala'],
    ...managed,
    everywhere: '-s|--simulate|--just-print|--dry-run|--no-act|--recon|--help! --version! -o|--option=opaque -c|--config-file=opaque -t|--target-release= -y -q',
    examples: [
      { command: 'sudo apt-get install -y jq', decision: 'ask', blastRadius: 'machine' },
      { command: 'sudo apt-get purge -y postgresql-15', decision: 'ask', reversibility: 'irreversible' },
      { command: 'apt list --installed', decision: 'allow' },
      { command: 'apt-get -s install jq', decision: 'allow' },
    ],
  },
  {
    ...managed,
    names: ['dnf', 'dnf4', 'dnf5', 'yum', 'zypper', 'apk', 'pkg', 'pkgin', 'brew', 'port', 'snap', 'flatpak', 'tdnf', 'microdnf', 'swupd', 'eopkg', 'urpmi', 'opkg', 'pkcon', 'scoop', 'choco', 'winget', 'wajig', 'upt', 'pacstall', 'deb-get', 'lure', 'nix-env', 'guix', 'oma', 'mas', 'topgrade', 'synopkg', 'apx', 'lbu', 'swpkg', 'pkgz', 'dnf-automatic'],
    examples: [
      { command: 'brew list', decision: 'allow' },
      { command: 'brew install jq', decision: 'ask' },
    ],
  },
  {
    names: ['pkg_add', 'pkgadd', 'pkgrm', 'ego', 'pikman'],
    family,
    style: 'single-dash',
    otherOptions: 'harmless',
    options: '-help|-h|-version|-Ss|-Si|-Sii|-Sg|-Sgg|-Sl|-Q|-Qi|-Qii|-Qs|-Ql|-Qe|-Qen|-Qem|-Qm|-Qn|-Qo|-Qk|-Qkk|-Qu|-Qd|-Qdt|-Qdtq|-Qq|-Qqe|-Qp|-Qg|-Qc|-Ssq|-Slq|-F|-Fl|-Fx|-T|-qa|-qi|-ql|-qf|-qc|-qd|-qp|-qpi|-qpl|-q|-V|-list|-status|-listfiles|-get-selections|-print-architecture|-query|-display|-pkgs|-pkg-info|-config|-print-avail|-search|-info|-contents|-pretend! -eval|-pipe|-define|-macros|-rcfile|-rpmlib=opaque',
    effects: [effect('package', 'reversible', 'machine', 'changes packages or images of the whole machine')],
    examples: [
      { command: 'sudo pacman -Syu', decision: 'ask' },
      { command: 'rpm -qa', decision: 'allow' },
    ],
  },
  {
    names: ['dpkg', 'dpkg-query', 'apt-cache', 'apt-config', 'apt-show-versions', 'dpkg-architecture'],
    family,
    style: 'single-dash',
    otherOptions: 'harmless',
    options: '-i|-install|-r|-remove|-P|-purge|-unpack|-configure|-add-architecture|-set-selections|-clear-avail|-update-avail|-a|-pending|-force-all|-triggers-only|-merge-avail|-remove-architecture -l|-s|-L|-S|-p|-W -admindir|-root|-instdir=opaque -pre-invoke|-post-invoke|-status-logger=shell',
    effects: [effect('package', 'recoverable', 'machine', 'installs or removes packages of the whole machine', { with: '-i' })],
    examples: [{ command: 'dpkg -l', decision: 'allow' }, { command: 'sudo dpkg -i a.deb', decision: 'ask' }, { command: 'dpkg --purge a', decision: 'ask' }],
  },
  {
    names: ['nix', 'nix-build', 'nix-shell', 'nix-store', 'nix-instantiate', 'devenv', 'devbox', 'flox'],
    family,
    everywhere: '-h|--help! --version! -I= --option=opaque --extra-experimental-features= --impure -L -v --offline --command|--run|-c=shell',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'search|show-config|path-info|why-depends|log|hash|eval|show|info|ls|list|derivation|doctor|status|version': { otherOptions: 'harmless' },
      flake: { operands: 'data...', commands: { 'show|metadata|check|info': reading, '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'workspace', 'changes the inputs of the flake')] } } },
      'build|develop|fmt|init|add|rm|remove|update|install|pull|print-dev-env|generate': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'workspace', 'builds or enters an environment of the project')] },
      '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'runs or installs from a package', { posture: 'ask' })] },
    },
    effects: [effect('package', 'reversible', 'workspace', 'builds or enters an environment of the project')],
    examples: [{ command: 'nix flake check', decision: 'allow' }, { command: 'nix run nixpkgs#hello', decision: 'ask' }],
  },
];
