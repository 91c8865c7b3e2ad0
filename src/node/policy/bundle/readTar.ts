/** A file of an archive. */
export interface TarFile {
  /** With `/`, without a leading `./` or `/`. */
  readonly name: string;
  readonly data: Buffer;
}

const block = 512;
const mostFiles = 200;

/**
 * The regular files of a tar archive (POSIX.1-1988 with GNU's and pax's ways of naming plain files). Throws in plain words
 * for everything that is cut off, named twice, or could stand for a place outside: links, devices, `..`, names over several headers.
 */
export function readTar(archive: Buffer): readonly TarFile[] {
  const files: TarFile[] = [];
  for (let at = 0; at + block <= archive.length;) {
    const header = archive.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) break;
    if (checksumOf(header) !== numberAt(header, 148, 8)) throw new Error('the archive is damaged: a header has another checksum');
    const size = numberAt(header, 124, 12);
    const data = archive.subarray(at + block, at + block + size);
    if (data.length < size) throw new Error('the archive is cut off');
    at += block + Math.ceil(size / block) * block;
    const kind = String.fromCharCode(header[156] ?? 0);
    const name = cleanName([textAt(header, 345, 155), textAt(header, 0, 100)].filter((part) => part !== '').join('/'));
    // Directories say nothing; times and owners of pax headers neither.
    if (kind === '5' || kind === 'g' || (kind === 'x' && !/^\d+ path=/m.test(data.toString('utf8')))) continue;
    if (kind !== '0' && kind !== '\0') throw new Error(`the archive holds \`${name}\`, which is no plain file`);
    if (name.split('/').includes('..') || name === '' || files.some((file) => file.name === name)) throw new Error(`the archive names \`${name}\` twice, or a place outside of it`);
    if (files.length >= mostFiles) throw new Error(`the archive holds more than ${mostFiles} files`);
    files.push({ name, data });
  }
  return files;
}

const cleanName = (name: string): string => name.replace(/^(?:\.?\/)+/, '');
const textAt = (header: Buffer, at: number, length: number): string => (header.subarray(at, at + length).toString('utf8').split('\0', 1)[0] ?? '');

function numberAt(header: Buffer, at: number, length: number): number {
  const text = textAt(header, at, length).trim();
  if (!/^[0-7]{1,11}$/.test(text)) throw new Error('the archive is damaged: a number is none');
  return Number.parseInt(text, 8);
}

/** Sum of all bytes, the checksum's own taken for blanks. */
const checksumOf = (header: Buffer): number => header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
