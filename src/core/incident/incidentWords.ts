import { agentName } from '../agentNames.ts';
import { code } from '../markdownText.ts';
import type { ActionNode } from '../trace/traceTree.ts';
import { alternativeOf, mayChange, type Finding } from '../verdict.ts';
import { shorten, visibleLine } from '../visibleText.ts';
import type { Incident } from './incident.ts';

/** Longest quotation in a sentence; the whole stands further down. */
const longestQuote = 240;
const mostNamed = 3;

/** A moment as the record holds it, to the second. */
export const moment = (at: string): string => (at.length < 19 ? visibleLine(at) : `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`);

/** Words of others in a sentence: as code, on one line, so that they read as what they are. */
export const quoted = (text: string): string => code(shorten(text.replace(/\s+/g, ' ').trim(), longestQuote));

/** A full stop, unless the words bring one. */
const ended = (text: string): string => (/[.!?] ?`*$/.test(text) ? text : `${text}.`);

/** `1 file`, `2 files`. */
export const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
/** Milliseconds as people say them. */
export const seconds = (ms: number): string => (ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`);
const list = (parts: readonly string[]): string => (parts.length > mostNamed ? `${parts.slice(0, mostNamed).join(', ')} and ${parts.length - mostNamed} more` : parts.join(', '));

/** Whether an act was let through. */
export const ran = ({ status }: ActionNode): boolean => status === 'allowed' || status === 'approved' || status === 'gap';

/** What an act does that changes something, in the words of its rules. */
function effectsOf({ verdict }: ActionNode): readonly string[] {
  const changing = (verdict?.findings ?? []).filter(({ effect }) => effect !== undefined && (effect.uninspectable || effect.reversibility !== 'read-only'));
  return [...new Set(changing.map(({ effect, reason }) => effect?.reason ?? reason))];
}

/** What was lost, as far as anybody saw it. */
export function lossWords(act: ActionNode): string {
  const effects = effectsOf(act);
  const meant = effects.length === 0 ? '' : list(effects.map(quoted));
  if (act.status === 'gap' && act.verdict === undefined) return 'Not known: nobody judged it before it ran.';
  if (!ran(act)) return act.status === 'denied' ? `Nothing: it was refused before it ran.${meant === '' ? '' : ` It would have: ${meant}.`}` : 'Nothing that is recorded: it was not let through.';
  const gone = [...new Set(act.observed.flatMap(({ changes }) => changes.filter(({ change }) => change === 'deleted').map(({ path }) => path)))];
  const changed = new Set(act.observed.flatMap(({ changes }) => changes.filter(({ change }) => change !== 'deleted').map(({ path }) => path))).size;
  const seen = [...(gone.length === 0 ? [] : [`${counted(gone.length, 'file or folder is', 'files and folders are')} gone (${list(gone.map(quoted))})`]), ...(changed === 0 ? [] : [`${counted(changed, 'file', 'files')} changed`])].join(', ');
  const told = meant === '' ? 'nothing that changes anything is known of it' : meant;
  const afterwards = act.steps.filter(({ kind, text }) => kind === 'run' && text.startsWith('ended')).map(({ text }) => ` The run ${quoted(text)}.`).slice(-1);
  return `${act.outcome?.ok === false ? 'It failed; until then: ' : ''}${ended(seen === '' ? told : `${seen}. Foreseen: ${told}`)}${afterwards.join('')}`;
}

/** Who did it, in whose name. */
export function actorWords({ session, act }: Incident): string {
  const agent = session.agent ?? act.actor?.agent;
  const model = act.actor?.model ?? act.reasoning?.model;
  const { user, host } = act.place ?? {};
  const sub = act.actor?.subagentType ?? act.actor?.subagentId;
  return [
    agent === undefined ? 'An agent that is not known' : agentName(agent), ...(model === undefined ? [] : [` with the model ${code(model)}`]), ...(sub === undefined ? [] : [`, as its sub-agent ${code(sub)}`]),
    ...(user === undefined ? [] : [`, in the account ${code(user)}${host === undefined ? '' : ` on ${code(host)}`}`]), `, at ${moment(act.at)} in ${code(session.workspace)}.`,
  ].join('');
}

/** What the agent said beforehand; nobody has checked it. */
export function saidWords({ act: { statedIntent, reasoning } }: Incident): string {
  const said = [...new Set([statedIntent, reasoning?.text, reasoning?.thinking].filter((text) => text !== undefined).filter((text) => text.trim() !== ''))];
  return said.length === 0 ? 'Nothing that was recorded.' : `${said.map(quoted).join(' · ')} (not verified)`;
}

/** What the agent said when it was over; undefined where it said nothing. */
export function saidAfterWords({ act, turn }: Incident): string | undefined {
  const over = act.outcome?.at ?? act.decision?.at ?? act.at;
  const said = [...act.saidAfter, ...turn.said.filter(({ at }) => at >= over)][0];
  return said === undefined ? undefined : `${quoted(said.text)} (not verified)`;
}

