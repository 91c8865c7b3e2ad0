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

  it('any line of a transcript is read without a fault, and what is kept of it is bounded', () => {
    const random = randomNumbers(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const words = ['type', 'message', 'content', 'payload', 'data', 'parts', 'role', 'thinking', 'text', 'toolCalls', 'toolRequests', 'functionCall', 'reasoningText', 'thoughts', 'item', 'id', 'name', 'args', 'arguments', 'summary', '__proto__'];
    const kinds = ['assistant', 'user', 'gemini', 'assistant.message', 'user.message', 'response_item', 'event_msg', 'reasoning', 'message', 'tool_use', 'tool_result', 'thinking', 'function_call', 'UserMessage', 'x'.repeat(40_000)];
    const value = (depth: number): unknown => (depth > 4 || random() < 0.3 ? pick([...oddities, ...kinds]) : random() < 0.4 ? Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1)) : Object.fromEntries(Array.from({ length: Math.floor(random() * 6) }, () => [pick(words), value(depth + 1)])));
    const line = (): string => { const text = JSON.stringify({ type: pick(kinds), message: value(0), payload: value(0), data: value(0), content: value(0), toolCalls: value(0) }); return random() < 0.1 ? text.slice(0, Math.floor(random() * text.length)) : random() < 0.02 ? 'x'.repeat(2_000_000) : text; };
    let spoke = 0;
    for (let round = 0; round < 300; round += 1) {
      const lines = Array.from({ length: 12 }, line);
      for (const adapter of Object.values(adapters)) {
        const reasoning = adapter.reasoning(lines, pick([undefined, 'id', '']));
        for (const kept of [reasoning.thinking, reasoning.text, reasoning.prompt]) assert.ok((kept ?? '').length <= 16_384);
        if (reasoning.source === 'transcript') spoke += 1;
        for (const call of adapter.calls(lines)) assert.ok(typeof call.id === 'string' && typeof call.tool === 'string' && (call.about ?? '').length <= 500);
      }
    }
    assert.ok(spoke > 20, `${spoke} of them said anything`);
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
