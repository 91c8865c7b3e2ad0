import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Proposal } from '../core/action.ts';
import { effectsOf, planCheckpoint } from '../core/checkpoint.ts';
import type { FileAct, FilePages, Impact, ImpactPart, LossKind } from '../core/impact.ts';
import { lossLine } from '../core/impact/lossLine.ts';
import type { ReadOnlyConnection } from '../core/policy/policy.ts';
import { taskCommands } from '../core/resolve/taskCommands.ts';
import { blastRadii, reversibilities, type Effect, type Verdict } from '../core/verdict.ts';
import { isWithin } from './ancestors.ts';
import { defaultLimits } from './checkpoint/checkpointStore.ts';
import { matchesOf } from './globMatches.ts';
import { findCheckpointed } from './impact/checkpointedContent.ts';
import { clusterMeasurer } from './impact/clusterObjects.ts';
import { deadlineIn, type Deadline } from './impact/deadline.ts';
import { deployMeasurer } from './impact/deployedTree.ts';
import { addDiscarded } from './impact/discardedFiles.ts';
import { FileLoss } from './impact/fileLoss.ts';
import { planMeasurer } from './impact/infrastructurePlan.ts';
import { findKept } from './impact/keptContent.ts';
import { addPlaces, type LostPlace, type Looking } from './impact/lostFiles.ts';
import { historyMeasurer, historyOf } from './impact/lostHistory.ts';
import { rowsMeasurer } from './impact/lostRows.ts';
import { volumeMeasurer } from './impact/lostVolumes.ts';
import type { Measurer, Subject } from './impact/measurer.ts';
import { publishMeasurer } from './impact/publishedFiles.ts';
import { pushMeasurer } from './impact/pushedRefs.ts';
import { sortedFiles } from './impact/sortedFiles.ts';
import { trashedPaths } from './impact/trashedPaths.ts';

export interface ImpactQuestion {
  readonly verdict: Verdict;
  readonly proposal: Pick<Proposal, 'actions'>;
  /** Absolute directory that the agent works in. */
  readonly cwd: string;
  /** Absolute root of the workspace; the directory itself without it. */
  readonly workspace?: string;
  /** Milliseconds for all of it; 5000 without it. */
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
  /** Called after 100 ms with what is known then, and again while it grows; never after the answer. */
  readonly onProgress?: (impact: Impact) => void;
  /** Files with unsaved changes in the window that asks. */
  readonly unsaved?: readonly string[];
  readonly readOnlyConnections?: readonly ReadOnlyConnection[];
  /** Where earlier checkpoints of the workspace lie. */
  readonly checkpoints?: string;
  /** What Node runs to count rows (`rowCounter.ts`, or its bundle). */
  readonly rowCounter?: readonly string[];
  /** As the act would see it; that of this process without it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** What was measured in the end, with all of its files. */
export interface MeasuredImpact extends Impact {
  readonly pages: FilePages;
}

const firstAnswerMs = 100;
const nextAnswerMs = 400;

/** Everything besides files. An effect may be of several kinds; each is looked at once. */
const measurers: readonly Measurer[] = [historyMeasurer, pushMeasurer, rowsMeasurer, planMeasurer, clusterMeasurer, volumeMeasurer, publishMeasurer, deployMeasurer];

/**
 * Measures what an act would take away: files with their state in git and where each comes back from, commits, refs, rows,
 * resources, objects, volumes, and what a push, a deploy or a publication would send. It only reads. Never rejects: a part
 * that fails leaves `complete: false` and says so in `uncounted`.
 */
export async function measureImpact(question: ImpactQuestion): Promise<MeasuredImpact> {
  const { limitMs = 5000, signal, onProgress } = question;
  const measuring = new Measuring(question, deadlineIn(limitMs, signal));
  const tell = (): void => {
    const began = performance.now();
    onProgress?.(measuring.impact(false));
    // Telling must not keep the measuring from its end.
    timer = setTimeout(tell, Math.max(nextAnswerMs, 10 * (performance.now() - began)));
  };
  let timer = onProgress === undefined ? undefined : setTimeout(tell, firstAnswerMs);
  let late: ReturnType<typeof setTimeout> | undefined;
  const outOfTime = new Promise<void>((resolve) => {
    late = setTimeout(() => {
      measuring.uncounted('what was not looked at when the time was up');
      resolve();
    }, limitMs + 50);
  });
  await Promise.race([measuring.all(), outOfTime]);
  clearTimeout(timer);
  clearTimeout(late);
  return { ...measuring.impact(true), pages: measuring.pages };
}

/** One measuring. State: its parts fill it side by side, so that a deadline can show what there is. */
class Measuring implements Looking {
  readonly deadline: Deadline;
  readonly #question: ImpactQuestion;
  readonly #effects: readonly Effect[];
  readonly #files = new FileLoss();
  readonly #places: readonly LostPlace[];
  readonly #parts: { readonly effect: Effect; readonly part: ImpactPart }[] = [];
  readonly #gaps = new Set<string>();
  readonly #runs: readonly string[];
  #discard: Impact['discard'];

  constructor(question: ImpactQuestion, deadline: Deadline) {
    this.#question = question;
    this.deadline = deadline;
    this.#effects = gravestFirst(question.verdict);
    this.#places = placesOf(this.#effects, question);
    this.#runs = runsOf(question);
  }

