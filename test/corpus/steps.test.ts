import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { judgeSession, type Session } from './steps.ts';

const sessions = readFileSync(new URL('steps.jsonl', import.meta.url), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Session);

describe('calls of one session', () => {
  for (const session of sessions) {
    it(`${session.id}: ${session.why}`, () => {
      const given = judgeSession(session).map((decision, index) => `${decision}: ${session.steps[index]?.command ?? session.steps[index]?.action?.kind ?? ''}`);
      assert.deepEqual(given, session.steps.map(({ expect, command, action }) => `${expect}: ${command ?? action?.kind ?? ''}`));
    });
  }
});
