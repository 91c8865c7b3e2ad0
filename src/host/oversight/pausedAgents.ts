import type { AgentId } from '../../core/action.ts';
import { agentName } from '../../core/agentNames.ts';
import { visibleLine } from '../../core/visibleText.ts';
import type { StoredPause } from '../../node/pauseStore.ts';
import { localTime, type Translate } from '../approval/askView.ts';

/** An agent that is stopped in this window's folders. A person who lets it go on means all that stops it, so that is one choice. */
export interface PausedAgent {
  /** `every`: a pause that cannot be read stops all agents. */
  readonly id: AgentId | 'every';
  readonly name: string;
  /** Who stopped it, since when and why, on one line. */
  readonly why: string;
  readonly stored: readonly StoredPause[];
}

/** What is stored, one entry an agent; what stops all of them comes first. */
export function pausedAgents(stored: readonly StoredPause[], translate: Translate): readonly PausedAgent[] {
  const groups = new Map<PausedAgent['id'], readonly StoredPause[]>();
  for (const one of [...stored].sort((a, b) => Number(b.kind === 'unreadable') - Number(a.kind === 'unreadable'))) {
    const id = one.kind === 'unreadable' ? 'every' : one.pause.agent;
    groups.set(id, [...(groups.get(id) ?? []), one]);
  }
  return [...groups].map(([id, all]) => ({ id, name: id === 'every' ? translate('Every agent') : agentName(id), why: [...new Set(all.map((one) => whyPaused(one, translate)))].join('; '), stored: all }));
}

function whyPaused(stored: StoredPause, translate: Translate): string {
  if (stored.kind === 'unreadable') return translate('{0} cannot be read, so every agent counts as paused', visibleLine(stored.file));
  const { by, since, reason } = stored.pause;
  return [translate('by {0} since {1}', by, localTime(since)), visibleLine(reason)].filter((part) => part !== '').join(' · ');
}
