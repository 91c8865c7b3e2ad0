import { deepEqual, equal } from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Freeze, FreezeState } from '../../../../src/core/freeze/freeze.ts';
import { standingAt } from '../../../../src/core/freeze/standing.ts';
import { writeAnswers } from '../../../../src/node/freeze/answers.ts';
import { clockFile, compiledUpperFile, compiledWorkspaceFile, freezePlace } from '../../../../src/node/freeze/freezePlaces.ts';
import { addGlass, endGlass, readGlasses, useGlass } from '../../../../src/node/freeze/glassStore.ts';
import type { Uptime } from '../../../../src/node/freeze/machineClock.ts';
import { declareFreeze, readFreezeBook, readFreezes } from '../../../../src/node/freeze/freezeStore.ts';
import { acceptPolicy, heldAfter, nothingHeld, readHeld } from '../../../../src/node/policy/heldPolicy.ts';
import { heldFile } from '../../../../src/node/policy/policyPlace.ts';
import { temporaryDirectory } from '../../../support/temporaryDirectory.ts';

const now = Date.parse('2030-01-01T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;

describe('the book of freezes', () => {
  const directory = temporaryDirectory();
  const state = (): string => path.join(directory.path, 'state');
  const root = (): string => path.join(directory.path, 'shop');
  const place = () => freezePlace(state(), root(), process.platform);
  /** Both clocks go on together: the one that can be set shows `now + later`, the other says how long the machine runs. */
  const clock = (afterMs: number): Uptime => () => ({ uptime: 10 * hour + afterMs, boot: 'b' });
  const stateAt = (later = 0, real = later): FreezeState => readFreezes(state(), [path.join(root(), 'src')], now + later, clock(real));
  const kindAt = (later = 0, real = later): string => {
    const { book, instants } = readFreezeBook(state(), [root()], now + later, clock(real));
    return standingAt(book, instants).kind;
  };
  const ids = (found: FreezeState): readonly string[] => (found.kind === 'on' ? found.freezes.map(({ id }) => id) : [found.kind]);
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  const text = (...freezeIds: readonly string[]): string => `version: 1\nfreezes:\n${freezeIds.map((id) => `  - { id: ${id} }\n`).join('')}`;
  const freeze = (more: Partial<Freeze> = {}): Freeze => ({ id: 'f', mode: 'deny', reason: 'release', by: 'dana', since: '2030-01-01T00:00:00.000Z', ...more });

  it('is empty, and leaves no trace, where nothing is frozen', () => {
    deepEqual([stateAt(), fs.existsSync(state())], [{ kind: 'off' }, false]);
  });

  it('holds what a file in the repository says from its first look', () => {
    write(place().workspace, text('a'));
    deepEqual(ids(stateAt()), ['a']);
  });

  it('tightens at once and loosens only when a person accepted that', () => {
    write(place().workspace, text('a', 'b'));
    deepEqual(ids(stateAt()), ['a', 'b']);
    write(place().workspace, text('c'));
    deepEqual(ids(stateAt()), ['a', 'b', 'c']);
    acceptPolicy(place(), text('c'));
    write(place().workspace, `${text('c')}\n`);
    deepEqual(ids(stateAt()), ['c']);
    fs.rmSync(place().workspace);
    deepEqual(ids(stateAt()), ['c']);
    acceptPolicy(place(), undefined);
    fs.rmSync(compiledWorkspaceFile(state(), root()));
    deepEqual(stateAt(), { kind: 'off' });
  });

  it('counts a file as frozen that cannot be read, and what counted before', () => {
    write(place().workspace, 'version: 1\nfreezes: [');
    equal(kindAt(), 'unknown');
    write(place().workspace, text('a'));
    equal(kindAt(), 'deny');
    write(place().workspace, 'version: 1\nfreezes: [[');
    deepEqual(ids(stateAt()), ['a']);
    fs.writeFileSync(heldFile(place()), 'damaged');
    fs.rmSync(compiledWorkspaceFile(state(), root()));
    equal(kindAt(), 'unknown');
  });

  it('keeps the last good version of the user’s file', () => {
    write(place().user, text('mine'));
    deepEqual(ids(stateAt()), ['mine']);
    write(place().user, 'version: 2\n');
    deepEqual(ids(stateAt()), ['mine']);
    fs.rmSync(place().user);
    deepEqual(stateAt(), { kind: 'off' });
    write(place().user, 'version: 2\n');
    equal(kindAt(), 'unknown');
  });

  it('believes a workspace which service it is only once that was accepted', () => {
    const mail = 'version: 1\nservices: [mail]\n';
    write(place().user, 'version: 1\nfreezes:\n  - { id: shops, scope: { services: [shop] } }\n');
    write(place().workspace, mail);
    deepEqual(ids(stateAt()), ['shops']);
    acceptPolicy(place(), mail);
    fs.rmSync(compiledWorkspaceFile(state(), root()));
    deepEqual(stateAt(), { kind: 'off' });
  });

  describe('with a source', () => {
    beforeEach(() => write(place().user, 'version: 1\nsources:\n  - { name: flags, mode: ask, scope: { environments: [prod] }, openfeature: { url: "https://flags.acme.example", flag: freeze } }\n'));
    const answered = (freezes: readonly { readonly id: string; readonly reason: string }[]): void => writeAnswers(state(), { 'user:flags': { readAt: new Date(now).toISOString(), freezes } });

    it('counts as unknown until it answered', () => deepEqual(ids(stateAt()), ['unknown:flags']));

    it('is what it said, as it is configured', () => {
      answered([{ id: 'freeze', reason: '' }]);
      const found = stateAt();
      deepEqual(found.kind === 'on' ? found.freezes.map(({ id, mode, scope }) => ({ id, mode, scope })) : found, [{ id: 'flags:freeze', mode: 'ask', scope: { environments: ['prod'] } }]);
    });

    it('counts as unknown once its answer is too old, awake or asleep', () => {
      answered([]);
      deepEqual([kindAt(14 * minute), kindAt(16 * minute), kindAt(8 * hour)], ['off', 'ask', 'ask']);
      deepEqual(ids(stateAt(16 * minute)), ['unknown:flags']);
    });

    it('counts as unknown when what it said is damaged', () => {
      write(path.join(state(), 'freeze.answers.json'), '{"v":1,"answers":{"user:flags":{"readAt"');
      deepEqual(ids(stateAt()), ['unknown:flags']);
    });
  });

  describe('when the clock is set', () => {
    beforeEach(() => {
      declareFreeze(state(), root(), freeze({ windows: [{ from: new Date(now - hour).toISOString(), until: new Date(now + hour).toISOString() }] }), now);
      deepEqual(ids(stateAt()), ['f']);
    });

    it('back, ends nothing early', () => deepEqual([ids(stateAt(-5 * hour, 10 * minute)), ids(stateAt(-4 * hour, 70 * minute))], [['f'], ['off']]));
    it('forward, ends nothing early', () => deepEqual([ids(stateAt(3 * hour, minute)), ids(stateAt(3 * hour + 59 * minute, hour))], [['f'], ['off']]));
    it('is believed again once nothing would end by it', () => {
      equal(kindAt(5 * hour, 2 * hour), 'off');
      deepEqual(JSON.parse(fs.readFileSync(clockFile(state()), 'utf8')), { wall: now + 5 * hour, uptime: 12 * hour, boot: 'b' });
    });
    it('goes on over sleep', () => deepEqual([ids(stateAt(30 * minute)), ids(stateAt(9 * hour))], [['f'], ['off']]));
  });

  it('goes on without what it cannot store', () => {
    write(place().user, text('mine'));
    fs.mkdirSync(compiledUpperFile(state()));
    deepEqual(ids(stateAt()), [`unknown:${place().user}`]);
  });

  const glass = { id: 'g-1', freezes: ['f'], by: 'dana', reason: 'outage', since: new Date(now).toISOString(), until: new Date(now + 30 * minute).toISOString(), maxActions: 2, used: [] };

  it('breaks a freeze for some acts, each once', () => {
    declareFreeze(state(), root(), freeze(), now);
    addGlass(state(), root(), glass);
    equal(kindAt(), 'ask');
    deepEqual(['p-1', 'p-1', 'p-2', 'p-3', 'p-2'].map((proposal) => useGlass(state(), root(), 'g-1', proposal, [now])), [true, true, true, false, true]);
    deepEqual([kindAt(), readGlasses(state(), root()).map(({ used }) => [...used].sort())], ['deny', [['p-1', 'p-2']]]);
    equal(useGlass(state(), root(), 'g-1', 'p-1', [now, now + hour]), false);
  });

  it('holds again when the half hour of a broken freeze went by, by whichever clock is ahead', () => {
    declareFreeze(state(), root(), freeze(), now);
    addGlass(state(), root(), glass);
    const kinds = ([wall, real]: readonly [number, number]): string => kindAt(wall, real);
    const times: readonly (readonly [number, number])[] = [[0, 0], [29 * minute, 29 * minute], [30 * minute, 30 * minute], [10 * minute, 40 * minute]];
    deepEqual(times.map(kinds), ['ask', 'ask', 'deny', 'deny']);
    deepEqual([30 * minute - 1, 30 * minute].map((later) => useGlass(state(), root(), 'g-1', 'p-1', [now + later])), [true, false]);
  });

  it('ends a broken freeze before its time', () => {
    addGlass(state(), root(), glass);
    endGlass(state(), root(), 'g-1', now + minute);
    equal(useGlass(state(), root(), 'g-1', 'p-1', [now + 2 * minute]), false);
  });

  it('knows what is held of its file apart from the policy', () => {
    write(place().workspace, text('a'));
    stateAt();
    deepEqual([path.basename(heldFile(place())), readHeld(place())], ['freeze.held.json', { v: 1, ...heldAfter(nothingHeld, text('a')) }]);
  });
});
