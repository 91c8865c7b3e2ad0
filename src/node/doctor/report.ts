import type { AgentId } from '../../core/action.ts';
import type { Detection, PersonalStep } from '../install/agents/agentSetup.ts';

/** One thing that was looked at. `ok` is true only for what was seen in this run. */
export interface Check {
  readonly id: 'launcher' | 'entry' | 'switches' | 'trust' | 'denies' | 'passes';
  readonly ok: boolean;
  /** What was seen, one plain sentence. */
  readonly says: string;
  /** What to do about it; only where `ok` is false. */
  readonly fix?: string;
}

/** `green`: a destructive canary was seen to be blocked through the agent's own hook path, and nothing switches it off. */
export interface AgentReport {
  readonly agent: AgentId;
  readonly title: string;
  readonly status: 'green' | 'red' | 'absent';
  readonly detection?: Detection;
  readonly file: string;
  readonly checks: readonly Check[];
  /** What this run could not prove, in words. */
  readonly unproven: readonly string[];
  readonly steps: readonly PersonalStep[];
}

export interface DoctorReport {
  readonly v: 1;
  /** ISO 8601. */
  readonly at: string;
  readonly state: string;
  readonly agents: readonly AgentReport[];
  /** At least one agent is installed, and all installed agents are green. */
  readonly green: boolean;
}
