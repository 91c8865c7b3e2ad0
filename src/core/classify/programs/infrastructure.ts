import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'infrastructure';
const reading: CommandTable = { otherOptions: 'harmless' };
const destroys = (reason: string) => effect('infrastructure', 'irreversible', 'remote', reason, { alternative: 'run the plan first and read what it would remove' });
const changes = (reason: string) => effect('infrastructure', 'recoverable', 'remote', reason);
const secrets = effect('secret', 'recoverable', 'remote', 'shows secrets of the environment to the agent', { with: '--show-secrets' });
const terraformValues = '-var= -var-file= -target= -state=read -state-out=write -backup=write -parallelism= -lock=? -lock-timeout= -input=? -no-color -compact-warnings -refresh=? -replace= -json -detailed-exitcode -chdir=workdir -out=write -backend-config= -backend=? -reconfigure -migrate-state -upgrade -get=? -from-module= -plugin-dir= -lockfile= -refresh-only -generate-config-out=write -destroy -auto-approve -concise -force-copy -exclude= -deprecation= -show-sensitive';

/** Infrastructure as code. Plans only read; what they apply reaches others. */
export const infrastructure: readonly ProgramTable[] = [
  {
    names: ['terraform', 'tofu'],
    family,
    style: 'single-dash',
    variables: { TF_WORKSPACE: 'environment', AWS_PROFILE: 'environment' },
    everywhere: `${terraformValues} -help! -version!`,
    commands: {
      output: { otherOptions: 'harmless', options: '-json -raw -state=read -no-color', operands: 'data...', effects: [effect('secret', 'recoverable', 'remote', 'shows a secret of the environment to the agent', { operand: '(?:[Pp]assw(?:or)?d|[Ss]ecret|[Tt]oken|private_key|api_key|access_key|[Cc]redential)', sure: true })] },
      'plan|show|validate|graph|providers|version|metadata|console|modules|query': reading,
      fmt: { options: '-check! -diff -list=? -write=? -recursive', otherOptions: 'harmless', effects: [effect('write', 'reversible', 'workspace', 'formats files')] },
      'init|get': { effects: [effect('package', 'reversible', 'workspace', 'fetches providers and modules'), { ...changes('moves the state to another place'), with: '-migrate-state -force-copy' }] },
      test: { otherOptions: 'harmless', effects: [changes('creates and destroys resources for the tests')] },
      apply: { operands: 'read', effects: [effect('infrastructure', 'recoverable', 'remote', 'applies the plan: resources may be replaced or removed', { without: '-destroy' }), effect('infrastructure', 'irreversible', 'remote', 'destroys what the configuration holds', { with: '-destroy' }), effect('infrastructure', 'irreversible', 'remote', 'destroys `{-replace}` and makes it again without what it holds', { with: '-replace' })] },
      destroy: { effects: [destroys('destroys every resource of the configuration')] },
      state: { commands: { 'list|show|pull': reading, 'rm|mv|push|replace-provider': { otherOptions: 'harmless', operands: 'data...', effects: [changes('changes what the state knows: resources may be forgotten')] } } },
      workspace: { commands: { 'list|show': reading, 'select|new': { operands: 'environment', effects: [effect('config', 'reversible', 'workspace', 'changes which environment later commands reach')] }, delete: { otherOptions: 'harmless', options: '-force', operands: 'data', effects: [changes('deletes a workspace, where it holds nothing'), { ...destroys('deletes a workspace with its state'), with: '-force' }] } } },
      'import|taint|untaint|refresh|force-unlock|login|logout|stacks': { otherOptions: 'harmless', operands: 'data...', effects: [changes('changes the state or access to it')] },
    },
    examples: [
      { command: 'terraform plan -out=tfplan', decision: 'allow' },
      { command: 'terraform plan -destroy', decision: 'allow' },
      { command: 'terraform fmt -recursive', decision: 'allow' },
      { command: 'terraform apply -auto-approve', decision: 'ask', reversibility: 'recoverable', blastRadius: 'shared' },
      { command: 'terraform apply -destroy -auto-approve', decision: 'ask', reversibility: 'irreversible' },
      { command: 'terraform destroy -auto-approve', decision: 'ask', reversibility: 'irreversible' },
      { command: 'terraform state rm aws_db_instance.main', decision: 'ask' },
      { command: 'terraform -chdir=infra plan', decision: 'allow' },
    ],
  },
  {
    names: ['puppet'],
    family,
    everywhere: '-h|--help! -V|--version! --noop! --environment=environment --modulepath=read --debug --verbose --color=?',
    operands: 'data...',
    commands: {
      filebucket: { otherOptions: 'harmless', options: '-l|--local -b|--bucket=write -r|--remote', operands: 'data read...' },
      'parser|describe|facts|help|doc|lookup|catalog|report|strings|epp': { otherOptions: 'harmless', operands: 'data...' },
      config: { otherOptions: 'harmless', operands: 'data...', commands: { print: { otherOptions: 'harmless', operands: 'data...' }, '*': { otherOptions: 'harmless', operands: 'data...', effects: [changes('changes the settings of the agent on this machine')] } } },
      module: { otherOptions: 'harmless', operands: 'data...', commands: { 'list|search|changes|build': { otherOptions: 'harmless', operands: 'data...' }, '*': { otherOptions: 'harmless', operands: 'data...', effects: [changes('changes the modules that machines are set up by')] } } },
      '*': { otherOptions: 'harmless', operands: 'data...', effects: [changes('changes machines by their description (`{command}`)')] },
    },
    effects: [changes('changes machines by their description')],
    examples: [{ command: 'puppet parser validate site.pp', decision: 'allow' }, { command: 'puppet apply site.pp', decision: 'ask' }, { command: 'puppet agent -t', decision: 'ask' }],
  },
  {
    names: ['terragrunt', 'pulumi', 'cdk', 'cdktf', 'cdk8s', 'sst', 'sam', 'serverless', 'sls', 'amplify', 'ampx', 'chalice', 'zappa', 'arc', 'architect', 'terramate', 'atmos', 'terraspace', 'spacectl', 'env0', 'tfc', 'scalr', 'stacker', 'sceptre', 'troposphere', 'rain', 'cfn', 'bicep', 'azd', 'nitric', 'winglang', 'wing', 'bosh', 'juju', 'salt', 'salt-call', 'salt-ssh', 'knife', 'chef', 'chef-client', 'bolt', 'cf', 'shuttle', 'boltctl', 'infracost', 'cfn-guard'],
    family,
    variables: { AWS_PROFILE: 'environment', STAGE: 'environment', PULUMI_STACK: 'environment' },
    everywhere: '-h|--help! --version! --stack|-s=environment --stage=environment --profile=environment --terragrunt-working-dir|--working-dir|--cwd|-C=workdir --env|-e=environment --region|-r= --context|-c= --dry-run|--dryrun|--noop! --config= --output|-o=',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'plan|preview|diff|synth|synthesize|ls|list|show|outputs|validate|validate-inputs|metadata|doctor|docs|about|whoami|version|graph|graph-dependencies|logs|history|console|status|info|print|schema|convert|render|lint|breakdown|test|describe|tree|fmt|hclfmt|hcl|render-json|find|events|apps|services|routes|errands|deployments|stemcells|releases|vms|instances|tasks|task|interpolate|manifest|space|spaces|orgs|marketplace|buildpacks|facts|resource|help|start|invoke-local|offline|typescript|completion|search|agents|cat':
        reading,
      output: { otherOptions: 'harmless', options: '--show-secrets', operands: 'data...', effects: [secrets] },
      'get|codegen|typegen|install|build|package|generate|local': { otherOptions: 'harmless', operands: 'data...', effects: [effect('write', 'reversible', 'workspace', 'makes or fetches files of the project')] },
      'watch|dev': { otherOptions: 'harmless', operands: 'data...', effects: [changes('puts every change into an environment that others may use (`{command}`)')] },
      'destroy|remove|delete|down|undeploy|teardown|purge|delete-*|rm|unbind|nuke|terminate|gc|kill|clean-up|remove-*|delete-deployment|destroy-*|undo|cancel': { otherOptions: 'harmless', operands: 'data...', effects: [destroys('destroys a whole environment or what it holds (`{command}`)')] },
      'run-all|run|stack|run-stacks|all': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: {
          'export|output': { otherOptions: 'harmless', options: '--file=write --show-secrets', operands: 'data...', effects: [secrets] },
          'plan|validate|show|ls|list|select|graph|history|outputs|fmt|output-all|generate|describe|get': reading,
          init: { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'reversible', 'shared', 'makes a stack', { operands: 'some', posture: 'ask' })] },
          'destroy|rm|delete|remove|down': { otherOptions: 'harmless', operands: 'data...', effects: [destroys('destroys a whole environment (`{command}`)')] },
        },
        // Alone `pulumi stack` shows which one is chosen.
        effects: [{ ...changes('changes a whole environment (`{command}`)'), operands: 'some' }],
      },
      'state|config|env|plugin|org|policy|project|login|logout|bootstrap|init|create|new|add|import|refresh|install|cancel-update|esc|secret|param|set|configure|update-config|push-env|pull|up|update|deploy|apply|sync|rollback|invoke|publish|deployment|env-new|target|use|ssh|scp|scale|restart|stop|stage|map-route|push|bind-service|create-*|update-*|upload-*|cook|agent|cert|node|role|vault|upload|ec2|key|ca|apply-manifest|module|task-run|command|script|file|plan-run|recreate|execute|export|hook|hotswap|migrate|watch-deploy|acknowledge|notices|flags|exec':
        { otherOptions: 'harmless', operands: 'data...', effects: [changes('changes an environment that others use (`{command}`)')] },
    },
    effects: [changes('changes an environment that others use')],
    examples: [
      { command: 'pulumi preview', decision: 'allow' },
      { command: 'cdk diff', decision: 'allow' },
      { command: 'cdk deploy --require-approval never', decision: 'ask', blastRadius: 'shared' },
      { command: 'pulumi destroy --yes --stack prod', decision: 'deny', blastRadius: 'production' },
      { command: 'terragrunt run-all destroy --terragrunt-non-interactive', decision: 'ask', reversibility: 'irreversible' },
      { command: 'serverless remove --stage prod', decision: 'deny' },
      { command: 'cdk destroy --all --force', decision: 'ask', reversibility: 'irreversible' },
    ],
  },
  {
    names: ['ansible', 'ansible-playbook', 'ansible-pull', 'ansible-console', 'pyinfra', 'capistrano', 'mina', 'deployer', 'dep', 'fabric', 'shipit'],
    family,
    everywhere: '-C|--check! --syntax-check! --list-hosts! --list-tasks! --list-tags! --help! --version! -h -i|--inventory=environment -l|--limit=environment -e|--extra-vars= -u= -t|--tags= --skip-tags= -m|--module-name= -a|--args=shell -f|--forks= -D|--diff -b|--become -K -k --vault-password-file=opaque --private-key= -v -vv -vvv',
    place: 'host',
    otherOptions: 'harmless',
    operands: 'data...',
    effects: [{ ...changes('runs tasks on other machines'), without: '-m=setup -m=ping -m=debug -m=gather_facts -m=stat' }],
    examples: [
      { command: 'ansible staff -m setup', decision: 'allow' },
      { command: 'ansible-playbook -i inventories/prod site.yml', decision: 'ask', reversibility: 'recoverable', blastRadius: 'production' },
      { command: 'ansible-playbook --check site.yml', decision: 'allow' },
    ],
  },
  {
    names: ['ansible-galaxy', 'ansible-vault', 'ansible-doc', 'ansible-inventory', 'ansible-config', 'ansible-test'],
    family,
    otherOptions: 'harmless',
    operands: 'data...',
    options: '--vault-password-file|--vault-id=opaque -o|--output=write -p|--roles-path=write',
    commands: {
      'view|decrypt|edit|rekey': { otherOptions: 'harmless', effects: [effect('secret', 'recoverable', 'machine', 'shows or rewrites secrets of the vault')] },
      'list|info|search|dump': reading,
      'shell|coverage|env': { otherOptions: 'harmless', effects: [effect('execute', 'irreversible', 'machine', 'opens a shell', { uninspectable: true })] },
      '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('package', 'reversible', 'workspace', 'fetches roles or encrypts files')] },
    },
    examples: [{ command: 'ansible-vault view secrets.yml', decision: 'ask' }, { command: 'ansible-galaxy collection list', decision: 'allow' }],
  },
];
