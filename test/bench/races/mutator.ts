import * as fs from 'node:fs';

/** What somebody does to the disk behind our back. */
export type Step =
  | { readonly do: 'write'; readonly file: string; readonly text: string; readonly mode?: number }
  | { readonly do: 'rename'; readonly from: string; readonly to: string }
  | { readonly do: 'link'; readonly file: string; readonly to: string };

export interface Mutation {
  readonly steps: readonly Step[];
  readonly delayUs: number;
}

const wall = (): number => performance.timeOrigin + performance.now();

function take(step: Step): void {
  switch (step.do) {
    case 'write':
      return fs.writeFileSync(step.file, step.text, { mode: step.mode ?? 0o644 });
    case 'rename':
      return fs.renameSync(step.from, step.to);
    case 'link':
      return fs.symlinkSync(step.to, step.file);
  }
}

/** A process of its own: waits the given time, takes the steps, and tells when it began and ended, in milliseconds since 1970. */
process.on('message', ({ steps, delayUs }: Mutation) => {
  const until = performance.now() + delayUs / 1000;
  const cell = new Int32Array(new SharedArrayBuffer(4));
  // Sleeps as far as the system wakes in time, and spins for the rest.
  while (performance.now() < until - 1) Atomics.wait(cell, 0, 0, until - performance.now() - 1);
  while (performance.now() < until);
  const begun = wall();
  let failed: string | undefined;
  try {
    for (const step of steps) take(step);
  } catch (error) {
    failed = String(error);
  }
  process.send?.({ begun, ended: wall(), ...(failed === undefined ? {} : { failed }) });
});
process.on('disconnect', () => process.exit(0));
