import { openOffers } from '../../core/trust/openOffers.ts';
import type { ProgramTrust, TrustScope } from '../../core/trust/trust.ts';
import { handedOnVerb } from '../../core/trust/verb.ts';
import type { Verdict } from '../../core/verdict.ts';
import { visibleLine } from '../../core/visibleText.ts';
import type { TrustView } from '../../protocol/panel.ts';
import type { Translate } from '../approval/askView.ts';

/** A person does not read more than this of a list of names. */
const namesLimit = 4;

/** The choices that the panel offers beside approving once; undefined where nothing may be trusted. */
export function trustView(verdict: Verdict, translate: Translate): TrustView | undefined {
  const open = openOffers(verdict);
  if (open === undefined) return undefined;
  const programs = [...new Set(open.offers.map(({ program }) => program))];
  const verbs = open.offers.map(({ program, verb }) => `${program} ${verb}`.trim());
  return { question: translate('Trust {0} here for', named(programs, translate)), choices: open.scopes.map((scope) => ({ scope, label: scopeWords(scope, named(verbs, translate), translate) })) };
}

function scopeWords(scope: TrustScope, verbs: string, translate: Translate): string {
  switch (scope) {
    case 'verb':
      return verbs.includes(handedOnVerb) ? translate('running other commands, each judged by itself: {0}', verbs) : translate('this verb: {0}', verbs);
    case 'reading':
      return translate('reading: list, show, status, search and the like');
    case 'workspace':
      return translate('everything that stays in the workspace');
  }
}

function named(names: readonly string[], translate: Translate): string {
  const shown = names.slice(0, namesLimit).map((name) => `\`${visibleLine(name)}\``).join(', ');
  return names.length > namesLimit ? translate('{0} and {1} more', shown, String(names.length - namesLimit)) : shown;
}

/** One answer in words, for lists: `acmectl orders sync`, `acmectl (reading)`. */
export function trustLine({ program, scope, verb }: ProgramTrust, translate: Translate): string {
  switch (scope) {
    case 'verb':
      return visibleLine(`${program} ${verb ?? ''}`.trim());
    case 'reading':
      return translate('{0}: reading', visibleLine(program));
    case 'workspace':
      return translate('{0}: everything that stays in the workspace', visibleLine(program));
  }
}
