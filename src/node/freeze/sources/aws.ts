import * as crypto from 'node:crypto';
import type { AskSource, SourceFreeze } from '../remoteSource.ts';
import { notUnderstood, readReply, textIn } from './answerJson.ts';

/**
 * AWS Change Calendar (`AmazonSSM.GetCalendarState`, signed with Signature Version 4): open only if all calendars are. Its answer
 * says when that changes next.
 */
export const askAws: AskSource<'aws'> = async ({ url, calendars, region, accessKeyId, secretAccessKey, sessionToken }, { request, token, now }) => {
  const [id, key, session] = [await token(accessKeyId), await token(secretAccessKey), sessionToken === undefined ? undefined : await token(sessionToken)];
  if (id === undefined || key === undefined) return { ok: false, problem: 'there are no credentials for it' };
  const body = JSON.stringify({ CalendarNames: calendars });
  const headers: Readonly<Record<string, string>> = {
    'content-type': 'application/x-amz-json-1.1', host: new URL(url).host, 'x-amz-date': amzDate(now), ...(session === undefined ? {} : { 'x-amz-security-token': session }), 'x-amz-target': 'AmazonSSM.GetCalendarState',
  };
  const { host, ...sent } = headers;
  const reply = readReply(await request(url, { method: 'POST', headers: { ...sent, authorization: signature({ headers, body, region, id, key }) }, body }));
  if (!reply.ok || host === undefined) return reply.ok ? notUnderstood : reply;
  const state = textIn(reply.value, 'State');
  const next = textIn(reply.value, 'NextTransitionTime');
  if ((state !== 'OPEN' && state !== 'CLOSED') || (next !== undefined && Number.isNaN(Date.parse(next)))) return notUnderstood;
  return { ok: true, freezes: freezesOf(state, next) };
};

/** What closes later closes without an end: it is asked again before. What is closed stays closed until it is asked again. */
function freezesOf(state: 'OPEN' | 'CLOSED', next: string | undefined): readonly SourceFreeze[] {
  const freeze = { id: 'calendar', reason: 'the change calendar is closed' };
  if (state === 'CLOSED') return [freeze];
  return next === undefined ? [] : [{ ...freeze, windows: [{ from: new Date(next).toISOString() }] }];
}

const amzDate = (now: number): string => `${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly region: string;
  readonly id: string;
  readonly key: string;
}

/** The `Authorization` header of Signature Version 4 for a POST to `/`; all given headers are signed. */
export function signature({ headers, body, region, id, key }: Signed): string {
  const date = headers['x-amz-date'] ?? '';
  const scope = `${date.slice(0, 8)}/${region}/ssm/aws4_request`;
  const names = Object.keys(headers).sort();
  const request = ['POST', '/', '', ...names.map((name) => `${name}:${headers[name] ?? ''}`), '', names.join(';'), hash(body)].join('\n');
  const signing = ['ssm', 'aws4_request'].reduce((secret, part) => hmac(secret, part), hmac(hmac(`AWS4${key}`, date.slice(0, 8)), region));
  return `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names.join(';')}, Signature=${hmac(signing, ['AWS4-HMAC-SHA256', date, scope, hash(request)].join('\n')).toString('hex')}`;
}

const hash = (text: string): string => crypto.createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => crypto.createHmac('sha256', key).update(text).digest();
