import type { Scope } from '../classify/handler.ts';
import type { Effect, Span } from '../verdict.ts';

/** What a definition does by itself: later commands of this shell see it, and it is gone with the shell. */
export const shellState = (scope: Scope, span: Span): Effect =>
  scope.effect({ kind: 'process', reversibility: 'reversible', blastRadius: 'workspace', rule: 'shell.state', reason: 'sets what later commands of this shell see' }, span);
