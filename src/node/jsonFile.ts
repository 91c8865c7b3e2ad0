import { readSmallFile } from './durableFile.ts';

/** The value of a JSON file of at most `limitBytes`; undefined where there is none, it cannot be read, or it is damaged. */
export function readJsonFile(file: string, limitBytes: number): unknown {
  const read = readSmallFile(file, limitBytes);
  if (read.kind !== 'text') return undefined;
  try {
    return JSON.parse(read.text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
