import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'container';
const reading: CommandTable = { otherOptions: 'harmless' };
const runs = effect('container', 'reversible', 'machine', 'builds, starts or stops containers of this machine', { posture: 'routine' });
const works: CommandTable = { otherOptions: 'harmless', options: '-f|--file=read -t|--tag= -o|--output=write --iidfile=write --build-arg= --target= --platform= -n= -m= --signal|-s= --time=', effects: [runs] };
const loses = (reason: string) => effect('container', 'irreversible', 'machine', reason);
const deletes = (reason: string): CommandTable => ({ otherOptions: 'harmless', operands: 'data...', effects: [loses(reason)] });
const prune = (reason: string, reversibility: 'recoverable' | 'irreversible' = 'recoverable'): CommandTable => ({ otherOptions: 'harmless', options: '-a|--all -f|--force --volumes --filter=', effects: [effect('container', reversibility, 'machine', reason)] });
const runOptions =
  '-d|--detach -i|--interactive -t|--tty --rm --name= -p|--publish= -P|--publish-all -e|--env= --env-file=read -v|--volume=mount --mount=mount -w|--workdir= -u|--user= --network|--net= --entrypoint= --platform= --pull= --restart= --memory|-m= --cpus= --gpus= --shm-size= --tmpfs= --ulimit= --add-host= --hostname|-h= --label|-l= --link= --log-driver= --log-opt= --health-cmd= --init --read-only --stop-signal= --stop-timeout= --cidfile=write --dns= --expose= --ip= --mac-address= --network-alias= --no-healthcheck --oom-kill-disable --quiet|-q --runtime= --sig-proxy=? --volumes-from= --group-add= --sysctl= --isolation= --storage-opt= --detach-keys= --domainname= --env-host --replace --arch= --os= --tls-verify=? --annotation= --blkio-weight= --cpu-shares|-c= --cpuset-cpus= --attach|-a= --ipc= --cgroupns= --privileged --pid= --uts= --userns= --cap-add= --cap-drop= --security-opt= --device= --device-cgroup-rule=';
const run: CommandTable = {
  optionsFirst: true,
  options: runOptions,
  operands: 'image command',
  place: 'container',
  handler: 'docker-run',
  effects: [
    runs,
    effect('container', 'irreversible', 'machine', 'gives the container the power of the host', { with: '--privileged --cap-add --device --pid=host --userns=host --security-opt', posture: 'deny' }),
  ],
};
const exec: CommandTable = { optionsFirst: true, options: '-d|--detach -i|--interactive -t|--tty -u|--user= -w|--workdir= -e|--env= --env-file=read --privileged --detach-keys= -l|--latest -T|--no-TTY --index=', operands: 'data command', place: 'container' };
/** One side is `name:path`, in the container; the other is a path here. */
const copies: CommandTable = { options: '-a|--archive -L|--follow-link -q|--quiet --overwrite --pause=?', handler: 'container-copy', effects: [{ ...runs, behind: '^[\\w./@-]{2,}:', reason: 'copies files into a container' }] };
/** Writes an image or what a container holds into a file, or shows it. */
const packs: CommandTable = { otherOptions: 'harmless', options: '-o|--output=write', operands: 'data...' };
const push: CommandTable = { otherOptions: 'harmless', effects: [effect('publish', 'recoverable', 'remote', 'pushes an image that others pull')] };
const composeOptions = '-f|--file=read -p|--project-name= --profile= --env-file=read --project-directory=workdir --ansi= --progress= --parallel= --compatibility --verbose --all-resources';
const compose: CommandTable = {
  everywhere: `${composeOptions} --dry-run! --help! --version!`,
  commands: {
    'config|convert': { otherOptions: 'harmless', options: '-o|--output=write --hash=', operands: 'data...', handler: 'compose' },
    'ps|logs|images|top|port|events|ls|version|stats|volumes|wait|attach': { otherOptions: 'harmless', options: '-o|--output=write --hash=' },
    'up|start|stop|restart|build|pull|create|pause|unpause|kill|scale|watch|export|commit|cp|alpha|bridge|viz': { otherOptions: 'harmless', options: '--scale= -t|--timeout= --renew-anon-volumes|-V', handler: 'compose', effects: [effect('container', 'reversible', 'machine', 'builds, starts or stops the containers of this project', { posture: 'routine' }), effect('container', 'irreversible', 'machine', 'makes the unnamed volumes anew: what they held is lost', { with: '--renew-anon-volumes' })] },
    down: { otherOptions: 'harmless', options: '-v|--volumes --rmi= --remove-orphans -t|--timeout=', effects: [effect('container', 'reversible', 'machine', 'stops and removes the containers of this project', { without: '-v', posture: 'routine' }), effect('container', 'irreversible', 'machine', 'removes the volumes of this project with all they hold', { with: '-v', alternative: 'docker compose down without -v' })] },
    rm: { otherOptions: 'harmless', options: '-v|--volumes -f|--force -s|--stop', effects: [effect('container', 'reversible', 'machine', 'removes stopped containers', { without: '-v', posture: 'routine' }), effect('container', 'irreversible', 'machine', 'removes anonymous volumes with all they hold', { with: '-v' })] },
    exec: { ...exec, handler: 'compose' },
    run: { ...run, operands: 'data command', handler: 'compose', options: `${runOptions} -T|--no-TTY --no-deps --service-ports --use-aliases --build -l= --remove-orphans --quiet-pull --interactive` },
    'push|publish': push,
  },
};

