import * as vscode from 'vscode';
import { requestComment, answersInComment } from '../../core/secondPerson/blocks.ts';
import { signedInLink } from '../../core/secondPerson/link.ts';
import { signedText, type SecondPersonRequest, type SignedMessage } from '../../core/secondPerson/messages.ts';
import { githubComments, parseIssuePlace, type AnswerChannel } from '../../node/secondPerson/githubComments.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import { secrets } from '../ids.ts';
import { messageOf, type Log } from '../log.ts';
import { say, warn } from '../notices.ts';
import type { OwnerPort } from '../approval/ports.ts';
import type { Delivery, SecondPerson, SecondQuestion, SentRequest } from './secondPerson.ts';
import { githubApi } from '../settings.ts';

/** A place for comments is asked this often, as long as the question waits. */
const pollMs = 10_000;
const answerLimitBytes = 256 * 1024;
const translate = (message: string, ...values: string[]): string => vscode.l10n.t(message, ...values);

export interface SecondPersonDeskOptions {
  readonly second: SecondPerson;
  readonly secretStorage: vscode.SecretStorage;
  /** Where the last issue that was used is remembered. */
  readonly memory: vscode.Memento;
  /** Acts that wait, the one that is shown first. */
  readonly waiting: () => readonly AskMessage[];
  readonly log: Log;
}

