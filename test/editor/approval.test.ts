import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, documentScheme, panels } from '../../src/host/ids.ts';
import { declareFreeze, liftFreezes } from '../../src/node/freezeStore.ts';
import { Asking, deletion, startedExtension, state, until, webviewTabs, windowRecord, workspaceRoot } from './support/window.ts';

const panelTab = (): readonly vscode.Tab[] => webviewTabs(panels.approval);
const panelOpens = (): Promise<true> => until('an open panel', () => panelTab().length === 1 || undefined);
const panelGoes = (): Promise<true> => until('a closed panel', () => panelTab().length === 0 || undefined);

/** Leaves of a value that a careless handler might take for a gesture. */
const junk: readonly (readonly unknown[])[] = [
  [],
  [null],
  ['approve'],
  [{ type: 'approve', id: 'editor-suite', nonce: '', outcome: 'approved' }],
  [{ action: { id: 'approve' } }, { approved: true }],
  [[['approved']], 1e9, () => 'approved'],
];

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

  it('no command approves, whatever its arguments', async () => {
    const record = await windowRecord();
    const outcomes: (string | undefined)[] = [];
    for (const id of Object.values(commands)) {
      for (const args of junk) {
        const asking = new Asking(record, deletion(record));
        await asking.acknowledged();
        // Not awaited: some commands open an input and end only when it is closed.
        void vscode.commands.executeCommand(id, ...args);
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        await vscode.commands.executeCommand(commands.denyApproval);
        outcomes.push((await asking.answer()).outcome);
      }
    }
    deepEqual(outcomes.filter((outcome) => outcome !== 'denied'), []);
    equal(outcomes.length, Object.values(commands).length * junk.length);
  }).timeout(120_000);

  it('no command moves the native list to an approval', async () => {
    const settings = vscode.workspace.getConfiguration();
    const surface = 'tagout.approval.surface';
    await settings.update(surface, 'native', vscode.ConfigurationTarget.Global);
    try {
      const record = await windowRecord();
      for (const steps of [1, 2, 3]) {
        const asking = new Asking(record, deletion(record));
        await asking.acknowledged();
        await until('the document', () => vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === documentScheme));
        for (let step = 0; step < steps; step++) await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
        for (let press = 0; press < 3; press++) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        await vscode.commands.executeCommand(commands.denyApproval);
        equal((await asking.answer()).outcome, 'denied');
      }
    } finally {
      await settings.update(surface, undefined, vscode.ConfigurationTarget.Global);
    }
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
