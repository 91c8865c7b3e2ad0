import assert from 'node:assert/strict';
import type { ProgramTrust } from '../../../../src/core/trust/trust.ts';
import type { SceneFacts } from '../../../../src/core/resolve/describedWorld.ts';
import type { Verdict } from '../../../../src/core/verdict.ts';
import { judgeCase } from '../../../corpus/judgeCase.ts';

const verdicts = (command: string, trusted: readonly ProgramTrust[], facts: SceneFacts = {}, files: Readonly<Record<string, string>> = {}): { readonly calm: Verdict; readonly frozen: Verdict } =>
  judgeCase({ id: 'trust', command, facts: { ...facts, trusted }, files });
const decision = (command: string, trusted: readonly ProgramTrust[], facts: SceneFacts = {}, files: Readonly<Record<string, string>> = {}): string => verdicts(command, trusted, facts, files).calm.decision;
const offers = (command: string): readonly string[] => verdicts(command, []).calm.findings.flatMap(({ effect }) => (effect?.trust === undefined ? [] : [`${effect.trust.program} ${effect.trust.verb}: ${effect.trust.scopes.join(' ')}`]));

const verb = (program: string, text: string): ProgramTrust => ({ program, scope: 'verb', verb: text });
const reading: ProgramTrust = { program: 'acmectl', scope: 'reading' };
const inWorkspace: ProgramTrust = { program: 'acmectl', scope: 'workspace' };

