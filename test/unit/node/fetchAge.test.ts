import { deepEqual } from 'node:assert/strict';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { lastFetch } from '../../../src/node/git/fetchAge.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

describe('last fetch', () => {
  const root = temporaryDirectory();
  const fetched = (directory: string, seconds: number): void => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(path.join(directory, 'FETCH_HEAD'), '');
    utimesSync(path.join(directory, 'FETCH_HEAD'), seconds, seconds);
  };

  it('is read from the repository around a directory', () => {
    const repository = path.join(root.path, 'own');
    fetched(path.join(repository, '.git'), 1000);
    mkdirSync(path.join(repository, 'src', 'deep'), { recursive: true });
    deepEqual(lastFetch(path.join(repository, 'src', 'deep')), 1_000_000);
  });
  it('is the later one of a linked work tree and its repository', () => {
    const [git, tree] = [path.join(root.path, 'main', '.git'), path.join(root.path, 'tree')];
    fetched(git, 3000);
    fetched(path.join(git, 'worktrees', 'tree'), 2000);
    writeFileSync(path.join(git, 'worktrees', 'tree', 'commondir'), '../..\n');
    mkdirSync(tree);
    writeFileSync(path.join(tree, '.git'), `gitdir: ${path.join(git, 'worktrees', 'tree')}\n`);
    deepEqual(lastFetch(tree), 3_000_000);
  });
  it('is not known where nothing was fetched', () => {
    mkdirSync(path.join(root.path, 'quiet', '.git'), { recursive: true });
    deepEqual(lastFetch(path.join(root.path, 'quiet')), undefined);
  });
});
