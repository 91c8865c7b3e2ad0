import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { faultPoints } from '../../../src/node/faultPoint.ts';
import { buildWithFaults, killAt, violations } from './killAt.ts';

/* `npm run faults -- [N]`: a `kill -9` at every named step, N times each. Ends with 1 when anything ran without its record or a promised checkpoint was lost. */
const [count = '20'] = process.argv.slice(2);
const directory = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-faults-')));
let bad = 0;
try {
  const dist = buildWithFaults(directory);
  for (const point of faultPoints) {
    let [ran, promised] = [0, 0];
    for (let at = 0; at < Number(count); at++) {
      const aftermath = await killAt(point, dist);
      const wrong = violations(aftermath);
      bad += wrong.length;
      if (aftermath.ran) ran += 1;
      if (aftermath.restored === true) promised += 1;
      if (wrong.length > 0) console.log(`${point}: ${wrong.join('; ')}: ${JSON.stringify(aftermath)}`);
    }
    console.log(`${point.padEnd(28)} ${count} killed: ${ran} had begun to run, ${promised} promised a checkpoint, which brings everything back`);
  }
} finally {
  fs.rmSync(directory, { recursive: true, force: true });
}
console.log(bad === 0 ? 'never a run without a record, never a promised checkpoint lost' : `${bad} violations`);
process.exit(bad === 0 ? 0 : 1);
