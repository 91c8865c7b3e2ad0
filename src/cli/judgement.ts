import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Action, Proposal } from '../core/action.ts';
import type { ProgramLookup } from '../core/classify/programTable.ts';
import type { Freeze, FreezeState } from '../core/freeze/freeze.ts';
import type { JudgeContext } from '../core/judge.ts';
import type { Policy } from '../core/policy/policy.ts';
import { joinShell } from '../core/session/joinShell.ts';
import type { InputRecord } from '../core/trace/record.ts';
import { mayChange, type Effect, type Verdict } from '../core/verdict.ts';
import type { MadeFile, SessionFacts, ShellFacts } from '../core/world.ts';
import { contentKey } from '../node/contentKey.ts';
import { readFreezes } from '../node/freeze/freezeStore.ts';
import { isoTime } from '../node/isoTime.ts';
import { layeredPrograms } from '../node/layeredPrograms.ts';
import { liveWorld, realPathOf } from '../node/liveWorld.ts';
import { pauseDirectory } from '../node/pauseStore.ts';
import { compilePolicy } from '../node/policy/compilePolicy.ts';
import { policyPlace } from '../node/policy/policyPlace.ts';
import { readPolicy } from '../node/policy/policyStore.ts';
import { protectedPaths } from '../node/protectedPaths.ts';
import { readSession, type ReadMemory } from '../node/sessionStore.ts';
import { readTrust } from '../node/trustStore.ts';
import type { DecidedAct, EngineModule } from './engineModule.ts';
import { pauseObjection } from './pauseObjection.ts';
import { raiseVerdict, type Objection } from './raiseVerdict.ts';
import { effectsKey } from './targetKey.ts';

/**
 * Longest time, in milliseconds, that one judgement may take; a longer one is a refusal. One takes about ten: the rest is
 * for a machine on which hundreds of hooks start at once. Every agent is given more time than that.
 */
const judgeMs = 20_000;

/** Where and with what an act is judged. */
export interface Situation {
  readonly state: string;
  /** Absolute, symlinks resolved, as `root`. */
  readonly cwd: string;
  readonly root: string;
  readonly home: string;
  readonly tempDirectory: string;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly programs: ProgramLookup;
  readonly engine: EngineModule;
  /** Whether the agent runs one command after the other in the same shell. */
  readonly keepsShell: boolean;
  readonly matchesPath: (glob: string, path: string) => boolean;
  readonly now: () => number;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly effects: readonly Effect[];
  /** What an approval of this act stands for: its effects with their objects, and the scripts that were read to find them. */
  readonly meaning: string;
  /** The texts that were read, see `LiveWorld.textsRead`. */
  readonly texts: string;
  /** Names of the programs that were looked up. */
  readonly looked: ReadonlySet<string>;
  readonly policy: Policy;
  readonly freezes: readonly Freeze[];
  /** The same of a later moment, over the same places. */
  readonly freezesNow: () => FreezeState;
  /** The objects of chosen effects that stay refused when the act is. */
  readonly objects: DecidedAct['objects'];
  /** Files that the act would make where none is, with words of its own. */
  readonly filesMade: readonly MadeFile[];
  /** What came into the session from outside before it. */
  readonly inputs: readonly InputRecord[];
  /** What the agent thought last, see `SessionMemory.thought`. */
  readonly thought: string | undefined;
  /** What the act would leave in a terminal that stays open. */
  readonly shellLeft?: ShellFacts;
}

/**
 * Judges all actions of a proposal as one: the strictest finding over all of them decides. The world, the policy, the
 * freezes and the session's memory are read anew each time, so that a second judgement sees what changed meanwhile.
 */
