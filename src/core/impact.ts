/**
 * Where exactly this content comes back from: the commit at HEAD, the index, a stash entry, another commit of this clone, a commit that only the
 * reflog names, a remote (as last fetched), the trash of the desktop, a checkpoint taken before, or nothing.
 */
export type RecoverableFrom = 'head' | 'index' | 'stash' | 'commit' | 'reflog' | 'remote' | 'trash' | 'checkpoint' | 'nothing';

/** One file that an act would take away or replace. */
export interface LostFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  /** `outside`: in no repository that stays. */
  readonly state: 'clean' | 'modified' | 'untracked' | 'ignored' | 'outside';
  readonly act: 'delete' | 'overwrite' | 'discard';
  readonly recoverable: RecoverableFrom;
}

/** The parts that the sentence of a loss is made of. */
export type LossKind = 'files' | 'history' | 'databases' | 'deploys' | 'others';

/** All files of one act, in numbers. */
export interface LossTotals {
  readonly files: number;
  readonly bytes: number;
  readonly byState: Readonly<Record<LostFile['state'], number>>;
  readonly byAct: Readonly<Record<LostFile['act'], number>>;
}

export interface LostCommit {
  readonly commit: string;
  readonly subject: string;
  readonly author: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A database as far as an act touches it. Rows are counted read-only in a copy of a local file; a server is never asked. */
export interface LostRows {
  /** Redacted. */
  readonly connection: string;
  readonly statement?: string;
  readonly act: 'drop' | 'empty' | 'delete' | 'change' | 'may-drop' | 'unknown';
  readonly table?: string;
  readonly rows: number | 'unknown';
  readonly why?: string;
}

export interface DeployFacts {
  /** `change`: what runs there is changed, but no version of this work tree is put there. */
  readonly act: 'deploy' | 'change';
  readonly environment: string;
  /** How the environment is known: what follows "because". */
  readonly evidence: string;
  readonly branch?: string;
  /** Files that are changed or untracked. */
  readonly uncommitted?: number;
  readonly upstream?: string;
  readonly ahead?: number;
  readonly behind?: number;
}

/** What an act would cost, measured on the disk just before a person is asked. */
export interface Impact {
  /** The concrete loss in one sentence: the first line of the panel. */
  readonly loss: string;
  /** False: a limit ended the measuring, all numbers are lower bounds. */
  readonly complete: boolean;
  /** Those that are nowhere else first, of these the newest and then the largest. At most {@link listedFiles}. */
  readonly files: readonly LostFile[];
  readonly totals: LossTotals;
  /** Lines that discarding would take back, as `git diff --numstat HEAD` counts them. */
  readonly discard?: { readonly insertions: number; readonly deletions: number };
  readonly commits: readonly LostCommit[];
  readonly moreCommits: number;
  readonly stashes: readonly string[];
  readonly databases: readonly LostRows[];
  readonly deploys: readonly DeployFacts[];
  /** Commands that a task would run, in their order. */
  readonly runs: readonly string[];
  /** Reasons to ask that nothing measured stands for, strictest first. */
  readonly others: readonly string[];
  /** Kinds of loss, the gravest first: the order of the sentence. */
  readonly order: readonly LossKind[];
  /** What no checkpoint can bring back, in words. */
  readonly beyond: readonly string[];
  /** Whether a checkpoint fits into its limits. */
  readonly keepable: boolean;
}

export const listedFiles = 500;

/** The facts without the sentence. */
export type ImpactFacts = Omit<Impact, 'loss'>;

/** The concrete loss in one sentence; `otherwise` where nothing could be measured. */
export function lossLine(facts: ImpactFacts, otherwise: string): string {
  const parts: Readonly<Record<LossKind, readonly string[]>> = { files: fileClauses(facts), history: commitClauses(facts), databases: databaseClauses(facts.databases), deploys: facts.deploys.map(deployClause), others: facts.others };
  const order = [...new Set<LossKind>([...facts.order, 'files', 'history', 'databases', 'deploys'])];
  const clauses = order.flatMap((kind) => parts[kind]);
  const sentence = clauses.length === 0 ? otherwise : clauses.map((clause, index) => (index === 0 ? clause : `${clause.charAt(0).toLowerCase()}${clause.slice(1)}`)).join('; it also ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function fileClauses({ totals, files, complete, keepable, discard }: ImpactFacts): string[] {
  const clauses: string[] = [];
  const [gone, replaced, discarded] = [totals.byAct.delete, totals.byAct.overwrite, totals.byAct.discard];
  const atLeast = complete ? '' : 'at least ';
  const name = files.length === 1 && files[0] !== undefined ? `\`${files[0].path.slice(files[0].path.search(/[^/\\]*$/))}\`` : undefined;
  if (gone > 0) clauses.push(`Deletes ${atLeast}${totals.files === 1 && name !== undefined ? name : count(gone, 'file')} (${size(totals.bytes)})`);
  if (replaced > 0) clauses.push(`Overwrites ${atLeast}${totals.files === 1 && name !== undefined ? name : count(replaced, 'file')}`);
  if (discarded > 0) clauses.push(`Discards uncommitted changes in ${atLeast}${totals.files === 1 && name !== undefined ? name : count(discarded, 'file')}${discard === undefined ? '' : ` (+${number(discard.insertions)} −${number(discard.deletions)} lines)`}`);
  if (clauses.length === 0) return [];
  const never = totals.byState.untracked + totals.byState.ignored + totals.byState.outside;
  const changed = totals.byState.modified - discarded;
  const parts = [
    ...(never === 0 ? [] : [totals.files === 1 ? 'it was never committed' : never === totals.files ? 'none of them was ever committed' : `${number(never)} ${never === 1 ? 'was' : 'were'} never committed`]),
    ...(changed <= 0 ? [] : [`${totals.files === 1 ? 'it has' : changed === 1 ? '1 has' : `${number(changed)} have`} uncommitted changes`]),
  ];
  if (parts.length > 0) clauses.push(`${clauses.pop() ?? ''}; ${parts.join(' and ')} and cannot be brought back${keepable ? ' without a checkpoint' : ''}`);
  return clauses;
}

function commitClauses({ commits, moreCommits, stashes }: ImpactFacts): string[] {
  const lost = commits.length + moreCommits;
  return [
    ...(lost === 0 ? [] : [`Drops ${count(lost, 'commit')} that no remote and no other branch ${lost === 1 ? 'has' : 'have'}`.replace(/have$/, 'has')]),
    ...(stashes.length === 0 ? [] : [`Drops ${stashes.length === 1 ? '1 stash entry' : `${number(stashes.length)} stash entries`}`]),
  ];
}

/** One clause for all tables of one database that suffer the same. */
function databaseClauses(databases: readonly LostRows[]): readonly string[] {
  const groups = new Map<string, LostRows[]>();
  for (const rows of databases) {
    const key = JSON.stringify([rows.connection, rows.act]);
    groups.set(key, [...(groups.get(key) ?? []), rows]);
  }
  return [...groups.values()].flatMap((group) => (group[0] === undefined ? [] : [databaseClause(group[0], group)]));
}

const namedTables = 5;

function databaseClause({ act, connection }: LostRows, group: readonly LostRows[]): string {
  const isNamed = connection !== '' && connection !== 'default';
  const tables = group.filter(({ table }) => table !== undefined);
  const counted = tables.some(({ rows }) => rows !== 'unknown');
  const names = tables.slice(0, namedTables).map(({ table, rows }) => `\`${table ?? ''}\`${counted ? ` (${rows === 'unknown' ? 'rows unknown' : count(rows, 'row')})` : ''}`);
  const all = tables.length > namedTables ? [...names, `${number(tables.length - namedTables)} more`] : names;
  const list = all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
  const place = isNamed ? ` of ${connection}` : '';
  const what = tables.length === 0 ? `the database${isNamed ? ` ${connection}` : ''}` : `${tables.length === 1 ? 'table' : 'tables'} ${list}${place}`;
  const unknown = counted ? '' : ' (number of rows unknown)';
  switch (act) {
    case 'drop':
      return `Drops ${what}${unknown}`;
    case 'empty':
      return `Empties ${what}${unknown}`;
    case 'delete':
      return `Deletes rows from ${what}${unknown}`;
    case 'change':
      return `Changes ${what}${unknown}`;
    case 'may-drop':
      return `May drop or change ${what}${unknown}`;
    case 'unknown':
      return `Changes ${what}: what is lost is not known`;
  }
}

function deployClause({ act, environment, evidence, branch, uncommitted = 0, upstream, ahead = 0, behind = 0 }: DeployFacts): string {
  const because = evidence === '' ? '' : ` (because ${evidence})`;
  if (act === 'change') return `Changes ${environment}${because}`;
  const notes = [
    ...(behind > 0 ? [`${count(behind, 'commit')} behind ${upstream ?? 'its upstream'}`] : []),
    ...(ahead > 0 ? [`${count(ahead, 'commit')} ahead of ${upstream ?? 'its upstream'}`] : []),
    ...(uncommitted > 0 ? [count(uncommitted, 'uncommitted file')] : []),
  ];
  return `Deploys ${branch ?? 'the work tree'} to ${environment}${because}${notes.length === 0 ? '' : `: ${notes.join(', ')}`}`;
}

const number = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
const count = (value: number, noun: string): string => `${number(value)} ${noun}${value === 1 ? '' : 's'}`;

/** Bytes for people: `12 MB`. */
export function size(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return unit === 0 ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}` : `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${units[unit] ?? ''}`;
}
