import assert from 'node:assert/strict';
import type { Action, AgentId } from '../../../src/core/action.ts';
import { adapters } from '../../../src/adapters/agents.ts';

/** The event with which each agent proposes a tool call. */
const events: Readonly<Record<AgentId, (tool: string, input: unknown, cwd: string) => unknown>> = {
  vscode: (tool_name, tool_input, cwd) => ({ hook_event_name: 'PreToolUse', session_id: 's', timestamp: 't', tool_use_id: 'c__vscode-1', cwd, tool_name, tool_input }),
  'claude-code': (tool_name, tool_input, cwd) => ({ hook_event_name: 'PreToolUse', session_id: 's', transcript_path: '/t.jsonl', tool_use_id: 'c', cwd, tool_name, tool_input }),
  codex: (tool_name, tool_input, cwd) => ({ hook_event_name: 'PreToolUse', session_id: 's', turn_id: 't', tool_use_id: 'c', cwd, tool_name, tool_input }),
  'gemini-cli': (tool_name, tool_input, cwd) => ({ hook_event_name: 'BeforeTool', session_id: 's', cwd, tool_name, tool_input }),
  'copilot-cli': (toolName, toolArgs, cwd) => ({ sessionId: 's', timestamp: 1, cwd, toolName, toolArgs }),
  'qwen-code': (tool_name, tool_input, cwd) => ({ hook_event_name: 'PreToolUse', session_id: 's', tool_call_id: 'c', cwd, tool_name, tool_input }),
  opencode: (tool, args, cwd) => ({ hook: 'tool.execute.before', input: { tool, sessionID: 's', callID: 'c' }, output: { args }, plugin: { directory: cwd } }),
  cursor: (tool_name, tool_input, cwd) => ({ hook_event_name: 'preToolUse', conversation_id: 's', generation_id: 't', tool_use_id: 'c', cwd: '', workspace_roots: [cwd], tool_name, tool_input }),
};

/** An action in one line. */
function line(action: Action): string {
  switch (action.kind) {
    case 'shell':
      return `${action.dialect}${action.background === true ? '&' : ''} ${action.cwd ?? '?'}$ ${action.command}`;
    case 'shell-input':
      return `into ${action.terminal ?? '?'}: ${action.text}`;
    case 'file':
      return `${action.change.operation} ${action.change.path}`;
    case 'mcp':
      return `mcp ${action.server ?? '?'} ${action.tool}`;
    case 'task':
      return `task ${action.label} in ${action.folder ?? '?'}${action.definition === undefined ? '' : `: ${[action.definition.command, ...(action.definition.args ?? [])].join(' ')}`}`;
    case 'harmless':
      return 'harmless';
    case 'sql':
    case 'tool':
      return `${action.kind}!`;
  }
}

const patch = '*** Begin Patch\n*** Add File: a\n+1\n*** Delete File: b\n*** End Patch';

