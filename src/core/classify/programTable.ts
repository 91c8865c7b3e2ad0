import type { BlastRadius, Decision, EffectKind, Reversibility } from '../verdict.ts';
import type { HandlerName } from './handler.ts';

/*
 * How to write a table
 *
 * A table says what a program *would do*; it is data (JSON) and is read on demand by the program's name.
 * 1. `options` lists every option that exists, as one string; an option that is not listed makes the command
 *    uninspectable (it asks). Words of that string:
 *      `-v`                 takes no value, harmless by itself
 *      `-f|--force`         the same option under two names; guards may use either
 *      `-n|--lines=`        takes a value that is only data            (`-n 5`, `-n5`, `--lines 5`, `--lines=5`)
 *      `-o|--output=write`  takes a value with a role (see {@link Role}): here a path that is written
 *      `--color=?`          optional value, attached only (`--color`, `--color=auto`); `--x=?write` with a role
 *      `--help!`            replaces all effects of the command by "only shows something" (help, version, dry-run);
 *                           not with a value like `=false`, nor `--version` with a version behind it
 * 2. `operands` gives the words that are not options their roles, in order: `'data read...'`, `'read... write'` (cp),
 *    `'host command...'`. `...` = any number, one such role at most. Without `operands` all are plain data.
 *    Path roles, code roles, commands and urls are judged by the engine; a table needs no effect for them.
 * 3. `commands` holds sub-commands: key `'delete|rm'`, with `*` as glob (`'describe-*|list-*'`, `'*'` = any other).
 *    Sub-commands inherit `everywhere` options of all levels above. An unlisted sub-command is uninspectable.
 * 4. `effects` are the things done; those whose guards (`with`, `without`, `operand`) hold all apply. A command
 *    without effects, handler and effectful roles is proven to read only. That claim needs to be true.
 * 5. `examples` are run as tests (judge + default decision); give one for each row that matters.
 * A simple program needs about ten lines; see programs/sudo.ts, programs/files.ts, programs/git.ts.
 */

/** Languages that a code or script role can carry. `shell` is bash, zsh and sh. */
export const languages = [
  'shell', 'python', 'javascript', 'ruby', 'perl', 'php', 'awk', 'sed', 'lua', 'r', 'applescript', 'vim',
  'go', 'powershell', 'cmd', 'mongo', 'redis', 'jq', 'other',
] as const;
export type Language = (typeof languages)[number];

/**
 * What a word means to the program. `data` may be anything, also unresolved. For every other role an unresolved word
 * (variable, substitution) is judged as the worst that is ordinary: unknown delete target, unknown command.
 */
export type Role =
  | 'data'
  /** Path that is read (secrets ask), written or created, overwritten with standard input, emptied, appended to, made as an empty directory, deleted, moved away, made the working directory. */
  | 'read' | 'write' | 'replace' | 'empty' | 'append' | 'make' | 'delete' | 'move' | 'workdir'
  /** This and all further words are a command (sudo, env, xargs, timeout). */
  | 'command'
  /** `NAME=value` words before a command (env). */
  | 'assignment'
  /** Text that a shell runs; one word naming a program that is run; anything here cannot be looked into. */
  | 'shell' | 'program' | 'opaque'
  | `code:${Language}`
  /** File that is run, in a language. */
  | `script:${Language}`
  | 'sql' | 'sql-file' | 'url'
  /** Database url or name; decides the radius of `connection` effects. */
  | 'connection'
  /** Name of an environment, context, profile, namespace, workspace, stack, project: production marks in it count. */
  | 'environment'
  | 'host'
  /** Package of a registry; a url, git or file spec is not known code. */
  | 'package'
  /** Name of a package.json script; target of make, just or task. */
  | 'package-script' | 'make-target' | 'just-target' | 'task-target'
  /** git vocabulary, read by the git handlers. */
  | 'ref' | 'remote' | 'pathspec'
  /** `src:dst[:mode]` bind mount, image name (docker). */
  | 'mount' | 'image';

/**
 * Radius of a template. Besides the literal radii:
 * `remote`: `shared`, or `production` when a word of the command, a table variable or the place carries a production mark;
 * `connection`: `workspace` for a file, `machine` for localhost or nothing named, `shared` for a host, `production` when marked.
 */
export type TemplateRadius = BlastRadius | 'remote' | 'connection';

/** One effect of a command with its guards. */
export interface EffectTemplate {
  readonly kind: EffectKind;
  readonly reversibility: Reversibility;
  readonly radius: TemplateRadius;
  /** Lower case, no full stop. `{1}` first operand, `{operands}` all, `{--option}` a value, `{command}` the sub-command path. */
  readonly reason: string;
  /** Default: `<family>.<sub-command path>`. */
  readonly rule?: string;
  readonly posture?: 'routine' | 'ask' | 'deny';
  readonly alternative?: string;
  /** Applies only when one of these options is given: `'--hard --merge'`; `'--state=absent'` compares the value. */
  readonly with?: string;
  /** Applies only when none of these options is given. */
  readonly without?: string;
  /** Regular expression (source) that one operand must match. Keep it anchored and simple. */
  readonly operand?: string;
  /** Regular expression (source) that one operand behind the first must match: where copies go. */
  readonly behind?: string;
  /** Regular expression (source) that one word behind the program's name must match, values of options included. Anchored where it can be, and simple. */
  readonly word?: string;
  /** A word that is not known before it runs does not match: for what a program shows when it is asked for in so many words. */
  readonly sure?: true;
  /** Applies only when no operand (`'none'`) or some operand (`'some'`) is given. */
  readonly operands?: 'none' | 'some';
  /** The thing done cannot be known: always asks. */
  readonly uninspectable?: boolean;
  /**
   * A person may allow it once for this sub-command (`words`: with these very operands) in a workspace, instead of each time. Only for what talks to
   * colleagues and can be taken back in one step (a comment, a title), for programs whose acts are their own, and with `words` for a setting that the same words would set again: never
   * for merging, approving, closing, deleting, releasing, pushing, running workflows, secrets.
   */
  readonly trustable?: 'verb' | 'words';
}

