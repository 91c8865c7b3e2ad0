import type { SourceReport } from '../../core/freeze/source.ts';
import { readSmallFile, replaceFile } from '../durableFile.ts';
import type { LineProblem } from '../yamlText.ts';
import type { RemoteSource } from './remoteSource.ts';

const limitBytes = 16 * 1024 * 1024;
/** Counts up with every change of what is stored: what another version compiled is compiled again. */
const format = 1;

export interface FreezeProblem extends LineProblem {
  readonly file: string;
}

/** Freeze files with their windows expanded: what the hook reads, so that it needs neither calendars nor zones. */
export interface CompiledFreezes {
  readonly stamps: readonly string[];
  /** When it was made, ISO 8601 in UTC: windows are known for a year from here. */
  readonly at: string;
  readonly reports: readonly SourceReport[];
  readonly sources: readonly RemoteSource[];
  readonly services?: readonly string[];
  readonly problems: readonly FreezeProblem[];
  /** A version of the workspace's file that was not reviewed yet; `text` absent = the file is gone. */
  readonly pending?: { readonly digest: string; readonly text?: string };
  /** Last texts of the upper files that could be read. */
  readonly good?: { readonly organisation?: string; readonly user?: string };
}

/** Undefined where there is none, or it is damaged, or of another version: then it is made anew. */
export function readCompiled(file: string): CompiledFreezes | undefined {
  const read = readSmallFile(file, limitBytes);
  if (read.kind !== 'text') return undefined;
  try {
    const value: unknown = JSON.parse(read.text);
    return isCompiled(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Stores it atomically, 0600. Throws when the disk refuses. */
export const writeCompiled = (file: string, compiled: CompiledFreezes): void => replaceFile(file, `${JSON.stringify({ format, ...compiled })}\n`);

/** Only our own compiler writes the file, where no agent may write: its number tells what another version wrote apart. */
const isCompiled = (value: unknown): value is CompiledFreezes =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === format && 'reports' in value && Array.isArray(value.reports) && 'stamps' in value && Array.isArray(value.stamps) && 'sources' in value && Array.isArray(value.sources) && 'at' in value;
