import { globMatcher } from '../node/globs.ts';

/** The bundle `globs.cjs`: loaded by the hook only when a policy or a freeze names paths. */
export const matchesPath = globMatcher();
