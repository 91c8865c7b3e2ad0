import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { descendantsOf, endProcessTree } from '../../../src/node/processTree.ts';
import { identityOf, isRunning } from '../../../src/node/processIdentity.ts';

describe('ending a process with all that it started', () => {
  for (const [what, trap] of [['at once', ''], ['also what will not end', "trap '' TERM; "]] as const) {
    it(what, async () => {
      const shell = spawn('sh', ['-c', `${trap}sh -c "${trap}echo ready; while :; do sleep 0.05; done"; echo next`], { stdio: ['ignore', 'pipe', 'ignore'] });
      let said = '';
      shell.stdout.on('data', (data: Buffer) => (said += data.toString('utf8')));
      await once(shell.stdout, 'data');
      assert.ok(shell.pid !== undefined);
      const started = descendantsOf(shell.pid).map(identityOf);
      assert.ok(started.length > 0);
      const closed = once(shell, 'close');
      await endProcessTree(shell.pid, 200);
      await closed;
      assert.deepEqual([said, started.filter(isRunning)], ['ready\n', []]);
    });
  }

  it('leaves alone what is gone', async () => {
    const shell = spawn('true', { stdio: 'ignore' });
    await once(shell, 'close');
    await endProcessTree(shell.pid ?? 0);
  });
});
