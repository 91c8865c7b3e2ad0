/** One command that looks where another one changes; what stands behind the program's name is rewritten. */
interface OtherForm {
  readonly programs: string;
  /** What the words behind the program's name must look like. */
  readonly from: RegExp;
  /** What stands there instead, with `$1` and kin. */
  readonly to: string;
  /** What it is good for, as in "`terraform plan` shows …". */
  readonly good: string;
}

const form = (programs: string, from: RegExp, to: string, good: string): OtherForm => ({ programs, from, to, good });
const wouldGo = 'shows what would go';
const state = 'shows where the database stands';

/** Safer forms by program. Each is judged before it is offered, so that a row that no longer holds falls silent. */
export const otherForms: readonly OtherForm[] = [
  form('terraform tofu terragrunt', /^((?:-chdir=\S+ )?)destroy\b.*$/s, '$1plan -destroy', wouldGo),
  form('terraform tofu terragrunt', /^((?:-chdir=\S+ )?)apply\b.*$/s, '$1plan', 'shows what it would change'),
  form('terraform tofu terragrunt', /^((?:-chdir=\S+ )?)(?:state|workspace) .*$/s, '$1state list', 'shows what the state holds'),
  form('pulumi', /^(?:up|destroy|update)\b.*$/s, 'preview', 'shows what it would change'),
  form('cdk', /^(?:deploy|destroy)\b(.*)$/s, 'diff', 'shows what it would change'),
  form('prisma', /^(?:migrate|db) .*$/s, 'migrate status', state),
  form('drizzle-kit', /^push\b.*$/s, 'generate', 'writes the SQL to a file, to be read first'),
  form('rails rake', /^db:.*$/s, 'db:migrate:status', state),
  form('manage.py django-admin', /^\S.*$/s, 'showmigrations', state),
  form('alembic', /^(?:upgrade|downgrade|stamp)\b.*$/s, 'history', state),
  form('artisan', /^(?:migrate|db:).*$/s, 'migrate:status', state),
  form('knex', /^\S.*$/s, 'migrate:status', state),
  form('sequelize sequelize-cli', /^\S.*$/s, 'db:migrate:status', state),
  form('typeorm', /^\S.*$/s, 'migration:show', state),
  form('flyway', /^\S.*$/s, 'info', state),
  form('liquibase', /^\S.*$/s, 'status', state),
  form('diesel', /^\S.*$/s, 'migration list', state),
  form('sqlx', /^\S.*$/s, 'migrate info', state),
  form('supabase', /^(?:db|migration) .*$/s, 'migration list', state),
  form('dbmate goose atlas sqitch', /^\S.*$/s, 'status', state),
  form('mix', /^ecto\..*$/s, 'ecto.migrations', state),
  form('redis-cli', /^(.*?)(?:flushall|flushdb)\b.*$/si, '$1dbsize', 'says how much it holds'),
  form('docker podman', /^volume (?:rm|remove) (.*)$/s, 'volume inspect $1', 'shows what it is'),
  form('docker podman', /^(?:system|builder|volume|image|container|network) prune\b.*$/s, 'system df', 'shows what takes the space'),
  form('docker podman', /^(?:rmi|image rm|image prune)\b.*$/s, 'images', 'shows which there are'),
  form('docker podman', /^(?:rm|kill)\b.*$/s, 'ps -a', 'shows which there are'),
  form('docker podman', /^(compose\b.*?\bdown)\b.*$/s, '$1', 'stops them and keeps the volumes'),
  form('docker-compose', /^(.*?\bdown)\b.*$/s, '$1', 'stops them and keeps the volumes'),
  form('kubectl oc', /^((?:(?:-n|--namespace|--context) \S+ )?)delete (.*?)(?: --(?:force|now|all|grace-period=\S+|wait=\S+))*$/s, '$1get $2', 'shows what it is'),
  form('helm', /^(?:uninstall|delete|rollback) (\S+)(?:\s.*)?$/s, 'status $1', 'shows what it is'),
  form('gh', /^(repo|release|issue|pr|gist|run) delete ([^\s-]\S*)(?:\s.*)?$/s, '$1 view $2', 'shows what it is'),
  form('aws', /^s3 (?:rm|rb) (?:--\S+ )*(\S+)(?:\s.*)?$/s, 's3 ls $1', wouldGo),
  form('gsutil', /^(?:-m )?(?:rm|rb) (?:-\S+ )*(\S+)(?:\s.*)?$/s, 'ls $1', wouldGo),
  form('gcloud', /^((?:[a-z][\w-]* )+)delete ([^\s-]\S*)(?:\s.*)?$/s, '$1describe $2', 'shows what it is'),
  form('az', /^((?:[a-z][\w-]* )+)delete (.*?)(?: (?:--yes|-y|--no-wait))*$/s, '$1show $2', 'shows what it is'),
  form('heroku', /^(?:apps:destroy|pg:reset)\b.*$/s, 'apps:info', 'shows what it is'),
  form('fly flyctl', /^(?:apps )?destroy (\S+)(?:\s.*)?$/s, 'status --app $1', 'shows what it is'),
  form('npm pnpm yarn', /^(?:unpublish|deprecate) ([^\s-]\S*)(?:\s.*)?$/s, 'view $1', 'shows what is published'),
  form('pkill killall', /^(?:-\S+ )*(\S+)$/s, '$1', 'shows which processes it would end'),
  form('systemctl', /^(?:stop|restart|disable|mask|kill|reload) (.*)$/s, 'status $1', 'shows how it is'),
  form('crontab', /^-r\b.*$/s, '-l', 'shows what would go'),
  form('brew', /^(?:uninstall|remove|rm) (.*)$/s, 'info $1', 'shows what it is'),
  form('find', /^(.*?)-delete(.*)$/s, '$1-print$2', wouldGo),
  form('find', /^(.*?)-exec rm .*$/s, '$1-print', wouldGo),
  form('git', /^stash (?:drop|clear)\b.*$/s, 'stash list', wouldGo),
  form('git', /^branch (?:-D|--delete --force|-d -f) (.*)$/s, 'branch -d $1', 'deletes it only where its commits are kept elsewhere'),
  form('git', /^(?:reflog|gc|prune|update-ref)\b.*$/s, 'reflog', wouldGo),
  form('git', /^(clean\b.*)$/s, '$1 -n', wouldGo),
  form('git', /^push\b.*--delete\b.*$|^push \S+ :.*$/s, 'ls-remote --heads', 'shows which there are'),
];

/** Options by which programs show what they would do; only where a program knows one is it offered. */
export const dryRuns: readonly string[] = ['--dry-run', '--dry-run=server', '--dry-run=client', '--dryrun', '--check', '--simulate'];
/** The same for the cmdlets of PowerShell. */
export const whatIf: readonly string[] = ['-WhatIf'];
