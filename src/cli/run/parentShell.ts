import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** The shell that runs the agent's command line, and the name that it was started by. */
export interface Shell {
  /** Absolute path of its program. */
  readonly program: string;
  /** `sh` makes bash another shell than `bash` does. */
  readonly name: string;
}

const known = /^(?:ba|z|da|k|mk|a|busybox|)sh$|^busybox$/;

/**
 * The shell that started this process: the rewritten command line is a list, which no shell hands over its own process for.
 * Undefined where it is none whose `-c` and redirections are sh's: then nothing can be run the same way.
 */
export function parentShell(pid: number, platform: NodeJS.Platform): Shell | undefined {
  try {
    const found = platform === 'linux' ? fromProc(pid) : fromPs(pid);
    const name = path.basename(found.name).replace(/^-/, '');
    return path.isAbsolute(found.program) && known.test(path.basename(found.program)) && known.test(name) ? { program: found.program, name } : undefined;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** proc(5): `exe` is a link to the program, `cmdline` its words, each ended by NUL. */
function fromProc(pid: number): Shell {
  return { program: fs.readlinkSync(`/proc/${pid}/exe`), name: fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? '' };
}

function fromPs(pid: number): Shell {
  const ask = (column: string): string => execFileSync('/bin/ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8', timeout: 2000 }).trim();
  const program = ask('comm');
  return { program: program.startsWith('-') ? `/bin/${program.slice(1)}` : program, name: ask('args').split(' ')[0] ?? '' };
}
