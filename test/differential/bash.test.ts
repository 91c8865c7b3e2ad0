import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { parsePosix } from '../../src/core/shell/posix.ts';
import { destructive } from '../properties/destructive.ts';
import { fc } from '../properties/fastCheck.ts';
import { seeds } from '../properties/mutate.ts';
import { spelled, written } from '../properties/spelling.ts';
import { wrapped, wrappedLine } from '../properties/wrapping.ts';
import { posixNames } from './commandNames.ts';
import { secondGrammar, type SecondOpinion } from './grammar.ts';

const bash = spawnSync('bash', ['--version'], { encoding: 'utf8' });
const found = bash.status === 0 && bash.stdout.includes('GNU bash');

/** The project's own corpus, and generated programs: destructive commands in all spellings, wrappers and names. */
function lines(spelledToo: boolean): readonly string[] {
  const own = seeds(['seen.jsonl', 'shellForms.jsonl']).filter(({ shell }) => shell === 'bash').map(({ text }) => text);
  const generated = fc.sample(fc.constantFrom(...destructive).chain((words) => (spelledToo ? fc.oneof(spelled(words), wrapped(written(words)), spelled(words).chain(wrappedLine)) : wrapped(written(words)))), { numRuns: 500, seed: 1 });
  // A null byte cannot be handed to a program.
  return [...new Set([...own, ...generated])].filter((text) => !/[\u0000\ud800-\udfff]/.test(text));
}

/** Patterns with qualifiers: zsh reads them, bash only with another setting. */
const zshOnly = /\*\(N\)/;

const joined = (name: string): string => name.replace(/\\\n/g, '');

/** Names of the second grammar that are none: reserved words, the end of a group, arithmetic, and words before their braces are expanded. */
const misnamed = /^(?:time|coproc|!|[{}]|if|then|else|fi|for|while|do|done|case|esac|function|\(\([^]*\)\))$|\{[^}]*(?:,|\.\.)[^}]*\}/;

/** Where the second grammar is wrong by the manual of bash, and we are right. */
const misread: readonly { readonly form: RegExp; readonly why: string }[] = [
  { form: /(?:^|\s)(?:!|time) \{ /, why: 'a group behind `!` or `time` is a group, not a command with words' },
  { form: /\r/, why: 'a carriage return is no blank of bash' },
  { form: /\$IFS\//, why: 'a variable in the middle of a word ends no word' },
  { form: /\w\\\n\S/, why: 'a line that goes on in the middle of a word' },
  { form: /<<E\nE \nE\n/, why: 'the end of a here-document stands alone on its line' },
];

/** Whether bash itself would read the text; `-n` runs nothing. */
const bashReads = (text: string): boolean => spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' }).status === 0;

describe('bash against itself and a second grammar', function () {
  this.timeout(120_000);

  it(found ? 'reads as a whole only what `bash -n` reads too' : 'NOT COMPARED WITH BASH: there is no bash here, the second grammar alone is asked', () => {
    if (!found) {
      console.warn('bash was not found: what our parser reads is compared with the second grammar alone');
      return;
    }
    const laxer = lines(true).filter((text) => parsePosix(text).status === 'complete' && !zshOnly.test(text) && !bashReads(text));
    assert.deepEqual(laxer, []);
  });

  it('finds every command that the second grammar finds', async () => {
    const read: (text: string) => SecondOpinion = await secondGrammar('bash');
    const missing = lines(false).filter((text) => {
      const mine = parsePosix(text);
      const theirs = read(text);
      if (mine.status !== 'complete' || !theirs.complete) return false;
      const left = new Set(posixNames(mine).map(joined));
      return theirs.commands.some((name) => !left.has(joined(name)) && !misnamed.test(name) && !misread.some(({ form }) => form.test(text)));
    });
    assert.deepEqual(missing, []);
  });
});
