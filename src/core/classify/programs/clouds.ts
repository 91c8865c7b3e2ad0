import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'cloud';
const reading: CommandTable = { otherOptions: 'harmless', operands: 'data...' };
const changes = (reason = 'changes something in the cloud (`{command}`)'): CommandTable => ({ otherOptions: 'harmless', options: '--dry-run|--dryrun!', operands: 'data...', effects: [effect('infrastructure', 'recoverable', 'remote', reason)] });
const destroys = (reason = 'deletes something in the cloud with what it holds (`{command}`)'): CommandTable => ({ otherOptions: 'harmless', options: '--dry-run|--dryrun!', operands: 'data...', effects: [effect('infrastructure', 'irreversible', 'remote', reason, { alternative: 'take a snapshot or export first' })] });
const secrets: CommandTable = { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'remote', 'shows a secret of the cloud to the agent')] };
/** Help that opens a pager. */
const pager: CommandTable = { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'machine', 'opens a pager, which runs what is typed', { posture: 'ask' })] };
const readVerbs = 'describe*|Describe*|List*|Get*|Query*|list*|get|get-*|show|ls|batch-get-*|lookup-*|search*|query|scan|head-*|estimate-*|validate*|check*|detect-*|simulate-*|preview-*|wait|help|filter-*|select-*|test-*|read|view|history|status|info|verify*|download*|log|tail|presign|diff|count|print*|decode-*|versions|whoami|usage*|version|exists|summary|stats|explain|du|hash|cat|tree|whoami|can-i|what-if|*-list|*-get|*-show';
const destroyVerbs = 'delete*|Delete*|Terminate*|Remove*|Release*|terminate*|remove*|rb|rm|destroy*|purge*|deregister*|drop|drop-*|empty*|force-delete*|schedule-key-deletion|disable-key|batch-delete*|delete-*|discard*|clear*|wipe*|erase*|*-delete|*-destroy|reset*|revoke*|undeploy|uninstall|abort-*|expire*|restore*|rebuild*|reinstall*';

