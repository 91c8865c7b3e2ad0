import { deepEqual, equal, ok } from 'node:assert/strict';
import * as net from 'node:net';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { readFileSync } from 'node:fs';
import { commands, panels, settings } from '../../src/host/ids.ts';
import { liftFreezes } from '../../src/node/freeze/freezeStore.ts';
import { TraceReader } from '../../src/node/trace/readTrace.ts';
import { workspaceStateDirectory } from '../../src/node/stateDirectory.ts';
import type { AskMessage, WindowRecord } from '../../src/protocol/channel.ts';
import { randomNumbers } from '../support/randomNumbers.ts';
import { junk } from './support/junk.ts';
import { Asking, deletion, startedExtension, state, until, webviewTabs, windowRecord, workspaceRoot } from './support/window.ts';

/** Printed with the result; another one by $TAGOUT_SEED. */
const seed = Number(process.env['TAGOUT_SEED'] ?? 20261123);

// Everything that code in the editor, beside it or behind the socket can do is tried while a question waits. The only
// approvals there are come from a person's hands in the panel, and nobody touches it here.
describe('no approval without a gesture', () => {
  const random = randomNumbers(seed);
  let extension: vscode.Extension<unknown>;
  let record: WindowRecord;
  const asked: { readonly asking: Asking; readonly message: AskMessage }[] = [];

  /** A question that waits at this moment: a new one where the last was denied by what was tried. */
  const waiting = async (): Promise<{ readonly asking: Asking; readonly message: AskMessage }> => {
    const last = asked.at(-1);
    if (last !== undefined && last.asking.replies.every(({ type }) => type === 'ack')) return last;
    // What was tried may have frozen the folder: under a freeze nothing would wait.
    liftFreezes(state, workspaceRoot(), Date.now());
    const message = deletion(record);
    const made = { asking: new Asking(record, message), message };
    asked.push(made);
    await made.asking.acknowledged();
    return made;
  };
  const ids = (): readonly string[] => asked.slice(-3).map(({ message }) => message.id);
  const closeInputs = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.action.closeQuickOpen');

  before(async () => {
    extension = await startedExtension();
    record = await windowRecord();
    await vscode.workspace.getConfiguration().update(settings.questionsInTenMinutes, 1000, vscode.ConfigurationTarget.Global);
  });

  after(async function () {
    this.timeout(60_000);
    for (let left = 1000; left > 0 && asked.some(({ asking }) => asking.replies.every(({ type }) => type === 'ack')); left--) await vscode.commands.executeCommand(commands.denyApproval);
    await vscode.workspace.getConfiguration().update(settings.questionsInTenMinutes, undefined, vscode.ConfigurationTarget.Global);
    await vscode.workspace.getConfiguration().update(settings.approvalSurface, undefined, vscode.ConfigurationTarget.Global);
    await closeInputs();
    liftFreezes(state, workspaceRoot(), Date.now());
  });

  for (const surface of ['panel', 'native'] as const) {
    it(`every contributed command, any arguments, accepted in every list (${surface})`, async () => {
      await vscode.workspace.getConfiguration().update(settings.approvalSurface, surface, vscode.ConfigurationTarget.Global);
      // Those that start processes of their own are tried once: they take seconds.
      const slow: readonly string[] = [commands.runDoctor, commands.protectAgents, commands.removeFromAgents];
      let tried = 0;
      for (const id of Object.values(commands)) {
        for (let round = slow.includes(id) ? 1 : 4; round > 0; round--) {
          await waiting();
          void vscode.commands.executeCommand(id, ...Array.from({ length: Math.floor(random() * 4) }, () => junk(random, ids())));
          for (let step = Math.floor(random() * 8); step > 0; step--) await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
          for (let press = 0; press < 3; press++) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
          await closeInputs();
          tried++;
        }
      }
      equal(tried, (Object.keys(commands).length - slow.length) * 4 + slow.length);
    }).timeout(240_000);
  }

  it('what key bindings and tasks can run', async () => {
    await waiting();
    await vscode.commands.executeCommand('runCommands', { commands: [commands.showApprovals, 'workbench.action.acceptSelectedQuickOpenItem', { command: commands.showApprovals, args: { type: 'approve', id: ids()[0] } }, 'list.select', 'notification.acceptPrimaryAction', 'editor.action.webvieweditor.selectAll', 'workbench.action.focusActiveEditorGroup'] });
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    ok(folder !== undefined);
    for (const id of [commands.showApprovals, commands.openTrace, commands.grants]) {
      await waiting();
      const task = new vscode.Task({ type: 'shell', tagout: id }, folder, id, 'suite', new vscode.ShellExecution(`echo \${command:${id}} approve \${input:approve}`));
      await vscode.tasks.executeTask(task).then((execution) => execution.terminate(), () => undefined);
      await closeInputs();
    }
  }).timeout(60_000);

  it('what other extensions can reach: exports, and a webview that looks like the panel', async () => {
    const { message: { id } } = await waiting();
    const reachable = functionsIn(extension.exports);
    deepEqual(reachable, []);
    const forged = vscode.window.createWebviewPanel(panels.approval, 'Approval', vscode.ViewColumn.Beside, { enableScripts: true });
    try {
      const sent = new Promise<void>((resolve) => forged.webview.onDidReceiveMessage(() => resolve()));
      const messages = ['', 'undefined', record.token, id].flatMap((nonce) => [{ type: 'ready' }, { type: 'rendered', id }, { type: 'approve', id, nonce }, { type: 'approve', id, nonce, grant: 'session' }, { type: 'approve', id, nonce, withoutWayBack: true, typed: 'no way back' }]);
      forged.webview.html = `<!DOCTYPE html><html><body><script>const editor = acquireVsCodeApi(); for (const one of ${JSON.stringify(messages)}) { editor.postMessage(one); window.parent.postMessage(one, '*'); window.top.postMessage(one, '*'); for (let at = 0; at < window.top.frames.length; at++) window.top.frames[at].postMessage(one, '*'); } editor.postMessage('done');</script></body></html>`;
      await sent;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    } finally {
      forged.dispose();
    }
    deepEqual((await waiting()).message.id, id);
  }).timeout(60_000);

  it('links, and the other doors that an editor has for extensions', async () => {
    for (const name of ['', 'approve', 'answer', 'approval/approve', 'second-person', 'import']) {
      const { message } = await waiting();
      const query = new URLSearchParams({ id: message.id, type: 'approve', nonce: '', outcome: 'approved', answer: JSON.stringify(junk(random, ids())), signature: 'x'.repeat(64) });
      // The editor asks before it lets a link through to an extension, and here nobody agrees.
      void vscode.commands.executeCommand('vscode.open', vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extension.id, path: `/${name}`, query: query.toString() })).then(undefined, () => undefined);
    }
    const bundle = readFileSync(path.join(extension.extensionPath, 'dist', 'extension.cjs'), 'utf8');
    deepEqual(['registerWebviewPanelSerializer', 'registerWebviewViewProvider', 'registerCustomEditorProvider', 'enableCommandUris:!0'].filter((name) => bundle.includes(name)), []);
  });

  it('the socket: every verb, replayed, forged and broken messages', async () => {
    const { message } = await waiting();
    const replayed = new Asking(record, message);
    equal((await replayed.acknowledged()).type, 'ack');
    const verbs = ['ask', 'coming', 'ping', 'answer', 'ack', 'approve', 'approved', 'allow', 'grant', 'trust', 'resume', 'freeze', 'lift', 'redeem', 'ticket', 'panel', 'edit', 'select'];
    const forged = verbs.flatMap((type) => [{ ...message, type, outcome: 'approved' }, { v: message.v, token: message.token, type, id: message.id, outcome: 'approved', by: 'person', method: 'panel', reason: '' }, { ...message, type, token: '0'.repeat(64) }]);
    const mutated = Array.from({ length: 200 }, () => ({ ...message, [['type', 'v', 'id', 'token', 'verdict', 'proposal', 'deadline', 'cwd', 'reasoning'][Math.floor(random() * 9)] ?? 'id']: junk(random, ids()) }));
    for (const one of [...forged, ...mutated]) asked.push({ asking: new Asking(record, one), message });
    for (const line of ['{', '[]', 'null', '"approve"', '['.repeat(5000), JSON.stringify(message).replace('"ask"', '"approve"')]) await sendLine(record, line);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const answered = asked.flatMap(({ asking }) => asking.replies.filter(({ outcome }) => outcome !== undefined).map(({ outcome }) => outcome));
    deepEqual([...new Set(answered)].filter((outcome) => outcome !== 'denied'), []);
    for (const { asking } of asked.splice(1)) asking.hangUp();
    replayed.hangUp();
  }).timeout(60_000);

  it('in all of this: nothing but denials, on the wire and in the record', async () => {
    for (let left = 300; left > 0 && webviewTabs(panels.approval).length + asked.filter(({ asking }) => asking.replies.every(({ type }) => type === 'ack')).length > 0; left--) {
      await vscode.commands.executeCommand(commands.denyApproval);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    deepEqual(asked.flatMap(({ asking }) => asking.replies.map(({ outcome }) => outcome)).filter((outcome) => outcome === 'approved'), []);
    const reader = new TraceReader(path.join(workspaceStateDirectory(state, workspaceRoot()), 'trace'));
    try {
      const { events } = reader.read({ sessions: 1000 });
      const answers = events.flatMap(({ body }) => (body.kind === 'answer' ? [body.outcome] : []));
      const lasting = events.filter(({ body }) => (body.kind === 'grant' && body.change === 'given') || (body.kind === 'trust' && body.change === 'granted'));
      deepEqual([answers.filter((outcome) => outcome === 'approved'), lasting], [[], []]);
      ok(answers.length > 5);
      console.log(`      seed ${seed}: ${answers.length} questions denied, 0 approved`);
    } finally {
      reader.close();
    }
    await until('no panel', () => webviewTabs(panels.approval).length === 0 || undefined);
  }).timeout(60_000);
});

/** Names of everything callable that can be reached from a value. */
function functionsIn(value: unknown, trail = 'exports', depth = 0): readonly string[] {
  if (typeof value === 'function') return [trail];
  if (typeof value !== 'object' || value === null || depth > 5) return [];
  return Object.entries(value).flatMap(([name, member]) => functionsIn(member, `${trail}.${name}`, depth + 1));
}

function sendLine(record: WindowRecord, line: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect(record.socket, () => socket.end(`${line}\n`));
    socket.on('error', () => undefined).on('close', () => resolve());
    socket.resume();
  });
}
