import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import { variableEffects } from '../classify/variables.ts';
import type { Effect, Span } from '../verdict.ts';
import { canonicalCmdlet, cmdletEffects, valuedParameter } from './cmdlets.ts';
import { decodeBase64Wide } from './decode.ts';
import type { PsElement, PsExpression, PsStatement } from './powershellTree.ts';
import { onlyReads, ownVariable, PsVariables, unknownWord, type PsValue } from './powershellValue.ts';

/** Most elements that a loop is followed for one by one. */
const maxRounds = 32;
/** Most rounds of loops in loops. */
const maxRoundsInAll = 256;

type Command = Extract<PsElement, { kind: 'command' }>;
/** What the command before hands down the pipeline: paths as globs, or texts; undefined = not known. */
type Upstream = PsValue | undefined;
type JudgeText = (text: string, scope: Scope) => readonly Effect[];

/** Cmdlets that run the blocks they are given, here and now, and do nothing else. */
const blockRunners = new Set(['foreach-object', 'where-object', 'sort-object', 'group-object', 'select-object', 'measure-object', 'measure-command', 'invoke-command', 'start-job', 'start-threadjob', 'compare-object', 'format-table', 'format-list', 'tee-object', 'new-module']);
const locations = new Set(['set-location', 'push-location', 'pop-location']);
const locationAliases: Readonly<Record<string, string>> = { cd: 'set-location', chdir: 'set-location', sl: 'set-location', pushd: 'push-location', popd: 'pop-location' };

/**
 * Walks a PowerShell tree: keeps variables and the directory, goes into every block, and collects effects.
 * INVARIANT: whatever is not understood becomes an uninspectable effect.
 */
export class PowerShellWalker {
  private scope: Scope;
  private readonly span: Span;
  private readonly sink: Effect[];
  private readonly judgeText: JudgeText;
  private variables = new PsVariables();
  private readonly functions = new Set<string>();
  /** Rounds of the loop that is walked: those of all loops around it multiplied. */
  private rounds = 1;

  constructor(scope: Scope, span: Span, sink: Effect[], judgeText: JudgeText) {
    this.scope = scope;
    this.span = span;
    this.sink = sink;
    this.judgeText = judgeText;
  }

  statements(body: readonly PsStatement[]): PsValue | undefined {
    let value: PsValue | undefined = { items: [] };
    for (const statement of body) {
      const one = this.statement(statement);
      value = body.length === 1 ? one : undefined;
    }
    return value;
  }

  private ask(rule: string, reason: string): void {
    this.sink.push(this.scope.uninspectable(`powershell.${rule}`, reason, this.span));
  }

  /** A body that may run or not, or several times. */
  private branch(body: readonly PsStatement[], item?: PsValue | 'unknown'): void {
    const outer = this.variables;
    const cwd = this.scope;
    this.variables = outer.copy();
    if (item !== undefined) for (const name of ['_', 'psitem']) this.variables.set(name, item === 'unknown' ? undefined : item);
    this.statements(body);
    outer.forgetChangesOf(this.variables);
    this.variables = outer;
    if (this.scope !== cwd && this.scope.cwd !== cwd.cwd) this.moveTo(undefined);
  }

  /** Whether a loop over these is followed one by one; otherwise it is walked once, for any. */
  private follows(items: readonly Argument[]): boolean {
    return items.length <= maxRounds && items.length * this.rounds <= maxRoundsInAll && !items.some((item) => item.splits);
  }

  private loop<Item>(items: readonly Item[], round: (item: Item) => void): void {
    const outer = this.rounds;
    this.rounds = outer * Math.max(1, items.length);
    for (const item of items) round(item);
    this.rounds = outer;
  }

