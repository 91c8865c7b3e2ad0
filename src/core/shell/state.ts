import type { Argument } from '../classify/invocation.ts';
import type { Span } from '../verdict.ts';
import type { Node } from './ast.ts';
import { longestPath, maxLength } from './limits.ts';
import { SharedMap } from './sharedMap.ts';

/** What a variable holds, as far as it is known. `text` undefined = set to something unknown. */
export interface Value {
  readonly text: string | undefined;
  /** The value is a glob pattern whose matches are not known (a loop over `*.ts`). */
  readonly glob: boolean;
  /** Elements of an array. */
  readonly list?: readonly Argument[];
  /** `text` stands for a number that is not known: as good as any in a file name, useless as an index. */
  readonly standsIn?: boolean;
  /** `text` is not known, but its words are names that a program printed: none of them is an option. */
  readonly names?: true;
}

/** Something that is set, but not known. */
export const unknownValue: Value = { text: undefined, glob: false };

/** What the line itself did so far; shared by all subshells of one judgement. */
export interface Overlay {
  /** Absolute path → text written by the line; undefined = written, text not known. */
  readonly files: Map<string, string | undefined>;
  /** Absolute path of a copy → absolute path of what was copied there, which the line itself did not write. */
  readonly copies: Map<string, string>;
  /** Absolute path of a link → absolute target. */
  readonly links: Map<string, string>;
  /** Absolute paths to which the line moved something that nothing else holds. */
  readonly moved: Set<string>;
  /** Absolute paths of programs that the line built from sources of the project. */
  readonly built: Set<string>;
  /** Top of a repository → the branch that the line checked out in it; undefined = not known. */
  readonly branches: Map<string, string | undefined>;
  /** Names whose value changed, in order; the empty name is the directory. Kept from the first trap on. */
  readonly changes: string[];
  trapped: boolean;
  /** Variables that do not keep what is assigned to them: references (`declare -n`) and what they name, `-i`, `-l`, `-u`. */
  readonly odd: Set<string>;
  /** Bodies of functions in the order of their definition, so that those that nobody called are judged at the end. */
  readonly defined: (readonly Node[])[];
  /** A value holds text that arithmetic would run: `a[$(…)]`. */
  subscriptCode: boolean;
}

const newOverlay = (): Overlay => ({ files: new Map(), copies: new Map(), links: new Map(), moved: new Set(), built: new Set(), branches: new Map(), changes: [], trapped: false, odd: new Set(), defined: [], subscriptCode: false });

/** Whether a value, known or not, is no option and holds none. */
const isName = ({ text, names, list, glob }: Value): boolean => list === undefined && !glob && (names === true || (text !== undefined && !/(?:^|\s)-/.test(text)));

/** An action that runs later, with whatever the variables hold by then. */
export interface Trap {
  readonly text: string;
  readonly span: Span;
  /** Length of {@link Overlay.changes} when it was set. */
  readonly since: number;
}

/** What a local variable hides. `sure` is false when the function may not have declared it. */
interface Hidden {
  readonly before: Value | undefined;
  readonly sure: boolean;
}

/** Whether arithmetic would run something in the text when it looks up a subscript: a command behind a `[`. */
export function subscriptCode(text: string): boolean {
  const from = text.indexOf('[');
  return from >= 0 && ['$(', '`', '${ '].some((code) => text.includes(code, from));
}

/** The state that a shell carries from command to command. Mutable: one instance a subshell. */
export class ShellState {
  cwd: string | undefined;
  previousCwd: string | undefined;
  /** Directories that `popd` goes back to, the last first. */
  directories: readonly (string | undefined)[] = [];
  positional: readonly Argument[] | undefined = undefined;
  readonly variables: SharedMap<Value>;
  /** What a name runs; several bodies where branches differ. */
  readonly functions: SharedMap<readonly (readonly Node[])[]>;
  /** What a name may stand for; several texts where branches differ. */
  readonly aliases: SharedMap<readonly string[]>;
  readonly traps: Trap[] = [];
  /** Variables of the function that is running. */
  locals: Map<string, Hidden> | undefined;
  readonly overlay: Overlay;

  constructor(cwd: string | undefined, overlay: Overlay = newOverlay(), from?: Pick<ShellState, 'variables' | 'functions' | 'aliases'>) {
    this.cwd = cwd;
    this.overlay = overlay;
    this.variables = from?.variables.copy() ?? new SharedMap();
    this.functions = from?.functions.copy() ?? new SharedMap();
    this.aliases = from?.aliases.copy() ?? new SharedMap();
  }

