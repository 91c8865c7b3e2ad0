/** True in the build of the fault tests alone; elsewhere esbuild puts `false` here and takes the calls away. */
declare const TAGOUT_FAULTS: boolean | undefined;

/** The steps from a question to the command's end at which a process may be killed. */
export const faultPoints = [
  'hook asked', 'window answer recorded', 'window checkpoint taken', 'window checkpoint recorded', 'window ticket issued',
  'hook answered', 'hook request written', 'hook decision recorded', 'run request taken', 'run ticket spent', 'run start recorded', 'run gone',
] as const;
export type FaultPoint = (typeof faultPoints)[number];

/** In the build of the fault tests: ends this process as `kill -9` does, when `TAGOUT_FAULT` names this step. */
export function faultPoint(name: FaultPoint): void {
  if (typeof TAGOUT_FAULTS !== 'undefined' && TAGOUT_FAULTS && process.env['TAGOUT_FAULT'] === name) process.kill(process.pid, 'SIGKILL');
}
