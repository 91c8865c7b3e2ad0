import type { ActionStatus } from './traceTree.ts';

/** What the status of an act follows from. */
export interface ActFacts {
  readonly decision?: 'allow' | 'deny';
  /** Whether a person decided. */
  readonly byPerson: boolean;
  readonly answer?: 'approved' | 'denied';
  readonly asked: boolean;
  readonly withdrawn: boolean;
  readonly judged: boolean;
  readonly ended: boolean;
  /** The agent reports that it worked. */
  readonly ok: boolean;
  readonly gap: boolean;
}

/** The status of an act as far as it is recorded. */
export function actStatus({ decision, byPerson, answer, asked, withdrawn, judged, ended, ok, gap }: ActFacts): ActionStatus {
  if (decision === 'deny') return ok ? 'gap' : 'denied';
  if (decision === 'allow') return byPerson || answer === 'approved' ? 'approved' : 'allowed';
  if (gap || ended) return 'gap';
  if (answer !== undefined) return answer;
  return asked && !withdrawn && judged ? 'waiting' : 'undecided';
}
