import type { Conversation, Plan } from './script.ts';

export interface Writing {
  readonly model: string;
  readonly stream: boolean;
  /** Number of the request, for ids. */
  readonly sequence: number;
  readonly wantsUsage: boolean;
}

/** One answer, whole or as server-sent events. */
export type Written = { readonly kind: 'json'; readonly body: unknown } | { readonly kind: 'events'; readonly chunks: readonly string[] };

/** One provider's protocol: how a request is read and an answer is written. */
export interface Wire {
  read(body: unknown, stream: boolean | undefined): Conversation;
  write(plan: Plan, writing: Writing): Written;
}

/** Token counts that every answer reports: agents refuse answers without them. */
export const tokens = { input: 1200, output: 30 } as const;

/** Seconds since the epoch, as the wires want them. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);
