import type { Argument } from '../classify/invocation.ts';
import { listedProcesses, matchingProcesses } from './cmdletProcesses.ts';
import { canonicalCmdlet, cmdletEffects, valuedParameter } from './cmdlets.ts';
import { assignedIn } from './powershellAssigned.ts';
import { valueOf, wordsOf } from './powershellEvaluate.ts';
import { startedShell } from './powershellStarted.ts';
import { cmdText, listed, posixWord, textOf } from './powershellText.ts';
import type { PsElement, PsExpression } from './powershellTree.ts';
import { unknownWord, type PsValue } from './powershellValue.ts';
import type { PowerShellWalker } from './powershellWalker.ts';

type Command = Extract<PsElement, { kind: 'command' }>;
/** What the command before hands down the pipeline: paths as globs, or texts; undefined = not known. */
export type Upstream = PsValue | undefined;

/** Cmdlets that run the blocks they are given, here and now, and do nothing else. */
const blockRunners = new Set(['foreach-object', 'where-object', 'sort-object', 'group-object', 'select-object', 'measure-object', 'measure-command', 'invoke-command', 'start-job', 'start-threadjob', 'compare-object', 'format-table', 'format-list', 'tee-object', 'new-module']);
const locations = new Set(['set-location', 'push-location', 'pop-location']);
const locationAliases: Readonly<Record<string, string>> = { cd: 'set-location', chdir: 'set-location', sl: 'set-location', pushd: 'push-location', popd: 'pop-location' };

/** One command of a pipeline: what it is given, and what its name stands for. */
export function runElement(command: Command, upstream: Upstream, piped: boolean, walker: PowerShellWalker): PsValue | undefined {
  const [first, ...rest] = command.words;
  if (first === undefined) return undefined;
  if (command.invoked && first.kind === 'block') return invokedBlock(first, rest, walker);
  const known = command.invoked ? valueOf(first, walker) : undefined;
  if (known?.block === true) {
    for (const word of rest) valueOf(word, walker);
    return undefined;
  }
  const text = command.invoked ? textOf(known) : first.kind === 'text' || first.kind === 'joined' || first.kind === 'parameter' ? textOf(valueOf(first, walker)) : undefined;
  if (text === undefined) {
    for (const word of rest) valueOf(word, walker);
    walker.ask('computed-command', `the name of the command \`${first.raw.slice(0, 60)}\` is only known when it runs`);
    return undefined;
  }
  if (command.words.some((word) => word.kind === 'mixed' && word.operators[0] === '--%')) walker.ask('unread', 'what stands behind `--%` is not followed');
  return runNamed(text, rest, upstream, piped, first.raw, walker);
}

function invokedBlock(block: Extract<PsExpression, { kind: 'block' }>, rest: readonly PsExpression[], walker: PowerShellWalker): PsValue | undefined {
  for (const word of rest) valueOf(word, walker);
  return walker.statements(block.body);
}