  private statement(statement: PsStatement): PsValue | undefined {
    switch (statement.kind) {
      case 'pipeline':
        return this.pipeline(statement.elements);
      case 'assignment':
        { this.assign(statement); return; }
      case 'blocks':
        // What a loop sets holds for its next round.
        if (statement.loop) for (const body of [statement.conditions, ...statement.bodies]) for (const name of assignedIn(body)) this.variables.set(name, undefined);
        this.statements(statement.conditions);
        for (const body of statement.bodies) this.branch(body, 'unknown');
        return undefined;
      case 'foreach': {
        const over = this.statements(statement.over);
        for (const name of assignedIn(statement.body)) this.variables.set(name, undefined);
        const rounds: readonly (Argument | undefined)[] = over === undefined || !this.follows(over.items) ? [undefined] : over.items;
        this.loop(rounds, (item) => {
          this.variables.set(statement.variable, item === undefined ? undefined : { items: [item] });
          this.branch(statement.body);
        });
        this.variables.set(statement.variable, undefined);
        return undefined;
      }
      case 'function': {
        if (canonicalCmdlet(statement.name) !== undefined && !/^[a-z]+-/.test(statement.name) || this.scope.programs(statement.name) !== undefined) this.ask('shadowed-program', `a function takes the name of the program \`${statement.name}\``);
        const outer = this.variables;
        this.variables = new PsVariables();
        this.statements(statement.body);
        this.variables = outer;
        // A call may set whatever the body sets.
        for (const name of assignedIn(statement.body)) this.variables.set(name, undefined);
        this.functions.add(statement.name);
        return undefined;
      }
      case 'unread':
        this.ask('unread', `\`${statement.text}\` is a statement that is not followed`);
        return undefined;
    }
  }

  private assign({ names, plain, target, value }: Extract<PsStatement, { kind: 'assignment' }>): undefined {
    const given = this.statements(value);
    if (names.length === 0) this.value(target);
    for (const name of names) {
      const drive = /^(\w+):/.exec(name)?.[1];
      if (drive === 'env') this.sink.push(...variableEffects(name.slice(4).toUpperCase(), plain ? textOf(given) : undefined, this.scope, this.span));
      else if ((drive !== undefined && !/^(?:global|script|local|private|variable)$/.test(drive)) || name === 'psdefaultparametervalues') this.ask('lasting-variable', `setting \`$${name}\` changes what later commands do`);
      else this.variables.set(name, plain && names.length === 1 ? given : undefined);
    }
    return undefined;
  }

  private pipeline(elements: readonly PsElement[]): PsValue | undefined {
    let upstream: Upstream;
    for (const [index, element] of elements.entries()) {
      for (const { target, append } of element.redirections) this.redirect(target, append);
      if (element.kind === 'expression') upstream = this.value(element.value);
      else upstream = this.command(element, upstream, index > 0);
    }
    return upstream;
  }

  private redirect(target: PsExpression, append: boolean): void {
    const [file] = this.words(target);
    if (file === undefined || (target.kind === 'variable' && target.name === 'null') || file.text?.toLowerCase() === 'nul') return;
    this.sink.push(...this.scope.path(append ? 'append' : 'replace', slashed(file), 'shell.redirect'));
  }

