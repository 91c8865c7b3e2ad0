import type { BlastRadius, EffectKind, Target } from '../verdict.ts';
import { ambientContexts } from './ambientContext.ts';
import type { Scope } from './handler.ts';
import type { Invocation } from './invocation.ts';

const kinds: readonly EffectKind[] = ['deploy', 'infrastructure', 'network'];
/** Programs that reach the cluster of the current context of a kubeconfig file. */
const clusterPrograms = ['kubectl', 'oc', 'k', 'kubecolor', 'helm', 'helmfile', 'kustomize', 'argocd', 'flux'];
const contextOptions = ['--context', '--kube-context', '--cluster'];

/**
 * The production environment that an act reaches, and what shows that it is one. Undefined below production: a name that
 * is only guessed would let the act slip out of a freeze that is limited to named environments.
 */
export function environmentTarget(kind: EffectKind, radius: BlastRadius, invocation: Invocation, scope: Scope): Target | undefined {
  if (radius !== 'production' || !kinds.includes(kind)) return undefined;
  const context = kubeContext(invocation, scope);
  if (context !== undefined && scope.isProduction(context)) return { kind: 'environment', name: context, evidence: `the context is named ${context}` };
  const word = invocation.words.slice(1).find(({ text, raw }) => scope.isProduction(text ?? raw));
  if (word !== undefined) {
    const name = word.text !== undefined && !word.text.startsWith('-') ? word.text : 'production';
    return { kind: 'environment', name, evidence: `the command says \`${word.raw}\`` };
  }
  for (const name of Object.keys(invocation.table.variables ?? {})) {
    const value = scope.variable(name) ?? '';
    if (scope.isProduction(value)) return { kind: 'environment', name: value, evidence: `${name} is ${value}` };
  }
  const ambient = ambientContexts(invocation, scope).find(({ name }) => scope.isProduction(name));
  if (ambient !== undefined) return { kind: 'environment', ...ambient };
  return { kind: 'environment', name: 'production', evidence: `\`${[invocation.words[0]?.text ?? invocation.program, ...invocation.path].join(' ')}\` replaces what users see` };
}

/** The kubeconfig context that a cluster program would use: its option, else `current-context` of the first file that has one. */
export function kubeContext(invocation: Invocation, scope: Scope): string | undefined {
  if (!clusterPrograms.includes(invocation.program)) return undefined;
  for (const option of contextOptions) {
    const given = invocation.value(option);
    if (given !== undefined) return given.text;
  }
  const named = invocation.value('--kubeconfig');
  const listed = (named === undefined ? scope.variable('KUBECONFIG') : (named.text ?? '')) ?? `${scope.world.home}/.kube/config`;
  for (const file of listed.split(scope.world.platform === 'windows' ? ';' : ':')) {
    const path = file === '' ? undefined : scope.resolve(file);
    const found = path === undefined ? undefined : /^current-context:[ \t]*["']?([^\s"'#]+)/m.exec(scope.readText(path) ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
