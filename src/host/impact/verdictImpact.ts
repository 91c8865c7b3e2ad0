import * as path from 'node:path';
import { effectsOf, isEmptyPlan, planCheckpoint } from '../../core/checkpoint.ts';
import type { Effect, Target, Verdict } from '../../core/verdict.ts';
import { wayBackSteps } from '../../core/wayBack.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { TargetView, WayBack } from '../../protocol/panel.ts';
import { lossFromVerdict, type Translate } from '../approval/askView.ts';
import type { Impact } from '../approval/ports.ts';

/** What the verdict alone says about the loss: for acts whose loss cannot be, or could not be, measured on the disk. */
export function verdictImpact(ask: AskMessage, translate: Translate): Impact {
  const targets = raisedEffects(ask.verdict).flatMap(({ target, reversibility, uninspectable }) => (target === undefined || reversibility === 'read-only' || (reversibility === 'reversible' && !uninspectable && target.kind === 'path') ? [] : [targetView(target, ask.workspace)]));
  return { loss: lossFromVerdict(ask.verdict, translate), targets: [...new Map(targets.map((target) => [target.name, target])).values()], moreTargets: 0, wayBack: wayBackFor(ask, translate) };
}

/** The effects behind asking or refusing; what was let through is no loss. */
const raisedEffects = (verdict: Verdict): readonly Effect[] => [...new Set(verdict.findings.flatMap(({ decision, effect }) => (decision === 'allow' || effect === undefined ? [] : [effect])))];

/** What approving keeps before the act runs, in words. */
export function wayBackFor({ verdict, proposal: { actions } }: Pick<AskMessage, 'verdict' | 'proposal'>, translate: Translate): WayBack {
  const plan = planCheckpoint(effectsOf(verdict));
  const [action] = actions;
  const steps = wayBackSteps(effectsOf(verdict), actions.length === 1 && action?.kind === 'shell' ? action.command : '');
  const beyond = plan.beyond[0] === undefined || steps.length === 0 ? plan.beyond[0] : translate('{0}. Keep it yourself first: {1}', plan.beyond[0], steps.map((step) => `\`${step}\``).join(', '));
  if (isEmptyPlan(plan)) {
    return beyond === undefined ? { kind: 'not-needed', text: translate('Nothing is lost that would have to be kept') } : { kind: 'none', text: translate('No checkpoint can bring this back: {0}', beyond) };
  }
  return beyond === undefined
    ? { kind: 'checkpoint', text: translate('A checkpoint is taken and verified before it runs; one click brings it back') }
    : { kind: 'partial', text: translate('A checkpoint keeps the local files only; it cannot bring back everything: {0}', beyond) };
}

function targetView(target: Target, workspace: string): TargetView {
  switch (target.kind) {
    case 'path': {
      const inside = path.relative(workspace, path.resolve(workspace, target.path));
      const isInside = inside !== '' && !inside.startsWith('..') && !path.isAbsolute(inside);
      return { name: `${isInside ? inside : target.path}${target.recursive ? '/' : ''}`, status: isInside ? 'unknown' : 'outside' };
    }
    case 'git':
      return { name: `${path.basename(target.repository)} (git)`, status: 'unknown', note: target.loses };
    case 'database':
      return { name: target.table === undefined ? target.connection : `${target.connection} ▸ ${target.table}`, status: 'database' };
    case 'remote':
      return { name: target.branch === undefined ? target.name : `${target.name}/${target.branch}`, status: 'remote' };
    case 'environment':
      return { name: target.name, status: 'environment', note: target.evidence };
    case 'other':
      return { name: target.name, status: 'unknown' };
  }
}
