import * as path from 'node:path';
import type { Action, Proposal } from '../../core/action.ts';
import { databaseFiles } from '../../core/checkpoint.ts';
import { wordsOf, type Fact, type TicketFacts } from '../../core/ticket.ts';
import type { Effect } from '../../core/verdict.ts';
import { repositoryTop } from '../liveWorld.ts';
import { contextFacts } from './contexts.ts';
import { sha256 } from './digest.ts';
import { environmentFacts } from './environment.ts';
import { contentIdentity, directoryIdentity, findOnPath, nameIdentity, programIdentity } from './identity.ts';
import { headState, isWorkTreeLoss, refsState, workTreeName, workTreeState } from './repositories.ts';
import { serverFacts } from './servers.ts';
import { thingState, treeState } from './targets.ts';

/** What one judgement found, and where it was made. */
export interface FactQuestion {
  /** Id of the proposal in the trace. */
  readonly id: string;
  readonly proposal: Proposal;
  /** Directory that the agent named, else that of its process; as it is spelled. */
  readonly directory: string;
  /** The same, symlinks resolved. */
  readonly cwd: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly effects: readonly Effect[];
  /** What the judgement makes of them, see `effectsKey`. */
  readonly meaning: string;
  /** Absolute paths of all texts that were read to judge. */
  readonly texts: readonly string[];
  /** Names of all programs that were looked up to judge. */
  readonly programs: readonly string[];
  readonly policyRevision: string;
  readonly freezes: unknown;
  /** ISO 8601. */
  readonly expires: string;
  /** Facts that were approved, where these are looked at to be compared with them. */
  readonly approved?: TicketFacts;
}

/**
 * Looks at all that an approval of this act stands for. Takes as long as the targets are large (about 5 µs an entry); what
 * cannot be looked at is a fact of its own. git's facts come first, for they take longest.
 */
export function* collectFacts(question: FactQuestion): Generator<undefined, TicketFacts> {
  const { id, proposal, directory, env, approved } = question;
  const actions = proposal.actions;
  const facts: Fact[] = [
    ...repositoryFacts(question),
    ...(yield* targetFacts(question)),
    ...contextFacts(question.programs, question),
    ...programFacts(question),
    ...serverFacts(actions, { agent: proposal.actor.agent, cwd: question.cwd, home: question.home }),
    ...fileFacts(question),
    ...environmentFacts(env, proposal.actor.agent, approved?.facts),
    ...directories(directory, actions).map((name): Fact => ({ kind: 'directory', name, state: directoryIdentity(name) })),
    { kind: 'policy', name: '', state: question.policyRevision },
    { kind: 'freeze', name: '', state: sha256(JSON.stringify(question.freezes)) },
  ];
  return { ...wordsOf(id, proposal), meaning: sha256(question.meaning), facts: inOrder(facts), expires: question.expires };
}

/** Drives a look to its end at once. */
export function lookNow<T>(look: Generator<undefined, T>): T {
  for (;;) {
    const step = look.next();
    if (step.done === true) return step.value;
  }
}

/** Each once, in the order of their names: two looks at the same things give the same list. */
function inOrder(facts: readonly Fact[]): readonly Fact[] {
  const named = new Map(facts.map((fact) => [`${fact.kind} ${fact.name}`, fact]));
  return [...named].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, fact]) => fact);
}

function directories(directory: string, actions: readonly Action[]): readonly string[] {
  const named = actions.flatMap((action) => (action.kind === 'shell' && action.cwd !== undefined ? [path.resolve(directory, action.cwd)] : []));
  return [...new Set([directory, ...named])];
}

