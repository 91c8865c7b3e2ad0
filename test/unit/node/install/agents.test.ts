import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { agentSetups } from '../../../../src/node/install/agents.ts';
import { cmdCommand, posixCommand, powershellCommand } from '../../../../src/node/install/hookCommand.ts';
import type { Machine } from '../../../../src/node/install/machine.ts';

const described = (over: Partial<Machine> = {}): Machine => ({ platform: 'linux', env: {}, home: '/home/dana', state: '/s', launcher: '/s/bin/tagout-hook', ...over });

const decides = (agent: string): string =>
  `[ -r '/s/bin/tagout-hook' ] && exec /bin/sh '/s/bin/tagout-hook' --agent ${agent}; echo 'tagout: the launcher is missing, so this call is refused. A person can run set-up again or remove Tagout'\\''s entry from the agent'\\''s settings.' >&2; exit 2`;
const observes = (agent: string): string => `[ -r '/s/bin/tagout-hook' ] && /bin/sh '/s/bin/tagout-hook' --agent ${agent}; exit 0`;

/** What each agent needs before a tool call and after it; the other events look like the one after. */
const registered: Readonly<Record<string, { readonly file: string; readonly before: unknown; readonly after: unknown; readonly events: readonly string[] }>> = {
  'claude-code': {
    file: '/home/dana/.claude/settings.json',
    before: { matcher: '*', hooks: [{ type: 'command', command: decides('claude-code'), timeout: 3600, onFailure: 'block' }] },
    after: { matcher: '*', hooks: [{ type: 'command', command: observes('claude-code'), timeout: 30 }] },
    events: ['PreToolUse', 'PostToolUse', 'PostToolUseFailure', 'UserPromptSubmit', 'Stop', 'SessionStart', 'SessionEnd'],
  },
  codex: {
    file: '/home/dana/.codex/hooks.json',
    before: { matcher: '.*', hooks: [{ type: 'command', command: decides('codex'), timeout: 3600 }] },
    after: { matcher: '.*', hooks: [{ type: 'command', command: observes('codex'), timeout: 30 }] },
    events: ['PreToolUse', 'PostToolUse', 'UserPromptSubmit', 'Stop', 'SessionStart', 'SessionEnd'],
  },
  'gemini-cli': {
    file: '/home/dana/.gemini/settings.json',
    before: { matcher: '*', hooks: [{ type: 'command', name: 'tagout', command: decides('gemini-cli'), timeout: 3_600_000 }] },
    after: { matcher: '*', hooks: [{ type: 'command', name: 'tagout', command: observes('gemini-cli'), timeout: 30_000 }] },
    events: ['BeforeTool', 'AfterTool', 'BeforeAgent', 'AfterAgent', 'SessionStart', 'SessionEnd'],
  },
  'qwen-code': {
    file: '/home/dana/.qwen/settings.json',
    before: { matcher: '*', hooks: [{ type: 'command', name: 'tagout', command: decides('qwen-code'), timeout: 900 }] },
    after: { matcher: '*', hooks: [{ type: 'command', name: 'tagout', command: observes('qwen-code'), timeout: 30 }] },
    events: ['PreToolUse', 'PostToolUse', 'PostToolUseFailure', 'UserPromptSubmit', 'Stop', 'SessionStart', 'SessionEnd'],
  },
  cursor: {
    file: '/home/dana/.cursor/hooks.json',
    before: { command: decides('cursor'), matcher: '.*', timeout: 3600 },
    after: { command: observes('cursor'), matcher: '.*', timeout: 30 },
    events: ['preToolUse', 'postToolUse', 'postToolUseFailure', 'beforeSubmitPrompt', 'afterAgentThought', 'afterAgentResponse', 'sessionStart', 'sessionEnd'],
  },
  vscode: {
    file: '/home/dana/.copilot/hooks/tagout.json',
    before: { type: 'command', bash: decides('vscode'), timeoutSec: 3600 },
    after: { type: 'command', bash: observes('vscode'), timeoutSec: 30 },
    events: ['preToolUse', 'postToolUse', 'postToolUseFailure', 'userPromptSubmitted', 'agentStop', 'sessionStart', 'sessionEnd'],
  },
};

