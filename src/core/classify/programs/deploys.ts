import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'deploy';
const reading: CommandTable = { otherOptions: 'harmless', operands: 'data...' };
const local: CommandTable = { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'builds or runs the project')] };
const changes = (reason: string): CommandTable => ({ otherOptions: 'harmless', operands: 'data...', effects: [effect('network', 'recoverable', 'remote', reason)] });
/** Words for colleagues, which their author can edit or delete again. */
const talk: CommandTable = {
  otherOptions: 'harmless',
  options: '-b|--body|--message|-m|--description= -F|--body-file=read -t|--title= --edit-last --delete-last --yes -e|--editor -c|--comment -a|--approve -r|--request-changes -l|--label= -d|--draft --undo',
  operands: 'data...',
  effects: [
    effect('git-remote', 'reversible', 'shared', 'writes to a discussion that others see; it can be edited or deleted again', { without: '--approve --request-changes --delete-last', trustable: 'verb' }),
    effect('git-remote', 'recoverable', 'shared', 'decides on a change of somebody else, or takes words back', { with: '--approve --request-changes --delete-last' }),
  ],
};
/** Whose account later commands use. */
const signsIn: CommandTable = { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes whose account later commands use')] };
const destroys = (reason: string, radius: 'remote' | 'production' = 'production'): CommandTable => ({ otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'irreversible', radius, reason)] });
const variables: CommandTable = { otherOptions: 'harmless', operands: 'data...', commands: { 'ls|list': reading, 'pull|get': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'remote', 'shows or fetches the variables of an environment')] }, '*': changes('changes the variables of an environment') } };
const deploy: CommandTable = {
  otherOptions: 'harmless',
  options: '--prod|-p|--production --target=environment -e|--env= --dir|-d=read --message= --dry-run! --prebuilt --yes|-y --token|-t= --scope|-S= --site|-s= --alias= --cwd=workdir',
  operands: 'data...',
  effects: [
    effect('deploy', 'reversible', 'shared', 'makes a preview that others can open', { without: '--prod --target=production --target=prod' }),
    effect('deploy', 'recoverable', 'production', 'puts this version into production', { with: '--prod --target=production --target=prod' }),
  ],
};
const toProduction: CommandTable = { ...deploy, effects: [effect('deploy', 'recoverable', 'production', 'puts this version into production')] };

