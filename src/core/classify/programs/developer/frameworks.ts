import { effect, type CommandTable, type ProgramTable } from '../../programTable.ts';
import { migrations } from '../migrations.ts';
import { does } from '../shapes.ts';
import { allow, ask, builds, changesShared, deletesShared, deny, deploys, destroyVerbs, familyShapes, generates, group, readVerbs, reading, reveals, serves, service, session } from './kinds.ts';

const { groups } = familyShapes('framework');
const variables = { DATABASE_URL: 'connection', FLASK_ENV: 'environment', DBT_TARGET: 'environment', APP_ENV: 'environment' } as const;
const building = does(builds);
const applies = (options = ''): CommandTable => ({ otherOptions: 'harmless', options: `--sql|--dry-run|--print! ${options}`, operands: 'data...', handler: 'orm-apply' });
const resets = (options = ''): CommandTable => ({ otherOptions: 'harmless', options: `--sql|--dry-run|--print! ${options}`, operands: 'data...', handler: 'orm-reset' });
const empties = (what: string, more = {}) => effect('schema', 'irreversible', 'connection', what, more);
const drops = empties('drops what the tables hold');

/** The tasks of a Symfony project, as `bin/console` knows them. */
const consoleTasks = migrations.find(({ names }) => names.includes('console'))?.commands ?? {};

