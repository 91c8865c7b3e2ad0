import { joinSpans, windowsOf, type Span } from '../../../core/freeze/windows.ts';
import { cronRuns } from '../cron.ts';
import { horizonMs, keptMs } from '../expand.ts';
import type { AskSource, SourceFreeze } from '../remoteSource.ts';
import { isFields, notUnderstood, readReply, textIn } from './answerJson.ts';

/** Names of zones as Rails has them, which GitLab also takes, are not IANA's: without this one nothing would be known of most projects. */
const zoneOf = (name: string): string => (name === 'Etc/UTC' || name === '' ? 'UTC' : name);

/**
 * Deploy freeze periods of a project (`GET /api/v4/projects/:id/freeze_periods`): each begins with a cron line and ends with
 * the next run of another, in one zone. GitLab only sets a variable by them, which jobs may ignore; here they hold.
 */
export const askGitLab: AskSource<'gitlab'> = async ({ url, project, token }, { request, token: tokenOf, now }) => {
  const secret = token === undefined ? undefined : await tokenOf(token);
  const reply = readReply(await request(`${url.replace(/\/$/, '')}/api/v4/projects/${encodeURIComponent(project)}/freeze_periods?per_page=100`, { headers: { accept: 'application/json', ...(secret === undefined ? {} : { 'private-token': secret }) } }));
  if (!reply.ok) return reply;
  if (!Array.isArray(reply.value)) return notUnderstood;
  const freezes: SourceFreeze[] = [];
  for (const period of reply.value) {
    const read = periodOf(period, now);
    if (read === undefined) return notUnderstood;
    freezes.push(read);
  }
  return { ok: true, freezes };
};

function periodOf(period: unknown, now: number): SourceFreeze | undefined {
  const [start, end] = [textIn(period, 'freeze_start'), textIn(period, 'freeze_end')];
  if (!isFields(period) || typeof period['id'] !== 'number' || start === undefined || end === undefined) return undefined;
  const zone = zoneOf(textIn(period, 'cron_timezone') ?? '');
  // A period may have begun a year ago.
  const [from, until] = [now - keptMs - horizonMs, now + horizonMs];
  const [starts, ends] = [cronRuns(start, zone, from, until), cronRuns(end, zone, from, until)];
  if (starts === undefined || ends === undefined) return undefined;
  let at = 0;
  const spans = starts.map((begin): Span => {
    while (at < ends.length && (ends[at] ?? 0) <= begin) at += 1;
    return { from: begin, until: ends[at] ?? until };
  });
  return { id: String(period['id']), reason: 'deploy freeze in GitLab', windows: windowsOf(joinSpans(spans).filter((span) => span.until > now - keptMs)), knownUntil: new Date(until).toISOString() };
}