const cases: Readonly<Record<AgentId, readonly (readonly [tool: string, input: unknown, ...expected: readonly string[]])[]>> = {
  vscode: [
    ['run_in_terminal', { command: 'ls', mode: 'async' }, 'posix& /w$ ls'],
    ['run_in_terminal', { command: ['ls'] }, 'tool!'],
    ['send_to_terminal', { id: 't1', command: 'y' }, 'into t1: y'],
    ['apply_patch', { input: patch, explanation: 'x' }, 'create /w/a', 'delete /w/b'],
    ['apply_patch', { input: 'nonsense' }, 'tool!'],
    ['multi_replace_string_in_file', { replacements: [{ filePath: 'a', oldString: '1', newString: '2' }, { filePath: '/b' }] }, 'modify /w/a', 'modify /b'],
    ['multi_replace_string_in_file', { filePath: '/outer', replacements: ['x'] }, 'tool!'],
    ['multi_replace_string_in_file', { replacements: [{ filePath: 'a' }, {}] }, 'tool!'],
    ['multi_replace_string_in_file', { replacements: [] }, 'tool!'],
    ['create_directory', { dirPath: 'src/x' }, 'create /w/src/x'],
    ['edit_notebook_file', { filePath: 'n.ipynb', newCode: 'x' }, 'modify /w/n.ipynb'],
    ['insert_edit_into_file', { filePath: 'a.ts', code: 'x' }, 'modify /w/a.ts'],
    ['read_file', { filePath: '/etc/shadow' }, 'read /etc/shadow'],
    ['run_task', { workspaceFolder: '/other', id: 'npm: build' }, 'task npm: build in /other'],
    ['run_task', { id: 'build' }, 'task build in /w'],
    ['run_task', {}, 'tool!'],
    ['create_and_run_task', { workspaceFolder: '/w', task: { label: 'd', type: 'shell', command: './d.sh', args: ['--prod'] } }, 'task d in /w: ./d.sh --prod'],
    ['create_and_run_task', { workspaceFolder: '/w', task: { label: 'd', command: 'x', args: [{ value: '--prod' }] } }, 'tool!'],
    ['run_vscode_command', { commandId: 'workbench.action.files.save', name: 'x' }, 'tool!'],
    ['install_extension', { id: 'a.b' }, 'tool!'],
    ['run_notebook_cell', { filePath: 'n', cellId: '1' }, 'tool!'],
    ['vscode_renameSymbol', {}, 'tool!'],
    ['grep_search', { query: 'x' }, 'harmless'],
    ['runSubagent', { prompt: 'x' }, 'harmless'],
    ['mcp_github_create_issue', {}, 'mcp github create_issue'],
    ['constructor', {}, 'tool!'],
    ['__proto__', {}, 'tool!'],
  ],
  'claude-code': [
    ['Bash', { command: 'ls', run_in_background: true }, 'posix& /w$ ls'],
    ['PowerShell', { command: 'dir' }, 'powershell /w$ dir'],
    ['Monitor', { command: 'tail -f x', description: 'd' }, 'posix& /w$ tail -f x'],
    ['Monitor', { ws: { url: 'wss://x' } }, 'tool!'],
    ['MultiEdit', { file_path: 'a', edits: [{ old_string: '1', new_string: '2' }, { old_string: '3', new_string: '4' }] }, 'modify /w/a', 'modify /w/a'],
    ['MultiEdit', { file_path: 'a', edits: 'x' }, 'tool!'],
    ['NotebookEdit', { notebook_path: '/n.ipynb', new_source: '', edit_mode: 'delete' }, 'modify /n.ipynb'],
    ['Write', { file_path: '', content: 'x' }, 'tool!'],
    ['Write', { path: 'a' }, 'tool!'],
    ['Read', { file_path: '~/.ssh/id_rsa' }, 'read ~/.ssh/id_rsa'],
    ['Agent', { prompt: 'x' }, 'harmless'],
    ['Agent', { prompt: 'x', isolation: 'remote' }, 'tool!'],
    ['Workflow', { script: 'x' }, 'tool!'],
    ['RemoteTrigger', {}, 'tool!'],
    ['mcp__plugin_x_y__delete_all', {}, 'mcp plugin_x_y delete_all'],
    ['mcp__odd', {}, 'tool!'],
  ],
  codex: [
    ['Bash', { command: 'ls' }, 'posix /w$ ls'],
    ['exec_command', { cmd: 'ls', workdir: 'sub' }, 'posix /w/sub$ ls'],
    ['write_stdin', { session_id: '7', chars: 'rm -r build\n' }, 'into 7: rm -r build\n'],
    ['apply_patch', { command: patch }, 'create /w/a', 'delete /w/b'],
    ['apply_patch', { command: 1 }, 'tool!'],
    ['apply_patch', undefined, 'tool!'],
    ['view_image', { path: 'a.png' }, 'read /w/a.png'],
    ['update_plan', {}, 'harmless'],
    ['something_new', {}, 'tool!'],
  ],
  'gemini-cli': [
    ['run_shell_command', { command: 'ls', dir_path: 'sub', is_background: true }, 'posix& /w/sub$ ls'],
    ['run_shell_command', { command: 'ls', directory: '/tmp' }, 'tool!'],
    ['replace', { file_path: 'a', old_string: '1', new_string: '2' }, 'modify /w/a'],
    ['invoke_agent', { agent_name: 'x', prompt: 'y' }, 'harmless'],
    ['save_memory', { fact: 'x' }, 'tool!'],
    ['mcp_demo_erase', {}, 'mcp demo erase'],
  ],
  'copilot-cli': [
    ['bash', { command: 'ls', mode: 'async' }, 'posix& /w$ ls'],
    ['powershell', { command: 'dir' }, 'powershell /w$ dir'],
    ['write_bash', { shellId: '3', input: 'y' }, 'into 3: y'],
    ['str_replace_editor', { command: 'create', path: 'a', file_text: 'x' }, 'create /w/a'],
    ['str_replace_editor', { command: 'insert', path: 'a', new_str: 'x' }, 'modify /w/a'],
    ['str_replace_editor', { command: 'undo_edit', path: 'a' }, 'tool!'],
    ['apply_patch', patch, 'create /w/a', 'delete /w/b'],
    ['apply_patch', { patch, input: 'other' }, 'tool!'],
    ['bash', '{"command":"ls"}', 'posix /w$ ls'],
    ['bash', '{"command":', 'tool!'],
    ['bash', 'null', 'tool!'],
    ['view', { path: '/etc' }, 'read /etc'],
    ['task', { prompt: 'x', agent_type: 'task' }, 'harmless'],
    ['sql', { query: 'INSERT INTO todos VALUES (1)' }, 'harmless'],
    ['sql', { query: "ATTACH 'shop.db' AS s; DROP TABLE s.orders" }, 'tool!'],
    ['tracker-delete_record', {}, 'mcp tracker delete_record'],
    ['github-mcp-server-list_issues', {}, 'mcp github-mcp-server list_issues'],
    ['context7-resolve-library-id', {}, 'mcp ? context7-resolve-library-id'],
    ['something_new', {}, 'tool!'],
  ],
  'qwen-code': [
    ['run_shell_command', { command: 'ls', directory: '/x', is_background: true }, 'posix& /x$ ls'],
    ['replace', { file_path: 'a' }, 'modify /w/a'],
    ['notebook_edit', { notebook_path: 'n', new_source: '' }, 'modify /w/n'],
    ['monitor', { command: 'tail -f x' }, 'posix& /w$ tail -f x'],
    ['task', { prompt: 'x' }, 'harmless'],
    ['exec', { code: 'x' }, 'tool!'],
    ['cron_create', {}, 'tool!'],
  ],
  opencode: [
    ['bash', { command: 'ls', workdir: 'sub' }, 'posix /w/sub$ ls'],
    ['patch', { patchText: patch }, 'create /w/a', 'delete /w/b'],
    ['read', { filePath: 'a' }, 'read /w/a'],
    ['todowrite', {}, 'harmless'],
    ['batch', { tool_calls: [] }, 'tool!'],
    ['demo_erase', {}, 'mcp demo erase'],
  ],
  cursor: [
    ['Shell', { command: 'ls', cwd: '', timeout: 30_000 }, 'posix /w$ ls'],
    ['Shell', { command: 'ls', cwd: 'sub' }, 'posix /w/sub$ ls'],
    ['Delete', { file_path: 'a' }, 'delete /w/a'],
    ['Write', { file_path: '/b', content: 'x' }, 'create /b'],
    ['Read', { file_path: 'a' }, 'read /w/a'],
    ['Grep', {}, 'harmless'],
    ['MCP:erase', '{"all":true}', 'mcp ? erase'],
    ['MCP:', {}, 'tool!'],
    ['Delete', { path: 'a' }, 'tool!'],
    ['StrReplace', { file_path: 'a' }, 'tool!'],
  ],
};

