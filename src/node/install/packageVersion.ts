import * as fs from 'node:fs';
import * as path from 'node:path';

/** Version of the programs in `dist`: from the package around it, or, in a copy under the state directory, from the directory's name. */
export function versionOf(dist: string): string {
  try {
    const description: unknown = JSON.parse(fs.readFileSync(path.join(dist, '..', 'package.json'), 'utf8'));
    if (typeof description === 'object' && description !== null && 'version' in description && typeof description.version === 'string') return description.version;
  } catch {
    // No package around it: a copy names its version itself.
  }
  const [, version] = /^(\d.*)-[0-9a-f]{12}$/.exec(path.basename(dist)) ?? [];
  return version ?? '0.0.0';
}
