import { deepEqual, equal } from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { compileWorkspace } from '../../../../src/node/freeze/compileFreezes.ts';
import { freezePlace } from '../../../../src/node/freeze/freezePlaces.ts';
import { acceptPolicy, keepAcceptances, policyDigest, readHeld } from '../../../../src/node/policy/heldPolicy.ts';
import { heldFile, type PolicyPlace } from '../../../../src/node/policy/policyPlace.ts';
import { temporaryDirectory } from '../../../support/temporaryDirectory.ts';

const now = Date.parse('2026-12-20T12:00:00Z');
const frozen = 'version: 1\nservices: [shop]\nfreezes:\n  - { id: year-end, state: active }\n';
const free = 'version: 1\nservices: [other]\n';

describe('what is held of a freeze file', () => {
  const directory = temporaryDirectory();
  const place = (): PolicyPlace => freezePlace(path.join(directory.path, 'state'), path.join(directory.path, 'w'), 'linux');
  /** What counts, in words: ids of freezes, what is not known, and the services that the workspace may say it is. */
  const put = (text: string | undefined): readonly string[] => {
    fs.mkdirSync(path.dirname(place().workspace), { recursive: true });
    fs.rmSync(place().workspace, { force: true });
    if (text !== undefined) fs.writeFileSync(place().workspace, text);
    const { reports, services = [] } = compileWorkspace(place(), now);
    return [...reports.flatMap(({ problem, freezes }) => [...(problem === undefined ? [] : ['unknown']), ...freezes.map(({ id }) => id)]), ...services];
  };
  const forge = (text: string, accepted: boolean): void => fs.writeFileSync(heldFile(place()), JSON.stringify({ v: 1, text, accepted, acceptedDigests: accepted ? [policyDigest(text)] : [], good: {} }));
  const known = { accepted: [policyDigest(frozen)], inForce: policyDigest(frozen) };

  it('is kept while the editor knows it', () => {
    put(frozen);
    acceptPolicy(place(), frozen);
    deepEqual([keepAcceptances(place(), known), put(frozen)], ['known', ['year-end', 'shop']]);
  });

  it('is taken back where somebody else said that it was accepted', () => {
    deepEqual(put(frozen), ['year-end']);
    forge(frozen, true);
    deepEqual(put(frozen), ['year-end', 'shop']);
    deepEqual([keepAcceptances(place(), { accepted: [], inForce: policyDigest(frozen) }), put(frozen)], ['taken-back', ['year-end']]);
  });

  for (const accepted of [true, false]) {
    it(`counts as not known once somebody put another version in its place${accepted ? ' as accepted' : ''}`, () => {
      put(frozen);
      forge(free, accepted);
      deepEqual(put(free), accepted ? ['other'] : []);
      equal(keepAcceptances(place(), known), 'replaced');
      deepEqual([readHeld(place()), put(free)], [undefined, ['unknown']]);
      acceptPolicy(place(), free);
      deepEqual([keepAcceptances(place(), { accepted: [policyDigest(free)], inForce: policyDigest(free) }), put(free)], ['known', ['other']]);
    });
  }

  it('counts as not known when it was taken away, together with the file', () => {
    put(frozen);
    fs.rmSync(heldFile(place()));
    equal(keepAcceptances(place(), known), 'replaced');
    deepEqual(put(undefined), ['unknown']);
  });

  it('is the editor’s own first version where it remembers none', () => {
    put(frozen);
    equal(keepAcceptances(place(), { accepted: [] }), 'known');
  });
});
