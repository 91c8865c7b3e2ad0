export interface LostCommit {
  readonly commit: string;
  readonly subject: string;
  readonly author: string;
  /** ISO 8601. */
  readonly at: string;
}

/** One ref and where it points before and after. Absent = it does not exist then. Short object names. */
export interface MovedRef {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
}

/** Commits, refs and stash entries of one clone that an act would leave without a name. */
export interface HistoryFacts {
  /** The newest of them. */
  readonly commits: readonly LostCommit[];
  readonly moreCommits: number;
  readonly refs: readonly MovedRef[];
  readonly stashes: readonly string[];
  /** `reflog`: this clone still finds them for a while; `nothing`: they, or their only names, go for good. */
  readonly recoverable: 'reflog' | 'nothing';
  /** The repository itself goes. */
  readonly repositoryGoes?: true;
}

/** What a push would do to one branch of a remote, as this clone last saw the remote. */
export interface PushFacts {
  readonly remote: string;
  /** Absent: every branch (`--mirror`, `--all`, `--prune`). */
  readonly branch?: string;
  readonly act: 'rewrite' | 'delete' | 'advance' | 'create' | 'unknown';
  readonly refs: readonly MovedRef[];
  /** Commits that the branch there has and would not have any more. */
  readonly commits: readonly LostCommit[];
  readonly moreCommits: number;
  /** Authors other than the person: how many commits they made there lately, and how many of these would go. */
  readonly others: readonly { readonly author: string; readonly commits: number; readonly lost: number; readonly at: string }[];
  /** Whether `--force-with-lease` would stop at what others pushed. */
  readonly lease: 'used' | 'holds' | 'blind' | 'unknown';
  /** ISO 8601; absent = never, as far as this clone says. */
  readonly fetchedAt?: string;
  /** Why the remote's side is not known. */
  readonly why?: string;
}

/** A database as far as an act touches it. Rows are counted read-only, in a copy of a local file or over a connection that the policy names. */
export interface LostRows {
  /** Redacted. */
  readonly connection: string;
  readonly statement?: string;
  readonly act: 'drop' | 'empty' | 'delete' | 'change' | 'may-drop' | 'cascade' | 'unknown';
  readonly table?: string;
  /** Rows that go or change; all rows of the table where the condition was not evaluated. */
  readonly rows: number | 'unknown';
  /** All rows of the table, where only some of them are meant. */
  readonly of?: number;
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
  /** ISO 8601. */
  readonly fetchedAt?: string;
}

export const planActs = ['delete', 'replace', 'update', 'create', 'forget'] as const;
export type PlanAct = (typeof planActs)[number];

/** What an infrastructure plan, or the state of a destruction, would do. */
export interface PlanFacts {
  readonly program: string;
  /** Where the figures come from; `none`: nothing says what would happen. */
  readonly source: 'plan' | 'state' | 'none';
  readonly file?: string;
  readonly counts: Readonly<Record<PlanAct, number>>;
  /** Deleted, then replaced, then updated ones. */
  readonly resources: readonly { readonly address: string; readonly act: PlanAct }[];
  readonly moreResources: number;
  /** When the plan was made or the state last written, ISO 8601. */
  readonly madeAt?: string;
  /** The state was changed since the plan was made. */
  readonly stale?: boolean;
  readonly why?: string;
}

/** Objects of a cluster that a command names. */
export interface ClusterFacts {
  readonly act: 'delete' | 'change';
  /** How it was said, for a person: `context` as the command or the kubeconfig says, or that it is not known. */
  readonly context: string | undefined;
  readonly contextFrom: string;
  readonly namespace: string | undefined;
  readonly objects: readonly { readonly type: string; readonly name: string; readonly namespace?: string }[];
  readonly moreObjects: number;
  /** What is named in a way that only the cluster can resolve: `all pods with app=web`. */
  readonly selections: readonly string[];
  readonly why?: string;
}

/** A package that would be published. */
export interface PublishFacts {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly registry: string | undefined;
  readonly tag: string | undefined;
  readonly access: string | undefined;
  /** Absent: not known. */
  readonly files?: readonly { readonly path: string; readonly bytes: number }[];
  readonly moreFiles: number;
  /** Of all files, unpacked. */
  readonly bytes?: number;
  readonly why?: string;
}

/** Volumes of a container engine. Their content is in no file that could be looked at, so sizes are never known. */
export interface VolumeFacts {
  readonly names: readonly string[];
  /** Volumes without a name, at least. */
  readonly unnamed: number;
  /** What only the engine could list: `every volume that no container uses`. */
  readonly selections: readonly string[];
  readonly why?: string;
}
