import assert from 'node:assert/strict';
import type { Effect, Target } from '../../../src/core/verdict.ts';
import { wayBackSteps } from '../../../src/core/wayBack.ts';
import { verdictOf } from '../../properties/verdictOf.ts';

const judged = (command: string): readonly string[] => verdictOf(command).findings.map(({ rule }) => rule);

describe('a way back that no checkpoint gives', () => {
  const effect = (target: Target | undefined, more: Partial<Effect> = {}): Effect => ({ kind: 'database', reversibility: 'irreversible', blastRadius: 'shared', span: { start: 0, end: 0 }, uninspectable: false, rule: 'sql.drop', reason: 'r', ...(target === undefined ? {} : { target }), ...more });
  const database = (connection: string, table?: string): Effect => effect({ kind: 'database', connection, ...(table === undefined ? {} : { table }) });
  const t = (title: string, effects: readonly Effect[], steps: readonly string[]): void => void it(title, () => assert.deepEqual(wayBackSteps(effects), steps));

  t('PostgreSQL, without the password', [database('postgres://app:secret@db.example/shop', 'orders')], ['pg_dump --format=custom --table=orders --file=before.dump postgres://app@db.example/shop']);
  t('MySQL', [database('jdbc:mysql://db.example:3306/shop', 'orders')], ['mysqldump --single-transaction --host=db.example shop orders > before.sql']);
  t('MongoDB', [database('mongodb+srv://app:s@db.example/shop')], ['mongodump --uri=mongodb+srv://app@db.example/shop --archive=before.archive']);
  t('a name that a shell would take apart', [database("postgres://h/x'; rm -rf ~")], ["pg_dump --format=custom --file=before.dump 'postgres://h/x'\\''; rm -rf ~'"]);
  const commands: readonly (readonly [string, string, readonly string[]])[] = [
    ['infrastructure.destroy', 'terraform -chdir=infra destroy -auto-approve', ['terraform -chdir=infra state pull > before.tfstate']],
    ['infrastructure.apply', 'sudo tofu apply plan.out', ['tofu state pull > before.tfstate']],
    ['infrastructure.destroy', 'pulumi destroy -y --stack prod', ['pulumi stack export --stack prod --file before.json']],
    ['infrastructure.destroy', 'cdk destroy', []],
    ['kubernetes.delete', 'kubectl --context eu delete deployment web -n shop --force --grace-period=0', ['kubectl --context eu get deployment web -n shop -o yaml > before.yaml']],
    ['kubernetes.apply', 'kubectl apply -f infra/web.yaml --server-side', ['kubectl get -f infra/web.yaml -o yaml > before.yaml']],
    ['kubernetes.delete', 'kubectl delete "$WHAT"', ['kubectl get RESOURCE -o yaml > before.yaml']],
    ['kubernetes.drain', 'kubectl drain node-1', []],
    ['kubernetes.uninstall', 'helm uninstall web -n shop', ['helm get all web -n shop > before.yaml']],
    ['kubernetes.uninstall', 'helm uninstall $(cat name)', ['helm get all RELEASE > before.yaml']],
  ];
  for (const [rule, command, steps] of commands) it(command, () => assert.deepEqual(wayBackSteps([effect(undefined, { rule, kind: 'infrastructure', span: { start: 0, end: command.length } })], command), steps));
  // What is known of these commands and what is offered must speak of the same rules.
  for (const [rule, command] of commands) it(`is judged by ${rule}: ${command}`, () => assert.ok(judged(command).includes(rule), judged(command).join(' ')));
  t('a branch that is overwritten', [effect({ kind: 'remote', name: 'origin', branch: 'main' }, { kind: 'git-remote', rule: 'git.push' })], ['git fetch origin && git branch before-push origin/main']);
  t('nothing for what comes back, or what is not known', [effect(undefined, { rule: 'infrastructure.plan', reversibility: 'read-only' }), database('default'), effect({ kind: 'environment', name: 'production', evidence: 'e' }, { rule: 'vercel.deploy', kind: 'deploy' })], []);
});
