import { ancestorsOf, below } from '../ancestors.ts';
import { readSmallFile } from '../durableFile.ts';

/** Where HEAD points, read from the repository's files alone: no process is started. */
export interface HeadFacts {
  readonly branch?: string;
  readonly head?: string;
}

const limitBytes = 4 * 1024 * 1024;
const isCommit = /^[0-9a-f]{40,64}$/;

/** Branch and commit of the repository that holds a directory; what cannot be read is left out. Never throws. */
export function headOf(directory: string): HeadFacts {
  for (const place of ancestorsOf(directory)) {
    const head = firstLine(below(place, '.git', 'HEAD'));
    if (head !== undefined) return factsIn(below(place, '.git'), below(place, '.git'), head);
    const link = firstLine(below(place, '.git'));
    if (link?.startsWith('gitdir: ') !== true) continue;
    const named = link.slice('gitdir: '.length);
    const own = named.startsWith('/') ? named : below(place, named);
    const common = firstLine(below(own, 'commondir'));
    const shared = common === undefined ? own : common.startsWith('/') ? common : below(own, common);
    return factsIn(own, shared, firstLine(below(own, 'HEAD')) ?? '');
  }
  return {};
}

function factsIn(own: string, shared: string, head: string): HeadFacts {
  if (isCommit.test(head)) return { head };
  if (!head.startsWith('ref: ')) return {};
  const ref = head.slice('ref: '.length);
  const branch = ref.replace(/^refs\/heads\//, '');
  const loose = firstLine(below(own, ref)) ?? firstLine(below(shared, ref));
  const commit = loose ?? packed(below(shared, 'packed-refs'), ref);
  return commit !== undefined && isCommit.test(commit) ? { branch, head: commit } : { branch };
}

function packed(file: string, ref: string): string | undefined {
  const read = readSmallFile(file, limitBytes);
  return read.kind === 'text' ? read.text.split('\n').find((line) => line.endsWith(` ${ref}`))?.split(' ')[0] : undefined;
}

function firstLine(file: string): string | undefined {
  const read = readSmallFile(file, limitBytes);
  return read.kind === 'text' ? read.text.split('\n')[0]?.trim() : undefined;
}
