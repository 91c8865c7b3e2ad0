import { spawnSync } from 'node:child_process';

/**
 * Runs a program where nothing but loopback exists: in a network namespace of its own, which needs root or user namespaces.
 * Where neither is to be had it says so and runs the program as it is. `node loopback.ts <script> [arguments]`
 */
const words = process.argv.slice(2);
const up = 'ip link set lo up && exec "$@"';
const doors = process.getuid?.() === 0 ? [['-n']] : [['-r', '-n']];
const door = doors.find((flags) => spawnSync('unshare', [...flags, 'sh', '-c', up, 'sh', 'true'], { stdio: 'ignore' }).status === 0);
if (door === undefined) console.log('loopback: no network namespace can be made here; the run could reach the network');
const command = [process.execPath, '--import', 'tsx', ...words];
const { status, error } = door === undefined ? spawnSync(process.execPath, command.slice(1), { stdio: 'inherit' }) : spawnSync('unshare', [...door, 'sh', '-c', up, 'sh', ...command], { stdio: 'inherit' });
if (error !== undefined) console.error(`loopback: ${error.message}`);
process.exitCode = status ?? 1;
