// A late part (esbuild.js): few commands unpack anything, so it exports functions only.
import * as fs from 'node:fs';
import { errorCode } from './durableFile.ts';
import { zipNames } from './impact/zipEntries.ts';

const timeLimitMs = 3000;
/** A list of names that is longer is not read. */
const outputLimitBytes = 16 * 1024 * 1024;
/** Larger zip archives are not read: their directory stands at the end. */
const zipLimitBytes = 256 * 1024 * 1024;

/** How tar is told the packing, by the first bytes: it does not look for itself where the archive is its standard input. */
const packings: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], '-z'], [[0x42, 0x5a, 0x68], '-j'], [[0xfd, 0x37, 0x7a, 0x58, 0x5a], '-J'], [[0x28, 0xb5, 0x2f, 0xfd], '--zstd'],
];

/**
 * Names in a zip or tar archive, packed as tar knows it; undefined where it is neither, too large, or not read in time.
 * SECURITY: tar gets the open file, never its name (`host:file` would start a program), and none of the agent's variables.
 */
export function archiveNames(file: string, timeLeftMs: number): readonly string[] | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    const status = fs.fstatSync(descriptor);
    if (!status.isFile()) return undefined;
    const first = Buffer.alloc(512);
    fs.readSync(descriptor, first, 0, first.length, 0);
    if (first[0] === 0x50 && first[1] === 0x4b) return status.size > zipLimitBytes ? undefined : zipNames(fs.readFileSync(file));
    return tarNames(descriptor, first, Math.min(timeLimitMs, timeLeftMs));
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function tarNames(descriptor: number, first: Buffer, timeout: number): readonly string[] | undefined {
  const packing = packings.find(([bytes]) => bytes.every((byte, index) => first[index] === byte))?.[1];
  if (timeout <= 0 || (packing === undefined && first.toString('latin1', 257, 262) !== 'ustar')) return undefined;
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const program = ['/usr/bin/tar', '/bin/tar'].find((place) => fs.existsSync(place)) ?? 'tar';
  const ran = spawnSync(program, ['-t', ...(packing === undefined ? [] : [packing]), '-f', '-'], {
    stdio: [descriptor, 'pipe', 'ignore'], env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' }, timeout, killSignal: 'SIGKILL', maxBuffer: outputLimitBytes, encoding: 'utf8', windowsHide: true,
  });
  return ran.status === 0 && ran.error === undefined ? ran.stdout.split('\n').filter((name) => name !== '') : undefined;
}
