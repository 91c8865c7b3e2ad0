import { PsExpressionReader } from './powershellExpressions.ts';
import { maxNested } from './textCursor.ts';
import type { PsElement, PsExpression, PsRedirection, PsStatement } from './powershellTree.ts';

/** The text as statements, and whether all of it was read. Never throws. */
export function readPowerShell(text: string): { readonly body: readonly PsStatement[]; readonly complete: boolean } {
  const reader = new PsReader(text);
  const body = reader.statements('');
  return { body, complete: reader.complete };
}

class PsReader extends PsExpressionReader {
  /** Statements up to a closing bracket (taken) or the end of the text. */
  statements(close: string): readonly PsStatement[] {
    const found: PsStatement[] = [];
    this.deeper();
    for (;;) {
      this.separators();
      if (this.at >= this.text.length) {
        if (close !== '') this.complete = false;
        break;
      }
      if (this.text[this.at] === close) {
        this.at += 1;
        break;
      }
      const before = this.at;
      found.push(this.statement());
      if (this.at === before) {
        // A character that fits nowhere.
        this.complete = false;
        this.at += 1;
      }
    }
    this.depth -= 1;
    return found;
  }

  protected statement(): PsStatement {
    const keyword = /^(?:if|while|for|foreach|do|switch|try|trap|function|filter|workflow|class|enum|param|begin|process|end|dynamicparam|clean|return|throw|exit|break|continue|using|data|configuration|parallel|sequence|inlinescript)(?![\w-])/i.exec(this.text.slice(this.at, this.at + 16))?.[0]?.toLowerCase();
    if (keyword === undefined) return this.pipeline();
    const start = this.at;
    this.at += keyword.length;
    switch (keyword) {
      case 'if':
        return this.ifStatement();
      case 'while':
        return { kind: 'blocks', conditions: this.parenthesis(), bodies: [this.block()], loop: true };
      case 'for':
        return { kind: 'blocks', conditions: this.parenthesis(), bodies: [this.block()], loop: true };
      case 'foreach':
        return this.forEach(start);
      case 'do': {
        const body = this.block();
        const condition = this.taken(/^(?:while|until)(?![\w-])/i) ? this.parenthesis() : [];
        return { kind: 'blocks', conditions: condition, bodies: [body], loop: true };
      }
      case 'switch':
        return this.switchStatement();
      case 'try':
        return this.tryStatement();
      case 'trap':
        this.taken(/^\[[^\]]*\]/);
        return { kind: 'blocks', conditions: [], bodies: [this.block()], loop: false };
      case 'begin': case 'process': case 'end': case 'dynamicparam': case 'clean':
        return { kind: 'blocks', conditions: [], bodies: [this.block()], loop: true };
      case 'function': case 'filter': case 'workflow':
        return this.functionStatement();
      case 'param':
        return { kind: 'blocks', conditions: this.parenthesis(), bodies: [], loop: false };
      case 'return': case 'throw': case 'exit':
        this.blanks(false);
        return this.atEnd() ? { kind: 'pipeline', elements: [] } : this.statement();
      case 'break': case 'continue':
        this.at += /^[ \t]+[A-Za-z_]\w*/.exec(this.text.slice(this.at, this.at + 64))?.[0]?.length ?? 0;
        return { kind: 'pipeline', elements: [] };
      default:
        return this.unread(start);
    }
  }

  /** Skips to the end of the text: what stands behind something unknown is not known either. */
  private unread(start: number): PsStatement {
    const text = this.text.slice(start, start + 60);
    this.giveUp();
    return { kind: 'unread', text };
  }

  private ifStatement(): PsStatement {
    const conditions = [...this.parenthesis()];
    const bodies = [this.block()];
    for (;;) {
      if (this.taken(/^elseif(?![\w-])/i)) {
        conditions.push(...this.parenthesis());
        bodies.push(this.block());
      } else if (this.taken(/^else(?![\w-])/i)) bodies.push(this.block());
      else return { kind: 'blocks', conditions, bodies, loop: false };
    }
  }

  private forEach(start: number): PsStatement {
    this.taken(/^-parallel(?![\w-])/i);
    const name = this.taken(/^\(\s*\$(\w+)\s+in(?!\w)/i);
    if (name === undefined) return this.unread(start);
    const over = this.statements(')');
    return { kind: 'foreach', variable: (name[1] ?? '').toLowerCase(), over, body: this.block() };
  }

  private switchStatement(): PsStatement {
    while (this.taken(/^-\w+/) !== undefined);
    const conditions = this.text[this.skipped()] === '(' ? [...this.parenthesis()] : [this.pipeline()];
    const bodies: (readonly PsStatement[])[] = [];
    if (this.taken(/^\{/) === undefined) this.giveUp();
    for (;;) {
      this.separators();
      if (this.at >= this.text.length) {
        this.complete = false;
        break;
      }
      if (this.taken(/^\}/) !== undefined) break;
      const before = this.at;
      conditions.push({ kind: 'pipeline', elements: [{ kind: 'expression', value: this.word(), redirections: [] }] });
      bodies.push(this.block());
      if (this.at === before) this.giveUp();
    }
    return { kind: 'blocks', conditions, bodies, loop: true };
  }

  private tryStatement(): PsStatement {
    const bodies = [this.block()];
    for (;;) {
      if (this.taken(/^catch(?![\w-])/i)) {
        while (this.taken(/^\[[^\]]*\]\s*,?/) !== undefined);
        bodies.push(this.block());
      } else if (this.taken(/^finally(?![\w-])/i)) bodies.push(this.block());
      else return { kind: 'blocks', conditions: [], bodies, loop: false };
    }
  }

  private functionStatement(): PsStatement {
    const name = this.taken(/^(?:(?:global|script|local|private):)?([\w-]+)/i);
    const parameters = this.text[this.skipped()] === '(' ? this.parenthesis() : [];
    return { kind: 'function', name: (name?.[1] ?? '').toLowerCase(), body: [...parameters, ...this.block()] };
  }

  /** `( … )` as statements; also the commas of parameters and the semicolons of `for` are separators then. */
  private parenthesis(): readonly PsStatement[] {
    if (this.taken(/^\(/) === undefined) {
      this.giveUp();
      return [];
    }
    const found: PsStatement[] = [];
    for (;;) {
      found.push(...this.statementsUntil());
      if (this.text[this.at] === ',') this.at += 1;
      else break;
    }
    if (this.text[this.at] === ')') this.at += 1;
    else this.complete = false;
    return found;
  }

  private statementsUntil(): readonly PsStatement[] {
    const found: PsStatement[] = [];
    for (;;) {
      this.blanks(true);
      const character = this.text[this.at];
      if (character === ';') this.at += 1;
      else if (character === undefined || character === ')' || character === ',' || this.depth > maxNested) return found;
      else {
        const before = this.at;
        found.push(this.statement());
        if (this.at === before) {
          this.giveUp();
          return found;
        }
      }
    }
  }

  private block(): readonly PsStatement[] {
    if (this.taken(/^\{/) === undefined) {
      this.complete = false;
      return [];
    }
    return this.statements('}');
  }

  private pipeline(): PsStatement {
    const first = this.element();
    if (first.kind === 'expression') {
      const sign = this.taken(/^(?:[-+*/%]|\?\?)?=(?!=)/);
      if (sign !== undefined) {
        this.blanks(true);
        const before = this.at;
        const value = this.statement();
        if (this.at === before) this.complete = false;
        const names = namesOf(first.value);
        return { kind: 'assignment', names: names ?? [], plain: sign[0] === '=' && names !== undefined, target: first.value, value: [value] };
      }
    }
    const elements = [first];
    for (;;) {
      this.blanks(false);
      const operator = /^(?:\|\||&&|\||&)/.exec(this.text.slice(this.at, this.at + 2))?.[0];
      if (operator === undefined) return { kind: 'pipeline', elements };
      this.at += operator.length;
      if (operator === '&') return { kind: 'pipeline', elements };
      this.blanks(true);
      if (this.atEnd()) {
        this.complete = false;
        return { kind: 'pipeline', elements };
      }
      if (operator === '|') elements.push(this.element());
      else {
        // Both sides may run; what is handed on ends here.
        const rest = this.statement();
        return { kind: 'blocks', conditions: [{ kind: 'pipeline', elements }, rest], bodies: [], loop: false };
      }
    }
  }

  private element(): PsElement {
    this.blanks(false);
    const rest = this.text.slice(this.at, this.at + 3);
    const invoked = /^[&.](?=[\s'"$({\u2018-\u201e])/.test(rest);
    if (invoked) {
      this.at += 1;
      this.blanks(false);
      return this.command(true);
    }
    if (/^(?:[$'"(\u2018-\u201e!,+]|@[({'"]|\[|\.?\d|[-\u2013-\u2015][\d($.]|--|\{|[-\u2013-\u2015](?:not|split|join|bnot)(?![\w-]))/i.test(this.text.slice(this.at, this.at + 8)) && !/^\d[\d.]*[a-z_-][\w.-]*(?=\s|$)/i.test(this.text.slice(this.at, this.at + 64))) {
      const value = this.expression();
      return { kind: 'expression', value, redirections: this.redirections() };
    }
    return this.command(false);
  }

  private redirections(): readonly PsRedirection[] {
    const found: PsRedirection[] = [];
    for (;;) {
      this.blanks(false);
      const sign = /^[\d*]?(>{1,2})(&\d)?/.exec(this.text.slice(this.at, this.at + 6));
      if (sign === null) return found;
      this.at += sign[0].length;
      if (sign[2] === undefined) {
        this.blanks(false);
        found.push({ target: this.word(), append: sign[1] === '>>' });
      }
    }
  }

  private command(invoked: boolean): PsElement {
    const words: PsExpression[] = [];
    const redirections: PsRedirection[] = [];
    for (;;) {
      redirections.push(...this.redirections());
      if (this.atEnd() || /^[|&]/.test(this.text[this.at] ?? '')) break;
      if (this.text.startsWith('--%', this.at)) {
        const end = this.lineEnd();
        words.push({ kind: 'mixed', operators: ['--%'], inside: [], raw: this.text.slice(this.at, end) });
        this.at = end;
        break;
      }
      const before = this.at;
      const word = this.text[this.at] === ',' ? undefined : this.word();
      if (word !== undefined) words.push(this.listFrom(word));
      if (this.at === before) {
        this.complete = false;
        this.at += 1;
      }
    }
    return { kind: 'command', invoked, words, redirections };
  }
}

/** The variables of `$a` or `$a, $b`, also with a type in front; undefined = another target. */
function namesOf(target: PsExpression): readonly string[] | undefined {
  if (target.kind === 'variable') return [target.name];
  if (target.kind === 'mixed' && target.inside.length === 1 && target.operators[0]?.startsWith('[') === true && target.inside[0] !== undefined) return namesOf(target.inside[0]);
  if (target.kind !== 'list') return undefined;
  const names = target.items.map(namesOf);
  return names.every((name) => name !== undefined) ? names.flat() : undefined;
}
