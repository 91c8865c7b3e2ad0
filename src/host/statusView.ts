import type { Freeze, FreezeState } from '../core/freeze/freeze.ts';
import { agentName } from '../core/agentNames.ts';
import { visibleLine } from '../core/visibleText.ts';
import type { StoredPause } from '../node/pauseStore.ts';
import { localTime, type Translate } from './askView.ts';

/** What the status bar item reflects. */
export interface GuardStatus {
  readonly freezes: FreezeState;
  readonly waiting: number;
  readonly paused: readonly StoredPause[];
  /** Set when agents are not guarded, or an act went by unrecorded: says what is wrong. */
  readonly trouble?: string;
}

/** Text, colour and hover lines of the item; the first hover line is the headline. */
export interface StatusView {
  readonly text: string;
  readonly severity: 'normal' | 'error';
  readonly lines: readonly string[];
}

/** One short text, one icon; an error colour only when the guard is off or has a gap. */
export function statusView({ freezes, waiting, paused, trouble }: GuardStatus, translate: Translate): StatusView {
  const waitingText = waiting === 0 ? '' : translate('{0} waiting', String(waiting));
  const join = (icon: string, ...parts: readonly string[]): string => `$(${icon}) ${parts.filter((part) => part !== '').join(' · ')}`;
  const pausedText = pausedWords(paused, translate);
  const lines = [...hoverLines(freezes, translate), ...paused.map((one) => pausedLine(one, translate)), ...(waiting === 0 ? [] : [translate('{0} waiting for your decision', String(waiting))])];
  if (trouble !== undefined) return { text: join('shield', translate('Tagout off'), waitingText), severity: 'error', lines: [translate('Agents are not guarded: {0}', visibleLine(trouble)), ...lines] };
  switch (freezes.kind) {
    case 'off':
      if (paused.length > 0) return { text: join('debug-pause', pausedText, waitingText), severity: 'normal', lines };
      return { text: join('shield', waitingText === '' ? 'Tagout' : waitingText), severity: 'normal', lines };
    case 'unknown':
      return { text: join('lock', translate('Frozen (state unreadable)'), pausedText, waitingText), severity: 'error', lines };
    case 'on': {
      const denies = freezes.freezes.some(({ mode }) => mode === 'deny');
      return { text: join('lock', denies ? translate('Frozen') : translate('Frozen: asks'), pausedText, waitingText), severity: 'normal', lines };
    }
  }
}

/** Who changes nothing, and whose questions only are held back. */
function pausedWords(paused: readonly StoredPause[], translate: Translate): string {
  const names = (cause: 'person' | 'questions'): string => [...new Set(paused.flatMap((one) => (one.kind === 'unreadable' ? (cause === 'person' ? [translate('All agents')] : []) : one.pause.cause === cause ? [agentName(one.pause.agent)] : [])))].join(', ');
  const [stopped, held] = [names('person'), names('questions')];
  return [stopped === '' ? '' : translate('{0} paused', stopped), held === '' ? '' : translate('{0} asks too often', held)].filter((part) => part !== '').join(' · ');
}

function pausedLine(stored: StoredPause, translate: Translate): string {
  if (stored.kind === 'unreadable') return translate('It cannot be read which agents are paused, so all are: {0}', visibleLine(stored.file));
  const { agent, by, since, reason, cause } = stored.pause;
  const what = cause === 'person' ? translate('{0} is paused and changes nothing', agentName(agent)) : translate('{0} asked too often: its questions wait for you together', agentName(agent));
  return [what, translate('by {0} since {1}', by, localTime(since)), visibleLine(reason)].filter((part) => part !== '').join(' · ');
}

function hoverLines(freezes: FreezeState, translate: Translate): readonly string[] {
  switch (freezes.kind) {
    case 'off':
      return [translate('No code freeze')];
    case 'unknown':
      return [translate('The freeze state cannot be read, so everything counts as frozen: {0}', visibleLine(freezes.why))];
    case 'on':
      return freezes.freezes.map((freeze) => freezeHover(freeze, translate));
  }
}

/** Mode, reason, who, since and until when, scope: all that the item's hover says about one freeze. */
export function freezeHover(freeze: Freeze, translate: Translate): string {
  const mode = freeze.mode === 'deny' ? translate('Changes are refused') : translate('Each change is asked about');
  const until = freeze.until === undefined ? translate('until somebody lifts it') : translate('until {0}', localTime(freeze.until));
  const scope = scopeText(freeze.scope);
  return [`${mode}: ${freeze.reason === '' ? translate('no reason given') : freeze.reason}`, translate('by {0} since {1}', freeze.by, localTime(freeze.since)), until, scope === '' ? translate('for the whole workspace') : translate('for {0}', scope)]
    .map(visibleLine).join(' · ');
}

/** `branches main, release/*; paths infra/**`, or nothing for a freeze over everything. */
export function scopeText(scope: Freeze['scope']): string {
  return Object.entries(scope ?? {}).filter(([, values]) => values.length > 0).map(([name, values]) => `${name} ${values.join(', ')}`).join('; ');
}
