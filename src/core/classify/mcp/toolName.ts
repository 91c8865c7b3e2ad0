/** What the name of a tool claims. A claim can raise a judgement, never lower one. */
export type NameClaim = 'read' | 'write' | 'destroy' | 'unknown';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const readVerbs = words(
  'get list read search find fetch query describe show view count check status inspect lookup resolve explain analyze analyse diff preview validate ' +
    'lint help info snapshot screenshot wait hover scroll tail head grep glob ls cat stat tree exists verify compare browse navigate open log logs blame ' +
    'summarize summarise scrape crawl extract map crawling reader describe aggregate summarize whoami ping health think thinking sequentialthinking suggest ask estimate watch monitor history resize tabs console network retrieve test tests plan introspect echo',
);
const destroyVerbs = words('delete remove destroy drop purge truncate terminate reset wipe clear erase kill revoke uninstall unpublish prune nuke rollback restore flush unlink rm trash discard archive');
const writeVerbs = words(
  'create update set put post send push publish deploy apply execute exec run write edit add insert merge close assign comment upload move rename sync ' +
    'trigger start stop restart scale invoke click type fill press submit replace patch save modify append upsert import export migrate install enable disable ' +
    'approve reject cancel pause resume grant invite share transfer copy commit evaluate call request drag select handle pull fork star reply release rotate ' +
    'schedule book pay charge refund order buy transition convert configure register mutate mutation seed init make generate change toggle lock unlock checkout',
);

/** Verbs that are things as well: `migrate_status`, `deploy_logs`. */
const named = words('migrate migration deploy deployment build run import export release sync backup schedule call request');

/** The parts of a tool name in lower case: `browser_click`, `getIssue`, `notion-update.page`. */
export function nameParts(tool: string): readonly string[] {
  return tool
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '');
}

/** Reads the claim of a name: its first known verb counts, and a verb of destruction anywhere. */
export function claimOf(tool: string): NameClaim {
  const parts = nameParts(tool);
  if (parts.some((part) => destroyVerbs.has(part)) && !isNoun(parts)) return 'destroy';
  if (/^(?:status|history|logs|info|list|result|results)$/.test(parts.at(-1) ?? '') && named.has(parts.at(-2) ?? '')) return 'read';
  for (const part of parts) {
    if (writeVerbs.has(part)) return 'write';
    if (readVerbs.has(part)) return 'read';
  }
  return 'unknown';
}

/** `get_archive`, `list_reset_requests`: reading, about a thing that has the verb in its name. */
function isNoun(parts: readonly string[]): boolean {
  const first = parts.find((part) => readVerbs.has(part) || writeVerbs.has(part) || destroyVerbs.has(part));
  return first !== undefined && readVerbs.has(first) && !destroyVerbs.has(parts.at(-1) ?? '') && !parts.includes('and') && !parts.includes('or');
}
