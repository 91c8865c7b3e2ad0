import type { PsExpression, PsStatement } from './powershellTree.ts';

/** Variables that statements may set, also deep inside. */
export function assignedIn(body: readonly PsStatement[]): readonly string[] {
  const found = kept.get(body) ?? namesIn(body);
  kept.set(body, found);
  return found;
}

/** Loops in loops ask for the same bodies again and again. */
const kept = new WeakMap<readonly PsStatement[], readonly string[]>();

function namesIn(body: readonly PsStatement[]): readonly string[] {
  const names: string[] = [];
  const inExpression = (expression: PsExpression): void => {
    switch (expression.kind) {
      case 'program': case 'block': names.push(...assignedIn(expression.body)); return;
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
        case 'blocks': inStatements(statement.conditions); for (const each of statement.bodies) names.push(...assignedIn(each)); break;
        case 'foreach': names.push(statement.variable); inStatements(statement.over); names.push(...assignedIn(statement.body)); break;
        case 'function': inStatements(statement.body); break;
        case 'unread':
      }
    }
  };
  inStatements(body);
  return [...new Set(names)];
}
