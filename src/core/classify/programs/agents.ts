import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'guard';
const deny = (reason: string, more = {}) => effect('guard', 'reversible', 'machine', reason, { posture: 'deny', ...more });
const reading: CommandTable = { otherOptions: 'harmless', operands: 'data...' };

/** The agents' own command lines, the editor that holds the guard, and the guard itself. Nothing here may be loosened by an agent. */
export const agents: readonly ProgramTable[] = [
  {
    names: ['claude', 'codex', 'gemini', 'qwen', 'copilot', 'opencode', 'cursor-agent', 'aider', 'amp', 'crush', 'droid', 'kiro', 'auggie', 'cline', 'openhands', 'continue', 'cn', 'agy', 'openclaw', 'sgpt', 'llm', 'tgpt', 'mods', 'ollama', 'zeroclaw', 'swe-agent', 'plandex', 'gptme', 'interpreter'],
    family,
    otherOptions: 'harmless',
    everyHandler: 'agent-start',
    options:
      '--dangerously-skip-permissions|--allow-dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox|--dangerously-bypass-hook-trust|--yolo|-y|--full-auto|--allow-all-tools|--allow-all|--allow-all-paths|--yes-always|--yes|--auto-approve|--no-hooks|--bare|--disable-hooks|--skip-permissions-unsafe|--safe-mode|--pure|--ignore-user-config|--no-user-config|--trust-folder --disable= --permission-mode= --approval-mode= -a|--ask-for-approval= -s|--sandbox= --settings=opaque --setting-sources= --mcp-config=opaque --plugin-dir=opaque -c|--config=opaque -p|--print|--prompt --model|-m= --output-format= --version|-v|--help|-h!',
    operands: 'data...',
    commands: {
      'mcp|plugin|plugins|hooks|config|extensions|skills|settings|agents': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: { 'list|get|show|ls': reading, '*': { otherOptions: 'harmless', operands: 'data...', effects: [deny('changes what an agent may load or do')] } },
      },
      keys: { otherOptions: 'harmless', operands: 'data...', commands: { 'list|path|ls': reading, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'recoverable', 'machine', 'changes or shows the keys of an agent')] } } },
      update: { otherOptions: 'harmless', operands: 'data...', effects: [effect('package', 'reversible', 'machine', 'replaces the agent by a newer one')] },
      'doctor|list|ls|ps|show|models|login|logout|auth|whoami|sessions|stats|status|export|debug|completion|features|pull|embed|logs': reading,
    },
    effects: [
      deny('starts an agent that asks nobody', { with: '--dangerously-skip-permissions' }),
      deny('starts an agent with other permissions', { with: '--permission-mode=bypassPermissions --permission-mode=dontAsk --approval-mode=yolo --approval-mode=auto_edit --ask-for-approval=never --sandbox=danger-full-access' }),
      deny('starts an agent without the settings that hold the guard', { with: '--setting-sources --disable=hooks' }),
      deny('starts an agent with its hooks switched off', { word: 'disableAllHooks|hooksConfig|features\\.hooks|^hooks=false$' }),
      effect('execute', 'irreversible', 'machine', 'starts another agent, whose acts are not part of this one', { operands: 'some', posture: 'ask', trustable: 'verb' }),
    ],
    examples: [
      { command: 'claude --dangerously-skip-permissions -p x', decision: 'deny' },
      { command: 'codex exec --yolo x', decision: 'deny' },
      { command: 'claude --version', decision: 'allow' },
      { command: 'claude mcp list', decision: 'allow' },
      { command: "claude -p 'fix it'", decision: 'ask' },
      { command: 'claude --safe-mode', decision: 'deny' },
      { command: "claude --settings '{\"disableAllHooks\":true}' -p x", decision: 'deny' },
      { command: 'claude --setting-sources project -p x', decision: 'deny' },
      { command: 'codex --disable hooks exec x', decision: 'deny' },
      { command: 'opencode --pure run x', decision: 'deny' },
      { command: 'CODEX_HOME=/tmp/x codex exec x', decision: 'deny' },
      { command: 'env HOME=/tmp/x claude -p x', decision: 'deny' },
      { command: 'export CLAUDE_CONFIG_DIR=$(mktemp -d); claude -p x', decision: 'deny' },
      { command: 'HOME=/tmp/x claude --version', decision: 'allow' },
      { command: "claude -p 'fix it'", decision: 'allow', facts: { trusted: [{ program: 'claude', scope: 'verb', verb: '' }] } },
      { command: "gemini -p 'fix it'", decision: 'ask', facts: { trusted: [{ program: 'claude', scope: 'verb', verb: '' }] } },
      { command: 'claude --dangerously-skip-permissions -p x', decision: 'deny', facts: { trusted: [{ program: 'claude', scope: 'verb', verb: '' }] } },
    ],
  },
  {
    names: ['tagout'],
    family,
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'check|explain|doctor|version|help|status|policy': reading,
      trace: { otherOptions: 'harmless', operands: 'data...', commands: { 'show|verify|export|gaps': reading, '*': { otherOptions: 'harmless', operands: 'data...', effects: [deny('takes something out of the record; only a person does that')] } } },
      programs: { otherOptions: 'harmless', operands: 'data...', commands: { 'list|check': { otherOptions: 'harmless', operands: 'read...' }, '*': { otherOptions: 'harmless', operands: 'data...', effects: [deny('changes what is known of programs; only a person does that')] } } },
      checkpoint: { otherOptions: 'harmless', operands: 'data...', commands: { 'list|show|diff': reading, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('git-discard', 'recoverable', 'machine', 'brings back or removes what was kept before earlier acts', { posture: 'ask' })] } } },
      trust: { otherOptions: 'harmless', operands: 'data...', commands: { 'list|ls|show': reading, 'revoke|remove': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'recoverable', 'machine', 'takes back what a person trusts', { posture: 'ask' })] }, '*': { otherOptions: 'harmless', operands: 'data...', effects: [deny('lets programs pass; only a person does that, in the editor')] } } },
      freeze: {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: { 'status|list|show': reading, 'lift|off|end|remove|stop|break-glass': { otherOptions: 'harmless', operands: 'data...', effects: [deny('lifts a freeze; only a person does that, in the editor')] } },
      },
      run: { otherOptions: 'harmless', operands: 'data...', effects: [deny('spends an approval; only the hook puts that before a command')] },
      '*': { otherOptions: 'harmless', operands: 'data...', effects: [deny('changes the guard itself; only a person does that')] },
    },
    examples: [
      { command: 'tagout run 3b1f', decision: 'deny' },
      { command: 'tagout run --here 3b1f && { rm -rf build; }', decision: 'deny' },
      { command: 'tagout freeze on --reason release', decision: 'allow' },
      { command: 'tagout freeze lift', decision: 'deny' },
      { command: 'tagout uninstall', decision: 'deny' },
      { command: 'tagout answer request.json --approve', decision: 'deny' },
      { command: 'tagout trust list', decision: 'allow' },
      { command: 'tagout checkpoint list', decision: 'allow' },
      { command: 'tagout checkpoint restore 20261123-101500-3f9a2c', decision: 'ask' },
      { command: 'tagout checkpoint prune', decision: 'ask' },
      { command: 'tagout trust grant acmectl', decision: 'deny' },
      { command: "sed -i 's/tagout//' ~/.claude/settings.json", decision: 'deny' },
      { command: 'rm ~/.codex/hooks.json', decision: 'deny' },
      { command: 'cat ~/.claude/settings.json', decision: 'allow' },
      { command: 'rm -rf ~/.local/state/tagout', decision: 'deny' },
      { command: 'tagout check ls', decision: 'allow' },
      { command: 'tagout trace show --last 3', decision: 'allow' },
      { command: 'tagout trace erase --session s --reason x', decision: 'deny' },
    ],
  },
];
