import * as fs from 'node:fs';

/** What is written at once, and how much of it may wait for the disk, per file. */
const pieceBytes = 4 * 1024 * 1024;
const mostUnderWay = 4;
/** After so many bytes the disk is told to begin, so that the last wait is short. */
const syncedBytes = 64 * 1024 * 1024;

/** Buffers of one piece that are used again: a new one costs as much as filling it. */
export type SparePieces = Buffer[];

/**
 * A new file (0600) to which content is only added. Every piece is read again and compared with what was to be written, while
 * the next ones are filled; after {@link finish} all of it is on the disk.
 */
export class VerifiedFile {
  readonly path: string;
  readonly #spare: SparePieces;
  readonly #underWay = new Set<Promise<void>>();
  #opened: Promise<fs.promises.FileHandle> | undefined;
  #syncing: Promise<void> | undefined;
  #unsynced = 0;
  #failure: Error | undefined;
  #piece: Buffer = Buffer.alloc(0);
  #used = 0;
  /** Offset of the piece. */
  #start = 0;

  /** Makes nothing yet: a file to which nothing is added does not come into being. */
  constructor(path: string, spare: SparePieces) {
    this.path = path;
    this.#spare = spare;
  }

  /** Room for at least so many bytes at the end; what was filled of it counts with {@link take}. */
  room(bytes: number): Buffer {
    if (this.#piece.length - this.#used < bytes) {
      this.#handOn();
      this.#piece = bytes > pieceBytes ? Buffer.allocUnsafeSlow(bytes) : (this.#spare.pop() ?? Buffer.allocUnsafeSlow(pieceBytes));
    }
    return this.#piece.subarray(this.#used);
  }

  /** Adds so many bytes of the {@link room}; gives their offset. */
  take(bytes: number): number {
    void this.#open();
    const offset = this.#start + this.#used;
    this.#used += bytes;
    return offset;
  }

  /** Waits where the disk is slower than what is added. Throws when a piece could not be kept. */
  async keepUp(): Promise<void> {
    while (this.#underWay.size >= mostUnderWay) await Promise.race(this.#underWay);
    this.#assertWhole();
  }

  /** Throws when any of it could not be kept. */
  async finish(): Promise<void> {
    this.#handOn();
    await Promise.all(this.#underWay);
    await this.#syncing;
    const handle = await this.#opened;
    try {
      this.#assertWhole();
      await handle?.sync();
    } finally {
      await handle?.close();
      this.#opened = undefined;
    }
  }

  /** Removes it. Nothing may be added any more. */
  async discard(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.#syncing;
    await this.#opened?.then((handle) => handle.close(), () => undefined);
    this.#opened = undefined;
    fs.rmSync(this.path, { force: true });
  }

  #open(): Promise<fs.promises.FileHandle> {
    if (this.#opened === undefined) {
      this.#opened = fs.promises.open(this.path, 'wx+', 0o600);
      // Whoever waits for it hears of a failure; nobody has to.
      this.#opened.catch(() => undefined);
    }
    return this.#opened;
  }

  #handOn(): void {
    const [piece, used, at] = [this.#piece, this.#used, this.#start];
    [this.#piece, this.#used, this.#start] = [Buffer.alloc(0), 0, at + used];
    if (used === 0) return this.#giveBack(piece);
    const work = this.#keep(piece.subarray(0, used), at)
      .catch((error: unknown) => void (this.#failure ??= error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        this.#giveBack(piece);
        this.#underWay.delete(work);
      });
    this.#underWay.add(work);
  }

  async #keep(data: Buffer, at: number): Promise<void> {
    const handle = await this.#open();
    for (let done = 0; done < data.length; ) done += (await handle.write(data, done, data.length - done, at + done)).bytesWritten;
    const again = this.#spare.pop() ?? Buffer.allocUnsafeSlow(Math.max(pieceBytes, data.length));
    const whole = again.length >= data.length ? again : Buffer.allocUnsafeSlow(data.length);
    let read = 0;
    for (let more = 1; more > 0 && read < data.length; read += more) more = (await handle.read(whole, read, data.length - read, at + read)).bytesRead;
    if (!whole.subarray(0, read).equals(data)) throw new Error(`${this.path} does not hold what was written to it`);
    this.#giveBack(again);
    this.#unsynced += data.length;
    if (this.#unsynced < syncedBytes || this.#syncing !== undefined) return;
    this.#unsynced = 0;
    this.#syncing = handle.datasync().then(() => void (this.#syncing = undefined), (error: unknown) => void (this.#failure ??= error instanceof Error ? error : new Error(String(error))));
  }

  #giveBack(piece: Buffer): void {
    if (piece.length === pieceBytes && this.#spare.length < 2 * mostUnderWay) this.#spare.push(piece);
  }

  #assertWhole(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}
