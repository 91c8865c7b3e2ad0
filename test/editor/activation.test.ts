import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { existsSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { commands } from '../../src/host/ids.ts';
import { workspaceStateDirectory } from '../../src/node/stateDirectory.ts';
import { startedExtension, state, windowRecord, workspaceRoot } from './support/window.ts';

describe('activation', () => {
  it('starts by itself and says how long that took', async () => {
    const { exports, isActive } = await startedExtension();
    equal(isActive, true);
    ok(typeof exports === 'object' && exports !== null && 'activatedInMs' in exports && typeof exports.activatedInMs === 'number');
    ok(exports.activatedInMs > 0 && exports.activatedInMs < performance.now(), `${exports.activatedInMs} ms`);
  });
  it('gives other extensions nothing but that figure', async () => {
    const { exports } = await startedExtension();
    deepEqual(typeof exports === 'object' && exports !== null ? Object.keys(exports) : exports, ['activatedInMs']);
  });
  it('registers every contributed command', async () => {
    await startedExtension();
    const known = await vscode.commands.getCommands(true);
    deepEqual(Object.values(commands).filter((id) => !known.includes(id)), []);
  });
  it('makes the folder known to the hook', async () => {
    await windowRecord();
    const root = workspaceRoot();
    deepEqual(JSON.parse(readFileSync(path.join(workspaceStateDirectory(state, root), 'workspace.json'), 'utf8')), { v: 1, root });
  });
  it('publishes where it listens, for this user alone', async () => {
    const { roots, socket, token, window } = await windowRecord();
    deepEqual([roots, existsSync(socket), token.length >= 32], [[workspaceRoot()], true, true]);
    equal(statSync(path.join(state, 'windows', `${window}.json`)).mode & 0o777, 0o600);
  });
});
