import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { parts } from '../../support/setup.ts';
import { shellEnvironment } from '../agents/run.ts';
import type { Directories } from './directories.ts';

/** A running VS Code server. */
export interface WorkbenchServer {
  readonly url: string;
  /** `host:port`, the authority of its remote resources. */
  readonly authority: string;
  readonly processId: number;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Lets the page's address name an extension under development and its tests. */
  readonly testDriver?: boolean;
}

const run = promisify(execFile);
const entry = path.join(parts.codeServer, 'out', 'node', 'entry.js');
const common = ({ root, user, extensions }: Directories): readonly string[] => ['--config', path.join(root, 'config.yaml'), '--user-data-dir', user, '--extensions-dir', extensions];

/** No look-ups at an extension gallery, and nothing of the editor that this process may itself have been started from. */
const serverEnvironment = (directories: Directories, more: Readonly<Record<string, string>>): Record<string, string> => ({
  ...shellEnvironment(directories.home),
  TMPDIR: directories.temporary,
  XDG_RUNTIME_DIR: directories.temporary,
  EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  ...more,
});

/** Installs a packaged extension as a person would. */
export async function installExtension(directories: Directories, vsix: string): Promise<void> {
  await run(parts.node, [entry, ...common(directories), '--install-extension', vsix, '--force'], { env: serverEnvironment(directories, {}) });
}

/** Starts the server on a free port of 127.0.0.1 and waits until it is healthy (30 s at most). */
export async function startServer(directories: Directories, options: ServerOptions = {}): Promise<WorkbenchServer> {
  const port = await freePort();
  const log = path.join(directories.root, 'server.log');
  const output = openSync(log, 'w');
  const words = [...common(directories), '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check', '--disable-getting-started-override', '--disable-proxy', '--disable-workspace-trust'];
  if (options.testDriver === true) words.push('--vscode-option', 'enable-smoke-test-driver');
  const child = spawn(parts.node, [entry, ...words], { env: serverEnvironment(directories, options.environment ?? {}), stdio: ['ignore', output, output], detached: true });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Error('the VS Code server could not be started');
  const endGroup = (): void => signalGroup(pid, 'SIGKILL');
  process.once('exit', endGroup);
  const url = `http://127.0.0.1:${port}`;
  const giveUpAt = Date.now() + 30_000;
  while (!(await healthy(url))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) {
      endGroup();
      throw new Error(`the VS Code server is not healthy\n${readFileSync(log, 'utf8').slice(-1500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    authority: `127.0.0.1:${port}`,
    processId: pid,
    async stop() {
      process.removeListener('exit', endGroup);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      signalGroup(pid, 'SIGTERM');
      const timer = setTimeout(endGroup, 5000);
      await gone;
      clearTimeout(timer);
      endGroup();
    },
  };
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/healthz`)).ok;
  } catch {
    return false;
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone.
  }
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address === null || typeof address === 'string' ? reject(new Error('no free port')) : resolve(address.port)));
    });
  });
}