/** What a service keeps no data in: rights, rules, routes and code come back from their definition. */
const lesserVerbs = 'delete-user|delete-group|delete-role|delete-*-policy|delete-policy|delete-policy-version|delete-alarms|delete-dashboards|delete-function|delete-function-*|delete-layer-version|delete-alias|delete-rule|delete-event-source-mapping|delete-security-group|delete-subnet|delete-route|delete-route-table|delete-*-gateway|delete-load-balancer|delete-target-group|delete-listener|delete-tags|delete-launch-template|delete-launch-configuration|delete-auto-scaling-group|delete-access-key|delete-login-profile|delete-key-pair|delete-network-*|delete-service|delete-capacity-provider|delete-nodegroup|delete-addon|delete-fargate-profile|delete-instance-profile|delete-health-check|delete-distribution|delete-certificate|delete-schedule|delete-rest-api|delete-api|delete-stage|delete-deployment|delete-db-subnet-group|delete-db-parameter-group|deregister-*|revoke-*|disassociate-*|detach-*|remove-*|release-address|delete-subscription|unsubscribe';
/** Groups of such things. */
const lesserNouns = 'firewall-rules|firewall|firewalls|nsg|security-groups|routes|route-table|forwarding-rules|target-http-proxies|url-maps|health-checks|backend-services|load-balancer|load-balancers|lb|service-accounts|roles|role|role-assignment|policies|policy|alerts|alert|alarms|monitor|tags|tag|labels|scheduler|jobs|triggers|nat|vpc-peerings|ssh-key|ssh-keys|keys|certificates|cert|domain-mappings|functions|functionapp|webhooks|events';
/** One step undoes what these do. */
const turnVerbs = 'stop-*|start-*|suspend-*|resume-*|enable-*|disable-*|reboot-*|stop|start|restart|suspend|resume';
/** Vaults keep what is deleted for some time, until it is purged. */
const softDeletes: CommandTable = { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'recoverable', 'remote', 'deletes something that can be brought back for some days (`{command}`)')] };
const lessens = (): CommandTable => changes('removes something that its definition brings back (`{command}`)');
const turns: CommandTable = { otherOptions: 'harmless', options: '--dry-run|--dryrun!', operands: 'data...', effects: [effect('infrastructure', 'reversible', 'remote', 'starts, stops or switches something in the cloud (`{command}`)', { posture: 'ask' })] };
const deploys: CommandTable = { otherOptions: 'harmless', options: '--dry-run|--dryrun!', operands: 'data...', effects: [effect('deploy', 'recoverable', 'production', 'puts a version in front of users (`{command}`)')] };
/** Services of AWS: the verb of the operation tells what it does. */
const service: CommandTable = { otherOptions: 'harmless', operands: 'data...', commands: { [readVerbs]: reading, [lesserVerbs]: lessens(), [turnVerbs]: turns, 'update-function-code|publish-version|update-service|create-deployment|start-deployment|create-invalidation|update-environment|deploy|promote*': deploys, 'delete-hosted-zone': { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'irreversible', 'production', 'deletes a DNS zone: its names stop working')] }, [destroyVerbs]: destroys(), '*': changes() } };
/** Credentials and settings that later commands use. */
const signsIn: CommandTable = { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes which cluster or account later commands reach (`{command}`)')] };
/** What changes something by itself: words behind it are no sub-commands, also where an option that nobody lists stands before them. */
const actVerbs = 'create|create-*|update|update-*|add|add-*|set|set-*|put|put-*|exec|ssh|run|invoke|import|export|restore|attach*|move|migrate|upgrade|patch|replace|apply|approve|assign|grant|send|publish|execute|scale|resize|rotate|renew|install|sync|copy|submit|call|connect|shell|login|edit';
/** Command groups of any depth. */
const group = (depth: number, radius: 'remote' | 'production' = 'remote'): CommandTable => ({
  otherOptions: 'harmless',
  operands: 'data...',
  commands: { 'get-credentials|update-kubeconfig': signsIn, 'generate-sas|generate-*-token|generate-access-token|print-access-token': secrets, 'generate-*': reading, [lesserNouns]: { otherOptions: 'harmless', operands: 'data...', commands: { [readVerbs]: reading, [destroyVerbs]: lessens(), '*': changes() }, effects: [effect('infrastructure', 'recoverable', 'remote', 'changes something in the cloud (`{command}`)', { operands: 'some' })] }, [readVerbs]: reading, [turnVerbs]: turns, deploy: deploys, [actVerbs]: radius === 'remote' ? changes() : { ...changes(), effects: [effect('infrastructure', 'recoverable', 'production', 'changes an environment that is in use (`{command}`)')] }, [destroyVerbs]: radius === 'remote' ? destroys() : { ...destroys(), effects: [effect('infrastructure', 'irreversible', 'production', 'deletes something of an environment that is in use (`{command}`)')] }, '*': depth > 0 ? { ...group(depth - 1, radius), effects: [effect('infrastructure', 'recoverable', 'remote', 'changes something in the cloud (`{command}`)')] } : changes() },
  effects: [effect('infrastructure', 'recoverable', 'remote', 'changes something in the cloud (`{command}`)', { operands: 'some' })],
});

/** Providers whose commands are alike; `radius` is where what they hold is used. */
const providers = (names: readonly string[], radius: 'remote' | 'production', examples: ProgramTable['examples']): ProgramTable => ({
    names,
    family,
    variables: { RAILWAY_ENVIRONMENT: 'environment', SUPABASE_PROJECT_ID: 'environment', HEROKU_APP: 'environment' },
    everywhere: '-h|--help! --version! --dry-run! -a|--app=environment --environment|--env=environment -p|--project|--project-id|--project-ref|--profile=environment --org|--team|--context|--account=environment --region|--zone= -o|--output= --json -y|--yes',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'list|*:list|*:fetch|*:describe|ls|show|get|status|whoami|logs|log|info|me|version|help|describe|open|doctor|completion|usage|view|search|ps|ip|netcheck|ping|check|validate|docs|autocomplete|domains:list|config:list|pg:info|pg:ps|pg:diagnose|pg:locks|ps:list|addons:list|regions:list|auth:whoami|auth:whoami*|pg:backups|status*|whois|listen|bug|ready|inspect|diff|tail|download|pull|report|balance|gen|types|inspect-*|test|lint|init|link|dev|start|serve|develop|generate|create-types|netstat|scan|blame':
        reading,
      'projects|issues|pulls|repos|milestones|labels|regions|sizes|plugins|commands|apps|releases|addons|pipelines|orgs|access|buildpacks|features|certs|drains|notifications|hosts|events|samples|models|datasets|kernels|competitions|leaderboard|services|serverless|agents|exit-node|dns|cache|metrics': { otherOptions: 'harmless', operands: 'data...', commands: { [readVerbs]: reading, 'pull|open|files|logs|download|init|commits|locations|submissions|leaderboard|metadata': reading, [turnVerbs]: turns, [destroyVerbs]: { otherOptions: 'harmless', options: '--dry-run!', operands: 'data...', effects: [effect('infrastructure', 'irreversible', radius, 'deletes something of the service with what it holds (`{command}`)')] }, '*': changes() } },
      'config|config:get|variables|variable|vars|env|secrets|secret|auth:token|auth:print|auth': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: { 'list|ls': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'remote', 'shows the variables of an environment to the agent')] }, 'status|whoami|validate|process|pack|check|schema|path': reading, [destroyVerbs]: destroys('removes variables or secrets of an environment'), '*': changes('changes variables, secrets or the sign-in of an environment') },
        effects: [effect('secret', 'recoverable', 'remote', 'shows the variables of an environment to the agent')],
      },
      db: {
        operands: 'data...',
        commands: {
          'diff|lint|dump|pull|list|ls|show|inspect|start|test|advisors|export|locations|tokens|config': reading,
          'push|seed|migrate': { otherOptions: 'harmless', options: '--dry-run! --linked --local --db-url=connection', effects: [effect('schema', 'recoverable', 'shared', 'applies migrations to the database of the project, which others use', { without: '--local --db-url' }), effect('database', 'reversible', 'machine', 'applies migrations to the local database', { with: '--local', posture: 'routine' }), effect('schema', 'recoverable', 'connection', 'applies migrations to a database', { with: '--db-url' })] },
          reset: { otherOptions: 'harmless', options: '--linked --local --db-url=connection --no-seed', effects: [effect('schema', 'irreversible', 'machine', 'drops the local database and builds it again', { without: '--linked --db-url' }), effect('schema', 'irreversible', 'production', 'drops the linked database and builds it again', { with: '--linked --db-url' })] },
          [destroyVerbs]: destroys('deletes a database with all it holds'),
          '*': changes('changes a database'),
        },
      },
      migration: { operands: 'data...', commands: { 'new|list|fetch|squash': reading, 'up|repair': { otherOptions: 'harmless', options: '--linked --local --db-url=connection', handler: 'orm-apply', effects: [effect('schema', 'recoverable', 'shared', 'applies or rewrites migrations of the linked database, which others use', { with: '--linked' })] }, down: { otherOptions: 'harmless', handler: 'orm-reset' } } },
      'pg:reset|pg:psql|pg:copy|pg:backups:restore|pg:backups:delete|pg:push|pg:pull|pg:killall|apps:destroy|addons:destroy|pipelines:destroy|domains:remove|ps:kill|redis:cli|certs:remove|spaces:destroy|container:rm|sharing:remove|access:remove|members:remove|keys:remove|keys:clear|apps:transfer|apps:leave|apps:rename|authorizations:revoke|clients:destroy|pg:credentials:destroy|volumes:delete|shell|ssh|connect|run|run:*|exec|console|db:sql|sql|rails|ssh:*|terminate|terminate*|deprovision|abort|destroy-*|teardown':
        { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'irreversible', 'production', 'destroys, replaces or opens a console in an environment that is in use (`{command}`)')] },
      stop: { otherOptions: 'harmless', options: '--no-backup --backup --all', operands: 'data...', effects: [effect('container', 'reversible', 'machine', 'stops what runs for this project', { posture: 'routine', without: '--no-backup', operands: 'none' }), effect('database', 'irreversible', 'machine', 'stops the local database and deletes what it holds', { with: '--no-backup' }), effect('infrastructure', 'reversible', 'remote', 'stops something that is in use', { operands: 'some' })] },
      'config:set|config:unset|vars:set|labs:disable|maintenance:on|maintenance:off|drains:remove|webhooks:remove|addons:detach|releases:rollback|rollback': { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'recoverable', radius, 'changes the settings of an environment that is in use (`{command}`)')] },
      down: { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'recoverable', radius, 'takes down what is deployed (`{command}`)')] },
      [destroyVerbs]: destroys(),
      'up|deploy|redeploy|push|release|publish|promote|ship|container:release|container:push|pipelines:promote|releases:retry|restart|ps:restart|scale|ps:scale|builds:create|swap|upload|apply|deploy:*|theme|app:deploy':
        { otherOptions: 'harmless', options: '--dry-run!', operands: 'data...', effects: [effect('deploy', 'recoverable', 'production', 'puts this version into an environment that is in use')] },
      'volume|volumes|database|databases|branches|branch|project|bucket|buckets|storage|cluster|clusters|organization|organizations|instance|instances|backup|snapshot|snapshots': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: { [readVerbs]: reading, [destroyVerbs]: { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'irreversible', radius, 'deletes what holds data (`{command}`)')] }, '*': { ...group(1) } },
      },
      '*': { ...group(3, radius), effects: [effect('infrastructure', 'recoverable', radius, 'changes something in the cloud (`{command}`)')] },
    },
    examples,
  });

