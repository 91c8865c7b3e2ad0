import * as fs from 'node:fs';
import * as path from 'node:path';
import { effectsOf, planCheckpoint } from '../core/checkpoint.ts';
import { listedFiles, lossLine } from '../core/impact.ts';
import type { DeployFacts, Impact, LossKind, LossTotals, LostCommit, LostFile } from '../core/impact.ts';
import type { Proposal } from '../core/action.ts';
import { taskCommands } from '../core/resolve/taskCommands.ts';
import { blastRadii, reversibilities } from '../core/verdict.ts';
import type { Effect, Verdict } from '../core/verdict.ts';
import { defaultLimits } from './checkpointStore.ts';
import { matchesOf } from './globMatches.ts';
import { deadlineIn } from './impact/deadline.ts';
import type { Deadline } from './impact/deadline.ts';
import { addPath, addRepository } from './impact/lostFiles.ts';
import type { FileLoss } from './impact/lostFiles.ts';
import { lostCommits, lostStashes } from './impact/lostHistory.ts';
import { lostRows } from './impact/lostRows.ts';
import { workTreeFacts } from './impact/workTreeFacts.ts';

export interface ImpactQuestion {
  readonly verdict: Verdict;
  readonly proposal: Pick<Proposal, 'actions'>;
  /** Absolute directory that the agent works in. */
  readonly cwd: string;
  /** Milliseconds for all of it; 5000 without it. */
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
  /** Called once after 300 ms with what is known then, when that is not all. */
  readonly onFirst?: (impact: Impact) => void;
}

const firstAnswerMs = 300;

/** Everything found so far. State: parts fill it side by side, so that a deadline can show what there is. */
interface Draft {
  readonly loss: FileLoss;
  discard: Impact['discard'];
  commits: LostCommit[];
  moreCommits: number;
  stashes: string[];
  databases: Impact['databases'];
  deploys: DeployFacts[];
  runs: readonly string[];
}

/**
 * Measures what an act would take away: the files with their state in git, uncommitted lines, commits, stash entries, rows,
 * and what a deploy would send. It only reads. Never throws: a part that fails leaves `complete: false`.
 */
export async function measureImpact(question: ImpactQuestion): Promise<Impact> {
  const { verdict, proposal, cwd, limitMs = 5000, signal, onFirst } = question;
  const deadline = deadlineIn(limitMs, signal);
  const effects = gravestFirst(verdict);
  const draft: Draft = { loss: { files: [], complete: true }, discard: undefined, commits: [], moreCommits: 0, stashes: [], databases: [], deploys: [], runs: runsOf(question) };
  const finish = (): Impact => impactOf(draft, effects, verdict);
  const first = onFirst === undefined ? undefined : setTimeout(() => onFirst({ ...finish(), complete: false }), firstAnswerMs);
  const parts = [...fileParts(effects, cwd, draft, deadline), ...historyParts(effects, proposal, draft, deadline), ...otherParts(effects, question, draft, deadline)];
  const work = Promise.all(parts.map((part) => part().catch(() => void (draft.loss.complete = false))));
  let late: ReturnType<typeof setTimeout> | undefined;
  const outOfTime = new Promise<void>((resolve) => {
    late = setTimeout(() => {
      draft.loss.complete = false;
      resolve();
    }, limitMs + 50);
  });
  await Promise.race([work, outOfTime]);
  clearTimeout(first);
  clearTimeout(late);
  return finish();
}

/**
 * The effects that made it ask or deny and that take something away, the furthest and least reversible first. What was let
 * through, or can be made again (the output of a build), is no loss.
 */
function gravestFirst(verdict: Verdict): readonly Effect[] {
  const raised = new Set(verdict.findings.flatMap(({ decision, effect }) => (decision === 'allow' || effect === undefined ? [] : [effect])));
  const weight = ({ blastRadius, reversibility }: Effect): number => blastRadii.indexOf(blastRadius) * reversibilities.length + reversibilities.indexOf(reversibility);
  return [...raised].filter(({ reversibility, uninspectable, target }) => uninspectable || reversibility === 'recoverable' || reversibility === 'irreversible' || (reversibility === 'reversible' && target?.kind !== 'path' && target?.kind !== 'git')).sort((first, second) => weight(second) - weight(first));
}

/** The commands behind a task, for a person to read. */
function runsOf({ proposal, cwd }: ImpactQuestion): readonly string[] {
  return proposal.actions.flatMap((action) => {
    if (action.kind !== 'task') return [];
    const file = path.join(action.folder ?? cwd, '.vscode', 'tasks.json');
    const status = fs.statSync(file, { throwIfNoEntry: false });
    return taskCommands(action.label, action.definition, status?.isFile() === true && status.size < 1024 * 1024 ? fs.readFileSync(file, 'utf8') : undefined);
  });
}

const lossKind = ({ target }: Effect): LossKind => {
  switch (target?.kind) {
    case 'path':
    case 'git':
      return 'files';
    case 'database':
      return 'databases';
    case 'environment':
      return 'deploys';
    case 'remote':
    case 'other':
    case undefined:
      return 'others';
  }
};

type Part = () => Promise<void>;

