import * as fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { approve } from '../../../src/host/approval/approvalFlow.ts';
import { AskQueue } from '../../../src/host/approval/askQueue.ts';
import { keepFor } from '../../../src/host/undo/checkpoints.ts';
import type { ApprovalPorts } from '../../../src/host/approval/ports.ts';
import { Recorder } from '../../../src/host/trace/recorder.ts';
import { Tickets } from '../../../src/host/approval/tickets.ts';
import { startChannelServer } from '../../../src/node/channel/channelServer.ts';

/*
 * The parts of an editor window that turn a gesture into an answer, in a process that can be killed: `window.ts STATE ROOT`. A
 * person approves whatever is asked, at once. Says `ready` when it listens.
 */
Object.assign(globalThis, { TAGOUT_FAULTS: true });
const [state = '', root = ''] = process.argv.slice(2);
const recorder = new Recorder(state);
const queue = new AskQueue();
const tickets = new Tickets(Date.now);
const ports: ApprovalPorts = {
  now: Date.now, record: (ask, body) => recorder.recordFor(ask, body), recordFailed: (why) => console.error(why), checkpoint: (ask) => keepFor(state, ask, {}), trust: () => undefined, frozen: () => undefined,
};
await startChannelServer({
  state, window: randomUUID(), roots: [root], onRedeem: (ticket, digest) => tickets.redeem(ticket, digest),
  onAsk: async (ask) => {
    const answer = queue.add(ask, Date.now());
    await approve(queue, ports, ask.id, { by: 'dana', method: 'panel', dwellMs: 900, displayed: 'Deletes drafts.', withoutWayBack: false });
    return tickets.withTicket(ask, await answer);
  },
});
fs.writeSync(1, 'ready\n');
