import type { ImpactFacts } from '../impact.ts';
import { relativeTo } from '../resolve/lexicalPath.ts';
import { code, count, listed, number, size } from './words.ts';

/** What happens to files, how many of them are nowhere else, and which have unsaved changes. Names are told from `from`, an absolute directory; what lies outside of it by its whole path. */
export function fileClauses(facts: ImpactFacts, from: string): readonly string[] {
  const { totals, files, complete, discard, unsaved } = facts;
  const atLeast = complete ? '' : 'at least ';
  const only = files.length === 1 && totals.files === 1 ? files[0] : undefined;
  const named = (number: number): string => `${atLeast}${only === undefined ? count(number, 'file') : code(nameIn(from, only.path))}`;
  const { delete: gone, overwrite: replaced, discard: discarded, trash } = totals.byAct;
  const clauses = [
    ...(gone > 0 ? [`Deletes ${named(gone)} (${size(totals.bytes)})`] : []),
    ...(trash > 0 ? [`Moves ${named(trash)} (${size(totals.bytes)}) to the trash`] : []),
    ...(replaced > 0 ? [`Overwrites ${named(replaced)}`] : []),
    ...(discarded > 0 ? [`Discards uncommitted changes in ${named(discarded)}${discard === undefined ? '' : ` (+${number(discard.insertions)} −${number(discard.deletions)} lines)`}`] : []),
  ];
  const notes = clauses.length === 0 ? [] : [fate(facts)].filter((note) => note !== '');
  const open = unsaved.length === 0 ? [] : [`${listed(unsaved.map((file) => code(nameIn(from, file))), 3)} ${unsaved.length === 1 ? 'has' : 'have'} unsaved changes in this window`];
  const last = clauses.pop();
  if (last === undefined) return open.length === 0 ? [] : [`Takes away what is not saved: ${open.join('')}`];
  return [...clauses, [last, ...notes, ...open].join('; ')];
}

/** What of it was never committed or is changed, and how much cannot be brought back; empty where nothing is lost. */
function fate({ totals, keepable }: ImpactFacts): string {
  const { untracked, ignored, outside, modified, unknown } = totals.byState;
  const { discard, trash } = totals.byAct;
  const never = untracked + ignored + outside;
  const changed = Math.max(0, modified - discard);
  const only = totals.files === 1;
  const parts = [
    ...(never === 0 ? [] : [only ? 'it was never committed' : never === totals.files ? 'none of them was ever committed' : `${number(never)} ${never === 1 ? 'was' : 'were'} never committed`]),
    ...(changed === 0 ? [] : [`${only ? 'it has' : changed === 1 ? '1 has' : `${number(changed)} have`} uncommitted changes`]),
  ].join(' and ');
  const lost = totals.lost - discard;
  const without = `cannot be brought back${keepable ? ' without a checkpoint' : ''}`;
  const back = trash > 0 ? '' : lost === never + changed ? (lost === 0 ? '' : ` and ${without}`) : lost <= 0 ? ' but the content is kept elsewhere' : `${parts === '' ? '' : ', '}${lost === totals.files ? 'none of them' : number(lost)} ${lost === totals.files ? without.replace('cannot', 'can') : without}`;
  const asked = unknown === 0 ? '' : `what git has of ${unknown === totals.files ? (only ? 'it' : 'them') : number(unknown)} is not known yet`;
  return [`${parts}${back}`, asked].filter((text) => text !== '').join('; ');
}

/** Windows paths are named with `/` too; in others a backslash is a character like any other. */
const slashed = (path: string): string => (path.startsWith('/') ? path : path.replaceAll('\\', '/'));

const nameIn = (from: string, path: string): string => relativeTo(slashed(from), slashed(path), false) ?? path;
