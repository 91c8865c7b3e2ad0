import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { lookupInCatalogue } from '../../../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../../../src/core/judge.ts';
import { defaultPolicy } from '../../../../src/core/policy/policy.ts';
import { globMatcher } from '../../../../src/node/globs.ts';
import { compilePolicy, type CompiledFiles, type ExampleTools } from '../../../../src/node/policy/compilePolicy.ts';
import { acceptPolicy, keepAcceptances, noteWorkspaceTrust, policyDigest } from '../../../../src/node/policy/heldPolicy.ts';
import { compiledFile, heldFile, type PolicyPlace } from '../../../../src/node/policy/policyPlace.ts';
import { readPolicy } from '../../../../src/node/policy/policyStore.ts';
import { temporaryDirectory } from '../../../support/temporaryDirectory.ts';

const tools: ExampleTools = { judge, programs: lookupInCatalogue, matchesPath: globMatcher() };
const rows = (row: string): string => `version: 1\nmatrix: { ${row} }\n`;
const rule = (decision: string, more = ''): string => `version: 1\nrules:\n  - id: mine.rm\n    when: { program: rm, effect: delete }\n    decision: ${decision}\n    reason: r\n${more}`;
const strict = rows('irreversible: { workspace: deny }');
const loose = rows('irreversible: { workspace: allow }');

describe('compiled policy', () => {
  const directory = temporaryDirectory();
  const place = (): PolicyPlace => ({ state: path.join(directory.path, 'state'), root: path.join(directory.path, 'w'), organisation: path.join(directory.path, 'org.yaml'), bundle: path.join(directory.path, 'bundle.yaml'), user: path.join(directory.path, 'state', 'policy.yaml'), workspace: path.join(directory.path, 'w', '.tagout', 'policy.yaml') });
  const put = (layer: 'organisation' | 'user' | 'workspace', text: string): CompiledFiles => {
    const file = place()[layer];
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    return compile();
  };
  const compile = (): CompiledFiles => compilePolicy(place(), tools);
  const cell = ({ policy }: Pick<CompiledFiles, 'policy'>): string => policy.matrix.irreversible.workspace;

  it('is the default where no file is, without a look at the compiler', () => {
    assert.deepEqual(readPolicy(place(), () => assert.fail('not needed')), { policy: defaultPolicy });
  });

  it('is read as it was compiled until a file changes, and then compiled again', () => {
    const compiled = put('user', strict);
    assert.deepEqual(readPolicy(place(), () => assert.fail('not needed')).policy, compiled.policy);
    fs.writeFileSync(place().user, loose);
    assert.equal(cell(readPolicy(place(), compile)), 'allow');
    fs.writeFileSync(compiledFile(place()), '{"format":0}');
    assert.equal(cell(readPolicy(place(), compile)), 'allow');
  });

  it('keeps the last good version of a broken file, and has a problem where there is none', () => {
    put('user', strict);
    const broken = put('user', 'version: 1\nmatrix: [');
    assert.deepEqual([cell(broken), broken.problem, broken.problems.map(({ line }) => line)], ['deny', undefined, [2]]);
    const never = put('organisation', 'version: 7');
    assert.match(never.problem ?? '', /cannot be read/);
    assert.match(readPolicy(place(), compile).problem ?? '', /cannot be read/);
    fs.rmSync(place().user);
    fs.rmSync(place().organisation);
    assert.deepEqual([cell(compile()), compile().problem], ['ask', undefined]);
  });

  it('lets a workspace tighten at once and loosen only after a review', () => {
    assert.deepEqual([cell(put('workspace', strict)), compile().pending], ['deny', undefined]);
    const changed = put('workspace', loose);
    assert.deepEqual([cell(changed), changed.pending?.digest], ['deny', policyDigest(loose)]);
    acceptPolicy(place(), loose);
    assert.deepEqual([cell(compile()), compile().pending], ['allow', undefined]);
  });

  it('counts both versions until the review, and the one before when the file is deleted', () => {
    put('workspace', strict);
    const both = put('workspace', rows('recoverable: { file: deny }'));
    assert.deepEqual([cell(both), both.policy.matrix.recoverable.file], ['deny', 'deny']);
    fs.rmSync(place().workspace);
    assert.deepEqual([cell(compile()), compile().pending?.text], ['deny', undefined]);
    acceptPolicy(place(), undefined);
    assert.deepEqual([cell(compile()), compile().pending], ['ask', undefined]);
  });

  it('switches between accepted versions without a question', () => {
    acceptPolicy(place(), strict);
    acceptPolicy(place(), loose);
    for (const [text, expected] of [[strict, 'deny'], [loose, 'allow'], [strict, 'deny']] as const) assert.deepEqual([cell(put('workspace', text)), compile().pending], [expected, undefined]);
  });

  it('takes an acceptance back that the editor does not know', () => {
    acceptPolicy(place(), loose);
    assert.equal(cell(put('workspace', loose)), 'allow');
    assert.equal(keepAcceptances(place(), { accepted: [policyDigest(loose)], inForce: policyDigest(loose) }), 'known');
    assert.equal(keepAcceptances(place(), { accepted: [] }), 'taken-back');
    assert.equal(cell(compile()), 'ask');
  });

  it('lets nothing of a workspace loosen that the editor does not trust, and keeps what was accepted', () => {
    noteWorkspaceTrust(place(), true);
    assert.equal(fs.existsSync(heldFile(place())), false);
    acceptPolicy(place(), loose);
    put('workspace', loose);
    noteWorkspaceTrust(place(), false);
    assert.equal(cell(compile()), 'ask');
    assert.equal(cell(put('workspace', strict)), 'deny');
    acceptPolicy(place(), loose);
    assert.equal(cell(put('workspace', loose)), 'ask');
    noteWorkspaceTrust(place(), true);
    assert.equal(cell(compile()), 'allow');
  });

  it('has a problem when what was accepted is damaged', () => {
    put('workspace', strict);
    fs.writeFileSync(heldFile(place()), '{"v":1');
    assert.match(compile().problem ?? '', /damaged/);
  });

  const examples: readonly (readonly [string, string, readonly (readonly [string | undefined, number])[], boolean])[] = [
    ['holds', rule('allow', '    match: [rm notes.txt]\n    notMatch: [git status, mv a b]\n'), [], true],
    ['is missing', rule('allow'), [['mine.rm', 3]], false],
    ['does not match', rule('allow', '    match:\n      - rm notes.txt\n      - git push\n'), [['mine.rm', 9]], false],
    ['matches and should not', rule('allow', '    match: [rm a.txt]\n    notMatch: [rm b.txt]\n'), [['mine.rm', 8]], false],
  ];
  for (const [name, text, problems, lowers] of examples) {
    it(`lets a rule loosen only where its example holds: it ${name}`, () => {
      const compiled = put('user', text);
      assert.deepEqual([compiled.problems.map((problem) => [problem.rule, problem.line]), compiled.policy.rules.map(({ mayLower }) => mayLower)], [problems, [lowers]]);
    });
  }

  it('has a revision that follows what decides and nothing else', () => {
    const first = put('user', strict).policy.revision;
    assert.equal(put('user', `# a note\n${strict}`).policy.revision, first);
    assert.notEqual(put('user', loose).policy.revision, first);
    assert.match(first, /^sha256:[0-9a-f]{16}$/);
  });
});
