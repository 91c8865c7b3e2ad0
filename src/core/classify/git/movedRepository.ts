import type { Scope } from '../handler.ts';
import type { Invocation } from '../invocation.ts';

/** Options in front of the sub-command, and variables, by which git works on another repository than that of its directory. */
const options = ['--git-dir', '--work-tree', '--namespace', '--bare'];
const variables = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_COMMON_DIR', 'GIT_NAMESPACE'];

/** Whether the repository that a command reaches may be another one than its directory shows: then it is not known which. */
export const isMovedRepository = (invocation: Invocation, scope: Scope): boolean =>
  options.some((option) => invocation.has(option)) || variables.some((name) => scope.isSet(name));
