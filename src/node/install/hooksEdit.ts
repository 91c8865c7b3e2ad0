import { isDeepStrictEqual } from 'node:util';
import { appendValue, type JsonObject, parseSettings, removeValue, setValue } from './jsonEdit.ts';

/** One registration under `hooks.<event>`: a group `{matcher, hooks: [handler]}` or, in Copilot's files, a bare handler. */
export interface WantedHook {
  readonly event: string;
  readonly value: JsonObject;
}

export type Edited = { readonly kind: 'text'; readonly text: string | undefined } | { readonly kind: 'problem'; readonly problem: string };

type Fields = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.map((item): unknown => item) : []);

/** A handler is ours when one of its command lines names our launcher. */
const launcherName = /[\\/]tagout-hook(?:\.cmd)?(?=['"\s]|$)/;
const mentionsLauncher = (value: unknown): boolean =>
  typeof value === 'string' ? launcherName.test(value) : Array.isArray(value) ? value.some(mentionsLauncher) : isObject(value) && Object.values(value).some(mentionsLauncher);

type Share = 'none' | 'part' | 'whole';

/** How much of one element under `hooks.<event>` is ours; `part`: a group that somebody shares with our handler. */
function shareOf(element: unknown): Share {
  if (!mentionsLauncher(element)) return 'none';
  const handlers = isObject(element) ? listOf(element['hooks']) : [];
  return handlers.some((handler) => !mentionsLauncher(handler)) ? 'part' : 'whole';
}

/** Events and elements of a parsed file; a problem where the shape is not one that a hook could be added to. */
function hooksOf(value: unknown): Fields | string {
  if (!isObject(value)) return 'the file does not hold an object';
  const hooks = value['hooks'];
  if (hooks === undefined) return {};
  if (!isObject(hooks)) return '"hooks" is not an object';
  const wrong = Object.entries(hooks).find(([, elements]) => !Array.isArray(elements));
  return wrong === undefined ? hooks : `"hooks.${wrong[0]}" is not a list`;
}

function readHooks(text: string): Fields | string {
  const parsed = parseSettings(text);
  return parsed.kind === 'unreadable' ? parsed.problem : hooksOf(parsed.value);
}

/** Removes our part of one element; the places of earlier elements do not change. */
function removeShare(text: string, event: string, index: number, element: unknown): string {
  if (shareOf(element) === 'whole') return removeValue(text, ['hooks', event, index]);
  const handlers = isObject(element) ? listOf(element['hooks']) : [];
  return handlers.reduceRight<string>((result, handler, place) => (mentionsLauncher(handler) ? removeValue(result, ['hooks', event, index, 'hooks', place]) : result), text);
}

/** Brings the registrations of one event to exactly the wanted one, in the place where ours already stood. */
function placeHook(text: string, present: unknown, { event, value }: WantedHook): string {
  const ours = listOf(present).flatMap((element, index) => (shareOf(element) === 'none' ? [] : [{ element, index }]));
  const [first, ...others] = ours;
  const thinned = others.reduceRight((result, { element, index }) => removeShare(result, event, index, element), text);
  if (first === undefined) return present === undefined ? setValue(text, ['hooks', event], [value]) : appendValue(text, ['hooks', event], value);
  if (isDeepStrictEqual(first.element, value)) return thinned;
  if (shareOf(first.element) === 'whole') return setValue(thinned, ['hooks', event, first.index], value);
  return appendValue(removeShare(thinned, event, first.index, first.element), ['hooks', event], value);
}

/**
 * The text of a hooks file with exactly the wanted registrations of ours: added at the end, an older form replaced where
 * it stands, doubles and events that are no longer wanted taken out; everything else is left byte for byte. Without a file
 * (`undefined`) a new one is made from `start`. A file that cannot be read, or in which our entries would not be found
 * again by a plain reader (a key that stands twice), is a problem and not changed.
 */
export function withHooks(text: string | undefined, wanted: readonly WantedHook[], start: JsonObject = {}): Edited {
  if (text === undefined) {
    const fresh = { ...start, hooks: Object.fromEntries(wanted.map(({ event, value }) => [event, [value]])) };
    return { kind: 'text', text: `${JSON.stringify(fresh, null, 2)}\n` };
  }
  const hooks = readHooks(text);
  if (typeof hooks === 'string') return { kind: 'problem', problem: hooks };
  const stale = Object.keys(hooks).filter((event) => !wanted.some((hook) => hook.event === event));
  let result = stale.reduce((current, event) => dropOurs(current, event, hooks[event], false), text);
  for (const hook of wanted) result = placeHook(result, hooks[hook.event], hook);
  const problem = missingIn(result, wanted);
  return problem === undefined ? { kind: 'text', text: result } : { kind: 'problem', problem };
}

function missingIn(text: string, wanted: readonly WantedHook[]): string | undefined {
  const hooks = readHooks(text);
  if (typeof hooks === 'string') return `the change would break the file (${hooks})`;
  const lost = wanted.find(({ event, value }) => listOf(hooks[event]).filter((element) => isDeepStrictEqual(element, value)).length !== 1);
  return lost === undefined ? undefined : `an entry under "hooks.${lost.event}" would not be read: does a key stand twice in the file?`;
}

/** Takes our elements out of one event; an event that is left empty goes too unless it stood there before us. */
function dropOurs(text: string, event: string, value: unknown, keepEmpty: boolean): string {
  const elements = listOf(value);
  if (!elements.some((element) => shareOf(element) !== 'none')) return text;
  if (!keepEmpty && elements.every((element) => shareOf(element) === 'whole')) return removeValue(text, ['hooks', event]);
  return elements.reduceRight<string>((result, element, index) => (shareOf(element) === 'none' ? result : removeShare(result, event, index, element)), text);
}

/**
 * The text without any entry of ours. `original` is the file before us, where it is known: containers that stood there
 * stay, even empty; those that only we made go. `undefined` as text means that nothing but ours was in a file that we made.
 */
export function withoutHooks(text: string, original: string | undefined, start: JsonObject = {}): Edited {
  const hooks = readHooks(text);
  if (typeof hooks === 'string') return { kind: 'problem', problem: hooks };
  const before = original === undefined ? {} : readHooks(original);
  const known = typeof before === 'string' ? {} : before;
  if (!Object.values(hooks).some((elements) => listOf(elements).some((element) => shareOf(element) !== 'none'))) return { kind: 'text', text };
  let result = Object.entries(hooks).reduce((current, [event, elements]) => dropOurs(current, event, elements, event in known), text);
  const left = readHooks(result);
  const hadHooks = original !== undefined && originalHasHooks(original);
  if (typeof left !== 'string' && Object.keys(left).length === 0 && !hadHooks) result = removeValue(result, ['hooks']);
  const rest = parseSettings(result);
  const onlyOurs = original === undefined && rest.kind === 'value' && isDeepStrictEqual(rest.value, start) && !/\/[/*]/.test(result);
  return { kind: 'text', text: onlyOurs ? undefined : result };
}

function originalHasHooks(original: string): boolean {
  const parsed = parseSettings(original);
  return parsed.kind === 'value' && isObject(parsed.value) && parsed.value['hooks'] !== undefined;
}

/** Our registrations as they stand in a file, by event; for the doctor. Empty where the file cannot be read. */
export function ownHooks(text: string): readonly { readonly event: string; readonly index: number; readonly value: unknown }[] {
  const hooks = readHooks(text);
  if (typeof hooks === 'string') return [];
  return Object.entries(hooks).flatMap(([event, elements]) => listOf(elements).flatMap((value, index) => (shareOf(value) === 'none' ? [] : [{ event, index, value }])));
}
