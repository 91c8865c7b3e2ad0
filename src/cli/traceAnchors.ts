import * as os from 'node:os';
import * as path from 'node:path';
import { checkAnchors } from '../node/trace/checkAnchors.ts';
import { workspaceStateDirectory } from '../node/stateDirectory.ts';
import { readAnchors } from '../node/trace/traceAnchor.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import type { TraceIo } from './trace.ts';

/** After `tagout trace verify`: holds the trace against the configured anchors, if there are any. 0 good, 1 something does not fit. */
export async function verifyAnchors(args: readonly string[], io: TraceIo): Promise<number> {
  const named = args[args.indexOf('--workspace') + 1];
  const root = workspaceRootOf(io.state, args.includes('--workspace') && named !== undefined ? path.resolve(io.cwd, named) : io.cwd, os.homedir());
  const reports = await checkAnchors(path.join(workspaceStateDirectory(io.state, root), 'trace'), root, readAnchors(io.state));
  for (const { anchor, fitting, problems } of reports) {
    const name = anchor.kind === 'file' ? anchor.path : `git ${anchor.repository}`;
    for (const problem of problems) io.fail(`anchor ${name}: ${problem}\n`);
    if (problems.length === 0) io.fail(`anchor ${name}: all ${fitting} heads are in the trace\n`);
  }
  return reports.some(({ problems }) => problems.length > 0) ? 1 : 0;
}
