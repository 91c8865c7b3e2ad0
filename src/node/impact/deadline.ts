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
