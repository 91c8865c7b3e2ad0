// croner: cron lines with zones, for the systems that declare their windows so (GitLab, Argo CD).
import { Cron } from 'croner';

const mostRuns = 20_000;

/** Whether it is a cron line of five fields, in a zone that is known. */
export function isCron(line: string, zone: string): boolean {
  return line.trim().split(/\s+/).length === 5 && cronOf(line, zone) !== undefined;
}

/** The instants of a cron line after one instant and before another, in milliseconds since 1970; undefined where it is none, or has too many. */
export function cronRuns(line: string, zone: string, from: number, until: number): readonly number[] | undefined {
  const cron = cronOf(line, zone);
  if (cron === undefined) return undefined;
  const runs: number[] = [];
  for (let next = cron.nextRun(new Date(from)); next !== null && next.getTime() < until; next = cron.nextRun(next)) {
    if (runs.length >= mostRuns) return undefined;
    runs.push(next.getTime());
  }
  return runs;
}

function cronOf(line: string, zone: string): Cron | undefined {
  try {
    return new Cron(line, { timezone: zone, paused: true, mode: '5-part' });
  } catch {
    return undefined;
  }
}
