import { differenceIn, scheduleOf, zones } from './schedules.ts';

/*
 * `npm run schedules -- [COUNT] [SEED]` expands COUNT random schedules (10,000 without one) in each of forty zones, and compares
 * them with an independent library. Prints one difference of each schedule.
 */

const count = Number(process.argv[2] ?? 10_000);
const first = Number(process.argv[3] ?? 1);
const begun = Date.now();
const differences: string[] = [];
for (let seed = first; seed < first + count; seed++) {
  const schedule = scheduleOf(seed);
  const found = zones.flatMap((zone) => differenceIn(schedule, zone) ?? []);
  if (found[0] !== undefined && differences.length < 400) console.log(found[0]);
  differences.push(...found);
}
console.log(`${count} schedules in ${zones.length} zones from seed ${first}: ${differences.length} differences, ${((Date.now() - begun) / 1000).toFixed(0)} s`);
process.exitCode = differences.length === 0 ? 0 : 1;
