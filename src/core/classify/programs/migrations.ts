import { effect, type CommandTable, type EffectTemplate, type ProgramTable } from '../programTable.ts';

const family = 'orm';
const variables = { DATABASE_URL: 'connection', DB_HOST: 'connection', DB_URL: 'connection', DATABASE_HOST: 'connection', POSTGRES_URL: 'connection', MYSQL_URL: 'connection', NODE_ENV: 'environment', APP_ENV: 'environment', RAILS_ENV: 'environment', RACK_ENV: 'environment', DJANGO_SETTINGS_MODULE: 'environment', ENVIRONMENT: 'environment' } as const;
const reading: CommandTable = { otherOptions: 'harmless' };
const generating: CommandTable = { otherOptions: 'harmless', effects: [effect('write', 'reversible', 'workspace', 'writes generated code or migrations')] };
const reset = (): CommandTable => ({ otherOptions: 'harmless', options: '--dry-run|--plan|--pretend|--sql|--dryRun!', operands: 'data...', handler: 'orm-reset' });
const apply = (): CommandTable => ({ otherOptions: 'harmless', options: '--dry-run|--plan|--pretend|--sql|--check|--status!', operands: 'data...', handler: 'orm-apply' });
const back = reset;
const runsCode: CommandTable = { otherOptions: 'harmless', operands: 'data...', options: '-c|--command= --execute=', handler: 'console-code' };
const server: CommandTable = { otherOptions: 'harmless', effects: [effect('execute', 'reversible', 'workspace', 'runs the project')] };
const all: EffectTemplate = effect('schema', 'irreversible', 'connection', 'takes every migration back and deletes what the tables hold', { operand: '^(?:zero|base|0|00000000000000)$' });

/** Tasks of rails and rake. */
const railsTasks: Readonly<Record<string, CommandTable>> = {
  'db:drop|db:drop:*|db:reset|db:reset:*|db:migrate:reset|db:schema:load|db:schema:load:*|db:structure:load|db:structure:load:*|db:purge|db:purge:*|db:truncate_all|db:seed:replant|db:setup|db:setup:*|db:rollback|db:rollback:*|db:migrate:down|db:migrate:redo|db:test:purge|db:environment:set|app:template|db:data:*': reset(),
  'db:migrate|db:migrate:*|db:prepare|db:seed|db:create|db:create:*|data:migrate|db:forward|db:version:set': apply(),
  'db:migrate:status|db:migrate:status:*|db:version|db:abort_if_pending_migrations|db:schema:dump|db:structure:dump|db:fixtures:identify|routes|about|stats|notes|middleware|initializers|time:zones:*|zeitwerk:check|-T|log:status|db:test:prepare|db:test:load|db:schema:cache:*|credentials:diff':
    reading,
  'console|c|dbconsole|db|runner|r|credentials:edit|credentials:show|encrypted:*|secrets:*|dev:*|boot': runsCode,
  'server|s|test|test:*|spec|spec:*|generate|g|new|plugin|assets:*|tmp:*|log:clear|webpacker:*|javascript:*|css:*|tailwindcss:*|i18n:*|active_storage:*|action_text:*|rubocop|lint|default|yarn:*|turbo:*|importmap:*|cucumber|features|build|docs|doc|yard|stimulus:*|standard|standard:*|brakeman|zeitwerk|app:update|railties:*|rswag:*|ci|clean|clobber|compile':
    { otherOptions: 'harmless', effects: [effect('execute', 'reversible', 'workspace', 'runs a task of the project')] },
  'destroy|d': { otherOptions: 'harmless', options: '-p|--pretend!', operands: 'data...', effects: [effect('delete', 'irreversible', 'workspace', 'deletes the files that a generator made, with what was written into them since', { operands: 'some' })] },
  'release|release:*|deploy|deploy:*|publish': { otherOptions: 'harmless', effects: [effect('publish', 'irreversible', 'shared', 'publishes or deploys the project')] },
};

