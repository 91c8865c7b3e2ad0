import * as crypto from 'node:crypto';
import type { CaptureLevel } from '../../core/trace/capture/level.ts';

/** Where records go: the base address of an OTLP/HTTP receiver, to which `/v1/traces` and `/v1/logs` are added. */
export interface Destination {
  readonly endpoint: string;
  readonly content: CaptureLevel;
  /** Bytes that may wait on the disk. */
  readonly spoolBytes: number;
  /** Who set it, for the person who asks. */
  readonly from: 'organisation' | 'setting' | 'command line';
}

export const defaultSpoolMegabytes = 256;

export type CheckedEndpoint = { readonly ok: true; readonly endpoint: string } | { readonly ok: false; readonly why: string };

/** SECURITY: what agents did leaves the machine over a safe connection only, or to a collector on this very machine. No account in the address: it would stand in settings and logs. */
export function checkedEndpoint(text: string): CheckedEndpoint {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return { ok: false, why: `\`${text}\` is no address: write one like https://collector.example:4318` };
  if (url.username !== '' || url.password !== '') return { ok: false, why: 'an account does not belong into the address: give the token by `Tagout: Set Export Token…` or in a variable' };
  if (url.search !== '' || url.hash !== '') return { ok: false, why: 'the address must end with its path: `/v1/traces` and `/v1/logs` are added to it' };
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return { ok: false, why: `\`${text}\` is not safe: take https://, or a collector on this machine (http://127.0.0.1:4318) that sends on` };
  return { ok: true, endpoint: url.href.replace(/(?<!\/)\/+$/, '') };
}

/** Name of the directory of what waits for a destination. */
export const destinationKey = (endpoint: string): string => crypto.createHash('sha256').update(endpoint).digest('hex').slice(0, 16);
