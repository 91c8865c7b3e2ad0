/** A command that a repository gives a name. */
export interface NamedCommand {
  readonly name: string;
  readonly command: string;
}

/** A file of continuous integration that changes something outside. */
export interface DeployWorkflow {
  readonly file: string;
  /** Branches whose push starts it; patterns of the workflow's own. */
  readonly branches: readonly string[];
  readonly environments: readonly string[];
}

/** What a repository shows of itself, by names only: no file's content and no secret. Paths are relative to its root, with `/`. */
export interface RepositoryFacts {
  readonly scripts: readonly NamedCommand[];
  /** Labels of tasks of the editor. */
  readonly tasks: readonly string[];
  /** Directories that hold Terraform, OpenTofu, Pulumi or CDK programs. */
  readonly infrastructure: readonly string[];
  /** Directories that hold manifests of Kubernetes, Helm charts or Kustomize layers. */
  readonly manifests: readonly string[];
  /** Contexts of kubectl that its files name. */
  readonly contexts: readonly string[];
  /** Programs that change a database's schema, as their tables are named: `prisma`, `alembic`. */
  readonly migrations: readonly string[];
  readonly workflows: readonly DeployWorkflow[];
  /** The branch that the remote names as its own; absent where it does not say. */
  readonly defaultBranch?: string;
  readonly branches: readonly string[];
  /** Files of environment variables. */
  readonly envFiles: readonly string[];
  /** Hosts of databases and services that environment files for production name. */
  readonly productionHosts: readonly string[];
  /** Only a part of the repository was looked at. */
  readonly partial: boolean;
}
