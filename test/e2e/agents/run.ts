import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parts } from '../../support/setup.ts';
import type { ModelRequest, ModelServer } from '../model/server.ts';
import { givenPrompt, type Step } from '../model/script.ts';
import type { Agent, Place } from './agent.ts';

/** A run that has begun. */
export interface AgentRun {
  readonly processId: number;
  /** Resolves when the agent has ended by itself, or was ended after `limitMs`. */
  readonly ended: Promise<AgentResult>;
}

export interface AgentResult {
  readonly exitCode: number | undefined;
  readonly timedOut: boolean;
  readonly output: string;
  /** What the model saw and answered, oldest first. */
  readonly requests: readonly ModelRequest[];
  /** Text of the last tool results that the agent handed to the model. */
  readonly told: string;
}

/** Writes the agent's configuration; existing files are left alone, so that installed hooks stay. */
export function configureAgent(agent: Agent, place: Place): void {
  for (const [file, text] of Object.entries(agent.configuration(place))) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'w' });
  }
}

/** The environment of a person's shell in the bench: nothing of the test process but its programs. */
export const shellEnvironment = (home: string): Record<string, string> => ({
  PATH: `${path.dirname(parts.node)}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`,
  HOME: home,
  USER: 'sample',
  LOGNAME: 'sample',
  SHELL: '/bin/bash',
  TERM: 'xterm-256color',
  LANG: 'C.UTF-8',
  TMPDIR: path.join(home, 'tmp'),
  NO_COLOR: '1',
  DO_NOT_TRACK: '1',
});

/** Starts the agent on one prompt; the model plays `steps`. What a run leaves behind is ended with it. */
export function startAgent(agent: Agent, place: Place, model: ModelServer, steps: readonly Step[], options: { readonly prompt?: string; readonly limitMs?: number } = {}): AgentRun {
  model.play(steps, agent.forms);
  mkdirSync(path.join(place.home, 'tmp'), { recursive: true });
  const log = path.join(place.home, 'tmp', `agent-${agent.id}.log`);
  const output = openSync(log, 'w');
  const [program = '', ...words] = agent.commandLine(place, options.prompt ?? givenPrompt);
  const mark = `TAGOUT_BENCH_RUN=${process.pid}-${Date.now()}`;
  const [name = '', value = ''] = mark.split('=');
  const child = spawn(program, words, { cwd: place.repository, env: { ...shellEnvironment(place.home), ...agent.environment(place), [name]: value }, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} could not be started`);
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endMarked(mark);
  }, options.limitMs ?? 90_000);
  const ended = new Promise<AgentResult>((resolve) => {
    child.on('exit', (code) => {
      clearTimeout(timer);
      endMarked(mark);
      const { requests } = model;
      resolve({ exitCode: code ?? undefined, timedOut, output: readFileSync(log, 'utf8'), requests, told: requests.at(-1)?.conversation.results.join('\n') ?? '' });
    });
  });
  return { processId: pid, ended };
}

/** Ends every process that carries this run's mark in its environment: agents leave daemons in sessions of their own. */
function endMarked(mark: string): void {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      if (readFileSync(`/proc/${entry}/environ`, 'utf8').split('\0').includes(mark)) process.kill(Number(entry), 'SIGKILL');
    } catch {
      // Gone in the meantime, or another user's.
    }
  }
}
