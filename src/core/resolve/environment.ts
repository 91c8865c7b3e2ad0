/**
 * The production mark in a name (host, context, profile, branch, url), or undefined. A mark counts as a word of its own:
 * `acme-prod`, `db.prod.acme`, `PROD_DATABASE_URL`, `acmeProd`; not `product` or `reproduce`.
 */
export function environmentMark(name: string, marks: readonly string[]): string | undefined {
  if (name.length === 0) return undefined;
  const lower = name.toLowerCase();
  for (const mark of marks) {
    for (let at = lower.indexOf(mark); at >= 0; at = lower.indexOf(mark, at + 1)) {
      const before = name[at - 1] ?? '';
      const after = name[at + mark.length] ?? '';
      const begins = !/[a-zA-Z]/.test(before) || (/[a-z]/.test(before) && /[A-Z]/.test(name[at] ?? ''));
      const ends = !/[a-zA-Z]/.test(after) || (/[A-Z]/.test(after) && /[a-z]/.test(name[at + mark.length - 1] ?? ''));
      if (begins && ends) return mark;
    }
  }
  return undefined;
}
