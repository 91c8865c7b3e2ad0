import assert from 'node:assert/strict';
import { lookupInCatalogue } from '../../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../../src/core/judge.ts';
import { defaultPolicy } from '../../../src/core/policy/policy.ts';
import { describedWorld } from '../../../src/core/resolve/describedWorld.ts';

/** The task `show` of the root only looks; what it is in another folder is not known. */
const world = describedWorld({
  facts: { root: '/w', links: { alias: '/w' } },
  files: { '.vscode/tasks.json': '{"tasks":[{"label":"show","type":"shell","command":"git status"}]}' },
});
const uninspectable = (folder: string | undefined): boolean =>
  judge({ kind: 'task', label: 'show', ...(folder === undefined ? {} : { folder }) }, { world, policy: defaultPolicy, programs: lookupInCatalogue }).some((effect) => effect.uninspectable);

describe('folder of a task', () => {
  const cases: readonly (readonly [folder: string | undefined, expected: boolean])[] = [
    [undefined, false],
    ['/w', false],
    ['/w/alias', false],
    ['/other', true],
    ['/w/packages/a', true],
  ];
  for (const [folder, expected] of cases) it(`${folder ?? 'not named'}: ${expected ? 'asked' : 'looked up'}`, () => assert.equal(uninspectable(folder), expected));
});
