import type { AgentId } from '../../core/action.ts';
import type { Fact, TicketFacts } from '../../core/ticket.ts';
import { contentIdentity, directoryIdentity, findOnPath, nameIdentity, programIdentity } from './identity.ts';
import { headState, refsState, workTreeOf, workTreeState } from './repositories.ts';
import { serverState } from './servers.ts';
import { isThingState, thingState, treeState } from './targets.ts';

export interface RefreshPlace {
  readonly home: string;
  readonly agent: AgentId;
  readonly cwd: string;
  /** `PATH` of the process that will start the command; without it a program is only seen to be still the same file. */
  readonly searchPath?: string;
}

/**
 * The same facts as they are now, looked at from another process while a person decides. What only the agent's own process
 * can see (its environment, which programs its `PATH` finds first, rules and freezes over what it touches) stays as it was: that is
 * looked at again there before anything runs.
 */
export function* refreshFacts(approved: TicketFacts, place: RefreshPlace): Generator<undefined, TicketFacts> {
  const facts: Fact[] = [];
  for (const fact of approved.facts) {
    facts.push({ ...fact, state: yield* stateNow(fact, place) });
    yield;
  }
  return { ...approved, facts };
}

function* stateNow({ kind, name, state }: Fact, place: RefreshPlace): Generator<undefined, string> {
  switch (kind) {
    case 'directory':
      return directoryIdentity(name);
    case 'program':
      return programState(name, state, place);
    case 'file':
      return state.startsWith('link:') ? nameIdentity(name) : contentIdentity(name);
    case 'target':
      return yield* targetState(name, state);
    case 'head':
      return headState(name);
    case 'refs':
      return refsState(name);
    case 'server':
      return serverState(name, place);
    case 'policy':
    case 'variable':
    case 'context':
    case 'freeze':
      return state;
  }
}

function programState(name: string, before: string, { cwd, searchPath }: RefreshPlace): string {
  if (searchPath === undefined) return before === 'absent' ? before : programIdentity(before.slice(0, before.lastIndexOf(' ')));
  const found = findOnPath(name, cwd, searchPath);
  return found === undefined ? 'absent' : programIdentity(found);
}

function* targetState(name: string, before: string): Generator<undefined, string> {
  const tree = workTreeOf(name);
  if (tree !== undefined) return workTreeState(tree.root, tree.loss);
  const [directory = name, pattern] = name.split('//');
  if (isThingState(before)) return thingState(name);
  return yield* treeState(directory, pattern);
}
