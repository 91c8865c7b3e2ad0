import type { ApprovalPorts } from './ports.ts';
import type { Approvals } from './approvals.ts';
import type { ChannelHostOptions } from '../channelHost.ts';
import type { Oversight } from '../oversight/oversight.ts';

export interface AskDoorOptions {
  readonly approvals: Approvals;
  readonly oversight: Oversight;
  readonly ports: ApprovalPorts;
  readonly failed: (stage: string, error: unknown) => void;
}

/**
 * The way of a question from the channel to the person: a command that they put in place of the agent's and approved is answered
 * at once, a grant or the budget may speak before them, and what is announced is shown while it is on its way.
 */
export function askDoor({ approvals, oversight, ports, failed }: AskDoorOptions): Pick<ChannelHostOptions, 'coming' | 'ask'> {
  return {
    // What fails here is shown a little later: when the question comes.
    coming(coming, gone) {
      try {
        approvals.announce(coming, gone, (ask) => oversight.wouldShow(ask));
      } catch (error) {
        failed('announcing a question', error);
      }
    },
    ask: async (ask, gone) => (await approvals.answerEdited(ask)) ?? oversight.admit(ask, gone, ports, (...question) => approvals.ask(...question)),
  };
}
