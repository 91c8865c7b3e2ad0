import type { Action } from '../../src/core/action.ts';
import { randomNumbers } from '../support/randomNumbers.ts';

/** An input that is written to take long or to be passed over. Each hides the same deletion. */
export interface Hostile {
  readonly name: string;
  readonly action: Action;
}

const loss = 'rm -rf ~/Documents';
const posix = (name: string, command: string): Hostile => ({ name, action: { kind: 'shell', command, dialect: 'posix' } });
const nested = (depth: number, open: string, core: string, close: string): string => open.repeat(depth) + core + close.repeat(depth);
const many = (count: number, piece: (index: number) => string): string => Array.from({ length: count }, (_, index) => piece(index)).join('');

function deepValue(depth: number, core: unknown): unknown {
  let value = core;
  for (let level = 0; level < depth; level++) value = { next: value };
  return value;
}

function noise(length: number): string {
  const random = randomNumbers(11);
  const letters = '(){}[]<>|&;$`"\'\\#*?~=!\n aZ09';
  return many(length, () => letters.charAt(Math.floor(random() * letters.length)));
}

/** All of them; none may be allowed. */
export const hostile: readonly Hostile[] = [
  posix('substitutions in substitutions', `echo ${nested(2000, '$(', loss, ')')}`),
  posix('as deep as is read', `echo ${nested(60, '$(echo ', `$(${loss})`, ')')}`),
  posix('backticks in backticks', `echo ${'`\\'.repeat(400)}${loss}`),
  posix('a quote that never ends', `echo '${'a '.repeat(60_000)}; ${loss}`),
  posix('many quotes that never end', `${'"\'`$('.repeat(30_000)}${loss}`),
  posix('open parameter expansions', `echo ${'${'.repeat(50_000)}; ${loss}`),
  posix('parameter expansions in one another', `echo ${nested(60, '${a:-', `$(${loss})`, '}')}`),
  posix('parentheses', nested(20_000, '(', loss, ')')),
  posix('arithmetic', `echo $((${'('.repeat(5000)}1${')'.repeat(5000)})); ${loss}`),
  posix('arithmetic that grows', `a=2; ${'a=$((a*a*a*a)); '.repeat(500)} ${loss}`),
  posix('a brace bomb', `echo ${'{a,b}'.repeat(40)}; ${loss}`),
  posix('a brace range', `echo {1..999999999}{1..999999999}; ${loss}`),
  posix('nested braces', `echo ${nested(2000, '{a,', 'b', '}')}; ${loss}`),
  posix('a variable that doubles', `a=aaaaaaaa; ${'a=$a$a; '.repeat(2000)} ${loss}`),
  posix('100,000 aliases', `${many(100_000, (index) => `alias a${index}=a${index + 1}; `)}alias a100000='${loss}'; a0`),
  posix('a chain of aliases', `${many(300, (index) => `alias a${index}=a${index + 1}; `)}alias a300='${loss}'; a0`),
  posix('functions that call themselves', `f() { f; g; }; g() { g; f; }; ${'f; g; '.repeat(200)}${loss}`),
  posix('functions that call twice the next', `${many(40, (index) => `f${index}() { f${index + 1}; f${index + 1}; }; `)}f40() { ${loss}; }; f0`),
  posix('here-documents', `${many(800, (index) => `cat <<E${index}; `)}\n${many(800, (index) => `E${index}\n`)}${loss}`),
  posix('a here-document that never ends', `bash <<END\n${'echo a\n'.repeat(4000)}${loss}`),
  posix('shells in shells', `${'bash -c "'.repeat(30)}${loss}`),
  posix('eval in eval', `${'eval '.repeat(2000)}${loss}`),
  posix('wrappers', `${'env '.repeat(4000)}${loss}`),
  posix('loops in loops', `${'for i in 1 2 3 4 5 6 7 8 9; do '.repeat(12)}${loss}; ${'done; '.repeat(12)}`),
  posix('cases', `case x in ${'a|'.repeat(20_000)}b) ${loss};; esac; ${loss}`),
  posix('backslashes', `echo ${'\\'.repeat(100_000)}\n${loss}`),
  posix('line continuations', `${'\\\n'.repeat(60_000)}${loss}`),
  posix('globs', `ls ${'*'.repeat(20_000)}${'[a-z]'.repeat(5000)}; ${loss}`),
  posix('a glob for case', `case ${'a'.repeat(5000)} in ${'*a'.repeat(2000)}b) ;; *) ${loss};; esac`),
  posix('a directory that never ends', `${'cd a; '.repeat(2000)}${loss}`),
  posix('parents', `cd ${'../'.repeat(40_000)}; ${loss}`),
  posix('assignments of one another', `${many(1500, (index) => `v${index + 1}=$v${index}x; `)}${loss}`),
  posix('printf that repeats', `printf '%s' ${'a '.repeat(20_000)}| bash; ${loss}`),
  posix('base64 that decodes to itself', `echo ${Buffer.from(loss).toString('base64').repeat(800)} | base64 -d | bash`),
  posix('pattern removal', `a=${'a'.repeat(20_000)}; echo \${a%%${'*a'.repeat(1000)}b}; ${loss}`),
  posix('replacement', `a=${'a'.repeat(20_000)}; echo \${a//${'a'.repeat(50)}/${'b'.repeat(5000)}}; ${loss}`),
  posix('redirects', `${'> /dev/null '.repeat(4000)} ${loss}`),
  posix('pipes of nothing', `${'| '.repeat(60_000)}${loss}`),
  posix('noise', `${noise(100_000)}\n${loss}`),
  posix('bait for expressions', `echo ${'a@'.repeat(20_000)} --${'-a'.repeat(20_000)}= ${'x='.repeat(20_000)}; ${loss}`),
  posix('code with bait', `python3 -c "${'os.'.repeat(30_000)}${'('.repeat(5000)}; import shutil; shutil.rmtree('/home/dev/Documents')"`),
  posix('SQL with bait', `psql -c "${'/*'.repeat(20_000)}${'*/'.repeat(20_000)} drop table users; ${"'".repeat(9999)}"`),
  posix('awk with bait', `awk '${'{'.repeat(20_000)} system("${loss}") ${'}'.repeat(20_000)}' file`),
  posix('sed with bait', `sed '${'s/a/b/;'.repeat(8000)}e ${loss}' file`),
  posix('words behind xargs', `echo ${'a '.repeat(20_000)}| xargs ${'xargs '.repeat(1000)}rm -rf`),
  posix('find, find, find', `find . ${'-exec find . '.repeat(1500)} -delete`),
  { name: 'one megabyte', action: { kind: 'shell', command: `${'echo a; '.repeat(131_072)}${loss}`, dialect: 'posix' } },
  { name: 'SQL comments in comments', action: { kind: 'sql', text: `${'/*'.repeat(40_000)} x ${'*/'.repeat(40_000)} drop table users` } },
  { name: 'SQL parentheses', action: { kind: 'sql', text: `select ${'('.repeat(50_000)}1${')'.repeat(50_000)}; drop table users` } },
  { name: 'SQL quotes and dollars', action: { kind: 'sql', text: `select ${"'a''".repeat(30_000)} ${'$a$'.repeat(10_001)}; drop table users` } },
  { name: 'SQL tables in with', action: { kind: 'sql', text: `with ${many(4000, (index) => `t${index} as (select 1), `)} z as (delete from users returning 1) select 1` } },
  { name: 'deep JSON', action: { kind: 'mcp', server: 'shell', tool: 'run', input: deepValue(5000, { command: loss }) } },
  { name: 'wide JSON', action: { kind: 'mcp', server: 'shell', tool: 'run', input: { list: Array.from({ length: 50_000 }, (_, index) => (index === 49_999 ? { command: loss } : { command: 'ls' })) } } },
  { name: 'PowerShell blocks', action: { kind: 'shell', dialect: 'powershell', command: `${'& { '.repeat(5000)}Remove-Item -Recurse ~/Documents${' }'.repeat(5000)}` } },
  { name: 'PowerShell substitutions', action: { kind: 'shell', dialect: 'powershell', command: `"${'$('.repeat(5000)}Remove-Item -Recurse ~/Documents${')'.repeat(5000)}"` } },
  { name: 'PowerShell quotes', action: { kind: 'shell', dialect: 'powershell', command: `${"'\"`".repeat(20_000)}; Remove-Item -Recurse ~/Documents` } },
  { name: 'cmd carets', action: { kind: 'shell', dialect: 'cmd', command: `${'^'.repeat(50_001)}& rmdir /s /q C:\\Users\\dev\\Documents` } },
  { name: 'cmd parentheses', action: { kind: 'shell', dialect: 'cmd', command: `${'('.repeat(5000)}rmdir /s /q C:\\Users\\dev\\Documents${')'.repeat(5000)}` } },
  { name: 'cmd loops', action: { kind: 'shell', dialect: 'cmd', command: `${'for %i in (1) do '.repeat(3000)}rmdir /s /q C:\\Users\\dev\\Documents` } },
  { name: 'cmd loops over lists', action: { kind: 'shell', dialect: 'cmd', command: `${'for %i in (1 2 3 4 5 6 7 8 9) do '.repeat(12)}rmdir /s /q C:\\Users\\dev\\Documents` } },
  { name: 'PowerShell loops', action: { kind: 'shell', dialect: 'powershell', command: `${'foreach ($i in 1,2,3,4,5,6,7,8,9) { '.repeat(12)}Remove-Item -Recurse ~/Documents${' }'.repeat(12)}` } },
  { name: 'PowerShell loops in a pipeline', action: { kind: 'shell', dialect: 'powershell', command: `${'1,2,3,4,5,6,7,8,9 | % { '.repeat(12)}Remove-Item -Recurse ~/Documents${' }'.repeat(12)}` } },
  { name: 'cmd variables', action: { kind: 'shell', dialect: 'cmd', command: `set a=a& ${'set a=%a%%a%& '.repeat(500)}rmdir /s /q C:\\Users\\dev\\Documents` } },
];

/** Inputs that make a little text do the work of much: each ends within a second by `maxWork`, and none may be allowed. */
export const repeating: readonly Hostile[] = [
  posix('a long value in many places', `a='${'x '.repeat(50_000)}'; ${'echo $a; '.repeat(10_000)}${loss}`),
  posix('a long value in one command', `a='${'x '.repeat(50_000)}'; echo ${'$a '.repeat(40_000)}; ${loss}`),
  posix('a long value in one word', `a='${'x '.repeat(50_000)}'; b="${'$a'.repeat(60_000)}"; ${loss}`),
  posix('a list that doubles', `set -- a b; ${'set -- "$@" "$@"; '.repeat(1000)}${loss}`),
  posix('an array that grows', `${'a+=(x);'.repeat(30_000)}${loss}`),
  posix('a function that deletes many', `f() { rm ${'x '.repeat(50_000)}; }; ${'f; '.repeat(20_000)}${loss}`),
  posix('many paths to delete', `rm ${'x '.repeat(120_000)}; ${loss}`),
  posix('a function with many definitions', `${'if a; then f() { b=1; }; fi; '.repeat(4000)}${'f; '.repeat(20_000)}${loss}`),
  posix('a function that defines itself in a shell of its own', `x='f(){ coproc eval "$x"; }'; eval "$x"; ${loss}`),
  posix('a script that runs itself', `cat <<'E' > x.sh\n#${'x'.repeat(100_000)}\nsh x.sh; sh x.sh\nE\nsh x.sh; ${loss}`),
  posix('long assignments in loops', `for i in 1 2 3 4 5 6 7 8; do for j in 1 2 3 4 5 6 7 8; do ${'a=$b;'.repeat(30_000)} done; done; ${loss}`),
  posix('many links', `${many(5000, (index) => `ln -s a b${index}; `)}${'cat q; '.repeat(10_000)}${loss}`),
  posix('a long search path', `export PATH=${'/a:'.repeat(60_000)}; ${'foo; '.repeat(10_000)}${loss}`),
  posix('PowerShell in many places', `a='${'ls a; '.repeat(10_000)}'; ${'pwsh -c "$a"; '.repeat(4000)}${loss}`),
  posix('SQL in many places', `a='${'select 1;'.repeat(10_000)}'; ${'psql -c "$a"; '.repeat(5000)}${loss}`),
  { name: 'PowerShell loops over long bodies', action: { kind: 'shell', dialect: 'powershell', command: `1,2,3,4,5,6,7,8,9 | % { 1,2,3,4,5,6,7,8,9 | % { ${'Get-ChildItem a; '.repeat(12_000)} } }; Remove-Item -Recurse ~/Documents` } },
  { name: 'PowerShell lists that double', action: { kind: 'shell', dialect: 'powershell', command: `$a = 1,2; ${'$a = $a,$a; '.repeat(10_000)}Remove-Item -Recurse ~/Documents` } },
  { name: 'PowerShell casts', action: { kind: 'shell', dialect: 'powershell', command: `${'[int]'.repeat(40_000)}1; Remove-Item -Recurse ~/Documents` } },
  { name: 'cmd calls', action: { kind: 'shell', dialect: 'cmd', command: `${'call '.repeat(40_000)}rmdir /s /q C:\\Users\\dev\\Documents` } },
  { name: 'cmd loops over long bodies', action: { kind: 'shell', dialect: 'cmd', command: `for %i in (1 2 3 4 5 6 7 8 9) do for %j in (1 2 3 4 5 6 7 8 9) do (${'dir a & '.repeat(20_000)}ver) & rmdir /s /q C:\\Users\\dev\\Documents` } },
];
