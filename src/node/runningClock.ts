/** Milliseconds since this machine started: the same clock for all its processes, which only ever goes on. */
export function runningClock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + Math.round(nanoseconds / 1e6);
}
