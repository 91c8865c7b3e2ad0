import * as crypto from 'node:crypto';
import type { ProgramLookup } from '../../core/classify/programTable.ts';
import type { Judge } from '../../core/judge.ts';
import { failedExamples } from '../../core/policy/examples.ts';
import { effectivePolicy, type LayerRule, type PolicyLayer } from '../../core/policy/layers.ts';
import type { PathMatcher } from '../../core/policy/match.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { readSmallFile } from '../durableFile.ts';
import type { LineProblem } from '../yamlText.ts';
import { readCachedBundle } from './bundle/bundleCache.ts';
import { readBundleSource } from './bundle/bundleSource.ts';
import { heldAfter, nothingHeld, policyDigest, readHeld, writeHeld, type HeldPolicy } from './heldPolicy.ts';
import { stampsOf, type PolicyPlace } from './policyPlace.ts';
import { writePolicy, type CompiledPolicy } from './policyStore.ts';
import { readPolicyLayer, type LayerOrigin, type ReadLayer } from './readPolicyLayer.ts';

const limitBytes = 1024 * 1024;

/** What the examples of rules are tried with. */
export interface ExampleTools {
  readonly judge: Judge;
  readonly programs: ProgramLookup;
  readonly matchesPath: PathMatcher;
}

export interface PolicyProblem extends LineProblem {
  readonly file: string;
  /** The id of a rule with an example that does not hold; absent = the file itself is not read. */
  readonly rule?: string;
}

/** A compiled policy, and what a person should know about its files. */
export interface CompiledFiles extends CompiledPolicy {
  readonly problems: readonly PolicyProblem[];
  readonly layers: readonly PolicyLayer[];
  /** A version of the workspace's file that was not reviewed yet: its tighter rules count, and so do those of the version before. `text` absent = the file is gone. */
  readonly pending?: { readonly digest: string; readonly text?: string };
}

/**
 * Makes one policy of all its files, tries the examples of the rules, and stores it. A file that cannot be read never
 * loosens anything: its last good version stays in force, and without one everything that changes something asks.
 * Throws when the disk refuses.
 */
export function compilePolicy(place: PolicyPlace, tools: ExampleTools): CompiledFiles {
  const made = makePolicy(place, tools);
  if (made.held !== undefined) writeHeld(place, made.held);
  const { policy, stamps, problem, maxStaleMs } = made.files;
  writePolicy(place, { policy, stamps, ...(problem === undefined ? {} : { problem }), ...(maxStaleMs === undefined ? {} : { maxStaleMs }) });
  return made.files;
}

/** One file alone over the defaults, as the user's own; `policy` is absent where it cannot be read. */
export function policyOfFile(file: string, text: string, tools: ExampleTools): { readonly policy?: Policy; readonly problems: readonly PolicyProblem[] } {
  const read = readPolicyLayer(text, { source: 'user', loosens: true, file });
  return read.ok ? provenPolicy([{ ...read, file }], tools) : { problems: read.problems.map((problem) => ({ file, ...problem })) };
}

/**
 * The same without storing anything. `held`: what would be stored of the workspace's file, where that changed. With `reviewed`
 * as if the person had accepted that text (absent = that the file is gone).
 */
export function makePolicy(place: PolicyPlace, tools: ExampleTools, reviewed?: { readonly text: string | undefined }): { readonly files: CompiledFiles; readonly held?: HeldPolicy } {
  // Before the texts are read: a change in between is seen by the next reader.
  const stamps = stampsOf(place);
  const stored = readHeld(place);
  const before = reviewed === undefined ? (stored ?? nothingHeld) : heldAs(stored ?? nothingHeld, reviewed.text);
  const organisation = upperLayer({ source: 'organisation', loosens: true, file: place.organisation }, before.good.organisation);
  const bundle = bundleLayer(place);
  const user = upperLayer({ source: 'user', loosens: true, file: place.user }, before.good.user);
  const workspace = workspaceLayers(place, before);
  const read = [...organisation.read, ...bundle.read, ...user.read, ...workspace.read];
  const { policy, problems } = provenPolicy(read, tools);
  const unknown = [organisation.unknown, bundle.unknown, user.unknown, workspace.unknown, stored === undefined ? 'what was accepted of the workspace’s policy is damaged' : undefined].find((why) => why !== undefined);
  const held: HeldPolicy = { ...workspace.held, good: { ...textOf('organisation', organisation.good), ...textOf('user', user.good) } };
  return {
    files: {
      policy, stamps, problems: [...organisation.problems, ...bundle.problems, ...user.problems, ...workspace.problems, ...problems], layers: read.map(({ layer }) => layer),
      ...(unknown === undefined ? {} : { problem: unknown }), ...(bundle.maxStaleMs === undefined ? {} : { maxStaleMs: bundle.maxStaleMs }), ...(workspace.pending === undefined ? {} : { pending: workspace.pending }),
    },
    ...(JSON.stringify(held) === JSON.stringify(before) ? {} : { held }),
  };
}

function heldAs({ good, acceptedDigests, untrusted }: HeldPolicy, text: string | undefined): HeldPolicy {
  return { ...(text === undefined ? {} : { text }), accepted: text !== undefined, acceptedDigests, good, ...(untrusted === undefined ? {} : { untrusted }) };
}

const textOf = (name: 'organisation' | 'user', text: string | undefined): HeldPolicy['good'] => (text === undefined ? {} : { [name]: text });

type GoodLayer = Extract<ReadLayer, { ok: true }> & { readonly file: string };

