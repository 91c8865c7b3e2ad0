import * as fs from 'node:fs';
import * as path from 'node:path';
import { operandsOf, optionValue } from '../../core/impact/commandAt.ts';
import type { PlanFacts } from '../../core/impact/facts.ts';
import { readPlanJson, readPlanMessage, readState, type PlanContent } from '../../core/impact/planFile.ts';
import { commandOf, type Measurer, type Subject } from './measurer.ts';
import { zipEntries } from './zipEntries.ts';

const programs = ['terraform', 'tofu'] as const;
const valued = ['-var', '-var-file', '-target', '-replace', '-exclude', '-state', '-state-out', '-backup', '-lock-timeout', '-parallelism'];
const limitBytes = 64 * 1024 * 1024;

/**
 * What `apply` of a plan file, or a destruction of what a local state holds, would do. Nothing is started: a plan is read as it
 * lies on the disk. Where neither is there, that is said, and nothing is guessed.
 */
export const planMeasurer: Measurer = {
  kind: 'plan',
  measures: ({ kind }) => kind === 'infrastructure',
  measure: (subject) => Promise.resolve(planPart(subject)),
};

function planPart(subject: Subject): { readonly kind: 'plan'; readonly facts: PlanFacts } | undefined {
  for (const program of programs) {
    const command = commandOf(subject, program);
    if (command === undefined) continue;
    const words = command.words.filter((word) => word !== undefined);
    const moved = optionValue(words, '-chdir');
    const directory = command.directory === undefined ? undefined : path.resolve(command.directory, moved ?? '.');
    const verb = words.find((word) => !word.startsWith('-'));
    if (verb !== 'apply' && verb !== 'destroy') return undefined;
    const facts = directory === undefined || words.length < command.words.length ? 'the command is not known in full' : factsOf(program, words.slice(words.indexOf(verb) + 1), verb, directory);
    if (typeof facts !== 'string') return { kind: 'plan', facts };
    subject.uncounted(`what ${program} would change: ${facts}`);
  }
  return undefined;
}

function factsOf(program: string, words: readonly string[], verb: 'apply' | 'destroy', directory: string): PlanFacts | string {
  const [named] = operandsOf(words, valued);
  if (named !== undefined && verb === 'apply') {
    const file = path.resolve(directory, named);
    const read = readPlan(file);
    if (read === undefined) return `\`${named}\` is no plan that can be read`;
    const state = read.serial === undefined ? undefined : stateSerial(path.resolve(directory, optionValue(words, '-state') ?? 'terraform.tfstate'));
    const stale = read.serial !== undefined && state !== undefined && state.lineage === read.serial.lineage && state.serial > read.serial.serial;
    return { program, source: 'plan', file: named, ...read.content, madeAt: read.content.madeAt ?? fs.statSync(file).mtime.toISOString(), stale };
  }
  const destroys = verb === 'destroy' || words.includes('-destroy');
  if (!destroys) return 'no plan file is named, so it is decided when it runs';
  if (optionValue(words, '-target') !== undefined) return 'only a part is destroyed, and there is no plan of it';
  const file = path.resolve(directory, optionValue(words, '-state') ?? 'terraform.tfstate');
  const state = readJson(file);
  const content = readState(state);
  if (content === undefined) return 'the state is in no file here';
  return { program, source: 'state', file: path.basename(file), ...content, madeAt: fs.statSync(file).mtime.toISOString() };
}

interface ReadPlan {
  readonly content: PlanContent;
  /** Of the state that the plan was made from. */
  readonly serial?: Serial;
}

interface Serial {
  readonly lineage: string;
  readonly serial: number;
}

/** A plan file, else what `show -json` printed of it: into the named file, or into one beside it that ends in `.json`. */
function readPlan(file: string): ReadPlan | undefined {
  const bytes = readBytes(file);
  if (bytes === undefined) return undefined;
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return jsonPlan(file);
  const parts = zipEntries(bytes, ['tfplan', 'tfstate']);
  const plan = parts.get('tfplan');
  const content = plan === undefined ? undefined : readPlanMessage(plan, (text) => new TextDecoder().decode(text));
  if (content === undefined) return jsonPlan(`${file}.json`);
  const state = parts.get('tfstate');
  const serial = state === undefined ? undefined : serialOf(parsed(state.toString('utf8')));
  return { content, ...(serial === undefined ? {} : { serial }) };
}

function jsonPlan(file: string): ReadPlan | undefined {
  const content = readPlanJson(readJson(file));
  return content === undefined ? undefined : { content };
}

const stateSerial = (file: string): Serial | undefined => serialOf(readJson(file));

function serialOf(value: unknown): Serial | undefined {
  if (typeof value !== 'object' || value === null || !('serial' in value) || !('lineage' in value)) return undefined;
  return typeof value.serial === 'number' && typeof value.lineage === 'string' && value.lineage !== '' ? { serial: value.serial, lineage: value.lineage } : undefined;
}

function readBytes(file: string): Buffer | undefined {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  return status?.isFile() === true && status.size <= limitBytes ? fs.readFileSync(file) : undefined;
}

const readJson = (file: string): unknown => parsed(readBytes(file)?.toString('utf8') ?? '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the caller looks at what comes out.
    return undefined;
  }
}
