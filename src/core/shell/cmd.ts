import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import { variableEffects } from '../classify/variables.ts';
import type { Effect, Span } from '../verdict.ts';
import { cmdBuiltin, internalName } from './cmdBuiltins.ts';
import { readCmd, type CmdNode, type CmdRedirection, type CmdWord } from './cmdReader.ts';
import { breachOf, characterWork, longestPath, textWork, unknownDirectory } from './limits.ts';

/** Stands in a word for the value of a variable that is not known. */
const unknownMark = '\u0001';
/** Most elements that a loop is followed for one by one, and most rounds of loops in loops. */
const maxRounds = 32;
const maxRoundsInAll = 256;
/** What one node, or one word, costs at least. */
const nodeWork = 32;
/** Deepest loops in loops: each level reads its body once more. */
const maxLoops = 16;

/**
 * Effects of cmd text: commands, blocks, pipes, `if`, `for`, `call`, `start`, variables. What could not be read as a whole and
 * names that are not known are uninspectable. Never throws.
 */
export function judgeCmd(text: string, scope: Scope, span: Span): readonly Effect[] {
  const breach = scope.depth > 10 ? 'shells are nested too deep' : breachOf(text);
  if (breach !== undefined) return [scope.uninspectable(scope.depth > 10 ? 'limit.depth' : 'limit.shell-text', breach, span)];
  if (!scope.spend(textWork + text.length * characterWork)) return [];
  const walker = new CmdWalker(scope, span);
  walker.lines(text.replace(/\r\n?/g, '\n'));
  return walker.effects;
}

class CmdWalker {
  readonly effects: Effect[] = [];
  private scope: Scope;
  private readonly span: Span;
  /** Variables that the text set, by upper-case name; undefined = set to something unknown. */
  private readonly variables = new Map<string, string | undefined>();
  private loops = 0;
  /** Rounds of the loop that is walked: those of all loops around it multiplied. */
  private rounds = 1;

  constructor(scope: Scope, span: Span) {
    this.scope = scope;
    this.span = span;
  }

  /** cmd puts variables in before it reads a line (or a block, or a joined line). */
  lines(text: string): void {
    const { body, complete } = readCmd(this.expanded(text));
    if (!complete) this.ask('syntax', 'the command could not be read as a whole');
    for (const node of body) this.node(node, undefined);
  }

  private ask(rule: string, reason: string): void {
    this.effects.push(this.scope.uninspectable(`cmd.${rule}`, reason, this.span));
  }

  /** `%NAME%`, `!NAME!`. A name that this text sets anywhere has another value by the time it is used: not known. */
  private expanded(text: string): string {
    const set = new Set(Array.from(text.matchAll(/(?:^|[\s&|(@])set\s+(?:\/[ap]\s+)?"?([^\s="]+)/gi), (found) => (found[1] ?? '').toUpperCase()));
    return text.replace(/%([^%\s=&|<>()"!^:~]+)(:[^%\n]*)?%|!([^!\s=&|<>()"%^:]+)(:[^!\n]*)?!|%~?[0-9*](?![\w%])/g, (_, percent: string | undefined, change: string | undefined, bang: string | undefined, bangChange: string | undefined) => {
      const name = (percent ?? bang ?? '').toUpperCase();
      if (name === '' || change !== undefined || bangChange !== undefined || set.has(name)) return unknownMark;
      const value = this.known(name);
      return value === undefined || /[&|<>^"\n%!()]/.test(value) ? unknownMark : value;
    });
  }

  private known(name: string): string | undefined {
    if (this.variables.has(name)) return this.variables.get(name);
    const { world, cwd } = this.scope;
    switch (name) {
      case 'USERPROFILE': return world.home;
      case 'CD': return cwd;
      case 'COMSPEC': return 'cmd.exe';
      case 'TEMP': case 'TMP': return world.tempDirectories[0];
      case 'ERRORLEVEL': case 'RANDOM': case 'TIME': case 'DATE': return '0';
      default: return this.scope.variable(name);
    }
  }

