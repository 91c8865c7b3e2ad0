import { shellEvent } from '../../support/shellEvents.ts';
import { start, type Ended } from '../../support/hookProcess.ts';
import { shellEnvironment } from '../agents/run.ts';
import type { Bench } from '../bench.ts';
import { launcherOf } from './processes.ts';

let calls = 0;

/** Hands a command to the real hook as Codex would, in a session of its own; resolves with what the hook answers. */
export function propose({ directories: { home }, sample: { root } }: Pick<Bench, 'directories' | 'sample'>, command: string, session = 'session-1'): Promise<Ended> {
  const event = { ...shellEvent('codex', command, root, `call_panel_${++calls}`), session_id: session };
  return start('/bin/sh', [launcherOf(home), '--agent', 'codex'], JSON.stringify(event), shellEnvironment(home), root).ended;
}
