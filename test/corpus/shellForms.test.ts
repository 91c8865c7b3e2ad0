import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { judgeCase } from './judgeCase.ts';

/** A line that shows one way of writing a command, in the scene of the labelling guide. `held` = asked about or refused. */
interface ShellForm {
  readonly shell?: string;
  readonly expect: 'allow' | 'held';
  readonly command: string;
}

const forms = readFileSync(new URL('shellForms.jsonl', import.meta.url), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as ShellForm);

describe('ways of writing a command', () => {
  for (const [index, { shell, expect, command }] of forms.entries()) {
    it(`${expect === 'allow' ? 'lets pass' : 'holds'} ${shell ?? 'bash'}: ${JSON.stringify(command)}`, () => {
      const { calm } = judgeCase({ id: String(index), command, ...(shell === undefined ? {} : { shell }) });
      assert.equal(calm.decision === 'allow' ? 'allow' : 'held', expect, calm.findings.slice(0, 3).map(({ rule, reason }) => `${rule}: ${reason}`).join('; '));
    });
  }
});
