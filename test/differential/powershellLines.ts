import { seeds } from '../properties/mutate.ts';

/** What a PowerShell line may consist of. */
const commands = [
  'Get-ChildItem -Recurse -Filter *.cs', 'Remove-Item -Recurse -Force .\\dist', 'git status', "Write-Host 'a; b | c'", 'Write-Host "x $(Get-Date) y"', '& "C:\\Program Files\\x.exe" -a b', ". .\\setup.ps1", 'npm run build 2>&1',
  'Get-Content a.txt | Select-String b', '$x = Get-Process', '$x.Name', '$x[0].Kill()', '[IO.File]::Delete("a")', '(Get-Item a).Delete()', '"a" + "b"', '1..5 | ForEach-Object { $_ * 2 }', '@(1, 2, 3).Count', '@{ a = 1; b = { ls } }',
  'ls -Path a, b -Name', 'Copy-Item -Path:a -Destination:b', 'iex $code', 'cmd /c "del x"', "Set-Content a 'it''s'", 'Write-Output `\n  next', '$env:A = "b"', '-not $true', '!$x', '$a, $b = 1, 2', '$i++', 'foo *> out.txt', 'foo > $null', 'gci | ? Name -like *.md', 'gci | % FullName',
  '$h.key.sub', '"$($x.y) z"', '"${env:PATH}"', '[int]$n = 3', '[string[]]$l = @()', 'throw "x"', 'return $x', '$x -replace "a", "b"', '$x -match "^a" -and $y', '$true ? 1 : 2', 'ls # comment', '<# c #> ls', 'Start-Process x -ArgumentList "a b"', 'ls;', 'echo a`;b', 'dir /s', 'x.exe --flag=value', "@'\nraw $x\n'@", '@"\nheld $(ls)\n"@',
] as const;

/** Where a line may stand. */
const frames: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => `if ($a -eq 1) { ${line}\n } else { ${line}\n }`,
  (line) => `foreach ($f in $list) { ${line}\n }`,
  (line) => `for ($i = 0; $i -lt 3; $i++) { ${line}\n }`,
  (line) => `while ($true) { ${line}\n }`,
  (line) => `do { ${line}\n } until ($x)`,
  (line) => `switch ($x) { 'a' { ${line}\n } default { ls } }`,
  (line) => `try { ${line}\n } catch [System.Exception] { ls } finally { ${line}\n }`,
  (line) => `function Do-It {\n  param($a, $b)\n  ${line}\n}`,
  (line) => `function Do-It($a) { ${line}\n }`,
  (line) => `& { ${line}\n }`,
  (line) => `$y = { ${line}\n }`,
  (line) => `Invoke-Command -ScriptBlock { ${line}\n }`,
  (line) => `gci | ForEach-Object { ${line}\n }`,
  (line) => `gci | Where-Object { ${line}\n }`,
  (line) => `Write-Host "$(${line}\n)"`,
  (line) => `@(${line}\n)`,
  (line) => `ls; ${line}; pwd`,
  (line) => `ls && ${line}`,
  (line) => `${line}\nls`,
];

/** A few thousand lines: every command in every frame, two commands in every order, and the project's own corpus. */
export function powershellLines(): readonly string[] {
  const framed = commands.flatMap((line) => frames.map((frame) => frame(line)));
  const nested = commands.flatMap((line, index) => frames.map((frame, other) => (frames[(index + other) % frames.length] ?? frame)(frame(line))));
  const pairs = commands.flatMap((one, index) => commands.map((other) => `${one}${index % 2 === 0 ? '\n' : '\n; '}${other}`));
  return [...framed, ...nested, ...pairs, ...seeds(['seen.jsonl', 'shellForms.jsonl']).filter(({ shell }) => shell === 'pwsh').map(({ text }) => text)];
}