/** Where the words of a `command` or `shell` role run. */
export type InnerPlace = 'host' | 'container' | 'pod';

/** What is read from standard input, when the guards hold. `arguments`: words are appended to the command (xargs). */
export interface StdinTable {
  readonly role: 'shell' | 'sql' | 'arguments' | `code:${Language}`;
  readonly without?: string;
  readonly with?: string;
  /** `none`: only when no operand is given (or the operand is `-`). */
  readonly operands?: 'none';
}

/** A program or one of its sub-commands. */
export interface CommandTable {
  readonly options?: string;
  /** Options accepted here and in all sub-commands. */
  readonly everywhere?: string;
  /** `harmless`: options that are not listed are accepted without a value. Only where no option of the program can run or write. */
  readonly otherOptions?: 'harmless';
  readonly operands?: string;
  /** Another `operands` when one of these options is given: `{ '-e -f': 'read...' }` (the pattern of grep is then no operand). `*` stands for any option that is not listed: its value may be among the operands. */
  readonly operandsWith?: Readonly<Record<string, string>>;
  readonly effects?: readonly EffectTemplate[];
  readonly handler?: HandlerName;
  /** Options by which the handler finds a loss. A word that is not known may be one of them, in quotes as well. */
  readonly losesWith?: string;
  /** Options (with value) that make the command show what it would do: `'--dry-run=client --dry-run=server'`. */
  readonly harmlessWith?: string;
  readonly commands?: Readonly<Record<string, CommandTable | StoredCommand>>;
  /** Every operand is a sub-command of its own (rake, make-like). */
  readonly eachOperandIsCommand?: boolean;
  readonly place?: InnerPlace;
  readonly stdin?: StdinTable;
  /** Inherited by sub-commands unless they say otherwise. */
  readonly style?: OptionStyle;
  /** Options end at the first operand (env, sudo, ssh, xargs, docker run). */
  readonly optionsFirst?: boolean;
  /** `-20` is an option (head, tail, git log). */
  readonly numericOption?: boolean;
}

/** A sub-command as a knowledge file keeps it: its JSON, read when it is called, because a program may have hundreds. */
export type StoredCommand = string;

/** The sub-command itself. Knowledge files are built from typed tables, so it is not looked at further. */
export const commandOf = (stored: CommandTable | StoredCommand): CommandTable => (typeof stored === 'string' ? (JSON.parse(stored) as CommandTable) : stored);

/** How the program reads its options. */
export type OptionStyle =
  /** GNU: bundled short options, unique prefixes of long ones, options after operands. Default. */
  | 'gnu'
  /** Bundled short options, long ones spelled out. */
  | 'posix'
  /** Long options with one dash (`-auto-approve`, `-name`), no bundling; two dashes also accepted. */
  | 'single-dash'
  /** cmd: `/s /q`, any case. */
  | 'slash'
  /** All words are operands (echo, test). */
  | 'none';

export interface TableExample {
  readonly command: string;
  readonly decision: Decision;
  readonly reversibility?: Reversibility;
  readonly blastRadius?: BlastRadius;
  /** As in the corpus: `env`, `git`, `links`, `absent`. Workspace is /home/dev/acme-shop, home /home/dev. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** One program. */
export interface ProgramTable extends CommandTable {
  /** Bare names, without directory or `.exe`. */
  readonly names: readonly string[];
  /** First part of the rule ids. */
  readonly family: string;
  /** Runs its command as another user: what a person trusted the inner program to do does not count. */
  readonly elevates?: true;
  /** Code that looks at every command of the program, whatever its sub-command. */
  readonly everyHandler?: HandlerName;
  /** Variables that decide where the command acts, with the role of their value: `{ DATABASE_URL: 'connection' }`. */
  readonly variables?: Readonly<Record<string, 'connection' | 'environment'>>;
  /** The words may name tasks that the project's own files define: those are read and judged instead (resolve/tasks). */
  readonly runsProject?: boolean;
  readonly examples: readonly TableExample[];
  /** A workspace's table for the same program: its effects are added to those of this one. */
  readonly stricter?: ProgramTable;
  /** Nothing but `stricter` is known: the program is judged as an unknown one besides. */
  readonly unknown?: true;
}

/** Writes an effect template in one line. */
export function effect(
  kind: EffectKind,
  reversibility: Reversibility,
  radius: TemplateRadius,
  reason: string,
  more: Omit<EffectTemplate, 'kind' | 'reversibility' | 'radius' | 'reason'> = {},
): EffectTemplate {
  return { kind, reversibility, radius, reason, ...more };
}

/** Finds a program's table by its bare name; undefined = unknown program. */
export type ProgramLookup = (name: string) => ProgramTable | undefined;
