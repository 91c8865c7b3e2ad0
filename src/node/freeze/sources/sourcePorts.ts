import * as fs from 'node:fs';
import { readSmallFile } from '../../durableFile.ts';
import type { TokenPort } from '../../tokenPlace.ts';
import type { SourcePorts } from '../remoteSource.ts';

const timeoutMs = 10_000;
const limitBytes = 4 * 1024 * 1024;

/** What sources use on this machine. */
export function sourcePorts(now: number, token: TokenPort): SourcePorts {
  return {
    now,
    token,
    readFile: (file) => {
      const read = readSmallFile(file, limitBytes);
      if (read.kind !== 'text') return { ok: false, problem: read.kind === 'absent' ? 'the file is not there' : `the file cannot be read (${read.why})` };
      return { ok: true, text: read.text, changedMs: fs.statSync(file).mtimeMs };
    },
    request: async (url, { method = 'GET', headers = {}, body } = {}) => {
      const response = await fetch(url, { method, headers, redirect: 'error', signal: AbortSignal.timeout(timeoutMs), ...(body === undefined ? {} : { body }) });
      return { status: response.status, text: await textOf(response) };
    },
  };
}

/** Throws once there is more than anybody needs for an answer. */
async function textOf({ body }: Response): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength;
    if (bytes > limitBytes) throw new Error('the answer is too long');
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}