interface UpperLayer {
  readonly read: readonly GoodLayer[];
  readonly problems: readonly PolicyProblem[];
  readonly good?: string;
  readonly unknown?: string;
}

/** The organisation's or the user's layer; of a file that is not good the last good version. */
function upperLayer(origin: LayerOrigin, lastGood: string | undefined): UpperLayer {
  const file = readSmallFile(origin.file, limitBytes);
  if (file.kind === 'absent') return { read: [], problems: [] };
  const read: ReadLayer = file.kind === 'text' ? readPolicyLayer(file.text, origin) : { ok: false, problems: [{ line: 1, message: `it cannot be read (${file.why})` }] };
  if (read.ok) return { read: [{ ...read, file: origin.file }], problems: [], ...(file.kind === 'text' ? { good: file.text } : {}) };
  const problems = read.problems.map((problem) => ({ file: origin.file, ...problem }));
  const last = lastGood === undefined ? undefined : readPolicyLayer(lastGood, origin);
  if (last?.ok !== true || lastGood === undefined) return { read: [], problems, unknown: `the policy ${origin.file} cannot be read` };
  return { read: [{ ...last, file: origin.file }], problems, good: lastGood };
}

/** The organisation's bundle as it was verified last. One that never came, or from another source, leaves the organisation's rules unknown. */
function bundleLayer(place: PolicyPlace): UpperLayer & Pick<CompiledPolicy, 'maxStaleMs'> {
  const file = place.bundle;
  const found = readBundleSource(file);
  if (found.kind === 'absent') return { read: [], problems: [] };
  if (found.kind === 'problem') return { read: [], problems: [{ file, line: found.line, message: found.why }], unknown: `${file} cannot be read` };
  const kept = readCachedBundle(place);
  const maxStaleMs = found.source.maxStaleHours * 60 * 60 * 1000;
  if (kept?.source !== found.id) return { read: [], problems: [], maxStaleMs, unknown: `the bundle of the organisation (${found.source.url}) was never fetched` };
  const shown = `${found.source.url} revision ${kept.revision}`;
  const read = readPolicyLayer(kept.policy, { source: 'organisation', loosens: true, file: shown });
  return read.ok ? { read: [{ ...read, file: shown }], problems: [], maxStaleMs } : { read: [], problems: read.problems.map((problem) => ({ file: shown, ...problem })), maxStaleMs, unknown: `the policy of ${shown} cannot be read` };
}

interface WorkspaceLayers {
  readonly read: readonly GoodLayer[];
  readonly problems: readonly PolicyProblem[];
  readonly held: HeldPolicy;
  readonly pending?: NonNullable<CompiledFiles['pending']>;
  readonly unknown?: string;
}

/** The version in force and, beside it, one that was not reviewed yet: both count, and the newer one only tightens. */
function workspaceLayers(place: PolicyPlace, before: HeldPolicy): WorkspaceLayers {
  const file = place.workspace;
  const origin = (loosens: boolean): LayerOrigin => ({ source: 'workspace', loosens, file });
  const found = readSmallFile(file, limitBytes);
  const text = found.kind === 'text' ? found.text : undefined;
  const current = text === undefined ? undefined : readPolicyLayer(text, origin(false));
  const held = current?.ok === true && text !== undefined ? heldAfter(before, text) : before;
  const inForce = held.text === undefined ? undefined : readPolicyLayer(held.text, origin(held.accepted && held.untrusted === undefined));
  const inForceRead = inForce?.ok === true ? [{ ...inForce, file }] : [];
  const unknown = inForce?.ok === false || (inForce === undefined && (found.kind === 'unreadable' || current?.ok === false)) ? { unknown: `the policy ${file} cannot be read` } : {};
  if (found.kind === 'unreadable') return { read: inForceRead, problems: [{ file, line: 1, message: `it cannot be read (${found.why})` }], held, ...unknown };
  if (current?.ok === false) return { read: inForceRead, problems: current.problems.map((problem) => ({ file, ...problem })), held, ...unknown };
  if (text === held.text) return { read: inForceRead, problems: [], held, ...unknown };
  return {
    read: [...inForceRead, ...(current === undefined ? [] : [{ ...current, file }])], problems: [], held, ...unknown,
    pending: { digest: policyDigest(text ?? ''), ...(text === undefined ? {} : { text }) },
  };
}

/** Tries every rule with its examples, under the policy that they all make together. */
function provenPolicy(read: readonly GoodLayer[], { judge, programs, matchesPath }: ExampleTools): { readonly policy: Policy; readonly problems: readonly PolicyProblem[] } {
  const layers = read.map(({ layer }) => layer);
  const unproven = new Set<LayerRule>();
  const draft = effectivePolicy(layers, unproven, '');
  const problems = read.flatMap(({ layer, lineAt, file }) => (layer.rules ?? []).flatMap((rule, at) => failedExamples(rule, { judge, programs, matchesPath, policy: draft }).map(({ list, index, why }): PolicyProblem => {
    unproven.add(rule);
    return { file, rule: rule.id, line: lineAt(['rules', at, list, index]), message: why };
  })));
  const policy = effectivePolicy(layers, unproven, '');
  return { policy: { ...policy, revision: revisionOf(policy) }, problems };
}

/** Follows what decides, not where it stands. */
function revisionOf(policy: Policy): string {
  const rules = policy.rules.map((rule) => ({ ...rule, origin: undefined, incident: undefined }));
  return `sha256:${crypto.createHash('sha256').update(JSON.stringify({ ...policy, rules, revision: '' })).digest('hex').slice(0, 16)}`;
}
