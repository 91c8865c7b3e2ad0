import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { openSpool } from '../../../src/node/trace/spool.ts';
import { TraceReader } from '../../../src/node/trace/readTrace.ts';
import { openActIndex } from '../../../src/node/traceIndex/openIndex.ts';
import { workspaceStateDirectory } from '../../../src/node/stateDirectory.ts';
import { segmentPath } from '../../../src/node/trace/traceSegment.ts';
import { sealTrace } from '../../../src/node/trace/traceStore.ts';
import { run } from '../../../src/cli/trace.ts';

describe('read trace', () => {
  let state: string;
  let root: string;
  let trace: string;
  let clock: number;
  let reader: TraceReader;
  beforeEach(() => {
    state = fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-read-'));
    root = path.join(state, 'work');
    fs.mkdirSync(path.join(root, '.git'), { recursive: true });
    trace = path.join(workspaceStateDirectory(state, root), 'trace');
    clock = Date.parse('2026-01-01T00:00:00.000Z');
    reader = new TraceReader(trace);
  });
  afterEach(() => {
    reader.close();
    fs.rmSync(state, { recursive: true, force: true });
  });

  const record = (session: string | undefined, ...texts: string[]): void => {
    const spool = openSpool(state, root, () => (clock += 1000));
    spool.append({ workspace: root, ...(session === undefined ? {} : { session, agent: 'codex' }) }, texts.map((text) => (session === undefined ? { kind: 'failure', stage: 'x', message: text } : { kind: 'said', text })), 'buffered');
    spool.close();
  };
  const texts = (query: Parameters<TraceReader['read']>[0]): unknown[] => reader.read(query).events.map(({ body }) => (body.kind === 'said' ? body.text : body.kind === 'failure' ? body.message : body.kind)).sort();

  it('is empty where nothing was recorded', () => {
    assert.deepEqual(reader.read({ sessions: 10 }), { events: [], unreadable: 0, more: false });
  });

  it('reads sealed and unsealed events as one, each once, and follows new ones', () => {
    record('s1', 'a', 'b');
    const first = texts({ sessions: 10 });
    sealTrace({ trace, workspace: root });
    const second = texts({ sessions: 10 });
    record('s1', 'c');
    record(undefined, 'note');
    const third = texts({ sessions: 10 });
    sealTrace({ trace, workspace: root });
    assert.deepEqual([first, second, third, texts({ sessions: 10 })], [['a', 'b'], ['a', 'b'], ['a', 'b', 'c', 'note'], ['a', 'b', 'c', 'note']]);
  });

  it('gives the newest sessions first and says that there are more', () => {
    for (const session of ['s1', 's2', 's3']) record(session, session);
    sealTrace({ trace, workspace: root });
    record('s4', 's4');
    const { more } = reader.read({ sessions: 2 });
    assert.deepEqual([more, texts({ sessions: 2 }), texts({ sessions: 9, session: 's1' }), texts({ sessions: 9, agent: 'qwen-code' }), reader.read({ sessions: 9 }).more], [true, ['s3', 's4'], ['s1'], [], false]);
  });

  it('counts what names an act alone among the events of its session, sealed or not', () => {
    const spool = openSpool(state, root, () => (clock += 1000));
    spool.append({ workspace: root, session: 's1', agent: 'codex', proposal: 'p1' }, [{ kind: 'failure', stage: 'x', message: 'an act' }], 'buffered');
    spool.append({ workspace: root, proposal: 'p1' }, [{ kind: 'restore', checkpoint: 'c1', files: 1, by: 'somebody' }], 'buffered');
    spool.append({ workspace: root }, [{ kind: 'restore', checkpoint: 'c2', files: 1, by: 'somebody' }], 'buffered');
    spool.close();
    const kinds = (): unknown => [reader.sessionEvents('s1', 'codex', 10), reader.notes(10), reader.read({ sessions: 9, session: 's1' }).events].map((events) => events.map(({ body }) => body.kind));
    const unsealed = kinds();
    sealTrace({ trace, workspace: root });
    assert.deepEqual([unsealed, kinds()], [[['failure', 'restore'], ['restore'], ['failure', 'restore']], [['failure', 'restore'], ['restore'], ['failure', 'restore']]]);
  });

  it('counts lines that it does not know', () => {
    record('s1', 'a');
    fs.writeFileSync(path.join(trace, 'spool', `9-${process.pid}.jsonl`), '{"v":2}\nnonsense\n{"v":1,"half');
    assert.deepEqual([texts({ sessions: 1 }), reader.read({ sessions: 1 }).unreadable], [['a'], 2]);
  });

  it('reads again from the start when the index is lost, broken or of another trace', () => {
    record('s1', 'a');
    sealTrace({ trace, workspace: root });
    const results: unknown[] = [];
    for (const spoil of [(): void => fs.rmSync(path.join(trace, 'index.db'), { force: true }), (): void => fs.writeFileSync(path.join(trace, 'index.db'), 'no database'), (): void => openActIndex(path.join(trace, 'index.db'), 'another chain', () => false).close()]) {
      reader.close();
      spoil();
      results.push(texts({ sessions: 1 }));
    }
    assert.deepEqual(results, [['a'], ['a'], ['a']]);
  });

  describe('tagout trace', () => {
    const tagout = (...args: string[]): { code: number; out: string; err: string } => {
      let [out, err] = ['', ''];
      const code = run(args, { state, cwd: root, write: (text) => (out += text), fail: (text) => (err += text) });
      return { code, out, err };
    };

    it('show prints the newest sessions, also as JSON', () => {
      record('s1', 'hello');
      const json = tagout('show', '--json', '--last', '1');
      assert.deepEqual([tagout('show').out.includes('said: hello'), json.code, /"id": "s1"/.test(json.out)], [true, 0, true]);
    });

    it('verify says that all is well, and where it is not', () => {
      record('s1', 'hello');
      sealTrace({ trace, workspace: root });
      const good = tagout('verify');
      fs.writeFileSync(segmentPath(trace, 1), fs.readFileSync(segmentPath(trace, 1), 'utf8').replace('hello', 'hallo'));
      const bad = tagout('verify');
      assert.deepEqual([good, bad.code, bad.out.split('\n')[0]?.replace(/\(byte \d+\)/, '(byte N)')], [{ code: 0, out: 'The trace is whole: 1 events in 1 segments.\n', err: '' }, 1, `${segmentPath(trace, 1)}:2 (byte N): the line was changed: the event does not fit its hash`]);
    });

    for (const args of [[], ['burn'], ['show', '--last', '0'], ['show', '--last'], ['verify', '--last', '3'], ['show', 'x']]) {
      it(`explains itself: ${args.join(' ')}`, () => {
        const { code, out, err } = tagout(...args);
        assert.deepEqual([code, out, err.includes('tagout trace show')], [2, '', true]);
      });
    }
  });
});
