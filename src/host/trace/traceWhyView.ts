import { causesOf, saidAndDid, type Cause } from '../../core/trace/causes.ts';
import type { ActionNode, TurnNode } from '../../core/trace/traceTree.ts';
import { visibleLine, visibleText } from '../../core/visibleText.ts';
import type { CauseView, TraceBlock } from '../../protocol/traceView.ts';
import { localTime, type Translate } from '../approval/askView.ts';

/** The causal path to an act, from the prompt and the inputs on; nothing where the act alone is known. */
export function whyBlock(turn: TurnNode, action: ActionNode, translate: Translate): TraceBlock | undefined {
  const causes = causesOf(turn, action);
  if (causes.length < 2) return undefined;
  return { kind: 'causes', title: translate('Why did this happen?'), links: causes.map((cause) => linkOf(cause, translate)) };
}

/** What the agent said beside what it did; nothing where it said nothing. */
export function sidesBlock(turn: TurnNode, action: ActionNode, translate: Translate): TraceBlock | undefined {
  const { said, did, unpredicted } = saidAndDid(turn, action);
  if (said.length === 0 && unpredicted.length === 0) return undefined;
  return {
    kind: 'sides', title: translate('Said and did'),
    left: { title: translate('The agent said (not verified)'), lines: said.map(visibleText), unverified: true },
    right: { title: translate('It did'), lines: did.map(visibleLine), unverified: false },
    alarm: unpredicted.length === 0 ? '' : translate('Nobody had foreseen: {0}', unpredicted.map(visibleLine).join(', ')),
  };
}

const icons: Readonly<Record<Cause['kind'], string>> = { prompt: 'comment', input: 'cloud-download', refusal: 'circle-slash', reasoning: 'lightbulb', act: 'terminal', rule: 'law', answer: 'person', decision: 'shield', outcome: 'play' };

function linkOf({ kind, at, text, verified, act }: Cause, translate: Translate): CauseView {
  return { icon: icons[kind], label: labelOf(kind, translate), time: at === '' ? '' : localTime(at), text: visibleText(text), unverified: !verified, ...(kind === 'rule' ? { marked: true } : {}), ...(act === undefined ? {} : { act }) };
}

function labelOf(kind: Cause['kind'], translate: Translate): string {
  switch (kind) {
    case 'prompt':
      return translate('Somebody asked');
    case 'input':
      return translate('It took in from outside');
    case 'refusal':
      return translate('It was refused');
    case 'reasoning':
      return translate('It reasoned (not verified)');
    case 'act':
      return translate('It proposed');
    case 'rule':
      return translate('The rule said');
    case 'answer':
      return translate('A person answered');
    case 'decision':
      return translate('It was decided');
    case 'outcome':
      return translate('It ended');
  }
}
