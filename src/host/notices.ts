import * as vscode from 'vscode';

/*
 * Notifications lie over the lower right of the window: over the buttons of a question and over the input of the chat. Ours wait
 * until no question is in sight; what is said meanwhile is said in the status bar. Nothing withdraws a notification once it is
 * shown: whatever a button leads to looks anew at how things stand, and a button alone decides nothing.
 */

/** How long a word in the status bar can be read, in milliseconds. */
const readMs = 10_000;

interface Sight {
  readonly over: Promise<void>;
  readonly end: () => void;
}

let sight: Sight | undefined;

/** A question came into sight: whatever lies over its buttons goes behind the bell, where it can be read afterwards. */
export function questionInSight(): void {
  if (sight === undefined) {
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    sight = { over, end };
  }
  void vscode.commands.executeCommand('notifications.hideToasts');
}

/** It was decided, or put aside. */
export function questionOutOfSight(): void {
  sight?.end();
  sight = undefined;
}

/** Says what came of something, where nothing has to be chosen: never over a question. */
export function say(text: string): void {
  vscode.window.setStatusBarMessage(text, readMs);
}

/** Warns of something that ends by itself, as a notification where it covers no question. */
export function warn(text: string): void {
  if (sight === undefined) void vscode.window.showWarningMessage(withoutLinks(text));
  else say(`$(warning) ${text}`);
}

/** Offers something to do about what came up by itself, once no question is in sight; gives what was chosen. `due`: whether it still has to be said then. */
export async function offer(text: string, choices: readonly string[], { severity = 'warning', due = () => true }: { readonly severity?: 'information' | 'warning'; readonly due?: () => boolean } = {}): Promise<string | undefined> {
  while (sight !== undefined) await sight.over;
  if (!due()) return undefined;
  const shown = withoutLinks(text);
  return severity === 'warning' ? vscode.window.showWarningMessage(shown, ...choices) : vscode.window.showInformationMessage(shown, ...choices);
}

/** SECURITY: names in it come from files and commands that anybody may have written, and the editor makes links of `[…](command:…)`, which run. */
const withoutLinks = (text: string): string => text.replaceAll('](', '] (');
