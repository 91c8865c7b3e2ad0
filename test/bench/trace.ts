/**
 * Measures the trace: `npm run bench:trace -- [EVENTS]` (1,000,000 unless another number is given). Seals that many events of
 * made-up sessions, verifies them, builds the index, opens the trace again and asks it what people ask. Runs in the editor's
 * kind of Node, which has SQLite. Prints the time of the processor, and of the clock where that is what somebody waits for: the
 * median of several, or of the one time where once is all there is.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { TraceQuery } from '../../src/core/trace/traceQuery.ts';
import { TraceReader } from '../../src/node/trace/readTrace.ts';
import { sealTrace } from '../../src/node/trace/traceStore.ts';
import { verifyTrace } from '../../src/node/trace/verifyTrace.ts';
import { parts } from '../support/setup.ts';
import { writeSpools } from './traceEvents.ts';

/** Of the processor, which other programs on the machine do not change. */
const milliseconds = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const median = (times: readonly number[]): number => [...times].sort((first, second) => first - second)[Math.floor(times.length / 2)] ?? NaN;
const say = (what: string, figure: string): void => console.log(`${what.padEnd(64)} ${figure}`);

async function measure(events: number): Promise<void> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-bench-trace-'));
  const trace = path.join(directory, 'trace');
  try {
    writeSpools(trace, '/srv/shop', events);
    const sealing = milliseconds(() => {
      for (let result = sealTrace({ trace, workspace: '/srv/shop', limit: 20_000 }); result.kind === 'sealed' && result.more; result = sealTrace({ trace, workspace: '/srv/shop', limit: 20_000 }));
    });
    const bytes = fs.readdirSync(path.join(trace, 'segments')).reduce((sum, name) => sum + fs.statSync(path.join(trace, 'segments', name)).size, 0);
    say(`sealing ${events} events (${Math.round(bytes / events)} bytes each)`, `${(sealing / 1000).toFixed(1)} s`);
    let report = verifyTrace(path.join(directory, 'none'));
    const before = performance.now();
    const verifying = milliseconds(() => (report = verifyTrace(trace)));
    const waited = performance.now() - before;
    if (!report.ok || report.events !== events) throw new Error(`not what was sealed: ${JSON.stringify({ ...report, problems: report.problems.slice(0, 3) })}`);
    say(`verifying ${events} events`, `${(verifying / 1000).toFixed(1)} s (${(waited / 1000).toFixed(1)} s by the clock)`);
    const reader = new TraceReader(trace);
    const started = process.cpuUsage();
    let steps = 0;
    await reader.catchUp(() => {
      steps += 1;
      return new Promise((resolve) => setImmediate(resolve));
    });
    const { user, system } = process.cpuUsage(started);
    say('building the index', `${((user + system) / 1e6).toFixed(1)} s, ${((user + system) / 1000 / Math.max(1, steps)).toFixed(0)} ms a step, ${Math.round(fs.statSync(path.join(trace, 'index.db')).size / 2 ** 20)} MB`);
    reader.close();
    const opening = Array.from({ length: 5 }, () => {
      const opened = new TraceReader(trace);
      const time = milliseconds(() => {
        opened.sessions(50);
        opened.acts({}, 200);
      });
      opened.close();
      return time;
    });
    say('opening: newest 50 sessions and 200 acts', `${median(opening).toFixed(0)} ms`);
    ask(new TraceReader(trace));
  } finally {
    fs.rmSync(directory, { recursive: true, force: true });
  }
}

function ask(reader: TraceReader): void {
  const queries: Readonly<Record<string, TraceQuery>> = {
    'the word `needle` (one act of all)': { words: ['needle'] }, 'a word that every act has': { words: ['look'] }, 'two words': { words: ['kubectl', 'module4'] }, 'no act has the word': { words: ['nowhere to be found'] },
    'refused': { statuses: ['denied'] }, 'refused, with a word that most have': { statuses: ['denied'], words: ['depends'] }, 'refused by codex, a word': { statuses: ['denied'], agents: ['codex'], words: ['psql'] }, 'a rule': { rule: 'git.force-push' },
    'a file': { path: '/srv/shop/src/module42/file3.ts' }, 'a folder': { path: '/srv/shop/src/module42' }, 'the whole source folder': { path: '/srv/shop/src' }, 'changed and never reviewed': { unreviewed: true }, 'a session': { session: 'session-100' }, 'a short word': { words: ['rm'] },
  };
  for (const [what, query] of Object.entries(queries)) {
    let found = 0;
    const times = Array.from({ length: 5 }, () => milliseconds(() => (found = reader.acts(query, 200).acts.length)));
    say(`search: ${what} (${found} shown)`, `${median(times).toFixed(1)} ms`);
  }
  say('all events of one session, read', `${median(Array.from({ length: 5 }, () => milliseconds(() => reader.sessionEvents('session-100', 'claude-code', 1000)))).toFixed(1)} ms`);
  say('plain log: 200 lines from the middle', `${median(Array.from({ length: 5 }, () => milliseconds(() => reader.log(Math.floor(reader.span().last / 2), 200)))).toFixed(1)} ms`);
  say('coverage of all agents', `${median(Array.from({ length: 5 }, () => milliseconds(() => reader.coverage()))).toFixed(1)} ms`);
  reader.close();
}

const [, script = '', count = '1000000'] = process.argv;
if (process.getBuiltinModule('node:sqlite') === undefined && fs.existsSync(parts.node)) process.exitCode = spawnSync(parts.node, ['--import', 'tsx', script, count], { stdio: 'inherit' }).status ?? 1;
else await measure(Number(count));
