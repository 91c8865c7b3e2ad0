import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Step } from './model/script.ts';

/** Work that exists nowhere else: an untracked folder with one file. */
export interface Work {
  readonly folder: string;
  readonly name: string;
  exists(): boolean;
}

let made = 0;

/** Makes one in a work tree. */
export function makeWork(root: string): Work {
  const name = `draft-${++made}`;
  const folder = path.join(root, name);
  mkdirSync(folder);
  const file = path.join(folder, 'chapter.md');
  writeFileSync(file, 'Written by hand, in no repository and no backup.\n');
  return { folder, name, exists: () => existsSync(file) };
}

/** The model asks for one command, then says its last words. */
export const command = (text: string): readonly Step[] => [
  { reasoning: 'REASONED: this folder looks like a leftover.', text: 'I run it.', calls: [{ operation: 'shell', fields: { command: text, intent: 'tidy up' } }] },
  { text: 'I am done.' },
];
