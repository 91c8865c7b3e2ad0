import * as fs from 'node:fs';
import { errorCode } from './durableFile.ts';

const tailBytes = 256 * 1024;

/** The last whole lines of an agent's transcript, newest last; empty when it cannot be read. Reasoning is never a condition. */
export function readTranscriptTail(file: string): readonly string[] {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    const status = fs.fstatSync(descriptor);
    if (!status.isFile()) return [];
    const start = Math.max(0, status.size - tailBytes);
    const bytes = Buffer.alloc(status.size - start);
    const count = fs.readSync(descriptor, bytes, 0, bytes.length, start);
    const lines = bytes.toString('utf8', 0, count).split('\n');
    return (start === 0 ? lines : lines.slice(1)).filter((line) => line !== '');
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}
