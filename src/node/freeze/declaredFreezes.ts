import { actionClasses } from '../../core/freeze/actionClass.ts';
import { freezeModes, freezePins, inflightWays, type Freeze } from '../../core/freeze/freeze.ts';
import { phaseOf } from '../../core/freeze/phase.ts';
import { readSmallFile, replaceFile } from '../durableFile.ts';
import { freezeFile } from './freezePlaces.ts';

const limitBytes = 256 * 1024;
/** What is over is kept so long, in milliseconds: a clock that was set forward ends nothing for good. */
const keptMs = 40 * 86_400_000;

export type DeclaredFreezes = { readonly ok: true; readonly freezes: readonly Freeze[] } | { readonly ok: false; readonly why: string };

/** All freezes that people declared for exactly this workspace, those to come and those that are over included. */
export function readDeclared(state: string, root: string): DeclaredFreezes {
  const read = readSmallFile(freezeFile(state, root), limitBytes);
  if (read.kind === 'absent') return { ok: true, freezes: [] };
  if (read.kind === 'unreadable') return { ok: false, why: `the freeze file of ${root} cannot be read (${read.why})` };
  const freezes = parseFreezes(read.text);
  return freezes === undefined ? { ok: false, why: `the freeze file of ${root} is damaged` } : { ok: true, freezes };
}

/** Stores them atomically, 0600, without what has long been over. Throws when the disk refuses. */
export function writeDeclared(state: string, root: string, freezes: readonly Freeze[], now: number): void {
  const kept = freezes.filter((freeze) => phaseOf(freeze, [now - keptMs]) !== 'ended');
  replaceFile(freezeFile(state, root), `${JSON.stringify({ v: 1, freezes: kept }, undefined, 2)}\n`);
}

/** Undefined when anything in the text is not what we write: half a freeze file is a damaged one. */
function parseFreezes(text: string): readonly Freeze[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || value['v'] !== 1 || !Array.isArray(value['freezes'])) return undefined;
    const freezes: readonly unknown[] = value['freezes'];
    return freezes.every(isFreeze) ? freezes : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Check = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === 'string';
const isTime: Check = (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isFlag: Check = (value) => typeof value === 'boolean';
const isNumber: Check = (value) => typeof value === 'number';
const optional = (check: Check): Check => (value) => value === undefined || check(value);
const listOf = (check: Check): Check => (value) => Array.isArray(value) && value.every(check);
const oneOf = (names: readonly string[]): Check => (value) => typeof value === 'string' && names.includes(value);
/** No other members than these: what is not understood may be what narrows or widens. */
const onlyOf = (checks: Readonly<Record<string, Check>>): Check => (value) => isRecord(value) && Object.keys(value).every((name) => name in checks) && Object.entries(checks).every(([name, check]) => check(value[name]));

const texts = optional(listOf(isText));
const classes = optional(listOf(oneOf(actionClasses)));
const shape = onlyOf({
  id: isText, mode: oneOf(freezeModes), reason: isText, by: isText, since: isText, until: optional(isTime), title: optional(isText), state: optional(oneOf(freezePins)), zone: optional(isText), owner: optional(isText),
  scope: optional(onlyOf({ branches: texts, paths: texts, environments: texts, services: texts, actions: classes, agents: texts })),
  windows: optional(listOf(onlyOf({ from: isTime, until: optional(isTime) }))), knownUntil: optional(isTime), allow: classes, inflight: optional(oneOf(inflightWays)),
  lift: optional(onlyOf({ by: texts, second: optional(isFlag) })),
  breakGlass: optional(onlyOf({ by: texts, ticket: optional(isFlag), second: optional(isFlag), minutes: optional(isNumber), maxActions: optional(isNumber) })),
});

/** A freeze as a person declares it: nothing of a source, and no break-glass in it. */
const isFreeze = (value: unknown): value is Freeze => shape(value);
