import { holds, withheld, type CaptureLevel } from './level.ts';

/** The value as a record of a level holds it; undefined leaves it out. */
export type Reduce = (value: unknown, level: CaptureLevel) => unknown;

/** From which level on a member is kept. Below that a text, or each text of a list, is {@link withheld}, and all else is left out. */
export type Kept = CaptureLevel | Reduce;

/** One line for each member that a type has: a member that is added to the type has to be thought about here. */
export type KeptParts<T> = Readonly<Record<keyof Required<T>, Kept>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

function masked(value: unknown): unknown {
  if (typeof value === 'string') return withheld;
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value.map(() => withheld) : undefined;
}

const keep = (kept: Kept, value: unknown, level: CaptureLevel): unknown => {
  if (typeof kept === 'function') return kept(value, level);
  return holds(level, kept) ? value : masked(value);
};

/** Keeps the members that are named, each from its level on; what has no line here is left out. */
export const members = <T>(parts: KeptParts<T>): Reduce => (value, level) => {
  if (level === 'full') return value;
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries<Kept>(parts).flatMap(([name, kept]) => {
    if (!Object.hasOwn(value, name) || value[name] === undefined) return [];
    const left = keep(kept, value[name], level);
    return left === undefined ? [] : [[name, left]];
  }));
};

/** Each entry of a list. */
export const each = (reduce: Reduce): Reduce => (value, level) => (Array.isArray(value) ? value.map((entry) => reduce(entry, level)) : undefined);

/** One of several types, told apart by `kind`; an unknown kind keeps nothing but that. */
export const byKind = (kinds: Readonly<Record<string, Reduce>>): Reduce => (value, level) => {
  if (!isObject(value) || typeof value['kind'] !== 'string') return undefined;
  const reduce = Object.hasOwn(kinds, value['kind']) ? kinds[value['kind']] : undefined;
  return reduce === undefined ? { kind: value['kind'] } : reduce(value, level);
};

/** Left out below a level. */
export const absentBelow = (from: CaptureLevel): Reduce => (value, level) => (holds(level, from) ? value : undefined);

/** Something else stands for it below a level, whatever it was. */
export const replacedBelow = (from: CaptureLevel, stand: unknown): Reduce => (value, level) => (holds(level, from) ? value : stand);
