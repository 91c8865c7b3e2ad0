import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { raceAll } from './races/raceAll.ts';
import { buildBundles } from '../support/hookProcess.ts';

/*
 * `npm run races -- [N] [NAME]`: something changes at a random moment while an approved command is on its way, N times for each
 * of eight ways. Prints what came of each and ends with 1 when anything else ran than was approved.
 */
const [count = '20', only] = process.argv.slice(2);
buildBundles();
const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-races-')));
let bad = 0;
await raceAll(root, Number(count), ({ name, results, startMs, others }) => {
  const of = (wanted: string): number => results.filter((result) => result === wanted).length;
  bad += of('something else');
  console.log(`${name.padEnd(12)} ${results.length} races: ${of('refused')} refused, ${of('as approved')} ran as approved, ${of('late')} changed after the start, ${of('something else')} ran something else (start after ${startMs.toFixed(0)} ms)${others.length === 0 ? '' : `; changed ${others.map((ms) => ms.toFixed(2)).join(', ')} ms before the start`}`);
}, only);
process.chdir('/');
fs.rmSync(root, { recursive: true, force: true });
process.exit(bad === 0 ? 0 : 1);
