import { captureLevels, type CaptureLevel } from '../../core/trace/capture/level.ts';
import { below } from '../ancestors.ts';
import { readSmallFile } from '../durableFile.ts';
import { managedDirectory } from '../policy/policyPlace.ts';
import { readYaml } from '../yamlText.ts';
import * as zod from '../zod.ts';
import { checkedEndpoint, defaultSpoolMegabytes, type Destination } from './destination.ts';

/** What a person set in the editor. */
export interface ExportSettings {
  /** Empty: nothing is sent. */
  readonly endpoint: string;
  readonly content: CaptureLevel;
  readonly spoolMegabytes: number;
  /** Name of a variable that holds the token; empty: the editor's secret storage. */
  readonly tokenVariable: string;
}

/** `token`: the variable that holds it; without one the editor's secret storage is asked. */
export type ExportSetup =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly destination: Destination; readonly tokenVariable?: string }
  | { readonly kind: 'problem'; readonly why: string };

const limitBytes = 64 * 1024;
const variableName = /^[A-Za-z_]\w{0,199}$/;

/** `export.yaml` of the directory that an organisation manages. It holds no token, only the name of the variable that does. */
const organisationSchema = zod.strictObject({
  version: zod.literal(1),
  endpoint: zod.string().max(2000),
  content: zod.enum(captureLevels).default('none'),
  token: zod.strictObject({ env: zod.string().regex(variableName, 'the name of a variable') }).optional(),
  spoolMegabytes: zod.number().int().min(1).max(100_000).default(defaultSpoolMegabytes),
});

/** Where an organisation says that its machines send their traces. */
export const organisationExportFile = (platform: NodeJS.Platform): string => below(managedDirectory(platform), 'export.yaml');

/**
 * Where to send, if anywhere: as the organisation says, else as the person set. Nothing of a workspace is asked. A problem
 * sends nothing, and is told. Never throws.
 */
export function exportSetup(organisationFile: string, settings: ExportSettings): ExportSetup {
  const read = readSmallFile(organisationFile, limitBytes);
  if (read.kind === 'unreadable') return { kind: 'problem', why: `${organisationFile} cannot be read (${read.why})` };
  if (read.kind === 'text') return fromOrganisation(organisationFile, read.text);
  const { endpoint: text, content, spoolMegabytes, tokenVariable } = settings;
  if (text.trim() === '') return { kind: 'off' };
  const checked = checkedEndpoint(text.trim());
  if (!checked.ok) return { kind: 'problem', why: checked.why };
  if (tokenVariable !== '' && !variableName.test(tokenVariable)) return { kind: 'problem', why: 'the setting for the token wants the name of a variable, not the token itself: use `Tagout: Set Export Token…` for that' };
  return { kind: 'on', destination: { endpoint: checked.endpoint, content, spoolBytes: spoolMegabytes * 1024 * 1024, from: 'setting' }, ...(tokenVariable === '' ? {} : { tokenVariable }) };
}

function fromOrganisation(file: string, text: string): ExportSetup {
  const yaml = readYaml(text);
  if (!yaml.ok) return { kind: 'problem', why: `${file}, line ${yaml.problems[0]?.line ?? 1}: ${yaml.problems[0]?.message ?? 'it cannot be read'}` };
  const parsed = organisationSchema.safeParse(yaml.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { kind: 'problem', why: `${file}, line ${yaml.lineAt(issue?.path ?? [])}: \`${issue?.path.join('.') ?? ''}\`: ${issue?.message ?? 'it is not understood'}` };
  }
  const { endpoint, content, token, spoolMegabytes } = parsed.data;
  const checked = checkedEndpoint(endpoint);
  if (!checked.ok) return { kind: 'problem', why: `${file}: ${checked.why}` };
  return { kind: 'on', destination: { endpoint: checked.endpoint, content, spoolBytes: spoolMegabytes * 1024 * 1024, from: 'organisation' }, ...(token === undefined ? {} : { tokenVariable: token.env }) };
}
