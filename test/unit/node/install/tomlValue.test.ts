import assert from 'node:assert/strict';
import { tomlValue } from '../../../../src/node/install/tomlValue.ts';

describe('one value out of TOML', () => {
  const text = [
    'model = "gpt-5.5" # mine', "name = 'a \"b\"'", 'count = 3', '', '[features]', 'hooks = false   # off', '[hooks.state."/home/dana/.codex/hooks.json:pre_tool_use:0:0"]', 'trusted_hash = "sha256:aa"',
    '[hooks.state]', '"C:\\\\x\\\\hooks.json:stop:0:0" = { trusted_hash = "sha256:bb", seen = true }', '[projects."/a.b"]', 'trust_level = "trusted"', '[[hooks.PreToolUse]]', 'matcher = ""',
  ].join('\r\n');
  const cases: readonly (readonly [readonly string[], unknown])[] = [
    [['model'], 'gpt-5.5'],
    [['name'], 'a "b"'],
    [['features', 'hooks'], false],
    [['hooks', 'state', '/home/dana/.codex/hooks.json:pre_tool_use:0:0', 'trusted_hash'], 'sha256:aa'],
    [['hooks', 'state', 'C:\\x\\hooks.json:stop:0:0', 'trusted_hash'], 'sha256:bb'],
    [['hooks', 'state', 'C:\\x\\hooks.json:stop:0:0', 'seen'], true],
    [['projects', '/a.b', 'trust_level'], 'trusted'],
    [['features', 'toString'], undefined],
    [['model', 'length'], undefined],
  ];
  for (const [key, value] of cases) it(`reads ${key.join(' > ')}`, () => assert.equal(tomlValue(text, key), value));

  it('finds nothing in nonsense', () => assert.equal(tomlValue('[[[\n=\na = \n"x\n]]\n[]\n', ['a']), undefined));
});
