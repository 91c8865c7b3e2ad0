import { effect, type ProgramTable } from '../programTable.ts';

const family = 'files';

/** Making, copying, moving and overwriting files. What matters is the resolved path, which the handlers and roles judge. */
export const writeTools: readonly ProgramTable[] = [
  {
    names: ['mkdir', 'gmkdir'],
    family,
    options: '-p|--parents -m|--mode= -v|--verbose -Z --context=? --help! --version!',
    operands: 'write...',
    examples: [
      { command: 'mkdir -p src/features/guard', decision: 'allow', reversibility: 'reversible' },
      { command: 'mkdir -p src/{cart,checkout}/tests', decision: 'allow' },
    ],
  },
  {
    names: ['touch'],
    family,
    options: '-a -c|--no-create -d|--date= -f -h|--no-dereference -m -r|--reference= -t= -A= --time= --help! --version!',
    operands: 'append...',
    examples: [{ command: 'touch src/features/index.ts', decision: 'allow', reversibility: 'reversible' }],
  },
  {
    names: ['cp', 'gcp', 'install', 'ginstall', 'ditto'],
    family,
    options:
      '-a|--archive -b --backup=? -c --copy-contents -d -f|--force -i|--interactive -H -l|--link -L|--dereference -n|--no-clobber -P|--no-dereference -p --preserve=? --no-preserve= --parents -R|-r|--recursive --reflink=? --remove-destination --sparse= --strip-trailing-slashes -s|--symbolic-link -S|--suffix= -t|--target-directory=write -T|--no-target-directory -u --update=? -v|--verbose -x|--one-file-system -Z --context=? --debug -m|--mode= -o|--owner= -g|--group= -D -C|--compare --strip -X -h! --help! --version! --keep-directory-symlink --attributes-only',
    handler: 'copy-paths',
    examples: [
      { command: 'cp -r templates/widget src/widgets/price', decision: 'allow', reversibility: 'reversible' },
      { command: 'cp .env.example .env.test', decision: 'allow' },
      { command: 'cp evil ~/.bashrc', decision: 'ask' },
      { command: 'cp /dev/null notes/plan.md', decision: 'ask', reversibility: 'irreversible' },
    ],
  },
  {
    names: ['mv', 'gmv', 'rename', 'prename', 'mmv', 'zmv'],
    family,
    options: '-b --backup=? -f|--force -i|--interactive -n|--no-clobber --no-act --strip-trailing-slashes -S|--suffix= -t|--target-directory=write -T|--no-target-directory -u --update=? -v|--verbose -x -Z --exchange --no-copy --debug --help! --version!',
    handler: 'move-paths',
    examples: [
      { command: 'mv src/util.ts src/utils.ts', decision: 'allow', reversibility: 'reversible' },
      { command: 'mv t .git/hooks/pre-commit', decision: 'ask' },
    ],
  },
  {
    names: ['ln', 'link', 'gln', 'symlink'],
    family,
    options: '-b --backup=? -d|-F -f|--force -h -i|--interactive -L|--logical -n|--no-dereference -P|--physical -r|--relative -s|--symbolic -S|--suffix= -t|--target-directory=write -T|--no-target-directory -v|--verbose -w --help! --version!',
    handler: 'link-paths',
    examples: [{ command: 'ln -s ../shared/types src/types', decision: 'allow', reversibility: 'reversible' }],
  },
  {
    names: ['dd', 'gdd', 'dcfldd'],
    family,
    style: 'none',
    handler: 'dd',
    examples: [
      { command: 'dd if=ubuntu.iso of=/dev/sda bs=4M', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: 'dd if=/dev/zero of=./customers.db bs=1M count=10', decision: 'ask' },
    ],
  },
  {
    names: ['unlink', 'gunlink'],
    family,
    options: '--help! --version!',
    operands: 'delete...',
    examples: [{ command: 'unlink prisma/dev.db', decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    names: ['rmdir', 'grmdir'],
    family,
    options: '-p|--parents -v|--verbose --ignore-fail-on-non-empty --help! --version!',
    effects: [effect('delete', 'reversible', 'workspace', 'removes an empty directory')],
    examples: [{ command: 'rmdir src/empty', decision: 'allow', reversibility: 'reversible' }],
  },
  {
    names: ['shred', 'srm', 'wipe', 'gshred', 'scrub'],
    family,
    options: '-f|--force -n|--iterations= --random-source=read -s|--size= -u --remove=? -v|--verbose -x|--exact -z|--zero --help! --version! -r -p= -S -X=',
    operands: 'delete...',
    effects: [effect('delete', 'irreversible', 'machine', 'overwrites `{operands}` so that nothing can bring it back')],
    examples: [{ command: 'shred -u -n 3 ~/.ssh/id_rsa', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' }],
  },
  {
    names: ['truncate', 'gtruncate', 'fallocate'],
    family,
    options: '-c|--no-create -o -r|--reference= -s|--size= -l|--length= -p|--punch-hole -z -n -d -v -x -i --help! --version!',
    operands: 'write...',
    effects: [effect('write', 'irreversible', 'file', 'cuts `{operands}` to a size: what stood behind it is gone')],
    examples: [{ command: 'truncate -s 0 prod-backup.sql', decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    names: ['tee', 'gtee', 'sponge'],
    family,
    options: '-a|--append -i|--ignore-interrupts -p --output-error=? --help! --version!',
    operands: 'write...',
    examples: [
      { command: 'echo x | tee -a CHANGELOG.md', decision: 'allow', reversibility: 'reversible' },
      { command: 'echo x | sudo tee /etc/sudoers.d/agent', decision: 'ask' },
    ],
  },
  {
    names: ['split', 'gsplit', 'csplit'],
    family,
    options: '--filter=shell -a|--suffix-length= -b|--bytes= -C= -d --numeric-suffixes=? -x --hex-suffixes=? -e -l|--lines= -n|--number|--digits= -t|--separator= -u --verbose --additional-suffix= -f|--prefix=write -k -s|-q -z --suppress-matched -p= --help! --version! -b=',
    operands: 'read write',
    effects: [effect('write', 'reversible', 'workspace', 'writes pieces of a file')],
    examples: [
      { command: 'split -l 100 data.txt part-', decision: 'allow' },
      { command: "split --filter='sh -c x' a", decision: 'ask' },
    ],
  },
  {
    names: ['chmod', 'chown', 'chgrp', 'gchmod', 'gchown'],
    family,
    options: '-R|--recursive -v|--verbose -c|--changes -f|--silent|--quiet --reference=read --preserve-root --no-preserve-root --dereference -h|--no-dereference -H -L -P --from= --help! --version! -w -x -r -X -s -t',
    handler: 'permissions',
    examples: [
      { command: 'chmod +x scripts/release.sh', decision: 'allow', reversibility: 'reversible' },
      { command: 'chmod 600 .env', decision: 'allow' },
      { command: 'chmod -R 777 /', decision: 'deny' },
    ],
  },
  {
    names: ['chattr', 'setfacl', 'chflags', 'xattr', 'setfattr', 'chcon', 'SetFile', 'chacl'],
    family,
    otherOptions: 'harmless',
    effects: [effect('system', 'recoverable', 'machine', 'changes attributes or access rules of files')],
    examples: [{ command: 'setfacl -m u:dev:rwx dist', decision: 'ask' }],
  },
  {
    names: ['mktemp', 'tempfile', 'gmktemp'],
    family,
    options: '-d|--directory -u|--dry-run -q|--quiet -p|--tmpdir=? -t --suffix= --help! --version!',
    effects: [effect('write', 'reversible', 'workspace', 'makes a temporary file')],
    examples: [{ command: 'mktemp -d', decision: 'allow' }],
  },
  {
    names: ['mkfifo', 'mknod'],
    family,
    options: '-m|--mode= -Z --context=? --help! --version!',
    operands: 'write data...',
    examples: [{ command: 'mkfifo /tmp/pipe', decision: 'allow' }],
  },
  {
    names: ['trash', 'trash-put', 'rmtrash', 'gomi', 'rip', 'trash-empty', 'trash-rm', 'trash-restore', 'trash-list', 'trash-cli', 'del'],
    family,
    otherOptions: 'harmless',
    effects: [effect('delete', 'recoverable', 'machine', 'moves `{operands}` to the trash or empties it')],
    examples: [{ command: 'trash notes/plan.md', decision: 'ask', reversibility: 'recoverable' }],
  },
  {
    names: ['rimraf', 'del-cli', 'premove'],
    family,
    options: '-g|--glob -G|--no-glob -v|--verbose -V -i|--interactive -I -f|--force --preserve-root --no-preserve-root --impl= --tmp= --max-retries= --retry-delay= --backoff= --help! -h! --version! --dry-run!',
    handler: 'delete-paths',
    examples: [
      { command: 'rimraf dist .turbo', decision: 'allow', reversibility: 'reversible' },
      { command: 'rimraf ~', decision: 'deny' },
    ],
  },
  {
    names: ['patch', 'gpatch'],
    family,
    options: '-p|--strip= -i|--input=read -o|--output=write -d|--directory=workdir -r|--reject-file=write -b|--backup -R|--reverse -N|--forward -f -t -s -l -u -c -n -e|--ed -E -F|--fuzz= -V= -z= -Y= -B= -D= -g= --dry-run! --posix --verbose --merge=? --quiet --help! --version! --no-backup-if-mismatch --binary --follow-symlinks',
    operands: 'write read',
    effects: [effect('write', 'reversible', 'workspace', 'changes source files by a patch')],
    examples: [{ command: 'patch -p1 < fix.patch', decision: 'allow' }],
  },
  {
    names: ['ex', 'ed', 'red'],
    family,
    otherOptions: 'harmless',
    operands: 'opaque...',
    effects: [effect('execute', 'irreversible', 'machine', 'starts an editor that runs what it is told', { uninspectable: true })],
    examples: [{ command: 'ed src/a.ts', decision: 'ask' }],
  },
];
