import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { AgentId } from '../../../src/core/action.ts';
import { adapters } from '../../../src/adapters/agents.ts';
import type { Reasoning } from '../../../src/core/trace/event.ts';
import { randomNumbers } from '../../support/randomNumbers.ts';

/** A transcript that a real run left. */
const recorded = (agent: AgentId): readonly string[] => readFileSync(path.join(import.meta.dirname, `../../fixtures/transcripts/${agent}.jsonl`), 'utf8').trimEnd().split('\n');
const lines = (...values: readonly unknown[]): readonly string[] => values.map((value) => JSON.stringify(value));

const prompt = 'Please clean the build directory.';
const thinking = 'thinking about the next step';

const assistant = (id: string, ...content: readonly unknown[]): unknown => ({ type: 'assistant', message: { id, model: 'm-1', content } });
const claude = lines(
  { type: 'user', message: { content: 'An earlier prompt' } },
  assistant('a0', { type: 'thinking', thinking: 'earlier thought' }),
  { type: 'user', message: { content: [{ type: 'text', text: 'clean and deploy' }] } },
  { type: 'user', isMeta: true, message: { content: 'a caveat of the agent itself' } },
  { type: 'attachment', attachment: {} },
  assistant('a1', { type: 'thinking', thinking: 'The build is stale.', signature: 's' }),
  assistant('a1', { type: 'text', text: 'I clean it.' }),
  assistant('a1', { type: 'tool_use', id: 'call_1', name: 'Bash', input: {} }),
  assistant('a1', { type: 'tool_use', id: 'call_2', name: 'Bash', input: {} }),
  { type: 'user', message: { content: [{ type: 'tool_result', tool_use_id: 'call_1', content: 'ok' }] } },
  assistant('a2', { type: 'thinking', thinking: 'Now deploy.' }),
  assistant('a2', { type: 'tool_use', id: 'call_3', name: 'Bash', input: {} }),
);

const copilot = lines(
  { type: 'session.start', data: { selectedModel: 'm-2' } },
  { type: 'user.message', data: { content: 'clean and deploy' } },
  { type: 'assistant.turn_start', data: {} },
  { type: 'assistant.message', data: { content: 'I clean it.', reasoningText: 'The build is stale.', model: 'm-2', toolRequests: [{ toolCallId: 'call_1', name: 'bash', arguments: '{}' }] } },
  { type: 'tool.execution_start', data: { toolCallId: 'call_1' } },
  { type: 'tool.execution_complete', data: { toolCallId: 'call_1', success: true } },
  { type: 'assistant.message', data: { content: '', reasoningText: 'Now deploy.', toolRequests: [{ toolCallId: 'call_2' }] } },
);

const cases: readonly (readonly [name: string, agent: AgentId, transcript: readonly string[], callId: string | undefined, expected: Reasoning])[] = [
  ['Codex, recorded', 'codex', recorded('codex').slice(0, 13), 'call_fake_0_0', { source: 'transcript', thinking, prompt }],
  ['Codex, after the end', 'codex', recorded('codex'), undefined, { source: 'transcript', text: 'all done', prompt }],
  ['Gemini CLI, recorded', 'gemini-cli', recorded('gemini-cli').slice(0, 6), undefined, { source: 'transcript', thinking, prompt, model: 'gemini-2.5-pro' }],
  ['Gemini CLI, after the end', 'gemini-cli', recorded('gemini-cli'), undefined, { source: 'transcript', text: 'all done', prompt, model: 'gemini-2.5-pro' }],
  ['Qwen Code, recorded', 'qwen-code', recorded('qwen-code').slice(0, 5), 'call_fake_0_0', { source: 'transcript', thinking, prompt, model: 'fake-model' }],
  ['Qwen Code, the call in the midst', 'qwen-code', recorded('qwen-code'), 'call_fake_0_0', { source: 'transcript', thinking, prompt, model: 'fake-model' }],
  ['Claude Code, first call', 'claude-code', claude, 'call_1', { source: 'transcript', thinking: 'The build is stale.', text: 'I clean it.', prompt: 'clean and deploy', model: 'm-1' }],
  ['Claude Code, second call of the message', 'claude-code', claude, 'call_2', { source: 'transcript', thinking: 'The build is stale.', text: 'I clean it.', prompt: 'clean and deploy', model: 'm-1' }],
  ['Claude Code, after a result', 'claude-code', claude, 'call_3', { source: 'transcript', thinking: 'Now deploy.', prompt: 'clean and deploy', model: 'm-1' }],
  ['Claude Code, call not written yet', 'claude-code', claude, 'call_9', { source: 'transcript', thinking: 'Now deploy.', prompt: 'clean and deploy', model: 'm-1' }],
  ['Claude Code, nothing said since the result', 'claude-code', claude.slice(0, 10), 'call_9', { source: 'transcript', thinking: 'The build is stale.', text: 'I clean it.', prompt: 'clean and deploy', model: 'm-1' }],
  ['Claude Code, only the prompt', 'claude-code', claude.slice(0, 3), undefined, { source: 'transcript', prompt: 'clean and deploy' }],
  ['Copilot CLI', 'copilot-cli', copilot, undefined, { source: 'transcript', thinking: 'Now deploy.', prompt: 'clean and deploy', model: 'm-2' }],
  ['VS Code, by call', 'vscode', copilot, 'call_1', { source: 'transcript', thinking: 'The build is stale.', text: 'I clean it.', prompt: 'clean and deploy', model: 'm-2' }],
  ['no lines', 'claude-code', [], 'call_1', { source: 'none' }],
  ['lines of something else', 'codex', ['', 'x', '{', 'null', '[]', '1', '{"type":"response_item"}'], 'call_1', { source: 'none' }],
];

describe('adapters: reasoning', () => {
  for (const [name, agent, transcript, callId, expected] of cases) it(name, () => assert.deepEqual(adapters[agent].reasoning(transcript, callId), expected));

  it('is bounded', () => {
    const long = adapters['claude-code'].reasoning(lines({ type: 'user', message: { content: 'p'.repeat(100_000) } }, assistant('a', { type: 'thinking', thinking: 't'.repeat(100_000) })), undefined);
    assert.ok((long.thinking?.length ?? 0) <= 16_384 && (long.prompt?.length ?? 0) <= 4096);
    const many = Array.from({ length: 100_000 }, () => claude[5] ?? '');
    assert.equal(adapters['claude-code'].reasoning([...claude.slice(0, 3), ...many], undefined).prompt, undefined);
  });

  it('never throws on broken lines', () => {
    const random = randomNumbers(7);
    for (const [, agent, transcript, callId] of cases) {
      for (let round = 0; round < 60; round += 1) {
        const broken = transcript.map((line) => (random() < 0.3 ? line.slice(0, Math.floor(random() * line.length)) : line.replaceAll(random() < 0.5 ? '"content":' : '"message":', random() < 0.5 ? '"x":' : '"content":[null],"y":')));
        assert.ok(['none', 'transcript'].includes(adapters[agent].reasoning(broken, callId).source));
      }
    }
  });
});
