import { effect, type CommandTable } from '../../programTable.ts';

/** The family of programs that handle packages. */
export const family = 'package';
/** Packages of this project. */
export const project = effect('package', 'reversible', 'workspace', 'changes the packages of this project');
/** Shows something only. */
export const reading: CommandTable = { otherOptions: 'harmless' };
/** Packages of the whole machine. */
export const machine = effect('package', 'reversible', 'machine', 'changes packages of the whole machine');
/** Changes the packages of this project. */
export const changes: CommandTable = { otherOptions: 'harmless', effects: [project] };
/** Changes packages of the whole machine. */
export const changesMachine: CommandTable = { otherOptions: 'harmless', effects: [machine] };
/** Publishes a version. */
export const publishing: CommandTable = { otherOptions: 'harmless', options: '--dry-run! -n', effects: [effect('publish', 'irreversible', 'shared', 'publishes a version that cannot be taken back')] };
/** Changes who may publish. */
export const withdrawing: CommandTable = { otherOptions: 'harmless', operands: 'data...', effects: [effect('publish', 'recoverable', 'shared', 'changes who may publish')] };
/** Takes a published version back. */
export const unpublishing: CommandTable = { otherOptions: 'harmless', effects: [effect('publish', 'irreversible', 'shared', 'removes or blocks a published version that others use')] };
/** Builds, runs or tests the project. */
export const runs: CommandTable = { otherOptions: 'harmless', options: '--config=opaque', effects: [effect('execute', 'reversible', 'workspace', 'builds, runs or tests the project')] };
