import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';

/** Who may import whom: layer → the layers it may reach besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  adapters: ['core'],
  protocol: ['core'],
  node: ['core', 'adapters', 'protocol'],
  cli: ['core', 'adapters', 'protocol', 'node'],
  host: ['core', 'adapters', 'protocol', 'node'],
  webview: ['core', 'protocol'],
  extension: ['core', 'adapters', 'protocol', 'node', 'host'],
};

/** The layers in which a module of Node's own may be imported at run time. */
const nodeLayers = ['node', 'cli', 'host', 'extension'];
/** The layers that may import `vscode` at run time. */
const vscodeLayers = ['host', 'extension'];

interface Import {
  readonly file: string;
  readonly layer: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const source = path.join(import.meta.dirname, '../../src');
const imports = sourceFiles(source).flatMap(importsOf);

describe('architecture', () => {
  it('every file lies in a layer', () => {
    const strays = sourceFiles(source).map((file) => path.relative(source, file)).filter((file) => !(layerOf(file) in mayImport));
    assert.deepEqual(strays, []);
  });

  it('layers import only what lies below them', () => {
    const crossings = imports
      .filter(({ specifier }) => specifier.startsWith('.'))
      .map((entry) => ({ ...entry, to: layerOf(path.join(path.dirname(entry.file), entry.specifier)) }))
      .filter(({ layer, to, typeOnly }) => to !== layer && !(mayImport[layer]?.includes(to) ?? false) && !(layer === 'webview' && typeOnly && to === 'core'))
      .map(({ file, specifier }) => `${file} → ${specifier}`);
    assert.deepEqual(crossings, []);
  });

  it('vscode is imported by the host alone', () => {
    assert.deepEqual(imports.filter(({ specifier, typeOnly, layer }) => specifier === 'vscode' && !typeOnly && !vscodeLayers.includes(layer)).map(({ file }) => file), []);
  });

  it('modules of Node stay out of core, adapters, protocol and webview', () => {
    assert.deepEqual(imports.filter(({ specifier, layer }) => specifier.startsWith('node:') && !nodeLayers.includes(layer)).map(({ file, specifier }) => `${file} → ${specifier}`), []);
  });

  it('each library is imported in one file', () => {
    const users = new Map<string, Set<string>>();
    for (const { specifier, file, typeOnly } of imports) {
      if (typeOnly || specifier.startsWith('.') || specifier.startsWith('node:') || specifier === 'vscode') continue;
      const library = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
      users.set(library, (users.get(library) ?? new Set()).add(file));
    }
    const shared = [...users].filter(([, files]) => files.size > 1).map(([library, files]) => `${library}: ${[...files].join(', ')}`);
    assert.deepEqual(shared, []);
  });

  it('the core has neither clock nor chance', () => {
    const impure = /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|console\.|process\.)/;
    const found = sourceFiles(path.join(source, 'core'))
      .filter((file) => impure.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "''")))
      .map((file) => path.relative(source, file));
    assert.deepEqual(found, []);
  });

  it('no runtime import cycles', () => {
    const graph = new Map<string, string[]>();
    for (const { file, specifier, typeOnly } of imports) {
      if (typeOnly || !specifier.startsWith('.')) continue;
      graph.set(file, [...(graph.get(file) ?? []), path.join(path.dirname(file), specifier)]);
    }
    assert.deepEqual(cyclesIn(graph), []);
  });
});

function sourceFiles(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .flatMap((entry) => {
      const full = path.join(directory, entry.name);
      if (entry.isDirectory()) return sourceFiles(full);
      return entry.name.endsWith('.ts') && statSync(full).isFile() ? [full] : [];
    })
    .sort();
}

function layerOf(file: string): string {
  const [first = ''] = file.split(path.sep);
  return first === 'extension.ts' ? 'extension' : first;
}

/** All import and re-export lines of a file; a declaration without any value import is type-only. */
function importsOf(full: string): Import[] {
  const file = path.relative(source, full);
  const text = readFileSync(full, 'utf8');
  const pattern = /^\s*(?:import|export)\s+(type\s+)?(?:[\w*\s{},$]+\sfrom\s+)?'([^']+)'/gm;
  const lazy = /\b(?:import|require)\(\s*'([^']+)'\s*\)/g;
  return [
    ...[...text.matchAll(pattern)].map((match) => ({ file, layer: layerOf(file), specifier: match[2] ?? '', typeOnly: match[1] !== undefined })),
    ...[...text.matchAll(lazy)].map((match) => ({ file, layer: layerOf(file), specifier: match[1] ?? '', typeOnly: false })),
  ];
}

function cyclesIn(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) found.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
    if (trail.includes(file) || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
