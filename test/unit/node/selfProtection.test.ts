import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Action, FileChange } from '../../../src/core/action.ts';
import { lookupInCatalogue } from '../../../src/core/classify/programs/catalogue.ts';
import { decide } from '../../../src/core/decide.ts';
import { judge } from '../../../src/core/judge.ts';
import { defaultPolicy } from '../../../src/core/policy/policy.ts';
import { liveWorld } from '../../../src/node/liveWorld.ts';
import { protectedPaths } from '../../../src/node/protectedPaths.ts';
import { makeGuardPlace, type GuardPlace } from '../../support/guardPlace.ts';
import { attempts, everyday } from '../../support/selfProtectionCases.ts';

describe('self-protection', function () {
  this.timeout(60_000);
  let [base, place]: [string, GuardPlace] = ['', { home: '', root: '', state: '' }];
  before(() => {
    base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-guard-')));
    place = makeGuardPlace(base);
  });
  after(() => fs.rmSync(base, { recursive: true, force: true }));

  const decisionOf = (action: Action): string => {
    const { root, home, state } = place;
    const world = liveWorld({
      root, cwd: root, home, env: { HOME: home, PATH: '/usr/bin' }, platform: 'linux', tempDirectory: '/tmp', session: { written: [], denied: [] }, trusted: () => [],
      protectedPaths: () => protectedPaths(state, home, root, {}), until: Date.now() + 60_000, now: Date.now,
    });
    const effects = judge(action, { world, policy: defaultPolicy, programs: lookupInCatalogue });
    return decide(effects, { policy: defaultPolicy, freeze: { kind: 'off' }, root, now: '2030-01-01T00:00:00.000Z', matchesPath: () => false }).decision;
  };
  const decisionOfCommand = (command: string): string => {
    const text = command.replaceAll('@STATE', place.state).replaceAll('@HOME', place.home);
    return decisionOf(text.startsWith('pwsh:') ? { kind: 'shell', command: text.slice(5), dialect: 'powershell' } : { kind: 'shell', command: text, dialect: 'posix' });
  };
  const wrong = (cases: readonly (readonly [string, string])[]): readonly string[] => cases.flatMap(([wanted, command]) => {
    const decision = decisionOfCommand(command);
    return decision === wanted ? [] : [`${decision}, not ${wanted}: ${command}`];
  });

  for (const [name, cases] of Object.entries(attempts)) it(`refuses ${name}, or asks`, () => assert.deepEqual(wrong(cases), []));

  it('leaves everyday work with the same files and programs free', () => assert.deepEqual(wrong(everyday.map((command) => ['allow', command])), []));

  it('refuses the tools that edit, move and delete files', () => {
    const changes: readonly FileChange[] = [
      { operation: 'modify', path: '.tagout/policy.yaml' }, { operation: 'delete', path: '.tagout' }, { operation: 'delete', path: '.claude' }, { operation: 'move', path: '.tagout/policy.yaml', to: 'x' }, { operation: 'move', path: 'src/a.ts', to: '.tagout/freeze.yaml' },
      { operation: 'create', path: '.claude/settings.local.json', after: '{}' }, { operation: 'create', path: '.vscode/settings.json', after: '{"chat.tools.global.autoApprove": true}' }, { operation: 'modify', path: 'second-name' }, { operation: 'modify', path: 'claude-link/settings.json' },
    ];
    const inRoot = (file: string): string => path.join(place.root, file);
    const decisions = changes.map((change) => decisionOf({ kind: 'file', change: { ...change, path: inRoot(change.path), ...(change.to === undefined ? {} : { to: inRoot(change.to) }) } }));
    assert.deepEqual(decisions, changes.map(() => 'deny'));
  });

  it('refuses file servers that other tools reach', () => {
    const calls = [
      { tool: 'write_file', input: { path: '.tagout/policy.yaml', content: 'x' } }, { tool: 'move_file', input: { source: '.tagout/policy.yaml', destination: 'x' } }, { tool: 'move_file', input: { source: '.claude', destination: 'x' } },
      { tool: 'edit_file', input: { path: path.join(place.home, '.claude/settings.json'), edits: [] } }, { tool: 'delete_directory', input: { path: '.github' } }, { tool: 'write_file', input: { path: '.vscode/settings.json', content: '{"chat.useHooks": false}' } },
    ];
    assert.deepEqual(calls.map((call) => decisionOf({ kind: 'mcp', server: 'filesystem', ...call })), calls.map(() => 'deny'));
  });

  it('throws no change of a person away, and says how to leave the file out', () => {
    fs.appendFileSync(path.join(place.root, '.tagout/policy.yaml'), '# mine\n');
    assert.deepEqual(wrong([['deny', 'git stash'], ['deny', 'git checkout -- .'], ['deny', 'git restore .'], ['deny', 'git reset --hard'], ['deny', 'git checkout -f main'], ['allow', "git stash push -- ':!.tagout'"], ['ask', "git restore -- . ':!.tagout/policy.yaml'"], ['allow', 'git checkout feature'], ['allow', 'git commit -am policy']]), []);
    fs.writeFileSync(path.join(place.root, '.gitignore'), '.claude/settings.local.json\n');
    fs.writeFileSync(path.join(place.root, '.claude/settings.local.json'), '{}\n');
    assert.deepEqual(wrong([['deny', 'git clean -fdx'], ['deny', 'git clean -fX'], ['deny', 'git stash -a']]), []);
  });
});