describe('agents', () => {
  for (const setup of agentSetups.filter(({ id }) => id in registered)) {
    it(`registers ${setup.id}`, () => {
      const found = setup.target(described());
      assert.equal(found.kind, 'hooks');
      if (found.kind !== 'hooks') return;
      const [before, after] = found.hooks;
      assert.deepEqual({ file: found.file, before: before?.value, after: after?.value, events: found.hooks.map(({ event }) => event) }, registered[setup.id]);
    });
  }

  it('gives VS Code and Copilot CLI one and the same file', () => {
    const [vscode, copilot] = ['vscode', 'copilot-cli'].map((id) => agentSetups.find((setup) => setup.id === id)?.target(described()));
    assert.deepEqual(vscode, copilot);
  });

  it('follows the variables that move a configuration', () => {
    const env = { CLAUDE_CONFIG_DIR: '/c', CODEX_HOME: '/x', GEMINI_CLI_HOME: '/g', COPILOT_HOME: '/p', QWEN_HOME: '/q', XDG_CONFIG_HOME: '/xdg' };
    const files = agentSetups.map((setup) => setup.target(described({ env })).file);
    assert.deepEqual(files, ['/home/dana/.copilot/hooks/tagout.json', '/c/settings.json', '/x/hooks.json', '/p/hooks/tagout.json', '/g/.gemini/settings.json', '/q/settings.json', '/xdg/opencode/plugin/tagout.js', '/home/dana/.cursor/hooks.json']);
    assert.equal(agentSetups[1]?.target(described({ env: { CLAUDE_CONFIG_DIR: 'relative' } })).file, '/home/dana/.claude/settings.json');
  });

  it('writes no command that an agent would fill variables into', () => {
    const targets = agentSetups.map((setup) => setup.target(described())).filter(({ kind }) => kind === 'hooks');
    assert.deepEqual([targets.length, targets.filter((target) => JSON.stringify(target).includes('$'))], [7, []]);
  });

  it('has a form for each shell of Windows', () => {
    const launcher = 'C:\\Users\\dana\\tagout\\bin\\tagout-hook.cmd';
    assert.deepEqual(
      [cmdCommand(launcher, 'codex', 'decides'), cmdCommand('C:\\a b\\tagout-hook.cmd', 'codex', 'observes'), powershellCommand("C:\\it's\\tagout-hook.cmd", 'vscode', 'decides'), powershellCommand(launcher, 'vscode', 'observes')],
      [
        `${launcher} --agent codex || (echo tagout: this call is refused. 1>&2 & exit /b 2)`,
        '"C:\\a b\\tagout-hook.cmd" --agent codex & exit /b 0',
        "& 'C:\\it''s\\tagout-hook.cmd' --agent vscode; if ($LASTEXITCODE -eq 0) { exit 0 }; exit 2",
        `& '${launcher}' --agent vscode; exit 0`,
      ],
    );
  });

  describe('in a home directory', () => {
    let home: string;
    const write = (name: string, text = '', mode = 0o644): void => {
      fs.mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
      fs.writeFileSync(path.join(home, name), text, { mode });
    };
    const at = (name: string): string => path.join(home, name);
    beforeEach(() => {
      home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "tagout's agents ")));
    });
    afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

    it('detects by program, by configuration, and not by the file that set-up itself wrote', () => {
      write('bin/codex', '#!/bin/sh\nexit 99\n', 0o755);
      write('pkg/package.json', '{"name":"q","version":"0.24.4"}');
      write('pkg/bin/qwen', '', 0o755);
      fs.symlinkSync(at('pkg/bin/qwen'), at('bin/qwen'));
      write('bin/gemini', 'not executable');
      write('.claude/settings.json', '{}');
      write('.copilot/hooks/tagout.json', '{}');
      const machine = described({ home, env: { PATH: `${home}/bin:relative` } });
      const found = Object.fromEntries(agentSetups.map((setup) => [setup.id, setup.detect(machine)]));
      const inside = Object.fromEntries(Object.entries(found).filter(([, detection]) => detection?.path.startsWith(home)));
      assert.deepEqual(inside, {
        'claude-code': { evidence: 'configuration', path: at('.claude') },
        codex: { evidence: 'program', path: at('bin/codex') },
        'qwen-code': { evidence: 'program', path: at('bin/qwen'), version: '0.24.4' },
      });
    });

    it('names every setting that would leave a hook silently off', () => {
      write('.claude/settings.json', '{"disableAllHooks": true}');
      write('repo/.claude/settings.local.json', '{"disableAllHooks": true}');
      write('repo/.codex/config.toml', '[features] # mine\nhooks = false\n');
      write('repo/.gemini/settings.json', '{"hooksConfig": {"enabled": false, "disabled": ["tagout"]}}');
      write('repo/.github/copilot/settings.json', '{"disableAllHooks": true}');
      write('.qwen/settings.json', '// off\n{"disableAllHooks": true}');
      write('repo/.vscode/settings.json', '{"chat.useHooks": false, "chat.hookFilesLocations": {"~/.copilot/hooks": false}}');
      const found = agentSetups.flatMap((setup) => setup.offSwitches(described({ home }), [at('repo')]).map(({ file, setting }) => `${setup.id} ${path.relative(home, file)} ${setting}`));
      assert.deepEqual(found, [
        'vscode repo/.vscode/settings.json "chat.useHooks": false',
        'vscode repo/.vscode/settings.json "chat.hookFilesLocations": {"~/.copilot/hooks": false}',
        'claude-code .claude/settings.json disableAllHooks: true',
        'claude-code repo/.claude/settings.local.json disableAllHooks: true',
        'codex repo/.codex/config.toml [features] hooks = false',
        'copilot-cli repo/.github/copilot/settings.json disableAllHooks: true',
        'gemini-cli repo/.gemini/settings.json hooksConfig.enabled: false',
        'gemini-cli repo/.gemini/settings.json hooksConfig.disabled: ["tagout"]',
        'qwen-code .qwen/settings.json disableAllHooks: true',
      ]);
    });

    const shells = ['/bin/sh', '/bin/bash', '/bin/dash', '/usr/bin/zsh', '/usr/bin/fish'].filter((shell) => fs.existsSync(shell));
    for (const shell of shells) {
      it(`refuses with a reason in ${shell} where the launcher is missing, broken or killed by its hook`, () => {
        write('launcher 1', 'exit 0');
        write('launcher 2', 'cat >/dev/null; echo why >&2; exit 2');
        const run = (name: string, role: 'decides' | 'observes'): readonly [number | null, string, boolean] => {
          const { status, stdout, stderr } = spawnSync(shell, ['-c', posixCommand(at(name), 'codex', role)], { input: '{}', encoding: 'utf8' });
          return [status, stdout, stderr !== ''];
        };
        assert.deepEqual(
          [run('absent', 'decides'), run('launcher 1', 'decides'), run('launcher 2', 'decides'), run('absent', 'observes'), run('launcher 2', 'observes')],
          [[2, '', true], [0, '', false], [2, '', true], [0, '', false], [0, '', true]],
        );
      });
    }
  });
});
