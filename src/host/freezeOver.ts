import type { FreezeState } from '../core/freeze/freeze.ts';
import type { Verdict } from '../core/verdict.ts';
import { freezeLine, type Translate } from './askView.ts';

/** Why a freeze refuses an act that waits, or undefined where it may go on waiting for a person. */
export function freezeOver(verdict: Verdict, state: FreezeState, translate: Translate): string | undefined {
  const reaches = verdict.uninspectable || verdict.reversibility === 'irreversible' || ((verdict.blastRadius === 'shared' || verdict.blastRadius === 'production') && verdict.reversibility !== 'read-only');
  if (!reaches) return undefined;
  switch (state.kind) {
    case 'off':
      return undefined;
    case 'unknown':
      return translate('code freeze: {0}', state.why);
    case 'on': {
      const refusing = state.freezes.find(({ mode }) => mode === 'deny');
      return refusing === undefined ? undefined : translate('code freeze: {0}', freezeLine(refusing, translate));
    }
  }
}
