import { isList, isRecord } from './shape.ts';

/** Volumes of a compose project. */
export interface ComposeVolumes {
  /** As the engine knows them. */
  readonly names: readonly string[];
  readonly unnamed: number;
  /** Declared external: never deleted with the project. */
  readonly fromOutside: readonly string[];
}

/** The name of a project: the last `name:` of its files, else its directory, in the form that compose gives it (compose-spec, "Name"). */
export function projectName(documents: readonly unknown[], directory: string): string {
  const named = documents.flatMap((document) => (isRecord(document) && typeof document['name'] === 'string' ? [document['name']] : [])).at(-1);
  return named ?? directory.toLowerCase().replace(/[^a-z0-9_-]/g, '').replace(/^[_-]+/, '');
}

/** Volumes that `compose down --volumes` deletes: those of the top-level section, and the unnamed ones of its services. */
export function composeVolumes(documents: readonly unknown[], project: string): ComposeVolumes {
  const names = new Map<string, string>();
  const fromOutside = new Set<string>();
  let unnamed = 0;
  for (const document of documents) {
    if (!isRecord(document)) continue;
    const volumes = isRecord(document['volumes']) ? document['volumes'] : {};
    for (const [key, value] of Object.entries(volumes)) {
      const settings = isRecord(value) ? value : {};
      const external = settings['external'];
      if (external === true || isRecord(external)) fromOutside.add(key);
      names.set(key, typeof settings['name'] === 'string' ? settings['name'] : `${project}_${key}`);
    }
    const services = isRecord(document['services']) ? Object.values(document['services']) : [];
    unnamed += services.flatMap((service) => (isRecord(service) && isList(service['volumes']) ? service['volumes'] : [])).filter(isUnnamed).length;
  }
  return { names: [...names].flatMap(([key, name]) => (fromOutside.has(key) ? [] : [name])), unnamed, fromOutside: [...fromOutside] };
}

/** `/data` alone, or the long form without a source. */
const isUnnamed = (volume: unknown): boolean => (typeof volume === 'string' ? !volume.includes(':') : isRecord(volume) && (volume['type'] ?? 'volume') === 'volume' && volume['source'] === undefined);
