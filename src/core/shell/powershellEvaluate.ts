import type { Argument } from '../classify/invocation.ts';
import { maxLength } from './limits.ts';
import { textOf } from './powershellText.ts';
import type { PsExpression } from './powershellTree.ts';
import { onlyReads, ownVariable, unknownWord, type PsValue } from './powershellValue.ts';
import type { PowerShellWalker } from './powershellWalker.ts';

/** What one element of a list costs, wherever it goes. */
const itemWork = 64;

const lengthOf = (texts: readonly (string | undefined)[]): number => texts.reduce((sum, text) => sum + (text?.length ?? 0), 0);

/** Value of an expression; what it runs is judged. Undefined = not known. */
export function valueOf(expression: PsExpression, walker: PowerShellWalker): PsValue | undefined {
  const { raw } = expression;
  const one = (text: string | undefined, glob = false): PsValue => ({ items: [{ text, raw, glob, splits: false, span: walker.span }] });
  switch (expression.kind) {
    case 'text':
      return one(expression.quoted ? expression.text : withHome(expression.text, walker), !expression.quoted && /[*?[]/.test(expression.text));
    case 'joined': {
      const values = expression.pieces.map((piece) => valueOf(piece, walker));
      const texts = values.map((value) => textOf(value));
      return texts.every((text) => text !== undefined) && walker.scope.spend(lengthOf(texts)) && lengthOf(texts) <= maxLength ? one(texts.join(''), values.some((value) => value?.items.some((item) => item.glob))) : undefined;
    }
    case 'variable': {
      const own = ownVariable(expression.name, walker.scope);
      return walker.variables.get(expression.name) ?? (own === undefined ? undefined : one(own));
    }
    case 'list': {
      const values = expression.items.map((item) => valueOf(item, walker));
      if (!walker.scope.spend(itemWork * values.reduce((sum, value) => sum + (value?.items.length ?? 1), 0))) return undefined;
      return { items: values.flatMap((value, index) => value?.items ?? [unknownWord(expression.items[index]?.raw ?? raw, walker.span)]) };
    }
    case 'program':
      return walker.statements(expression.body);
    case 'block':
      walker.branch(expression.body, 'unknown');
      return { items: [unknownWord(raw, walker.span)], block: true };
    case 'parameter':
      return expression.value === undefined ? one(expression.name) : valueOf(expression.value, walker);
    case 'type':
      return undefined;
    case 'member':
      return memberValue(expression, walker);
    case 'mixed':
      for (const inside of expression.inside) valueOf(inside, walker);
      if (expression.operators.includes('[scriptblock]')) walker.ask('computed-code', `\`${raw.slice(0, 40)}\` makes text into a script block`);
      return undefined;
  }
}

function memberValue(expression: Extract<PsExpression, { kind: 'member' }>, walker: PowerShellWalker): PsValue | undefined {
  const { on, name, called, raw } = expression;
  const value = on.kind === 'type' ? undefined : valueOf(on, walker);
  const words = (called ?? []).map((word) => valueOf(word, walker));
  if (called === undefined) return /^(?:fullname|path|pspath)$/.test(name) && value?.items.every((item) => item.glob || item.text !== undefined) === true ? value : undefined;
  const [file] = words;
  if (on.kind === 'type' && /(?:^|\.)file$/i.test(on.name) && /^readall(?:text|lines|bytes)$/.test(name) && file !== undefined) {
    walker.sink.push(...file.items.flatMap((item) => walker.scope.path('read', item, 'powershell.read')));
    return undefined;
  }
  if (name === '?' || !onlyReads(on.kind === 'type' ? on.name : undefined, name)) {
    walker.ask('method', `what \`${raw.slice(0, 60)}\` does is not known`);
    return undefined;
  }
  return on.kind === 'type' && name === 'combine' && words.every((word) => textOf(word) !== undefined) ? { items: [{ text: words.map(textOf).join('/'), raw, glob: false, splits: false, span: walker.span }] } : undefined;
}

function withHome(text: string, walker: PowerShellWalker): string {
  return /^~(?:[\\/]|$)/.test(text) ? walker.scope.world.home + text.slice(1) : text;
}

/** The words that an expression gives a command. */
export function wordsOf(expression: PsExpression, walker: PowerShellWalker): readonly Argument[] {
  if (expression.kind === 'parameter') {
    const { name, value, raw } = expression;
    const parameter: Argument = { text: name, raw, glob: false, splits: false, span: walker.span };
    if (value === undefined) return [parameter];
    const off = value.kind === 'variable' ? value.name : undefined;
    if (off === 'false') return [];
    return off === 'true' ? [parameter] : [parameter, ...wordsOf(value, walker)];
  }
  return valueOf(expression, walker)?.items ?? [unknownWord(expression.raw, walker.span)];
}
