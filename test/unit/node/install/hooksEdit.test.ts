import assert from 'node:assert/strict';
import { type Edited, type WantedHook, withHooks, withoutHooks } from '../../../../src/node/install/hooksEdit.ts';

const ours = (command = "/bin/sh '/s/bin/tagout-hook' --agent x"): { readonly type: string; readonly command: string } => ({ type: 'command', command });
const pre: WantedHook = { event: 'PreToolUse', value: { matcher: '*', hooks: [ours()] } };
const stop: WantedHook = { event: 'Stop', value: { hooks: [ours()] } };
const oursText = `{ "type": "command", "command": "/bin/sh '/s/bin/tagout-hook' --agent x" }`;

const lines = (...text: readonly string[]): string => text.join('\n');

interface Case {
  readonly name: string;
  readonly before: string;
  readonly wanted?: readonly WantedHook[];
  readonly after: string;
  /** What a removal makes of `after`, where the original is known and something else has changed since; the same as before unless given. */
  readonly removed?: string;
}

const cases: readonly Case[] = [
  {
    name: 'an empty object',
    before: '{}',
    after: lines('{', '  "hooks": {', '    "PreToolUse": [', '      {', '        "matcher": "*",', '        "hooks": [', '          {', '            "type": "command",', `            "command": "/bin/sh '/s/bin/tagout-hook' --agent x"`, '          }', '        ]', '      }', '    ]', '  }', '}'),
  },
  {
    name: 'a blank file',
    before: '\n',
    after: lines('{', '  "hooks": {', '    "PreToolUse": [', '      {', '        "matcher": "*",', '        "hooks": [', '          {', '            "type": "command",', `            "command": "/bin/sh '/s/bin/tagout-hook' --agent x"`, '          }', '        ]', '      }', '    ]', '  }', '}', ''),
    removed: '{}\n',
  },
  {
    name: 'comments, order and a trailing comma',
    before: lines('// my settings', '{', '  "model": "large", // fast enough', '  /* keep */', '  "env": { "A": "1" },', '}', ''),
    after: lines('// my settings', '{', '  "model": "large", // fast enough', '  /* keep */', '  "env": { "A": "1" },', '  "hooks": {', '    "PreToolUse": [', '      {', '        "matcher": "*",', '        "hooks": [', '          {', '            "type": "command",', `            "command": "/bin/sh '/s/bin/tagout-hook' --agent x"`, '          }', '        ]', '      }', '    ]', '  },', '}', ''),
  },
  {
    name: 'hooks of others, before which nothing is put',
    before: lines('{', '  "hooks": {', '    "PreToolUse": [', '      { "matcher": "Bash", "hooks": [{ "type": "command", "command": "lint" }] } // theirs', '    ],', '    "Stop": []', '  }', '}', ''),
    wanted: [pre, stop],
    after: lines(
      '{', '  "hooks": {', '    "PreToolUse": [', '      { "matcher": "Bash", "hooks": [{ "type": "command", "command": "lint" }] }, // theirs', '      {', '        "matcher": "*",', '        "hooks": [', '          {', '            "type": "command",', `            "command": "/bin/sh '/s/bin/tagout-hook' --agent x"`, '          }', '        ]', '      }', '    ],',
      '    "Stop": [', '      {', '        "hooks": [', '          {', '            "type": "command",', `            "command": "/bin/sh '/s/bin/tagout-hook' --agent x"`, '          }', '        ]', '      }', '    ]', '  }', '}', '',
    ),
  },
  {
    name: 'tabs',
    before: '{\n\t"a": 1\n}\n',
    wanted: [stop],
    after: `{\n\t"a": 1,\n\t"hooks": {\n\t\t"Stop": [\n\t\t\t{\n\t\t\t\t"hooks": [\n\t\t\t\t\t{\n\t\t\t\t\t\t"type": "command",\n\t\t\t\t\t\t"command": "/bin/sh '/s/bin/tagout-hook' --agent x"\n\t\t\t\t\t}\n\t\t\t\t]\n\t\t\t}\n\t\t]\n\t}\n}\n`,
  },
  {
    name: 'four blanks, CRLF and a byte order mark',
    before: '\uFEFF{\r\n    "a": 1\r\n}\r\n',
    wanted: [stop],
    after: `\uFEFF{\r\n    "a": 1,\r\n    "hooks": {\r\n        "Stop": [\r\n            {\r\n                "hooks": [\r\n                    {\r\n                        "type": "command",\r\n                        "command": "/bin/sh '/s/bin/tagout-hook' --agent x"\r\n                    }\r\n                ]\r\n            }\r\n        ]\r\n    }\r\n}\r\n`,
  },
  {
    name: 'ours already there',
    before: `{"hooks":{"PreToolUse":[{"matcher":"*","hooks":[${oursText}]}]}}`,
    after: `{"hooks":{"PreToolUse":[{"matcher":"*","hooks":[${oursText}]}]}}`,
    removed: '{"hooks":{"PreToolUse":[]}}',
  },
  {
    name: 'an older form, replaced in its place',
    before: lines('{', '  "hooks": {', '    "PreToolUse": [', '      {', '        "hooks": [', `          { "command": "'/s/bin/tagout-hook' --agent x || exit 2" }`, '        ]', '      },', '      { "matcher": "Bash" }', '    ]', '  }', '}'),
    after: lines('{', '  "hooks": {', '    "PreToolUse": [', '      {', '        "matcher": "*",', '        "hooks": [', '          {', '            "type": "command",', `            "command": "/bin/sh '/s/bin/tagout-hook' --agent x"`, '          }', '        ]', '      },', '      { "matcher": "Bash" }', '    ]', '  }', '}'),
    removed: lines('{', '  "hooks": {', '    "PreToolUse": [', '      { "matcher": "Bash" }', '    ]', '  }', '}'),
  },
  {
    name: 'doubles, events no longer wanted, a group that is shared',
    before: `{"hooks":{"PreToolUse":[{"hooks":[{"command":"theirs"},{"command":"/s/bin/tagout-hook"}]},{"hooks":[{"command":"'/s/bin/tagout-hook'"}]}],"Old":[{"hooks":[{"command":"/s/bin/tagout-hook"}]}]}}`,
    after: `{"hooks":{"PreToolUse":[{"hooks":[{"command":"theirs"}]},{"matcher":"*","hooks":[{"type":"command","command":"/bin/sh '/s/bin/tagout-hook' --agent x"}]}]}}`,
    removed: `{"hooks":{"PreToolUse":[{"hooks":[{"command":"theirs"}]}]}}`,
  },
];

