import * as path from 'node:path';

/**
 * Which of these paths another commit holds otherwise; see `GitFacts.differing`. A bare name that is no branch yet may be one
 * of a remote: `git checkout NAME` then makes it. Trees are compared by their ids, so no program of the repository is run.
 */
export function differingPaths(commit: string, paths: readonly string[], against: 'head' | 'base' | 'parent', git: (args: readonly string[]) => string | undefined, top: string): readonly string[] | undefined {
  const names = paths.map((file) => path.relative(top, file).split(path.sep).join('/'));
  const compare = (one: readonly string[]): string | undefined => git(['--literal-pathspecs', 'diff-tree', '-r', '-z', '--name-only', ...one, '--', ...names]);
  const output = [commit === '-' ? '@{-1}' : commit, `origin/${commit}`].reduce<string | undefined>((known, name) => known ?? compare(sides(name, against)), undefined);
  if (output === undefined) return undefined;
  const changed = output.split('\0').filter((name) => name !== '');
  return paths.filter((_, index) => changed.some((name) => name === names[index] || name.startsWith(`${names[index] ?? ''}/`)));
}

function sides(commit: string, against: 'head' | 'base' | 'parent'): readonly string[] {
  const [from = '', to = '', ...more] = commit.split(/\.{2,3}/);
  if (from !== '' && to !== '' && more.length === 0) return [from, to];
  switch (against) {
    case 'head':
      return ['HEAD', commit];
    case 'base':
      return ['--merge-base', 'HEAD', commit];
    case 'parent':
      return [`${commit}^1`, commit];
  }
}
