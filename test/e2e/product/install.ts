import type { AgentId } from '../../../src/core/action.ts';
import { tagout } from './commandLine.ts';

/** Registers the product with agents the way a person does; returns what the installer said. */
export const protectAgents = (home: string, agents: readonly AgentId[]): string => tagout(home, home, ['install', ...agents.flatMap((agent) => ['--agent', agent]), '--yes']);