  /** Value of an expression; what it runs is judged. Undefined = not known. */
  private value(expression: PsExpression): PsValue | undefined {
    const { raw } = expression;
    const one = (text: string | undefined, glob = false): PsValue => ({ items: [{ text, raw, glob, splits: false, span: this.span }] });
    switch (expression.kind) {
      case 'text':
        return one(expression.quoted ? expression.text : this.home(expression.text), !expression.quoted && /[*?[]/.test(expression.text));
      case 'joined': {
        const values = expression.pieces.map((piece) => this.value(piece));
        const texts = values.map((value) => textOf(value));
        return texts.every((text) => text !== undefined) ? one(texts.join(''), values.some((value) => value?.items.some((item) => item.glob))) : undefined;
      }
      case 'variable': {
        const own = ownVariable(expression.name, this.scope);
        return this.variables.get(expression.name) ?? (own === undefined ? undefined : one(own));
      }
      case 'list': {
        const values = expression.items.map((item) => this.value(item));
        return { items: values.flatMap((value, index) => value?.items ?? [unknownWord(expression.items[index]?.raw ?? raw, this.span)]) };
      }
      case 'program':
        return this.statements(expression.body);
      case 'block':
        this.branch(expression.body, 'unknown');
        return { items: [unknownWord(raw, this.span)], block: true };
      case 'parameter':
        return expression.value === undefined ? one(expression.name) : this.value(expression.value);
      case 'type':
        return undefined;
      case 'member':
        return this.member(expression);
      case 'mixed':
        for (const inside of expression.inside) this.value(inside);
        if (expression.operators.includes('[scriptblock]')) this.ask('computed-code', `\`${raw.slice(0, 40)}\` makes text into a script block`);
        return undefined;
    }
  }

  private member(expression: Extract<PsExpression, { kind: 'member' }>): PsValue | undefined {
    const { on, name, called, raw } = expression;
    const value = on.kind === 'type' ? undefined : this.value(on);
    const words = (called ?? []).map((word) => this.value(word));
    if (called === undefined) return /^(?:fullname|path|pspath)$/.test(name) && value?.items.every((item) => item.glob || item.text !== undefined) === true ? value : undefined;
    if (name === '?' || !onlyReads(on.kind === 'type' ? on.name : undefined, name)) {
      this.ask('method', `what \`${raw.slice(0, 60)}\` does is not known`);
      return undefined;
    }
    return on.kind === 'type' && name === 'combine' && words.every((word) => textOf(word) !== undefined) ? { items: [{ text: words.map(textOf).join('/'), raw, glob: false, splits: false, span: this.span }] } : undefined;
  }

  private home(text: string): string {
    return /^~(?:[\\/]|$)/.test(text) ? this.scope.world.home + text.slice(1) : text;
  }

  /** The words that an expression gives a command. */
  private words(expression: PsExpression): readonly Argument[] {
    if (expression.kind === 'parameter') {
      const { name, value, raw } = expression;
      const parameter: Argument = { text: name, raw, glob: false, splits: false, span: this.span };
      if (value === undefined) return [parameter];
      const off = value.kind === 'variable' ? value.name : undefined;
      if (off === 'false') return [];
      return off === 'true' ? [parameter] : [parameter, ...this.words(value)];
    }
    return this.value(expression)?.items ?? [unknownWord(expression.raw, this.span)];
  }

  private command(command: Command, upstream: Upstream, piped: boolean): PsValue | undefined {
    const [first, ...rest] = command.words;
    if (first === undefined) return undefined;
    if (command.invoked && first.kind === 'block') return this.invokedBlock(first, rest);
    const known = command.invoked ? this.value(first) : undefined;
    if (known?.block === true) {
      for (const word of rest) this.value(word);
      return undefined;
    }
    const text = command.invoked ? textOf(known) : first.kind === 'text' || first.kind === 'joined' || first.kind === 'parameter' ? textOf(this.value(first)) : undefined;
    if (text === undefined) {
      for (const word of rest) this.value(word);
      this.ask('computed-command', `the name of the command \`${first.raw.slice(0, 60)}\` is only known when it runs`);
      return undefined;
    }
    if (command.words.some((word) => word.kind === 'mixed' && word.operators[0] === '--%')) this.ask('unread', 'what stands behind `--%` is not followed');
    return this.named(text, rest, upstream, piped, first.raw);
  }

  private invokedBlock(block: Extract<PsExpression, { kind: 'block' }>, rest: readonly PsExpression[]): PsValue | undefined {
    for (const word of rest) this.value(word);
    return this.statements(block.body);
  }

  private named(text: string, rest: readonly PsExpression[], upstream: Upstream, piped: boolean, raw: string): PsValue | undefined {
    const { scope, span } = this;
    const path = text.replace(/\\/g, '/');
    const module = /^[\w.]+\/([\w-]+)$/.exec(path)?.[1];
    const name = (module !== undefined && /^[A-Za-z]+-/.test(module) ? module : path.replace(/^.*\//, '').replace(/\.(?:exe|cmd|bat|com)$/i, '')).toLowerCase();
    const program = /\.(?:exe|cmd|bat|com)$/i.test(text) || (path.includes('/') && module === undefined);
    const cmdlet = program ? undefined : (locationAliases[name] ?? canonicalCmdlet(name));
    if (this.functions.has(name) && !program) {
      for (const word of rest) this.value(word);
      return undefined;
    }
    if (cmdlet === 'foreach-object') { this.forEachObject(rest, upstream); return; }
    const words = this.commandWords(rest);
    if (cmdlet !== undefined && locations.has(cmdlet)) { this.move(cmdlet, words); return; }
    if (name === 'powershell' || name === 'pwsh') {
      this.started(words);
      return undefined;
    }
    if (cmdlet !== undefined) return this.cmdlet(cmdlet, rest, words, upstream, piped);
    const named: Argument = { text, raw, glob: false, splits: false, span };
    if (name === 'cmd') this.sink.push(...cmdText(words).flatMap((line) => scope.code('cmd', line, span)));
    else if (!piped) this.sink.push(...scope.command([named, ...words], span));
    else this.sink.push(...scope.shell(`printf %s ${posixWord(textOf(upstream))} | ${[named, ...words].map((word) => posixWord(word.text)).join(' ')}`, span));
    return undefined;
  }

  /** Words of a command; of a list that is the value of a parameter which takes no path, only the first counts. */
  private commandWords(rest: readonly PsExpression[]): readonly Argument[] {
    return rest.flatMap((word, index) => {
      const before = rest[index - 1];
      const found = this.words(word);
      return before?.kind === 'parameter' && before.value === undefined && valuedParameter(before.name) ? found.slice(0, 1) : found;
    });
  }

  private cmdlet(cmdlet: string, rest: readonly PsExpression[], words: readonly Argument[], upstream: Upstream, piped: boolean): PsValue | undefined {
    const { scope, span } = this;
    const blocks = rest.some((word) => word.kind === 'block' || (word.kind === 'parameter' && word.value?.kind === 'block'));
    switch (cmdlet) {
      case 'invoke-expression': {
        const code = textOf({ items: words.filter((word) => !/^-c/i.test(word.text ?? '')) });
        if (code === undefined || words.length === 0) this.ask('computed-code', 'the text that would run is not known before it runs');
        else this.sink.push(...this.judgeInner(code));
        return undefined;
      }
      case 'start-process': {
        const plain = words.filter((word, index) => word.text === undefined || (!/^-/.test(word.text) && !/^-(?:wo|verb|win|red|cred)/i.test(words[index - 1]?.text ?? '')));
        const parts = plain.flatMap((word) => (word.text === undefined ? [word] : word === plain[0] ? [word] : word.text.split(/\s+/).map((text) => ({ ...word, text }))));
        const [program, ...others] = parts;
        if (program?.text === undefined) this.ask('computed-command', 'the program that would start is not known before it runs');
        else if (words.some((word) => /^-verb/i.test(word.text ?? ''))) this.ask('elevated', `starts \`${program.text}\` with other rights`);
        else if (/^(?:cmd|powershell|pwsh)(?:\.exe)?$/i.test(program.text)) this.named(program.text, others.map((word) => ({ kind: 'text', text: word.text ?? '$unknown', raw: word.raw, quoted: true })), undefined, false, program.raw);
        else this.sink.push(...scope.command(parts, span));
        return undefined;
      }
      case 'set-variable': case 'new-variable': case 'clear-variable': case 'remove-variable':
        this.variables.forgetAll();
        return undefined;
      case 'invoke-command':
        if (!blocks || words.some((word) => /^-(?:co|cn|se|ho|vm|fi|sshc|asj)/i.test(word.text ?? ''))) this.ask('invoke-command', 'runs something at another place, or a script that is not known');
        return undefined;
      default:
    }
    if (blocks && !blockRunners.has(cmdlet)) this.ask('block', `when \`${cmdlet}\` runs its block is not known`);
    if (cmdlet === 'where-object' || (blocks && blockRunners.has(cmdlet))) return cmdlet === 'where-object' || cmdlet === 'sort-object' ? upstream : undefined;
    this.sink.push(...cmdletEffects(cmdlet, words, piped ? (upstream?.items ?? [unknownWord('what the pipeline hands on', span)]) : undefined, scope, span));
    if (/^(?:select|sort)-object$/.test(cmdlet)) return upstream;
    return cmdlet === 'get-childitem' || cmdlet === 'get-item' ? { items: listed(words, cmdlet === 'get-childitem', span) } : cmdlet === 'write-output' ? { items: words.filter((word) => !/^-/.test(word.text ?? '')) } : undefined;
  }

  private forEachObject(rest: readonly PsExpression[], upstream: Upstream): undefined {
    const items = upstream === undefined || !this.follows(upstream.items) ? undefined : upstream.items;
    for (const word of rest) {
      const body = word.kind === 'block' ? word.body : word.kind === 'parameter' && word.value?.kind === 'block' ? word.value.body : undefined;
      if (body !== undefined) {
        for (const name of assignedIn(body)) this.variables.set(name, undefined);
        if (items === undefined || items.length === 0) this.branch(body, 'unknown');
        else this.loop(items, (item) => { this.branch(body, { items: [item] }); });
      } else if (word.kind === 'text' && /^(?:name|fullname|basename|extension|length|count|value|key|keys|values|version|path|line|linenumber|message|id|cpu|lastwritetime|directory|directoryname|parent)$/i.test(word.text)) continue;
      else if (word.kind !== 'parameter') {
        this.value(word);
        this.ask('member', `what \`${word.raw.slice(0, 40)}\` does for each object is not known`);
      } else if (word.value !== undefined) this.value(word.value);
    }
    return undefined;
  }

  private move(cmdlet: string, words: readonly Argument[]): undefined {
    const target = words.find((word) => word.text?.startsWith('-') !== true);
    if (cmdlet === 'pop-location' || (target !== undefined && target.text === undefined)) this.moveTo(undefined);
    else this.moveTo(target?.text === undefined ? this.scope.world.home : this.scope.resolve(target.text));
    return undefined;
  }

  private moveTo(directory: string | undefined): void {
    this.scope.inDirectory(directory ?? '/unknown-directory', (moved) => {
      this.scope = moved;
      return [];
    });
  }

  private judgeInner(code: string): readonly Effect[] {
    return this.scope.inDirectory(this.scope.cwd, (inner) => this.judgeText(code, inner));
  }

  /** `powershell -Command TEXT`, `-EncodedCommand BASE64`, `-File PATH`; parameters may be shortened. */
  started(words: readonly Argument[]): void {
    for (let index = 0; index < words.length; index += 1) {
      const text = words[index]?.text?.toLowerCase();
      const value = words[index + 1];
      const tail = (from: number): string | undefined => textOf({ items: words.slice(from) });
      if (text === undefined) return this.ask('unread', 'what PowerShell would run is not known before it runs');
      if (/^[-/]e(?:c|n[a-z]*)?$/.test(text)) {
        const decoded = value?.text === undefined ? undefined : decodeBase64Wide(value.text);
        if (decoded === undefined) return this.ask('encoded', 'runs an encoded command that could not be decoded');
        this.sink.push(...this.judgeInner(decoded));
        return;
      }
      const command = /^[-/]c(?:o[a-z]*)?$/.test(text) && !/^[-/]config/.test(text);
      if (command || !/^[-/]/.test(text)) {
        const code = tail(command ? index + 1 : index);
        if (code === undefined || code === '-') this.ask('computed-code', 'what PowerShell would run is not known before it runs');
        else if (!command && /\.ps1$/i.test(text)) this.sink.push(...this.scope.script('powershell', slashed(words[index] ?? unknownWord(text, this.span)), 'powershell.script'));
        else this.sink.push(...this.judgeInner(code));
        return;
      }
      if (/^[-/]f(?:i[a-z]*)?$/.test(text)) {
        if (value !== undefined) this.sink.push(...this.scope.script('powershell', slashed(value), 'powershell.script'));
        return;
      }
      if (/^[-/](?:ver|v$|\?|help|h$)/.test(text) && !/^[-/]version$/.test(text)) return;
      if (/^[-/](?:ex|ep|exec|w|win|version|inp|if|o|outputformat|psconsolefile|config|custompipename|settingsfile|wd|workingdirectory)/.test(text)) index += 1;
    }
    if (words.length === 0 || words.every((word) => !/^[-/](?:ver|v$|\?|help|h$)/i.test(word.text ?? ''))) this.ask('session', 'opens a session of PowerShell, where what is typed cannot be judged');
  }
}

/** The texts of a value in one line; undefined = not known. */
function textOf(value: PsValue | undefined): string | undefined {
  if (value === undefined || value.items.some((item) => item.text === undefined)) return undefined;
  return value.items.map((item) => item.text).join(' ');
}

const slashed = (word: Argument): Argument => ({ ...word, text: word.text?.replace(/\\/g, '/') });

const posixWord = (text: string | undefined): string => (text === undefined ? '"$TAGOUT_UNKNOWN"' : `'${text.replace(/'/g, "'\\''")}'`);

/** What `cmd /c …` runs; `%UNKNOWN%` stands for a word that is not known. */
function cmdText(words: readonly Argument[]): readonly string[] {
  const from = words.findIndex((word) => !/^\/[a-z](?::\w+)?$/i.test(word.text ?? ''));
  return from < 0 ? [] : [words.slice(from).map((word) => word.text ?? '%UNKNOWN%').join(' ')];
}

/** Variables that statements may set, also deep inside. */
function assignedIn(body: readonly PsStatement[]): readonly string[] {
  const names: string[] = [];
  const inExpression = (expression: PsExpression): void => {
    switch (expression.kind) {
      case 'program': case 'block': inStatements(expression.body); return;
      case 'joined': expression.pieces.forEach(inExpression); return;
      case 'list': expression.items.forEach(inExpression); return;
      case 'mixed':
        expression.inside.forEach((inside) => {
          if (inside.kind === 'variable' && expression.operators.some((operator) => operator === '++' || operator === '--')) names.push(inside.name);
          inExpression(inside);
        });
        return;
      case 'member': inExpression(expression.on); expression.called?.forEach(inExpression); return;
      case 'parameter': if (expression.value !== undefined) inExpression(expression.value); return;
      case 'text': case 'variable': case 'type':
    }
  };
  const inStatements = (statements: readonly PsStatement[]): void => {
    for (const statement of statements) {
      switch (statement.kind) {
        case 'assignment': names.push(...statement.names); inStatements(statement.value); break;
        case 'pipeline': for (const element of statement.elements) for (const part of element.kind === 'command' ? element.words : [element.value]) inExpression(part); break;
        case 'blocks': inStatements(statement.conditions); statement.bodies.forEach(inStatements); break;
        case 'foreach': names.push(statement.variable); inStatements(statement.over); inStatements(statement.body); break;
        case 'function': inStatements(statement.body); break;
        case 'unread':
      }
    }
  };
  inStatements(body);
  return names;
}

/** What a listing command hands down the pipeline, as globs. */
function listed(words: readonly Argument[], children: boolean, span: Span): readonly Argument[] {
  const at = (name: RegExp): Argument | undefined => words[words.findIndex((word) => name.test(word.text ?? '')) + 1];
  const named = (name: RegExp): boolean => words.some((word) => name.test(word.text ?? ''));
  const filter = named(/^-fi/i) ? at(/^-fi/i)?.text : named(/^-inc/i) && !named(/^-lit/i) ? at(/^-inc/i)?.text : undefined;
  const positional = words.filter((word, index) => word.text?.startsWith('-') !== true && !/^-(?:fi|inc|exc|dep|lit|pa|at)/i.test(words[index - 1]?.text ?? ''));
  const base = named(/^-(?:lit|pa)/i) ? at(/^-(?:lit|pa)/i) : positional[0];
  const root = base ?? { text: '.', raw: '.', glob: false, splits: false, span };
  if (!children) return [root];
  return [{ ...root, glob: true, text: root.text === undefined ? undefined : `${root.text.replace(/[\\/]$/, '')}/${filter ?? '*'}` }];
}
