import { agentName } from '../../core/agentNames.ts';
import type { HoldingFreeze, SourceStanding, Standing } from '../../core/freeze/standing.ts';
import { gapText } from '../../core/trace/recordText.ts';
import { visibleLine } from '../../core/visibleText.ts';
import type { StoredPause } from '../../node/pauseStore.ts';
import { localTime, type Translate } from '../approval/askView.ts';
import { bothZones, countdown, lengthWords } from '../freeze/freezeTimes.ts';
import { freezeFacts, freezeName, shortFile, type FreezeFact } from '../freeze/freezeWords.ts';
import type { GuardStatus } from './statusView.ts';

/** A paragraph of the hover. Texts are plain: whoever draws them escapes them. */
export interface HoverPart {
  readonly icon: string;
  readonly title: string;
  readonly facts: readonly FreezeFact[];
}

/** Freezes that the hover describes; the view has all. */
const described = 3;

/** All that the item's hover says, the most urgent first: the first title says the whole state in one line. */
export function statusHover({ standing, waiting, paused, trouble, now, gaps = [] }: GuardStatus, translate: Translate): readonly HoverPart[] {
  const parts: HoverPart[] = [];
  if (trouble !== undefined) parts.push({ icon: 'error', title: translate('Tagout is OFF: agents are not guarded'), facts: [{ icon: 'info', text: visibleLine(trouble) }] });
  if (waiting > 0) parts.push({ icon: 'inbox', title: translate('{0} waiting for your decision', String(waiting)), facts: [] });
  if (gaps.length > 0) parts.push({ icon: 'warning', title: translate('Acts that no decision covers: {0}. The trace shows them', String(gaps.length)), facts: gaps.slice(-described).map((gap) => ({ icon: gap.certainty === 'certain' ? 'warning' : 'question', text: visibleLine(gapText(gap)) })) });
  parts.push(...freezeParts(standing, now, translate), ...paused.map((one) => pausedPart(one, translate)));
  return parts;
}

function freezeParts(standing: Standing, now: number, translate: Translate): readonly HoverPart[] {
  const { damage, holding, upcoming: [next], sources, glasses } = standing;
  const more = holding.length - described;
  return [
    ...glasses.map(({ glass, left }): HoverPart => ({
      icon: 'flame', title: translate('{0} broke the freeze: {1} left, acts left: {2}', visibleLine(glass.by), countdown(Date.parse(glass.until) - now), String(left)),
      facts: [{ icon: 'comment', text: visibleLine([glass.reason, glass.ticket ?? '', glass.second === undefined ? '' : translate('agreed by {0}', glass.second)].filter((text) => text !== '').join(' · ')) }, { icon: 'question', text: translate('Each act that the freeze holds is asked about') }],
    })),
    ...(damage === undefined ? [] : [{ icon: 'error', title: translate('The freeze state cannot be read, so everything counts as frozen'), facts: [{ icon: 'info', text: visibleLine(damage) }] }]),
    ...holding.slice(0, described).map((one) => holdingPart(one, now, translate)),
    ...(more > 0 ? [{ icon: 'ellipsis', title: translate('{0} more freezes', String(more)), facts: [] }] : []),
    ...(holding.length === 0 && damage === undefined ? [{ icon: 'shield', title: translate('No code freeze'), facts: [] }] : []),
    ...(next === undefined ? [] : [{ icon: 'calendar', title: translate('Next: {0} in {1}', freezeName(next.freeze, translate), lengthWords(Date.parse(next.window.from) - now, translate)), facts: [{ icon: 'clock', text: windowWords(next, translate) }] }]),
    ...(sources.length === 0 ? [] : [{ icon: 'database', title: translate('Sources'), facts: sources.map((source) => sourceFact(source, translate)) }]),
  ];
}

function holdingPart({ freeze, phase }: HoldingFreeze, now: number, translate: Translate): HoverPart {
  const facts = freezeFacts(freeze, now, translate);
  if (phase === 'unknown') return { icon: 'question', title: translate('Not known whether frozen, so it is: {0}', freezeName(freeze, translate)), facts };
  switch (freeze.mode) {
    case 'deny':
      return { icon: 'lock', title: translate('FROZEN: {0}', freezeName(freeze, translate)), facts };
    case 'ask':
      return { icon: 'lock', title: translate('Each change is asked about: {0}', freezeName(freeze, translate)), facts };
    case 'observe':
      return { icon: 'eye', title: translate('Only observed: {0}', freezeName(freeze, translate)), facts };
  }
}

/** From when until when, in both zones. */
export function windowWords({ freeze: { zone }, window: { from, until } }: Standing['upcoming'][number], translate: Translate): string {
  return until === undefined ? translate('From {0}', bothZones(from, zone, translate)) : translate('From {0} until {1}', bothZones(from, zone, translate), bothZones(until, zone, translate));
}

/** A source with the age of what it last said. */
export function sourceFact(source: SourceStanding, translate: Translate): FreezeFact {
  const { icon, words } = sourceState(source, translate);
  return { icon, text: [visibleLine(shortFile(source.report.name)), ...words].join(' · ') };
}

/** The same without its name: whether it is known, how old that is, and why not. */
export function sourceState({ report, ageMs, stale }: SourceStanding, translate: Translate): { readonly icon: string; readonly words: readonly string[] } {
  const age = ageMs === undefined ? translate('never read') : translate('{0} ago', lengthWords(ageMs, translate));
  const problem = report.problem === undefined ? '' : visibleLine(report.problem);
  const filled = (...words: readonly string[]): readonly string[] => words.filter((word) => word !== '');
  if (stale) return { icon: 'question', words: filled(translate('unknown, counts as frozen'), age, problem) };
  return { icon: problem === '' ? 'pass' : 'warning', words: filled(report.maxStaleMs === undefined ? translate('on this machine') : age, problem) };
}

function pausedPart(stored: StoredPause, translate: Translate): HoverPart {
  if (stored.kind === 'unreadable') return { icon: 'debug-pause', title: translate('It cannot be read which agents are paused, so all are'), facts: [{ icon: 'file', text: visibleLine(stored.file) }] };
  const { agent, by, since, reason, cause } = stored.pause;
  const title = cause === 'person' ? translate('{0} is paused and changes nothing', agentName(agent)) : translate('{0} asked too often: its questions wait for you together', agentName(agent));
  return { icon: 'debug-pause', title, facts: [{ icon: 'account', text: [translate('by {0} since {1}', by, localTime(since)), visibleLine(reason)].filter((part) => part !== '').join(' · ') }] };
}
