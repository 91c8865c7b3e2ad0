import { deepEqual, equal, match } from 'node:assert/strict';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { readAnswers } from '../../../../src/node/freeze/answers.ts';
import type { RemoteSource, SourceAnswer, SourcePlaces } from '../../../../src/node/freeze/remoteSource.ts';
import { askSource, askSources } from '../../../../src/node/freeze/sources/askSources.ts';
import { signature } from '../../../../src/node/freeze/sources/aws.ts';
import { sourcePorts } from '../../../../src/node/freeze/sources/sourcePorts.ts';
import { environmentTokens } from '../../../../src/node/tokenPlace.ts';
import { temporaryDirectory } from '../../../support/temporaryDirectory.ts';

const now = Date.parse('2026-12-18T20:00:00Z');

/** What a server was asked: method and path, the headers that matter, the body. */
interface Seen {
  readonly line: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

describe('sources of freezes', () => {
  const directory = temporaryDirectory();
  let answers: Readonly<Record<string, readonly [number, unknown]>> = {};
  let seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const line = `${request.method ?? ''} ${request.url ?? ''}`;
      seen.push({ line, headers: request.headers, body });
      const [status, answer] = answers[line] ?? [404, {}];
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  let url = '';
  before((done) => {
    server.listen(0, '127.0.0.1', () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    server.close(done);
  });
  beforeEach(() => {
    seen = [];
    answers = {};
  });

  const source = (places: SourcePlaces): RemoteSource => ({ name: 's', from: 'user', kind: { mode: 'deny' }, reason: '', maxStaleMs: 60_000, places });
  const ports = sourcePorts(now, environmentTokens({ TOKEN: 'hidden-1', KEY: 'hidden-2' }));
  const ask = (places: SourcePlaces): Promise<SourceAnswer> => askSource(source(places), ports);
  const token = { env: 'TOKEN' };
  const open = { ok: true, freezes: [] };
  const windows = (answer: SourceAnswer): unknown => (answer.ok ? answer.freezes.map((freeze) => freeze.windows?.slice(0, 2).map(({ from, until = '' }) => `${from.slice(0, 16)}/${until.slice(0, 16)}`)) : answer.problem);

  it('asks a flag by OFREP', async () => {
    const line = 'POST /ofrep/v1/evaluate/flags/code-freeze';
    const flag = (value: unknown, status = 200) => async (): Promise<SourceAnswer> => {
      answers = { [line]: [status, value] };
      return ask({ openfeature: { url, flag: 'code-freeze', context: { repository: 'shop' }, token } });
    };
    const frozen = { ok: true, freezes: [{ id: 'code-freeze', reason: '' }] };
    const unknown = { ok: false, problem: 'its answer is not understood' };
    deepEqual(await flag({ key: 'code-freeze', value: true, reason: 'STATIC', variant: 'on', metadata: {} })(), frozen);
    deepEqual(await flag({ key: 'code-freeze', value: 'deny', reason: 'TARGETING_MATCH', variant: 'hard' })(), frozen);
    deepEqual(await flag({ key: 'code-freeze', value: false, reason: 'STATIC', variant: 'off' })(), open);
    deepEqual(await flag({ key: 'code-freeze', reason: 'DEFAULT' })(), unknown);
    deepEqual(await flag({ key: 'code-freeze', value: 7 })(), unknown);
    deepEqual(await flag({ key: 'code-freeze', errorCode: 'FLAG_NOT_FOUND' }, 404)(), { ok: false, problem: 'it answered with status 404' });
    deepEqual([seen[0]?.line, seen[0]?.headers.authorization, seen[0]?.body], [line, 'Bearer hidden-1', '{"context":{"targetingKey":"tagout","repository":"shop"}}']);
  });

  it('asks the freeze periods of GitLab', async () => {
    const line = 'GET /api/v4/projects/acme%2Fshop/freeze_periods?per_page=100';
    answers = { [line]: [200, [{ id: 1, freeze_start: '0 23 * * 5', freeze_end: '0 8 * * 1', cron_timezone: 'Europe/Berlin', created_at: '2026-05-15T17:03:35.702Z', updated_at: '2026-05-15T17:06:41.566Z' }]] };
    const answer = await ask({ gitlab: { url, project: 'acme/shop', token } });
    deepEqual(answer.ok ? answer.freezes[0]?.windows?.filter(({ from }) => from.startsWith('2026-12-1')) : answer, [
      { from: '2026-12-11T22:00:00.000Z', until: '2026-12-14T07:00:00.000Z' }, { from: '2026-12-18T22:00:00.000Z', until: '2026-12-21T07:00:00.000Z' },
    ]);
    equal(seen[0]?.headers['private-token'], 'hidden-1');
    answers = { [line]: [200, [{ id: 1, freeze_start: 'never', freeze_end: '0 8 * * 1', cron_timezone: 'UTC' }]] };
    equal((await ask({ gitlab: { url, project: 'acme/shop' } })).ok, false);
  });

  it('asks the sync windows of Argo CD: deny beats allow, and outside of allow windows it is closed', async () => {
    const line = 'GET /api/v1/applications/shop/syncwindows';
    const at = async (assignedWindows: unknown): Promise<unknown> => {
      answers = { [line]: [200, { activeWindows: [], assignedWindows, canSync: true }] };
      const answer = await ask({ argocd: { url, application: 'shop', token } });
      return answer.ok ? answer.freezes.flatMap((freeze) => freeze.windows ?? []).filter(({ from, until }) => from < '2026-12-20' && (until ?? '') > '2026-12-18T00:00').map((window) => `${window.from.slice(5, 16)}/${window.until?.slice(5, 16) ?? ''}`) : answer.problem;
    };
    deepEqual(await at([]), []);
    deepEqual(await at([{ kind: 'deny', schedule: '0 22 * * *', duration: '1h30m', manualSync: true, timeZone: 'Europe/Berlin' }]), ['12-18T21:00/12-18T22:30', '12-19T21:00/12-19T22:30']);
    deepEqual(await at([{ kind: 'allow', schedule: '0 8 * * *', duration: '8h', timeZone: '' }, { kind: 'deny', schedule: '0 12 * * *', duration: '1h' }]), ['12-17T16:00/12-18T08:00', '12-18T12:00/12-18T13:00', '12-18T16:00/12-19T08:00', '12-19T12:00/12-19T13:00', '12-19T16:00/12-20T08:00']);
    deepEqual(await at([{ kind: 'perhaps', schedule: '0 8 * * *', duration: '8h' }]), 'its answer is not understood');
    equal(seen[0]?.headers.authorization, 'Bearer hidden-1');
  });

  it('asks GitHub for a label, a ruleset and an environment', async () => {
    const repository = 'acme/shop';
    const frozenBy = (reason: string): unknown => ({ ok: true, freezes: [{ id: repository, reason }] });
    answers = { 'GET /repos/acme/shop/issues?state=open&per_page=1&labels=code%20freeze': [200, [{ number: 7, title: 'Year end', state: 'open', labels: [{ name: 'code freeze' }] }]] };
    deepEqual(await ask({ github: { url, repository, label: 'code freeze', token } }), frozenBy('an open issue has the label code freeze'));
    answers = { 'GET /repos/acme/shop/rulesets?per_page=100': [200, [{ id: 21, name: 'freeze', target: 'branch', source_type: 'Repository', enforcement: 'active' }, { id: 22, name: 'off', enforcement: 'disabled' }]] };
    deepEqual(await ask({ github: { url, repository, ruleset: 'freeze' } }), frozenBy('the ruleset freeze is active'));
    deepEqual(await ask({ github: { url, repository, ruleset: 'off' } }), open);
    equal((await ask({ github: { url, repository, ruleset: 'gone' } })).ok, false);
    const environment = 'GET /repos/acme/shop/environments/production';
    answers = { [environment]: [200, { id: 1, name: 'production', deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } }], [`${environment}/deployment-branch-policies?per_page=1`]: [200, { total_count: 0, branch_policies: [] }] };
    deepEqual(await ask({ github: { url, repository, environment: 'production' } }), frozenBy('the environment production lets nobody deploy'));
    answers = { [environment]: [200, { id: 1, name: 'production', deployment_branch_policy: null }] };
    deepEqual(await ask({ github: { url, repository, environment: 'production' } }), open);
    equal(seen[0]?.headers['x-github-api-version'], '2022-11-28');
  });

  it('asks AWS Change Calendar with a signed request', async () => {
    const credentials = { accessKeyId: token, secretAccessKey: { env: 'KEY' } };
    const state = async (value: unknown): Promise<SourceAnswer> => {
      answers = { 'POST /': [200, value] };
      return ask({ aws: { url, calendars: ['arn:aws:ssm:eu-central-1:1:document/freeze'], region: 'eu-central-1', ...credentials } });
    };
    deepEqual(await state({ AtTime: '2026-12-18T20:00:00Z', State: 'CLOSED', NextTransitionTime: '2027-01-04T07:00:00Z' }), { ok: true, freezes: [{ id: 'calendar', reason: 'the change calendar is closed' }] });
    deepEqual(windows(await state({ State: 'OPEN', NextTransitionTime: '2026-12-19T07:00:00Z' })), [['2026-12-19T07:00/']]);
    deepEqual(await state({ State: 'OPEN' }), open);
    equal((await state({})).ok, false);
    const { headers = {}, body = '' } = seen[0] ?? {};
    deepEqual([headers['x-amz-target'], body], ['AmazonSSM.GetCalendarState', '{"CalendarNames":["arn:aws:ssm:eu-central-1:1:document/freeze"]}']);
    const signed = Object.fromEntries(['content-type', 'host', 'x-amz-date', 'x-amz-target'].map((name) => [name, String(headers[name])]));
    equal(headers.authorization, signature({ headers: signed, body, region: 'eu-central-1', id: 'hidden-1', key: 'hidden-2' }));
    match(headers.authorization ?? '', /^AWS4-HMAC-SHA256 Credential=hidden-1\/20261218\/eu-central-1\/ssm\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=[0-9a-f]{64}$/);
  });

  it('reads a calendar: zones, rules, exceptions and moved events', async () => {
    const event = (...lines: readonly string[]): readonly string[] => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
    const calendar = (...lines: readonly string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//acme//ops//EN', 'X-WR-TIMEZONE:Europe/Berlin', ...lines, 'END:VCALENDAR', ''].join('\r\n');
    const read = async (...lines: readonly string[]): Promise<unknown> => {
      answers = { 'GET /ops.ics': [200, calendar(...lines)] };
      return windows(await ask({ ical: { url: `${url}/ops.ics`, token } }));
    };
    deepEqual(await read(...event('UID:a', 'SUMMARY:Year end', 'DTSTART;TZID=Europe/Berlin:20261218T180000', 'DTEND;TZID=Europe/Berlin:20270104T080000')), [['2026-12-18T17:00/2027-01-04T07:00']]);
    deepEqual(await read(...event('UID:a', 'DTSTART:20261218T180000Z', 'DURATION:PT2H')), [['2026-12-18T18:00/2026-12-18T20:00']]);
    deepEqual(await read(...event('UID:a', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227')), [['2026-12-23T23:00/2026-12-26T23:00']]);
    deepEqual(await read(...event('UID:a', 'DTSTART;TZID=America/New_York:20261218T170000', 'DTEND;TZID=America/New_York:20261218T180000', 'RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE;TZID=America/New_York:20261218T170000')), [['2026-12-25T22:00/2026-12-25T23:00', '2027-01-01T22:00/2027-01-01T23:00']]);
    deepEqual(await read(...event('UID:a', 'DTSTART:20261218T180000Z', 'DTEND:20261218T190000Z', 'RRULE:FREQ=WEEKLY;COUNT=2'), ...event('UID:a', 'RECURRENCE-ID:20261218T180000Z', 'DTSTART:20261219T060000Z', 'DTEND:20261219T070000Z')), [['2026-12-25T18:00/2026-12-25T19:00'], ['2026-12-19T06:00/2026-12-19T07:00']]);
    deepEqual(await read(...event('UID:a', 'STATUS:CANCELLED', 'DTSTART:20261218T180000Z', 'DURATION:PT2H')), []);
    equal(await read(...event('UID:a', 'SUMMARY:x', 'DTSTART;TZID=Nowhere/Near:20261218T180000', 'DURATION:PT2H')), 'the event "x" is not understood: its zone is not known');
    answers = { 'GET /ops.ics': [200, 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n'] };
    equal(windows(await ask({ ical: { url: `${url}/ops.ics` } })), 'it is no calendar that is understood');
    const file = path.join(directory.path, 'ops.ics');
    fs.writeFileSync(file, calendar(...event('UID:a', 'DTSTART:20261218T180000Z', 'DURATION:PT2H')));
    deepEqual(windows(await ask({ ical: { file } })), [['2026-12-18T18:00/2026-12-18T20:00']]);
  });

  it('reads what an incident webhook delivered, and cools down after it', async () => {
    const file = path.join(directory.path, 'incident.json');
    const after = async (payload: unknown, changedMs = now - 10 * 60_000): Promise<SourceAnswer> => {
      fs.writeFileSync(file, JSON.stringify(payload));
      fs.utimesSync(file, changedMs / 1000, changedMs / 1000);
      return ask({ incident: { file } });
    };
    const pagerDuty = (status: string): unknown => ({ event: { id: 'E1', event_type: `incident.${status}`, resource_type: 'incident', occurred_at: '2026-12-18T19:45:00Z', data: { id: 'PT4KHLK', type: 'incident', status, title: 'The server is on fire.', service: { id: 'PIJ90N7', summary: 'Shop' } } } });
    deepEqual(await after(pagerDuty('triggered')), { ok: true, freezes: [{ id: 'PT4KHLK', reason: 'The server is on fire.' }] });
    deepEqual(windows(await after([pagerDuty('triggered'), pagerDuty('resolved')])), [['2026-12-18T19:50/2026-12-18T20:20']]);
    deepEqual(await after({ receiver: 'tagout', status: 'firing', groupKey: '{}:{alertname="Down"}', alerts: [] }), { ok: true, freezes: [{ id: '{}:{alertname="Down"}', reason: 'an incident is open' }] });
    deepEqual(await after({ status: 'resolved', groupKey: 'g' }, now - 3_600_000), open);
    equal((await after('text')).ok, false);
    fs.rmSync(file);
    deepEqual(await ask({ incident: { file } }), { ok: false, problem: 'the file is not there' });
  });

  it('follows no redirect, and says of what fails nothing that is secret', async () => {
    answers = { 'GET /ops.ics': [302, ''] };
    deepEqual(await ask({ ical: { url: `${url}/ops.ics`, token } }), { ok: false, problem: 'it cannot be reached' });
    deepEqual(seen.map(({ line }) => line), ['GET /ops.ics']);
    deepEqual(await ask({ ical: { url: 'http://127.0.0.1:1/ops.ics', token } }), { ok: false, problem: 'it cannot be reached' });
  });

  it('keeps the last answer of a source that does not answer, with its age', async () => {
    const flags = source({ openfeature: { url, flag: 'freeze' } });
    answers = { 'POST /ofrep/v1/evaluate/flags/freeze': [200, { value: true }] };
    await askSources(directory.path, [flags], ports);
    answers = {};
    await askSources(directory.path, [flags], { ...ports, now: now + 60_000 });
    deepEqual(readAnswers(directory.path), { 'user:s': { readAt: new Date(now).toISOString(), freezes: [{ id: 'freeze', reason: '' }], problem: 'it answered with status 404' } });
  });
});
