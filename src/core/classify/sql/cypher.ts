import { lexSql } from './lexSql.ts';
import type { StatementEffect } from './statement.ts';

/** Procedures of Neo4j that only look. */
const readingProcedures = /^(?:DB\.(?:LABELS|RELATIONSHIPTYPES|PROPERTYKEYS|SCHEMA|INDEXES|INFO|INDEX\.FULLTEXT\.QUERY)|DBMS\.(?:COMPONENTS|INFO|QUERYJMX|LISTCONFIG)|APOC\.(?:META|HELP|VERSION))/;

/** Effects of Cypher by its clauses: each statement that writes, deletes, calls or loads something. */
export function cypherEffects(text: string): readonly StatementEffect[] {
  const lex = lexSql(text.replace(/\/\/[^\n]*/g, ''), 'bigquery');
  if (lex.problem !== undefined) return [{ class: 'unread', kind: 'database', reversibility: 'irreversible', reason: `the statement cannot be read for certain: ${lex.problem}`, uninspectable: true }];
  const words = lex.tokens.filter(({ kind }) => kind === 'word' || kind === 'operator').map(({ text: word }) => word);
  const has = (...clauses: readonly string[]): boolean => clauses.some((clause) => words.includes(clause));
  const effects: StatementEffect[] = [];
  if (has('DELETE')) {
    const narrow = has('WHERE') || has('{');
    effects.push({ class: narrow ? 'delete-where' : 'delete-all', kind: 'database', reversibility: 'irreversible', reason: narrow ? 'deletes the nodes that match' : 'deletes every node or relationship that matches: nothing narrows it', alternative: 'count what matches first' });
  }
  if (has('DROP', 'STOP', 'TERMINATE')) effects.push({ class: 'drop', kind: 'database', reversibility: has('INDEX', 'CONSTRAINT') ? 'recoverable' : 'irreversible', reason: 'drops what the statement names' });
  if (has('SET', 'REMOVE')) effects.push({ class: 'update-where', kind: 'database', reversibility: 'irreversible', reason: 'changes what matches' });
  if (has('LOAD', 'CALL')) effects.push(...calls(words));
  if (has('CREATE', 'MERGE', 'FOREACH')) effects.push({ class: 'insert', kind: 'database', reversibility: 'reversible', reason: 'adds nodes or relationships', routine: true });
  if (has('ALTER', 'GRANT', 'DENY', 'REVOKE', 'RENAME')) effects.push({ class: 'permission', kind: 'schema', reversibility: 'recoverable', reason: 'changes the server or its users' });
  if (effects.length > 0) return effects;
  const reads = words.length === 0 || has('RETURN', 'SHOW', 'YIELD', 'EXPLAIN', 'USE', 'CALL');
  return [reads ? { class: 'read', kind: 'read', reversibility: 'read-only', reason: 'reads the database' } : { class: 'unknown', kind: 'database', reversibility: 'irreversible', reason: 'the statement is not one whose effect is known', uninspectable: true }];
}

function calls(words: readonly string[]): readonly StatementEffect[] {
  return words.flatMap((word, index): readonly StatementEffect[] => {
    if (word === 'LOAD' && words[index + 1] === 'CSV') return [{ class: 'read', kind: 'read', reversibility: 'read-only', reason: 'reads a file or address' }];
    if (word !== 'CALL' || words[index + 1] === '{' || words[index + 1] === '(') return [];
    const rest = words.slice(index + 1);
    const end = rest.findIndex((one) => one === '(' || one === 'YIELD' || one === ';');
    const name = rest.slice(0, end === -1 ? undefined : end).join('');
    return readingProcedures.test(name) ? [] : [{ class: 'unknown', kind: 'database', reversibility: 'irreversible', reason: `what the procedure \`${name.toLowerCase()}\` does is not in the text`, uninspectable: true }];
  });
}
