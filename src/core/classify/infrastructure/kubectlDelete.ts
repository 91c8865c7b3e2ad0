import { kubeContext } from '../environmentTarget.ts';
import type { Handler } from '../handler.ts';

/** Kinds that hold data or a whole environment. */
const holdsData = /^(?:ns|namespaces?|pvc|persistentvolumeclaims?|pv|persistentvolumes?|secrets?|crds?|customresourcedefinitions?|clusters?|nodes?|no|storageclass(?:es)?|sc|volumesnapshots?|projects?|all|databases?|backups?)(?:[./].*)?$/i;

/** kubectl delete: what a controller makes again is recoverable, what holds data is not. */
export const kubectlDelete: Handler = (invocation, scope) => {
  const kinds = (invocation.operands[0]?.text ?? invocation.operands[0]?.raw ?? '').split(',');
  const slashed = invocation.operands.map((operand) => operand.text ?? operand.raw);
  // What a controller or its definition makes again comes back, however much of it goes.
  const made = kinds.every((kind) => /^(?:po|pods?|rs|replicasets?|deploy|deployments?|ds|daemonsets?|sts|statefulsets?|jobs?|cj|cronjobs?|svc|services?|ep|endpoints|ing|ingress(?:es)?|hpa|events?|ev)$/i.test(kind));
  const all = invocation.has('-A') || (invocation.has('--all') && !made);
  const data = kinds.some((kind) => holdsData.test(kind)) || slashed.some((word) => word.includes('/') && holdsData.test(word)) || all;
  const production = invocation.words.slice(1).some((word) => scope.isProduction(word.text ?? word.raw)) || scope.isProduction(scope.variable('KUBECONFIG') ?? '') || scope.isProduction(kubeContext(invocation, scope) ?? '');
  const names = slashed.join(' ');
  return [
    scope.effect(
      {
        kind: 'infrastructure',
        reversibility: data ? 'irreversible' : 'recoverable',
        blastRadius: production ? 'production' : 'shared',
        rule: data ? 'kubernetes.delete-data' : 'kubernetes.delete',
        reason: data ? `deletes \`${names}\` with what it holds` : `deletes \`${names === '' ? 'what the files name' : names}\` from the cluster`,
        target: { kind: 'environment', name: names, evidence: 'the command' },
        alternative: 'run it with --dry-run=server first',
      },
      invocation.span,
    ),
  ];
};
