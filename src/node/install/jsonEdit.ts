import { createScanner, findNodeAtLocation, type Node, type ParseError, parse, parseTree, printParseErrorCode } from 'jsonc-parser';

// jsonc-parser: reads JSON with comments and says where each value stands, so that one value can be changed and every
// other byte left alone. (Its own `modify` lays neighbouring lines out anew.) Imported here and nowhere else.

/** A JSON value as it stands in a settings file. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** Keys and places from the root to a value. */
export type JsonPath = readonly (string | number)[];

/** What reading a settings file gives. `problem`: a plain sentence with the line. */
export type Parsed = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'unreadable'; readonly problem: string };

const byteOrderMark = '\uFEFF';
const options = { allowTrailingComma: true, disallowComments: false };

/** Reads JSON with comments and trailing commas. A blank text is an empty object: agents treat it so. Never throws. */
export function parseSettings(text: string): Parsed {
  const body = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  if (body.trim() === '') return { kind: 'value', value: {} };
  const errors: ParseError[] = [];
  const value: unknown = parse(body, errors, options);
  const first = errors[0];
  if (first === undefined) return { kind: 'value', value };
  const line = body.slice(0, first.offset).split('\n').length;
  return { kind: 'unreadable', problem: `line ${line}: ${printParseErrorCode(first.error)}` };
}

const lineEnd = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');
const indentUnit = (text: string): string => (/^([ \t]+)\S/m.exec(text)?.[1] ?? '  ').replace(/^\t+/, '\t');
const endOf = (node: Node): number => node.offset + node.length;

/** Blanks at the start of the line that holds `offset`. */
const indentAt = (text: string, offset: number): string => /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))?.[0] ?? '';

/** End of the last thing, comments included, before `offset`. */
const contentEnd = (text: string, offset: number): number => text.slice(0, offset).trimEnd().length;

/** Offset just behind the comma that follows a child, or undefined where none does. */
function commaAfter(text: string, child: Node, limit: number): number | undefined {
  const scanner = createScanner(text.slice(0, limit), true);
  scanner.setPosition(endOf(child));
  scanner.scan();
  const offset = scanner.getTokenOffset();
  return offset < limit && text[offset] === ',' ? offset + 1 : undefined;
}

function layOut(text: string, value: Json, indent: string | undefined): string {
  return indent === undefined ? JSON.stringify(value) : JSON.stringify(value, null, indentUnit(text)).replaceAll('\n', lineEnd(text) + indent);
}

/** Adds a member at the end of an object or list, in the way its other members are laid out. */
function addMember(text: string, container: Node, key: string | undefined, value: Json): string {
  const close = endOf(container) - 1;
  const children = container.children ?? [];
  const last = children.at(-1);
  const oneLine = !text.slice(container.offset, close).includes('\n') && last !== undefined;
  const outer = indentAt(text, container.offset);
  const first = children[0];
  const ownLine = first !== undefined && text.slice(0, first.offset).trimEnd().length <= text.lastIndexOf('\n', first.offset);
  const indent = ownLine ? indentAt(text, first.offset) : outer + indentUnit(text);
  const member = (key === undefined ? '' : `${JSON.stringify(key)}:${oneLine && !text.includes('": ') ? '' : ' '}`) + layOut(text, value, oneLine ? undefined : indent);
  const comma = last === undefined ? undefined : commaAfter(text, last, close);
  const [place, lead] = [contentEnd(text, close), oneLine ? ' ' : lineEnd(text) + indent];
  const before = last === undefined || comma !== undefined ? text.slice(0, place) : `${text.slice(0, endOf(last))},${text.slice(endOf(last), place)}`;
  const trail = comma === undefined ? '' : ',';
  const gap = text.slice(place, close);
  const after = oneLine || gap.includes('\n') ? gap : lineEnd(text) + outer;
  return `${before}${oneLine && !/,\s/.test(text) ? '' : lead}${member}${trail}${after}${text.slice(close)}`;
}

/** Works on the text behind a byte order mark, with a blank text as an empty object. */
function onBody(text: string, change: (body: string, root: Node) => string): string {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const body = text.slice(mark.length);
  const whole = body.trim() === '' ? `{}${body}` : body;
  const root = parseTree(whole, [], options);
  return root === undefined ? text : mark + change(whole, root);
}

/** Sets one value, creating what is missing on the way. The text must be readable by {@link parseSettings}. */
export function setValue(text: string, path: JsonPath, value: Json): string {
  return onBody(text, (body, root) => {
    const present = findNodeAtLocation(root, [...path]);
    if (present !== undefined) {
      const container = present.parent?.type === 'property' ? present.parent.parent : present.parent;
      const oneLine = container !== undefined && !body.slice(container.offset, endOf(container)).includes('\n');
      return body.slice(0, present.offset) + layOut(body, value, oneLine ? undefined : indentAt(body, present.offset)) + body.slice(endOf(present));
    }
    for (let depth = path.length - 1; depth >= 0; depth--) {
      const container = findNodeAtLocation(root, path.slice(0, depth));
      const key = path[depth];
      if (container?.type !== 'object' || typeof key !== 'string') continue;
      return addMember(body, container, key, path.slice(depth + 1).reduceRight<Json>((inner, name) => ({ [name]: inner }), value));
    }
    return body;
  });
}

/** Adds an element at the end of an existing list: never in front of others, whose place some agents' trust hangs on. */
export function appendValue(text: string, path: JsonPath, value: Json): string {
  return onBody(text, (body, root) => {
    const list = findNodeAtLocation(root, [...path]);
    return list?.type === 'array' ? addMember(body, list, undefined, value) : body;
  });
}

/** Removes one property or list element with its comma; comments of others stay. */
export function removeValue(text: string, path: JsonPath): string {
  return onBody(text, (body, root) => {
    const found = findNodeAtLocation(root, [...path]);
    const member = found?.parent?.type === 'property' ? found.parent : found;
    const container = member?.parent;
    if (member === undefined || container?.children === undefined) return body;
    const close = endOf(container) - 1;
    const place = container.children.indexOf(member);
    const previous = container.children[place - 1];
    const comma = commaAfter(body, member, close);
    const start = contentEnd(body, member.offset);
    const end = comma ?? endOf(member);
    // The comma before the last member goes with it; a list whose last member has a comma keeps that style.
    const previousComma = previous !== undefined && comma === undefined ? commaAfter(body, previous, member.offset) : undefined;
    const head = previousComma === undefined ? body.slice(0, start) : body.slice(0, previousComma - 1) + body.slice(previousComma, start);
    const tail = body.slice(end);
    const alone = container.children.length === 1 && body.slice(container.offset + 1, start).trim() === '' && body.slice(end, close).trim() === '';
    if (alone) return body.slice(0, container.offset + 1) + body.slice(close);
    return head + (previous === undefined && !/^\s*\n/.test(tail) ? tail.trimStart() : tail);
  });
}
