import type { Handler, Scope } from '../handler.ts';
import type { Argument } from '../invocation.ts';
import type { Effect } from '../../verdict.ts';
import { ruleOf } from '../ruleOf.ts';

const schedule = /^\s*(?:@\w+|(?:[\d*/,A-Za-z-]+\s+){4}[\d*/,A-Za-z-]+)\s+(\S.*)$/;

/** crontab: a file or the standard input takes the place of every scheduled command, and each of its lines runs later. */
export const crontab: Handler = (invocation, scope) => {
  const { operands, span } = invocation;
  const piped = operands.length === 0 && scope.stdin !== undefined && !['-l', '-r', '-e'].some((option) => invocation.has(option));
  const files = piped ? [{ text: '-', raw: '-', glob: false, splits: false, span }] : operands.slice(0, 1);
  return files.flatMap((file) => lines(file, span, ruleOf(invocation), scope));
};

function lines(file: Argument, span: Effect['span'], rule: string, scope: Scope): readonly Effect[] {
  const path = file.text === undefined || file.text === '-' ? undefined : scope.resolve(file.text);
  const text = file.text === '-' ? scope.stdin?.text : path === undefined ? undefined : scope.readText(path);
  if (text === undefined) return file.text === '-' ? [scope.uninspectable(rule, 'which commands would run later is not known before it runs', span)] : [];
  return text.split('\n').flatMap((line) => {
    const command = line.trim().startsWith('#') ? undefined : schedule.exec(line)?.[1];
    return command === undefined ? [] : scope.shell(command, span);
  });
}
