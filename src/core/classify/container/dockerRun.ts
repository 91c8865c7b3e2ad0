import { classifyPath } from '../../resolve/pathClass.ts';
import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';
import { ruleOf } from '../ruleOf.ts';

/** docker run: host directories in the container are reached by what runs inside. docker rm: unknown names may be all. */
export const dockerRun: Handler = (invocation, scope) => {
  if (invocation.path.at(-1) === 'rm') return removed(invocation, scope);
  const mounts = [...invocation.values('-v'), ...invocation.values('--mount')];
  return mounts.flatMap((mount) => mountEffects(mount, invocation, scope));
};

function removed(invocation: Invocation, scope: Scope): readonly Effect[] {
  const unknown = invocation.operands.find((operand) => operand.text === undefined || operand.glob);
  return unknown === undefined ? [] : [scope.uninspectable(ruleOf(invocation), `which containers \`${unknown.raw}\` are, is not known before it runs`, unknown.span, { kind: 'container' })];
}

/** What a mount gives to a container: `src:dst[:mode]` or `type=bind,source=…`. */
export function mountEffects(mount: Argument, invocation: Invocation, scope: Scope): readonly Effect[] {
  const rule = 'container.mount';
  if (mount.text === undefined) return [scope.uninspectable(rule, `which directory \`${mount.raw}\` mounts is not known before it runs`, mount.span)];
  const source = /(?:^|,)(?:source|src)=([^,]*)/.exec(mount.text)?.[1] ?? (mount.text.includes('=') ? '' : mount.text.split(':')[0] ?? '');
  const readOnly = /(?:^|,)(?:readonly|ro)(?:=true)?(?:,|$)|:[^:]*\bro\b[^:]*$/.test(mount.text);
  if (!/^[/~.]|^[A-Za-z]:[\\/]/.test(source)) return [];
  const path = scope.resolve(source);
  if (path === undefined) return [scope.uninspectable(rule, `which directory \`${source}\` is, is not known`, mount.span)];
  const place = classifyPath(scope.realPath(path), scope.world);
  if (/\/docker\.sock$/.test(path)) return [scope.effect({ kind: 'container', reversibility: 'irreversible', blastRadius: 'machine', posture: 'deny', rule, reason: 'gives the container control over every container of the host' }, mount.span)];
  if (readOnly && place.class !== 'ancestor' && place.class !== 'secret') return [];
  if (place.inWorkspace || place.temporary || path === scope.world.root) return writesHost(invocation, scope, mount);
  return [scope.effect({ kind: 'container', reversibility: 'irreversible', blastRadius: 'machine', posture: place.class === 'ancestor' ? 'deny' : 'ask', rule, reason: `gives the container write access to \`${source}\` of the host` }, mount.span)];
}

/** With the work tree mounted, deleting inside the container deletes outside: the inner command is judged here too. */
function writesHost(invocation: Invocation, scope: Scope, mount: Argument): readonly Effect[] {
  const command = invocation.operands.slice(1);
  const [program] = command;
  if (program?.text === undefined || !/^(?:rm|find|sh|bash|ash|mv|git|truncate|shred|dd)$/.test(program.text)) return [];
  const target = /:([^:]+)/.exec(mount.text ?? '')?.[1];
  const source = (mount.text ?? '').split(':')[0] ?? '';
  const mapped = command.map((word) => (target !== undefined && word.text?.startsWith(target) === true ? { ...word, text: source + word.text.slice(target.length) } : word));
  return scope.command(mapped, invocation.span);
}
