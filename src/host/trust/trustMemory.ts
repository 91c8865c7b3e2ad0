import { answersTo, openOffers } from '../../core/trust/openOffers.ts';
import { sameTrust, type ProgramTrust, type TrustScope } from '../../core/trust/trust.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import { grantTrust, readTrust, revokeTrust, type StoredTrust } from '../../node/trustStore.ts';
import type { AskMessage } from '../../protocol/channel.ts';

export interface TrustMemoryOptions {
  readonly state: string;
  readonly by: string;
  readonly now: () => number;
  /** Durable when it returns; throws when nothing was recorded. */
  readonly recordFor: (ask: AskMessage, body: TraceBody) => void;
  readonly record: (workspace: string, body: TraceBody) => void;
}

/** What the person trusts programs to do in a workspace, as this window changes it. */
export interface TrustMemory {
  /** SECURITY: called by the approval flow alone, after a gesture that was checked. Recorded before it counts; throws when either fails. */
  readonly grant: (ask: AskMessage, scope: TrustScope) => void;
  readonly list: (workspace: string) => readonly StoredTrust[];
  /** Counts at once, also when it cannot be recorded: taking trust back only tightens. */
  readonly revoke: (workspace: string, one: ProgramTrust) => void;
}

export function trustMemory({ state, by, now, recordFor, record }: TrustMemoryOptions): TrustMemory {
  return {
    grant(ask, scope) {
      const open = openOffers(ask.verdict);
      if (open === undefined || !open.scopes.includes(scope)) throw new Error('this act holds nothing that could be trusted');
      const answers = answersTo(open, scope);
      recordFor(ask, { kind: 'trust', change: 'granted', trusted: answers, by });
      const at = new Date(now()).toISOString();
      grantTrust(state, ask.workspace, answers.map((answer) => ({ ...answer, by, at })));
    },
    list: (workspace) => readTrust(state, workspace),
    revoke(workspace, one) {
      const gone = revokeTrust(state, workspace, (other) => sameTrust(one, other));
      if (gone.length > 0) record(workspace, { kind: 'trust', change: 'revoked', trusted: gone.map(({ program, scope, verb }) => ({ program, scope, ...(verb === undefined ? {} : { verb }) })), by });
    },
  };
}
