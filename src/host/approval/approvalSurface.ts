import type { FileOrder } from '../../core/impact.ts';
import type { AskView, FileView, QueueView } from '../../protocol/panel.ts';
import type { Gesture } from './approvalFlow.ts';

/** What a person did on a surface. */
export interface SurfaceEvents {
  readonly deny: (id: string, gesture: { readonly reason?: string; readonly dwellMs: number; readonly displayed: string; readonly method: Gesture['method'] }) => void;
  /** SECURITY: called only after the surface has checked the gesture; nothing else in the product calls it. */
  readonly approve: (id: string, gesture: Omit<Gesture, 'by'>) => void;
  readonly diff: (id: string) => void;
  /** A page of the act's files; empty where there are none (yet). */
  readonly files: (id: string, order: FileOrder, from: number) => readonly FileView[];
  /** Opens all of the act's files as text. */
  readonly list: (id: string) => void;
  /** Refuses all that waits of the act's session. */
  readonly denySession: (id: string, gesture: { readonly dwellMs: number; readonly displayed: string; readonly method: Gesture['method'] }) => void;
  /** Judges a changed command and shows what it would do; approves nothing. */
  readonly edit: (id: string, command: string) => void;
  /** Brings the agent's own command back. */
  readonly original: (id: string) => void;
  readonly copy: (id: string, alternative: number) => void;
  /** Shows another waiting act. */
  readonly select: (other: string) => void;
  readonly askOwner: (id: string) => void;
  readonly pause: (id: string) => void;
  /** The surface went away by the person's hand; the act goes on waiting. */
  readonly closed: (id: string | undefined) => void;
}

export interface Showing {
  readonly view: AskView;
  readonly queue: QueueView;
}

/** One place in the editor where a waiting act is shown and decided: the panel, or native lists and documents. */
export interface ApprovalSurface {
  show(showing: Showing): void;
  queue(queue: QueueView): void;
  /** Says something about what is shown. */
  busy(id: string, text: string): void;
  /** The approval was not carried out; the person may decide again. */
  rejected(id: string, why: string): void;
  /** Nothing could be kept; offer to deny or to go on by typing the word. */
  noWayBack(id: string, why: string): void;
  /** Nothing waits any more. */
  empty(): void;
  dispose(): void;
}
