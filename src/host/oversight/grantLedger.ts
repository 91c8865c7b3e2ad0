import { endingOf, grantCovers, grantLengths, type AskedAct, type Grant, type GrantEnding, type GrantLength } from '../../core/grant/grant.ts';
import { grantScopesOf } from '../../core/grant/grantScope.ts';
import type { GrantRules } from '../../core/policy/policy.ts';
import type { GrantRecord, TraceBody } from '../../core/trace/event.ts';
import type { AskMessage } from '../../protocol/channel.ts';

export interface GrantLedgerOptions {
  readonly now: () => number;
  readonly by: string;
  /** SECURITY: new for every grant. */
  readonly mintId: () => string;
  /** State of policy and freezes over an act: a grant holds only as long as it stays the same. */
  readonly revision: (place: Pick<AskMessage, 'workspace' | 'cwd'>) => string;
  /** What the policy of a workspace says of grants. */
  readonly rules: (workspace: string) => GrantRules;
  /** Durable when it returns; throws when nothing was recorded. */
  readonly recordFor: (ask: AskMessage, body: TraceBody) => void;
  readonly record: (workspace: string, body: TraceBody) => void;
  /** What the person would read of the act: one line. */
  readonly exampleOf: (ask: AskMessage) => string;
  readonly changed: () => void;
}

interface Entry {
  grant: Grant;
  readonly cwd: string;
}

/** More grants than a person can oversee are not given. */
const limit = 50;

/**
 * The grants that this window gave. SECURITY: they are in its memory alone, so that nobody can write one, and a window that is
 * gone takes its grants with it; only the approval flow gives one, after a gesture that was checked.
 */
export class GrantLedger {
  readonly #options: GrantLedgerOptions;
  readonly #entries = new Map<string, Entry>();

  constructor(options: GrantLedgerOptions) {
    this.#options = options;
  }

  /** Grants that hold at this moment, oldest first. */
  list(): readonly Grant[] {
    this.#sweep();
    return [...this.#entries.values()].map(({ grant }) => grant);
  }

  /** How long an approval of this act could be made to last; empty where it counts once. */
  lengthsFor(ask: AskMessage): readonly GrantLength[] {
    if (grantScopesOf(actOf(ask)) === undefined) return [];
    const { lengths = grantLengths } = this.#options.rules(ask.workspace);
    return grantLengths.filter((length) => lengths.includes(length));
  }

  /** Throws when it may not be given, or is not recorded. */
  give(ask: AskMessage, length: GrantLength): void {
    const { now, by, mintId, revision, exampleOf, recordFor, changed } = this.#options;
    const act = actOf(ask);
    const scopes = grantScopesOf(act);
    if (scopes === undefined || !this.lengthsFor(ask).includes(length)) throw new Error('this act can be allowed once only');
    if (this.list().length >= limit) throw new Error(`more than ${limit} grants hold already: revoke some first`);
    const at = now();
    const { workspace, agent, session } = act;
    const grant: Grant = { id: mintId(), workspace, agent, session, length, scopes, by, example: exampleOf(ask), givenAt: at, usedAt: at, uses: 0, revision: revision(ask) };
    recordFor(ask, { kind: 'grant', change: 'given', grant: recordOf(grant), by });
    this.#entries.set(grant.id, { grant, cwd: ask.cwd });
    changed();
  }

  /** Whether a grant would answer this question. */
  covers(ask: AskMessage): boolean {
    return this.#covering(ask) !== undefined;
  }

  /** The grant that answers a question, its use counted; undefined where a person has to. */
  use(ask: AskMessage): Grant | undefined {
    const entry = this.#covering(ask);
    if (entry === undefined) return undefined;
    entry.grant = { ...entry.grant, usedAt: this.#options.now(), uses: entry.grant.uses + 1 };
    this.#options.changed();
    return entry.grant;
  }

  /** Ends chosen grants at once, also when that cannot be recorded: an end only tightens. */
  end(chosen: (grant: Grant) => boolean, ending: GrantEnding): number {
    const ended = [...this.#entries.values()].filter(({ grant }) => chosen(grant));
    for (const { grant } of ended) this.#entries.delete(grant.id);
    if (ended.length > 0) this.#options.changed();
    for (const { grant } of ended) this.#options.record(grant.workspace, { kind: 'grant', change: 'ended', grant: recordOf(grant), by: ending === 'revoked' ? this.#options.by : 'tagout', ending });
    return ended.length;
  }

  #covering(ask: AskMessage): Entry | undefined {
    this.#sweep();
    const act = actOf(ask);
    return [...this.#entries.values()].find(({ grant }) => grantCovers(grant, act) && this.#options.revision(ask) === grant.revision);
  }

  #sweep(): void {
    const { now, revision, rules } = this.#options;
    for (const { grant, cwd } of [...this.#entries.values()]) {
      const ending = endingOf(grant, now(), revision({ workspace: grant.workspace, cwd }), rules(grant.workspace));
      if (ending !== undefined) this.end(({ id }) => id === grant.id, ending);
    }
  }
}

const actOf = ({ verdict, proposal, workspace, actor }: AskMessage): AskedAct => ({ verdict, actions: proposal.actions, workspace, agent: actor.agent, session: proposal.session.id });
const recordOf = ({ id, length, scopes, example, uses }: Grant): GrantRecord => ({ id, length, scopes, example, uses });
