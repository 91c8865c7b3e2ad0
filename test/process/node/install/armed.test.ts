import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { AgentId } from '../../../../src/core/action.ts';
import { ArmingWatch } from '../../../../src/host/protection/armingWatch.ts';
import { applyChange } from '../../../../src/node/install/applyPlan.ts';
import { disarmedAgents, type Disarmed } from '../../../../src/node/install/armed.ts';
import { hookLauncherPath } from '../../../../src/node/install/launcher.ts';
import type { Machine } from '../../../../src/node/install/machine.ts';
import { planInstall, planUninstall } from '../../../../src/node/install/plan.ts';
import { carryOut } from '../../../../src/node/install/setup.ts';

const agents: readonly AgentId[] = ['claude-code', 'codex', 'vscode'];
const now = new Date('2030-01-01T10:00:00Z');

describe('whether registered agents still ask', function () {
  this.timeout(30_000);
  let [root, project]: [string, string] = ['', ''];
  let machine: Machine;
  const at = (name: string): string => path.join(root, name);
  const install = (): Promise<void> => carryOut({ state: machine.state, dist: at('dist'), version: '1.0.0', env: { PATH: process.env['PATH'] }, home: root, ownRuntime: process.execPath, platform: 'linux' }, planInstall(machine, agents), now);
  const found = (known: readonly AgentId[] = []): readonly string[] => disarmedAgents(machine, [project], known).map(({ kind, agents: held, file }) => `${kind} ${held.join(',')} ${path.relative(root, file)}`);
  const change = (name: string, edit: (text: string) => string): void => fs.writeFileSync(at(name), edit(fs.readFileSync(at(name), 'utf8')));

  beforeEach(async () => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-armed-')));
    project = at('work/shop');
    for (const directory of ['dist', 'work/shop/.claude', '.claude', '.codex']) fs.mkdirSync(at(directory), { recursive: true });
    for (const name of ['hook.cjs', 'tagout.cjs']) fs.writeFileSync(at(`dist/${name}`), '');
    fs.writeFileSync(at('.claude/settings.json'), '{\n  "model": "opus"\n}\n');
    machine = { platform: 'linux', env: {}, home: root, state: at('state'), launcher: hookLauncherPath(at('state'), 'linux') };
    await install();
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  it('finds nothing while all is as set-up left it, also where people changed other settings', () => {
    assert.deepEqual(found(), []);
    change('.claude/settings.json', (text) => text.replace('"opus"', '"haiku"'));
    assert.deepEqual(found(), []);
  });

  const ways: readonly { readonly name: string; readonly act: () => void; readonly want: readonly string[] }[] = [
    { name: 'the hook taken out of the settings', act: () => fs.writeFileSync(at('.claude/settings.json'), '{ "model": "opus" }\n'), want: ['registration claude-code .claude/settings.json'] },
    { name: 'the hook changed', act: () => change('.claude/settings.json', (text) => text.replace("tagout-hook'", "tagout-hook' || true;")), want: ['registration claude-code .claude/settings.json'] },
    { name: 'the settings made unreadable', act: () => fs.writeFileSync(at('.codex/hooks.json'), '{'), want: ['registration codex .codex/hooks.json'] },
    { name: 'the hooks file deleted', act: () => fs.rmSync(at('.copilot/hooks/tagout.json')), want: ['registration vscode .copilot/hooks/tagout.json'] },
    { name: 'the directory of settings moved away', act: () => fs.renameSync(at('.codex'), at('old')), want: ['registration codex .codex/hooks.json'] },
    { name: 'hooks switched off by the project', act: () => fs.writeFileSync(path.join(project, '.claude/settings.local.json'), '{"disableAllHooks": true}'), want: ['switch claude-code work/shop/.claude/settings.local.json'] },
    { name: 'the launcher emptied', act: () => fs.writeFileSync(machine.launcher, '#!/bin/sh\nexit 0\n'), want: ['launcher vscode,claude-code,codex state/bin/tagout-hook'] },
    { name: 'the launcher made unable to run', act: () => fs.chmodSync(machine.launcher, 0o600), want: ['launcher vscode,claude-code,codex state/bin/tagout-hook'] },
  ];
  for (const { name, act, want } of ways) it(`finds ${name}`, () => {
    act();
    assert.deepEqual(found(), want);
  });

  it('finds what only the record told, when the record is gone or says something else', () => {
    fs.rmSync(at('state/install.json'));
    assert.deepEqual(found(agents), ['launcher vscode,claude-code,codex state/bin/tagout-hook']);
    fs.rmSync(at('.codex/hooks.json'));
    assert.deepEqual(found(agents), ['launcher vscode,claude-code,codex state/bin/tagout-hook', 'registration codex .codex/hooks.json']);
  });

  it('says nothing of agents that set-up removed', () => {
    for (const one of planUninstall(machine, agents).changes) applyChange(machine.state, one, now);
    assert.deepEqual(found(), []);
  });

  it('is brought back by set-up, and both are told without a question', async () => {
    let tell: (kinds: string) => void = () => undefined;
    const next = (): Promise<string> => new Promise((resolve) => (tell = resolve));
    const failures: unknown[] = [];
    const watch = new ArmingWatch({ machine, known: [], also: () => [], changed: (all: readonly Disarmed[]) => tell(all.map(({ kind }) => kind).join()), failed: (error) => failures.push(error) });
    try {
      watch.watch([project]);
      assert.deepEqual(watch.current, []);
      const off = next();
      fs.writeFileSync(at('.claude/settings.json'), '{}\n');
      assert.equal(await off, 'registration');
      const on = next();
      await install();
      assert.equal(await on, '');
      const gone = next();
      fs.rmSync(machine.state, { recursive: true });
      assert.equal(await gone, 'launcher');
      assert.deepEqual(watch.known, ['vscode', 'claude-code', 'codex']);
      watch.forget();
      assert.deepEqual([watch.known, watch.current, failures], [[], [], []]);
    } finally {
      watch.dispose();
    }
  });
});
