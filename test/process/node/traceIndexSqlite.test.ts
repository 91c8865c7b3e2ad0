import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parts, projectRoot } from '../../support/setup.ts';

describe('trace index in a Node with SQLite', () => {
  it('answers as the one in memory does', function () {
    // The editor brings its own Node of that kind; elsewhere the running one has it, and the unit tests have proved this.
    const node = fs.existsSync(parts.node) ? parts.node : process.execPath;
    const version = spawnSync(node, ['-p', "process.getBuiltinModule('node:sqlite') !== undefined"], { encoding: 'utf8' });
    assert.match(version.stdout, /true/);
    const mocha = path.join(projectRoot, 'node_modules/mocha/bin/mocha.js');
    const run = spawnSync(node, [mocha, '--no-config', '--node-option', 'import=tsx', '--extension', 'ts', '--timeout', '60000', 'test/unit/node/traceIndex.test.ts', 'test/unit/node/readTrace.test.ts'], { cwd: projectRoot, encoding: 'utf8' });
    assert.equal(run.status, 0, run.stdout + run.stderr);
  }).timeout(120_000);
});
