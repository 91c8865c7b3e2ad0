import assert from 'node:assert/strict';
import { parseToml } from '../../../../src/core/resolve/tasks/toml.ts';
import { parseYaml } from '../../../../src/core/resolve/tasks/yaml.ts';

/** Text and what must be read from it; undefined = it must be refused. */
const yaml: readonly (readonly [string, unknown])[] = [
  ['a: 1\nb:\n  c: d # no\n', { a: '1', b: { c: 'd' } }],
  ['- a\n- b: 1\n  c: 2\n-\n  - x\n', ['a', { b: '1', c: '2' }, ['x']]],
  ['k:\n- a\n- "b: #c"\nl: [a, \'b, c\', {d: e}]\n', { k: ['a', 'b: #c'], l: ['a', 'b, c', { d: 'e' }] }],
  ['run: |\n  one\n    two\n\n  three\nnext: >-\n  a\n  b\n', { run: 'one\n  two\n\nthree', next: 'a b' }],
  ['x: &x\n  image: a:b\ny:\n  <<: *x\n  more: yes\nz: *x\n', { x: { image: 'a:b' }, y: { image: 'a:b', more: 'yes' }, z: { image: 'a:b' } }],
  ["'app:run': go\napp:stop: end\n\"q\": \"a\\nb\"\n", { 'app:run': 'go', 'app:stop': 'end', q: 'a\nb' }],
  ['long: one\n  two\n', { long: 'one two' }],
  ['a: b\nc\n', undefined],
  ['a: [b\n', { a: '[b' }],
  ['__proto__: x\n', JSON.parse('{"__proto__":"x"}')],
  ['', undefined],
];

const toml: readonly (readonly [string, unknown])[] = [
  ['a = 1 # c\n"b c".d = \'x\\y\'\n', { a: '1', 'b c': { d: 'x\\y' } }],
  ['[a.b]\nc = ["x", { d = "e" },\n # c\n "y",]\n[a]\nz = true\n', { a: { b: { c: ['x', { d: 'e' }, 'y'] }, z: true } }],
  ['[[l]]\na = "1"\n[[l]]\n[l.b]\nc = "2"\n', { l: [{ a: '1' }, { b: { c: '2' } }] }],
  ['s = """\na\\nb \\\n   c"""\nt = \'\'\'x\ny\'\'\'\n', { s: 'a\nb c', t: 'x\ny' }],
  ['a = \n', undefined],
  ['a = "x\n"\n', undefined],
  ['[a\n', undefined],
];

describe('files in which projects define tasks', () => {
  for (const [text, expected] of yaml) it(`YAML ${JSON.stringify(text)}`, () => assert.deepEqual(parseYaml(text), expected));
  for (const [text, expected] of toml) it(`TOML ${JSON.stringify(text)}`, () => assert.deepEqual(parseToml(text), expected));

  it('gives up on what is nested too deep, and reads long files in linear time', () => {
    assert.equal(parseYaml(`a: ${'['.repeat(5000)}${']'.repeat(5000)}`), undefined);
    assert.equal(parseToml(`a = ${'['.repeat(5000)}${']'.repeat(5000)}`), undefined);
    for (const text of [`a${' '.repeat(200_000)}`, 'a: b\n'.repeat(40_000), `x: ${'"'.repeat(100_001)}`, '- '.repeat(100_000)]) parseYaml(text);
    for (const text of ['[[x]]\n'.repeat(30_000), `a = "${'\\'.repeat(200_000)}`, `a${' '.repeat(200_000)}`]) parseToml(text);
  }).timeout(5000);
});
