import { deepEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commands, contextKeys, panels, settings, views } from '../../../src/host/ids.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category?: string; readonly title: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope?: string; readonly markdownDescription?: string; readonly description?: string }>> };
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

const text = readFileSync('package.json', 'utf8');
const manifest = readManifest();
const words = Object.keys(readObject(readFileSync('package.nls.json', 'utf8')));
const { contributes } = manifest;
const sorted = (values: Iterable<string>): readonly string[] => [...values].sort();

describe('manifest', () => {
  it('names the commands of ids.ts', () => deepEqual(sorted(contributes.commands.map(({ command }) => command)), sorted(Object.values(commands))));
  it('gives each command the category', () => deepEqual(contributes.commands.filter(({ category }) => category !== 'Tagout'), []));
  it('names the settings of ids.ts', () => deepEqual(sorted(Object.keys(contributes.configuration.properties)), sorted(Object.values(settings))));
  it('keeps every setting out of reach of a workspace', () => deepEqual(Object.entries(contributes.configuration.properties).filter(([, { scope }]) => scope !== 'machine' && scope !== 'application'), []));
  it('describes every setting', () => deepEqual(Object.entries(contributes.configuration.properties).filter(([, { markdownDescription }]) => markdownDescription === undefined), []));
  it('restricts every setting in an untrusted workspace', () => deepEqual(sorted(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations), sorted(Object.values(settings))));
  it('names the views of ids.ts', () => deepEqual(contributes.views[views.container]?.map(({ id }) => id), [views.trace, views.freezes]));
  it('uses only context keys of ids.ts', () => {
    const known = new Set<string>([...Object.values(contextKeys), ...Object.values(views), ...Object.values(panels), ...Object.values(commands), ...Object.values(settings)]);
    deepEqual([...text.matchAll(/tagout(?:\.[a-zA-Z]+)+/g)].map(([found]) => found).filter((found) => !known.has(found) && !found.endsWith('.vsix') && !found.endsWith('.cjs') && !found.endsWith('.svg')), []);
  });
  it('has words for every key, and no words without one', () => deepEqual(sorted(new Set([...text.matchAll(/%([^%"]+)%/g)].map(([, key]) => key ?? ''))), sorted(words)));
});

function readObject(json: string): object {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) throw new Error('not an object');
  return value;
}

function readManifest(): Manifest {
  const value = readObject(text);
  if (!isManifest(value)) throw new Error('package.json has no contributions');
  return value;
}

function isManifest(value: object): value is Manifest {
  return 'contributes' in value && 'capabilities' in value;
}
