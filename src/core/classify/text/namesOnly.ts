import { nameOf, type Invocation } from '../invocation.ts';

/** Files of `NAME=value` lines: what stands before the sign is no secret. */
const settings = /(?:^|[\\/])(?:\.env(?:\.[\w.-]+)?|[\w.-]+\.env)$/;

/** Patterns of grep that can only match the name of a variable; `-o` shows nothing but the match. */
const namePattern = /^\^(?:export )?(?:\[[A-Za-z0-9_-]+\](?:[*+]|\\\+)|\[\^=\](?:[*+]|\\\+))=?$/;

/** `s/=.*$/=<set>/p`: everything behind the sign is replaced by fixed text, and only such lines are shown. */
const maskingScript = /^s([/|#,])=\.\*\$?\1=?[\w <>*.-]*\1g?p$/;

/** Whether a command shows of `.env` files only the names of the variables, or only whether or how often something is in them. */
export function showsNamesOnly(invocation: Invocation): boolean {
  const { program, operands } = invocation;
  // `-d=` is read as an option with an empty value, and means the sign.
  const splitsAtSign = (option: string): boolean => /^=?$/.test(invocation.value(option)?.text ?? '?');
  switch (program === 'cut' ? nameOf(invocation) : program) {
    case 'cut':
      return splitsAtSign('-d') && invocation.value('-f')?.text === '1' && invocation.values('-f').length === 1 && files(operands);
    case 'grep':
      if (['--count', '--quiet', '--files-with-matches', '--files-without-match'].some((option) => invocation.has(option))) return true;
      return invocation.has('--only-matching') && !invocation.has('--regexp') && !invocation.has('--file') && namePattern.test(operands[0]?.text ?? '') && files(operands.slice(1));
    case 'sed':
      return invocation.has('--quiet') && !['--expression', '--file', '--in-place'].some((option) => invocation.has(option)) && maskingScript.test(operands[0]?.text ?? '') && files(operands.slice(1));
    case 'awk':
      return splitsAtSign('-F') && !invocation.has('-f') && /^\s*\{\s*print \$1\s*(?:;\s*)?\}\s*$/.test(operands[0]?.text ?? '') && files(operands.slice(1));
    default:
      return false;
  }
}

/** A key or a certificate has no names: every file must be one of settings. */
const files = (words: Invocation['operands']): boolean => words.length > 0 && words.every(({ text, glob }) => !glob && settings.test(text ?? ''));