  /** A subshell: changes do not come back, but the file system is the same. Traps stay with the shell that set them. */
  clone(): ShellState {
    const copy = new ShellState(this.cwd, this.overlay, this);
    copy.previousCwd = this.previousCwd;
    copy.directories = this.directories;
    copy.positional = this.positional;
    if (this.locals !== undefined) copy.locals = new Map(this.locals);
    return copy;
  }

  /** Sets a variable; one that changes what it is given (`declare -n`, `-u`), or is given more text than is parsed, is then unknown. */
  assign(name: string, given: Value): void {
    const { overlay } = this;
    const value = overlay.odd.has(name) || (given.text?.length ?? 0) > maxLength ? unknownValue : given;
    if (overlay.trapped && this.variables.has(name)) overlay.changes.push(name);
    if (given.text !== undefined && subscriptCode(given.text)) overlay.subscriptCode = true;
    this.variables.set(name, value);
  }

  /** `$0`, `$1`, … of a shell that starts; undefined = not known. */
  setParameters(parameters: readonly Argument[] | undefined): void {
    this.positional = parameters?.slice(1);
    const [name] = parameters ?? [];
    this.assign('BASH_ARGV0', name === undefined ? unknownValue : { text: name.text, glob: name.glob });
  }

  /** Goes to a directory; undefined = not known. */
  move(directory: string | undefined): void {
    if (this.overlay.trapped && directory !== this.cwd) this.overlay.changes.push('');
    this.previousCwd = this.cwd;
    this.cwd = (directory?.length ?? 0) > longestPath ? undefined : directory;
  }

  /** Keeps what a local variable hides until {@link leave}. Outside functions it does nothing. */
  hide(name: string): void {
    if (this.locals !== undefined && !this.locals.has(name)) this.locals.set(name, { before: this.variables.get(name), sure: true });
  }

  /** The end of a function: what its local variables hid is back. */
  leave(outer: ShellState['locals']): void {
    for (const [name, { before, sure }] of this.locals ?? []) {
      if (this.overlay.trapped) this.overlay.changes.push(name);
      if (!sure) this.variables.set(name, unknownValue);
      else if (before === undefined) this.variables.delete(name);
      else this.variables.set(name, before);
    }
    this.locals = outer;
  }

  /** Takes over a branch that may or may not have run: what differs is no longer known. Returns whether anything did. */
  merge(branch: ShellState): boolean {
    let changed = false;
    if (branch.cwd !== this.cwd) {
      changed = this.cwd !== undefined;
      this.cwd = undefined;
    }
    if (branch.previousCwd !== this.previousCwd) this.previousCwd = undefined;
    if (branch.directories !== this.directories) this.directories = [];
    for (const [name, value] of branch.variables.entriesSince(this.variables)) {
      const mine = this.variables.get(name);
      if (mine === value || (mine !== undefined && mine.text === undefined && mine.list === undefined && (mine.names !== true || isName(value)))) continue;
      if (mine !== undefined && mine.list === undefined && value.list === undefined && mine.text === value.text && mine.glob === value.glob) continue;
      changed = true;
      this.assign(name, isName(value) && (mine === undefined || isName(mine)) ? { ...unknownValue, names: true } : unknownValue);
    }
    for (const [name, { before }] of branch.locals ?? []) {
      if (this.locals?.has(name) === false) this.locals.set(name, { before, sure: false });
    }
    if (branch.positional !== this.positional) this.positional = undefined;
    this.mergeDefinitions(branch);
    this.traps.push(...branch.traps);
    return changed;
  }

  /** Either definition may be the one that holds: both are kept. */
  private mergeDefinitions(branch: ShellState): void {
    for (const [name, bodies] of branch.functions.entriesSince(this.functions)) {
      const mine = this.functions.get(name);
      if (mine !== bodies) this.functions.set(name, [...new Set([...(mine ?? []), ...bodies])]);
    }
    for (const [name, texts] of branch.aliases.entriesSince(this.aliases)) {
      const mine = this.aliases.get(name);
      if (mine !== texts) this.aliases.set(name, [...new Set([...(mine ?? []), ...texts])]);
    }
  }
}
