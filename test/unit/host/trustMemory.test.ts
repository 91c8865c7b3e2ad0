import { deepEqual, throws } from 'node:assert/strict';
import * as path from 'node:path';
import { judgeCase } from '../../corpus/judgeCase.ts';
import { trustMemory, type TrustMemory } from '../../../src/host/trust/trustMemory.ts';
import { trustView } from '../../../src/host/trust/trustView.ts';
import type { AskMessage } from '../../../src/protocol/channel.ts';
import { temporaryDirectory } from '../../support/temporaryDirectory.ts';
import { askFixture } from './askFixture.ts';

const ask = (command: string): AskMessage => askFixture({ verdict: judgeCase({ id: 'trust', command }).calm });
const translate = (message: string, ...values: string[]): string => values.reduce((text, value, index) => text.replace(`{${index}}`, value), message);

describe('trust that the window grants', () => {
  const place = temporaryDirectory();
  const memory = (record: () => void = () => undefined): TrustMemory => trustMemory({ state: path.join(place.path, 'state'), by: 'ann', now: () => 0, recordFor: record, record });

  it('shows what an answer would mean', () => {
    deepEqual(trustView(ask('acmectl orders list').verdict, translate), {
      question: 'Trust `acmectl` here for',
      choices: [
        { scope: 'verb', label: 'this verb: `acmectl orders list`' },
        { scope: 'reading', label: 'reading: list, show, status, search and the like' },
        { scope: 'workspace', label: 'everything that stays in the workspace' },
      ],
    });
    deepEqual(trustView(ask('rm -rf src').verdict, translate), undefined);
  });

  it('remembers the answer for the workspace of the act, and forgets it again', () => {
    const { grant, list, revoke } = memory();
    grant(ask('acmectl orders sync'), 'verb');
    const stored = { program: 'acmectl', scope: 'verb', verb: 'orders sync', by: 'ann', at: '1970-01-01T00:00:00.000Z' } as const;
    deepEqual(list('/srv'), [stored]);
    revoke('/srv', { program: 'acmectl', scope: 'verb', verb: 'orders sync' });
    deepEqual(list('/srv'), []);
  });

  it('remembers nothing that was not recorded, and nothing that the act does not ask', () => {
    throws(() => memory(() => { throw new Error('disk full'); }).grant(ask('acmectl orders sync'), 'verb'), /disk full/);
    throws(() => memory().grant(ask('acmectl orders sync'), 'reading'), /nothing that could be trusted/);
    throws(() => memory().grant(ask('rm -rf src'), 'verb'), /nothing that could be trusted/);
    deepEqual(memory().list('/srv'), []);
  });
});
