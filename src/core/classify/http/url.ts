export interface UrlParts {
  readonly scheme: string;
  /** Lower case, without port and user. */
  readonly host: string;
  readonly port: string;
  readonly path: string;
  /** With its question mark; empty when there is none. */
  readonly query: string;
}

/** Services of clouds that hand out the credentials of the machine to whoever asks. */
export const metadataHosts: ReadonlySet<string> = new Set(['169.254.169.254', 'metadata.google.internal', '169.254.170.2', '100.100.100.200', 'fd00:ec2::254']);

/** Splits a url as curl reads it: a missing scheme is http. Never throws; a text that is no url gives an odd host, which is remote. */
export function readUrl(text: string): UrlParts {
  const found = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?([^?#]*)(\?[^#]*)?/i.exec(text.trim());
  return {
    scheme: (found?.[1] ?? 'http').toLowerCase(),
    host: (found?.[2] ?? '').toLowerCase().replace(/^\[|\]$/g, ''),
    port: found?.[3] ?? '',
    path: found?.[4] ?? '',
    query: found?.[5] ?? '',
  };
}

/** A host that is this machine. Numbers in other notations (`0x7f.1`, `2130706433`) are not taken for it. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|::1|0\.0\.0\.0|host\.docker\.internal)$/.test(host);
}
