import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { openSpool } from '../../src/node/trace/spool.ts';
import { bench, type Bench } from './bench.ts';
import { replaceQuestions } from './product/policy.ts';
import { eventually, stateOf } from './product/processes.ts';
import { propose } from './product/proposals.ts';
import { pictureInThemes } from './product/themes.ts';
import { boardAct, openBoard } from './product/traceView.ts';
import { makeWork } from './scenario.ts';
import { chooseFromMenu } from './workbench/menu.ts';
import { runCommand } from './workbench/window.ts';

// One session seen from the wide view: while it goes on, while its reader pauses, and when all that it did is taken back.
describe('the wide trace', () => {
  let machine: Bench;
  before(async function () {
    this.timeout(120_000);
    machine = await bench();
    replaceQuestions(machine.directories.home, true);
  });
  after(() => replaceQuestions(machine.directories.home, false));

  it('follows an agent, stands still while its reader pauses, and takes back what came after an act', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    const session = `live-${work.name}`;
    const board = await openBoard(page);
    await propose(machine, `ls ${work.name}`, session);
    await boardAct(board, `ls ${work.name}`).waitFor();
    await board.locator('#pause').click();
    await board.locator('#pause[aria-pressed=true]').waitFor();
    await propose(machine, `rm -r ${work.name}`, session);
    await board.locator('#newer').waitFor();
    assert.equal(await boardAct(board, `rm -r ${work.name}`).count(), 0);
    await pictureInThemes(page, 'board-paused');
    await board.locator('#pause').click();
    await boardAct(board, `rm -r ${work.name}`).waitFor();
    // What the agent does with the leave it was given.
    rmSync(work.folder, { recursive: true });
    await boardAct(board, `ls ${work.name}`).click({ button: 'right' });
    await chooseFromMenu(page, 'Undo to Here');
    const picker = page.locator('.quick-input-widget', { hasText: `Undo to: ls ${work.name}` });
    await picker.locator('.monaco-list-row', { hasText: 'Undo 1 Act' }).waitFor();
    await picker.locator('.monaco-list-row', { hasText: `rm -r ${work.name}` }).waitFor();
    await pictureInThemes(page, 'board-undo');
    await picker.locator('.monaco-list-row', { hasText: 'Undo 1 Act' }).click();
    await eventually('the work is back', () => (work.exists() ? true : undefined));
    const again = await openBoard(page);
    await boardAct(again, `rm -r ${work.name}`).click();
    await again.locator('.board-row.step', { hasText: 'restored' }).waitFor();
    await pictureInThemes(page, 'board-undone');
    await runCommand(page, 'View: Close All Editors');
  }).timeout(120_000);

  it('marks the lines that an agent changed, and says of them who, when and who knows', async () => {
    const { page, sample, directories } = machine;
    const file = path.join(sample.root, 'src', 'booking.js');
    const before = readFileSync(file, 'utf8');
    const after = `const cacheMs = 60_000;\n${before}`;
    const proposal = `marked-${path.basename(file)}`;
    const header = { workspace: sample.root, agent: 'claude-code', actor: { agent: 'claude-code' }, session: proposal, proposal } as const;
    const spool = openSpool(stateOf(directories.home), sample.root);
    const effect = { kind: 'write', reversibility: 'recoverable', blastRadius: 'file', span: { start: 0, end: 0 }, uninspectable: false, rule: 'files.write', reason: 'writes a file', target: { kind: 'path', path: file, recursive: false } } as const;
    spool.append(header, [
      { kind: 'proposal', tool: 'Edit', input: {}, actions: [{ kind: 'file', change: { operation: 'modify', path: file, before, after } }], reasoning: { source: 'none', verified: false } },
      { kind: 'verdict', policyRevision: 'test', freezes: [], verdict: { decision: 'allow', reversibility: 'recoverable', blastRadius: 'file', uninspectable: false, frozen: false, findings: [{ decision: 'allow', rule: 'files.write', source: 'default', reason: 'writes a file', span: { start: 0, end: 0 }, effect }] } },
      { kind: 'decision', decision: 'allow', by: 'policy', reason: 'by rule' },
    ], 'durable');
    spool.close();
    writeFileSync(file, after);
    await runCommand(page, 'View: Show Explorer');
    await runCommand(page, 'View: Close All Editors');
    const entry = (name: string): ReturnType<typeof page.locator> => page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
    await entry('src').waitFor();
    if ((await entry('src').getAttribute('aria-expanded')) !== 'true') await entry('src').click();
    await entry('booking.js').dblclick();
    const line = page.locator('.monaco-editor .view-line', { hasText: 'cacheMs' });
    await line.click();
    await eventually('the hover says who changed the line', async () => {
      await runCommand(page, 'Show or Focus Hover');
      return page.locator('.monaco-hover', { hasText: /Changed\sby\sClaude\sCode,.*never\sreviewed/s }).first().waitFor({ timeout: 3000 }).then(() => true, () => undefined);
    }, 40_000);
    await pictureInThemes(page, 'line-mark');
    writeFileSync(file, before);
    await runCommand(page, 'View: Close All Editors');
  }).timeout(120_000);
});
