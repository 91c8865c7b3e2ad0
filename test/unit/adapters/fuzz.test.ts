import assert from 'node:assert/strict';
import { adapters } from '../../../src/adapters/agents.ts';
import type { JsonObject } from '../../../src/adapters/jsonFields.ts';
import { agentFixtures } from '../../support/agentFixtures.ts';
import { randomNumbers } from '../../support/randomNumbers.ts';

const rounds = 10_000;
const seed = 20261123;

/** Values that have broken readers of JSON before. */
const oddities: readonly unknown[] = [null, undefined, true, 0, -1, 1e308, '', ' ', '\u0000', '__proto__', 'constructor', [], [[]], {}, { length: -1 }, [null], '*** Begin Patch', '{"command":1}', 'x'.repeat(5000)];
const oddKeys = ['__proto__', 'constructor', 'toString', 'tool_name', 'toolName', 'hook_event_name', 'tool_input', 'toolArgs', 'command', ''];

describe('adapters: malformed events', () => {
  it(`${rounds} seeded mutations: never throw, never a proposal without an action, every denial complete`, () => {
    const random = randomNumbers(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const mutated = (value: unknown, depth: number): unknown => {
      if (random() < 0.08) return pick(oddities);
      if (Array.isArray(value)) return value.flatMap((item: unknown): unknown[] => (random() < 0.1 ? [] : random() < 0.1 ? [item, mutated(item, depth + 1)] : [mutated(item, depth + 1)]));
      if (typeof value === 'object' && value !== null && depth < 6) {
        const members = Object.entries(value as JsonObject).flatMap(([key, member]) => (random() < 0.08 ? [] : [[random() < 0.05 ? pick(oddKeys) : key, mutated(member, depth + 1)] as const]));
        return Object.fromEntries(random() < 0.1 ? [...members, [pick(oddKeys), pick(oddities)]] : members);
      }
      return typeof value === 'string' && random() < 0.1 ? value.slice(Math.floor(random() * value.length)) : value;
    };
    const kinds = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      const fixture = pick(agentFixtures);
      // Also events of one agent at the hook of another.
      const adapter = adapters[random() < 0.9 ? fixture.agent : pick(agentFixtures).agent];
      const event = adapter.parse(mutated(fixture.event, 0));
      kinds.set(event.kind, (kinds.get(event.kind) ?? 0) + 1);
      if (event.kind === 'proposal' || event.kind === 'outcome') {
        assert.ok(event.proposal.actions.length > 0, fixture.file);
        assert.equal(typeof event.proposal.tool, 'string');
        for (const action of event.proposal.actions) {
          if (action.kind === 'shell') assert.equal(typeof action.command, 'string', fixture.file);
          if (action.kind === 'file') assert.ok(action.change.path.length > 0, fixture.file);
        }
      }
      const denied = adapter.render({ kind: 'deny', reason: '' }, event);
      if (event.kind === 'proposal' || event.kind === 'invalid') {
        assert.ok(denied.exitCode === 2 && denied.stderr.trim() !== '' && denied.stdout !== '', fixture.file);
      } else {
        assert.deepEqual(denied, { stdout: '', stderr: '', exitCode: 0 }, fixture.file);
      }
    }
    for (const kind of ['proposal', 'outcome', 'invalid', 'ignored', 'prompt', 'session', 'said']) assert.ok((kinds.get(kind) ?? 0) > 20, `${kind} was hardly met`);
  });

  it('a tool call that lost its event name is still a proposal', () => {
    for (const { agent, file, event } of agentFixtures.filter((fixture) => /PreToolUse|BeforeTool/.test(fixture.file) && fixture.agent !== 'opencode')) {
      const rest = Object.fromEntries(Object.entries(event as JsonObject).filter(([key]) => key !== 'hook_event_name'));
      const parsed = adapters[agent].parse({ ...rest, hook_event_name: 'SomethingNew' });
      assert.equal(parsed.kind, 'proposal', file);
      if (agent !== 'copilot-cli') assert.equal(adapters[agent].parse(rest).kind, 'proposal', file);
    }
  });

  it('what is no object at all is refused', () => {
    for (const adapter of Object.values(adapters)) {
      for (const value of [undefined, null, 1, 'x', [], {}, [{}]]) {
        const event = adapter.parse(value);
        assert.equal(event.kind, 'invalid');
        assert.equal(adapter.render({ kind: 'pass' }, event).exitCode, 2);
      }
    }
  });
});
