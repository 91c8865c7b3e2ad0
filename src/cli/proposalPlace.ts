import * as path from 'node:path';
import type { Proposal } from '../core/action.ts';
import { contentKey } from '../node/contentKey.ts';
import { realPathOf } from '../node/liveWorld.ts';
import type { EventHeader } from '../node/trace/spool.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import type { HookHost } from './hookHost.ts';

/** Where an agent works: the directory it named (else our own), and the workspace that holds it; symlinks resolved. */
export function placeOf(named: string | undefined, state: string, host: HookHost): { readonly cwd: string; readonly root: string } {
  const cwd = realPathOf(path.resolve(host.cwd, named ?? '.'));
  return { cwd, root: workspaceRootOf(state, cwd, realPathOf(host.home)) };
}

/** Equal for two deliveries of one call, also through two registrations that name the tool differently. */
export const deliveryKey = ({ session, actions, callId }: Proposal): string => contentKey(JSON.stringify([session.id, callId ?? '', actions]));

/** What all events of one proposal share. */
export function headerOf({ actor, session, callId }: Proposal, root: string, id: string | undefined): EventHeader {
  return {
    workspace: root, agent: actor.agent, actor, session: session.id,
    ...(session.turnId === undefined ? {} : { turn: session.turnId }), ...(id === undefined ? {} : { proposal: id }), ...(callId === undefined ? {} : { callId }),
  };
}
