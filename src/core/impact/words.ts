/** `1,234`. */
export const number = (value: number): string => String(value).replace(/\B(?=(?:\d{3}){1,7}$)/g, ',');

/** `1,234 files`. */
export const count = (value: number, noun: string, plural = `${noun}s`): string => `${number(value)} ${value === 1 ? noun : plural}`;

/** `a, b and c`; more than `most` are counted. */
export function listed(names: readonly string[], most = 5, more = 0): string {
  const left = Math.max(0, names.length - most) + more;
  const all = left > 0 ? [...names.slice(0, most), `${number(left)} more`] : names;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

export const code = (text: string): string => `\`${text}\``;

/** Bytes for people: `12 MB`. */
export function size(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1024, unit + 1];
  return unit === 0 ? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}` : `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value)} ${units[unit] ?? ''}`;
}