/** Who let it through or refused it, and how. */
export function approverWords({ act }: Incident): string {
  const { answer, decision, ask, status } = act;
  if (answer !== undefined && (answer.method !== 'deadline' && answer.method !== 'failure')) {
    const looked = answer.dwellMs === undefined ? '' : ` after looking at it for ${seconds(answer.dwellMs)}`;
    const displayed = answer.displayed === undefined ? '' : `, shown as ${quoted(answer.displayed)}`;
    return `${answer.outcome === 'approved' ? 'Approved' : 'Refused'} by ${code(answer.by)} (${methodWords[answer.method]})${looked}${ended(`${displayed}${answer.reason === undefined ? '' : `: ${quoted(answer.reason)}`}`)}`;
  }
  if (decision === undefined) return ask === undefined ? (status === 'gap' ? 'Nobody: it ran without a decision.' : 'Nobody: no decision is recorded.') : 'Nobody: it was asked, and the record ends before an answer.';
  const verb = decision.decision === 'allow' ? 'Let through' : 'Refused';
  return `${decision.by === 'person' ? '' : 'Nobody was asked. '}${verb} by ${deciders[decision.by]}: ${ended(quoted(decision.reason))}`;
}

const methodWords = { panel: 'in the panel', 'quick-pick': 'in a list', edited: 'after changing the command', paused: 'by pausing the agent', grant: 'by a grant given before', signature: 'by signature', duplicate: 'by the answer to the same question', freeze: 'by a freeze', deadline: 'the time was over', failure: 'something failed' } as const;
const deciders = { policy: 'the policy', person: 'a person', grant: 'a grant given before', freeze: 'the freeze', deadline: 'the end of the time to answer', failure: 'a failure, to be safe' } as const;

/** Whether it can be taken back, and by what. */
export function undoWords(act: ActionNode): string {
  const { checkpoint, checkpointGone, restores, verdict } = act;
  if (!ran(act)) return 'There is nothing to undo.';
  const last = restores.at(-1);
  if (last !== undefined) return `It was: ${code(last.by)} brought back ${counted(last.files, 'file', 'files')} from checkpoint ${code(last.checkpoint)} at ${moment(last.at)}.`;
  if (checkpoint !== undefined && checkpointGone !== undefined) return `No more: checkpoint ${code(checkpoint.id)} was removed at ${moment(checkpointGone.at)} (${quoted(checkpointGone.why)}).`;
  if (checkpoint !== undefined) return `${checkpoint.verified ? 'Yes' : 'Perhaps'}: checkpoint ${code(checkpoint.id)} holds ${counted(checkpoint.files, 'file', 'files')} (${checkpoint.bytes} bytes)${checkpoint.verified ? ', verified' : ', but was not verified'}. ${code(`tagout checkpoint restore ${checkpoint.id}`)} brings them back; what it did outside of the workspace stays.`;
  if (verdict === undefined || verdict.uninspectable) return 'Not known: it was not understood, and nothing was kept.';
  switch (verdict.reversibility) {
    case 'read-only':
      return 'It changed nothing.';
    case 'reversible':
      return 'Yes, as easily as it was done.';
    case 'recoverable':
      return 'With some work, from history or backups; Tagout kept nothing.';
    case 'irreversible':
      return 'No: it is irreversible, and nothing was kept.';
  }
}

/** What stopped it, or would have. */
export function preventionWords({ act }: Incident): string {
  const { verdict, decision, answer, freezes, status } = act;
  const [strictest] = verdict?.findings ?? [];
  const safer = [...new Set((verdict?.findings ?? []).flatMap((finding) => alternativeOf(finding) ?? []))].slice(0, 2);
  const instead = safer.length === 0 ? '' : ` Safer: ${safer.map(quoted).join(', or ')}.`;
  if (status === 'gap') return 'A hook that is asked: `tagout doctor` says why none was.';
  if (!ran(act)) return `It was stopped${answer?.outcome === 'denied' ? ` by ${code(answer.by)}` : verdict?.frozen === true ? ` by the freeze of ${freezes.map(({ by, reason }) => `${code(by)} (${quoted(reason)})`).join(', ')}` : decision === undefined ? ': it waits' : ` by ${deciders[decision.by]}`}.${instead}`;
  const rule = `a rule that refuses ${strictest === undefined ? 'it' : code(ruleOf(strictest))} (*Make a Rule from This*)`;
  const freeze = verdict?.blastRadius === 'shared' || verdict?.blastRadius === 'production' || verdict?.reversibility === 'irreversible' ? ', or a code freeze in Tagout and not only in the prompt' : '';
  if (status === 'approved') return `Another answer, ${rule}${freeze}.${instead}`;
  return verdict !== undefined && !mayChange(verdict) ? `Nothing had to: it changed nothing.` : `${rule.charAt(0).toUpperCase()}${rule.slice(1)}${freeze}.${instead}`;
}

/** The built-in rule behind a finding. */
export const ruleOf = ({ effect, rule }: Finding): string => effect?.rule ?? rule;
