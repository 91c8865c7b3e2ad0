import type { ClusterFacts } from './facts.ts';
import { isList, isRecord } from './shape.ts';

type Object_ = ClusterFacts['objects'][number];

/** Objects and selections that the words of `kubectl delete` and its like name. */
export interface NamedObjects {
  readonly objects: readonly Object_[];
  readonly selections: readonly string[];
}

/** `deployment/web`, `deployment web api`, `pods,services -l app=web`, `pods --all`. `words` are the operands after the verb. */
export function namedObjects(words: readonly (string | undefined)[], selector: string | undefined, all: boolean): NamedObjects {
  const known = words.filter((word) => word !== undefined);
  const unknown = known.length < words.length ? ['objects whose names are not known before it runs'] : [];
  const slashed = known.filter((word) => /^[^/]+\/[^/]+$/.test(word));
  if (slashed.length > 0) return { objects: slashed.map((word) => ({ type: word.split('/')[0] ?? '', name: word.split('/')[1] ?? '' })), selections: unknown };
  const [types = '', ...names] = known;
  if (names.length > 0) return { objects: types.split(',').flatMap((type) => names.map((name) => ({ type, name }))), selections: unknown };
  if (types === '') return { objects: [], selections: unknown };
  const which = selector !== undefined ? ` with ${selector}` : '';
  return { objects: [], selections: [...unknown, ...(all || selector !== undefined ? types.split(',').map((type) => `all ${type}${which}`) : [types])] };
}

/** The objects of one document of a manifest; a list names those in it. Empty for anything that is no object. */
export function manifestObjects(document: unknown): readonly Object_[] {
  if (!isRecord(document)) return [];
  const { kind, metadata, items } = document;
  if (typeof kind !== 'string') return [];
  if (kind.endsWith('List') && isList(items)) return items.flatMap(manifestObjects);
  if (!isRecord(metadata)) return [];
  const { name, generateName, namespace } = metadata;
  const shown = typeof name === 'string' ? name : typeof generateName === 'string' ? `${generateName}…` : undefined;
  return shown === undefined ? [] : [{ type: kind, name: shown, ...(typeof namespace === 'string' ? { namespace } : {}) }];
}

/** What a kustomization says about the objects it brings together. */
export interface Kustomization {
  readonly resources: readonly string[];
  readonly namespace?: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Objects that it makes itself; their names end in a hash of their content. */
  readonly generated: readonly Object_[];
}

export function readKustomization(document: unknown): Kustomization | undefined {
  if (!isRecord(document)) return undefined;
  const texts = (value: unknown): readonly string[] => (isList(value) ? value.filter((one) => typeof one === 'string') : []);
  const made = (value: unknown, type: string): readonly Object_[] => (isList(value) ? value.flatMap((one) => (isRecord(one) && typeof one['name'] === 'string' ? [{ type, name: `${one['name']}-…` }] : [])) : []);
  const { namespace, namePrefix, nameSuffix } = document;
  return {
    resources: [...texts(document['resources']), ...texts(document['bases']), ...texts(document['components'])],
    ...(typeof namespace === 'string' ? { namespace } : {}), prefix: typeof namePrefix === 'string' ? namePrefix : '', suffix: typeof nameSuffix === 'string' ? nameSuffix : '',
    generated: [...made(document['configMapGenerator'], 'ConfigMap'), ...made(document['secretGenerator'], 'Secret')],
  };
}

/** An object as the kustomization around it renames and moves it. */
export const kustomized = (object: Object_, { namespace, prefix, suffix }: Kustomization): Object_ => ({ ...object, name: `${prefix}${object.name}${suffix}`, ...(namespace === undefined ? {} : { namespace }) });

/** The context that counts, with its namespace; from a kubeconfig as it was read. */
export function contextOf(config: unknown, named: string | undefined): { readonly context?: string; readonly namespace?: string } {
  if (!isRecord(config)) return {};
  const context = named ?? (typeof config['current-context'] === 'string' && config['current-context'] !== '' ? config['current-context'] : undefined);
  if (context === undefined) return {};
  const entry = isList(config['contexts']) ? config['contexts'].find((one) => isRecord(one) && one['name'] === context) : undefined;
  const inner: unknown = isRecord(entry) ? entry['context'] : undefined;
  const namespace = isRecord(inner) && typeof inner['namespace'] === 'string' ? inner['namespace'] : undefined;
  return { context, ...(namespace === undefined ? {} : { namespace }) };
}
