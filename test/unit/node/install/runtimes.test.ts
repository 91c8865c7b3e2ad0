import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { findRuntimes, orderRuntimes, probeRuntime, runtimeCandidates, type Runtime } from '../../../../src/node/install/runtimes.ts';

const runtime = (file: string, version: string, electron = false): Runtime => ({ path: file, version, electron });

describe('Node runtimes', () => {
  let home: string;
  before(() => {
    home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-runtimes-')));
  });
  after(() => fs.rmSync(home, { recursive: true, force: true }));

  const program = (name: string, text: string): string => {
    const file = path.join(home, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text, { mode: 0o755 });
    return file;
  };

  it('puts the newest plain Node first and an editor last', () => {
    assert.deepEqual(
      orderRuntimes([runtime('/c', '24.1.0', true), runtime('/a', '20.9.0'), runtime('/b', '20.19.1'), runtime('/b', '20.19.1'), runtime('/d', '22.0.0')]).map(({ path: file }) => file),
      ['/d', '/b', '/a', '/c'],
    );
  });

  it('looks into version managers, and never where a repository could put a program', () => {
    const found = [program('.nvm/versions/node/v22.1.0/bin/node', ''), program('tools/node', '')];
    program('repo/node_modules/.bin/node', '');
    const env = { PATH: [path.join(home, 'tools'), path.join(home, 'repo/node_modules/.bin'), 'relative', ''].join(path.delimiter) };
    const candidates = runtimeCandidates(env, home, 'linux').filter((file) => file.startsWith(home));
    assert.deepEqual([...candidates].sort(), found);
  });

  it('believes only what a program says about itself', async () => {
    const real = fs.realpathSync(process.execPath);
    const answers = await Promise.all(
      [
        program('shim', `#!/bin/sh\nexec '${process.execPath}' "$@"\n`),
        program('old', `#!/bin/sh\necho '["/usr/bin/node","18.20.1",false]'\n`),
        program('chatty', '#!/bin/sh\necho hello\n'),
        program('failing', '#!/bin/sh\nexit 1\n'),
        path.join(home, 'absent'),
      ].map((file) => probeRuntime(file, { NODE_OPTIONS: '--require /nowhere.js' })),
    );
    assert.deepEqual(answers, [runtime(real, process.versions.node), undefined, undefined, undefined, undefined]);
  });

  it('keeps the program that runs this code as the last resort', async () => {
    const found = await findRuntimes({ PATH: '' }, home, process.execPath);
    assert.equal(found.some(({ path: file }) => file === fs.realpathSync(process.execPath)), true);
  });
});