/** Hosting, code forges and mobile stores: what others see. */
export const deploys: readonly ProgramTable[] = [
  {
    names: ['vercel', 'now', 'vc'],
    family,
    everywhere: '--token|-t= --scope|-S|--team|-T= --cwd=workdir -h|--help! -v|--version! -d|--debug --local-config|-A=read --global-config|-Q=opaque --no-color -y|--yes --confirm --non-interactive',
    options: deploy.options ?? '',
    otherOptions: 'harmless',
    operands: 'data...',
    effects: deploy.effects ?? [],
    commands: {
      'ls|list|logs|log|inspect|whoami|bisect|target|targets|help|httpstat|curl|microfrontends|contract|usage|metrics|activity': reading,
      'login|logout|switch': signsIn,
      'dev|build|link|pull|init|teams|telemetry|guidance|mcp|open': local,
      'deploy': deploy,
      env: variables,
      'promote|rollback|redeploy|rolling-release|rr': toProduction,
      'rm|remove': destroys('removes a deployment or project (`{command}`)'),
      'project|projects|blob|cache|domains|dns|certs|alias|integration|integration-resource|git|webhooks|flags|edge-config|redirects|api|crons|tokens': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: { 'ls|list|inspect|balance|get|info': reading, 'rm|remove|del|delete|purge|empty-store|delete-store': destroys('removes something of the site for good (`{command}`)'), '*': changes('changes the site (`{command}`)') },
      },
    },
    examples: [
      { command: 'vercel --prod', decision: 'ask', reversibility: 'recoverable', blastRadius: 'production' },
      { command: 'vercel deploy', decision: 'ask', reversibility: 'reversible', blastRadius: 'shared' },
      { command: 'vercel ls', decision: 'allow' },
      { command: 'vercel env rm DATABASE_URL production -y', decision: 'ask' },
      { command: 'vercel dev', decision: 'allow' },
    ],
  },
  {
    // Two programs of one name: Capacitor builds apps, Capistrano deploys to a stage (`cap production deploy`).
    names: ['cap'],
    family,
    everywhere: '-h|--help! -V|--version! -n|--dry-run! -T|--tasks! -t|--trace -q -s -v -R= -z= --roles= --hosts=',
    operands: 'environment data...',
    otherOptions: 'harmless',
    commands: { 'add|sync|copy|update|init|ls|list|doctor|build|run|open|serve|migrate|config': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'reversible', 'workspace', 'builds or runs the app of this project')] } },
    effects: [effect('deploy', 'recoverable', 'production', 'runs tasks on the servers of a stage')],
    examples: [{ command: 'bundle exec cap production deploy', decision: 'ask', reversibility: 'recoverable', blastRadius: 'production' }, { command: 'npx cap sync ios', decision: 'allow' }, { command: 'cap -T', decision: 'allow' }],
  },
  {
    // A draft stays apart from the site until it is published.
    names: ['netlify', 'ntl', 'netlify-cli'],
    family,
    everywhere: '--help! --version! --filter= --cwd=workdir --auth= --debug -s|--site=environment --json --silent --telemetry-disable',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'status*|logs*|sites:list|sites:search|api:list|env:list|env:get|functions:list|blobs:list|blobs:get|watch|open*|help|completion|recipes:list': reading,
      'login|logout|switch': signsIn,
      'dev*|serve|build|init|link|unlink|functions:create|functions:build|functions:serve|functions:invoke|recipes|clone|agents*': local,
      deploy: {
        otherOptions: 'harmless',
        options: '-p|--prod --prod-if-unlocked -d|--dir= -f|--functions= -m|--message= -a|--alias= -o|--open --trigger --build --no-build --context= --skip-functions-cache --timeout= --upload-source-zip --create-site=?',
        effects: [effect('deploy', 'reversible', 'shared', 'puts a draft in front of those who know its address', { without: '--prod --prod-if-unlocked --trigger' }), effect('deploy', 'recoverable', 'production', 'puts this version in front of others', { with: '--prod --prod-if-unlocked --trigger' })],
      },
      'sites:delete|env:unset|blobs:delete|database:*|db:*|addons:delete|unlock*': destroys('deletes something that is in use (`{command}`)'),
    },
    effects: [effect('infrastructure', 'recoverable', 'production', 'changes something that is in use (`{command}`)')],
    examples: [
      { command: 'netlify deploy --prod --dir=dist', decision: 'ask', reversibility: 'recoverable', blastRadius: 'production' },
      { command: 'netlify deploy --dir=dist', decision: 'ask', reversibility: 'reversible', blastRadius: 'shared' },
      { command: 'netlify sites:delete site-123', decision: 'deny' },
      { command: 'netlify status', decision: 'allow' },
    ],
  },
  {
    names: ['fly', 'flyctl', 'wrangler', 'firebase', 'surge', 'gh-pages', 'deployctl', 'eas', 'appcenter', 'code-push', 'begin', 'workerd', 'zeabur', 'flightcontrol', 'qovery', 'clever', 'scalingo', 'dokku', 'caprover', 'coolify', 'layer0', 'edgio', 'fastly', 'akamai', 'convox', 'divio', 'platformsh', 'gigalixir', 'fl0', 'genezio', 'opennext', 'opennextjs-cloudflare', 'clasp', 'miniflare'],
    family,
    everywhere: '--help! --version! --dry-run! -a|--app=environment -c|--config=read -e|--env|--environment=environment --project|-P=environment --token= --cwd=workdir --json -y|--yes --remote --local --prod|-p -t|--target=environment --branch= --channel=',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'status|logs|list|ls|whoami|info|tail|docs|help|open|version|doctor|monitor|releases|checks|regions|ping|platform|dashboard|auth:list|login:list|projects:list|apps:list|functions:log|functions:list|hosting:channel:list|database:get|firestore:indexes|build:list|build:view|update:list|channel:list|config|diagnostics|analytics|stats|health|trace|validate|image|history|show|ext:list|remoteconfig:get|apps:sdkconfig|crashlytics|types|check|whoami*':
        reading,
      'login|logout|switch|login:*|logout:*': signsIn,
      'dev|serve|build|init|link|unlink|emulators:start|emulators:export|create|new|watch|functions:shell|functions:create|functions:serve|functions:invoke|generate|completion|recipes|telemetry|start|functions:build|clone|setup:*|experiments:*|use|target|target:*|open:*|lint|update-config|fingerprint*|env:pull|prebuild|blobs:list|blobs:get|dev:*':
        local,
      'emulators:exec': { otherOptions: 'harmless', options: '--only= --import= --export-on-exit=?write --inspect-functions=? --ui', operands: 'shell...', effects: [effect('execute', 'reversible', 'workspace', 'runs a command beside the emulators')] },
      'hosting:channel:deploy': { ...deploy, effects: [effect('deploy', 'recoverable', 'production', 'puts this version into production', { operand: '^live$' }), effect('deploy', 'reversible', 'shared', 'makes a preview that others can open')] },
      'deploy|publish|functions:deploy|hosting:clone|launch|promote|update|submit|build|build:*|submit:*|update:*|release|rollback|rollback:*|triggers|scale|restart|apps:restart|resume|suspend|deploy:*|up|rollouts*|sites:*|watch:deploy|appdistribution:*|hosting:sites:*|apphosting:*':
        toProduction,
      'machine|machines|versions|deployments': { otherOptions: 'harmless', operands: 'data...', commands: { 'list|ls|status|view|show|info|leases': reading, 'destroy|remove|rm|delete|kill': destroys('deletes something that is in use (`{command}`)') }, effects: [effect('deploy', 'recoverable', 'production', 'changes what is in use (`{command}`)')] },
      d1: {
        operands: 'data...',
        commands: {
          'list|info|insights|time-travel|export': reading,
          execute: { options: '--command|-c=sql --file=sql-file --remote --local --env|-e=environment --json --yes|-y --persist-to= --preview --batch-size=', otherOptions: 'harmless', operands: 'environment', handler: 'sql-client', effects: [effect('database', 'recoverable', 'production', 'runs SQL on the database that is in use', { with: '--remote' })] },
          migrations: { operands: 'data...', commands: { 'list|create': reading, apply: { otherOptions: 'harmless', options: '--remote --local', effects: [effect('schema', 'recoverable', 'production', 'applies migrations to the database that is in use', { with: '--remote' })] } } },
          create: changes('makes a database'),
          delete: destroys('deletes a database with all it holds'),
        },
      },
      'apps|app|volumes|volume|postgres|pg|mysql|redis|secrets|ips|certs|ssh|proxy|sftp|wireguard|orgs|tokens|r2|kv|kv:key|kv:namespace|kv:bulk|kv_namespace|queues|secret|pages|vectorize|hyperdrive|dispatch-namespace|workflows|ai|containers|mtls-certificate|cert|pubsub|pipelines|secrets-store|functions|hosting|auth|database|firestore|firestore:databases|remoteconfig|storage|extensions|ext|env|env:*|sites|sites-*|addons|api|blobs|lm|graph|dns|domains|channel|branch|credentials|device|metadata|webhook|project|config:*|account|litefs-cloud|consul|extensions-*|mpg|mounts|objects|services|service|backend|purge|purge-*|acl|logging|dictionary|tls|compute|vcl|kv-store|object-storage|secret-store|db|nginx|letsencrypt|storage:*|ps|ps:*|postgres:*|certs:*|domains:*|functions:*|database:*|firestore:*|hosting:*|auth:*|remoteconfig:*|apps:*|git:*|checks:*|builder:*|network:*|plugin:*|proxy:*|cron:*|tags:*':
        {
          otherOptions: 'harmless',
          operands: 'data...',
          commands: {
            'list|ls|show|get|info|status|describe|list-*|check|users|attached|download|export': reading,
            'delete|destroy|rm|remove|purge|empty|reset|revoke|del|clear|drop|uninstall|truncate|delete-*': destroys('deletes something that is in use (`{command}`)'),
            'bucket|namespace|key|object|consumer|deployment|project|bulk|instance|instances|lifecycle|domain|dev-url|catalog|store|index|notification|snapshots|backup|databases|backups|api|hosting|data|attachments': {
              otherOptions: 'harmless',
              operands: 'data...',
              commands: { 'list|ls|get|info|show|tail|status|describe': reading, 'delete|rm|remove|destroy|purge|reset|unset|drop|del': destroys('deletes something that is in use (`{command}`)'), '*': changes('changes the site (`{command}`)') },
            },
          },
          effects: [effect('infrastructure', 'recoverable', 'production', 'changes something that is in use (`{command}`)')],
        },
      'firestore:delete|database:remove|database:set|database:update|auth:import|auth:export|firestore:databases:delete|functions:delete|hosting:sites:delete|hosting:channel:delete|remoteconfig:rollback|ext:uninstall|projects:*|destroy|delete|teardown|remove|rm|apps:destroy|apps:delete|postgres:destroy|postgres:unlink|apps:clean|purge-all|uninstall|undeploy|sites:delete|webhook:delete|channel:delete|branch:delete|update:delete|build:delete|build:cancel|storage:delete|domains:delete':
        destroys('deletes something that is in use (`{command}`)'),
    },
    effects: [effect('deploy', 'recoverable', 'production', 'puts this version in front of others')],
    examples: [
      { command: 'fly status -a acme-api', decision: 'allow' },
      { command: 'fly deploy', decision: 'ask', blastRadius: 'production' },
      { command: 'fly apps destroy acme-api --yes', decision: 'deny', blastRadius: 'production' },
      { command: 'wrangler r2 bucket delete uploads', decision: 'deny' },
      { command: 'wrangler dev', decision: 'allow' },
      { command: 'firebase firestore:delete --all-collections --force', decision: 'deny' },
      { command: 'firebase emulators:start', decision: 'allow' },
      { command: "firebase emulators:exec 'npx jest'", decision: 'allow' },
      { command: "firebase emulators:exec 'rm -rf ~/Documents'", decision: 'ask', blastRadius: 'machine' },
      { command: 'firebase hosting:disable', decision: 'ask', reversibility: 'recoverable', blastRadius: 'production' },
    ],
  },
  {
    names: ['gh'],
    family: 'github',
    everywhere: '-h|--help! --version! -R|--repo= --hostname= --jq|-q= --json= --template|-t= --web|-w',
    commands: {
      'status|help|version|search|completion|browse|accessibility|a11y|licenses|preview|environment|formatting|reference|mintty|exit-codes': { otherOptions: 'harmless', operands: 'data...' },
      auth: { commands: { 'status': reading, token: { otherOptions: 'harmless', effects: [effect('secret', 'recoverable', 'shared', 'shows the token of the account to the agent')] }, '*': { otherOptions: 'harmless', effects: [effect('config', 'recoverable', 'machine', 'changes the sign-in that later commands use')] } } },
      api: { otherOptions: 'harmless', options: '-X|--method= -f|--raw-field= -F|--field= -H|--header= --input=read --paginate --slurp --cache= -i|--include --silent --verbose -p|--preview= --jq|-q= --template|-t= --hostname=', operands: 'url', handler: 'gh-api' },
      pr: {
        operands: 'data...',
        commands: {
          'list|ls|view|status|checks|diff': { otherOptions: 'harmless', operands: 'data...' },
          checkout: { otherOptions: 'harmless', operands: 'data...', options: '-f|--force', effects: [effect('git-history', 'reversible', 'workspace', 'checks out a pull request')] },
          'create|new': { ...talk, options: `${talk.options ?? ''} --dry-run!`, effects: [effect('git-remote', 'reversible', 'shared', 'opens a pull request, which others are told of', { trustable: 'verb' })] },
          'comment|edit|ready|review': talk,
          '*': changes('changes a pull request that others see'),
        },
      },
      issue: { operands: 'data...', commands: { 'list|ls|view|status': { otherOptions: 'harmless', operands: 'data...' }, delete: destroys('deletes an issue for good', 'remote'), 'create|new|comment|edit': talk, develop: { ...changes('changes an issue that others see'), options: '-l|--list! -n|--name= -b|--base= -c|--checkout' }, '*': changes('changes an issue that others see') } },
      discussion: { operands: 'data...', commands: { 'list|ls|view|status': { otherOptions: 'harmless', operands: 'data...' }, delete: destroys('deletes a discussion for good', 'remote'), 'create|new|comment|edit|reply': talk, '*': changes('changes a discussion that others see') } },
      'run|workflow|cache|ruleset|rs|at|agent|agents|org|project|label|variable|secret|gpg-key|ssh-key|codespace|cs|attestation|alias|config|extension|ext|co|agent-task|copilot|skill': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: {
          'list|ls|view|watch|get|check|item-list|field-list|verify|trusted-root|logs|ports|download|search|status|suggest|explain': { otherOptions: 'harmless', operands: 'data...', options: '-D|--dir=write' },
          run: { otherOptions: 'harmless', operands: 'data...', options: '--ref= -f=', effects: [effect('deploy', 'recoverable', 'production', 'starts a workflow that may release or deploy', { operand: '^(?!.*(?:stag|preview|sandbox|nightly|lint|test|(?:^|[-_./])(?:dev|qa|ci|checks?|build|e2e)(?:[-_.]|$)))|prod|release|publish|live' }), effect('deploy', 'recoverable', 'shared', 'starts a workflow')] },
          'delete|remove|rm': { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'recoverable', 'remote', 'deletes what others use; it has to be set up again (`{command}`)')] },
          '*': changes('changes something of the repository or account (`{command}`)'),
        },
      },
      repo: {
        operands: 'data...',
        commands: {
          'list|ls|view|gitignore|license|read-file': { otherOptions: 'harmless', operands: 'data...' },
          clone: { otherOptions: 'harmless', operands: 'data write data...', effects: [effect('git-history', 'reversible', 'workspace', 'copies a repository')] },
          'set-default': local,
          delete: destroys('deletes a repository with its issues and pull requests', 'remote'),
          edit: { otherOptions: 'harmless', operands: 'data...', options: '--visibility= --accept-visibility-change-consequences', effects: [effect('git-remote', 'recoverable', 'shared', 'changes the settings of the repository', { without: '--visibility' }), effect('git-remote', 'irreversible', 'shared', 'changes who can see the repository: what is public cannot be called back', { with: '--visibility' })] },
          '*': changes('changes the repository (`{command}`)'),
        },
      },
      release: { operands: 'data...', commands: { 'list|ls|view|verify|verify-asset': { otherOptions: 'harmless', operands: 'data...' }, download: { otherOptions: 'harmless', operands: 'data...', options: '-D|--dir|-O|--output=write' }, 'delete|delete-asset': destroys('deletes a release that others use', 'remote'), create: { otherOptions: 'harmless', options: '-d|--draft -F|--notes-file=read --notes= -t|--title=', operands: 'data read...', effects: [effect('publish', 'irreversible', 'shared', 'publishes a release with its files', { without: '--draft' }), effect('publish', 'reversible', 'shared', 'drafts a release', { with: '--draft', posture: 'ask' })] }, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('publish', 'recoverable', 'shared', 'publishes or changes a release')] } } },
      gist: { operands: 'data...', commands: { 'list|view': { otherOptions: 'harmless', operands: 'data...' }, clone: local, create: { otherOptions: 'harmless', options: '-p|--public -d|--desc= -f|--filename=', operands: 'read...', effects: [effect('publish', 'irreversible', 'shared', 'publishes files')] }, delete: destroys('deletes a gist', 'remote'), '*': changes('changes a gist') } },
    },
    examples: [
      { command: 'gh pr list --state open', decision: 'allow' },
      { command: 'gh run view 1234 --log-failed', decision: 'allow' },
      { command: 'gh repo delete acme/shop --yes', decision: 'ask', reversibility: 'irreversible' },
      { command: 'gh workflow run release.yml --ref main', decision: 'ask', blastRadius: 'production' },
      { command: 'gh gist create --public .env', decision: 'ask', reversibility: 'irreversible' },
      { command: 'gh pr create --fill', decision: 'ask', reversibility: 'reversible', blastRadius: 'shared' },
      { command: 'gh pr create --fill', decision: 'allow', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'pr create' }] } },
      { command: 'gh pr merge 12 --squash', decision: 'ask' },
      { command: 'gh pr comment 12 --body "Good catch"', decision: 'ask', reversibility: 'reversible', blastRadius: 'shared' },
      { command: 'gh pr comment 12 --body "Good catch"', decision: 'allow', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'pr comment' }] } },
      { command: 'gh pr edit 12 --title "Fix the cart"', decision: 'ask', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'pr comment' }] } },
      { command: 'gh pr comment 12 --body-file .env', decision: 'ask', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'pr comment' }] } },
      { command: 'gh pr review 12 --comment --body "two notes"', decision: 'allow', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'pr review' }] } },
      { command: 'gh pr review 12 --approve', decision: 'ask', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'pr review' }] } },
      { command: 'gh pr merge 12 --squash', decision: 'ask', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'pr merge' }] } },
      { command: 'gh issue close 7', decision: 'ask', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'issue close' }] } },
      { command: 'gh api repos/acme/shop/pulls/comments/12/replies -f body=Fixed', decision: 'allow', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'api comments' }] } },
      { command: 'gh api repos/acme/shop/issues/7/comments -F body=@.env', decision: 'ask', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'api comments' }] } },
      { command: 'gh api repos/acme/shop/pulls/12/merge -X PUT', decision: 'ask', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'api comments' }] } },
      { command: 'gh api repos/acme/shop/issues/comments/7 -X DELETE', decision: 'ask', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'api comments' }] } },
      { command: "gh api graphql -f query='mutation { a: resolveReviewThread(input: {threadId: \"x\"}) { thread { id } } }'", decision: 'allow', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'api comments' }] } },
      { command: "gh api graphql -f query='mutation { resolveReviewThread(input: {threadId: \"x\"}) { thread { id } } mergePullRequest(input: {pullRequestId: \"y\"}) { clientMutationId } }'", decision: 'ask', facts: { trusted: [{ program: 'gh', scope: 'verb', verb: 'api comments' }] } },
    ],
  },
  {
    names: ['glab'],
    family: 'gitlab',
    everywhere: '-h|--help! -R|--repo= --version!',
    commands: {
      'version|help|check-update|completion|duo': { otherOptions: 'harmless', operands: 'data...' },
      api: { otherOptions: 'harmless', options: '-X|--method= -f|--raw-field= -F|--field= -H|--header= --input=read --paginate -i|--include --hostname=', operands: 'url', handler: 'gh-api' },
      'mr|issue|incident|milestone|iteration': { operands: 'data...', commands: { 'list|ls|view|show|diff|issues|board': { otherOptions: 'harmless', operands: 'data...' }, 'checkout': local, 'create|new': { ...talk, effects: [effect('git-remote', 'reversible', 'shared', 'opens a merge request or issue, which others are told of', { trustable: 'verb' })] }, delete: destroys('deletes it for good (`{command}`)', 'remote'), 'note|update|todo': talk, '*': changes('changes what others see (`{command}`)') } },
      'ci|pipeline|pipe': { operands: 'data...', commands: { 'list|view|status|get|trace|lint|artifact|config': { otherOptions: 'harmless', operands: 'data...' }, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('deploy', 'recoverable', 'production', 'starts a pipeline that may release or deploy')] } } },
      '*': { otherOptions: 'harmless', operands: 'data...', commands: { 'list|ls|view|get|status|search|contributors|export|download': { otherOptions: 'harmless', operands: 'data...' }, clone: local, 'delete|remove|rm|revoke': destroys('deletes it for good (`{command}`)', 'remote'), '*': changes('changes something that others use (`{command}`)') } },
    },
    examples: [{ command: 'glab mr list', decision: 'allow' }, { command: 'glab repo delete acme/shop', decision: 'ask', reversibility: 'irreversible' }],
  },
];
