import { differences, type FactKind, type TicketFacts } from '../../core/ticket.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import { approveAtOnce } from './admission.ts';
import type { Gesture } from './approvalFlow.ts';
import type { Settlement } from './askQueue.ts';
import type { EditedAct } from './editedAct.ts';
import type { ApprovalPorts } from './ports.ts';

/** The hook asks at once about what a person put in place of its command. Milliseconds. */
const patienceMs = 30_000;

/** Facts that only the agent's own process can see, or that every approval is held against anyhow. */
const ofTheAgent: ReadonlySet<FactKind> = new Set<FactKind>(['variable', 'program', 'policy', 'freeze']);

interface Approved {
  readonly edited: EditedAct;
  readonly gesture: Gesture;
  readonly until: number;
}

/**
 * Commands that a person put in place of an agent's and approved, until the hook asks about them. SECURITY: each answers one
 * question, of the same id, in the same place and session, about exactly this command, and only where the hook's own judgement
 * and look find what the person was shown; whatever differs is put to the person once more.
 */
export class EditedApprovals {
  readonly #approved = new Map<string, Approved>();

  /** After a gesture on the edited act was checked. */
  add(edited: EditedAct, gesture: Gesture, now: number): void {
    this.#approved.set(edited.original.id, { edited, gesture, until: now + patienceMs });
  }

  drop(id: string): void {
    this.#approved.delete(id);
  }

  /** Answers the hook's question about an approved command; undefined where a person has to. */
  async answer(ask: AskMessage, ports: ApprovalPorts): Promise<Settlement | undefined> {
    const approved = this.#approved.get(ask.id);
    this.#approved.delete(ask.id);
    if (approved === undefined || ports.now() > approved.until || !isSame(approved.edited.ask, ask)) return undefined;
    return approveAtOnce(ask, ports, approved.gesture);
  }
}

function isSame(seen: AskMessage, ask: AskMessage): boolean {
  return seen.workspace === ask.workspace && seen.cwd === ask.cwd && seen.verdict.decision === ask.verdict.decision && differences(common(seen.facts), common(ask.facts)).length === 0;
}

const common = (facts: TicketFacts): TicketFacts => ({ ...facts, facts: facts.facts.filter(({ kind }) => !ofTheAgent.has(kind)) });
