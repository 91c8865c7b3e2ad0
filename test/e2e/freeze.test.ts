import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import * as path from 'node:path';
import { bench, type Bench } from './bench.ts';
import { chatDriver, drivers, type Driver } from './driver.ts';
import type { Step } from './model/script.ts';
import { tagout } from './product/commandLine.ts';
import { afterOpeningMs, approve, isAsking, waitForAsk } from './product/panel.ts';
import { eventually, stateOf } from './product/processes.ts';
import { importAnswer, secondPerson } from './product/secondPerson.ts';
import { breakFreeze, freeze, freezeEnvironment, liftFreeze, openMenu, statusHover, statusText, waitForNoFreeze, waitForStatus } from './product/statusBar.ts';
import { pictureInThemes } from './product/themes.ts';
import { command, makeWork } from './scenario.ts';
import { runCommand, takePicture, webview } from './workbench/window.ts';

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
/** Lets the time of every break-glass be over, as half an hour later. */
function endGlasses(state: string): void {
  const names = readdirSync(state, { recursive: true, encoding: 'utf8' }).filter((name) => path.basename(name) === 'opened.json');
  for (const file of names.map((name) => path.join(state, name))) writeFileSync(file, readFileSync(file, 'utf8').replace(/"until":"[^"]*"/, `"until":"${new Date().toISOString()}"`));
}
const run = (words: string): Step => ({ text: 'I go on.', calls: [{ operation: 'shell', fields: { command: words, intent: 'go on' } }] });

// How each agent hears a refusal is proved by the adapters' own tests and by agents.test.ts: here one agent plays each story.
describe('code freeze', () => {
  let machine: Bench;
  /** The person's own file: it needs no review when it is taken away. */
  const freezeFile = (): string => path.join(stateOf(machine.directories.home), 'freeze.yaml');
  const terminalAgent = (index: number): Driver => drivers.filter((driver) => driver !== chatDriver)[index] ?? chatDriver;
  /** A freeze as a team writes it, from an instant on or at once. */
  const declare = (more: string): void => {
    writeFileSync(freezeFile(), `version: 1\nfreezes:\n  - id: harbour-days\n    title: Harbour days\n    owner: harbour office\n${more}`);
  };

  /** Nothing of one story is left for the next. */
  const thaw = async (): Promise<void> => {
    rmSync(freezeFile(), { force: true });
    await waitForNoFreeze(machine.page);
  };

  before(async function () {
    this.timeout(120_000);
    machine = await bench();
  });
  after(() => thaw());

  it('holds the production database against an agent that tries by every way, and lets it build', async () => {
    const { page, sample, directories } = machine;
    const before = digest(sample.productionDatabase);
    const built = path.join(sample.root, 'dist', 'schema.js');
    rmSync(built, { force: true });
    await freeze(page);
    try {
      assert.match(await statusText(page), /FROZEN/);
      const { told } = await terminalAgent(0).begin(machine, [
        { reasoning: 'The query came back empty, so the schema must be old.', text: 'I push the schema.', calls: [{ operation: 'shell', fields: { command: 'npm run db:push', intent: 'fix the empty query' } }] },
        run('npx drizzle-kit push --force'), run('npm run db:push'), run('npm run db:push -- --yes'), run('npm run db:push'), run('npm run build'),
        { text: 'I was refused because of the code freeze and I leave the database alone.' },
      ]);
      assert.equal(digest(sample.productionDatabase), before);
      assert.equal(existsSync(built), true);
      assert.match(told, /code freeze.*until somebody lifts it.*Reading, editing, building, testing and local commits still work/s);
      assert.equal(await isAsking(page), false);
      await page.locator('.notification-toast', { hasText: 'goes on trying' }).first().waitFor();
      const trace = tagout(directories.home, sample.root, ['trace', 'show', '--last', '1', '--json']);
      for (const part of [/npm run db:push/, /attempt to get round the freeze/, /The query came back empty/, /I leave the database alone/]) assert.match(trace, part);
      await takePicture(page, 'freeze-evasion');
    } finally {
      await liftFreeze(page, 'The release is out.');
    }
  });

  it('of an environment keeps it from being deleted and made again, and leaves the rest to a person', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    await freezeEnvironment(page, 'production');
    try {
      assert.match(await statusText(page), /FROZEN \(production\) until/);
      const agent = chatDriver.begin(machine, [run('aws cloudformation delete-stack --stack-name cost-explorer-production'), run(`rm -r ${work.name}`), { text: 'I am done.' }]);
      await waitForAsk(page, work.name);
      await approve(page);
      const { told } = await agent;
      assert.match(told, /code freeze/);
      assert.equal(work.exists(), false);
    } finally {
      await liftFreeze(page, 'The release is out.');
    }
  });

  it('that was planned refuses what waits when it begins', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    const agent = terminalAgent(1).begin(machine, command(`rm -r ${work.name}`));
    await waitForAsk(page, work.name);
    const start = new Date(Date.now() + 4000).toISOString().slice(0, 19);
    declare(`    when: { start: "${start}", for: P1D, zone: UTC }\n`);
    const { told } = await agent;
    assert.equal(work.exists(), true);
    assert.match(told, /code freeze: Harbour days/);
    await thaw();
  });

  it('says in the status bar where it stands, and in its hover who, until when and what goes on', async () => {
    const { page } = machine;
    /** Some hours and a few minutes from now, on the clock of UTC or so many hours east of it. */
    const at = (hours: number, east = 0): string => new Date(Date.now() + (hours + east) * 3_600_000 + 300_000).toISOString().slice(0, 19);
    const states: readonly (readonly [string, string, RegExp, RegExp])[] = [
      ['planned', `    when: { start: "${at(3, 9)}", for: P1D, zone: Asia/Tokyo }\n`, /Freeze in 3 h/, /Harbour days.*Asia\/Tokyo/s],
      ['asks', `    mode: ask\n    when: { start: "${at(-2)}", for: P1D, zone: UTC }\n`, /Freeze: asks until/, /Each change is asked about/],
      ['frozen', `    allow: [branch-push]\n    when: { start: "${at(-2)}", for: P1D, zone: UTC }\n`, /FROZEN until/, /harbour office.*pushing a feature branch/s],
      ['unknown', `    mode: observe\nsources:\n  - { name: flags, openfeature: { url: "http://127.0.0.1:9", flag: freeze } }\n`, /Freeze unknown/, /flags.*unknown, counts as frozen/s],
    ];
    assert.match(await statusHover(page), /No code freeze/);
    await pictureInThemes(page, 'status-off');
    for (const [name, more, text, hover] of states) {
      declare(more);
      await waitForStatus(page, text);
      assert.match(await statusHover(page), hover);
      await pictureInThemes(page, `status-${name}`);
      await page.keyboard.press('Escape');
    }
    await thaw();
  });

  it('is opened from the view at its line, is written with help, and ends when its change was reviewed', async () => {
    const { page, sample } = machine;
    const file = path.join(sample.root, '.tagout', 'freeze.yaml');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, 'version: 1\nfreezes:\n  - id: regatta\n    title: Regatta\n    mode: deny\n');
    try {
      await waitForStatus(page, /FROZEN/);
      await runCommand(page, 'Tagout: Show Freezes');
      const row = page.locator('.monaco-list-row', { hasText: 'Regatta' }).first();
      await row.waitFor();
      await openMenu(page);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Freeze Now: Refuse Changes' }).waitFor();
      await pictureInThemes(page, 'freeze-menu');
      await page.keyboard.press('Escape');
      await row.hover();
      await row.locator('.action-label[aria-label="Open Source"]').click();
      await page.locator('.monaco-editor .view-line', { hasText: 'regatta' }).first().waitFor();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('    infl');
      await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'inflight' }).first().waitFor();
      await pictureInThemes(page, 'freeze-completion');
      await page.keyboard.press('Escape');
      await page.keyboard.type('ight: halt');
      await page.locator('.squiggly-error').first().waitFor();
      await pictureInThemes(page, 'freeze-problem');
      await runCommand(page, 'File: Revert File');
      await runCommand(page, 'View: Close All Editors');
      writeFileSync(file, 'version: 1\n');
      await runCommand(page, 'Tagout: Review Policy Change');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Lifts or changes regatta' }).waitFor();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'is gone' }).waitFor();
      assert.match(await statusText(page), /FROZEN/);
      await pictureInThemes(page, 'freeze-review');
      await page.waitForTimeout(afterOpeningMs);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Accept This Version' }).first().click();
      await waitForNoFreeze(page);
    } finally {
      rmSync(file, { force: true });
    }
  });

  it('stops what runs when its break-glass comes to its end in the middle', async () => {
    const { page, sample, directories } = machine;
    const work = makeWork(sample.root);
    declare('    inflight: stop\n    breakGlass: {}\n');
    await waitForStatus(page, /FROZEN/);
    await breakFreeze(page, 'The booking page is down.');
    await waitForStatus(page, /Freeze broken/);
    const agent = terminalAgent(0).begin(machine, [run(`rm -r ${work.name}; while [ ! -e ${work.name} ]; do sleep 0.2; done; echo moored`), { text: 'I am done.' }]);
    await waitForAsk(page, work.name);
    await approve(page);
    await eventually('the command has begun', () => (work.exists() ? undefined : true));
    endGlasses(stateOf(directories.home));
    const { told } = await agent;
    assert.match(told, /stopped this while it ran: code freeze: Harbour days/);
    assert.doesNotMatch(told, /moored/);
    await thaw();
  });

  it('that two people broke lets through what that allows, and holds again after it', async () => {
    const { page, sample } = machine;
    const [first, second] = [makeWork(sample.root), makeWork(sample.root)];
    const later = new Date(Date.now() + 16 * 3_600_000).toISOString().slice(0, 19);
    declare(`    breakGlass: { ticket: true, second: true, maxActions: 1 }\n  - id: stocktaking\n    title: Stocktaking\n    mode: ask\n    when: { start: "${later}", for: P1D, zone: Asia/Tokyo }\n`);
    await waitForStatus(page, /FROZEN/);
    const other = secondPerson(machine, 'mika');
    await breakFreeze(page, 'The booking page is down.', 'OPS-7');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Copy as Text' }).click();
    await page.locator('.notification-toast', { hasText: 'Waiting for a second person to agree' }).waitFor();
    assert.match(await statusText(page), /FROZEN/);
    await takePicture(page, 'freeze-second');
    await other.signs();
    await importAnswer(page);
    await waitForStatus(page, /Freeze broken: \d+:\d\d · 1 left/);
    await takePicture(page, 'freeze-broken');
    const agent = terminalAgent(2).begin(machine, [run(`rm -r ${first.name}`), run(`rm -r ${second.name}`), { text: 'I am done.' }]);
    await waitForAsk(page, first.name);
    await approve(page);
    const { told } = await agent;
    assert.deepEqual([first.exists(), second.exists()], [false, true]);
    assert.match(told, /code freeze/);
    await waitForStatus(page, /FROZEN/);
    const report = page.locator('.notification-toast', { hasText: 'let 1 of 1 acts through' });
    await report.waitFor();
    await report.getByRole('button', { name: 'Show Report' }).click();
    await webview(page, '.editor-group-container').locator('tr', { hasText: 'Agreed by' }).filter({ hasText: 'mika' }).waitFor();
    await runCommand(page, 'Tagout: Show Freezes');
    await page.locator('.monaco-list-row', { hasText: 'Stocktaking' }).first().waitFor();
    await pictureInThemes(page, 'freeze-report');
    other.forget();
    await thaw();
  });

  it('asks a source with the token that a person typed, which the editor alone keeps', async () => {
    const { page, directories } = machine;
    const token = `harbour-${randomUUID()}`;
    const heard: string[] = [];
    const flags = createServer(({ headers: { authorization = '' } }, response) => {
      heard.push(authorization);
      const known = authorization === `Bearer ${token}`;
      response.writeHead(known ? 200 : 401).end(JSON.stringify(known ? { key: 'freeze', value: true, reason: 'STATIC', variant: 'on' } : {}));
    });
    await new Promise<void>((listening) => flags.listen(0, '127.0.0.1', listening));
    const address = flags.address();
    assert.ok(address !== null && typeof address === 'object');
    try {
      declare(`    mode: observe\nsources:\n  - { name: flags, openfeature: { url: "http://127.0.0.1:${address.port}", flag: freeze, token: { secret: harbour-flags } } }\n`);
      await waitForStatus(page, /Freeze unknown/);
      await runCommand(page, 'Tagout: Set Token of a Source');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'is missing' }).click();
      const input = page.locator('.quick-input-widget', { hasText: 'Token harbour-flags' }).locator('input[type="password"]');
      await input.fill(token);
      await takePicture(page, 'freeze-token');
      await input.press('Enter');
      await waitForStatus(page, /FROZEN/);
      assert.equal(heard.at(-1), `Bearer ${token}`);
      assert.equal(spawnSync('grep', ['-rlF', token, directories.home], { encoding: 'utf8' }).stdout, '');
    } finally {
      flags.close();
      await thaw();
    }
  });
});
