import type { Freeze } from '../../core/freeze/freeze.ts';
import type { SourceReport } from '../../core/freeze/source.ts';
import { readSmallFile, replaceFile } from '../durableFile.ts';
import { answersFile } from './freezePlaces.ts';
import { placeKinds } from './placeKinds.ts';
import type { RemoteSource, SourceFreeze } from './remoteSource.ts';

const limitBytes = 8 * 1024 * 1024;

/** What a source last said: its last whole answer, and why the last look failed. */
export interface StoredAnswer {
  readonly readAt?: string;
  readonly problem?: string;
  readonly freezes: readonly SourceFreeze[];
}

export type StoredAnswers = Readonly<Record<string, StoredAnswer>>;

/** Names of two layers never meet. */
export const answerKey = ({ from, name }: Pick<RemoteSource, 'from' | 'name'>): string => `${from}:${name}`;

/** Of a damaged file none: then every source counts as never read. */
export function readAnswers(state: string): StoredAnswers {
  const read = readSmallFile(answersFile(state), limitBytes);
  if (read.kind !== 'text') return {};
  try {
    const value: unknown = JSON.parse(read.text);
    return typeof value === 'object' && value !== null && 'v' in value && value.v === 1 && 'answers' in value && isAnswers(value.answers) ? value.answers : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Stores them atomically, 0600. Throws when the disk refuses. */
export const writeAnswers = (state: string, answers: StoredAnswers): void => replaceFile(answersFile(state), `${JSON.stringify({ v: 1, answers })}\n`);

/** A source with what it last said. What its freezes are is what its configuration says now. */
export function reportOn(source: RemoteSource, answer: StoredAnswer | undefined): SourceReport {
  const { name, from, kind, maxStaleMs, reason } = source;
  const freezes = (answer?.freezes ?? []).map((freeze): Freeze => ({
    ...kind, ...freeze, reason: freeze.reason === '' ? reason : freeze.reason, by: kind.owner ?? name, since: freeze.windows?.[0]?.from ?? answer?.readAt ?? '', id: `${name}:${freeze.id}`,
  }));
  return {
    name, kind: placeKinds.find((one) => source.places[one] !== undefined) ?? 'file', from, maxStaleMs, freezes, mode: kind.mode, ...(kind.scope === undefined ? {} : { scope: kind.scope }),
    ...(answer?.readAt === undefined ? {} : { readAt: answer.readAt }), ...(answer?.problem === undefined ? {} : { problem: answer.problem }),
  };
}

const isAnswers = (value: unknown): value is StoredAnswers =>
  typeof value === 'object' && value !== null && Object.values(value).every((answer: unknown) => typeof answer === 'object' && answer !== null && 'freezes' in answer && Array.isArray(answer.freezes));
