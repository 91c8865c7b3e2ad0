import { destructive, harmless } from './destructive.ts';
import { fc } from './fastCheck.ts';
import { flagOrders } from './flagOrder.ts';
import { pathSpellings } from './pathSpelling.ts';
import { quoted, spelled, written } from './spelling.ts';
import { strictness, verdictOf, type Shell } from './verdictOf.ts';
import { windowsCases } from './windowsWrapping.ts';
import { named, wrapped, wrappedLine } from './wrapping.ts';

/** Something that holds for every case; `check` gives what is wrong with one. */
export interface Property {
  readonly name: string;
  readonly cases: fc.Arbitrary<Case>;
}

/** A command and the verdict that it must at least have, or exactly `allow`. */
export interface Case {
  readonly command: string;
  readonly shell?: Shell;
  /** 0 allow, 1 ask, 2 deny; the least that is right. */
  readonly atLeast: number;
  readonly mustPass?: boolean;
}

const known = new Map<string, number>();

/** Strictness of a plain command, remembered. */
function baseline(line: string): number {
  const found = known.get(line) ?? strictness(line);
  known.set(line, found);
  return found;
}

const command = fc.constantFrom(...destructive);
const held = (words: readonly string[], line: string): Case => ({ command: line, atLeast: baseline(written(words)) });

const separators = ['; ', ' && ', ' || ', '\n', ' & ', ' | ', ' # note\n', ';\n\n'] as const;

/** Text that is only data where it stands. */
const data: readonly ((line: string) => string)[] = [
  (line) => `echo ${quoted(line)}`,
  (line) => `printf '%s\\n' ${quoted(line)}`,
  (line) => `git commit -m ${quoted(line)}`,
  (line) => `grep -rn ${quoted(line)} src`,
  (line) => `ls # ${line}`,
  (line) => `cat <<'TAG'\n${line}\nTAG`,
  (line) => `note=${quoted(line)}; echo "$note"`,
  (line) => `git log --grep ${quoted(line)}`,
  (line) => `[ "$1" = ${quoted(line)} ]`,
  (line) => `case "$1" in ${quoted(line)}) ls ;; esac`,
  (line) => `echo ${quoted(line)} | wc -c`,
  (line) => `for x in ${quoted(line)}; do echo "$x"; done`,
];

export const properties: readonly Property[] = [
  { name: 'quoting never lowers', cases: command.chain((words) => spelled(words).map((line) => held(words, line))) },
  { name: 'wrapping never lowers', cases: command.chain((words) => wrapped(written(words)).map((line) => held(words, line))) },
  { name: 'quoting inside wrappers never lowers', cases: command.chain((words) => spelled(words).chain((line) => wrappedLine(line)).map((line) => held(words, line))) },
  { name: 'names never lower', cases: fc.tuple(command, fc.constantFrom(...named)).chain(([words, name]) => wrappedLine(name(words)).map((line) => held(words, line))) },
  { name: 'the order and spelling of options never lowers', cases: flagOrders.map(({ words, base }) => ({ command: written(words), atLeast: baseline(written(base)) })) },
  { name: 'the spelling of a path never lowers', cases: pathSpellings.map(({ line, base }) => ({ command: line, atLeast: baseline(base) })) },
  {
    name: 'adding text never lowers',
    cases: fc.tuple(command, fc.array(fc.tuple(fc.constantFrom(...harmless), fc.constantFrom(...separators)), { maxLength: 4 }), fc.array(fc.tuple(fc.constantFrom(...separators), fc.constantFrom(...harmless)), { maxLength: 4 })).map(([words, before, after]) =>
      held(words, `${before.map(([line, end]) => line + end).join('')}${written(words)}${after.map(([start, line]) => start + line).join('')}`)),
  },
  { name: 'wrapping and quoting in PowerShell never lowers', cases: windowsCases('pwsh') },
  { name: 'wrapping and quoting in cmd never lowers', cases: windowsCases('cmd') },
  {
    name: 'words in data never raise',
    cases: fc.tuple(command, fc.constantFrom(...data), fc.constantFrom(...data)).map(([words, one, other]) => ({ command: `${one(written(words))}\n${other(written(words))}`, atLeast: 0, mustPass: true })),
  },
];

/** What is wrong with a case; undefined = nothing. */
export function wrongWith({ command: line, shell, atLeast, mustPass }: Case): string | undefined {
  const verdict = verdictOf(line, shell);
  const strict = ['allow', 'ask', 'deny'].indexOf(verdict.decision);
  const told = verdict.findings.slice(0, 3).map(({ rule, reason }) => `${rule}: ${reason}`).join('; ');
  if (mustPass === true && strict > 0) return `raised to ${verdict.decision} (${told})`;
  return strict < atLeast ? `lowered to ${verdict.decision} from ${['allow', 'ask', 'deny'][atLeast] ?? ''} (${told})` : undefined;
}
