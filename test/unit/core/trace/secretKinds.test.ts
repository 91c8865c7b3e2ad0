import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { TraceEvent } from '../../../../src/core/trace/event.ts';
import { redactText } from '../../../../src/core/trace/redact.ts';
import { redactEvent } from '../../../../src/core/trace/redactEvent.ts';
import { secretKinds } from '../../../support/secretKinds.ts';

/** Where words of an agent, a tool or a person come into a record. */
const places: Readonly<Record<string, (text: string) => TraceEvent['body']>> = {
  'a command': (text) => ({ kind: 'proposal', tool: 'Bash', input: { command: `deploy ${text} now` }, actions: [{ kind: 'shell', command: `deploy ${text} now`, dialect: 'posix' }], reasoning: { source: 'none' } }),
  reasoning: (text) => ({ kind: 'proposal', tool: 'Bash', input: {}, actions: [], reasoning: { source: 'transcript', thinking: `I found ${text}`, prompt: `use ${text}\nplease` } }),
  'a file': (text) => ({ kind: 'proposal', tool: 'Write', input: { content: `a\n${text}\nb` }, actions: [{ kind: 'file', change: { operation: 'create', path: '/w/.env', after: `a\n${text}\nb` } }], reasoning: { source: 'none' } }),
  output: (text) => ({ kind: 'outcome', ok: true, output: `x\n${text}\ny` }),
};

describe('no secret is ever recorded', () => {
  it('knows enough kinds', () => assert.equal(secretKinds.length >= 60, true));

  for (const { kind, text, secret } of secretKinds) {
    it(kind, () => {
      for (const [place, body] of Object.entries(places)) {
        const stored = JSON.stringify(redactEvent({ v: 2, id: '1', at: '2026-01-01T00:00:00.000Z', workspace: '/w', body: body(text) }));
        assert.equal(stored.includes(secret), false, `${place}: ${stored.replaceAll(secret, '<the secret>')}`);
        assert.match(stored, /‹redacted:[a-z0-9-]+›/);
      }
      assert.equal(redactText(redactText(text)), redactText(text));
    });
  }
});

describe('false redactions', () => {
  it('change hardly any everyday command', () => {
    const corpus = path.join(import.meta.dirname, '../../../corpus');
    const commands = new Set(['everyday', 'seen', 'unseen', 'shellForms'].flatMap((name) => readFileSync(path.join(corpus, `${name}.jsonl`), 'utf8').split('\n').flatMap((line) => commandIn(line))));
    const changed = [...commands].filter((command) => redactText(command) !== command);
    // What these hold is a secret, or stands where one does.
    const rightly = /(?:Authorization|X-Token)['"]?:|PASSWORD=|STRIPE_KEY=| password=|:\/\/u:p@/;
    assert.deepEqual([commands.size > 4000, changed.filter((command) => !rightly.test(command))], [true, ['gcloud secrets versions access latest --secret=db', 'gcloud secrets versions access 1 --secret s']]);
  });
});

function commandIn(line: string): readonly string[] {
  const value: unknown = line.trim() === '' ? undefined : JSON.parse(line);
  return typeof value === 'object' && value !== null && 'command' in value && typeof value.command === 'string' ? [value.command] : [];
}
