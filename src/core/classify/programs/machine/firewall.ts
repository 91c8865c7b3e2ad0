import type { CommandTable, ProgramTable, TableExample } from '../../programTable.ts';
import { changes, opens, reveals, rewires } from './machineEffects.ts';
import { allowed, asked, does, program, reads, runs, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('network', names, command, examples);
const filters = 'changes which connections the machine lets through';
const settings = 'changes the network of the machine';

/** Firewalls, addresses, routes, wireless and tunnels of this machine: looking is free, every change is asked about. */
export const firewall: readonly ProgramTable[] = [
  p('iptables ip6tables iptables-legacy iptables-nft arptables ebtables', does([rewires(filters, { without: '-L -S -C' }), changes('takes every rule away', { with: '-F -X' })], '-L|--list -S|--list-rules -C|--check -F|--flush=? -X|--delete-chain=? -n|--numeric -v|--verbose --line-numbers -x -t|--table= -w=? -4 -6 -M|--modprobe=program'), [...allowed('sudo iptables -vnL', 'sudo iptables -t nat -S'), ...asked('sudo iptables -F', 'iptables -L --modprobe=./x')]),
  p('iptables-save ip6tables-save arptables-save ebtables-save', does([], '-c -t= -f|--file=write -M|--modprobe=program', 'data...'), [...allowed('sudo iptables-save'), ...asked('iptables-save -f ~/.bashrc')]),
  p('iptables-restore ip6tables-restore', does(changes('replaces every rule of the firewall'), '-t|--test! -c -n -v -w=? -T= -M|--modprobe=program')),
  p('nft', verbs('list|monitor|describe', rewires(filters), { everywhere: '-a|--handle -n|--numeric -j|--json -s|--stateless -t|--terse -y -S -p -N -c|--check! -f|--file=opaque -i|--interactive=opaque -I= -o -e -T' }), [...allowed('sudo nft list ruleset'), ...asked('sudo nft flush ruleset', 'nft -f rules')]),
  p('ufw', verbs('status|show|version', rewires(filters), { everywhere: '--dry-run! --force', commands: { app: verbs('list|info', rewires(filters)) } }), [...allowed('sudo ufw status verbose', 'sudo ufw --dry-run enable'), ...asked('sudo ufw disable')]),
  p('firewall-cmd firewall-offline-cmd', does(rewires(filters, { without: '--state --list-all --list-all-zones --list-services --list-ports --list-rich-rules --get-active-zones --get-zones --get-services --get-default-zone --info-zone --info-service --query-service --query-port --list-interfaces --list-sources --list-forward-ports --get-zone-of-interface --get-log-denied --check-config --get-icmptypes --list-protocols --query-panic --query-masquerade' }), '--state --list-all --list-all-zones --list-services --list-ports --list-rich-rules --list-interfaces --list-sources --list-forward-ports --list-protocols --get-active-zones --get-zones --get-services --get-default-zone --get-icmptypes --get-log-denied --get-zone-of-interface= --info-zone= --info-service= --query-service= --query-port= --query-panic --query-masquerade --check-config --permanent --zone= -q -v -V!'), [...allowed('firewall-cmd --list-all'), ...asked('firewall-cmd --reload')]),
  p('ipset', verbs('list|save|test|-L|-S|-T|version', rewires(filters), { everywhere: '-o= -q -s -n -t -f|-file=write' }), [...allowed('ipset list'), ...asked('ipset destroy a')]),
  p('conntrack', does(rewires(filters, { with: '-D -F -I -U -A' }), '-L|--dump -E|--event -G|--get -C|--count -S|--stats -D|--delete -F|--flush -I|--create -U|--update -A|--add -s= -d= -p= -o= -f= -m= -t= -u= -n= -g= -z'), [...allowed('sudo conntrack -L'), ...asked('conntrack -D -s 192.0.2.10')]),
  p('pfctl', does(rewires(filters, { with: '-e -d -f -F -k -K -T -t -N -R -A -O -D -x -i' }), '-s= -v -n! -q -a= -g -r -e -d -f= -F= -k= -K= -T= -t= -N -R -A -O -D= -x= -i='), [...allowed('sudo pfctl -s rules'), ...asked('sudo pfctl -d')]),
  p('xdp-filter xdp-loader', verbs('status|poll', rewires(filters)), asked('sudo xdp-filter unload eth0')),
  p('fail2ban-client', verbs('status|ping|version|banned|echo', rewires(filters), { everywhere: '-c= -s= -p= -d! -t!', commands: { get: reads() } }), [...allowed('sudo fail2ban-client status'), ...asked('sudo fail2ban-client unban --all')]),
  p('tc', { ...reads('-s -d -p -j -n|-netns= -b|-batch=opaque -force -g -o -r -iec'), style: 'single-dash', effects: [rewires('changes how fast the network of the machine is', { operand: '^(?:a|add|d|del|delete|c|change|r|rep|replace|link|flush)$' })] }, [...allowed('tc -s qdisc show dev eth0', 'tc q s dev eth0'), ...asked('sudo tc qdisc add dev eth0 root netem delay 100ms')]),
  p('iw', { ...reads(), effects: [rewires('changes the wireless network of the machine', { operand: '^(?:set|add|del|connect|disconnect|auth|interface|reload|join|leave|switch|ibss|mesh|wowlan|offchannel|cac|mgmt|measurement|roc|coalesce|vendor|cqm)$' })] }, [...allowed('iw dev', 'iw reg get'), ...asked('sudo iw dev wlan0 set type monitor')]),
  p('bridge', { ...reads('-b|-batch=opaque -n|-netns= -s -d -j -p -c'), style: 'single-dash', effects: [rewires(settings, { operand: '^(?:a|add|d|del|delete|s|set|r|replace|append)$' })] }, [...allowed('bridge link'), ...asked('sudo bridge vlan del dev eth0 vid 2')]),
  p('brctl', verbs('show|showmacs|showstp', rewires(settings)), [...allowed('brctl show'), ...asked('brctl delbr br0')]),
  p('ethtool', does(rewires('changes a network card', { with: '-A -C -G -K -N -L -s -E -f -r -t -X -U -F -W --set-eee --reset --set-phy-tunable --set-priv-flags --change -Q' }), '-a -c -g -i -k -n -d -e -p -S -m -x -T -l -u -w -I --json -P|--show-permaddr -A|--pause -C|--coalesce -G|--set-ring -K|--features|--offload -N|--config-nfc -U -L|--set-channels -s|--change -E|--change-eeprom -f|--flash -r|--negotiate -t|--test -X|--rxfh -F -W|--set-dump --set-eee --reset --set-phy-tunable --set-priv-flags -Q'), [...allowed('ethtool -S eth0'), ...asked('sudo ethtool -s eth0 speed 10')]),
  p('nmcli', {
    ...reads(),
    everywhere: '-t|--terse -p|--pretty -m|--mode= -c|--colors= -f|--fields= -g|--get-values= -e|--escape= -w|--wait= -s|--show-secrets -o -a|--ask',
    effects: [reveals('shows the passwords of networks', { with: '-s' })],
    commands: {
      'general|g|ge|gen': verbs('status|s|st|permissions|p|perm|logging|l|log', rewires(settings), { commands: { 'hostname|h|ho': does(rewires('changes the name of the machine', { operands: 'some' })) } }),
      'connection|c|con|conn': verbs('show|s|sh|monitor|m|mon', rewires(settings), { commands: { 'show|s|sh': { ...reads(), effects: [reveals('shows the passwords of networks', { with: '-s' })] } } }),
      'device|d|de|dev': verbs('status|s|st|show|sh|monitor|m|lldp', rewires(settings), { commands: { 'wifi|w|wi|wif': verbs('list|l|ls|rescan|r', rewires(settings), { commands: { 'show-password|s|sh|show': { ...reads(), effects: [reveals('shows the password of the network')] } } }) } }),
      'networking|n|net': verbs('connectivity|c', rewires(settings)),
      'radio|r|rad': verbs('', rewires(settings), { commands: { 'wifi|w|wwan|ww|all|a': does(rewires(settings, { operands: 'some' })) } }),
      'monitor|m|mon|help|h|version': reads(),
      'agent|a|ag': does(opens('asks for passwords of networks')),
      '*': does(rewires(settings)),
    },
  }, [...allowed('nmcli device status', 'nmcli -f NAME con show', 'nmcli d w list'), ...asked('nmcli con down home', 'nmcli -s con show home')]),
  p('wpa_cli', verbs('status|scan_results|list_networks|scan|list_n|scan_r|ping|interface|list_sta|signal_poll|all_sta|bss|driver_flags', rewires('changes the wireless network of the machine'), { everywhere: '-i= -p= -a=program -g=' }), [...allowed('wpa_cli status'), ...asked('wpa_cli -a ./x')]),
  p('iwctl', does(rewires('changes the wireless network of the machine', { operand: '^(?:connect|connect-hidden|disconnect|forget|set-property|start|stop|ap|ad-hoc|start-profile|push-button|start-user-pin)$' }), '-P= -p= -u= -d='), [...allowed('iwctl station list'), ...asked('iwctl station wlan0 connect home')]),
  p('iwlist iwgetid iwspy iwinfo', { ...reads(), effects: [reveals('shows keys of networks', { operand: '^(?:wpakeys|keys|key|encryption|genie)$' })] }, [...allowed('iwlist wlan0 scan'), ...asked('iwlist wlan0 keys')]),
  p('iwpriv nmtui nm-connection-editor wifi-menu dhclient dhcpcd dhcp6d udhcpc wpa_supplicant hostapd create_ap netctl ifup ifdown ifmetric ifenslave vconfig ip6addrctl pppd pppoe connmanctl netplan wondershaper wg-quick openvpn openconnect openfortivpn openvpn3 vpnc vpnc-disconnect gpclient f5fpc vpnd fastd babeld bird ss-local ss-server ss-redir sslocal zerotier-one ivpn mullvad mozillavpn protonvpn piactl nordvpn expressvpn pivpn slirp4netns macchanger dropbear bluetoothd bnepd btattach hciattach avahi-daemon mdns-repeater ntpdate ntpd htpdate sntpd chronyd openntpd', does(rewires(settings, { without: '--info' }), '--version! --info -c= -u=', 'data...', { commands: { 'status|list|servers|clients|sessions-list|configs-list|get|info|services|technologies|state|ip|version|serverlist': reads(), 'account|settings|relay|dns|lan|obfuscation|tunnel|auto-connect|lockdown-mode|bridge|api-access|split-tunnel|custom-list|config': verbs('get|list|show|status|info', rewires(settings)), '*': does(rewires(settings)) } }), [...allowed('mullvad status', 'nordvpn status'), ...asked('sudo openvpn client.ovpn', 'sudo dhclient -r')]),
  p('wg', verbs('show', rewires('changes a tunnel of the machine'), { commands: { 'genkey|genpsk|pubkey': reads(), showconf: does(reveals('shows the keys of a tunnel')) } }), [...allowed('sudo wg', 'wg show'), ...asked('sudo wg showconf wg0')]),
  p('wpa_passphrase', does(reveals('shows the key of a network'))),
  p('uci', verbs('show|get|export|changes', rewires('changes the settings of a router'), { everywhere: '-q -c= -p=' }), [...allowed('uci show network'), ...asked('uci commit')]),
  p('bssh bvnc bshell', does(opens('opens a session on another machine'))),
  p('ntp-ctl', verbs('status|validate|config', rewires('changes the clock of the machine'), { everywhere: '-c=' })),
  p('netdiscover', reads('-s -n= -r= -i= -p -P -f= -c= -l=read', 'data...')),
  p('rfkill', does(rewires('switches radios on or off', { operand: '^(?:block|unblock|toggle)$' }), '-o= -J -n -r'), [...allowed('rfkill list'), ...asked('rfkill block bluetooth')]),
  p('bluetoothctl', verbs('devices|show|list|info|paired-devices|version|scan|menu|mgmt.info|endpoint.list', rewires('pairs with, connects to or forgets devices'), { everywhere: '-t|--timeout= -a|--agent= -m|--monitor -v! -i|--init-script=opaque -e' }), [...allowed('bluetoothctl devices'), ...asked('bluetoothctl pair 02:00:00:00:00:01')]),
  p('hcitool', verbs('dev|scan|inq|con|info|name|lescan|rssi|lq|tpl|afh|clock', rewires('changes wireless connections of the machine'), { everywhere: '-i=' }), [...allowed('hcitool scan'), ...asked('hcitool dc 02:00:00:00:00:01')]),
  p('hciconfig btmgmt', does(rewires('changes wireless connections of the machine', { operands: 'some' })), allowed('hciconfig')),
  p('mmcli', does(rewires('changes or uses the modem of the machine', { without: '-L -M -i -b --messaging-list-sms --messaging-status --location-status --location-get --signal-get --time --firmware-list' }), '-L|--list-modems -M|--monitor-modems -m|--modem= -i|--sim= -b|--bearer= --messaging-list-sms --messaging-status --location-status --location-get --signal-get --time --firmware-list -e|--enable -d|--disable -S -K -J'), [...allowed('mmcli -L', 'mmcli -m 0 --messaging-list-sms'), ...asked('mmcli -m 0 -e')]),
  p('upnpc', does(rewires('opens ports of the router to others', { without: '-l -s -L -S -P' }), '-l -L -s -S -P -a= -d= -r -i -u= -e= -m='), [...allowed('upnpc -l'), ...asked('upnpc -a 192.168.0.1 80 80 tcp')]),
  p('hostess hosts hostctl', verbs('list|ls|has|dump|help', rewires('changes which names lead to which machines')), [...allowed('hostess list'), ...asked('hostess add a 192.0.2.10')]),
  p('resolvconf', does(rewires(settings, { without: '-l -i -v' }), '-l -i -v -a -d -u -f -x -m='), allowed('resolvconf -l')),
  p('oniux', runs('-v -l='), asked('oniux rm -rf ~/Documents')),
];