/** Schema tools of every ecosystem. What they drop is gone; which database is meant decides how far it reaches. */
export const migrations: readonly ProgramTable[] = [
  {
    names: ['prisma'],
    family,
    variables,
    everywhere: '-h|--help! -v|--version! --schema=read --config=read --preview-feature --telemetry-information=',
    commands: {
      'generate|format|init|version|introspect|debug|dev|telemetry|platform|mcp': generating,
      validate: reading,
      studio: server,
      db: {
        commands: {
          pull: { otherOptions: 'harmless', options: '--print!', effects: [effect('write', 'reversible', 'workspace', 'writes the schema file')] },
          push: { otherOptions: 'harmless', options: '--accept-data-loss --force-reset --skip-generate', handler: 'orm-push' },
          seed: apply(),
          execute: { otherOptions: 'harmless', options: '--file=sql-file --stdin --url=connection', effects: [effect('database', 'irreversible', 'connection', 'runs SQL that is not in the command', { uninspectable: true })] },
        },
      },
      migrate: {
        commands: {
          'status|diff': reading,
          reset: reset(),
          deploy: apply(),
          dev: { otherOptions: 'harmless', options: '--create-only --name|-n=', handler: 'orm-apply', effects: [effect('write', 'reversible', 'workspace', 'writes a migration', { with: '--create-only' })] },
          resolve: apply(),
        },
      },
    },
    examples: [
      { command: 'prisma migrate reset --force', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: 'prisma db push --accept-data-loss', decision: 'ask', reversibility: 'irreversible' },
      { command: 'prisma db push', decision: 'deny', files: { 'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("LIVE_URL")\n}\n', '.env': 'LIVE_URL=postgres://db.prod.acme.example/acme\nDATABASE_URL=postgres://localhost/dev\n' }, blastRadius: 'production' },
      { command: 'prisma generate', decision: 'allow' },
      { command: 'prisma migrate status', decision: 'allow', reversibility: 'read-only' },
      { command: 'prisma migrate deploy', decision: 'ask', files: { '.env': 'DATABASE_URL=postgres://db.prod.acme.example/acme\n' }, blastRadius: 'production' },
    ],
  },
  {
    names: ['drizzle-kit'],
    family,
    variables,
    everywhere: '--help! --version! --config=read --dialect= --schema= --url=connection --out=',
    commands: {
      'check|check:*': { otherOptions: 'harmless' },
      'generate|introspect|pull|export|up': generating,
      'generate:*|introspect:*|up:*': generating,
      studio: server,
      migrate: apply(),
      'push|push:*': { otherOptions: 'harmless', options: '--force --strict --verbose', handler: 'orm-push' },
      drop: { otherOptions: 'harmless', effects: [effect('delete', 'irreversible', 'workspace', 'deletes a migration of the project')] },
    },
    examples: [
      { command: 'drizzle-kit generate', decision: 'allow' },
      { command: 'drizzle-kit push', decision: 'deny', facts: { env: { DATABASE_URL: 'postgres://prod.up.railway.example/railway' } }, blastRadius: 'production' },
      { command: 'drizzle-kit push', decision: 'ask', reversibility: 'irreversible' },
      { command: 'drizzle-kit push --force', decision: 'ask', files: { 'drizzle.config.json': '{"dbCredentials":{"url":"file:data/production.sqlite"}}', 'data/production.sqlite': 'x' }, reversibility: 'recoverable', blastRadius: 'production' },
      { command: 'drizzle-kit push', decision: 'deny', files: { 'drizzle.config.ts': 'export default { dbCredentials: { url: process.env.DATABASE_URL! } };', '.env': 'DATABASE_URL="postgres://db.prod.acme.example/acme"\n' }, blastRadius: 'production' },
      { command: 'DATABASE_URL=postgres://localhost/dev drizzle-kit push', decision: 'ask', files: { 'drizzle.config.ts': 'export default { dbCredentials: { url: process.env.DATABASE_URL } };', '.env': 'DATABASE_URL=postgres://db.prod.acme.example/acme\n' }, blastRadius: 'machine' },
      { command: 'npx drizzle-kit push --config drizzle.prod.config.ts', decision: 'deny', files: { 'drizzle.prod.config.ts': 'export default { dbCredentials: { url: "postgres://db.prod.acme.example/acme" } };', '.env': 'DATABASE_URL=postgres://localhost/dev\n' }, blastRadius: 'production' },
    ],
  },
  {
    names: ['knex', 'sequelize', 'sequelize-cli', 'typeorm', 'typeorm-ts-node-commonjs', 'typeorm-ts-node-esm', 'mikro-orm', 'mikro-orm-esm', 'node-pg-migrate', 'db-migrate', 'migrate-mongo', 'kysely', 'kysely-ctl', 'umzug', 'objection', 'bookshelf', 'waterline', 'adonis', 'ace', 'lucid', 'graphile-migrate', 'postgrator', 'east', 'node-migrate', 'ley', 'directus', 'keystone', 'zenstack', 'sqitch', 'dbmate', 'sql-migrate', 'bytebase', 'skeema', 'refinery', 'diesel', 'sqlx', 'cargo-sqlx', 'barrel', 'phinx', 'doctrine', 'doctrine-migrations', 'propel', 'yoyo', 'piccolo', 'aerich', 'tortoise', 'peewee-migrate', 'pem', 'masonite', 'orator', 'flask-migrate', 'mybatis', 'bun-orm', 'soda', 'buffalo', 'pop', 'ent', 'gormigrate', 'shmig', 'migra', 'pgroll', 'reshape', 'squawk', 'evolve', 'roundhouse', 'grate', 'dbup', 'fluentmigrator', 'wasp', 'encore', 'nhost', 'pgm', 'marten', 'micrate', 'mig'],
    family,
    variables,
    everywhere: '--help! --version! --dry-run|--dryRun! --env|-e=environment --url|-u|--database-url|--db|--dsn|--database=connection --config|-c= --cwd=workdir --dir|--path|--source|-d|-p=',
    otherOptions: 'harmless',
    commands: {
      'migration:list|migration:show|migrations:status|migrations:list|migrations:up-to-date|migration:status|list:*|executed|migrate:list|migrate:status|db:migrate:status|migrate:currentVersion|schema:log|list|status|history|show|current|check|validate|version|inspect|lint|plan|log|info|heads|verify|pending|orm:validate-schema|orm:info|migration:pending|migration:check|describe|hash|up-to-date|doctor|print-schema|metadata':
        reading,
      'init|migration:create|migration:generate|model:*|seed:generate|seed:make|migrate:make|make:*|make|create|new|generate|entity:create|subscriber:create|cache:clear|new-migration|prepare|diff|dump|import|export|generate:*|debug|stub|init:*|fmt|cli|completion|config|console|build|start|dev|serve|studio|test|lint:*|format':
        generating,
      'drop|db:drop|schema:drop|migrate:rollback|migrate:down|migrate:undo|migrate:undo:*|db:migrate:undo|db:migrate:undo:*|db:seed:undo|db:seed:undo:*|migration:revert|migration:down|migration:fresh|migration:reset|schema:fresh|schema:update|schema:sync|reset|db:reset|down|down-to|redo|rollback|revert|refresh|fresh|migrate:fresh|migrate:refresh|migrate:reset|wipe|db:wipe|clean|downgrade|database:drop|orm:schema-tool:drop|orm:schema-tool:update|orm:schema:drop|doctrine:*|force|uninit|flush|purge|seed:clear|query|destroy|undo|unlock|nuke':
        back(),
      'migrate|migrations:migrate': { ...apply(), commands: { 'status|info|list|show|history|validate': reading, 'add|create|make|generate|new|build-script|diff': generating, 'revert|down|rollback|undo|redo|reset|refresh|fresh|drop|downgrade|clean|wipe|purge': back() }, effects: [effect('schema', 'irreversible', 'connection', 'takes migrations back, with the data that they made room for', { operand: '^(?:first|prev|0|zero)$', sure: true })] },
      'up|latest|migrate:latest|migrate:up|db:migrate|db:migrate:*|db:seed|db:seed:*|db:create|migration:run|migration:up|migrate:unlock|seed:run|seed|run|apply|upgrade|deploy|push|up-to|up-by-one|migrations:migrate|database:create|setup|load|execute|to|migrate:run|fix|goto|sync|rebase|commit|watch|stamp|mark|baseline|repair|initialize|create-db': { ...apply(), effects: [effect('schema', 'recoverable', 'production', 'applies migrations to a place named as production', { operand: '^(?:prod|production|live)$', sure: true })] },
      'migration|migrations|database|db|schema|mig|seeds|gen': {
        otherOptions: 'harmless',
        commands: {
          'list|status|info|show|inspect|validate|hash|lint|print|plan|forwards-check|backwards-check|pending|check': reading,
          'create|add|generate|make|new|diff|build-script|build': generating,
          'run|up|apply|migrate|latest|forwards|setup|seed|create-db|deploy|upgrade|sync|execute': apply(),
          'revert|down|redo|reset|drop|rollback|backwards|clean|fresh|refresh|undo|clear|wipe|purge|downgrade|set': back(),
        },
      },
    },
    examples: [
      { command: 'sqitch deploy prod', decision: 'ask', blastRadius: 'production' },
      { command: 'sqitch deploy dev', decision: 'allow' },
      { command: 'sequelize-cli db:drop', decision: 'ask', reversibility: 'irreversible' },
      { command: 'sequelize-cli db:migrate:undo:all', decision: 'ask', reversibility: 'irreversible' },
      { command: 'knex migrate:rollback --all', decision: 'ask', reversibility: 'irreversible' },
      { command: 'knex migrate:make add_users', decision: 'allow' },
      { command: 'typeorm schema:drop', decision: 'ask', reversibility: 'irreversible' },
      { command: 'typeorm migration:generate src/x', decision: 'allow' },
      { command: 'diesel database reset', decision: 'ask', reversibility: 'irreversible' },
      { command: 'sqlx database drop -y', decision: 'ask', reversibility: 'irreversible' },
      { command: 'sqlx migrate revert', decision: 'ask', reversibility: 'irreversible' },
      { command: 'soda migrate down', decision: 'ask', reversibility: 'irreversible' },
      { command: 'sqlx migrate run', decision: 'allow' },
      { command: 'sqlx migrate info', decision: 'allow', reversibility: 'read-only' },
      { command: 'sqlx migrate add orders', decision: 'allow' },
      { command: 'dbmate drop', decision: 'ask', reversibility: 'irreversible' },
      { command: 'atlas schema clean -u postgres://localhost/dev', decision: 'ask', reversibility: 'irreversible' },
      { command: 'aerich downgrade', decision: 'ask', reversibility: 'irreversible' },
    ],
  },
  {
    names: ['goose'],
    family,
    style: 'single-dash',
    variables: { ...variables, GOOSE_DBSTRING: 'connection' },
    options: '-dir= -table= -allow-missing -no-versioning -no-color -env= -timeout= -s -v -h! -help! -version! -certfile= -ssl-cert= -ssl-key=',
    // `goose [driver connection] command`: the command stands behind what says where.
    operands: 'data...',
    handler: 'goose',
    examples: [
      { command: 'goose reset', decision: 'ask', reversibility: 'irreversible' },
      { command: 'goose -dir migrations postgres "$DATABASE_URL" reset', decision: 'ask', reversibility: 'irreversible' },
      { command: 'goose -dir migrations postgres "$DATABASE_URL" status', decision: 'allow' },
      { command: 'goose create add_vat sql', decision: 'allow' },
    ],
  },
  {
    names: ['migrate', 'golang-migrate'],
    family,
    style: 'single-dash',
    variables,
    everywhere: '-help! -version! -path= -source= -database=connection -prefetch= -lock-timeout= -verbose -f -all -ext= -dir= -seq -digits= -format= -tz=',
    operands: 'data...',
    commands: { create: generating, version: { otherOptions: 'harmless' }, up: apply(), 'down|drop|goto': back(), force: { otherOptions: 'harmless', operands: 'data...', effects: [effect('schema', 'recoverable', 'connection', 'says which migrations ran without running them', { posture: 'ask' })] } },
    examples: [{ command: 'migrate -path db -database postgres://localhost/dev drop -f', decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    names: ['alembic'],
    family,
    variables,
    everywhere: '-h|--help! --version! -c|--config=read -n|--name=environment -x= --raiseerr -q|--quiet',
    commands: {
      'history|current|heads|branches|show|check|list_templates': reading,
      'revision|init|merge|edit|ensure_version': generating,
      upgrade: { ...apply(), options: '--sql! --tag=' },
      stamp: apply(),
      downgrade: { ...back(), options: '--sql! --tag=' },
    },
    examples: [
      { command: 'alembic history --verbose', decision: 'allow', reversibility: 'read-only' },
      { command: 'alembic downgrade base', decision: 'ask', reversibility: 'irreversible' },
      { command: 'alembic upgrade head', decision: 'ask', blastRadius: 'production', files: { 'alembic.ini': '[alembic]\nsqlalchemy.url = postgresql://db.prod.acme.example/acme\n' } },
    ],
  },
  {
    names: ['manage.py', 'django-admin', 'django'],
    family: 'django',
    variables,
    everywhere: '-h|--help! --version! --settings=environment --pythonpath= -v|--verbosity= --traceback --no-color --force-color --skip-checks --database=environment',
    commands: {
      'check|showmigrations|sqlmigrate|sqlflush|sqlsequencereset|diffsettings|inspectdb|show_urls|help|version|findstatic|validate_templates|print_settings|list_model_info|graph_models|dumpdata|optimizemigration|spectacular|generateschema':
        { otherOptions: 'harmless', options: '-o|--output|--file=write' },
      'makemigrations|squashmigrations|startapp|startproject|makemessages|compilemessages|collectstatic|test|runserver|runserver_plus|testserver|compress|tailwind|createcachetable|sendtestemail|check_permissions|livereload|rundramatiq|qcluster|celery|runworker|update_translation_fields|reset_schema_cache|createsuperuser|changepassword|ping_google|remove_stale_contenttypes|clearsessions|rebuild_index|update_index|loaddata|lint|behave|harvest|seed|init|import|export':
        { otherOptions: 'harmless', options: '--dry-run! --check!', effects: [effect('execute', 'reversible', 'workspace', 'runs a task of the project')] },
      migrate: { otherOptions: 'harmless', options: '--plan|--check! --fake --fake-initial --run-syncdb --noinput|--no-input --prune', operands: 'data...', handler: 'orm-apply', effects: [all] },
      'flush|reset_db|sqlclear|dropdb|drop_test_database|reset_schema|delete_squashed_migrations|clear_cache|unreferenced_files|truncate|zero|drop|wipe': reset(),
      'shell|shell_plus|dbshell|runscript|runjob|runjobs|notebook': runsCode,
    },
    examples: [
      { command: 'python3 manage.py test shop', decision: 'allow' },
      { command: 'python3 manage.py makemigrations --dry-run', decision: 'allow', reversibility: 'read-only' },
      { command: 'python3 manage.py migrate shop zero', decision: 'ask', reversibility: 'irreversible' },
      { command: 'python3 manage.py flush --noinput', decision: 'ask', reversibility: 'irreversible' },
      { command: 'python3 manage.py unknown_command', decision: 'ask' },
    ],
  },
  {
    names: ['rails'],
    family: 'rails',
    variables,
    everywhere: '--help! -e|--environment=environment -T|--tasks! -q -s --trace -t',
    otherOptions: 'harmless',
    commands: Object.fromEntries(Object.entries(railsTasks).map(([names, task]) => [names, { ...task, operands: 'data...', effects: [...(task.effects ?? []), effect('schema', 'irreversible', 'connection', 'drops or resets the database', { operand: '^(?:db:(?:drop|reset|purge|migrate:reset|schema:load|truncate_all|setup|rollback))' })] }])),
    examples: [
      { command: 'bin/rails db:migrate:status', decision: 'allow', reversibility: 'read-only' },
      { command: 'RAILS_ENV=production bin/rails db:reset', decision: 'deny', blastRadius: 'production' },
      { command: 'bin/rails db:migrate RAILS_ENV=production', decision: 'ask', blastRadius: 'production' },
      { command: 'bin/rails db:migrate VERSION=20300101000000', decision: 'allow' },
      { command: 'rails db:migrate DATABASE_URL=postgres://db.prod.acme.example/shop', decision: 'ask', blastRadius: 'production' },
      { command: 'rails generate model User', decision: 'allow' },
      { command: 'rails db:create db:drop', decision: 'ask', reversibility: 'irreversible' },
      { command: 'rails console', decision: 'ask' },
      { command: 'bin/rails users:purge', decision: 'ask' },
    ],
  },
  {
    names: ['rake'],
    runsProject: true,
    family: 'rails',
    variables,
    everywhere: '--help! --version! -T|--tasks! -P|--prereqs! --dry-run! -q -s --trace -t -f|--rakefile=script:ruby -C=workdir -j= -m',
    options: '--eval=opaque -e=opaque -r=opaque',
    otherOptions: 'harmless',
    eachOperandIsCommand: true,
    commands: railsTasks,
    examples: [{ command: 'rake db:drop db:create', decision: 'ask', reversibility: 'irreversible' }, { command: 'rake test', decision: 'allow' }],
  },
  {
    names: ['artisan'],
    family: 'laravel',
    variables,
    everywhere: '-h|--help! -V|--version! -q|--quiet -n|--no-interaction -v --ansi --no-ansi --env=environment --database=environment',
    otherOptions: 'harmless',
    commands: {
      'migrate:fresh|migrate:reset|migrate:refresh|migrate:rollback|db:wipe|queue:flush|telescope:clear|horizon:clear|queue:clear|cache:forget|model:prune|schema:drop|db:truncate|tenants:migrate-fresh|passport:purge|backup:clean|media-library:clean': reset(),
      'migrate|migrate:install|db:seed|schema:dump|module:migrate|tenants:migrate|migrate:*': apply(),
      'migrate:status|db:show|db:table|db:monitor|about|list|help|route:list|env|model:show|schedule:list|queue:monitor|queue:failed|channel:list|event:list|config:show|inspire': reading,
      'tinker|db|script': runsCode,
      'make:*|serve|test|optimize|optimize:*|config:*|cache:clear|route:*|view:*|key:generate|storage:*|vendor:publish|package:discover|stub:publish|lang:publish|queue:work|queue:listen|queue:restart|schedule:run|schedule:work|event:*|ide-helper:*|install:*|livewire:*|filament:*|pint|dusk|breeze:*|jetstream:*|icons:*|clear-compiled|down|up|boost:*|octane:*|reverb:*':
        { otherOptions: 'harmless', effects: [effect('execute', 'reversible', 'workspace', 'runs a task of the project')] },
    },
    examples: [
      { command: 'php artisan migrate:fresh --seed --force', decision: 'ask', reversibility: 'irreversible' },
      { command: 'php artisan make:model Order', decision: 'allow' },
      { command: 'php artisan tinker --execute="x"', decision: 'ask' },
      { command: "php artisan tinker --execute='echo User::count();'", decision: 'allow', reversibility: 'read-only' },
      { command: "php artisan tinker --execute='User::truncate();'", decision: 'ask' },
    ],
  },
  {
    names: ['flyway', 'liquibase', 'console', 'spark', 'cake', 'yii', 'typo3', 'magento', 'drush', 'wp', 'occ', 'craft', 'joomla', 'wp-cli', 'terminus', 'platform', 'upsun', 'lando', 'ddev', 'n98-magerun2', 'phalcon'],
    family: 'framework',
    variables,
    everywhere: '-h|--help! -V|--version! -q|--quiet -n|--no-interaction -v --env|-e=environment --url|-url=connection --dry-run|--dump-sql! --path=workdir',
    otherOptions: 'harmless',
    commands: {
      'clean|dropAll|drop-all|rollback*|doctrine:schema:drop|doctrine:database:drop|doctrine:schema:update|doctrine:fixtures:load|d:s:d|d:d:d|migrate:rollback|migrate:refresh|migrate:reset|migrations|migrate/down|migrate/fresh|migrate/redo|setup:uninstall|sql:drop|sql-drop|site:install|site-install|sql:sanitize|db:drop|undo|hibernate:drop|delete|poweroff|destroy|import-db|db-import|restore|snapshot|pull|db:import':
        reset(),
      'migrate|update|doctrine:migrations:migrate|d:m:m|migrate/up|setup:upgrade|updatedb|updb|deploy:hook|repair|baseline|doctrine:database:create|changelogSync|changelog-sync|tag|migrate:latest|config:import|cim|config-import|undoChange':
        apply(),
      'info|validate|history|status|list|debug:*|about|lint:*|doctrine:schema:validate|doctrine:migrations:status|doctrine:migrations:list|doctrine:query:sql|diff|updateSQL|update-sql|routes|help|check|check:*|router:match|config:show|core:status|describe|version|logs|log|watchdog:show|pm:list|ws|environments|url|activities':
        reading,
      'make:*|cache:*|cache:clear|cc|cache|schema_cache|setup:di:compile|setup:static-content:deploy|indexer:reindex|indexer:status|module:status|npm|yarn|npx|nvm|node|php|phpunit|artisan|completion|theme:build|new|cr|cache:rebuild|assets:*|importmap:*|bake|server|serve|start|stop|restart|generate:*|doctrine:migrations:diff|doctrine:migrations:generate|doctrine:cache:*|messenger:consume|tailwind:*|config:dump|tailwind|composer|build|rebuild|config|init|gii/*|asset|message|generateChangeLog|generate-changelog|xdebug|share|fixtures':
        { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'runs a task of the project')] },
      'search-replace': { otherOptions: 'harmless', operands: 'data...', options: '--export=write', effects: [effect('database', 'irreversible', 'connection', 'overwrites text in every table of the site')] },
      'db|post|user|option|plugin|theme|core|site|eval|eval-file|shell|media|comment|term|menu|rewrite|transient|cron|config-set|sql:query|sql:cli|sqlq|php:eval|ev|php:cli|ssh|exec|tinker|execute-sql|mysql|psql':
        {
          otherOptions: 'harmless',
          operands: 'data...',
          commands: {
            'list|get|status|version|check-update|verify-checksums|is-installed|check|tables|columns|size|prefix|search|export|path|info|exists|structure': reading,
            'reset|drop|delete|destroy|clean|empty|uninstall|flush|query|import|repair': { otherOptions: 'harmless', operands: 'data...', effects: [effect('database', 'irreversible', 'connection', 'deletes or overwrites data of the site (`{command}`)')] },
          },
          effects: [effect('database', 'recoverable', 'connection', 'changes the site or runs code in it (`{command}`)')],
        },
    },
    examples: [
      { command: 'flyway clean', decision: 'ask', reversibility: 'irreversible' },
      { command: 'flyway info', decision: 'allow' },
      { command: 'liquibase dropAll', decision: 'ask', reversibility: 'irreversible' },
      { command: 'bin/console doctrine:schema:drop --force', decision: 'ask', reversibility: 'irreversible' },
      { command: 'wp search-replace old.example new.example', decision: 'ask', reversibility: 'irreversible' },
      { command: 'wp search-replace old.example new.example --dry-run', decision: 'allow' },
      { command: 'wp db reset --yes', decision: 'ask', reversibility: 'irreversible' },
      { command: 'wp plugin list', decision: 'allow' },
      { command: 'bin/console app:purge-orders', decision: 'ask' },
      { command: 'drush pmu shop', decision: 'ask' },
    ],
  },
];
