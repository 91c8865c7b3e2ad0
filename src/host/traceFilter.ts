import { actionStatuses, type ActionNode, type ActionStatus, type NoteNode, type SessionNode, type TraceTree } from '../core/trace/traceTree.ts';

/**
 * Keeps the actions that hold every word of the query, in any place and any case. `denied`, `approved` and the other
 * statuses select by status, `agent:codex` by agent. Turns and sessions without a match are left out.
 */
export function filterTrace(tree: TraceTree, query: string): TraceTree {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return tree;
  const statuses = words.filter((word): word is ActionStatus => actionStatuses.some((status) => status === word));
  const agents = words.flatMap((word) => (word.startsWith('agent:') ? [word.slice('agent:'.length)] : []));
  const texts = words.filter((word) => !word.startsWith('agent:') && !statuses.some((status) => status === word));
  const sessions = tree.sessions.flatMap((session): readonly SessionNode[] => {
    if (agents.length > 0 && !agents.some((agent) => (session.agent ?? '').includes(agent))) return [];
    const turns = session.turns.flatMap((turn) => {
      const actions = turn.actions.filter((action) => (statuses.length === 0 || statuses.includes(action.status)) && texts.every((text) => searchText(action, turn.prompt).includes(text)));
      return actions.length === 0 ? [] : [{ ...turn, actions }];
    });
    return turns.length === 0 ? [] : [{ ...session, turns }];
  });
  const notes = statuses.length > 0 || agents.length > 0 ? [] : tree.notes.filter((note: NoteNode) => texts.every((text) => note.text.toLowerCase().includes(text)));
  return { sessions, notes };
}

function searchText(action: ActionNode, prompt: string | undefined): string {
  return [action.title, action.tool, prompt, action.actor?.agent, ...action.steps.map(({ text }) => text)].filter((text) => text !== undefined).join('\n').toLowerCase();
}
