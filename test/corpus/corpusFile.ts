import { readFileSync } from 'node:fs';
import type { DescribedCase } from './judgeCase.ts';
import type { Label } from './score.ts';

/** A labelled case of a corpus. */
export type LabelledCase = DescribedCase & Label;

/** A label that contradicts the guide, with the rule that says so. */
type Adjudication = Pick<Label, 'id'> & Partial<Label> & { readonly rule: string };

/** Labelled cases, with the labels that the guide contradicts put right (`adjudication.json` says which and by what rule). */
export function labelledCasesOf(file: string): readonly LabelledCase[] {
  const adjudications = JSON.parse(readFileSync(new URL('adjudication.json', import.meta.url), 'utf8')) as readonly Adjudication[];
  const byId = new Map(adjudications.map((label) => [label.id, label]));
  return casesOf(file).map((each) => ({ ...each, ...byId.get(each.id) }));
}

/** Reads a file of one JSON object a line beside this one. Throws on a line that is no JSON. */
export function casesOf(file: string): readonly LabelledCase[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as LabelledCase);
}
