import type { Argument } from '../classify/invocation.ts';
import { decodeBase64Wide } from './decode.ts';
import { slashed, textOf } from './powershellText.ts';
import { unknownWord } from './powershellValue.ts';
import type { PowerShellWalker } from './powershellWalker.ts';

/** `powershell -Command TEXT`, `-EncodedCommand BASE64`, `-File PATH`; parameters may be shortened. */
export function startedShell(words: readonly Argument[], walker: PowerShellWalker): void {
  for (let index = 0; index < words.length; index += 1) {
    const text = words[index]?.text?.toLowerCase();
    const value = words[index + 1];
    const tail = (from: number): string | undefined => textOf({ items: words.slice(from) });
    if (text === undefined) return walker.ask('unread', 'what PowerShell would run is not known before it runs');
    if (/^[-/]e(?:c|n[a-z]*)?$/.test(text)) {
      const decoded = value?.text === undefined ? undefined : decodeBase64Wide(value.text);
      if (decoded === undefined) return walker.ask('encoded', 'runs an encoded command that could not be decoded');
      walker.sink.push(...walker.judgeInner(decoded));
      return;
    }
    const command = /^[-/]c(?:o[a-z]*)?$/.test(text) && !/^[-/]config/.test(text);
    if (command || !/^[-/]/.test(text)) {
      const code = tail(command ? index + 1 : index);
      if (code === undefined || code === '-') walker.ask('computed-code', 'what PowerShell would run is not known before it runs');
      else if (!command && /\.ps1$/i.test(text)) walker.sink.push(...walker.scope.script('powershell', slashed(words[index] ?? unknownWord(text, walker.span)), 'powershell.script'));
      else walker.sink.push(...walker.judgeInner(code));
      return;
    }
    if (/^[-/]f(?:i[a-z]*)?$/.test(text)) {
      if (value !== undefined) walker.sink.push(...walker.scope.script('powershell', slashed(value), 'powershell.script'));
      return;
    }
    if (/^[-/](?:ver|v$|\?|help|h$)/.test(text) && !/^[-/]version$/.test(text)) return;
    if (/^[-/](?:ex|ep|exec|w|win|version|inp|if|o|outputformat|psconsolefile|config|custompipename|settingsfile|wd|workingdirectory)/.test(text)) index += 1;
  }
  if (words.length === 0 || words.every((word) => !/^[-/](?:ver|v$|\?|help|h$)/i.test(word.text ?? ''))) walker.ask('session', 'opens a session of PowerShell, where what is typed cannot be judged');
}
