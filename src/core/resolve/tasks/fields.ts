/** The fields of a value that came out of a file. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands below a chain of names; undefined where a part of it is missing or no table. */
export function below(value: unknown, ...names: readonly string[]): unknown {
  let at = value;
  for (const name of names) {
    if (!isFields(at) || !Object.hasOwn(at, name)) return undefined;
    at = at[name];
  }
  return at;
}

/** The named tables below a value; empty when it is none. */
export const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] => (isFields(value) ? Object.entries(value) : []);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A list, or one value as a list of one. */
export const listOf = (value: unknown): readonly unknown[] => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]);

/** The texts of a list; other things in it are left out. */
export const textsOf = (value: unknown): readonly string[] => listOf(value).filter((one) => typeof one === 'string');
