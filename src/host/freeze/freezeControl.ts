import type { Freeze, FreezeState } from '../../core/freeze/freeze.ts';
import type { TraceBody } from '../../core/trace/event.ts';
import { ancestorsOf } from '../../node/ancestors.ts';
import { addGlass, endGlass } from '../../node/freeze/glassStore.ts';
import { declareFreeze, extendFreeze, liftFreezes, readFreezesOf } from '../../node/freeze/freezeStore.ts';
import type { FreezeActions } from './freezeMenu.ts';

export interface FreezeControlOptions {
  readonly state: string;
  readonly roots: () => readonly string[];
  readonly by: string;
  /** Durable when it returns; throws when nothing was recorded. */
  readonly record: (workspace: string, body: TraceBody) => void;
  /** Called after every change. */
  readonly changed: () => void;
}

/**
 * Declares, lifts and breaks freezes for the folders of this window. A declaration takes effect even when it cannot be recorded;
 * what loosens is recorded first, and without a record nothing is loosened.
 */
export function freezeControl({ state, roots, by, record, changed }: FreezeControlOptions): FreezeActions {
  return {
    declare(freeze) {
      const targets = roots();
      if (targets.length === 0) throw new Error('open a folder first: a freeze belongs to a workspace');
      for (const root of targets) declareFreeze(state, root, freeze, Date.now());
      changed();
      for (const root of targets) record(root, { kind: 'freeze', change: 'declared', freeze, by });
    },
    lift(ids, reason) {
      for (const root of holders(roots())) {
        const found = readFreezesOf(state, root, Date.now());
        for (const freeze of freezesIn(found, by)) {
          if (found.kind === 'on' && !ids.includes(freeze.id)) continue;
          mayLift(freeze, by);
          record(root, { kind: 'freeze', change: 'lifted', freeze, by, reason });
          liftFreezes(state, root, Date.now(), found.kind === 'on' ? freeze.id : undefined);
        }
      }
      changed();
    },
    extend(id, until) {
      for (const root of holders(roots())) {
        const freeze = freezesIn(readFreezesOf(state, root, Date.now()), by).find((one) => one.id === id);
        if (freeze === undefined) continue;
        const longer = extendFreeze(state, root, id, until, Date.now());
        record(root, { kind: 'freeze', change: 'declared', freeze: longer, by });
      }
      changed();
    },
    break(glass, freezes) {
      for (const root of roots()) {
        for (const freeze of freezes) record(root, { kind: 'freeze', change: 'broken', freeze, by, reason: glass.reason, glass });
        addGlass(state, root, glass);
      }
      changed();
    },
    mend(id) {
      for (const root of roots()) endGlass(state, root, id, Date.now());
      changed();
    },
  };
}

/** A freeze is over a folder wherever it was declared above it. */
const holders = (roots: readonly string[]): readonly string[] => [...new Set(roots.flatMap((root) => ancestorsOf(root)))];

/** Throws where the freeze says that others lift it. */
function mayLift({ lift }: Freeze, by: string): void {
  if (lift?.by !== undefined && lift.by.length > 0 && !lift.by.includes(by)) throw new Error(`this freeze is lifted by ${lift.by.join(', ')}`);
  if (lift?.second === true) throw new Error('this freeze is lifted by two persons together, where it was declared');
}

/** The freezes that a lift ends; a damaged file stands for one that nobody can read any more. */
function freezesIn(state: FreezeState, by: string): readonly Freeze[] {
  switch (state.kind) {
    case 'off':
      return [];
    case 'on':
      return state.freezes;
    case 'unknown':
      return [{ id: 'unreadable', mode: 'deny', reason: state.why, by, since: new Date().toISOString() }];
  }
}
