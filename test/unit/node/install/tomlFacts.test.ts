import assert from 'node:assert/strict';
import { tomlScalars } from '../../../../src/node/install/tomlFacts.ts';

describe('facts out of TOML', () => {
  it('reads tables, quoted keys, inline tables and comments', () => {
    const text = [
      'model = "gpt-5.5" # mine', "name = 'a \"b\"'", 'count = 3', '', '[features]', 'hooks = false   # off', '[hooks.state."/home/dana/.codex/hooks.json:pre_tool_use:0:0"]', 'trusted_hash = "sha256:aa"',
      '[hooks.state]', '"C:\\\\x\\\\hooks.json:stop:0:0" = { trusted_hash = "sha256:bb", seen = true }', '[projects."/a.b"]', 'trust_level = "trusted"', '[[hooks.PreToolUse]]', 'matcher = ""',
    ].join('\r\n');
    assert.deepEqual(Object.fromEntries([...tomlScalars(text)].map(([key, value]) => [key.replaceAll('\0', ' > '), value])), {
      'model': 'gpt-5.5',
      'name': 'a "b"',
      'features > hooks': false,
      'hooks > state > /home/dana/.codex/hooks.json:pre_tool_use:0:0 > trusted_hash': 'sha256:aa',
      'hooks > state > C:\\x\\hooks.json:stop:0:0 > trusted_hash': 'sha256:bb',
      'hooks > state > C:\\x\\hooks.json:stop:0:0 > seen': true,
      'projects > /a.b > trust_level': 'trusted',
      'hooks > PreToolUse > [] > matcher': '',
    });
  });

  it('survives nonsense', () => assert.deepEqual([...tomlScalars('[[[\n=\na = \n"x\n]]\n[]\n')], []));
});