const found = (agent: AgentId, event: unknown): readonly string[] => {
  const parsed = adapters[agent].parse(event);
  return parsed.kind === 'proposal' ? parsed.proposal.actions.map(line) : [parsed.kind];
};

describe('adapters: tools', () => {
  for (const [agent, rows] of Object.entries(cases) as [AgentId, (typeof cases)[AgentId]][]) {
    for (const [tool, input, ...expected] of rows) {
      it(`${agent}: ${tool} ${JSON.stringify(input) ?? ''}`, () => assert.deepEqual(found(agent, events[agent](tool, input, '/w')), expected));
    }
  }

  it('reads a Windows directory as PowerShell, but for the tools that name their shell', () => {
    const windows = (agent: AgentId, tool: string): readonly string[] => found(agent, events[agent](tool, { command: 'ls' }, 'C:\\w'));
    assert.deepEqual(
      [windows('vscode', 'run_in_terminal'), windows('claude-code', 'Bash'), windows('codex', 'Bash'), windows('gemini-cli', 'run_shell_command'), windows('copilot-cli', 'bash')].flat(),
      ['powershell C:\\w$ ls', 'posix C:\\w$ ls', 'powershell C:\\w$ ls', 'powershell C:\\w$ ls', 'posix C:\\w$ ls'],
    );
  });
});

