import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { agentIds } from '../../../../src/core/action.ts';
import { runDoctor } from '../../../../src/node/doctor/doctor.ts';
import { hookLauncherPath } from '../../../../src/node/install/launcher.ts';
import type { Machine } from '../../../../src/node/install/machine.ts';
import { planInstall } from '../../../../src/node/install/plan.ts';
import { carryOut } from '../../../../src/node/install/setup.ts';
import { buildBundles } from '../../../support/hookProcess.ts';

const repository = path.join(import.meta.dirname, '../../../..');

describe('doctor with the built hook', function () {
  this.timeout(120_000);
  let home: string;
  before(() => {
    home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-built-')));
    buildBundles();
  });
  after(() => fs.rmSync(home, { recursive: true, force: true }));

  it('sees every agent refuse the destructive canary in its own words and pass the harmless one in silence', async () => {
    const state = path.join(home, 'state');
    const machine: Machine = { platform: process.platform, env: { SHELL: '/bin/sh' }, home, state, launcher: hookLauncherPath(state, process.platform) };
    await carryOut({ state, dist: path.join(repository, 'dist'), version: '0.0.1', env: {}, home, ownRuntime: process.execPath, platform: process.platform }, planInstall(machine, agentIds), new Date(0));
    const { agents } = await runDoctor({ machine, projects: [], now: Date.now });
    const canaries = agents.map(({ agent, checks }) => [agent, ...checks.filter(({ id }) => id === 'denies' || id === 'passes').map(({ says }) => says)]);
    const seen = ['a destructive command was refused through its hook, in its own words', 'a command that only reads went through in silence'];
    assert.deepEqual(canaries, agents.map(({ agent }) => [agent, ...seen]));
    assert.equal(agents.length, agentIds.length);
  });
});
