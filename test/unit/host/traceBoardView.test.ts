import { deepEqual, equal } from 'node:assert/strict';
import { traceQueryOf } from '../../../src/core/trace/queryText.ts';
import { joinedCoverage } from '../../../src/core/trace/traceQuery.ts';
import { boardCoverage, boardRow, boardWords } from '../../../src/host/trace/traceBoardView.ts';

const translate = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? '');

describe('wide view of the trace', () => {
  it('offers only filters that a query understands', () => {
    const { agents, verdicts, radii } = boardWords(translate);
    const words = [...agents, ...verdicts, ...radii].map(({ word }) => word).filter((word) => word !== '');
    deepEqual(words.filter((word) => traceQueryOf(word, (path) => path).words !== undefined), []);
    equal(new Set(words).size, words.length);
  });
  it('names hidden characters, and how long a person was waited for', () => {
    const { title, waited, session, sessionText } = boardRow({ id: 'a', at: '2026-01-01T00:00:00Z', title: 'rm \u202Egpj', status: 'approved', frozen: false, changes: true, reviewed: true, waitedMs: 65_000, agent: 'codex', session: 's' }, 'Make some \u202Eroom', translate);
    deepEqual([title.includes('\u202E'), waited, session, sessionText.includes('\u202E')], [false, '1 min 5 s', 'codex s', false]);
  });
  it('adds up what several workspaces know of an agent', () => {
    const part = { agent: 'codex', decided: 3, gaps: 1, possibleGaps: 0, percent: 75 } as const;
    deepEqual(joinedCoverage([part, { ...part, decided: 4, gaps: 0, possibleGaps: 2, percent: 100 }]), [{ agent: 'codex', decided: 7, gaps: 1, possibleGaps: 2, percent: 87.5 }]);
    equal(boardCoverage({ ...part, possibleGaps: 2 }, translate).text, '3 acts with a decision, 1 without · 2 more may have been a person');
  });
});
