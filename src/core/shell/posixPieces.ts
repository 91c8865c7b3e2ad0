import type { Part } from './ast.ts';

/** What is read of the parser's tree of an arithmetic expression. */
export type Arithmetic =
  | { readonly type: 'ArithmeticBinary'; readonly operator: string; readonly left: Arithmetic; readonly right: Arithmetic }
  | { readonly type: 'ArithmeticUnary'; readonly operator: string; readonly operand: Arithmetic }
  | { readonly type: 'ArithmeticTernary'; readonly test: Arithmetic; readonly consequent: Arithmetic; readonly alternate: Arithmetic }
  | { readonly type: 'ArithmeticGroup'; readonly expression: Arithmetic }
  | { readonly type: 'ArithmeticWord'; readonly value: string }
  | { readonly type: 'ArithmeticCommandExpansion' };

/** An unquoted literal: what a backslash stands before is quoted, so that `\~` is no tilde and `\*` no pattern. */
export function literals(part: { readonly text: string; readonly value: string }): readonly Part[] {
  if (!part.text.includes('\\')) return [{ kind: 'literal', text: part.value, quoted: false }];
  const parts: Part[] = [];
  for (const [piece] of part.text.matchAll(/\\[^]?|[^\\]+/g)) {
    if (piece !== '\\\n') parts.push(piece.startsWith('\\') ? { kind: 'literal', text: piece.slice(1), quoted: true } : { kind: 'literal', text: piece, quoted: false });
  }
  const same = parts.map((each) => ('text' in each ? each.text : '')).join('') === part.value;
  return same ? parts : [{ kind: 'literal', text: part.value, quoted: part.text.startsWith('\\') }];
}

/** Variables that an expression assigns. */
export function changedBy(expression: Arithmetic): readonly string[] {
  const names: string[] = [];
  const visit = (node: Arithmetic): void => {
    switch (node.type) {
      case 'ArithmeticBinary':
        if (/^(?:[-+*/%&^|]|<<|>>|\*\*)?=$/.test(node.operator)) names.push(nameIn(node.left));
        visit(node.left);
        visit(node.right);
        return;
      case 'ArithmeticUnary':
        if (node.operator === '++' || node.operator === '--') names.push(nameIn(node.operand));
        visit(node.operand);
        return;
      case 'ArithmeticTernary':
        for (const each of [node.test, node.consequent, node.alternate]) visit(each);
        return;
      case 'ArithmeticGroup':
        visit(node.expression);
        return;
      case 'ArithmeticWord':
      case 'ArithmeticCommandExpansion':
    }
  };
  visit(expression);
  return names;
}

const nameIn = (node: Arithmetic): string => (node.type === 'ArithmeticWord' ? (/^\w+/.exec(node.value)?.[0] ?? '') : '');
