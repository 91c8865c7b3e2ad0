import type { Effect, Span } from '../../verdict.ts';
import type { Scope } from '../handler.ts';
import { httpEffects, wordOf } from '../http.ts';
import type { BareCode } from './literals.ts';

/** Calls of HTTP libraries that name their method, and those that take it among their words. */
const named = /\b(?:requests|httpx|session|client|axios|https?|got|ky|superagent|needle|undici|\$http|HTTParty|Faraday|RestClient)\.(get|head|options|post|put|patch|delete|del|request)\s*\(/g;
const worded = /(?:(?<![\w.])(?:fetch|axios|got|ky|needle|file_get_contents)|\b(?:urlopen|Request|undici\.request))\s*\(/g;
const rawConnections = /\b(?:socket\.socket|smtplib|paramiko|ftplib|telnetlib|nodemailer)\b|\bnet\.connect|\bnew\s+(?:WebSocket|Socket)|\bTCPSocket\b|\bfsockopen\b|\bcurl_exec\b|\bIO::Socket\b/;
const environment = /\b(?:os\.environ|process\.env|ENV|%ENV|\$_ENV|getenv)\b/;
const wholeEnvironment = /\b(?:os\.environ|process\.env|ENV|%ENV|\$_ENV)\b(?!\s*(?:[.[{]|\.get))/;
const body = /\b(?:data|json|body|files|form|content)\s*[=:]/;

/** Requests that code sends: with a literal address judged as curl's are, else by their method alone. */
export function requestEffects(code: BareCode, scope: Scope, span: Span): readonly Effect[] {
  const { bare } = code;
  const effects: Effect[] = [];
  for (const found of bare.matchAll(named)) effects.push(...request(code, found.index + found[0].length, found[1] === 'del' ? 'delete' : found[1], scope, span));
  for (const found of bare.matchAll(worded)) effects.push(...request(code, found.index + found[0].length, undefined, scope, span));
  if (rawConnections.test(bare)) effects.push(sending(scope, span, 'the code opens a connection over which anything can be sent'));
  return effects;
}

function request(code: BareCode, at: number, verb: string | undefined, scope: Scope, span: Span): readonly Effect[] {
  const words = argumentsAt(code.bare, at);
  const text = (index: string | undefined): string | undefined => (index === undefined ? undefined : code.strings[Number(index)]);
  const given = text(/\bmethod\s*[=:]\s*"(\d+)"/.exec(words)?.[1]);
  const computedMethod = given === undefined && /\bmethod\s*[=:,}]/.test(words);
  const method = (verb === undefined || verb === 'request' ? (given ?? (body.test(words) ? 'POST' : 'GET')) : verb).toUpperCase();
  const first = text(/^\s*"(\d+)"\s*(?=[,)]|$)/.exec(words)?.[1]) ?? text(/\b(?:url|uri)\s*[=:]\s*"(\d+)"/.exec(words)?.[1]);
  // `client.delete("key")`, `session.get("name")`: no address, so no request that is known.
  if (verb !== undefined && first !== undefined && !/^(?:https?:)?\/\//.test(first) && method !== 'DELETE') return [];
  if (wholeEnvironment.test(words)) {
    return [scope.effect({ kind: 'secret', reversibility: 'irreversible', blastRadius: 'shared', rule: 'code.discloses', reason: 'sends the whole environment with its secrets to another machine', posture: 'deny' }, span)];
  }
  if (computedMethod) return [sending(scope, span, 'the code sends a request whose method is only known when it runs')];
  const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  if (first === undefined) {
    if (reads && !environment.test(words)) return httpEffects({ method, url: undefined, body: undefined, sends: [] }, scope, span);
    return [sending(scope, span, reads ? 'the code puts variables of the environment into a request' : `the code sends a request (${method}) to an address that is only known when it runs`)];
  }
  const literals = [...words.matchAll(/"(\d+)"/g)].map(([, index]) => text(index) ?? '').join('&');
  return httpEffects({ method, url: wordOf(first, span), body: body.test(words) ? literals : undefined, sends: [] }, scope, span);
}

const sending = (scope: Scope, span: Span, reason: string): Effect => scope.uninspectable('code.sends', reason, span, { kind: 'network', blastRadius: 'shared' });

/** The words of a call up to its closing bracket; at most 2000 characters. */
function argumentsAt(bare: string, at: number): string {
  let open = 1;
  const end = Math.min(bare.length, at + 2000);
  for (let index = at; index < end; index += 1) {
    const char = bare.charAt(index);
    if (char === '(') open += 1;
    else if (char === ')') open -= 1;
    if (open === 0) return bare.slice(at, index);
  }
  return bare.slice(at, end);
}
