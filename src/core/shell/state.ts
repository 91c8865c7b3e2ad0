import type { Argument } from '../classify/invocation.ts';
import type { Node } from './ast.ts';

/** What a variable holds, as far as it is known. `text` undefined = set to something unknown. */
export interface Value {
  readonly text: string | undefined;
  /** The value is a glob pattern whose matches are not known (a loop over `*.ts`). */
  readonly glob: boolean;
  /** Elements of an array. */
  readonly list?: readonly Argument[];
}

/** What the line itself did to the file system so far; shared by all subshells of one judgement. */
export interface Overlay {
  /** Absolute path → text written by the line; undefined = written, text not known. */
  readonly files: Map<string, string | undefined>;
  /** Absolute path of a link → absolute target. */
  readonly links: Map<string, string>;
}

/** The state that a shell carries from command to command. Mutable: one instance a subshell. */
export class ShellState {
  cwd: string | undefined;
  previousCwd: string | undefined;
  positional: readonly Argument[] | undefined = undefined;
  readonly variables: Map<string, Value>;
  readonly functions: Map<string, readonly Node[]>;
  readonly aliases: Map<string, string>;
  readonly overlay: Overlay;

  constructor(cwd: string | undefined, overlay: Overlay = { files: new Map(), links: new Map() }) {
    this.cwd = cwd;
    this.overlay = overlay;
    this.variables = new Map();
    this.functions = new Map();
    this.aliases = new Map();
  }

  /** A subshell: changes do not come back, but the file system is the same. */
  clone(): ShellState {
    const copy = new ShellState(this.cwd, this.overlay);
    copy.previousCwd = this.previousCwd;
    copy.positional = this.positional;
    for (const [name, value] of this.variables) copy.variables.set(name, value);
    for (const [name, body] of this.functions) copy.functions.set(name, body);
    for (const [name, text] of this.aliases) copy.aliases.set(name, text);
    return copy;
  }

  /** Takes over a branch that may or may not have run: what differs is no longer known. Returns whether anything did. */
  merge(branch: ShellState): boolean {
    let changed = false;
    if (branch.cwd !== this.cwd) {
      changed = this.cwd !== undefined;
      this.cwd = undefined;
    }
    for (const [name, value] of branch.variables) {
      const mine = this.variables.get(name);
      if (mine === value || (mine !== undefined && mine.text === undefined && mine.list === undefined)) continue;
      if (mine !== undefined && mine.list === undefined && value.list === undefined && mine.text === value.text && mine.glob === value.glob) continue;
      changed = true;
      this.variables.set(name, { text: undefined, glob: false });
    }
    if (branch.positional !== this.positional) this.positional = undefined;
    for (const [name, body] of branch.functions) this.functions.set(name, body);
    for (const [name, text] of branch.aliases) this.aliases.set(name, text);
    return changed;
  }
}
