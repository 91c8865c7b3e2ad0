import { classifyPath } from '../resolve/pathClass.ts';
import type { Span } from '../verdict.ts';
import type { Node, Redirection, Word } from './ast.ts';
import { expandText, expandWhole } from './value.ts';
import type { Output, Stdin, Walker } from './walker.ts';

/** What a command is connected to. */
export interface Connected {
  readonly input: Stdin;
  /** Absolute paths that its output goes to. */
  readonly writes: readonly string[];
}

/** Follows the redirections of a command. `alone`: nothing is written, so that a file is emptied. */
export function redirected(list: readonly Redirection[], stdin: Stdin, walker: Walker, alone = false): Connected {
  let input = stdin;
  const writes: string[] = [];
  for (const each of list) {
    if (each.kind === 'text') {
      // The word of a here-string has its tilde, the body of a here-document has none.
      const text = each.newline ? expandWhole(each.body, walker).text : expandText(each.body, walker);
      input = { text: text === undefined || !each.newline ? text : `${text}\n` };
    } else if (each.target !== undefined) input = redirect(each.operator, each.target, input, writes, alone, walker);
  }
  return { input, writes };
}

function redirect(operator: string, target: Word, input: Stdin, writes: string[], alone: boolean, walker: Walker): Stdin {
  const word = expandWhole(target, walker);
  const scope = walker.scope(undefined);
  if (operator === '<') {
    const path = word.text === undefined ? undefined : scope.resolve(word.text);
    walker.sink.push(...scope.path('read', word, 'shell.redirect'));
    return { text: path === undefined ? undefined : path === '/dev/null' ? '' : scope.readText(path) };
  }
  if ((operator === '>&' || operator === '<&') && (word.text === undefined || /^(?:\d+|-|\d+-)$/.test(word.text))) return input;
  if (operator === '<&') return input;
  if (word.text !== undefined && /^\/dev\/(?:tcp|udp)\//.test(word.text)) {
    walker.sink.push(scope.uninspectable('network.raw-connection', `opens a raw connection to \`${word.text.slice(9)}\``, word.span, { kind: 'network', blastRadius: 'shared' }));
    return input;
  }
  if (word.raw === '!') walker.sink.push(scope.uninspectable('shell.zsh-clobber', 'zsh writes to the word after `>!`, other shells to a file named `!`', word.span));
  const use = operator === '>>' || operator === '&>>' ? 'append' : alone ? 'empty' : 'replace';
  walker.sink.push(...scope.path(use, word, 'shell.redirect'));
  const path = word.text === undefined ? undefined : scope.resolve(word.text);
  if (path !== undefined && !path.startsWith('/dev/')) writes.push(path);
  return input;
}

/** What another file holds that the written text only calls: the question about the file stands already. */
const unreadHere = /^(?:execute\.unknown-program|shell\.source|shell\.script|package\.script|code\.script)$/;

/** What direnv offers to `.envrc`: it sets variables, and none of it runs what it is given. */
const direnvLine = /^[ \t]*(?:layout|use|PATH_add|path_add|MANPATH_add|source_up|source_up_if_exists|dotenv|dotenv_if_exists|watch_file|watch_dir|env_vars_required|strict_env|unstrict_env|log_status|log_error)\b[^;&|`$()<>\n]*$/gm;

/** A file that other programs run, written with constant text: its lines are judged as what they will do. */
export function judgeWritten(path: string, text: Output, span: Span, walker: Walker): void {
  if (text === undefined || classifyPath(path, walker.judgement.context.world).class !== 'code-running' || /\.(?:json|ya?ml|code-workspace)$|\/\.(?:gitattributes|gitmodules|npmrc|yarnrc|pnpmfile\.cjs)$/.test(path)) return;
  walker.sink.push(...walker.scope(undefined).shell(/\/\.envrc$/.test(path) ? text.replace(direnvLine, '') : text, span).filter((effect) => !effect.uninspectable || !unreadHere.test(effect.rule)));
}

const silent = new Set(['', ':', 'true', 'cat /dev/null', "printf ''", "echo -n ''", 'echo -n']);

/** `> file`, `: > file`, `cat /dev/null > file`: what is written is nothing. */
export const printsNothing = ({ words }: Extract<Node, { kind: 'command' }>): boolean => words.length <= 3 && silent.has(words.map((word) => ('raw' in word ? word.raw : '=')).join(' '));