const container: Readonly<Record<string, CommandTable>> = {
  inspect: { otherOptions: 'harmless', options: '-f|--format= --type= -s|--size', effects: [effect('secret', 'recoverable', 'machine', 'shows the environment of a container with its secrets to the agent', { word: '\\.Env\\b|\\.Config\\s*\\}', sure: true })] },
  'ps|images|logs|version|info|stats|top|port|diff|events|history|search|help|healthcheck|mount|df|ls|list': { otherOptions: 'harmless', options: '--format= -f|--filter= -n|--tail= --since= --until=' },
  'save|export': packs,
  'build|start|stop|restart|pause|unpause|create|rename|wait|attach|tag|pull|load|import|kill|update|commit|init|login|logout|bake|farm|auto-update|generate|kube|play|run-label|scout|debug|desktop|sbom|ai|mcp|offload|dev|trust|artifact|untag|unmount|unshare': works,
  'secret|config|checkpoint|machine|model|sandbox|extension|plugin|manifest|quadlet': {
    otherOptions: 'harmless',
    commands: { 'ls|list|inspect|show|info|logs|ps|status|exists|print': reading, 'rm|remove|uninstall|purge|reset|disable': { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'irreversible', 'machine', 'removes what containers of this machine use (`{command}`)')] }, '*': works },
  },
  cp: copies,
  run,
  exec,
  push,
  rm: {
    otherOptions: 'harmless',
    options: '-f|--force -v|--volumes -l|--link -a|--all',
    operands: 'data...',
    effects: [
      effect('container', 'reversible', 'machine', 'removes the container `{operands}`; its image stays', { without: '-v -a', posture: 'routine' }),
      effect('container', 'irreversible', 'machine', 'removes containers with their anonymous volumes', { with: '-v -a' }),
    ],
    handler: 'docker-run',
  },
  rmi: { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'recoverable', 'machine', 'removes images; they must be pulled or built again')] },
  volume: { commands: { 'ls|list|inspect|exists|export': reading, 'create|reload|import|update|mount|unmount': works, 'rm|remove': deletes('removes the volume `{operands}` with all it holds'), prune: prune('removes every unused volume with all it holds', 'irreversible') } },
  system: { commands: { 'df|info|events|version|check|connection|dial-stdio': reading, 'migrate|renumber|service': works, prune: { otherOptions: 'harmless', options: '-a|--all -f|--force --volumes --filter= --external --build', effects: [effect('container', 'recoverable', 'machine', 'removes stopped containers, networks and images of every project', { without: '--volumes' }), effect('container', 'irreversible', 'machine', 'removes every unused volume of the machine with all it holds', { with: '--volumes' })] }, reset: deletes('removes all containers, images and volumes') } },
  image: { commands: { 'ls|list|inspect|history|exists|tree|search|diff|mount|trust': reading, save: packs, 'build|pull|load|import|tag|sign|scp|untag|unmount': works, push, 'rm|remove': { otherOptions: 'harmless', effects: [effect('container', 'recoverable', 'machine', 'removes images')] }, prune: prune('removes unused images of every project') } },
  container: {
    commands: {
      'ls|list|ps|inspect|logs|stats|top|port|diff|exists|mount': reading,
      'start|stop|restart|pause|unpause|create|rename|wait|attach|kill|update|commit|init|checkpoint|clone|cleanup|restore|runlabel|unmount': works,
      run, exec, export: packs,
      cp: copies,
      'rm|remove': { otherOptions: 'harmless', options: '-f|--force -v|--volumes -a|--all', operands: 'data...', effects: [effect('container', 'reversible', 'machine', 'removes containers', { without: '-v -a', posture: 'routine' }), effect('container', 'irreversible', 'machine', 'removes containers with their volumes', { with: '-v -a' })] },
      prune: prune('removes every stopped container with what was written in it', 'irreversible'),
    },
  },
  network: { commands: { 'ls|list|inspect|exists': reading, 'create|connect|disconnect|reload|update': works, 'rm|remove': { otherOptions: 'harmless', effects: [effect('container', 'recoverable', 'machine', 'removes a network')] }, prune: prune('removes every unused network') } },
  builder: { commands: { 'du|ls|inspect': reading, 'build|create|use': works, prune: { otherOptions: 'harmless', effects: [effect('container', 'reversible', 'machine', 'empties the build cache', { posture: 'routine' })] } } },
  buildx: { commands: { 'ls|inspect|version|du|history|dial-stdio': reading, 'build|bake|b|f': { otherOptions: 'harmless', options: '--push --load -t|--tag= -f|--file=read -o|--output=opaque --metadata-file=write --iidfile=write', effects: [runs, effect('publish', 'recoverable', 'remote', 'pushes an image that others pull', { with: '--push' })] }, 'create|use|stop|install|uninstall|imagetools': works, 'prune|rm': { otherOptions: 'harmless', effects: [effect('container', 'reversible', 'machine', 'removes build caches', { posture: 'routine' })] } } },
  context: { commands: { 'ls|list|inspect|show|export': reading, 'use|create|update|rm|import': { otherOptions: 'harmless', effects: [effect('config', 'reversible', 'machine', 'changes which machine later commands reach')] } } },
  pod: { commands: { 'ps|list|ls|inspect|logs|stats|top|exists': reading, 'create|start|stop|restart|pause|unpause|kill|clone': works, 'rm|prune': prune('removes pods') } },
  'stack|service|swarm|node': {
    operands: 'data...',
    commands: { 'ls|list|ps|inspect|logs|services|config': reading, 'ca|join-token': { otherOptions: 'harmless', options: '--rotate', effects: [effect('infrastructure', 'recoverable', 'remote', 'replaces what lets nodes join the swarm', { with: '--rotate' })] }, 'rm|leave|remove|demote': { otherOptions: 'harmless', effects: [effect('infrastructure', 'irreversible', 'remote', 'removes services or nodes of the swarm')] }, '*': { otherOptions: 'harmless', effects: [effect('infrastructure', 'recoverable', 'remote', 'changes services of the swarm')] } },
  },
  compose,
};

