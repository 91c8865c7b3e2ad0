import type { SharedMap } from '../shell/sharedMap.ts';
import { ShellState } from '../shell/state.ts';
import type { ShellFacts } from '../world.ts';

/** Longer values are not remembered: set to something unknown. */
const valueLimit = 4096;

/**
 * What a call leaves behind in a terminal that stays open: directory, variables, aliases and functions. `command` is its
 * text: where it defined something, the whole of it is kept, to be read again. Undefined when nothing changed.
 */
export function shellLeft(before: ShellState, after: ShellState, command: string): ShellFacts | undefined {
  const variables = after.variables.entries().filter(([name, value]) => before.variables.get(name) !== value)
    .map(([name, { text, glob, list }]) => [name, text === undefined || glob || after.overlay.odd.has(name) || list !== undefined || text.length > valueLimit ? null : text] as const);
  const defines = differs(before.functions, after.functions) || differs(before.aliases, after.aliases);
  if (after.cwd === before.cwd && variables.length === 0 && !defines) return undefined;
  return { cwd: after.cwd ?? null, variables: Object.fromEntries(variables), definitions: defines ? [command] : [] };
}

function differs<Body>(before: SharedMap<Body>, after: SharedMap<Body>): boolean {
  const entries = after.entries();
  return entries.length !== before.entries().length || entries.some(([name, body]) => before.get(name) !== body);
}

/** The state in which a later call begins. `define` runs the text of an earlier one for what it defines. */
export function shellFound({ cwd, variables, definitions }: ShellFacts, define: (command: string, state: ShellState) => void): ShellState {
  const defined = new ShellState(cwd ?? undefined);
  for (const command of definitions) define(command, defined);
  // The file system is as it is now, not as those calls left it.
  const state = new ShellState(cwd ?? undefined);
  for (const [name, body] of defined.functions.entries()) state.functions.set(name, body);
  for (const [name, text] of defined.aliases.entries()) state.aliases.set(name, text);
  for (const [name, text] of Object.entries(variables)) state.assign(name, { text: text ?? undefined, glob: false });
  return state;
}
