import { blastRadii, decisions, effectKinds, reversibilities } from '../verdict.ts';
import { languages, type ProgramTable } from './programTable.ts';

/** What is wrong in a table that somebody wrote, and where: member names and indexes from the top. */
export interface TableProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export type CheckedTable = { readonly ok: true; readonly table: ProgramTable } | { readonly ok: false; readonly problems: readonly TableProblem[] };

type Path = TableProblem['path'];
type Check = (value: unknown, path: Path) => readonly TableProblem[];
type Members = Readonly<Record<string, Check>>;

/** Deepest nesting of sub-commands. */
const maxDepth = 8;

const roles = new Set([
  ...'data read write replace empty append make delete move workdir command assignment shell program opaque sql sql-file url connection environment host package package-script make-target just-target task-target ref remote pathspec mount image'.split(' '),
  ...languages.flatMap((language) => [`code:${language}`, `script:${language}`]),
]);

const problem = (path: Path, message: string): readonly TableProblem[] => [{ path, message }];
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Check = (value, path) => (typeof value === 'string' && value.trim() !== '' ? [] : problem(path, 'must be a text'));
const flag: Check = (value, path) => (typeof value === 'boolean' ? [] : problem(path, 'must be true or false'));
const anything: Check = () => [];
const oneOf = (values: readonly string[]): Check => (value, path) => (typeof value === 'string' && values.includes(value) ? [] : problem(path, `must be one of ${values.join(', ')}`));
const listOf = (entry: Check): Check => (value, path) => (Array.isArray(value) && value.length > 0 ? value.flatMap((each, index) => entry(each, [...path, index])) : problem(path, 'must be a list with at least one entry'));
const mapOf = (entry: Check): Check => (value, path) => (isRecord(value) ? Object.entries(value).flatMap(([key, each]) => entry(each, [...path, key])) : problem(path, 'must be a map'));

/** A map with known members; an unknown one is a problem: a mistyped guard must not be passed over. */
function members(known: Members, required: readonly string[]): Check {
  return (value, path) => {
    if (!isRecord(value)) return problem(path, 'must be a map');
    return [
      ...required.filter((name) => value[name] === undefined).flatMap((name) => problem(path, `\`${name}\` is missing`)),
      ...Object.entries(value).flatMap(([name, each]) => (Object.hasOwn(known, name) ? (known[name]?.(each, [...path, name]) ?? []) : problem([...path, name], `\`${name}\` is not known here; known are ${Object.keys(known).join(', ')}`))),
    ];
  };
}

const programName: Check = (value, path) => (typeof value === 'string' && /^[A-Za-z0-9_.][A-Za-z0-9._+-]{0,63}$/.test(value) ? [] : problem(path, 'must be the bare name of a program'));

/** `-f|--force -n|--lines= -o|--output=write --color=? --help!` */
const optionList: Check = (value, path) => {
  if (typeof value !== 'string') return problem(path, 'must be a text such as `-f|--force -o|--output=write --help!`');
  return value.split(/\s+/).filter((word) => word !== '').flatMap((word) => {
    const [, names = '', role = ''] = /^([^=!]+)(?:!|=\??([a-z:-]*))?$/.exec(word) ?? [];
    if (names === '' || !names.split('|').every((name) => /^[-/+][^\s|]*$/.test(name))) return problem(path, `\`${word}\` is no option; write \`-f|--force\`, \`--output=\`, \`--output=write\` or \`--help!\``);
    return role === '' || roles.has(role) ? [] : problem(path, `\`${role}\` in \`${word}\` is no role; roles are ${[...roles].slice(0, 12).join(', ')} …`);
  });
};

const operandList: Check = (value, path) => {
  if (typeof value !== 'string' || value.trim() === '') return problem(path, 'must be a text such as `read... write`');
  const words = value.split(' ');
  const wrong = words.find((word) => !roles.has(word.replace(/(?:\.\.\.|\?)$/, '')));
  if (wrong !== undefined) return problem(path, `\`${wrong}\` is no role; roles are ${[...roles].slice(0, 12).join(', ')} …`);
  return words.filter((word) => word.endsWith('...')).length > 1 ? problem(path, 'only one role may stand for any number of words (`...`)') : [];
};

/** A pattern runs on what an agent says: one that can take exponential time is not accepted. */
const pattern: Check = (value, path) => {
  if (typeof value !== 'string' || value.length > 120 || !isPattern(value)) return problem(path, 'must be a regular expression of at most 120 characters');
  return /\)[*+{]|\\\d|\(\?[=!<]/.test(value) ? problem(path, 'must not repeat a group, look around or refer back: such a pattern can take very long') : [];
};

function isPattern(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}

const effectTemplate = members({
  kind: oneOf(effectKinds), reversibility: oneOf(reversibilities), radius: oneOf([...blastRadii, 'remote', 'connection']), reason: text,
  rule: text, posture: oneOf(['routine', 'ask', 'deny']), alternative: text, with: text, without: text, operand: pattern, behind: pattern, sure: flag, operands: oneOf(['none', 'some']), uninspectable: flag, trustable: oneOf(['verb', 'words']),
}, ['kind', 'reversibility', 'radius', 'reason']);

const stdin = members({ role: oneOf(['shell', 'sql', 'arguments', ...languages.map((language) => `code:${language}`)]), with: text, without: text, operands: oneOf(['none']) }, ['role']);

const commandMembers = (depth: number): Members => ({
  options: optionList, everywhere: optionList, otherOptions: oneOf(['harmless']), operands: operandList, operandsWith: mapOf(operandList), effects: listOf(effectTemplate), harmlessWith: text,
  commands: mapOf((value, path) => (depth >= maxDepth ? problem(path, `sub-commands are nested deeper than ${maxDepth}`) : members(commandMembers(depth + 1), [])(value, path))),
  eachOperandIsCommand: flag, place: oneOf(['host', 'container', 'pod']), stdin, style: oneOf(['gnu', 'posix', 'single-dash', 'slash', 'none']), optionsFirst: flag, numericOption: flag,
});

const example = members({ command: text, decision: oneOf(decisions), reversibility: oneOf(reversibilities), blastRadius: oneOf(blastRadii), facts: mapOf(anything), files: mapOf(text) }, ['command', 'decision']);

const programTable = members({ ...commandMembers(0), names: listOf(programName), family: programName, variables: mapOf(oneOf(['connection', 'environment'])), examples: listOf(example) }, ['names', 'examples']);

/** Checks a table that a person or a team wrote; how to write one stands in programTable.ts. Code (handlers) cannot be named. Never throws. */
export function checkTable(value: unknown): CheckedTable {
  const problems = programTable(value, []);
  if (problems.length > 0 || !isTable(value)) return { ok: false, problems };
  return { ok: true, table: { ...value, family: value.family ?? value.names[0] ?? 'own' } };
}

/** Every member was checked before. */
const isTable = (value: unknown): value is Omit<ProgramTable, 'family'> & { readonly family?: string } => isRecord(value) && Array.isArray(value['names']);