  readonly uncounted = (what: string): void => void this.#gaps.add(what);
  readonly pages = sortedFiles(() => this.#files.all());

  async all(): Promise<void> {
    const failed = (error: unknown): void => this.uncounted(error instanceof Error ? error.message : String(error));
    const files = Promise.all([this.#lookAtPlaces(), ...planCheckpoint(this.#effects).repositories.map(async (keep) => {
      this.#discard = (await addDiscarded(keep, this.#files, this)) ?? this.#discard;
    })].map((part) => part.catch(failed))).then(() => this.#findElsewhere()).catch(failed);
    await Promise.all([files, ...this.#subjects().map(async ({ measurer, subject }) => {
      const part = await measurer.measure(subject);
      if (part !== undefined) this.#parts.push({ effect: subject.effect, part });
    }).map((part) => part.catch(failed))]);
  }

  /** What is known now. `ended`: nothing more comes. */
  impact(ended: boolean): Impact {
    const { verdict, unsaved = [], cwd, workspace = cwd } = this.#question;
    const { files, totals } = this.#files.summary();
    const { beyond } = planCheckpoint(effectsOf(verdict));
    const order = [...new Set(this.#effects.map((effect) => this.#kindOf(effect)))];
    const facts = {
      complete: ended && this.#gaps.size === 0 && totals.byState.unknown === 0, uncounted: [...this.#gaps], files, totals, ...(this.#discard === undefined ? {} : { discard: this.#discard }),
      unsaved: unsaved.filter((file) => this.#files.has(file) || this.#places.some((place) => isWithin(place.path, file))), parts: this.#parts.map(({ part }) => part), runs: this.#runs, beyond, order,
      // A reason that nothing stands for leads only where it is the gravest; else it is among the reasons below the sentence.
      others: order[0] === 'others' && order.length > 1 ? this.#effects.filter((effect) => this.#kindOf(effect) === 'others').slice(0, 1).map(({ reason }) => reason) : [],
      keepable: beyond.length === 0 && totals.files <= defaultLimits.files && totals.lostBytes <= defaultLimits.bytes,
    };
    return { loss: lossLine(facts, verdict.findings[0]?.reason ?? 'changes nothing that is known', workspace), ...facts };
  }

  async #findElsewhere(): Promise<void> {
    await findKept(this.#files, this.deadline);
    const { checkpoints } = this.#question;
    if (checkpoints !== undefined) await findCheckpointed(this.#files, checkpoints, this.deadline);
  }

  async #lookAtPlaces(): Promise<void> {
    const gone = await addPlaces(this.#places, this.#files, this);
    for (const root of gone) {
      const [effect] = this.#effects;
      const facts = await historyOf(root, this.deadline);
      if (effect !== undefined && facts.commits.length + facts.stashes.length > 0) this.#parts.push({ effect, part: { kind: 'history', facts } });
    }
  }

  #subjects(): readonly { readonly measurer: Measurer; readonly subject: Subject }[] {
    const { proposal: { actions }, cwd, workspace = cwd, env = process.env, readOnlyConnections = [], rowCounter } = this.#question;
    const seen = new Set<string>();
    return measurers.flatMap((measurer) => this.#effects.flatMap((effect) => {
      const { target, span, rule } = effect;
      const key = JSON.stringify([measurer.kind, target ?? span, measurer.kind === 'push' ? rule : '']);
      if (!measurer.measures(effect) || seen.has(key)) return [];
      seen.add(key);
      return [{ measurer, subject: { effect, actions, cwd, root: workspace, env, deadline: this.deadline, readOnlyConnections, ...(rowCounter === undefined ? {} : { rowCounter }), uncounted: this.uncounted } }];
    }));
  }

  #kindOf(effect: Effect): LossKind {
    if (effect.target?.kind === 'path' || effect.target?.kind === 'git' || isTrash(effect)) return 'files';
    return this.#parts.find((one) => one.effect === effect)?.part.kind ?? 'others';
  }
}

const isTrash = ({ rule }: Effect): boolean => rule.endsWith('.trash');

/**
 * The effects that made it ask or deny and that take something away, the furthest and least reversible first. What was let
 * through, or can be made again (the output of a build), is no loss.
 */
function gravestFirst(verdict: Verdict): readonly Effect[] {
  const raised = new Set(verdict.findings.flatMap(({ decision, effect }) => (decision === 'allow' || effect === undefined ? [] : [effect])));
  const weight = ({ blastRadius, reversibility }: Effect): number => blastRadii.indexOf(blastRadius) * reversibilities.length + reversibilities.indexOf(reversibility);
  return [...raised].filter(({ reversibility, uninspectable, target }) => uninspectable || reversibility === 'recoverable' || reversibility === 'irreversible' || (reversibility === 'reversible' && target?.kind !== 'path' && target?.kind !== 'git')).sort((first, second) => weight(second) - weight(first));
}

/** Where files lie that the effects delete, overwrite or move to the trash. */
function placesOf(effects: readonly Effect[], { proposal: { actions }, cwd }: ImpactQuestion): readonly LostPlace[] {
  const found = new Map<string, FileAct>();
  for (const effect of effects) {
    if (isTrash(effect)) for (const place of trashedPaths(effect, actions, cwd)) found.set(place, 'trash');
    if (effect.target?.kind !== 'path' || (effect.kind !== 'delete' && effect.kind !== 'write')) continue;
    for (const place of matchesOf(path.resolve(cwd, effect.target.path), effect.target.pattern)) if (!found.has(place)) found.set(place, effect.kind === 'write' ? 'overwrite' : 'delete');
  }
  return [...found].map(([place, act]) => ({ path: place, act }));
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
