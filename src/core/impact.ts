/** One file that an act would take away or replace. */
export interface LostFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  /** `outside`: in no repository that stays. */
  readonly state: 'clean' | 'modified' | 'untracked' | 'ignored' | 'outside';
  readonly act: 'delete' | 'overwrite' | 'discard';
  /** `head`: the commit at HEAD holds exactly this content. */
  readonly recoverable: 'head' | 'nothing';
}

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
  readonly act: 'drop' | 'empty' | 'delete' | 'change' | 'unknown';
  readonly table?: string;
  readonly rows: number | 'unknown';
  readonly why?: string;
}

export interface DeployFacts {
  readonly environment: string;
  /** How the environment is known. */
  readonly evidence: string;
  readonly branch?: string;
  readonly dirty?: boolean;
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
  const clauses = [...fileClauses(facts), ...commitClauses(facts), ...facts.databases.map(databaseClause), ...facts.deploys.map(deployClause)];
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

function databaseClause({ act, table, rows, connection }: LostRows): string {
  const held = rows === 'unknown' ? 'number of rows unknown' : count(rows, 'row');
  const place = connection === '' || connection === 'default' ? '' : ` of ${connection}`;
  const what = table === undefined ? `the database${connection === '' || connection === 'default' ? '' : ` ${connection}`}` : `table \`${table}\`${place}`;
  switch (act) {
    case 'drop':
      return `Drops ${what} (${held})`;
    case 'empty':
      return `Empties ${what} (${held})`;
    case 'delete':
      return `Deletes rows from ${what} (it holds ${held})`;
    case 'change':
      return `Changes ${what} (it holds ${held})`;
    case 'unknown':
      return `Changes ${what}: what is lost is not known`;
  }
}

function deployClause({ environment, branch, dirty, upstream, ahead, behind }: DeployFacts): string {
  const notes = [
    ...(dirty === true ? ['with uncommitted changes'] : []),
    ...(behind !== undefined && behind > 0 ? [`${count(behind, 'commit')} behind ${upstream ?? 'its upstream'}`] : []),
    ...(ahead !== undefined && ahead > 0 ? [`${count(ahead, 'commit')} that ${ahead === 1 ? 'is' : 'are'} not pushed`] : []),
  ];
  return `Changes ${environment}${branch === undefined ? '' : ` from ${branch}`}${notes.length === 0 ? '' : `, ${notes.join(', ')}`}`;
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
