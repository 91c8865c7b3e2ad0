import * as vscode from 'vscode';

/** Where problems are told that a person may have to look into. Never receives tokens, nonces or agents' texts. */
export interface Log {
  readonly info: (text: string) => void;
  readonly warn: (text: string) => void;
  /** `stage` names the part that failed. */
  readonly error: (stage: string, error: unknown) => void;
  readonly show: () => void;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The output channel of the product. */
export function createLog(subscriptions: { dispose(): unknown }[]): Log {
  const channel = vscode.window.createOutputChannel('Tagout', { log: true });
  subscriptions.push(channel);
  return {
    info: (text) => channel.info(text),
    warn: (text) => channel.warn(text),
    error: (stage, error) => channel.error(`${stage}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    show: () => channel.show(true),
  };
}
