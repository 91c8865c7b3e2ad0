import type { ProgramTable } from '../../programTable.ts';
import { agentTools } from './agentTools.ts';
import { compilers } from './compilers.ts';
import { dataTools } from './dataTools.ts';
import { frameworks } from './frameworks.ts';
import { gitExtensions } from './gitExtensions.ts';
import { jvm } from './jvm.ts';
import { languageModels } from './languageModels.ts';
import { languages } from './languages.ts';
import { platforms } from './platforms.ts';
import { projectTools } from './projectTools.ts';
import { securityTools } from './securityTools.ts';
import { versionControl } from './versionControl.ts';
import { workTools } from './workTools.ts';

/** Tables of what developers use besides the programs that have a file of their own above. */
export const developerTools: readonly ProgramTable[] = [
  ...agentTools,
  ...versionControl,
  ...frameworks,
  ...gitExtensions,
  ...compilers,
  ...dataTools,
  ...jvm,
  ...languageModels,
  ...languages,
  ...platforms,
  ...projectTools,
  ...securityTools,
  ...workTools,
];
