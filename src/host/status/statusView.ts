import type { AgentId } from '../../core/action.ts';
import { agentName } from '../../core/agentNames.ts';
import type { Standing } from '../../core/freeze/standing.ts';
import type { GapRecord } from '../../core/trace/record.ts';
import type { Pause, StoredPause } from '../../node/pauseStore.ts';
import type { Translate } from '../approval/askView.ts';
import { countdown, lengthWords, shortTime } from '../freeze/freezeTimes.ts';
import { shortScope } from '../freeze/freezeWords.ts';

/** What the status bar item reflects. */
export interface GuardStatus {
  readonly standing: Standing;
  readonly waiting: number;
  readonly paused: readonly StoredPause[];
  /** Set when agents are not guarded, or an act went by unrecorded: says what is wrong. */
  readonly trouble?: string;
  /** Acts that no decision covers, found since the person last looked at the trace. */
  readonly gaps?: readonly GapRecord[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Text and colour of the item. */
export interface StatusView {
  readonly icon: string;
  readonly text: string;
  /** `warning`: a freeze holds, or was broken. `error`: the guard does not work, or cannot tell. */
  readonly severity: 'normal' | 'warning' | 'error';
}

/** A freeze is announced in the status bar so long before it begins; the hover and the view show later ones. */
const announcedMs = 7 * 24 * 60 * 60_000;

/** One short text and one icon: what is most urgent first. */
export function statusView(status: GuardStatus, translate: Translate): StatusView {
  const { waiting, paused, trouble, gaps = [] } = status;
  const certain = gaps.filter(({ certainty }) => certainty === 'certain').length;
  const gapText = certain === 0 ? '' : certain === 1 ? translate('1 gap') : translate('{0} gaps', String(certain));
  const view = headline(status, translate);
  const waitingText = waiting === 0 ? '' : translate('{0} waiting', String(waiting));
  const pausedText = trouble === undefined ? pausedWords(paused, translate) : '';
  const quiet = view.quiet === true;
  const parts = [quiet && (waitingText !== '' || pausedText !== '' || gapText !== '') ? '' : view.text, pausedText, waitingText, gapText].filter((part) => part !== '');
  return { icon: quiet && pausedText !== '' ? 'debug-pause' : quiet && gapText !== '' ? 'warning' : view.icon, text: parts.join(' · '), severity: gapText !== '' && view.severity === 'normal' ? 'warning' : view.severity };
}

/** `quiet`: says nothing but that the guard is there, so that anything else takes its place. */
type Headline = StatusView & { readonly quiet?: true };

function headline({ standing, trouble, now }: GuardStatus, translate: Translate): Headline {
  const { kind, damage, holding: [strictest], glasses: [broken], until, upcoming: [next] } = standing;
  if (trouble !== undefined) return { icon: 'error', text: translate('Tagout OFF'), severity: 'error' };
  if (damage !== undefined) return { icon: 'lock', text: translate('FROZEN: state unreadable'), severity: 'error' };
  if (broken !== undefined) return { icon: 'flame', text: translate('Freeze broken: {0} · {1} left', countdown(Date.parse(broken.glass.until) - now), String(broken.left)), severity: 'warning' };
  const scope = strictest === undefined ? '' : shortScope(strictest.freeze.scope, translate);
  const where = (text: string): string => (scope === '' ? text : `${text} (${scope})`);
  const end = until === undefined ? '' : ` ${translate('until {0}', shortTime(until, now))}`;
  switch (kind) {
    case 'unknown':
      return { icon: 'question', text: where(translate('Freeze unknown')), severity: 'warning' };
    case 'deny':
      return { icon: 'lock', text: where(translate('FROZEN')) + end, severity: 'warning' };
    case 'ask':
      return { icon: 'lock', text: where(translate('Freeze: asks')) + end, severity: 'normal' };
    case 'observe':
      return { icon: 'eye', text: where(translate('Freeze: observes')) + end, severity: 'normal' };
    case 'off': {
      const before = next === undefined ? Number.NaN : Date.parse(next.window.from) - now;
      if (before <= announcedMs) return { icon: 'calendar', text: translate('Freeze in {0}', lengthWords(before, translate)), severity: 'normal' };
      return { icon: 'shield', text: 'Tagout', severity: 'normal', quiet: true };
    }
  }
}

/** Who changes nothing, and whose questions only are held back: of one that is stopped, the latter says nothing more. */
function pausedWords(paused: readonly StoredPause[], translate: Translate): string {
  if (paused.some(({ kind }) => kind === 'unreadable')) return translate('{0} paused', translate('All agents'));
  const agents = (cause: Pause['cause']): readonly AgentId[] => [...new Set(paused.flatMap((one) => (one.kind === 'pause' && one.pause.cause === cause ? [one.pause.agent] : [])))];
  const stopped = agents('person');
  const held = agents('questions').filter((agent) => !stopped.includes(agent));
  const named = (all: readonly AgentId[]): string => all.map(agentName).join(', ');
  return [stopped.length === 0 ? '' : translate('{0} paused', named(stopped)), held.length === 0 ? '' : translate('{0} asks too often', named(held))].filter((part) => part !== '').join(' · ');
}
