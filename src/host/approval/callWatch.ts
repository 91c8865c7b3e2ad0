import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TraceEvent } from '../../core/trace/event.ts';
import { ensurePrivateDirectory } from '../../node/durableFile.ts';
import { spoolDirectory } from '../../node/trace/spool.ts';
import { readTraceEvent } from '../../protocol/readTraceEvent.ts';

/** Files that are remembered, so that one event is told once. */
const remembered = 2000;
/** A record that is longer is one of a very long command: it is not looked into. */
const limitBytes = 4 * 1024 * 1024;

/**
 * Tells of each event that the hook processes record in some workspaces, once each and in the order of its file. It is for
 * counting: an event that is missed, because the disk told of it late, only makes a count smaller. Never throws.
 */
export class CallWatch {
  readonly #state: string;
  readonly #happened: (event: TraceEvent) => void;
  readonly #told = new Map<string, number>();
  #watchers: readonly fs.FSWatcher[] = [];

  constructor(state: string, happened: (event: TraceEvent) => void) {
    this.#state = state;
    this.#happened = happened;
  }

  watch(roots: readonly string[]): void {
    this.dispose();
    this.#watchers = roots.flatMap((root) => this.#watch(root));
  }

  dispose(): void {
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }

  #watch(root: string): readonly fs.FSWatcher[] {
    const directory = spoolDirectory(this.#state, root);
    try {
      ensurePrivateDirectory(directory);
      const watcher = fs.watch(directory, { persistent: false }, (_event, name) => {
        if (name?.endsWith('.jsonl') === true && !isOwn(name)) this.#read(path.join(directory, name));
      });
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  }

  #read(file: string): void {
    fs.promises.readFile(file).then((data) => {
      if (data.length > limitBytes) return;
      const lines = data.toString('utf8').split('\n').slice(0, -1);
      const from = this.#told.get(file) ?? 0;
      if (lines.length <= from) return;
      if (this.#told.size >= remembered) this.#told.clear();
      this.#told.set(file, lines.length);
      for (const line of lines.slice(from)) {
        const event = eventIn(line);
        if (event !== undefined) this.#happened(event);
      }
    }, () => undefined);
  }
}

/** What this window records itself it knows. */
const isOwn = (name: string): boolean => name.endsWith(`-${process.pid}.jsonl`);

function eventIn(line: string): TraceEvent | undefined {
  try {
    return readTraceEvent(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