const text = (edited: Edited): string | undefined => (edited.kind === 'text' ? edited.text : assert.fail(edited.problem));

describe('hooks in a settings file', () => {
  for (const { name, before, wanted = [pre], after, removed = before } of cases) {
    it(name, () => {
      const once = text(withHooks(before, wanted));
      assert.equal(once, after);
      assert.equal(text(withHooks(after, wanted)), after, 'installing twice changes nothing');
      assert.equal(text(withoutHooks(after, before)), removed, 'removal');
    });
  }

  it('makes a missing file and takes it away again', () => {
    const made = text(withHooks(undefined, [pre, stop], { version: 1 }));
    assert.deepEqual(JSON.parse(made ?? ''), { version: 1, hooks: { PreToolUse: [pre.value], Stop: [stop.value] } });
    assert.equal(text(withoutHooks(made ?? '', undefined, { version: 1 })), undefined);
  });

  const problems: readonly (readonly [string, string])[] = [
    ['{', 'line 1: CloseBraceExpected'],
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3: CommaExpected'],
    ['[]', 'the file does not hold an object'],
    ['{"hooks": []}', '"hooks" is not an object'],
    ['{"hooks": {"PreToolUse": {}}}', '"hooks.PreToolUse" is not a list'],
    ['{"hooks": {}, "hooks": {"Stop": []}}', 'an entry under "hooks.PreToolUse" would not be read: does a key stand twice in the file?'],
  ];
  for (const [broken, problem] of problems) {
    it(`leaves alone what it cannot change: ${JSON.stringify(broken)}`, () => assert.deepEqual(withHooks(broken, [pre]), { kind: 'problem', problem }));
  }
});
