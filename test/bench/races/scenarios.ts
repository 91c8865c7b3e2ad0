import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Step } from './mutator.ts';

/** One kind of race: what was approved, what changes behind it, and how it shows that something else ran. */
export interface Scenario {
  readonly name: string;
  readonly command: string;
  /** Prepares a fresh copy of the stage, besides what all have. */
  readonly prepare?: (shop: string, home: string) => void;
  readonly steps: (shop: string, home: string) => readonly Step[];
  /** What the agent's shell adds to the environment, read when it starts the command. */
  readonly environment?: (home: string) => Readonly<Record<string, string>>;
  /** Whether what ran was not what was approved. */
  readonly somethingElse: (shop: string, home: string) => boolean;
}

const git = (shop: string, ...words: readonly string[]): string => execFileSync('git', ['-c', 'user.name=dana', '-c', 'user.email=dana@mail.example', ...words], { cwd: shop, encoding: 'utf8' }).trim();
const there = (...names: readonly string[]): boolean => fs.existsSync(path.join(...names));
const textOf = (...names: readonly string[]): string => (there(...names) ? fs.readFileSync(path.join(...names), 'utf8').trim() : '');

/** Fills a directory that is copied for each race: drafts that nobody committed, and two lines of commits. */
export function template(shop: string): void {
  fs.mkdirSync(path.join(shop, 'drafts'), { recursive: true });
  fs.mkdirSync(path.join(shop, 'kept'));
  for (const name of ['drafts/novel.md', 'kept/novel.md', 'readme.md']) fs.writeFileSync(path.join(shop, name), name);
  fs.writeFileSync(path.join(shop, '.gitignore'), 'started\nran\n');
  git(shop, 'init', '-q', '--template=', '-b', 'main');
  git(shop, 'add', '.gitignore', 'readme.md');
  for (const [branch, message] of [['main', 'one'], ['main', 'two'], ['other', 'three'], ['other', 'four']] as const) {
    if (git(shop, 'symbolic-ref', '--short', 'HEAD') !== branch) git(shop, 'checkout', '-qb', branch);
    git(shop, 'commit', '--allow-empty', '-qm', message);
  }
  git(shop, 'checkout', '-q', 'main');
  for (const name of ['main', 'other', 'other~1', 'main~1']) fs.writeFileSync(path.join(shop, '.git', `id-${name}`), git(shop, 'rev-parse', name));
}

export const scenarios: readonly Scenario[] = [
  {
    name: 'script', command: 'sh clean.sh',
    prepare: (shop) => fs.writeFileSync(path.join(shop, 'clean.sh'), 'rm -rf drafts; echo approved > ran\n'),
    steps: (shop) => [{ do: 'write', file: path.join(shop, 'clean.sh'), text: 'rm -rf drafts; echo other > ran\n' }],
    somethingElse: (shop) => textOf(shop, 'ran') === 'other',
  },
  {
    name: 'symlink', command: 'rm -f drafts/novel.md',
    steps: (shop) => [{ do: 'rename', from: path.join(shop, 'drafts'), to: path.join(shop, 'away') }, { do: 'link', file: path.join(shop, 'drafts'), to: 'kept' }],
    somethingElse: (shop) => !there(shop, 'kept/novel.md'),
  },
  {
    name: 'cwd', command: 'rm -rf drafts',
    prepare: (shop) => fs.cpSync(shop, `${shop}.other`, { recursive: true }),
    steps: (shop) => [{ do: 'rename', from: shop, to: `${shop}.away` }, { do: 'rename', from: `${shop}.other`, to: shop }],
    somethingElse: (shop) => there(`${shop}.away`) && !there(shop, 'drafts'),
  },
  {
    name: 'PATH', command: 'rm -rf drafts',
    steps: (shop, home) => [{ do: 'write', file: path.join(home, 'bin/rm'), text: `#!/bin/sh\necho other > ${shop}/ran\n`, mode: 0o755 }],
    somethingElse: (shop) => textOf(shop, 'ran') === 'other',
  },
  {
    name: 'HEAD', command: 'git reset -q --hard HEAD~1',
    steps: (shop) => [{ do: 'write', file: path.join(shop, '.git/refs/heads/main'), text: `${textOf(shop, '.git/id-other')}\n` }],
    // What git itself says that it moved, and from where.
    somethingElse: (shop) => {
      const [from, to] = textOf(shop, '.git/logs/HEAD').split('\n').findLast((line) => line.includes('\treset:'))?.split(' ') ?? [];
      return from !== undefined && (from !== textOf(shop, '.git/id-main') || to !== textOf(shop, '.git/id-main~1'));
    },
  },
  {
    name: 'glob growth', command: 'rm -f drafts/*.md',
    steps: (shop) => [{ do: 'write', file: path.join(shop, 'drafts/new.md'), text: 'new' }],
    somethingElse: (shop) => there(shop, 'drafts') && !there(shop, 'drafts/new.md'),
  },
  {
    // The shell of an agent reads its profiles when it starts.
    name: 'environment', command: 'rm -rf drafts; echo "$DATABASE_URL" > ran',
    prepare: (_, home) => fs.writeFileSync(path.join(home, 'profile'), 'postgres://local/shop'),
    environment: (home) => ({ DATABASE_URL: textOf(home, 'profile') }),
    steps: (_, home) => [{ do: 'write', file: path.join(home, 'profile.new'), text: 'postgres://production/shop' }, { do: 'rename', from: path.join(home, 'profile.new'), to: path.join(home, 'profile') }],
    somethingElse: (shop) => textOf(shop, 'ran').includes('production'),
  },
];
