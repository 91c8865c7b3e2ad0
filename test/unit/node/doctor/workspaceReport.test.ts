import assert from 'node:assert/strict';
import { workspaceMarkdown, workspaceText, type WorkspaceReport } from '../../../../src/node/doctor/workspaceReport.ts';

const nothing: WorkspaceReport = { coverage: { agents: [], gaps: [] }, exports: [] };
const some: WorkspaceReport = {
  coverage: { agents: [{ agent: 'codex', decided: 9, gaps: 1, possibleGaps: 2, percent: 90 }], gaps: [{ at: '2030-01-01T08:00:00.000Z', agent: 'codex', text: 'no decision covers `rm` *x*' }] },
  exports: [{ endpoint: 'https://collector_one.example', from: 'the window', content: 'none', sentLogs: 4, sentSpans: 2, droppedLogs: 1, droppedSpans: 0, rejected: 0, lastSentAt: '2030-01-01T08:00:00.000Z', trouble: 'connection refused', troubleSince: '2030-01-01T09:00:00.000Z', waiting: 1, waitingBytes: 2048 }],
};

describe('what doctor tells of a workspace', () => {
  it('is empty in a terminal and said in words on the page where nothing happened', () => {
    assert.equal(workspaceText(nothing), '');
    assert.match(workspaceMarkdown('/home/dana/shop', nothing), /## The workspace `shop`\n\nNo agent has done anything here yet\.\n\nThe trace is sent nowhere/);
  });

  it('is the coverage of each agent, the newest gaps, and what became of the export', () => {
    const page = workspaceMarkdown('/home/dana/shop', some);
    for (const told of [/\| Codex \| 90 % \| 9 \| 1 \| 2 \|/, /- 2030-01-01 08:00:00 UTC, Codex: no decision covers \\`rm\\` \\\*x\\\*/, /- Export to https:\/\/collector\\_one\.example .*4 records and 2 spans sent.*waiting: 1 request \(2 KB\)/, /- ! +1 record and 0 spans dropped/, /- ! +since 2030-01-01 09:00:00 UTC: connection refused/]) assert.match(page, told);
    assert.match(workspaceText(some), /Codex: 90 % of 10 known acts have a decision, 1 ran without one; 2 more/);
  });
});
