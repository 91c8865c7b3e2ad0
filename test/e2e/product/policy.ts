import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { stateOf } from './processes.ts';

/** Whether a checkpoint replaces the question about what it can bring back: the product's default, but not where a test is about the question. */
export function replaceQuestions(home: string, replaced: boolean): void {
  mkdirSync(stateOf(home), { recursive: true });
  writeFileSync(path.join(stateOf(home), 'policy.yaml'), `version: 1\ncheckpoints: { replaceQuestions: ${replaced} }\n`);
}
