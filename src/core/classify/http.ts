import type { BlastRadius, Effect, Span } from '../verdict.ts';
import { readGraphql, type GraphqlDeeds } from './http/graphql.ts';
import { isLoopback, metadataHosts, readUrl, type UrlParts } from './http/url.ts';
import type { EffectDraft, Scope } from './handler.ts';
import type { Argument } from './invocation.ts';

/** One HTTP request as far as it is known. */
export interface HttpRequest {
  readonly method: string;
  readonly url: Argument | undefined;
  /** Body text; undefined = none or not known. */
  readonly body: string | undefined;
  /** Files whose content is sent. */
  readonly sends: readonly Argument[];
  /** `Name: value` lines; a method override in them counts as the method. */
  readonly headers?: readonly string[];
}

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'REPORT', 'SEARCH', 'QUERY']);
const destructivePath = /(?:^|[/_.:-])(?:delete|destroy|drop|remove|purge|truncate|wipe|flush|reset|terminate|_delete_by_query|_forcemerge|prune|erase|uninstall)(?:$|[/_.:?-])/i;
const searchPath = /\/_?(?:search|count|msearch|query|explain|validate|lookup|completions|embeddings)\/?$/i;
const deployPath = /\/(?:deploy|deployments?|build_hooks|deploy[-_]hooks?|trigger)(?:\/|$)/i;

/** Effects of a request: by method, body (GraphQL mutations, SQL) and what is sent. Local hosts count as this machine. */
export function httpEffects(request: HttpRequest, scope: Scope, span: Span): readonly Effect[] {
  const text = request.url?.text;
  const url = text === undefined ? undefined : readUrl(text);
  if (url?.scheme === 'file') return scope.path('read', { ...wordOf(url.path, span), ...(request.url === undefined ? {} : { span: request.url.span }) }, 'http.local-file');
  if (url !== undefined && !/^(?:https?|wss?|ftps?)$/.test(url.scheme)) return [scope.uninspectable('http.scheme', `what is sent by \`${url.scheme}:\` is not known`, span, { kind: 'network', blastRadius: 'shared' })];
  const sent = request.sends.flatMap((file) => scope.path('read', file, 'http.send-file'));
  const radius = radiusOf(url, text, scope);
  const method = overriddenMethod(request);
  const draft = (more: Pick<EffectDraft, 'reversibility' | 'rule' | 'reason'> & Partial<EffectDraft>): Effect =>
    scope.effect({ kind: 'network', blastRadius: radius, target: { kind: 'other', name: text ?? request.url?.raw ?? 'unknown url' }, ...more }, span);
  const effects = [...sent, ...disclosed(request, sent, radius, draft)];
  if (url !== undefined) effects.push(...sqlInside(url, request, scope, span));
  const changed = radius === 'shared' && !isLesser(url?.host ?? '') ? 'production' : radius;
  // What is sent says more than that something is written.
  if (effects.some((effect) => effect.rule === 'http.disclose' || effect.rule === 'http.upload') && (method === 'POST' || method === 'PUT')) return effects;
  return [...effects, ...methodEffects(method, request, url, radius, (more) => draft({ ...(more.reversibility === 'read-only' ? {} : { blastRadius: changed }), ...more }))];
}

type Draft = (more: Pick<EffectDraft, 'reversibility' | 'rule' | 'reason'> & Partial<EffectDraft>) => Effect;

function methodEffects(method: string, request: HttpRequest, url: UrlParts | undefined, radius: BlastRadius, draft: Draft): readonly Effect[] {
  const local = radius === 'machine';
  const deeds = request.body === undefined ? undefined : readGraphql(request.body);
  if (deeds !== undefined) return graphql(deeds, local, draft);
  if (readingMethods.has(method)) return reading(request, url, draft);
  if (method === 'DELETE') return [draft({ reversibility: 'irreversible', rule: 'http.delete', reason: 'asks the server to delete what the address names' })];
  const path = `${url?.path ?? ''}${url?.query ?? ''}`;
  if (destructivePath.test(path)) return [draft({ reversibility: 'irreversible', rule: 'http.destructive-path', reason: 'calls an address whose name says that it deletes' })];
  if (searchPath.test(url?.path ?? '') && request.sends.length === 0 && method === 'POST') return [draft({ reversibility: 'read-only', rule: 'http.search', reason: 'searches' })];
  if (local) return [draft({ reversibility: 'reversible', rule: 'http.local-write', reason: 'sends data to a server on this machine', posture: 'routine' })];
  if (deployPath.test(url?.path ?? '')) return [draft({ kind: 'deploy', reversibility: 'recoverable', blastRadius: 'production', rule: 'http.deploy', reason: 'starts a deployment' })];
  return [draft({ reversibility: 'recoverable', rule: 'http.write', reason: `changes something on another machine (${method})` })];
}

