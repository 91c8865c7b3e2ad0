/** A member of an object that came over the wire, or undefined for anything that is not an object. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined;
}

/** The value as an array; anything else counts as empty. */
export const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value as a string; anything else counts as empty. */
export const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** All text inside a message's content, whatever that wire's shape: a string, parts, or a wrapped output. */
export function flatText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(flatText).join('\n');
  if (typeof value !== 'object' || value === null) return value === undefined || value === null ? '' : JSON.stringify(value);
  const inner = member(value, 'text') ?? member(value, 'output') ?? member(value, 'content');
  return inner === undefined ? JSON.stringify(value) : flatText(inner);
}
