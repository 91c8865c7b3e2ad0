import { grantLengths, type GrantLength } from '../core/grant/grant.ts';
import { fileOrders, type FileOrder } from '../core/impact.ts';
import { trustScopes, type TrustScope } from '../core/trust/trust.ts';

/** An approving gesture. It means once, unless `trust` or `grant` says more; never both. */
export interface ApproveMessage {
  readonly type: 'approve';
  readonly id: string;
  readonly nonce: string;
  readonly typed?: string;
  readonly withoutWayBack?: true;
  readonly trust?: TrustScope;
  readonly grant?: GrantLength;
}

/** Panel → host. Only `approve` carries the nonce; the host checks it, the time since `rendered`, and the typed name again. */
export type PanelMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'rendered'; readonly id: string }
  | { readonly type: 'deny'; readonly id: string; readonly reason?: string }
  /** Refuses everything that waits of the session of the act that is shown. */
  | { readonly type: 'deny-session'; readonly id: string }
  | { readonly type: 'diff'; readonly id: string }
  /** Judges a changed command. */
  | { readonly type: 'edit'; readonly id: string; readonly command: string }
  /** Puts the command of an alternative on the clipboard. */
  | { readonly type: 'copy'; readonly id: string; readonly alternative: number }
  /** Shows another waiting act. */
  | { readonly type: 'select'; readonly id: string; readonly other: string }
  /** Brings the agent's own command back. */
  | { readonly type: 'original'; readonly id: string }
  /** Asks for rows of the list of files, the `from`-th (0 is the first) and those after it. */
  | { readonly type: 'files'; readonly id: string; readonly order: FileOrder; readonly from: number }
  /** Opens the whole list of files as text. */
  | { readonly type: 'list'; readonly id: string }
  | { readonly type: 'ask-owner'; readonly id: string }
  | { readonly type: 'pause'; readonly id: string }
  | ApproveMessage;

/** Milliseconds after which a shown panel begins to accept an approval (Chromium's value for small permission surfaces). */
export const deadTimeMs = 500;

/** Longest command, in UTF-16 units, that is taken back from the panel. */
const commandLimit = 1024 * 1024;

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTrustScope = (value: unknown): value is TrustScope => trustScopes.some((scope) => scope === value);
const isFileOrder = (value: unknown): value is FileOrder => fileOrders.some((order) => order === value);
const isIndex = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isGrantLength = (value: unknown): value is GrantLength => grantLengths.some((length) => length === value);

/** Validates a message that claims to come from the panel; anything unexpected is undefined. Unknown fields are dropped. */
export function parsePanelMessage(value: unknown): PanelMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, id, reason, command, alternative, other, order, from } = value;
  if (type === 'ready') return { type };
  if (typeof id !== 'string' || id === '') return undefined;
  switch (type) {
    case 'rendered':
    case 'diff':
    case 'deny-session':
    case 'original':
    case 'list':
    case 'ask-owner':
    case 'pause':
      return { type, id };
    case 'deny':
      if (reason !== undefined && typeof reason !== 'string') return undefined;
      return reason === undefined || reason.trim() === '' ? { type, id } : { type, id, reason: reason.trim().slice(0, 2000) };
    case 'edit':
      return typeof command === 'string' && command.trim() !== '' && command.length <= commandLimit ? { type, id, command } : undefined;
    case 'copy':
      return isIndex(alternative) ? { type, id, alternative } : undefined;
    case 'files':
      return isFileOrder(order) && isIndex(from) ? { type, id, order, from } : undefined;
    case 'select':
      return typeof other === 'string' && other !== '' ? { type, id, other } : undefined;
    case 'approve':
      return parseApprove(id, value);
    default:
      return undefined;
  }
}

function parseApprove(id: string, { nonce, typed, withoutWayBack, trust, grant }: Fields): ApproveMessage | undefined {
  if (typeof nonce !== 'string' || (typed !== undefined && typeof typed !== 'string')) return undefined;
  if ((trust !== undefined && !isTrustScope(trust)) || (grant !== undefined && !isGrantLength(grant)) || (trust !== undefined && grant !== undefined)) return undefined;
  return {
    type: 'approve', id, nonce, ...(typed === undefined ? {} : { typed }), ...(withoutWayBack === true ? { withoutWayBack } : {}),
    ...(trust === undefined ? {} : { trust }), ...(grant === undefined ? {} : { grant }),
  };
}
