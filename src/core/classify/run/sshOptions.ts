import type { Effect } from '../../verdict.ts';
import type { Handler } from '../handler.ts';

/** Settings of ssh whose value is run as a command on this machine. */
const commandSettings = new Set(['proxycommand', 'localcommand', 'knownhostscommand', 'pkcs11provider', 'securitykeyprovider', 'match', 'include', 'xauthlocation']);

/** ssh: `-o` settings that run commands here; a session without a command cannot be followed. */
export const sshOptions: Handler = (invocation, scope) => {
  const effects: Effect[] = [];
  for (const setting of invocation.values('-o')) {
    const [, name, given] = /^(\w+)(?:\s*=|\s)(.*)$/s.exec(setting.text?.trimStart() ?? '') ?? [];
    const value = given?.trimStart();
    if (name === undefined || value === undefined) effects.push(scope.uninspectable('remote.ssh-option', `the setting \`${setting.raw}\` is not known`, setting.span));
    else if (commandSettings.has(name.toLowerCase()) && value !== 'no' && value !== 'none') effects.push(...scope.shell(value, setting.span), scope.uninspectable('remote.ssh-option', `\`${name}\` runs a command on this machine`, setting.span));
  }
  // What a setting runs here comes first: where that is a loss, the session behind it matters no more.
  if (effects.some(({ reversibility, uninspectable }) => reversibility === 'irreversible' && !uninspectable)) return effects;
  const tunnels = ['-N', '-L', '-D', '-R', '-W', '-O'].some((option) => invocation.has(option));
  // The account of a forge has no shell: it greets and goes.
  if (invocation.operands.length === 1 && scope.stdin === undefined && /^git@[\w.-]+$/.test(invocation.operands[0]?.text ?? '')) return effects;
  if (invocation.operands.length === 1 && scope.stdin === undefined && !tunnels) effects.push(scope.uninspectable('remote.session', 'opens a session on another machine, where what is typed cannot be judged', invocation.span, { blastRadius: 'shared' }));
  if (invocation.operands.length === 1 && scope.stdin !== undefined) {
    effects.push(scope.stdin.text === undefined ? scope.uninspectable('remote.session', 'runs on another machine what is only known when it runs', invocation.span, { blastRadius: 'shared' }) : scope.uninspectable('remote.session', 'feeds a shell on another machine', invocation.span, { blastRadius: 'shared' }));
  }
  if (tunnels) effects.push(scope.effect({ kind: 'network', reversibility: 'reversible', blastRadius: 'shared', posture: 'ask', rule: 'remote.tunnel', reason: 'opens a tunnel between this machine and another' }, invocation.span));
  return effects;
};