function runNamed(text: string, rest: readonly PsExpression[], upstream: Upstream, piped: boolean, raw: string, walker: PowerShellWalker): PsValue | undefined {
  const { scope, span } = walker;
  const path = text.replace(/\\/g, '/');
  const module = /^[\w.]+\/([\w-]+)$/.exec(path)?.[1];
  const name = (module !== undefined && /^[A-Za-z]+-/.test(module) ? module : path.replace(/^.*\//, '').replace(/\.(?:exe|cmd|bat|com)$/i, '')).toLowerCase();
  const program = /\.(?:exe|cmd|bat|com)$/i.test(text) || (path.includes('/') && module === undefined);
  const cmdlet = program ? undefined : (locationAliases[name] ?? canonicalCmdlet(name));
  if (walker.functions.has(name) && !program) {
    for (const word of rest) valueOf(word, walker);
    return undefined;
  }
  if (cmdlet === 'foreach-object') { forEachObject(rest, upstream, walker); return; }
  const words = wordsOfCommand(rest, walker);
  if (cmdlet !== undefined && locations.has(cmdlet)) { changeLocation(cmdlet, words, walker); return; }
  if (name === 'powershell' || name === 'pwsh') {
    startedShell(words, walker);
    return undefined;
  }
  if (cmdlet !== undefined) return runCmdlet(cmdlet, rest, words, upstream, piped, walker);
  const named: Argument = { text, raw, glob: false, splits: false, span };
  if (name === 'cmd') walker.sink.push(...cmdText(words).flatMap((line) => scope.code('cmd', line, span)));
  else if (!piped) walker.sink.push(...scope.command([named, ...words], span));
  else walker.sink.push(...scope.shell(`printf %s ${posixWord(textOf(upstream))} | ${[named, ...words].map((word) => posixWord(word.text)).join(' ')}`, span));
  return undefined;
}

/** Words of a command; of a list that is the value of a parameter which takes no path, only the first counts. */
function wordsOfCommand(rest: readonly PsExpression[], walker: PowerShellWalker): readonly Argument[] {
  return rest.flatMap((word, index) => {
    const before = rest[index - 1];
    const found = wordsOf(word, walker);
    return before?.kind === 'parameter' && before.value === undefined && valuedParameter(before.name) ? found.slice(0, 1) : found;
  });
}

function runCmdlet(cmdlet: string, rest: readonly PsExpression[], words: readonly Argument[], upstream: Upstream, piped: boolean, walker: PowerShellWalker): PsValue | undefined {
  const { scope, span } = walker;
  const blocks = rest.some((word) => word.kind === 'block' || (word.kind === 'parameter' && word.value?.kind === 'block'));
  switch (cmdlet) {
    case 'invoke-expression': {
      const code = textOf({ items: words.filter((word) => !/^-c/i.test(word.text ?? '')) });
      if (code === undefined || words.length === 0) walker.ask('computed-code', 'the text that would run is not known before it runs');
      else walker.sink.push(...walker.judgeInner(code));
      return undefined;
    }
    case 'start-process': {
      const plain = words.filter((word, index) => word.text === undefined || (!/^-/.test(word.text) && !/^-(?:wo|verb|win|red|cred)/i.test(words[index - 1]?.text ?? '')));
      const parts = plain.flatMap((word) => (word.text === undefined ? [word] : word === plain[0] ? [word] : word.text.split(/\s+/).map((text) => ({ ...word, text }))));
      const [program, ...others] = parts;
      if (program?.text === undefined) walker.ask('computed-command', 'the program that would start is not known before it runs');
      else if (words.some((word) => /^-verb/i.test(word.text ?? ''))) walker.ask('elevated', `starts \`${program.text}\` with other rights`);
      else if (/^(?:cmd|powershell|pwsh)(?:\.exe)?$/i.test(program.text)) runNamed(program.text, others.map((word) => ({ kind: 'text', text: word.text ?? '$unknown', raw: word.raw, quoted: true })), undefined, false, program.raw, walker);
      else walker.sink.push(...scope.command(parts, span));
      return undefined;
    }
    case 'set-variable': case 'new-variable': case 'clear-variable': case 'remove-variable':
      walker.variables.forgetAll();
      return undefined;
    case 'invoke-command':
      if (!blocks || words.some((word) => /^-(?:co|cn|se|ho|vm|fi|sshc|asj)/i.test(word.text ?? ''))) walker.ask('invoke-command', 'runs something at another place, or a script that is not known');
      return undefined;
    default:
  }
  // The block gives the new name and was judged as what it runs; which names come out, only the run tells.
  if (blocks && cmdlet === 'rename-item') {
    renamed(words, upstream, walker);
    return undefined;
  }
  if (blocks && !blockRunners.has(cmdlet)) walker.ask('block', `when \`${cmdlet}\` runs its block is not known`);
  if (cmdlet === 'where-object') return upstream === undefined ? undefined : { ...upstream, items: matchingProcesses(upstream.items) };
  if (blocks && blockRunners.has(cmdlet)) return cmdlet === 'sort-object' ? upstream : undefined;
  walker.sink.push(...cmdletEffects(cmdlet, words, piped ? (upstream?.items ?? [unknownWord('what the pipeline hands on', span)]) : undefined, scope, span));
  if (/^(?:select|sort)-object$/.test(cmdlet)) return upstream;
  if (cmdlet === 'get-process') return { items: listedProcesses(words, span) };
  return cmdlet === 'get-childitem' || cmdlet === 'get-item' ? { items: listed(words, cmdlet === 'get-childitem', span) } : cmdlet === 'write-output' ? { items: words.filter((word) => !/^-/.test(word.text ?? '')) } : undefined;
}

function forEachObject(rest: readonly PsExpression[], upstream: Upstream, walker: PowerShellWalker): undefined {
  const items = upstream === undefined || !walker.follows(upstream.items) ? undefined : upstream.items;
  for (const word of rest) {
    const body = word.kind === 'block' ? word.body : word.kind === 'parameter' && word.value?.kind === 'block' ? word.value.body : undefined;
    if (body !== undefined) {
      for (const name of assignedIn(body)) walker.variables.set(name, undefined);
      if (items === undefined || items.length === 0) walker.branch(body, 'unknown');
      else walker.loop(items, (item) => { walker.branch(body, { items: [item] }); });
    } else if (word.kind === 'text' && /^(?:name|fullname|basename|extension|length|count|value|key|keys|values|version|path|line|linenumber|message|id|cpu|lastwritetime|directory|directoryname|parent)$/i.test(word.text)) continue;
    else if (word.kind !== 'parameter') {
      valueOf(word, walker);
      walker.ask('member', `what \`${word.raw.slice(0, 40)}\` does for each object is not known`);
    } else if (word.value !== undefined) valueOf(word.value, walker);
  }
  return undefined;
}

/** `… | Rename-Item -NewName { … }`: each file that the pipeline names goes to another name beside it. */
function renamed(words: readonly Argument[], upstream: Upstream, walker: PowerShellWalker): void {
  const scope = walker.scope;
  const named = words.filter((word) => word.text !== undefined && !/^-/.test(word.text));
  const files = named.length > 0 ? named : upstream?.items;
  if (files === undefined || files.some(({ text }) => text === undefined)) walker.ask('rename', 'which files get other names is not known before it runs');
  else walker.sink.push(...files.flatMap((file) => [...scope.path('move', file, 'powershell.rename-item'), ...scope.path('write', file, 'powershell.rename-item')]));
}

function changeLocation(cmdlet: string, words: readonly Argument[], walker: PowerShellWalker): undefined {
  const target = words.find((word) => word.text?.startsWith('-') !== true);
  if (cmdlet === 'pop-location' || (target !== undefined && target.text === undefined)) walker.moveTo(undefined);
  else walker.moveTo(target?.text === undefined ? walker.scope.world.home : walker.scope.resolve(target.text));
  return undefined;
}
