/** All that a command takes from outside and where it prints. A command never ends the process: it returns its exit code. */
export interface CommandIo {
  /** To standard output, exactly this text. */
  readonly write: (text: string) => void;
  /** To standard error, exactly this text. */
  readonly complain: (text: string) => void;
  /** All of standard input. Blocks; throws what reading throws. */
  readonly readInput: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly cwd: string;
  readonly home: string;
  readonly tempDirectory: string;
  /** Absolute state directory: `--state`, else the default one. */
  readonly state: string;
  /** Directory of the running bundle, with `hook.cjs` and `knowledge/` beside it. */
  readonly bundle: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether standard output is a terminal that takes colours. */
  readonly colour: boolean;
}

/** One word of the command line. `run` gives the exit code; what it throws is printed in one line and ends with 2. */
export interface Command {
  readonly summary: string;
  readonly usage: string;
  readonly run: (args: readonly string[], io: CommandIo) => Promise<number>;
}

/** The command line was not understood: told with the command's usage, exit code 2. */
export class UsageError extends Error {}
