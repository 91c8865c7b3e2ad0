/** Values that a careless handler might take for a gesture, an id, a nonce or a decision. */
const leaves: readonly unknown[] = [
  undefined, null, true, false, 0, 1, -1, Number.NaN, 1e21, '', ' ', 'approve', 'approved', 'allow', 'yes', 'Allow Once', 'no way back', '__proto__', 'editor-suite', '0'.repeat(64),
  [], {}, () => 'approved', new Error('approved'), Symbol.iterator.description, new Uint8Array(4), new Map([['approved', true]]),
];
const names: readonly string[] = ['type', 'id', 'nonce', 'outcome', 'approved', 'decision', 'answer', 'action', 'typed', 'grant', 'trust', 'by', 'method', 'ask', 'withoutWayBack', 'token', 'v'];
const words: readonly unknown[] = ['approve', 'approved', 'allow', 'session', 'workspace', 'panel', 'answer', true];

/** A value of any shape, at most four levels deep; the same for the same numbers. `ids` are mixed in where an id would stand. */
export function junk(random: () => number, ids: readonly string[], depth = 0): unknown {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const kind = random();
  if (depth >= 4 || kind < 0.35) return pick(leaves);
  if (kind < 0.5) return pick(ids) ?? 'no id';
  if (kind < 0.6) return Array.from({ length: Math.floor(random() * 4) }, () => junk(random, ids, depth + 1));
  const members = Array.from({ length: 1 + Math.floor(random() * 5) }, (): readonly [string, unknown] => [pick(names) ?? 'id', random() < 0.5 ? pick(words) : junk(random, ids, depth + 1)]);
  return Object.fromEntries(members);
}
