/** Cuts a stream of bytes into lines of at most `limitBytes`; `overflow` is reported once, after that nothing. */
export class LineReader {
  private chunks: Buffer[] = [];
  private bytes = 0;
  private overflown = false;
  private readonly limitBytes: number;

  constructor(limitBytes: number) {
    this.limitBytes = limitBytes;
  }

  /** Whole lines that these bytes complete, without their newline, or `overflow`. */
  push(chunk: Buffer): readonly string[] | 'overflow' {
    if (this.overflown) return [];
    const lines: string[] = [];
    let rest = chunk;
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      if (this.bytes + end > this.limitBytes) return this.overflow();
      lines.push(Buffer.concat([...this.chunks, rest.subarray(0, end)]).toString('utf8'));
      this.chunks = [];
      this.bytes = 0;
      rest = rest.subarray(end + 1);
    }
    this.bytes += rest.length;
    if (this.bytes > this.limitBytes) return this.overflow();
    if (rest.length > 0) this.chunks.push(rest);
    return lines;
  }

  private overflow(): 'overflow' {
    this.overflown = true;
    this.chunks = [];
    return 'overflow';
  }
}

/** The JSON value of one line; undefined where the line holds none. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
