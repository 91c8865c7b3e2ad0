const deepest = 200;

/**
 * The one text of a JSON value: members sorted by UTF-16 code units, no white space, numbers and strings as JSON.stringify
 * writes them (RFC 8785 for everything JSON.parse can return). Undefined for anything that is not JSON or is nested more
 * than 200 levels deep.
 */
export function canonicalJson(value: unknown, depth = 0): string | undefined {
  if (depth > deepest) return undefined;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : undefined;
  if (typeof value !== 'object') return undefined;
  const parts: string[] = [];
  if (Array.isArray(value)) {
    for (const entry of value) {
      const text = canonicalJson(entry, depth + 1);
      if (text === undefined) return undefined;
      parts.push(text);
    }
    return `[${parts.join(',')}]`;
  }
  const members = Object.entries(value).sort(([first], [second]) => (first < second ? -1 : 1));
  for (const [name, member] of members) {
    if (member === undefined) continue;
    const text = canonicalJson(member, depth + 1);
    if (text === undefined) return undefined;
    parts.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${parts.join(',')}}`;
}
