import type { ImpactPart } from '../../../src/core/impact.ts';
import { lossLine } from '../../../src/core/impact/lossLine.ts';
import { partView } from '../../../src/host/impact/partView.ts';
import { assertGolden } from '../../support/golden.ts';

const translate = (message: string, ...values: string[]): string => message.replace(/\{(\d)\}/g, (_place, index: string) => values[Number(index)] ?? '');
const counts = { delete: 2, replace: 1, update: 0, create: 3, forget: 0 };
const parts: readonly ImpactPart[] = [
  { kind: 'history', facts: { commits: [{ commit: 'abc1234', subject: 'One', author: 'Dana', at: 'then' }], moreCommits: 4, refs: [{ name: 'topic', from: 'abc1234' }], stashes: ['stash@{0}: WIP'], recoverable: 'reflog' } },
  { kind: 'push', facts: { remote: 'origin', branch: 'main', act: 'rewrite', refs: [{ name: 'main', from: 'aaa', to: 'bbb' }], commits: [{ commit: 'aaa', subject: 'Two', author: 'Mika', at: 'then' }], moreCommits: 1, others: [{ author: 'Mika', commits: 3, lost: 1, at: 'then' }], lease: 'blind', why: 'never fetched' } },
  { kind: 'database', facts: [{ connection: 'shop.db', act: 'delete', table: 'orders', rows: 2, of: 3 }, { connection: 'shop.db', act: 'cascade', table: 'items', rows: 5, why: 'deleted with it' }, { connection: 'default', act: 'unknown', rows: 'unknown', why: 'no configuration says which' }] },
  { kind: 'deploy', facts: { act: 'deploy', environment: 'production', evidence: 'the command says `--prod`', branch: 'main', uncommitted: 2, upstream: 'origin/main', ahead: 1, behind: 3, fetchedAt: 'long ago' } },
  { kind: 'plan', facts: { program: 'terraform', source: 'plan', file: 'p.tfplan', counts, resources: [{ address: 'db.main', act: 'delete' }, { address: 'vm.web', act: 'replace' }], moreResources: 4, madeAt: 'yesterday', stale: true } },
  { kind: 'cluster', facts: { act: 'delete', context: undefined, contextFrom: 'no kubeconfig says it', namespace: 'shop', objects: [{ type: 'Deployment', name: 'web', namespace: 'shop' }], moreObjects: 2, selections: ['all pods with app=web'] } },
  { kind: 'publish', facts: { name: 'shop', version: '1.0.0', registry: 'https://registry.example/', tag: 'latest', access: 'public', files: [{ path: 'index.js', bytes: 12 }], moreFiles: 3, bytes: 99 } },
  { kind: 'volumes', facts: { names: ['shop_data'], unnamed: 2, selections: [] } },
];

describe('measured parts in the panel', () => {
  for (const part of parts) {
    it(part.kind, () => assertGolden(`impact/${part.kind}`, {
      loss: lossLine({ complete: true, uncounted: [], files: [], totals: { files: 0, bytes: 0, lost: 0, lostBytes: 0, byState: { clean: 0, modified: 0, untracked: 0, ignored: 0, outside: 0, git: 0, unknown: 0 }, byAct: { delete: 0, overwrite: 0, discard: 0, trash: 0 } }, unsaved: [], parts: [part], runs: [], others: [], order: [part.kind], beyond: [], keepable: true }, 'nothing', '/work'),
      view: partView(part, translate, 0),
    }));
  }
});
