import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Bundles that run only inside an editor window: not part of what agents start. */
const editorOnly = new Set(['extension.cjs']);

/** Relative names (with `/`) of everything the launchers need: the command-line bundles and the knowledge files. */
function neededFiles(dist: string): readonly string[] {
  const bundles = fs.readdirSync(dist).filter((name) => name.endsWith('.cjs') && !editorOnly.has(name));
  const knowledge = path.join(dist, 'knowledge');
  const tables = fs.existsSync(knowledge) ? fs.readdirSync(knowledge, { recursive: true, encoding: 'utf8' }) : [];
  const files = tables.filter((name) => fs.statSync(path.join(knowledge, name)).isFile()).map((name) => `knowledge/${name.split(path.sep).join('/')}`);
  return [...bundles, ...files].sort();
}

/**
 * Twelve hexadecimal digits over the names and bytes of all needed files under `directory`. Equal digits mean equal
 * programs; the doctor computes them again to see whether a copy was changed. Throws where a file cannot be read.
 */
export function contentHash(directory: string): string {
  const hash = createHash('sha256');
  for (const name of neededFiles(directory)) {
    const bytes = fs.readFileSync(path.join(directory, name));
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex').slice(0, 12);
}

/** Name of the copy of what lies in `dist`. */
export const bundleName = (dist: string, version: string): string => `${version}-${contentHash(dist)}`;

/**
 * Copies the programs to `<bin>/<version>-<content hash>/`, so that an update or the removal of the extension's own folder
 * does not disarm the agents. The copy appears whole or not at all; a copy that is there and intact is used as it is, a
 * changed one is replaced. Returns its absolute path. Throws with a plain sentence where `dist` holds no hook program.
 */
export function copyBundle(dist: string, bin: string, version: string): string {
  for (const needed of ['hook.cjs', 'tagout.cjs']) {
    if (!fs.existsSync(path.join(dist, needed))) throw new Error(`${path.join(dist, needed)} is missing: build the project first`);
  }
  const target = path.join(bin, bundleName(dist, version));
  if (isIntact(target)) return target;
  fs.mkdirSync(bin, { recursive: true, mode: 0o700 });
  const draft = `${target}.${process.pid}.tmp`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  try {
    for (const name of neededFiles(dist)) {
      const file = path.join(draft, name);
      fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      fs.copyFileSync(path.join(dist, name), file);
      fs.chmodSync(file, 0o600);
    }
    fs.rmSync(target, { recursive: true, force: true });
    fs.renameSync(draft, target);
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return target;
}

/** Whether a copied bundle is there and still what its name says. Never throws. */
export function isIntact(bundle: string): boolean {
  try {
    return path.basename(bundle).endsWith(`-${contentHash(bundle)}`) && fs.existsSync(path.join(bundle, 'hook.cjs'));
  } catch {
    return false;
  }
}

/** Names a bundle directory: version, then the hash; everything else under `bin` is left alone. */
const copiedBundle = /^\d[^/]*-[0-9a-f]{12}$/;

/** Removes copies other than those named in `keep` (the one in force and the one before, from which a waiting hook may still read). */
export function pruneBundles(bin: string, keep: readonly string[]): void {
  for (const name of fs.readdirSync(bin)) {
    const directory = path.join(bin, name);
    if (copiedBundle.test(name) && !keep.includes(directory)) fs.rmSync(directory, { recursive: true, force: true });
  }
}
