import { effect, type CommandTable, type ProgramTable, type TableExample } from '../../programTable.ts';
import { changes, opens, reaches, reveals, rewires, runsUnseen, switches } from './machineEffects.ts';
import { allowed, asked, does, program, reads, readsFiles, runs, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('server', names, command, examples);
const serves = opens('starts a server, which others may reach');

/** Printers, mail, file sharing, watching and remote screens: servers, and what controls them. */
export const servers: readonly ProgramTable[] = [
  p('lpstat lpq lpinfo cupstestppd cups-config driverless', reads('-h= -U= -p=? -o=? -u=? -P= -W= -I= -i='), allowed('lpstat -t', 'lpinfo -v')),
  p('lp lpr', does(effect('system', 'reversible', 'machine', 'prints files'), '-d= -n= -P= -h= -t= -o= -H= -i= -q= -U= -u= -# -m -c -s -E -p -r', 'read...'), asked('lp notes.txt')),
  p('lpoptions', does(switches('changes how printers work', { with: '-o -r -x -d' }), '-l -p= -o= -r= -x= -d= -h= -E -U='), [...allowed('lpoptions -l'), ...asked('lpoptions -d printer')]),
  p('lpadmin cancel lprm lpmove lpc cupsaccept cupsreject cupsenable cupsdisable accept reject cupsaddsmb cups-genppdupdate', does(changes('changes printers or what they print'), '-h= -U= -u= -a -P= -p= -x= -d= -E -c= -r='), asked('lpadmin -x printer')),
  p('cupsctl', does(changes('changes the print server', { with: '-E --debug-logging --no-debug-logging --remote-admin --no-remote-admin --remote-any --no-remote-any --share-printers --no-share-printers --user-cancel-any --no-user-cancel-any' }), '-E -U= -h= --debug-logging --no-debug-logging --remote-admin --no-remote-admin --remote-any --no-remote-any --share-printers --no-share-printers --user-cancel-any --no-user-cancel-any'), [...allowed('cupsctl'), ...asked('cupsctl --remote-admin')]),
  p('ippfind', does(runsUnseen('runs a program for each printer', { with: '-x --exec' }), '-l|--ls -p|--print -q -s -x --exec -T= -4 -6 -P= -h= -n= -r= -u= --txt= --txt-pdl='), [...allowed('ippfind -l'), ...asked('ippfind -x rm')]),
  p('ipptool', does(runsUnseen('sends what a file says to a printer'), '-4 -6 -C -c -d= -f=read -h -i= -I -j -L -n= -P=write -q -R -S -t -T= -v -V= -X')),
  p('ippeveprinter ipp-usb', does(serves, '-c=program -d=write -P=read')),
  p('postfix', verbs('status|check', changes('changes the mail server'), { everywhere: '-c= -D -v' }), [...allowed('sudo postfix status'), ...asked('sudo postfix stop')]),
  p('postconf', does(changes('changes the mail server', { with: '-e -X -# -P -M -F -E' }), '-c= -d -n -h -l -m -a -A -C= -H -o= -p -t -v -x -e -X -# -P -M -F -E -b -T= -f'), [...allowed('postconf -n'), ...asked("postconf -e 'a=b'")]),
  p('testparm smbstatus smbtree wbinfo', reads('-s -v -l --section-name= --parameter-name= -U= -d= -L= -u= -p -S -b', 'read...'), allowed('testparm -s', 'smbstatus')),
  p('smbget smbspool', does(reaches('copies files from another machine'), '-o|--outputfile=write -U= -u= -p= -w= -R -r -a -e -f=opaque')),
  p('squid', does(serves, '-k= -f= -v! -N -z'), asked('squid -k shutdown')),
  p('cupsd sshd vsftpd proftpd smbd nmbd winbindd rpcbind nfsd xinetd inetd stunnel stunnel4 dnsmasq znc inspircd ngircd minidlna minidlnad jellyfin plexmediaserver emby filebrowser envoy guacd nagios nagios2 nagios3 nagios4 zabbix_agentd zabbix_agent2 zabbix_server collectd haveged netdata syslogd rsyslogd syslog-ng klogd auditd udevd systemd-udevd ntopng AdGuardHome freeradius radiusd slapd krb5kdc kadmind mediamtx ushare gerbera tor i2pd polipo danted shadowsocks ss-manager v2ray xray clash sing-box udevmon keyd x11vnc x0vncserver vncserver tigervncserver Xvnc wayvnc krdpserver xrdp rustdesk sunshine Xephyr Xvfb Xnest Xorg couchdb gitea uuidd lsyncd rspamd clamd opendkim dovecot', does(serves, '-V! -t! -T!', 'data...', { commands: { 'help|version|validate|check|test|status|list': reads() } }), [...asked('sshd -D', 'tor'), ...allowed('traefik version')]),
  p('pihole', verbs('status|-q|query|-t|tail|-v|version|-c|chronometer', changes('changes which names are found'), { options: '-q -t -v -c' }), [...allowed('pihole status'), ...asked('pihole disable')]),
  p('prosodyctl ejabberdctl', verbs('status|about|check|list_modules|connected_users|registered_users', changes('changes a chat server')), [...allowed('prosodyctl status'), ...asked('prosodyctl deluser a@chat.example')]),
  p('asterisk fs_cli fwconsole kamcmd', does(changes('commands a telephone server', { without: '--list' }), '-r -x= -v -V! -c -g --list', 'data...', { commands: { 'list|status|version': reads() } }), asked("asterisk -rx 'core restart now'")),
  p('grafana', verbs('help|version', changes('changes a server of dashboards'), { commands: { plugins: verbs('ls|list-remote|list-versions', changes('changes a server of dashboards')), cli: { ...verbs('', changes('changes a server of dashboards')), commands: { plugins: verbs('ls|list-remote|list-versions', changes('changes a server of dashboards')), '*': does(changes('changes a server of dashboards')) } } } }), [...allowed('grafana cli plugins ls'), ...asked('grafana cli plugins install x')]),
  p('mosquitto_passwd htdigest', does(changes('changes the passwords of a server'), '-c -D -U -b -H= -I=', 'write data...'), asked('mosquitto_passwd -c pw dev')),
  p('snmpget snmpgetnext snmpbulkget snmpwalk snmpbulkwalk snmpstatus snmpdf snmpnetstat snmptable snmptranslate snmpping', reads('-v= -c= -l= -u= -a= -A= -x= -X= -O= -m= -M= -t= -r= -C= -n= -e= -E= -Z= -p= -I= -d -D= -L= -P= -T='), allowed('snmpget -v 2c -c public 192.0.2.10 1.3.6')),
  p('snmpset snmptrap snmpinform snmptest', does(reaches('changes settings of another machine'), '-v= -c= -l= -u= -a= -A= -x= -X=')),
  p('xvfb-run', runs('-a|--auto-servernum -d|--auto-display -e|--error-file=write -f|--auth-file=write -l|--listen-tcp -n|--server-num= -p= -s|--server-args= -w|--wait='), [...allowed('xvfb-run -a git status'), ...asked('xvfb-run rm -rf ~/Documents')]),
  p('sshpass', { ...runs('-f=read -d= -p= -e -P= -v -V! -h!') }, [...asked('sshpass -p x ssh dev@host.example rm -rf /srv')]),
  p('keychain', does(effect('process', 'reversible', 'machine', 'keeps keys at hand', { posture: 'routine' }), '--list|-l --list-fp|-L --agents= --timeout= --clear --eval --query --quick -q -k= --dir= --host= --noask --nogui --systemd'), allowed('keychain --list')),
  p('vncviewer vinagre xtigervncviewer krdc remmina xfreerdp xfreerdp3 wlfreerdp rdesktop freerdp nxplayer moonlight parsec anydesk teamviewer', does(reaches('opens the screen of another machine'))),
  p('rexec', { optionsFirst: true, style: 'posix', options: '-h= -u= -l= -p= -P= -n -s -a -c -d -b', operands: 'shell...', place: 'host', effects: [reaches('runs commands on another machine')] }, asked('rexec -h web.example ls')),
  p('ldapsearch ldapwhoami ldapcompare ldapurl slaptest', reads('-x -h= -p= -H= -b= -D= -w= -W -y=read -s= -f=read -o= -l= -z= -Z -Y= -U= -R= -X= -S= -T=write -d= -P= -a= -e= -E= -v -L -M -A -t -u'), allowed('ldapsearch -x -b dc=acme')),
  p('ldapadd ldapmodify ldapdelete ldappasswd ldapmodrdn ldapexop slapadd slappasswd', does(effect('system', 'recoverable', 'shared', 'changes the directory of users that others share'), '-x -h= -p= -H= -D= -w= -y=read -f=read'), asked('ldapdelete -x cn=a')),
  p('slapcat', does(reveals('shows every entry of a directory, with passwords'))),
  p('register_new_matrix_user', does(changes('changes users of a server'))),
  p('chat wvdial', does(runsUnseen('talks with a modem'), '-f=read')),
  p('fail2ban-regex', readsFiles(), allowed('fail2ban-regex a.log x.conf')),
  p('phc2sys ptp4l adjtimex', does(rewires('changes the clock of the machine'))),
];
