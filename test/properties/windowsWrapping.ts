import { fc } from './fastCheck.ts';
import { strictness } from './verdictOf.ts';

type Windows = 'pwsh' | 'cmd';

const destructive: Readonly<Record<Windows, readonly (readonly string[])[]>> = {
  pwsh: [
    ['Remove-Item', '-Recurse', '-Force', 'C:\\Users\\dev\\Documents'], ['ri', '-r', 'C:\\Users\\dev'], ['Clear-Content', 'C:\\src\\acme-shop\\data\\orders.csv'], ['Format-Volume', '-DriveLetter', 'D'],
    ['Stop-Computer', '-Force'], ['git', 'push', '--force', 'origin', 'main'], ['git', 'reset', '--hard'], ['Get-Content', 'C:\\Users\\dev\\.ssh\\id_rsa'], ['terraform', 'destroy', '-auto-approve'],
  ],
  cmd: [
    ['rd', '/s', '/q', 'C:\\Users\\dev\\Documents'], ['del', '/f', 'C:\\Users\\dev\\notes.txt'], ['format', 'D:', '/y'], ['git', 'push', '--force', 'origin', 'main'], ['git', 'reset', '--hard'],
    ['type', 'C:\\Users\\dev\\.ssh\\id_rsa'], ['terraform', 'destroy', '-auto-approve'], ['shutdown', '/s'],
  ],
};

const frames: Readonly<Record<Windows, readonly ((line: string) => string)[]>> = {
  pwsh: [
    (line) => line, (line) => `if ($a) { ${line} }`, (line) => `if (${line}) { ls }`, (line) => `foreach ($i in 1) { ${line} }`, (line) => `while (1) { ${line}; break }`, (line) => `for (; 0;) { ${line} }`, (line) => `try { ${line} } catch { ls }`,
    (line) => `try { ls } finally { ${line} }`, (line) => `switch (1) { 1 { ${line} } }`, (line) => `function Do-It { ${line} }`, (line) => `& { ${line} }`, (line) => `$b = { ${line} }`, (line) => `Write-Host "$(${line})"`, (line) => `$x = @(${line})`, (line) => `$x = (${line})`,
    (line) => `1..2 | ForEach-Object { ${line} }`, (line) => `gci | Where-Object { ${line} }`, (line) => `ls; ${line}; pwd`, (line) => `ls && ${line}`, (line) => `ls || ${line}`, (line) => `${line} # note`, (line) => `<# note #> ${line}`, (line) => `Invoke-Command { ${line} }`,
    (line) => `iex '${line.replace(/'/g, "''")}'`, (line) => `@{ a = $(${line}) }`, (line) => `${line} > $null`, (line) => `"a" | ForEach-Object { ${line} }`, (line) => `powershell -Command { ${line} }`, (line) => `pwsh -enc ${Buffer.from(line, 'utf16le').toString('base64')}`,
  ],
  cmd: [
    (line) => line, (line) => `(${line})`, (line) => `@${line}`, (line) => `if 1==1 ${line}`, (line) => `if exist x (${line})`, (line) => `if not exist x (echo) else (${line})`, (line) => `for %i in (1) do ${line}`, (line) => `for %%i in (1 2) do @(${line})`, (line) => `echo x & ${line}`,
    (line) => `echo x && ${line}`, (line) => `echo x || ${line}`, (line) => `echo x\n${line}`, (line) => `call ${line}`, (line) => `start "" /b ${line}`, (line) => `cmd /c ${line}`, (line) => `${line} > nul 2>&1`, (line) => `for /f %i in ('${line}') do echo %i`, (line) => `rem note\n${line}`,
    (line) => `powershell -Command cmd /c '${line.replace(/'/g, "''")}'`,
  ],
};

const words: Readonly<Record<Windows, readonly ((word: string) => string)[]>> = {
  pwsh: [
    (word) => word,
    (word) => (word.startsWith('-') ? word.toUpperCase() : `'${word}'`),
    (word) => (word.startsWith('-') ? word : `"${word}"`),
    (word) => (word.startsWith('-') || word.length < 3 ? word : `${word.slice(0, 2)}\`${word.slice(2)}`.replace(/`(?=[0abefnrtuv\\])/g, '')),
    (word) => (word.startsWith('-') ? word : `"${word.slice(0, 2)}$('${word.slice(2)}')"`),
  ],
  cmd: [
    (word) => word,
    (word) => (word.startsWith('/') ? word.toUpperCase() : `"${word}"`),
    (word) => `${word.slice(0, 1)}^${word.slice(1)}`,
    (word) => (word.startsWith('/') ? word : `${word.slice(0, 2)}""${word.slice(2)}`),
  ],
};

/** A destructive command of a Windows shell, its words written in some way, inside up to two frames. */
export function windowsCases(shell: Windows): fc.Arbitrary<{ readonly command: string; readonly shell: Windows; readonly atLeast: number }> {
  return fc.constantFrom(...destructive[shell]).chain((base) => {
    const spelled = fc.tuple(...base.map((word) => fc.constantFrom(...words[shell]).map((write) => write(word))));
    const outer = frames[shell].filter((frame) => !/^(?:call|start|powershell|pwsh|for \/f) /.test(frame('x')));
    return fc.tuple(spelled, fc.constantFrom(...frames[shell]), fc.constantFrom(...outer)).map(([written, ...around]) => {
      const [first = '', ...rest] = written;
      // A quoted name is a text to PowerShell unless it is called.
      const line = [shell === 'pwsh' && /^['"]/.test(first) ? `& ${first}` : first, ...rest].join(' ');
      return { command: around.reduce((inner, frame) => frame(inner), line), shell, atLeast: strictness(base.join(' '), shell) };
    });
  });
}
