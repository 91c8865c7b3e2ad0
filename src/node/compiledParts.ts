import * as fs from 'node:fs';
import * as path from 'node:path';
import { Script } from 'node:vm';
import { below } from './ancestors.ts';

/** Bundles beside each other that load one another. */
export interface CompiledParts {
  /** The exports of `<directory>/<name>`, run once: a function expression as Node makes one of a CommonJS module. Throws where it is missing or fails. */
  readonly load: (name: string) => unknown;
  /** Keeps the compiled form of what was loaded and was not kept yet, with every function that ran by now. Never throws. */
  readonly keep: () => void;
}

interface Fresh {
  readonly script: Script;
  readonly keptAt: string;
}

/**
 * Loads the bundles of a directory from their compiled form, kept under `<directory>/cache`: who could write there could
 * write the bundles too. Node's own compile cache is taken before a bundle runs and so holds none of its functions; with
 * this one the hook compiles nothing that an earlier run called. V8 itself refuses a form of another version or length;
 * the name tells apart what was built later. `nodeRequire` gives the modules of Node.
 */
export function compiledParts(directory: string, nodeRequire: (name: string) => unknown): CompiledParts {
  // A form that was compiled under other options is refused as well.
  const options = process.execArgv.join('').replace(/[^\w-]/g, '').slice(0, 80);
  const modules = new Map<string, { exports: unknown }>();
  const fresh: Fresh[] = [];
  const require = (name: string): unknown => (name.startsWith('./') ? load(name.slice('./'.length)) : nodeRequire(name));
  const load = (name: string): unknown => {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const file = below(directory, name);
    const keptAt = below(directory, 'cache', `${name}-${process.versions.v8}${options}-${fs.statSync(file).mtimeMs}`);
    const kept = bytesOf(keptAt);
    const script = new Script(fs.readFileSync(file, 'utf8'), { filename: file, ...(kept === undefined ? {} : { cachedData: kept }) });
    if (kept === undefined || script.cachedDataRejected === true) fresh.push({ script, keptAt });
    const module = { exports: {} };
    modules.set(name, module);
    const run: unknown = script.runInThisContext();
    if (typeof run !== 'function') throw new Error(`${name} is no bundle of the hook`);
    Reflect.apply(run, undefined, [module.exports, require, module, file, directory]);
    return module.exports;
  };
  return { load, keep: () => fresh.forEach(keepForm) };
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return fs.readFileSync(file);
  } catch {
    // Not kept yet, or not readable: then the text is compiled.
    return undefined;
  }
}

/** Appears whole or not at all, for any number of processes at once. */
function keepForm({ script, keptAt }: Fresh): void {
  try {
    fs.mkdirSync(path.dirname(keptAt), { recursive: true, mode: 0o700 });
    const draft = `${keptAt}.${process.pid}`;
    try {
      fs.writeFileSync(draft, script.createCachedData(), { mode: 0o600 });
      fs.renameSync(draft, keptAt);
    } finally {
      fs.rmSync(draft, { force: true });
    }
  } catch {
    // A full or read-only disk: the next run compiles again.
  }
}
