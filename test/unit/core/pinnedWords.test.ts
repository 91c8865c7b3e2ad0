import assert from 'node:assert/strict';
import { pinnedWords, withWords } from '../../../src/core/pinnedWords.ts';
import type { Effect } from '../../../src/core/verdict.ts';

/** An effect of the part of a line that these words are. */
function effectOf(line: string, words: string, changes: Partial<Effect>): Effect {
  const start = line.indexOf(words);
  return { kind: 'delete', reversibility: 'irreversible', blastRadius: 'workspace', span: { start, end: start + words.length }, uninspectable: false, rule: 'files.delete', reason: 'deletes', ...changes };
}
const written = (line: string, words: string, path: string): Effect => effectOf(line, words, { kind: 'write', reversibility: 'reversible', target: { kind: 'path', path, recursive: false } });

/** The pinned words with their kind, as they stand in the line. */
const pinned = (line: string, effects: readonly Effect[] = []): readonly string[] => pinnedWords(line, effects, '/shop').words.map(({ kind, span }) => `${kind} ${line.slice(span.start, span.end)}`);

describe('words of an approved command that are pinned', () => {
  const cases: readonly (readonly [line: string, expected: readonly string[]])[] = [
    ['rm -f drafts/*.md', ['glob drafts/*.md']],
    ['rm -rf drafts', []],
    ['rm -rf a/b "c d/e" ../x', ['place a/b', 'place "c d/e"', 'place ../x']],
    ['rm -v a/b', []],
    ['rm -rf ~/x/y', []],
    ['rm -rf "$X/y" a/b', ['place a/b']],
    ['rm -rf a/{b,c}', []],
    ['shred -u a/*.key', ['glob a/*.key']],
    ['sh clean.sh now', ['script clean.sh']],
    ['bash -eu tools/clean.sh', ['script tools/clean.sh']],
    ['bash -c "rm x"', []],
    ['./clean.sh; echo done', ['script ./clean.sh']],
    ['node clean.js', []],
    ['sudo sh clean.sh', []],
    ['X=1 sh clean.sh', []],
    ['git reset --hard HEAD~1', ['revision HEAD~1']],
    ['git reset -q --hard origin/main', ['revision origin/main']],
    ['git reset notes.md', []],
    ['git reset HEAD~1 notes.md', []],
    ['git checkout topic', []],
    ['ls && rm a/b || sh c.sh', ['place a/b', 'script c.sh']],
    ['ls | xargs rm a/b', []],
    ['for f in a; do rm b/c; done', []],
    ['rm a/*.md $(date)', ['glob a/*.md']],
    ['rm "a/*.md', []],
  ];
  for (const [line, expected] of cases) it(line, () => assert.deepEqual(pinned(line), expected));

  it('leaves what an earlier part of the line may change', () => {
    const line = 'make gen; rm gen/*.o';
    assert.deepEqual(pinned(line, [effectOf(line, 'make gen', { uninspectable: true })]), []);
    const touch = 'touch drafts/b.md; rm drafts/*.md';
    assert.deepEqual(pinned(touch, [written(touch, 'touch drafts/b.md', '/shop/drafts/b.md')]), []);
    assert.deepEqual(pinned(touch, [written(touch, 'touch drafts/b.md', '/shop/other')]), ['glob drafts/*.md']);
    const script = 'echo ls > clean.sh; sh clean.sh';
    assert.deepEqual(pinned(script, [written(script, 'echo ls > clean.sh', '/shop/clean.sh')]), []);
  });

  it('knows a line in which one git command alone changes anything', () => {
    const line = 'date > log; git reset --hard HEAD~1; git branch -D x';
    const [log, reset, branch] = [written(line, 'date > log', '/shop/log'), effectOf(line, 'git reset --hard HEAD~1', { kind: 'git-history' }), effectOf(line, 'git branch -D x', { kind: 'git-history' })];
    const isOne = (...effects: readonly Effect[]): boolean => pinnedWords(line, effects, '/shop').oneGit;
    assert.deepEqual([isOne(log, reset), isOne(reset, branch), isOne(log)], [true, false, false]);
  });

  it('puts other words in their place', () => {
    const line = 'rm a/b c/*.md';
    assert.equal(withWords(line, pinnedWords(line, [], '/shop').words.map(({ span }, at) => ({ span, text: `<${at}>` }))), 'rm <1> <0>');
  });
});
