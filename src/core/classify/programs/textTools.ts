import { effect, type ProgramTable } from '../programTable.ts';

const family = 'text';

/** Searching and rewriting text. Options that run a program or write a file carry their role. */
export const textTools: readonly ProgramTable[] = [
  {
    names: ['grep', 'egrep', 'fgrep', 'zgrep', 'bzgrep', 'xzgrep', 'zstdgrep', 'ggrep', 'pcregrep', 'pcre2grep'],
    family,
    options:
      '-e|--regexp= -f|--file=read -m|--max-count= -A|--after-context= -B|--before-context= -C|--context= --include= --exclude= --exclude-from=read --exclude-dir= --label= --color=? --colour=? -d|--directories= -D|--devices= --binary-files= --group-separator= -c|--count -q|--quiet|--silent -l|--files-with-matches -L|--files-without-match -o|--only-matching',
    otherOptions: 'harmless',
    operands: 'data read...',
    operandsWith: { '-e -f': 'read...' },
    numericOption: true,
    examples: [
      { command: "grep -oE '^[A-Z_]+=' .env", decision: 'allow', reversibility: 'read-only' },
      { command: "grep -oE '^[A-Z_]+=.*' .env", decision: 'ask' },
      { command: 'grep -c KEY id_rsa', decision: 'allow' },
      { command: 'grep KEY .env', decision: 'ask' },
      { command: 'grep -rn "rm -rf" . --include=*.sh', decision: 'allow', reversibility: 'read-only' },
      { command: 'grep -v PASSWORD= .env', decision: 'ask' },
      { command: 'grep -e x .env', decision: 'ask' },
    ],
  },
  {
    names: ['rg', 'ripgrep', 'rga'],
    family,
    options:
      '-e|--regexp= -f|--file=read --pre=program --pre-glob= --hostname-bin=program -z|--search-zip -g|--glob= --iglob= -t|--type= -T|--type-not= -A|--after-context= -B|--before-context= -C|--context= -m|--max-count= -d|--max-depth= -M|--max-columns= -E|--encoding= -r|--replace= --sort= --sortr= -j|--threads= --color= --colors= --ignore-file=read --max-filesize= --dfa-size-limit= --regex-size-limit= --engine= --path-separator= --context-separator= --field-match-separator= --field-context-separator= --hyperlink-format= --type-add= --type-clear= --files --type-list',
    otherOptions: 'harmless',
    operands: 'data read...',
    operandsWith: { '-e -f --files': 'read...' },
    examples: [
      { command: "rg -n --hidden 'TRUNCATE TABLE' migrations", decision: 'allow', reversibility: 'read-only' },
      { command: 'rg --files -g "*.ts"', decision: 'allow' },
      { command: 'rg --pre ./evil.sh TODO .', decision: 'ask' },
    ],
  },
  {
    names: ['ag', 'ack', 'ack-grep', 'ugrep', 'ug', 'sift', 'pt', 'probe'],
    family,
    options: '--pager=program --pager-program=program --filter=opaque --view=program --ackrc=opaque --output=? -A= -B= -C= -m= -G= -g= --ignore= --ignore-dir= --type= --include= --exclude= --color=? --save-config=write --config=? --pre=program -Z=?',
    otherOptions: 'harmless',
    operands: 'data read...',
    examples: [{ command: 'ag TODO src', decision: 'allow' }],
  },
  {
    names: ['fd', 'fdfind'],
    family,
    options:
      '-x|--exec -X|--exec-batch -e|--extension= -t|--type= -d|--max-depth|--maxdepth= --min-depth= --exact-depth= -E|--exclude= --ignore-file=read -c|--color= -j|--threads= -S|--size= --changed-within|--newer= --changed-before|--older= -o|--owner= --format= --batch-size= --base-directory=workdir --search-path= --path-separator= --max-results= --and=',
    otherOptions: 'harmless',
    operands: 'data...',
    handler: 'fd',
    examples: [
      { command: 'fd -e ts cart src', decision: 'allow', reversibility: 'read-only' },
      { command: 'fd -e ts -x wc -l', decision: 'allow' },
      { command: 'fd -e md -x rm', decision: 'ask' },
      { command: 'fd -e md -X rm -rf /home/dev/notes', decision: 'ask', blastRadius: 'machine' },
    ],
  },
  {
    names: ['find', 'gfind', 'bfs'],
    family,
    style: 'none',
    handler: 'find',
    examples: [
      { command: "find . -name '*.test.ts' -not -path './node_modules/*'", decision: 'allow', reversibility: 'read-only' },
      { command: "find . -name '*.pyc' -delete", decision: 'allow' },
      { command: 'find ~ -delete', decision: 'ask' },
      { command: 'find . $X', decision: 'ask' },
      { command: 'find "$X" -name "*.ts"', decision: 'allow' },
      { command: 'find $(git rev-parse --git-path hooks) -type f', decision: 'allow' },
      { command: 'find src -exec grep -l TODO {} +', decision: 'allow' },
      { command: 'find . -fprint /home/dev/.bashrc', decision: 'ask' },
    ],
  },
  {
    names: ['locate', 'plocate', 'mlocate', 'slocate'],
    family,
    options: '-d|--database=read -l|--limit|-n= -onlyin= -name=',
    otherOptions: 'harmless',
    examples: [{ command: 'locate nginx.conf', decision: 'allow' }],
  },
  {
    names: ['sed', 'gsed'],
    family,
    options:
      '-e|--expression=code:sed -f|--file=script:sed -i|--in-place=? -n|--quiet|--silent -E|-r|--regexp-extended -s|--separate -u|--unbuffered -z|--null-data -l|--line-length= --posix --debug --sandbox --follow-symlinks --help! --version! -b',
    handler: 'sed',
    examples: [
      { command: "sed -n 's/=.*$/=<set>/p' .env", decision: 'allow', reversibility: 'read-only' },
      { command: "sed -n 's/=.*$/&/p' .env", decision: 'ask' },
      { command: "sed 's/=.*$/=<set>/' .env", decision: 'ask' },
      { command: "sed -n '1,120p' src/server.ts", decision: 'allow', reversibility: 'read-only' },
      { command: "sed -i 's/colour/color/g' src/ui/Button.tsx", decision: 'allow' },
      { command: "sed -i 's/a/b/' ~/.bashrc", decision: 'ask' },
      { command: "sed '1e rm -rf /' x", decision: 'deny' },
      { command: "sed 'w /home/dev/.bashrc' x", decision: 'ask' },
    ],
  },
  {
    names: ['awk', 'gawk', 'mawk', 'nawk', 'goawk'],
    family,
    options:
      '-F|--field-separator= -v|--assign= -f|--file=script:awk -e|--source=code:awk -i|--include=opaque -l|--load=opaque -E|--exec=script:awk -b -c -g -h! -n -N -P -r -s -S|--sandbox -t -o|--pretty-print=?write -d|--dump-variables=?write -p|--profile=?write -D|--debug=?opaque -L|--lint=? -O -V|--version! --help! -W=opaque --csv -k',
    handler: 'awk',
    optionsFirst: true,
    examples: [
      { command: "awk -F= '{print $1}' .env", decision: 'allow', reversibility: 'read-only' },
      { command: "awk -F= '{print $1}' id_rsa", decision: 'ask' },
      { command: "awk -F= '{print $2}' .env", decision: 'ask' },
      { command: "awk -F, '{ s += $3 } END { print s }' data/prices.csv", decision: 'allow', reversibility: 'read-only' },
      { command: "awk 'BEGIN { system(\"id\") }'", decision: 'allow' },
      { command: "awk 'BEGIN { system(\"rm -rf \" d) }'", decision: 'ask' },
      { command: "awk '{ print > \"/home/dev/.bashrc\" }' x", decision: 'ask' },
    ],
  },
  {
    names: ['sd', 'rpl', 'fastmod', 'codemod', 'ambr', 'sad'],
    family,
    otherOptions: 'harmless',
    options: '-f|--flags= -n|--max-replacements= -d|--dir= -e|--extensions= -p|--preview -s -m',
    operands: 'data data write...',
    effects: [effect('write', 'reversible', 'workspace', 'rewrites text in source files')],
    examples: [{ command: "sd 'before' 'after' src/a.ts", decision: 'allow' }],
  },
  {
    names: ['ast-grep', 'sg', 'comby', 'semgrep', 'opengrep', 'gritql'],
    family,
    options: '-p|--pattern= -r|--rewrite= -l|--lang= -U|--update-all -i|--interactive -c|--config=read --json=? -o|--output=write --strictness= --selector= --globs= -f|--config-file=read --autofix -e= --include= --exclude= --severity=',
    otherOptions: 'harmless',
    operands: 'data...',
    effects: [effect('write', 'reversible', 'workspace', 'rewrites source files', { with: '-U --autofix -r -i' }), effect('execute', 'irreversible', 'machine', 'may be the program that changes the group and opens a shell', { operand: '^(?!run$|scan$|test$|new$|lsp$|completions$|help$|docs$)[\\w-]+$', without: '-p -l -c', uninspectable: true })],
    examples: [{ command: 'sg root', decision: 'ask' }, { command: "ast-grep -p 'console.log($A)' src", decision: 'allow' }],
  },
  {
    names: ['iconv', 'dos2unix', 'unix2dos', 'recode', 'nkf', 'uconv', 'mac2unix'],
    family,
    options: '-o|--output=write -f|--from-code= -t|--to-code= -n|--newfile=write -i|--info=? -x= -b -k -q',
    otherOptions: 'harmless',
    operands: 'write...',
    examples: [
      { command: 'iconv -f latin1 -t utf-8 README.md', decision: 'allow' },
      { command: 'dos2unix src/a.ts', decision: 'allow' },
      { command: 'dos2unix ~/.bashrc', decision: 'ask' },
    ],
  },
  {
    names: ['dc'],
    family,
    // `!` runs the rest of the line, `?` reads more to run.
    options: '-e|--expression= -f|--file=opaque -i -x -h|--help! -V|--version!',
    operands: 'opaque...',
    effects: [effect('execute', 'irreversible', 'machine', 'lets the calculator run a command', { word: '[!?]', uninspectable: true })],
    stdin: { role: 'code:other', operands: 'none' },
    examples: [{ command: "dc -e '!sh'", decision: 'ask' }, { command: "dc -e '4 5 * p'", decision: 'allow', reversibility: 'read-only' }],
  },
  {
    names: ['bc', 'qalc', 'calc'],
    family,
    options: '-e|--expression= -f|--file=read -l|--mathlib -q -s -w -i -V! -h!',
    operands: 'read...',
    stdin: { role: 'code:other', operands: 'none' },
    examples: [{ command: 'bc --version', decision: 'ask' }],
  },
];
