import { agentIds } from '../action.ts';
import { blastRadii, reversibilities } from '../verdict.ts';
import type { TraceQuery } from './traceQuery.ts';
import { actionStatuses } from './traceTree.ts';

type Given = { -readonly [K in keyof TraceQuery]: TraceQuery[K] };

/**
 * A query as a person types it. `denied` and the other statuses, `agent:codex`, `rule:git`, `path:src`, `radius:production`,
 * `undo:irreversible`, `session:`, `since:2026-01-31`, `until:` and `unreviewed` select; several of one filter mean any of
 * them. Every other word has to stand in what was recorded; double quotes keep words together, and a word that only looks
 * like a filter is a word. A value that names nothing finds nothing. `absolute` says which file a path means. Pure.
 */
export function traceQueryOf(text: string, absolute: (path: string) => string): TraceQuery {
  const query: Given = {};
  for (const word of wordsOf(text)) {
    const status = actionStatuses.find((one) => one === word.toLowerCase());
    if (status !== undefined) query.statuses = [...(query.statuses ?? []), status];
    else if (word.toLowerCase() === 'unreviewed') query.unreviewed = true;
    else if (!addFilter(query, word, absolute)) query.words = [...(query.words ?? []), word];
  }
  return query;
}

/** Whether the word was a filter. */
function addFilter(query: Given, word: string, absolute: (path: string) => string): boolean {
  const at = word.indexOf(':');
  const value = word.slice(at + 1);
  if (at < 1 || value === '') return false;
  const lower = value.toLowerCase();
  switch (word.slice(0, at).toLowerCase()) {
    case 'agent':
      query.agents = [...(query.agents ?? []), ...agentIds.filter((agent) => agent.includes(lower))];
      return true;
    case 'radius':
      query.radii = [...(query.radii ?? []), ...blastRadii.filter((radius) => radius.startsWith(lower))];
      return true;
    case 'undo':
      query.reversibilities = [...(query.reversibilities ?? []), ...reversibilities.filter((reversibility) => reversibility.startsWith(lower))];
      return true;
    case 'rule':
      query.rule = value;
      return true;
    case 'path':
      query.path = absolute(value);
      return true;
    case 'session':
      query.session = value;
      return true;
    case 'since':
      query.since = value;
      return true;
    case 'until':
      // A day is meant to its end.
      query.until = value.length === dayLength ? `${value}T23:59:59.999Z` : value;
      return true;
    default:
      return false;
  }
}

const dayLength = '2026-01-31'.length;

/** Words between blanks; what stands between two double quotes is kept together. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let [word, quoted] = ['', false];
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && character.trim() === '') {
      words.push(word);
      word = '';
    } else word += character;
  }
  return [...words, word].filter((one) => one !== '');
}
