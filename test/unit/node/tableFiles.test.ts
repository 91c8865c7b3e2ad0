import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { lookupInCatalogue } from '../../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../../src/core/decide.ts';
import { judge } from '../../../src/core/judge.ts';
import { defaultPolicy } from '../../../src/core/policy/policy.ts';
import { describedWorld } from '../../../src/core/resolve/describedWorld.ts';
import { layeredPrograms, userPrograms, workspacePrograms } from '../../../src/node/layeredPrograms.ts';
import { compileTables, readTable } from '../../../src/node/tableFiles.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const acmectl = `
names: [acmectl]
options: -v|--verbose --help!
commands:
  list|show: { otherOptions: harmless, operands: data... }
  sync:
    options: -f|--force --from=read
    effects:
      - { kind: database, reversibility: recoverable, radius: remote, reason: 'changes the shop' }
examples:
  - { command: acmectl list orders, decision: allow }
  - { command: acmectl sync, decision: ask, blastRadius: shared }
  - { command: acmectl purge, decision: ask }
`;
const problemsOf = (text: string): readonly string[] => {
  const read = readTable(text, lookupInCatalogue, false);
  return read.ok ? [] : read.problems.map(({ line, message }) => `${line}: ${message}`);
};

describe('program tables of a person or a team', () => {
  const place = temporaryDirectory();
  const state = (): string => path.join(place.path, 'state');
  const root = (): string => path.join(place.path, 'shop');
  const write = (name: string, text: string): void => {
    const file = path.join(root(), '.tagout', 'programs', name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  const source = (): string => path.join(root(), '.tagout', 'programs');
  const decision = (command: string): string => {
    const world = describedWorld({});
    const programs = layeredPrograms(lookupInCatalogue, state(), root());
    return decide(judge({ kind: 'shell', command, dialect: 'posix' }, { world, policy: defaultPolicy, programs }), { policy: defaultPolicy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root }).decision;
  };

  it('is read, checked by its examples, and counts as if it were built in', () => {
    write('acmectl.yaml', acmectl);
    assert.equal(decision('acmectl list orders'), 'ask');
    assert.deepEqual(compileTables(source(), userPrograms(state()), lookupInCatalogue, false).problems, []);
    assert.deepEqual(['acmectl list orders', 'acmectl sync', 'acmectl purge', 'git status'].map(decision), ['allow', 'ask', 'ask', 'allow']);
    fs.rmSync(path.join(source(), 'acmectl.yaml'));
    compileTables(source(), userPrograms(state()), lookupInCatalogue, false);
    assert.equal(decision('acmectl list orders'), 'ask');
  });

  it('tells every problem with its line', () => {
    assert.deepEqual(problemsOf('names: [acmectl]\nefects: []\nexamples:\n  - { command: acmectl, decision: allow }'), ['2: `efects`: `efects` is not known here; known are options, everywhere, otherOptions, operands, operandsWith, effects, harmlessWith, commands, eachOperandIsCommand, place, stdin, style, optionsFirst, numericOption, names, family, variables, examples']);
    assert.deepEqual(problemsOf('names: [../x]\nexamples:\n  - { command: x, decision: maybe }'), ['1: `names.0`: must be the bare name of a program', '3: `examples.0.decision`: must be one of allow, ask, deny']);
    assert.match(problemsOf('names: [x]\noptions: --out=wirte\nexamples:\n  - { command: x, decision: allow }').join(), /^2: `options`: `wirte` in `--out=wirte` is no role/);
    assert.match(problemsOf('names: [x]\noperands: read... write...\nexamples:\n  - { command: x, decision: allow }').join(), /^2: .*only one role/);
    assert.match(problemsOf('names: [x]\neffects:\n  - { kind: write, reversibility: reversible, radius: file, reason: a, operand: "(a+)+$" }\nexamples:\n  - { command: x, decision: allow }').join(), /^3: .*must not repeat a group/);
    assert.match(problemsOf('names: [x').join(), /^1: /);
    assert.match(problemsOf('a: &a [1]\nb: *a').join(), /aliases/);
    assert.match(problemsOf('[]').join(), /must be a map/);
  });

  it('is not used when an example is judged otherwise', () => {
    assert.deepEqual(problemsOf(acmectl.replace('command: acmectl purge, decision: ask', 'command: acmectl purge, decision: allow')), ['13: the example `acmectl purge` gives ask instead of allow (acmectl.acmectl.unknown-sub-command: `acmectl` has no sub-command `purge` that is known)']);
  });

  it('only tightens when it is a workspace’s', () => {
    write('git.yaml', 'names: [git]\notherOptions: harmless\noperands: data...\ncommands:\n  commit:\n    otherOptions: harmless\n    operands: data...\n    effects:\n      - { kind: git-history, reversibility: reversible, radius: workspace, reason: commits need a look here, posture: ask }\nexamples:\n  - { command: git commit -m x, decision: ask }\n');
    write('acmectl.yaml', 'names: [acmectl]\notherOptions: harmless\noperands: data...\nexamples:\n  - { command: acmectl list, decision: ask }\n');
    assert.deepEqual(compileTables(source(), workspacePrograms(state(), root()), lookupInCatalogue, true).problems, []);
    assert.deepEqual(['git commit -m x', 'git status', 'git reset --hard', 'git push --force', 'acmectl list'].map(decision), ['ask', 'allow', 'ask', 'ask', 'ask']);
  });

  it('keeps what a workspace tightened when its file is damaged', () => {
    write('git.yaml', 'names: [git]\notherOptions: harmless\noperands: data...\neffects:\n  - { kind: git-history, reversibility: reversible, radius: workspace, reason: all of git needs a look here, posture: ask }\nexamples:\n  - { command: git status, decision: ask }\n');
    compileTables(source(), workspacePrograms(state(), root()), lookupInCatalogue, true);
    write('git.yaml', 'names: [');
    assert.equal(compileTables(source(), workspacePrograms(state(), root()), lookupInCatalogue, true).problems.length, 1);
    assert.equal(decision('git status'), 'ask');
  });
});
