import assert from 'node:assert/strict';
import { lookupInCatalogue } from '../../../../src/core/classify/programs/catalogue.ts';
import { judge } from '../../../../src/core/judge.ts';
import { defaultPolicy, type Environment } from '../../../../src/core/policy/policy.ts';
import { describedWorld } from '../../../../src/core/resolve/describedWorld.ts';
import { widestRadius } from '../../../../src/core/verdict.ts';

const environment = (name: string, more: Partial<Environment>): Environment => ({ name, production: true, hosts: [], contexts: [], profiles: [], branches: [], paths: [], ...more });
const environments: readonly Environment[] = [
  environment('eu', { hosts: ['db-*.acme.example'], contexts: ['k-eu'], profiles: ['acme-eu'], branches: ['live/*'], paths: ['infra/eu/**'] }),
  environment('mirror', { production: false, hosts: ['prod-mirror.acme.example'], contexts: ['prod-copy'] }),
];

function radiusOf(command: string, cwd = '', env: Readonly<Record<string, string>> = {}): string {
  const world = describedWorld({ cwd: `/home/dev/acme-shop${cwd}`, facts: { env } });
  const effects = judge({ kind: 'shell', command, dialect: 'posix' }, { world, policy: { ...defaultPolicy, environments }, programs: lookupInCatalogue });
  return effects.map(({ blastRadius }) => blastRadius).reduce(widestRadius, 'file');
}

const cases: readonly (readonly [string, string, string])[] = [
  ['a host', radiusOf('psql -h db-7.acme.example -c "delete from a where b=1"'), 'production'],
  ['a host in a connection string', radiusOf('psql postgres://app@db-7.acme.example/shop -c "delete from a where b=1"'), 'production'],
  ['another host', radiusOf('psql -h db.other.example -c "delete from a where b=1"'), 'shared'],
  ['a context', radiusOf('kubectl --context k-eu scale deploy/web --replicas=3'), 'production'],
  ['another context', radiusOf('kubectl --context k-us scale deploy/web --replicas=3'), 'shared'],
  ['a profile of the environment', radiusOf('aws s3 rm s3://x --recursive', '', { AWS_PROFILE: 'acme-eu' }), 'production'],
  ['a branch that is deployed', radiusOf('git push origin live/4'), 'production'],
  ['another branch', radiusOf('git push origin live-notes'), 'shared'],
  ['a directory', radiusOf('terraform apply -auto-approve', '/infra/eu'), 'production'],
  ['another directory', radiusOf('terraform apply -auto-approve', '/infra/us'), 'shared'],
  ['a mark that the policy takes back', radiusOf('kubectl --context prod-copy scale deploy/web --replicas=3'), 'shared'],
  ['a mark that it does not', radiusOf('kubectl --context prod-other scale deploy/web --replicas=3'), 'production'],
];

describe('environments of the policy', () => {
  for (const [name, actual, expected] of cases) it(`${name} → ${expected}`, () => assert.equal(actual, expected));
});
