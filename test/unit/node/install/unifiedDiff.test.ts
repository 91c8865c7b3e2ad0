import assert from 'node:assert/strict';
import { unifiedDiff } from '../../../../src/node/install/unifiedDiff.ts';

const numbered = (count: number, change: (line: number) => string = String): string => Array.from({ length: count }, (_, index) => change(index + 1)).join('\n') + '\n';

describe('unified diff', () => {
  const cases: readonly (readonly [string, string | undefined, string | undefined, string])[] = [
    ['nothing for equal texts', 'a\n', 'a\n', ''],
    ['a new file', undefined, 'a\nb\n', '--- /dev/null\n+++ f\n@@ -0,0 +1,2 @@\n+a\n+b\n'],
    ['a removed file', 'a\n', undefined, '--- f\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n'],
    ['one line in the middle', numbered(9), numbered(9, (line) => (line === 5 ? 'five' : String(line))), '--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n'],
    ['two far places', numbered(20), numbered(20, (line) => (line === 2 || line === 19 ? 'x' : String(line))), '--- f\n+++ f\n@@ -1,5 +1,5 @@\n 1\n-2\n+x\n 3\n 4\n 5\n@@ -16,5 +16,5 @@\n 16\n 17\n 18\n-19\n+x\n 20\n'],
    ['additions at the end, whatever the line ends', 'a\r\nb\r\n', 'a\r\nb\r\nc\r\n', '--- f\n+++ f\n@@ -1,2 +1,3 @@\n a\n b\n+c\n'],
  ];
  for (const [name, before, after, want] of cases) it(name, () => assert.equal(unifiedDiff('f', before, after), want));
});
