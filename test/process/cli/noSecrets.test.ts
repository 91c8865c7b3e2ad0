import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AgentId } from '../../../src/core/action.ts';
import { buildBundles, dist, start, type Ended } from '../../support/hookProcess.ts';
import { secretKinds } from '../../support/secretKinds.ts';
import { shellEvent } from '../../support/shellEvents.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

/** One of each kind of secret comes in by every door there is; then all files that the hook left are searched for it. */
describe('secrets', function () {
  this.timeout(60_000);
  const place = temporaryDirectory();
  const state = (): string => path.join(place.path, 'state');
  const shop = (): string => path.join(place.path, 'shop');
  const all = secretKinds.map(({ text }) => text).join('\n');
  const hook = async (agent: AgentId, event: unknown): Promise<Ended> => {
    fs.mkdirSync(shop(), { recursive: true });
    fs.mkdirSync(path.join(place.path, 'home'), { recursive: true });
    return start(process.execPath, [path.join(dist, 'hook.cjs'), '--agent', agent, '--state', state()], JSON.stringify(event), { PATH: process.env['PATH'], HOME: path.join(place.path, 'home') }).ended;
  };
  const found = (): readonly string[] => {
    const files = fs.readdirSync(state(), { recursive: true, encoding: 'utf8' }).map((name) => path.join(state(), name)).filter((file) => fs.statSync(file).isFile());
    const texts = files.map((file) => fs.readFileSync(file, 'utf8'));
    assert.match(texts.join('\n'), /‹redacted:/);
    return secretKinds.flatMap(({ kind, secret }) => (texts.some((text) => text.includes(secret)) ? [kind] : []));
  };

  before(buildBundles);

  it('of a prompt are never written', async () => {
    await hook('claude-code', { hook_event_name: 'UserPromptSubmit', session_id: 's', cwd: shop(), prompt: `deploy with\n${all}` });
    assert.deepEqual(found(), []);
  });

  it('of a command, its reasoning and its output are never written', async () => {
    fs.mkdirSync(shop(), { recursive: true });
    const transcript = path.join(place.path, 'transcript.jsonl');
    fs.writeFileSync(transcript, [{ type: 'user', message: { content: `use\n${all}` } }, { type: 'assistant', message: { model: 'm', content: [{ type: 'thinking', thinking: `I know\n${all}` }] } }].map((line) => `${JSON.stringify(line)}\n`).join(''));
    const call = { session_id: 's', cwd: shop(), transcript_path: transcript, tool_name: 'Bash', tool_use_id: 'toolu_1', tool_input: { command: `echo '${all.replaceAll("'", '"')}'`, description: all } };
    await hook('claude-code', { ...call, hook_event_name: 'PreToolUse' });
    await hook('claude-code', { ...call, hook_event_name: 'PostToolUse', tool_response: { stdout: all, stderr: all } });
    assert.deepEqual(found(), []);
  });

  it('of a command of which only the end was reported are never written', async () => {
    for (const [at, { text }] of secretKinds.filter((_, index) => index % 10 === 0).entries()) {
      const command = `deploy ${'very '.repeat(21)}${text.replaceAll("'", '"')} now`;
      await hook('claude-code', { hook_event_name: 'PostToolUse', session_id: 's', cwd: shop(), tool_name: 'Bash', tool_use_id: `toolu_end_${at}`, tool_input: { command }, tool_response: { stdout: 'done' } });
    }
    assert.deepEqual(found(), []);
  });

  it('of a file and of a tool are never written', async () => {
    await hook('claude-code', { hook_event_name: 'PreToolUse', session_id: 's', cwd: shop(), tool_use_id: 'toolu_2', tool_name: 'Write', tool_input: { file_path: path.join(shop(), '.env'), content: all } });
    await hook('claude-code', { hook_event_name: 'PreToolUse', session_id: 's', cwd: shop(), tool_use_id: 'toolu_3', tool_name: 'mcp__db__query', tool_input: { sql: all, nested: { [all]: [all] } } });
    assert.deepEqual(found(), []);
  });

  it('that a terminal was left with are never written', async () => {
    for (const { text } of secretKinds.filter((_, at) => at % 10 === 0)) await hook('vscode', shellEvent('vscode', `export DEPLOY_NOTE='${text.replaceAll("'", '"')}'; export PLAIN=1`, shop()));
    assert.deepEqual(found(), []);
  });
});
