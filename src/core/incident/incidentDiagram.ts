import { oneLine } from '../trace/actionTitle.ts';
import type { Cause } from '../trace/causes.ts';
import { visibleLine } from '../visibleText.ts';
import type { Incident } from './incident.ts';

const longestLabel = 90;

const heads: Readonly<Record<Cause['kind'], string>> = { prompt: 'Asked', input: 'Read from outside', refusal: 'Refused before', reasoning: 'Said, not verified', act: 'Act', rule: 'Rule', answer: 'Person', decision: 'Decision', outcome: 'Outcome' };

/**
 * The chain as a Mermaid flowchart: one box a link, dashed for what nobody verified, thick for the act. SECURITY: every
 * character of a label that Mermaid or HTML could read as its own stands as a number.
 */
export function diagramText({ causes, act }: Incident): string {
  const links = causes.map(({ kind, text, verified }, index) => ({ id: `n${index}`, text: label(heads[kind], text), style: kind === 'act' ? 'act' : verified ? 'plain' : 'said' }));
  const of = (kind: Cause['kind']): string | undefined => links[causes.findLastIndex((cause) => cause.kind === kind)]?.id;
  const judged = of('decision') ?? of('rule') ?? of('act') ?? 'n0';
  const end = of('outcome') ?? judged;
  const seen = act.observed.map(({ changes, unpredicted, total = changes.length }, index) => ({ id: `s${index}`, to: end, text: label('Seen', `${total} changes${unpredicted.length === 0 ? ', as foreseen' : `, ${unpredicted.length} not foreseen`}`) }));
  const kept = act.checkpoint === undefined ? [] : [{ id: 'k', to: judged, text: label('Kept', `${act.checkpoint.files} files in ${act.checkpoint.id}`) }];
  const restored = act.restores.map(({ by, files }, index) => ({ id: `r${index}`, to: kept.length === 0 ? end : 'k', text: label('Brought back', `${files} files by ${by}`) }));
  return [
    'flowchart TD', ...links.map(({ id, text }) => `  ${id}["${text}"]`), ...links.slice(1).map(({ id }, index) => `  ${links[index]?.id ?? id} --> ${id}`),
    ...act.freezes.map(({ reason, by }, index) => `  f${index}["${label('Freeze', `${reason} (${by})`)}"] --> ${judged}`),
    ...[...kept, ...seen, ...restored].flatMap(({ id, to, text }) => [`  ${id}["${text}"]`, `  ${to} --> ${id}`]),
    '  classDef act stroke-width:3px', '  classDef said stroke-dasharray:4', ...links.filter(({ style }) => style !== 'plain').map(({ id, style }) => `  class ${id} ${style}`),
  ].join('\n');
}

function label(head: string, text: string): string {
  const line = oneLine(visibleLine(text));
  const shown = line.length > longestLabel ? `${line.slice(0, longestLabel - 1)}…` : line;
  return `${escaped(head)}: ${escaped(shown)}`;
}

/** Letters, digits, blanks and a few signs stay as they are. */
const escaped = (text: string): string => text.replace(/[^\p{L}\p{N} .,:/_=+…-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`);
