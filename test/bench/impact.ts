import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Impact } from '../../src/core/impact.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { measureImpact } from '../../src/node/impact.ts';

/**
 * How long it takes until a person sees what a deletion would take: `tsx test/bench/impact.ts [files] [megabytes]`. A third of
 * the tree is committed, a third untracked, a third ignored. Prints the time of the first figure and of the last, what the
 * first one held, and how much of that this process worked itself and was deaf at most.
 */
const [files = 100_000, megabytes = 1000] = process.argv.slice(2).map(Number);
const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-bench-impact-')));
const root = path.join(base, 'work');

function makeTree(): void {
  const content = Buffer.alloc(Math.max(16, Math.floor((megabytes * 1024 * 1024) / files)));
  for (let index = 0; index < files; index++) {
    const kind = ['src', 'drafts', 'cache'][index % 3] ?? '';
    const directory = path.join(root, 'tree', kind, String(Math.floor(index / 300)));
    if (index % 300 < 3) fs.mkdirSync(directory, { recursive: true });
    content.writeUInt32LE(index);
    fs.writeFileSync(path.join(directory, `file-${index}.bin`), content);
  }
  const git = (...args: string[]): void => void execFileSync('git', ['-C', root, '-c', 'user.name=Bench', '-c', 'user.email=bench@example.test', '-c', 'core.compression=0', ...args], { stdio: 'ignore' });
  git('init', '-q', '-b', 'main');
  fs.writeFileSync(path.join(root, '.gitignore'), 'tree/cache/\n');
  git('add', '.gitignore', 'tree/src');
  git('commit', '-q', '-m', 'All that is tracked');
}

async function measure(): Promise<void> {
  const effect = { kind: 'delete', reversibility: 'irreversible', blastRadius: 'workspace', target: { kind: 'path', path: path.join(root, 'tree'), recursive: true }, span: { start: 0, end: 11 }, uninspectable: false, rule: 'files.rm', reason: 'deletes a tree' } as const;
  const verdict: Verdict = { decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, frozen: false, findings: [{ decision: 'ask', rule: effect.rule, source: 'default', reason: effect.reason, span: effect.span, effect }] };
  const started = performance.now();
  const before = process.cpuUsage();
  let first: { readonly at: number; readonly impact: Impact } | undefined;
  let [deaf, heard] = [0, started];
  const listening = setInterval(() => {
    const now = performance.now();
    [deaf, heard] = [Math.max(deaf, now - heard), now];
  }, 1);
  const last = await measureImpact({
    verdict, proposal: { actions: [{ kind: 'shell', command: 'rm -rf tree', dialect: 'posix' }] }, cwd: root, limitMs: 60_000,
    onProgress: (impact) => void (first ??= { at: performance.now() - started, impact }),
  });
  const ended = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  clearInterval(listening);
  if (first !== undefined) console.log(`first figure after ${Math.round(first.at)} ms: ${first.impact.totals.files} files · ${first.impact.loss}`);
  console.log(`all after ${Math.round(ended)} ms: ${last.totals.files} files, complete: ${String(last.complete)} · ${last.loss}`);
  console.log(`${Math.round((user + system) / 1000)} ms of this process; deaf for ${Math.round(deaf)} ms at most`);
}

try {
  console.log(`${files} files, ${megabytes} MB`);
  makeTree();
  for (const round of [1, 2, 3]) {
    console.log(`round ${round}`);
    await measure();
  }
} finally {
  fs.rmSync(base, { recursive: true, force: true });
}