/** How requests leave the editor and answers come in: files, the clipboard, links, comments. None of them can decide anything by itself. */
export class SecondPersonDesk implements vscode.UriHandler {
  readonly port: OwnerPort;
  readonly #options: SecondPersonDeskOptions;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: SecondPersonDeskOptions) {
    this.#options = options;
    this.port = { nameFor: (ask) => options.second.names(ask), hand: (ask) => this.hand(ask) };
  }

  /** Asks by which way, and sends the request; says what came of it. The question goes on waiting here as well. */
  async hand(ask: AskMessage): Promise<string> {
    return (await this.#hand(() => this.#options.second.request(ask), this.#options.second.names(ask))) ?? translate('Nothing was sent.');
  }

  /** The same for a question that is no act of an agent; undefined when nothing was sent, so that nobody can answer. */
  handQuestion(question: SecondQuestion): Promise<string | undefined> {
    return this.#hand(() => this.#options.second.ask(question), this.#options.second.names());
  }

  async #hand(make: () => Promise<SentRequest>, who: string | undefined): Promise<string | undefined> {
    const ways = [
      { label: `$(save) ${translate('Save as a File…')}`, way: 'file' as const },
      { label: `$(copy) ${translate('Copy as Text')}`, way: 'clipboard' as const },
      { label: `$(github) ${translate('Comment on a GitHub Issue or Pull Request…')}`, way: 'github' as const },
    ];
    const chosen = await vscode.window.showQuickPick(ways, { title: translate('Ask {0}', who ?? ''), placeHolder: translate('The request is signed with your key; only a signed answer counts') });
    if (chosen === undefined) return undefined;
    const { request, signed } = await make();
    switch (chosen.way) {
      case 'file':
        return this.#save(request, signed);
      case 'clipboard':
        this.#options.second.handed(request, 'clipboard');
        await vscode.env.clipboard.writeText(signedText(signed));
        return translate('The request was copied. It ends when the question does.');
      case 'github':
        return this.#comment(request, signed);
    }
  }

  /** For the command: the act that is shown, or the oldest one. */
  async askAbout(): Promise<void> {
    const [ask] = this.#options.waiting();
    if (ask === undefined) return void vscode.window.showInformationMessage(translate('Nothing waits for a decision.'));
    if (this.#options.second.names(ask) === undefined) throw new Error(translate('nobody is named who may answer: put their keys into `allowed_signers` of the state directory (README, A second person)'));
    say(await this.hand(ask));
  }

  /** For the command: an answer that came as a file or as text. */
  async importAnswer(): Promise<void> {
    const chosen = await vscode.window.showQuickPick([{ label: translate('From a File…'), file: true }, { label: translate('From the Clipboard'), file: false }], { title: translate('Import Answer') });
    if (chosen === undefined) return;
    if (!chosen.file) { this.#tell(await this.#options.second.deliver(await vscode.env.clipboard.readText(), 'clipboard')); return; }
    const [file] = await vscode.window.showOpenDialog({ canSelectMany: false, title: translate('Import Answer') }) ?? [];
    if (file === undefined) return;
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > answerLimitBytes) throw new Error(translate('the file is too large for an answer'));
    this.#tell(await this.#options.second.deliver(Buffer.from(await vscode.workspace.fs.readFile(file)).toString('utf8'), 'file'));
  }

  /** SECURITY: any program can open a link. This one delivers a signed message or does nothing. */
  async handleUri({ path, query }: vscode.Uri): Promise<void> {
    const signed = signedInLink(path, query);
    if (signed === undefined) { this.#options.log.warn('a link was opened that holds no signed answer'); return; }
    this.#tell(await this.#options.second.deliver(signed, 'link'));
  }

  /** Keeps the token for comments where the editor keeps secrets; an empty one is forgotten. */
  async setToken(): Promise<void> {
    const token = await vscode.window.showInputBox({ title: translate('GitHub Token'), prompt: translate('A token that may write comments on issues. It is kept by the editor’s secret storage; leave it empty to forget it.'), password: true, ignoreFocusOut: true });
    if (token === undefined) return;
    if (token.trim() === '') await this.#options.secretStorage.delete(secrets.githubToken);
    else await this.#options.secretStorage.store(secrets.githubToken, token.trim());
  }

  dispose(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers.clear();
  }

  async #save(request: SecondPersonRequest, signed: SignedMessage): Promise<string | undefined> {
    const file = await vscode.window.showSaveDialog({ title: translate('Save the Request'), filters: { JSON: ['json'] }, saveLabel: translate('Save') });
    if (file === undefined) return undefined;
    this.#options.second.handed(request, 'file');
    await vscode.workspace.fs.writeFile(file, Buffer.from(signedText(signed), 'utf8'));
    return translate('The request was saved. Its answer comes back with *Import Answer…* or a link.');
  }

  async #comment(request: SecondPersonRequest, signed: SignedMessage): Promise<string | undefined> {
    const { secretStorage, memory, second } = this.#options;
    const token = await secretStorage.get(secrets.githubToken);
    if (token === undefined) throw new Error(translate('no GitHub token is set: run *Tagout: Set GitHub Token…* first'));
    const text = await vscode.window.showInputBox({ title: translate('Which issue or pull request?'), value: memory.get<string>(lastIssue) ?? '', placeHolder: 'owner/name#12', validateInput: (typed) => (parseIssuePlace(typed) === undefined ? 'owner/name#12' : undefined), ignoreFocusOut: true });
    const place = text === undefined ? undefined : parseIssuePlace(text);
    if (place === undefined || text === undefined) return undefined;
    await memory.update(lastIssue, text.trim());
    const channel = githubComments({ api: githubApi(), token, place });
    second.handed(request, channel.name);
    await channel.post(requestComment(request, signed));
    this.#poll(request, channel);
    return translate('The request was posted to {0}.', channel.name);
  }

  #poll(request: SecondPersonRequest, channel: AnswerChannel): void {
    let busy = false;
    const timer = setInterval(() => {
      if (!this.#options.second.isOpen(request)) {
        clearInterval(timer);
        this.#timers.delete(timer);
        return;
      }
      if (busy) return;
      busy = true;
      void this.#readOnce(channel).finally(() => (busy = false));
    }, pollMs);
    timer.unref();
    this.#timers.add(timer);
  }

  async #readOnce(channel: AnswerChannel): Promise<void> {
    try {
      for (const comment of await channel.read()) for (const signed of answersInComment(comment)) this.#tell(await this.#options.second.deliver(signed, channel.name));
    } catch (error) {
      this.#options.log.warn(`${channel.name}: ${messageOf(error)}`);
    }
  }

  #tell(delivery: Delivery): void {
    switch (delivery.kind) {
      case 'approved':
        return say(`$(check) ${translate('{0} approved the question.', delivery.by)}`);
      case 'denied':
        return say(`$(circle-slash) ${translate('{0} denied the question.', delivery.by)}`);
      case 'refused':
        return warn(translate('The answer counts for nothing: {0}.', delivery.why));
    }
  }
}

const lastIssue = 'secondPerson.issue';
