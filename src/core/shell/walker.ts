import { runCommand } from '../classify/runCommand.ts';
import type { Place, Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import { variableEffects } from '../classify/variables.ts';
import type { JudgeContext } from '../judge.ts';
import { branchAt } from '../resolve/branch.ts';
import { classifyPath } from '../resolve/pathClass.ts';
import type { Effect, Span } from '../verdict.ts';
import type { Assignment, Node, Program, Redirection, Word } from './ast.ts';
import { isBuiltin, runBuiltin, shellState } from './builtins.ts';
import { expandWord } from './expand.ts';
import { maxCommands, maxDepth, maxRecursion, maxUncalled, mostItems, mostRounds, mostRoundsInAll } from './limits.ts';
import { ownNames } from './ownNames.ts';
import { listedPaths } from './listedPaths.ts';
import { constantOutput } from './output.ts';
import { createScope } from './scope.ts';
import { ShellState, subscriptCode, unknownValue, type Value } from './state.ts';
import { expandText, expandWhole, noteArithmetic, type Expander } from './value.ts';

/** Bounds and facts shared by everything that belongs to one judgement. */
export interface Judgement {
  readonly context: JudgeContext;
  commands: number;
  /** Bodies of functions that were called; the others are judged at the end of their program. */
  readonly called: Set<readonly Node[]>;
  /** Rounds of the innermost loop that is walked: those of all loops around it multiplied. */
  rounds: number;
  /** How often each body of a function is running inside itself. */
  readonly running: Map<readonly Node[], number>;
}

/** What stands on standard input; undefined = nothing is piped in. */
export type Stdin = { readonly text: string | undefined; readonly found?: readonly Argument[] } | undefined;
/** What a node prints, where that is constant. */
export type Output = string | undefined;

/**
 * Walks a program the way the shell would run it: keeps variables, directory, functions and aliases, goes into every
 * branch, and collects the effects of every command. INVARIANT: nothing is skipped; what cannot be followed becomes an
 * uninspectable effect.
 */
export class Walker implements Expander {
  readonly judgement: Judgement;
  readonly state: ShellState;
  readonly place: Place;
  readonly depth: number;
  readonly sink: Effect[];
  /** Paths that the last command listed, as globs where the names are not known (`find dist -name '*.map'`). */
  private found: readonly Argument[] | undefined;
  /** The command whose words are expanded. */
  private at: Span = { start: 0, end: 0 };

  constructor(judgement: Judgement, state: ShellState, place: Place, depth: number, sink: Effect[]) {
    this.judgement = judgement;
    this.state = state;
    this.place = place;
    this.depth = depth;
    this.sink = sink;
  }

  get home(): string {
    return this.judgement.context.world.home;
  }

  environment(name: string): string | undefined {
    return this.place.kind === 'local' ? this.judgement.context.world.env(name) : undefined;
  }

  /** A subshell: own state, same sink. */
  private fork(state = this.state.clone()): Walker {
    return new Walker(this.judgement, state, this.place, this.depth, this.sink);
  }

  /** A walker for something inside this one: same state at the same place (its own copy unless shared), a fresh one elsewhere. */
  inside(sink: Effect[], place: Place | undefined, shared: boolean): Walker {
    const elsewhere = place !== undefined && place.kind !== 'local';
    const state = elsewhere ? new ShellState(undefined) : shared ? this.state : this.state.clone();
    return new Walker(this.judgement, state, place ?? this.place, this.depth + 1, sink);
  }

  scope(stdin: Stdin): Scope {
    return createScope(this, stdin);
  }

  /** Runs a whole program. What it defines may still be called when it is `shared`: run in a shell that goes on (eval, source). */
  program(program: Program, stdin: Stdin, shared = false): Output {
    this.checkParsed(program);
    return shared ? this.nodes(program.body, stdin) : this.toTheEnd(program.body, stdin);
  }

  /** A nested program in a word. */
  run(program: Program): string | undefined {
    this.checkParsed(program);
    return this.fork().toTheEnd(program.body, undefined);
  }

  outputFile(program: Program): string {
    const { files } = this.state.overlay;
    const path = `/dev/fd/${files.size + 10}`;
    files.set(path, this.run(program));
    return path;
  }

  /** Runs the body of a shell that then ends: with its traps, and with the functions that nobody called. */
  private toTheEnd(body: readonly Node[], stdin: Stdin): Output {
    const { defined } = this.state.overlay;
    const { called } = this.judgement;
    const before = defined.length;
    const output = this.nodes(body, stdin);
    // What a body defines is appended, and judged in its turn.
    for (let index = before; index < defined.length && this.judgement.commands <= maxCommands; index += 1) {
      const uncalled = defined[index];
      if (uncalled === undefined || called.has(uncalled)) continue;
      called.add(uncalled);
      if (index - before >= maxUncalled) {
        this.sink.push(this.scope(undefined).uninspectable('limit.commands', `there are more than ${maxUncalled} functions that nobody calls`, uncalled[0]?.span ?? { start: 0, end: 0 }));
        break;
      }
      const inner = this.fork();
      inner.state.positional = undefined;
      inner.nodes(uncalled, undefined);
      inner.runTraps();
    }
    this.runTraps();
    return output;
  }

  /** Traps run with what the variables hold by then: those that changed since may hold anything that they held in between. */
  private runTraps(): void {
    const { traps, overlay } = this.state;
    for (const { text, span, since } of traps.splice(0)) {
      const changed = new Set(overlay.changes.slice(since));
      if (changed.size === 0) continue;
      const later = this.fork();
      for (const name of changed) {
        if (name === '') later.state.cwd = undefined;
        else later.state.variables.set(name, unknownValue);
      }
      this.sink.push(...later.scope(undefined).shell(text, span));
    }
  }

  hiddenCode(what: string): void {
    this.sink.push(this.scope(undefined).uninspectable('shell.hidden-code', what, this.at));
  }

  private checkParsed(program: Program): void {
    if (program.status === 'complete') return;
    const rule = program.status === 'limited' ? 'limit.shell-text' : 'shell.syntax';
    this.sink.push(this.scope(undefined).uninspectable(rule, `the command could not be read as a whole: ${program.problem ?? 'unknown syntax'}`, program.span));
  }

  nodes(body: readonly Node[], stdin: Stdin): Output {
    if (body.length === 1 && body[0] !== undefined) return this.node(body[0], stdin);
    let output: Output = '';
    for (const node of body) {
      const printed = this.node(node, stdin);
      output = output === undefined || printed === undefined ? undefined : output + printed;
    }
    return output;
  }

  private node(node: Node, stdin: Stdin): Output {
    const before = this.sink.length;
    const output = this.visit(node, stdin);
    if (this.sink.length > before + 1 && (node.kind === 'pipeline' || node.kind === 'command' || node.kind === 'redirected')) this.disclosed(before, node.span);
    return output;
  }

  /** Secrets read and something outside this machine reached in one pipeline or command: what was read may go there. */
  private disclosed(from: number, span: Span): void {
    const added = this.sink.slice(from);
    const outside = added.some(({ kind, blastRadius }) => kind !== 'secret' && (blastRadius === 'shared' || blastRadius === 'production'));
    if (!outside || !added.some(({ rule }) => rule === 'secrets.read') || added.some(({ rule }) => rule === 'secrets.sent')) return;
    this.sink.push(this.scope(undefined).effect({ kind: 'secret', reversibility: 'irreversible', blastRadius: 'shared', rule: 'secrets.sent', reason: 'sends secrets out of this machine; they cannot be called back' }, span));
  }

  private visit(node: Node, stdin: Stdin): Output {
    switch (node.kind) {
      case 'command':
        return this.command(node, stdin);
      case 'pipeline': {
        let input = stdin;
        for (const [index, each] of node.commands.entries()) {
          const stage = this.fork();
          const last = index === node.commands.length - 1;
          const before = this.sink.length;
          const text = last ? stage.node(each, input) : stage.toTheEnd([each], input);
          // `env | grep NODE`: a filter behind it shows what it names.
          if (/^(?:[ef]?grep|rg|wc|findstr)$/.test(commandName(node.commands[index + 1]) ?? '')) this.sink.push(...this.sink.splice(before).filter(({ rule }) => rule !== 'secrets.environment'));
          input = stage.found === undefined ? { text } : { text, found: stage.found };
          // zsh runs the last one in the shell itself.
          if (last) this.adopt(stage);
        }
        return input?.text;
      }
      case 'logical':
        return this.logical(node, stdin);
      case 'group':
        return node.subshell ? this.fork().toTheEnd(node.body, stdin) : this.nodes(node.body, stdin);
      case 'redirected': {
        const { input, writes } = this.redirections(node.redirections, stdin);
        const output = this.node(node.command, input);
        for (const path of writes) this.state.overlay.files.set(path, undefined);
        return writes.length > 0 ? '' : output;
      }
      case 'branches':
        return this.branches(node, stdin);
      case 'loop':
        return this.loop(node, stdin);
      case 'function':
        this.define(node.name, node.body, node.span);
        return '';
      case 'test':
        this.test(node);
        return '';
    }
  }

  private test(node: Extract<Node, { kind: 'test' }>): void {
    this.at = node.span;
    for (const word of node.numbers) {
      const { text } = expandWhole(word, this);
      if (text !== undefined && subscriptCode(text)) this.hiddenCode('a comparison of numbers runs the commands in a subscript');
    }
    for (const program of node.programs) this.run(program);
    if (node.arithmetic) noteArithmetic('x', node.changes, this);
  }

  /**
   * `&&` and `||`. What follows a command that may fail may not run: what it sets is then no longer known after the list,
   * but holds for the rest of the chain.
   */
  private logical(node: Extract<Node, { kind: 'logical' }>, stdin: Stdin): Output {
    let output: Output = '';
    let chain: Walker | undefined;
    for (const [index, each] of node.commands.entries()) {
      if (index > 0 && node.operators[index - 1] === '||') {
        if (chain !== undefined) this.adopt(chain);
        chain = undefined;
        const branch = this.fork();
        branch.node(each, stdin);
        // `cd x || exit`: what comes after runs only when the left side worked.
        if (!/^(?:exit|return|break|continue)\b/.test(commandName(each) ?? '')) this.adopt(branch);
        output = undefined;
      } else {
        const before = node.commands[index - 1];
        if (chain === undefined && before !== undefined && !this.surelyWorks(before) && this.changesState(each)) chain = this.fork();
        const printed = (chain ?? this).node(each, stdin);
        if (index > 0 && before !== undefined && !this.surelyWorks(before)) output = undefined;
        output = output === undefined || printed === undefined ? undefined : output + printed;
      }
    }
    if (chain !== undefined) this.adopt(chain);
    return output;
  }

  /** Assignments and builtins that only fail by mistake; `cd x && …` counts, because a directory that is missing stops people too. */
  private surelyWorks(node: Node): boolean {
    if (node.kind !== 'command') return false;
    return node.words.length === 0 ? node.redirections.length === 0 : working.has(commandName(node) ?? '');
  }

  /** A plain program changes nothing in the shell. */
  private changesState(node: Node): boolean {
    if (node.kind !== 'command') return true;
    const name = commandName(node);
    return name === undefined || !/^[\w./-]+$/.test(name) || isBuiltin(name) || this.state.functions.has(name) || this.state.aliases.has(name);
  }

  private adopt(branch: Walker): boolean {
    return this.state.merge(branch.state);
  }

  private branches(node: Extract<Node, { kind: 'branches' }>, stdin: Stdin): Output {
    this.nodes(node.first, stdin);
    this.at = node.span;
    for (const word of node.words) expandWhole(word, this);
    const states = node.branches.map((body) => {
      const branch = this.fork();
      branch.nodes(body, stdin);
      return branch;
    });
    for (const branch of states) this.adopt(branch);
    return undefined;
  }

  private loop(node: Extract<Node, { kind: 'loop' }>, stdin: Stdin): Output {
    const { variable } = node;
    const items = variable === undefined ? undefined : node.words?.flatMap((word) => expandWord(word, this)) ?? this.state.positional;
    const rounds: (Value | undefined)[] = variable === undefined ? [undefined] : items === undefined || items.length > mostItems || items.length * this.judgement.rounds > mostRounds ? [unknownValue] : items.map(({ text, glob }) => ({ text, glob }));
    const once = (value: Value | undefined): boolean => {
      // Loops in loops multiply, also those that run no command.
      if (!this.counted(node.span)) return false;
      const round = this.fork();
      if (variable !== undefined && value !== undefined) round.state.assign(variable, value);
      round.nodes(node.body, stdin);
      return this.adopt(round);
    };
    const outer = this.judgement.rounds;
    this.judgement.rounds = outer * (rounds.length + 1);
    let changed = false;
    for (const value of rounds) changed = once(value) || changed;
    // What the body changed holds for its next round.
    if (changed && this.judgement.rounds <= mostRoundsInAll) for (const value of rounds.slice(0, 4)) once(value);
    else if (changed) this.sink.push(this.scope(undefined).uninspectable('limit.loops', 'loops are nested too deep to be followed', node.span));
    this.judgement.rounds = outer;
    return undefined;
  }

  private define(name: string, body: readonly Node[], span: Span): void {
    this.state.functions.set(name, [body]);
    this.state.overlay.defined.push(body);
    this.sink.push(shellState(this.scope(undefined), span));
    if (isBuiltin(name) || (!ownNames.has(name) && this.judgement.context.programs(name) !== undefined)) {
      this.sink.push(this.scope(undefined).uninspectable('shell.shadowed-program', `a function takes the name of the program \`${name}\``, span));
    }
  }

  private command(node: Extract<Node, { kind: 'command' }>, stdin: Stdin): Output {
    this.at = node.span;
    const { input, writes, truncates } = this.redirections(node.redirections, stdin, printsNothing(node));
    const words: Argument[] = [];
    for (const word of node.words) words.push(...('parts' in word ? expandWord(word, this) : [this.assignmentWord(word)]));
    const variables = node.assignments.map((assignment) => [assignment.name, this.assigned(assignment)] as const);
    for (const [index, [name, value]] of variables.entries()) {
      this.sink.push(...variableEffects(name, value.text, this.scope(undefined), node.assignments[index]?.span ?? node.span));
    }
    let output: Output = '';
    if (words.length === 0) {
      for (const [name, value] of variables) this.state.assign(name, value);
    } else output = this.dispatchWith(variables, words, input, node.span);
    for (const path of writes) {
      this.state.overlay.files.set(path, truncates ? '' : output);
      this.judgeWritten(path, output, node.span);
    }
    return writes.length > 0 ? '' : output;
  }

  /** Variables in front of a command hold while it runs; those in front of a special builtin may stay. */
  private dispatchWith(variables: readonly (readonly [string, Value])[], words: readonly Argument[], input: Stdin, span: Span): Output {
    const before = variables.map(([name]) => [name, this.state.variables.get(name)] as const);
    for (const [name, value] of variables) this.state.assign(name, value);
    const output = this.dispatch(words, input, span);
    const stays = special.has(words[0]?.text ?? '');
    for (const [name, value] of before) {
      if (stays) this.state.assign(name, unknownValue);
      else if (value === undefined) this.state.variables.delete(name);
      else this.state.variables.set(name, value);
    }
    return output;
  }

  /** A file that other programs run, written with constant text: its lines are judged as what they will do. */
  private judgeWritten(path: string, text: Output, span: Span): void {
    if (text === undefined || classifyPath(path, this.judgement.context.world).class !== 'code-running' || /\.(?:json|ya?ml|code-workspace)$/.test(path)) return;
    this.sink.push(...this.scope(undefined).shell(text, span).filter((effect) => !effect.uninspectable || effect.rule !== 'execute.unknown-program'));
  }

  private assignmentWord(assignment: Assignment): Argument {
    const value = this.assigned(assignment);
    const text = value.text === undefined ? undefined : `${assignment.name}=${value.text}`;
    return { text, raw: `${assignment.name}=`, glob: false, splits: false, span: assignment.span };
  }

  private assigned(assignment: Assignment): Value {
    if (assignment.index !== undefined) {
      expandWhole(assignment.index, this);
      if (this.state.overlay.subscriptCode) noteArithmetic('x', [], this);
      this.valueOf(assignment.value);
      return unknownValue;
    }
    const value = this.valueOf(assignment.value);
    if (!assignment.append) return value;
    const before = this.state.variables.get(assignment.name);
    if (value.list !== undefined) return { text: undefined, glob: false, list: [...(before?.list ?? []), ...value.list] };
    return { text: before?.text === undefined || value.text === undefined ? undefined : before.text + value.text, glob: value.glob };
  }

  private valueOf(value: Word | readonly Word[]): Value {
    if (!('parts' in value)) {
      // `[3]=x` puts the element elsewhere.
      if (value.some((word) => word.raw.startsWith('['))) {
        for (const word of value) expandWhole(word, this);
        return unknownValue;
      }
      return { text: undefined, glob: false, list: value.flatMap((word) => expandWord(word, this)) };
    }
    const { text, glob, standsIn } = expandWhole(value, this);
    return standsIn === true ? { text, glob, standsIn } : { text, glob };
  }

  private redirections(list: readonly Redirection[], stdin: Stdin, alone = false): { readonly input: Stdin; readonly writes: readonly string[]; readonly truncates: boolean } {
    let input = stdin;
    const writes: string[] = [];
    for (const each of list) {
      if (each.kind === 'text') {
        const text = expandText(each.body, this);
        input = { text: text === undefined || !each.newline ? text : `${text}\n` };
      } else if (each.target !== undefined) input = this.redirect(each.operator, each.target, input, writes, alone);
    }
    return { input, writes, truncates: alone };
  }

  private redirect(operator: string, target: Word, input: Stdin, writes: string[], alone: boolean): Stdin {
    const word = expandWhole(target, this);
    const scope = this.scope(undefined);
    if (operator === '<') {
      const path = word.text === undefined ? undefined : scope.resolve(word.text);
      this.sink.push(...scope.path('read', word, 'shell.redirect'));
      return { text: path === undefined ? undefined : path === '/dev/null' ? '' : scope.readText(path) };
    }
    if ((operator === '>&' || operator === '<&') && (word.text === undefined || /^(?:\d+|-|\d+-)$/.test(word.text))) return input;
    if (operator === '<&') return input;
    if (word.text !== undefined && /^\/dev\/(?:tcp|udp)\//.test(word.text)) {
      this.sink.push(scope.uninspectable('network.raw-connection', `opens a raw connection to \`${word.text.slice(9)}\``, word.span, { kind: 'network', blastRadius: 'shared' }));
      return input;
    }
    if (word.raw === '!') this.sink.push(scope.uninspectable('shell.zsh-clobber', 'zsh writes to the word after `>!`, other shells to a file named `!`', word.span));
    const use = operator === '>>' || operator === '&>>' ? 'append' : alone ? 'empty' : 'replace';
    this.sink.push(...scope.path(use, word, 'shell.redirect'));
    const path = word.text === undefined ? undefined : scope.resolve(word.text);
    if (path !== undefined && !path.startsWith('/dev/')) writes.push(path);
    return input;
  }

  /** Whether one more command or round of a loop may be looked at; the first that may not is said. */
  private counted(span: Span): boolean {
    this.judgement.commands += 1;
    if (this.judgement.commands === maxCommands + 1) this.sink.push(this.scope(undefined).uninspectable('limit.commands', `there are more than ${maxCommands} commands`, span));
    return this.judgement.commands <= maxCommands;
  }

  /** Judges expanded words as a command of this shell. */
  dispatch(words: readonly Argument[], stdin: Stdin, span: Span): Output {
    const counts = this.counted(span);
    const [first, ...rest] = words;
    if (first === undefined) return '';
    if (!counts) return undefined;
    if (first.text === undefined || first.glob) {
      this.sink.push(this.scope(stdin).uninspectable('shell.computed-command', `the name of the command \`${first.raw}\` is only known when it runs`, first.span));
      return undefined;
    }
    const name = first.text;
    if (name === '' && rest.length > 0) return this.dispatch(rest, stdin, span);
    if (['noglob', 'nocorrect', '-'].includes(name)) return this.dispatch(rest, stdin, span);
    if (name === 'repeat') return this.dispatch(rest.slice(1), stdin, span);
    if (name.startsWith('=')) return this.dispatch([{ ...first, text: name.slice(1) }, ...rest], stdin, span);
    const bodies = this.state.functions.get(name);
    if (bodies !== undefined) return this.callAny(name, bodies, rest, stdin, span);
    const alternatives = this.state.aliases.get(name);
    if (alternatives !== undefined) {
      for (const text of alternatives) this.callAlias(name, text, rest, stdin, span);
      if (!isBuiltin(name) && this.judgement.context.programs(name) === undefined) return undefined;
    }
    this.found = listedPaths(words, stdin?.found);
    if (isBuiltin(name)) return runBuiltin(name, rest, this, stdin, span);
    this.sink.push(...runCommand(words, span, this.scope(stdin)));
    return constantOutput(words, stdin?.text, this.outputFacts());
  }

  private outputFacts(): Parameters<typeof constantOutput>[2] {
    const { world } = this.judgement.context;
    return { cwd: this.state.cwd, repository: world.git(this.state.cwd ?? world.root)?.root, branch: () => (this.place.kind === 'local' && this.state.cwd !== undefined ? branchAt(this.state.cwd, world, this.state.overlay) : undefined), temporaryDirectory: world.tempDirectories[0] ?? '/tmp' };
  }

  /** Where it is not known which definition holds, each may. */
  private callAny(name: string, bodies: readonly (readonly Node[])[], parameters: readonly Argument[], stdin: Stdin, span: Span): Output {
    const [body, ...others] = bodies;
    if (body === undefined) return undefined;
    if (others.length === 0) return this.callFunction(name, body, parameters, stdin, span);
    for (const each of bodies) {
      const branch = this.fork();
      branch.callFunction(name, each, parameters, stdin, span);
      this.adopt(branch);
    }
    return undefined;
  }

  private callFunction(name: string, body: readonly Node[], parameters: readonly Argument[], stdin: Stdin, span: Span): Output {
    const { called, running } = this.judgement;
    called.add(body);
    const times = running.get(body) ?? 0;
    if (this.depth >= maxDepth || times >= maxRecursion) {
      this.sink.push(this.scope(undefined).uninspectable('limit.depth', `the function \`${name}\` calls too deep`, span));
      return undefined;
    }
    const inner = new Walker(this.judgement, this.state, this.place, this.depth + 1, this.sink);
    running.set(body, times + 1);
    const { positional, locals } = this.state;
    this.state.positional = parameters;
    this.state.locals = new Map();
    const output = inner.nodes(body, stdin);
    running.set(body, times);
    this.state.positional = positional;
    this.state.leave(locals);
    return output;
  }

  /** An alias is text: its words replace the name. A shell without interaction would not expand it, which only makes this stricter. */
  private callAlias(name: string, text: string, rest: readonly Argument[], stdin: Stdin, span: Span): void {
    const known = rest.every((word) => word.text !== undefined);
    const line = `${text} ${rest.map((word) => quote(word.text ?? '')).join(' ')}`;
    const inner = this.state.clone();
    inner.aliases.delete(name);
    if (!known) this.sink.push(this.scope(undefined).uninspectable('shell.alias', `the alias \`${name}\` gets words that are not known`, span));
    this.sink.push(...createScope(new Walker(this.judgement, inner, this.place, this.depth, []), stdin).shell(line, span));
  }
}

/** Commands that do not fail in ordinary use, so that what follows `&&` is taken to run. */
const working = new Set('cd pushd export set true : echo printf local declare typeset readonly shopt setopt unset alias trap umask mkdir exec'.split(' '));

/** Builtins after which assignments in front of them stay in POSIX shells. */
const special = new Set(': . eval exec export readonly set shift source trap unset return exit break continue times'.split(' '));

const quote = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;

/** `> file`, `: > file`, `cat /dev/null > file`: what is written is nothing. */
function printsNothing({ words }: Extract<Node, { kind: 'command' }>): boolean {
  const texts = words.map((word) => ('raw' in word ? word.raw : '='));
  return texts.length === 0 || [':', 'true', 'cat /dev/null', "printf ''", "echo -n ''", 'echo -n'].includes(texts.join(' '));
}

function commandName(node: Node | undefined): string | undefined {
  const word = node?.kind === 'command' ? node.words[0] : undefined;
  return word !== undefined && 'raw' in word ? word.raw : undefined;
}
