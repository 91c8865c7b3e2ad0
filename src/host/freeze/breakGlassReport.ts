import { agentName } from '../../core/agentNames.ts';
import type { BreakGlass } from '../../core/freeze/breakGlass.ts';
import type { ActionNode } from '../../core/trace/traceTree.ts';
import { localTime, type Translate } from '../approval/askView.ts';
import { code, table } from '../../core/markdownText.ts';

/** What a report knows of the acts of a break-glass: those that it let through, and those that the freeze refused meanwhile. */
export interface GlassActs {
  /** In the order in which they were let through; an id of which the trace holds nothing any more stays one. */
  readonly through: readonly (ActionNode | string)[];
  readonly refused: readonly ActionNode[];
}

/** The acts of the trace that belong to a break-glass. */
export function actsUnder({ used, since, until }: BreakGlass, acts: readonly ActionNode[]): GlassActs {
  const during = acts.filter(({ at }) => at >= since && at <= until);
  return { through: used.map((id) => acts.find((act) => act.id === id) ?? id), refused: during.filter(({ status, verdict, id }) => status === 'denied' && verdict?.frozen === true && !used.includes(id)) };
}

/** The report as Markdown: who, why, how long, and every act. What people and agents wrote is code, so that it reads as what it is. */
export function glassReport(glass: BreakGlass, { through, refused }: GlassActs, translate: Translate): string {
  const { by, second, reason, ticket, since, until, maxActions, used, freezes } = glass;
  const facts: readonly (readonly [string, string])[] = [
    [translate('Broken by'), code(by)], ...(second === undefined ? [] : [[translate('Agreed by'), code(second)] as const]), [translate('Why'), code(reason)], ...(ticket === undefined ? [] : [[translate('Ticket'), code(ticket)] as const]),
    [translate('From'), localTime(since)], [translate('Until'), localTime(until)], [translate('Acts'), translate('{0} of {1}', String(used.length), String(maxActions))], [translate('Freezes'), freezes.map(code).join(', ')],
  ];
  return [
    `# ${translate('Break-glass report')}`, table([translate('What'), translate('Value')], facts),
    `## ${translate('Let through')}`, through.length === 0 ? translate('Nothing.') : table([translate('When'), translate('Agent'), translate('Act'), translate('What became of it')], through.map((act) => (typeof act === 'string' ? ['', '', code(act), translate('not in the trace any more')] : row(act, translate)))),
    `## ${translate('Refused meanwhile')}`, refused.length === 0 ? translate('Nothing.') : table([translate('When'), translate('Agent'), translate('Act'), translate('What became of it')], refused.map((act) => row(act, translate))),
  ].join('\n\n') + '\n';
}

const row = (act: ActionNode, translate: Translate): readonly string[] => [localTime(act.at), act.actor === undefined ? '' : agentName(act.actor.agent), code(act.title), outcomeWords(act, translate)];

function outcomeWords({ status, outcome, answer }: ActionNode, translate: Translate): string {
  if (status === 'denied') return answer === undefined ? translate('refused') : translate('refused by {0}', code(answer.by));
  const ended = outcome?.ok === false ? translate('failed') : outcome === undefined ? translate('let through') : translate('ran');
  return answer === undefined ? ended : translate('{0}, approved by {1}', ended, code(answer.by));
}
