import { effect, type ProgramTable } from '../programTable.ts';

const family = 'read';

/** A program whose options cannot write, run or send anything; its operands are files that it shows. */
const shows = (names: string, operands = 'read...', options = ''): ProgramTable => ({
  names: names.split(' '),
  family,
  options,
  otherOptions: 'harmless',
  operands,
  numericOption: true,
  examples: [],
});

/** A program that shows facts about the machine; its operands are names, not files. */
const tells = (names: string, options = ''): ProgramTable => ({ names: names.split(' '), family, options, otherOptions: 'harmless', examples: [] });

/** Looking at files and at the machine. Every option was checked: none of those left out writes or runs anything. */
export const readTools: readonly ProgramTable[] = [
  {
    ...shows('ls ll la dir vdir exa eza lsd', 'data...'),
    examples: [
      { command: 'ls -la --color=auto src', decision: 'allow', reversibility: 'read-only' },
      { command: 'ls ~/Documents', decision: 'allow' },
    ],
  },
  {
    ...shows('cat tac nl rev head tail zcat bzcat xzcat zstdcat lzcat gzcat tailspin tspin', 'read...', '-n|--lines= -c|--bytes= -s= -b= -w='),
    examples: [
      { command: 'cat package.json README.md', decision: 'allow', reversibility: 'read-only' },
      { command: 'cat .env', decision: 'ask' },
      { command: 'tail -20 logs/dev.log', decision: 'allow' },
      { command: 'cat ~/.aws/credentials', decision: 'ask' },
    ],
  },
  {
    names: ['bat', 'batcat'],
    family,
    options: '--pager=program --paging= -l|--language= --theme= --style= -r|--line-range= -H|--highlight-line= --diff-context= --tabs= --wrap= --file-name= --map-syntax=',
    otherOptions: 'harmless',
    operands: 'read...',
    effects: [effect('execute', 'reversible', 'machine', 'opens a pager, which runs what is typed', { with: '--paging=always', posture: 'ask' })],
    examples: [{ command: 'bat --paging=always src/a.ts', decision: 'ask' }, { command: 'bat -p --paging=never src/a.ts', decision: 'allow' }],
  },
  {
    names: ['less', 'more', 'most', 'pg', 'zless', 'zmore', 'bzless', 'xzless', 'bzmore'],
    family,
    effects: [effect('execute', 'irreversible', 'machine', 'runs a command of the pager at its start', { operand: '^\\+\\+?.*[!|#vs:]', uninspectable: true })],
    options: '-o=write -O=write -k=opaque --log-file=write --lesskey-file=opaque --lesskey-src=opaque --lesskey-content=opaque -p= -P= -j= -x= -t= -T= -b= -h= -y= -z= -D= -#=',
    otherOptions: 'harmless',
    operands: 'read...',
    numericOption: true,
    examples: [
      { command: 'less README.md', decision: 'allow' },
      { command: 'less +F logs/app.log', decision: 'allow' },
      { command: "less '+!rm -rf ~/Documents' README.md", decision: 'ask' },
      { command: 'less -o /home/dev/.bashrc README.md', decision: 'ask' },
    ],
  },
  {
    names: ['file'],
    family,
    options: '-m|--magic-file=read -C|--compile -f|--files-from=read -F|--separator= -P|--parameter= -e|--exclude=',
    otherOptions: 'harmless',
    operands: 'data...',
    examples: [{ command: 'file public/logo.png', decision: 'allow' }],
  },
  {
    names: ['tree'],
    family,
    options: '-o=write -L= -P= -I= --filelimit= --charset= --timefmt= --fromfile --infofile= --gitfile= -H= -T= --sort=?',
    otherOptions: 'harmless',
    operands: 'data...',
    examples: [
      { command: "tree -L 2 -I 'node_modules|dist'", decision: 'allow' },
      { command: 'tree -o /home/dev/.bashrc', decision: 'ask' },
    ],
  },
  shows('stat readlink realpath basename dirname du namei pathchk mountpoint lsattr getfacl', 'data...', '-c|--format= --printf= -s|--suffix= -d|--max-depth= -t|--threshold= --exclude= --time-style= --relative-to= --relative-base= -f='),
  tells('df duf dust', '-t|--type= -x|--exclude-type= --output=? -B= -d= -n= -X='),
  {
    ...shows('wc cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum md5 shasum b3sum crc32 xxhsum xxh64sum', 'read...', '--files0-from=read -a|--algorithm= -l|--length= --total='),
    examples: [{ command: 'wc -l src/a.ts', decision: 'allow' }],
  },
  {
    ...shows('cut paste fold fmt expand unexpand column join comm colrm tsort nroff look csvlook csvcut csvstat csvgrep csvsort csvjson csvjoin csvstack', 'read...', '-d|--delimiter= -f|--fields= -c|--characters= -b|--bytes= -w|--width= -t|--tabs= -s= -o= -1= -2= -j= -e= -a= -v= --output-delimiter= -N= -R= -O= -H= -m= -r= -W='),
    examples: [{ command: 'cut -d, -f1 data/prices.csv', decision: 'allow' }],
  },
  {
    names: ['tr'],
    family,
    otherOptions: 'harmless',
    examples: [{ command: 'tr a-z A-Z', decision: 'allow' }],
  },
  {
    names: ['uniq'],
    family,
    options: '-f|--skip-fields= -s|--skip-chars= -w|--check-chars= --group=? --all-repeated=?',
    otherOptions: 'harmless',
    operands: 'read write',
    examples: [
      { command: 'uniq -c words.txt', decision: 'allow' },
      { command: 'uniq words.txt /home/dev/.bashrc', decision: 'ask' },
    ],
  },
  {
    names: ['sort'],
    family,
    options: '-o|--output=write -k|--key= -t|--field-separator= -S|--buffer-size= -T|--temporary-directory=write --compress-program=program --files0-from=read --parallel= --batch-size= --random-source=read --sort= --debug',
    otherOptions: 'harmless',
    operands: 'read...',
    examples: [
      { command: 'sort -u -t, -k2 words.txt', decision: 'allow' },
      { command: 'sort -o words.txt words.txt', decision: 'allow' },
      { command: 'sort --compress-prog=./x -S 1k big.txt', decision: 'ask' },
    ],
  },
  {
    names: ['diff', 'diff3', 'sdiff', 'cmp', 'colordiff', 'wdiff', 'icdiff', 'difft', 'difftastic', 'delta', 'zdiff', 'zcmp', 'bzdiff', 'xzdiff'],
    family,
    options: '-o|--output=write --diff-program=program --from-file=read --to-file=read -U= -C= -W|--width= -I|--ignore-matching-lines= -x|--exclude= -X|--exclude-from=read -L|--label= --color=? -n|--bytes= -i= -l --pager=program',
    otherOptions: 'harmless',
    operands: 'read...',
    examples: [{ command: 'diff -u src/a.ts src/b.ts', decision: 'allow' }],
  },
  {
    names: ['xxd', 'hexdump', 'hd', 'od', 'hexyl', 'strings', 'objdump', 'nm', 'size', 'readelf', 'ldd', 'otool', 'dwarfdump', 'c++filt', 'addr2line'],
    family,
    options: '-l= -s= -n= -c= -g= -o= -e= -f= -A= -t= -j= -N= -w= -C= -M= -d -a -p -r',
    otherOptions: 'harmless',
    operands: 'read write',
    examples: [
      { command: 'xxd -l 64 public/favicon.ico', decision: 'allow' },
      { command: 'xxd -r x /home/dev/.bashrc', decision: 'ask' },
    ],
  },
  {
    names: ['base64', 'base32', 'basenc', 'uuencode', 'uudecode', 'base58', 'basez'],
    family,
    options: '-d|--decode|-D -i|--input=read -o|--output=write -w|--wrap=',
    otherOptions: 'harmless',
    operands: 'read...',
    examples: [{ command: 'base64 -d secret.b64', decision: 'allow' }],
  },
  {
    names: ['jq', 'jaq', 'gojq'],
    family,
    options: '-f|--from-file=read -L= --arg= --argjson= --slurpfile= --rawfile= --indent= --args --jsonargs --seq --stream -n|--null-input -e|--exit-status -r|--raw-output -j -a -s|--slurp -c -C -M -S --tab -R|--raw-input',
    operands: 'data read...',
    otherOptions: 'harmless',
    effects: [effect('secret', 'recoverable', 'machine', 'shows the whole environment with its secrets to the agent', { operand: '(?:^|[^.$\\w])(?:\\$ENV|env)(?![.\\w])', rule: 'secrets.environment', sure: true })],
    examples: [
      { command: 'jq -n env', decision: 'ask', reversibility: 'recoverable' },
      { command: "jq -n '{a: $ENV.HOME, b: env.PATH}'", decision: 'allow' },
      { command: "jq '.env' package.json", decision: 'allow' },
      { command: "jq -r '.dependencies | keys[]' package.json", decision: 'allow' },
      { command: 'jq . ~/.aws/credentials', decision: 'ask' },
    ],
  },
  {
    names: ['dasel', 'gron', 'fx', 'jless', 'mlr', 'miller', 'xsv', 'qsv', 'xmllint', 'hq', 'htmlq', 'pup', 'jo', 'jc', 'json_pp', 'json5'],
    family,
    options: '-i|--inplace|--in-place -o|--output=write -p= -P -e= -r -I= -s= --arg= --xpath= --from-file=read',
    otherOptions: 'harmless',
    operands: 'data write...',
    examples: [{ command: 'xmllint --format coverage.xml', decision: 'allow' }],
  },
  {
    // `yq EXPRESSION FILE…` shows; with -i it writes each file.
    names: ['yq', 'tomlq', 'xq'],
    family,
    options: '-i|--inplace|--in-place -o|--output-format= -p|--input-format= -P|--prettyPrint -e|--exit-status -r|--raw-output -I|--indent= -s|--split-exp= --arg= -n|--null-input -N -M|--no-colors -C|--colors -j -y -Y -x|--xml-output -t|--toml-output --from-file|-f=read --expression=',
    otherOptions: 'harmless',
    operands: 'data read...',
    operandsWith: { '-i': 'data write...' },
    examples: [{ command: "yq '.services' docker-compose.yml", decision: 'allow', reversibility: 'read-only' }, { command: "yq -i '.version = 2' .github/workflows/ci.yml", decision: 'ask' }],
  },
  {
    names: ['ps'],
    family,
    otherOptions: 'harmless',
    options: '-p|--pid= -u|--user= -U|--User= -C= -o|--format= -O= -g|--group= -G|--Group= -t|--tty= -s|--sid= -q|--quick-pid= -k|--sort= --cols= --columns= --rows= --lines= --ppid= -N -w -h -A -e -f -F -l -j -L -T -H -c -a -d -x -y -M -Z',
    // BSD's `e` shows the environment behind each command; it stands among letters without a dash.
    effects: [effect('secret', 'recoverable', 'machine', 'shows the environment of every process with its secrets to the agent', { operand: '^[a-df-zA-Z]*e[a-zA-Z]*$', rule: 'secrets.environment', sure: true })],
    examples: [
      { command: 'ps aux', decision: 'allow', reversibility: 'read-only' },
      { command: 'ps -ef', decision: 'allow', reversibility: 'read-only' },
      { command: 'ps -o user,etime,cmd -p 42', decision: 'allow', reversibility: 'read-only' },
      { command: 'ps auxe', decision: 'ask', reversibility: 'recoverable' },
    ],
  },
  {
    ...tells(
        'uname uptime w who whoami id groups users logname tty nproc lscpu lsblk lspci lsusb lsmod lshw lsmem free vmstat iostat mpstat ' +
        'sar pgrep pidof pstree top htop btop atop lsof netstat nettop iotop iftop locale getconf system_profiler ' +
        'findmnt blkid sensors nvidia-smi acpi whereis which whatis apropos cal ncal seq yes sleep true false ' +
        'factor numfmt uuidgen uuid expr dircolors figlet lolcat fortune toilet cmatrix banner clear cls pwd lsns lslocks lslogins ' +
        'lsipc ipcs numastat wtf units calendar tzselect lsb_release prtstat peekfd hostid vainfo glxinfo ' +
        'fc-list fc-match infocmp toe zipinfo lsar mediainfo ffprobe soxi sndfile-info pngcheck pdfinfo pdffonts cloc tokei scc loc onefetch',
        '-p|--pid= -u|--user= -C= -o|--format= -g= -t= -i= -s= -n= -d= -c= -N= -a= -f= -L= -U= -G= --sort= --since= --until= -I= -A= -w= -F= -l= -x',
    ),
    examples: [
      { command: 'lsof -i :3000', decision: 'allow' },
      { command: 'which node', decision: 'allow' },
      { command: 'pgrep -fl vite', decision: 'allow' },
    ],
  },
  {
    names: ['pidstat'],
    family,
    options: '-e=program -C= -G= -p= -T= -U=? -d -H -h -I -l -r -R -s -t -u -V! -v -w --human --dec= -o=',
    optionsFirst: true,
    operands: 'data...',
    examples: [{ command: 'pidstat -u 1 1', decision: 'allow' }, { command: 'pidstat -e ./nowhere.sh', decision: 'ask' }],
  },
  {
    names: ['man', 'info', 'tldr', 'cheat', 'help'],
    operands: 'read...',
    family,
    options: '-P|--pager=program -H|--html=?program -X|--gxditview=? -B= -M|--manpath=read -C|--config-file=opaque -s= -S= -k -f -w -K -l|--local-file -E= -r|--prompt= -e= -m= -p= -L= --preprocessor= -o|--output=write -d|--directory= -n|--node= -O',
    otherOptions: 'harmless',
    examples: [
      { command: 'man rm', decision: 'allow', reversibility: 'read-only' },
      { command: "man --html='sh -c x' ls", decision: 'ask' },
    ],
  },
  {
    names: ['date'],
    family,
    options: '-d|--date= -f|--file=read -r|--reference= -u -R -I=? --rfc-3339= -v= -j -s|--set= +=',
    otherOptions: 'harmless',
    effects: [{ kind: 'system', reversibility: 'reversible', radius: 'machine', reason: 'sets the clock of the machine', with: '-s --set' }, { kind: 'system', reversibility: 'reversible', radius: 'machine', reason: 'sets the clock of the machine', operand: '^\\d{8,}(?:\\.\\d+)?$' }],
    examples: [
      { command: 'date +%F', decision: 'allow' },
      { command: "date -s '2020-01-01'", decision: 'ask' },
    ],
  },
  {
    names: ['last', 'lastb', 'lastlog', 'utmpdump'],
    family,
    options: '-f|--file=read --ascii=read --source=read --config=opaque -c=opaque --load-config=opaque --gen-config=?write --logo=read --structure= -l= -n= -s= -t= -p= -i= -a -x -w -F -d -R -u= -b -h! --help! --version! -o|--output=write --stdout --off -e= -T= -W= -L= -z -r -Fxz',
    numericOption: true,
    operands: 'data...',
    examples: [{ command: 'last -n 5', decision: 'allow', reversibility: 'read-only' }, { command: 'last -f /etc/shadow', decision: 'ask' }],
  },
  {
    names: ['cowsay', 'cowthink'],
    family,
    options: '-f=opaque -e= -T= -W= -b -d -g -p -s -t -w -y -l -n -h',
    operands: 'data...',
    examples: [{ command: 'cowsay moo', decision: 'allow' }, { command: 'cowsay -f ./x.cow moo', decision: 'ask' }],
  },
  {
    names: ['getent'],
    family,
    options: '-s|--service= -i|--no-idn -A|--no-addrconfig --help! --version!',
    operands: 'data...',
    effects: [effect('secret', 'recoverable', 'machine', 'shows the password hashes of the machine', { operand: '^g?shadow$' })],
    examples: [{ command: 'getent passwd dev', decision: 'allow' }, { command: 'sudo getent shadow', decision: 'ask' }],
  },
  {
    names: ['dmesg'],
    family,
    options: '-c|--read-clear -C|--clear -D|--console-off -E|--console-on -n|--console-level= -F|--file=read -K|--kmsg-file=read -f|--facility= -l|--level= -L|--color=? -T|--ctime -t|--notime -d|--show-delta -e|--reltime -H|--human -k|--kernel -u|--userspace -r|--raw -S|--syslog -s|--buffer-size= -w|--follow -W|--follow-new -x|--decode -J|--json -P|--nopager -p|--force-prefix --noescape --time-format= --since= --until= --help! -h! --version! -V!',
    effects: [
      effect('system', 'irreversible', 'machine', 'deletes logs of the machine', { with: '-c -C' }),
      effect('system', 'reversible', 'machine', 'changes how the machine logs', { with: '-D -E -n' }),
      effect('execute', 'reversible', 'machine', 'opens a pager, which runs what is typed', { with: '-H', without: '-P', posture: 'ask' }),
    ],
    examples: [{ command: 'dmesg -T | tail -20', decision: 'allow', reversibility: 'read-only' }, { command: 'sudo dmesg -C', decision: 'ask', reversibility: 'irreversible' }, { command: 'dmesg -rF /etc/shadow', decision: 'ask' }],
  },
  {
    names: ['journalctl'],
    family,
    options:
      '-n|--lines=? --vacuum-size= --vacuum-time= --vacuum-files= --rotate --flush --sync --relinquish-var --setup-keys --update-catalog -u|--unit= --user-unit= -S|--since= -U|--until= -p|--priority= -o|--output= -t|--identifier= -g|--grep= -D|--directory=read --file=read --root= -b|--boot=? -f|--follow -k|--dmesg -x|--catalog -r|--reverse -e|--pager-end -c|--cursor= --cursor-file=write -F|--field= -N|--fields -M|--machine= -q|--quiet --no-pager -a|--all --utc --disk-usage --list-boots --header --verify -m|--merge --user --system --no-full --no-tail --no-hostname --output-fields= --facility= --case-sensitive=? --list-catalog --dump-catalog --new-id128 --interval= --verify-key= -h|--help! --version! -T|--exclude-identifier= --show-cursor --after-cursor= -l|--full -i= --invocation= --list-invocations --truncate-newline',
    operands: 'data...',
    // `-b -1`: the boot before this one.
    numericOption: true,
    effects: [
      effect('system', 'irreversible', 'machine', 'deletes logs of the machine', { with: '--vacuum-size --vacuum-time --vacuum-files --relinquish-var' }),
      effect('system', 'reversible', 'machine', 'changes how the machine logs', { with: '--rotate --flush --setup-keys --update-catalog' }),
      effect('execute', 'reversible', 'machine', 'opens the whole journal in a pager, which runs what is typed', { operands: 'none', without: '-n -u --user-unit -S -U -p -o -t -g -b -f -k -r -e -c -F -N -q --no-pager --disk-usage --list-boots --header --verify --system --user --file -D --list-catalog --rotate --flush --sync --vacuum-size --vacuum-time --vacuum-files --relinquish-var --setup-keys --update-catalog', posture: 'ask' }),
    ],
    examples: [
      { command: 'journalctl -u acme --since today', decision: 'allow' },
      { command: 'journalctl', decision: 'ask' },
      { command: 'journalctl -n 50 --no-pager', decision: 'allow', reversibility: 'read-only' },
      { command: 'journalctl --vacuum-time=1s', decision: 'ask', reversibility: 'irreversible' },
    ],
  },
];
