import type { ProgramTable } from '../../programTable.ts';
import { compilers } from './compilers.ts';
import { jvm } from './jvm.ts';
import { languages } from './languages.ts';
import { versionControl } from './versionControl.ts';

/** Tables of what developers use besides the programs that have a file of their own above. */
export const developerTools: readonly ProgramTable[] = [
  ...versionControl,
  ...compilers,
  ...jvm,
  ...languages,
];
