import type { Argument } from '../classify/invocation.ts';
import { isSetUpScript } from '../resolve/setUpScript.ts';
import type { Span } from '../verdict.ts';
import type { Output, Stdin, Walker } from './walker.ts';

/** `source FILE`: the file runs in this very shell. */
export function sourceFile(words: readonly Argument[], walker: Walker, stdin: Stdin, span: Span): Output {
  const [file] = words;
  if (file === undefined) return '';
  const scope = walker.scope(stdin);
  const path = file.text === undefined ? undefined : scope.resolve(file.text);
  if (path === undefined) {
    walker.sink.push(scope.uninspectable('shell.source', `what \`${file.raw}\` holds is not known before it runs`, span));
    return undefined;
  }
  const text = scope.readText(path);
  const trusted = isSetUpScript(path) && !scope.world.session.written.includes(path) && !walker.state.overlay.files.has(path);
  if (trusted) return '';
  if (/\/\.env(?:\.[\w.-]+)?$/.test(path) && text === undefined) walker.sink.push(...scope.path('read', file, 'shell.source'));
  else if (text === undefined) walker.sink.push(scope.uninspectable('shell.source', `the file \`${file.raw}\` could not be read`, span));
  else {
    const { positional } = walker.state;
    if (words.length > 1) walker.state.positional = words.slice(1);
    walker.sink.push(...scope.shellHere(text, span));
    walker.state.positional = words.length > 1 ? positional : walker.state.positional;
  }
  return undefined;
}
