/** A moment after which measuring ends with what it has. */
export interface Deadline {
  /** Milliseconds left, never negative. */
  readonly left: () => number;
  readonly passed: () => boolean;
}

export function deadlineIn(milliseconds: number, signal?: AbortSignal): Deadline {
  const end = performance.now() + milliseconds;
  const left = (): number => (signal?.aborted === true ? 0 : Math.max(0, end - performance.now()));
  return { left, passed: () => left() === 0 };
}

/** Milliseconds of work after which the others get their turn: the window must stay alive while a large tree is counted. */
const sliceMs = 10;

/** Gives way to others when its turn has been long enough; a loop asks it once a step. */
export function turns(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < sliceMs) return undefined;
    return new Promise((resolve) => setImmediate(() => {
      began = performance.now();
      resolve();
    }));
  };
}
