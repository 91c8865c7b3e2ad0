import type { CommandTable, ProgramTable, TableExample } from '../../programTable.ts';
import { changes, opens, reaches, rewires } from './machineEffects.ts';
import { allowed, asked, does, program, reads, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('network', names, command, examples);

/** Programs that measure or watch the network, name servers and clocks; what they send is a probe and nothing else. */
export const networkDiagnosis: readonly ProgramTable[] = [
  p('sockstat routel ifdata ifstatus nm-online ifstat nload bmon nethogs bandwhich speedometer nstat netselect httping adig ahost acountry arpaname dnsdomainname avahi-resolve avahi-resolve-address avahi-resolve-host-name avahi-browse avahi-discover nmblookup lldpctl showmount nfsstat rpcinfo nfsiostat lnstat ctstat rtstat rtacct dnstracer dnstop iptraf iptraf-ng jnettop pktstat speed-test speedtest-rs librespeed-cli is-up tcptraceroute tracert pathping arping owping twping dublin-traceroute paris-traceroute nbtscan networkQuality', reads('-c= -i= -I= -p= -s= -t= -w= -n= -d= -m= -a= -f= -h -o='), allowed('nload eth0', 'showmount -e nas.example', 'arping -c 1 192.0.2.10')),
  p('finger', does(reaches('sends its words to another machine', { operand: '@' })), [...allowed('finger -l dev'), ...asked('finger data@collect.example')]),
  p('fping', reads('-f|--file=read -c= -C= -i= -p= -t= -b= -B= -H= -O= -I= -S= -r= -T= -g'), [...allowed('fping -a -g 192.168.1.0/24'), ...asked('fping -f /etc/shadow')]),
  p('vnstat', does(changes('changes what is kept about the network', { with: '--add --remove --rename --merge --delete --create -u --reset --enable --disable --setalias' }), '-i|--iface= -l|--live=? -h|--hours=? -d|--days=? -m|--months=? -t|--top=? -hg -tr=? -s -q -y=? --json=? --xml=? --oneline=? --iflist --dbiflist --add --remove --rename= --merge= --delete --create -u|--update --reset --enable --disable --config=read --limit= --begin= --end= --setalias=', 'data...'), [...allowed('vnstat -l -i eth0'), ...asked('vnstat --remove -i eth0')]),
  p('vnstati', reads('-o|--output=write -i|--iface= -t= --config=read'), allowed('vnstati --summary -i eth0 -o net.png')),
  p('ntpq ntpctl', does(changes('changes the clock or who it follows', { operand: '^(?::config|keyid|passwd|config-from-file|authenticate)' }), '-c= -n -p -d -4 -6 -s= -k= -i'), allowed('ntpq -pn')),
  p('sntp msntp', does(changes('sets the clock of the machine', { with: '-S -s' }), '-S|--step -s|--slew -d -K= -M= -k= -a= -t= -4 -6 -l=write -j -w'), [...allowed('sntp pool.ntp.org'), ...asked('sudo sntp -S pool.ntp.org')]),
  p('chronyc', verbs('tracking|sources|sourcestats|activity|ntpdata|clients|serverstats|rtcdata|sourcename|selectdata|authdata|smoothing|timeout|dns|accheck|manual', changes('changes the clock of the machine'), { everywhere: '-n -v -a -4 -6 -c -d -e -N -m -h= -p= -f=' }), [...allowed('chronyc tracking'), ...asked('chronyc makestep')]),
  p('rtmon', reads('-family= -b', 'data write')),
  p('birdc birdcl', verbs('show|eval|s|echo', rewires('changes the routes of the machine'), { everywhere: '-s= -r -v -l' }), [...allowed('birdc show protocols'), ...asked('birdc configure')]),
  p('knotc rndc unbound-control nsd-control pdnsutil pdns_control', verbs('status|stats|*-status|*-stats|*-read|*-list|*-check|dump-*|list-*|show-*|get-*|lookup|validate|zonestatus|zonestats|rrset_list|check-zone|check-all-zones|current-config', rewires('changes what a name server answers'), { everywhere: '-s= -c= -p= -k= -y= -t=' }), [...allowed('knotc zone-read example.com', 'rndc status'), ...asked('knotc zone-set example.com a 60 A 192.0.2.10')]),
  p('named named-pkcs11 knotd unbound nsd pdns_server coredns dnsdist dnscrypt-proxy stubby', does(opens('starts a name server'), '-V! -v! -c= -f')),
  p('named-checkconf named-checkzone unbound-checkconf knot-checkconf kzonecheck', reads('-t= -o|-f=write'), allowed('named-checkconf')),
  p('tcpreplay tcpkill arpspoof dsniff mdk4 l2ping wakeonlan wol etherwake ether-wake knock knockd braa netperf qperf nuttcp', does(reaches('sends packets to other machines', { without: '--listnics' }), '--listnics -i= -q -n -h='), [...asked('wakeonlan 02:00:00:00:00:01'), ...allowed('tcpreplay --listnics')]),
  p('netserver', does(opens('waits for other machines'))),
  p('tcpflow ngrep tcpick httpry httpflow sngrep termshark snoop ssldump netsniff-ng trafshow tcptrack', does(rewires('listens to what others send over the network', { without: '-r -I -D -L' }), '-r=read -I=read -D -L -o=write -O=write -w=write -b=write -i= -d=', 'data...'), [...asked('sudo ngrep -d any'), ...allowed('tcpflow -r a.pcap')]),
  p('zeek bro snort suricata', does(rewires('listens to what others send over the network', { without: '-r -T' }), '-r|--readfile|-C=read -T -l|--logdir=write -i|--iface= -c=read -f|--filter= -b|--bare-mode -W|--watchdog', 'data...'), [...asked('sudo zeek --iface eth0'), ...allowed('zeek --readfile a.pcap')]),
  p('editcap mergecap capinfos text2pcap reordercap randpkt rawshark captype ipsumdump ipaggcreate ipaggmanip tcpdstat tcptrace tcpprep tcprewrite bittwiste joincap pcapfix wpaclean', reads('-w=write -o=write -r=read -i=read -F= -T= -t= -A= -B=', 'read write...'), allowed('capinfos a.pcap', 'editcap a.pcap /tmp/b.pcap')),
  p('ubus', verbs('list|listen|monitor|wait_for|subscribe', rewires('calls services of the router')), [...allowed('ubus list'), ...asked('ubus call system reboot')]),
  p('netselect-apt', does([], '-o|--outfile=write -n -s -c= -a= -t=', 'data...'), allowed('netselect-apt')),
  p('warp-diag', does([], '--output=write --add-ts', 'data...', { commands: { feedback: does(reaches('sends a report to its maker')) } })),
  p('stun pystun3 stunclient', reads('-H= -P= -i= -p='), allowed('stun stun.example')),
  p('warp-cli', verbs('status|settings|account|--version|warp-stats|warp-dns-stats', rewires('changes the network of the machine')), allowed('warp-cli status')),
];
