import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Effect, Span } from '../verdict.ts';
import { decodeBase64Wide } from './decode.ts';
import { cmdletEffects, canonicalCmdlet } from './cmdlets.ts';
import { readPowerShell, type PowerShellCommand } from './powershellWords.ts';

/**
 * Effects of PowerShell text. Only plain commands, pipelines and strings are read; expressions, script blocks that do
 * more than compare, and computed names are uninspectable.
 */
export function judgePowerShell(text: string, scope: Scope, span: Span): readonly Effect[] {
  if (scope.depth > 10) return [scope.uninspectable('limit.depth', 'shells are nested too deep', span)];
  const effects: Effect[] = [];
  let here = scope;
  for (const pipeline of readPowerShell(text, scope, span)) {
    let upstream: readonly Argument[] | undefined;
    for (const command of pipeline) {
      const moved = locationOf(command, here);
      if (moved !== undefined) {
        const from: Scope = here;
        here = scopeIn(from, moved);
        continue;
      }
      effects.push(...commandEffects(command, upstream, here, span));
      upstream = listedBy(command);
    }
  }
  return effects;
}

/** A scope whose working directory is another one. */
export function scopeIn(scope: Scope, directory: string | undefined): Scope {
  let inner = scope;
  scope.inDirectory(directory, (moved) => {
    inner = moved;
    return [];
  });
  return inner;
}

function locationOf(command: PowerShellCommand, scope: Scope): string | undefined {
  const name = command.words[0]?.text?.toLowerCase();
  if (name === undefined || !['cd', 'chdir', 'sl', 'set-location', 'push-location', 'pushd'].includes(name)) return undefined;
  const target = command.words.slice(1).find((word) => word.text?.startsWith('-') !== true);
  return target?.text === undefined ? (target === undefined ? scope.world.home : '/unknown-directory') : (scope.resolve(target.text) ?? '/unknown-directory');
}

function commandEffects(command: PowerShellCommand, upstream: readonly Argument[] | undefined, scope: Scope, span: Span): readonly Effect[] {
  const writes = command.writes.flatMap((file) => scope.path(file.append ? 'append' : 'write', file.path, 'shell.redirect'));
  if (command.problem !== undefined) return [...writes, scope.uninspectable('powershell.unread', command.problem, span)];
  const [first, ...rest] = command.words;
  if (first === undefined) return writes;
  if (first.text === undefined) return [...writes, scope.uninspectable('powershell.computed-command', `the name of the command \`${first.raw}\` is only known when it runs`, span)];
  const name = first.text.replace(/\\/g, '/').replace(/^.*\//, '').replace(/\.exe$/i, '').toLowerCase();
  if (name === 'powershell' || name === 'pwsh') return [...writes, ...nested(rest, scope, span)];
  if (name === 'cmd') return [...writes, ...scope.code('cmd', rest.filter((word) => !/^\/[a-z]$/i.test(word.text ?? '')).map((word) => word.text ?? '%UNKNOWN%').join(' '), span)];
  const cmdlet = canonicalCmdlet(name);
  if (cmdlet !== undefined) return [...writes, ...cmdletEffects(cmdlet, rest, upstream, scope, span)];
  return [...writes, ...scope.command(command.words, span)];
}

/** `powershell -Command TEXT`, `-EncodedCommand BASE64`, `-File PATH`; parameters may be shortened. */
function nested(words: readonly Argument[], scope: Scope, span: Span): readonly Effect[] {
  for (let index = 0; index < words.length; index += 1) {
    const text = words[index]?.text?.toLowerCase();
    const value = words[index + 1];
    if (text === undefined) return [scope.uninspectable('powershell.unread', 'what PowerShell would run is not known before it runs', span)];
    if (/^[-/]e(?:c|n[a-z]*)?$/.test(text)) {
      const decoded = value?.text === undefined ? undefined : decodeBase64Wide(value.text);
      return decoded === undefined ? [scope.uninspectable('powershell.encoded', 'runs an encoded command that could not be decoded', span)] : judgeInner(decoded, scope, span);
    }
    if (/^[-/]c(?:o[a-z]*)?$/.test(text)) return judgeInner(words.slice(index + 1).map((word) => word.text ?? '$unknown').join(' '), scope, span);
    if (/^[-/]f(?:i[a-z]*)?$/.test(text)) return value === undefined ? [] : scope.script('powershell', value, 'powershell.script');
    if (/^[-/](?:ex|ep|exec|w|win|version|inputformat|outputformat|psconsolefile|config|custompipename|settingsfile|wd|workingdirectory)/.test(text)) index += 1;
    else if (!/^[-/]/.test(text)) return judgeInner(words.slice(index).map((word) => word.text ?? '$unknown').join(' '), scope, span);
  }
  return [];
}

/** One level deeper, so that nesting ends. */
const judgeInner = (text: string, scope: Scope, span: Span): readonly Effect[] => scope.inDirectory(scope.cwd, (inner) => inner.code('powershell', text, span));

/** What a listing command hands down the pipeline, as globs. */
function listedBy(command: PowerShellCommand): readonly Argument[] | undefined {
  const [first, ...rest] = command.words;
  if (first?.text === undefined || canonicalCmdlet(first.text.toLowerCase()) !== 'get-childitem') return undefined;
  const at = (name: RegExp): Argument | undefined => rest[rest.findIndex((word) => name.test(word.text ?? '')) + 1];
  const named = (name: RegExp): boolean => rest.some((word) => name.test(word.text ?? ''));
  const filter = named(/^-fi/i) ? at(/^-fi/i)?.text : named(/^-inc/i) && !named(/^-lit/i) ? at(/^-inc/i)?.text : undefined;
  const positional = rest.filter((word, index) => word.text?.startsWith('-') !== true && !/^-(?:fi|inc|exc|dep|lit|pa|at)/i.test(rest[index - 1]?.text ?? ''));
  const base = named(/^-(?:lit|pa)/i) ? at(/^-(?:lit|pa)/i) : positional[0];
  const root = base ?? { text: '.', raw: '.', glob: false, splits: false, span: first.span };
  return [{ ...root, glob: true, text: root.text === undefined ? undefined : `${root.text.replace(/[\\/]$/, '')}/${filter ?? '*'}` }];
}
