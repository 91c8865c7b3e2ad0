import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { lookupInCatalogue } from '../../../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../../../src/core/judge.ts';
import { globMatcher } from '../../../../src/node/globs.ts';
import { compilePolicy } from '../../../../src/node/policy/compilePolicy.ts';
import { workspaceStateDirectory } from '../../../../src/node/stateDirectory.ts';
import { captureOf, setMachineCapture, setWorkspaceCapture } from '../../../../src/node/trace/captureLevel.ts';
import { openSpool, spoolDirectory } from '../../../../src/node/trace/spool.ts';
import { temporaryDirectory } from '../../../support/temporaryDirectory.ts';

describe('what is captured', () => {
  const directory = temporaryDirectory();
  const root = '/srv/shop';
  const state = (): string => path.join(directory.path, 'state');
  const written = (): string => {
    const spool = openSpool(state(), root);
    spool.append({ workspace: root, session: 's' }, [{ kind: 'proposal', tool: 'Bash', input: { command: 'COMMAND' }, actions: [{ kind: 'shell', command: 'COMMAND', dialect: 'posix' }], statedIntent: 'WORDS', reasoning: { source: 'none' } }, { kind: 'prompt', text: 'WORDS' }], 'buffered');
    spool.close();
    const folder = spoolDirectory(state(), root);
    const [name = ''] = fs.readdirSync(folder);
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    fs.rmSync(path.join(folder, name));
    return text;
  };
  const holds = (): readonly boolean[] => [/WORDS/, /COMMAND/, /Bash/].map((pattern) => pattern.test(written()));

  it('is all of it where nobody says otherwise, and leaves no file for that', () => {
    setMachineCapture(state(), 'full');
    assert.deepEqual([captureOf(state(), root), holds(), fs.existsSync(path.join(state(), 'capture'))], ['full', [true, true, true], false]);
  });

  it('is what the person set, before anything is on the disk', () => {
    setMachineCapture(state(), 'commands');
    assert.deepEqual(holds(), [false, true, true]);
    setMachineCapture(state(), 'none');
    assert.deepEqual(holds(), [false, false, true]);
    setMachineCapture(state(), 'full');
    assert.deepEqual(holds(), [true, true, true]);
  });

  it('is the lesser of the setting and the policy', () => {
    setMachineCapture(state(), 'commands');
    setWorkspaceCapture(state(), root, 'none');
    assert.deepEqual([captureOf(state(), root), captureOf(state(), '/srv/other')], ['none', 'commands']);
    setWorkspaceCapture(state(), root, undefined);
    assert.equal(captureOf(state(), root), 'commands');
  });

  it('is what the policy says once it is compiled', () => {
    const place = { state: state(), root, organisation: path.join(directory.path, 'org.yaml'), bundle: path.join(directory.path, 'bundle.yaml'), user: path.join(state(), 'policy.yaml'), workspace: path.join(directory.path, 'none.yaml') };
    const compiled = (text: string): string => {
      fs.mkdirSync(state(), { recursive: true });
      fs.writeFileSync(place.user, text);
      compilePolicy(place, { judge, programs: lookupInCatalogue, matchesPath: globMatcher() });
      return captureOf(state(), root);
    };
    assert.deepEqual([compiled('version: 1\ntrace: { capture: commands }\n'), compiled('version: 1\n')], ['commands', 'full']);
  });

  it('is nothing where what was set cannot be read', () => {
    fs.mkdirSync(workspaceStateDirectory(state(), root), { recursive: true });
    fs.writeFileSync(path.join(workspaceStateDirectory(state(), root), 'capture'), 'everything\n');
    assert.equal(captureOf(state(), root), 'none');
  });
});
