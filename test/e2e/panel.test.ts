import assert from 'node:assert/strict';
import { bench, type Bench } from './bench.ts';
import { approve, deny, isAsking, panelOf, waitForAsk } from './product/panel.ts';
import { propose } from './product/proposals.ts';
import { makeWork } from './scenario.ts';
import { runCommand, takePicture, type FrameLocator } from './workbench/window.ts';

describe('the panel', () => {
  let machine: Bench;
  let panel: FrameLocator;
  before(async function () {
    this.timeout(120_000);
    machine = await bench();
    panel = panelOf(machine.page);
    await runCommand(machine.page, 'View: Close All Editors');
  });
  const text = (selector: string): Promise<string> => panel.locator(selector).innerText();
  const focused = (): Promise<string> => panel.locator(':focus').first().getAttribute('id').then((id) => id ?? '');

  it('is there soon after the proposal', async () => {
    const { page, sample } = machine;
    const times: number[] = [];
    let tabAfter = 0;
    while (times.length < 4) {
      const work = makeWork(sample.root);
      const begun = performance.now();
      const answer = propose(machine, `rm -r ${work.name}`);
      const tab = page.locator('.tabs-container .tab', { hasText: 'Approval' }).waitFor().then(() => (tabAfter ||= Math.round(performance.now() - begun)));
      await waitForAsk(page, work.name);
      await tab;
      times.push(Math.round(performance.now() - begun));
      await deny(page);
      await answer;
    }
    const [first, ...later] = times;
    console.log(`      from the start of the hook to the visible loss: ${first} ms in a new window (${tabAfter} ms to its tab), then ${later.join(', ')} ms`);
    assert.equal(await isAsking(page), false);
  });

  it('lists what waits by session, is led by the arrow keys, and refuses a session as a whole', async () => {
    const { page, sample } = machine;
    const [one, two, other] = [makeWork(sample.root), makeWork(sample.root), makeWork(sample.root)];
    const first = propose(machine, `rm -r ${one.name}`, 'session-one');
    await waitForAsk(page, one.name);
    const second = propose(machine, `rm -r ${two.name} notes`, 'session-one');
    const third = propose(machine, 'git push --force origin main', 'session-two');
    await panel.locator('.queue li').nth(2).waitFor();
    await takePicture(page, 'queue');
    await panel.locator('.queue li[aria-selected=true]').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await panel.locator('pre', { hasText: 'git push' }).waitFor();
    assert.equal(await focused(), 'deny');
    await panel.locator('.queue li').first().click();
    await waitForAsk(page, one.name);
    await panel.locator('#deny-session').click();
    assert.deepEqual([(await first).end, (await second).end, one.exists(), two.exists()], [2, 2, true, true]);
    await panel.locator('pre', { hasText: 'git push' }).waitFor();
    await deny(page);
    assert.equal((await third).end, 2);
    assert.equal(other.exists(), true);
  });

  it('judges a changed command and has the agent run that one', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    const answer = propose(machine, `rm -r ${work.name}`);
    await waitForAsk(page, work.name);
    await page.waitForTimeout(700);
    await panel.locator('#edit').click();
    await takePicture(page, 'edit');
    await panel.locator('#command').fill(`mv ${work.name} ${work.name}.kept`);
    await panel.locator('#command-send').click();
    await panel.locator('.notice', { hasText: 'You changed the command' }).waitFor();
    await takePicture(page, 'edited');
    assert.equal(await text('#approve'), 'Run This Instead');
    await approve(page);
    const { stderr, end } = await answer;
    assert.equal(end, 2);
    assert.match(stderr, new RegExp(`wants this to be run instead, and nothing else: mv ${work.name} ${work.name}\\.kept`));
    // What the person named is no refused object: the agent may propose it at once.
    assert.equal((await propose(machine, `mv ${work.name} ${work.name}.kept`)).end, 0);
  });

  it('does not let a changed command run that the rules refuse, and goes back', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    const answer = propose(machine, `rm -r ${work.name}`);
    await waitForAsk(page, work.name);
    await page.waitForTimeout(700);
    await panel.locator('#edit').click();
    await panel.locator('#command').fill('rm -rf ~/.local/state/tagout');
    await panel.locator('#command-send').click();
    await panel.locator('.notice.error').waitFor();
    await page.waitForTimeout(1200);
    assert.equal(await panel.locator('#approve').getAttribute('aria-disabled'), 'true');
    await panel.locator('#original').click();
    await waitForAsk(page, work.name);
    await approve(page);
    assert.equal((await answer).end, 0);
  });

  it('shows the whole of a long command, with its dangerous part in sight and nothing hidden', async () => {
    const { page, sample } = machine;
    const work = makeWork(sample.root);
    const answer = propose(machine, `${'echo a line that does nothing at all;\n'.repeat(400)}rm -r ${work.name}\u200b; rm -r ${work.name}`);
    await waitForAsk(page, work.name);
    const block = panel.locator('section pre').first();
    assert.equal((await block.innerText()).match(/does nothing at all/g)?.length, 400);
    assert.ok((await block.innerText()).includes('␣U+200B'));
    const inSight = await block.evaluate((pre) => {
      const mark = pre.querySelector('mark');
      if (mark === null) return false;
      const [outer, inner] = [pre.getBoundingClientRect(), mark.getBoundingClientRect()];
      return inner.top >= outer.top - 1 && inner.top <= outer.bottom;
    });
    assert.equal(inSight, true);
    await block.scrollIntoViewIfNeeded();
    await takePicture(page, 'long');
    await deny(page);
    assert.equal((await answer).end, 2);
  });

  it('asks for the name of what no checkpoint keeps', async () => {
    const { page } = machine;
    const answer = propose(machine, 'docker volume rm pgdata');
    await panel.locator('#typed').waitFor();
    await takePicture(page, 'typed');
    assert.equal(await text('.confirm code'), 'pgdata');
    await deny(page);
    assert.equal((await answer).end, 2);
  });
});
