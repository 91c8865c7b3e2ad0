import * as fs from 'node:fs';
import * as path from 'node:path';
import { kustomized, manifestObjects, readKustomization, type NamedObjects } from '../../core/impact/clusterObjects.ts';
import { readYaml } from '../yamlText.ts';

/** Bounds of all that is read for one command. */
const limits = { files: 200, bytes: 2 * 1024 * 1024, depth: 5 } as const;

/** Reads manifests and kustomizations from the disk; what is not there, or lies elsewhere, is named in `selections`. */
export class ManifestFiles {
  #files = 0;

  /** `-f`: a file, or the manifests of a directory. */
  named(place: string, recursive: boolean): NamedObjects {
    if (/^https?:\/\//.test(place)) return notRead(place, 'it is not on this machine');
    const status = fs.statSync(place, { throwIfNoEntry: false });
    if (status === undefined) return notRead(place, 'there is no such file');
    if (!status.isDirectory()) return this.#file(place);
    const entries = fs.readdirSync(place, { withFileTypes: true }).sort((first, second) => (first.name < second.name ? -1 : 1));
    return joined(entries.flatMap((entry) => {
      const inside = path.join(place, entry.name);
      if (entry.isDirectory()) return recursive ? [this.named(inside, true)] : [];
      return /\.(?:ya?ml|json)$/.test(entry.name) ? [this.#file(inside)] : [];
    }));
  }

  /** `-k`: a directory with a kustomization. */
  kustomization(directory: string, depth = 0): NamedObjects {
    const file = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].map((name) => path.join(directory, name)).find((name) => fs.existsSync(name));
    if (file === undefined || depth > limits.depth) return notRead(directory, 'there is no kustomization in it');
    const document = this.#documents(file)?.[0];
    const read = readKustomization(document);
    if (read === undefined) return notRead(file, 'it cannot be read');
    const parts = read.resources.map((resource) => {
      const place = path.resolve(directory, resource);
      if (/:\/\/|^github\.com\/|^git@/.test(resource)) return notRead(resource, 'it is not on this machine');
      return fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() === true ? this.kustomization(place, depth + 1) : this.#file(place);
    });
    const { objects, selections } = joined(parts);
    return { objects: [...objects, ...read.generated].map((object) => kustomized(object, read)), selections };
  }

  #file(file: string): NamedObjects {
    const documents = this.#documents(file);
    return documents === undefined ? notRead(file, 'it cannot be read') : { objects: documents.flatMap(manifestObjects), selections: [] };
  }

  #documents(file: string): readonly unknown[] | undefined {
    const status = fs.statSync(file, { throwIfNoEntry: false });
    if (status?.isFile() !== true || status.size > limits.bytes || ++this.#files > limits.files) return undefined;
    const documents = fs.readFileSync(file, 'utf8').split(/^---(?:[ \t].*)?$/m).filter((text) => text.trim() !== '').map(readYaml);
    return documents.every((read) => read.ok) ? documents.map((read) => (read.ok ? read.value : undefined)) : undefined;
  }
}

export const joined = (parts: readonly NamedObjects[]): NamedObjects => ({ objects: parts.flatMap(({ objects }) => objects), selections: parts.flatMap(({ selections }) => selections) });

const notRead = (place: string, why: string): NamedObjects => ({ objects: [], selections: [`what ${path.basename(place)} names (${why})`] });
