import type { AgentId } from '../../../src/core/action.ts';
import type { ToolForms } from '../model/script.ts';

/** Where one run of an agent takes place. */
export interface Place {
  /** The HOME that the agent, its configuration and the guard share. */
  readonly home: string;
  /** Work tree in which the agent is started. */
  readonly repository: string;
  /** Work trees that the person has told the agent to trust. */
  readonly trusted: readonly string[];
  /** Address of the scripted model. */
  readonly modelUrl: string;
}

/** A real coding agent: how it is pointed at the scripted model and started without a person. */
export interface Agent {
  readonly id: AgentId;
  /** How it expresses the scripted operations. An operation that is missing has no tool of its own in this agent. */
  readonly forms: ToolForms;
  /** Files of the agent's own configuration, absolute path to text. The guard's hooks are not among them. */
  configuration(place: Place): Readonly<Record<string, string>>;
  /** Command line that gives the agent one prompt and lets it work in its most trusting mode. */
  commandLine(place: Place, prompt: string): readonly string[];
  environment(place: Place): Readonly<Record<string, string>>;
  /** What a person does in the agent itself after hooks were added to its configuration, where it asks for that. */
  trustHooks?(place: Place): void;
}

/** Configuration text as the agents write it themselves. */
export const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
