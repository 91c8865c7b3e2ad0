import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { differences, type Fact, type TicketFacts } from '../../../src/core/ticket.ts';
import { mayChangeShell, throughTicket } from '../../../src/core/ticketCommand.ts';
import { ticketDigest } from '../../../src/node/ticket/digest.ts';

const facts = (list: readonly Fact[], changes: Partial<TicketFacts> = {}): TicketFacts => ({
  v: 1, id: 'p-1', agent: 'codex', session: 's-1', tool: 'shell', actions: [{ kind: 'shell', command: 'rm -rf drafts', dialect: 'posix' }], meaning: 'm', facts: list, expires: '2030-01-01T00:00:00.000Z', ...changes,
});

describe('ticket', () => {
  const words: readonly (readonly [Fact, string | undefined, string])[] = [
    [{ kind: 'file', name: '/srv/build.sh', state: 'sha256:1' }, 'sha256:2', 'the file /srv/build.sh changed'],
    [{ kind: 'file', name: '/srv/build.sh', state: 'sha256:1' }, 'absent', 'the file /srv/build.sh is gone'],
    [{ kind: 'file', name: '/srv/build.sh', state: 'absent' }, 'sha256:1', 'the file /srv/build.sh came into being'],
    [{ kind: 'file', name: '/srv/build.sh', state: 'sha256:1' }, undefined, 'the command reads other files (/srv/build.sh)'],
    [{ kind: 'program', name: 'git', state: '/usr/bin/git sha256:1' }, '/usr/bin/git sha256:2', 'the program git (/usr/bin/git) changed'],
    [{ kind: 'program', name: 'git', state: '/usr/bin/git sha256:1' }, '/srv/my bin/git sha256:1', 'the program git is another file (/srv/my bin/git, not /usr/bin/git)'],
    [{ kind: 'program', name: 'git', state: '/usr/bin/git sha256:1' }, 'absent', 'the program git is another file (not found, not /usr/bin/git)'],
    [{ kind: 'variable', name: 'DATABASE_URL', state: 'a' }, 'b', 'the environment variable DATABASE_URL changed'],
    [{ kind: 'target', name: '/srv/drafts', state: '3 90 aa' }, '5 120 bb', '/srv/drafts has 2 entries more'],
    [{ kind: 'target', name: '/srv/drafts', state: '3 90 aa' }, '2 60 bb', '/srv/drafts has 1 entry fewer'],
    [{ kind: 'target', name: '/srv/drafts', state: '3 90 aa' }, '3 91 bb', 'what lies in /srv/drafts changed'],
    [{ kind: 'target', name: '/srv/drafts', state: '3 90 aa' }, '3 90 bb', '/srv/drafts was replaced or written to'],
    [{ kind: 'target', name: '/srv/drafts', state: '3 90 aa' }, '0 0 bb', '/srv/drafts is gone'],
    [{ kind: 'target', name: '/srv/drafts', state: '3 90 aa' }, undefined, 'it would act on other things (/srv/drafts)'],
    [{ kind: 'head', name: '/srv', state: 'a 1' }, 'a 2', 'HEAD of /srv moved'],
    [{ kind: 'refs', name: '/srv', state: '1' }, '2', 'the branches or tags of /srv moved'],
    [{ kind: 'context', name: 'Kubernetes', state: 'staging' }, 'prod', 'Kubernetes would talk to prod, not to staging'],
    [{ kind: 'server', name: 'tracker', state: '1' }, '2', 'the configuration of the MCP server tracker changed'],
    [{ kind: 'directory', name: '/srv', state: '/srv 1:2' }, '/srv 1:3', 'the directory /srv is another one'],
    [{ kind: 'policy', name: '', state: '1' }, '2', 'your rules changed'],
    [{ kind: 'freeze', name: '', state: '1' }, '2', 'a freeze was declared, changed or lifted'],
  ];
  for (const [fact, state, text] of words) {
    it(`says: ${text}`, () => {
      const [before, after] = [facts([fact]), facts(state === undefined ? [] : [{ ...fact, state }])];
      assert.deepEqual(differences(before, after), [text]);
      assert.notEqual(ticketDigest(before), ticketDigest(after));
    });
  }

  it('says nothing where nothing changed, and names another proposal and another meaning', () => {
    const fact: Fact = { kind: 'policy', name: '', state: '1' };
    assert.deepEqual(differences(facts([fact]), facts([fact])), []);
    assert.deepEqual(differences(facts([fact]), facts([fact], { meaning: 'n' })), ['what it would do changed']);
    assert.deepEqual(differences(facts([fact]), facts([fact], { actions: [{ kind: 'shell', command: 'rm -rf src', dialect: 'posix' }] })), ['the proposal is another one']);
    assert.deepEqual(differences(facts([fact]), facts([fact], { session: 's-2' })), ['the proposal is another one']);
  });

  it('is the SHA-256 of the canonical JSON, whatever the order of the members', () => {
    const { v, id, ...rest } = facts([]);
    const text = '{"actions":[{"command":"rm -rf drafts","dialect":"posix","kind":"shell"}],"agent":"codex","expires":"2030-01-01T00:00:00.000Z","facts":[],"id":"p-1","meaning":"m","session":"s-1","tool":"shell","v":1}';
    assert.equal(ticketDigest({ ...rest, id, v }), createHash('sha256').update(text).digest('hex'));
  });

  it('has no digest for text that is no Unicode', () => {
    assert.throws(() => ticketDigest(facts([], { actions: [{ kind: 'shell', command: 'rm \ud800', dialect: 'posix' }] })), /surrogate/i);
  });

  const ticket = 'ab'.repeat(24);
  const forms: readonly (readonly [string, 'child' | 'here', string])[] = [
    ['rm -rf build', 'child', `/b/tagout run ${ticket}; exit; rm -rf build`],
    ['rm -rf build # all of it', 'child', `/b/tagout run ${ticket}; exit\nrm -rf build # all of it`],
    ['cat <<E\nx\nE', 'child', `/b/tagout run ${ticket}; exit\ncat <<E\nx\nE`],
    ['cd app && rm -rf build', 'here', `/b/tagout run --here ${ticket} && { cd app && rm -rf build; }`],
    ['sleep 9 &', 'here', `/b/tagout run --here ${ticket} && {\nsleep 9 &\n}`],
    ['rm -rf build;', 'here', `/b/tagout run --here ${ticket} && {\nrm -rf build;\n}`],
    ['cat <<E\nx\nE', 'here', `/b/tagout run --here ${ticket} && {\ncat <<E\nx\nE\n}`],
  ];
  for (const [command, through, text] of forms) {
    it(`rewrites \`${command}\` (${through})`, () => assert.equal(throughTicket(command, '/b/tagout', ticket, through), text));
  }

  for (const command of ['cd app', 'export A=1', 'A=1', '. ./env', 'f() { :; }', 'sleep 9 &', 'set -e', 'rm x & wait']) {
    it(`takes \`${command}\` for something that the shell may keep`, () => assert.equal(mayChangeShell(command), true));
  }
  for (const command of ['rm -rf build', 'git reset --hard && git clean -fdx', 'npm publish 2>&1 | tee log']) {
    it(`takes \`${command}\` for something that leaves nothing`, () => assert.equal(mayChangeShell(command), false));
  }
});
