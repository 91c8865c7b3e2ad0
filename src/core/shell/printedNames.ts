import type { Node, Program } from './ast.ts';

/** Programs that print names of things, numbers and dates: branches, files, processes, places. */
const namers: ReadonlySet<string> = new Set('git gh glab basename dirname pwd realpath readlink mktemp date hostname whoami id uname nproc seq which ls find fd pgrep docker podman kubectl helm node npm pnpm yarn python python3 jq wc sw_vers'.split(' '));

/** Filters that print parts of what they read. */
const filters: ReadonlySet<string> = new Set('grep egrep rg head tail sort uniq cut tr awk sed wc cat jq xargs rev tac'.split(' '));

/** Whether a substitution prints names, whatever they are: `$(git merge-base main HEAD)`, `$(git branch | head -1)`. */
export function printsNames({ body }: Program): boolean {
  const [only, ...others] = body;
  if (only === undefined || others.length > 0) return false;
  if (only.kind === 'logical') return only.commands.every(namesSomething);
  return namesSomething(only);
}

function namesSomething(node: Node): boolean {
  if (node.kind !== 'pipeline') return namers.has(nameOf(node));
  const [first, ...rest] = node.commands;
  return first !== undefined && namers.has(nameOf(first)) && rest.every((each) => filters.has(nameOf(each)));
}

/** The literal name of a plain command. */
function nameOf(node: Node): string {
  if (node.kind === 'redirected') return nameOf(node.command);
  const [word] = node.kind === 'command' ? node.words : [];
  const [part, ...more] = word !== undefined && 'parts' in word ? word.parts : [];
  return part?.kind === 'literal' && more.length === 0 ? part.text : '';
}
