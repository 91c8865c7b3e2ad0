import type { PathUse, Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import { unpackEffects } from '../classify/transfer/unpack.ts';
import type { Effect, Span } from '../verdict.ts';
import { cmdletChange } from './cmdletChanges.ts';
import { endedProcesses } from './cmdletProcesses.ts';
import { requestWords } from './cmdletRequest.ts';

/** Aliases of PowerShell and the cmd words that it takes as aliases. */
const aliases: Readonly<Record<string, string>> = {
  ri: 'remove-item', rm: 'remove-item', del: 'remove-item', erase: 'remove-item', rd: 'remove-item', rmdir: 'remove-item', rp: 'remove-itemproperty',
  gci: 'get-childitem', ls: 'get-childitem', dir: 'get-childitem', gc: 'get-content', cat: 'get-content', type: 'get-content', gi: 'get-item', gl: 'get-location', pwd: 'get-location',
  cp: 'copy-item', copy: 'copy-item', cpi: 'copy-item', mv: 'move-item', move: 'move-item', mi: 'move-item', ren: 'rename-item', rni: 'rename-item', ni: 'new-item', md: 'new-item', mkdir: 'new-item',
  sc: 'set-content', ac: 'add-content', clc: 'clear-content', cli: 'clear-item', echo: 'write-output', write: 'write-output', select: 'select-object', sls: 'select-string', where: 'where-object', '?': 'where-object',
  foreach: 'foreach-object', '%': 'foreach-object', sort: 'sort-object', measure: 'measure-object', group: 'group-object', ft: 'format-table', fl: 'format-list', fw: 'format-wide', iex: 'invoke-expression', icm: 'invoke-command',
  iwr: 'invoke-webrequest', curl: 'invoke-webrequest', wget: 'invoke-webrequest', irm: 'invoke-restmethod', ps: 'get-process', gps: 'get-process', kill: 'stop-process', spps: 'stop-process', saps: 'start-process', start: 'start-process',
  ii: 'invoke-item', ipmo: 'import-module', rmo: 'remove-module', epcsv: 'export-csv', ipcsv: 'import-csv', gwmi: 'get-wmiobject', gcim: 'get-ciminstance', nsn: 'new-pssession', etsn: 'enter-pssession', rsnp: 'remove-pssnapin', sp: 'set-itemproperty', gp: 'get-itemproperty', scb: 'set-clipboard', gcb: 'get-clipboard', sajb: 'start-job', rjb: 'remove-job', spjb: 'stop-job', gjb: 'get-job', rcjb: 'receive-job', wjb: 'wait-job', rnp: 'rename-itemproperty', cpp: 'copy-itemproperty', gcm: 'get-command', gm: 'get-member', tee: 'tee-object', cls: 'clear-host', clear: 'clear-host', h: 'get-history', history: 'get-history', gsv: 'get-service', sasv: 'start-service', spsv: 'stop-service', rvpa: 'resolve-path', sleep: 'start-sleep', diff: 'compare-object', compare: 'compare-object',
};

/** Commands that only show, compare or reshape what goes through the pipeline. */
const reading = /^(?:(?:get|test|select|measure|sort|group|compare|convertfrom|convertto|convert|resolve|split|join|find|search|show|wait|format(?!-volume))-[a-z]+|out-(?:string|host|null|default|gridview)|write-(?:host|output|verbose|debug|warning|error|information|progress)|clear-host|where-object|start-sleep|new-(?:object|timespan|guid|temporaryfile)|receive-job|import-(?:csv|clixml)|set-strictmode|update-(?:help|formatdata))$/;

/** Paths that lead into stores other than the file system. */
const provider = /^(?:(?:Microsoft\.PowerShell\.\w+\\)?\w+::)?(?:HK(?:CU|LM|CR|U|CC)|HKEY_\w+|Cert|WSMan|SQLSERVER|IIS|AD)(?::|[\\/])/i;

/** Full lower-case name of a cmdlet or alias; undefined = not one of PowerShell's own. */
export function canonicalCmdlet(name: string): string | undefined {
  const alias = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  return alias ?? (/^[a-z]+-[a-z0-9]+$/.test(name) ? name : undefined);
}

/** What a cmdlet does. `upstream`: the paths that the command before it in the pipeline lists. */
export function cmdletEffects(name: string, words: readonly Argument[], upstream: readonly Argument[] | undefined, scope: Scope, span: Span): readonly Effect[] {
  const rule = `powershell.${name}`;
  if (words.some((word) => /^-wh[a-z]*$/i.test(word.text ?? '') && !/:\$?false/i.test(word.raw))) return [shows(name, rule, scope, span)];
  if (name === 'invoke-webrequest' || name === 'invoke-restmethod') return scope.command(requestWords(words, span), span);
  if (name === 'stop-process') return endedProcesses(words, upstream, scope, span);
  const change = cmdletChange(name);
  if (change !== undefined) return [scope.effect({ kind: change.kind, reversibility: change.reversibility, blastRadius: change.radius, rule, reason: change.reason, ...(change.posture === undefined ? {} : { posture: change.posture }) }, span)];
  const paths = pathsOf(words, upstream);
  const each = (use: PathUse, of: readonly Argument[] = paths): readonly Effect[] => of.flatMap((path) => scope.path(use, path, rule));
  switch (name) {
    case 'remove-item':
    case 'clear-item': {
      const keys = paths.filter(({ text }) => text !== undefined && provider.test(text));
      if (keys.length > 0) return keys.map((key) => scope.effect({ kind: 'config', reversibility: 'irreversible', blastRadius: 'machine', rule, reason: `deletes \`${key.raw}\` from the registry or another store of the machine` }, span));
      if (paths.length === 0) return [scope.uninspectable(rule, 'what would be deleted comes from the pipeline and is not known', span, { kind: 'delete' })];
      return each(words.some((word) => /^-r(?:ec[a-z]*)?$/i.test(word.text ?? '')) || upstream !== undefined ? 'delete-tree' : 'delete');
    }
    case 'clear-content':
      return each('delete');
    case 'set-content':
    case 'out-file':
    case 'tee-object':
    case 'export-csv':
    case 'export-clixml':
      return each('write', paths.slice(0, 1));
    case 'compress-archive':
      return [...each('read', paths.slice(0, -1)), ...each('write', paths.slice(-1))];
    case 'expand-archive':
      return [...unpackEffects({ archive: paths[0], into: paths[1], members: [], strip: 0, renames: false }, span, scope), ...each('read', paths.slice(0, 1)), ...each('write', paths.length > 1 ? paths.slice(1) : [{ text: '.', raw: '.', glob: false, splits: false, span }])];
    case 'start-transcript':
    case 'export-modulemember':
    case 'export-alias':
      return paths.length === 0 ? [shows(name, rule, scope, span)] : each('write', paths.slice(0, 1));
    case 'import-module':
      return paths.flatMap((path) => (path.text !== undefined && /^[\w.-]+$/.test(path.text) && !/\.(?:psm1|psd1|ps1|dll)$/i.test(path.text) ? [shows(name, rule, scope, span)] : scope.script('powershell', path, rule)));
    case 'unblock-file':
      return each('append');
    case 'new-item': {
      const [path] = paths;
      if (path?.text !== undefined && provider.test(path.text)) return [scope.effect({ kind: 'system', reversibility: 'reversible', blastRadius: 'machine', posture: 'ask', rule, reason: `makes \`${path.raw}\` in the registry or another store of the machine` }, span)];
      const replaces = words.some(({ text }) => /^-fo(?:r(?:ce?)?)?$/i.test(text ?? '')) && !words.some(({ text }) => /^directory$/i.test(text ?? ''));
      return each(replaces ? 'replace' : 'append', paths.slice(0, 1));
    }
    case 'add-content':
      return each('append', paths.slice(0, 1));
    case 'copy-item':
      return [...each('read', paths.slice(0, -1)), ...each('write', paths.slice(-1))];
    case 'move-item':
    case 'rename-item':
      return [...each('move', paths.slice(0, 1)), ...each('write', paths.slice(1, 2))];
    case 'get-childitem':
    case 'get-item':
      // The drive of the environment holds its secrets as well.
      if (paths.some(({ text }) => /^env:[/\\]?\*?$/i.test(text ?? '')) || (paths.length === 0 && /\/env:$/i.test(scope.cwd ?? ''))) return [scope.effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.environment', reason: 'shows every variable of the environment, secrets included' }, span)];
      return [shows(name, rule, scope, span)];
    case 'get-content':
    case 'select-string': {
      const found = each('read');
      return found.length > 0 ? found : [shows(name, rule, scope, span)];
    }
    default:
      return reading.test(name) ? [shows(name, rule, scope, span)] : [scope.uninspectable(rule, `what \`${name}\` does is not known`, span)];
  }
}

function shows(name: string, rule: string, scope: Scope, span: Span): Effect {
  return scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', rule, reason: `\`${name}\` only shows something` }, span);
}

/** Parameters whose value is no path. */
const otherValues = /^-(?:itemtype|type|it[a-z]*|value|encoding|enc[a-z]*|filter|fi|fil|filt|filte|filter|include|inc[a-z]*|exclude|exc[a-z]*|patt[a-z]*|depth|first|last|tail|totalcount|delimiter|name|erroraction|ea|warningaction|wa|credential|stream|newname|inputobject)$/i;

/** Whether a parameter takes a value that is no path. */
export const valuedParameter = (name: string): boolean => otherValues.test(name);

/** Path words: positional ones and the values of `-Path`, `-LiteralPath`, `-Destination`, else what the pipeline hands in. */
function pathsOf(words: readonly Argument[], upstream: readonly Argument[] | undefined): readonly Argument[] {
  const paths: Argument[] = [];
  for (const [index, word] of words.entries()) {
    if (word.text?.startsWith('-') === true && /^-[a-z]/i.test(word.text)) continue;
    if (otherValues.test(words[index - 1]?.text ?? '')) continue;
    paths.push({ ...word, text: word.text?.replace(/\\/g, '/') });
  }
  return paths.length > 0 ? paths : (upstream ?? []).map((path) => ({ ...path, text: path.text?.replace(/\\/g, '/') }));
}
