import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Effect, Span } from '../verdict.ts';
import { joinPath, parentOf } from './lexicalPath.ts';

/** Most directories that are searched upwards for a manifest. */
const maxUp = 12;

/** A package.json and where it lies. */
export interface Manifest {
  readonly directory: string;
  readonly scripts: Readonly<Record<string, string>>;
}

/** The nearest package.json at or above a directory; `unreadable` when there is one that is not understood. */
export function manifestFor(directory: string | undefined, scope: Scope): Manifest | 'unreadable' | undefined {
  let at = directory;
  for (let step = 0; at !== undefined && step < maxUp; step += 1) {
    const text = scope.readText(joinPath(at, 'package.json'));
    if (text !== undefined) return readManifest(at, text);
    const up = parentOf(at);
    if (up === at) break;
    at = up;
  }
  return undefined;
}

function readManifest(directory: string, text: string): Manifest | 'unreadable' {
  try {
    const parsed: unknown = JSON.parse(text);
    const scripts = isRecord(parsed) && isRecord(parsed['scripts']) ? parsed['scripts'] : {};
    return { directory, scripts: Object.fromEntries(Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) };
  } catch {
    return 'unreadable';
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A shell's text with words behind its last command, as runners of scripts append them. */
export function withWords(text: string, words: readonly Argument[]): string {
  if (words.length === 0) return text;
  return `${text.trimEnd()} ${words.map((word) => (word.text === undefined ? (word.splits ? '$TAGOUT_UNKNOWN' : '"$TAGOUT_UNKNOWN"') : quoted(word.text))).join(' ')}`;
}

/** One word for a shell; a pattern stays one. */
export const quoted = (text: string): string => (/^[\w@%+=:,./*?-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** What `npm run NAME` does: the script with its pre and post scripts, each run by the shell in the manifest's directory. */
export function packageScriptEffects(name: string, span: Span, directory: string | undefined, scope: Scope, passed: readonly Argument[] = []): readonly Effect[] {
  const rule = 'package.script';
  // In a container the manifest is another one, and what it does stays inside.
  if (scope.place.kind === 'container') return [scope.effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', posture: 'routine', rule, reason: `runs the script \`${name}\` in ${scope.place.name}` }, span)];
  const start = directory ?? scope.cwd;
  const manifest = manifestFor(start, scope);
  if (manifest === undefined) return [scope.uninspectable(rule, `there is no package.json that holds the script \`${name}\``, span)];
  if (manifest === 'unreadable') return [scope.uninspectable(rule, 'package.json could not be read', span)];
  const script = ownText(manifest.scripts, name);
  if (script === undefined) return implied(name, manifest, span, rule, scope);
  const texts = [`pre${name}`, name, `post${name}`].map((one) => ({ one, text: ownText(manifest.scripts, one) }));
  return scope.inDirectory(manifest.directory, (inner) => texts.flatMap(({ one, text }) => (text === undefined ? [] : inner.shell(one === name ? withWords(text, passed) : text, span))));
}

/** Scripts that npm runs although nobody wrote them: `npm start` is `node server.js`. */
function implied(name: string, manifest: Manifest, span: Span, rule: string, scope: Scope): readonly Effect[] {
  if (name === 'start' && scope.readText(joinPath(manifest.directory, 'server.js')) !== undefined) {
    return scope.script('javascript', { text: joinPath(manifest.directory, 'server.js'), raw: 'server.js', glob: false, splits: false, span }, rule);
  }
  return [scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', rule, reason: `there is no script \`${name}\` to run` }, span)];
}

/** Own property only: a script named `constructor` does not exist. */
function ownText(scripts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(scripts, name) ? scripts[name] : undefined;
}
