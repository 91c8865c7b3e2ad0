import assert from 'node:assert/strict';
import { readPowerShell } from '../../src/core/shell/powershellReader.ts';
import { powershellNames } from './commandNames.ts';
import { secondGrammar, type SecondOpinion } from './grammar.ts';
import { powershellLines } from './powershellLines.ts';

/*
 * The grammar that VS Code ships reads the same lines. Where it does not understand what we read, or finds a command that we
 * do not, one of the two is wrong; each such form was looked up in the language specification and in the manual pages
 * about_Operators, about_Pipeline_Chain_Operators and about_Switch. We are right in all of these, and the grammar is not:
 */
const misreadByTheGrammar: readonly { readonly form: RegExp; readonly why: string }[] = [
  { form: /switch \(\$x\) \{ '/, why: 'a switch whose cases stand on one line' },
  { form: /a, b -Name|modules, \.|bin, \.|Name, CPU|Path, Line/, why: 'a list with a blank behind its comma, as the last word or in front of a parameter' },
  { form: /\b1\.\.[35]/, why: '`1..5` in front of a pipe is a range, not a command' },
  { form: /echo a`;b/, why: 'an escaped semicolon ends no command' },
  { form: /&& (?:\$[\w:]+(?:, \$b)? =|\[[\w[\]]+\]\$\w+ =|throw|return|function|try|do|while|if|for|foreach|switch)/, why: 'a statement behind `&&`: PowerShell refuses it, we judge both sides' },
  { form: /\{ param\(\$x\) /, why: 'a function with its parameters on one line' },
  { form: /^# /, why: 'a comment and nothing else' },
  { form: /^begin \{/, why: 'named blocks without a function' },
  { form: /^ForEach-Object -Parallel/, why: 'a block behind a parameter' },
  { form: /\$HOME\\\.ssh/, why: 'a dot behind a backslash is no member' },
  { form: /--flag=value/, why: 'an option of a program with two dashes' },
  { form: /\| % (?:FullName|Delete)/, why: '`%` is the name of a command' },
  { form: /\$true \? 1 : 2/, why: 'the ternary operator of PowerShell 7' },
];

const judged = (text: string): boolean => misreadByTheGrammar.some(({ form }) => form.test(text));

/** Names that the other found and we did not. */
function lost(mine: readonly string[], theirs: readonly string[]): readonly string[] {
  const left = [...mine];
  return theirs.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe('PowerShell against a second grammar', function () {
  this.timeout(60_000);
  let read: (text: string) => SecondOpinion;
  before(async () => {
    read = await secondGrammar('powershell');
  });

  it('reads as a whole only what the grammar reads too', () => {
    const laxer = powershellLines().filter((text) => !judged(text) && readPowerShell(text).complete && !read(text).complete);
    assert.deepEqual(laxer, []);
  });

  it('finds every command that the grammar finds', () => {
    const missing = powershellLines().filter((text) => {
      const mine = readPowerShell(text);
      const theirs = read(text);
      return !judged(text) && mine.complete && theirs.complete && lost(powershellNames(mine.body), theirs.commands).length > 0;
    });
    assert.deepEqual(missing, []);
  });

  it('has a line for each form that the grammar misreads', () => {
    const lines = powershellLines();
    assert.deepEqual(misreadByTheGrammar.filter(({ form }) => !lines.some((text) => form.test(text))), []);
  });
});
