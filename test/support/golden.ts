import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

const directory = path.join(import.meta.dirname, '../golden');

/**
 * Compares a value with `test/golden/<name>.json`. A difference leaves the new text beside it as `<name>.json.actual`;
 * `UPDATE_GOLDEN=1` writes the golden instead. A missing golden is a failure, so that a new one is looked at.
 */
export function assertGolden(name: string, value: unknown): void {
  const file = path.join(directory, `${name}.json`);
  const actual = `${JSON.stringify(value, undefined, 2)}\n`;
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(`${file}.actual`, { force: true });
    writeFileSync(file, actual);
    return;
  }
  const expected = contentOf(file);
  if (expected === actual) {
    rmSync(`${file}.actual`, { force: true });
    return;
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.actual`, actual);
  assert.equal(actual, expected, `differs from ${file}; UPDATE_GOLDEN=1 takes the new text over`);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
