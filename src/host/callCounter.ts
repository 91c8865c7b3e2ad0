import * as fs from 'node:fs';
import * as path from 'node:path';
import { agentIds, type AgentId } from '../core/action.ts';
import { ensurePrivateDirectory } from '../node/durableFile.ts';
import { spoolDirectory } from '../node/spool.ts';

/** Names that are remembered, so that one file is counted once. */
const remembered = 2000;
/** The header of a line, with what it is about. */
const headerLength = 4096;

/**
 * Tells of each call that an agent makes in some workspaces, from the records that the hook processes leave. One that is missed
 * only makes questions rarer. Never throws.
 */
export class CallCounter {
  readonly #state: string;
  readonly #called: (workspace: string, agent: AgentId) => void;
  readonly #seen = new Set<string>();
  #watchers: readonly fs.FSWatcher[] = [];

  constructor(state: string, called: (workspace: string, agent: AgentId) => void) {
    this.#state = state;
    this.#called = called;
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
        if (name !== null) this.#count(root, path.join(directory, name));
      });
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  }

  #count(root: string, file: string): void {
    if (!file.endsWith('.jsonl') || this.#seen.has(file)) return;
    fs.promises.readFile(file, 'utf8').then((text) => {
      const agent = proposerIn(text.slice(0, headerLength));
      if (agent === undefined || this.#seen.has(file)) return;
      if (this.#seen.size >= remembered) this.#seen.clear();
      this.#seen.add(file);
      this.#called(root, agent);
    }, () => undefined);
  }
}

/** The agent whose proposal a record begins with. */
function proposerIn(text: string): AgentId | undefined {
  const agent = /"agent":"([a-z-]+)"/.exec(text)?.[1];
  return text.includes('"body":{"kind":"proposal"') ? agentIds.find((id) => id === agent) : undefined;
}
