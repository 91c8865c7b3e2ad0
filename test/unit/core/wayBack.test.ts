import assert from 'node:assert/strict';
import type { Effect, Target } from '../../../src/core/verdict.ts';
import { wayBackSteps } from '../../../src/core/wayBack.ts';

describe('a way back that no checkpoint gives', () => {
  const effect = (target: Target | undefined, more: Partial<Effect> = {}): Effect => ({ kind: 'database', reversibility: 'irreversible', blastRadius: 'shared', span: { start: 0, end: 0 }, uninspectable: false, rule: 'sql.drop', reason: 'r', ...(target === undefined ? {} : { target }), ...more });
  const database = (connection: string, table?: string): Effect => effect({ kind: 'database', connection, ...(table === undefined ? {} : { table }) });
  const t = (title: string, effects: readonly Effect[], steps: readonly string[]): void => void it(title, () => assert.deepEqual(wayBackSteps(effects), steps));

  t('PostgreSQL, without the password', [database('postgres://app:secret@db.example/shop', 'orders')], ['pg_dump --format=custom --table=orders --file=before.dump postgres://app@db.example/shop']);
  t('MySQL', [database('jdbc:mysql://db.example:3306/shop', 'orders')], ['mysqldump --single-transaction --host=db.example shop orders > before.sql']);
  t('MongoDB', [database('mongodb+srv://app:s@db.example/shop')], ['mongodump --uri=mongodb+srv://app@db.example/shop --archive=before.archive']);
  t('a name that a shell would take apart', [database("postgres://h/x'; rm -rf ~")], ["pg_dump --format=custom --file=before.dump 'postgres://h/x'\\''; rm -rf ~'"]);
  t('terraform and kubectl, each once', [effect(undefined, { rule: 'terraform.destroy' }), effect(undefined, { rule: 'terraform.apply' }), effect(undefined, { rule: 'kubectl.delete' })], ['terraform state pull > before.tfstate', 'kubectl get RESOURCE -o yaml > before.yaml']);
  t('a branch that is overwritten', [effect({ kind: 'remote', name: 'origin', branch: 'main' }, { kind: 'git-remote', rule: 'git.push' })], ['git fetch origin && git branch before-push origin/main']);
  t('nothing for what comes back, or what is not known', [effect(undefined, { rule: 'terraform.plan', reversibility: 'read-only' }), database('default'), effect({ kind: 'environment', name: 'production', evidence: 'e' }, { rule: 'vercel.deploy', kind: 'deploy' })], []);
});
