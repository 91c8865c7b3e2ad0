import { decideAct } from '../../src/cli/engine.ts';
import type { Action } from '../../src/core/action.ts';
import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';
import { describedWorld, dialectOf, type SceneFacts } from '../../src/core/resolve/describedWorld.ts';
import { joinShell } from '../../src/core/session/joinShell.ts';
import { strictestDecision, type Decision } from '../../src/core/verdict.ts';
import type { DeniedObject, ShellFacts } from '../../src/core/world.ts';

/** One call of a session: a command, or another action as the adapters make it. */
export interface Step {
  readonly command?: string;
  readonly shell?: string;
  readonly action?: Action;
  readonly expect: Decision;
  /** What the person answers when asked; default: refuses. */
  readonly answer?: 'approved';
  /** The person speaks to the agent before this call. */
  readonly prompt?: true;
  /** Files as they are from this call on. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A session as a corpus line tells it. `keepsShell`: its calls share one terminal. */
export interface Session {
  readonly id: string;
  readonly why: string;
  readonly keepsShell?: true;
  readonly facts?: SceneFacts;
  readonly files?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** Judges the calls in order, with the memory that the hook would have kept: what ran was noted, what was refused too. */
export function judgeSession({ facts = {}, files = {}, keepsShell, steps }: Session): readonly Decision[] {
  let denied: readonly DeniedObject[] = [];
  let written: readonly string[] = facts.written ?? [];
  let shell: ShellFacts | undefined;
  let present = files;
  let made: Readonly<Record<string, string>> = facts.made ?? {};
  return steps.map((step) => {
    present = { ...present, ...step.files };
    if (step.prompt === true) denied = denied.map(({ target }) => ({ target, since: 'before' }));
    const scene = { files: present, facts: { ...facts, written, made, denied, ...(shell === undefined ? {} : { shell }) }, ...(step.shell === undefined ? {} : { shell: step.shell }) };
    let left: ShellFacts | undefined;
    const world = describedWorld(scene);
    const wrote = new Map<string, string>();
    const decided = decideAct([actionOf(step)], { world, policy: defaultPolicy, programs: lookupInCatalogue, onWritten: (path, text) => wrote.set(path, text), ...(keepsShell === true ? { onShellLeft: (one) => (left = one) } : {}) }, () => ({ kind: 'off' }), { now: '2026-01-01T00:00:00Z' });
    const remembered: Decision = decided.deniedBefore === undefined ? 'allow' : decided.deniedBefore === 'before' ? 'ask' : 'deny';
    const decision = strictestDecision(decided.verdict.decision, remembered);
    if (decision === 'allow' || (decision === 'ask' && step.answer === 'approved')) {
      written = [...written, ...decided.effects.flatMap(({ kind, target }) => (target?.kind === 'path' && kind !== 'read' && kind !== 'delete' ? [target.path] : []))];
      for (const [path, text] of wrote) {
        if (world.path(path).kind !== 'absent' && world.ownWork?.(path) !== true) continue;
        made = { ...made, [path]: text };
        present = { ...present, [path]: text };
      }
      if (left !== undefined) shell = joinShell(shell, left);
    } else denied = [...denied, ...decided.objects(() => true).map((target): DeniedObject => ({ target, since: 'since-last-prompt' }))];
    return decision;
  });
}

function actionOf({ action, command = '', shell }: Step): Action {
  return action ?? { kind: 'shell', command, dialect: dialectOf(shell) };
}
