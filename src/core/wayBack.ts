import type { Effect, Target } from './verdict.ts';

/**
 * What a person can run before an act whose loss no checkpoint brings back: the system's own way to keep it. By the effect's
 * target, the rule that found it and the words of the command (the text that the effects' spans point into, where there is one);
 * nothing is run by us. Placeholders are in capitals. Passwords are never part of it.
 */
export function wayBackSteps(effects: readonly Effect[], command = ''): readonly string[] {
  return [...new Set(effects.flatMap((effect) => (effect.reversibility === 'read-only' || effect.reversibility === 'reversible' ? [] : stepsFor(effect, command))))];
}

function stepsFor({ target, rule, kind, span }: Effect, command: string): readonly string[] {
  if (target?.kind === 'database') return databaseSteps(target);
  const said = plainWords(command.slice(span.start, span.end));
  if (rule.startsWith('infrastructure.')) return stateSteps(said);
  if (rule.startsWith('kubernetes.')) return objectSteps(rule, said);
  if (kind === 'git-remote' && target?.kind === 'remote') return [`git fetch ${shellWord(target.name)} && git branch before-push ${shellWord(target.branch === undefined ? `${target.name}/HEAD` : `${target.name}/${target.branch}`)}`];
  return [];
}

/** The words of a command without quotes, variables and operators; of any other none, so that nothing is taken for what it is not. */
const plainWords = (text: string): readonly string[] => (/^[\w@%+=:,./ -]*$/.test(text) ? text.split(' ').filter((word) => word !== '') : []);

/** The state of what is described elsewhere, from the same place. */
function stateSteps(said: readonly string[]): readonly string[] {
  const place = said.findIndex((word) => ['terraform', 'tofu', 'terragrunt', 'pulumi'].includes(word));
  const program = said[place];
  if (program === undefined) return [];
  if (program === 'pulumi') return [['pulumi stack export', ...valued(said, '--stack', '-s', '--cwd', '-C'), '--file before.json'].join(' ')];
  return [[program, ...said.filter((word) => word.startsWith('-chdir=')), 'state pull > before.tfstate'].join(' ')];
}

/** Options of a removal that reading does not know. */
const ofRemoval = /^--(?:force|now|wait|cascade|grace-period|timeout|ignore-not-found|interactive|server-side|prune|overwrite)(?:=|$)/;

/** The objects as they are, by the very words that pick them. */
function objectSteps(rule: string, said: readonly string[]): readonly string[] {
  const helm = said.indexOf('helm');
  if (rule === 'kubernetes.uninstall' || helm >= 0) {
    const [release] = said.slice(said.findIndex((word) => ['uninstall', 'delete', 'upgrade', 'rollback'].includes(word)) + 1).filter((word) => !word.startsWith('-'));
    return [['helm get all', helm < 0 || release === undefined ? 'RELEASE' : release, ...valued(said, '--namespace', '-n', '--kube-context'), '> before.yaml'].join(' ')];
  }
  const verb = said.findIndex((word) => ['delete', 'apply', 'replace'].includes(word));
  const kubectl = said.findIndex((word) => word === 'kubectl' || word === 'oc');
  if (kubectl < 0 || verb < kubectl) return rule === 'kubernetes.delete' ? ['kubectl get RESOURCE -o yaml > before.yaml'] : [];
  return [`${said.slice(kubectl).flatMap((word, at) => (at === verb - kubectl ? ['get'] : ofRemoval.test(word) ? [] : [word])).join(' ')} -o yaml > before.yaml`];
}

/** Options that say where, with their values, in either spelling. */
const valued = (said: readonly string[], ...names: readonly string[]): readonly string[] =>
  said.flatMap((word, at) => (names.includes(word) ? [word, said[at + 1] ?? ''] : names.some((name) => name.startsWith('--') && word.startsWith(`${name}=`)) ? [word] : []));

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
