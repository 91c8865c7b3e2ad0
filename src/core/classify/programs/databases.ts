import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'database';
const reading: CommandTable = { otherOptions: 'harmless' };
const destroys = (reason: string) => effect('database', 'irreversible', 'connection', reason, { alternative: 'dump it first' });

/** Stores, queues and backups whose commands are alike; `radius` is where what they hold lies. */
const sendsSecrets = effect('secret', 'irreversible', 'shared', 'may send files that hold secrets to another machine', { operand: '(?:^|/)(?:\\.env(?!\\.example|\\.sample)|id_[a-z0-9]+$|\\.aws(?:/|$)|\\.ssh(?:/|$)|\\.kube(?:/|$)|\\.gnupg(?:/|$)|credentials$|.*\\.pem$)', rule: 'database.discloses' });
/** Clients of stores; those at another place may carry secrets there. */
const stores = (names: readonly string[], radius: 'connection' | 'remote', examples: ProgramTable['examples']): ProgramTable => ({
  names,
  family,
  otherOptions: 'harmless',
  everywhere: '--help! --version! --dry-run! --list --describe -H|--host|--endpoints|--bootstrap-server|--url=connection',
  operands: 'data...',
  commands: {
    'get|list|ls|lsd|lsf|lsl|lsjson|lsr|show|describe|status|info|ping|query|find|tree|cat|head|stat|du|diff|size|check|member|endpoint|watch|version|snapshots|stats|verify|health|keys|search|members|peers|consumers|subjects|events|dump-config|help|about|completion|ncdu|md5sum|hashsum|tail|report|list_*|tables|views|schema|rows|indexes|triggers|analyze|df|monitor|quick-check|cluster_status|environment|node_health_check|discovery|view|log':
      reading,
    'delete|del|rm|remove|rb|destroy|drop|purge|purge_queue|delete_*|deletefile|rmdir|rmdirs|cleanup|dedupe|forget|prune|reset|force_reset|forget_cluster_node|wipe|truncate|stop_app|revoke|empty|delete-*|unpin|drop-table|drop-view|zap|compact|defrag|restore|clear|expire|expunge|format|mv|sync|move|bisync|moveto|mirror':
      { otherOptions: 'harmless', operands: 'data...', effects: [effect('database', 'irreversible', radius, 'deletes or overwrites stored data (`{command}`)')] },
    'catalog|services': { otherOptions: 'harmless', operands: 'data...', commands: { 'nodes|services|datacenters|list|export': reading }, effects: [effect('database', 'recoverable', radius, 'changes which services are known (`{command}`)')] },
    'bucket|user|auth|topic|group|kv|stream|org|task|snapshot|lease|role|policy|namespace|workflow|schedule|operator|intention|acl|repo|key|config|fs|dfs|pool|admin|alias|anonymous|ilm|quota|tag|dataset|account|share|import|sql|insert|upsert|memory|migrate|extract|transform|run|deploy|dev|export|env|function|logs|data|connect|server|agent|mount|serve|copy|cp|copyto|mb|put|set|create|backup|write|pub|sub|request|init|insert-files|download|upload|add|update|publish|produce|consume|start|stop|serve-web|hosts|login|logout|policy-set|osd|mgr|orch|rbd':
      {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: {
          'list|ls|get|show|info|status|describe|read|view|head|cat|tree|count|query|search|peek|export|list-keys|stat|dump': reading,
          'delete|rm|remove|destroy|purge|drop|reset|del|prune|revoke|terminate|cancel|expunge|-rm|trim-prefix|delete-keys': { otherOptions: 'harmless', operands: 'data...', effects: [effect('database', 'irreversible', radius, 'deletes stored data (`{command}`)')] },
        },
        effects: [effect('database', 'recoverable', radius, 'changes stored data or its settings (`{command}`)'), ...(radius === 'remote' ? [sendsSecrets] : [])],
      },
  },
  effects: [
    effect('database', 'irreversible', radius, 'deletes stored data', { with: '--delete' }),
    effect('database', 'recoverable', radius, 'works on stored data', { operands: 'some', without: '--list --describe' }),
  ],
  options: '--delete',
  examples,
});

