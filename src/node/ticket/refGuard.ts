import * as fs from 'node:fs';
import * as path from 'node:path';
import { below } from '../ancestors.ts';
import { gitText } from '../git/gitCommand.ts';
import { quoteForSh } from '../install/launcherText.ts';
import { isExecutable } from './identity.ts';

/** Makes git refuse to move refs that are not as they were. To be closed. */
export interface RefGuard {
  /** For the environment of the command. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether git refused. */
  refused(): boolean;
  close(): void;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Guards the refs of the repository at a directory: git itself looks again at HEAD and at the refs that it moves while it holds
 * its own locks on them (the hook `reference-transaction`, git 2.28 and later), so that nothing can come between that look and
 * the move. Only its first transaction is looked at: what follows is its own. The repository's own hooks run as before, at
 * their own place. `directory` is made, and removed when it is closed. Undefined where this cannot be had.
 */
export async function guardRefs(cwd: string, directory: string, env: Environment): Promise<RefGuard | undefined> {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  if (!Number.isInteger(count) || env['GIT_DIR'] !== undefined) return undefined;
  try {
    const own = await hooksPlace(cwd);
    fs.mkdirSync(directory, { mode: 0o700 });
    fs.writeFileSync(below(directory, 'refs'), `${await gitText(cwd, ['for-each-ref', '--format=%(objectname) %(refname)'])}\n`);
    fs.writeFileSync(below(directory, 'head'), `${await headOf(cwd)}\n`);
    for (const name of namesIn(own)) fs.writeFileSync(below(directory, name), `#!/bin/sh\nexec ${quoteForSh(path.join(own, name))} "$@"\n`, { mode: 0o700 });
    fs.writeFileSync(below(directory, 'reference-transaction'), hookText(directory, path.join(own, 'reference-transaction')), { mode: 0o700 });
  } catch (error) {
    fs.rmSync(directory, { recursive: true, force: true });
    if (error instanceof Error) return undefined;
    throw error;
  }
  return {
    env: { GIT_CONFIG_COUNT: String(count + 1), [`GIT_CONFIG_KEY_${count}`]: 'core.hooksPath', [`GIT_CONFIG_VALUE_${count}`]: directory },
    refused: () => fs.existsSync(below(directory, 'moved')),
    close: () => fs.rmSync(directory, { recursive: true, force: true }),
  };
}

/** Where the repository's own hooks lie. Our own calls come with a setting of their own, which is the last one. */
async function hooksPlace(cwd: string): Promise<string> {
  const settings = (await gitText(cwd, ['config', '--get-all', '--path', 'core.hooksPath'])).split('\n');
  const [top = '', common = ''] = (await gitText(cwd, ['rev-parse', '--show-toplevel', '--git-common-dir'])).split('\n');
  const setting = settings.at(-2);
  return setting === undefined ? path.resolve(cwd, common, 'hooks') : path.resolve(top, setting);
}

const headOf = async (cwd: string): Promise<string> => (await gitText(cwd, ['symbolic-ref', '-q', 'HEAD'], { accept: [1] })) || gitText(cwd, ['rev-parse', '-q', '--verify', 'HEAD']);
const namesIn = (directory: string): readonly string[] => (fs.existsSync(directory) ? fs.readdirSync(directory).filter((name) => !name.endsWith('.sample') && isExecutable(path.join(directory, name))) : []);

/** githooks(5): standard input has a line `old new ref` for each ref; in the state `prepared` all are locked, and a failure aborts. */
function hookText(directory: string, own: string): string {
  return `#!/bin/sh
place=${quoteForSh(directory)}
lines=$(cat)
refuse() { : > "$place/moved"; echo "tagout: $1 is not as it was when this was approved" >&2; exit 1; }
if [ "$1" = prepared ] && [ ! -e "$place/looked" ]; then
  touched=
  while read -r old new ref; do
    case $ref in
      refs/*) [ "$(git rev-parse -q --verify "$ref")" = "$(awk -v ref="$ref" '$2 == ref { print $1 }' "$place/refs")" ] || refuse "$ref"; touched=1 ;;
      HEAD) touched=1 ;;
    esac
  done <<LINES
$lines
LINES
  if [ -n "$touched" ]; then
    [ "$(git symbolic-ref -q HEAD || git rev-parse -q --verify HEAD)" = "$(cat "$place/head")" ] || refuse HEAD
    : > "$place/looked"
  fi
fi
[ -x ${quoteForSh(own)} ] || exit 0
printf '%s\\n' "$lines" | ${quoteForSh(own)} "$@"
`;
}
