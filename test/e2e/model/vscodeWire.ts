import { items, member, string } from './json.ts';
import type { Wire } from './wire.ts';

/** The bench's own wire, spoken by the scripted-model extension: `{tools, results}` of the running turn in, the plan out. */
export const vscodeWire: Wire = {
  read: (body) => ({ declared: new Set(items(member(body, 'tools')).map(string)), results: items(member(body, 'results')).map(string), stream: false, wantsJson: false }),
  write: (plan) => ({ kind: 'json', body: plan }),
};
