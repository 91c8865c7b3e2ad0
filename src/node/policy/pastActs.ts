import * as path from 'node:path';
import type { PastAct } from '../../core/policy/comparePolicies.ts';
import { proposalTitle } from '../../core/trace/actionTitle.ts';
import { TraceReader } from '../trace/readTrace.ts';
import { workspaceStateDirectory } from '../stateDirectory.ts';

const sessions = 50;

/** The acts that agents proposed last in a workspace, newest first, at most `most`. Throws where the disk fails. */
export function pastActs(state: string, root: string, most: number): readonly PastAct[] {
  const reader = new TraceReader(path.join(workspaceStateDirectory(state, root), 'trace'));
  try {
    const proposals = reader.read({ sessions }).events.flatMap(({ at, agent, body }) => (body.kind === 'proposal' ? [{ at, act: { title: proposalTitle(body.tool, body.actions, root), actions: body.actions, ...(agent === undefined ? {} : { agent }) } }] : []));
    return proposals.sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, most).map(({ act }) => act);
  } finally {
    reader.close();
  }
}
