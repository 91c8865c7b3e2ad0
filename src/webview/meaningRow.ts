import type { GrantLength } from '../core/grant/grant.ts';
import type { TrustScope } from '../core/trust/trust.ts';
import type { AskView } from '../protocol/panel.ts';
import { fill, type PanelStrings } from '../protocol/panelStrings.ts';
import { element, withCode } from './dom.ts';

/** What an approval is to mean beyond this once. */
export interface Meaning {
  readonly trust?: TrustScope;
  readonly grant?: GrantLength;
}

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly meaning: Meaning;
}

/**
 * What the approval is to mean for the session or the workspace. "Once" is chosen at first, so that no habit and no key
 * grants or trusts anything; a choice alone does nothing until the approval is pressed.
 */
export class MeaningRow {
  readonly root: HTMLElement;
  #chosen: Meaning = {};

  constructor({ trust, grant }: Pick<AskView, 'trust' | 'grant'>, strings: PanelStrings, changed: () => void) {
    this.root = element('fieldset', { class: 'row trust' });
    this.root.hidden = trust === undefined && grant === undefined;
    if (this.root.hidden) return;
    const granted = grant?.lengths.map((length): Choice => ({ id: `grant-${length}`, label: fill(length === 'session' ? strings.forSession : strings.forQuarterHour, grant.scope), meaning: { grant: length } })) ?? [];
    const prefix = grant === undefined ? '' : `${trust?.question ?? ''} `;
    const trusted = trust?.choices.map(({ scope, label }): Choice => ({ id: `trust-${scope}`, label: `${prefix}${label}`, meaning: { trust: scope } })) ?? [];
    const once: Choice = { id: 'only-once', label: grant === undefined ? strings.trustNothing : strings.onlyOnce, meaning: {} };
    const row = ({ id, label, meaning }: Choice): HTMLElement => choice(id, label, meaning === once.meaning, () => {
      this.#chosen = meaning;
      changed();
    });
    this.root.append(element('legend', {}, ...withCode(grant === undefined ? (trust?.question ?? '') : strings.means)), ...[once, ...granted, ...trusted].map(row));
  }

  get chosen(): Meaning {
    return this.#chosen;
  }
}

function choice(id: string, text: string, checked: boolean, choose: () => void): HTMLElement {
  const input = element('input', { id, type: 'radio' });
  input.name = 'meaning';
  input.checked = checked;
  input.addEventListener('change', choose);
  return element('label', { for: id }, input, element('span', {}, ...withCode(text)));
}
