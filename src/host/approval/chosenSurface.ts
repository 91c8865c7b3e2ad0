import type { ApprovalSurface, Showing } from './approvalSurface.ts';

/** Which surface the person wants at this moment. */
export type SurfaceName = 'panel' | 'native';

/** Shows each act on the surface that is chosen when it is shown; whatever the other one still shows goes away. */
export function chosenSurface(choose: () => SurfaceName, make: Readonly<Record<SurfaceName, () => ApprovalSurface>>): ApprovalSurface {
  const made = new Map<SurfaceName, ApprovalSurface>();
  let current: SurfaceName | undefined;
  const surface = (): ApprovalSurface | undefined => (current === undefined ? undefined : made.get(current));
  return {
    show(showing: Showing) {
      const chosen = choose();
      if (current !== chosen) surface()?.empty();
      current = chosen;
      const shown = made.get(chosen) ?? make[chosen]();
      made.set(chosen, shown);
      shown.show(showing);
    },
    queue: (queue) => surface()?.queue(queue),
    busy: (id, text) => surface()?.busy(id, text),
    rejected: (id, why) => surface()?.rejected(id, why),
    noWayBack: (id, why) => surface()?.noWayBack(id, why),
    empty: () => surface()?.empty(),
    dispose: () => {
      for (const one of made.values()) one.dispose();
    },
  };
}
