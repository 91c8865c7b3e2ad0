/** What stops {@link textsOf}: data beyond any of these has to be looked at piece by piece. */
export interface TextLimits {
  /** UTF-16 units of all strings together. */
  readonly length: number;
  readonly depth: number;
  /** Members of one array or object. */
  readonly width: number;
}

/**
 * Every string in some data, names of members included, one a line, so that one look at it answers for all of them.
 * Undefined where a limit is reached or something in it is no JSON.
 */
export function textsOf(data: unknown, limits: TextLimits): string | undefined {
  const texts: string[] = [];
  let left = limits.length;
  const take = (text: string): boolean => {
    texts.push(text);
    return (left -= text.length) >= 0;
  };
  const all = (value: unknown, depth: number): boolean => {
    if (typeof value === 'string') return take(value);
    if (typeof value !== 'object' || value === null) return typeof value !== 'bigint';
    if (depth >= limits.depth) return false;
    if (Array.isArray(value)) return value.length <= limits.width && value.every((entry) => all(entry, depth + 1));
    const members = Object.entries(value);
    return members.length <= limits.width && members.every(([name, member]) => take(name) && all(member, depth + 1));
  };
  return all(data, 0) ? texts.join('\n') : undefined;
}
