import * as path from 'node:path';
import { namesIn, realDisk } from '../disk.ts';
import { anchoredHeads, type AnchoredHead, type TraceAnchor } from './traceAnchor.ts';
import { readHead } from './traceHead.ts';
import { parseSegmentLine, rawLines, segmentNumber, segmentPath } from './traceSegment.ts';

/** What an anchor says of a trace. */
export interface AnchorReport {
  readonly anchor: TraceAnchor;
  /** Heads that it holds of this workspace and that the trace still has. */
  readonly fitting: number;
  readonly problems: readonly string[];
}

/** Holds every head that the anchors know of a workspace against its sealed trace: this is what a trace cannot say of itself. */
export async function checkAnchors(trace: string, workspace: string, anchors: readonly TraceAnchor[]): Promise<readonly AnchorReport[]> {
  const found = await Promise.all(anchors.map(async (anchor) => ({ anchor, heads: await anchoredHeads(anchor, workspace) })));
  const wanted = new Set(found.flatMap(({ heads }) => (heads.kind === 'heads' ? heads.heads.map(({ seq }) => seq) : [])));
  const sealed = sealedHashes(trace, wanted);
  const chain = readHead(realDisk, trace)?.chain;
  return found.map(({ anchor, heads }): AnchorReport => {
    if (heads.kind === 'unreadable') return { anchor, fitting: 0, problems: [`it cannot be read: ${heads.why}`] };
    const problems = heads.heads.flatMap((head) => problemOf(head, chain, sealed) ?? []);
    return { anchor, fitting: heads.heads.length - problems.length, problems };
  });
}

/** The hashes of some events, by their numbers. */
export interface SealedHashes {
  /** First event that is still there; the oldest may have been removed, which the trace itself says. */
  readonly first: number;
  readonly hashes: ReadonlyMap<number, string>;
}

function problemOf({ chain, seq, hash, at }: AnchoredHead, own: string | undefined, { first, hashes }: SealedHashes): string | undefined {
  if (chain !== own) return `at ${at} this workspace had another trace (${chain}): it was replaced`;
  if (seq < first || hashes.get(seq) === hash) return undefined;
  return hashes.has(seq) ? `event ${seq} is not the one that was anchored at ${at}` : `event ${seq}, anchored at ${at}, is gone`;
}

/** Looks sealed events up by their numbers. Throws where the disk fails. */
export function sealedHashes(trace: string, wanted: ReadonlySet<number>): SealedHashes {
  const hashes = new Map<number, string>();
  let first = Infinity;
  for (const segment of namesIn(realDisk, path.join(trace, 'segments')).flatMap((name) => segmentNumber(name) ?? [])) {
    for (const { raw, torn } of rawLines(realDisk, segmentPath(trace, segment))) {
      const parsed = torn ? undefined : parseSegmentLine(raw);
      if (parsed?.kind !== 'line' || parsed.line.kind !== 'event') continue;
      first = Math.min(first, parsed.line.seq);
      if (wanted.has(parsed.line.seq)) hashes.set(parsed.line.seq, parsed.line.hash);
    }
  }
  return { first: first === Infinity ? 1 : first, hashes };
}
