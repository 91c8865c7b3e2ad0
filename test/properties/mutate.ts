import { readdirSync, readFileSync } from 'node:fs';
import { describedWorld, dialectOf, type Scene } from '../../src/core/resolve/describedWorld.ts';
import { parsePosix } from '../../src/core/shell/posix.ts';
import { lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../src/core/decide.ts';
import { judge } from '../../src/core/judge.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';

/** An input of the fuzzer. */
export interface FuzzInput {
  readonly shell: 'bash' | 'pwsh' | 'cmd';
  readonly text: string;
}

const corpus = new URL('../corpus/', import.meta.url);
const kept = new URL('fuzz/', corpus);

/** Inputs that once showed a fault: one file each, the first line names the shell. */
export function keptInputs(): readonly (FuzzInput & { readonly name: string })[] {
  return readdirSync(kept).filter((name) => name.endsWith('.txt')).sort().map((name) => {
    const text = readFileSync(new URL(name, kept), 'utf8');
    const end = text.indexOf('\n');
    return { name, shell: shellOf(text.slice(0, end)), text: text.slice(end + 1) };
  });
}

const shellOf = (name: unknown): FuzzInput['shell'] => (name === 'pwsh' || name === 'cmd' ? name : 'bash');

/** Lines of the project's own corpora, which mutations start from. */
export function seeds(files: readonly string[] = ['seen.jsonl', 'everyday.jsonl', 'incidents.jsonl', 'shellForms.jsonl']): readonly FuzzInput[] {
  const inputs = files.flatMap((file) =>
    readFileSync(new URL(file, corpus), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { readonly shell?: string; readonly command: string }));
  return [...inputs.filter(({ shell }) => shell !== 'sql' && shell !== 'mcp').map(({ shell, command }) => ({ shell: shellOf(shell), text: command })), ...keptInputs()];
}

/** Pieces that shells read specially. */
const pieces: Readonly<Record<FuzzInput['shell'], readonly string[]>> = {
  bash: ['"', "'", '`', '$(', ')', '${', '}', '((', '))', '<(', '>(', '|', '||', '&&', '&', ';', ';;', '\n', '\\\n', '\\', '<<E\n', '\nE\n', "<<'E'\n", '<<<', '>', '>>', '2>&1', '{', ' }', '( ', '[[ ', ' ]]', 'if ', 'then ', 'fi', 'for x in ', 'do ', 'done', 'case x in ', 'esac', 'f() ', 'function g ', '!', '#', '*', '?', '[a]', '{a,b}', '{1..9}', '~', '$x', '"$@"', '$*', '${x:-', '${x//', '${!x}', '$((', '$[', "$'\\x", '=', '+=', '=(', 'eval ', 'trap ', 'alias ', 'exec ', 'set -- ', 'sudo ', 'env ', 'xargs ', 'bash -c ', 'pwsh -c ', 'cmd /c ', 'coproc ', 'select ', 'time ', 'rm -rf ', ' /', ' ~', '\r', '\t', '\u0000', '\u202e', '\u200b', '\ud83d', 'é', '\u00a0'],
  pwsh: ['"', "'", '`', '$(', ')', '@(', '@{', '}', '{', '|', ';', '&', '&&', '||', '\n', '`\n', '$x', '${x}', '$env:', '@"\n', '\n"@', "@'\n", "\n'@", '#', '<#', '#>', '[', ']', '::', '.', ',', '%', '? ', 'if (', 'else ', 'foreach (', 'while (', 'try ', 'catch ', 'function f ', 'param(', 'iex ', 'Remove-Item ', '-Recurse', '-enc ', 'cmd /c ', '>', '>>', '2>&1', '*', '~', '\\', '-f ', '=', '+=', '..', '--%', '\u0000', '\u201c', '\u2013'],
  cmd: ['"', '^', '%', '%%', '!', '%x%', '!x!', '%x:a=b%', '%~dp0', '&', '&&', '|', '||', '(', ')', '>', '>>', '2>&1', '<', '\n', '^\n', 'if ', 'else ', 'for %i in (', ') do ', 'call ', 'start ', 'set x=', 'set /a ', 'cmd /c ', 'powershell -c ', 'del ', 'rd /s ', '/q', '\\', '*', '?', ':label', 'goto ', 'rem ', '::', '@', ',', ';', '=', '\u0000'],
};

/** A small generator of numbers, the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = (seed * 2654435761) >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Cuts where a shell would: at white space, operators, quotes and brackets. */
const tokens = (text: string): readonly string[] => text.split(/(\s+|[|&;()<>{}"'`$\\]+)/).filter((token) => token !== '');

/** Input number `index` of the run `seed`: a line of the corpus after a few mutations that keep most of its grammar. */
export function inputAt(all: readonly FuzzInput[], seed: number, index: number): FuzzInput {
  const next = numbers(seed * 1_000_003 + index);
  const pick = <Item>(items: readonly Item[], otherwise: Item): Item => items[next(Math.max(1, items.length))] ?? otherwise;
  const first = pick<FuzzInput>(all, { shell: 'bash', text: 'ls' });
  let list = [...tokens(first.text)].slice(0, 400);
  for (let count = next(5); count >= 0; count -= 1) {
    const at = next(list.length + 1);
    switch (next(8)) {
      case 0: list.splice(at, 0, pick(pieces[first.shell], ' ')); break;
      case 1: list.splice(at, 1); break;
      case 2: list.splice(at, 0, ...list.slice(next(list.length + 1)).slice(0, 6)); break;
      case 3: list = [...list.slice(0, at), ...tokens(pick(all, first).text).slice(next(4)).slice(0, 200)]; break;
      case 4: list.splice(at, 1, pick(pieces[first.shell], ' ')); break;
      case 5: list = [...list.slice(0, at), pick(pieces[first.shell], '$('), ...list.slice(at), pick(pieces[first.shell], ')')]; break;
      case 6: list.splice(at, 0, String.fromCharCode(next(0x2100))); break;
      default: list = [pick(['bash -c ', 'eval ', 'echo ', 'x=', '', 'pwsh -c ', 'cmd /c '], ''), ...list];
    }
  }
  return { shell: next(40) === 0 ? pick<FuzzInput['shell']>(['bash', 'pwsh', 'cmd'], 'bash') : first.shell, text: list.join('') };
}

/** What is wrong with the judgement of an input; undefined = nothing. A time is the run's business, not this function's. */
export function faultOf({ shell, text }: FuzzInput): string | undefined {
  const scene: Scene = { shell };
  const world = describedWorld(scene);
  try {
    const effects = judge({ kind: 'shell', command: text, dialect: dialectOf(shell) }, { world, policy: defaultPolicy, programs: lookupInCatalogue });
    const { decision } = decide(effects, { policy: defaultPolicy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root });
    const internal = effects.find(({ rule }) => rule === 'limit.internal-error');
    if (internal !== undefined) return `internal error (${decision}): ${internal.reason}`;
    if (shell === 'bash' && decision === 'allow' && parsePosix(text.replace(/\r\n?/g, '\n')).status !== 'complete') return 'allowed although it was not read as a whole';
    return undefined;
  } catch (error) {
    return `threw: ${error instanceof Error ? error.message : String(error)}`;
  }
}
