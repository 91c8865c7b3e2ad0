import type { AgentId } from '../action.ts';
import type { ActionNode, ActionStatus, TraceTree } from './traceTree.ts';

/** An earlier act in one line. */
export interface EarlierAct {
  readonly title: string;
  readonly status: ActionStatus;
  /** ISO 8601. */
  readonly at: string;
}

/** What led to a proposal, as far as it was recorded. */
export interface SessionStory {
  /** Acts before it, the latest first. */
  readonly earlier: readonly EarlierAct[];
  /** What the agent took in from outside in the same turn, the latest first: nobody has checked that text. */
  readonly inputs: readonly string[];
  /** Revision of the policy that it was judged by. */
  readonly policyRevision?: string;
}

const most = 5;

/** Tools that bring text of others into the conversation, by what their names say; MCP tools always may. */
const outside = /fetch|web|browser|page|github|http|url|issue|search_web/i;

/** The story of one proposal out of the trace of its session. Pure; an unknown session or proposal has an empty one. */
export function sessionStory({ sessions }: TraceTree, { agent, session, proposal }: { readonly agent: AgentId; readonly session: string; readonly proposal: string }): SessionStory {
  const turns = sessions.filter((one) => one.id === session && one.agent === agent).flatMap((one) => one.turns);
  const own = turns.find(({ actions }) => actions.some(({ id }) => id === proposal));
  const asked = own?.actions.find(({ id }) => id === proposal);
  const isBefore = ({ id, at }: ActionNode): boolean => id !== proposal && (asked === undefined || at <= asked.at);
  const earlier = turns.flatMap(({ actions }) => actions).filter(isBefore).reverse().slice(0, most).map(({ title, status, at }) => ({ title, status, at }));
  const inputs = (own?.actions ?? []).filter(isBefore).filter(isInput).reverse().map(({ title }) => title);
  return { earlier, inputs: [...new Set(inputs)].slice(0, most), ...(asked?.policyRevision === undefined ? {} : { policyRevision: asked.policyRevision }) };
}

/** Whether an act brought text of others into the conversation, by what its tool is called. */
export const isInput = ({ actions, status }: ActionNode): boolean =>
  status !== 'denied' && actions.some((action) => action.kind === 'mcp' || (action.kind === 'harmless' && outside.test(action.tool)));
