import { withAnswer } from '../../trust/trust.ts';
import type { Effect } from '../../verdict.ts';
import type { Scope } from '../handler.ts';
import { httpEffects } from '../http.ts';
import type { Invocation } from '../invocation.ts';
import { graphqlDeeds } from './graphql.ts';

/** Addresses of a forge under which people talk: comments, replies, reactions; what is written there can be edited or deleted by its author. */
const talkPath = /^\/?(?:repos|projects)\/.+\/(?:comments|replies|reactions|notes|discussions)(?:\/[\w-]+)?(?:\/(?:replies|reactions|notes)(?:\/\d+)?)?\/?$/;
/** One pull request, merge request or issue. */
const textPath = /^\/?(?:repos|projects)\/.+\/(?:pulls|issues|merge_requests)\/\d+$/;
/** Mutations that do the same, and those that mark a thread as settled. */
const talkMutations = new Set(['resolveReviewThread', 'unresolveReviewThread', 'addComment', 'updateIssueComment', 'addPullRequestReviewComment', 'updatePullRequestReviewComment', 'addPullRequestReviewThreadReply', 'addReaction', 'removeReaction', 'addDiscussionComment', 'updateDiscussionComment', 'minimizeComment', 'unminimizeComment']);

/** `gh api`, `glab api`: a request to the forge with the person's own credentials. */
export function ghApi(invocation: Invocation, scope: Scope): readonly Effect[] {
  const values = [...invocation.values('-f'), ...invocation.values('-F')];
  const fields = values.map((value) => value.text ?? value.raw);
  const path = invocation.operands[0];
  const verb = invocation.value('-X')?.text?.toUpperCase() ?? (fields.length > 0 || invocation.has('--input') ? 'POST' : 'GET');
  const query = fields.find((field) => field.startsWith('query='))?.slice('query='.length);
  const url = path === undefined ? undefined : { ...path, text: path.text === undefined ? undefined : `https://forge.invalid/${path.text.replace(/^\//, '')}` };
  const files = invocation.values('-F').flatMap((value) => (value.text === undefined || !/^[\w.[\]-]+=@/.test(value.text) ? [] : [{ ...value, text: value.text.slice(value.text.indexOf('@') + 1) }]));
  const sends = [...invocation.values('--input'), ...files].filter((file) => file.text !== '-');
  if (path?.text === 'graphql' && query !== undefined && graphqlDeeds(query) === 'query') return [scope.effect({ kind: 'network', reversibility: 'read-only', blastRadius: 'shared', rule: 'http.graphql-query', reason: 'reads by a GraphQL query' }, invocation.span)];
  const effects = httpEffects({ method: verb, url, body: path?.text === 'graphql' ? query : undefined, sends: invocation.values('--input').filter((file) => file.text !== '-') }, scope, invocation.span);
  const talks = path?.text === 'graphql' ? onlyTalks(query) : (verb === 'POST' || verb === 'PATCH') && isTalk(path?.text, fields);
  if (talks) return [...files.flatMap((file) => scope.path('read', file, 'http.send-file')), ...spoken(effects, sends.length, invocation, scope)];
  // Settings of a repository come back by hand; a repository, release or package does not.
  const minor = verb === 'DELETE' && !/^\/?(?:repos\/[^/]+\/[^/]+\/?$|.*\/(?:releases|packages|artifacts)\b)/.test(path?.text ?? '');
  return minor ? effects.map((effect) => (effect.rule === 'http.delete' ? { ...effect, reversibility: 'recoverable' } : effect)) : effects;
}

/** A comment, or new words for a pull request or an issue; a field that does more (`state=closed`) makes it more. */
function isTalk(path: string | undefined, fields: readonly string[]): boolean {
  const place = path?.split('?', 1)[0] ?? '';
  return talkPath.test(place) || (textPath.test(place) && fields.length > 0 && fields.every((field) => /^(?:title|body|description)=/.test(field)));
}

/** Whether every field at the root of every mutation is one of talk. Aliases (`t1: resolveReviewThread`) are looked through. */
function onlyTalks(query: string | undefined): boolean {
  if (query === undefined) return false;
  const code = query.replace(/"(?:[^"\\\n]|\\.)*"/g, '""').replace(/#[^\n]*/g, '');
  const roots = rootFields(code);
  return /^\s*mutation\b/.test(code) && roots.length > 0 && roots.every((name) => talkMutations.has(name));
}

/** Names of the fields one brace deep. */
function rootFields(code: string): readonly string[] {
  const names: string[] = [];
  let [braces, brackets] = [0, 0];
  for (const [token] of code.matchAll(/[{}()]|[A-Za-z_]\w*\s*:?/g)) {
    if (token === '{') braces += 1;
    else if (token === '}') braces -= 1;
    else if (token === '(') brackets += 1;
    else if (token === ')') brackets -= 1;
    else if (braces === 1 && brackets === 0 && !token.endsWith(':')) names.push(token.trim());
  }
  return names;
}

/** The same request as talk: others see it, its author can take it back, and a person may allow it for the workspace. A file that is sent stays what it is. */
function spoken(effects: readonly Effect[], files: number, { program }: Invocation, scope: Scope): readonly Effect[] {
  return effects.map((effect) => {
    if (files > 0 || (effect.rule !== 'http.write' && effect.rule !== 'http.graphql-mutation')) return effect;
    const trust = withAnswer({ program, verb: 'api comments', scopes: ['verb'] }, scope.world.trusted());
    return { ...effect, reversibility: 'reversible', rule: `${effect.rule}-talk`, reason: 'writes to a discussion that others see; it can be edited or deleted again', trust };
  });
}
