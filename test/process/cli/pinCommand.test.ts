import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pinCommand } from '../../../src/cli/run/pinCommand.ts';
import type { Shell } from '../../../src/cli/run/parentShell.ts';
import type { Fact } from '../../../src/core/ticket.ts';
import { contentIdentity } from '../../../src/node/ticket/identity.ts';
import { guardRefs } from '../../../src/node/ticket/refGuard.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

/** Shells whose words can be pinned: on Linux only, where a path can lead through an open directory. */
const known: readonly Shell[] = (process.platform !== 'linux' ? [] : [{ program: '/bin/bash', name: 'bash' }, { program: '/bin/dash', name: 'sh' }]).filter(({ program }) => fs.existsSync(program)).map((shell) => ({ ...shell, program: fs.realpathSync(shell.program) }));

describe('a command that is held to what was looked at', () => {
  const place = temporaryDirectory();
  const at = (...names: readonly string[]): string => path.join(place.path, ...names);
  beforeEach(() => {
    for (const name of ['drafts', 'kept', 'bin']) fs.mkdirSync(at(name));
    for (const name of ['drafts/a.md', 'drafts/b c.md', 'kept/a.md']) fs.writeFileSync(at(name), name);
  });

  /** Pins a command, changes something, and runs it; gives what it printed. */
  async function run(shell: Shell, command: string, change: () => void, facts: readonly Fact[] = []): Promise<string> {
    const env = { PATH: `${at('bin')}:${process.env['PATH'] ?? ''}` };
    const approved = { v: 1, id: 'p', agent: 'claude-code', session: 's', tool: 'Bash', actions: [], meaning: '', facts, expires: '' } as const;
    const pinned = await pinCommand({ command, effects: [], approved, cwd: place.path, env, shell, platform: 'linux' });
    try {
      change();
      const { stdout, stderr } = spawnSync(shell.program, ['-c', `${pinned.before}${pinned.command}`, shell.name], { cwd: place.path, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'ignore', ...pinned.descriptors] });
      return `${stdout}${stderr}`;
    } finally {
      pinned.close();
    }
  }
  const file = (name: string): Fact => ({ kind: 'file', name: at(name), state: contentIdentity(at(name)) });
  const left = (): readonly string[] => fs.readdirSync(place.path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).sort();

  it('keeps its words where no path leads through an open directory', async () => {
    const approved = { v: 1, id: 'p', agent: 'claude-code', session: 's', tool: 'Bash', actions: [], meaning: '', facts: [], expires: '' } as const;
    for (const platform of ['darwin', 'win32'] as const) {
      const pinned = await pinCommand({ command: 'rm -f drafts/*.md', effects: [], approved, cwd: place.path, env: process.env, shell: { program: '/bin/bash', name: 'bash' }, platform });
      assert.deepEqual([pinned.command, pinned.before, pinned.descriptors], ['rm -f drafts/*.md', '', []]);
      pinned.close();
    }
  });

  it('finds a shell to pin for on Linux', () => {
    assert.equal(known.length > 0, process.platform === 'linux');
  });

  for (const shell of known) {
    describe(`in ${shell.name} (${path.basename(shell.program)})`, () => {
      it('deletes what a pattern matched, not what it comes to match', async () => {
        assert.equal(await run(shell, 'rm -f drafts/*.md', () => fs.writeFileSync(at('drafts/new.md'), '')), '');
        assert.deepEqual(left(), ['drafts/new.md', 'kept/a.md']);
      });

      it('stays in the directory when its name leads elsewhere', async () => {
        await run(shell, 'rm -f drafts/a.md', () => {
          fs.renameSync(at('drafts'), at('away'));
          fs.symlinkSync('kept', at('drafts'));
        });
        // Through the link, `drafts` shows what `kept` holds.
        assert.deepEqual(left(), ['away/b c.md', 'drafts/a.md', 'kept/a.md']);
      });

      it('runs the text of a script that was approved, with its name and words', async () => {
        fs.writeFileSync(at('clean.sh'), '#!/bin/sh\n# it\'s "so"\necho "$0 $# $2"; exit 3\n', { mode: 0o755 });
        const facts = [file('clean.sh')];
        const change = (): void => fs.writeFileSync(at('clean.sh'), 'echo other');
        assert.equal(await run(shell, 'sh clean.sh one "t w o"; echo $?', change, facts), 'clean.sh 2 t w o\n3\n');
        fs.writeFileSync(at('clean.sh'), '#!/bin/sh\necho "$0"', { mode: 0o755 });
        assert.equal(await run(shell, './clean.sh', change, [file('clean.sh')]), './clean.sh\n');
      });

      it('leaves a script to its file where it asks for it, or where it is not what was approved', async () => {
        const plain = async (text: string, facts: () => readonly Fact[]): Promise<string> => {
          fs.writeFileSync(at('clean.sh'), text);
          return run(shell, 'sh clean.sh', () => fs.writeFileSync(at('clean.sh'), 'echo other'), facts());
        };
        assert.equal(await plain('echo one; : "$BASH_SOURCE"', () => [file('clean.sh')]), 'other\n');
        assert.equal(await plain('echo one', () => [{ ...file('clean.sh'), state: `sha256:${'0'.repeat(64)}` }]), 'other\n');
      });

      it('finds the program that was there', async () => {
        const facts: readonly Fact[] = [{ kind: 'program', name: 'rm', state: `/usr/bin/rm sha256:${'0'.repeat(64)}` }];
        // The shell remembers places before the gate: so does this line, in the same text.
        const made = `printf '#!/bin/sh\\necho other' > bin/rm; chmod +x bin/rm; rm -f drafts/a.md`;
        assert.equal(await run(shell, made, () => undefined, facts), '');
        assert.deepEqual(left(), ['drafts/b c.md', 'kept/a.md']);
      });
    });
  }

  describe('with git', () => {
    const git = (...words: readonly string[]): string => execFileSync('git', ['-c', 'user.name=dana', '-c', 'user.email=dana@mail.example', ...words], { cwd: place.path, encoding: 'utf8' }).trim();
    beforeEach(() => {
      git('init', '-q', '-b', 'main');
      for (const message of ['one', 'two']) git('commit', '--allow-empty', '-qm', message);
      git('branch', 'topic', 'HEAD~1');
    });

    async function guarded(words: readonly string[], change: () => void): Promise<{ readonly status: number | null; readonly refused: boolean; readonly said: string }> {
      const guard = await guardRefs(place.path, at('guard'), process.env);
      assert.ok(guard !== undefined);
      try {
        change();
        const { status, stderr, stdout } = spawnSync('git', [...words], { cwd: place.path, env: { ...process.env, ...guard.env }, encoding: 'utf8' });
        return { status, refused: guard.refused(), said: stdout + stderr };
      } finally {
        guard.close();
        assert.equal(fs.existsSync(at('guard')), false);
      }
    }

    it('moves refs that are as they were, and runs the repository\'s own hooks', async () => {
      for (const name of ['reference-transaction', 'post-checkout']) fs.writeFileSync(at('.git/hooks', name), `#!/bin/sh\necho "$0 $1" >> own\ncat >> own\n`, { mode: 0o755 });
      const { status, refused } = await guarded(['reset', '-q', '--hard', 'HEAD~1'], () => undefined);
      assert.deepEqual([status, refused, git('rev-parse', 'HEAD')], [0, false, git('rev-parse', 'topic')]);
      assert.match(fs.readFileSync(at('own'), 'utf8'), /reference-transaction prepared\n[^]* refs\/heads\/main\n/);
      assert.equal((await guarded(['checkout', '-q', 'topic'], () => undefined)).status, 0);
      assert.match(fs.readFileSync(at('own'), 'utf8'), /\.git\/hooks\/post-checkout/);
    });

    it('runs hooks where the repository keeps them', async () => {
      git('config', 'core.hooksPath', 'bin');
      fs.writeFileSync(at('bin/post-checkout'), '#!/bin/sh\necho "$0" > own\n', { mode: 0o755 });
      assert.equal((await guarded(['checkout', '-q', 'topic'], () => undefined)).status, 0);
      assert.equal(fs.readFileSync(at('own'), 'utf8'), `${at('bin/post-checkout')}\n`);
    });

    for (const [what, change] of [['a branch', () => git('update-ref', 'refs/heads/main', 'HEAD~1')], ['HEAD', () => git('symbolic-ref', 'HEAD', 'refs/heads/topic')]] as const) {
      it(`leaves refs alone when ${what} moved`, async () => {
        const { status, refused, said } = await guarded(['reset', '-q', '--soft', git('rev-parse', 'HEAD')], change);
        assert.deepEqual([status !== 0, refused], [true, true], said);
        assert.match(said, /is not as it was when this was approved/);
      });
    }
  });
});
