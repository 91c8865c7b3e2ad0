import * as path from 'node:path';
import { TraceReader } from '../trace/readTrace.ts';
import { workspaceStateDirectory } from '../stateDirectory.ts';

const sessions = 500;

/** How many recorded acts of a workspace each rule had a say in, from a moment on (ISO 8601). Throws where the disk fails. */
export function ruleUses(state: string, root: string, since: string): ReadonlyMap<string, number> {
  const reader = new TraceReader(path.join(workspaceStateDirectory(state, root), 'trace'));
  try {
    const uses = new Map<string, number>();
    for (const { body } of reader.read({ sessions, since }).events) {
      if (body.kind !== 'verdict') continue;
      for (const rule of new Set(body.verdict.findings.map((finding) => finding.rule))) uses.set(rule, (uses.get(rule) ?? 0) + 1);
    }
    return uses;
  } finally {
    reader.close();
  }
}
