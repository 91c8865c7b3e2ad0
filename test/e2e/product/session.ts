import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { start, type Ended } from '../../support/hookProcess.ts';
import { shellEnvironment } from '../agents/run.ts';
import type { Bench } from '../bench.ts';
import { launcherOf } from './processes.ts';

/** A session told to the real hook as Claude Code tells it, with its transcript: also what an agent would never do by itself. */
export class ToldSession {
  readonly #bench: Pick<Bench, 'directories' | 'sample'>;
  readonly #transcript: string;
  readonly #lines: object[] = [];
  readonly #id: string;
  #calls = 0;

  constructor(machine: Pick<Bench, 'directories' | 'sample'>, id: string) {
    this.#bench = machine;
    this.#id = id;
    this.#transcript = path.join(machine.directories.home, '.claude', 'projects', `${id}.jsonl`);
    mkdirSync(path.dirname(this.#transcript), { recursive: true });
  }

  async prompted(prompt: string): Promise<void> {
    this.#write({ type: 'user', message: { role: 'user', content: prompt } });
    await this.#tell({ hook_event_name: 'UserPromptSubmit', prompt });
  }

  /** A call that the model makes; nothing asks about it unless `propose` does. */
  calls(command: string, thinking: string): { readonly tool_name: string; readonly tool_input: object; readonly tool_use_id: string } {
    const [id, input] = [`toolu_${this.#id}_${++this.#calls}`, { command, description: 'tidy up' }];
    this.#write({ type: 'assistant', message: { role: 'assistant', model: 'large-model-1', content: [{ type: 'thinking', thinking }, { type: 'tool_use', id, name: 'Bash', input }] } });
    return { tool_name: 'Bash', tool_input: input, tool_use_id: id };
  }

  propose(command: string, thinking: string): Promise<Ended> {
    return this.#tell({ hook_event_name: 'PreToolUse', ...this.calls(command, thinking) });
  }

  /** The end of the newest call. */
  async ended(command: string, stdout: string): Promise<void> {
    await this.#tell({ hook_event_name: 'PostToolUse', tool_name: 'Bash', tool_input: { command }, tool_use_id: `toolu_${this.#id}_${this.#calls}`, tool_response: { stdout, stderr: '', interrupted: false } });
  }

  async stopped(words: string): Promise<void> {
    await this.#tell({ hook_event_name: 'Stop', stop_hook_active: false, last_assistant_message: words });
  }

  #write(line: object): void {
    this.#lines.push(line);
    writeFileSync(this.#transcript, `${this.#lines.map((one) => JSON.stringify(one)).join('\n')}\n`);
  }

  #tell(event: object): Promise<Ended> {
    const { directories: { home }, sample: { root } } = this.#bench;
    return start('/bin/sh', [launcherOf(home), '--agent', 'claude-code'], JSON.stringify({ session_id: this.#id, transcript_path: this.#transcript, cwd: root, ...event }), shellEnvironment(home), root).ended;
  }
}
