import type { Action } from '../../src/core/action.ts';

/** A way to write a proposal of any length. */
export interface Shape {
  readonly name: string;
  /** An action whose text has about `length` characters. */
  readonly make: (length: number) => Action;
}

const filled = (piece: string, length: number): string => piece.repeat(Math.max(1, Math.ceil(length / piece.length)));
const shell = (command: string, dialect: 'posix' | 'powershell' | 'cmd' = 'posix'): Action => ({ kind: 'shell', command, dialect });
const posix = (name: string, write: (length: number) => string): Shape => ({ name, make: (length) => shell(write(length)) });
const repeated = (name: string, piece: string, before = '', after = ''): Shape => posix(name, (length) => `${before}${filled(piece, length)}${after}`);

/** Ordinary shapes, each of which may be as long as an agent likes. */
export const shapes: readonly Shape[] = [
  repeated('one long word', 'a', 'echo '),
  repeated('many words', 'word ', 'echo '),
  repeated('many paths', 'src/file.ts ', 'cat '),
  repeated('many deleted paths', 'src/file.ts ', 'rm '),
  repeated('many options', '--color=never ', 'ls '),
  repeated('many commands', 'git status --short; '),
  repeated('many unknown commands', 'a b/c=1;'),
  repeated('many lines', 'echo done\n'),
  repeated('long pipeline', ' | sort', 'cat package.json'),
  repeated('long list', ' && true', 'true'),
  repeated('many assignments', 'NAME=value; '),
  repeated('many assignments before a command', 'NAME=value ', '', 'env'),
  repeated('a variable that grows', 'A=$A$A; ', 'A=ab; '),
  repeated('many variables', '$HOME ', 'echo '),
  repeated('many redirects', '> /dev/null ', 'echo done '),
  repeated('many written files', 'echo a >> out.log; '),
  repeated('many substitutions', '$(date) ', 'echo '),
  repeated('many functions', 'f() { date; }; f; '),
  repeated('many directories', 'cd src; '),
  repeated('many branches', 'if true; then date; else ls; fi; '),
  repeated('many loops', 'for f in a b; do echo $f; done; '),
  repeated('long here-document', 'a line of text $HOME\n', 'cat <<EOF\n', 'EOF\n'),
  repeated('quoted here-document', 'a line of text\n', "cat <<'EOF'\n", 'EOF\n'),
  repeated('here-document for a shell', 'git status\n', "bash <<'EOF'\n", 'EOF\n'),
  repeated('long quoted text', 'it is "so" \\n ', "echo '", "'"),
  repeated('long double-quoted text', 'it is so $HOME ', 'echo "', '"'),
  repeated('long commit message', 'fix: all of it\n', 'git commit -m "', '"'),
  repeated('a shell in a shell', 'git status; ', "bash -c '", "'"),
  repeated('code of Python', 'print(1)\n', 'python3 -c "', '"'),
  repeated('code of JavaScript', 'console.log(1);', "node -e '", "'"),
  repeated('code of Perl that opens', 'open ', "perl -e '", "'"),
  repeated('code of Python that loops', 'for ', "python3 -c '", "'"),
  repeated('code of JavaScript with members', 'fs[', "node -e '", "'"),
  repeated('many braces', '{a,b} ', 'echo '),
  repeated('many globs', '*.ts ', 'ls '),
  repeated('long comment', 'nothing here ', 'date # '),
  repeated('long SQL in a client', 'select 1; ', 'psql -c "', '"'),
  repeated('jq with a long filter', '.a | ', "jq '", ".b' package.json"),
  repeated('sed with a long script', 's/a/b/;', "sed '", "' file.txt"),
  { name: 'SQL, many statements', make: (length) => ({ kind: 'sql', text: filled('select a, b from t where id = 1; ', length) }) },
  { name: 'SQL, one long list', make: (length) => ({ kind: 'sql', text: `select * from t where id in (${filled('1, ', length)}1)` }) },
  { name: 'MCP, a long text', make: (length) => ({ kind: 'mcp', server: 'notes', tool: 'search', input: { query: filled('words of a person ', length) } }) },
  { name: 'MCP, many members', make: (length) => ({ kind: 'mcp', server: 'notes', tool: 'list', input: { items: Array.from({ length: Math.ceil(length / 20) }, (_, index) => ({ id: index, name: 'one' })) } }) },
  { name: 'MCP, SQL', make: (length) => ({ kind: 'mcp', server: 'database', tool: 'query', input: { sql: filled('select 1; ', length) } }) },
  { name: 'PowerShell', make: (length) => shell(filled('Get-ChildItem -Path src; ', length), 'powershell') },
  { name: 'PowerShell, one pipeline', make: (length) => shell(`Get-ChildItem${filled(' | Sort-Object Name', length)}`, 'powershell') },
  { name: 'cmd', make: (length) => shell(filled('dir src & ', length) + 'ver', 'cmd') },
  { name: 'a written file', make: (length) => ({ kind: 'file', change: { operation: 'modify', path: '/home/dev/acme-shop/src/a.ts', before: filled('line\n', length), after: filled('line\n', length) } }) },
];
