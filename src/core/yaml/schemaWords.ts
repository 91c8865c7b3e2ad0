import { readYamlWords, type YamlPath, type YamlWord } from './yamlWords.ts';

/** The part of JSON Schema that our own schemas use. */
export interface JsonSchema {
  readonly description?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly (string | number | boolean)[];
  readonly enumDescriptions?: readonly string[];
  readonly const?: string | number | boolean;
}

/** Something that may be written at a place. */
export interface Completion {
  readonly kind: 'name' | 'value';
  readonly label: string;
  /** What it means, in Markdown. */
  readonly detail?: string;
  /** Text to insert, with `$0` where the writer goes on. */
  readonly insert: string;
  /** A name without which the mapping is not complete. */
  readonly required: boolean;
}

export interface Hover {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What may stand at the end of `before`, of the text `before + after`. Never throws. */
export function completionsAt(before: string, after: string, schema: JsonSchema): readonly Completion[] {
  const { cursor: { role, path, flow, written } } = readYamlWords(before);
  const words = readYamlWords(before + after).words;
  if (role === 'key') return namesAt(path, schema, words, flow, written);
  if (role === 'item') return [...valuesAt([...path, 0], schema, words), ...namesAt([...path, Number.MAX_SAFE_INTEGER], schema, words, flow, written)];
  return valuesAt(path, schema, words);
}

/** What is known about the word at an offset. Never throws. */
export function hoverAt(text: string, offset: number, schema: JsonSchema): Hover | undefined {
  const word = readYamlWords(text).words.find(({ start, end }) => start <= offset && offset <= end);
  if (word === undefined) return undefined;
  const found = schemasAt(schema, word.path);
  const described = word.role === 'value' ? found.flatMap((one) => valueWords(one, word.text)) : found.flatMap(({ description }) => description ?? []);
  const said = described[0];
  return said === undefined ? undefined : { start: word.start, end: word.end, text: said };
}

/** All schemas that hold at a path, alternatives side by side. */
export function schemasAt(schema: JsonSchema, path: YamlPath): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>((here, step) => here.flatMap((one) => alternatives(one).flatMap((chosen) => inside(chosen, step))), [schema]).flatMap((one) => [one, ...(one.anyOf ?? []).flatMap(alternatives)]);
}

const alternatives = (schema: JsonSchema): readonly JsonSchema[] => [schema, ...(schema.anyOf ?? []).flatMap(alternatives)];

function inside({ properties, additionalProperties, items }: JsonSchema, step: string | number): readonly JsonSchema[] {
  if (typeof step === 'number') return items === undefined ? [] : [items];
  const named = properties !== undefined && Object.hasOwn(properties, step) ? properties[step] : undefined;
  if (named !== undefined) return [named];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

function namesAt(path: YamlPath, schema: JsonSchema, words: readonly YamlWord[], flow: boolean, written: string): readonly Completion[] {
  const place = JSON.stringify(path);
  const taken = new Set(words.filter(({ role, path: own, text }) => role === 'key' && text !== written && JSON.stringify(own.slice(0, -1)) === place).map(({ text }) => text));
  return schemasAt(schema, path).flatMap(({ properties = {}, required = [] }) => Object.entries(properties).filter(([name]) => !taken.has(name)).map(([name, own]): Completion => ({
    kind: 'name', label: name, insert: `${name}:${insertFor(own, flow)}`, required: required.includes(name), ...(own.description === undefined ? {} : { detail: own.description }),
  })));
}

/** What follows a name, so that the writer is where its value goes. */
function insertFor(schema: JsonSchema, flow: boolean): string {
  const shapes = alternatives(schema);
  if (shapes.some((one) => one.enum !== undefined || one.const !== undefined || one.type === 'string' || one.type === 'boolean' || one.type === 'integer' || one.type === 'number')) return ' $0';
  if (shapes.some(({ type, items }) => type === 'array' && items?.properties === undefined)) return ' [$0]';
  if (shapes.some(({ type }) => type === 'array')) return flow ? ' [$0]' : '\n  - $0';
  return flow ? ' { $0 }' : '\n  $0';
}

function valuesAt(path: YamlPath, schema: JsonSchema, words: readonly YamlWord[]): readonly Completion[] {
  const value = (label: string, detail: string | undefined): Completion => ({ kind: 'value', label, insert: label, required: false, ...(detail === undefined ? {} : { detail }) });
  const listed = schemasAt(schema, path).flatMap((one): readonly Completion[] => {
    if (one.enum !== undefined) return one.enum.map((member, index) => value(String(member), one.enumDescriptions?.[index]));
    if (one.const !== undefined) return [value(String(one.const), one.description)];
    return one.type === 'boolean' ? [value('true', undefined), value('false', undefined)] : [];
  });
  // The names that the file itself declares.
  const declared = path.findLast((step) => typeof step === 'string') === 'environment' ? words.filter(({ role, path: own }) => role === 'key' && own.length === 2 && own[0] === 'environments').map(({ text }) => value(text, undefined)) : [];
  return [...new Map([...listed, ...declared].map((one) => [one.label, one])).values()];
}

function valueWords({ enum: members = [], enumDescriptions = [] }: JsonSchema, text: string): readonly string[] {
  const words = enumDescriptions[members.findIndex((member) => String(member) === text)];
  return words === undefined ? [] : [words];
}
