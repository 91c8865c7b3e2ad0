import type { Freeze } from '../../core/freeze/freeze.ts';
import { defaultMaxStaleMs } from '../../core/freeze/source.ts';
import { firstOfEachLine, readYaml, type LineProblem } from '../yamlText.ts';
import { expandWindow } from './expand.ts';
import { freezeSchema, type FreezeEntry, type FreezeFile, type FreezeIssue, type SourceEntry } from './freezeSchema.ts';
import { placeKinds } from './placeKinds.ts';
import type { RemoteSource } from './remoteSource.ts';
import { durationSeconds, instantOf, wallAfter } from './zone.ts';

/** Who wrote a freeze file, and when (ISO 8601, UTC) as far as the file says. */
export interface FreezeOrigin {
  readonly from: 'organisation' | 'user' | 'workspace';
  readonly by: string;
  readonly since: string;
}

/** What a freeze file says, its windows expanded. */
export interface FreezeFileContent {
  readonly freezes: readonly Freeze[];
  readonly sources: readonly RemoteSource[];
  readonly services?: readonly string[];
}

export type ReadFreezeFile = { readonly ok: true; readonly content: FreezeFileContent } | { readonly ok: false; readonly problems: readonly LineProblem[] };

/** Longest text, in characters. */
const limit = 256 * 1024;

/**
 * Reads the text of a freeze file (YAML or JSON). Whatever is not understood is a problem with its line, and the whole file is not
 * read: a freeze that is passed over is a freeze that is lifted. `now` in milliseconds since 1970. Never throws.
 */
export function readFreezeFile(text: string, origin: FreezeOrigin, now: number): ReadFreezeFile {
  if (text.length > limit) return { ok: false, problems: [{ line: 1, message: `a freeze file has at most ${limit} characters` }] };
  const yaml = readYaml(text);
  if (!yaml.ok) return yaml;
  const read = freezeSchema.safeParse(yaml.value);
  if (!read.success) return { ok: false, problems: firstOfEachLine(read.error.issues.map((issue) => ({ line: yaml.lineAt(issue.path), message: explain(issue) }))) };
  const problems: LineProblem[] = problemsOf(read.data, origin).map(({ path, message }) => ({ line: yaml.lineAt(path), message }));
  const freezes = (read.data.freezes ?? []).flatMap((entry, index) => {
    const expanded = timesOf(entry, now);
    if (!expanded.ok) problems.push({ line: yaml.lineAt(['freezes', index, 'when']), message: `\`${entry.id}\`: ${expanded.message}` });
    return expanded.ok ? [freezeOf(entry, origin, expanded.times)] : [];
  });
  if (problems.length > 0) return { ok: false, problems: firstOfEachLine(problems) };
  return { ok: true, content: { freezes, sources: (read.data.sources ?? []).map((source) => sourceOf(source, origin)), ...(read.data.services === undefined ? {} : { services: read.data.services }) } };
}

interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What only the whole file tells. */
function problemsOf({ freezes = [], sources = [], services }: FreezeFile, { from }: FreezeOrigin): readonly Problem[] {
  return [
    ...twice(freezes.map(({ id }) => id)).map((index): Problem => ({ path: ['freezes', index, 'id'], message: 'this id is taken by a freeze above' })),
    ...twice(sources.map((source) => source.name)).map((index): Problem => ({ path: ['sources', index, 'name'], message: 'this name is taken by a source above' })),
    ...(from === 'workspace' && sources.length > 0 ? [{ path: ['sources'], message: 'a workspace names no sources, for it would choose who is asked: put them into your own freeze.yaml or the organisation’s' }] : []),
    ...(from !== 'workspace' && services !== undefined ? [{ path: ['services'], message: 'only a workspace says which services it is' }] : []),
  ];
}

const twice = (ids: readonly string[]): readonly number[] => ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []));

function timesOf({ when }: FreezeEntry, now: number): ReturnType<typeof expandWindow> {
  if (when === undefined) return { ok: true, times: {} };
  const { start, for: length, zone, repeat } = when;
  const end = when.end ?? (length === undefined ? undefined : wallAfter(start, durationSeconds(length) ?? 0));
  if (end === undefined) return { ok: true, times: { windows: [{ from: new Date(instantOf(start, zone, 'earlier')).toISOString() }] } };
  return expandWindow({ start, end, zone, ...(repeat === undefined ? {} : { repeat }) }, now);
}

function freezeOf(entry: FreezeEntry, { by, since }: FreezeOrigin, times: Pick<Freeze, 'windows' | 'knownUntil'>): Freeze {
  const { id, state, when } = entry;
  return { id, ...kindOf(entry), reason: entry.reason ?? '', by: entry.owner ?? by, since, ...times, ...definedOnly({ state, zone: when?.zone }) };
}

/** What a freeze is besides when it holds. */
const kindOf = ({ mode, title, scope, allow, inflight, owner, lift, breakGlass }: FreezeEntry | SourceEntry): RemoteSource['kind'] => ({
  mode, ...definedOnly({ title, scope: scope === undefined ? undefined : definedOnly(scope), allow, inflight, owner, lift: lift === undefined ? undefined : definedOnly(lift), breakGlass: breakGlass === undefined ? undefined : definedOnly(breakGlass) }),
});

function sourceOf(entry: SourceEntry, { from }: FreezeOrigin): RemoteSource {
  const places = placeKinds.flatMap((kind) => (entry[kind] === undefined ? [] : [{ kind, place: entry[kind] }]));
  return {
    name: entry.name, from: from === 'organisation' ? 'organisation' : 'user', kind: kindOf(entry), reason: entry.reason ?? '', maxStaleMs: entry.maxStaleMinutes === undefined ? defaultMaxStaleMs : entry.maxStaleMinutes * 60_000,
    places: Object.fromEntries(places.map(({ kind, place }) => [kind, place])),
  };
}

const explain = ({ path, message }: FreezeIssue): string => (path.length === 0 ? message : `\`${path.join('.')}\`: ${message}`);

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
const definedOnly = <T extends object>(value: T): Defined<T> => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
