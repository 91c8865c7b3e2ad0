import type { Policy } from '../policy/policy.ts';
import type { BlastRadius, Effect, EffectKind, Reversibility, Span } from '../verdict.ts';
import type { World } from '../world.ts';
import type { Argument, Invocation } from './invocation.ts';
import type { Language, ProgramLookup } from './programTable.ts';

/** Where a command runs. Effects of an inner command are lifted to the radius of its place. */
export type Place =
  | { readonly kind: 'local' }
  | { readonly kind: 'remote'; readonly name: string; readonly radius: BlastRadius }
  | { readonly kind: 'container'; readonly name: string; readonly radius: BlastRadius };

/**
 * What a command does to a path. `tree` variants reach everything below. `write` is an edit or an output; `replace` puts other
 * content where some stands (cp, mv, `>`), `empty` leaves the file with none, `make` adds an empty directory.
 */
export type PathUse = 'read' | 'write' | 'replace' | 'empty' | 'append' | 'make' | 'delete' | 'delete-tree' | 'move' | 'permissions' | 'permissions-tree';

/** The parts of an effect that are not implied. */
export interface EffectDraft {
  readonly kind: EffectKind;
  readonly reversibility: Reversibility;
  readonly blastRadius: BlastRadius;
  readonly rule: string;
  readonly reason: string;
  readonly posture?: Effect['posture'];
  readonly alternative?: string;
  readonly target?: Effect['target'];
  readonly trust?: Effect['trust'];
}

/**
 * What a handler may ask of the engine. Everything is bounded (depth, work) by the engine: a breach comes back as an
 * uninspectable effect. INVARIANT: a handler never decides; it only returns effects.
 */
export interface Scope {
  readonly world: World;
  readonly policy: Policy;
  readonly programs: ProgramLookup;
  /** Working directory as tracked through the line; undefined = not known. */
  readonly cwd: string | undefined;
  readonly place: Place;
  /** Constant text on standard input (heredoc, here-string, `echo x |`); text undefined = there is some, not known; undefined = none. `found`: the paths that a listing program writes to it. */
  readonly stdin: { readonly text: string | undefined; readonly found?: readonly Argument[] } | undefined;
  /** How deep this command is nested (scripts in scripts). */
  readonly depth: number;
  /** Value of a shell or environment variable as the command sees it. */
  variable(name: string): string | undefined;
  /** Whether it is set at all, also to something that is not known. */
  isSet(name: string): boolean;
  /** Judges text that a shell will run, here or at another place. `parameters`: `$0`, `$1`, …; without them they are not known. */
  shell(text: string, span: Span, place?: Place, parameters?: readonly Argument[]): readonly Effect[];
  /** The same in this very shell: what the text sets (variables, directory, functions) stays (eval, source). */
  shellHere(text: string, span: Span): readonly Effect[];
  /** Judges something as if started in another directory; undefined = not known. */
  inDirectory(directory: string | undefined, judge: (scope: Scope) => readonly Effect[]): readonly Effect[];
  /** Judges words that will be run as a command, here or at another place, with variables set in front of it. */
  command(words: readonly Argument[], span: Span, place?: Place, variables?: ReadonlyMap<string, string | undefined>): readonly Effect[];
  /** Judges a path by its class (workspace, temporary, regenerable, secret, outside, …). */
  path(use: PathUse, path: Argument, rule: string): readonly Effect[];
  /** Judges a file that is run. `parameters`: its name and the words it gets. */
  script(language: Language, path: Argument, rule: string, parameters?: readonly Argument[]): readonly Effect[];
  /** Judges inline code. */
  code(language: Language, code: string, span: Span): readonly Effect[];
  /** Judges SQL text against a connection (url, name or undefined = the default of the client); the client's name tells the dialect where the connection does not. */
  sql(text: string, connection: string | undefined, span: Span, client?: string): readonly Effect[];
  /** Runs a package.json script by name, with its pre and post scripts, in a directory (default: the cwd); `passed` are words for its last command. */
  packageScript(name: string, span: Span, directory?: string, passed?: readonly Argument[]): readonly Effect[];
  /** Text of a file as it will be when the command runs: what the line itself wrote before counts. Undefined = not known. */
  readText(absolute: string): string | undefined;
  /** Absolute path of a word, with `~` and the tracked cwd; undefined when not known. */
  resolve(path: string): string | undefined;
  /** Branch that is checked out where the command runs; undefined = not known, or none. */
  branch(): string | undefined;
  /** Symlinks resolved, those that the line itself makes included. */
  realPath(absolute: string): string;
  /** Notes what the command does to the file system for the commands after it: a link (absolute target), a file with this text, a copy (absolute source), something of worth that was moved there, a program built from the project's sources, or the branch that a repository is on from now (undefined = not known). */
  note(change: { readonly link: string; readonly target: string } | { readonly repository: string; readonly branch: string | undefined } | { readonly file: string; readonly text: string | undefined } | { readonly copy: string; readonly of: string } | { readonly moved: string } | { readonly built: string }): void;
  /** True where the line itself has moved something of worth to this path, below it or above it. */
  holdsMoved(absolute: string): boolean;
  /** True where the line itself has written this file, copied something to it or made it a link. */
  hasWritten(absolute: string): boolean;
  /** True where the line itself has built this program from sources of the project. */
  holdsBuilt(absolute: string): boolean;
  /** True when a name (host, context, url, branch) carries a production mark of the policy. */
  isProduction(name: string): boolean;
  /** Radius of a database connection; see {@link TemplateRadius} `connection`. */
  connectionRadius(connection: string | undefined): BlastRadius;
  /** Spends some of the work that one judgement may do (shell/limits.ts). False = none is left: what it was for is not known, and the engine says so. */
  spend(work: number): boolean;
  /** An effect at this place: its radius is lifted to the place's. */
  effect(draft: EffectDraft, span: Span): Effect;
  /** "Could not be understood": always asks. */
  uninspectable(rule: string, reason: string, span: Span, more?: Partial<EffectDraft>): Effect;
}

/** Code for what a table cannot say; its effects are added to those of the table. */
export type Handler = (invocation: Invocation, scope: Scope) => readonly Effect[];

/** Names that a table may use; each is bound to code in handlers.ts. */
export type HandlerName =
  | 'delete-paths' | 'copy-paths' | 'move-paths' | 'link-paths' | 'find' | 'fd' | 'permissions' | 'dd' | 'git-clean' | 'git-config'
  | 'git-discard' | 'git-foreach' | 'git-globals' | 'git-hooks' | 'git-push' | 'shell' | 'interpreter' | 'xargs' | 'test-setup' | 'package-script'
  | 'package-exec' | 'package-install' | 'go-program' | 'docker-run' | 'compose' | 'tar' | 'rsync' | 'sed' | 'awk' | 'make' | 'just'
  | 'ssh-options' | 'sql-client' | 'mongo' | 'redis' | 'orm-reset' | 'orm-apply' | 'orm-push' | 'console-code' | 'crontab' | 'goose' | 'http-request' | 'gh-api'
  | 'kubectl-delete' | 'kill' | 'patch' | 'container-copy' | 'script-session' | 'unpack' | 'agent-start' | 'access-rules' | 'serves-files';
