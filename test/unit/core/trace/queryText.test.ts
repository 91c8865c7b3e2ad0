import { deepEqual } from 'node:assert/strict';
import { traceQueryOf } from '../../../../src/core/trace/queryText.ts';
import type { TraceQuery } from '../../../../src/core/trace/traceQuery.ts';

const cases: readonly (readonly [string, TraceQuery])[] = [
  ['', {}],
  ['  \t ', {}],
  ['rm drafts', { words: ['rm', 'drafts'] }],
  ['Denied approved', { statuses: ['denied', 'approved'] }],
  ['agent:codex agent:gemini', { agents: ['codex', 'gemini-cli'] }],
  ['agent:nobody', { agents: [] }],
  ['radius:prod radius:shared', { radii: ['production', 'shared'] }],
  ['undo:irreversible', { reversibilities: ['irreversible'] }],
  ['rule:git path:src', { rule: 'git', path: '/w/src' }],
  ['"drop table" "path:my folder"', { words: ['drop table'], path: '/w/my folder' }],
  ['npm run db:push', { words: ['npm', 'run', 'db:push'] }],
  ['agent: :x http://a', { words: ['agent:', ':x', 'http://a'] }],
  ['unreviewed session:s-1', { unreviewed: true, session: 's-1' }],
  ['since:2026-01-01 until:2026-01-31', { since: '2026-01-01', until: '2026-01-31T23:59:59.999Z' }],
  ['until:2026-01-31T10:00:00Z', { until: '2026-01-31T10:00:00Z' }],
  ['an "open end', { words: ['an', 'open end'] }],
];

describe('query of the trace as text', () => {
  for (const [text, expected] of cases) it(`'${text}'`, () => deepEqual(traceQueryOf(text, (path) => `/w/${path}`), expected));
});
