import type { Adapter } from '../adapters/adapter.ts';
import type { AgentId } from '../core/action.ts';
import type { ProgramLookup } from '../core/classify/programTable.ts';
import type { AskModule } from './askModule.ts';
import type { EngineModule } from './engineModule.ts';

/** All that one start of the hook takes from outside. */
export interface HookHost {
  /** The event; undefined when it is larger than is read. */
  readInput(): string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** When the process was started, on the same clock: the agent's time runs from there. */
  readonly startedAt: number;
  /** Only asked where none was named. */
  readonly defaultState: () => string;
  readonly cwd: string;
  readonly home: string;
  readonly tempDirectory: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly programs: ProgramLookup;
  /** Glob against path; loads its matcher when first asked. */
  readonly matchesPath: (glob: string, path: string) => boolean;
  /** The agent's own adapter, loaded when it is first asked for. */
  readonly adapter: (agent: AgentId) => Adapter;
  loadEngine(): EngineModule;
  loadAsk(): AskModule;
  /** A line for whoever reads the agent's log; never an answer. */
  complain(line: string): void;
  /** Whether a person sits before this agent and can see its own dialog. */
  interactive(agent: AgentId): boolean;
}
