import assert from 'node:assert/strict';
import { SharedMap } from '../../../../src/core/shell/sharedMap.ts';
import { randomNumbers } from '../../../support/randomNumbers.ts';

const sorted = (entries: Iterable<readonly [string, number]>): readonly (readonly [string, number])[] => [...entries].sort(([one], [other]) => (one < other ? -1 : 1));

describe('shared map', () => {
  it('is to each copy a map of its own, whatever is changed and copied in between', () => {
    const random = randomNumbers(3);
    const pairs: { shared: SharedMap<number>; plain: Map<string, number> }[] = [{ shared: new SharedMap(), plain: new Map() }];
    for (let step = 0; step < 4000; step++) {
      const pair = pairs[Math.floor(random() * pairs.length)] ?? { shared: new SharedMap<number>(), plain: new Map<string, number>() };
      const name = `n${Math.floor(random() * 60)}`;
      const act = random();
      if (act < 0.6) {
        pair.shared.set(name, step);
        pair.plain.set(name, step);
      } else if (act < 0.8) {
        pair.shared.delete(name);
        pair.plain.delete(name);
      } else if (pairs.length < 40) pairs.push({ shared: pair.shared.copy(), plain: new Map(pair.plain) });
      assert.deepEqual([pair.shared.get(name), pair.shared.has(name)], [pair.plain.get(name), pair.plain.has(name)]);
    }
    assert.deepEqual(pairs.map(({ shared }) => sorted(shared.entries())), pairs.map(({ plain }) => sorted(plain)));
  });

  it('tells what a copy set since', () => {
    const map = new SharedMap<number>();
    for (let index = 0; index < 100; index++) map.set(`n${index}`, index);
    const copy = map.copy();
    assert.deepEqual(copy.entriesSince(map), []);
    copy.set('n1', 7);
    copy.set('new', 8);
    copy.delete('n2');
    copy.copy().set('other', 9);
    assert.deepEqual([sorted(copy.entriesSince(map)), map.get('n1'), map.get('n2'), copy.has('n2')], [[['n1', 7], ['new', 8]], 1, 2, false]);
  });
});
