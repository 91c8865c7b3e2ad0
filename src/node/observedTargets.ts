import * as fs from 'node:fs';
import { mostObserved, type ObservedChange, type ObservedRecord } from '../core/trace/record.ts';
import type { Verdict } from '../core/verdict.ts';

/** File systems keep times less exactly than clocks run. Milliseconds. */
const inexactMs = 2000;

/**
 * Holds what a verdict predicted of files against what they are just after the act, which began at `since` (milliseconds
 * since 1970). `deleted` are other files that were seen to disappear meanwhile. Undefined where nothing that can be looked
 * at was predicted, and nothing else was seen. Never throws.
 */
export function observedTargets(verdict: Verdict, since: number, deleted: readonly string[] = []): ObservedRecord | undefined {
  const changes: ObservedChange[] = [];
  const unseen: string[] = [];
  const predicted = new Set<string>();
  for (const { effect } of verdict.findings) {
    const { target, kind } = effect ?? {};
    if (target?.kind !== 'path' || target.pattern !== undefined || !(kind === 'delete' || kind === 'write' || kind === 'move') || predicted.has(target.path)) continue;
    predicted.add(target.path);
    const change = changeOf(target.path, kind === 'write' ? 'there' : 'gone', since);
    if (change === undefined) unseen.push(target.path);
    else changes.push({ path: target.path, change });
  }
  const unpredicted = deleted.filter((path) => ![...predicted].some((place) => path === place || path.startsWith(`${place}/`)));
  if (predicted.size === 0 && unpredicted.length === 0) return undefined;
  const all = [...changes, ...unpredicted.map((path): ObservedChange => ({ path, change: 'deleted' }))];
  return { by: 'targets', changes: all.slice(0, mostObserved), unpredicted: unpredicted.slice(0, mostObserved), unseen: unseen.slice(0, mostObserved), ...(all.length > mostObserved ? { total: all.length } : {}) };
}

function changeOf(path: string, expected: 'there' | 'gone', since: number): ObservedChange['change'] | undefined {
  try {
    const status = fs.lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined) return expected === 'gone' ? 'deleted' : undefined;
    if (expected === 'gone' || status.mtimeMs < since - inexactMs) return undefined;
    return status.birthtimeMs >= since - inexactMs ? 'created' : 'modified';
  } catch {
    return undefined;
  }
}
