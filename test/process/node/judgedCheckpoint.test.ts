import assert from 'node:assert/strict';
import { execSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { effectsOf, planCheckpoint } from '../../../src/core/checkpoint.ts';
import { catalogue } from '../../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../../src/core/decide.ts';
import { judge } from '../../../src/core/judge.ts';
import { defaultPolicy } from '../../../src/core/policy/policy.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { takeCheckpoint } from '../../../src/node/checkpoint/checkpointStore.ts';
import { liveWorld } from '../../../src/node/liveWorld.ts';
import { restoreCheckpoint } from '../../../src/node/checkpoint/restoreCheckpoint.ts';

/** The whole way: what the judge says about a command must be enough to keep everything that the command then destroys. */
describe('checkpoint from a judgement', function () {
  this.timeout(30_000);
  let base: string;
  let template: string;
  let root: string;
  const sh = (command: string): string => execSync(command, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });

  before(() => {
    template = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-judged-template-')));
    root = template;
    sh(`git init -q -b main && git config user.name Dana && git config user.email dana@example.test
      mkdir src docs && echo one > src/a.txt && echo two > src/b.txt && printf 'dist/\\nlocal.env\\n*.db\\n' > .gitignore && git add -A && git commit -q -m first
      git branch topic && git checkout -q topic && echo t > topic.txt && git add -A && git commit -q -m topic && git checkout -q main
      echo stashed > src/b.txt && git stash push -q -m kept
      echo more >> src/a.txt && git commit -q -am second
      echo staged > src/a.txt && git add src/a.txt && echo changed > src/a.txt && echo new > src/new.txt && git add src/new.txt && chmod 755 src/b.txt
      echo idea > docs/idea.md && echo 'log' > run.log && echo 'S=1' > local.env && printf 'SQLite format 3\\0rows' > shop.db`);
  });
  after(() => fs.rmSync(template, { recursive: true, force: true }));
  beforeEach(() => {
    base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-judged-')));
    root = path.join(base, 'work');
    fs.cpSync(template, root, { recursive: true, preserveTimestamps: true });
  });
  afterEach(() => fs.rmSync(base, { recursive: true, force: true }));

  const verdictOn = (command: string): Verdict => {
    const now = Date.now();
    const world = liveWorld({ root, cwd: root, home: path.join(base, 'home'), env: process.env, platform: process.platform, tempDirectory: path.join(base, 'tmp'), session: { written: [], denied: [] }, trusted: () => [], protectedPaths: () => [], until: now + 30_000, now: Date.now });
    const effects = judge({ kind: 'shell', command, dialect: 'posix' }, { world, policy: defaultPolicy, programs: (name) => catalogue.find(({ names }) => names.includes(name)) });
    return decide(effects, { policy: defaultPolicy, freeze: { kind: 'off' }, now: new Date(now).toISOString(), root });
  };
  const tree = (folder: string): string[] =>
    fs.readdirSync(folder, { withFileTypes: true }).filter(({ name }) => name !== '.git').sort((first, second) => (first.name < second.name ? -1 : 1)).flatMap((entry): string[] => {
      const place = path.join(folder, entry.name);
      const name = `${path.relative(root, place)} ${(fs.lstatSync(place).mode & 0o777).toString(8)}`;
      return entry.isDirectory() ? [name, ...tree(place)] : [`${name} ${fs.readFileSync(place, 'utf8')}`];
    });
  const snapshot = (): unknown => ({ tree: tree(root), git: sh('git ls-files -s; git status --porcelain --ignored; cat .git/HEAD; git for-each-ref; git stash list').split('\n') });

  for (const command of [
    'rm -rf docs run.log local.env', 'rm *.log', 'cd docs && rm idea.md', 'find docs -name "*.md" -delete', 'truncate -s 0 local.env', 'git reset --hard HEAD~1', 'git reset --hard topic && git clean -fdx', 'git checkout .',
    'git checkout -f topic', 'git clean -fd docs', 'git clean -fd "*.log"', 'git stash drop', 'git branch -D topic', 'git rm -rf src',
  ]) {
    it(command, async () => {
      const before = snapshot();
      const verdict = verdictOn(command);
      const plan = planCheckpoint(effectsOf(verdict));
      const taken = await takeCheckpoint({ plan, store: path.join(base, 'checkpoints'), id: 'cp', at: new Date(0), root, cwd: root });
      sh(command);
      assert.notDeepEqual(snapshot(), before, 'the command changed nothing');
      const restored = taken.kind === 'taken' ? await restoreCheckpoint({ store: path.join(base, 'checkpoints'), id: 'cp', keepAs: 'cp-2', at: new Date(1), newer: 'overwrite' }) : taken;
      assert.deepEqual([verdict.decision, taken.kind, restored.kind, 'why' in restored ? restored.why : '', snapshot()], ['ask', 'taken', 'restored', '', before]);
    });
  }
});