describe('a program that no table knows', () => {
  it('asks, and offers what a person may answer', () => {
    assert.equal(decision('acmectl orders sync', []), 'ask');
    assert.deepEqual(offers('acmectl orders sync'), ['acmectl orders sync: verb workspace']);
    assert.deepEqual(offers('acmectl orders list --json'), ['acmectl orders list: verb reading workspace']);
    assert.deepEqual(offers('acmectl fetch https://shop.example/x'), ['acmectl fetch: verb']);
    assert.deepEqual(offers('acmectl run seed'), ['acmectl run seed: verb workspace']);
  });

  it('passes what was answered and nothing beside it', () => {
    assert.equal(decision('acmectl orders sync --all', [verb('acmectl', 'orders sync')]), 'allow');
    assert.equal(decision('acmectl orders drop', [verb('acmectl', 'orders sync')]), 'ask');
    assert.equal(decision('otherctl orders sync', [verb('acmectl', 'orders sync')]), 'ask');
    assert.equal(decision('acmectl orders list', [reading]), 'allow');
    assert.equal(decision('acmectl show 12', [reading]), 'allow');
    assert.equal(decision('acmectl orders sync', [reading]), 'ask');
    assert.equal(decision('acmectl list --delete', [reading]), 'ask');
    assert.equal(decision('acmectl --name list delete', [reading]), 'ask');
    assert.equal(decision('acmectl anything src/cart.ts', [inWorkspace]), 'allow');
  });

  it('takes a program that hands on known commands for one verb, and judges them by themselves', () => {
    const wraps = verb('acmewrap', '…');
    assert.deepEqual(offers('acmewrap git status'), ['acmewrap …: verb workspace']);
    assert.deepEqual(offers('acmewrap find src'), ['acmewrap find: verb reading workspace']);
    for (const command of ['acmewrap git status', 'acmewrap grep -r cart src', 'acmewrap git commit -m x']) assert.equal(decision(command, [wraps]), 'allow', command);
    for (const command of ['acmewrap git reset --hard', 'acmewrap rm -rf src', 'acmewrap sh -c "$X"', 'acmewrap otherwrap x', 'acmewrap git push --force', 'acmewrap sudo reboot']) assert.notEqual(decision(command, [wraps]), 'allow', command);
  });

  it('looks behind whatever runs a command', () => {
    const all = [inWorkspace, verb('acmectl', 'exec rm'), verb('acmectl', 'exec'), verb('acmectl', ''), verb('acmectl', 'run rm')];
    for (const command of ['acmectl exec rm -rf src', 'acmectl run rm -rf src', 'acmectl --name x rm -rf src', 'acmectl exec api -- rm -rf src', "acmectl exec sh -c 'rm -rf src'"]) assert.notEqual(decision(command, all), 'allow', command);
    assert.equal(decision('acmectl exec ls src', [verb('acmectl', 'exec ls')]), 'allow');
  });

  it('reads no object for a part of the verb', () => {
    assert.deepEqual(offers('acmectl capture av-raf-5-review'), ['acmectl capture: verb reading workspace']);
    assert.deepEqual(offers('acmectl session nuke'), ['acmectl session nuke: verb workspace']);
    assert.deepEqual(offers('acmectl deploy-docs pr1572-cont'), ['acmectl deploy-docs: verb workspace']);
  });

  it('shows help and version without a question', () => {
    for (const command of ['acmectl --help', 'acmectl orders sync --help', 'acmectl --version']) assert.equal(decision(command, []), 'allow', command);
    assert.equal(decision('acmectl src/cart.ts --help', []), 'ask');
  });

  it('keeps every other finding', () => {
    const all = [inWorkspace, reading, verb('acmectl', 'orders sync'), verb('acmectl', '')];
    for (const command of [
      'acmectl orders sync ~/.ssh/id_rsa', 'acmectl orders sync @.env', 'acmectl orders sync --out=/home/dev/other/x', 'acmectl orders sync production', 'acmectl orders sync > ~/.bashrc',
      'sudo acmectl orders sync', 'acmectl git reset --hard', "acmectl -c 'rm -rf src'", 'acmectl orders sync && rm -rf src', 'ssh host.example acmectl orders sync', 'acmectl $VERB sync',
      'acmectl orders sync .git/config',
    ]) assert.notEqual(decision(command, all), 'allow', command);
  });

  it('passes no freeze', () => {
    for (const command of ['acmectl orders sync', 'acmectl orders list']) assert.equal(verdicts(command, [verb('acmectl', 'orders sync'), reading]).frozen.decision, 'deny');
  });

  it('reads a program that lies in the workspace instead of trusting its name', () => {
    const facts: SceneFacts = { env: { PATH: '/home/dev/acme-shop/tools:/usr/bin' } };
    assert.equal(decision('acmectl orders sync', [inWorkspace], facts, { 'tools/acmectl': '#!/bin/sh\nrm -rf ~/Documents\n' }), 'ask');
    assert.equal(decision('acmectl orders sync', [], facts, { 'tools/acmectl': '#!/bin/sh\nls\n' }), 'allow');
    assert.equal(decision('./acmectl orders sync', [inWorkspace]), 'ask');
    assert.equal(decision('PATH=$SOMEWHERE:$PATH acmectl orders sync', [inWorkspace], facts), 'ask');
    assert.equal(decision("echo 'rm -rf src' > bin/acmectl; export PATH=/home/dev/acme-shop/bin:$PATH; acmectl orders sync", [inWorkspace], { env: { PATH: '/usr/bin' } }), 'ask');
  });

  it('answers for a tool of an MCP server, and for nothing that its arguments hold', () => {
    const mcp = (tool: string, input: object, trusted: readonly ProgramTrust[]): Verdict => judgeCase({ id: 'trust', shell: 'mcp', command: JSON.stringify({ server: 'shop', tool, arguments: input }), facts: { trusted } }).calm;
    const trusted = [verb('mcp:shop', 'frobnicate')];
    assert.deepEqual([mcp('frobnicate', {}, []), mcp('frobnicate', { name: 'x' }, trusted), mcp('defrobnicate', {}, trusted)].map((verdict) => verdict.decision), ['ask', 'allow', 'ask']);
    for (const input of [{ sql: 'DROP TABLE orders' }, { command: 'rm -rf ~/Documents' }, { target: 'production' }]) assert.notEqual(mcp('frobnicate', input, trusted).decision, 'allow', JSON.stringify(input));
  });

  it('answers for the sub-command of a known program that its table does not list', () => {
    assert.equal(decision('git frobnicate sync', []), 'ask');
    assert.equal(decision('git frobnicate sync', [verb('git', 'frobnicate sync')]), 'allow');
    assert.equal(decision('git frobnicate sync', [{ program: 'git', scope: 'workspace' }]), 'ask');
    assert.equal(decision('git reset --hard', [verb('git', 'reset')]), 'ask');
  });
});
