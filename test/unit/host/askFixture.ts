import type { BlastRadius, Effect, Reversibility } from '../../../src/core/verdict.ts';
import type { AskMessage, ComingMessage } from '../../../src/protocol/channel.ts';
import type { AskView } from '../../../src/protocol/panel.ts';
import { boundAsk } from '../../support/boundAsk.ts';

/** An effect on a folder, changed where a test needs it. */
export const effect = (changes: Partial<Effect> = {}): Effect => ({
  kind: 'delete', reversibility: 'irreversible', blastRadius: 'workspace', target: { kind: 'path', path: '/srv/drafts', recursive: true },
  span: { start: 5, end: 18 }, uninspectable: false, rule: 'delete.untracked', reason: 'deletes drafts, which git does not know', ...changes,
});

/** A waiting `rm`, at 60 seconds before its deadline when the clock shows 0. */
export function askFixture(changes: Partial<AskMessage> = {}, effects: readonly Effect[] = [effect()], axes: { readonly reversibility: Reversibility; readonly blastRadius: BlastRadius } = { reversibility: 'irreversible', blastRadius: 'workspace' }): AskMessage {
  const actor = { agent: 'codex', model: 'model-1' } as const;
  const command = 'ls && rm -rf drafts';
  return boundAsk({
    v: 1, type: 'ask', token: 't', id: 'ask-1', workspace: '/srv', cwd: '/srv', actor,
    proposal: { actor, session: { id: 's-1' }, callId: 'c-1', tool: 'shell', input: { command }, actions: [{ kind: 'shell', command, dialect: 'posix' }], statedIntent: 'tidy up' },
    verdict: { decision: 'ask', ...axes, uninspectable: false, frozen: false, findings: effects.map((one) => ({ decision: 'ask', rule: one.rule, source: 'default', reason: one.reason, span: one.span, effect: one })) },
    reasoning: { source: 'none' }, deadline: new Date(60_000).toISOString(), ...changes,
  });
}

/** The same, announced. */
export function comingFixture(changes: Partial<AskMessage> = {}): ComingMessage {
  const { v, token, id, workspace, cwd, actor, proposal, verdict, reasoning, deadline } = askFixture(changes);
  return { v, type: 'coming', token, id, workspace, cwd, actor, proposal, verdict, reasoning, deadline };
}

/** What the panel shows for it, changed where a test needs it. */
export const viewFixture = (changes: Partial<AskView> = {}): AskView => ({
  id: 'ask-1', nonce: 'secret', loss: 'Deletes drafts.', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, reversibilityText: '', wayBack: { kind: 'none', text: '' },
  targets: [], moreTargets: 0, facts: [], uncounted: [], rules: [], moreRules: 0, freezes: [], who: [], commandLabel: 'Command', command: [], alternatives: [], recent: [], inputs: [], canPause: false, canShowDiff: false, deadline: '', measured: true, ...changes,
});
