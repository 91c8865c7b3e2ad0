// First step of `npm test` and `npm start`: plain JavaScript, because the TypeScript loader is itself among the packages
// that a fresh clone lacks. Installs what the two lockfiles name and is not there yet, then runs the given TypeScript file.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Why `npm ci` has to run in this folder, or undefined. */
function stale(folder) {
  const modules = path.join(folder, 'node_modules');
  const installed = path.join(modules, '.package-lock.json');
  if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) return undefined;
  if (!existsSync(installed)) return 'nothing is installed';
  const present = packagesOf(installed);
  const wanted = Object.entries(packagesOf(path.join(folder, 'package-lock.json')));
  const missing = wanted.find(([name, { version, optional }]) => name !== '' && !optional && present[name]?.version !== version);
  return missing && `${missing[0].replace('node_modules/', '')} ${missing[1].version} is not installed`;
}

function installIn(name, folder) {
  const why = stale(folder);
  if (why === undefined) return;
  console.log(`setup: npm ci in ${name} (${why})`);
  const started = Date.now();
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`setup: npm ci in ${name} failed (exit ${status}). Check the network and try again.`);
    process.exit(1);
  }
  console.log(`setup: done in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

const [script, ...rest] = process.argv.slice(2);
if (script === undefined) {
  console.error('usage: node test/bootstrap.js <file.ts> [arguments]');
  process.exit(1);
}
installIn('the project', root);
if (process.platform === 'linux' && process.arch === 'x64') installIn('test/', path.join(root, 'test'));
const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, script), ...rest], { cwd: root, stdio: 'inherit' });
// Ctrl+C reaches the child by itself and it cleans up; ending before it would give the prompt back too early.
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
