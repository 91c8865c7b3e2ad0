import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import { variableEffects } from '../classify/variables.ts';
import type { Effect, Span } from '../verdict.ts';
import { longestPath, unknownDirectory } from './limits.ts';
import { canonicalCmdlet } from './cmdlets.ts';
import { assignedIn } from './powershellAssigned.ts';
import { runElement, type Upstream } from './powershellCommand.ts';
import { valueOf, wordsOf } from './powershellEvaluate.ts';
import { slashed, textOf } from './powershellText.ts';
import type { PsElement, PsExpression, PsStatement } from './powershellTree.ts';
import { PsVariables, type PsValue } from './powershellValue.ts';

/** Most elements that a loop is followed for one by one. */
const maxRounds = 32;
/** Most rounds of loops in loops. */
const maxRoundsInAll = 256;

/** What one statement costs at least. */
const statementWork = 64;

type JudgeText = (text: string, scope: Scope) => readonly Effect[];

/**
 * Walks a PowerShell tree: keeps variables and the directory, goes into every block, and collects effects.
 * INVARIANT: whatever is not understood becomes an uninspectable effect.
 */
export class PowerShellWalker {
  scope: Scope;
  readonly span: Span;
  readonly sink: Effect[];
  private readonly judgeText: JudgeText;
  variables = new PsVariables();
  readonly functions = new Set<string>();
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
      if (!this.scope.spend(statementWork)) return undefined;
      const one = this.statement(statement);
      value = body.length === 1 ? one : undefined;
    }
    return value;
  }

  ask(rule: string, reason: string): void {
    this.sink.push(this.scope.uninspectable(`powershell.${rule}`, reason, this.span));
  }

  /** A body that may run or not, or several times. */
  branch(body: readonly PsStatement[], item?: PsValue | 'unknown'): void {
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
  follows(items: readonly Argument[]): boolean {
    return items.length <= maxRounds && items.length * this.rounds <= maxRoundsInAll && !items.some((item) => item.splits);
  }

  loop<Item>(items: readonly Item[], round: (item: Item) => void): void {
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
    if (names.length === 0) valueOf(target, this);
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
      const before = this.sink.length;
      for (const { target, append } of element.redirections) this.redirect(target, append);
      if (element.kind === 'expression') upstream = valueOf(element.value, this);
      else upstream = runElement(element, upstream, index > 0, this);
      // Whoever picks by name, or counts, does not see the rest.
      if (picks(elements[index + 1])) this.sink.push(...this.sink.splice(before).filter(({ rule }) => rule !== 'secrets.environment'));
    }
    return upstream;
  }

  private redirect(target: PsExpression, append: boolean): void {
    const [file] = wordsOf(target, this);
    if (file === undefined || (target.kind === 'variable' && target.name === 'null') || file.text?.toLowerCase() === 'nul') return;
    this.sink.push(...this.scope.path(append ? 'append' : 'replace', slashed(file), 'shell.redirect'));
  }

  moveTo(directory: string | undefined): void {
    this.scope.inDirectory((directory?.length ?? 0) > longestPath ? unknownDirectory : directory ?? unknownDirectory, (moved) => {
      this.scope = moved;
      return [];
    });
  }

  judgeInner(code: string): readonly Effect[] {
    return this.scope.inDirectory(this.scope.cwd, (inner) => this.judgeText(code, inner));
  }
}

const picks = (element: PsElement | undefined): boolean => element?.kind === 'command' && /^(?:where-object|where|\?|select-string|sls|findstr|measure-object|measure)$/i.test(element.words[0]?.raw ?? '');
