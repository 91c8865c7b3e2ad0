import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { AgentId } from '../../../../src/core/action.ts';
import { codexHookHash } from '../../../../src/node/doctor/codexTrust.ts';
import { runDoctor } from '../../../../src/node/doctor/doctor.ts';
import type { AgentReport } from '../../../../src/node/doctor/report.ts';
import { reportMarkdown, reportText } from '../../../../src/node/doctor/reportText.ts';
import { agentSetups } from '../../../../src/node/install/agents.ts';
import { applyChange } from '../../../../src/node/install/applyPlan.ts';
import { hookLauncherPath, installLauncher } from '../../../../src/node/install/launcher.ts';
import type { Machine } from '../../../../src/node/install/machine.ts';
import { planInstall } from '../../../../src/node/install/plan.ts';

/** A hook that refuses deletions in the dialect of its agent and lets the rest pass; `mood.txt` beside it makes it misbehave. */
const scriptedHook = `
const fs = require('node:fs');
const agent = process.argv[process.argv.indexOf('--agent') + 1];
const event = fs.readFileSync(0, 'utf8');
const mood = fs.existsSync(__dirname + '/../../mood.txt') ? fs.readFileSync(__dirname + '/../../mood.txt', 'utf8') : '';
if (mood === 'crash') throw new Error('broken');
if (mood === 'pass' || (mood !== 'deny' && !/rm -rf/.test(event))) process.exit(0);
const nested = { hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny', permissionDecisionReason: 'why' } };
const flat = { 'gemini-cli': { decision: 'deny', reason: 'why' }, opencode: { decision: 'deny', reason: 'why' }, 'copilot-cli': { permissionDecision: 'deny', permissionDecisionReason: 'why' } };
fs.writeSync(1, JSON.stringify(flat[agent] ?? nested));
fs.writeSync(2, 'why');
process.exitCode = 2;
`;

