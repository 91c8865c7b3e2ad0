import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AskMessage } from '../../../src/protocol/channel.ts';
import { approval, asAgent, eachOnStage, propose, recordedSteps, rewritten, type Stage } from '../../support/approvedRun.ts';

describe('a command that a person put in place of the agent’s', function () {
  this.timeout(60_000);
  let stage: Stage;
  let asked: AskMessage[];
  let instead: string;
  eachOnStage(
    (opened) => {
      stage = opened;
      asked = [];
    },
    (ask) => {
      asked.push(ask);
      return Promise.resolve(asked.length > 1 ? approval : { outcome: 'denied', by: 'dana', method: 'edited', reason: `dana wants this to be run instead, and nothing else: ${instead}`, ...(ask.replaceable === true ? { instead } : {}) });
    },
  );
  const inShop = (name: string): boolean => fs.existsSync(path.join(stage.shop, name));
  const commands = (): readonly string[] => asked.flatMap(({ proposal }) => proposal.actions.map((action) => (action.kind === 'shell' ? action.command : '')));

  for (const [title, command] of [['that asks', 'rm -rf drafts; mkdir emptied'], ['that would pass by itself', 'mv drafts kept']] as const) {
    it(`is judged, asked about under the same id, and runs through its ticket: one ${title}`, async () => {
      instead = command;
      const line = rewritten(await propose(stage, 'rm -rf drafts'));
      assert.match(line ?? '', new RegExp(`tagout run [0-9a-f]{48}; exit; ${command}$`));
      assert.deepEqual([commands(), new Set(asked.map(({ id }) => id)).size], [['rm -rf drafts', command], 1]);
      const { end, stderr } = await asAgent(stage, line ?? '');
      assert.deepEqual([end, inShop('drafts'), inShop('emptied') || inShop('kept/novel.md')], [0, false, true]);
      assert.match(stderr, /dana wants this to be run instead/);
      assert.deepEqual(recordedSteps(stage), ['proposal', 'verdict', 'bound', 'ask', 'bound', 'ask', 'decision allow', 'run started', 'run ended 0']);
    });
  }

  it('does not run when what it touches changed since', async () => {
    instead = 'rm -rf drafts; mkdir emptied';
    const line = rewritten(await propose(stage, 'rm -rf drafts'));
    fs.writeFileSync(path.join(stage.shop, 'drafts/two.md'), 'chapter two');
    const { end, stderr } = await asAgent(stage, line ?? '');
    assert.deepEqual([end, inShop('drafts/two.md'), inShop('emptied')], [126, true, false]);
    assert.match(stderr, /1 entry more/);
  });

  it('does not run when the rules refuse it', async () => {
    instead = `rm -rf ${stage.state}`;
    const { end, stderr } = await propose(stage, 'rm -rf drafts');
    assert.deepEqual([end, asked.length, inShop('drafts/novel.md')], [2, 1, true]);
    assert.match(stderr, /Tagout refused this/);
  });

  it('is told to an agent whose commands cannot be put in other words, and its own does not run', async () => {
    instead = 'mv drafts kept';
    const { end, stderr } = await propose(stage, 'rm -rf drafts', 'qwen-code');
    assert.deepEqual([end, asked.length, asked[0]?.replaceable], [2, 1, undefined]);
    assert.match(stderr, /dana wants this to be run instead, and nothing else: mv drafts kept/);
  });
});
