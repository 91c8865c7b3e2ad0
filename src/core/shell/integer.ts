/** Deepest nesting of an expression; deeper ones are not known. */
const maxDepth = 32;

const operators = ['**', '<<', '>>', '<=', '>=', '==', '!=', '&&', '||', '+', '-', '*', '/', '%', '<', '>', '&', '^', '|'] as const;
type Operator = (typeof operators)[number];

const strength: Readonly<Record<Operator, number>> = {
  '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5, '==': 6, '!=': 6, '<': 7, '>': 7, '<=': 7, '>=': 7, '<<': 8, '>>': 8, '+': 9, '-': 9, '*': 10, '/': 10, '%': 10, '**': 12,
};

/**
 * Value of a constant integer expression of the shell. Undefined = not known: an assignment, an increment, a choice, an
 * unknown variable, or a number that this arithmetic would not hold exactly.
 */
export function evaluateInteger(text: string, variable: (name: string) => string | undefined): number | undefined {
  if (text.length > 1024) return undefined;
  const reader = new IntegerReader(text, variable);
  const value = reader.binary(0, 0);
  return reader.ended() && value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

class IntegerReader {
  private at = 0;
  private readonly text: string;
  private readonly variable: (name: string) => string | undefined;

  constructor(text: string, variable: (name: string) => string | undefined) {
    this.text = text;
    this.variable = variable;
  }

  ended(): boolean {
    this.blank();
    return this.at >= this.text.length;
  }

  binary(least: number, depth: number): number | undefined {
    let left = this.unary(depth);
    for (;;) {
      this.blank();
      const operator = operators.find((one) => this.text.startsWith(one, this.at));
      if (left === undefined || operator === undefined || strength[operator] < least) return left;
      // `x += 1` changes x, `x++` too.
      if (/^(?:\+\+|--|(?:<<|>>|[-+*/%&^|])=(?!=))/.test(this.text.slice(this.at, this.at + 4))) return undefined;
      this.at += operator.length;
      const right = this.binary(operator === '**' ? strength[operator] : strength[operator] + 1, depth + 1);
      left = right === undefined ? undefined : exact(apply(operator, left, right));
    }
  }

  private unary(depth: number): number | undefined {
    this.blank();
    if (depth > maxDepth || /^(?:\+\+|--)/.test(this.text.slice(this.at, this.at + 2))) return undefined;
    const sign = this.text[this.at];
    if (sign !== '-' && sign !== '+' && sign !== '!' && sign !== '~') return this.primary(depth);
    this.at += 1;
    const value = this.unary(depth + 1);
    if (value === undefined) return undefined;
    return sign === '-' ? -value : sign === '+' ? value : sign === '!' ? Number(value === 0) : -value - 1;
  }

  private primary(depth: number): number | undefined {
    if (this.text[this.at] === '(') {
      this.at += 1;
      const value = this.binary(0, depth + 1);
      this.blank();
      if (this.text[this.at] !== ')') return undefined;
      this.at += 1;
      return value;
    }
    const found = /^(?:0[xX][0-9a-fA-F]{1,12}|[0-9]{1,15}(?![0-9#a-zA-Z_]))/.exec(this.text.slice(this.at, this.at + 20))?.[0];
    if (found !== undefined) {
      this.at += found.length;
      return number(found);
    }
    const name = /^\$?(?:\{(\w+)\}|([A-Za-z_]\w*|[0-9]))(?!\[)/.exec(this.text.slice(this.at, this.at + 128));
    if (name === null) return undefined;
    this.at += name[0].length;
    const value = this.variable(name[1] ?? name[2] ?? '');
    return value !== undefined && /^-?(?:0[xX][0-9a-fA-F]{1,12}|[0-9]{1,15})$/.test(value) ? (value.startsWith('-') ? -number(value.slice(1)) : number(value)) : undefined;
  }

  private blank(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }
}

/** A leading zero means octal; an invalid octal number is an error of the shell, not ours to guess. */
const number = (text: string): number => (/^0[0-7]+$/.test(text) ? Number.parseInt(text, 8) : /^0[0-9]/.test(text) ? Number.NaN : Number(text));

const exact = (value: number): number | undefined => (Number.isSafeInteger(value) ? value : undefined);

function apply(operator: Operator, left: number, right: number): number {
  switch (operator) {
    case '**': return right < 0 ? Number.NaN : left ** right;
    case '*': return left * right;
    case '/': return Math.trunc(left / right);
    case '%': return left % right;
    case '+': return left + right;
    case '-': return left - right;
    case '<<': return right < 0 || right > 52 ? Number.NaN : left * 2 ** right;
    case '>>': return right < 0 || right > 52 ? Number.NaN : Math.floor(left / 2 ** right);
    case '<': return Number(left < right);
    case '>': return Number(left > right);
    case '<=': return Number(left <= right);
    case '>=': return Number(left >= right);
    case '==': return Number(left === right);
    case '!=': return Number(left !== right);
    case '&': return inWord(left, right) ? left & right : Number.NaN;
    case '^': return inWord(left, right) ? left ^ right : Number.NaN;
    case '|': return inWord(left, right) ? left | right : Number.NaN;
    case '&&': return Number(left !== 0 && right !== 0);
    case '||': return Number(left !== 0 || right !== 0);
  }
}

/** JavaScript's bit operators hold 32 bits. */
const inWord = (left: number, right: number): boolean => Math.abs(left) < 2 ** 31 && Math.abs(right) < 2 ** 31;
