import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { codex } from './agents/codex.ts';
import { bench, type Bench } from './bench.ts';
import { drivers } from './driver.ts';
import { deny, panelOf, waitForAsk } from './product/panel.ts';
import { pictureInThemes } from './product/themes.ts';
import { command } from './scenario.ts';

/** What each act must say: parts of the whole panel. */
const acts: readonly { readonly name: string; readonly text: string; readonly says: readonly string[] }[] = [
  { name: 'delete', text: 'rm -rf src notes uploads', says: ['never committed', 'the last commit', 'only a new checkpoint', 'untracked', 'ignored'] },
  { name: 'force-push', text: 'git push --force', says: ['Rewrites main on origin: 1 commit there is replaced, by Mika.', '--force-with-lease', 'Last fetch'] },
  { name: 'sqlite', text: 'sqlite3 data/local.sqlite "DELETE FROM guests WHERE rowid < 3"', says: ['guests', 'rows'] },
  { name: 'terraform', text: 'terraform apply infra.json', says: ['Destroys 1 resource (db.main)', 'vm.web', 'destroyed and made again'] },
  { name: 'publish', text: 'cd packages/client && npm publish --tag next', says: ['Publishes @harbour/client@2.0.0', 'index.js', 'Registry', 'next'] },
];

describe('impact in the panel', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(120_000);
    machine = await bench();
    const { root } = machine.sample;
    const git = (...words: readonly string[]): void => void execFileSync('git', words, { cwd: root, stdio: 'pipe' });
    git('-c', 'user.name=Mika', '-c', 'user.email=mika@example.test', 'commit', '-q', '--allow-empty', '-m', 'Price the winter berths');
    git('push', '-q', 'origin', 'main');
    git('reset', '-q', '--soft', 'HEAD~1');
    mkdirSync(path.join(root, 'packages', 'client'), { recursive: true });
    writeFileSync(path.join(root, 'packages', 'client', 'package.json'), JSON.stringify({ name: '@harbour/client', version: '2.0.0', scripts: { prepack: 'exit 1' } }));
    writeFileSync(path.join(root, 'packages', 'client', 'index.js'), 'export const berths = 12;\n');
    writeFileSync(path.join(root, 'infra.json'), JSON.stringify({ timestamp: new Date(Date.now() - 40 * 60_000).toISOString(), resource_changes: [{ address: 'db.main', change: { actions: ['delete'] } }, { address: 'vm.web', change: { actions: ['delete', 'create'] } }, { address: 'dns.www', change: { actions: ['update'] } }] }));
  });

  for (const act of acts) {
    it(act.name, async () => {
      const driver = drivers.find(({ name: driven }) => driven === codex.id);
      if (driver === undefined) throw new Error('codex is not among the drivers');
      const { page } = machine;
      const run = driver.begin(machine, command(act.text));
      // The first figures say less: where each file comes back from is looked up while the panel is open already.
      await waitForAsk(page, [act.text.slice(0, 12), ...act.says]);
      await pictureInThemes(page, `impact-${act.name}`);
      if (act.name === 'delete') {
        await panelOf(page).locator("button[data-order='size']").click();
        await panelOf(page).locator("th.size[aria-sort='descending']").waitFor();
        await pictureInThemes(page, 'impact-sorted');
      }
      await deny(page, 'Keep it.');
      await run;
    }).timeout(180_000);
  }
});