/** Frameworks and schema tools whose words differ too much from their kin to share a table. */
export const frameworks: readonly ProgramTable[] = [
  groups('flask', {
    'run': does(serves), 'routes|--version': reading, 'shell': does(session()),
    'db': group({ 'history|current|heads|show|branches|check|list-templates': reading, 'init|migrate|revision|edit|merge': does(generates), 'upgrade': applies(), 'stamp': applies(), 'downgrade': resets() }),
    'init-db|initdb|create-db|drop-db|reset-db|seed*|create_*': resets(),
    'translate|assets|digest|test|lint|format|coverage|openapi|spec': building,
  }, { everywhere: '--help! -A|--app= -e|--env-file=read --debug --no-debug', options: '--version!', variables, operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'runs a task of the project', { operands: 'some', posture: 'ask' })], examples: [ask('flask db downgrade base', 'irreversible'), allow('flask run'), allow('flask db history')] }),
  groups('celery', {
    'status|inspect|report|events|list|result|logtool|graph|help': reading,
    'worker|beat|multi|upgrade|flower': does(serves),
    'control': { otherOptions: 'harmless', operands: 'data...', commands: { '*': does(effect('process', 'recoverable', 'remote', 'steers the workers of a queue')) } },
    'purge|amqp|migrate': does(effect('database', 'irreversible', 'connection', 'deletes or moves the jobs of queues')),
    'call': does(effect('execute', 'recoverable', 'remote', 'makes a worker run a task')),
    'shell': does(session()),
  }, { everywhere: '--help! -A|--app= -b|--broker=connection --result-backend= --loader= --config= --workdir=workdir -C -q --skip-checks', options: '--version!', variables: { CELERY_BROKER_URL: 'connection' }, examples: [ask('celery -A app purge -f', 'irreversible'), allow('celery -A app inspect active')] }),
  groups('dbt dbtf', {
    'debug|ls|list|show|source|compile|parse|docs|deps|init|test|retry|freshness|environment|system|invocation|man|login': building,
    'clean': building,
    'run|build|seed|snapshot|clone': { otherOptions: 'harmless', options: '--full-refresh|-f --target|-t=environment --empty', operands: 'data...', effects: [
      effect('database', 'reversible', 'connection', 'builds tables from other data', { posture: 'routine' }),
      effect('database', 'recoverable', 'connection', 'drops tables and builds them anew', { with: '--full-refresh' }),
      effect('database', 'recoverable', 'production', 'builds tables of production', { with: '--target=prod --target=production' }),
    ] },
    'run-operation': does(effect('database', 'irreversible', 'connection', 'runs a macro on the database', { uninspectable: true })),
  }, { everywhere: '-h|--help! -s|--select= -m|--models= --exclude= --vars= --profiles-dir= --project-dir=workdir --profile=environment -d|--debug -q --threads=', options: '--version!', variables, examples: [allow('dbt run'), allow('dbt test'), ask('dbt run --full-refresh'), ask('dbt run -t prod')] }),
  groups('symfony', {
    'console': { otherOptions: 'harmless', options: '-e|--env=environment', commands: consoleTasks },
    'server:*|serve|local:server:*|proxy:*|check:*|security:check|new|local:*|book:*|composer|run-dev|var:*|open:*': building,
    'php|run': does(effect('execute', 'irreversible', 'machine', 'runs a program of the project', { uninspectable: true })),
    'list|help|version|about|whoami': reading,
    'cloud:*|deploy|env:*|project:*|environment:*|db:*': { otherOptions: 'harmless', operands: 'data...', effects: [changesShared] },
  }, { variables, examples: [ask('symfony console doctrine:database:drop --force', 'irreversible'), allow('symfony serve')] }),
  groups('sea-orm-cli', { 'generate': does(generates), 'migrate': { otherOptions: 'harmless', operands: 'data...', options: '-d= -u=connection -s=', commands: { 'init|generate|status': does(generates), 'up': applies('-n='), 'down|fresh|refresh|reset': resets('-n=') }, effects: [empties('applies migrations', { posture: 'ask' })] } }, { variables, examples: [ask('sea-orm-cli migrate fresh', 'irreversible'), allow('sea-orm-cli migrate status')] }),
  groups('tern', {
    'init|new|status|renumber|code|print-*|gengen|version': does(generates),
    'migrate': { ...applies('-d|--destination= -m|--migrations= -c|--config=read --conn-string=connection --host=host --database='), effects: [{ ...drops, with: '--destination=0 --destination=-1 --destination=-+1' }] },
  }, { variables, examples: [ask('tern migrate --destination 0', 'irreversible'), allow('tern status')] }),
  groups('hasura', {
    'init|console|version|completion|plugins|scripts|update-cli|pro': building,
    'migrate': group({ 'status|create|squash': does(generates), 'apply': { ...applies('--up= --down= --goto= --version= --all-databases --database-name=environment --endpoint=connection --admin-secret='), effects: [{ ...drops, with: '--down --goto' }] }, 'delete': resets() }),
    'metadata': group({ 'diff|inconsistency': building, 'export': does(generates), 'apply|reload': does(effect('schema', 'recoverable', 'connection', 'changes what the server serves')), 'clear': does(effect('schema', 'recoverable', 'connection', 'clears what the server serves')) }),
    'seed|seeds': group({ 'create': does(generates), 'apply': applies() }),
    'deploy': applies(), 'actions': building,
  }, { everywhere: '-h|--help! --project=workdir --endpoint=connection --admin-secret= --envfile=read --skip-update-check --log-level= --no-color', variables: { HASURA_GRAPHQL_ENDPOINT: 'connection' }, examples: [ask('hasura migrate apply --down all', 'irreversible'), allow('hasura migrate status'), ask('hasura metadata clear')] }),
  groups('atlas', {
    // Schema migrations.
    'schema': group({ 'inspect|diff|fmt|lint|plan|test|stats|validate': reading, 'clean': resets('-u|--url=connection --auto-approve'), 'apply': { ...applies('-u|--url=connection --to= --dev-url= --auto-approve'), effects: [empties('brings the schema to a file: what the file does not name is dropped', { without: '--dry-run' })] }, 'push': does(changesShared) }),
    'migrate': group({ 'status|lint|validate|ls|checkpoint|test': reading, 'diff|new|hash|import|edit|rebase|rm': does(generates), 'apply': applies('-u|--url=connection --env=environment'), 'set': applies(), 'down': resets('-u|--url=connection --env=environment'), 'push': does(changesShared) }),
    'login|logout|license|version|whoami|copilot|tool': building,
    // The service of MongoDB.
    'clusters|cluster|projects|project|organizations|accessLists|accesslists|dbusers|backups|streams|networking|privateEndpoints|serverless|dataFederation|alerts|teams|users|security|integrations|maintenanceWindows|customDbRoles|customDns|metrics|performanceAdvisor|processes|events|logs|auditing|deployments|local|liveMigrations|kubernetes|config|auth|api|cloudProviders|federatedAuthentication': service(2),
    'setup': does(changesShared),
  }, { everywhere: '-h|--help! -c|--config=read --env=environment --var= -P|--profile=environment -o= --projectId=environment', variables, examples: [ask('atlas schema clean -u postgres://localhost/dev', 'irreversible'), ask('atlas clusters delete x', 'irreversible'), allow('atlas migrate status')] }),
  groups('snow', {
    'sql': { otherOptions: 'harmless', options: '-q|--query=sql -f|--filename=sql-file -i|--stdin -c=environment', operands: 'data...', effects: [session({ without: '-q -f -i' })], stdin: { role: 'sql', without: '-q -f' } },
    'connection': group({ 'list|test|generate-jwt': reading, 'add|set-default|remove': does(effect('config', 'reversible', 'machine', 'changes the connections that later commands use')) }),
    'init|bundle|helpers|logs|--info': building,
    'object|stage|app|spcs|snowpark|streamlit|notebook|git|cortex|dbt|dcm|auth|project|ws': service(2),
  }, { everywhere: '-h|--help! -c|--connection=environment --environment=environment --database= --schema= --role= --warehouse= --format= --silent -v', options: '--version!', examples: [ask('snow object drop table t', 'irreversible'), allow('snow object list table'), ask('snow sql -q "DROP TABLE t"')] }),
  groups('kamal', {
    'details|audit|config|version|docs|help|init': reading,
    'app|proxy|accessory|registry|server|lock|build|secrets|env|prune|traefik': { otherOptions: 'harmless', operands: 'data...', options: '-i|--interactive --reuse', commands: {
      [readVerbs]: reading, 'details|logs|containers|images|live|stale_containers|version|dev': reading, 'print|fetch': does(reveals), 'exec': does(session()),
      [destroyVerbs]: does(deletesShared), 'stop|down|all': does(effect('infrastructure', 'recoverable', 'production', 'stops what is in use')), '*': does({ ...deploys, radius: 'production' }),
    } },
    'remove': does(effect('infrastructure', 'irreversible', 'production', 'removes the application and its accessories from every server')),
    'deploy|redeploy|setup|rollback|upgrade': does({ ...deploys, radius: 'production' }),
  }, { everywhere: '-h|--help! -d|--destination=environment -c|--config-file=read -r|--roles= --hosts= --version= -p|--primary -q -v -H|--skip-hooks', examples: [allow('kamal details'), deny('kamal remove'), ask('kamal deploy')] }),
  groups('svn', {
    'status|stat|st|log|diff|di|info|list|ls|cat|blame|praise|annotate|ann|help|h|proplist|plist|pl|propget|pget|pg|auth|youngest': reading,
    'add|checkout|co|update|up|switch|sw|merge|resolve|resolved|relocate|upgrade|export|patch|changelist|cl|propset|pset|ps|propdel|pdel|pd|propedit|cleanup': does([effect('git-history', 'reversible', 'workspace', 'changes the work copy'), effect('git-discard', 'irreversible', 'workspace', 'deletes files that were never committed', { with: '--remove-unversioned --remove-ignored' })], '--diff3-cmd=program --editor-cmd=program --config-option=opaque --remove-unversioned --remove-ignored -m=', 'data...'),
    'revert': does(effect('git-discard', 'irreversible', 'workspace', 'throws away uncommitted changes'), '-R -q --depth='),
    'commit|ci|import|lock|unlock': does(effect('git-remote', 'recoverable', 'shared', 'sends changes to the repository that others use'), '-m|--message= -F|--file=read'),
    'delete|del|remove|rm|copy|cp|move|mv|rename|ren|mkdir': does([effect('git-history', 'reversible', 'workspace', 'changes the work copy'), effect('git-remote', 'recoverable', 'shared', 'changes the repository that others use', { operand: '^[a-z+]+://' }), effect('git-discard', 'irreversible', 'workspace', 'deletes files with their changes', { with: '--force' })], '--force -m= -q --keep-local'),
  }, { everywhere: '--username= --password= --no-auth-cache --non-interactive --config-dir=read --config-option=opaque', options: '--version!', examples: [allow('svn status'), ask('svn revert -R .', 'irreversible'), ask('svn delete https://svn.example/repo/trunk -m x'), ask('svn commit -m x')] }),
];
