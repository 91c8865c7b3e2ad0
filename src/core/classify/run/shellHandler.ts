import type { Effect } from '../../verdict.ts';
import type { Handler } from '../handler.ts';
import type { Language } from '../programTable.ts';
import { languages } from '../programTable.ts';

/** sh, bash, zsh: `-c TEXT`, a script file, or standard input. `-n` only checks the syntax. */
export const shell: Handler = (invocation, scope) => {
  if (invocation.has('-n') && !invocation.has('-c')) return [];
  const [first, ...parameters] = invocation.operands;
  if (invocation.has('-c')) {
    if (first === undefined) return [];
    if (first.text === undefined) return [scope.uninspectable('shell.computed-text', `what the shell would run (\`${first.raw}\`) is not known before it runs`, first.span)];
    return scope.shell(withParameters(first.text, parameters.slice(1).map((word) => word.text)), first.span);
  }
  if (first !== undefined && first.text !== '-' && !invocation.has('-s')) return scope.script('shell', first, 'shell.script');
  if (scope.stdin === undefined) return [];
  if (scope.stdin.text === undefined) return [scope.uninspectable('shell.piped-text', 'runs text that is only known when it runs', invocation.span)];
  return scope.shell(scope.stdin.text, invocation.span);
};

/** `sh -c TEXT name a b`: the words become `$1`, `$2`. */
function withParameters(text: string, parameters: readonly (string | undefined)[]): string {
  if (parameters.length === 0) return text;
  const words = parameters.map((word) => (word === undefined ? '"$TAGOUT_UNKNOWN"' : `'${word.replace(/'/g, "'\\''")}'`));
  return `set -- ${words.join(' ')}\n${text}`;
}

const byProgram: Readonly<Record<string, Language>> = {
  python: 'python', node: 'javascript', deno: 'javascript', bun: 'javascript', tsx: 'javascript', 'ts-node': 'javascript', ruby: 'ruby', perl: 'perl', php: 'php', lua: 'lua', Rscript: 'r', osascript: 'applescript',
};

/** python, node, ruby, perl, php: inline code (`-c`, `-e`, `-r`), a script file, or standard input. */
export const interpreter: Handler = (invocation, scope) => {
  const language = byProgram[invocation.program] ?? languages.find((one) => one === invocation.program) ?? 'other';
  const effects: Effect[] = [];
  let inline = false;
  for (const option of ['-c', '-e', '-E', '-p', '-r', '--eval', '--print']) {
    if (language === 'javascript' && option === '-r') continue;
    for (const value of invocation.values(option)) {
      inline = true;
      effects.push(...(value.text === undefined ? [scope.uninspectable('code.unknown', `the code \`${value.raw}\` is not known before it runs`, value.span)] : scope.code(language, value.text, value.span)));
    }
  }
  const [file] = invocation.operands;
  if (inline || invocation.has('-m')) return effects;
  if (file !== undefined && file.text !== '-') return [...effects, ...scope.script(language, file, 'code.script')];
  if (scope.stdin === undefined) return effects;
  return [...effects, ...(scope.stdin.text === undefined ? [scope.uninspectable('code.piped', 'runs code that is only known when it runs', invocation.span)] : scope.code(language, scope.stdin.text, invocation.span))];
};
