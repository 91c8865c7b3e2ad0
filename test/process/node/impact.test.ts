import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Effect, Target, Verdict } from '../../../src/core/verdict.ts';
import type { ImpactPart } from '../../../src/core/impact.ts';
import { takeCheckpoint } from '../../../src/node/checkpoint/checkpointStore.ts';
import { measureImpact } from '../../../src/node/impact.ts';
import type { ImpactQuestion } from '../../../src/node/impact.ts';
import { openSqlite } from '../../../src/node/sqlite.ts';

const hasSqlite = process.getBuiltinModule('node:sqlite') !== undefined;

const rowCounter = ['--import', path.resolve('node_modules/tsx/dist/loader.mjs'), path.resolve('src/node/impact/rowCounter.ts')];
type PartOf<Kind extends ImpactPart['kind']> = Extract<ImpactPart, { readonly kind: Kind }>;
const partsOf = <Kind extends ImpactPart['kind']>(parts: readonly ImpactPart[], kind: Kind): readonly PartOf<Kind>[] => parts.filter((part): part is PartOf<Kind> => part.kind === kind);

describe('impact', function () {
  this.timeout(20_000);
  let template: string;
  let base: string;
  let root: string;

  const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null' } });
  const write = (name: string, text: string, ageSeconds = 0): void => {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
    const at = 1_700_000_000 - ageSeconds;
    fs.utimesSync(path.join(root, name), at, at);
  };
  before(() => {
    template = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-impact-template-')));
    root = template;
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Dana');
    git('config', 'user.email', 'dana@example.test');
    write('src/clean.txt', 'clean\n');
    write('src/changed.txt', 'old\n');
    write('.gitignore', 'cache/\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'first');
    write('src/changed.txt', 'new\nnewer\n', 10);
    write('src/notes.md', 'x'.repeat(2048), 20);
    write('cache/big.bin', 'y'.repeat(5000), 5);
  });
  after(() => fs.rmSync(template, { recursive: true, force: true }));
  beforeEach(() => {
    base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-impact-')));
    root = path.join(base, 'work');
    fs.cpSync(template, root, { recursive: true, preserveTimestamps: true });
  });
  afterEach(() => fs.rmSync(base, { recursive: true, force: true }));

  const question = (command: string, targets: readonly (Target | undefined)[], more: Partial<Effect> = {}): ImpactQuestion => {
    const findings = targets.map((target) => ({
      decision: 'ask' as const, rule: 'test.rule', source: 'default' as const, reason: 'does what is not known', span: { start: 0, end: command.length },
      effect: { kind: 'delete' as const, reversibility: 'irreversible' as const, blastRadius: 'workspace' as const, ...(target === undefined ? {} : { target }), span: { start: 0, end: command.length }, uninspectable: false, rule: 'test.rule', reason: 'reaches a server', ...more },
    }));
    const verdict: Verdict = { decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, findings, frozen: false };
    return { verdict, proposal: { actions: [{ kind: 'shell', command, dialect: 'posix' }] }, cwd: root, rowCounter };
  };
  const at = (name: string, pattern?: string): Target => ({ kind: 'path', path: path.join(root, name), recursive: true, ...(pattern === undefined ? {} : { pattern }) });
  const repository = (loses: Extract<Target, { kind: 'git' }>['loses']): Target => ({ kind: 'git', repository: root, loses });

  const loss = (title: string, ask: () => ImpactQuestion, expected: string): void => {
    it(`${title} → ${expected}`, async () => assert.equal((await measureImpact(ask())).loss, expected));
  };

  loss('a directory with all kinds of files', () => question('rm -rf src', [at('src')]), 'Deletes 3 files (2 KB); 1 was never committed and 1 has uncommitted changes and cannot be brought back without a checkpoint.');
  loss('an ignored directory', () => question('rm -rf cache', [at('cache')]), 'Deletes `cache/big.bin` (4.9 KB); it was never committed and cannot be brought back without a checkpoint.');
  loss('a clean tracked file', () => question('rm src/clean.txt', [at('src/clean.txt')]), 'Deletes `src/clean.txt` (6 bytes).');
  loss('a glob', () => question('rm src/*.md', [at('src', '*.md')]), 'Deletes `src/notes.md` (2 KB); it was never committed and cannot be brought back without a checkpoint.');
  loss('an overwritten file', () => question('> src/notes.md', [at('src/notes.md')], { kind: 'write' }), 'Overwrites `src/notes.md`; it was never committed and cannot be brought back without a checkpoint.');
  loss('git reset --hard', () => question('git reset --hard', [repository('tracked-changes')]), 'Discards uncommitted changes in `src/changed.txt` (+2 −1 lines).');
  loss('git clean -fdx', () => question('git clean -fdx', [repository('untracked-and-ignored')]), 'Deletes 2 files (6.9 KB); none of them was ever committed and cannot be brought back without a checkpoint.');
  loss('nothing known', () => question('mystery', [undefined]), 'Does what is not known.');
  loss('a path that does not exist', () => question('rm -rf gone', [at('gone')]), 'Does what is not known.');
  loss('files and a server', () => question('x', [at('src/notes.md'), { kind: 'database', connection: 'postgres://app:hunter2@db.prod/shop', statement: 'DELETE FROM orders' }]), 'Deletes `src/notes.md` (2 KB); it was never committed and cannot be brought back; it also deletes rows from table `orders` of postgres://app:‹redacted:password›@db.prod/shop (number of rows unknown).');
  loss('a change of a cluster', () => question('kubectl apply', [{ kind: 'environment', name: 'prod-eu', evidence: 'the context is named prod-eu' }], { kind: 'infrastructure' }), 'Changes prod-eu (because the context is named prod-eu).');
  loss('what is regenerable is no loss', () => question('npm run build', [at('cache')], { reversibility: 'reversible' }), 'Does what is not known.');
  it('takes the sentence from what made it ask, the gravest first, and shows what a task runs', async () => {
    write('.vscode/tasks.json', '{ "tasks": [{ "label": "build", "type": "shell", "command": "npm run build" }, { "label": "upload", "command": "vercel", "args": ["deploy", "--prod"] }, { "label": "deploy", "dependsOn": ["build", "upload"] }] }');
    const { verdict, proposal, cwd } = question('x', [at('src/notes.md')]);
    const deploy = question('x', [{ kind: 'environment', name: 'production', evidence: 'the command says `--prod`' }], { kind: 'deploy', blastRadius: 'production' }).verdict;
    const allowed = question('x', [at('cache')]).verdict.findings.map((one) => ({ ...one, decision: 'allow' as const }));
    const findings = [...verdict.findings, ...deploy.findings];
    const { loss: line, runs } = await measureImpact({ verdict: { ...verdict, findings: [...findings, ...allowed] }, proposal: { ...proposal, actions: [{ kind: 'task', label: 'shell: deploy', folder: root }] }, cwd });
    assert.deepEqual([line, runs], ['Deploys main to production (because the command says `--prod`): 3 uncommitted files; it also deletes `src/notes.md` (2 KB); it was never committed and cannot be brought back.', ['npm run build', 'vercel deploy --prod']]);
  });
  it('names the tables that a schema tool would drop', async () => {
    const file = path.join(root, 'data.sqlite');
    const database = openSqlite(file, 'write');
    if (database === undefined) fs.writeFileSync(file, 'no SQLite here');
    else {
      database.exec('CREATE TABLE guests (id); INSERT INTO guests VALUES (1), (2); CREATE TABLE legacy (id); CREATE TABLE rates (id); INSERT INTO rates VALUES (1)');
      database.close();
    }
    const ask = (): ImpactQuestion => question('drizzle-kit push', [{ kind: 'database', connection: 'file:data.sqlite' }, { kind: 'database', connection: 'file:data.sqlite' }], { kind: 'schema' });
    const blind = await measureImpact(ask());
    write('drizzle.config.json', '{ "schema": "./schema.js" }');
    write('schema.js', "export const guests = sqliteTable('guests', {});");
    const seeing = await measureImpact(ask());
    assert.deepEqual([blind.loss, seeing.loss], hasSqlite
      ? ['May drop or change tables `guests` (2 rows), `legacy` (0 rows) and `rates` (1 row) of file:data.sqlite.', 'Drops tables `legacy` (0 rows) and `rates` (1 row) of file:data.sqlite.']
      : ['Changes the database file:data.sqlite: what is lost is not known.', 'Changes the database file:data.sqlite: what is lost is not known.']);
  });
  loss('an unknown database is unknown once', () => question('drizzle-kit push', [{ kind: 'database', connection: 'default' }, { kind: 'database', connection: 'default' }], { kind: 'schema' }), 'Changes the database: what is lost is not known.');
  loss('a deploy', () => question('vercel --prod', [{ kind: 'environment', name: 'production', evidence: 'the command says `--prod`' }], { kind: 'deploy' }), 'Deploys main to production (because the command says `--prod`): 2 uncommitted files.');

  it('lists what is nowhere else first, of these the newest, with state and size', async () => {
    const { files, totals, complete, keepable } = await measureImpact(question('rm -rf src cache', [at('src'), at('cache')]));
    assert.deepEqual([files.map(({ path: place, bytes, state, recoverable }) => [path.relative(root, place), bytes, state, recoverable]), totals.files, complete, keepable], [
      [['cache/big.bin', 5000, 'ignored', 'nothing'], ['src/changed.txt', 10, 'modified', 'nothing'], ['src/notes.md', 2048, 'untracked', 'nothing'], ['src/clean.txt', 6, 'clean', 'head']], 4, true, true,
    ]);
  });

  it('says what an earlier checkpoint holds, as long as it really does', async () => {
    const store = path.join(base, 'checkpoints');
    const taken = await takeCheckpoint({ plan: { paths: [{ path: path.join(root, 'src') }], repositories: [], beyond: [] }, store, id: 'earlier', at: new Date(), root, cwd: root });
    assert.equal(taken.kind, 'taken');
    write('src/changed.txt', 'newest\n', 10);
    const sources = async (): Promise<unknown> => {
      const { files, totals, loss: line } = await measureImpact({ ...question('rm -rf src', [at('src')]), checkpoints: store });
      return [Object.fromEntries(files.map(({ path: place, recoverable }) => [path.basename(place), recoverable])), totals.lost, line];
    };
    assert.deepEqual(await sources(), [{ 'changed.txt': 'nothing', 'notes.md': 'checkpoint', 'clean.txt': 'head' }, 1, 'Deletes 3 files (2 KB); 1 was never committed and 1 has uncommitted changes, 1 cannot be brought back without a checkpoint.']);
    const pack = path.join(store, 'packs/earlier.pack');
    fs.writeFileSync(pack, fs.readFileSync(pack).fill(0));
    assert.deepEqual(await sources(), [{ 'changed.txt': 'nothing', 'notes.md': 'nothing', 'clean.txt': 'head' }, 2, 'Deletes 3 files (2 KB); 1 was never committed and 1 has uncommitted changes and cannot be brought back without a checkpoint.']);
  });

  describe('commits and stash entries', () => {
    beforeEach(() => {
      git('checkout', '-q', '-b', 'topic');
      for (const subject of ['one', 'two']) git('commit', '-q', '--allow-empty', '-m', subject);
    });
    loss('git reset --hard HEAD~1', () => question('git reset --hard HEAD~1', [repository('commits')]), 'Discards uncommitted changes in `src/changed.txt` (+2 −1 lines); it also drops 1 commit that no remote and no other branch has.');
    loss('git branch -D topic from main', () => {
      git('checkout', '-q', 'main');
      return question('git branch -D topic', [repository('refs')]);
    }, 'Drops 2 commits that no remote and no other branch has.');
    loss('git stash drop', () => {
      git('stash', '-q');
      return question('git stash drop', [repository('stash')]);
    }, 'Drops 1 stash entry.');

    it('names the commits', async () => {
      const [history] = partsOf((await measureImpact(question('git reset --hard main', [repository('commits')]))).parts, 'history').map(({ facts }) => facts);
      assert.deepEqual([history?.commits.map(({ subject, author }) => [subject, author]), history?.moreCommits, history?.recoverable], [[['two', 'Dana'], ['one', 'Dana']], 0, 'reflog']);
    });
  });

  loss('a statement that only the command holds', () => question('psql postgres://db.prod/shop -c "TRUNCATE orders"', [{ kind: 'database', connection: 'postgres://db.prod/shop' }], { kind: 'database' }), 'Empties table `orders` of postgres://db.prod/shop (number of rows unknown).');

  it('counts rows in a copy and leaves the database and its directory as they were', async () => {
    const file = path.join(root, 'shop.db');
    const database = openSqlite(file, 'write');
    if (database === undefined) fs.writeFileSync(file, 'no SQLite here');
    else {
      database.exec('CREATE TABLE orders (id); INSERT INTO orders VALUES (1), (2), (3)');
      database.close();
    }
    const before = [fs.readdirSync(root), fs.readFileSync(file, 'hex')];
    const { parts, loss: line } = await measureImpact(question('sqlite3 shop.db "DROP TABLE orders"', [{ kind: 'database', connection: 'shop.db', statement: 'DROP TABLE IF EXISTS "Orders"; DROP TABLE gone' }], { kind: 'schema' }));
    assert.deepEqual([[fs.readdirSync(root), fs.readFileSync(file, 'hex')], partsOf(parts, 'database').flatMap(({ facts }) => facts).map(({ act, table, rows }) => [act, table, rows]), line], [
      before,
      hasSqlite ? [['drop', 'Orders', 3], ['drop', 'gone', 0]] : [['drop', 'Orders', 'unknown'], ['drop', 'gone', 'unknown']],
      hasSqlite ? 'Drops tables `Orders` (3 rows) and `gone` (0 rows) of shop.db.' : 'Drops tables `Orders` and `gone` of shop.db (number of rows unknown).',
    ]);
  });

  loss('a repository that no remote has', () => question('rm -rf .', [at('')]), 'Deletes 5 files (6.9 KB); 2 were never committed and 1 has uncommitted changes, none of them can be brought back without a checkpoint; it also drops 1 commit that no remote has.');
  it('brings committed files back from a remote when the repository goes with it', async () => {
    const remote = path.join(base, 'remote.git');
    execFileSync('git', ['init', '-q', '--bare', remote]);
    git('remote', 'add', 'origin', remote);
    git('push', '-q', 'origin', 'main');
    const { files, parts } = await measureImpact(question('rm -rf .', [at('')]));
    assert.deepEqual([Object.fromEntries(files.map(({ path: place, recoverable }) => [path.relative(root, place), recoverable])), parts], [
      { 'cache/big.bin': 'nothing', 'src/changed.txt': 'nothing', 'src/notes.md': 'nothing', '.gitignore': 'remote', 'src/clean.txt': 'remote' }, [],
    ]);
  });

  it('says that it is not complete when the time is up', async () => {
    for (let folder = 0; folder < 40; folder++) write(`many/${folder}/x`, 'x');
    const impact = await measureImpact({ ...question('rm -rf many', [at('many')]), limitMs: 0 });
    assert.deepEqual([impact.complete, impact.totals.files < 40], [false, true]);
  });
});
