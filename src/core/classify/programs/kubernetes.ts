import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'kubernetes';
const variables = { KUBECONFIG: 'environment', HELM_NAMESPACE: 'environment', KUBE_CONTEXT: 'environment' } as const;
const reading: CommandTable = { otherOptions: 'harmless' };
const changes = (reason: string, reversibility: 'reversible' | 'recoverable' = 'recoverable'): CommandTable => ({ otherOptions: 'harmless', options: '--dry-run=?', harmlessWith: '--dry-run=client --dry-run=server', operands: 'data...', effects: [effect('infrastructure', reversibility, 'remote', reason)] });
const values = '-n|--namespace=environment --context=environment --cluster=environment --kubeconfig=environment -l|--selector= -o|--output= --field-selector= -c|--container= --user= --token= --as= --as-group= -s|--server= --request-timeout= --cache-dir= --certificate-authority= --client-certificate= --client-key= -v|--v= --tls-server-name= --insecure-skip-tls-verify --warnings-as-errors --match-server-version --disable-compression --profile= --profile-output=write --as-uid=';
const files = '-f|--filename=read -k|--kustomize=read -R|--recursive';

/** Clusters. The context and namespace say how far it reaches; what runs inside a pod is judged at that place. */
export const kubernetes: readonly ProgramTable[] = [
  {
    names: ['kubectl', 'oc', 'k', 'kubecolor'],
    family,
    variables,
    everywhere: `${values} -h|--help!`,
    commands: {
      get: {
        otherOptions: 'harmless',
        options: `${files} -A|--all-namespaces -w|--watch --sort-by= -L|--label-columns= --raw= --chunk-size= --template= --subresource=`,
        operands: 'data...',
        effects: [effect('secret', 'recoverable', 'remote', 'shows the secrets of the cluster to the agent', { operand: '^(?:secrets?|sealedsecrets?|[a-z,]*secrets?[a-z,]*)(?:/.*)?$' })],
      },
      'describe|logs|top|explain|version|api-resources|api-versions|cluster-info|diff|wait|events|options|completion|kustomize|status|whoami|projects|help':
        { otherOptions: 'harmless', options: `${files} --tail= --since= --since-time= --max-log-requests= --timeout= --for= --sort-by= --output-directory=write` },
      auth: { commands: { 'can-i|whoami': { ...reading, operands: 'data...' }, reconcile: changes('changes who may do what in the cluster') } },
      config: {
        commands: {
          view: { otherOptions: 'harmless', options: '--raw -o|--output= --minify --flatten', effects: [effect('secret', 'recoverable', 'machine', 'shows the credentials of the clusters to the agent', { with: '--raw' })] },
          'get-contexts|current-context|get-clusters|get-users': reading,
          'use-context|set-context|set|set-cluster|set-credentials|rename-context|unset|delete-context|delete-cluster|delete-user|use|rename': { otherOptions: 'harmless', effects: [effect('config', 'reversible', 'machine', 'changes which cluster later commands reach')] },
        },
      },
      rollout: { commands: { 'status|history': { otherOptions: 'harmless' }, 'restart|pause|resume|latest|retry|cancel': changes('restarts or holds a rollout', 'reversible'), undo: changes('goes back to an earlier rollout') } },
      'apply|create|set|label|annotate|patch|edit|expose|autoscale|run|new-app|new-project|process|tag|import-image|policy|start-build|secrets|extract|observe|registry|trigger|server-side': {
        ...changes('changes objects of the cluster'),
        options: `${files} --dry-run=? --prune --force --force-conflicts --server-side --validate=? --overwrite --type= -p|--patch= --patch-file=read --image= --from-literal= --from-file=read --from-env-file=read --save-config --field-manager= --record --port= --target-port= --name= --labels= --restart= --env= --command --rm -i -t --overrides= --replicas= --min= --max= --cpu-percent= --resource= --verb= --clusterrole= --role= --serviceaccount= --group= --schedule= --rule= --class= --docker-server= --docker-username= --docker-password= --docker-email= --cert=read --key=read --hard= --scopes= --value= --description= --preemption-policy= --limits= --requests=`,
        effects: [
          effect('infrastructure', 'recoverable', 'remote', 'changes objects of the cluster'),
          effect('infrastructure', 'irreversible', 'remote', 'deletes every object that is not in the files', { with: '--prune' }),
        ],
      },
      replace: { ...changes('replaces objects of the cluster'), options: `${files} --dry-run=? --force --grace-period= --cascade=? --save-config --validate=? --timeout= --subresource=` },
      scale: { ...changes('changes how many copies run', 'reversible'), options: `${files} --dry-run=? --replicas= --current-replicas= --timeout= --resource-version= --all` },
      'cordon|uncordon|taint': changes('changes where pods may run', 'reversible'),
      'drain': changes('evicts every pod of a node'),
      'certificate|debug': changes('changes access to the cluster or starts a pod'),
      delete: {
        otherOptions: 'harmless',
        options: `${files} --dry-run=? --all -A|--all-namespaces --force --grace-period= --cascade=? --now --wait=? --timeout= --ignore-not-found=? --raw=`,
        harmlessWith: '--dry-run=client --dry-run=server',
        operands: 'data...',
        handler: 'kubectl-delete',
      },
      exec: { options: `-i|--stdin -t|--tty -q|--quiet ${files} --pod-running-timeout=`, operands: 'data command', place: 'pod' },
      'rsh|attach': { optionsFirst: true, options: '-i -t --shell=', operands: 'data command', place: 'pod' },
      'cp|rsync': { otherOptions: 'harmless', options: '-c|--container= --no-preserve --retries=', operands: 'data data', handler: 'container-copy', effects: [effect('infrastructure', 'recoverable', 'remote', 'copies files into a pod', { behind: '^[\\w./@-]+:' })] },
      proxy: { otherOptions: 'harmless', options: '-p|--port= --address= -w|--www=read -P|--www-prefix= -u|--unix-socket=write --accept-hosts= --accept-paths= --reject-paths= --reject-methods= --api-prefix= --disable-filter', effects: [effect('network', 'reversible', 'machine', 'opens a port to the cluster', { posture: 'routine', without: '--address --www --disable-filter' }), effect('network', 'recoverable', 'shared', 'lets others reach the cluster or files of this machine', { with: '--address --www --disable-filter' })] },
      'port-forward': { otherOptions: 'harmless', options: '--address= --pod-running-timeout=', effects: [effect('network', 'reversible', 'machine', 'opens a port to the cluster', { posture: 'routine', without: '--address' }), effect('network', 'recoverable', 'shared', 'lets others on the network reach the cluster', { with: '--address' })] },
      'login|logout|project|ctx|ns|plugin|krew': { otherOptions: 'harmless', operands: 'data...', effects: [effect('config', 'reversible', 'machine', 'changes which cluster later commands reach')] },
    },
    examples: [
      { command: 'kubectl get pods -A', decision: 'allow', reversibility: 'read-only' },
      { command: 'kubectl describe deploy web -n prod', decision: 'allow', reversibility: 'read-only' },
      { command: 'kubectl apply -f k8s/ --dry-run=client -o yaml', decision: 'allow' },
      { command: 'kubectl apply -f k8s/', decision: 'ask', blastRadius: 'shared' },
      { command: 'kubectl apply -f k8s/', decision: 'ask', facts: { env: { KUBECONFIG: '/home/dev/acme-shop/kube.yaml' } }, files: { 'kube.yaml': 'apiVersion: v1\ncurrent-context: prod-eu\n' }, blastRadius: 'production' },
      { command: 'kubectl apply -f k8s/ --context staging', decision: 'ask', facts: { env: { KUBECONFIG: '/home/dev/acme-shop/kube.yaml' } }, files: { 'kube.yaml': 'current-context: prod-eu\n' }, blastRadius: 'shared' },
      { command: 'kubectl scale deploy/api --replicas=0 -n prod', decision: 'ask', blastRadius: 'production' },
      { command: 'kubectl delete namespace staging', decision: 'ask', reversibility: 'irreversible' },
      { command: 'kubectl delete pod web-0 --dry-run=server', decision: 'allow' },
      { command: 'kubectl delete pod web-0', decision: 'ask', reversibility: 'recoverable' },
      { command: 'kubectl exec -n staging web-0 -- ls /app', decision: 'allow' },
      { command: 'kubectl exec -it db-0 -n prod -- psql -c "DROP TABLE orders"', decision: 'deny', blastRadius: 'production' },
      { command: 'kubectl get secret db -o yaml', decision: 'ask' },
      { command: 'kubectl port-forward svc/api 8080:80', decision: 'allow' },
    ],
  },
  {
    names: ['helm', 'helm3'],
    family,
    variables,
    everywhere: '-n|--namespace=environment --kube-context=environment --kubeconfig=environment --debug -h|--help! --registry-config= --repository-cache= --repository-config= --kube-token= --kube-apiserver=',
    commands: {
      'list|ls|status|history|get|search|show|inspect|template|lint|version|env|verify|diff|completion|help': { otherOptions: 'harmless', options: '-f|--values=read --output-dir=write --post-renderer=program' },
      'dependency|dep|repo|create|package|pull|fetch|registry': { otherOptions: 'harmless', operands: 'data...', options: '-d|--destination=write', effects: [effect('package', 'reversible', 'workspace', 'works on charts of this project')] },
      'install|upgrade|rollback|test': { otherOptions: 'harmless', options: '-i|--install --dry-run=? -f|--values=read --set= --set-string= --version= --wait --atomic --timeout= --post-renderer=program --force --reset-values --reuse-values --create-namespace', harmlessWith: '--dry-run', operands: 'data...', effects: [effect('deploy', 'recoverable', 'remote', 'changes a release in the cluster')] },
      'uninstall|delete|del|un': { otherOptions: 'harmless', options: '--dry-run! --keep-history', operands: 'data...', effects: [effect('infrastructure', 'recoverable', 'remote', 'removes a release with its objects; its chart brings them back, the data of its volumes may be gone'), effect('infrastructure', 'irreversible', 'remote', 'removes a release whose name says that it holds data', { operand: '(?:^|-)(?:db|database|postgres(?:ql)?|pg|mysql|mariadb|mongo(?:db)?|redis|elasticsearch|opensearch|kafka|rabbitmq|minio|etcd|cassandra|clickhouse|influxdb|vault|data)(?:-|$)' })] },
      push: { otherOptions: 'harmless', effects: [effect('publish', 'recoverable', 'remote', 'publishes a chart')] },
      plugin: { operands: 'data...', commands: { list: reading, '*': { otherOptions: 'harmless', effects: [effect('package', 'reversible', 'machine', 'installs code into helm')] } } },
    },
    examples: [
      { command: 'helm list -A', decision: 'allow' },
      { command: 'helm template ./chart -f values.yaml', decision: 'allow' },
      { command: 'helm upgrade --install web ./chart -n prod', decision: 'ask', blastRadius: 'production' },
      { command: 'helm uninstall web', decision: 'ask', reversibility: 'recoverable' },
    ],
  },
  {
    // Shows logs; the words are names of pods.
    names: ['stern', 'kubetail'],
    family,
    variables,
    everywhere: '-n|--namespace=environment --context=environment --kubeconfig=environment -h|--help! --version! --config=opaque',
    otherOptions: 'harmless',
    operands: 'data...',
    examples: [{ command: 'stern web --since 5m', decision: 'allow', reversibility: 'read-only' }],
  },
  {
    names: ['k9s'],
    family,
    variables,
    options: '-n|--namespace= --context= --kubeconfig= --readonly -A -c|--command= -l|--logLevel= --headless --crumbsless --logoless -r|--refresh=',
    commands: { 'info|version|help|completion': reading },
    effects: [effect('infrastructure', 'recoverable', 'remote', 'opens a tool that can change a cluster', { without: '--readonly' })],
    examples: [{ command: 'k9s --readonly', decision: 'allow' }, { command: 'k9s', decision: 'ask' }],
  },
  {
    // Without a word they list; with one they choose what every later command reaches.
    names: ['kubectx', 'kubens'],
    family,
    options: '-h|--help! -V|--version! -c|--current! -u|--unset -d= -s|--shell',
    operands: 'environment',
    effects: [effect('config', 'recoverable', 'machine', 'changes which cluster or namespace later commands reach', { operands: 'some' }), effect('config', 'irreversible', 'machine', 'deletes contexts of the configuration', { with: '-d' }), effect('config', 'recoverable', 'machine', 'leaves the chosen context', { with: '-u -s' })],
    examples: [{ command: 'kubectx', decision: 'allow', reversibility: 'read-only' }, { command: 'kubectx staging', decision: 'ask' }],
  },
  {
    names: ['argocd', 'flux', 'kustomize', 'skaffold', 'tilt', 'telepresence', 'linkerd', 'istioctl', 'velero', 'eksctl', 'kops', 'kubeadm', 'clusterctl', 'kubeseal', 'helmfile', 'kubie', 'krew', 'kapp', 'ytt', 'vendir', 'kn', 'tkn', 'argo', 'cilium', 'hubble', 'talosctl', 'devspace', 'okteto', 'garden', 'kubent', 'pluto', 'popeye', 'kube-bench', 'kubescape', 'kubespy', 'kompose', 'mirrord', 'loft', 'rke', 'rke2', 'aks-engine', 'gardenctl', 'crossplane', 'up', 'porter', 'werf', 'timoni', 'kpt', 'dapr', 'nomad', 'waypoint', 'k8sec'],
    family,
    variables,
    everywhere: '-n|--namespace=environment --context|--kube-context=environment --kubeconfig=environment --help! --version! --dry-run! -f|--file|--filename=read',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'get|list|ls|status|describe|logs|version|check|diff|build|render|template|lint|tree|trace|stats|events|help|completion|validate|inspect|show|top|viz|tap|edges|profile|metrics|dashboard|wait|history|info|analyze|proxy-status|proxy-config|config|explain|cluster-info|image|images|health|containers|dmesg|stat|fetch|scan|eval|alloc-status|monitor|node-status|job-status|print|observe|fmt|debug|pull|tail|ps|search|whoami|bug-report|convert|nodes|members|time|usage|disks|read|service|mounts|netstat|deprecations|api|detect|detect-all|detect-files|detect-helm|seal':
        reading,
      'delete|destroy|remove|uninstall|terminate|prune|rm|down|purge|reset|wipe|drop|nuke|upgrade-reset|leave|terminate-op|delete-resource|stop|gc|deregister': { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'irreversible', 'remote', 'deletes objects of a cluster (`{command}`)')] },
      export: { otherOptions: 'harmless', operands: 'data...', options: '--out=', effects: [effect('config', 'reversible', 'machine', 'may change which cluster later commands reach', { operand: '^(?:kubeconfig|kubecfg)$', posture: 'ask' })] },
      'suspend|resume|pause|retry|restart|cordon|drain': { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'reversible', 'remote', 'holds or restarts what runs in a cluster')] },
      'app|proj|cluster|repo|account|cert|gpgkey|admin|appset|backup|schedule|restore|pipeline|task|taskrun|pipelinerun|clustertask|source|kustomization|helmrelease|cron|job|node|alloc|volume|deployment|namespace|operator|var|workflow|system|acl|snapshot|ui|secret|space|channel|broker|domain|route|revision|quota|server|license|nodegroup|addon|iamserviceaccount|fargateprofile|identityprovider|podidentityassociation|kubectl|etcd|rbac': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: {
          'get|list|ls|status|describe|logs|diff|history|manifests|resources|can-i|show|inspect|wait|plan|read|members|info|get-*|validate|export|tree': reading,
          'delete|destroy|remove|rm|terminate|prune|purge|stop|cancel|unset|delete-*|force-leave|terminate-op|deregister|gc': { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'irreversible', 'remote', 'deletes objects of a cluster (`{command}`)')] },
        },
        effects: [effect('infrastructure', 'recoverable', 'remote', 'changes what runs in a cluster (`{command}`)')],
      },
      '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('infrastructure', 'recoverable', 'remote', 'changes a cluster or which one is meant (`{command}`)')] },
    },
    effects: [effect('infrastructure', 'recoverable', 'remote', 'opens a tool that can change a cluster', { operands: 'none' })],
    examples: [
      { command: 'argocd app delete shop --cascade -y', decision: 'ask', reversibility: 'irreversible' },
      { command: 'flux suspend kustomization apps', decision: 'ask', reversibility: 'reversible' },
      { command: 'kustomize build overlays/dev', decision: 'allow' },
      { command: 'eksctl delete cluster --name prod', decision: 'deny', blastRadius: 'production' },
    ],
  },
];
