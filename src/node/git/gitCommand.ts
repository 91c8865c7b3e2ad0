import { spawn } from 'node:child_process';
import * as fs from 'node:fs';

export interface GitRun {
  readonly input?: string | Buffer;
  /** Milliseconds; one minute without it. */
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input is this open file. */
  readonly from?: number;
  /** Standard output goes into this open file instead of memory. */
  readonly into?: number;
  /** Exit codes besides 0 that are answers, not failures. */
  readonly accept?: readonly number[];
}

const outputLimitBytes = 256 * 1024 * 1024;

/**
 * Runs git in a work tree and gives its standard output. Hooks, monitors, pagers, prompts and the caller's `GIT_*` variables
 * are off, optional locks are not taken. Rejects with git's own words on failure, time-out or a flood of output.
 */
export function git(root: string, args: readonly string[], run: GitRun = {}): Promise<Buffer> {
  const settings = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-c', 'gc.auto=0'];
  return new Promise((resolve, reject) => {
    const child = spawn(gitProgram(), ['--no-optional-locks', '--no-pager', ...settings, '-C', root, ...args], { env: { ...cleanEnvironment(), ...run.env }, stdio: [run.from ?? (run.input === undefined ? 'ignore' : 'pipe'), run.into ?? 'pipe', 'pipe'], windowsHide: true });
    const output: Buffer[] = [];
    let bytes = 0;
    let errors = '';
    let stopped: string | undefined;
    const stop = (why: string): void => {
      stopped ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('took too long'), run.timeoutMs ?? 60_000);
    child.stdout?.on('data', (data: Buffer) => {
      bytes += data.length;
      if (bytes > outputLimitBytes) stop('said too much');
      else output.push(data);
    });
    child.stderr?.on('data', (data: Buffer) => (errors = (errors + data.toString('utf8')).slice(0, 2000)));
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`git could not be started: ${error.message}`));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (stopped === undefined && (code === 0 || (code !== null && run.accept?.includes(code) === true))) resolve(Buffer.concat(output));
      else reject(new Error(`git ${args[0] ?? ''} ${stopped ?? (errors.trim() || `ended with ${code ?? 'a signal'}`)}`));
    });
    // A git that ends before it read everything says so by its exit code.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(run.input);
  });
}

/** The output as text without its last line feed. */
export const gitText = async (root: string, args: readonly string[], run: GitRun = {}): Promise<string> => (await git(root, args, run)).toString('utf8').replace(/\n$/, '');

/** The NUL-separated output as a list. */
export const gitList = async (root: string, args: readonly string[], run: GitRun = {}): Promise<readonly string[]> => (await git(root, args, run)).toString('utf8').split('\0').filter((entry) => entry !== '');

/** A known place before `PATH`, which somebody may have changed. */
function gitProgram(): string {
  const places = process.platform === 'win32' ? [] : ['/usr/bin/git', '/usr/local/bin/git', '/opt/homebrew/bin/git'];
  return places.find((file) => fs.existsSync(file)) ?? 'git';
}

function cleanEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).flatMap(([name, value]): [string, string][] => (value === undefined || name.toUpperCase().startsWith('GIT_') ? [] : [[name, value]]));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1' };
}
