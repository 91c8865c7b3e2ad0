import type { ImpactFacts, ImpactPart, LossKind } from '../impact.ts';
import { clusterClauses, deployClauses, planClauses, publishClauses, volumeClauses } from './actClauses.ts';
import { databaseClauses } from './databaseClauses.ts';
import { fileClauses } from './fileClauses.ts';
import { historyClauses, pushClauses } from './gitClauses.ts';

const kinds: readonly LossKind[] = ['files', 'history', 'push', 'database', 'plan', 'cluster', 'volumes', 'publish', 'deploy'];

/** The concrete loss in one sentence, files named from the absolute directory `from`; `otherwise` where nothing could be measured. */
export function lossLine(facts: ImpactFacts, otherwise: string, from: string): string {
  const clauses = [...new Set([...facts.order, ...kinds])].flatMap((kind) => clausesOf(kind, facts, from));
  const sentence = clauses.length === 0 ? otherwise : clauses.map((clause, index) => (index === 0 ? clause : `${clause.charAt(0).toLowerCase()}${clause.slice(1)}`)).join('; it also ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function clausesOf(kind: LossKind, facts: ImpactFacts, from: string): readonly string[] {
  switch (kind) {
    case 'files':
      return fileClauses(facts, from);
    case 'others':
      return facts.others;
    case 'database':
      // One clause for all tables of one database, whichever effects named them.
      return databaseClauses(facts.parts.flatMap((part) => (part.kind === 'database' ? part.facts : [])));
    case 'history':
    case 'push':
    case 'deploy':
    case 'plan':
    case 'cluster':
    case 'publish':
    case 'volumes':
      return facts.parts.flatMap((part) => (part.kind === kind ? partClauses(part) : []));
  }
}

function partClauses(part: Exclude<ImpactPart, { readonly kind: 'database' }>): readonly string[] {
  switch (part.kind) {
    case 'history':
      return historyClauses(part.facts);
    case 'push':
      return pushClauses(part.facts);
    case 'deploy':
      return deployClauses(part.facts);
    case 'plan':
      return planClauses(part.facts);
    case 'cluster':
      return clusterClauses(part.facts);
    case 'publish':
      return publishClauses(part.facts);
    case 'volumes':
      return volumeClauses(part.facts);
  }
}
