import { alternativeOf, type Decision, type Finding, type Span, type Verdict } from '../core/verdict.ts';

const words: Readonly<Record<Decision, string>> = { allow: 'ALLOW', ask: 'ASK', deny: 'DENY' };
const meanings: Readonly<Record<Decision, string>> = { allow: 'runs without a question', ask: 'waits for a person', deny: 'is refused' };
const colours: Readonly<Record<Decision, string>> = { allow: '32', ask: '33', deny: '31' };

export interface ExplainOptions {
  readonly colour: boolean;
  /** As it was measured. */
  readonly loss?: string;
  /** A checkpoint would replace the question. */
  readonly checkpoint?: boolean;
}

/** A verdict for a person: the decision, its two axes, the loss as it was measured, then each reason under the part of the command that causes it. */
export function explain(command: string, verdict: Verdict, { colour, loss, checkpoint = false }: ExplainOptions): string {
  const paint = (code: string, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { decision, reversibility, blastRadius, uninspectable, frozen } = verdict;
  const axes = [reversibility, blastRadius, ...(uninspectable ? ['not fully understood'] : []), ...(frozen ? ['frozen'] : [])].join(' · ');
  const head = `${paint(`1;${colours[decision]}`, words[decision])}  ${meanings[decision]}   ${axes}\n${loss === undefined ? '' : `     ${printable(loss).replaceAll('\n', ' ')}\n`}${checkpoint ? '     In an agent it runs without the question, behind a checkpoint, if that is small enough.\n' : ''}`;
  const shown = verdict.findings.filter((finding) => finding.decision !== 'allow' || decision === 'allow');
  const blocks = groupBySpan(shown).map(([span, findings]) => {
    const { line, underline } = quote(printable(command), span);
    const reasons = findings.map((finding) => `      ${reasonLine(finding)}`);
    return `\n  ${line}\n  ${paint(colours[findings[0]?.decision ?? decision], underline)}\n${[...new Set(reasons)].join('\n')}\n`;
  });
  return head + (blocks.length === 0 ? `\n  ${printable(command)}\n      changes nothing\n` : blocks.join(''));
}

function reasonLine(finding: Finding): string {
  const { decision, reason, rule, source } = finding;
  const origin = source === 'default' ? rule : `${rule}, ${source}`;
  const safer = alternativeOf(finding);
  const alternative = safer === undefined ? '' : `\n      instead: ${safer}`;
  return `${decision}: ${reason}  [${origin}]${alternative}`;
}

function groupBySpan(findings: readonly Finding[]): readonly (readonly [Span, readonly Finding[]])[] {
  const groups = new Map<string, [Span, Finding[]]>();
  for (const finding of findings) {
    const key = `${finding.span.start}-${finding.span.end}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding.span, [finding]]);
    else group[1].push(finding);
  }
  return [...groups.values()];
}

const width = 100;

/** The line of the command in which a span begins, cut to a window around it, and `~` under the span. */
function quote(command: string, { start, end }: Span): { readonly line: string; readonly underline: string } {
  const from = command.lastIndexOf('\n', start - 1) + 1;
  const feed = command.indexOf('\n', start);
  const to = feed < 0 ? command.length : feed;
  const left = start - from > width / 2 ? start - width / 2 : from;
  const right = Math.min(to, left + width);
  const before = left > from ? '… ' : '';
  const after = right < to ? ' …' : '';
  return { line: before + command.slice(left, right) + after, underline: ' '.repeat(before.length + start - left) + '~'.repeat(Math.max(1, Math.min(end, right) - start)) };
}

/** Characters that would move the cursor or hide text become one visible character each, so that spans stay true. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '\ufffd');
