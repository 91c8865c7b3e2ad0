import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { lookupInCatalogue } from '../../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../../src/core/decide.ts';
import { judge } from '../../../src/core/judge.ts';
import { defaultPolicy } from '../../../src/core/policy/policy.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { liveWorld } from '../../../src/node/liveWorld.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

describe('commands on a real disk', () => {
  const place = temporaryDirectory();
  const at = (name: string): string => path.join(place.path, 'shop', name);
  const write = (name: string, text = name): void => {
    fs.mkdirSync(path.dirname(at(name)), { recursive: true });
    fs.writeFileSync(at(name), text);
  };

  beforeEach(() => {
    for (const name of ['src/a.ts', 'src/b.ts', 'src/old.orig', 'docs/kept.md', 'package.json']) write(name);
    write('.gitignore', 'dist/\n*.log\n');
    const git = (...args: readonly string[]): string => execFileSync('git', ['-c', 'user.name=dana', '-c', 'user.email=dana@mail.example', ...args], { cwd: at('.'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    for (const name of ['notes.md', 'src/new.ts', 'docs/mine.txt', 'docs/empty.txt', 'dist/out.js', 'server.log']) write(name, name === 'docs/empty.txt' ? '' : name);
    write('src/b.ts', 'changed');
    fs.symlinkSync(at('docs'), at('linked'));
  });

  const verdictOf = (command: string, written: readonly string[] = []): Verdict => {
    const root = fs.realpathSync(at('.'));
    const world = liveWorld({ root, cwd: root, home: '/home/dana', env: {}, platform: 'linux', tempDirectory: '/nowhere', session: { written: written.map((name) => path.join(root, name)), denied: [] }, trusted: () => [], protectedPaths: () => [], until: 60_000, now: () => 0 });
    return decide(judge({ kind: 'shell', command, dialect: 'posix' }, { world, policy: defaultPolicy, programs: lookupInCatalogue }), { policy: defaultPolicy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root });
  };

  const cases: readonly (readonly [command: string, decision: string, written?: readonly string[]])[] = [
    // overwriting
    ['echo x > notes.md', 'ask'], ['echo x > src/b.ts', 'ask'], [': > notes.md', 'ask'], ['tee src/new.ts < /dev/null', 'ask'], ['echo x > linked/mine.txt', 'ask'],
    ['echo x > src/a.ts', 'allow'], ['echo x > fresh.md', 'allow'], ['echo x > docs/empty.txt', 'allow'], ['date > server.log', 'allow'], ['date > dist/out.js', 'allow'], ['echo x >> notes.md', 'allow'], ['echo x > notes.md', 'allow', ['notes.md']],
    // deleting by pattern: what is there decides
    ['rm src/*.orig', 'allow'], ['rm -f src/*.tmp', 'allow'], ['rm src/*.ts', 'ask'], ['rm docs/*', 'ask'], ['rm docs/*.md', 'allow'], ['rm -rf *', 'ask'], ['rm linked/*.txt', 'ask'], ['for f in src/*.ts; do rm "$f"; done', 'ask'],
    ['find . -name "*.ts" -delete', 'ask'], ['find . -name "*.orig" -exec rm {} +', 'ask'],
    // what the line itself moved
    ['mv notes.md x.tmp && rm x.tmp', 'ask'], ['mv docs dist/docs && rm -rf dist', 'ask'], ['mv src/a.ts src/c.ts && rm src/c.ts', 'allow'], ['cp notes.md x.tmp && rm x.tmp', 'allow'], ['mv notes.md away.orig && rm *.orig', 'ask'],
    // links
    ['rm linked', 'ask'], ['rm -rf linked/', 'ask'], ['rm docs/kept.md', 'allow'], ['rm linked/kept.md', 'allow'],
  ];
  for (const [command, decision, written] of cases) {
    it(`${command} → ${decision}${written === undefined ? '' : ', after the agent wrote it'}`, () => {
      const verdict = verdictOf(command, written);
      assert.equal(verdict.decision, decision, verdict.findings.map(({ rule, reason }) => `${rule}: ${reason}`).join('; '));
    });
  }

  it('counts what a pattern would take', () => {
    assert.equal(verdictOf('rm docs/*').findings[0]?.reason, 'deletes 3 paths that match `docs/*`: nothing else holds 2 of them');
  });
});
