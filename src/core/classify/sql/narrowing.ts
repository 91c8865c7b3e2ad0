import type { SqlToken } from './lexSql.ts';

/**
 * Whether a WHERE condition keeps no row out: `1=1`, `true`, `id IS NOT NULL`, `x LIKE '%'`, `id IN (SELECT id FROM t)`,
 * or such a part behind OR. Only forms that are true by their shape are known, and a few that are true of every key and
 * date; a condition that is true by the data counts as narrowing.
 */
export function narrowsNothing(condition: readonly SqlToken[]): boolean {
  const tokens = stripParentheses(condition);
  if (tokens.length === 0) return true;
  const outer = Math.min(...tokens.map((token) => token.depth));
  const alternatives = split(tokens, ['OR', '||', 'XOR'], outer);
  if (alternatives.length > 1) return alternatives.some(narrowsNothing);
  const parts = joinBetween(split(tokens, ['AND'], outer));
  if (parts.length > 1) return parts.every(narrowsNothing);
  if (isWord(tokens[0], 'NOT')) return keepsAllOut(tokens.slice(1));
  return isAlwaysTrue(tokens, outer);
}

/** Whether a condition is never true: what stands behind NOT. */
function keepsAllOut(condition: readonly SqlToken[]): boolean {
  const tokens = stripParentheses(condition);
  if (tokens.length === 0) return false;
  const outer = Math.min(...tokens.map((token) => token.depth));
  const parts = joinBetween(split(tokens, ['AND'], outer));
  if (parts.length > 1) return parts.some(keepsAllOut);
  const alternatives = split(tokens, ['OR', '||'], outer);
  if (alternatives.length > 1) return alternatives.every(keepsAllOut);
  if (isWord(tokens[0], 'NOT')) return narrowsNothing(tokens.slice(1));
  const text = tokens.map(textOf);
  if (text.length === 1) return ['FALSE', '0', 'NULL'].includes(text[0] ?? '');
  if (text.slice(-2).join(' ') === 'IS NULL') return true;
  const at = comparison(tokens, outer);
  if (at === -1) return false;
  const [left, right] = sides(text, at);
  if (text[at] === '<>' || text[at] === '!=') return left === right;
  const values = numbers(tokens, at);
  return values !== undefined && !compares(values[0], text[at] ?? '', values[1]);
}

function stripParentheses(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first?.text !== '(' || last?.text !== ')' || first.kind !== 'operator') return tokens;
  const closesEarly = tokens.slice(1, -1).some((token) => token.depth <= first.depth);
  return closesEarly ? tokens : stripParentheses(tokens.slice(1, -1));
}

function split(tokens: readonly SqlToken[], separators: readonly string[], depth: number): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  for (const token of tokens) {
    if ((token.kind === 'word' || token.kind === 'operator') && separators.includes(token.text) && token.depth === depth) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The AND of `x BETWEEN a AND b` joins no conditions. */
function joinBetween(parts: readonly (readonly SqlToken[])[]): readonly (readonly SqlToken[])[] {
  const joined: SqlToken[][] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    if (before?.some((token) => isWord(token, 'BETWEEN')) === true && !before.some((token) => isWord(token, 'AND'))) {
      before.push({ kind: 'word', text: 'AND', start: 0, end: 0, depth: part[0]?.depth ?? 0 }, ...part);
    } else joined.push([...part]);
  }
  return joined;
}

function isAlwaysTrue(tokens: readonly SqlToken[], depth: number): boolean {
  const text = tokens.map(textOf);
  if (text.length === 1) return text[0] === 'TRUE' || /^'?[1-9]\d*'?$/.test(text[0] ?? '');
  const tail = text.slice(-3).join(' ');
  if (tail === 'IS NOT NULL') return true;
  if (/(?:LIKE|ILIKE|SIMILAR TO) '%+'$/.test(tail) || /(?:GLOB '\*+'|(?:REGEXP|RLIKE|~ ?\*?) '\^?(?:\.\*)?\$?')$/.test(tail)) return !text.includes('NOT');
  if (text.slice(-2).join(' ') === 'IS TRUE' || text.slice(-3).join(' ') === 'IS NOT FALSE') return narrowsNothing(tokens.slice(0, text.lastIndexOf('IS')));
  if (/^EXISTS$/.test(text[0] ?? '')) return takesAll(tokens.slice(1));
  const listed = text.indexOf('IN');
  if (listed > 0 && text[listed - 1] !== 'NOT') return isInAll(tokens, listed);
  if (text.includes('BETWEEN') && !text.includes('NOT')) return spansAll(tokens);
  const same = text.join(' ').indexOf(' IS NOT DISTINCT FROM ');
  if (same > 0) return text.join(' ').slice(0, same) === text.join(' ').slice(same + ' IS NOT DISTINCT FROM '.length);
  const at = comparison(tokens, depth);
  return at > 0 && isTrueComparison(tokens, text, at);
}

