import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { adapters } from '../../../src/adapters/agents.ts';
import { agentIds, type AgentId } from '../../../src/core/action.ts';
import { startChannelServer, type AskAnswer, type ChannelServer } from '../../../src/node/channel/channelServer.ts';
import { publishWindow } from '../../../src/node/channel/discovery.ts';
import { freezeFile } from '../../../src/node/freeze/freezePlaces.ts';
import { declareFreeze } from '../../../src/node/freeze/freezeStore.ts';
import { grantTrust, revokeTrust } from '../../../src/node/trustStore.ts';
import { spoolDirectory } from '../../../src/node/trace/spool.ts';
import type { AskMessage } from '../../../src/protocol/channel.ts';
import { buildBundles, dist, start, type Ended, type Started } from '../../support/hookProcess.ts';
import { shellEvent } from '../../support/shellEvents.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const approval: AskAnswer = { outcome: 'approved', by: 'dana', method: 'panel', reason: 'looked at it' };
const refusal: AskAnswer = { outcome: 'denied', by: 'dana', method: 'panel', reason: 'keep my drafts' };
/** Loses untracked work: a person is needed. */
const risky = 'rm -rf drafts';

describe('hook process', function () {
  this.timeout(60_000);
  const place = temporaryDirectory();
  const servers: ChannelServer[] = [];
  const state = (): string => path.join(place.path, 'state');
  const shop = (): string => path.join(place.path, 'shop');
  const options = (agent: string, more: readonly string[] = []): readonly string[] => [path.join(dist, 'hook.cjs'), '--agent', agent, '--state', state(), ...more];
  const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: path.join(place.path, 'home') });
  const hook = (agent: AgentId, event: unknown, more: readonly string[] = []): Started => start(process.execPath, options(agent, more), JSON.stringify(event), environment());
  const propose = (command: string, agent: AgentId = 'codex', more: readonly string[] = []): Promise<Ended> => hook(agent, shellEvent(agent, command, shop()), more).ended;
  const window = async (onAsk: (ask: AskMessage) => AskAnswer | Promise<AskAnswer>): Promise<void> => {
    servers.push(await startChannelServer({ state: state(), window: 'w1', roots: [shop()], onAsk: async (ask) => onAsk(ask), onRedeem: () => ({ kind: 'refused', why: 'no tickets here' }) }));
  };
  const recorded = (): readonly { readonly kind: string; readonly decision?: string; readonly by?: string }[] => {
    const directory = spoolDirectory(state(), shop());
    const lines = fs.readdirSync(directory).sort().flatMap((name) => fs.readFileSync(path.join(directory, name), 'utf8').trim().split('\n'));
    return lines.map((line) => (JSON.parse(line) as { body: { kind: string; decision?: string; by?: string } }).body);
  };
  const steps = (): readonly string[] => recorded().map(({ kind, decision, by }) => [kind, decision, by].filter((word) => word !== undefined).join(' '));
  const assertRefused = ({ stdout, stderr, end }: Ended, why: RegExp): void => {
    assert.equal(end, 2, stderr);
    assert.match(stderr, why);
    assert.ok(stdout === '' || typeof JSON.parse(stdout) === 'object');
  };
  const assertSilent = (ended: Ended): void => assert.deepEqual(ended, { stdout: '', stderr: '', end: 0 });

  before(buildBundles);
  beforeEach(() => {
    fs.mkdirSync(path.join(shop(), 'drafts'), { recursive: true });
    fs.mkdirSync(path.join(place.path, 'home'));
    // What a checkpoint would answer is asked here: checkpointInstead.test.ts is about the other way.
    fs.mkdirSync(state());
    fs.writeFileSync(path.join(state(), 'policy.yaml'), 'version: 1\ncheckpoints: { replaceQuestions: false }\n');
    fs.writeFileSync(path.join(shop(), 'drafts/novel.md'), 'chapter one');
    fs.writeFileSync(path.join(shop(), 'readme.md'), 'shop');
    execFileSync('git', ['init', '-q'], { cwd: shop() });
    execFileSync('git', ['add', 'readme.md'], { cwd: shop() });
    execFileSync('git', ['-c', 'user.name=dana', '-c', 'user.email=dana@mail.example', 'commit', '-qm', 'first'], { cwd: shop() });
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  it('takes a thought that is told by itself for the reasoning of what is proposed next, until the next prompt', async () => {
    const tell = (name: string, members: object): Promise<Ended> => hook('cursor', { ...shellEvent('cursor', '', shop()), tool_name: undefined, tool_input: undefined, hook_event_name: name, ...members }).ended;
    assertSilent(await tell('afterAgentThought', { text: 'The list tells me more.', duration_ms: 3 }));
    assertSilent(await propose('git status', 'cursor'));
    assertSilent(await tell('beforeSubmitPrompt', { prompt: 'Now the log.' }));
    assertSilent(await propose('git log', 'cursor'));
    const reasons = recorded().flatMap((body) => (body.kind === 'proposal' && 'reasoning' in body ? [body.reasoning] : []));
    assert.deepEqual(reasons, [{ source: 'hook', thinking: 'The list tells me more.', verified: false }, { source: 'none', verified: false }]);
    assert.deepEqual(recorded().filter(({ kind }) => kind === 'said'), [{ kind: 'said', text: 'The list tells me more.', thinking: true }]);
  });

  it('lets a program pass that the person trusts here, and asks about it anew when that is taken back', async () => {
    const answer = { program: 'acmectl', scope: 'verb', verb: 'orders sync', by: 'dana', at: '2030-01-01T00:00:00Z' } as const;
    assertRefused(await propose('acmectl orders sync'), /nothing is known about the program/);
    grantTrust(state(), shop(), [answer]);
    assertSilent(await hook('codex', { ...shellEvent('codex', 'acmectl orders sync --all', shop()), session_id: 'another' }).ended);
    declareFreeze(state(), shop(), { id: 'f1', mode: 'deny', reason: 'release week', by: 'dana', since: '2030-01-01T00:00:00Z' }, Date.now());
    assertRefused(await hook('codex', { ...shellEvent('codex', 'acmectl orders sync', shop()), session_id: 'another' }).ended, /release week/);
    assert.equal(revokeTrust(state(), shop(), () => true).length, 1);
  });

  it('knows in a terminal that stays open what an earlier call set, and in fresh shells that nothing stays', async () => {
    for (const [agent, passes] of [['vscode', true], ['codex', false]] as const) {
      assertSilent(await propose('acmecount() { ls "$1"; }', agent));
      const { stdout, stderr } = await propose('acmecount drafts', agent);
      assert.equal(stdout === '' && stderr === '', passes, agent);
    }
  });

  for (const agent of agentIds) {
    describe(agent, () => {
      const { capabilities } = adapters[agent];

      it('is silent about what is allowed, and records it', async () => {
        assertSilent(await propose('git status', agent));
        assert.deepEqual(steps(), ['proposal', 'verdict', 'decision allow policy']);
      });

      it('refuses under a freeze, in its own dialect and on stderr', async () => {
        declareFreeze(state(), shop(), { id: 'f1', mode: 'deny', reason: 'release week', by: 'dana', since: '2030-01-01T00:00:00Z' }, Date.now());
        const ended = await propose(risky, agent);
        assertRefused(ended, /release week/);
        assert.match(ended.stdout, /release week/);
        assert.deepEqual(steps(), ['proposal', 'verdict', 'decision deny freeze']);
      });

      it('passes an approval on', async () => {
        await window(() => approval);
        const { stdout, stderr, end } = await propose(risky, agent);
        assert.deepEqual([end, stderr, stdout === ''], [0, '', capabilities.allow === 'silent-only']);
        assert.deepEqual(steps(), ['proposal', 'verdict', 'bound', 'ask', 'decision allow person']);
      });

      it('passes a refusal on with its reason', async () => {
        await window(() => refusal);
        const ended = await propose(risky, agent);
        assertRefused(ended, /keep my drafts/);
        assert.match(ended.stdout, /keep my drafts/);
        assert.deepEqual(steps(), ['proposal', 'verdict', 'bound', 'ask', 'decision deny person']);
      });

      it('asks by itself or refuses when no editor is there', async () => {
        const ended = await propose(risky, agent);
        if (agent === 'vscode') {
          assert.deepEqual([ended.end, /"ask"/.test(ended.stdout)], [0, true]);
        } else {
          assertRefused(ended, /open this folder in VS Code/);
        }
      });
    });
  }

  describe('refuses', () => {
    const raw = (input: string | Buffer, args = options('codex')): Promise<Ended> => start(process.execPath, args, input, environment()).ended;
    const good = (): string => JSON.stringify(shellEvent('codex', 'git status', shop()));
    const cases: Readonly<Record<string, () => Promise<Ended>>> = {
      'text that is not JSON': () => raw('hello'),
      'JSON cut short': () => raw(good().slice(0, -20)),
      'no input': () => raw(''),
      'another shape': () => raw('[]'),
      'a giant event': () => raw(Buffer.alloc(9 * 1024 * 1024, 0x20)),
      'an unknown agent': () => raw(good(), options('somebody')),
      'no agent': () => raw(good(), [path.join(dist, 'hook.cjs')]),
      'an unknown option': () => raw(good(), options('codex', ['--allow', 'all'])),
      'a relative state directory': () => raw(good(), [path.join(dist, 'hook.cjs'), '--agent', 'codex', '--state', 'here']),
      'a missing engine': () => {
        const bundle = path.join(place.path, 'bundle');
        fs.mkdirSync(bundle);
        fs.copyFileSync(path.join(dist, 'hook.cjs'), path.join(bundle, 'hook.cjs'));
        return raw(good(), [path.join(bundle, 'hook.cjs'), '--agent', 'codex', '--state', state()]);
      },
      'a deadline that has passed': () => raw(JSON.stringify(shellEvent('codex', risky, shop())), options('codex', ['--deadline-ms', '1'])),
    };
    for (const [title, run] of Object.entries(cases)) {
      it(title, async () => {
        const ended = await run();
        assertRefused(ended, /\S/);
      });
    }

    it('a change when the disk takes nothing, and lets reading go on', async () => {
      // A limit on file sizes makes every write to a file fail, as a full disk does; pipes are not files.
      const onFullDisk = (command: string): Promise<Ended> => {
        const args = options('codex').map((word) => `'${word}'`).join(' ');
        return start('/bin/sh', ['-c', `trap '' XFSZ; ulimit -f 0; exec '${process.execPath}' ${args}`], JSON.stringify(shellEvent('codex', command, shop())), environment()).ended;
      };
      assertRefused(await onFullDisk('touch new.txt'), /could not be recorded/);
      const { stdout, end } = await onFullDisk('git status');
      assert.deepEqual([stdout, end], ['', 0]);
    });

    it('a change when the state directory cannot be made', async () => {
      fs.writeFileSync(path.join(place.path, 'file'), '');
      const args = [path.join(dist, 'hook.cjs'), '--agent', 'codex', '--state', path.join(place.path, 'file', 'state')];
      const run = (command: string): Promise<Ended> => raw(JSON.stringify(shellEvent('codex', command, shop())), args);
      assertRefused(await run('touch new.txt'), /could not be recorded/);
      assert.equal((await run('git status')).end, 0);
    });

    it('everything but reading when the freeze file is damaged', async () => {
      declareFreeze(state(), shop(), { id: 'f1', mode: 'ask', reason: 'r', by: 'dana', since: '2030-01-01T00:00:00Z' }, Date.now());
      fs.writeFileSync(freezeFile(state(), shop()), '{');
      assertRefused(await propose(risky), /\S/);
      assertSilent(await propose('git status'));
    });

    it('to change anything alone when a policy cannot be read', async () => {
      fs.writeFileSync(path.join(state(), 'policy.yaml'), 'version: [');
      assertRefused(await propose('touch new.txt'), /policy/);
      assertSilent(await propose('git status'));
    });
  });

  describe('without an answer', () => {
    it('refuses over a dead socket', async () => {
      publishWindow(state(), { v: 1, window: 'dead', pid: process.pid, startedAt: new Date().toISOString(), roots: [shop()], socket: path.join(state(), 'gone.sock'), token: 't' });
      assertRefused(await propose(risky), /open this folder in VS Code/);
    });

    it('refuses when the editor hangs (2 s to acknowledge)', async () => {
      const socket = path.join(place.path, 'hung.sock');
      const server = net.createServer(() => undefined).listen(socket);
      publishWindow(state(), { v: 1, window: 'hung', pid: process.pid, startedAt: new Date().toISOString(), roots: [shop()], socket, token: 't' });
      assertRefused(await propose(risky), /does not respond/);
      server.close();
    });

    it('refuses when the editor runs another version', async () => {
      fs.mkdirSync(path.join(state(), 'windows'), { recursive: true });
      fs.writeFileSync(path.join(state(), 'windows', 'w.json'), JSON.stringify({ v: 99 }));
      assertRefused(await propose(risky), /another version/);
    });

    it('refuses at its own deadline', async () => {
      await window(() => new Promise(() => undefined));
      assertRefused(await propose(risky, 'codex', ['--deadline-ms', '1500']), /nobody answered in time/);
      assert.deepEqual(steps().slice(-2), ['answer tagout', 'decision deny deadline']);
    });

    const byNobody: readonly { readonly answer: AskAnswer; readonly why: RegExp; readonly decision: string }[] = [
      { answer: { outcome: 'denied', by: 'freeze', method: 'freeze', reason: 'release week' }, why: /^Tagout refused this: release week\. .*tell the user/m, decision: 'decision deny freeze' },
      { answer: { outcome: 'denied', by: 'tagout', method: 'deadline', reason: 'nobody answered in time' }, why: /needs a person .* but nobody answered in time\./, decision: 'decision deny deadline' },
      { answer: { outcome: 'denied', by: 'tagout', method: 'failure', reason: 'the editor window was closed' }, why: /needs a person .* but the editor window was closed\./, decision: 'decision deny failure' },
    ];
    for (const { answer, why, decision } of byNobody) {
      it(`says that no person refused: ${answer.method}`, async () => {
        await window(() => answer);
        const ended = await propose(risky);
        assertRefused(ended, why);
        assert.doesNotMatch(ended.stderr, /person refused/);
        assert.equal(steps().at(-1), decision);
      });
    }

    it('refuses when the window closes', async () => {
      await window(() => {
        void servers[0]?.close();
        return new Promise(() => undefined);
      });
      assertRefused(await propose(risky), /closed the question/);
    });

    it('refuses when the agent wants it to end', async () => {
      const running: { pid?: number } = {};
      await window(() => {
        process.kill(running.pid ?? 0, 'SIGTERM');
        return new Promise(() => undefined);
      });
      const started = hook('codex', shellEvent('codex', risky, shop()));
      running.pid = started.pid;
      assertRefused(await started.ended, /stopped waiting/);
    });

    it('is a refusal through the guard when it is killed', async () => {
      const pidFile = path.join(place.path, 'pid');
      await window(() => {
        process.kill(Number(fs.readFileSync(pidFile, 'utf8')), 'SIGKILL');
        return new Promise(() => undefined);
      });
      const words = options('codex').map((word) => `'${word}'`).join(' ');
      const guard = `sh -c 'echo $$ > "${pidFile}"; exec "$0" "$@"' '${process.execPath}' ${words} || { s=$?; [ $s -eq 2 ] || echo 'tagout: the hook ended early' >&2; exit 2; }`;
      const ended = await start('/bin/sh', ['-c', guard], JSON.stringify(shellEvent('codex', risky, shop())), environment()).ended;
      assertRefused(ended, /ended early/);
    });
  });

  describe('after an approval', () => {
    it('refuses when the same words would now do something else', async () => {
      await window(() => {
        fs.writeFileSync(path.join(shop(), 'clean.sh'), 'rm -rf drafts other\n');
        return approval;
      });
      fs.mkdirSync(path.join(shop(), 'other'));
      fs.writeFileSync(path.join(shop(), 'other/data.csv'), '1,2');
      fs.writeFileSync(path.join(shop(), 'clean.sh'), 'rm -rf drafts\n', { mode: 0o755 });
      assertRefused(await propose('./clean.sh'), /the file .*clean.sh changed/);
    });

    it('refuses when a freeze came meanwhile', async () => {
      await window(() => {
        declareFreeze(state(), shop(), { id: 'f1', mode: 'deny', reason: 'release week', by: 'dana', since: '2030-01-01T00:00:00Z' }, Date.now());
        return approval;
      });
      assertRefused(await propose(risky), /release week/);
    });
  });

  it('asks once about a call that is delivered twice, and gives both the answer', async () => {
    let asked = 0;
    await window(async () => {
      asked++;
      await new Promise((resolve) => setTimeout(resolve, 700));
      return approval;
    });
    const ended = await Promise.all([propose(risky), propose(risky)]);
    assert.deepEqual([asked, ended.map(({ end }) => end)], [1, [0, 0]]);
  });

  it('records the last words from the transcript where the event holds none', async () => {
    const transcript = path.join(place.path, 'transcript.jsonl');
    const lines = [{ type: 'user.message', data: { content: 'clean up' } }, { type: 'assistant.message', data: { content: 'The drafts are still there.', toolRequests: [] } }];
    fs.writeFileSync(transcript, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    assertSilent(await hook('vscode', { timestamp: '2026-11-23T09:14:03.221Z', hook_event_name: 'Stop', session_id: 'session-1', transcript_path: transcript, cwd: shop(), stop_hook_active: false }).ended);
    assert.deepEqual(recorded(), [{ kind: 'said', text: 'The drafts are still there.' }]);
  });

  it('keeps a refused object refused through other doors until the person speaks again', async () => {
    let asked = 0;
    await window(() => {
      asked++;
      return refusal;
    });
    assertRefused(await propose(risky), /keep my drafts/);
    assertRefused(await propose('rm -f drafts/novel.md'), /refused before in this session/);
    assert.equal(asked, 1);
    await hook('codex', { session_id: 'session-1', turn_id: 'turn-2', transcript_path: null, cwd: shop(), hook_event_name: 'UserPromptSubmit', model: 'm', permission_mode: 'default', prompt: 'delete the drafts' }).ended;
    assertRefused(await propose('rm -f drafts/novel.md'), /keep my drafts/);
    assert.equal(asked, 2);
  });

  it('freezes also an act in another workspace than the agent works in', async () => {
    fs.mkdirSync(path.join(place.path, 'other'));
    declareFreeze(state(), shop(), { id: 'f1', mode: 'deny', reason: 'release week', by: 'dana', since: '2030-01-01T00:00:00Z' }, Date.now());
    const event = { session_id: 's', transcript_path: '', cwd: path.join(place.path, 'other'), hook_event_name: 'BeforeTool', timestamp: '2030-01-01T00:00:00.000Z', tool_name: 'run_shell_command', tool_input: { command: 'git push origin topic', dir_path: shop() } };
    assertRefused(await hook('gemini-cli', event).ended, /release week/);
  });

  it('answers 20 at once', async () => {
    const ended = await Promise.all(Array.from({ length: 20 }, (_, index) => hook('codex', shellEvent('codex', 'git status', shop(), `call_${index}`)).ended));
    assert.deepEqual(ended.filter(({ end }) => end !== 0), []);
    assert.equal(steps().filter((step) => step === 'decision allow policy').length, 20);
  });
});
