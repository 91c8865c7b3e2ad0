import { deepEqual } from 'node:assert/strict';
import { readFreezeFile, type FreezeOrigin } from '../../../../src/node/freeze/readFreezeFile.ts';

const now = Date.parse('2026-12-01T12:00:00Z');
const workspace: FreezeOrigin = { from: 'workspace', by: '.tagout/freeze.yaml', since: '2026-11-30T08:00:00.000Z' };
const user: FreezeOrigin = { ...workspace, from: 'user' };

/** Its windows, or what is wrong with its line. */
function windowsOf(when: string): readonly string[] {
  const read = readFreezeFile(`version: 1\nfreezes:\n  - id: f\n    when: ${when}\n`, workspace, now);
  return read.ok ? read.content.freezes.flatMap(({ windows = [] }) => windows.slice(0, 2).map(({ from, until = '' }) => `${from}/${until}`.replaceAll(':00.000Z', ''))) : read.problems.map(({ line, message }) => `${line}: ${message}`);
}

function problemsOf(text: string, origin = workspace): readonly string[] {
  const read = readFreezeFile(text, origin, now);
  return read.ok ? [] : read.problems.map(({ line, message }) => `${line}: ${message}`);
}

describe('the times of a freeze file', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['once, in winter time', '{ start: 2026-12-18T18:00, end: 2027-01-04T08:00, zone: Europe/Berlin }', ['2026-12-18T17:00/2027-01-04T07:00']],
    ['once, by its length', '{ start: 2026-12-18T18:00, for: P2DT14H, zone: UTC }', ['2026-12-18T18:00/2026-12-21T08:00']],
    ['without an end', '{ start: 2026-12-18T18:00, zone: UTC }', ['2026-12-18T18:00/']],
    ['each week, as long on the wall clock when it changes', '{ start: 2027-03-19T18:00, end: 2027-03-22T08:00, zone: Europe/Berlin, repeat: FREQ=WEEKLY;BYDAY=FR }', ['2027-03-19T17:00/2027-03-22T07:00', '2027-03-26T17:00/2027-03-29T06:00']],
    ['until its rule ends, in UTC', '{ start: 2026-12-04T18:00, for: PT1H, zone: Europe/Berlin, repeat: "FREQ=WEEKLY;UNTIL=20261204T170000Z" }', ['2026-12-04T17:00/2026-12-04T18:00']],
    ['in a gap it begins early', '{ start: 2027-03-28T02:30, end: 2027-03-28T12:00, zone: Europe/Berlin }', ['2027-03-28T00:30/2027-03-28T10:00']],
    ['in a gap it ends late', '{ start: 2027-03-27T12:00, end: 2027-03-28T02:30, zone: Europe/Berlin }', ['2027-03-27T11:00/2027-03-28T01:30']],
    ['what comes twice begins with the first', '{ start: 2026-10-25T02:30, end: 2027-10-25T12:00, zone: Europe/Berlin }', ['2026-10-25T00:30/2027-10-25T10:00']],
    ['what comes twice ends with the second', '{ start: 2027-10-30T12:00, end: 2027-10-31T02:30, zone: Europe/Berlin }', ['2027-10-30T10:00/2027-10-31T01:30']],
    ['the weekend of week 52', '{ start: 2026-12-26T00:00, for: P1D, zone: UTC, repeat: FREQ=YEARLY;BYWEEKNO=52;BYDAY=SA }', ['2026-12-26T00:00/2026-12-27T00:00', '2028-01-01T00:00/2028-01-02T00:00']],
    ['a week 53 that is none where weeks begin on Sunday', '{ start: 2026-08-05T00:00, for: P1D, zone: UTC, repeat: FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR;WKST=SU }', []],
    ['the first of January in the last week of the year before', '{ start: 2026-12-27T00:00, for: P1D, zone: UTC, repeat: "FREQ=YEARLY;COUNT=2;BYWEEKNO=52;BYDAY=FR,SU;WKST=SU" }', ['2026-12-27T00:00/2026-12-28T00:00', '2027-01-01T00:00/2027-01-02T00:00']],
    ['two times of a day', '{ start: 2026-12-18T09:00, for: PT1H, zone: UTC, repeat: "FREQ=DAILY;COUNT=3;BYHOUR=9,17" }', ['2026-12-18T09:00/2026-12-18T10:00', '2026-12-18T17:00/2026-12-18T18:00']],
    ['a day of February that is none', '{ start: 2028-02-29T00:00, for: PT1H, zone: UTC, repeat: FREQ=YEARLY }', []],
    ['a zone that is an offset', '{ start: 2026-12-18T18:00, zone: "+01:00" }', ['4: `freezes.0.when.zone`: a zone has an IANA name: `Europe/Berlin`, `UTC`']],
    ['an end before the beginning', '{ start: 2026-12-18T18:00, end: 2026-12-18T08:00, zone: UTC }', ['4: `f`: it ends before it begins']],
    ['a time that is none', '{ start: 2026-02-30T18:00, zone: UTC }', ['4: `freezes.0.when.start`: a time of a wall clock is written `2026-12-18T18:00`, and its zone beside it']],
    ['every second', '{ start: 2026-12-18T18:00, for: PT1H, zone: UTC, repeat: FREQ=SECONDLY }', ['4: `f`: the rule has more than 20000 occurrences: begin later']],
    ['weeks without their days', '{ start: 2026-12-18T18:00, for: PT1H, zone: UTC, repeat: FREQ=YEARLY;BYWEEKNO=51 }', ['4: `f`: `BYWEEKNO` is for every year, and names the days of its weeks: `FREQ=YEARLY` without `INTERVAL`, and `BYDAY`']],
    ['an hour that is none', '{ start: 2026-12-18T18:00, for: PT1H, zone: UTC, repeat: FREQ=DAILY;BYHOUR=24 }', ['4: `f`: `BYHOUR=24` is not understood']],
    ['a rule with no such part', '{ start: 2026-12-18T18:00, for: PT1H, zone: UTC, repeat: FREQ=DAILY;BYEASTER=1 }', ['4: `f`: a rule is made of FREQ, INTERVAL, COUNT, UNTIL, BYSECOND, BYMINUTE, BYHOUR, BYDAY, BYMONTHDAY, BYYEARDAY, BYWEEKNO, BYMONTH, BYSETPOS, WKST']],
    ['a rule with a value that is none', '{ start: 2026-12-18T18:00, for: PT1H, zone: UTC, repeat: FREQ=MONTHLY;BYMONTHDAY=32 }', ['4: `f`: `BYMONTHDAY=32` is not understood']],
    ['a window that comes again without an end', '{ start: 2026-12-18T18:00, zone: UTC, repeat: FREQ=DAILY }', ['4: `freezes.0.when`: a window that comes again says when it ends, or `for` how long it is']],
  ];
  for (const [title, when, expected] of cases) it(title, () => deepEqual(windowsOf(when), expected));
});

