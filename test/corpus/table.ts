import { parseArgs } from 'node:util';
import { everyday, foreignCollections, labelled, type Absent, type Figure } from './collections.ts';

/*
 * `npm run corpus -- [DIR] [--worst N]` prints one table of how well the engine judges: our own labelled commands, what
 * agents run all day, incidents, and, where DIR holds them, the collections under other licences (gtfobins.jsonl,
 * tldr.jsonl, sessions.jsonl). `--worst N` adds the first N cases behind each figure. Exit code 1 when a bar is missed.
 */

const { values, positionals } = parseArgs({ allowPositionals: true, options: { worst: { type: 'string', default: '0' } } });
const worst = Number(values.worst);
const lines: readonly (Figure | Absent)[] = [
  ...labelled('labelled commands', 'seen.jsonl', { misses: 0, falseAlarms: 1 }),
  ...labelled('commands labelled blind', 'unseen.jsonl', { misses: 1, falseAlarms: 2 }),
  ...everyday(),
  ...foreignCollections(positionals[0]),
];

const missed = lines.filter(isFigure).filter((figure) => !holds(figure));
const rows = [['collection', 'what', 'cases', 'figure', 'bar', ''], ...lines.map(rowOf)];
const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
for (const row of rows) console.log(row.map((cell, column) => (column >= 2 && column <= 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd());

for (const figure of lines.filter(isFigure)) {
  if (worst <= 0 || figure.worst.length === 0) continue;
  console.log(`\n${figure.collection}, ${figure.what}:`);
  for (const line of figure.worst.slice(0, worst)) console.log(`  ${line.replace(/\s+/g, ' ').slice(0, 240)}`);
}
process.exitCode = missed.length === 0 ? 0 : 1;

function isFigure(line: Figure | Absent): line is Figure {
  return 'count' in line;
}

function rowOf(line: Figure | Absent): readonly string[] {
  if (!isFigure(line)) return [line.collection, `absent (${line.path})`, '', '', '', ''];
  const bar = line.most !== undefined ? `≤ ${line.most} %` : line.least !== undefined ? `≥ ${line.least} %` : '';
  return [line.collection, line.what, String(line.of), `${percent(line).toFixed(2)} %`, bar, holds(line) ? '' : 'missed'];
}

function percent({ count, of }: Figure): number {
  return of === 0 ? 0 : (100 * count) / of;
}

function holds(figure: Figure): boolean {
  return (figure.most === undefined || percent(figure) <= figure.most) && (figure.least === undefined || percent(figure) >= figure.least);
}
