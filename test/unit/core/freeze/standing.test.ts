import { deepEqual, equal } from 'node:assert/strict';
import type { BreakGlass, BreakGlassRule } from '../../../../src/core/freeze/breakGlass.ts';
import type { Freeze, FreezeWindow } from '../../../../src/core/freeze/freeze.ts';
import { phaseOf, windowAt } from '../../../../src/core/freeze/phase.ts';
import type { ActFacts } from '../../../../src/core/freeze/scope.ts';
import type { SourceReport } from '../../../../src/core/freeze/source.ts';
import { standingAt, stateOf, type FreezeBook } from '../../../../src/core/freeze/standing.ts';

const at = (time: string): number => Date.parse(`2030-01-01T${time}:00Z`);
const iso = (time: string): string => new Date(at(time)).toISOString();
const window = (from: string, until?: string): FreezeWindow => ({ from: iso(from), ...(until === undefined ? {} : { until: iso(until) }) });
const freeze = (more: Partial<Freeze> = {}): Freeze => ({ id: 'f', mode: 'deny', reason: 'release', by: 'dana', since: iso('00:00'), ...more });
const report = (freezes: readonly Freeze[], more: Partial<SourceReport> = {}): SourceReport => ({ name: 'here', kind: 'person', from: 'user', readAt: iso('09:00'), freezes, ...more });
const book = (freezes: readonly Freeze[], more: Partial<FreezeBook> = {}): FreezeBook => ({ sources: [report(freezes)], ...more });
const noon = [at('12:00')];

describe('the phase of a freeze', () => {
  const cases: readonly (readonly [string, Freeze, readonly string[], string])[] = [
    ['declared now', freeze(), ['12:00'], 'active'],
    ['before it was declared, for the clock was set back', freeze({ since: iso('12:00') }), ['09:00'], 'active'],
    ['at its end', freeze({ until: iso('12:00') }), ['12:00'], 'ended'],
    ['an end that cannot be read', freeze({ until: 'soon' }), ['12:00'], 'active'],
    ['before its window', freeze({ windows: [window('13:00', '14:00')] }), ['12:00'], 'scheduled'],
    ['at the beginning of its window', freeze({ windows: [window('12:00', '14:00')] }), ['12:00'], 'active'],
    ['at the end of its window', freeze({ windows: [window('11:00', '12:00')] }), ['12:00'], 'ended'],
    ['between two windows', freeze({ windows: [window('10:00', '11:00'), window('13:00', '14:00')] }), ['12:00'], 'scheduled'],
    ['a beginning that cannot be read', freeze({ windows: [{ from: 'soon' }] }), ['12:00'], 'active'],
    ['past what is known', freeze({ windows: [], knownUntil: iso('12:00') }), ['12:00'], 'unknown'],
    ['a rule without a window ahead', freeze({ windows: [], knownUntil: iso('13:00') }), ['12:00'], 'scheduled'],
    ['a draft', freeze({ state: 'draft' }), ['12:00'], 'draft'],
    ['pinned outside of its window', freeze({ state: 'active', windows: [window('13:00')] }), ['12:00'], 'active'],
    ['suspended in its window', freeze({ state: 'suspended', windows: [window('11:00')] }), ['12:00'], 'suspended'],
    ['by the clock that was set forward it is over', freeze({ until: iso('14:00') }), ['15:00', '12:00'], 'active'],
    ['by the clock that was set back it has not begun', freeze({ windows: [window('11:00', '13:00')] }), ['09:00', '12:00'], 'active'],
    ['a source that is not known', freeze({ unknown: 'flags cannot be reached' }), ['12:00'], 'unknown'],
  ];
  for (const [title, one, times, expected] of cases) it(title, () => equal(phaseOf(one, times.map(at)), expected));

  it('joins windows that follow without a gap', () => deepEqual(windowAt(freeze({ windows: [window('10:00', '13:00'), window('13:00', '15:00'), window('16:00')] }), at('12:00')), window('10:00', '15:00')));
});

