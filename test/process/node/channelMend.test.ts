import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ChannelHost } from '../../../src/host/channelHost.ts';
import { findWindows } from '../../../src/node/channel/discovery.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

describe('a window that hooks can find no more', function () {
  this.timeout(30_000);
  const place = temporaryDirectory();

  for (const what of ['record', 'socket'] as const) it(`listens anew when its ${what} is taken away`, async () => {
    const [state, root] = [path.join(place.path, 'state'), path.join(place.path, 'shop')];
    fs.mkdirSync(root);
    let tell: (why: string) => void = () => undefined;
    const mended = new Promise<string>((resolve) => (tell = resolve));
    const problems: unknown[] = [];
    const log = { info: () => undefined, warn: () => undefined, error: (_stage: string, error: unknown) => void problems.push(error), show: () => undefined };
    const host = new ChannelHost({ state, log, coming: () => undefined, ask: () => Promise.reject(new Error('nobody asks here')), mended: tell });
    try {
      await host.serve([root]);
      const [window] = findWindows(state, root).windows;
      assert.ok(window !== undefined);
      fs.rmSync(what === 'socket' ? window.socket : path.join(state, 'windows', `${window.window}.json`));
      assert.match(await mended, /taken away/);
      const [again] = findWindows(state, root).windows;
      assert.deepEqual([again?.window, fs.existsSync(again?.socket ?? ''), problems], [window.window, true, []]);
    } finally {
      await host.close();
    }
    assert.deepEqual(findWindows(state, root).windows, []);
  });
});
