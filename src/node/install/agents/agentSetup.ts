import type { AgentId } from '../../../core/action.ts';
import { findProgram } from '../findProgram.ts';
import * as fs from 'node:fs';
import type { WantedHook } from '../hooksEdit.ts';
import type { JsonObject } from '../jsonEdit.ts';
import type { Machine } from '../machine.ts';

/** Why set-up believes that an agent is on this machine. */
export interface Detection {
  readonly evidence: 'program' | 'configuration' | 'editor' | 'registered';
  /** The program or the configuration directory that was found. */
  readonly path: string;
  readonly version?: string;
}

/**
 * What must stand where, so that the agent asks Tagout. `hooks`: registrations inside a settings file that others share;
 * `start` is what such a file begins with where there is none. `file`: a file of our own.
 */
export type Target =
  | { readonly kind: 'hooks'; readonly file: string; readonly hooks: readonly WantedHook[]; readonly start: JsonObject }
  | { readonly kind: 'file'; readonly file: string; readonly text: string };

/** A step that only a person may take; set-up shows it and never takes it. */
export interface PersonalStep {
  readonly what: string;
  /** The exact command, key or setting. */
  readonly how: string;
}

/** A setting that would leave the hook silently off. */
export interface OffSwitch {
  readonly file: string;
  readonly setting: string;
  readonly says: string;
  /** What to do, where it is not simply to remove the setting. */
  readonly fix?: string;
}

/** Everything that set-up and the doctor know about one agent. One file each, facts only, no decisions. */
export interface AgentSetup {
  readonly id: AgentId;
  readonly title: string;
  detect(machine: Machine): Detection | undefined;
  target(machine: Machine): Target;
  /** Steps that remain after the files are written. */
  steps(machine: Machine): readonly PersonalStep[];
  /** Looks through user and project settings. `projects`: absolute directories whose settings the agent would read. */
  offSwitches(machine: Machine, projects: readonly string[]): readonly OffSwitch[];
}

/** Finds an agent by its program, else by the first of its configuration directories that exists. */
export function detectBy(machine: Machine, program: string, directories: readonly string[]): Detection | undefined {
  const found = findProgram(program, machine);
  if (found !== undefined) return { evidence: 'program', ...found };
  const directory = directories.find((candidate) => fs.existsSync(candidate));
  return directory === undefined ? undefined : { evidence: 'configuration', path: directory };
}
