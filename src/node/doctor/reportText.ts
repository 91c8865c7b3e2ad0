import { plain } from '../../core/markdownText.ts';
import type { AgentReport, Check, DoctorReport } from './report.ts';

const mark = ({ ok }: Check): string => (ok ? 'ok ' : 'NOT');

function agentText(report: AgentReport): string {
  const { detection, title } = report;
  const where = detection === undefined ? '' : ` (${detection.path}${detection.version === undefined ? '' : `, ${detection.version}`})`;
  const checks = report.checks.flatMap((check) => [`  ${mark(check)} ${check.says}`, ...(check.fix === undefined ? [] : [`      → ${check.fix}`])]);
  const unproven = report.unproven.map((text) => `   ?  not proven: ${text}`);
  return [`${title}${where}: ${report.status === 'green' ? 'protected' : 'NOT PROTECTED'}`, ...checks, ...unproven].join('\n');
}

function summary({ agents, green }: DoctorReport): string {
  const installed = agents.filter(({ status }) => status !== 'absent');
  const absent = agents.filter(({ status }) => status === 'absent').map(({ title }) => title);
  const gone = absent.length === 0 ? '' : `Not found here: ${absent.join(', ')}.\n`;
  if (installed.length === 0) return `${gone}No agent that Tagout knows was found, so nothing was seen to block.\n`;
  const red = installed.filter(({ status }) => status === 'red').map(({ title }) => title);
  return `${gone}${green ? 'Every agent found here was seen to be blocked in this run.' : `Not protected: ${red.join(', ')}.`}\n`;
}

/** The report for a terminal. */
export const reportText = (report: DoctorReport): string => [...report.agents.filter(({ status }) => status !== 'absent').map(agentText), summary(report)].join('\n\n');

/** The same as a document for the editor. */
export function reportMarkdown(report: DoctorReport): string {
  const agents = report.agents.filter(({ status }) => status !== 'absent').map((agent) => {
    const checks = agent.checks.map(({ ok, says, fix }) => `- ${ok ? '✓' : '**✗**'} ${plain(says)}${fix === undefined ? '' : `\n  **What to do:** ${plain(fix)}`}`);
    const unproven = agent.unproven.map((text) => `- ${plain(text)}`);
    return `## ${agent.status === 'green' ? '✓' : '✗'} ${agent.title}: ${agent.status === 'green' ? 'protected' : 'not protected'}\n\n${checks.join('\n')}\n\nNot proven by this run:\n\n${unproven.join('\n')}\n`;
  });
  return `# Tagout Doctor\n\n${plain(summary(report).trim()).replaceAll('\n', '\n\n')}\n\n${agents.join('\n')}\nRun at ${report.at}. Green means: in this run a destructive command was proposed through the hook that the agent would start, and it was refused in the agent's own words.\n`;
}
