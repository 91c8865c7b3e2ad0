import * as path from 'node:path';
import type { Action } from '../../core/action.ts';
import { commandAt, operandsOf } from '../../core/impact/commandAt.ts';
import type { Effect } from '../../core/verdict.ts';
import { matchesOf } from '../globMatches.ts';

/** What a command moves to the trash of the desktop (`trash x`, `gio trash x`); none where its words are not written out. */
export function trashedPaths({ span }: Effect, actions: readonly Action[], cwd: string): readonly string[] {
  const command = commandAt({ actions, span, cwd, programs: ['trash', 'trash-put', 'rmtrash', 'gio', 'gvfs-trash', 'kioclient', 'kioclient5'] });
  const { directory } = command ?? {};
  if (command === undefined || directory === undefined) return [];
  const operands = operandsOf(command.words, []).filter((word) => word !== undefined);
  const names = operands[0] === 'trash' ? operands.slice(1) : operands;
  return names.flatMap((name) => {
    const pattern = /[*?[]/.exec(name)?.index;
    const fixed = pattern === undefined ? name : name.slice(0, name.lastIndexOf('/', pattern) + 1);
    return matchesOf(path.resolve(directory, fixed), pattern === undefined ? undefined : name.slice(fixed.length));
  });
}