function fileParts(effects: readonly Effect[], cwd: string, draft: Draft, deadline: Deadline): Part[] {
  const seen = new Set<string>();
  const paths = effects.flatMap(({ kind, target }): Part[] => {
    if (target?.kind !== 'path' || !['delete', 'write', 'move'].includes(kind) || seen.has(`${target.path} ${target.pattern ?? ''}`)) return [];
    seen.add(`${target.path} ${target.pattern ?? ''}`);
    const act = kind === 'write' ? 'overwrite' : 'delete';
    return kind === 'move' ? [] : [async () => {
      for (const place of matchesOf(path.resolve(cwd, target.path), target.pattern)) await addPath(place, act, draft.loss, deadline);
    }];
  });
  const repositories = planCheckpoint(effects).repositories.map((keep): Part => async () => {
    draft.discard = (await addRepository(keep, draft.loss, deadline)) ?? draft.discard;
  });
  return [...paths, ...repositories];
}

function historyParts(effects: readonly Effect[], proposal: Pick<Proposal, 'actions'>, draft: Draft, deadline: Deadline): Part[] {
  const command = sentText(proposal);
  return effects.flatMap(({ target, span }): Part[] => {
    if (target?.kind !== 'git') return [];
    const own = command.slice(span.start, span.end);
    const words = own.trim() === '' || !own.includes('git') ? command : own;
    const timeoutMs = Math.max(100, deadline.left());
    if (target.loses === 'commits' || target.loses === 'refs') {
      return [async () => {
        const { commits, moreCommits } = await lostCommits(target.repository, words, timeoutMs);
        draft.commits.push(...commits.filter(({ commit }) => !draft.commits.some((known) => known.commit === commit)));
        draft.moreCommits += moreCommits;
      }];
    }
    return target.loses === 'stash' ? [async () => void draft.stashes.push(...(await lostStashes(target.repository, words, timeoutMs)))] : [];
  });
}

/** The text that spans of findings count in. */
const sentText = ({ actions }: Pick<Proposal, 'actions'>): string => actions.map((action) => (action.kind === 'shell' ? action.command : action.kind === 'sql' ? action.text : '')).join('\n');

function otherParts(effects: readonly Effect[], { proposal, cwd }: ImpactQuestion, draft: Draft, deadline: Deadline): Part[] {
  const seen = new Set<string>();
  return effects.flatMap(({ kind, target, span }): Part[] => {
    const key = JSON.stringify(target);
    if (target === undefined || seen.has(key)) return [];
    seen.add(key);
    if (target.kind === 'database') {
      const statement = target.statement ?? sentText(proposal).slice(span.start, span.end);
      return [() => Promise.resolve(void (draft.databases = [...draft.databases, ...lostRows({ ...target, statement }, cwd)]))];
    }
    if (target.kind === 'environment') return [async () => void draft.deploys.push({ act: kind === 'deploy' ? 'deploy' : 'change', environment: target.name, evidence: target.evidence, ...(await workTreeFacts(cwd, Math.max(100, deadline.left()))) })];
    return [];
  });
}

function impactOf({ loss, discard, commits, moreCommits, stashes, databases, deploys, runs }: Draft, effects: readonly Effect[], verdict: Verdict): Impact {
  const once = [...new Map(loss.files.map((file) => [file.path, file])).values()];
  const totals = totalsOf(once);
  const lost = once.filter(({ recoverable }) => recoverable === 'nothing');
  const { beyond } = planCheckpoint(effectsOf(verdict));
  const order = [...new Set(effects.map(lossKind))];
  // A reason that nothing stands for leads only where it is the gravest; else it is among the reasons below the sentence.
  const others = order[0] === 'others' && order.length > 1 ? effects.filter((effect) => lossKind(effect) === 'others').slice(0, 1).map(({ reason }) => reason) : [];
  const facts = {
    complete: loss.complete, files: [...once].sort(byWeight).slice(0, listedFiles), totals, ...(discard === undefined ? {} : { discard }), commits, moreCommits, stashes, databases, deploys, beyond, runs, others, order,
    keepable: beyond.length === 0 && once.length <= defaultLimits.files && lost.reduce((sum, { bytes }) => sum + bytes, 0) <= defaultLimits.bytes,
  };
  return { loss: lossLine(facts, verdict.findings[0]?.reason ?? 'changes nothing that is known'), ...facts };
}

/** Nowhere else first, then the newest, then the largest. */
const byWeight = (first: LostFile, second: LostFile): number =>
  Number(first.recoverable === 'head') - Number(second.recoverable === 'head') || second.modifiedMs - first.modifiedMs || second.bytes - first.bytes || (first.path < second.path ? -1 : 1);

function totalsOf(files: readonly LostFile[]): LossTotals {
  const of = (test: (file: LostFile) => boolean): number => files.filter(test).length;
  const inState = (state: LostFile['state']): number => of((file) => file.state === state);
  const by = (act: LostFile['act']): number => of((file) => file.act === act);
  return {
    files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    byState: { clean: inState('clean'), modified: inState('modified'), untracked: inState('untracked'), ignored: inState('ignored'), outside: inState('outside') },
    byAct: { delete: by('delete'), overwrite: by('overwrite'), discard: by('discard') },
  };
}
