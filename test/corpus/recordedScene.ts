import type { Scene, SceneFacts } from '../../src/core/resolve/describedWorld.ts';
import { baseName } from '../../src/core/resolve/lexicalPath.ts';
import type { Effect } from '../../src/core/verdict.ts';

/** What a recorded call was, and what came of it. */
export interface RecordedCall {
  readonly command: string;
  readonly cwd?: string;
  readonly root?: string;
  readonly home?: string;
  readonly outcome?: string;
}

/** What judging a call told about it. */
export interface JudgedCall {
  readonly effects: readonly Effect[];
  /** Files that the call writes whole, with the words that it says itself. */
  readonly wrote: ReadonlyMap<string, string>;
}

/**
 * What a session's own calls tell of the machine, in their order: the recording holds no files and no repository, but a
 * file that a call wrote word for word can be read by the next one, one that it deleted is gone, and a merge that stopped
 * goes on. A file that a call makes under a name that no call before has said is new; everything else is not known.
 */
export class RecordedScene {
  private readonly files = new Map<string, string>();
  private readonly made = new Map<string, string>();
  private readonly absent = new Set<string>();
  private readonly written = new Set<string>();
  private branch = 'own-branch';
  private merging = false;
  private said = '';

  /** The scene in which a call is judged. `trusted`: what a person answered before. */
  scene({ command, cwd, root, home }: RecordedCall, trusted: SceneFacts['trusted']): Scene {
    // A side is taken of files that are in conflict; which ones these are, only the call tells.
    const inConflict = this.merging ? [...command.matchAll(/[\w@./-]*\.\w+/g)].map(([name]) => name) : [];
    const facts: SceneFacts = {
      ...(trusted === undefined ? {} : { trusted }), written: [...this.written], made: Object.fromEntries(this.made), absent: [...this.absent],
      git: { branch: this.branch, merging: this.merging, inConflict }, ...(root === undefined ? {} : { root }), ...(home === undefined ? {} : { home }),
    };
    return { facts, files: Object.fromEntries(this.files), ...(cwd === undefined ? {} : { cwd }) };
  }

  /** Takes in what a call did, unless it was not run. */
  ran({ command, outcome }: RecordedCall, { effects, wrote }: JudgedCall): void {
    if (outcome !== 'denied') this.keep(command, effects, wrote, outcome === 'ok');
    this.said += `\n${command}`;
  }

  private keep(command: string, effects: readonly Effect[], wrote: JudgedCall['wrote'], worked: boolean): void {
    const fresh = new Set([...wrote.keys()].filter((path) => this.absent.has(path) || !this.said.includes(baseName(path))));
    for (const { kind, target } of effects) {
      if (target?.kind !== 'path' || target.pattern !== undefined || kind === 'read') continue;
      const { path } = target;
      this.files.delete(path);
      this.made.delete(path);
      if (kind === 'delete' || kind === 'move') {
        if (worked && kind === 'delete') this.absent.add(path);
        continue;
      }
      this.absent.delete(path);
      this.written.add(path);
    }
    for (const [path, text] of wrote) {
      this.files.set(path, text);
      if (fresh.has(path)) this.made.set(path, text);
    }
    this.branch = branchAfter(command) ?? this.branch;
    if (/\bgit (?:-C \S+ )?(?:merge|rebase|cherry-pick|revert|pull|stash (?:pop|apply))\b/.test(command)) this.merging = !worked && !/--(?:abort|quit)\b/.test(command);
    else if (/\bgit (?:-C \S+ )?(?:commit|reset)\b/.test(command)) this.merging = false;
  }
}

/** The branch that a command leaves the session on, where it names one: what the guard reads from the repository when it is there. */
function branchAfter(command: string): string | undefined {
  const named = [...command.matchAll(/\bgit (?:-C \S+ )?(?:checkout|switch)(?: -[bBcC])? ([\w./#-]+)(?= ?(?:$|[;&|\n]|origin\/|\d>))/g)].map(([, name]) => name).filter((name) => name !== undefined && !name.startsWith('-'));
  return named.at(-1);
}
