import assert from 'node:assert/strict';
import { type WantedHook, withHooks, withoutHooks } from '../../../../src/node/install/hooksEdit.ts';
import { parseSettings } from '../../../../src/node/install/jsonEdit.ts';

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 12) % sides;
  };
}

const blanks = ['', ' ', '\n', '\n  ', ' /* c */ ', ' // c\n', '\n\t', '\r\n  '];
const hook = (event: string): WantedHook => ({ event, value: { matcher: '*', hooks: [{ type: 'command', command: "'/s/bin/tagout-hook' --agent x", timeout: 1 }] } });
const wanted = [hook('PreToolUse'), hook('Stop')];

/** A settings file as nobody would lay it out: comments, blanks and trailing commas in every place where they may stand. */
function settings(roll: (sides: number) => number): string {
  const gap = (): string => blanks[roll(blanks.length)] ?? '';
  const tail = (count: number): string => (count > 0 && roll(4) === 0 ? ',' : '') + gap();
  const joined = (parts: readonly string[]): string => parts.map((part) => gap() + part + gap()).join(',') + tail(parts.length);
  const groups = (): string => `[${joined(Array.from({ length: roll(3) }, () => `{"hooks":[${gap()}{"command":"theirs ${roll(9)}, ]}"}]}`))}]`;
  const hooks = [`"Stop"${gap()}:${groups()}`, `"PreToolUse":${gap()}${groups()}`].filter(() => roll(2) === 0);
  const members = [`"a"${gap()}:[1,{"b":null}${gap()}]`, `"hooks"${gap()}:${gap()}{${joined(hooks)}}`, '"z":"// no comment"'].filter(() => roll(3) > 0);
  return `${gap()}{${joined(members)}}${gap()}`;
}

const valueOf = (text: string | undefined): unknown => {
  const parsed = parseSettings(text ?? '');
  return parsed.kind === 'value' ? parsed.value : assert.fail(`${parsed.problem} in ${JSON.stringify(text)}`);
};
const comments = (text: string | undefined): number => (text ?? '').match(/\/\* c|\/\/ c\n/g)?.length ?? 0;

describe('hooks in settings files of every layout', () => {
  it('come and go without changing a value or losing a comment', () => {
    const roll = dice(7);
    for (let round = 0; round < 1500; round++) {
      const before = settings(roll);
      const added = withHooks(before, wanted);
      if (added.kind === 'problem') assert.fail(`${added.problem} for ${JSON.stringify(before)}`);
      assert.deepEqual(withHooks(added.text, wanted), added, `twice: ${JSON.stringify(before)}`);
      const removed = withoutHooks(added.text ?? '', before);
      if (removed.kind === 'problem') assert.fail(`${removed.problem} for ${JSON.stringify(added.text)}`);
      assert.deepEqual(valueOf(removed.text), valueOf(before));
      assert.equal(comments(removed.text), comments(before), JSON.stringify(before));
    }
  });
});
