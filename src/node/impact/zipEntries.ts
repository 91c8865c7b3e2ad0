import * as zlib from 'node:zlib';

/** Largest unpacked entry. */
const limitBytes = 64 * 1024 * 1024;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

/** The central directory of a zip archive (APPNOTE.TXT 4.3.12); undefined where there is none, or where it is cut off. */
function directoryOf(archive: Buffer): readonly Entry[] | undefined {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > archive.length) return undefined;
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== 0x02014b50) return undefined;
    const [nameBytes, extraBytes, commentBytes] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)];
    entries.push({ name: archive.toString('utf8', at + 46, at + 46 + nameBytes), method: archive.readUInt16LE(at + 10), packed: archive.readUInt32LE(at + 20), offset: archive.readUInt32LE(at + 42) });
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

/** All names in a zip archive; undefined where its directory cannot be read as a whole. */
export const zipNames = (archive: Buffer): readonly string[] | undefined => directoryOf(archive)?.map(({ name }) => name);

/**
 * Reads entries of a zip archive by name (APPNOTE.TXT 4.3: central directory, stored or deflated). Names that are not there, and
 * all of them where it is no archive, are missing from the answer. Throws where an entry cannot be unpacked.
 */
export function zipEntries(archive: Buffer, names: readonly string[]): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (const { name, method, packed, offset } of directoryOf(archive) ?? []) {
    if (!names.includes(name) || offset + 30 > archive.length) continue;
    const start = offset + 30 + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28);
    const data = archive.subarray(start, start + packed);
    if (method === 0) found.set(name, data);
    else if (method === 8) found.set(name, zlib.inflateRawSync(data, { maxOutputLength: limitBytes }));
  }
  return found;
}
