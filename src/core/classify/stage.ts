import type { Scope } from './handler.ts';
import type { Invocation } from './invocation.ts';

/** Options whose value says where a version goes. */
const places = ['--env', '-e', '--environment', '--stage', '--branch', '--channel', '--target', '-t', '--context', '--profile', '--alias', '--app', '-a', '--site', '--project', '-P', '--service'];
const stage = /(?:^|[-_./])(?:staging|stage|stg|preview|previews|sandbox|qa|uat|dev|develop|development|test|testing|review|demo|canary|pr-?\d+)(?:$|[-_./])/i;

/**
 * Whether a deployment goes to a stage before production: an option that says where names one, and no word of the command
 * carries a production mark.
 */
export function goesToStage(invocation: Invocation, scope: Scope): boolean {
  const named = places.flatMap((option) => invocation.values(option)).map(({ text }) => text);
  if (named.length === 0 || named.includes(undefined)) return false;
  return named.some((text) => stage.test(text ?? '')) && !invocation.words.slice(1).some(({ text, raw }) => scope.isProduction(text ?? raw));
}
