import type { Argument } from '../classify/invocation.ts';
import type { Span } from '../verdict.ts';

/** Parameters of `Invoke-WebRequest` and `Invoke-RestMethod` with the option of curl that means the same; shortened names count. */
const options: readonly (readonly [RegExp, string | undefined])[] = [
  [/^-(?:u|ur|uri)$/i, '--url'],
  [/^-(?:met[a-z]*|customm[a-z]*)$/i, '-X'],
  [/^-(?:b|bo|bod|body)$/i, '-d'],
  [/^-(?:f|fo|for|form)$/i, '-F'],
  [/^-inf[a-z]*$/i, '-T'],
  [/^-outf[a-z]*$/i, '-o'],
  [/^-(?:he[a-z]*)$/i, '-H'],
  [/^-(?:contentt[a-z]*|usera[a-z]*|timeout[a-z]*|maxi[a-z]*|retry[a-z]*|proxy|proxycredential|cred[a-z]*|cert[a-z]*|websession|session[a-z]*|auth[a-z]*|token|sslp[a-z]*|httpversion|transfer[a-z]*|erroraction|ea|statusc[a-z]*|responseh[a-z]*)$/i, undefined],
];

/** The words of the curl command that sends the same request: one judgement serves both. */
export function requestWords(words: readonly Argument[], span: Span): readonly Argument[] {
  const word = (text: string): Argument => ({ text, raw: text, glob: false, splits: false, span });
  const found: Argument[] = [word('curl')];
  for (let index = 0; index < words.length; index += 1) {
    const current = words[index];
    if (current === undefined) break;
    const text = current.text;
    if (text === undefined || !/^-[a-z]/i.test(text)) {
      found.push({ ...current, glob: false });
      continue;
    }
    const [name = text, attached] = /^(-[a-z]+):(.*)$/is.exec(text)?.slice(1) ?? [text];
    const row = options.find(([pattern]) => pattern.test(name));
    if (row === undefined) continue;
    const value = attached === undefined ? words[index + 1] : { ...current, text: attached };
    if (attached === undefined) index += 1;
    if (row[1] !== undefined && value !== undefined) found.push(word(row[1]), { ...value, glob: false });
  }
  return found;
}
