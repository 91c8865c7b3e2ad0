import assert from 'node:assert/strict';
import { completionsAt, hoverAt, type JsonSchema } from '../../../../src/core/yaml/schemaWords.ts';
import { readYamlWords } from '../../../../src/core/yaml/yamlWords.ts';
import { policyJsonSchema } from '../../../../src/node/policy/policySchema.ts';

const schema: JsonSchema = policyJsonSchema();

/** What is offered at `|`, the first few labels. */
const offered = (text: string, most = 3): string => {
  const at = text.indexOf('|');
  return completionsAt(text.slice(0, at), text.slice(at + 1), schema).map(({ label }) => label).slice(0, most).join(' ');
};

const cases: readonly (readonly [string, string, string])[] = [
  ['an empty file', '|', 'version environments protected'],
  ['a name that is begun', 'ver|', 'version environments protected'],
  ['after a name at the top, the rest', 'version: 1\n|\nmatrix: {}', 'environments protected rules'],
  ['a value', 'version: |', '1'],
  ['a mapping by its column', 'matrix:\n  |', 'read-only reversible recoverable'],
  ['a mapping in a mapping', 'matrix:\n  irreversible:\n    |', 'file workspace machine'],
  ['back at an outer column', 'matrix:\n  irreversible:\n    file: ask\n  |', 'read-only reversible recoverable'],
  ['a cell', 'matrix:\n  irreversible:\n    file: |', 'allow ask deny'],
  ['a cell in braces', 'matrix: { irreversible: { file: |', 'allow ask deny'],
  ['a name in braces', 'matrix: { irreversible: { file: ask, | } }', 'workspace machine shared'],
  ['a rule', 'rules:\n  - |', 'id when decision'],
  ['the next name of a rule', 'rules:\n  - id: a\n    |', 'when decision reason'],
  ['a second rule has its own names', 'rules:\n  - id: a\n    decision: ask\n  - id: b\n    |', 'when decision reason'],
  ['rules at the column of their list', 'rules:\n- id: a\n  |', 'when decision reason'],
  ['a selector', 'rules:\n  - id: a\n    when: { | }', 'program effect reversibility'],
  ['a value of a selector', 'rules:\n  - id: a\n    when: { radius: |', 'file workspace machine'],
  ['one of several values', 'rules:\n  - id: a\n    when: { radius: [file, |', 'file workspace machine'],
  ['over several lines of braces', 'rules:\n  - id: a\n    when: {\n      path: "x",\n      |', 'program effect reversibility'],
  ['a nested selector', 'rules:\n  - when: { mcp: { |', 'server tool'],
  ['an environment that is declared', 'environments:\n  eu: { production: true }\nrules:\n  - when: { environment: |', 'eu'],
  ['a member of an environment', 'environments:\n  eu:\n    |', 'production hosts contexts'],
  ['after a text over several lines', 'rules:\n  - id: a\n    reason: >-\n      matrix: not a name\n    |', 'when decision alternative'],
  ['nothing within such a text', 'rules:\n  - id: a\n    reason: >-\n      matrix: |', ''],
  ['a boolean', 'environments: { eu: { production: |', 'true false'],
  ['nothing where everything may stand', 'rules:\n  - reason: |', ''],
];

describe('completion of a policy', () => {
  for (const [name, text, expected] of cases) it(name, () => assert.equal(offered(text), expected));

  it('inserts names with what their values need', () => {
    const inserted = (text: string): readonly string[] => completionsAt(text, '', schema).map(({ insert }) => insert);
    assert.deepEqual(inserted('').slice(0, 2), ['version: $0', 'environments:\n  $0']);
    assert.ok(inserted('').includes('rules:\n  - $0'));
    assert.ok(inserted('environments: { eu: {').includes('hosts: [$0]'));
  });
});

describe('hover over a policy', () => {
  const text = 'version: 1\nrules:\n  - id: a\n    when: { effect: delete, radius: [shared] }\n    decision: deny # not here\n';
  const said = (word: string): string => hoverAt(text, text.indexOf(word) + 1, schema)?.text ?? '';
  it('explains names', () => assert.match(said('effect'), /does to its target/));
  it('explains values', () => assert.match(said('deny'), /refuse/));
  it('explains values in lists', () => assert.match(said('shared'), /colleagues|others/));
  it('says nothing of comments', () => assert.equal(said('not here'), ''));
});

describe('words of a YAML text', () => {
  it('have places', () => {
    const text = 'a:\n  - b: "x y"\n    c: [1, { d: e }]\nf: g # h\n';
    assert.deepEqual(readYamlWords(text).words.map(({ path, text: word, start, end }) => [path.join('.'), word, text.slice(start, end)]), [
      ['a', 'a', 'a'], ['a.0.b', 'b', 'b'], ['a.0.b', 'x y', '"x y"'], ['a.0.c', 'c', 'c'], ['a.0.c.0', '1', '1'], ['a.0.c.1.d', 'd', 'd'], ['a.0.c.1.d', 'e', 'e'], ['f', 'f', 'f'], ['f', 'g', 'g'],
    ]);
  });

  it('are found in anything', () => {
    for (const text of [']]]', '{{{', '- - -', ':', '"', '\'', '- ', '? x', '}\n]\nx: {', 'a: |\n\n\n', '\t', 'x:\n\t- y', '#', '[,,,', '{,:,', '"a":', "- 'b': c"]) assert.ok(Array.isArray(readYamlWords(text).words), text);
  });
});