function repositoryFacts({ cwd, effects }: FactQuestion): readonly Fact[] {
  const touching = effects.filter(({ reversibility }) => reversibility !== 'read-only');
  const named = touching.flatMap(({ target }) => (target?.kind === 'git' ? [target.repository] : []));
  const here = touching.length > 0 ? repositoryTop(cwd) : undefined;
  const moved = touching.flatMap(({ kind, target }) => (kind === 'git-history' || kind === 'git-remote' || (target?.kind === 'git' && !isWorkTreeLoss(target.loses)) ? [target?.kind === 'git' ? target.repository : here ?? ''] : []));
  return [
    ...[...new Set([...named, ...(here === undefined ? [] : [here])])].map((name): Fact => ({ kind: 'head', name, state: headState(name) })),
    ...[...new Set(moved)].filter((name) => name !== '').map((name): Fact => ({ kind: 'refs', name, state: refsState(name) })),
  ];
}

/** What would be lost is bound with all that lies in it; what is made again in any case only as the same thing. */
function* targetFacts({ cwd, effects }: FactQuestion): Generator<undefined, readonly Fact[]> {
  const facts: Fact[] = [];
  for (const { target, reversibility, uninspectable } of effects) {
    if (reversibility === 'read-only' && !uninspectable) continue;
    const lost = reversibility !== 'reversible' || uninspectable;
    switch (target?.kind) {
      case 'path': {
        const name = target.pattern === undefined ? target.path : path.join(target.path, target.pattern);
        facts.push({ kind: 'target', name: patternName(target.path, target.pattern), state: lost || target.pattern !== undefined ? yield* treeState(target.path, target.pattern) : thingState(name) });
        break;
      }
      case 'git':
        if (!isWorkTreeLoss(target.loses)) break;
        if (target.paths === undefined) facts.push({ kind: 'target', name: workTreeName(target.repository, target.loses), state: workTreeState(target.repository, target.loses) });
        else for (const place of target.paths) facts.push({ kind: 'target', name: place, state: yield* treeState(place) });
        break;
      case 'database':
        for (const file of databaseFiles(target.connection)) facts.push({ kind: 'target', name: path.resolve(cwd, file), state: yield* treeState(path.resolve(cwd, file)) });
        break;
      case 'remote':
      case 'environment':
      case 'other':
      case undefined:
    }
  }
  return facts;
}

/** A target's name, from which `refresh.ts` reads what to look at again; a path holds no two slashes in a row. */
const patternName = (directory: string, pattern: string | undefined): string => (pattern === undefined ? directory : `${directory}//${pattern}`);

function programFacts({ programs, cwd, env }: FactQuestion): readonly Fact[] {
  return [...new Set(programs)].sort().flatMap((name): readonly Fact[] => {
    const found = findOnPath(name, cwd, env['PATH']);
    // Built into the shell, defined in the command, or missing: then it cannot run either, until it comes into being.
    return [{ kind: 'program', name, state: found === undefined ? 'absent' : programIdentity(found) }];
  });
}

/** Longest word of a command that is taken for a path, and most of them, in this order. */
const longestWord = 1024;
const mostWords = 400;

/** Every file that was read to judge, and every word of a command that names something which exists. */
function fileFacts({ texts, cwd, proposal }: FactQuestion): readonly Fact[] {
  const read = texts.map((name): Fact => ({ kind: 'file', name, state: contentIdentity(name) }));
  const words = proposal.actions.flatMap((action) => (action.kind === 'shell' ? wordsIn(action.command).map((word) => path.resolve(cwd, action.cwd ?? '.', word)) : []));
  const named = [...new Set(words)].flatMap((name): readonly Fact[] => {
    const state = nameIdentity(name);
    return state === 'absent' || state.startsWith('unreadable:') ? [] : [{ kind: 'file', name, state }];
  });
  return [...read, ...named];
}

/** Words that may be paths, however the command quotes them: rather more than fewer. */
function wordsIn(command: string): readonly string[] {
  const words = command.split(/[\s'"`;|&<>(){}=,:]+/).filter((word) => word !== '' && word.length <= longestWord && !word.startsWith('-'));
  return [...new Set(words)].slice(0, mostWords);
}
