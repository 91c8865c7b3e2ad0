import assert from 'node:assert/strict';
import { adapters } from '../../../../src/adapters/agents.ts';
import { agentIds } from '../../../../src/core/action.ts';
import { canaryEvent } from '../../../../src/node/doctor/canaryEvent.ts';
import { codexHookHash, codexTrust } from '../../../../src/node/doctor/codexTrust.ts';
import { denialProblem, type HookOutcome, silenceProblem } from '../../../../src/node/doctor/denial.ts';

const outcome = (over: Partial<HookOutcome>): HookOutcome => ({ status: 2, signal: null, stdout: '', stderr: 'why\n', timedOut: false, ...over });
const nested = JSON.stringify({ hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny', permissionDecisionReason: 'why' } });
const canary = { command: 'rm -rf /s', cwd: '/s', session: 'doctor', at: 0 };

describe('denials as the agents read them', () => {
  for (const agent of agentIds) {
    it(`${agent}: its own adapter's denial counts, of its own canary`, () => {
      const adapter = adapters[agent];
      const sent = canaryEvent(agent, canary);
      // opencode's own plugin wraps what it was given before it starts the hook.
      const event = adapter.parse(agent === 'opencode' ? JSON.parse(`{"hook":"tool.execute.before","plugin":{"directory":"/s"},${JSON.stringify(sent).slice(1)}`) : sent);
      const actions = event.kind === 'proposal' ? event.proposal.actions.map((action) => (action.kind === 'shell' ? action.command : action.kind)) : event;
      assert.deepEqual([event.kind === 'proposal' ? event.proposal.actor.agent : event.kind, actions], [agent, [canary.command]]);
      const { stdout, stderr, exitCode } = adapter.render({ kind: 'deny', reason: 'why' }, event);
      assert.equal(denialProblem(agent, outcome({ stdout, stderr, status: exitCode })), undefined);
    });
  }

  const problems: readonly (readonly [string, Parameters<typeof denialProblem>, string])[] = [
    ['silence', ['codex', outcome({ status: 0, stderr: '' })], 'it let the destructive command pass'],
    ['status 0 with a denial', ['claude-code', outcome({ status: 0, stdout: nested })], 'it ended with status 0, which most agents take for "go on"'],
    ['status 1', ['gemini-cli', outcome({ status: 1 })], 'it ended with status 1, which most agents take for "go on"'],
    ['a kill', ['codex', outcome({ status: null, signal: 'SIGKILL' })], 'it was ended by SIGKILL, and the agent would have run the command'],
    ['no answer', ['codex', outcome({ status: null, signal: 'SIGKILL', timedOut: true })], 'it gave no answer in time, and the agent would have run the command'],
    ['an empty stderr', ['qwen-code', outcome({ stdout: nested, stderr: ' ' })], 'it ended with status 2 but no reason on stderr, which some agents take for "go on"'],
    ['a guard that stands in for a missing hook', ['codex', outcome({ stderr: 'launcher is missing\n' })], "it refused without the agent's own answer: launcher is missing"],
    ['a line before the JSON', ['codex', outcome({ stdout: `hello\n${nested}` })], 'its answer is not one JSON object'],
    ['the dialect of another agent', ['copilot-cli', outcome({ stdout: nested })], 'its answer is no denial with a reason'],
    ['the other way round', ['claude-code', outcome({ stdout: '{"permissionDecision":"deny","permissionDecisionReason":"why"}' })], 'its answer lacks hookSpecificOutput for PreToolUse'],
    ['an unknown member, for Codex', ['codex', outcome({ stdout: nested.replace('{', '{"x":1,') })], 'its answer has members that Codex rejects'],
    ['a denial without a reason', ['gemini-cli', outcome({ stdout: '{"decision":"deny"}' })], 'its answer is no denial with a reason'],
  ];
  for (const [name, args, want] of problems) it(`does not count ${name}`, () => assert.equal(denialProblem(...args), want));

  it('counts only silence as silence', () => {
    assert.deepEqual(
      [outcome({ status: 0, stderr: '' }), outcome({ status: 0, stdout: '{}' }), outcome({}), outcome({ timedOut: true })].map(silenceProblem),
      [undefined, 'it did not let a command pass that only reads: why', 'it did not let a command pass that only reads: why', 'it gave no answer in time to a command that only reads'],
    );
  });
});

describe('trust of Codex', () => {
  // Hash as Codex 0.169 itself reports it (hooks/list) for this entry.
  const group = { matcher: '', hooks: [{ type: 'command', command: '/bin/true', timeout: 3 }] };

  it('hashes the normalised entry, whatever the order of its keys', () => {
    const reordered = { hooks: [{ timeout: 3, command: '/bin/true', type: 'command' }], matcher: '' };
    assert.equal(codexHookHash('PreToolUse', group), codexHookHash('PreToolUse', reordered));
    assert.equal(codexHookHash('PreToolUse', { hooks: [{ type: 'command', command: 'a' }] }), codexHookHash('PreToolUse', { hooks: [{ type: 'command', command: 'a', timeout: 600, async: false }] }));
    assert.notEqual(codexHookHash('PreToolUse', group), codexHookHash('PostToolUse', group));
    assert.deepEqual([codexHookHash('Stop', {}), codexHookHash('Stop', { hooks: [{ type: 'prompt' }] }), codexHookHash('Stop', null)], [undefined, undefined, undefined]);
  });

  it('tells trusted, changed and untrusted by place and hash', () => {
    const config = `[hooks.state."/h/hooks.json:pre_tool_use:1:0"]\ntrusted_hash = "${codexHookHash('PreToolUse', group)}"\n`;
    const trust = (index: number, entry: unknown): string => codexTrust(config, '/h/hooks.json', 'PreToolUse', index, entry);
    assert.deepEqual([trust(1, group), trust(0, group), trust(1, { ...group, matcher: '.*' })], ['trusted', 'untrusted', 'changed']);
  });
});
