import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { incidentDocument } from '../../../../src/core/incident/incidentDocument.ts';
import { reconstruct, type Incident } from '../../../../src/core/incident/incident.ts';
import { redactionNote } from '../../../../src/core/incident/redactionNote.ts';
import { gravityOf, subjectOf, touches, type IncidentSeed } from '../../../../src/core/incident/subject.ts';
import type { TraceEvent } from '../../../../src/core/trace/event.ts';
import { captured } from '../../../../src/core/trace/capture/captured.ts';
import { captureLevels } from '../../../../src/core/trace/capture/level.ts';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import type { ActionNode } from '../../../../src/core/trace/traceTree.ts';
import type { Effect, Verdict } from '../../../../src/core/verdict.ts';
import { allowed, approvedBehindCheckpoint, freezeStory, told } from '../../../support/traceStories.ts';

const all: readonly TraceEvent[] = [...allowed, ...approvedBehindCheckpoint, ...freezeStory];
const at = (moment: string): IncidentSeed => ({ kind: 'time', at: moment });
const found = (seed: IncidentSeed, events = all): Incident => {
  const incident = reconstruct(events, seed);
  if (incident === undefined) throw new Error('nothing was found');
  return incident;
};
const head = (incident: Incident): string => incidentDocument(incident).split('\n## ')[0] ?? '';

/** A deletion that ran. */
function deletion(effects: readonly Partial<Effect>[], proposal = 'd-1', from = '2026-03-02T10:00:00.000Z'): readonly TraceEvent[] {
  const made = effects.map((effect): Effect => ({ kind: 'delete', reversibility: 'irreversible', blastRadius: 'workspace', span: { start: 0, end: 2 }, uninspectable: false, rule: 'delete.untracked', reason: 'deletes what nothing brings back', ...effect }));
  const verdict: Verdict = { decision: 'allow', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, frozen: false, findings: made.map((effect) => ({ decision: 'allow', rule: effect.rule, source: 'default', reason: effect.reason, span: effect.span, effect })) };
  return told('s-delete', [
    { kind: 'proposal', tool: 'Bash', input: {}, actions: [{ kind: 'shell', command: 'rm -rf x', dialect: 'posix' }], reasoning: { source: 'none' } },
    { kind: 'verdict', verdict, policyRevision: 'p', freezes: [] }, { kind: 'decision', decision: 'allow', by: 'policy', reason: 'the policy lets it' }, { kind: 'outcome', ok: true },
  ], from, proposal);
}
const actOf = (events: readonly TraceEvent[]): ActionNode => {
  const act = reduceTrace(events).sessions[0]?.turns[0]?.actions[0];
  if (act === undefined) throw new Error('there is no act');
  return act;
};

describe('the subject of an incident', () => {
  it('is the act that is named', () => deepEqual(subjectOf(reduceTrace(all), { kind: 'act', id: 's-frozen-1' }), { root: 's-frozen-1', also: [] }));
  it('is nothing where the act is not known', () => equal(subjectOf(reduceTrace(all), { kind: 'act', id: 'x' }), undefined));
  it('is what was grave in the narrowest window around a moment', () => deepEqual(
    ['2026-03-01T10:00:30Z', '2026-03-01T10:58:00Z', '2026-03-01T12:00:00Z', '2026-03-02T10:30:00Z', '2026-03-03T12:00:00Z'].map((moment) => subjectOf(reduceTrace(all), at(moment))?.root),
    ['s-approved-1', 's-frozen-1', 's-approved-1', 's-frozen-1', undefined],
  ));
  it('is nothing for a moment that is none', () => equal(subjectOf(reduceTrace(all), at('never')), undefined));
  it('is what deleted a file, itself or as a whole with a directory above it, and no neighbour', () => {
    const whole = actOf(deletion([{ target: { kind: 'path', path: '/w/data', recursive: true } }]));
    const only = actOf(deletion([{ target: { kind: 'path', path: '/w/data', recursive: false } }]));
    const read = actOf(deletion([{ kind: 'read', target: { kind: 'path', path: '/w/data/a.csv', recursive: false } }]));
    deepEqual(['/w/data', '/w/data/a.csv', '/w/database', '/w'].map((file) => touches(whole, file)), [true, true, false, true]);
    deepEqual([touches(only, '/w/data/a.csv'), touches(only, '/w/data'), touches(read, '/w/data/a.csv')], [false, true, false]);
    const git = actOf(deletion([{ kind: 'git-discard', target: { kind: 'git', repository: '/w', loses: 'tracked-changes', paths: ['/w/src/a.ts'] } }]));
    deepEqual([touches(git, '/w/src/a.ts'), touches(git, '/w/src/b.ts')], [true, false]);
    const windows = actOf(deletion([{ target: { kind: 'path', path: 'C:/w/Data', recursive: true } }]));
    deepEqual([touches(windows, 'c:\\w\\data\\a.csv'), touches(windows, 'c:\\w\\other')], [true, false]);
  });
  it('is what wrote a database that is a file', () => {
    const push = actOf(deletion([{ kind: 'schema', target: { kind: 'database', connection: 'file:/w/data/shop.sqlite' } }]));
    deepEqual(['/w/data/shop.sqlite', '/w/data', '/w/data/other.sqlite'].map((file) => touches(push, file)), [true, true, false]);
  });
  it('is the latest of several that are as grave, with the others beside it', () => {
    const target = { kind: 'path', path: '/w/a', recursive: false } as const;
    const events = [...deletion([{ target }], 'd-1', '2026-03-02T10:00:00.000Z'), ...deletion([{ target }], 'd-2', '2026-03-02T11:00:00.000Z')];
    deepEqual(subjectOf(reduceTrace(events), { kind: 'file', path: '/w/a' }), { root: 'd-2', also: ['d-1'] });
  });
  it('weighs what ran more than what was refused, and what nothing judged most', () => {
    const gap = actOf(told('g', [{ kind: 'gap', source: 'transcript', certainty: 'certain', what: 'rm -rf x', why: 'no hook was asked' }]));
    ok(gravityOf(gap) > gravityOf(actOf(deletion([{}]))) && gravityOf(actOf(deletion([{}]))) > gravityOf(actOf(freezeStory.slice(1))) && gravityOf(actOf(allowed)) === 0);
  });
});