function reading(request: HttpRequest, url: UrlParts | undefined, draft: Draft): readonly Effect[] {
  if (url !== undefined && metadataHosts.has(url.host)) {
    return [draft({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'shared', rule: 'http.metadata', reason: 'reads the credentials of the cloud instance' })];
  }
  const triggers = url !== undefined && !isLoopback(url.host) && deployPath.test(url.path) && /[?&](?:key|token|secret)=/.test(url.query);
  if (triggers) return [draft({ kind: 'deploy', reversibility: 'recoverable', blastRadius: 'production', rule: 'http.deploy', reason: 'starts a deployment by its hook' })];
  const reason = request.url === undefined ? 'reads an address that is not known' : 'reads over the network';
  return [draft({ reversibility: 'read-only', rule: 'http.read', reason })];
}

function graphql(deeds: GraphqlDeeds, local: boolean, draft: Draft): readonly Effect[] {
  switch (deeds) {
    case 'query':
      return [draft({ reversibility: 'read-only', rule: 'http.graphql-query', reason: 'reads by a GraphQL query' })];
    case 'destroy':
      return [draft({ kind: 'infrastructure', reversibility: 'irreversible', rule: 'http.graphql-destroy', reason: 'a GraphQL mutation deletes what it names' })];
    case 'mutation':
      return [draft({ reversibility: local ? 'reversible' : 'recoverable', rule: 'http.graphql-mutation', reason: 'a GraphQL mutation changes data', ...(local ? { posture: 'routine' as const } : {}) })];
  }
}

/** A secret file in the request leaves the machine for good. */
function disclosed(request: HttpRequest, sent: readonly Effect[], radius: BlastRadius, draft: Draft): readonly Effect[] {
  if (request.sends.length === 0 || radius === 'machine') return [];
  const secret = sent.some((effect) => effect.kind === 'secret') || request.sends.some((file) => file.text === undefined);
  if (secret) return [draft({ kind: 'secret', reversibility: 'irreversible', rule: 'http.disclose', reason: 'sends a secret or unknown file to another machine; it cannot be called back', posture: 'deny' })];
  return [draft({ reversibility: 'irreversible', rule: 'http.upload', reason: 'sends a file to another machine; it cannot be called back' })];
}

/** SQL over HTTP (ClickHouse, D1, libSQL, BigQuery): in a query parameter or a JSON member. */
function sqlInside(url: UrlParts, request: HttpRequest, scope: Scope, span: Span): readonly Effect[] {
  const fromUrl = /[?&](?:query|q|sql|statement)=([^&]*)/i.exec(url.query)?.[1];
  const fromBody = /"(?:sql|statement|stmt)"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(request.body ?? '')?.[1];
  const fromForm = /(?:^|&)(?:query|q|sql|statement)=([^&]*)/i.exec(request.body ?? '')?.[1];
  const plain = url.port === '8123' ? request.body : undefined;
  return [fromUrl === undefined ? undefined : unescapeUrl(fromUrl), fromBody?.replace(/\\(.)/g, '$1'), fromForm === undefined ? undefined : unescapeUrl(fromForm), plain]
    .filter((text): text is string => text !== undefined && /^\s*(?:drop\s+\w+\s+\S|delete\s+(?:from|where)\b|truncate\b|alter\s+\w+\s+\S|update\s+\S+\s+set\b|(?:insert|replace)\s+into\b|grant\s+\S+\s+(?:on|to)\b|create\s+\w+\s+\S|with\s+\w+\s+as\b|rename\s+\w+\s+\S|system\s+\w)/i.test(text))
    .flatMap((text) => scope.sql(text, `${url.scheme}://${url.host}`, span));
}

function unescapeUrl(text: string): string {
  const spaced = text.replace(/\+/g, ' ');
  return spaced.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function overriddenMethod(request: HttpRequest): string {
  const header = request.headers?.find((line) => /^x-(?:http-)?method(?:-override)?\s*:/i.test(line));
  return (header?.slice(header.indexOf(':') + 1).trim() ?? request.method).toUpperCase();
}

function radiusOf(url: UrlParts | undefined, text: string | undefined, scope: Scope): BlastRadius {
  if (url !== undefined && isLoopback(url.host)) return 'machine';
  return scope.isProduction(url?.host ?? text ?? '') ? 'production' : 'shared';
}

/**
 * A server that is not production by its name or address: staging and the like, private networks, and the forge (which
 * `gh api` reaches). A write to any other that leaves the machine counts as production: nothing says that it is less.
 */
function isLesser(host: string): boolean {
  return /(?:^|[.-])(?:stag(?:e|ing)|stg|dev(?:el|elopment)?|tests?|testing|qa|uat|sandbox|preview|demo|internal|local|lan|forge)(?:\d*[.-]|\d*$)|^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.|^[^.]*$/.test(host);
}

/** A word that stands for a text found inside another one. */
export function wordOf(text: string, span: Span): Argument {
  return { text, raw: text, glob: false, splits: false, span };
}
