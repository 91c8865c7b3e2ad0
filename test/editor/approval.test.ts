import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, panels } from '../../src/host/ids.ts';
import { declareFreeze, liftFreezes } from '../../src/node/freeze/freezeStore.ts';
import { Asking, deletion, startedExtension, state, until, webviewTabs, windowRecord, workspaceRoot } from './support/window.ts';

const panelTab = (): readonly vscode.Tab[] => webviewTabs(panels.approval);
const panelOpens = (): Promise<true> => until('an open panel', () => panelTab().length === 1 || undefined);
const panelGoes = (): Promise<true> => until('a closed panel', () => panelTab().length === 0 || undefined);

describe('approval in the editor', () => {
  before(() => startedExtension());
  afterEach(async () => {
    for (let left = 20; left > 0 && panelTab().length > 0; left--) await vscode.commands.executeCommand(commands.denyApproval);
    await panelGoes();
  });

  it('opens the panel for a question and takes it away after the answer', async () => {
    const record = await windowRecord();
    const asking = new Asking(record, deletion(record));
    await asking.acknowledged();
    await panelOpens();
    await vscode.commands.executeCommand(commands.denyApproval);
    equal((await asking.answer()).outcome, 'denied');
    await panelGoes();
  });

  it('keeps one panel for several questions', async () => {
    const record = await windowRecord();
    const all = [new Asking(record, deletion(record)), new Asking(record, deletion(record)), new Asking(record, deletion(record))];
    await Promise.all(all.map((asking) => asking.acknowledged()));
    await panelOpens();
    for (const { replies } of all) deepEqual(replies.map(({ type }) => type), ['ack']);
    for (const asking of all) {
      await vscode.commands.executeCommand(commands.denyApproval);
      equal((await asking.answer()).outcome, 'denied');
    }
    await panelGoes();
  });

  it('forgets a question when the hook is gone', async () => {
    const record = await windowRecord();
    const asking = new Asking(record, deletion(record));
    await panelOpens();
    asking.hangUp();
    await panelGoes();
  });

  it('leaves a question waiting when the panel is closed, and denies it at the deadline', async () => {
    const record = await windowRecord();
    const asking = new Asking(record, deletion(record, 6000));
    await panelOpens();
    await vscode.window.tabGroups.close(panelTab());
    deepEqual(asking.replies.map(({ type }) => type), ['ack']);
    const { outcome, by } = await asking.answer();
    deepEqual([outcome, by], ['denied', 'tagout']);
  });

  it('brings the closed panel back on request', async () => {
    const record = await windowRecord();
    const asking = new Asking(record, deletion(record));
    await panelOpens();
    await vscode.window.tabGroups.close(panelTab());
    await panelGoes();
    await vscode.commands.executeCommand(commands.showApprovals);
    await panelOpens();
    await vscode.commands.executeCommand(commands.denyApproval);
    equal((await asking.answer()).outcome, 'denied');
  });

  it('a freeze denies what waits, at once, and what comes after', async () => {
    const record = await windowRecord();
    const root = workspaceRoot();
    const waiting = new Asking(record, deletion(record));
    await panelOpens();
    declareFreeze(state, root, { id: 'suite', mode: 'deny', reason: 'release', by: 'suite', since: new Date().toISOString() }, Date.now());
    try {
      deepEqual([(await waiting.answer()).by, (await new Asking(record, deletion(record)).answer()).by], ['freeze', 'freeze']);
    } finally {
      liftFreezes(state, root, Date.now());
    }
    const after = new Asking(record, deletion(record));
    await after.acknowledged();
    await panelOpens();
  });

  it('the channel knows no message that approves', async () => {
    const record = await windowRecord();
    const asking = new Asking(record, deletion(record));
    await asking.acknowledged();
    for (const type of ['approve', 'answer', 'ack', 'freeze', 'lift']) {
      const other = new Asking(record, { ...deletion(record), type, outcome: 'approved' });
      await until(`a refusal of ${type}`, () => other.replies.find((reply) => reply.type === 'refused'));
    }
    deepEqual(asking.replies.map(({ type }) => type), ['ack']);
  });
});
