import type { Action, AgentId, Proposal } from './action.ts';

/**
 * What an approval is bound to, besides the words of the proposal. `state` is text that is equal exactly where nothing changed.
 *
 * | kind | name | state |
 * |---|---|---|
 * | directory | working directory, real path | device and inode |
 * | variable | environment variable | hash of its value |
 * | program | name as the command spells it | real path, content hash (for large ones device, inode, times and size) |
 * | file | absolute path that the command names or that was read to judge it | content hash, `absent`, or what it is instead |
 * | target | absolute path, with its pattern | `<entries> <bytes> <hash>` over path, inode, time and size of all below it |
 * | head | top of a repository | what `HEAD` points to, and its commit |
 * | refs | top of a repository whose refs the act moves | hash over all its refs |
 * | context | name of a tool | the cluster, profile or workspace that it would talk to |
 * | server | MCP server | hash of how it is started, in every configuration that may start it |
 * | policy, freeze | empty | revision in force |
 */
export const factKinds = ['directory', 'variable', 'program', 'file', 'target', 'head', 'refs', 'context', 'server', 'policy', 'freeze'] as const;
export type FactKind = (typeof factKinds)[number];

export interface Fact {
  readonly kind: FactKind;
  readonly name: string;
  readonly state: string;
}

/** All that one approval stands for; a ticket is good for the digest of exactly this. */
export interface TicketFacts {
  readonly v: 1;
  /** Id of the proposal in the trace. */
  readonly id: string;
  readonly agent: AgentId;
  readonly session: string;
  readonly call?: string;
  readonly tool: string;
  readonly actions: readonly Action[];
  /** Names what the act would do: hash over its effects. */
  readonly meaning: string;
  readonly facts: readonly Fact[];
  /** ISO 8601: nothing may start on these facts after that. */
  readonly expires: string;
}

/** What a ticket is issued with. The id is a secret of one use. */
export interface Ticket {
  readonly id: string;
  /** ISO 8601. */
  readonly expires: string;
}

/** Longest time, in milliseconds, between an approval and the start of what was approved. */
export const ticketLifeMs = 120_000;

/** The part of the facts that the proposal itself gives. */
export function wordsOf(id: string, { actor, session, callId, tool, actions }: Proposal): Pick<TicketFacts, 'v' | 'id' | 'agent' | 'session' | 'call' | 'tool' | 'actions'> {
  return { v: 1, id, agent: actor.agent, session: session.id, ...(callId === undefined ? {} : { call: callId }), tool, actions };
}

/**
 * What is not as it was, in words that go before "since you approved it"; empty exactly where both have the same digest
 * (`expires` apart, which the clock decides). Both must be of the same proposal.
 */
export function differences(approved: TicketFacts, now: TicketFacts): readonly string[] {
  const before = byName(approved.facts);
  const after = byName(now.facts);
  const found: string[] = [];
  for (const [key, { kind, name, state }] of before) {
    const other = after.get(key)?.state;
    if (other !== state) found.push(changed[kind](name, state, other));
  }
  for (const [key, { kind, name, state }] of after) if (!before.has(key)) found.push(changed[kind](name, undefined, state));
  if (sayings.some((member) => JSON.stringify(approved[member]) !== JSON.stringify(now[member]))) found.push('the proposal is another one');
  // The judgement follows from the facts: its own difference says more only where none of them shows why.
  if (found.length === 0 && approved.meaning !== now.meaning) found.push('what it would do changed');
  return [...new Set(found)];
}

const sayings = ['id', 'agent', 'session', 'call', 'tool', 'actions'] as const;

const byName = (facts: readonly Fact[]): ReadonlyMap<string, Fact> => new Map(facts.map((fact) => [`${fact.kind} ${fact.name}`, fact]));

const absent = 'absent';
type Words = (name: string, before: string | undefined, after: string | undefined) => string;
const says = (text: string): Words => (name) => text.replace('%', name);

const changed: Readonly<Record<FactKind, Words>> = {
  directory: says('the directory % is another one'),
  variable: says('the environment variable % changed'),
  program: (name, before, after) => {
    if (before === undefined || after === undefined) return `the command runs other programs (${name})`;
    return placeIn(before) === placeIn(after) ? `the program ${name} (${placeIn(after)}) changed` : `the program ${name} is another file (${placeIn(after)}, not ${placeIn(before)})`;
  },
  file: (name, before, after) => {
    if (after === absent) return `the file ${name} is gone`;
    if (before === absent) return `the file ${name} came into being`;
    return before === undefined || after === undefined ? `the command reads other files (${name})` : `the file ${name} changed`;
  },
  target: targetWords,
  head: says('HEAD of % moved'),
  refs: says('the branches or tags of % moved'),
  context: (name, before, after) => `${name} would talk to ${after ?? 'nothing'}, not to ${before ?? 'nothing'}`,
  server: says('the configuration of the MCP server % changed'),
  policy: says('your rules changed'),
  freeze: says('a freeze was declared, changed or lifted'),
};

/** Program facts end with the identity, which holds no blank. */
const placeIn = (state: string): string => (state === absent ? 'not found' : state.slice(0, state.lastIndexOf(' ')));

function targetWords(name: string, before: string | undefined, after: string | undefined): string {
  const [entriesBefore, bytesBefore] = (before ?? '0 0').split(' ').map(Number);
  const [entriesAfter, bytesAfter] = (after ?? '0 0').split(' ').map(Number);
  if (before === undefined || after === undefined) return `it would act on other things (${name})`;
  if (entriesAfter === 0) return `${name} is gone`;
  const more = (entriesAfter ?? 0) - (entriesBefore ?? 0);
  if (more !== 0) return `${name} has ${Math.abs(more)} ${Math.abs(more) === 1 ? 'entry' : 'entries'} ${more > 0 ? 'more' : 'fewer'}`;
  return bytesBefore === bytesAfter ? `${name} was replaced or written to` : `what lies in ${name} changed`;
}
