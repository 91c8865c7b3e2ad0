import type { Node, Part, Program, Word, Assignment, Redirection } from '../../src/core/shell/ast.ts';
import type { PsExpression, PsStatement } from '../../src/core/shell/powershellTree.ts';

/** Names of all commands of a program as they are written, those inside words too. */
export function posixNames(program: Program): readonly string[] {
  const names: string[] = [];
  const inProgram = (inner: Program): void => inner.body.forEach(inNode);
  const inPart = (part: Part): void => {
    switch (part.kind) {
      case 'substitution': case 'process': inProgram(part.program); return;
      case 'arithmetic': case 'opaque': part.programs.forEach(inProgram); return;
      case 'variable': for (const word of [part.index, part.operand, part.second]) if (word !== undefined) inWord(word); return;
      case 'literal': case 'glob':
    }
  };
  const inWord = (word: Word): void => word.parts.forEach(inPart);
  const inAssignment = ({ index, value }: Assignment): void => {
    if (index !== undefined) inWord(index);
    if ('parts' in value) inWord(value);
    else value.forEach(inWord);
  };
  const inRedirection = (redirection: Redirection): void => {
    if (redirection.kind === 'text') inWord(redirection.body);
    else if (redirection.target !== undefined) inWord(redirection.target);
  };
  const inNode = (node: Node): void => {
    switch (node.kind) {
      case 'command': {
        const [first] = node.words;
        if (first !== undefined && 'parts' in first) names.push(first.raw);
        node.words.forEach((word) => ('parts' in word ? inWord(word) : inAssignment(word)));
        node.assignments.forEach(inAssignment);
        node.redirections.forEach(inRedirection);
        return;
      }
      case 'pipeline': case 'logical': node.commands.forEach(inNode); return;
      case 'group': case 'function': node.body.forEach(inNode); return;
      case 'redirected': inNode(node.command); node.redirections.forEach(inRedirection); return;
      case 'branches': node.first.forEach(inNode); node.words.forEach(inWord); node.branches.forEach((branch) => branch.forEach(inNode)); return;
      case 'loop': node.words?.forEach(inWord); node.body.forEach(inNode); return;
      case 'test': node.numbers.forEach(inWord); node.programs.forEach(inProgram);
    }
  };
  inProgram(program);
  return names;
}

/** The same for PowerShell; a name behind `&` or `.` counts as it is written. */
export function powershellNames(body: readonly PsStatement[]): readonly string[] {
  const names: string[] = [];
  const inExpression = (expression: PsExpression): void => {
    switch (expression.kind) {
      case 'program': case 'block': expression.body.forEach(inStatement); return;
      case 'joined': expression.pieces.forEach(inExpression); return;
      case 'list': expression.items.forEach(inExpression); return;
      case 'mixed': expression.inside.forEach(inExpression); return;
      case 'member': inExpression(expression.on); expression.called?.forEach(inExpression); return;
      case 'parameter': if (expression.value !== undefined) inExpression(expression.value); return;
      case 'text': case 'variable': case 'type':
    }
  };
  const inStatement = (statement: PsStatement): void => {
    switch (statement.kind) {
      case 'pipeline':
        for (const element of statement.elements) {
          if (element.kind === 'expression') inExpression(element.value);
          else {
            if (element.words[0] !== undefined) names.push(element.words[0].raw);
            element.words.forEach(inExpression);
          }
          element.redirections.forEach(({ target }) => inExpression(target));
        }
        return;
      case 'assignment': inExpression(statement.target); statement.value.forEach(inStatement); return;
      case 'blocks': statement.conditions.forEach(inStatement); statement.bodies.forEach((inner) => inner.forEach(inStatement)); return;
      case 'foreach': statement.over.forEach(inStatement); statement.body.forEach(inStatement); return;
      case 'function': statement.body.forEach(inStatement); return;
      case 'unread':
    }
  };
  body.forEach(inStatement);
  return names;
}