/** Clients of databases. The text of statements is judged by its own lexer; the connection decides the radius. */
export const databases: readonly ProgramTable[] = [
  {
    names: ['mssqlclient.py'],
    family,
    style: 'single-dash',
    options: '-query=sql -command=sql -file=sql-file -db= -windows-auth -debug -show -hashes= -k -no-pass -aesKey= -dc-ip= -target-ip= -port= -help! -h!',
    operands: 'connection data...',
    effects: [effect('database', 'irreversible', 'connection', 'opens a session in which anything can be typed', { without: '-query -command -file', uninspectable: true })],
    examples: [
      { command: 'mssqlclient.py acme:secret@db.acme.example -query "SELECT user_name();"', decision: 'allow' },
      { command: 'mssqlclient.py acme:secret@db.acme.example -query "DROP TABLE orders"', decision: 'ask' },
      { command: 'mssqlclient.py acme:secret@db.acme.example', decision: 'ask' },
    ],
  },
  {
    names: ['psql', 'pgcli', 'gsql', 'vsql', 'edb-psql', 'ysqlsh', 'usql'],
    family,
    handler: 'sql-client',
    options:
      '-c|--command=sql -f|--file=sql-file -d|--dbname=connection -h|--host=host -p|--port= -U|--username= -W|--password -w|--no-password -a|--echo-all -A|--no-align -b|--echo-errors -e|--echo-queries -E|--echo-hidden -F|--field-separator= -H|--html -l|--list! -L|--log-file=write -n|--no-readline -o|--output=write -P|--pset= -q|--quiet -R|--record-separator= -s|--single-step -S|--single-line -t|--tuples-only -T|--table-attr= -v|--set|--variable= -V|--version! -x|--expanded -X|--no-psqlrc -z|--field-separator-zero -0|--record-separator-zero -1|--single-transaction -?|--help=?! --csv',
    operands: 'connection data',
    // Output behind a bar goes into a program.
    effects: [effect('execute', 'irreversible', 'machine', 'runs a program with what it prints', { word: '^(?:-o|--output=)?\\s*\\|', uninspectable: true, sure: true })],
    stdin: { role: 'sql', without: '-c -f' },
    variables: { PGHOST: 'connection', PGDATABASE: 'connection', PGSERVICE: 'environment' },
    examples: [
      { command: "psql -d acme_dev -c 'SELECT count(*) FROM orders'", decision: 'allow', reversibility: 'read-only' },
      { command: "psql -d acme_dev -c 'DROP TABLE orders CASCADE'", decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: "echo 'DROP SCHEMA public CASCADE;' | psql acme_dev", decision: 'ask', reversibility: 'irreversible' },
      { command: "psql -h db.prod.acme.example -c 'DELETE FROM t'", decision: 'deny', blastRadius: 'production' },
      { command: "psql -c '\\! rm -rf /'", decision: 'deny' },
      { command: "psql -o '|sh' -c 'select 1'", decision: 'ask' },
      { command: 'psql --help', decision: 'allow' },
    ],
  },
  {
    names: ['mysql', 'mariadb', 'mycli', 'mysqlsh', 'tidb'],
    family,
    handler: 'sql-client',
    options:
      '-e|--execute=sql -h|--host=host -P|--port= -u|--user= -p|--password=? -D|--database=connection -S|--socket= --protocol= -B|--batch -N|--skip-column-names -s|--silent -t|--table -E|--vertical -v|--verbose -r|--raw -A|--no-auto-rehash -f|--force -H|--html -X|--xml --tee=write --pager=program --defaults-file=opaque --defaults-extra-file=opaque --defaults-group-suffix= --init-command=sql --ssl-mode= --ssl-ca= --ssl --default-character-set= --login-path= --local-infile=? --binary-mode -C -q|--quick -w|--wait --safe-updates|-U --show-warnings --compress --plugin-dir=opaque --default-auth=opaque --uri=connection --sql --js --py -V|--version! -?|--help! -I --delimiter= --column-names --skip-ssl --connect-timeout= --max-allowed-packet= -n --abort-source-on-error',
    operands: 'connection',
    stdin: { role: 'sql', without: '-e' },
    variables: { MYSQL_HOST: 'connection' },
    examples: [
      { command: "mysql -e 'SHOW PROCESSLIST'", decision: 'allow', reversibility: 'read-only' },
      { command: "mysql -uroot -e 'DROP DATABASE acme'", decision: 'ask', reversibility: 'irreversible' },
      { command: "mysql --pager='sh -c x' -e 'select 1'", decision: 'ask' },
    ],
  },
  {
    names: ['sqlite3', 'sqlite', 'litecli', 'sqlcipher', 'duckdb', 'libsql'],
    family,
    handler: 'sql-client',
    style: 'single-dash',
    options:
      '-init=sql-file -cmd=sql -c=sql -s=sql -f=sql-file -separator= -newline= -nullvalue= -mode= -csv -json -html -line -list -column -box -markdown -table -quote -tabs -ascii -header -noheader -batch -interactive -bail -echo -readonly -safe -stats -version! -help! -A=opaque -append -deserialize -memtrace -mmap= -lookaside= -maxsize= -vfs= -zip -nofollow -noinit -unsigned -ui -no-stdin -e=sql -jsonlines -unredacted',
    operands: 'connection sql...',
    stdin: { role: 'sql', operands: 'none' },
    examples: [
      { command: "sqlite3 dev.db '.schema orders'", decision: 'allow', reversibility: 'read-only' },
      { command: "sqlite3 dev.db 'DELETE FROM users;'", decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace' },
      { command: "sqlite3 dev.db '.shell rm -rf /'", decision: 'deny' },
      { command: "sqlite3 dev.db <<< 'DELETE FROM carts'", decision: 'ask', blastRadius: 'workspace' },
      { command: "sqlite3 dev.db \"INSERT INTO t VALUES (1)\"", decision: 'allow' },
    ],
  },
  {
    names: ['clickhouse'],
    family,
    everywhere: '--help! --version!',
    commands: {
      'client|local': { otherOptions: 'harmless', handler: 'sql-client', options: '-q|--query=sql --queries-file=sql-file -h|--host=host -d|--database= -u|--user= --password= --port=', operands: 'data...', stdin: { role: 'sql', without: '-q --queries-file' } },
      'benchmark|format|compressor|obfuscator': { otherOptions: 'harmless', operands: 'data...' },
    },
    examples: [{ command: "clickhouse client --query 'SHOW TABLES'", decision: 'allow' }, { command: "clickhouse local -q 'DROP TABLE t'", decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    names: ['cqlsh', 'clickhouse-client', 'clickhouse-local', 'sqlcmd', 'bcp', 'sqlplus', 'isql', 'db2', 'snowsql', 'trino', 'presto', 'hive', 'beeline', 'impala-shell', 'spark-sql', 'vertica', 'monetdb', 'surreal', 'questdb', 'rsql', 'ksql', 'arangosh', 'dgraph', 'nuodb', 'exasol', 'teradata', 'bteq', 'mssql-cli', 'athenacli', 'soar'],
    family,
    handler: 'sql-client',
    otherOptions: 'harmless',
    options: '-e|-q|-Q|--query|--execute|--eval|--sql=sql -f|-i|--file|--queries-file|--input=sql-file -h|--host|-S|--server=host -d|--database|-k|--keyspace= -u|-U|--user|--username= -p|-P|--password= --port= --output|-o=write --help! --version!',
    operands: 'connection data...',
    stdin: { role: 'sql', without: '-e -f' },
    examples: [
      { command: "cqlsh -e 'DROP KEYSPACE acme'", decision: 'ask', reversibility: 'irreversible' },
      { command: "clickhouse-client --query 'SELECT 1'", decision: 'allow' },
    ],
  },
  {
    names: ['bq'],
    family,
    everywhere: '--project_id=environment --dataset_id= --location= --format= -q|--quiet --apilog= --headless --sync=? --help!',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'ls|show|head|version|info|wait|get-iam-policy|init|shell': reading,
      query: { otherOptions: 'harmless', options: '--dry_run! --use_legacy_sql=? --nouse_legacy_sql --max_rows|-n= --destination_table= --parameter= --replace --append_table --format= --flagfile=opaque', operands: 'sql...', handler: 'sql-client', stdin: { role: 'sql', operands: 'none' }, effects: [effect('database', 'irreversible', 'remote', 'replaces a table by the result', { with: '--replace' }), effect('database', 'reversible', 'remote', 'writes the result to a table', { with: '--destination_table', posture: 'ask' })] },
      'rm|truncate': { otherOptions: 'harmless', operands: 'data...', effects: [effect('database', 'irreversible', 'remote', 'deletes tables or data sets (`{command}`)')] },
      extract: { otherOptions: 'harmless', operands: 'data...', effects: [effect('database', 'recoverable', 'remote', 'writes a table to a bucket')] },
      '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('database', 'recoverable', 'remote', 'changes tables, data sets or jobs (`{command}`)')] },
    },
    examples: [
      { command: "bq query --nouse_legacy_sql 'SELECT count(*) FROM acme.orders'", decision: 'allow', reversibility: 'read-only' },
      { command: "bq query --use_legacy_sql=false 'DELETE FROM acme.orders WHERE true'", decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' },
      { command: 'bq rm -r -f acme:shop', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' },
      { command: 'bq ls', decision: 'allow' },
    ],
  },
  {
    names: ['sqlite-utils'],
    family,
    handler: 'sql-client',
    everywhere: '-h|--help! --version! --csv --tsv --table|-t -f|--fmt= --nl --arrays --json-cols --load-extension=opaque --attach=',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'tables|views|rows|schema|indexes|triggers|analyze-tables|search|dump|plugins': { otherOptions: 'harmless', operands: 'data...' },
      'query|memory': { otherOptions: 'harmless', operands: 'connection sql...', handler: 'sql-client' },
      'drop-table|drop-view|delete|reset-counts': { otherOptions: 'harmless', operands: 'data...', effects: [effect('database', 'irreversible', 'workspace', 'deletes tables of a database file')] },
      '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('database', 'reversible', 'workspace', 'changes a database file of the project')] },
    },
    examples: [{ command: 'sqlite-utils tables dev.db', decision: 'allow' }, { command: "sqlite-utils query dev.db 'delete from users'", decision: 'ask', reversibility: 'irreversible' }, { command: 'sqlite-utils drop-table dev.db users', decision: 'ask' }],
  },
  {
    names: ['cockroach'],
    family,
    options: '--help! --version!',
    commands: {
      sql: { handler: 'sql-client', otherOptions: 'harmless', options: '-e|--execute=sql -f|--file=sql-file --url=connection --host=host -p|--port= -u|--user= -d|--database= --format=', operands: 'data...', stdin: { role: 'sql', without: '-e -f' } },
      'version|gen|help|node|statement-diag': reading,
      demo: { otherOptions: 'harmless', effects: [effect('database', 'reversible', 'machine', 'starts a database for trying out')] },
      '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('database', 'irreversible', 'connection', 'runs, drains or changes a database cluster (`{command}`)')] },
    },
    examples: [{ command: "cockroach sql -e 'SELECT 1'", decision: 'allow' }, { command: "cockroach sql -e 'DROP DATABASE shop CASCADE'", decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' }],
  },
  {
    names: ['cypher-shell'],
    family,
    handler: 'sql-client',
    options: '-a|--address|--uri=connection -u|--username= -p|--password= -d|--database= -f|--file=sql-file -P|--param= --encryption= --format= --non-interactive --sample-rows= --wrap= --fail-fast --fail-at-end --impersonate= --log=?write --change-password -v|--version! --driver-version! -h|--help!',
    operands: 'sql...',
    stdin: { role: 'sql', without: '-f', operands: 'none' },
    variables: { NEO4J_URI: 'connection', NEO4J_ADDRESS: 'connection' },
    examples: [
      { command: "cypher-shell 'MATCH (n) RETURN count(n)'", decision: 'allow', reversibility: 'read-only' },
      { command: "cypher-shell 'MATCH (n) DETACH DELETE n'", decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: "cypher-shell -a bolt://graph.prod.acme.example 'MATCH (n:Old) DELETE n'", decision: 'deny', blastRadius: 'production' },
    ],
  },
  {
    names: ['dropdb', 'dropuser'],
    family,
    options: '-e|--echo -f|--force -i|--interactive --if-exists --maintenance-db= -h|--host=host -p|--port= -U|--username= -w -W -V|--version! -?|--help!',
    operands: 'connection',
    effects: [destroys('drops the database `{1}` and all it holds')],
    variables: { PGHOST: 'connection' },
    examples: [{ command: 'dropdb --if-exists --force acme_dev', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' }],
  },
  {
    names: ['createdb', 'createuser', 'vacuumdb', 'reindexdb', 'clusterdb', 'analyzedb', 'pgbench', 'sqldiff', 'mysqlcheck', 'mariadb-check', 'mysqlimport', 'mysqlslap', 'redis-benchmark'],
    family,
    otherOptions: 'harmless',
    options: '-h|--host=host -p|--port= -U|--username= -u= -d|--dbname= --help! --version!',
    effects: [effect('database', 'reversible', 'connection', 'creates or maintains a database', { posture: 'routine' })],
    examples: [{ command: 'createdb acme_test', decision: 'allow' }],
  },
  {
    names: ['pg_isready', 'pg_config', 'mysqlshow', 'mongostat', 'mongotop', 'pg_controldata', 'pg_waldump', 'bsondump', 'pg_verifybackup', 'pg_amcheck', 'ecpg'],
    family,
    otherOptions: 'harmless',
    options: '-h|--host=host -p|--port= -U|--username= -d|--dbname= --enable!',
    operands: 'data...',
    examples: [{ command: 'pg_isready -h localhost -p 5432', decision: 'allow', reversibility: 'read-only' }],
  },
  {
    names: ['pg_dump', 'pg_dumpall', 'mysqldump', 'mariadb-dump', 'mydumper', 'mongodump', 'mongoexport', 'pg_basebackup', 'pg_receivewal', 'pg_test_fsync'],
    family,
    options: '-f|--file|-o|--out|--result-file|--log-error=write -h|--host=host -p|--port=? -U|--username|-u= -d|--dbname|--db|--database= -t|--table= -n|--schema= -c|--collection|--clean -D=write -q= -F|--format= -T= -N= -E= -S= -j= -Z= -W --uri= --defaults-file=opaque --defaults-extra-file=opaque',
    otherOptions: 'harmless',
    effects: [effect('database', 'reversible', 'machine', 'copies what the database holds', { posture: 'routine', without: '-V --version' })],
    examples: [{ command: 'pg_dump --schema-only acme_dev > /tmp/schema.sql', decision: 'allow' }],
  },
  {
    names: ['pg_restore', 'mongorestore', 'mongoimport', 'myloader', 'pg_upgrade', 'pg_rewind', 'pg_resetwal', 'pg_ctl', 'pg_ctlcluster', 'initdb', 'pg_combinebackup', 'pg_checksums', 'mysqld', 'mysqld_safe', 'mongod', 'postgres', 'mariadbd', 'redis-server', 'valkey-server', 'pgloader', 'neo4j-admin', 'pg_dropcluster', 'pg_createcluster'],
    family,
    otherOptions: 'harmless',
    options: '-d|--dbname= -h|--host=host -U|--username= -l|--list|--check! -f|--file=write --help! --version! --drop -c|--clean',
    effects: [effect('database', 'irreversible', 'connection', 'overwrites or runs a database: what is in it may be replaced')],
    examples: [{ command: 'pg_restore --clean --if-exists -d acme_dev backup.dump', decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    names: ['mysqladmin', 'mariadb-admin'],
    family,
    options: '-h|--host=host -u|--user= -p|--password=? -P|--port= -f|--force -i|--sleep= -S= -s -v -r -c= -w=? --protocol= --defaults-file=opaque --help! -V|--version!',
    operands: 'data...',
    commands: {
      'ping|status|extended-status|variables|version|processlist': reading,
      create: { effects: [effect('database', 'reversible', 'connection', 'creates a database', { posture: 'routine' })] },
      drop: { operands: 'data...', options: '-f|--force', effects: [destroys('drops the database `{1}` and all it holds')] },
      '*': { operands: 'data...', otherOptions: 'harmless', effects: [effect('database', 'recoverable', 'connection', 'changes how the database server runs')] },
    },
    examples: [{ command: 'mysqladmin -f drop acme_dev', decision: 'ask', reversibility: 'irreversible' }, { command: 'mysqladmin ping', decision: 'allow' }],
  },
  {
    names: ['redis-cli', 'valkey-cli', 'keydb-cli', 'iredis'],
    family,
    handler: 'redis',
    options:
      '-h=host -p= -s= -a|--pass= --user= --askpass -u= -n= -3 -2 -r= -i= -x -X= -d= -D= -c -e --tls --sni= --cacert= --cacertdir= --insecure --cert= --key= --raw --no-raw --quoted-input --csv --json --quoted-json --show-pushes= --stat --latency --latency-history --latency-dist --lru-test= --replica --rdb=write --functions-rdb=write --pipe --pipe-timeout= --bigkeys --memkeys --memkeys-samples= --hotkeys --scan --pattern= --count= --quoted-pattern= --intrinsic-latency= --eval=opaque --ldb --ldb-sync-mode --cluster= --verbose --no-auth-warning -t= --help! --version! --keystats --top= --cursor=',
    optionsFirst: true,
    variables: { REDIS_URL: 'connection' },
    examples: [
      { command: 'redis-cli INFO memory', decision: 'allow', reversibility: 'read-only' },
      { command: 'redis-cli FLUSHALL', decision: 'ask', reversibility: 'irreversible' },
      { command: "redis-cli --scan --pattern 'sess:*'", decision: 'allow' },
      { command: 'redis-cli -h cache.prod.acme.example -n 0 flushdb', decision: 'deny', blastRadius: 'production' },
    ],
  },
  {
    names: ['mongosh', 'mongo'],
    family,
    handler: 'mongo',
    options:
      '--eval= -f|--file=script:mongo -h|--host=host --port= -u|--username= -p|--password=? --authenticationDatabase= --authenticationMechanism= --quiet --norc --nodb --json=? --shell --tls --tlsCAFile= --tlsCertificateKeyFile= --tlsAllowInvalidCertificates --ssl --apiVersion= --retryWrites --db= --version! --help! --verbose --no-color --build-info!',
    operands: 'connection script:mongo...',
    examples: [
      { command: "mongosh --quiet --eval 'db.orders.countDocuments({status:\"open\"})' acme_dev", decision: 'allow', reversibility: 'read-only' },
      { command: "mongosh acme_dev --eval 'db.users.deleteMany({})'", decision: 'ask', reversibility: 'irreversible' },
      { command: "mongosh 'mongodb://prod.acme.example/acme' --eval 'db.dropDatabase()'", decision: 'deny', blastRadius: 'production' },
    ],
  },
  // Servers that run on this machine unless an address says otherwise.
  stores(['influx', 'influxdb3', 'etcdctl', 'consul', 'rabbitmqctl', 'rabbitmqadmin', 'kafka-topics', 'kafka-topics.sh', 'kafka-consumer-groups', 'kafka-configs', 'rpk', 'nats', 'pulsar-admin', 'curator', 'elasticsearch-plugin', 'cbq', 'couchbase-cli', 'temporal', 'tctl', 'zkCli.sh', 'typesense', 'redis-sentinel', 'rabbitmq-queues', 'rabbitmq-diagnostics', 'rabbitmq-streams', 'rabbitmq-plugins', 'spacetime', 'hbase', 'hdfs', 'hadoop', 'skate', 'dnote', 'patronictl', 'kafka-consumer-groups.sh'], 'connection', [
    { command: 'influx bucket delete --name metrics', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
    { command: 'etcdctl get /a', decision: 'allow' },
    { command: 'etcdctl --endpoints=https://etcd.prod.acme.example:2379 del /a --prefix', decision: 'deny', blastRadius: 'production' },
    { command: 'kafka-topics.sh --bootstrap-server localhost:9092 --delete --topic orders', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
    { command: 'rabbitmqctl purge_queue orders', decision: 'ask', blastRadius: 'machine' },
    { command: 'rabbitmqctl -n rabbit@mq1 purge_queue orders', decision: 'ask', reversibility: 'irreversible' },
    { command: 'rabbitmqadmin -H mq.prod.acme.example purge queue name=orders', decision: 'deny', blastRadius: 'production' },
    { command: 'rabbitmqadmin -H mq.acme.example -V /shop list queues', decision: 'allow' },
    { command: 'nats -s nats://localhost:4222 stream rm ORDERS', decision: 'ask', reversibility: 'irreversible' },
    { command: 'nats -s nats://localhost:4222 stream ls', decision: 'allow' },
    { command: 'nats -q nuke list', decision: 'ask' },
  ]),
  stores(['turbopuffer', 'mc', 's3cmd', 's5cmd', 'b2', 'rclone', 'azcopy', 'restic', 'borg', 'kopia', 'duplicity', 'duplicacy', 'tarsnap', 'resticprofile', 'rustic', 'cbt', 'pgbackrest', 'barman', 'wal-g', 'convex'], 'remote', [
    { command: 'restic forget --prune', decision: 'ask' },
    { command: 'restic snapshots', decision: 'allow' },
    { command: 'restic -r /srv/backup forget latest', decision: 'ask', reversibility: 'irreversible' },
    { command: 's3cmd -c ~/.s3cfg ls', decision: 'allow' },
    { command: 'rclone sync a remote:b', decision: 'ask' },
    { command: 'rclone copy ~/.ssh remote:backup', decision: 'ask', reversibility: 'irreversible' },
  ]),
];
