import type { CommandTable, ProgramTable, TableExample } from '../../programTable.ts';
import { changes, loses, opens, reveals, runsUnseen } from './machineEffects.ts';
import { allowed, asked, does, program, reads, readsFiles, runs, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('access', names, command, examples);
const rules = 'changes what programs may do on the machine';
const users = 'changes users or rights of the machine';

/** Users and groups, SELinux, AppArmor, audit and the checkers of a machine. */
export const security: readonly ProgramTable[] = [
  p('aa-status apparmor_status sestatus selinuxenabled getenforce getsebool secon matchpathcon sesearch seinfo ausyscall getcap aa-unconfined aa-enabled audit2why avcstat', readsFiles('-t= -s= -c= -p= -m= -f= -F= -P= -i=read -b= -o='), allowed('sudo aa-status', 'getsebool -a')),
  p('aa-decode', readsFiles(), allowed('aa-decode 2F')),
  p('ausearch', reads('-m= -c= -ui= -ts= -te= -sv= -f= -i -k= -p= -x= -if|--input=read -a= -sc= -se= -tm= -ue= -ul= -ga= -gi= -hn= -w --format= --raw --just-one --checkpoint=write -e= -n= -o= -su= -ua= -uu= -vm= -l -tt -r', 'data...', { style: 'single-dash' }), allowed('sudo ausearch -m avc -ts recent')),
  p('aureport', reads('-ts= -te= -if|--input=read -tm= -n= --node=', 'data...', { style: 'single-dash' }), allowed('sudo aureport -l')),
  p('sealert', does(opens('opens a window', { with: '-b' }), '-a=read -l= -b -S -H -s -u= -P='), allowed('sudo sealert -a /var/log/audit/audit.log')),
  p('audit2allow', does([], '-M|--module-package=write -m= -o|--output=write -i|--input=read -a|--all -d -l -w|--why -r -R -b -e -v -p= -t= -D -N -x -C'), [...allowed('audit2allow -w -a'), ...asked('audit2allow -M ~/.bashrc')]),
  p('auditctl', does([changes('changes what the machine records', { with: '-a -A -w -W -e -r -b -f -d -R -m -t --loginuid-immutable --reset-lost --backlog_wait_time' }), loses('stops recording everything', { with: '-D' })], '-s -l -v -h! -i -c -a= -A= -d= -w= -W= -e= -r= -b= -f= -D -R=opaque -m= -t -q= -p= -k= -F= -S= -C= --loginuid-immutable --reset-lost --signal= --backlog_wait_time='), [...allowed('sudo auditctl -l'), ...asked('sudo auditctl -D')]),
  p('semanage', does(changes(rules, { without: '-l -E' }), '-l|--list -E|--extract -C|--locallist -n|--noheading -N|--noreload -S|--store= -t|--type= -s|--seuser= -r|--range= -a|--add -d|--delete -m|--modify= -D|--deleteall -f= -p|--proto= -e|--equal= -R= -L= -P= --on --off'), [...allowed('sudo semanage boolean -l'), ...asked('sudo semanage login -d x')]),
  p('semodule', does(changes(rules, { without: '-l -E' }), '-l|--list=? --list-modules=? -E|--extract= -C= -H -i|--install= -r|--remove= -e|--enable= -d|--disable= -u= -B|--build -R|--reload -n -v -s= -X= -D'), [...allowed('sudo semodule -l'), ...asked('sudo semodule -r x')]),
  p('chcat', does(changes(rules, { without: '-L -l' }), '-L -l -d'), allowed('sudo chcat -L')),
  p('restorecon setfiles', does(changes(rules, { without: '-n' }), '-n -R -r= -F -v -e= -f= -o=write -D -p -q -I -T= -m -x -0'), [...allowed('restorecon -n -R src'), ...asked('sudo restorecon -R /etc')]),
  p('apparmor_parser', does(changes(rules, { without: '-N -p -Q' }), '-N|--names -p|--preprocess -Q|--skip-kernel-load -L= -n= -b= -I= -f= -M= -o|--ofile=write -S|--stdout'), asked('sudo apparmor_parser -r -L /cache a')),
  p('setenforce setsebool togglesebool fixfiles restorecond aa-enforce aa-complain aa-audit aa-disable aa-teardown aa-logprof aa-genprof aa-mergeprof aa-cleanprof aa-autodep', does(changes(rules), '-d= -f= -l= -m= -r -v -R= -F -s'), asked('sudo setenforce 0')),
  p('aa-remove-unknown aa-update-browser', does(changes(rules, { without: '-n -l' }), '-n -l -d= -u='), allowed('aa-remove-unknown -n')),
  p('runcon newrole run_init setpriv', { ...runs('-t|--type= -r|--role= -u|--user= -l|--range= -c|--compute -p -n -v --reuid= --regid= --clear-groups --no-new-privs --init-groups --groups= --inh-caps= --bounding-set= --ambient-caps= -d|--dump! --print --drop= --caps= --keep= --user= --secbits= --uid= --gid= --inh= --chroot=opaque --decode=! --supports=! --has-p= --shell=opaque --securebits= --pdeathsig=') }, [...allowed('setpriv --dump'), ...asked('runcon -t x rm -rf ~/Documents')]),
  p('capsh', does(runsUnseen('opens a shell with other rights', { without: '--print --decode --has-p --supports --modes --explain' }), '--print --decode=? --has-p=? --supports=? --modes --explain=? --inh= --drop= --user= --uid= --gid= --chroot= --caps='), [...allowed('capsh --print'), ...asked('capsh --')]),
  p('aa-exec', runs('-p|--profile= -n|--namespace= -i|--immediate -v -d'), asked('aa-exec -p x rm -rf ~/Documents')),
  p('lynis', verbs('show|audit|help|version', changes('changes how the machine is checked'), { commands: { update: verbs('info|check', changes('changes how the machine is checked')) } }), allowed('sudo lynis audit system')),
  p('rkhunter chkrootkit unhide debsecan check-support-status tiger', does(changes('changes what the machine is checked against', { with: '--update --propupd' }), '-c|--check --update --propupd --list= --versioncheck --enable= --disable= -l|--logfile=write --configfile=opaque --sk -q -x -d -e= -r= -n -p=opaque --suite= --format= --mailto=opaque --update-history'), [...allowed('sudo rkhunter --check'), ...asked('sudo rkhunter --propupd')]),
  p('aide', does(changes('changes what the machine is checked against', { with: '-i -u' }), '-C|--check -D -i|--init -u|--update -E|--compare -c|--config=read -l|--limit= -r|--report=write -B= -A= -V=? --dry-init -p'), [...allowed('sudo aide -C'), ...asked('sudo aide --update')]),
  p('libuser-lid members', reads('-g= -i -r= -F= -R= -f=read -n'), allowed('lid -g staff')),
  p('mkhomedir_helper lchage lusermod luseradd luserdel lgroupadd lgroupmod lgroupdel lpasswd pwpolicy smbpasswd groupmems expiry pwconv pwunconv grpconv grpunconv passmass', does(changes(users, { without: '-l --list -gethashtypes -getpolicy -getglobalpolicy' }), '-l|--list -gethashtypes -getpolicy -getglobalpolicy -a= -u=', 'data...', { style: 'single-dash' }), [...asked('sudo smbpasswd -x dev'), ...allowed('lchage --list dev')]),
  p('chpass', does(changes(users), '-l= -s= -u= -a= -p= -e= -h='), asked('chpass -l here -s /bin/sh dev')),
  p('pdbedit', does([changes(users, { with: '-a -x -m -r -c -z -I -N -p -K -h -f -D -S -G -U -i -e -C -P -y' }), reveals('shows the hashes of passwords', { with: '-w' })], '-L|--list -v|--verbose -w|--smbpasswd-style -u|--user= -a|--create -x|--delete -m|--machine -r|--modify -c= -z -I= -N= -p= -K= -h= -f= -D= -S= -G= -U= -i= -e= -C= -P= -y'), [...allowed('sudo pdbedit -L'), ...asked('sudo pdbedit -u dev -x', 'pdbedit -Lw')]),
  p('faillock faillog pam_tally2', does(changes('forgets failed logins', { with: '--reset -r' }), '--reset|-r --user|-u= --dir= -a -t= -m= -l='), [...allowed('faillock --user dev'), ...asked('sudo faillock --reset')]),
  p('chage', does(changes(users, { without: '-l' }), '-l|--list -i|--iso8601 -d= -E= -I= -m= -M= -W= -R='), [...allowed('sudo chage -l dev'), ...asked('sudo chage -E 0 dev')]),
  p('passwd', { ...does(changes(users, { without: '-S' }), '-S|--status -a|--all -l -u -d -e -i= -n= -w= -x= -q -r= -R= --stdin') }, [...allowed('passwd -S'), ...asked('sudo passwd dev')]),
  p('pwck grpck', does(changes(users, { without: '-r' }), '-r|--read-only -s|--sort -q'), [...allowed('sudo pwck -r'), ...asked('sudo pwck')]),
  p('kwallet-query', does(reveals('shows secrets of a wallet', { with: '-r' }), '-l|--list-entries -f|--folder= -r|--read-password= -w|--write-password= -v'), [...allowed('kwallet-query wallet -l'), ...asked('kwallet-query wallet -r x')]),
  p('unshadow', does(reveals('shows the hashes of passwords'), '', 'read...'), asked('unshadow a b')),
  p('pwgen argon2 mkpasswd diceware genpass', reads('-f=read -m= -n= -x= -r=read -M= -a= -p= --chars= --count= -t= -k= -l='), allowed('pwgen 20 1', 'mcookie')),
  p('smbcacls', does(changes('changes who may use files on another machine', { with: '-a -M -D -S -C -G -m -d --delete --modify --add --set --chown --chgrp' }), '-a|--add= -M|--modify= -D|--delete= -S|--set= -C|--chown= -G|--chgrp= -U|--user= -W= -N --sddl')),
  p('realm', verbs('discover|list', changes('joins the machine to others')), [...allowed('realm list'), ...asked('sudo realm leave')]),
  p('klist kvno', reads(), allowed('klist')),
  p('kinit kdestroy kpasswd', does(changes('changes the tickets of the user'))),
];
