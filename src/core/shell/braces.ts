/** Most words that one brace expression may make; above it the word is not followed. */
const maxWords = 256;

/**
 * Brace expansion on the raw text of a word, quotes and backslashes respected: `a{b,c}` → `ab ac`, `{1..3}` → `1 2 3`.
 * Undefined when it would make too many words.
 */
export function expandBraces(text: string): readonly string[] | undefined {
  const brace = findBrace(text);
  if (brace === undefined) return [text];
  const middles = brace.alternatives.flatMap((alternative) => expandBraces(alternative) ?? []);
  const tails = expandBraces(text.slice(brace.end));
  if (tails === undefined || middles.length * tails.length > maxWords || middles.length < brace.alternatives.length) return undefined;
  const head = text.slice(0, brace.start);
  return middles.flatMap((middle) => tails.map((tail) => head + middle + tail));
}

interface Brace {
  readonly start: number;
  readonly end: number;
  readonly alternatives: readonly string[];
}

/** The first expression `{a,b}` or `{1..3}` outside quotes; `${` is no brace expression. */
function findBrace(text: string): Brace | undefined {
  for (let index = 0; index < text.length; index = skip(text, index)) {
    if (text[index] !== '{' || text[index - 1] === '$') continue;
    const found = readBrace(text, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

function readBrace(text: string, start: number): Brace | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let index = start; index < text.length; index = skip(text, index)) {
    const character = text[index];
    if (character === '{') depth += 1;
    else if (character === ',' && depth === 1) commas.push(index);
    else if (character === '}') {
      depth -= 1;
      if (depth > 0) continue;
      const alternatives = commas.length > 0 ? split(text, start, index, commas) : sequence(text.slice(start + 1, index));
      return alternatives === undefined ? undefined : { start, end: index + 1, alternatives };
    }
  }
  return undefined;
}

function split(text: string, start: number, end: number, commas: readonly number[]): readonly string[] {
  const edges = [start, ...commas, end];
  return edges.slice(1).map((edge, index) => text.slice((edges[index] ?? start) + 1, edge));
}

function sequence(body: string): readonly string[] | undefined {
  const numbers = /^(-?\d{1,9})\.\.(-?\d{1,9})(?:\.\.(-?\d{1,9}))?$/.exec(body);
  const letters = /^([a-zA-Z])\.\.([a-zA-Z])$/.exec(body);
  if (numbers === null && letters === null) return undefined;
  const from = numbers === null ? (letters?.[1] ?? 'a').charCodeAt(0) : Number(numbers[1]);
  const to = numbers === null ? (letters?.[2] ?? 'a').charCodeAt(0) : Number(numbers[2]);
  const step = Math.max(1, Math.abs(Number(numbers?.[3] ?? 1)));
  const count = Math.floor(Math.abs(to - from) / step) + 1;
  const values = Array.from({ length: Math.min(count, maxWords + 1) }, (_, index) => from + Math.sign(to - from) * step * index);
  return values.map((value) => (numbers === null ? String.fromCharCode(value) : String(value)));
}

/** The index after this character, its escape, or the quoted stretch that begins here. */
function skip(text: string, index: number): number {
  const character = text[index];
  if (character === '\\') return index + 2;
  if (character !== "'" && character !== '"') return index + 1;
  let end = index + 1;
  while (end < text.length && text[end] !== character) end += character === '"' && text[end] === '\\' ? 2 : 1;
  return end + 1;
}
