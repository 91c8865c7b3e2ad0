import type { Action } from '../action.ts';
import type { Effect, Target } from '../verdict.ts';
import type { DeniedObject, SessionFacts } from '../world.ts';
import { sameLoss } from './sameLoss.ts';

/** An action with what it would do. */
export interface Act {
  readonly action: Action;
  readonly effects: readonly Effect[];
}

/**
 * The objects that stay refused when an act is: those that a person was asked about, and for what has no object the words
 * of the command without its options, so that a stronger option makes no new act of it.
 */
export function objectsOf(acts: readonly Act[], chosen: (effect: Effect) => boolean): readonly Target[] {
  return distinct(acts.flatMap(({ action, effects }) => effects.filter((effect) => chosen(effect) && matters(effect)).map((effect) => objectOf(effect, action))));
}

/** When one of the objects that an act reaches was refused before: how long ago, the latest counts. */
export function deniedBefore(acts: readonly Act[], { denied }: SessionFacts, caseInsensitive: boolean): DeniedObject['since'] | undefined {
  const found = acts.flatMap(({ action, effects }) => effects.flatMap((effect) => {
    const object = objectOf(effect, action);
    return denied.filter(({ target }) => (matters(effect) || overwrites(effect, action, target)) && sameLoss(target, object, caseInsensitive));
  }));
  return found.some(({ since }) => since === 'since-last-prompt') ? 'since-last-prompt' : found[0]?.since;
}

/** Whether an effect is one that a person is asked about: what they refuse of an act is that, and not the reading beside it. */
function matters({ reversibility, blastRadius, posture, uninspectable, trust }: Effect): boolean {
  if (uninspectable) return trust?.given === undefined;
  if (posture === 'ask' || posture === 'person' || posture === 'deny') return true;
  if (reversibility !== 'reversible') return reversibility !== 'read-only';
  return posture !== 'routine' && blastRadius !== 'file' && blastRadius !== 'workspace';
}

/** Other words into a refused file are another way to lose it, whatever the way is worth by itself; so is moving it away. */
function overwrites(effect: Effect, action: Action, refused: Target): boolean {
  if (effect.target?.kind !== 'path' || refused.kind !== 'path' || refused.path !== effect.target.path) return false;
  if (action.kind === 'file') return action.change.operation !== 'modify' && action.change.operation !== 'read' ? true : action.change.operation === 'modify' && action.change.after === '';
  return effect.kind === 'write' || effect.kind === 'move' || effect.kind === 'delete';
}

function objectOf({ target, span, rule }: Effect, action: Action): Target {
  if (target !== undefined) return target;
  return { kind: 'other', name: `${rule} ${wordsOf(action, span)}` };
}

/** What an action says, without options. The span is a place in the text of a command; of a nested text it is the outer word. */
function wordsOf(action: Action, { start, end }: Effect['span']): string {
  switch (action.kind) {
    case 'shell':
      return plainWords(action.command.slice(start, end));
    case 'shell-input':
    case 'sql':
      return plainWords(action.text);
    case 'file':
      return action.change.path;
    case 'task':
      return action.label;
    case 'mcp':
    case 'tool':
      return `${action.tool} ${JSON.stringify(action.input) ?? ''}`;
    case 'harmless':
      return action.tool;
  }
}

const plainWords = (text: string): string => text.split(/\s+/).map((word) => word.replace(/^["']|["']$/g, '')).filter((word) => word !== '' && !word.startsWith('-')).join(' ');

const distinct = (targets: readonly Target[]): readonly Target[] => [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