  private node(node: CmdNode, piped: string | undefined | null): void {
    if (!this.scope.spend(nodeWork)) return;
    switch (node.kind) {
      case 'command':
        this.redirect(node.redirections);
        this.command(node.words, piped);
        return;
      case 'pipeline': {
        let text: string | undefined | null = piped;
        for (const [index, each] of node.commands.entries()) {
          const before = this.effects.length;
          this.node(each, text);
          text = printed(each) ?? null;
          // What is picked by its name shows nothing of the rest.
          const next = node.commands[index + 1];
          if (next?.kind === 'command' && /^find(?:str)?(?:\.exe)?$/i.test(next.words[0] ?? '')) this.effects.push(...this.effects.splice(before).filter(({ rule }) => rule !== 'secrets.environment'));
        }
        return;
      }
      case 'block':
        this.redirect(node.redirections);
        for (const each of node.body) this.node(each, piped);
        return;
      case 'if': {
        const before = this.scope;
        for (const branch of node.branches) {
          this.node(branch, piped);
          if (this.scope.cwd !== before.cwd) this.moveTo(undefined);
        }
        return;
      }
      case 'for':
        this.forLoop(node);
    }
  }

  private forLoop(node: Extract<CmdNode, { kind: 'for' }>): void {
    const options = node.options.map((option) => option.toLowerCase());
    const items = options.includes('/f') || options.includes('/l') ? this.counted(node, options) : options.includes('/r') ? node.items.map((item) => (/^"?(?:[a-zA-Z]:|[\\/])/.test(item) ? item : `${(node.options.filter((option) => !/^\/[a-z]$/i.test(option))[0] ?? '.').replace(/"/g, '')}\\${item}`)) : node.items;
    const before = this.scope;
    this.loops += 1;
    const outer = this.rounds;
    const each = items.length > maxRounds || items.length * outer > maxRoundsInAll ? [unknownMark] : items;
    this.rounds = outer * Math.max(1, each.length);
    if (this.loops > maxLoops) this.ask('loops', 'loops are nested too deep');
    else {
      for (const item of each) {
        this.node(filled(node.body, node.variable, item), undefined);
        if (this.scope.cwd !== before.cwd) this.moveTo(undefined);
      }
    }
    this.loops -= 1;
    this.rounds = outer;
  }

  /** `for /l` gives numbers; `for /f` what a file or a command prints, and the command is run. */
  private counted(node: Extract<CmdNode, { kind: 'for' }>, options: readonly string[]): readonly string[] {
    if (options.includes('/l')) return ['0'];
    for (const item of node.items) {
      const command = /^(['`])([^]*)\1$/.exec(item)?.[2];
      if (command !== undefined) this.lines(command);
      else if (!item.startsWith('"')) this.effects.push(...this.scope.path('read', this.word(item), 'cmd.for'));
    }
    return [unknownMark];
  }

  private redirect(redirections: readonly CmdRedirection[]): void {
    for (const { operator, target } of redirections) {
      const word = this.word(target);
      if (word.text?.toLowerCase() === 'nul') continue;
      this.effects.push(...this.scope.path(operator === '<' ? 'read' : operator === '>>' ? 'append' : 'replace', word, 'shell.redirect'));
    }
  }

  private word(raw: CmdWord): Argument {
    const text = raw.includes(unknownMark) ? undefined : raw.replace(/"/g, '').replace(/\\/g, '/');
    return { text, raw: raw.replaceAll(unknownMark, '%…%'), glob: /[*?]/.test(text ?? ''), splits: text === undefined, span: this.span };
  }

  private moveTo(directory: string | undefined): void {
    this.scope.inDirectory((directory?.length ?? 0) > longestPath ? unknownDirectory : directory ?? unknownDirectory, (moved) => {
      this.scope = moved;
      return [];
    });
  }

  /** `piped`: text that another command prints to it; null = not known; undefined = nothing is piped. */
  private command(given: readonly CmdWord[], piped: string | undefined | null): void {
    if (!this.scope.spend(given.length * nodeWork)) return;
    const words = separated(given);
    const [first, ...rest] = words;
    if (first === undefined || first.startsWith(':')) return;
    if (first.includes(unknownMark)) {
      this.ask('computed-command', `the name of the command \`${first.replaceAll(unknownMark, '%…%')}\` is only known when it runs`);
      return;
    }
    const name = first.replace(/"/g, '').replace(/^.*[\\/]/, '').replace(/\.(?:exe|com|cmd|bat)$/i, '').toLowerCase();
    switch (name) {
      case 'cd': case 'chdir': case 'pushd': case 'popd':
        return this.changeDirectory(name, rest);
      case 'set':
        return this.setVariable(rest.join(' '));
      case 'call':
        if (rest[0]?.startsWith(':') !== true) this.command(rest, piped);
        return;
      case 'start':
        return this.command(rest.filter((word, index) => !/^\/[a-z]/i.test(word) && !(index === 0 && word.startsWith('"'))), undefined);
      case 'cmd':
        return this.innerShell(rest, piped);
      case 'powershell': case 'pwsh':
        this.effects.push(...this.scope.inDirectory(this.scope.cwd, (inner) => inner.code('powershell', [name, ...rest.map(powershellWord)].join(' '), this.span)));
        return;
      case 'forfiles':
        return this.forFiles(rest);
      default:
    }
    const all = words.map((word) => this.word(word));
    const own = /[\\/.]/.test(first) && !internalName(first.toLowerCase()) ? undefined : cmdBuiltin(name, all.slice(1), this.scope, this.span);
    if (own !== undefined) for (const effect of own) this.effects.push(effect);
    else if (piped === undefined) this.effects.push(...this.scope.command(all, this.span));
    else this.effects.push(...this.scope.shell(`printf %s ${posixWord(piped ?? undefined)} | ${all.map((word) => posixWord(word.text)).join(' ')}`, this.span));
  }

  private changeDirectory(name: string, rest: readonly CmdWord[]): void {
    const targets = rest.filter((word) => word.toLowerCase() !== '/d');
    if (name === 'popd') return this.moveTo(undefined);
    if (targets.length === 0) return;
    const target = this.word(targets.join(' '));
    this.moveTo(target.text === undefined || target.glob ? undefined : this.scope.resolve(target.text));
  }

  /** `set NAME=value`: PATH and variables that make programs run code are judged. */
  private setVariable(text: string): void {
    if (text.trim() === '') {
      this.effects.push(this.scope.effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'secrets.environment', reason: 'shows the whole environment with its secrets to the agent' }, this.span));
      return;
    }
    const found = /^(\/[ap]\s)?([^=]+)=([^"]*)"?$/i.exec(text);
    if (found === null) return;
    const name = (found[2] ?? '').trimStart().replace(/^"/, '').trim().toUpperCase();
    const value = found[1] !== undefined || text.includes(unknownMark) ? undefined : found[3];
    if (name === 'PATH' || name === 'PATHEXT' || name === 'COMSPEC') {
      if (!text.slice(text.indexOf('=') + 1).startsWith(unknownMark)) this.ask('lasting-variable', `setting \`${name}\` changes which programs run`);
    } else this.effects.push(...variableEffects(name, value, this.scope, this.span));
    this.variables.set(name, undefined);
  }

  /** `cmd /c TEXT`: the outermost quotes go. Without `/c` or `/k` it reads what is piped in. */
  private innerShell(rest: readonly CmdWord[], piped: string | undefined | null): void {
    const at = rest.findIndex((word) => /^\/[ckr]/i.test(word));
    if (at < 0) {
      if (typeof piped === 'string') this.judgeInner(piped);
      else this.ask('session', 'opens a session of cmd, or runs what is piped into it');
      return;
    }
    const [own = '', ...others] = rest.slice(at);
    const line = [own.slice(2), ...others].join(' ').trim();
    const bare = /^"[^]*"$/.test(line) ? line.slice(1, -1) : line.startsWith('"') && !line.slice(1).includes('"') ? line.slice(1) : line;
    this.judgeInner(bare);
  }

  private judgeInner(line: string): void {
    const text = line.replaceAll(unknownMark, '%TAGOUT_UNKNOWN%');
    this.effects.push(...this.scope.inDirectory(this.scope.cwd, (inner) => judgeCmd(text, inner, this.span)));
  }

  /** `forfiles /p DIR /m MASK /c "cmd /c …@file"`. */
  private forFiles(rest: readonly CmdWord[]): void {
    const after = (option: string): string | undefined => rest[rest.findIndex((word) => word.toLowerCase() === option) + 1]?.replace(/^"|"$/g, '');
    const has = (option: string): boolean => rest.some((word) => word.toLowerCase() === option);
    const line = has('/c') ? (after('/c') ?? '') : 'cmd /c echo @file';
    const files = `${has('/p') ? (after('/p') ?? '.') : '.'}\\${has('/m') ? (after('/m') ?? '*') : '*'}`;
    this.judgeInner(line.replace(/@(?:file|path|relpath|fname)/gi, () => files));
  }
}

/** What a command prints, where that is constant. */
function printed(node: CmdNode): string | undefined {
  if (node.kind !== 'command' || node.words[0]?.toLowerCase() !== 'echo' || node.redirections.length > 0) return undefined;
  const text = node.words.slice(1).join(' ');
  return text.includes(unknownMark) ? undefined : text;
}

/** The body of a loop with its variable in place: `%i`, `%%i`, `%~i`; other modifiers make it unknown. */
function filled(node: CmdNode, variable: string, item: string): CmdNode {
  const put = (word: CmdWord): CmdWord => word.replace(/%{1,2}(~[a-zA-Z$:]*)?(\S)/g, (whole, change: string | undefined, name: string) => {
    if (name === variable && change === undefined) return item;
    if (change === undefined || !change.endsWith(variable) && name !== variable) return whole;
    return (name === variable ? change : change.slice(0, -1)) === '~' ? item.replace(/^"|"$/g, '') + (name === variable ? '' : name) : unknownMark;
  });
  const redirected = (list: readonly CmdRedirection[]): readonly CmdRedirection[] => list.map((each) => ({ ...each, target: put(each.target) }));
  switch (node.kind) {
    case 'command': return { ...node, words: node.words.map(put), redirections: redirected(node.redirections) };
    case 'pipeline': return { ...node, commands: node.commands.map((each) => filled(each, variable, item)) };
    case 'block': return { ...node, body: node.body.map((each) => filled(each, variable, item)), redirections: redirected(node.redirections) };
    case 'if': return { ...node, words: node.words.map(put), branches: node.branches.map((each) => filled(each, variable, item)) };
    case 'for': return { ...node, items: node.items.map(put), body: filled(node.body, variable, item) };
  }
}

/** `rd/s/q x`, `cd..`, `del"x"`: cmd's own commands need no blank behind their name; switches stand together. */
function separated(words: readonly CmdWord[]): readonly CmdWord[] {
  const [first = '', ...rest] = words;
  const name = internalName(first.toLowerCase());
  if (name === undefined || first.length === name.length && !rest.some((word) => /^\/[^/\s]+\//.test(word) || /[,;]/.test(word))) return words;
  const behind = first.slice(name.length);
  const parts = (word: CmdWord): readonly CmdWord[] => (/^(?:\/[a-z?][\w:-]*)+$/i.test(word) ? word.split(/(?=\/)/) : word.includes('"') || name === 'echo' || name === 'set' ? [word] : word.split(/[,;]+/).filter((part) => part !== ''));
  return [name, ...[...(behind === '' ? [] : [behind]), ...rest].flatMap(parts)];
}

const powershellWord = (word: CmdWord): string => {
  if (word.includes(unknownMark)) return '$unknown';
  const text = word.replace(/"/g, '');
  return /^[-/]\w+$/.test(text) ? text : `'${text.replace(/'/g, "''")}'`;
};

const posixWord = (text: string | undefined): string => (text === undefined ? '"$TAGOUT_UNKNOWN"' : `'${text.replace(/'/g, "'\\''")}'`);
