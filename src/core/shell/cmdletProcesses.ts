import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import { isGuardProcess } from '../classify/system/kill.ts';
import type { Effect, Span } from '../verdict.ts';

const everyProcess = 'every process';

/** What `Get-Process` hands down the pipeline: the names that it is asked for, else everything that runs. */
export function listedProcesses(words: readonly Argument[], span: Span): readonly Argument[] {
  const names = words.filter((word, index) => word.text?.startsWith('-') !== true && !/^-(?:ea|err)/i.test(words[index - 1]?.text ?? ''));
  return names.length > 0 ? names : [{ text: '*', raw: everyProcess, glob: false, splits: false, span }];
}

/** What a condition leaves of a list of processes: not everything, and it is not known what. */
export const matchingProcesses = (listed: readonly Argument[]): readonly Argument[] => listed.map(({ text, ...word }) => (word.raw === everyProcess ? { ...word, text: undefined, raw: 'the processes that match' } : { ...word, text }));

/** `Stop-Process`, as `kill` is judged: by its number or port one process of the work ends, by a name all that have it. */
export function endedProcesses(words: readonly Argument[], upstream: readonly Argument[] | undefined, scope: Scope, span: Span): readonly Effect[] {
  const rule = 'powershell.stop-process';
  const effect = (reversibility: 'reversible' | 'recoverable', reason: string, posture?: 'routine' | 'deny'): readonly Effect[] =>
    [scope.effect({ kind: 'process', reversibility, blastRadius: 'machine', rule, reason, ...(posture === undefined ? {} : { posture }) }, span)];
  const given = words.filter((word, index) => word.text?.startsWith('-') !== true && !/^-(?:ea|err)/i.test(words[index - 1]?.text ?? ''));
  const ended = given.length > 0 ? given : (upstream ?? []);
  if (ended.some(({ text }) => text !== undefined && (isGuardProcess(text) || isGuardProcess(text.toLowerCase())))) return [scope.effect({ kind: 'guard', reversibility: 'recoverable', blastRadius: 'machine', posture: 'deny', rule: 'guard.process', reason: 'ends the editor or the guard in it' }, span)];
  if (ended.some(({ text }) => text === '*')) return effect('recoverable', 'ends every process', 'deny');
  const named = words.some(({ text }) => /^-(?:n|name|in)/i.test(text ?? ''));
  // `$_.Id` is one of a list that is not looked at here.
  const narrow = given.length > 0 && !named && given.every(({ text, raw }) => (text === undefined ? !/\$(?:_|PSItem)\.Id\b/i.test(raw) : /^\d+$/.test(text)));
  return narrow ? effect('reversible', 'ends a process that the work started', 'routine') : effect('recoverable', 'ends processes by their name, or those that a list holds');
}
