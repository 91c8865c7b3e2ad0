import * as path from 'node:path';
import type { AgentId } from '../../core/action.ts';
import { agentName } from '../../core/agentNames.ts';
import { code, plain, table } from '../../core/markdownText.ts';
import { oneLine } from '../../core/trace/actionTitle.ts';
import { gapText } from '../../core/trace/recordText.ts';
import type { AgentCoverage, TraceQueries } from '../../core/trace/traceQuery.ts';
import { visibleLine } from '../../core/visibleText.ts';
import type { Disk } from '../disk.ts';
import { exportReports, exportText, type ExportReport } from '../export/exportReport.ts';
import { workspaceStateDirectory } from '../stateDirectory.ts';
import { TraceReader } from '../trace/readTrace.ts';

/** How many of an agent's known acts have a decision, and the newest that have none. */
export interface CoverageReport {
  readonly agents: readonly AgentCoverage[];
  readonly gaps: readonly { readonly at: string; readonly agent?: AgentId; readonly text: string }[];
}

/** What the trace of one workspace says of its agents, and how it fares where it is sent to. */
export interface WorkspaceReport {
  readonly coverage: CoverageReport;
  readonly exports: readonly ExportReport[];
}

const mostGaps = 5;

/** What doctor tells of a workspace besides its agents. Throws where the disk fails. */
export function workspaceReport(disk: Disk, state: string, root: string): WorkspaceReport {
  const workspaceState = workspaceStateDirectory(state, root);
  const trace = new TraceReader(path.join(workspaceState, 'trace'));
  try {
    return { coverage: coverageOf(trace), exports: exportReports(disk, workspaceState) };
  } finally {
    trace.close();
  }
}

function coverageOf(trace: TraceQueries): CoverageReport {
  const gaps = trace.acts({ statuses: ['gap'] }, mostGaps).acts.map(({ id, at, agent, title }) => {
    const gap = trace.eventsOf(id).findLast(({ body }) => body.kind === 'gap')?.body;
    return { at, ...(agent === undefined ? {} : { agent }), text: gap?.kind === 'gap' ? gapText(gap) : `no decision covers ${title}` };
  });
  return { agents: trace.coverage(), gaps };
}

/** The same for a terminal; empty where no agent has done anything here and nothing is exported. */
export const workspaceText = ({ coverage, exports }: WorkspaceReport): string => [coverageText(coverage), exportText(exports)].filter((text) => text !== '').join('\n');

/** The same as part of a Markdown page. */
export function workspaceMarkdown(root: string, { coverage: { agents, gaps }, exports }: WorkspaceReport): string {
  const rows = agents.map(({ agent, decided, gaps: certain, possibleGaps, percent }) => [agentName(agent), `${percent} %`, String(decided), String(certain), String(possibleGaps)]);
  const newest = gaps.map(({ at, agent, text }) => `- ${at.slice(0, 19).replace('T', ' ')} UTC${agent === undefined ? '' : `, ${agentName(agent)}`}: ${plain(oneLine(text))}`);
  const sent = exportText(exports).split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => `- ${plain(line)}`);
  return [
    `## The workspace ${code(path.basename(root))}`,
    rows.length === 0 ? 'No agent has done anything here yet.' : table(['Agent', 'Coverage', 'With a decision', 'Without one', 'May have been a person'], rows),
    ...(newest.length === 0 ? [] : ['The newest acts that no decision covers:', newest.join('\n'), gapHelp]),
    sent.length === 0 ? 'The trace is sent nowhere: it stays on this machine.' : `Where the trace is sent:\n\n${sent.join('\n')}`,
  ].join('\n\n').concat('\n');
}

const gapHelp = 'A gap is an act that the hook was not asked about: a tool without a hook, hooks that were switched off, or a person. Look at it in the trace, and run `tagout doctor` for that agent.';

function coverageText({ agents, gaps }: CoverageReport): string {
  if (agents.length === 0) return '';
  const lines = agents.map(({ agent, decided, gaps: certain, possibleGaps, percent }) => `  ${agentName(agent)}: ${percent} % of ${decided + certain} known acts have a decision${certain === 0 ? '' : `, ${certain} ran without one`}${possibleGaps === 0 ? '' : `; ${possibleGaps} more that may have been a person`}`);
  const newest = gaps.map(({ at, text }) => `   !  ${at.slice(0, 19).replace('T', ' ')}  ${oneLine(visibleLine(text))}`);
  const help = gaps.length === 0 ? [] : [`      → ${gapHelp}`];
  return `Coverage of this workspace, out of its trace\n${[...lines, ...newest, ...help].join('\n')}\n`;
}
