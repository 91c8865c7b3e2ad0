import { isBranch } from '../../policy/environments.ts';
import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';

/** One `src:dst` of a push. */
interface Refspec {
  readonly force: boolean;
  readonly deletes: boolean;
  /** Branch or tag on the other side; undefined = not known. */
  readonly target: string | undefined;
  readonly tag: boolean;
}

/** git push: which refs of which remote are moved, added or deleted. */
export const gitPush: Handler = (invocation, scope) => {
  const [remote, ...refs] = invocation.operands;
  const branch = scope.branch();
  const name = invocation.value('--repo')?.raw ?? remote?.raw ?? 'the remote';
  const effects: Effect[] = [];
  if (remote?.text !== undefined && /:\/\/|^[^/][^/@]*@[^/][^/:]*:|^ext::/.test(remote.text)) {
    effects.push(remoteEffect(scope, invocation, name, undefined, { reversibility: 'irreversible', rule: 'git.push-elsewhere', posture: 'ask', reason: `sends the history to \`${remote.raw}\`, which is no configured remote` }));
  }
  if (invocation.has('--mirror')) return [...effects, remoteEffect(scope, invocation, name, undefined, { reversibility: 'recoverable', rule: 'git.push-mirror', posture: 'ask', reason: `makes \`${name}\` an exact copy: refs that are only there are deleted` })];
  if (invocation.has('--all') || invocation.has('--branches') || invocation.has('--prune')) effects.push(remoteEffect(scope, invocation, name, undefined, { reversibility: 'recoverable', rule: 'git.push-all', posture: 'ask', reason: `pushes every branch to \`${name}\`` }));
  if (invocation.has('--tags') || invocation.has('--follow-tags')) effects.push(remoteEffect(scope, invocation, name, undefined, { reversibility: 'recoverable', rule: 'git.push-tags', posture: 'ask', reason: `publishes every tag to \`${name}\`` }));
  const force = invocation.has('--force') || invocation.has('--force-with-lease');
  const specs = refs.length > 0 ? refs.map((ref) => readRefspec(ref, branch, invocation.has('--delete'))) : effects.length > 0 ? [] : [{ force: false, deletes: false, target: branch, tag: false }];
  return [...effects, ...specs.map((spec) => specEffect({ ...spec, force: spec.force || force }, name, invocation, scope))];
};

function readRefspec(ref: Argument, branch: string | undefined, deletes: boolean): Refspec {
  if (ref.text === undefined) return { force: false, deletes, target: undefined, tag: false };
  const force = ref.text.startsWith('+');
  const [source = '', named] = ref.text.replace(/^\+/, '').split(':');
  const target = named ?? (source === 'HEAD' || source === '@' ? branch : source);
  const short = target?.replace(/^refs\/heads\//, '');
  return { force, deletes: deletes || (source === '' && named !== undefined && named !== ''), target: short, tag: /^refs\/tags\/|^tags?\//.test(short ?? '') || /^v\d+(?:\.\d+)+/.test(short ?? '') };
}

function specEffect(spec: Refspec, remote: string, invocation: Invocation, scope: Scope): Effect {
  const { target } = spec;
  const shown = `\`${target ?? 'a branch that is not known'}\` on \`${remote}\``;
  const kept = target === undefined || target.includes('*') || isProtected(target, scope);
  const environment = target === undefined ? undefined : fedBy(target, scope);
  const at = (rule: string, reason: string, posture?: 'ask' | 'routine', alternative?: string): Effect =>
    remoteEffect(scope, invocation, remote, target, { reversibility: posture === 'routine' ? 'reversible' : 'recoverable', rule, reason, ...(posture === undefined ? {} : { posture }), ...(alternative === undefined ? {} : { alternative }) });
  // A platform deploys what is pushed to it.
  if (/^(?:heroku|dokku|piku|scalingo|clever|gigalixir|render|production|prod|live)$/.test(remote) && !spec.deletes) {
    return scope.effect({ kind: 'deploy', reversibility: 'recoverable', blastRadius: 'production', rule: 'git.push-deploy', posture: 'ask', reason: `deploys to \`${remote}\``, target: { kind: 'remote', name: remote, ...(target === undefined ? {} : { branch: target }) } }, invocation.span);
  }
  if (environment !== undefined && !spec.deletes) {
    return scope.effect({ kind: 'deploy', reversibility: 'recoverable', blastRadius: 'production', rule: 'git.push-deploy', posture: 'ask', reason: `pushes ${shown}, from which \`${environment}\` is deployed`, target: { kind: 'remote', name: remote, ...(target === undefined ? {} : { branch: target }) } }, invocation.span);
  }
  if (spec.deletes) return at('git.push-delete', `deletes ${shown}`, 'ask');
  if (spec.force) return at('git.push-force', `rewrites ${shown}: commits that others hold or that are only there are replaced`, 'ask', invocation.has('--force-with-lease') ? undefined : 'add a commit that reverts, instead of rewriting what others hold');
  if (spec.tag) return at('git.push-tag', `publishes the tag ${shown}`, 'ask');
  if (kept) return at('git.push-protected', `pushes straight to ${shown}`, 'ask', 'push a feature branch and open a pull request');
  return at('git.push', `pushes ${shown}`, 'routine');
}

/** The production environment of the policy that a branch feeds. */
function fedBy(branch: string, { policy: { environments } }: Scope): string | undefined {
  return environments.length === 0 ? undefined : environments.find((environment) => environment.production && isBranch(environment, branch))?.name;
}

function isProtected(branch: string, scope: Scope): boolean {
  return scope.policy.protectedBranches.some((pattern) => (pattern.endsWith('/*') ? branch.startsWith(pattern.slice(0, -1)) : branch === pattern));
}

function remoteEffect(scope: Scope, invocation: Invocation, remote: string, branch: string | undefined, draft: { readonly reversibility: Effect['reversibility']; readonly rule: string; readonly reason: string; readonly posture?: 'ask' | 'routine'; readonly alternative?: string }): Effect {
  return scope.effect({ kind: 'git-remote', blastRadius: 'shared', target: { kind: 'remote', name: remote, ...(branch === undefined ? {} : { branch }) }, ...draft }, invocation.span);
}
