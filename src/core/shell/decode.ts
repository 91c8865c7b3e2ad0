// A late part (esbuild.js): few lines decode anything, so it exports functions only.
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 to text (UTF-8); undefined when it is not valid or not text. */
export function decodeBase64(text: string): string | undefined {
  const bytes = base64Bytes(text);
  return bytes === undefined ? undefined : utf8(bytes);
}

/** Base64 to text (UTF-16LE), as PowerShell's -EncodedCommand has it. */
export function decodeBase64Wide(text: string): string | undefined {
  const bytes = base64Bytes(text);
  if (bytes === undefined || bytes.length % 2 !== 0) return undefined;
  let wide = '';
  for (let index = 0; index < bytes.length; index += 2) wide += String.fromCharCode((bytes[index] ?? 0) | ((bytes[index + 1] ?? 0) << 8));
  return wide;
}

function base64Bytes(text: string): readonly number[] | undefined {
  const compact = text.replace(/\s+/g, '').replace(/(?<!=)=+$/, '');
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of compact) {
    const value = alphabet.indexOf(character === '-' ? '+' : character === '_' ? '/' : character);
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xfff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
  }
  return bytes;
}

/** Plain hexadecimal (`xxd -r -p`) to text; undefined when it is not valid or not text. */
export function decodeHex(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '');
  if (!/^([0-9a-fA-F]{2})*$/.test(compact)) return undefined;
  return utf8((compact.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}

/** Bytes as text; undefined when they are no UTF-8 (compressed data, machine code). */
function utf8(bytes: readonly number[]): string | undefined {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}

/** `tr SET1 SET2` with ranges; other forms are not known. */
export function translate(text: string, sets: readonly string[]): string | undefined {
  if (sets.length !== 2 || sets.some((set) => set.startsWith('-') || set.includes('['))) return undefined;
  const [from, to] = sets.map((set) => set.replace(/(.)-(.)/g, (_, low: string, high: string) => {
    const length = high.charCodeAt(0) - low.charCodeAt(0) + 1;
    return Array.from({ length: Math.max(0, length) }, (_unused, index) => String.fromCharCode(low.charCodeAt(0) + index)).join('');
  }));
  if (from === undefined || to === undefined) return undefined;
  return Array.from(text).map((character) => {
    const index = from.indexOf(character);
    return index < 0 ? character : (to[Math.min(index, to.length - 1)] ?? '');
  }).join('');
}
