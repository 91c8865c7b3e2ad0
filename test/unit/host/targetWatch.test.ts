import { deepEqual } from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { TargetWatch } from '../../../src/host/approval/targetWatch.ts';
import { contentIdentity } from '../../../src/node/ticket/identity.ts';
import type { AskMessage } from '../../../src/protocol/channel.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';
import { askFixture } from './askFixture.ts';

describe('what an act touches while a person reads', () => {
  const place = temporaryDirectory();
  const withFile = (file: string): AskMessage => {
    const ask = askFixture();
    return { ...ask, facts: { ...ask.facts, facts: [{ kind: 'file', name: file, state: contentIdentity(file) }] } };
  };
  /** Resolves with the next thing that is told and is not what was told last. */
  const watching = (): { readonly watch: TargetWatch; readonly next: () => Promise<string | undefined> } => {
    let told: string | undefined = 'nothing yet';
    let tell: (what: string | undefined) => void = () => undefined;
    const watch = new TargetWatch((_id, what) => {
      if (what === told) return;
      told = what;
      tell(what);
    }, () => undefined, 5);
    return { watch, next: () => new Promise((resolve) => (tell = resolve)) };
  };

  it('is told when it changes, and when it is again what it was', async () => {
    const file = path.join(place.path, 'deploy.sh');
    writeFileSync(file, 'echo one\n');
    const { watch, next } = watching();
    const told: (string | undefined)[] = [];
    try {
      watch.watch(withFile(file));
      told.push(await next());
      writeFileSync(file, 'echo two\n');
      told.push(await next());
      writeFileSync(file, 'echo one\n');
      told.push(await next());
      rmSync(file);
      told.push(await next());
    } finally {
      watch.watch(undefined);
    }
    deepEqual(told, [undefined, `the file ${file} changed`, undefined, `the file ${file} is gone`]);
  });
});
