import type { Effect } from '../verdict.ts';
import { readJsonScripts } from './installScripts.ts';
import type { Handler, Scope } from './handler.ts';
import type { Invocation } from './invocation.ts';

/** npm install, pip install and kin: unknown indexes, machine-wide targets, and the project's own install scripts. */
export const packageInstall: Handler = (invocation, scope) => {
  const effects: Effect[] = [];
  for (const option of ['--index-url', '-i', '--extra-index-url', '--registry', '--find-links']) {
    for (const value of invocation.values(option)) {
      if (value.text !== undefined && /^https:\/\/(?:pypi\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|download\.pytorch\.org|rubygems\.org|npm\.pkg\.github\.com|test\.pypi\.org)(?:\/|$)/.test(value.text)) continue;
      if (value.text !== undefined && option === '-i' && !value.text.includes('://')) continue;
      effects.push(scope.effect({ kind: 'package', reversibility: 'irreversible', blastRadius: 'machine', posture: 'ask', rule: 'package.unknown-index', reason: `installs from \`${value.raw}\`, which is no known registry: its scripts run on this machine` }, value.span));
    }
  }
  if (['--user', '--system', '--break-system-packages'].some((option) => invocation.has(option))) {
    effects.push(scope.effect({ kind: 'package', reversibility: 'reversible', blastRadius: 'machine', rule: 'package.machine', reason: 'installs for every project of this user, outside a virtual environment' }, invocation.span));
  }
  if (['npm', 'pnpm', 'yarn', 'bun'].includes(invocation.program) && !invocation.has('--ignore-scripts') && !invocation.has('-g')) effects.push(...readJsonScripts(invocation, scope));
  if (invocation.program === 'bundle') effects.push(...gemfileEffects(invocation, scope));
  return effects;
};

/** A Gemfile is a program in Ruby. One that cannot be read counts as the project's own. */
function gemfileEffects(invocation: Invocation, scope: Scope): readonly Effect[] {
  const path = scope.resolve(invocation.value('--gemfile')?.text ?? 'Gemfile');
  const text = path === undefined ? undefined : scope.readText(path);
  return text === undefined ? [] : scope.code('ruby', text, invocation.span);
}