function isTrueComparison(tokens: readonly SqlToken[], text: readonly string[], at: number): boolean {
  const operator = text[at] ?? '';
  const [left, right] = sides(text, at);
  if (left === right) return ['=', '<=', '>=', '<=>', '=='].includes(operator);
  const values = numbers(tokens, at);
  if (values !== undefined) return compares(values[0], operator, values[1]);
  const [first, second] = [tokens[at - 1], tokens[at + 1]];
  if (at === 1 && tokens.length === 3 && first?.kind === 'string' && second?.kind === 'string') return compares(first.text, operator, second.text);
  // `id = ANY (ARRAY(SELECT id FROM t))`.
  if (operator === '=' && ['ANY', 'SOME'].includes(text[at + 1] ?? '')) return takesAll(tokens.slice(at + 2));
  // True of every key, amount and date: `id > 0`, `id <> -1`, `name <> ''`, `created_at <= now()`.
  if (trueOfKeys.has(`${operator} ${right}`)) return true;
  return /^<=?$/.test(operator) && /^(?:NOW \( \)|CURRENT_TIMESTAMP|CURRENT_DATE|SYSDATE|GETDATE \( \)|CURDATE \( \))$/.test(right);
}

const trueOfKeys = new Set(['> 0', '> - 1', '>= 0', '>= 1', '>= - 1', '<> 0', '!= 0', '<> - 1', '!= - 1', "<> ''", "!= ''"]);

/** Index of the one comparison at the outer depth; -1 = none or several. */
function comparison(tokens: readonly SqlToken[], depth: number): number {
  const found = tokens.flatMap((token, index) => (token.kind === 'operator' && token.depth === depth && ['=', '<', '>', '<=', '>=', '<>', '!='].includes(token.text) ? [index] : []));
  return found.length === 1 ? (found[0] ?? -1) : -1;
}

const sides = (text: readonly string[], at: number): readonly [string, string] => [bare(text.slice(0, at)), bare(text.slice(at + 1))];

function bare(text: readonly string[]): string {
  return text[0] === '(' && text.at(-1) === ')' && !text.slice(1, -1).includes('(') ? bare(text.slice(1, -1)) : text.join(' ');
}

/** The two sides of a comparison, when both are numbers. */
function numbers(tokens: readonly SqlToken[], at: number): readonly [number, number] | undefined {
  const left = value(tokens.slice(0, at));
  const right = value(tokens.slice(at + 1));
  return left === undefined || right === undefined ? undefined : [left, right];
}

function value(side: readonly SqlToken[]): number | undefined {
  const tokens = stripParentheses(side);
  const negative = tokens[0]?.text === '-';
  const only = tokens[negative ? 1 : 0];
  return tokens.length === (negative ? 2 : 1) && only?.kind === 'number' ? Number(only.text) * (negative ? -1 : 1) : undefined;
}

/** `id IN (SELECT id FROM t)`, `1 IN (1, 2)`, `id IN (id)`. */
function isInAll(tokens: readonly SqlToken[], at: number): boolean {
  const list = stripParentheses(tokens.slice(at + 1));
  if (isWord(list[0], 'SELECT')) return takesAll(list);
  const left = tokens.slice(0, at).map(textOf).join(' ');
  const outer = Math.min(...list.map((token) => token.depth));
  return split(list, [','], outer).some((one) => one.map(textOf).join(' ') === left);
}

/** A query that takes every row of its table: nothing in it leaves one out. */
function takesAll(query: readonly SqlToken[]): boolean {
  const tokens = stripParentheses(query);
  if (isWord(tokens[0], 'ARRAY')) return takesAll(tokens.slice(1));
  if (!isWord(tokens[0], 'SELECT')) return false;
  return !tokens.some((token) => token.kind === 'word' && /^(?:WHERE|LIMIT|HAVING|JOIN|EXCEPT|INTERSECT|FETCH|TOP|OFFSET|TABLESAMPLE|QUALIFY)$/.test(token.text));
}

/** `id BETWEEN 0 AND 999999999`. */
function spansAll(tokens: readonly SqlToken[]): boolean {
  const between = tokens.findIndex((token) => isWord(token, 'BETWEEN'));
  const and = tokens.findIndex((token, index) => index > between && isWord(token, 'AND'));
  const [subject, low, high] = [value(tokens.slice(0, between)), value(tokens.slice(between + 1, and)), value(tokens.slice(and + 1))];
  if (low === undefined || high === undefined) return false;
  return subject === undefined ? low <= 1 && high >= 1_000_000 : low <= subject && subject <= high;
}

const isWord = (token: SqlToken | undefined, text: string): boolean => token?.kind === 'word' && token.text === text;

const textOf = (token: SqlToken): string => (token.kind === 'string' ? `'${token.text}'` : token.text);

function compares<T extends number | string>(left: T, operator: string, right: T): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '>':
      return left > right;
    case '<':
      return left < right;
    case '>=':
      return left >= right;
    case '<=':
      return left <= right;
    default:
      return (operator === '<>' || operator === '!=') && left !== right;
  }
}