describe('doctor', function () {
  this.timeout(60_000);
  const agents: readonly AgentId[] = ['claude-code', 'codex', 'gemini-cli'];
  let home: string;
  let machine: Machine;

  before(async () => {
    home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout doctor ')));
    const state = path.join(home, 'state');
    const dist = path.join(home, 'dist');
    fs.mkdirSync(dist);
    fs.writeFileSync(path.join(dist, 'hook.cjs'), scriptedHook);
    fs.writeFileSync(path.join(dist, 'tagout.cjs'), '');
    machine = { platform: process.platform, env: { SHELL: '/bin/sh' }, home, state, launcher: hookLauncherPath(state, process.platform) };
    await installLauncher({ state, dist, version: '1.0.0', env: {}, home, ownRuntime: process.execPath, platform: process.platform });
  });
  beforeEach(() => {
    for (const name of ['.config', '.claude', '.codex', '.gemini', '.copilot', 'repo']) fs.rmSync(path.join(home, name), { recursive: true, force: true });
    fs.rmSync(path.join(machine.state, 'mood.txt'), { force: true });
    for (const change of planInstall(machine, [...agents, 'vscode', 'copilot-cli', 'opencode']).changes) applyChange(machine.state, change, new Date(0));
    trustCodex();
  });
  after(() => fs.rmSync(home, { recursive: true, force: true }));

  function trustCodex(): void {
    const target = agentSetups.find(({ id }) => id === 'codex')?.target(machine);
    if (target?.kind !== 'hooks') return;
    const [deciding] = target.hooks;
    fs.writeFileSync(path.join(home, '.codex/config.toml'), `[hooks.state."${target.file}:pre_tool_use:0:0"]\ntrusted_hash = "${codexHookHash('PreToolUse', deciding?.value)}"\n`);
  }
  const examine = async (only: readonly AgentId[] = agents): Promise<readonly AgentReport[]> => (await runDoctor({ machine, projects: [path.join(home, 'repo')], only, now: () => 0 })).agents;
  const redChecks = async (): Promise<readonly string[]> => (await examine()).flatMap(({ agent, checks }) => checks.filter(({ ok }) => !ok).map(({ id }) => `${agent} ${id}`));
  const mood = (name: string): void => fs.writeFileSync(path.join(machine.state, 'mood.txt'), name);

  it('is green for what it saw to be blocked, and says what it did not see', async () => {
    const report = await runDoctor({ machine, projects: [], only: [...agents, 'vscode', 'copilot-cli', 'opencode'], now: () => 0 });
    assert.deepEqual([report.green, report.agents.map(({ agent, status, checks }) => [agent, status, checks.map(({ id }) => id).join(' ')])], [
      true,
      [
        ['vscode', 'green', 'launcher entry switches denies passes'],
        ['claude-code', 'green', 'launcher entry switches denies passes'],
        ['codex', 'green', 'launcher entry switches trust denies passes'],
        ['copilot-cli', 'green', 'launcher entry switches denies passes'],
        ['gemini-cli', 'green', 'launcher entry switches denies passes'],
        ['opencode', 'green', 'launcher entry switches denies passes'],
      ],
    ]);
    assert.equal(report.agents.every(({ unproven }) => unproven[0] === 'that the agent itself reads the file: it was not started'), true);
    assert.match(reportText(report), /Every agent found here was seen to be blocked in this run\.\n$/);
    assert.match(reportMarkdown(report), /^# Tagout Doctor\n\nEvery agent[^]*## ✓ Codex: protected\n\n- ✓ launcher 1\.0\.0/);
  });

  it('is red when the hook lets everything pass, refuses everything, or crashes', async () => {
    const seen: (readonly string[])[] = [];
    for (const name of ['pass', 'deny', 'crash']) {
      mood(name);
      seen.push(await redChecks());
    }
    assert.deepEqual(seen, [
      ['claude-code denies', 'codex denies', 'gemini-cli denies'],
      ['claude-code passes', 'codex passes', 'gemini-cli passes'],
      ['claude-code denies', 'claude-code passes', 'codex denies', 'codex passes', 'gemini-cli denies', 'gemini-cli passes'],
    ]);
  });

  it('is red for a missing or changed entry, a switch in the repository, and missing trust', async () => {
    fs.rmSync(path.join(home, '.gemini/settings.json'));
    const settings = path.join(home, '.claude/settings.json');
    fs.writeFileSync(settings, fs.readFileSync(settings, 'utf8').replace('"onFailure": "block"', '"onFailure": "continue"'));
    fs.mkdirSync(path.join(home, 'repo/.claude'), { recursive: true });
    fs.writeFileSync(path.join(home, 'repo/.claude/settings.json'), '{"disableAllHooks": true}');
    fs.writeFileSync(path.join(home, '.codex/config.toml'), '');
    assert.deepEqual(await redChecks(), ['claude-code entry', 'claude-code switches', 'codex trust', 'gemini-cli entry', 'gemini-cli denies']);
  });

  it('is red for an entry that names another command', async () => {
    const settings = path.join(home, '.claude/settings.json');
    fs.writeFileSync(settings, fs.readFileSync(settings, 'utf8').replaceAll('exec /bin/sh', 'exec /bin/true'));
    assert.deepEqual((await examine(['claude-code']))[0]?.checks.filter(({ ok }) => !ok).map(({ says }) => says), [
      `${settings} differs from what set-up writes, at PreToolUse`,
      'a destructive command was not refused: it let the destructive command pass',
    ]);
  });

  it('takes what only the editor knows, and nothing for granted where no agent is', async () => {
    const known = { vscode: [{ file: 'this window', setting: 'Restricted Mode', says: 'keeps VS Code from running hooks' }] };
    const [vscode] = (await runDoctor({ machine, projects: [], only: ['vscode'], known, now: () => 0 })).agents;
    assert.deepEqual(vscode?.checks.find(({ id }) => id === 'switches'), { id: 'switches', ok: false, says: 'Restricted Mode in this window keeps VS Code from running hooks', fix: 'remove Restricted Mode from this window' });
    const bare: Machine = { ...machine, home: path.join(home, 'nobody'), state: path.join(home, 'nostate'), env: {} };
    const nothing = await runDoctor({ machine: bare, projects: [], only: ['qwen-code'], now: () => 0 });
    assert.deepEqual([nothing.green, nothing.agents.map(({ status }) => status)], [false, ['absent']]);
    assert.equal(reportText(nothing), 'Not found here: Qwen Code.\nNo agent that Tagout knows was found, so nothing was seen to block.\n');
  });
});
