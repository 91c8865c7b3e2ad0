import { effect, type ProgramTable } from '../programTable.ts';

const family = 'interpreter';
const help = '--help! --version!';

/** Shells and interpreters: what they run is judged, wherever it comes from. */
export const shells: readonly ProgramTable[] = [
  {
    names: ['sh', 'bash', 'zsh', 'dash', 'ash', 'ksh', 'mksh', 'rbash'],
    family,
    style: 'posix',
    optionsFirst: true,
    otherOptions: 'harmless',
    options: `-c -n -s -i -l|--login -e -u -x -v -r -p -f -o= -O= --norc --noprofile --posix --rcfile=script:shell --init-file=script:shell ${help}`,
    handler: 'shell',
    examples: [
      { command: "sh -c 'rm -rf node_modules'", decision: 'allow', reversibility: 'reversible' },
      { command: "bash -lc 'rm -rf ~/Documents'", decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: 'bash -n scripts/release.sh', decision: 'allow' },
      { command: 'sh ./x.sh', decision: 'ask' },
      { command: 'sh ./x.sh', decision: 'allow', files: { 'x.sh': 'mkdir -p tmp\n' } },
      { command: "echo 'rm -rf ~/Documents' | sh", decision: 'ask' },
      { command: 'echo cm0gLXJmIH4vRG9jdW1lbnRz | base64 -d | sh', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: 'bash <<< "mkdir a"', decision: 'allow' },
    ],
  },
  {
    names: ['python', 'python2', 'python3', 'python3.10', 'python3.11', 'python3.12', 'python3.13', 'pypy', 'pypy3', 'py'],
    family,
    style: 'posix',
    optionsFirst: true,
    options: `-c= -m= -b -B -d -E -h! -i -I -O -OO -q -s -S -u -v -V! -VV! -W= -x -X= -3 -P -R --check-hash-based-pycs= ${help}`,
    otherOptions: 'harmless',
    handler: 'interpreter',
    examples: [
      { command: 'python3 --version', decision: 'allow' },
      { command: 'python3 -c "import shutil; shutil.rmtree(\'/home/dev/Documents\')"', decision: 'ask', reversibility: 'irreversible' },
      { command: 'python3 -m json.tool x.json', decision: 'allow' },
      { command: 'python3 -m venv .venv', decision: 'allow' },
    ],
  },
  {
    names: ['node', 'nodejs'],
    family,
    optionsFirst: true,
    otherOptions: 'harmless',
    style: 'posix',
    options: `-e|--eval= -p|--print= -c|--check -i|--interactive -r|--require=script:javascript --import=script:javascript --loader=script:javascript --experimental-loader=script:javascript -C|--conditions= --env-file= --env-file-if-exists= --run=package-script --test --test-name-pattern= --test-reporter= --input-type= --watch --watch-path= --title= --inspect=? --cpu-prof --max-old-space-size= -v! -h! ${help}`,
    handler: 'interpreter',
    examples: [
      { command: 'node -v', decision: 'allow' },
      { command: 'node nowhere.js', decision: 'ask' },
    ],
  },
  {
    names: ['tsx', 'ts-node', 'esno', 'jiti', 'babel-node', 'vite-node'],
    family,
    optionsFirst: true,
    otherOptions: 'harmless',
    style: 'posix',
    options: `-e|--eval= -p|--print= -r|--require=script:javascript --tsconfig= -P|--project= ${help} -v!`,
    handler: 'interpreter',
    examples: [{ command: 'tsx nowhere.ts', decision: 'ask' }],
  },
  {
    names: ['ruby', 'jruby', 'perl', 'php', 'lua', 'luajit', 'Rscript', 'osascript'],
    family,
    optionsFirst: true,
    otherOptions: 'harmless',
    style: 'posix',
    options: `-e= -E= -r= -I= -c -n -i=? -l -w -v! -V! ${help}`,
    handler: 'interpreter',
    examples: [
      { command: "php -r 'exec(\"rm -rf /home/dev/Documents\");'", decision: 'ask' },
      { command: "perl -e 'system(\"rm\",\"-rf\",$ENV{HOME})'", decision: 'ask' },
    ],
  },
  {
    names: ['vi', 'vim', 'nvim', 'view', 'emacs', 'nano', 'code', 'code-insiders', 'codium', 'vscodium', 'code-server', 'code-oss', 'pico', 'micro', 'hx', 'subl'],
    family: 'editor',
    style: 'posix',
    otherOptions: 'harmless',
    options: '--version! --help! -c=code:vim --cmd=code:vim -S=script:vim -s=opaque -u= --eval=opaque -l=opaque --load=opaque --batch --script=opaque --install-extension= --uninstall-extension= --disable-extension= --disable-extensions --list-extensions! -e -d -R -n -r --wait -w --diff --goto|-g --add|-a --new-window --reuse-window -v! --user-data-dir= --extensions-dir= --profile= --profile-temp',
    operands: 'read...',
    effects: [
      effect('network', 'recoverable', 'shared', 'opens this machine to others', { operand: '^(?:tunnel|serve-web)$', posture: 'ask' }),
      effect('execute', 'irreversible', 'machine', 'opens an editor in which anything can be run', { operands: 'none', without: '-c --cmd -S --install-extension --uninstall-extension --list-extensions --disable-extension --disable-extensions', uninspectable: true }),
      // `+command`; only a line or a search is harmless.
      effect('execute', 'irreversible', 'machine', 'gives the editor a command that can run anything', { word: '^[+](?!\\d*$|/[^|]*$)', uninspectable: true }),
      effect('guard', 'reversible', 'machine', 'takes the guard out of the editor', { with: '--uninstall-extension=tagout.tagout --disable-extension=tagout.tagout --disable-extensions', posture: 'deny' }),
      effect('guard', 'reversible', 'machine', 'opens an editor with other extensions, in which the guard may be missing', { with: '--extensions-dir --user-data-dir --profile --profile-temp', posture: 'ask' }),
      effect('guard', 'reversible', 'machine', 'changes the extensions of the editor: `{--uninstall-extension}`', { with: '--uninstall-extension', posture: 'ask' }),
      effect('config', 'reversible', 'machine', 'installs an extension that runs in the editor', { with: '--install-extension', posture: 'ask' }),
      effect('execute', 'reversible', 'workspace', 'opens an editor'),
    ],
    examples: [
      { command: "vim -es -c '!docker volume prune -af' -c q", decision: 'ask' },
      { command: "vim '+!rm -rf ~/Documents' +q a", decision: 'ask' },
      { command: 'vim +12 src/a.ts', decision: 'allow' },
      { command: 'code --uninstall-extension acme.agent-guard', decision: 'ask' },
      { command: 'code --uninstall-extension tagout.tagout', decision: 'deny' },
      { command: 'code --disable-extensions .', decision: 'deny' },
      { command: 'code-server --uninstall-extension tagout.tagout', decision: 'deny' },
      { command: 'code --extensions-dir /tmp/x .', decision: 'ask' },
      { command: 'code src/a.ts', decision: 'allow' },
    ],
  },
];
