import type { FileChange } from '../core/action.ts';
import { absolutePath } from './absolutePath.ts';
import { definedOnly } from './jsonFields.ts';

/** A file header of the patch format. All of these read a line that was trimmed, as the agents' own parsers do. */
const fileHeader = /^\*\*\* (Add|Delete|Update) File:(.*)$/;
const moveHeader = /^\*\*\* Move to:(.*)$/;
const knownMark = /^\*\*\* (?:Begin Patch|End Patch|End of File|Environment ID:.*)$/;
const anyMark = /^\*\*\*(?:\s|$)/;

interface Section {
  readonly operation: 'Add' | 'Delete' | 'Update';
  readonly path: string;
  to?: string;
  readonly before: string[];
  readonly after: string[];
}

/**
 * The files that a patch in the apply_patch format (V4A: `*** Begin Patch … *** End Patch`) would change, in its order.
 * `before` and `after` of an update hold the lines of its hunks, not the whole file. Undefined for a text that is not
 * such a patch or that carries a mark which is not known: the caller must then treat the call as risky.
 * Format: Codex `apply-patch` grammar, read leniently (headers in odd places still count).
 */
export function patchChanges(patch: string, cwd: string | undefined): readonly FileChange[] | undefined {
  const sections: Section[] = [];
  for (const line of patch.split(/\r?\n/)) {
    const section = sections.at(-1);
    // In an update a leading blank means "unchanged line", whatever follows it.
    const contextLine = section?.operation === 'Update' && line.startsWith(' ');
    const mark = contextLine ? '' : line.trim();
    const header = fileHeader.exec(mark);
    if (header !== null) {
      const opened = opens(header);
      if (opened === undefined) return undefined;
      sections.push(opened);
      continue;
    }
    if (anyMark.test(mark)) {
      const to = moveHeader.exec(mark)?.[1]?.trim();
      if (to && section?.operation === 'Update' && section.to === undefined) section.to = to;
      else if (!knownMark.test(mark)) return undefined;
      continue;
    }
    if (section !== undefined) keep(section, line);
  }
  return sections.length > 0 ? sections.map((section) => change(section, cwd)) : undefined;
}

function opens([, operation, named]: RegExpExecArray): Section | undefined {
  const path = named?.trim();
  if (!path || (operation !== 'Add' && operation !== 'Delete' && operation !== 'Update')) return undefined;
  return { operation, path, before: [], after: [] };
}

function keep(section: Section, line: string): void {
  if (line.startsWith('+')) section.after.push(line.slice(1));
  else if (section.operation !== 'Update') return;
  else if (line.startsWith('-')) section.before.push(line.slice(1));
  else if (line.startsWith(' ')) {
    section.before.push(line.slice(1));
    section.after.push(line.slice(1));
  }
}

function change(section: Section, cwd: string | undefined): FileChange {
  const path = absolutePath(cwd, section.path);
  switch (section.operation) {
    case 'Add':
      return { operation: 'create', path, after: section.after.map((line) => `${line}\n`).join('') };
    case 'Delete':
      return { operation: 'delete', path };
    case 'Update':
      return definedOnly({
        operation: section.to === undefined ? ('modify' as const) : ('move' as const),
        path,
        to: section.to === undefined ? undefined : absolutePath(cwd, section.to),
        before: section.before.join('\n'),
        after: section.after.join('\n'),
      });
  }
}
