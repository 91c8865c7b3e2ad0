import { readFileSync } from 'node:fs';
import type { DescribedCase } from './judgeCase.ts';
import type { Label } from './score.ts';

/** A labelled case of a corpus. */
export type LabelledCase = DescribedCase & Label;

/** Reads a file of one JSON object a line beside this one. Throws on a line that is no JSON. */
export function casesOf(file: string): readonly LabelledCase[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as LabelledCase);
}