/** Containers of this machine. Words run inside one are judged at its place. */
export const containers: readonly ProgramTable[] = [
  {
    names: ['docker', 'podman', 'nerdctl', 'lima-nerdctl', 'finch', 'container'],
    family,
    everywhere: '--help! -D|--debug',
    options: '-v|--version! -H|--host= --context|-c=environment --config=opaque --log-level|-l= --tls --tlsverify --tlscacert= --tlscert= --tlskey= --connection= --url= --remote -r --namespace|-n=',
    variables: { DOCKER_HOST: 'environment', DOCKER_CONTEXT: 'environment' },
    commands: container,
    examples: [
      { command: 'docker ps -a', decision: 'allow', reversibility: 'read-only' },
      { command: 'docker --context prod compose up -d', decision: 'ask', blastRadius: 'production' },
      { command: 'docker -c staging restart web', decision: 'ask', blastRadius: 'shared' },
      { command: 'docker build -t acme/api:dev .', decision: 'allow' },
      { command: 'docker compose up -d db redis', decision: 'allow' },
      { command: 'docker compose down', decision: 'allow' },
      { command: 'docker compose down -v', decision: 'ask', reversibility: 'irreversible' },
      { command: 'docker volume rm acme_pgdata', decision: 'ask', reversibility: 'irreversible' },
      { command: 'docker system prune -af --volumes', decision: 'ask', reversibility: 'irreversible' },
      { command: 'docker system prune -a', decision: 'ask', reversibility: 'recoverable' },
      { command: 'docker stop web && docker start web', decision: 'allow' },
      { command: 'docker rm web', decision: 'allow' },
      { command: "docker exec db psql -U postgres -c 'DROP DATABASE acme'", decision: 'ask', reversibility: 'irreversible' },
      { command: 'docker push registry.example.com/acme/api:latest', decision: 'ask' },
      { command: 'docker cp dist web:/srv/app', decision: 'allow' },
      { command: 'docker cp ~/.ssh/id_rsa web:/tmp/k', decision: 'ask' },
      { command: 'docker cp web:/tmp/x ~/.bashrc', decision: 'ask' },
      { command: 'docker run --privileged alpine ls', decision: 'deny' },
      { command: 'DOCKER_HOST=ssh://deploy@prod.acme.example docker compose up -d', decision: 'ask', blastRadius: 'production' },
      { command: 'DOCKER_HOST=unix:///var/run/docker.sock docker compose up -d', decision: 'allow' },
    ],
  },
  {
    names: ['docker-compose', 'podman-compose'],
    family,
    ...compose,
    everywhere: `${composeOptions} -v|--version! -h|--help!`,
    examples: [{ command: 'docker-compose up -d', decision: 'allow' }, { command: 'docker-compose down --volumes', decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    // They talk to registries; nothing is kept on this machine but what they are told to write.
    names: ['skopeo', 'crane', 'gcrane', 'regctl', 'cosign', 'notation'],
    family,
    everywhere: '-h|--help! --version! -v --insecure --platform= --verbose --tls-verify=? --authfile= --creds= --policy= --command-timeout= --debug --override-os= --override-arch=',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'inspect|list-tags|manifest-digest|standalone-verify|ls|catalog|config|digest|manifest|validate|blob|export|version|completion': { otherOptions: 'harmless', operands: 'data write' },
      'verify|verify-*|tree|triangulate|list|public-key|generate-key-pair|download|env|cert|key|policy': { otherOptions: 'harmless', operands: 'data...', options: '--output-file=write' },
      'tag|image|repo|artifact|index|registry': {
        otherOptions: 'harmless', operands: 'data...',
        commands: { 'ls|list|inspect|get|digest|check-base|manifest|ratelimit|tree|config|ping': { otherOptions: 'harmless', operands: 'data...' }, 'delete|rm|del': { otherOptions: 'harmless', operands: 'data...', effects: [effect('publish', 'irreversible', 'remote', 'deletes an image that others pull')] } },
        effects: [effect('publish', 'recoverable', 'remote', 'copies, names or pushes an image that others pull')],
      },
      pull: { otherOptions: 'harmless', options: '-c|--cache_path=write --format=', operands: 'data write' },
      'delete|mutate|clean': { otherOptions: 'harmless', operands: 'data...', effects: [effect('publish', 'irreversible', 'remote', 'deletes an image that others pull')] },
    },
    effects: [effect('publish', 'recoverable', 'remote', 'copies or pushes an image that others pull')],
    examples: [{ command: 'crane push a b', decision: 'ask' }, { command: 'skopeo list-tags docker://registry.example/node', decision: 'allow' }, { command: 'skopeo delete docker://registry.example/node:1', decision: 'ask', reversibility: 'irreversible' }, { command: 'crane ls acme/api', decision: 'allow' }, { command: 'regctl tag delete registry.example/api:1', decision: 'ask', reversibility: 'irreversible' }, { command: 'regctl tag ls registry.example/api', decision: 'allow' }, { command: 'crane tag acme/api:1 latest', decision: 'ask' }, { command: 'cosign sign registry.example/api:1', decision: 'ask', blastRadius: 'shared' }, { command: 'cosign verify registry.example/api:1', decision: 'allow' }],
  },
  {
    // Clusters of this machine: made and started like containers.
    names: ['minikube', 'kind', 'k3d'],
    family,
    everywhere: '--help! --version! --dry-run! -p|--profile= -n|--name=',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'get|list|ls|status|version|logs|ip|profile|service|docker-env|podman-env|ssh-key|dashboard|completion|options|help|update-check|cp': { ...reading, operands: 'data...' },
      'start|stop|pause|unpause|build|load|image|addons|cache|node|update-context|export|import|mount|tunnel': { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'reversible', 'machine', 'starts, stops or fills a cluster of this machine', { posture: 'routine' })] },
      create: { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'reversible', 'machine', 'makes a cluster of this machine', { posture: 'routine' })] },
      'cluster|registry|kubeconfig': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: { 'list|ls|get': reading, 'delete|rm': { otherOptions: 'harmless', operands: 'data...', effects: [loses('deletes a cluster of this machine with what it holds')] }, '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'reversible', 'machine', 'makes, starts or stops a cluster of this machine', { posture: 'routine' })] } },
      },
      'delete|rm': { otherOptions: 'harmless', operands: 'data...', effects: [loses('deletes a cluster of this machine with what it holds')] },
      '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'recoverable', 'machine', 'changes a cluster of this machine (`{command}`)')] },
    },
    examples: [{ command: 'minikube delete', decision: 'ask', reversibility: 'irreversible' }, { command: 'minikube start', decision: 'allow' }, { command: 'kind get clusters', decision: 'allow' }, { command: 'kind create cluster --name dev', decision: 'allow' }, { command: 'k3d cluster delete dev', decision: 'ask' }, { command: 'kind delete cluster', decision: 'ask' }],
  },
  {
    // What lets containers run on this machine, and the container that a project describes for itself.
    names: ['colima', 'devcontainer'],
    family,
    everywhere: '--help! --version!',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'list|ls|status|version|ssh-config|read-configuration|features|outdated|help|completion': reading,
      'start|stop|restart|up|build|set-up|run-user-commands|update': { otherOptions: 'harmless', options: '--workspace-folder= --config=read', operands: 'data...', effects: [effect('container', 'reversible', 'machine', 'starts, stops or builds containers of this machine (`{command}`)', { posture: 'routine' })] },
      'delete|prune': deletes('deletes a virtual machine with every container and volume in it'),
      exec: { optionsFirst: true, options: '--workspace-folder= --container-id= --remote-env= --config=read', operands: 'command', place: 'container' },
      '*': { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'recoverable', 'machine', 'changes containers or virtual machines of this machine (`{command}`)')] },
    },
    examples: [{ command: 'colima start', decision: 'allow' }, { command: 'colima delete -f', decision: 'ask', reversibility: 'irreversible' }, { command: 'devcontainer up --workspace-folder .', decision: 'allow' }],
  },
  {
    names: ['dive'],
    family,
    options: '-h|--help! --version! --ci --ci-config=read --config=read -j|--json=write --source= --ignore-errors --lowestEfficiency= --highestWastedBytes= --highestUserWastedPercent=',
    operands: 'image',
    commands: { build: works },
    effects: [effect('execute', 'reversible', 'machine', 'opens a viewer that waits for a person', { without: '--ci -j', posture: 'ask' })],
    examples: [{ command: 'dive --ci acme/api:dev', decision: 'allow' }, { command: 'dive acme/api:dev', decision: 'ask' }],
  },
  {
    // Clusters and virtual machines of another host.
    names: ['rancher', 'govc', 'xe', 'esxcli'],
    family,
    everywhere: '--help! --version!',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'list|ls|inspect|info|ps|about|events|find|tree|*.info|*.ls|*-list|*-param-get|help|version': reading,
      'delete|destroy|rm|remove|*.destroy|*.rm|*.remove|*-destroy|*-uninstall|*-forget': { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'irreversible', 'remote', 'deletes what a cluster or a host of virtual machines holds (`{command}`)')] },
      'app|apps|catalog|cluster|clusters|namespace|namespaces|node|nodes|project|projects|multiclusterapp': {
        otherOptions: 'harmless',
        operands: 'data...',
        commands: {
          'ls|list|show|show-*|st|status|kubeconfig|kf': reading,
          'delete|rm|del': { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'irreversible', 'remote', 'deletes what a cluster holds (`{command}`)')] },
        },
        effects: [effect('container', 'recoverable', 'remote', 'changes a cluster (`{command}`)', { operands: 'some' })],
      },
    },
    effects: [effect('container', 'recoverable', 'remote', 'changes a cluster or a host of virtual machines')],
    examples: [
      { command: 'rancher apps ls', decision: 'allow' },
      { command: 'rancher apps delete shop', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' },
      { command: 'rancher apps upgrade shop 1.2.0', decision: 'ask', blastRadius: 'shared' },
      { command: 'govc vm.info web', decision: 'allow' },
      { command: 'govc vm.destroy web', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' },
      { command: 'xe vm-list', decision: 'allow' },
      { command: 'xe vm-reboot vm=web', decision: 'ask', blastRadius: 'shared' },
    ],
  },
  {
    names: ['crictl', 'ctr', 'oras', 'kaniko', 'ko', 'img', 'trivy', 'docker-machine', 'limactl', 'lima', 'multipass', 'vagrant', 'lxc', 'incus', 'lxd', 'orb', 'orbctl', 'pack', 'dagger', 'earthly', 'tart', 'nsc', 'snyk', 'dockle', 'docker-slim', 'vcluster', 'k0s', 'k3s', 'microk8s', 'virsh', 'virt-install', 'pve-firewall', 'vzdump', 'quickemu', 'quickget', 'virt-clone', 'virt-sysprep', 'vmrun', 'prlctl', 'waydroid', 'runlike', 'packer', 'vm', 'bhyve', 'jail', 'iocage'],
    family,
    everywhere: '--help! --version! --dry-run!',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'ls|list|ps|status|inspect|info|version|images|logs|show|show-*|get|catalog|manifest|config|digest|validate|fs|image|repo|repository|scan|sbom|verify|tree|triangulate|dashboard|ip|port|ssh-config|global-status|dominfo|domstate|nodeinfo|net-list|pool-list|vol-list|snapshot-list|dumpxml|showvminfo|capabilities|domiflist|domblklist|find|alias|history|diff|top|stats|help|completion|docker-env|env|url|blob|layout|discover|events|kubeconfig|pods|pod|read-configuration|cluster-info|graph|doctor|functions|query|test|code|converter|convert|iac|monitor|rootfs|sys|attestation|download|export|fmt|pending|listsnapshot|agent-list|cpuinfo|vcpuinfo|hostname|freecell|domid|domuuid|domblkinfo|domifaddr|net-info|list-interfaces|df':
        reading,
      'up|start|stop|halt|suspend|resume|restart|pause|unpause|create|build|run|init|launch|pull|load|import|use|add|install|enable|copy|cp|mount|forward|tunnel|provision|reload|rsync|save|tag|bud|from|commit|template|box|addons|cache|node|profile|plugin|enter|upgrade|set|edit|shell|exec|attach|console|connect|bash|call|+*|serve|shutdown|reboot|clone|snapshot|define|modifyvm|createvm|controlvm|startvm|closemedium|storageattach|guestcontrol|guestproperty|sharedfolder|setextradata|createmedium|modifymedium|natnetwork|hostonlyif|dhcpserver|network|storage|device|remote|file|rename|move|autostart|reset|setvcpus|setmem|allow|template-*|resize|migrate|config-*|wait|sync|sign|attest|copy-*|mutate|append|flatten|rebase|optimize|bench|completions|ephemeral|assemble|login|logout|auth|clean|generate-key-pair|initialize|env-set|switch|packet|transfer|watch':
        { otherOptions: 'harmless', operands: 'data...', effects: [effect('container', 'recoverable', 'machine', 'changes containers, images or virtual machines of this machine (`{command}`)')] },
      'delete|destroy|rm|rmi|remove|prune|purge|undefine|unregistervm|discard|forget|nuke|uninstall|disable|rollback|restore|vol-delete|pool-delete|snapshot-delete|snapshot-revert|delsnapshot|reset-all|wipe|free|unlink|rescan|delete-*|remove-*|expunge|factory-reset|kill|terminate|mediumio|vol-wipe':
        { otherOptions: 'harmless', operands: 'data...', effects: [loses('deletes a container, image or virtual machine with what it holds (`{command}`)')] },
      push,
    },
    effects: [effect('container', 'recoverable', 'machine', 'works on containers or virtual machines')],
    examples: [{ command: 'trivy fs .', decision: 'allow' }, { command: 'vagrant destroy -f', decision: 'ask', reversibility: 'irreversible' }],
  },
];
