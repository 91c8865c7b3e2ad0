import * as path from 'node:path';

/** Folder into which the proprietary agents were installed for this run, or undefined in an ordinary run. */
export const proprietaryFolder = (): string | undefined => process.env['TAGOUT_PROPRIETARY'];

/** Path of one of their programs. */
export const proprietaryProgram = (name: string): string => path.join(proprietaryFolder() ?? '', 'node_modules', '.bin', name);
