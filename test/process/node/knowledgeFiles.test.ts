import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { catalogue } from '../../../src/core/classify/programs/catalogue.ts';
import { knowledgeFiles } from '../../../src/node/knowledgeFiles.ts';
import { projectRoot } from '../../support/setup.ts';

const built = path.join(projectRoot, 'dist', 'knowledge');

/** A table with its sub-commands, which the files keep as texts, as they were written. */
function unfolded(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, name === 'commands' ? commandsOf(member) : member]));
}

function commandsOf(commands: unknown): unknown {
  if (typeof commands !== 'object' || commands === null) return commands;
  return Object.fromEntries(Object.entries(commands).map(([name, stored]) => [name, unfolded(typeof stored === 'string' ? JSON.parse(stored) : stored)]));
}

describe('knowledge files', () => {
  it('hold every table under each of its names', () => {
    const lookup = knowledgeFiles(built);
    const lost = catalogue.flatMap((table) => {
      const written: unknown = JSON.parse(JSON.stringify({ ...table, names: table.names.slice(0, 1), examples: [] }));
      return table.names.filter((name) => !isDeepStrictEqual(unfolded(lookup(name)), written));
    });
    assert.deepEqual(lost, []);
  });

  it('know no other name', () => {
    const lookup = knowledgeFiles(built);
    assert.deepEqual(['no-such-program', '', '../knowledge/ls', 'names/0', '__proto__', 'constructor', 'LS'].filter((name) => lookup(name) !== undefined), []);
  });

  it('that are damaged hold nothing', () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'tagout-knowledge-'));
    try {
      writeFileSync(path.join(directory, 'half.json'), '{"names":["half"');
      writeFileSync(path.join(directory, 'other.json'), '{"names":["ls"]}');
      writeFileSync(path.join(directory, 'list.json'), '[]');
      const lookup = knowledgeFiles(directory);
      assert.deepEqual(['half', 'other', 'list'].map(lookup), [undefined, undefined, undefined]);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
