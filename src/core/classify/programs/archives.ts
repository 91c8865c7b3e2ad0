import { effect, type ProgramTable } from '../programTable.ts';

const family = 'archive';
const unpacks = effect('write', 'reversible', 'workspace', 'unpacks files');

/** Packing and unpacking. Options that run a program are `program`, targets are `write`. */
export const archives: readonly ProgramTable[] = [
  {
    names: ['tar', 'gtar', 'bsdtar'],
    family,
    handler: 'tar',
    options:
      '-c|--create -x|--extract|--get -t|--list -r|--append -u|--update -d|--diff|--compare -A|--catenate|--concatenate --delete -f|--file= -C|--directory=workdir -z|--gzip -j|--bzip2 -J|--xz --zstd --lzma --lzip --lz4 -a|--auto-compress -v|--verbose -p|--preserve-permissions -k|--keep-old-files -O|--to-stdout -h|--dereference -P|--absolute-names -m -o -n -w|--interactive -s= -q -S|--sparse --exclude= -X|--exclude-from=read -T|--files-from=read --strip-components= --transform= --wildcards --no-wildcards --anchored --overwrite --recursive-unlink --unlink-first -U --remove-files --checkpoint=? --checkpoint-action=opaque --to-command=shell -I|--use-compress-program=program --rsh-command=program --rmt-command=program -F|--info-script=program --new-volume-script=program --owner= --group= --mode= --mtime= --format= --sort= --totals=? --no-same-owner --same-owner --numeric-owner --no-recursion --null --warning= --one-top-level=?write --skip-old-files --keep-newer-files -N= --newer= -b= -L= -M -g= -l -W|--verify -i --ignore-zeros --exclude-vcs --exclude-vcs-ignores --exclude-caches --help! --version! --show-transformed-names --xattrs --acls --selinux --no-xattrs --index-file=write --no-mac-metadata --options= --pax-option= -H= -B --hard-dereference',
    examples: [
      { command: 'tar czf /tmp/acme-src.tgz src', decision: 'allow', reversibility: 'reversible' },
      { command: 'tar -tzf a.tgz', decision: 'allow', reversibility: 'read-only' },
      { command: 'tar --checkpoint=1000 -czf /tmp/acme.tgz src', decision: 'allow' },
      { command: "tar cf /dev/null a --checkpoint=1 --checkpoint-action=exec='sh x'", decision: 'ask' },
      { command: 'tar -I ./x -xf a.tar', decision: 'ask' },
    ],
  },
  {
    names: ['jar'],
    family,
    handler: 'tar',
    otherOptions: 'harmless',
    options: '-C=workdir --file=',
    examples: [
      { command: 'jar cf dist/app.jar -C build .', decision: 'allow' },
      { command: 'jar tf app.jar', decision: 'allow', reversibility: 'read-only' },
      { command: 'jar xf app.jar', decision: 'allow', reversibility: 'reversible' },
    ],
  },
  {
    names: ['gzip', 'gunzip', 'bzip2', 'bunzip2', 'xz', 'unxz', 'zstd', 'unzstd', 'lz4', 'unlz4', 'lzma', 'unlzma', 'lzip', 'lzop', 'brotli', 'compress', 'uncompress', 'pigz', 'unpigz', 'pbzip2', 'pixz', 'zopfli', 'bzip3', 'lrzip', 'lrunzip', 'rzip'],
    family,
    options: '-c|--stdout|--to-stdout -t|--test -l|--list -k|--keep -d|--decompress -f|--force -o|--output=write -S|--suffix= -T= -D=read -q -v -r|--recursive -n -N --rm --output-dir-flat=write --patch-from=read --train -p= -h! --help! -V! --version! --best --fast --ultra -e -z -b= -F|--format= -C|--check= -M= -0 -1 -2 -3 -4 -5 -6 -7 -8 -9 -19',
    numericOption: true,
    operands: 'move...',
    operandsWith: { '-c -t -l': 'read...' },
    effects: [effect('write', 'reversible', 'workspace', 'replaces files by their packed or unpacked form', { without: '-c -t -l' })],
    examples: [
      { command: 'gzip -9 logs/dev.log', decision: 'allow' },
      { command: 'gunzip -c data.gz', decision: 'allow' },
    ],
  },
  {
    names: ['zip'],
    family,
    options:
      '-r|--recurse-paths -q|--quiet -v|--verbose -9 -0 -j|--junk-paths -x|--exclude= -i|--include= -u|--update -d|--delete -m|--move -T|--test -TT|--unzip-command=shell -P|--password= -e|--encrypt -y|--symlinks -b=write -O|--output-file=write -s= -t= -n= -@ -l -o -D -X -F -FF -FS -f|--freshen -g -sf --help! -h! -z -A -q -L',
    operands: 'append read...',
    effects: [
      effect('delete', 'irreversible', 'workspace', 'deletes the files after packing them', { with: '-m' }),
      effect('execute', 'irreversible', 'machine', 'runs a program to test the archive', { with: '-TT', uninspectable: true }),
    ],
    numericOption: true,
    examples: [
      { command: 'zip -r release.zip dist', decision: 'allow' },
      { command: "zip x.zip a -T -TT 'sh #'", decision: 'ask' },
    ],
  },
  {
    names: ['unzip'],
    family,
    options: '-d=write -o -l! -q -p! -t! -v! -Z! -z! -x= -n -j -u -f -a -aa -b -C -L -K -X -V -D -M -P= -O= -I=',
    operands: 'read data...',
    handler: 'unpack',
    effects: [unpacks],
    examples: [
      { command: "unzip -o a.zip '.tagout/*'", decision: 'deny' },
      { command: 'unzip -o fixtures/sample.zip -d /tmp/acme-fixture', decision: 'allow', reversibility: 'reversible' },
      { command: 'unzip -l fixtures/sample.zip', decision: 'allow', reversibility: 'read-only' },
      { command: 'unzip -o a.zip -d ~/', decision: 'ask' },
    ],
  },
  {
    names: ['unrar', 'unar', 'unace', 'cabextract', 'unsquashfs', 'unlzx', 'aunpack', 'als', 'dtrx', 'unarj', 'innoextract', 'msiextract', 'rpm2cpio', 'funzip', 'bsdunzip'],
    family,
    options: '-d|--directory|-dest|-o-directory=write -o -l -q -p -t -v -x= -n -j -u -z -P= -O= -C=write -D -y -r -e -f -a -L -K -X -B',
    otherOptions: 'harmless',
    operands: 'read data...',
    handler: 'unpack',
    effects: [unpacks],
    examples: [
      { command: 'unar -o /tmp/acme-fixture fixtures/sample.rar', decision: 'allow' },
    ],
  },
  {
    names: ['7z', '7za', '7zr', '7zz', 'rar', 'arj', 'zpaq', 'lha', 'p7zip', 'ouch', 'atool', 'apack'],
    family,
    style: 'posix',
    everywhere: '-o=write -so -si -an -y -p= -t= -r -mx= -m= -x= -i= -v= -aoa -sdel -f -d --extract-to=write',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'x|e|extract|decompress': { otherOptions: 'harmless', operands: 'read write...', handler: 'unpack', effects: [unpacks] },
      'l|t|b|h|i|list|l*': { otherOptions: 'harmless', operands: 'read data...' },
      'a|u|d|rn|m|c|add|compress|create': { otherOptions: 'harmless', operands: 'append read...', effects: [effect('write', 'reversible', 'workspace', 'writes an archive')] },
    },
    examples: [{ command: '7z x a.7z', decision: 'allow' }, { command: '7z x -o.tagout a.7z', decision: 'deny' }, { command: '7z a out.7z ~/.ssh/id_rsa', decision: 'ask' }],
  },
  {
    names: ['cpio'],
    family,
    options: '--rsh-command=program --to-command=program -F|-f|--file=read -I=read -H|--format= -t|--list! -v|--verbose --quiet --version! --help!',
    otherOptions: 'harmless',
    operands: 'opaque...',
    effects: [effect('write', 'irreversible', 'machine', 'copies the files that its input names, wherever they lie', { uninspectable: true })],
    examples: [{ command: 'cpio -t -F backup.cpio', decision: 'allow' }, { command: 'echo /etc/shadow | cpio -o', decision: 'ask' }],
  },
  {
    names: ['pax'],
    family,
    options: '-r -w -a -f=append -d -i -k -l -n -t -u -v -z -j -X -Y -Z -D -E= -G= -H -L -O -P -T= -U= -b= -B= -c -o= -p= -s= -x= -0 -M',
    operands: 'read...',
    effects: [effect('write', 'reversible', 'workspace', 'unpacks files', { with: '-r', without: '-w' })],
    stdin: { role: 'code:other', with: '-w', operands: 'none' },
    examples: [{ command: 'pax -wf docs.pax docs', decision: 'allow' }, { command: 'pax -w ~/.ssh/id_rsa', decision: 'ask' }, { command: 'find / | pax -w', decision: 'ask' }],
  },
  {
    names: ['ar', 'shar', 'unshar'],
    family,
    options: '--rsh-command=program --to-command=program -F|--file=write -O=write -I=read -D|--directory=workdir -H|--format= -E=read -R= -f= -s= -x= -b= -t -i -o -p -d -m -u -v -r -c -q',
    otherOptions: 'harmless',
    operands: 'write...',
    effects: [unpacks],
    examples: [{ command: 'ar t lib.a', decision: 'allow' }],
  },
  {
    names: ['rsync', 'rsync-ssl', 'fpsync'],
    family: 'rsync',
    handler: 'rsync',
    options:
      '-a|--archive -v|--verbose -z|--compress -r|--recursive -n|--dry-run! -e|--rsh=shell --rsync-path=program -P --progress --delete --del --delete-before --delete-during --delete-delay --delete-after --delete-excluded --delete-missing-args --ignore-errors --force --max-delete= --remove-source-files --exclude= --exclude-from=read --include= --include-from=read --files-from=read -f|--filter= -F -u|--update -t|--times -p|--perms -o|--owner -g|--group -l|--links -L|--copy-links -k -K -H|--hard-links -A -X -x -W|--whole-file -c|--checksum -C|--cvs-exclude -R|--relative -m|--prune-empty-dirs -q|--quiet -h|--human-readable -i|--itemize-changes -b|--backup --backup-dir=write --suffix= --link-dest=read --compare-dest=read --copy-dest=read --chmod= --chown= --size-only --existing --ignore-existing --ignore-times -I --inplace --append --append-verify --partial --partial-dir=write -T|--temp-dir=write --timeout= --contimeout= --bwlimit= --stats --info= --log-file=write --log-file-format= --out-format= --password-file=read --port= --modify-window= --no-perms --no-owner --no-group --no-times --no-o --no-g --no-p --omit-dir-times -O -J -D -S|--sparse -s -y -d|--dirs -E|--executability --numeric-ids --safe-links --copy-unsafe-links --munge-links --early-input=read --write-batch=write --only-write-batch=write --read-batch=read --protocol= --iconv= --checksum-seed= -4 -6 -8 -B= -@= -M|--remote-option=opaque --address= --sockopts= --blocking-io --out-format= --list-only! --version! --help! --mkpath --old-args --secluded-args --trust-sender --fsync --specials --devices --super --fake-super -U --atimes -N --crtimes --open-noatime --preallocate --skip-compress= --compress-level= --zl= --zc= --min-size= --max-size= --usermap= --groupmap= --no-motd --stop-after= --stop-at= --outbuf= --debug= --msgs2stderr --copy-as= --config=opaque --daemon',
    examples: [
      { command: 'rsync -av src/ dist/', decision: 'allow' },
      { command: 'rsync $X src/ dist/', decision: 'ask' },
      { command: 'rsync $X', decision: 'ask' },
      { command: 'rsync -av --delete src/ /home/dev/acme-shop-backup/src/', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: "rsync -e 'sh -c \"rm -rf ~/Documents\"' a host.example:b", decision: 'ask' },
    ],
  },
];
