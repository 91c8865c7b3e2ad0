import { deepEqual } from 'node:assert/strict';
import { GestureGate } from '../../../src/webview/gestureGate.ts';

const person = { isTrusted: true };

/** Milliseconds at which something happens, against a panel that is drawn at 1000 and opens at 1600. */
type Step = readonly ['press' | 'held' | 'scripted' | 'click' | 'scripted click' | 'drawn' | 'hidden', number];

function clicks(steps: readonly Step[]): readonly boolean[] {
  const gate = new GestureGate(500);
  const results: boolean[] = [];
  for (const [what, at] of steps) {
    switch (what) {
      case 'drawn':
        gate.close(at);
        break;
      case 'hidden':
        gate.shut();
        break;
      case 'press':
        gate.press(at, person);
        break;
      case 'held':
        gate.press(at, { ...person, repeat: true });
        break;
      case 'scripted':
        gate.press(at, { isTrusted: false });
        break;
      case 'click':
        results.push(gate.accept(person));
        break;
      case 'scripted click':
        results.push(gate.accept({ isTrusted: false }));
        break;
    }
  }
  return results;
}

describe('gesture gate', () => {
  const cases: readonly (readonly [string, readonly Step[], readonly boolean[]])[] = [
    ['a press and click after the dead time', [['drawn', 1000], ['press', 1700], ['click', 1750]], [true]],
    ['a click in flight when the panel appears', [['press', 900], ['drawn', 1000], ['click', 1050]], [false]],
    ['pressed early, let go late', [['drawn', 1000], ['press', 1100], ['click', 1900]], [false]],
    ['a key that is held since before', [['drawn', 1000], ['held', 1700], ['click', 1701]], [false]],
    ['a click without a press', [['drawn', 1000], ['click', 2000]], [false]],
    ['a script', [['drawn', 1000], ['scripted', 1700], ['click', 1701]], [false]],
    ['a scripted click after an honest press', [['drawn', 1000], ['press', 1700], ['scripted click', 1701]], [false]],
    ['one gesture counts once', [['drawn', 1000], ['press', 1700], ['click', 1750], ['click', 1760]], [true, false]],
    ['before anything was drawn', [['press', 5000], ['click', 5001]], [false]],
    ['drawn anew: a double click hits what came next', [['drawn', 1000], ['press', 1700], ['click', 1750], ['drawn', 1760], ['press', 1800], ['click', 1850]], [true, false]],
    ['goes on clicking where the button appears', [['drawn', 1000], ['press', 1100], ['click', 1150], ['press', 1500], ['click', 1550], ['press', 1900], ['click', 1950], ['press', 2300], ['click', 2350]], [false, false, false, false]],
    ['clicks too early, waits, clicks again', [['drawn', 1000], ['press', 1500], ['click', 1550], ['press', 2150], ['click', 2200]], [false, true]],
    ['a held key that goes on repeating', [['drawn', 1000], ['held', 1500], ['held', 1900], ['click', 2200]], [false]],
    ['out of sight', [['drawn', 1000], ['hidden', 1600], ['press', 1700], ['click', 1750]], [false]],
  ];
  for (const [title, steps, expected] of cases) it(title, () => deepEqual(clicks(steps), expected));
});
