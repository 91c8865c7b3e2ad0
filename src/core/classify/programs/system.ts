import { effect, type CommandTable, type ProgramTable } from '../programTable.ts';

const family = 'system';
const reading: CommandTable = { otherOptions: 'harmless', operands: 'data...' };
const endsEditor = effect('guard', 'recoverable', 'machine', 'stops or switches the editor that holds the guard', { word: '^(?:code-server|code-tunnel|openvscode-server|vscode|tagout)(?:[@.].*)?$', posture: 'deny' });
const elsewhere = effect('system', 'recoverable', 'shared', 'changes services of another machine', { with: '-H --host' });
const changed = effect('system', 'reversible', 'machine', 'changes the network of the machine', { operands: 'some', posture: 'ask' });
const asks = (names: string, reason: string, more: Partial<ProgramTable> = {}): ProgramTable => ({
  names: names.split(' '),
  family,
  otherOptions: 'harmless',
  options: '--help! --version!',
  effects: [effect('system', 'recoverable', 'machine', reason)],
  examples: [],
  ...more,
});
const destroys = (names: string, reason: string, examples: ProgramTable['examples'] = []): ProgramTable => asks(names, reason, { effects: [effect('system', 'irreversible', 'machine', reason, { posture: 'deny' })], examples });

/** Services, processes, disks, users and settings of the machine. */
export const system: readonly ProgramTable[] = [
  {
    names: ['kill', 'pkill', 'killall', 'skill', 'xkill', 'killall5', 'fkill', 'taskkill'],
    family: 'process',
    options: '-l|--list -L|--table -s|--signal= -n= -q= -f|--full -x|--exact -u|--euid= -U= -g= -G= -P|--parent= -t= -9 -15 -1 -2 -3 -6 -18 -19 -0 -HUP -INT -TERM -KILL -QUIT -USR1 -USR2 -STOP -CONT -SIGTERM -SIGKILL -SIGINT -SIGHUP -e|--echo -i|--interactive -w|--wait -v -r|--regexp -I -o|--oldest -y -c -Z= -TSTP -WINCH -ABRT -d -m -a --help! --version! -V!',
    otherOptions: 'harmless',
    handler: 'kill',
    examples: [
      { command: 'kill %1', decision: 'allow' },
      { command: 'kill 4242', decision: 'allow' },
      { command: 'kill -9 -1', decision: 'deny' },
      { command: 'killall -9 node', decision: 'ask', reversibility: 'recoverable' },
      { command: 'pkill -f vite', decision: 'ask' },
      { command: 'taskkill /pid 4242 /f', decision: 'allow' },
      { command: 'taskkill /f /im node.exe', decision: 'ask' },
      { command: 'pkill -u dev', decision: 'deny' },
      { command: 'pkill -u dev vite', decision: 'ask' },
      { command: 'kill $(lsof -ti tcp:3000)', decision: 'allow' },
      { command: 'pkill code', decision: 'deny' },
      { command: 'pkill -f tagout-hook', decision: 'deny' },
      { command: 'kill $(pgrep -f tagout)', decision: 'deny' },
      { command: 'pkill -f code/server.js', decision: 'ask' },
    ],
  },
  {
    names: ['systemctl', 'service', 'rc-service', 'initctl', 'supervisorctl', 'sv', 'pm2', 'rc-update', 'chkconfig', 'update-rc.d', 'openrc', 's6-rc', 'forever', 'monit', 'loginctl', 'homectl', 'rc-status', 'apachectl', 'nginx', 'httpd', 'apache2ctl', 'caddy', 'haproxy', 'plesk', 'gitlab-ctl', 'synoservice', 'pueue'],
    family,
    everywhere: '--user --system --no-pager -n= -u= -l -a --all --now -t|--type= --state= -p|--property= -q -H|--host= -M= -o|--output= --failed --help! --version! --name= --lines= --no-daemon --attach --watch -i= -V! -v',
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'status|list-*|show*|is-*|cat|help|get-default|list|ls|logs|log|info|describe|jlist|prettylist|monit|print|blame|critical-chain|time|plot|dot|dump|verify|calendar|timespan|security|unit-paths|session-status|user-status|timesync-status|query|statistics|dns|domain|introspect|tree|capture|monitor|avail|id|env|prettylist|printenv|validate|adapt|list-machines|dumpstate|follow|config|parse|wait|fingerprint|-t|-T|-S|configtest|-l|fullstatus|test|settle|check|hash-password|version|blockdev|procinfo|manageruid|hostinfo|resolveport|examine|show-*':
        reading,
      'poweroff|reboot|halt|kexec|emergency|rescue|default|isolate|suspend|hibernate|hybrid-sleep|soft-reboot|suspend-then-hibernate|terminate-*|kill-*|exit': { otherOptions: 'harmless', operands: 'data...', effects: [effect('system', 'recoverable', 'machine', 'stops the machine or all its sessions', { posture: 'deny' })] },
      'start|stop|enable|disable|reenable|mask|unmask|daemon-reload|load|unload|bootstrap|bootout|kickstart': { otherOptions: 'harmless', operands: 'data...', effects: [effect('system', 'reversible', 'machine', 'starts, stops or switches services of the machine (`{command}`)', { posture: 'ask' }), elsewhere, endsEditor] },
      // `service NAME VERB`: the verb comes last.
      '*': {
        otherOptions: 'harmless', operands: 'data...',
        effects: [elsewhere, effect('system', 'recoverable', 'machine', 'starts, stops or configures services of the machine (`{command}`)', { operand: '^(?!(?:start|stop)$)' }), effect('system', 'recoverable', 'machine', 'configures services of the machine (`{command}`)', { operands: 'none' }), effect('system', 'reversible', 'machine', 'starts or stops services of the machine', { operand: '^(?:start|stop)$', posture: 'ask' }), endsEditor],
      },
    },
    effects: [effect('system', 'recoverable', 'machine', 'changes services of the machine', { operands: 'some' }), effect('execute', 'reversible', 'machine', 'starts a service in the foreground or opens a pager, which runs what is typed', { operands: 'none', without: '--no-pager --failed --all -a -t --state -l -q', posture: 'ask' })],
    examples: [
      { command: 'systemctl status nginx', decision: 'allow', reversibility: 'read-only' },
      { command: 'sudo systemctl restart nginx', decision: 'ask' },
      { command: 'systemctl poweroff', decision: 'deny' },
      { command: 'systemctl -H web1.acme.example stop nginx', decision: 'ask', blastRadius: 'shared' },
      { command: 'systemctl -H web1.acme.example status nginx', decision: 'allow' },
      { command: 'pm2 list', decision: 'allow' },
    ],
  },
  {
    names: ['shutdown', 'reboot', 'halt', 'poweroff', 'init', 'telinit'],
    family,
    otherOptions: 'harmless',
    options: '-c! --help! --version!',
    operands: 'data...',
    effects: [effect('system', 'recoverable', 'machine', 'stops or restarts the machine', { posture: 'deny' })],
    examples: [{ command: 'sudo shutdown -h now', decision: 'deny', reversibility: 'recoverable' }, { command: 'reboot', decision: 'deny' }, { command: 'shutdown -c', decision: 'allow' }],
  },
  destroys(
    'mkfs mkfs.ext4 mkfs.ext3 mkfs.ext2 mkfs.xfs mkfs.btrfs mkfs.vfat mkfs.fat mkfs.ntfs mkfs.exfat mkfs.f2fs mkfs.minix mkfs.cramfs mke2fs mkswap mkdosfs newfs wipefs blkdiscard cfdisk format resize2fs debugfs grub-install gparted lilo syslinux mkbootimg',
    'changes disks, the boot or the power of the machine; what is lost cannot be brought back',
    [
      { command: 'mkfs.ext4 /dev/nvme0n1p2', decision: 'deny', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: 'wipefs -a /dev/sdb', decision: 'deny' },
    ],
  ),
  {
    names: ['say'],
    family,
    otherOptions: 'harmless',
    operands: 'data...',
    commands: {
      'list|info|read|verifyVolume|verifyDisk|status|listallhardwareports|--getinfo|-getinfo|destinationinfo|listbackups|latestbackup|export|read-type|domains|find|activity|-lint|-p|imageinfo|plugins|--list|-g': reading,
      'eraseDisk|eraseVolume|partitionDisk|secureErase|zeroDisk|reformat|apfs|deleteContainer|randomDisk|mergePartitions|splitPartition|delete|deletelocalsnapshots|burn|erase|deleteVolume|restore': { otherOptions: 'harmless', operands: 'data...', effects: [effect('system', 'irreversible', 'machine', 'erases a disk, volume or setting', { posture: 'deny' })] },
      'find-generic-password|find-internet-password|dump-keychain|find-certificate|export-keychain|show-keychain-info|dump-trust-settings': { otherOptions: 'harmless', operands: 'data...', effects: [effect('secret', 'recoverable', 'machine', 'shows secrets of the keychain')] },
    },
    effects: [effect('system', 'recoverable', 'machine', 'opens something or changes settings of the machine')],
    examples: [{ command: 'diskutil eraseDisk APFS Blank disk2', decision: 'deny', reversibility: 'irreversible' }, { command: 'diskutil list', decision: 'allow' }, { command: 'security find-generic-password -w -s x', decision: 'ask' }],
  },
  {
    names: ['atq'],
    family,
    options: '-V -q= -o=',
    operands: 'data...',
    examples: [{ command: 'atq -q a', decision: 'allow' }],
  },
  {
    names: ['crontab', 'atrm', 'anacron', 'fcrontab'],
    family,
    handler: 'crontab',
    options: '-l|--list! -e -r -i -u|--user= -f= -m -q= -d -c -t= -V!',
    operands: 'data...',
    effects: [effect('config', 'reversible', 'machine', 'makes commands run later or removes them', { posture: 'ask', operands: 'none' }), effect('config', 'recoverable', 'machine', 'replaces every scheduled command', { operands: 'some' }), effect('config', 'irreversible', 'machine', 'removes every scheduled command', { with: '-r' })],
    examples: [{ command: 'crontab -l', decision: 'allow' }, { command: 'crontab x.cron', decision: 'ask' }, { command: "echo '0 3 * * * rm -rf ~' | crontab -", decision: 'deny' }, { command: 'crontab -r', decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    names: ['kill-port', 'killport'],
    family,
    otherOptions: 'harmless',
    options: '-h! --help! --version!',
    operands: 'data...',
    effects: [effect('process', 'recoverable', 'machine', 'ends processes by name', { operand: '^:?[^\\d:]' }), effect('process', 'reversible', 'machine', 'ends the process on a port', { operand: '^:?\\d', posture: 'routine' })],
    examples: [{ command: 'npx kill-port 3000', decision: 'allow' }],
  },
  {
    names: ['at', 'batch'],
    family,
    options: '-l! -V! -r|-d -m -M -q= -f=script:shell -t= -c -v',
    operands: 'data...',
    stdin: { role: 'shell' },
    effects: [effect('config', 'reversible', 'machine', 'makes commands run later', { posture: 'ask' })],
    examples: [{ command: "echo 'rm -rf ~/Documents' | at now", decision: 'ask', reversibility: 'irreversible' }, { command: 'at -l', decision: 'allow' }],
  },
  {
    names: ['userdel', 'deluser'],
    family,
    options: '-r|--remove -f|--force --remove-home --remove-all-files --backup -h|--help! -R= -P= -Z --system --group --quiet',
    operands: 'data...',
    effects: [effect('system', 'recoverable', 'machine', 'deletes a user of the machine'), effect('system', 'irreversible', 'machine', 'deletes the home directory of the user', { with: '-r --remove-home --remove-all-files' })],
    examples: [{ command: 'sudo userdel old', decision: 'ask', reversibility: 'recoverable' }, { command: 'sudo userdel -r bob', decision: 'ask', reversibility: 'irreversible' }],
  },
  asks('useradd usermod groupadd groupdel groupmod chpasswd adduser addgroup visudo vipw vigr chsh chfn newgrp gpasswd newusers edquota setquota setcap setpcap sudoedit sudoreplay dzdo authconfig authselect pam-auth-update ksu', 'changes users or rights of the machine', { effects: [effect('system', 'reversible', 'machine', 'changes users or rights of the machine', { posture: 'ask' })], examples: [{ command: 'sudo useradd x', decision: 'ask' }] }),
  asks('delgroup', 'deletes a group of the machine', { examples: [{ command: 'sudo delgroup x', decision: 'ask' }] }),
  asks('waypipe', 'changes the system, its network, devices or desktop', {
    options: '--help! --version! --list|--list-rules!',
    examples: [{ command: 'sudo ufw disable', decision: 'ask' }, { command: 'sudo sysctl -w vm.swappiness=1', decision: 'ask' }],
  }),
  {
    names: ['arp'],
    family,
    options: '-a|--all -n|--numeric -v|--verbose -e -i= -l -x -d|--delete -s|--set -S -f|--file=read --help! -V|--version!',
    operands: 'data...',
    effects: [effect('system', 'reversible', 'machine', 'changes the table of neighbours', { with: '-d -s -S -f', posture: 'ask' })],
    examples: [{ command: 'arp -a', decision: 'allow' }, { command: 'sudo arp -d 192.0.2.7', decision: 'ask' }],
  },
  {
    names: ['mount', 'hostname', 'ifconfig', 'iwconfig', 'route'],
    family,
    options: '--help! --version! -V! -h! -a -n -v -l -i|--ip-address -I|--all-ip-addresses -f|--fqdn -s|--short -d|--domain -A -F=opaque -t= -o= -b|--boot',
    effects: [effect('system', 'reversible', 'machine', 'changes the file systems, the name or the network of the machine', { operands: 'some', posture: 'ask' }), effect('system', 'reversible', 'machine', 'mounts everything that the machine lists', { with: '-a', posture: 'ask' })],
    examples: [{ command: 'hostname', decision: 'allow', reversibility: 'read-only' }, { command: 'mount', decision: 'allow' }, { command: 'sudo mount /dev/sdb1 /mnt', decision: 'ask' }, { command: 'sudo hostname web-2', decision: 'ask' }],
  },
  {
    names: ['ip'],
    family,
    style: 'single-dash',
    otherOptions: 'harmless',
    everywhere: '-batch|-b|-force=opaque -n|-netns= -o -br -c -j -d -s -4 -6 -h -r -t',
    // Every word may be shortened: `ip a d ADDRESS`.
    commands: {
      'help|monitor|mo|mon': { otherOptions: 'harmless', operands: 'data...' },
      'link|l|li|lin|netns|netn|net|vrf|tuntap|tunt|tu|tun|tunnel|xfrm|x|token|macsec|sr|mptcp': { otherOptions: 'harmless', operands: 'data...', commands: { 'show|sh|list|ls|lst|lis|get|help|list-id|identify|pids|monitor|count|stats': { otherOptions: 'harmless', operands: 'data...' } }, effects: [changed] },
      '*': { otherOptions: 'harmless', operands: 'data...', commands: { 'show|s|sh|sho|list|l|ls|lst|li|lis|get|g|ge|save|sa|help|showdump|monitor|m|match': { otherOptions: 'harmless', operands: 'data...' } }, effects: [changed] },
    },
    examples: [{ command: 'ip -br addr', decision: 'allow' }, { command: 'sudo ip link set eth0 down', decision: 'ask' }, { command: 'sudo ip a d 192.0.2.10 dev eth0', decision: 'ask' }, { command: 'sudo ip r f table main', decision: 'ask' }, { command: 'ip a s', decision: 'allow' }, { command: 'ip r', decision: 'allow' }, { command: 'ip route get 192.0.2.1', decision: 'allow' }],
  },
  {
    names: ['dialog', 'whiptail'],
    family,
    otherOptions: 'harmless',
    operands: 'read...',
    examples: [{ command: 'whiptail --textbox --scrolltext /etc/shadow 0 0', decision: 'ask' }, { command: "dialog --msgbox 'done' 5 20", decision: 'allow' }],
  },
  {
    names: ['printenv'],
    family: 'secrets',
    options: '-0|--null --help! --version!',
    operands: 'data...',
    effects: [
      effect('secret', 'recoverable', 'machine', 'shows the whole environment with its secrets to the agent', { operands: 'none', rule: 'secrets.environment' }),
      effect('secret', 'recoverable', 'machine', 'shows a secret of the environment to the agent', { operand: '(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIALS?)(?:$|_)' }),
    ],
    examples: [{ command: 'printenv', decision: 'ask', reversibility: 'recoverable', blastRadius: 'machine' }, { command: 'printenv PATH', decision: 'allow' }, { command: 'printenv GITHUB_TOKEN', decision: 'ask' }],
  },
  {
    names: ['reset', 'stty', 'tset', 'setterm', 'tabs', 'bell', 'beep', 'direnv', 'starship', 'zoxide'],
    family,
    otherOptions: 'harmless',
    options: '-f|--file=read',
    operands: 'data...',
    commands: {
      'allow|permit|grant|edit|deny|revoke|block': { otherOptions: 'harmless', effects: [effect('config', 'reversible', 'workspace', 'lets a file of the project set the environment of every shell', { posture: 'ask' })] },
      exec: { optionsFirst: true, operands: 'data command' },
    },
    examples: [{ command: 'direnv allow', decision: 'ask' }, { command: 'stty sane', decision: 'allow' }],
  },
];