export function judgeProposal(proposal: Proposal, situation: Situation): Judgement {
  const { state, root, now } = situation;
  const until = now() + judgeMs;
  const stored = readPolicy(policyPlace(state, root, situation.platform), (place) => compilePolicy(place, { judge: situation.engine.judge, programs: situation.programs, matchesPath: situation.matchesPath }));
  const memory = readSession(state, root, proposal.session.id);
  const known = memory.kind === 'memory' ? memory.memory : undefined;
  const { written, made, denied, shell }: SessionFacts = known ?? { written: [], denied: [] };
  const session: SessionFacts = { written, ...(made === undefined ? {} : { made }), denied, ...(situation.keepsShell && shell !== undefined ? { shell } : {}) };
  let shellLeft: ShellFacts | undefined;
  const filesMade: MadeFile[] = [];
  const looked = new Set<string>();
  const programs = layeredPrograms(situation.programs, state, root);
  const world = liveWorld({ ...situation, session, trusted: () => readTrust(state, root), protectedPaths: () => protectedPaths(state, situation.home, root, situation.env), until });
  let over: readonly string[] = [situation.cwd];
  const freezesNow = (): FreezeState => readFreezes(state, over, now());
  const freezeAt = (targets: readonly string[]): FreezeState => {
    over = [situation.cwd, ...[...placesOf(proposal), ...targets].map((place) => realPathOf(path.resolve(situation.cwd, place)))];
    return freezesNow();
  };
  const context: JudgeContext = {
    world, policy: stored.policy, programs: (name) => programs((looked.add(name), name)),
    onWritten: (file, text) => {
      if (world.path(file).kind === 'absent' || world.ownWork?.(file) === true) filesMade.push({ path: file, content: contentKey(text) });
    },
    ...(situation.keepsShell ? { onShellLeft: (left) => (shellLeft = joinShell(shellLeft, left)) } : {}),
  };
  const decided = situation.engine.decideAct(proposal.actions, context, freezeAt, { now: isoTime(now()), matchesPath: situation.matchesPath, agent: proposal.actor.agent });
  const { verdict, effects, freeze, objects } = decided;
  const objections = [
    ...(proposal.actions.length === 0 ? [nothingUnderstood] : []),
    ...(world.late() || now() > until ? [tooLate] : []),
    ...(stored.problem !== undefined && mayChange(verdict) ? [damagedPolicy(stored.problem)] : []),
    ...memoryObjections(memory, decided),
    ...(mayChange(verdict) && fs.existsSync(pauseDirectory(state)) ? pauseObjection(state, { proposal, effects, cwd: situation.cwd, root }) : []),
  ];
  const texts = world.textsRead();
  return { verdict: raiseVerdict(verdict, objections), effects, meaning: `${effectsKey(effects)}\n${texts}`, texts, looked, policy: stored.policy, freezes: freeze.kind === 'on' ? freeze.freezes : [], freezesNow, objects, filesMade, inputs: known?.inputs ?? [], thought: known?.thought, ...(shellLeft === undefined ? {} : { shellLeft }) };
}

const nothingUnderstood: Objection = { decision: 'ask', rule: 'limit.no-action', source: 'limit', reason: 'the call holds nothing that is understood' };
const tooLate: Objection = { decision: 'deny', rule: 'limit.time', source: 'limit', reason: `judging it took longer than ${judgeMs / 1000} s` };
const damagedPolicy = (problem: string): Objection => ({ decision: 'ask', rule: 'limit.policy', source: 'limit', reason: `${problem}, so your rules are not known; apply the policy again in the editor` });

/** Directories and files that the actions themselves name: a freeze over any of them counts. */
function placesOf(proposal: Proposal): readonly string[] {
  return proposal.actions.flatMap((action: Action) => {
    switch (action.kind) {
      case 'shell':
        return action.cwd === undefined ? [] : [action.cwd];
      case 'file':
        return action.change.to === undefined ? [action.change.path] : [action.change.path, action.change.to];
      case 'task':
        return action.definition?.cwd === undefined ? [] : [action.definition.cwd];
      case 'shell-input':
      case 'mcp':
      case 'sql':
      case 'harmless':
      case 'tool':
        return [];
    }
  });
}

/** A denied object stays denied through every other door; once the person has spoken again, it is asked about. */
function memoryObjections(memory: ReadMemory, { verdict, deniedBefore }: DecidedAct): readonly Objection[] {
  if (memory.kind === 'unknown') return mayChange(verdict) ? [{ decision: 'ask', rule: 'limit.session-memory', source: 'limit', reason: memory.why }] : [];
  switch (deniedBefore) {
    case undefined:
      return [];
    case 'since-last-prompt':
      return [{ decision: 'deny', rule: 'session.denied-object', source: 'default', reason: 'the same object was refused before in this session and the user has not spoken since' }];
    case 'before':
      return [{ decision: 'ask', rule: 'session.denied-object', source: 'default', reason: 'the same object was refused before in this session' }];
  }
}
