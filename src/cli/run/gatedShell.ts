import { spawn, type ChildProcess } from 'node:child_process';
import { isatty } from 'node:tty';
import type { Duplex } from 'node:stream';
import { endProcessTree } from '../../node/processTree.ts';
import type { Shell } from './parentShell.ts';

/** How a command ended: as its shell ended. */
export type Ended = { readonly kind: 'exit'; readonly code: number } | { readonly kind: 'signal'; readonly signal: NodeJS.Signals };

/** A shell that holds a command and has not begun with it. */
export interface GatedShell {
  /** It waits at the gate, and has done what comes before; or it ended before it came there. */
  readonly ready: Promise<void>;
  /** Lets it begin. */
  go(): void;
  /** Ends it before it began. */
  stop(): void;
  /** Ends it while it runs, with all that it started. */
  end(): Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Descriptor on which the shell waits; above those of the command. */
const gate = 3;
/** The first line of the shell's text: nothing of the command is read from the disk or run before the gate opens. */
const waiting = (before: string): string => `${before}echo >&${gate} || exit 126; IFS= read -r tagout_go <&${gate} || exit 126; exec ${gate}<&-; unset tagout_go\n`;

/** What a gated shell starts with. */
export interface GatedStart {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
  /** For the shell itself, done before it is ready; on one line, ended by `; `. */
  readonly before: string;
  /** Handed on as those above the gate. */
  readonly descriptors: readonly number[];
}

/** Signals that are meant for the command when they come to us. */
const forwarded = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;
/** The terminal sends these to the whole group by itself. */
const ofTerminal: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/**
 * Starts the agent's own shell with the command, up to the point where it would begin: what is left between the last look at
 * the disk and the command is one line through a pipe. Streams and terminal are ours, and so the agent's.
 */
export function openGatedShell({ program, name }: Shell, { command, env, before, descriptors }: GatedStart): GatedShell {
  const child = spawn(program, ['-c', `${waiting(before)}${command}`, name], { argv0: name, env, stdio: ['inherit', 'inherit', 'inherit', 'pipe', ...descriptors] });
  const line = gateOf(child);
  // A shell that ended before the gate opened says so by its end.
  line.on('error', () => undefined);
  const ready = new Promise<void>((resolve) => {
    line.once('data', () => resolve());
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const terminal = isatty(0);
  const listeners = forwarded.map((signal) => ({ signal, send: () => terminal && ofTerminal.includes(signal) ? false : child.kill(signal) }));
  for (const { signal, send } of listeners) process.on(signal, send);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const listener of listeners) process.off(listener.signal, listener.send);
      resolve(signal === null ? { kind: 'exit', code: code ?? 126 } : { kind: 'signal', signal });
    });
  });
  return { ready, ended, go: () => line.end('go\n'), stop: () => line.destroy(), end: () => (child.pid === undefined ? Promise.resolve() : endProcessTree(child.pid)) };
}

function gateOf(child: ChildProcess): Duplex {
  const line = child.stdio[gate];
  if (line === undefined || line === null || !('write' in line) || !('read' in line)) throw new Error('the shell could not be started');
  return line as Duplex;
}

/** Ends this process as the command ended: a shell sees the same. */
export function endAs(ended: Ended): number {
  if (ended.kind === 'exit') return ended.code;
  process.kill(process.pid, ended.signal);
  // A signal that does not end this process would leave a command looking as if it had gone well.
  return 125;
}
