import type { Handler } from '../handler.ts';
import { nameOf } from '../invocation.ts';

/** Names of the programs in which the guard lives: without them nothing is held. */
const guardPrograms = /\btagout|extension-?host|vscode-server|(?:pgrep|pidof)\b.*\b(?:code-server|openvscode|codium|vscode)|^(?:code|code-server|code-oss|code-insiders|codium|vscodium|cursor|windsurf|electron)(?:\.exe)?$|\bCode(?:\.exe| Helper)\b|\b(?:pgrep|pidof)\b.*\b(?:code|codium|cursor|electron)\b/i;

/** Whether a name means a program in which the guard lives. */
export const isGuardProcess = (name: string): boolean => guardPrograms.test(name);

/** Ending processes: one by its job, number or port is everyday work; by a broad name, or all at once, is not. */
export const kill: Handler = (invocation, scope) => {
  const { span } = invocation;
  // `taskkill /pid 4242 /f`: the number is the word behind `/pid`.
  const operands = invocation.operands.filter(({ text }) => nameOf(invocation) !== 'taskkill' || !/^\/(?:pid|f|t)$/i.test(text ?? ''));
  const effect = (reversibility: 'read-only' | 'reversible' | 'recoverable', reason: string, posture?: 'routine' | 'ask' | 'deny') =>
    scope.effect({ kind: 'process', reversibility, blastRadius: 'machine', rule: 'process.kill', reason, ...(posture === undefined ? {} : { posture }) }, span);
  if (invocation.has('-l') || invocation.has('-L')) return [effect('read-only', 'lists signals')];
  // `kill $!`: the number is not known, and it is that of a job of this shell.
  const texts = operands.map((operand) => (operand.standsIn === true ? '%job' : (operand.text ?? operand.raw)));
  if (texts.some((text) => /^-?-1$/.test(text) || text === '0' || text === '1') || invocation.words.at(-1)?.text === '-1') return [effect('recoverable', 'ends every process, or the one that holds them all', scope.place.kind === 'local' ? 'deny' : 'ask')];
  if (operands.length === 0 && ['-u', '-U', '-g', '-G'].some((option) => invocation.has(option))) return [effect('recoverable', 'ends every process of a user or group', scope.place.kind === 'local' ? 'deny' : 'ask')];
  if (invocation.has('-0')) return [effect('read-only', 'asks whether a process runs')];
  if (texts.some(isGuardProcess)) {
    return [scope.effect({ kind: 'guard', reversibility: 'recoverable', blastRadius: 'machine', posture: 'deny', rule: 'guard.process', reason: 'ends the editor or the guard in it' }, span)];
  }
  const narrow = texts.every((text) => /^-?\d+$/.test(text) || text.startsWith('%') || /^\$!$|^"?\$\{?[A-Za-z_]\w*\}?"?$/.test(text) || /^"?(?:\$\(|`)\s*(?:lsof|fuser|cat|pgrep|pidof|head|jobs)\b/.test(text));
  return [narrow ? effect('reversible', 'ends a process that the work started', 'routine') : effect('recoverable', 'ends processes that are not known before it runs')];
};
