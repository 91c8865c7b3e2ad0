import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ActionNode } from '../../../src/core/trace/traceTree.ts';
import { offeredMs, undoOffer } from '../../../src/host/undo/undoOffer.ts';
import type { ManifestHeader } from '../../../src/node/checkpoint/manifest.ts';
import { takeCheckpoint } from '../../../src/node/checkpoint/checkpointStore.ts';
import { checkpointStoreOf } from '../../../src/node/stateDirectory.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

const start = Date.parse('2026-11-23T10:00:00.000Z');
const minute = 60_000;

describe('what the status bar offers to undo', () => {
  const place = temporaryDirectory();
  const acts = new Map<string, ActionNode>();
  beforeEach(() => acts.clear());

  async function keep(id: string, minutes: number, before: ManifestHeader['before'], workspace = 'shop'): Promise<void> {
    const root = path.join(place.path, workspace);
    fs.mkdirSync(root, { recursive: true });
    fs.writeFileSync(path.join(root, `${id}.md`), id);
    const taken = await takeCheckpoint({ plan: { paths: [{ path: path.join(root, `${id}.md`) }], repositories: [], beyond: [] }, store: checkpointStoreOf(place.path, root), id, at: new Date(start + minutes * minute), root, cwd: root, ...(before === undefined ? {} : { before }) });
    assert.equal(taken.kind, 'taken');
  }
  function ran(id: string, changes: Partial<ActionNode> = {}): void {
    acts.set(id, { id, at: '', title: `rm ${id}`, status: 'allowed', actions: [], freezes: [], restores: [], observed: [], reviews: [], incidents: [], saidAfter: [], steps: [], decision: { at: '', decision: 'allow', by: 'policy', reason: '' }, ...changes });
  }
  const offer = (minutes: number, ...workspaces: readonly string[]): readonly unknown[] => {
    const found = undoOffer(place.path, (workspaces.length === 0 ? ['shop'] : workspaces).map((name) => path.join(place.path, name)), (proposal) => acts.get(proposal), start + minutes * minute);
    return found === undefined ? [] : [found.kind, found.id, found.title, found.files];
  };
  const instead = (proposal: string): ManifestHeader['before'] => ({ proposal, session: 's', instead: true });

  it('offers nothing where nothing was kept', () => assert.deepEqual(offer(0), []));

  it('offers the newest act that ran behind a checkpoint, for ten minutes', async () => {
    await keep('cp-1', 0, instead('one'));
    await keep('cp-2', 1, instead('two'));
    ran('one');
    ran('two');
    assert.deepEqual([offer(2), offer(1 + offeredMs / minute - 0.01), offer(1 + offeredMs / minute)], [['act', 'cp-2', 'rm two', 1], ['act', 'cp-2', 'rm two', 1], []]);
  });

  it('passes over what was kept before an approved act, and what did not run', async () => {
    await keep('cp-1', 0, instead('one'));
    await keep('cp-2', 1, { proposal: 'two', session: 's' });
    await keep('cp-3', 2, instead('three'));
    ran('one');
    ran('two');
    ran('three', { decision: { at: '', decision: 'deny', by: 'policy', reason: '' } });
    assert.deepEqual(offer(3), ['act', 'cp-1', 'rm one', 1]);
  });

  it('offers an act once, and then to undo its restore', async () => {
    await keep('cp-1', 0, instead('one'));
    ran('one', { restores: [{ at: '', checkpoint: 'cp-1', files: 1, by: 'dana' }] });
    assert.deepEqual(offer(1), []);
    await keep('cp-2', 1, { restoring: 'cp-1' });
    assert.deepEqual(offer(2), ['restore', 'cp-2', 'cp-1', 1]);
  });

  it('takes the newest of several workspaces', async () => {
    await keep('cp-1', 1, instead('one'));
    await keep('cp-2', 0, instead('two'), 'other');
    ran('one');
    ran('two');
    assert.deepEqual([offer(2, 'other', 'shop'), offer(2, 'other')], [['act', 'cp-1', 'rm one', 1], ['act', 'cp-2', 'rm two', 1]]);
  });
});
