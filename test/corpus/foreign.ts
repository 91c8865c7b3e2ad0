import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeCase } from './judgeCase.ts';

/*
 * `npm run corpus:foreign -- DIR` measures the engine against collections under other licences. They are read where they
 * lie (DIR/gtfobins.jsonl, tldr.jsonl, sessions.jsonl) and never copied; a missing one is told as absent.
 */

interface ForeignRow {
  readonly id?: string;
  readonly command: string;
  readonly cwd?: string;
  readonly root?: string;
  readonly home?: string;
}

const collections = [
  { file: 'gtfobins.jsonl', shows: 'abuses of ordinary programs: allowed is the figure that must be small' },
  { file: 'tldr.jsonl', shows: 'ordinary commands of manuals: uninspectable is the figure that must be small' },
  { file: 'sessions.jsonl', shows: 'shell calls of real sessions: asked is what a person feels' },
] as const;

const directory = process.argv[2];
for (const { file, shows } of collections) {
  const path = directory === undefined ? undefined : join(directory, file);
  if (path === undefined || !existsSync(path)) console.log(`${file}: absent${path === undefined ? ' (no directory given)' : ` (${path})`}`);
  else console.log(`${file}: ${measured(path)}; ${shows}`);
}

function measured(path: string): string {
  const rows = readFileSync(path, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as ForeignRow);
  const verdicts = rows.map(({ id = '', command, cwd, root, home }) => judgeCase({
    id, command, shell: 'bash', ...(cwd === undefined ? {} : { cwd }), facts: { ...(root === undefined ? {} : { root }), ...(home === undefined ? {} : { home }) },
  }).calm);
  const share = (count: number): string => `${((100 * count) / rows.length).toFixed(2)} %`;
  const allowed = verdicts.filter(({ decision }) => decision === 'allow').length;
  const uninspectable = verdicts.filter((verdict) => verdict.uninspectable).length;
  return `${rows.length} rows, allowed ${share(allowed)}, asked or denied ${share(rows.length - allowed)}, uninspectable ${share(uninspectable)}`;
}
