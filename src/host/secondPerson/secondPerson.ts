import { payloadOf, readAnswer, readSigned, type SecondPersonRequest, type SignedMessage } from '../../core/secondPerson/messages.ts';
import type { SecondPersonStep, TraceBody } from '../../core/trace/event.ts';
import { redactText } from '../../core/trace/redact.ts';
import { readSignerPolicy, ownFingerprints } from '../../node/secondPerson/allowedSigners.ts';
import { checkAnswer, ownPrincipals } from '../../node/secondPerson/answerCheck.ts';
import { signText, signingKeyOf } from '../../node/secondPerson/sshSignature.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { ApprovalResult, Gesture } from '../approval/approvalFlow.ts';
import type { Settlement } from '../approval/askQueue.ts';
import { commandText } from '../approval/commandView.ts';

export interface SecondPersonOptions {
  readonly state: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly by: string;
  readonly now: () => number;
  /** SECURITY: unguessable. */
  readonly mintId: () => string;
  /** File of the key that requests are signed with. Throws in plain words where there is none. */
  readonly key: () => string;
  /** Who answers for the agent of an act by the policy; undefined where nobody is named. */
  readonly ownerOf: (ask: AskMessage) => string | undefined;
  /** The act waits for an answer. */
  readonly isWaiting: (id: string) => boolean;
  readonly lossOf: (id: string) => string;
  readonly approve: (id: string, gesture: Gesture) => Promise<ApprovalResult>;
  readonly deny: (id: string, settlement: Omit<Settlement, 'outcome'>) => boolean;
  /** Throws when nothing was recorded. */
  readonly recordFor: (ask: AskMessage, body: TraceBody) => void;
}

/** Anything that another person may answer beside the person here. */
export interface SecondQuestion {
  /** What the answer is bound to. */
  readonly digest: string;
  /** ISO 8601, UTC. */
  readonly deadline: string;
  readonly about: Pick<SecondPersonRequest, 'agent' | 'workspace' | 'loss' | 'command' | 'reversibility' | 'blastRadius' | 'reasons'>;
  readonly isWaiting: () => boolean;
  /** The one who may approve where that is somebody else than the person here; undefined = any second person. */
  readonly owner: (mine: ReadonlySet<string>) => string | undefined;
  readonly approve: (gesture: Gesture) => Promise<ApprovalResult>;
  readonly deny: (settlement: Omit<Settlement, 'outcome'>) => boolean;
  /** Throws when nothing was recorded. */
  readonly record: (body: TraceBody) => void;
}

interface Open {
  readonly question: SecondQuestion;
  readonly request: SecondPersonRequest;
  readonly requesterKey: string;
  answered: boolean;
}

/** A request as it leaves, with its signature. */
export interface SentRequest {
  readonly request: SecondPersonRequest;
  readonly signed: SignedMessage;
}

/** What came of an answer: what was decided, or why it counts for nothing. */
export type Delivery = { readonly kind: 'approved' | 'denied'; readonly by: string } | { readonly kind: 'refused'; readonly why: string };

/** Requests that are remembered; the oldest are forgotten first. */
const remembered = 200;

/**
 * Questions of this window that another person may answer as well. SECURITY: the only way from outside to an approval, and it
 * leads over a signature of a key that may answer, is not of this person, and covers the digest of exactly this waiting act.
 * Where a message came from (a file, a link, a comment) proves nothing and opens nothing.
 */
export class SecondPerson {
  readonly #options: SecondPersonOptions;
  readonly #open = new Map<string, Open>();

  constructor(options: SecondPersonOptions) {
    this.#options = options;
  }

  /** Who may answer about an act beside the person here, by name: its owner where the policy names another one; undefined where nobody may. Never throws. */
  names(ask?: AskMessage): string | undefined {
    const { state, platform, home } = this.#options;
    try {
      const policy = readSignerPolicy(state, platform);
      if (policy === undefined) return undefined;
      const own = ownFingerprints(home);
      const mine = ownPrincipals(policy, own);
      const names = [...new Set(policy.signers.filter(({ fingerprint }) => !own.has(fingerprint)).flatMap(({ principals }) => principals))].filter((name) => !mine.has(name));
      const owner = ask === undefined ? undefined : this.#otherOwner(ask, mine);
      if (owner !== undefined) return names.includes(owner) ? owner : undefined;
      return names.length === 0 ? undefined : names.length > 2 ? `${names.slice(0, 2).join(', ')} +${names.length - 2}` : names.join(', ');
    } catch {
      return undefined;
    }
  }

