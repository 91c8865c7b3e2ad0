import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Staging } from '../../../src/node/checkpoint/staging.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';

/** Where Linux has another disk that everybody may write to. */
const memory = '/dev/shm';

describe('staging of a restore', () => {
  const place = temporaryDirectory();
  const made: string[] = [];
  afterEach(() => made.splice(0).forEach((directory) => fs.rmSync(directory, { recursive: true, force: true })));
  const directories = (): { readonly root: string; readonly store: string } => {
    const [root, store] = [path.join(place.path, 'work'), path.join(place.path, 'store')];
    for (const directory of [root, store]) fs.mkdirSync(directory);
    return { root, store };
  };

  it('moves files and links into their places, over what stands there, and leaves nothing', () => {
    const { root, store } = directories();
    const staging = new Staging(store, 'one', root);
    const [file, link] = [path.join(root, 'a.txt'), path.join(root, 'link')];
    fs.writeFileSync(file, 'newer');
    fs.writeFileSync(staging.placeOf(file), 'kept');
    fs.symlinkSync('nowhere', staging.placeOf(link));
    staging.move(file);
    staging.move(link);
    staging.remove();
    assert.deepEqual([fs.readFileSync(file, 'utf8'), fs.readlinkSync(link), fs.readdirSync(root).sort(), fs.readdirSync(store)], ['kept', 'nowhere', ['a.txt', 'link'], []]);
  });

  it('begins anew where a crash left something', () => {
    const { root, store } = directories();
    const file = path.join(root, 'a.txt');
    fs.writeFileSync(new Staging(store, 'one', root).placeOf(file), 'half');
    assert.equal(fs.existsSync(new Staging(store, 'one', root).placeOf(file)), false);
  });

  it('stages in the workspace where a new file there is of the group of its directory', () => {
    const { root, store } = directories();
    fs.chmodSync(root, 0o2755);
    const staging = new Staging(store, 'one', root);
    assert.equal(path.dirname(staging.placeOf('x')), path.join(root, '.tagout-restoring-one'));
    staging.remove();
    assert.deepEqual(fs.readdirSync(root), []);
  });

  it('reaches places on another disk with mode, time and links as they were', () => {
    const { root, store } = directories();
    const other = fs.mkdtempSync(path.join(fs.existsSync(memory) ? memory : os.tmpdir(), 'tagout-disk-'));
    made.push(other);
    const staging = new Staging(store, 'one', root);
    const [file, link] = [path.join(other, 'a.txt'), path.join(other, 'link')];
    fs.writeFileSync(staging.placeOf(file), 'kept');
    fs.chmodSync(staging.placeOf(file), 0o640);
    fs.utimesSync(staging.placeOf(file), 1000, 1000);
    fs.symlinkSync('../nowhere', staging.placeOf(link));
    staging.move(file);
    staging.move(link);
    const { mode, mtimeMs } = fs.statSync(file);
    assert.deepEqual([fs.readFileSync(file, 'utf8'), mode & 0o777, mtimeMs, fs.readlinkSync(link), fs.readdirSync(other).sort()], ['kept', 0o640, 1_000_000, '../nowhere', ['a.txt', 'link']]);
    staging.remove();
  });
});
