import type { Action } from '../core/action.ts';
import type { FreezeState } from '../core/freeze/freeze.ts';
import type { JudgeContext } from '../core/judge.ts';
import type { DecidedAct } from './engineModule.ts';
import { blastRadii, decisions, reversibilities, type Effect, type Finding, type Verdict } from '../core/verdict.ts';

/** See {@link EngineModule}. */
export function decideAct(actions: readonly Action[], context: JudgeContext, freezeAt: (targets: readonly string[]) => FreezeState): DecidedAct {
  const effects = actions.flatMap((action) => judgeAction(action, context));
  const freeze = freezeAt(effects.flatMap(({ target }) => (target?.kind === 'path' ? [target.path] : target?.kind === 'git' ? [target.repository] : [])));
  const findings = effects.map((effect): Finding => ({ decision: decisionFor(effect, context, freeze), rule: effect.rule, source: freeze.kind === 'off' ? 'default' : 'freeze', reason: effect.reason, span: effect.span, effect }));
  const worst = <T extends string>(order: readonly T[], values: readonly T[]): T => values.reduce((one, other) => (order.indexOf(one) >= order.indexOf(other) ? one : other), order[0] ?? values[0] as T);
  const verdict: Verdict = {
    decision: worst(decisions, findings.map(({ decision }) => decision)),
    reversibility: worst(reversibilities, effects.map(({ reversibility }) => reversibility)),
    blastRadius: worst(blastRadii, effects.map(({ blastRadius }) => blastRadius)),
    uninspectable: effects.some(({ uninspectable }) => uninspectable),
    findings: decisions.toReversed().flatMap((wanted) => findings.filter(({ decision }) => decision === wanted)),
    frozen: freeze.kind !== 'off' && findings.some(({ decision }) => decision === 'deny'),
  };
  return { verdict, effects, freeze };
}

function decisionFor(effect: Effect, { policy }: JudgeContext, freeze: FreezeState): Finding['decision'] {
  if (effect.reversibility === 'read-only' && !effect.uninspectable) return 'allow';
  if (freeze.kind !== 'off' && (effect.uninspectable || effect.reversibility === 'irreversible')) return 'deny';
  return effect.uninspectable ? 'ask' : policy.matrix[effect.reversibility][effect.blastRadius];
}

function judgeAction(action: Action, { world }: JudgeContext): readonly Effect[] {
  const span = { start: 0, end: 0 };
  if (action.kind === 'harmless' || (action.kind === 'file' && action.change.operation === 'read')) {
    return [{ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', span, uninspectable: false, rule: 'file.read', reason: 'only reads' }];
  }
  if (action.kind === 'file') {
    const inside = world.path(action.change.path).realPath.startsWith(`${world.root}/`);
    return [{ kind: 'write', reversibility: inside && action.change.operation !== 'delete' ? 'reversible' : 'irreversible', blastRadius: inside ? 'file' : 'machine', target: { kind: 'path', path: action.change.path, recursive: false }, span, uninspectable: false, rule: 'file.write', reason: 'changes a file' }];
  }
  return [{ kind: 'execute', reversibility: 'irreversible', blastRadius: 'machine', span, uninspectable: true, rule: 'shell.unknown', reason: 'what this does is not understood' }];
}
