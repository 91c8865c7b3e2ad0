import assert from 'node:assert/strict';
import { agentIds } from '../../../src/core/action.ts';
import type { AgentId } from '../../../src/core/action.ts';
import { adapterFor, adapters } from '../../../src/adapters/agents.ts';
import type { AgentEvent, Answer, Reply } from '../../../src/adapters/adapter.ts';
import { hookTimeoutSeconds, watchdogMarginSeconds } from '../../../src/node/install/timeouts.ts';
import { agentFixtures } from '../../support/agentFixtures.ts';
import { assertGolden } from '../../support/golden.ts';

const answers: readonly Answer[] = [
  { kind: 'pass' },
  { kind: 'approved', reason: 'Dana approved it in the panel.' },
  { kind: 'ask', reason: 'Deletes 3 untracked files.' },
  { kind: 'deny', reason: 'The code freeze forbids deploys.' },
];

const silence: Reply = { stdout: '', stderr: '', exitCode: 0 };

function proposalOf(agent: AgentId): AgentEvent {
  for (const fixture of agentFixtures) {
    if (fixture.agent !== agent) continue;
    const event = adapters[agent].parse(fixture.event);
    if (event.kind === 'proposal') return event;
  }
  throw new Error(`no proposal among the fixtures of ${agent}`);
}

describe('adapters: render', () => {
  for (const agent of agentIds) {
    it(`${agent}: the reply to a proposal`, () => {
      const replies = answers.map((answer) => [answer.kind, adapters[agent].render(answer, proposalOf(agent))]);
      assertGolden(`adapters/render.${agent}`, Object.fromEntries(replies));
    });

    it(`${agent}: only a proposal is answered, and what could not be read is refused`, () => {
      const others: readonly AgentEvent[] = [
        { kind: 'prompt', session: 's', text: 'hello' },
        { kind: 'said', session: 's', text: 'done' },
        { kind: 'session', session: 's', phase: 'start' },
        { kind: 'ignored', event: 'Notification' },
      ];
      for (const answer of answers) {
        for (const event of others) assert.deepEqual(adapters[agent].render(answer, event), silence);
        const refused = adapters[agent].render(answer, { kind: 'invalid', problem: 'the event is not a JSON object' });
        assert.equal(refused.exitCode, 2);
        assert.match(refused.stderr, answer.kind === 'deny' ? /code freeze/ : /the event is not a JSON object/);
      }
    });

    it(`${agent}: an ask that the agent cannot show is a denial`, () => {
      const reply = adapters[agent].render({ kind: 'ask', reason: 'why' }, proposalOf(agent));
      assert.equal(reply.exitCode, adapters[agent].capabilities.ask === 'real' ? 0 : 2);
    });

    it(`${agent}: a denial says why, whatever the reason holds`, () => {
      for (const reason of ['', ' \n', '\u0000', 'x'.repeat(100_000), 'ends \u001b[2J\u001b[H here', 'turns \u202e round', '"}{']) {
        const { stdout, stderr, exitCode } = adapters[agent].render({ kind: 'deny', reason }, proposalOf(agent));
        assert.equal(exitCode, 2);
        assert.ok(stderr.trim().length > 0 && stderr.length < 4100);
        assert.doesNotMatch(stderr, /[^\P{Cc}\n\t]|\u202e/u);
        assert.ok(stdout.includes(JSON.stringify(stderr.trimEnd()).slice(1, -1)), 'the same reason in the JSON');
        assert.doesNotThrow(() => void JSON.parse(stdout));
      }
    });
  }

  it('every own time limit ends well before the one that set-up writes', () => {
    for (const agent of agentIds) {
      assert.ok(adapters[agent].capabilities.deadlineMs + 5000 <= (hookTimeoutSeconds(agent) - watchdogMarginSeconds) * 1000, agent);
    }
  });

  it('knows agents by name only', () => {
    assert.deepEqual(['codex', 'constructor', '', undefined, 'Codex'].map((name) => adapterFor(name)?.id), ['codex', undefined, undefined, undefined, undefined]);
  });
});
