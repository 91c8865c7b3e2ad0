import * as path from 'node:path';
import type { TraceEvent } from '../../src/core/trace/event.ts';
import { workspaceStateDirectory } from '../../src/node/stateDirectory.ts';
import { openSpool } from '../../src/node/trace/spool.ts';
import { sealTrace } from '../../src/node/trace/traceStore.ts';

/** Records events as hooks do, and seals them. Returns `<workspace state>`. */
export function recordTrace(state: string, workspace: string, events: readonly TraceEvent[], segmentBytes = 16 * 1024 * 1024): string {
  const spool = openSpool(state, workspace);
  for (const { agent, actor, session, turn, proposal, callId, body } of events) {
    spool.append({ workspace, ...(agent === undefined ? {} : { agent }), ...(actor === undefined ? {} : { actor }), ...(session === undefined ? {} : { session }), ...(turn === undefined ? {} : { turn }), ...(proposal === undefined ? {} : { proposal }), ...(callId === undefined ? {} : { callId }) }, [body], 'buffered');
  }
  spool.close();
  const directory = workspaceStateDirectory(state, workspace);
  for (let sealed = sealTrace({ trace: path.join(directory, 'trace'), workspace, segmentBytes, limit: 200 }); sealed.kind === 'sealed' && sealed.more; sealed = sealTrace({ trace: path.join(directory, 'trace'), workspace, segmentBytes, limit: 200 }));
  return directory;
}
