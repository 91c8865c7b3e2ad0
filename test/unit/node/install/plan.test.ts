import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { agentSetups } from '../../../../src/node/install/agents.ts';
import { applyChange } from '../../../../src/node/install/applyPlan.ts';
import type { Machine } from '../../../../src/node/install/machine.ts';
import { planInstall, planUninstall, type Plan } from '../../../../src/node/install/plan.ts';
import { readInstallRecord } from '../../../../src/node/install/installRecord.ts';

const all = agentSetups.map(({ id }) => id);
const now = new Date('2026-03-01T10:00:00Z');

/** Settings as people have them, by the path under the home directory. */
const settings: Readonly<Record<string, string>> = {
  '.claude/settings.json': '{\n  "permissions": { "allow": ["Bash(npm test)"] },\n  "hooks": {\n    "PreToolUse": [\n      { "matcher": "Bash", "hooks": [{ "type": "command", "command": "lint" }] }\n    ]\n  }\n}\n',
  '.codex/hooks.json': '{"hooks":{}}',
  '.gemini/settings.json': '// mine\r\n{\r\n\t"ui": { "theme": "dark" }, // dark\r\n}\r\n',
  '.qwen/settings.json': '',
};

describe('set-up plan', () => {
  let root: string;
  let machine: Machine;
  const at = (name: string): string => path.join(root, name);
  const snapshot = (): Readonly<Record<string, string>> => {
    const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('state') && fs.statSync(at(name)).isFile());
    return Object.fromEntries(files.sort().map((name) => [name, fs.readFileSync(at(name), 'utf8')]));
  };
  const apply = ({ changes, problems }: Plan): void => {
    assert.deepEqual(problems, []);
    for (const change of changes) applyChange(machine.state, change, now);
  };

  beforeEach(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tagout-plan-')));
    machine = { platform: 'linux', env: {}, home: root, state: at('state'), launcher: at('state/bin/tagout-hook') };
    for (const [name, text] of Object.entries(settings)) {
      fs.mkdirSync(path.dirname(at(name)), { recursive: true });
      fs.writeFileSync(at(name), text, { mode: 0o644 });
    }
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  it('gives every file back byte for byte, and takes away what it made', () => {
    const before = snapshot();
    apply(planInstall(machine, all));
    assert.equal(Object.values(snapshot()).every((text) => text.includes('tagout-hook') || text.includes('tagout')), true);
    assert.deepEqual(planInstall(machine, all).changes, [], 'nothing left to do');
    assert.equal((fs.statSync(at('.claude/settings.json')).mode & 0o777).toString(8), '644');
    apply(planUninstall(machine, all));
    assert.deepEqual(snapshot(), before);
    assert.deepEqual(readInstallRecord(machine.state).files, []);
    assert.deepEqual(planUninstall(machine, all).changes, []);
  });

  it('removes only its own entries where somebody has changed the file since', () => {
    apply(planInstall(machine, ['claude-code', 'gemini-cli']));
    for (const name of ['.claude/settings.json', '.gemini/settings.json']) fs.writeFileSync(at(name), fs.readFileSync(at(name), 'utf8').replace('{', '{ "added": true,'));
    apply(planUninstall(machine, ['claude-code', 'gemini-cli']));
    assert.deepEqual(
      ['.claude/settings.json', '.gemini/settings.json'].map((name) => fs.readFileSync(at(name), 'utf8')),
      ['.claude/settings.json', '.gemini/settings.json'].map((name) => settings[name]?.replace('{', '{ "added": true,')),
    );
  });

  it('brings an older entry up to date, and still gives back the first original', () => {
    const before = snapshot();
    apply(planInstall({ ...machine, launcher: at('old/bin/tagout-hook') }, all));
    apply(planInstall(machine, all));
    assert.equal(JSON.stringify(snapshot()).includes('old/bin'), false);
    apply(planUninstall(machine, all));
    assert.deepEqual(snapshot(), before);
  });

  it('finds and removes its entries without a record', () => {
    apply(planInstall(machine, ['claude-code', 'vscode']));
    fs.rmSync(machine.state, { recursive: true });
    assert.deepEqual(planInstall(machine, ['claude-code']).changes.map(({ before, after }) => before === after), [true], 'only the record is written again');
    apply(planUninstall(machine, ['claude-code', 'vscode']));
    assert.equal(JSON.stringify(snapshot()).includes('tagout-hook'), false);
    assert.equal(fs.readFileSync(at('.claude/settings.json'), 'utf8'), settings['.claude/settings.json']);
  });

  it('keeps the file that two agents read until the last one leaves', () => {
    const file = at('.copilot/hooks/tagout.json');
    apply(planInstall(machine, ['vscode', 'copilot-cli']));
    assert.deepEqual(readInstallRecord(machine.state).files.map(({ agents }) => agents), [['vscode', 'copilot-cli']]);
    apply(planUninstall(machine, ['copilot-cli']));
    assert.deepEqual([fs.existsSync(file), readInstallRecord(machine.state).files.map(({ agents }) => agents)], [true, [['vscode']]]);
    apply(planUninstall(machine, ['vscode']));
    assert.equal(fs.existsSync(path.dirname(file)), false);
  });

  it('overwrites no plugin of somebody else', () => {
    const file = at('.config/opencode/plugin/tagout.js');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, 'export const Mine = 1;');
    assert.deepEqual(planInstall(machine, ['opencode']), { changes: [], problems: [{ file, agents: ['opencode'], problem: 'a file of this name is there already and is not ours' }] });
    assert.deepEqual(planUninstall(machine, ['opencode']).changes, []);
  });

  it('follows a link instead of replacing it', () => {
    fs.renameSync(at('.claude/settings.json'), at('dotfiles.json'));
    fs.symlinkSync(at('dotfiles.json'), at('.claude/settings.json'));
    apply(planInstall(machine, ['claude-code']));
    assert.equal(fs.lstatSync(at('.claude/settings.json')).isSymbolicLink(), true);
    assert.match(fs.readFileSync(at('dotfiles.json'), 'utf8'), /tagout-hook/);
  });

  it('leaves a file alone that cannot be read, and one that changed meanwhile', () => {
    fs.writeFileSync(at('.claude/settings.json'), '{ "hooks": ');
    fs.writeFileSync(at('.gemini/settings.json'), Buffer.from([0x7b, 0xff, 0x7d]));
    const { changes, problems } = planInstall(machine, ['claude-code', 'gemini-cli', 'codex']);
    assert.deepEqual(problems, [
      { file: at('.claude/settings.json'), agents: ['claude-code'], problem: 'line 1: ValueExpected' },
      { file: at('.gemini/settings.json'), agents: ['gemini-cli'], problem: `${at('.gemini/settings.json')} is not UTF-8 text` },
    ]);
    fs.writeFileSync(at('.codex/hooks.json'), '{}');
    const [codex] = changes;
    assert.ok(codex);
    assert.throws(() => applyChange(machine.state, codex, now), { message: `${at('.codex/hooks.json')} has changed since; nothing was written to it. Start again.` });
    assert.equal(fs.readFileSync(at('.codex/hooks.json'), 'utf8'), '{}');
  });
});
