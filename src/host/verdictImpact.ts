import * as path from 'node:path';
import { effectsOf, isEmptyPlan, planCheckpoint } from '../core/checkpoint.ts';
import type { Target } from '../core/verdict.ts';
import type { AskMessage } from '../protocol/channel.ts';
import type { TargetView, WayBack } from '../protocol/panel.ts';
import { lossFromVerdict, type Translate } from './askView.ts';
import type { Impact } from './ports.ts';

/** What the verdict alone says about the loss: for acts whose loss cannot be, or could not be, measured on the disk. */
export function verdictImpact(ask: AskMessage, translate: Translate): Impact {
  const targets = effectsOf(ask.verdict).flatMap(({ target, reversibility }) => (target === undefined || reversibility === 'read-only' ? [] : [targetView(target, ask.workspace)]));
  return { loss: lossFromVerdict(ask.verdict, translate), targets: [...new Map(targets.map((target) => [target.name, target])).values()], moreTargets: 0, wayBack: wayBackFor(ask, translate) };
}

/** What approving keeps before the act runs, in words. */
export function wayBackFor({ verdict }: Pick<AskMessage, 'verdict'>, translate: Translate): WayBack {
  const plan = planCheckpoint(effectsOf(verdict));
  const [beyond] = plan.beyond;
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