describe('the document of an incident', () => {
  it('says first that nothing was lost where a freeze stopped it', () => {
    const text = head(found(at('2026-03-01T11:00:00Z')));
    for (const told of [/What was lost:\*\* Nothing: it was refused before it ran/, /asked for:\*\* `Fix the empty query\.`/, /The table looks empty/, /Nobody was asked\. Refused by the freeze/, /nothing to undo/, /stopped by the freeze of `dana` \(`release weekend`\)/]) match(text, told);
  });
  it('says who approved it, and that it was brought back', () => {
    const text = head(found({ kind: 'act', id: 's-approved-1' }));
    for (const told of [/Approved by `dana` \(in the panel\) after looking at it for 2\.4 s, shown as `Deletes 3 files/, /It was: `dana` brought back 3 files from checkpoint `cp-1`/, /a rule that refuses `delete\.untracked`/]) match(text, told);
  });
  it('says what is not known', () => match(incidentDocument(found({ kind: 'act', id: 's-approved-1' })), /## What is not known\n\n- \*\*clock\*\*: .*\n[^#]*no recorded end/));
  it('is the same for the same records in any order', () => {
    const seed: IncidentSeed = { kind: 'act', id: 's-approved-1' };
    equal(incidentDocument(found(seed)), incidentDocument(found(seed, [...all].reverse())));
  });
  it('names an incident by its root act, whatever it was found by', () => equal(found(at('2026-03-01T11:00:00Z')).id, found({ kind: 'act', id: 's-frozen-1' }).id));
  it('lets no words of an agent become Markdown, HTML or Mermaid', () => {
    const evil = '`**x**` | <img src=x> "] --> z["\n# head\n```\n‮';
    const events = told('s-evil', [
      { kind: 'prompt', text: evil }, { kind: 'proposal', tool: evil, input: {}, actions: [{ kind: 'shell', command: evil, dialect: 'posix' }], statedIntent: evil, reasoning: { source: 'hook', thinking: evil } },
      { kind: 'decision', decision: 'deny', by: 'policy', reason: evil }, { kind: 'said', text: evil },
    ]);
    const text = incidentDocument(found({ kind: 'act', id: 's-evil-1' }, events));
    const diagram = /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '';
    ok(!diagram.includes('<') && !text.includes('‮'));
    for (const line of diagram.split('\n')) match(line, /^(?:flowchart TD| {2}\w+(?:\["[^"\]]*"\])?(?: --> \w+)?| {2}(?:classDef|class) [\w :-]+)$/);
    const outside = text.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '');
    deepEqual(outside.split('\n').filter((line) => /^#(?!# [A-Z])/.test(line)).length, 1);
    ok(!outside.replace(/(`+) ?[^\n]*? ?\1(?!`)/g, '').includes('<img'));
  });
});

describe('what a bundle leaves out', () => {
  const left = { withheld: 0, erased: 0, longTexts: 0, longTextsGone: 0 };
  it('counts marks by their kind', () => {
    const note = redactionNote(told('s', [{ kind: 'prompt', text: 'use ‹redacted:aws-key› and ‹redacted:aws-key›, then ‹redacted:jwt› ‹cut: 9000 characters in all›' }]), left);
    match(note, /\| `‹cut›` \| 1 \|\n\| `‹redacted:aws-key›` \| 2 \|\n\| `‹redacted:jwt›` \| 1 \|/);
  });
  it('names the capture level at which the records were kept', () => {
    for (const level of captureLevels) match(redactionNote(all.map((event) => captured(event, level)), left), new RegExp(`at the capture level \`${level}\``));
  });
  it('names who erased what', () => match(redactionNote(told('s', [{ kind: 'erased', of: 'old', ranges: [[1, 2]], events: 2, payloads: 0, by: 'dana', why: 'asked to' }]), { ...left, erased: 2, withheld: 4 }), /4 events of other sessions[\s\S]*2 events in this part[\s\S]*2 events of session `old`, by `dana`: `asked to`/));
});
