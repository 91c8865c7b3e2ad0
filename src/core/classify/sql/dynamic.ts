import type { SqlToken } from './lexSql.ts';

/**
 * The statement that another one runs from a string, where the string is a literal: `EXECUTE IMMEDIATE '…'`,
 * `PREPARE s FROM '…'`, `EXEC('…')`, `EXEC sp_executesql N'…'`. Undefined = it runs none, or one that is only known when it runs.
 */
export function dynamicText(tokens: readonly SqlToken[]): string | undefined {
  const words = tokens.slice(0, 5).map((token) => (token.kind === 'word' || token.kind === 'operator' ? token.text : ''));
  const [first, second, third] = words;
  if (first === 'EXECUTE' && second === 'IMMEDIATE') return literalAt(tokens, 2);
  if (first === 'PREPARE' && third === 'FROM') return literalAt(tokens, 3);
  if ((first === 'EXEC' || first === 'EXECUTE') && second === '(') return literalAt(tokens, 2);
  if ((first === 'EXEC' || first === 'EXECUTE') && tokens.slice(1, 4).some((token) => token.text.toUpperCase() === 'SP_EXECUTESQL')) {
    return literalAt(tokens, tokens.findIndex((token) => token.text.toUpperCase() === 'SP_EXECUTESQL') + 1);
  }
  return undefined;
}

/** A string that is the whole of an expression: nothing is put together with it. */
function literalAt(tokens: readonly SqlToken[], at: number): string | undefined {
  const token = tokens[at];
  const next = tokens[at + 1];
  const ends = next === undefined || [')', ',', 'USING', 'INTO', 'AS', 'AT', 'RETURNING'].includes(next.text);
  return token?.kind === 'string' && ends ? token.text : undefined;
}