  /** The owner of an act, unless that is the person here: then any second person will do. */
  #otherOwner(ask: AskMessage, mine: ReadonlySet<string>): string | undefined {
    const owner = this.#options.ownerOf(ask);
    return owner === undefined || owner === this.#options.by || mine.has(owner) ? undefined : owner;
  }

  /** Makes a signed request about a waiting act. Throws in plain words. */
  request(ask: AskMessage): Promise<SentRequest> {
    const { lossOf, isWaiting, approve, deny, recordFor } = this.#options;
    const { id, verdict, proposal, actor, workspace, digest, deadline } = ask;
    return this.ask({
      digest, deadline, isWaiting: () => isWaiting(id), owner: (mine) => this.#otherOwner(ask, mine), approve: (gesture) => approve(id, gesture), deny: (settlement) => deny(id, settlement), record: (body) => recordFor(ask, body),
      about: {
        agent: actor.agent, workspace, loss: lossOf(id), command: commandText(proposal, workspace).text, reversibility: verdict.reversibility, blastRadius: verdict.blastRadius,
        reasons: verdict.findings.filter(({ decision }) => decision !== 'allow').map(({ reason }) => reason),
      },
    });
  }

  /** Makes a signed request about anything. Secrets in its texts are taken out. Throws in plain words. */
  async ask(question: SecondQuestion): Promise<SentRequest> {
    const { mintId, now, by, key } = this.#options;
    const { digest, deadline, about } = question;
    const request: SecondPersonRequest = {
      v: 1, kind: 'tagout-request', id: mintId(), digest, issuedAt: new Date(now()).toISOString(), expiresAt: deadline, requester: by, ...about, workspace: about.workspace.split(/[\\/]/).at(-1) ?? '',
      loss: redactText(about.loss), command: redactText(about.command).slice(0, commandLimit), reasons: [...new Set(about.reasons.map(redactText))].slice(0, reasonsLimit),
    };
    const payload = payloadOf(request);
    if (payload === undefined) throw new Error('the request could not be written');
    const signed = await signText(payload, key());
    const requesterKey = signingKeyOf(signed);
    if (requesterKey === undefined) throw new Error('ssh-keygen gave a signature that is not understood');
    this.#open.set(request.id, { question, request, requesterKey, answered: false });
    for (const id of this.#open.keys()) if (this.#open.size > remembered) this.#open.delete(id);
    return { request, signed };
  }

  /** The request has left by a way (`file`, `GitHub …`). Throws when that is not recorded. */
  handed({ id }: SecondPersonRequest, via: string): void {
    this.#note(id, 'requested', { via, by: this.#options.by });
  }

  /** Whether an answer to the request can still change something. */
  isOpen({ id }: SecondPersonRequest): boolean {
    const open = this.#open.get(id);
    return open !== undefined && !open.answered && open.question.isWaiting();
  }

  /** Takes a message from anywhere. Never throws; whatever is not a valid answer has no effect but a line in the trace. */
  async deliver(message: string | SignedMessage, via: string): Promise<Delivery> {
    const signed = typeof message === 'string' ? readSigned(message) : message;
    const id = signed === undefined ? undefined : readAnswer(signed.payload)?.request;
    const open = id === undefined ? undefined : this.#open.get(id);
    if (signed === undefined || open === undefined || id === undefined) return { kind: 'refused', why: id === undefined ? 'it is no signed answer' : 'no question of this window asked for it, or the window was closed or reloaded since; nothing was run' };
    try {
      this.#note(id, 'delivered', { via, by: 'tagout' });
      const result = await this.#answer(open, signed, via);
      if (result.kind === 'refused') this.#note(id, 'refused', { via, by: 'tagout', why: result.why });
      return result;
    } catch (error) {
      return { kind: 'refused', why: error instanceof Error ? error.message : 'it could not be taken' };
    }
  }

  async #answer(open: Open, signed: SignedMessage, via: string): Promise<Delivery> {
    const { state, home, platform, now } = this.#options;
    const { question, request, requesterKey } = open;
    const checked = await checkAnswer(signed, { state, home, platform, requesterKey });
    if (!checked.ok) return { kind: 'refused', why: checked.why };
    const { answer, by: { principal, key }, mine } = checked;
    if (answer.digest !== request.digest) return { kind: 'refused', why: 'it answers about something else (its digest is another one)' };
    if (!(now() < Date.parse(request.expiresAt))) return { kind: 'refused', why: 'it came after the request had ended' };
    if (open.answered || !question.isWaiting()) return { kind: 'refused', why: open.answered ? answeredBefore : 'the question no longer waits: it was decided here, or its agent gave up; nothing was run' };
    const owner = answer.decision === 'approve' ? question.owner(mine) : undefined;
    if (owner !== undefined && owner !== principal) return { kind: 'refused', why: `${owner} answers for this agent, not ${principal}` };
    if (answer.decision === 'deny') {
      open.answered = true;
      this.#note(request.id, 'denied', { via, by: principal, key });
      const reason = answer.reason.trim() === '' ? `denied by ${principal}` : `denied by ${principal}: ${answer.reason.trim().slice(0, 2000)}`;
      return question.deny({ by: principal, method: 'signature', reason }) ? { kind: 'denied', by: principal } : { kind: 'refused', why: answeredBefore };
    }
    return this.#approve(open, { by: principal, key }, via);
  }

  /** Recorded before it counts, like every approval. What could not be kept leaves the question where it was. */
  async #approve(open: Open, { by, key }: { readonly by: string; readonly key: string }, via: string): Promise<Delivery> {
    const { question, request } = open;
    this.#note(request.id, 'approved', { via, by, key });
    open.answered = true;
    const result = await question.approve({ by, key, method: 'signature', dwellMs: this.#options.now() - Date.parse(request.issuedAt), displayed: request.loss, withoutWayBack: false });
    switch (result.kind) {
      case 'approved':
        return { kind: 'approved', by };
      case 'frozen':
      case 'no-way-back':
      case 'not-recorded':
        open.answered = false;
        return { kind: 'refused', why: result.why };
      case 'instead':
      case 'gone':
        return { kind: 'refused', why: answeredBefore };
    }
  }

  #note(id: string, step: SecondPersonStep, about: { readonly via: string; readonly by: string; readonly key?: string; readonly why?: string }): void {
    this.#open.get(id)?.question.record({ kind: 'second-person', step, request: id, ...about });
  }
}

const answeredBefore = 'the question was answered before, and an answer counts once';

/** A message must fit into a comment and a link. */
const commandLimit = 8000;
const reasonsLimit = 20;
