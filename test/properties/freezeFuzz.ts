import { freezeFaultOf, freezeTextAt } from './freezeMutate.ts';

/*
 * `npm run fuzz:freeze -- [COUNT] [SEED]` reads COUNT mutated freeze files (100,000 without one): each is valid, or refused with a place
 * and words. Every fault is printed.
 */

const [count = '100000', seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
const begun = Date.now();
let faults = 0;
for (let index = 0; index < Number(count); index += 1) {
  const text = freezeTextAt(Number(seed), index);
  const fault = freezeFaultOf(text);
  if (fault === undefined) continue;
  faults += 1;
  console.log(`FAULT ${index}: ${fault}\n${JSON.stringify(text.slice(0, 2000))}`);
}
console.log(`${count} freeze files, seed ${seed}: ${faults} faults, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
process.exitCode = faults === 0 ? 0 : 1;
