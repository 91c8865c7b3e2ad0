import type { AgentId } from '../core/action.ts';
import { agentName } from '../core/agentNames.ts';
import { oneLine } from '../core/trace/actionTitle.ts';
import { gapText } from '../core/trace/recordText.ts';
import type { AgentCoverage, TraceQueries } from '../core/trace/traceQuery.ts';
import { visibleLine } from '../core/visibleText.ts';

/** How many of an agent's known acts have a decision, and the newest that have none. */
export interface CoverageReport {
  readonly agents: readonly AgentCoverage[];
  readonly gaps: readonly { readonly at: string; readonly agent?: AgentId; readonly text: string }[];
}

const mostGaps = 5;

/** Coverage of one workspace out of its trace. Throws where the disk fails. */
export function coverageOf(trace: TraceQueries): CoverageReport {
  const gaps = trace.acts({ statuses: ['gap'] }, mostGaps).acts.map(({ id, at, agent, title }) => {
    const gap = trace.eventsOf(id).findLast(({ body }) => body.kind === 'gap')?.body;
    return { at, ...(agent === undefined ? {} : { agent }), text: gap?.kind === 'gap' ? gapText(gap) : `no decision covers ${title}` };
  });
  return { agents: trace.coverage(), gaps };
}

/** The same for a terminal; empty where no agent has done anything here. */
export function coverageText({ agents, gaps }: CoverageReport): string {
  if (agents.length === 0) return '';
  const lines = agents.map(({ agent, decided, gaps: certain, possibleGaps, percent }) => `  ${agentName(agent)}: ${percent} % of ${decided + certain} known acts have a decision${certain === 0 ? '' : `, ${certain} ran without one`}${possibleGaps === 0 ? '' : `; ${possibleGaps} more that may have been a person`}`);
  const newest = gaps.map(({ at, text }) => `   !  ${at.slice(0, 19).replace('T', ' ')}  ${oneLine(visibleLine(text))}`);
  const help = gaps.length === 0 ? [] : ['      → A gap is an act that the hook was not asked about: a tool without a hook, hooks that were switched off, or a person. Look at it in the trace, and run `tagout doctor` for that agent.'];
  return `Coverage of this workspace, out of its trace\n${[...lines, ...newest, ...help].join('\n')}\n`;
}
