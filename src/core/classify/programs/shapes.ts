import type { CommandTable, EffectTemplate, ProgramTable, TableExample } from '../programTable.ts';

/*
 * Shapes that many tables share. Each takes the claim of its name for granted: every option that is not listed in
 * `options` was checked to write, run, send and delete nothing.
 */

/** What may be added to a shape. */
type More = Omit<CommandTable, 'options' | 'operands' | 'effects'>;

/** Only shows something. `options` lists the ones that take a value or have a role; operands are names unless said otherwise. */
export const reads = (options = '', operands = 'data...', more: More = {}): CommandTable => ({ otherOptions: 'harmless', numericOption: true, operands, options, ...more });

/** Only shows what is in the files that it is given. */
export const readsFiles = (options = '', more: More = {}): CommandTable => reads(options, 'read...', more);

/** Does `effects`, each as far as its guards hold; options marked `!` make it only show something. Where `-h` is no help, list it. */
export const does = (effects: EffectTemplate | readonly EffectTemplate[], options = '', operands = 'data...', more: More = {}): CommandTable => ({
  ...reads(`-h|--help! --version! ${options}`, operands, more),
  effects: 'kind' in effects ? [effects] : effects,
});

/** Sub-commands of which those in `reading` (`'list|show'`) only show something and all others do `change`. Without a sub-command it shows help or a state. */
export const verbs = (reading: string, change: EffectTemplate, more: Omit<CommandTable, 'effects'> = {}): CommandTable => ({
  ...reads(more.options, more.operands),
  ...more,
  commands: { ...more.commands, [`help|${reading}`]: reads(), '*': does(change) },
});

/** Runs the words behind its own options (and behind `before`) as a command. */
export const runs = (options: string, before = ''): CommandTable => ({ optionsFirst: true, style: 'posix', options: `${options} --help! --version!`, operands: `${before} command`.trim() });

/** A table for programs that are alike. */
export const program = (family: string, names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => ({ ...command, names: names.split(' '), family, examples });

/** Examples that pass without a word. */
export const allowed = (...commands: readonly string[]): readonly TableExample[] => commands.map((command) => ({ command, decision: 'allow' }));

/** Examples that a person sees first. */
export const asked = (...commands: readonly string[]): readonly TableExample[] => commands.map((command) => ({ command, decision: 'ask' }));

/** Examples that are held back. */
export const denied = (...commands: readonly string[]): readonly TableExample[] => commands.map((command) => ({ command, decision: 'deny' }));
