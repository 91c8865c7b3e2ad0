import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { opencode } from '../../../src/adapters/opencode.ts';
import { opencodePlugin } from '../../../src/adapters/opencodePlugin.ts';
import type { AgentEvent } from '../../../src/adapters/adapter.ts';

type Hook = (input: unknown, output?: unknown) => Promise<void>;
interface Plugin {
  readonly 'tool.execute.before': Hook;
  readonly 'tool.execute.after': Hook;
  readonly 'chat.message': Hook;
  readonly event: Hook;
}

const call = { tool: 'bash', sessionID: 'ses_1', callID: 'call_1' };
const args = { command: 'rm -rf build', description: 'Clean' };
const part = (id: string, type: string, text: string, messageID = 'msg_2'): unknown => ({ event: { type: 'message.part.updated', properties: { part: { id, type, text, messageID, sessionID: 'ses_1' } } } });

describe('opencode plugin', () => {
  let directory: string;

  /** The plugin as opencode loads it, before a launcher that keeps each event and then does what `script` says. */
  async function load(script: string): Promise<Plugin> {
    const launcher = path.join(directory, "it's a launcher");
    writeFileSync(launcher, `cat > ${JSON.stringify(directory)}/event-$$.json\n[ "$*" = '--agent opencode' ] || exit 9\n${script}\n`);
    chmodSync(launcher, 0o600);
    const text = opencodePlugin({ launcher, windows: false });
    const module = (await import(`data:text/javascript,${encodeURIComponent(`${text}// ${Math.random()}`)}`)) as { readonly Tagout: (context: unknown) => Promise<Plugin> };
    assert.deepEqual(Object.keys(module), ['Tagout']);
    return module.Tagout({ directory: '/w', worktree: '/w' });
  }

  const events = (): readonly AgentEvent[] =>
    readdirSync(directory)
      .filter((name) => name.startsWith('event-'))
      .map((name) => opencode.parse(JSON.parse(readFileSync(path.join(directory, name), 'utf8'))));

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'tagout-plugin-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const refusals: readonly (readonly [name: string, script: string, reason: RegExp])[] = [
    ['a denial', `echo '{"decision":"deny","reason":"the freeze is on"}'; echo other >&2; exit 2`, /^the freeze is on$/],
    ['a denial that came on stderr alone', 'echo why >&2; exit 2', /^why$/],
    ['silence with status 2', 'exit 2', /status 2/],
    ['a crash', 'echo boom >&2; exit 1', /^boom$/],
    ['a kill', 'kill -9 $$', /no reason/],
    ['words on stdout with status 0', 'echo hello; exit 0', /status 0/],
    ['an allow in JSON, which is not our way', `echo '{"decision":"allow"}'`, /status 0/],
  ];
  for (const [name, script, reason] of refusals) {
    it(`refuses on ${name}`, async () => {
      const plugin = await load(script);
      await assert.rejects(plugin['tool.execute.before'](call, { args }), ({ message }: Error) => reason.test(message));
    });
  }

  it('goes on after silence and status 0, and has sent what the adapter reads', async () => {
    const plugin = await load('exit 0');
    await plugin['chat.message']({ sessionID: 'ses_1', model: { providerID: 'acme', modelID: 'm1' } }, { message: { id: 'msg_1', agent: 'build' }, parts: [{ type: 'text', text: 'clean up' }] });
    await plugin.event(part('p0', 'text', 'clean up', 'msg_1'));
    await plugin.event(part('p1', 'reasoning', 'The output'));
    await plugin.event(part('p1', 'reasoning', 'The output is stale.'));
    await plugin.event(part('p2', 'text', 'I remove it.'));
    await plugin['tool.execute.before'](call, { args });
    const [proposal] = events().filter(({ kind }) => kind === 'proposal');
    assert.deepEqual(proposal, {
      kind: 'proposal',
      proposal: {
        actor: { agent: 'opencode', model: 'acme/m1' },
        session: { id: 'ses_1', cwd: '/w' },
        callId: 'call_1',
        tool: 'bash',
        input: args,
        actions: [{ kind: 'shell', command: 'rm -rf build', dialect: 'posix', cwd: '/w' }],
        statedIntent: 'Clean',
      },
      reasoning: { source: 'hook', thinking: 'The output is stale.', text: 'I remove it.', prompt: 'clean up', model: 'acme/m1' },
    });
    assert.deepEqual(events().filter(({ kind }) => kind === 'prompt'), [{ kind: 'prompt', session: 'ses_1', cwd: '/w', text: 'clean up' }]);
  });

  it('keeps only what was thought since the last result', async () => {
    const plugin = await load('exit 0');
    await plugin.event(part('p1', 'reasoning', 'old'));
    await plugin['tool.execute.after']({ ...call, args }, { title: 't', output: 'gone', metadata: { exit: 3, output: 'gone' } });
    await plugin.event(part('p2', 'reasoning', 'new'));
    await plugin['tool.execute.before'](call, { args });
    const [proposal] = events().filter((event) => event.kind === 'proposal');
    assert.deepEqual(proposal?.reasoning, { source: 'hook', thinking: 'new' });
    const [outcome] = events().filter((event) => event.kind === 'outcome');
    assert.deepEqual([outcome?.ok, outcome?.exitCode, outcome?.output], [false, 3, 'gone']);
  });

  it('marks the calls of a sub-agent and hands over the last words', async () => {
    const plugin = await load('exit 0');
    await plugin.event({ event: { type: 'session.created', properties: { info: { id: 'ses_1', parentID: 'ses_0' } } } });
    await plugin['tool.execute.before'](call, { args });
    await plugin.event(part('p3', 'text', 'All done.'));
    await plugin.event({ event: { type: 'session.idle', properties: { sessionID: 'ses_1' } } });
    const found = events();
    assert.deepEqual(found.filter(({ kind }) => kind === 'session'), [{ kind: 'session', session: 'ses_1', cwd: '/w', phase: 'start' }]);
    assert.deepEqual(found.filter(({ kind }) => kind === 'said'), [{ kind: 'said', session: 'ses_1', cwd: '/w', text: 'All done.' }]);
    assert.deepEqual(found.flatMap((event) => (event.kind === 'proposal' ? [event.proposal.actor.subagentId] : [])), ['ses_1']);
  });

  it('refuses what it cannot send, and when the launcher is gone', async () => {
    const plugin = await load('exit 0');
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    await assert.rejects(plugin['tool.execute.before'](call, { args: cycle }), /could not be started/);
    await assert.rejects(plugin['tool.execute.before'](undefined, undefined), /could not be started/);
    rmSync(path.join(directory, "it's a launcher"));
    await assert.rejects(plugin['tool.execute.before'](call, { args }));
  });

  it('never fails on an event that only records', async () => {
    const plugin = await load('exit 1');
    for (const odd of [undefined, null, {}, { event: {} }, { event: { type: 'message.part.updated', properties: {} } }, { event: { type: 'session.created', properties: {} } }]) {
      await plugin.event(odd);
      await plugin['chat.message'](odd, odd);
      await plugin['tool.execute.after'](odd, odd);
    }
  });

  it('takes a giant input without breaking the pipe', async () => {
    const plugin = await load('exit 0');
    await plugin['tool.execute.before'](call, { args: { command: 'x'.repeat(3_000_000) } });
    const refusing = await load('exec 0<&-; echo no >&2; exit 2');
    await assert.rejects(refusing['tool.execute.before'](call, { args: { command: 'x'.repeat(3_000_000) } }), /^Error: no$/);
  });

  it('starts a batch file on Windows through cmd, quoted', () => {
    const text = opencodePlugin({ launcher: 'C:\\Users\\da na\\100%\\tagout-hook.cmd', windows: true });
    assert.ok(text.includes(String.raw`spawn('cmd.exe', ['/d', '/s', '/c', "\"\"C:\\Users\\da na\\100%%\\tagout-hook.cmd\" --agent opencode\""], { windowsVerbatimArguments: true, windowsHide: true })`));
    assert.deepEqual(text.match(/^import .*$/gm), ["import { spawn } from 'node:child_process';"]);
  });
});