describe('the standing of freezes', () => {
  const kinds: readonly (readonly [string, FreezeBook, ActFacts, string])[] = [
    ['none', book([]), {}, 'off'],
    ['the strictest of several', book([freeze({ mode: 'ask' }), freeze({ mode: 'observe' }), freeze()]), {}, 'deny'],
    ['the strictest of several sources', { sources: [report([freeze({ mode: 'observe' })]), report([freeze({ mode: 'ask' })], { name: 'other' })] }, {}, 'ask'],
    ['damaged state', book([], { damage: 'cut short' }), {}, 'unknown'],
    ['an exception of another freeze', book([freeze({ allow: ['deploy'] }), freeze({ mode: 'ask' })]), { actions: ['deploy'] }, 'ask'],
    ['a source that was never read', { sources: [report([], { maxStaleMs: 60_000, readAt: '' })] }, {}, 'unknown'],
    ['a source that is too old', { sources: [report([], { maxStaleMs: 60_000 })] }, {}, 'unknown'],
    ['a source that is new enough', { sources: [report([], { maxStaleMs: 4 * 3_600_000 })] }, {}, 'off'],
    ['a source that was read in the future', { sources: [report([], { maxStaleMs: 4 * 3_600_000, readAt: iso('13:00') })] }, {}, 'unknown'],
    ['a source that is too old, about another environment', { sources: [report([], { maxStaleMs: 60_000, scope: { environments: ['production'] } })] }, { environments: ['staging'] }, 'off'],
    ['a file that was never readable', { sources: [{ name: 'file', kind: 'file', from: 'workspace', problem: 'line 1', freezes: [] }] }, {}, 'unknown'],
    ['another branch', book([freeze({ scope: { branches: ['release/*'] } })]), { branches: ['topic'] }, 'off'],
    ['a branch by its pattern', book([freeze({ scope: { branches: ['release/*'] } })]), { branches: ['release/4'] }, 'deny'],
    ['a branch that is not known', book([freeze({ scope: { branches: ['release/*'] } })]), {}, 'deny'],
    ['an environment by its short name', book([freeze({ scope: { environments: ['prod'] } })]), { environments: ['acme-production'] }, 'deny'],
    ['another environment', book([freeze({ scope: { environments: ['prod'] } })]), { environments: ['product-test'] }, 'off'],
    ['production by another name', book([freeze({ scope: { environments: ['eu'] } })]), { environments: ['shop'], production: true }, 'deny'],
    ['another service', book([freeze({ scope: { services: ['shop'] } })]), { services: ['mail'] }, 'off'],
    ['another class', book([freeze({ scope: { actions: ['deploy', 'schema'] } })]), { actions: ['publish'] }, 'off'],
    ['every agent', book([freeze({ scope: { agents: ['*'] } })]), { agent: 'codex' }, 'deny'],
    ['selectors together: one that does not fit', book([freeze({ scope: { branches: ['main'], environments: ['prod'] } })]), { branches: ['main'], environments: ['staging'] }, 'off'],
  ];
  for (const [title, one, facts, expected] of kinds) it(title, () => equal(standingAt(one, noon, facts).kind, expected));

  it('says until when the strictest hold, and what comes then', () => {
    const { until, next, upcoming, holding } = standingAt(book([freeze({ id: 'a', until: iso('13:00') }), freeze({ id: 'b', until: iso('14:00') }), freeze({ id: 'c', mode: 'ask', windows: [window('11:00', '16:00'), window('18:00', '19:00')] })]), noon);
    deepEqual({ until, next, upcoming: upcoming.map((one) => one.window), holding: holding.map((one) => [one.freeze.id, one.until]) }, {
      until: iso('14:00'), next: { at: iso('14:00'), kind: 'ask' }, upcoming: [window('18:00', '19:00')], holding: [['a', iso('13:00')], ['b', iso('14:00')], ['c', iso('16:00')]],
    });
  });

  it('has no end while one of the strictest has none', () => equal(standingAt(book([freeze({ until: iso('13:00') }), freeze({ id: 'g' })]), noon).until, undefined));

  it('counts the age of an answer, and says when it will be too old', () => {
    const { sources, next } = standingAt({ sources: [report([], { kind: 'gitlab', maxStaleMs: 4 * 3_600_000, readAt: iso('10:00') })] }, noon);
    deepEqual([sources.map(({ ageMs, stale }) => [ageMs, stale]), next], [[[2 * 3_600_000, false]], { at: new Date(at('14:00') + 1).toISOString(), kind: 'unknown' }]);
  });

  it('names what goes on', () => {
    deepEqual(standingAt(book([freeze({ allow: ['push', 'deploy'] }), freeze({ allow: ['push'] })]), noon).allowed, ['read', 'edit', 'build', 'test', 'push']);
    deepEqual(standingAt(book([], { damage: 'cut short' }), noon).allowed, ['read', 'edit', 'build', 'test']);
  });

  const glass: BreakGlass = { id: 'g', freezes: ['f'], by: 'dana', reason: 'outage', since: iso('11:50'), until: iso('12:20'), maxActions: 2, used: ['p-1'] };
  it('asks while the freeze is broken, until its end or its last act', () => {
    const broken = (more: Partial<BreakGlass>, times: readonly string[] = ['12:00']): string => standingAt(book([freeze()], { glasses: [{ ...glass, ...more }] }), times.map(at)).kind;
    deepEqual([broken({}), broken({ used: ['p-1', 'p-2'] }), broken({ freezes: ['other'] }), broken({ until: 'soon' }), broken({}, ['12:20']), broken({}, ['12:00', '12:20'])], ['ask', 'deny', 'deny', 'deny', 'deny', 'deny']);
    deepEqual(standingAt(book([freeze()], { glasses: [glass] }), noon).next, { at: iso('12:20'), kind: 'deny' });
  });

  const fromFile = (breakGlass?: BreakGlassRule): Freeze => freeze({ source: 'freeze.yaml', ...(breakGlass === undefined ? {} : { breakGlass }) });
  const over: readonly (readonly [string, readonly Freeze[], Partial<BreakGlass>, string])[] = [
    ['a version that lets everybody break it, alone', [fromFile({})], {}, 'ask'],
    ['the accepted version, which nobody may break', [fromFile(), fromFile({})], {}, 'deny'],
    ['one of the same id from another source, which nobody may break', [freeze(), fromFile()], {}, 'deny'],
    ['the accepted version, which is left to others', [fromFile({ by: ['kim'] }), fromFile({ by: ['kim', 'dana'] })], {}, 'deny'],
    ['the same, when one of them agreed', [fromFile({ by: ['kim'] }), fromFile({ by: ['kim', 'dana'] })], { second: 'kim' }, 'ask'],
    ['the accepted version, which wants two', [fromFile({ second: true }), fromFile({})], { second: 'dana' }, 'deny'],
    ['the accepted version, which wants a ticket', [fromFile({ ticket: true }), fromFile({})], {}, 'deny'],
    ['the accepted version, which may be broken for less long', [fromFile({ minutes: 10 }), fromFile({})], {}, 'deny'],
    ['the accepted version, which lets fewer acts through', [fromFile({ maxActions: 1 }), fromFile({})], {}, 'deny'],
    ['a longer time than there is for any', [fromFile({ minutes: 600 })], { until: iso('13:00') }, 'deny'],
  ];
  for (const [title, freezes, more, kind] of over) it(`a break-glass counts by each freeze's own rule: ${title}`, () => equal(standingAt(book(freezes, { glasses: [{ ...glass, ...more }] }), noon).kind, kind));
});

describe('the state that decides', () => {
  it('holds only what is in force, with no more than the window of now', () => {
    deepEqual(stateOf(book([freeze({ id: 'a', windows: [window('11:00', '13:00'), window('14:00')] }), freeze({ id: 'b', state: 'draft' }), freeze({ id: 'c', windows: [window('13:00')] })]), noon), { kind: 'on', freezes: [freeze({ id: 'a', windows: [window('11:00', '13:00')] })] });
    deepEqual(stateOf(book([]), noon), { kind: 'off' });
    deepEqual(stateOf(book([freeze()], { damage: 'cut short' }), noon), { kind: 'unknown', why: 'cut short' });
  });

  it('pins what holds by the other clock only', () => {
    deepEqual(stateOf(book([freeze({ until: iso('14:00') })]), [at('15:00'), at('12:00')]), { kind: 'on', freezes: [freeze({ until: iso('14:00'), state: 'active' })] });
  });
});
