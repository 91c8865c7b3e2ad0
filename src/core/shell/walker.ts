import type { Place, Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Effect, Span } from '../verdict.ts';
import type { Node, Program } from './ast.ts';
import { define } from './calls.ts';
import { toTheEnd } from './ending.ts';
import { branches, logical, loop, pipeline } from './flow.ts';
import type { Judgement } from './judgement.ts';
import { maxCommands, maxLength, maxWork } from './limits.ts';
import { redirected } from './redirections.ts';
import { createScope } from './scope.ts';
import { dispatch, simpleCommand } from './simpleCommand.ts';
import { ShellState, subscriptCode } from './state.ts';
import { expandWhole, noteArithmetic, type Expander } from './value.ts';

/** What stands on standard input; undefined = nothing is piped in. */
export type Stdin = { readonly text: string | undefined; readonly found?: readonly Argument[] } | undefined;
/** What a node prints, where that is constant. */
export type Output = string | undefined;

/** What one node costs at least. */
const nodeWork = 32;

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
  found: readonly Argument[] | undefined = undefined;
  /** The command whose words are expanded. */
  at: Span = { start: 0, end: 0 };

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
  fork(): Walker {
    this.spend(nodeWork);
    return new Walker(this.judgement, this.state.clone(), this.place, this.depth, this.sink);
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

  /** Takes over a branch that may or may not have run. Returns whether that changed anything. */
  adopt(branch: Walker): boolean {
    return this.state.merge(branch.state);
  }

  /** Runs a whole program. What it defines may still be called when it is `shared`: run in a shell that goes on (eval, source). */
  program(program: Program, stdin: Stdin, shared = false): Output {
    this.checkParsed(program);
    return shared ? this.nodes(program.body, stdin) : toTheEnd(program.body, stdin, this);
  }

  /** A nested program in a word. */
  run(program: Program): Output {
    this.checkParsed(program);
    return toTheEnd(program.body, undefined, this.fork());
  }

  outputFile(program: Program): string {
    const { files } = this.state.overlay;
    const path = `/dev/fd/${files.size + 10}`;
    files.set(path, this.run(program));
    return path;
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
    for (const node of body) output = this.joined(output, this.node(node, stdin));
    return output;
  }

  /** What is printed one after the other; more than is parsed is not known. */
  joined(before: Output, after: Output): Output {
    return before === undefined || after === undefined || before.length + after.length > maxLength ? undefined : before + after;
  }

  /** Judges a node, and what the commands in it do together. */
  node(node: Node, stdin: Stdin): Output {
    if (!this.spend(nodeWork)) return undefined;
    const before = this.sink.length;
    const output = this.visit(node, stdin);
    if (this.sink.length > before + 1 && (node.kind === 'pipeline' || node.kind === 'command' || node.kind === 'redirected')) this.disclosed(before, node.span);
    return output;
  }

  /** Secrets read and something outside this machine reached in one pipeline or command: what was read may go there. */
  private disclosed(from: number, span: Span): void {
    let [outside, read] = [false, false];
    for (let at = from; at < this.sink.length; at += 1) {
      const effect = this.sink[at];
      if (effect === undefined) continue;
      if (effect.rule === 'secrets.sent') return;
      read ||= effect.rule === 'secrets.read' || effect.rule === 'secrets.environment';
      outside ||= effect.kind !== 'secret' && (effect.blastRadius === 'shared' || effect.blastRadius === 'production');
    }
    if (!read || !outside) return;
    // What is sent says more than that something is written.
    this.sink.push(...this.sink.splice(from).filter(({ rule }) => rule !== 'http.write'));
    this.sink.push(this.scope(undefined).effect({ kind: 'secret', reversibility: 'irreversible', blastRadius: 'shared', rule: 'secrets.sent', reason: 'sends secrets out of this machine; they cannot be called back' }, span));
  }

  private visit(node: Node, stdin: Stdin): Output {
    switch (node.kind) {
      case 'command':
        return simpleCommand(node, stdin, this);
      case 'pipeline':
        return pipeline(node, stdin, this);
      case 'logical':
        return logical(node, stdin, this);
      case 'group':
        return node.subshell ? toTheEnd(node.body, stdin, this.fork()) : this.nodes(node.body, stdin);
      case 'redirected': {
        const { input, writes } = redirected(node.redirections, stdin, this);
        const output = this.node(node.command, input);
        for (const path of writes) this.state.overlay.files.set(path, undefined);
        return writes.length > 0 ? '' : output;
      }
      case 'branches':
        return branches(node, stdin, this);
      case 'loop':
        return loop(node, stdin, this);
      case 'function':
        define(node.name, node.body, node.span, this);
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

  /** Judges expanded words as a command of this shell. */
  dispatch(words: readonly Argument[], stdin: Stdin, span: Span): Output {
    return dispatch(words, stdin, span, this);
  }

  /** Whether one more command or round of a loop may be looked at; the first that may not is said. */
  counted(span: Span): boolean {
    this.judgement.commands += 1;
    if (this.judgement.commands === maxCommands + 1) this.breach('limit.commands', `there are more than ${maxCommands} commands`, span);
    return this.judgement.commands <= maxCommands;
  }

  /** Spends some of what one judgement may spend. Returns whether any is left; what it was for is then not known, and nothing more is walked. */
  spend(work: number): boolean {
    const { judgement } = this;
    const left = judgement.work <= maxWork;
    judgement.work += work;
    if (left && judgement.work > maxWork) this.breach('limit.work', 'the command repeats more than can be followed', this.at);
    return judgement.work <= maxWork;
  }

  private breach(rule: string, reason: string, span: Span): void {
    this.judgement.breaches.push(this.scope(undefined).uninspectable(rule, reason, span));
  }
}
