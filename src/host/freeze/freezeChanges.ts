import type { Freeze } from '../../core/freeze/freeze.ts';
import type { Translate } from '../approval/askView.ts';
import { freezeFacts } from './freezeWords.ts';

/** What a version of a freeze file changes about one freeze, in words. */
export interface FreezeChange {
  readonly id: string;
  readonly lines: readonly string[];
}

/** How the freezes of one version differ from those of the version before: what is gone first, what is new last. */
export function freezeChanges(before: readonly Freeze[], after: readonly Freeze[], now: number, translate: Translate): readonly FreezeChange[] {
  const young = new Map(after.map((freeze) => [freeze.id, freeze]));
  const old = new Set(before.map(({ id }) => id));
  const changed = before.map((freeze): FreezeChange => {
    const then = young.get(freeze.id);
    return { id: freeze.id, lines: then === undefined ? [translate('is gone')] : changedLines(freeze, then, now, translate) };
  });
  const added = after.filter(({ id }) => !old.has(id)).map(({ id, mode }): FreezeChange => ({ id, lines: [translate('is new: {0}', mode)] }));
  const rank = ({ id }: FreezeChange): number => (young.has(id) ? 1 : 0);
  return [...changed.filter(({ lines }) => lines.length > 0).sort((one, other) => rank(one) - rank(other)), ...added];
}

function changedLines(before: Freeze, after: Freeze, now: number, translate: Translate): readonly string[] {
  const [then, young] = [before, after].map((freeze) => linesOf(freeze, now, translate));
  const differing = [...new Set([...(then?.keys() ?? []), ...(young?.keys() ?? [])])].filter((name) => then?.get(name) !== young?.get(name));
  const lines = differing.map((name) => `${then?.get(name) ?? '–'} → ${young?.get(name) ?? '–'}`);
  return lines.length === 0 && JSON.stringify(before) !== JSON.stringify(after) ? [translate('holds at other times')] : lines;
}

/** Every line about a freeze under a name, so that two versions can be held beside each other. */
const linesOf = (freeze: Freeze, now: number, translate: Translate): ReadonlyMap<string, string> =>
  new Map([['mode', freeze.state === undefined ? freeze.mode : `${freeze.mode}, ${freeze.state}`], ...freezeFacts(freeze, now, translate).map(({ icon, text }): [string, string] => [icon, text])]);
