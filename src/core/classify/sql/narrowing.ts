import type { SqlToken } from './lexSql.ts';

/**
 * Whether a WHERE condition keeps no row out: `1=1`, `true`, `id IS NOT NULL`, `x LIKE '%'`, or such a part behind OR.
 * Only forms that are true by their shape are known; a condition that is true by the data counts as narrowing.
 */
export function narrowsNothing(condition: readonly SqlToken[]): boolean {
  const tokens = stripParentheses(condition);
  if (tokens.length === 0) return true;
  const outer = Math.min(...tokens.map((token) => token.depth));
  const alternatives = split(tokens, 'OR', outer);
  if (alternatives.length > 1) return alternatives.some(narrowsNothing);
  const parts = split(tokens, 'AND', outer);
  if (parts.length > 1) return parts.every(narrowsNothing);
  return isAlwaysTrue(tokens);
}

function stripParentheses(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first?.text !== '(' || last?.text !== ')' || first.kind !== 'operator') return tokens;
  const closesEarly = tokens.slice(1, -1).some((token) => token.depth <= first.depth);
  return closesEarly ? tokens : stripParentheses(tokens.slice(1, -1));
}

function split(tokens: readonly SqlToken[], separator: string, depth: number): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'word' && token.text === separator && token.depth === depth) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function isAlwaysTrue(tokens: readonly SqlToken[]): boolean {
  const text = tokens.map((token) => (token.kind === 'string' ? `'${token.text}'` : token.text));
  const only = text.length === 1 ? text[0] : undefined;
  if (only !== undefined) return only === 'TRUE' || (tokens[0]?.kind === 'number' && Number(only) !== 0);
  if (text[0] === 'NOT') return text.length === 2 && (text[1] === 'FALSE' || text[1] === '0');
  const middle = text.indexOf('=');
  if (middle > 0) return text.slice(0, middle).join(' ') === text.slice(middle + 1).join(' ');
  const tail = text.slice(-3).join(' ');
  if (tail === 'IS NOT NULL' || tail.endsWith("LIKE '%'") || tail.endsWith("LIKE '%%'")) return true;
  const [left, operator, right] = [tokens[0], text[1], tokens[2]];
  if (text.length !== 3 || left === undefined || right?.kind !== 'number') return false;
  if (left.kind === 'number') return compares(Number(left.text), operator, Number(right.text));
  return (operator === '>' || operator === '>=') && Number(right.text) === 0;
}

function compares(left: number, operator: string | undefined, right: number): boolean {
  if (operator === '>') return left > right;
  if (operator === '<') return left < right;
  if (operator === '>=') return left >= right;
  if (operator === '<=') return left <= right;
  return (operator === '<>' || operator === '!=') && left !== right;
}
