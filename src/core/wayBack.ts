import type { Effect, Target } from './verdict.ts';

/**
 * What a person can run before an act whose loss no checkpoint brings back: the system's own way to keep it. By the effect's
 * target and the rule that found it; nothing is run by us. Placeholders are in capitals. Passwords are never part of it.
 */
export function wayBackSteps(effects: readonly Effect[]): readonly string[] {
  return [...new Set(effects.flatMap((effect) => (effect.reversibility === 'read-only' || effect.reversibility === 'reversible' ? [] : stepsFor(effect))))];
}

function stepsFor({ target, rule, kind }: Effect): readonly string[] {
  if (target?.kind === 'database') return databaseSteps(target);
  const program = rule.split('.')[0] ?? '';
  if (['terraform', 'tofu', 'terragrunt'].includes(program)) return [`${program === 'terragrunt' ? 'terragrunt' : program} state pull > before.tfstate`];
  if (program === 'pulumi') return ['pulumi stack export --file before.json'];
  if (program === 'kubectl' || program === 'helm') return [program === 'helm' ? 'helm get all RELEASE > before.yaml' : 'kubectl get RESOURCE -o yaml > before.yaml'];
  if (kind === 'git-remote' && target?.kind === 'remote') return [`git fetch ${shellWord(target.name)} && git branch before-push ${shellWord(target.branch === undefined ? `${target.name}/HEAD` : `${target.name}/${target.branch}`)}`];
  return [];
}

function databaseSteps({ connection, table }: Extract<Target, { kind: 'database' }>): readonly string[] {
  const scheme = /^(?:jdbc:)?([a-z][a-z0-9+]*):\/\//i.exec(connection)?.[1]?.toLowerCase() ?? '';
  const address = shellWord(withoutPassword(connection.replace(/^jdbc:/i, '')));
  if (/^postgres/.test(scheme)) return [`pg_dump --format=custom${table === undefined ? '' : ` --table=${shellWord(table)}`} --file=before.dump ${address}`];
  if (/^(?:mysql|mariadb)/.test(scheme)) {
    const [, host = 'HOST', name = 'DATABASE'] = /^[a-z][a-z0-9+]*:\/\/(?:[^@/]*@)?([^:/?]+)[^/]*\/?([^?]*)/i.exec(connection.replace(/^jdbc:/i, '')) ?? [];
    return [`mysqldump --single-transaction --host=${shellWord(host)} ${shellWord(name === '' ? 'DATABASE' : name)}${table === undefined ? '' : ` ${shellWord(table)}`} > before.sql`];
  }
  if (/^mongodb/.test(scheme)) return [`mongodump --uri=${address} --archive=before.archive`];
  return [];
}

/** A user's name stays, what stands behind it goes. */
const withoutPassword = (connection: string): string => connection.replace(/^([a-z][a-z0-9+]*:\/\/[^:@/]*):[^@/]*@/i, '$1@').replace(/([?&](?:password|pwd|sslpassword)=)[^&]*/gi, '$1…');

/** As one word of a shell, whatever it holds. */
const shellWord = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);
