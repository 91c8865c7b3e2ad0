import type { TrustScope } from '../core/trust/trust.ts';
import type { TrustView } from '../protocol/panel.ts';
import type { PanelStrings } from '../protocol/panelStrings.ts';
import { element } from './dom.ts';

/**
 * "Trust … here for": what the approval is to mean for the workspace. Nothing is chosen at first, so that no habit and no
 * key trusts anything; a choice alone does nothing until the approval is pressed.
 */
export class TrustRow {
  readonly root: HTMLElement;
  #chosen: TrustScope | undefined;

  constructor(view: TrustView | undefined, strings: PanelStrings, changed: () => void) {
    this.root = element('fieldset', { class: 'row trust' });
    this.root.hidden = view === undefined;
    if (view === undefined) return;
    const choose = (scope: TrustScope | undefined): void => {
      this.#chosen = scope;
      changed();
    };
    this.root.append(element('legend', {}, ...withCode(view.question)), choice('trust-nothing', strings.trustNothing, true, () => choose(undefined)), ...view.choices.map(({ scope, label }) => choice(`trust-${scope}`, label, false, () => choose(scope))));
  }

  get chosen(): TrustScope | undefined {
    return this.#chosen;
  }
}

function choice(id: string, text: string, checked: boolean, choose: () => void): HTMLElement {
  const input = element('input', { id, type: 'radio' });
  input.name = 'trust';
  input.checked = checked;
  input.addEventListener('change', choose);
  return element('label', { for: id }, input, element('span', {}, ...withCode(text)));
}

/** Text between backticks is a name. */
const withCode = (text: string): readonly (string | HTMLElement)[] => text.split('`').map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