describe('adapters: who speaks', () => {
  const pascal = { hook_event_name: 'PreToolUse', session_id: 's', timestamp: '2026-11-23T04:22:36.000Z', cwd: '/w', tool_name: 'Write', tool_input: { path: 'a', file_text: 'x' } };
  const speakers: readonly (readonly [name: string, registered: AgentId, event: unknown, speaker: AgentId, action: string, flat: boolean])[] = [
    ['VS Code at the hook of Claude Code', 'claude-code', events.vscode('run_in_terminal', { command: 'ls' }, '/w'), 'vscode', 'posix /w$ ls', false],
    ['VS Code at the hook of Copilot CLI', 'copilot-cli', events.vscode('create_file', { filePath: 'a' }, '/w'), 'vscode', 'create /w/a', false],
    ['Copilot CLI at the hook of Claude Code', 'claude-code', pascal, 'copilot-cli', 'create /w/a', true],
    ['Copilot CLI at the hook of VS Code', 'vscode', events['copilot-cli']('bash', { command: 'ls' }, '/w'), 'copilot-cli', 'posix /w$ ls', true],
    ['Claude Code at the hook of VS Code', 'vscode', events['claude-code']('Bash', { command: 'ls' }, '/w'), 'claude-code', 'posix /w$ ls', false],
    ['Claude Code itself', 'claude-code', events['claude-code']('Edit', { file_path: 'a' }, '/w'), 'claude-code', 'modify /w/a', false],
    ['an agent that shares no files is taken at its word', 'codex', { ...pascal, tool_name: 'Bash', tool_input: { command: 'ls' } }, 'codex', 'posix /w$ ls', false],
  ];
  for (const [name, registered, event, speaker, action, flat] of speakers) {
    it(name, () => {
      const parsed = adapters[registered].parse(event);
      assert.deepEqual(found(registered, event), [action]);
      assert.equal(parsed.kind === 'proposal' ? parsed.proposal.actor.agent : undefined, speaker);
      const { stdout } = adapters[registered].render({ kind: 'deny', reason: 'no' }, parsed);
      assert.equal(stdout.startsWith('{"permissionDecision"'), flat);
      assert.equal(stdout.startsWith('{"hookSpecificOutput"'), !flat);
    });
  }
});

describe('adapters: Cursor at the hook of Claude Code', () => {
  const event = { cursor_version: '3.9.16', conversation_id: 's', generation_id: 't', workspace_roots: ['/w'], tool_name: 'Shell', tool_input: { command: 'ls' }, tool_use_id: 'c' };
  it('is read and refused in its own dialect, under either spelling of the event', () => {
    for (const name of ['preToolUse', 'PreToolUse']) {
      const parsed = adapters['claude-code'].parse({ ...event, hook_event_name: name });
      assert.deepEqual([parsed.kind === 'proposal' ? parsed.proposal.actor.agent : undefined, found('claude-code', { ...event, hook_event_name: name })], ['cursor', ['posix /w$ ls']]);
      assert.match(adapters['claude-code'].render({ kind: 'deny', reason: 'no' }, parsed).stdout, /^\{"permission":"deny"/);
    }
    assert.equal(adapters['claude-code'].parse({ ...event, hook_event_name: 'PostToolUse' }).kind, 'outcome');
  });

  it('gets an approved command in place of its own', () => {
    const parsed = adapters.cursor.parse({ ...event, hook_event_name: 'preToolUse' });
    assert.deepEqual(JSON.parse(adapters.cursor.render({ kind: 'approved', reason: 'ok', input: { command: 'pwd' } }, parsed).stdout), { permission: 'allow', updated_input: { command: 'pwd' } });
  });
});

describe('adapters: stated intent', () => {
  const intents: readonly (readonly [agent: AgentId, tool: string, input: unknown, expected: string | undefined])[] = [
    ['vscode', 'run_in_terminal', { command: 'ls', explanation: 'List', goal: 'Look round' }, 'List — Look round'],
    ['claude-code', 'Bash', { command: 'ls', description: 'List' }, 'List'],
    ['gemini-cli', 'replace', { file_path: 'a', instruction: 'Raise it' }, 'Raise it'],
    ['codex', 'Bash', { command: 'ls' }, undefined],
    ['codex', 'mcp__tracker__create', { description: 'text of the ticket' }, undefined],
    ['claude-code', 'Bash', { command: 'ls', description: 7 }, undefined],
  ];
  for (const [agent, tool, input, expected] of intents) {
    it(`${agent}: ${tool} ${JSON.stringify(input)}`, () => {
      const parsed = adapters[agent].parse(events[agent](tool, input, '/w'));
      assert.equal(parsed.kind === 'proposal' ? parsed.proposal.statedIntent : 'no proposal', expected);
    });
  }
});
