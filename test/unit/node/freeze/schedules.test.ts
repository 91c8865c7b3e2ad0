import { deepEqual, equal } from 'node:assert/strict';
import { freezeFaultOf, freezeSeeds, freezeTextAt } from '../../../properties/freezeMutate.ts';
import { differenceIn, scheduleOf, zones } from '../../../properties/schedules.ts';

describe('schedules', () => {
  it('are those of an independent library, in forty zones', () => {
    equal(zones.length, 40);
    const differences = zones.flatMap((zone, at) => [at, at + 40, at + 80].flatMap((seed) => differenceIn(scheduleOf(seed), zone) ?? []));
    deepEqual(differences, []);
  });
});

describe('mutated freeze files', () => {
  for (const [index, text] of freezeSeeds.entries()) it(`seed ${index} is read`, () => equal(freezeFaultOf(text), undefined));

  it('200 of them are valid or refused with a place', () => {
    for (let index = 0; index < 200; index += 1) {
      const text = freezeTextAt(1, index);
      equal(freezeFaultOf(text), undefined, JSON.stringify(text));
    }
  });
});
