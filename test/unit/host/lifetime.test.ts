import { deepEqual } from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ChannelHost } from '../../../src/host/channelHost.ts';
import { FreezeWatch } from '../../../src/host/freeze/freezeWatch.ts';
import { Recorder } from '../../../src/host/trace/recorder.ts';
import { TraceModel } from '../../../src/host/trace/traceModel.ts';
import { declareFreeze, liftFreezes } from '../../../src/node/freeze/freezeStore.ts';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, show: () => undefined };

/** Open sockets and watchers of this process. */
const resources = (): readonly string[] => process.getActiveResourcesInfo().filter((name) => /Pipe|FSEvent|Server/.test(name)).sort();

/** What is there now and was not before; what others of the run let go meanwhile does not matter. */
function added(before: readonly string[], now: readonly string[]): readonly string[] {
  const left = [...before];
  return now.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

async function within<T>(run: (state: string, root: string) => Promise<T>): Promise<T> {
  const base = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'tagout-life-'));
  const [state, root] = [path.join(base, 'state'), path.join(base, 'work')];
  fs.mkdirSync(root);
  try {
    return await run(state, root);
  } finally {
    fs.rmSync(base, { recursive: true, force: true });
  }
}

describe('life of the parts of a window', () => {
  it('leaves nothing behind', () => within(async (state, root) => {
    const before = resources();
    const channel = new ChannelHost({ state, log: quiet, coming: () => undefined, mended: () => undefined, ask: () => Promise.reject(new Error('not asked')) });
    await channel.serve([root]);
    const watch = new FreezeWatch(state, () => undefined);
    watch.watch([root]);
    const trace = new TraceModel({ state, changed: () => undefined, failed: () => undefined });
    trace.watch([root]);
    const recorder = new Recorder(state);
    recorder.record({ workspace: root }, { kind: 'failure', stage: 'test', message: 'x' });
    const published = fs.readdirSync(path.join(state, 'windows')).length;
    recorder.dispose();
    trace.dispose();
    watch.dispose();
    await channel.close();
    // The system closes handles a turn later; one that stays open runs into the time limit of the test.
    while (added(before, resources()).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    deepEqual([published, fs.readdirSync(path.join(state, 'windows'))], [2, []]);
  }));

  it('listens to nobody without a folder, and begins when one is opened', () => within(async (state, root) => {
    const channel = new ChannelHost({ state, log: quiet, coming: () => undefined, mended: () => undefined, ask: () => Promise.reject(new Error('not asked')) });
    await channel.serve([]);
    const without = fs.existsSync(path.join(state, 'windows'));
    await channel.serve([root]);
    const records = fs.readdirSync(path.join(state, 'windows')).filter((name) => name.endsWith('.json'));
    await channel.close();
    deepEqual([without, records.length], [false, 1]);
  }));

  it('sees freezes that another process declares and lifts', () => within(async (state, root) => {
    const seen: string[] = [];
    const watch = new FreezeWatch(state, ({ kind }) => seen.push(kind));
    watch.watch([root]);
    const told = async (count: number): Promise<void> => {
      while (seen.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    declareFreeze(state, root, { id: 'f', mode: 'deny', reason: 'release', by: 'ann', since: '2026-01-01T00:00:00Z' }, Date.now());
    await told(1);
    liftFreezes(state, root, Date.now());
    await told(2);
    watch.dispose();
    deepEqual(seen, ['on', 'off']);
  }));

  it('finds a proposal as soon as it was recorded', () => within((state, root) => {
    const trace = new TraceModel({ state, changed: () => undefined, failed: (_stage, error) => { throw error; } });
    trace.watch([root]);
    const recorder = new Recorder(state);
    recorder.record({ workspace: root, agent: 'codex', session: 's', proposal: 'p' }, { kind: 'proposal', tool: 'shell', input: {}, actions: [{ kind: 'shell', command: 'ls', dialect: 'posix' }], reasoning: { source: 'none' } });
    trace.refresh();
    const place = trace.find('p');
    trace.dispose();
    recorder.dispose();
    deepEqual([place?.action.title, place?.session.agent], ['ls', 'codex']);
    return Promise.resolve();
  }));
});
