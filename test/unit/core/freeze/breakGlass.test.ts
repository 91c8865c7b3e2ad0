import { deepEqual, equal } from 'node:assert/strict';
import { openBreakGlass, type BreakableFreeze, type BreakGlassRequest } from '../../../../src/core/freeze/breakGlass.ts';

const request: BreakGlassRequest = { id: 'g', by: 'dana', reason: ' outage ' };
const open = (more: Partial<BreakGlassRequest>, freezes: readonly BreakableFreeze[]): ReturnType<typeof openBreakGlass> => openBreakGlass({ ...request, ...more }, freezes, 0);
const missing = (more: Partial<BreakGlassRequest>, freezes: readonly BreakableFreeze[]): string => {
  const opened = open(more, freezes);
  return opened.ok ? '' : opened.missing;
};

describe('breaking a freeze', () => {
  it('lasts 30 minutes and five acts, or less where a freeze says so', () => {
    deepEqual(open({}, [{ id: 'f' }]), { ok: true, glass: { id: 'g', freezes: ['f'], by: 'dana', reason: 'outage', since: '1970-01-01T00:00:00.000Z', until: '1970-01-01T00:30:00.000Z', maxActions: 5, used: [] } });
    const both = open({ ticket: 'INC-1', second: 'kim' }, [{ id: 'a', breakGlass: { minutes: 10, maxActions: 8 } }, { id: 'b', source: 'file', breakGlass: { minutes: 90, maxActions: 2, ticket: true, second: true } }]);
    deepEqual([open({}, [{ id: 'f', breakGlass: { by: ['dana'] } }]).ok, open({ second: 'kim' }, [{ id: 'f', breakGlass: { by: ['kim'] } }]).ok], [true, true]);
    deepEqual(both.ok ? [both.glass.until, both.glass.maxActions] : both, ['1970-01-01T00:10:00.000Z', 2]);
  });

  const cases: readonly (readonly [string, string, string])[] = [
    ['nothing frozen', missing({}, []), 'no freeze is in force'],
    ['no reason', missing({ reason: ' ' }, [{ id: 'f' }]), 'say why: the reason is recorded and reported'],
    ['no ticket', missing({ ticket: ' ' }, [{ id: 'f', breakGlass: { ticket: true } }]), 'name the ticket'],
    ['nobody else', missing({}, [{ id: 'f', breakGlass: { second: true } }]), 'a second person has to agree'],
    ['the same person twice', missing({ second: 'dana' }, [{ id: 'f', breakGlass: { second: true } }]), 'a second person has to agree'],
    ['somebody else’s to break', missing({}, [{ id: 'f', breakGlass: { by: ['kim', 'lee'] } }]), 'only kim, lee may break it, or agree to it'],
    ['agreed to by somebody who may not', missing({ second: 'mo' }, [{ id: 'f', breakGlass: { by: ['kim'] } }]), 'only kim may break it, or agree to it'],
    ['a freeze of a file that says nothing of it', missing({}, [{ id: 'f', source: 'file' }]), 'the freeze `f` has no way to break it: ask its owner'],
  ];
  for (const [title, actual, expected] of cases) it(`is refused: ${title}`, () => equal(actual, expected));
});
