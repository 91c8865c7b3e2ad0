import { effect, type CommandTable, type EffectTemplate, type ProgramTable, type TableExample } from '../../programTable.ts';
import { does, program, reads } from '../shapes.ts';

/*
 * What the tables of developer tools have in common: effects with their words, verbs, and the shapes of a family.
 */

type Rest = Omit<Partial<ProgramTable>, 'names' | 'family'>;
type Effects = EffectTemplate | readonly EffectTemplate[];

/** Tables of one family; `names` are separated by blanks. Options that are not listed were checked to write, run, send and delete nothing. */
export interface FamilyShapes {
  /** Operands are files that are shown. */
  readonly shows: (names: string, options?: string, rest?: Rest) => ProgramTable;
  /** Operands are names or text, not files. */
  readonly tells: (names: string, options?: string, rest?: Rest) => ProgramTable;
  /** Does the same thing whatever its options are. */
  readonly acts: (names: string, effects: Effects, options?: string, rest?: Rest) => ProgramTable;
  /** Reads and writes the operands and options that have such a role: `read... write`. */
  readonly converts: (names: string, operands: string, options?: string, rest?: Rest) => ProgramTable;
  /** Has sub-commands; what is not listed is not known. `-h` is help unless `everywhere` says otherwise. */
  readonly groups: (names: string, commands: Readonly<Record<string, CommandTable>>, rest?: Rest) => ProgramTable;
}

/** The shapes of a family (first part of the rule ids). */
export function familyShapes(family: string): FamilyShapes {
  const table = (names: string, { examples = [], ...rest }: Rest): ProgramTable => program(family, names, rest, examples);
  return {
    shows: (names, options = '', rest = {}) => table(names, { ...reads(options, 'read...'), ...rest }),
    tells: (names, options = '', rest = {}) => table(names, { ...reads(options), ...rest }),
    acts: (names, effects, options = '', rest = {}) => table(names, { ...does(effects, options), ...rest }),
    converts: (names, operands, options = '', rest = {}) => table(names, { ...does([], options, operands), ...rest }),
    groups: (names, commands, rest = {}) => table(names, { everywhere: '--help! --version! -h!', otherOptions: 'harmless', ...rest, commands: { 'help|version': reading, ...commands } }),
  };
}

/** A sub-command that only shows. */
export const reading: CommandTable = reads();

/** Sub-commands below a sub-command; what is not listed is not known. */
export const group = (commands: Readonly<Record<string, CommandTable>>, options = ''): CommandTable => ({ otherOptions: 'harmless', options, commands });

/** Builds, tests or changes the project with what lies in it: everyday work. */
export const builds = effect('execute', 'reversible', 'workspace', 'builds, tests or runs the project');
/** Writes new files of the project. */
export const generates = effect('write', 'reversible', 'workspace', 'writes files of the project');
/** Serves something on this machine until it is ended. */
export const serves = effect('execute', 'reversible', 'workspace', 'serves on this machine until it is ended');
/** Adds or removes packages of the project. */
export const installsHere = effect('package', 'reversible', 'workspace', 'changes the packages of this project');
/** Adds or removes packages outside the project. */
export const installs = effect('package', 'reversible', 'machine', 'changes programs or packages of this machine');
/** Changes settings outside the project. */
export const configures = effect('config', 'reversible', 'machine', 'changes settings of this machine (`{command}`)');
/** Signs in or changes whose credentials later commands use. */
export const signsIn = effect('config', 'recoverable', 'machine', 'changes the credentials that later commands use');
/** A screen or window: what happens in it is what a person does there. */
export const screen = effect('execute', 'reversible', 'machine', 'opens a screen that waits for a person', { posture: 'ask' });
/** A session whose input nobody can judge beforehand. */
export const session = (more: { readonly with?: string; readonly without?: string; readonly operands?: 'none' } = {}): EffectTemplate =>
  effect('execute', 'irreversible', 'machine', 'opens a session in which anything can be typed', { ...more, uninspectable: true });
/** Sends something to others. */
export const sends = effect('network', 'irreversible', 'shared', 'sends something to other machines', { posture: 'ask' });
/** Scans or attacks other machines. */
export const attacks = effect('network', 'recoverable', 'shared', 'scans or attacks other machines');
/** Looks into, changes or stops a running program. */
export const attaches = effect('process', 'reversible', 'workspace', 'looks into a running program');
/** Puts a version in front of others for good. */
export const publishes = effect('publish', 'irreversible', 'shared', 'publishes a version that cannot be taken back');
/** Changes or adds something that others use. */
export const changesShared = effect('infrastructure', 'recoverable', 'remote', 'changes something that others use (`{command}`)');
/** Deletes something that others use. */
export const deletesShared = effect('infrastructure', 'irreversible', 'remote', 'deletes something that others use (`{command}`)');
/** Puts this version where others use it. */
export const deploys = effect('deploy', 'recoverable', 'remote', 'puts this version in front of others');
/** Shows a secret to the agent. */
export const reveals = effect('secret', 'recoverable', 'machine', 'shows a secret to the agent');

/** Verbs that only show, in the command lines of most services. */
export const readVerbs = 'list|ls|show|get|status|info|describe|view|search|find|query|inspect|history|logs|log|diff|validate|check|lint|doctor|whoami|version|help|completion|completions|stats|count|tree|plan|explain|verify|ping|usage|tail';
/** Verbs that take away. */
export const destroyVerbs = 'delete|del|rm|remove|destroy|purge|drop|terminate|wipe|reset|clear|prune|erase|uninstall|unregister|revoke|empty|flush|cleanup|truncate';

/** A service of the cloud by its verbs: reading is free, changes reach others, deletions are for good. */
export const service = (depth = 2): CommandTable => ({
  otherOptions: 'harmless',
  operands: 'data...',
  options: '--dry-run!',
  commands: { [readVerbs]: reading, 'list-*|get-*|describe-*|show-*': reading, [destroyVerbs]: does(deletesShared, '--dry-run!'), 'delete-*|remove-*|destroy-*': does(deletesShared, '--dry-run!'), '*': depth > 0 ? { ...service(depth - 1), effects: [changesShared] } : does(changesShared, '--dry-run!') },
  effects: [{ ...changesShared, operands: 'some' }],
});

/** Examples of a table in one word. */
const example = (decision: TableExample['decision']) => (command: string, reversibility?: TableExample['reversibility']): TableExample => ({ command, decision, ...(reversibility === undefined ? {} : { reversibility }) });
export const allow = example('allow');
export const ask = example('ask');
export const deny = example('deny');
