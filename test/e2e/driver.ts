import { givenPrompt, type Step } from './model/script.ts';
import { claudeCode } from './agents/claudeCode.ts';
import { codex } from './agents/codex.ts';
import { gemini } from './agents/gemini.ts';
import { copilot } from './agents/copilot.ts';
import { openCode } from './agents/openCode.ts';
import { proprietaryFolder } from './agents/proprietary.ts';
import { qwen } from './agents/qwen.ts';
import type { Agent } from './agents/agent.ts';
import { startAgent } from './agents/run.ts';
import { eventually } from './product/processes.ts';
import { answered, chatForms, sendPrompt } from './workbench/chat.ts';
import type { Page } from './workbench/window.ts';
import type { ModelServer } from './model/server.ts';
import type { Bench } from './bench.ts';

/** What came of one conversation between an agent and the scripted model. */
export interface Outcome {
  /** The last tool results that the agent handed to the model: what the agent was told. */
  readonly told: string;
  /** How many times the model was asked. */
  readonly requests: number;
}

/** Where an agent works: a work tree for the agents of a terminal, a window for the one that lives in it. */
export interface Whereabouts {
  readonly root?: string;
  readonly page?: Page;
}

/** A real agent in the bench, whatever it runs in. */
export interface Driver {
  readonly name: string;
  /** Length of the longest command that this agent hands to its hook in seconds. `shown`: small enough for the panel, which asks about it. */
  readonly giant: { readonly length: number; readonly shown: boolean };
  /** Whether it starts sub-agents as it comes. */
  readonly helpers: boolean;
  /** Gives the agent a prompt, in the sample and its window unless another place is named. */
  begin(bench: Bench, steps: readonly Step[], at?: Whereabouts): Promise<Outcome>;
}

/** Agents that are processes of their own, started as in a terminal. */
const commandLineDriver = (agent: Agent): Driver => ({
  name: agent.id,
  giant: { length: 5_000_000, shown: false },
  helpers: agent.forms.subagent !== undefined,
  async begin(bench, steps, { root = bench.sample.root } = {}) {
    const run = startAgent(agent, bench.placeOf(root), bench.model, steps);
    const result = await run.ended;
    if (result.timedOut || result.requests.length === 0) throw new Error(`${agent.id} ${result.timedOut ? 'was ended at its limit' : 'never asked its model'}\n${result.output.slice(-2000)}`);
    return { told: result.told, requests: result.requests.length };
  },
});

let turns = 0;

/** VS Code's own agent, in a window's chat. */
export const chatDriver: Driver = {
  name: 'vscode',
  giant: { length: 50_000, shown: true },
  helpers: true,
  async begin(bench, steps, { page = bench.page } = {}) {
    const words = `(turn ${++turns})`;
    const last = steps.at(-1);
    bench.model.play([...steps.slice(0, -1), { ...last, text: `${last?.text ?? ''} ${words}` }], chatForms);
    await prompt(page, bench.model);
    await answered(page, words, 170_000);
    const { requests } = bench.model;
    return { told: requests.at(-1)?.conversation.results.join('\n') ?? '', requests: requests.length };
  },
};

/** Sends the prompt, again where a view that was just opening dropped it: then the model was never asked. */
async function prompt(page: Page, model: ModelServer): Promise<void> {
  for (let left = 3; left > 0; left--) {
    await sendPrompt(page, givenPrompt);
    if (await eventually('the model is asked', () => (model.requests.length > 0 ? true : undefined), 15_000).catch(() => false)) return;
  }
  throw new Error('the chat never asked its model');
}

/** Agents with a process of their own: those of the whole run, or the two of `npm run e2e:proprietary`. */
export const commandLineAgents: readonly Agent[] = proprietaryFolder() === undefined ? [codex, gemini, qwen, openCode] : [claudeCode, copilot];
export const commandLineDrivers: readonly Driver[] = commandLineAgents.map(commandLineDriver);
export const drivers: readonly Driver[] = proprietaryFolder() === undefined ? [chatDriver, ...commandLineDrivers] : commandLineDrivers;
