import { relativeTo } from '../../resolve/lexicalPath.ts';
import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument } from '../invocation.ts';

/** `serve DIR`, `http-server DIR`: what lies outside the workspace is not theirs to show. */
export const servesFiles: Handler = ({ operands, span }, scope) => (operands.some((operand) => liesOutside(operand, scope)) ? [shownToAll('network.serves-files', span, scope)] : []);

/** A directory that begins as a path and ends outside the workspace. */
export function liesOutside({ text }: Argument, scope: Scope): boolean {
  return text !== undefined && /^(?:\/|~|\.\.)/.test(text) && relativeTo(scope.world.root, scope.resolve(text) ?? '/', scope.world.caseInsensitive) === undefined;
}

/** Everybody who reaches the port reads the files. */
export function shownToAll(rule: string, span: Span, scope: Scope): Effect {
  return scope.effect({ kind: 'network', reversibility: 'irreversible', blastRadius: 'shared', posture: 'ask', rule, reason: 'shows files outside the workspace to everybody on the network' }, span);
}
