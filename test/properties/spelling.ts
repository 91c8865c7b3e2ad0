import { fc } from './fastCheck.ts';

/** A word in single quotes. */
export const quoted = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

const plain = /^[\w./:=@%+,-]+$/;
const hex = (text: string): string => Array.from(text, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
const octal = (text: string): string => Array.from(text, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`).join('');

/** One way to write a stretch of a word, without what stands before the command. */
const pieces: readonly ((text: string) => string)[] = [
  (text) => (plain.test(text) ? text : quoted(text)),
  quoted,
  (text) => `"${text.replace(/["$`\\]/g, '\\$&')}"`,
  (text) => Array.from(text, (character) => (character === '\n' ? "'\n'" : `\\${character}`)).join(''),
  (text) => `$'${hex(text)}'`,
  (text) => `$'${octal(text)}'`,
  (text) => `''${plain.test(text) ? text : quoted(text)}""`,
  (text) => `"$(printf %s ${quoted(text)})"`,
  (text) => `"\`echo ${plain.test(text) ? text : `'${text}'`}\`"`,
  (text) => `"$(printf '${octal(text)}')"`,
  (text) => `"$(echo ${Buffer.from(text).toString('base64')} | base64 -d)"`,
  (text) => `"$(echo ${quoted(Array.from(text).reverse().join(''))} | rev)"`,
];

/** The same through a variable: what stands before the command, and the word. */
const viaVariable: readonly ((name: string, text: string) => readonly [string, string])[] = [
  (name, text) => [`${name}=${quoted(text)}`, `"$${name}"`],
  (name, text) => [`${name}=${quoted(text)}`, `"\${${name}}"`],
  (name, text) => [`${name}=${quoted(`xx${text}`)}`, `"\${${name}#xx}"`],
  (name, text) => [`${name}=${quoted(`${text}.tmp`)}`, `"\${${name}%.*}"`],
  (name, text) => [`${name}=${quoted(`xx${text}`)}`, `"\${${name}:2}"`],
  (name, text) => [`${name}=${quoted(`@@${text}`)}`, `"\${${name}/@@/}"`],
  (name, text) => [`${name}=(x ${quoted(text)})`, `"\${${name}[1]}"`],
  (name, text) => [`${name}=(x ${quoted(text)})`, `"\${${name}[3-2]}"`],
  (name, text) => [`${name}=`, `"\${${name}:-${text.replace(/["$`\\}]/g, '\\$&')}}"`],
  (name, text) => [`export ${name}=${quoted(text)}`, `"$${name}"`],
  (name, text) => [`printf -v ${name} %s ${quoted(text)}`, `"$${name}"`],
  (name, text) => [`read -r ${name} <<< ${quoted(text)}`, `"$${name}"`],
  (name, text) => [`${name}=${quoted(text)}; r_${name}=${name}`, `"\${!r_${name}}"`],
];

interface Spelling {
  readonly before: string;
  readonly word: string;
}

/** Some way to write one word. */
function spelling(text: string, index: number): fc.Arbitrary<Spelling> {
  const inPieces = fc.tuple(fc.integer({ min: 0, max: text.length }), fc.nat(pieces.length - 1), fc.nat(pieces.length - 1)).map(([cut, one, other]) => {
    const write = (piece: string, way: number): string => (piece === '' ? '' : (pieces[way]?.(piece) ?? piece));
    return { before: '', word: write(text.slice(0, cut), one) + write(text.slice(cut), other) };
  });
  const variable = fc.constantFrom(...viaVariable).map((write) => {
    const [before, word] = write(`v${index}`, text);
    return { before, word };
  });
  return fc.oneof({ weight: 3, arbitrary: inPieces }, { weight: 1, arbitrary: variable });
}

/** Some way to write a whole command, with what has to stand before it. */
export function spelled(words: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(...words.map(spelling), fc.constantFrom(' ', '  ', '\t', ' \\\n ')).map((parts) => {
    const separator = parts.at(-1) as string;
    const spellings = parts.slice(0, -1) as readonly Spelling[];
    const before = spellings.map((one) => one.before).filter((one) => one !== '');
    return [...before, spellings.map((one) => one.word).join(separator)].join('\n');
  });
}

/** The command in plain quoting. */
export const written = (words: readonly string[]): string => words.map((word) => (plain.test(word) ? word : quoted(word))).join(' ');
