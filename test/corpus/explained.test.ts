import assert from 'node:assert/strict';
import type { Action } from '../../src/core/action.ts';
import { catalogue, lookupInCatalogue } from '../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../src/core/decide.ts';
import { commandAt } from '../../src/core/explain/commandAt.ts';
import { withAlternatives } from '../../src/core/explain/alternatives.ts';
import { judge } from '../../src/core/judge.ts';
import { defaultPolicy } from '../../src/core/policy/policy.ts';
import { describedWorld, type Scene } from '../../src/core/resolve/describedWorld.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { casesOf } from './corpusFile.ts';
import { actionOf, type DescribedCase } from './judgeCase.ts';

/** Advice that no judgement can prove: words without a command, with the reason why there is none. */
const advice: Readonly<Record<string, string>> = {
  'dump it first': 'how a database is dumped depends on its kind and on where the dump may go',
  'read only the names of the variables, or an example file': 'whether an example file exists is only known on the disk; then it is offered by name',
  'add a commit that reverts, instead of rewriting what others hold': 'which commit is to be reverted is not known',
  'run it with --dry-run=server first': 'a server may refuse it; where it is known to work it is offered as a command',
  'run the plan first and read what it would remove': 'the plan of an unknown tool has no one name',
  'take a snapshot or export it first': 'how depends on the service',
  'count the rows with SELECT first and run it inside a transaction': 'where the table is known the statement is offered',
  'commit or stash it first, or move it to a backup': 'on another system no command of its shell is written',
  'commit or move the file first': 'on another system no command of its shell is written',
  'count what matches first': 'a statement of another query language is not written anew',
  'push a feature branch and open a pull request': 'the branch is not known',
};

const scenes: readonly DescribedCase[] = [
  ...['seen.jsonl', 'incidents.jsonl', 'resolve.jsonl', 'everyday.jsonl'].flatMap((file) => casesOf(file)),
  ...catalogue.flatMap((table) => table.examples.map(({ command, facts, files }): DescribedCase => ({ id: table.names[0] ?? '', command, ...(facts === undefined ? {} : { facts }), ...(files === undefined ? {} : { files }) }))),
];

function decided(action: Action, scene: Scene): Verdict {
  const world = describedWorld(scene);
  const effects = judge(action, { world, policy: defaultPolicy, programs: lookupInCatalogue });
  return decide(effects, { policy: defaultPolicy, freeze: { kind: 'off' }, now: '2026-01-01T00:00:00Z', root: world.root });
}

const explained = scenes.map((scene) => {
  const action = actionOf(scene);
  const verdict = withAlternatives(decided(action, scene), () => action, describedWorld(scene), (other) => decided(other, scene).decision === 'allow');
  return { scene, action, verdict };
});

/** Lines in which the words reach the command by another way: a variable, a pipe, a here-document, a file. */
const indirect = /\bgit (?:checkout|switch) .*\bgit push|[$|]|<<|; sh\b/;

describe('verdicts that explain', () => {
  it('offers only commands that would be allowed, or advice that says why there is none', () => {
    const wrong = explained.flatMap(({ scene, action, verdict }) => verdict.findings.flatMap(({ effect }) => {
      const text = effect?.alternative;
      if (text === undefined) return [];
      const form = /^`(.+?)` [a-z]/s.exec(text)?.[1];
      if (form === undefined) return text in advice ? [] : [`${scene.command}: ${text}`];
      const other: Action = action.kind === 'shell' ? { ...action, command: form } : action.kind === 'sql' ? { ...action, text: form } : { kind: 'shell', command: form, dialect: 'posix' };
      return decided(other, scene).decision === 'allow' ? [] : [`${scene.command}: ${form}`];
    }));
    assert.deepEqual(wrong, []);
  });

  it('has one for most of what it holds back', () => {
    const held = explained.filter(({ verdict }) => verdict.decision !== 'allow');
    const helped = held.filter(({ verdict }) => verdict.findings.some(({ effect }) => effect?.alternative?.startsWith('`') === true));
    assert.ok(helped.length > 0.4 * held.length, `${helped.length} of ${held.length}`);
  });

  it('gives every finding a rule, a source and a reason in one line, with paths as people read them', () => {
    const wrong = explained.flatMap(({ scene, verdict }) => verdict.findings.filter(({ rule, source, reason }) => !/^[a-z][\w.-]*(?:\.[\w.*:-]+)*$/i.test(rule) || source !== 'default' || reason === '' || reason.includes('\n') || reason.endsWith('.') || (reason.includes('/home/dev/acme-shop/') && !scene.command.includes('acme-shop') && !Object.values(scene.files ?? {}).join('').includes('acme-shop'))).map(({ rule, reason }) => `${scene.command}: [${rule}] ${reason}`));
    assert.deepEqual(wrong, []);
  });

  it('shows in the text of a command what causes each finding', () => {
    const wrong = explained.flatMap(({ scene, action, verdict }) => {
      if (action.kind !== 'shell') return [];
      return verdict.findings.filter(({ span }) => span.start < 0 || span.end > scene.command.length || span.start >= span.end || scene.command.slice(span.start, span.end).trim() === '').map(({ rule, span }) => `${scene.command}: [${rule}] ${span.start}-${span.end}`);
    });
    assert.deepEqual(wrong, []);
  });

  it('marks the command that a reason speaks of', () => {
    const wrong = explained.flatMap(({ scene, action, verdict }) => {
      if (action.kind !== 'shell' || action.dialect !== 'posix' || indirect.test(scene.command)) return [];
      return verdict.findings.filter(({ decision }) => decision !== 'allow').flatMap(({ rule, reason, span }) => {
        const marked = scene.command.slice(span.start, span.end);
        const around = commandAt(scene.command, span);
        const text = around === undefined ? marked : scene.command.slice(around.span.start, around.span.end);
        return [...reason.matchAll(/`([^`\s]{3,})`/g)].flatMap(([, word = '']) => (scene.command.includes(word) && !text.includes(word) ? [`${scene.command}: [${rule}] ${reason}: ${marked}`] : []));
      });
    });
    assert.deepEqual(wrong, []);
  });

  it('marks the same words wherever the command stands in a line', () => {
    const wrong = explained.flatMap(({ scene, action, verdict }) => {
      if (action.kind !== 'shell' || action.dialect !== 'posix' || verdict.decision === 'allow' || verdict.findings.some(({ rule }) => /^(?:shell\.syntax|limit\.|shell\.deceptive)/.test(rule))) return [];
      const before = 'echo one; ';
      const moved = decided({ ...action, command: `${before}${action.command}\ndate -u` }, scene);
      const wanted = verdict.findings.filter(({ decision }) => decision !== 'allow').map(({ rule, span }) => `${rule} ${span.start} ${span.end}`);
      const found = new Set(moved.findings.map(({ rule, span }) => `${rule} ${span.start - before.length} ${span.end - before.length}`));
      return wanted.filter((one) => !found.has(one)).map((one) => `${scene.command}: ${one}`);
    });
    assert.deepEqual(wrong, []);
  });
});
