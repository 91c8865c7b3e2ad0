/** Placeholder contract, owned by the judge: see core/README.md once it lands. */
export interface ProgramTable {
  readonly names: readonly string[];
}

/** Finds a program's table by its bare name; undefined = unknown program. */
export type ProgramLookup = (name: string) => ProgramTable | undefined;
