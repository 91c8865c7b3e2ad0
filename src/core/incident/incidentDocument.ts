import { agentName } from '../agentNames.ts';
import { code, fenced, table } from '../markdownText.ts';
import type { ActionNode } from '../trace/traceTree.ts';
import { observedText } from '../trace/recordText.ts';
import { visibleLine } from '../visibleText.ts';
import { diagramText } from './incidentDiagram.ts';
import { timelineText } from './incidentTimeline.ts';
import { actorWords, approverWords, counted, lossWords, moment, preventionWords, quoted, saidAfterWords, saidWords, seconds, undoWords } from './incidentWords.ts';
import type { Incident } from './incident.ts';

/** Changes whenever the same records give another text: who verifies a bundle writes its document anew and compares. */
export const documentVersion = 1;

const mostListed = 30;
const longestText = 4000;

/**
 * The incident as a document for somebody who was not there: what matters first, then how it came to it, what decided, what
 * was seen, and what nobody knows. All words of agents and people stand as code. The same records give the same text.
 */
export function incidentDocument(incident: Incident): string {
  const { id, act, completeness } = incident;
  return `${[
    `# Incident ${code(id)}: ${code(act.title)}`,
    ...inShort(incident),
    '## What happened, in time', `Times are UTC. ${code('▶')} is the act, ${code('│')} belongs to it.`, fenced(timelineText(incident), 'text'),
    '## What led to what', fenced(diagramText(incident), 'mermaid'), ...causeLines(incident),
    ...section('What was proposed', proposed(incident)),
    ...section('What decided', decided(act)),
    ...section('What was shown, and to whom', shown(act)),
    ...section('Foreseen and seen', foreseen(incident)),
    ...section('The way back', wayBack(act)),
    ...section('Other acts that match', listed(incident.also)),
    ...section('What else the session did', around(incident)),
    ...section('Acts that no decision covers', incident.gaps.slice(0, mostListed).map((gap) => `- ${quoted(gap)}`)),
    '## What is not known', ...unknown(incident),
    '## About this document', `Written from the records of the trace alone; ${percent(completeness.score)} of what this act can be reconstructed from is recorded. In a bundle ${code('records.jsonl')} holds these records, and ${code('tagout trace verify DIRECTORY')} checks their chain of hashes and writes this document anew from them to compare.`,
  ].join('\n\n')}\n`;
}

const percent = (score: number): string => `${Math.floor(score * 100)} %`;
const section = (title: string, parts: readonly string[]): readonly string[] => (parts.length === 0 ? [] : [`## ${title}`, parts.every((part) => part.startsWith('- ')) ? parts.join('\n') : parts.join('\n\n')]);

/** The answers that a reader looks for first. */
function inShort(incident: Incident): readonly string[] {
  const { act, turn, seed } = incident;
  const prompt = turn.prompt ?? act.reasoning?.prompt;
  const after = saidAfterWords(incident);
  const rows: readonly (readonly [string, string])[] = [
    ['What was lost', lossWords(act)], ['Who did it', actorWords(incident)], ['What was asked for', prompt === undefined ? 'Not recorded.' : quoted(prompt)], ['What the agent said', saidWords(incident)],
    ['Who let it through', approverWords(incident)], ...(after === undefined ? [] : [['What the agent said then', after] as const]), ['Can it be undone', undoWords(act)], ['What would have stopped it', preventionWords(incident)],
  ];
  const from = seed.kind === 'file' ? `the file ${code(seed.path)}` : seed.kind === 'time' ? moment(seed.at) : 'the act itself';
  return [rows.map(([head, text]) => `- **${head}:** ${text}`).join('\n'), `Reconstructed from ${from}.`];
}

function causeLines({ causes }: Incident): readonly string[] {
  return [causes.map(({ kind, at, text, verified }, index) => `${index + 1}. ${at === '' ? '' : `${moment(at)} `}**${kind}**${verified ? '' : ' (not verified)'}: ${quoted(text)}`).join('\n')];
}