describe('a freeze file', () => {
  it('says everything that a freeze can be', () => {
    const read = readFreezeFile(`version: 1
services: [shop]
freezes:
  - id: year-end
    title: Year end
    reason: nobody is there
    mode: ask
    state: active
    scope: { branches: [main], paths: ["infra/**"], environments: [prod], services: [shop], actions: [deploy], agents: ["*"] }
    allow: [branch-push]
    inflight: stop
    owner: release
    lift: { by: [release], second: true }
    breakGlass: { by: [oncall], ticket: true, second: true, minutes: 10, maxActions: 2 }
`, workspace, now);
    deepEqual(read, {
      ok: true,
      content: {
        services: ['shop'], sources: [],
        freezes: [{
          id: 'year-end', title: 'Year end', reason: 'nobody is there', by: 'release', since: workspace.since, mode: 'ask', state: 'active', allow: ['branch-push'], inflight: 'stop', owner: 'release',
          scope: { branches: ['main'], paths: ['infra/**'], environments: ['prod'], services: ['shop'], actions: ['deploy'], agents: ['*'] }, lift: { by: ['release'], second: true },
          breakGlass: { by: ['oncall'], ticket: true, second: true, minutes: 10, maxActions: 2 },
        }],
      },
    });
  });

  const calendar = 'version: 1\nsources:\n  - name: ops\n    ical: { url: "https://cal.acme.example/ops.ics", token: { env: OPS_TOKEN } }\n';
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['an unknown member', problemsOf('version: 1\nfreezes:\n  - id: f\n    unless: x\n'), ['3: `freezes.0`: Unrecognized key: "unless"']],
    ['an id twice', problemsOf('version: 1\nfreezes:\n  - id: f\n  - id: f\n'), ['4: this id is taken by a freeze above']],
    ['an empty selector', problemsOf('version: 1\nfreezes:\n  - id: f\n    scope: { paths: [] }\n'), ['4: `freezes.0.scope.paths`: Too small: expected array to have >=1 items']],
    ['text that is no YAML', problemsOf('version: 1\nfreezes: ['), ['2: Flow sequence in block collection must be sufficiently indented and end with a ]']],
    ['sources in a workspace', problemsOf(calendar), ['3: a workspace names no sources, for it would choose who is asked: put them into your own freeze.yaml or the organisation’s']],
    ['sources of the user', problemsOf(calendar, user), []],
    ['a source without encryption', problemsOf(calendar.replace('https', 'http'), user), ['4: `sources.0.ical.url`: https, except on this machine']],
    ['two places in one source', problemsOf(`${calendar}    openfeature: { url: "https://flags.acme.example", flag: freeze }\n`, user), ['3: `sources.0`: name one place that is asked']],
    ['services of the user', problemsOf('version: 1\nservices: [shop]\n', user), ['2: only a workspace says which services it is']],
    ['too much', problemsOf(`version: 1\n#${'x'.repeat(300_000)}`), ['1: a freeze file has at most 262144 characters']],
  ];
  for (const [title, actual, expected] of cases) it(`with ${title}`, () => deepEqual(actual, expected));
});
