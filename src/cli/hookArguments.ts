import * as path from 'node:path';
import { agentIds, type AgentId } from '../core/action.ts';

export interface HookArguments {
  readonly agent: AgentId;
  /** Absolute state directory; undefined = the default one. */
  readonly state?: string;
  /** Shortens the agent's own deadline, in milliseconds; it can never lengthen it. */
  readonly deadlineMs?: number;
}

export type ReadArguments = { readonly ok: true; readonly value: HookArguments } | { readonly ok: false; readonly problem: string };

/** `--agent NAME [--state DIR] [--deadline-ms N]`. Anything else is a problem: a mistyped registration must not pass for none. */
export function readHookArguments(args: readonly string[]): ReadArguments {
  const given = new Map<string, string>();
  for (let at = 0; at < args.length; at += 2) {
    const name = args[at] ?? '';
    const value = args[at + 1];
    if (!['--agent', '--state', '--deadline-ms'].includes(name)) return { ok: false, problem: `\`${name}\` is not an option of the hook` };
    if (value === undefined) return { ok: false, problem: `\`${name}\` needs a value` };
    if (!given.has(name)) given.set(name, value);
  }
  const agent = agentIds.find((id) => id === given.get('--agent'));
  if (agent === undefined) return { ok: false, problem: `\`--agent\` must be one of ${agentIds.join(', ')}` };
  const state = given.get('--state');
  if (state !== undefined && !path.isAbsolute(state)) return { ok: false, problem: '`--state` must be an absolute directory' };
  const deadlineMs = given.has('--deadline-ms') ? Number(given.get('--deadline-ms')) : undefined;
  if (deadlineMs !== undefined && !(deadlineMs > 0)) return { ok: false, problem: '`--deadline-ms` must be a number of milliseconds' };
  return { ok: true, value: { agent, ...(state === undefined ? {} : { state }), ...(deadlineMs === undefined ? {} : { deadlineMs }) } };
}