/** The act word by word, and the agent's own words in full. */
function proposed({ act, sides, turn }: Incident): readonly string[] {
  const { tool, actions, edited, place, callId, id, reasoning } = act;
  const text = (action: ActionNode['actions'][number]): string => ('command' in action ? action.command : 'text' in action ? action.text : JSON.stringify(action));
  const prompt = turn.prompt ?? reasoning?.prompt;
  const thought = [reasoning?.thinking, reasoning?.text].filter((part) => part !== undefined).join('\n\n');
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Tool', tool], ['Directory', place?.cwd], ['Branch', place?.branch], ['Commit', place?.head], ['Work tree', place?.dirty === undefined ? undefined : place.dirty ? 'had changes' : 'was clean'], ['Version of the agent', place?.agentVersion], ['Call', callId], ['Proposal', id],
  ];
  return [
    ...(actions.length === 0 ? [] : [fenced(cut(actions.map(text).join('\n')))]),
    ...(edited === undefined ? [] : ['Changed by the person to:', fenced(cut(edited.map(text).join('\n')))]),
    table(['What', 'Value'], facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, code(value)]]))),
    ...(prompt === undefined ? [] : ['The prompt that began the turn:', fenced(cut(prompt))]),
    ...(thought === '' ? [] : [`Reasoning as the agent delivered it (${reasoning?.source ?? 'none'}; not verified, and it need not be the cause):`, fenced(cut(thought))]),
    ...(sides.said.length === 0 ? [] : ['Said beside what was done:', table(['The agent said (not verified)', 'It did'], rowsOf(sides.said.map(quoted), sides.did.map(quoted)))]),
  ];
}

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}\n… ${text.length - longestText} more characters in the records` : text);
const rowsOf = (left: readonly string[], right: readonly string[]): readonly (readonly string[])[] => Array.from({ length: Math.max(left.length, right.length) }, (_, row) => [left[row] ?? '', right[row] ?? '']);

/** What the guard knew and by what it decided. */
function decided({ verdict, policyRevision, freezes, decision, retry, status }: ActionNode): readonly string[] {
  if (verdict === undefined) return [`It was not judged; it counts as ${code(status)}.`];
  const facts: readonly (readonly [string, string])[] = [
    ['Verdict', code(verdict.decision)], ['Reversibility', code(verdict.reversibility)], ['Blast radius', code(verdict.blastRadius)], ['Understood', verdict.uninspectable ? 'no, so it counts as irreversible' : 'yes'],
    ...(policyRevision === undefined ? [] : [['Policy in force', code(policyRevision)] as const]), ...(decision === undefined ? [] : [['Decision', `${code(decision.decision)} by ${code(decision.by)} at ${moment(decision.at)}`] as const]),
    ['Freezes in force', freezes.length === 0 ? 'none' : freezes.map(({ id, mode, reason, by, since, until }) => `${code(id)} (${mode}): ${quoted(reason)}, by ${code(by)} since ${moment(since)}${until === undefined ? '' : ` until ${moment(until)}`}`).join('; ')],
    ...(retry === undefined ? [] : [['Refused before', `${retry.refusals} times${retry.evasion ? ', which counts as an attempt to get round the freeze' : ''}`] as const]),
  ];
  const findings = verdict.findings.slice(0, mostListed).map(({ decision: own, rule, source, reason, effect }) => [own, code(rule), source, quoted(reason), effect === undefined ? '' : `${effect.reversibility}, ${effect.blastRadius}`]);
  return [table(['What', 'Value'], facts), ...(findings.length === 0 ? [] : [table(['Decision', 'Rule', 'From', 'Why', 'Effect'], findings)])];
}

function shown({ ask, answer, bound }: ActionNode): readonly string[] {
  if (ask === undefined && answer === undefined) return ['Nobody was asked.'];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Asked at', ask === undefined ? undefined : moment(ask.at)], ['Answered by', answer === undefined ? undefined : `${code(answer.by)}: ${answer.outcome} (${answer.method}) at ${moment(answer.at)}`], ['Reason given', answer?.reason === undefined ? undefined : quoted(answer.reason)],
    ['Sentence shown', answer?.displayed === undefined ? undefined : quoted(answer.displayed)], ['Digest of all that was shown', answer?.shown === undefined ? undefined : code(answer.shown.digest)],
    ['Looked at it for', answer?.dwellMs === undefined ? undefined : seconds(answer.dwellMs)], ['The agent waited', answer?.waitedMs === undefined ? undefined : seconds(answer.waitedMs)],
    ['Signed with', answer?.key === undefined ? undefined : code(answer.key)], ['Grant', answer?.grant === undefined ? undefined : code(answer.grant)], ['The approval stands for', bound === undefined ? undefined : `${bound.facts.length} facts, digest ${code(bound.digest)}`],
  ];
  return [table(['What', 'Value'], facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))];
}

function foreseen({ act, session }: Incident): readonly string[] {
  const { outcome, observed } = act;
  const ended = outcome === undefined ? [] : [`- The agent reports: ${outcome.ok === undefined ? 'ended' : outcome.ok ? 'it worked' : 'it failed'}${outcome.exitCode === undefined ? '' : `, exit code ${outcome.exitCode}`}${outcome.durationMs === undefined ? '' : `, after ${seconds(outcome.durationMs)}`}, at ${moment(outcome.at)}`];
  const effects = (act.verdict?.findings ?? []).flatMap(({ effect }) => (effect === undefined || effect.reversibility === 'read-only' ? [] : [`- Foreseen: ${quoted(effect.reason)} (${effect.reversibility}, ${effect.blastRadius})`]));
  const runs = act.steps.filter(({ kind }) => kind === 'run').map(({ at, text }) => `- ${moment(at)}, the run that was approved: ${quoted(text)}`);
  return [...new Set(effects), ...runs, ...ended, ...observed.map((one) => `- Seen by ${quoted(observedText(one, session.workspace))}`)];
}

function wayBack({ checkpoint, checkpointGone, restores }: ActionNode): readonly string[] {
  return [
    ...(checkpoint === undefined ? ['- No checkpoint was made.'] : [`- Checkpoint ${code(checkpoint.id)} of ${code(checkpoint.root)}: ${checkpoint.files} files, ${checkpoint.bytes} bytes, ${checkpoint.verified ? 'verified' : 'NOT verified'}`]),
    ...restores.map(({ at, by, files, keptBeside }) => `- ${moment(at)}: ${code(by)} brought back ${files} files${keptBeside === undefined ? '' : `; what was there then is kept in ${code(keptBeside)}`}`),
    ...(checkpointGone === undefined ? [] : [`- ${moment(checkpointGone.at)}: it was removed (${quoted(checkpointGone.why)})`]),
  ];
}

const line = ({ at, status, title, answer }: ActionNode): string => `- ${moment(at)} ${status}${answer === undefined ? '' : ` (${visibleLine(answer.outcome)} by ${code(answer.by)})`}: ${quoted(title)}`;
const listed = (acts: readonly ActionNode[]): readonly string[] => acts.slice(0, mostListed).map(line);

/** Sums, and every act that was not simply allowed. */
function around({ session, before, after }: Incident): readonly string[] {
  const { counts, agent, startedAt, lastAt, ended } = session;
  const sums = Object.entries(counts).flatMap(([status, count]) => (count === 0 ? [] : [`${count} ${status}`])).join(', ');
  const notable = [...before, ...after].filter(({ status, checkpoint }) => status !== 'allowed' || checkpoint !== undefined);
  return [
    `${agent === undefined ? 'An agent that is not known' : agentName(agent)}, session ${code(session.id)}, from ${moment(startedAt)} to ${moment(lastAt)}${ended ? '' : ' (no end recorded)'}: ${sums}. ${counted(before.length, 'act', 'acts')} before this one, ${after.length} after it.`,
    ...(notable.length === 0 ? [] : [`Of these not simply allowed:\n${listed(notable).join('\n')}${notable.length > mostListed ? `\n- … and ${notable.length - mostListed} more` : ''}`]),
  ];
}

/** What the records do not hold, and what no record can. */
function unknown({ act, completeness, notes, session }: Incident): readonly string[] {
  const missing = completeness.parts.flatMap((part) => (part.state === 'missing' ? [`- **${part.part}**: ${part.why}`] : []));
  const taken = notes.filter(({ kind }) => kind === 'erased' || kind === 'retired' || kind === 'clock').map(({ at, text }) => `- ${moment(at)}: ${quoted(text)}`);
  return [[
    ...missing, ...taken,
    ...(session.ended ? [] : ['- The session has no recorded end: more may have followed.']),
    '- What the agent says of its reasons is as it delivered it; nobody can verify it.',
    ...(act.observed.length === 0 && act.outcome !== undefined ? ['- Whether anything besides changed: nothing looked.'] : []),
    '- What happened outside of the guarded tools, unless it stands under “Acts that no decision covers”.',
  ].join('\n')];
}
