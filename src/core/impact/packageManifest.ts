import type { PublishFacts } from './facts.ts';
import { isList, isRecord } from './shape.ts';

/** What a `package.json` says about publishing it. */
export interface PackageManifest {
  readonly name?: string;
  readonly version?: string;
  readonly registry?: string;
  readonly tag?: string;
  readonly access?: string;
}

export function readPackageManifest(value: unknown): PackageManifest {
  if (!isRecord(value)) return {};
  const settings = isRecord(value['publishConfig']) ? value['publishConfig'] : {};
  const name = textOf(value, 'name');
  const scope = /^(@[^/]+)\//.exec(name ?? '')?.[1];
  return definedOnly({ name, version: textOf(value, 'version'), registry: (scope === undefined ? undefined : textOf(settings, `${scope}:registry`)) ?? textOf(settings, 'registry'), tag: textOf(settings, 'tag'), access: textOf(settings, 'access') });
}

/** The registry of a package in the text of an `.npmrc`: that of its scope before the general one. */
export function registryIn(npmrc: string, name: string | undefined): string | undefined {
  const scope = /^(@[^/]+)\//.exec(name ?? '')?.[1];
  const settings = new Map(npmrc.split(/\r?\n/).flatMap((line): (readonly [string, string])[] => {
    const [, key, value] = /^([^#;=\s][^=]*)=(.*)$/.exec(line.trim()) ?? [];
    return key === undefined || value === undefined ? [] : [[key.trimEnd(), value.trimStart()]];
  }));
  return (scope === undefined ? undefined : settings.get(`${scope}:registry`)) ?? settings.get('registry');
}

/** The files of `npm pack --dry-run --json`; undefined where it printed something else. */
export function readPackList(value: unknown): Pick<PublishFacts, 'files' | 'bytes'> | undefined {
  const [first] = isList(value) ? value : isRecord(value) ? Object.values(value) : [];
  if (!isRecord(first) || !isList(first['files'])) return undefined;
  const files = first['files'].flatMap((file) => (isRecord(file) && typeof file['path'] === 'string' && typeof file['size'] === 'number' ? [{ path: file['path'], bytes: file['size'] }] : []));
  return { files: [...files].sort((one, other) => other.bytes - one.bytes), bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Name and version in the text of a `Cargo.toml` or `pyproject.toml`: plain strings of its package section. */
export function tomlPackage(text: string): Pick<PackageManifest, 'name' | 'version'> {
  const section = text.split(/^\[(?=[a-z])/m).find((part) => /^(?:package|project|tool\.poetry)\]/.test(part)) ?? '';
  const value = (key: string): string | undefined => new RegExp(`^\\s*${key}\\s*=\\s*"([^"]*)"`, 'm').exec(section)?.[1];
  return definedOnly({ name: value('name'), version: value('version') });
}

const textOf = (value: Readonly<Record<string, unknown>>, key: string): string | undefined => (typeof value[key] === 'string' ? value[key] : undefined);
type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };
const definedOnly = <T extends object>(value: T): Defined<T> => Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
