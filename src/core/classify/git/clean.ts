import { classifyPath } from '../../resolve/pathClass.ts';
import type { Handler } from '../handler.ts';
import { lossEffect } from './discard.ts';

/** git clean: deletes untracked files, ignored ones too with `-x`, only those with `-X`. */
export const gitClean: Handler = (invocation, scope) => {
  const git = scope.world.git(scope.cwd ?? scope.world.root);
  const paths = invocation.operands;
  const output = paths.length > 0 && paths.every((path) => {
    const absolute = path.text === undefined ? undefined : scope.resolve(path.text);
    return absolute !== undefined && classifyPath(scope.realPath(absolute), scope.world).class === 'regenerable';
  });
  const empty = git?.cleanDryRunEmpty === true && !invocation.has('-x') && !invocation.has('-X');
  if (output || empty) return [lossEffect(invocation, scope, { reversibility: 'reversible', loses: 'untracked', paths, reason: empty ? 'there is nothing untracked to delete' : 'deletes only what a build makes again' })];
  const loses = invocation.has('-X') ? 'ignored' : invocation.has('-x') ? 'untracked-and-ignored' : 'untracked';
  const what = { ignored: 'ignored files (local settings, databases)', 'untracked-and-ignored': 'untracked and ignored files', untracked: 'untracked files' }[loses];
  return [lossEffect(invocation, scope, { reversibility: 'irreversible', loses, paths, reason: `deletes all ${what}, which git does not hold` })];
};