/** Command lines of clouds. Reading is free, changes reach others, deletions of what holds data cannot be undone. */
export const clouds: readonly ProgramTable[] = [
  {
    names: ['aws', 'awslocal', 'aws2'],
    family,
    variables: { AWS_PROFILE: 'environment', AWS_DEFAULT_PROFILE: 'environment' },
    everywhere: '--profile=environment --region= --output= --query= --endpoint-url=url --no-cli-pager --no-paginate --no-verify-ssl --debug --color= --cli-binary-format= --no-sign-request --cli-read-timeout= --cli-connect-timeout= --ca-bundle= --version! --dry-run! --cli-input-json= --cli-input-yaml= --generate-cli-skeleton=?',
    commands: {
      help: pager,
      s3: {
        operands: 'data...',
        commands: {
          'ls|presign': reading,
          cp: { otherOptions: 'harmless', options: '--recursive --dryrun! --exclude= --include= --acl= --sse=', operands: 'read write', effects: [effect('network', 'recoverable', 'remote', 'copies objects to a bucket', { behind: '^s3:' }), effect('network', 'read-only', 'remote', 'copies objects from a bucket')] },
          sync: { otherOptions: 'harmless', options: '--dryrun! --delete --exclude= --include= --acl=', operands: 'read write', effects: [effect('network', 'recoverable', 'remote', 'copies objects to a bucket', { behind: '^s3:' }), effect('network', 'read-only', 'remote', 'copies objects from a bucket'), effect('infrastructure', 'irreversible', 'remote', 'deletes what is not in the source', { with: '--delete', behind: '^s3:' }), effect('delete', 'irreversible', 'machine', 'deletes files here that are not in the bucket', { with: '--delete', behind: '^(?!s3:)' })] },
          'mb|website': changes('makes or publishes a bucket'),
          'mv': destroys('moves objects: the old ones are gone'),
          'rm|rb': destroys('deletes objects or a bucket'),
        },
      },
      secretsmanager: { operands: 'data...', commands: { 'delete-secret': { otherOptions: 'harmless', options: '--force-delete-without-recovery', effects: [effect('infrastructure', 'recoverable', 'remote', 'deletes a secret; for some days it can be brought back', { without: '--force-delete-without-recovery' }), effect('infrastructure', 'irreversible', 'remote', 'deletes a secret for good', { with: '--force-delete-without-recovery' })] }, 'get-secret-value|batch-get-secret-value|get-random-password': secrets, [readVerbs]: reading, [destroyVerbs]: destroys(), '*': changes() } },
      ssm: { operands: 'data...', commands: { 'get-parameter|get-parameters|get-parameters-by-path|get-parameter-history': { otherOptions: 'harmless', options: '--with-decryption', effects: [effect('secret', 'recoverable', 'remote', 'shows a secret of the cloud to the agent', { with: '--with-decryption' })] }, [readVerbs]: reading, 'start-session|send-command|start-automation-execution': { otherOptions: 'harmless', effects: [effect('execute', 'irreversible', 'remote', 'runs something on other machines', { uninspectable: true })] }, [destroyVerbs]: destroys(), '*': changes() } },
      kms: { operands: 'data...', commands: { decrypt: secrets, 'schedule-key-deletion|disable-key|delete-*': { otherOptions: 'harmless', effects: [effect('infrastructure', 'recoverable', 'remote', 'schedules the deletion of a key: all it encrypts is lost with it', { posture: 'deny' })] }, [readVerbs]: reading, '*': changes() } },
      sts: { operands: 'data...', commands: { 'get-caller-identity|decode-authorization-message|get-access-key-info': reading, '*': secrets } },
      configure: { otherOptions: 'harmless', operands: 'data...', commands: { get: { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'machine', 'shows a credential to the agent', { operand: 'secret|token|access_key', sure: true })] }, 'list|list-profiles': reading, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'recoverable', 'machine', 'changes the credentials that later commands use')] } }, effects: [effect('config', 'recoverable', 'machine', 'changes the credentials that later commands use', { operands: 'none' })] },
      sso: { operands: 'data...', commands: { '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'signs in to the cloud')] } } },
      sns: { otherOptions: 'harmless', operands: 'data...', commands: { ...service.commands, 'delete-topic|unsubscribe|delete-*': lessens() } },
      ecs: { ...service, commands: { 'update-service': { otherOptions: 'harmless', options: '--force-new-deployment --task-definition= --desired-count=', operands: 'data...', effects: [effect('deploy', 'recoverable', 'production', 'puts a version in front of users (`{command}`)', { with: '--force-new-deployment --task-definition' }), effect('infrastructure', 'recoverable', 'remote', 'changes how often a service runs (`{command}`)', { without: '--force-new-deployment --task-definition' })] }, ...service.commands } },
      'logs|ec2|rds|lambda|iam|route53|cloudformation|dynamodb|eks|ecr|sqs|cloudwatch|s3api|elasticache|efs|*': service,
    },
    examples: [
      { command: 'aws s3 cp s3://acme-assets/a.json /tmp/a.json', decision: 'allow' },
      { command: 'aws s3 cp s3://acme-assets/rc ~/.bashrc', decision: 'ask' },
      { command: 'aws s3 cp dist s3://acme-assets --recursive', decision: 'ask' },
      { command: 'aws s3 sync dist s3://acme-assets --acl private --storage-class STANDARD_IA', decision: 'ask' },
      { command: 'aws configure get aws_secret_access_key', decision: 'ask' },
      { command: 'aws s3 ls s3://acme-assets/', decision: 'allow', reversibility: 'read-only' },
      { command: 'aws ec2 describe-instances --filters Name=tag:env,Values=prod', decision: 'allow', reversibility: 'read-only' },
      { command: 'aws s3 rb s3://acme-uploads --force', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' },
      { command: 'aws rds delete-db-instance --db-instance-identifier acme-prod --skip-final-snapshot', decision: 'deny', blastRadius: 'production' },
      { command: 'aws ec2 terminate-instances --instance-ids i-0abc', decision: 'ask', reversibility: 'irreversible' },
      { command: 'aws lambda update-function-code --function-name x', decision: 'ask', reversibility: 'recoverable' },
      { command: 'aws secretsmanager get-secret-value --secret-id db', decision: 'ask', reversibility: 'recoverable' },
      { command: 'aws sts get-caller-identity', decision: 'allow' },
    ],
  },
  {
    names: ['gcloud'],
    family,
    variables: { CLOUDSDK_CORE_PROJECT: 'environment', CLOUDSDK_ACTIVE_CONFIG_NAME: 'environment' },
    everywhere: '--project=environment --account= --configuration=environment --format= --filter= --region= --zone= --location= -q|--quiet --verbosity= --help! --version! --limit= --sort-by= --flags-file=opaque --impersonate-service-account= --log-http --billing-project= --user-output-enabled --trace-token=',
    commands: {
      'help|topic|cheat-sheet': pager,
      'info|version|feedback|survey': reading,
      auth: { operands: 'data...', commands: { 'list': reading, 'print-access-token|print-identity-token|application-default': secrets, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes the credentials that later commands use')] } } },
      config: { operands: 'data...', commands: { 'list|get|get-value': reading, configurations: { operands: 'data...', commands: { 'list|describe': reading, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes which project later commands reach')] } } }, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes which project later commands reach')] } } },
      init: signsIn,
      components: { otherOptions: 'harmless', operands: 'data...', commands: { list: reading, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('package', 'reversible', 'machine', 'changes the cloud tools of this machine')] } } },
      secrets: { operands: 'data...', commands: { versions: { operands: 'data...', commands: { access: secrets, 'list|describe': reading, '*': destroys() } }, [readVerbs]: reading, [destroyVerbs]: destroys(), '*': changes() } },
      projects: { operands: 'data...', commands: { [readVerbs]: reading, delete: { otherOptions: 'harmless', operands: 'environment', effects: [effect('infrastructure', 'recoverable', 'remote', 'deletes a whole project', { posture: 'deny' })] }, '*': changes() } },
      'alpha|beta|preview': group(4),
      '*': group(3),
    },
    examples: [
      { command: 'gcloud projects list', decision: 'allow' },
      { command: 'gcloud run services describe api --region europe-west1', decision: 'allow' },
      { command: 'gcloud projects delete acme-prod --quiet', decision: 'deny', blastRadius: 'production' },
      { command: 'gcloud compute instances delete trainer --zone europe-west4-a -q', decision: 'ask', reversibility: 'irreversible' },
      { command: 'gcloud memorystore instances delete x', decision: 'ask', reversibility: 'irreversible' },
    ],
  },
  {
    names: ['gsutil'],
    family,
    options: '-m -q -D -o= -u= -h= -i=',
    commands: {
      'ls|cat|stat|du|hash|help|version|test': { otherOptions: 'harmless' },
      'rm|rb': destroys('deletes objects or a bucket'),
      cp: { otherOptions: 'harmless', operands: 'read write', options: '-n', effects: [effect('network', 'recoverable', 'remote', 'copies objects to a bucket', { behind: '^gs:' }), effect('network', 'read-only', 'remote', 'copies objects from a bucket')] },
      'rsync|mv|mb|setmeta|acl|iam|cors|lifecycle|web|defacl|versioning|logging|label|compose|rewrite|notification|kms|hmac|retention|signurl|config': { otherOptions: 'harmless', operands: 'data...', options: '-d -n!', effects: [effect('infrastructure', 'recoverable', 'remote', 'changes objects or buckets'), effect('infrastructure', 'irreversible', 'remote', 'deletes what is not in the source', { with: '-d' })] },
    },
    examples: [{ command: 'gsutil -m rm -r gs://acme-uploads', decision: 'ask', reversibility: 'irreversible' }, { command: 'gsutil ls', decision: 'allow' }],
  },
  {
    names: ['az'],
    family,
    variables: { AZURE_SUBSCRIPTION: 'environment' },
    everywhere: '-o|--output= --query= -g|--resource-group=environment -n|--name=environment --subscription=environment --only-show-errors --verbose --debug -h|--help! --version!',
    commands: {
      'version|find|feedback': reading,
      'login|logout|configure|init|cloud|extension|upgrade|config': { otherOptions: 'harmless', operands: 'data...', commands: { 'list|show|get|list-available': reading, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes the cloud tools or credentials of this machine')] } }, effects: [effect('config', 'reversible', 'machine', 'changes the cloud tools or credentials of this machine')] },
      account: { operands: 'data...', commands: { 'get-access-token': secrets, [readVerbs]: reading, '*': { otherOptions: 'harmless', effects: [effect('config', 'reversible', 'machine', 'changes which subscription later commands reach')] } } },
      keyvault: { operands: 'data...', commands: { secret: { operands: 'data...', commands: { 'show|download': secrets, [readVerbs]: reading, delete: softDeletes, [destroyVerbs]: destroys(), '*': changes() } }, delete: softDeletes, [readVerbs]: reading, [destroyVerbs]: destroys(), '*': group(2) } },
      '*': group(4),
    },
    examples: [{ command: 'az group list -o table', decision: 'allow' }, { command: 'az sql db delete -g acme-rg -s acme-srv -n acme --yes', decision: 'ask', reversibility: 'irreversible' }, { command: 'az webapp restart -n x', decision: 'ask' }],
  },
  {
    names: ['eb'],
    family,
    everywhere: '--help! --version! --profile=environment -r|--region= -v|--verbose -q|--quiet --no-verify-ssl --debug',
    otherOptions: 'harmless',
    operands: 'environment...',
    commands: { 'status|list|health|printenv|events': reading, logs: { otherOptions: 'harmless', effects: [effect('execute', 'reversible', 'machine', 'opens a pager, which runs what is typed', { posture: 'ask' })] }, terminate: destroys(), deploy: deploys, '*': changes('changes an environment that others use (`{command}`)') },
    examples: [{ command: 'eb status', decision: 'allow' }, { command: 'eb deploy shop-prod', decision: 'ask' }, { command: 'eb logs', decision: 'ask' }],
  },
  {
    names: ['tailscale'],
    family,
    everywhere: '--help! --version! --socket=opaque',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: { 'status|ip|netcheck|ping|version|whois|whoami|dns|metrics|licenses|bugreport|lock|completion|exit-node': reading, '*': changes('changes what other machines reach on this one (`{command}`)') },
    effects: [],
    examples: [{ command: 'tailscale status', decision: 'allow' }, { command: 'tailscale serve --http=12345 /etc/shadow', decision: 'ask' }],
  },
  providers(['doctl', 'hcloud', 'linode-cli', 'vultr-cli', 'vultr', 'scw', 'exo', 'oci', 'ibmcloud', 'openstack', 'aliyun', 'tccli', 'ovhcloud', 'civo', 'upctl', 'neonctl', 'neon', 'turso', 'pscale', 'planetscale', 'cycle', 'supabase', 'xata', 'fauna', 'appwrite', 'nile', 'ccloud', 'confluent', 'mongocli', 'databricks', 'prefect', 'hf', 'huggingface-cli', 'wandb', 'modal', 'replicate', 'kaggle', 'ecs-cli', 'lightsailctl', 'opsworks', 'aws-nuke', 'cloud-nuke', 'flarectl', 'cli53', 'nova', 'glance', 'cinder', 'neutron', 'heat', 'coder', 'gitpod', 'gp', 'daytona', 'brev', 'runpodctl', 'vastai', 'stripe', 'twilio', 'auth0', 'okta', 'clerk', 'launchdarkly', 'ldcli', 'sentry-cli', 'datadog-ci', 'newrelic', 'pagerduty', 'shopify', 'sfdx', 'sf', 'zapier', 'slack', 'hubspot', 'hs', 'contentful', 'algolia', 'chainctl', 'cloudflared', 'ngrok', 'zrok', 'zerotier-cli', 'koji', 'jira', 'acli', 'jules', 'linear', 'discord', 'gcalcli', 'twurl', 'resend', 'hut', 'fj', 'tea', 'bk', 'circleci', 'travis', 'drone', 'woodpecker', 'buildkite-agent', 'jenkins-cli', 'semaphore', 'sem', 'teamcity', 'spinnaker', 'spin', 'harness', 'octopus', 'dt'], 'remote', [
      { command: 'supabase db reset', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: 'supabase db reset --linked', decision: 'deny', blastRadius: 'production' },
      { command: 'supabase db diff --linked', decision: 'allow' },
      { command: 'doctl compute droplet delete 5', decision: 'ask', reversibility: 'irreversible' },
      { command: 'doctl compute droplet list', decision: 'allow' },
      { command: 'turso db destroy acme --yes', decision: 'ask', reversibility: 'irreversible' },
      { command: 'neonctl branches delete main --project-id acme-123', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' },
      { command: 'stripe listen', decision: 'allow' },
  ]),
  {
    names: ['cli4'],
    family,
    options: '--get --json --yaml --raw --quiet --dump! --help! --version! -e|--examples! -p|--profile=environment --delete --post --put --patch',
    operands: 'data...',
    effects: [
      effect('infrastructure', 'irreversible', 'remote', 'deletes something at Cloudflare', { with: '--delete' }),
      effect('infrastructure', 'recoverable', 'remote', 'changes something at Cloudflare', { with: '--post --put --patch' }),
    ],
    examples: [{ command: 'cli4 /zones', decision: 'allow' }, { command: 'cli4 --delete /zones/:acme.example/dns_records/:1', decision: 'ask', reversibility: 'irreversible' }],
  },
  // What these platforms run is what users see.
  providers(['railway', 'heroku', 'render', 'koyeb', 'northflank'], 'production', [
      { command: 'heroku logs --tail -a acme-api', decision: 'allow' },
      { command: 'heroku pg:reset DATABASE_URL --confirm acme-api', decision: 'deny', blastRadius: 'production' },
      { command: 'railway up --service api', decision: 'ask', blastRadius: 'production' },
      { command: 'railway volume delete --volume data', decision: 'deny' },
      { command: 'railway down', decision: 'ask' },
  ]),
];
