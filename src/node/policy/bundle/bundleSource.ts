import * as crypto from 'node:crypto';
import { readSmallFile } from '../../durableFile.ts';
import { readYaml } from '../../yamlText.ts';
import { bundleSourceSchema, type BundleSource } from '../policySchema.ts';

const limitBytes = 64 * 1024;

export type ReadBundleSource =
  | { readonly kind: 'absent' }
  /** `id`: changes with everything that decides what is taken. */
  | { readonly kind: 'source'; readonly source: BundleSource; readonly id: string }
  | { readonly kind: 'problem'; readonly line: number; readonly why: string };

/**
 * Reads `bundle.yaml` of the directory that the organisation manages: the only place that names a bundle. SECURITY: nothing of
 * a user, a workspace, a setting or a variable names another one, or another key. Never throws.
 */
export function readBundleSource(file: string): ReadBundleSource {
  const read = readSmallFile(file, limitBytes);
  if (read.kind === 'absent') return { kind: 'absent' };
  if (read.kind === 'unreadable') return { kind: 'problem', line: 1, why: `it cannot be read (${read.why})` };
  const yaml = readYaml(read.text);
  if (!yaml.ok) return { kind: 'problem', line: yaml.problems[0]?.line ?? 1, why: yaml.problems[0]?.message ?? 'it cannot be read' };
  const parsed = bundleSourceSchema.safeParse(yaml.value);
  if (parsed.success) return { kind: 'source', source: parsed.data, id: crypto.createHash('sha256').update(JSON.stringify([parsed.data.url, parsed.data.keys, parsed.data.scope])).digest('hex') };
  const [issue] = parsed.error.issues;
  return { kind: 'problem', line: yaml.lineAt(issue?.path ?? []), why: `\`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? 'it is not understood'}` };
}
