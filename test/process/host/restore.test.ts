import '../../support/fakeEditor.ts';
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TraceBody } from '../../../src/core/trace/event.ts';
import type { DiffPair } from '../../../src/host/approval/ports.ts';
import type { restore, RestoreOptions, undo } from '../../../src/host/undo/restore.ts';
import { takeCheckpoint } from '../../../src/node/checkpoint/checkpointStore.ts';
import { checkpointStoreOf } from '../../../src/node/stateDirectory.ts';
import { askFixture, effect } from '../../unit/host/askFixture.ts';
import type { person as Person } from '../../support/fakeWindow.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

interface RestoreOf {
  readonly restore: typeof restore;
  readonly undo: typeof undo;
}
const isEditor = (value: unknown): value is { readonly person: typeof Person } => typeof value === 'object' && value !== null && 'person' in value;

describe('bringing back in the editor', () => {
  const place = temporaryDirectory();
  let [state, shop] = ['', ''];
  let recorded: TraceBody[] = [];
  let shown: (readonly DiffPair[])[] = [];
  const at = (name: string): string => path.join(shop, name);
  const options = (): RestoreOptions => ({ state, workspace: shop, id: 'cp', title: 'rm -rf drafts', by: 'dana', record: (body) => recorded.push(body), showDiff: (_, pairs) => shown.push(pairs) });
  /** After the editor's module was replaced; `person` is that of the very module that the dialogs get. */
  const load = async (): Promise<{ readonly restore: RestoreOf; readonly person: typeof Person }> => {
    const name: string = 'vscode';
    const editor: unknown = await import(name);
    assert.ok(isEditor(editor));
    return { restore: await import('../../../src/host/undo/restore.ts'), person: editor.person };
  };

  beforeEach(async () => {
    [state, shop, recorded, shown] = [path.join(place.path, 'state'), path.join(place.path, 'shop'), [], []];
    fs.mkdirSync(at('drafts'), { recursive: true });
    for (const name of ['a.md', 'b.md']) fs.writeFileSync(at(`drafts/${name}`), `${name} kept\n`);
    const taken = await takeCheckpoint({ plan: { paths: [{ path: at('drafts') }], repositories: [], beyond: [] }, store: checkpointStoreOf(state, shop), id: 'cp', at: new Date(), root: shop, cwd: shop });
    assert.equal(taken.kind, 'taken');
    fs.rmSync(at('drafts'), { recursive: true });
  });

  it('brings back what was chosen, after a look at the differences', async () => {
    const { restore: bringing, person } = await load();
    person.pick = (pick) => {
      assert.deepEqual(pick.selectedItems.map(({ label }) => label).sort(), ['drafts/a.md', 'drafts/b.md']);
      pick.press();
      pick.press('drafts/a.md');
      pick.accept(['drafts/a.md']);
    };
    const restored = await bringing.restore(options());
    assert.deepEqual([fs.readdirSync(at('drafts')), restored?.restored.includes(at('drafts/a.md'))], [['a.md'], true]);
    assert.deepEqual(shown.map((pairs) => pairs.map(({ label, after }) => `${label}: ${after ?? ''}`).sort()), [['drafts/a.md: a.md kept\n', 'drafts/b.md: b.md kept\n'], ['drafts/a.md: a.md kept\n']]);
    assert.deepEqual(recorded.map((body) => (body.kind === 'restore' ? [body.checkpoint, body.by] : [])), [['cp', 'dana']]);
    assert.match(person.told.at(-1) ?? '', /^Restored 2 files and folders/);
  });

  for (const [what, choose] of [['nothing is chosen', []], ['it is closed', undefined]] as const) {
    it(`changes nothing where ${what}`, async () => {
      const { restore: bringing, person } = await load();
      person.pick = (pick) => (choose === undefined ? pick.hide() : pick.accept(choose));
      assert.equal(await bringing.restore(options()), undefined);
      assert.deepEqual([fs.existsSync(at('drafts')), recorded], [false, []]);
    });
  }

  for (const [answer, a] of [[undefined, 'newer'], ['Leave the Newer', 'newer'], ['Overwrite', 'a.md kept\n'], ['Keep Both', 'newer']] as const) {
    it(`asks about newer work: ${answer ?? 'cancelled'}`, async () => {
      const { restore: bringing, person } = await load();
      fs.mkdirSync(at('drafts'));
      fs.writeFileSync(at('drafts/a.md'), 'newer');
      let asked = '';
      person.warned = (message, detail) => ((asked = `${message} ${detail}`), answer);
      await bringing.undo(options());
      assert.match(asked, /changed since[^]*a\.md/);
      assert.deepEqual([fs.readFileSync(at('drafts/a.md'), 'utf8'), fs.existsSync(at('drafts/b.md')), fs.readdirSync(at('drafts')).some((name) => name.startsWith('a (restored')), recorded.length], [a, answer !== undefined, answer === 'Keep Both', answer === undefined ? 0 : 1]);
    });
  }

  it('refuses a checkpoint that is damaged', async () => {
    const { restore: bringing } = await load();
    const pack = path.join(checkpointStoreOf(state, shop), 'packs/cp.pack');
    fs.writeFileSync(pack, fs.readFileSync(pack).fill(0));
    await assert.rejects(bringing.undo(options()), /nothing was changed: .*damaged/);
    assert.deepEqual([fs.existsSync(at('drafts')), recorded], [false, []]);
  });

  it('shows how far a long checkpoint is, and keeps nothing when it is cancelled', async () => {
    const { person } = await load();
    const { keepWithProgress } = await import('../../../src/host/approval/keepProgress.ts');
    for (let folder = 0; folder < 40; folder++) {
      fs.mkdirSync(at(`many/${folder}`), { recursive: true });
      for (let file = 0; file < 100; file++) fs.writeFileSync(at(`many/${folder}/${file}`), `${folder} ${file}`);
    }
    const ask = askFixture({ workspace: shop, cwd: shop }, [effect({ target: { kind: 'path', path: at('many'), recursive: true } })]);
    const told: string[] = [];
    person.progress = (message) => told.push(message) > 0;
    const kept = await keepWithProgress(state, ask, 0);
    assert.deepEqual([kept.kind, kept.kind === 'failed' ? kept.why : ''], ['failed', 'it was cancelled']);
    assert.match(told[0] ?? '', /^\d+ files \(/);
    assert.deepEqual(fs.readdirSync(checkpointStoreOf(state, shop)).filter((name) => name !== 'packs' && name !== 'objects'), ['cp']);
  });
});
