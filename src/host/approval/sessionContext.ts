import * as path from 'node:path';
import { reduceTrace } from '../../core/trace/reduce.ts';
import { sessionStory } from '../../core/trace/sessionStory.ts';
import { visibleLine } from '../../core/visibleText.ts';
import { lastFetch } from '../../node/git/fetchAge.ts';
import { TraceReader } from '../../node/trace/readTrace.ts';
import { workspaceStateDirectory } from '../../node/stateDirectory.ts';
import { ruleOrigins } from './ruleOrigins.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { Translate } from './askView.ts';
import type { SessionContext } from './ports.ts';

/** Events of the session that are read: far more than the few acts that are shown. */
const newest = 500;

export interface SessionContextOptions {
  readonly state: string;
  /** The person at this window, who answers for its agents. */
  readonly owner: string;
  readonly now: number;
  readonly translate: Translate;
}

/** What is known of the session that asks, beside the act itself. Throws where the trace cannot be read. */
export function sessionContext(ask: AskMessage, { state, owner, now, translate }: SessionContextOptions): SessionContext {
  const { actor: { agent }, proposal: { session }, id, workspace } = ask;
  const reader = new TraceReader(path.join(workspaceStateDirectory(state, workspace), 'trace'));
  try {
    const { events } = reader.read({ sessions: 1, session: session.id, agent, newest });
    const { earlier, inputs, policyRevision } = sessionStory(reduceTrace(events), { agent, session: session.id, proposal: id });
    const fetched = concernsRemote(ask) ? lastFetch(ask.cwd) : undefined;
    const rows = [
      { label: translate('Owner'), value: owner },
      { label: translate('Agent’s own mode'), value: session.permissionMode ?? '' },
      { label: translate('Policy revision'), value: policyRevision ?? '' },
      { label: translate('Last fetch'), value: fetched === undefined ? '' : translate('{0} ago', ageWords(now - fetched)) },
    ];
    return {
      recent: earlier.map(({ title, status, at }) => ({ title: visibleLine(title), status, agoMs: Math.max(0, now - Date.parse(at)) })),
      inputs: inputs.map(visibleLine),
      ruleOrigins: ruleOrigins(state, workspace),
      facts: rows.filter(({ value }) => value !== '').map(({ label, value }) => ({ label, value: visibleLine(value) })),
    };
  } finally {
    reader.close();
  }
}

/** The same, with how often this very act was refused before on top. */
export function withRefusals(context: SessionContext, refusals: number, translate: Translate): SessionContext {
  return refusals === 0 ? context : { ...context, facts: [{ label: translate('Refused before'), value: refusals === 1 ? translate('once in this session') : translate('{0} times in this session', String(refusals)) }, ...context.facts] };
}

/** What others have may be older here than it is there. */
const concernsRemote = ({ verdict }: AskMessage): boolean => verdict.findings.some(({ effect }) => effect?.kind === 'git-remote' || effect?.kind === 'git-history' || effect?.kind === 'deploy' || effect?.kind === 'publish');

/** `40 s`, `12 min`, `3 h`, `5 d`: as coarse as it matters. */
function ageWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}
