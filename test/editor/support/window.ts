import * as vscode from 'vscode';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { defaultStateDirectory } from '../../../src/node/stateDirectory.ts';
import { readWindowRecord } from '../../../src/protocol/readMessage.ts';
import { channelVersion, type AskMessage, type WindowRecord } from '../../../src/protocol/channel.ts';
import type { Effect } from '../../../src/core/verdict.ts';
import { boundAsk } from '../../support/boundAsk.ts';

/** The state directory of the extension host that runs this suite: the one that the extension under test uses. */
export const state = defaultStateDirectory();

/** The folder that is open, symlinks resolved. */
export function workspaceRoot(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('the editor was started without a folder');
  return realpathSync.native(folder.uri.fsPath);
}

/** The extension under test, running. */
export async function startedExtension(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('tagout.tagout');
  if (extension === undefined) throw new Error('the extension under test is not there');
  await extension.activate();
  return extension;
}

/** Waits until something is the case; says what was waited for when it never is. */
export async function until<T>(what: string, look: () => T | undefined, limitMs = 15_000): Promise<T> {
  const giveUpAt = Date.now() + limitMs;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The record that this window published. */
export function windowRecord(): Promise<WindowRecord> {
  return until('a window record', () => {
    const directory = path.join(state, 'windows');
    if (!existsSync(directory)) return undefined;
    for (const name of readdirSync(directory).filter((one) => one.endsWith('.json'))) {
      const read = readWindowRecord(JSON.parse(readFileSync(path.join(directory, name), 'utf8')));
      if (read.ok && read.value.pid === process.pid) return read.value;
    }
    return undefined;
  });
}

/** A line that came back on a connection. */
export interface Reply {
  readonly type: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly by?: string;
}

/** A connection as the hook process makes it. */
export class Asking {
  readonly replies: Reply[] = [];
  readonly #socket: net.Socket;

  constructor(record: WindowRecord, message: unknown) {
    let rest = '';
    this.#socket = net.connect(record.socket, () => this.#socket.write(`${JSON.stringify(message)}\n`));
    this.#socket.setEncoding('utf8').on('data', (chunk: unknown) => {
      const lines = `${rest}${String(chunk)}`.split('\n');
      rest = lines.pop() ?? '';
      this.replies.push(...lines.map(readReply));
    });
    this.#socket.on('error', () => this.#socket.destroy());
  }

  answer(limitMs = 15_000): Promise<Reply> {
    return until('an answer', () => this.replies.find(({ type }) => type === 'answer'), limitMs);
  }

  acknowledged(): Promise<Reply> {
    return until('an acknowledgement', () => this.replies.find(({ type }) => type === 'ack'));
  }

  hangUp(): void {
    this.#socket.destroy();
  }
}

function readReply(line: string): Reply {
  const value: unknown = JSON.parse(line);
  if (!isReply(value)) throw new Error(`not a reply: ${line}`);
  return value;
}

const isReply = (value: unknown): value is Reply => typeof value === 'object' && value !== null && 'type' in value;

let asked = 0;

/** A question about deleting untracked work, open for `leftMs`. */
export function deletion(record: WindowRecord, leftMs = 60_000): AskMessage {
  const root = workspaceRoot();
  const actor = { agent: 'codex' } as const;
  const command = 'rm -rf research';
  const effect: Effect = { kind: 'delete', reversibility: 'irreversible', blastRadius: 'workspace', target: { kind: 'path', path: path.join(root, 'research'), recursive: true }, span: { start: 0, end: command.length }, uninspectable: false, rule: 'delete.untracked', reason: 'deletes research, which git does not know' };
  return boundAsk({
    v: channelVersion, type: 'ask', token: record.token, id: `editor-suite-${process.pid}-${asked++}`, workspace: root, cwd: root, actor,
    proposal: { actor, session: { id: 'editor-suite' }, tool: 'shell', input: { command }, actions: [{ kind: 'shell', command, dialect: 'posix' }] },
    verdict: { decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, frozen: false, findings: [{ decision: 'ask', rule: effect.rule, source: 'default', reason: effect.reason, span: effect.span, effect }] },
    reasoning: { source: 'none' }, deadline: new Date(Date.now() + leftMs).toISOString(),
  });
}

/** Open tabs of one of our webviews. */
export const webviewTabs = (viewType: string): readonly vscode.Tab[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType));
