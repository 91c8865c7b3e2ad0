import type { CommandTable, ProgramTable, TableExample } from '../../programTable.ts';
import { changes, erases, loses, opens, switches } from './machineEffects.ts';
import { allowed, asked, denied, does, program, reads, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('volume', names, command, examples);
const lost = 'changes volumes, pools or arrays; what is lost cannot be brought back';
/** Options of every LVM tool; `--config` may name files that are written and programs that are run. */
const lvmOptions = '--config=opaque --profile= --commandprofile= -S|--select= -o|--options= -O|--sort= --units= --separator= --reportformat= --nosuffix --noheadings --devices= --devicesfile= --journal= -a|--all -v|--verbose -q|--quiet -C|--columns';
const dangerous = erases(lost);

/** Sub-commands of btrfs, each also under its short forms. */
const btrfs: CommandTable = {
  ...reads(),
  everywhere: '--format=',
  commands: {
    'subvolume|subvol|sub|su|s': verbs('list|l|show|sh|get-default|get-flags|find-new|sync', changes('makes a subvolume or snapshot'), { commands: { 'delete|del|d': does(loses('deletes a subvolume with all it holds', { posture: 'deny' })) } }),
    'filesystem|fi|f': verbs('df|du|show|sh|usage|us|u|sync|sy|commit-stats', changes('changes a file system'), { commands: { 'label|l': reads() } }),
    'device|dev|d': verbs('stats|st|scan|sc|usage|u|ready|rea', dangerous),
    'balance|bal|b': verbs('status|st', changes('moves the data of a file system between devices')),
    'scrub|sc': verbs('status|st|limit', changes('reads and repairs a file system')),
    'inspect-internal|inspect|i': reads(),
    'property|prop|p': verbs('get|g|list|l', changes('changes a property of a file system')),
    'qgroup|qg': verbs('show|sh|s', changes('changes quotas')),
    'quota|qu': verbs('status|st', changes('changes quotas')),
    'check|ch|c': does(erases('repairs a file system in place', { with: '--repair --init-csum-tree --init-extent-tree --clear-space-cache' }), '--repair --init-csum-tree --init-extent-tree --clear-space-cache= -s|--super= --readonly -b -p --mode= -Q -E= -r='),
    'restore|rest': does([], '-D|--dry-run! -s -x -m -S -v -i -o -c -t= -f= -u= -r= --path-regex= -l|--list-roots', 'data write'),
    send: does([], '-f=write -p= -c= -e -v -q --no-data --proto= --compressed-data'),
    'version|v|help|h': reads(),
    '*': does(dangerous),
  },
};

/** LVM, RAID, ZFS, btrfs, encryption of disks and the mapper below them. */
export const volumes: readonly ProgramTable[] = [
  p('lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan lvmdiskscan', reads(lvmOptions), [...allowed('sudo lvs -a', 'sudo pvs -o +pv_used'), ...asked("sudo lvs --config 'log { file=\"/etc/x\" }'")]),
  p('vgscan pvscan', does(changes('changes which volumes are active', { with: '--mknodes --cache -a' }), `${lvmOptions.replace('-a|--all', '-a|--activate=')} --mknodes --cache`), [...allowed('sudo vgscan'), ...asked('sudo vgscan --mknodes')]),
  p('lvmconfig lvmconfig-dump', does([], `${lvmOptions} -f|--file=write --type= -l|--list --atversion= --withcomments --withsummary --validate`), allowed('lvmconfig --type current')),
  p('lvmpersist', verbs('read|check|help', changes('changes who may use disks that machines share'), { everywhere: lvmOptions }), asked('lvmpersist remove --vg data')),
  p('lvmdevices', does(changes('changes which devices LVM uses', { with: '--adddev --deldev --addpvid --delpvid --update --adddevbyid' }), `${lvmOptions} --adddev= --deldev= --addpvid= --delpvid= --update --check --list`), [...allowed('sudo lvmdevices'), ...asked('sudo lvmdevices --adddev /dev/sdb')]),
  p('lvmdump', does([], '-a -c -d=write -h! -l -m -p -s -u'), allowed('lvmdump -h')),
  p('lvmsadc lvmsar', reads()),
  p('lvmpolld', does(opens('starts a service'), '--dump!')),
  p('vgcfgbackup', does(changes('keeps the layout of volume groups'), `${lvmOptions} -f|--file=write`)),
  p('vgcfgrestore', does(erases('puts back an old layout of volumes', { without: '-l' }), `${lvmOptions} -l|--list -f|--file=read -t|--test! -y --force`), [...allowed('sudo vgcfgrestore -l data'), ...denied('sudo vgcfgrestore data')]),
  p('fsadm', does(erases('resizes or repairs a file system'), '-n|--dry-run! -v -e -f -l -y'), [...allowed('fsadm -n resize /dev/vg/lv 10G'), ...denied('fsadm resize /dev/vg/lv')]),
  p('lvm_import_vdo lvcreate lvremove lvextend lvreduce lvresize lvconvert lvrename lvchange vgcreate vgextend vgremove vgreduce vgchange vgrename vgexport vgimport vgsplit vgmerge pvcreate pvremove pvmove pvresize pvchange pvck', does(dangerous, '--dry-run! -t|--test!'), [...denied('sudo lvremove vg/data', 'vgreduce vg /dev/sdb'), ...allowed('lvremove --test vg/data')]),
  p('lvm', verbs('lvs|vgs|pvs|lvdisplay|vgdisplay|pvdisplay|lvscan|help|version|segtypes|tags|formats|fullreport', dangerous, { everywhere: '--config=opaque' }), [...allowed('sudo lvm pvdisplay'), ...denied('sudo lvm lvremove vg/data')]),
  p('mdadm', does(erases(lost, { without: '-D -E -Q -V -X --detail-platform --examine-badblocks' }), '-D|--detail -E|--examine -Q|--query -X|--examine-bitmap -s|--scan -v|--verbose -b|--brief -e|--metadata= -V|--version! --detail-platform --examine-badblocks'), [...allowed('sudo mdadm --detail /dev/md0', 'sudo mdadm --examine --scan'), ...denied('sudo mdadm --zero-superblock /dev/sdb1')]),
  p('zpool', verbs('list|status|iostat|history|events|get|help|version|wait', dangerous, {
    everywhere: '-c=opaque',
    commands: { 'scrub|export|import|online|offline|clear|trim|reopen|sync|initialize|resilver|upgrade|set|attach|checkpoint|reguid': does(changes('changes a pool'), '-n! -d= -o= -R= -N -f -s -p -w -a') },
  }), [...allowed('zpool status', 'zpool list -v'), ...asked('zpool scrub tank'), ...denied('zpool destroy tank')]),
  p('zfs', verbs('list|get|diff|holds|userspace|groupspace|projectspace|send|help|version|wait', dangerous, {
    everywhere: '-o= -t= -s= -S= -d=',
    commands: {
      'create|snapshot|snap|set|mount|unmount|umount|share|unshare|clone|bookmark|hold|release|allow|unallow|load-key|unload-key|inherit|upgrade|rename|promote|project': does(changes('changes a dataset'), '-n!'),
      destroy: does(loses('deletes a dataset or snapshot with all it holds', { posture: 'deny' }), '-n! -r -R -f -v -p -d'),
    },
  }), [...allowed('zfs list -t snapshot'), ...asked('zfs snapshot tank/data@a'), ...denied('zfs destroy -r tank/data')]),
  p('btrfs', btrfs, [...allowed('sudo btrfs subvolume list /', 'btrfs filesystem usage /'), ...denied('sudo btrfs subvolume delete /data'), ...asked('sudo btrfs balance start /')]),
  p('bcachefs', verbs('list|list_journal|show-super|dump|version|help|unlock-status', dangerous, { commands: { 'fs|subvolume-list': verbs('usage|top|timestats', dangerous), mount: does(changes('mounts a file system')), subvolume: verbs('list|show', changes('makes or deletes a subvolume'), { commands: { 'delete|del': does(loses('deletes a subvolume', { posture: 'deny' })) } }) } }), [...allowed('bcachefs fs usage /mnt'), ...denied('bcachefs format /dev/sdb1')]),
  p('cryptsetup', verbs('status|luksDump|luksUUID|isLuks|isVerity|benchmark|tcryptDump|bitlkDump|fvault2Dump|token-export|help', dangerous, {
    everywhere: '-d|--key-file= -k= -T= --label= -c= -h= -s= -S= --type= -r|--readonly --header= --master-key-file=write --volume-key-file=write --dump-master-key --dump-volume-key',
    commands: { 'open|luksOpen|create|plainOpen|tcryptOpen|bitlkOpen|close|luksClose|remove|resize|refresh|luksSuspend|luksResume|loopaesOpen': does(changes('opens or closes an encrypted disk')), luksHeaderBackup: does([], '--header-backup-file=write') },
  }), [...allowed('sudo cryptsetup status data', 'cryptsetup isLuks /dev/sdb1'), ...asked('sudo cryptsetup open /dev/sdb1 data'), ...denied('sudo cryptsetup luksFormat /dev/sdb1')]),
  p('dmsetup', verbs('ls|info|status|table|deps|targets|version|splitname|measure|help|stats', dangerous, { everywhere: '--exec=program --target= -o= -O= -S= -c|-C --noheadings --tree -u= -j= -m= --separator= --options=' }), [...allowed('dmsetup info'), ...asked('sudo dmsetup ls --exec ./x'), ...denied('dmsetup remove data')]),
  p('dmstats', verbs('list|print|report|help|version', switches('changes which statistics are kept'))),
  p('systemd-cryptsetup', verbs('', changes('opens or closes an encrypted disk'))),
  p('fscrypt', verbs('status', changes('encrypts, locks or unlocks directories'), { commands: { metadata: verbs('dump', loses('deletes what is needed to unlock files')), 'purge|unlock|lock|encrypt|setup': does(changes('encrypts, locks or unlocks directories')) } }), [...allowed('fscrypt status'), ...asked('fscrypt encrypt src')]),
  p('veracrypt', does(changes('makes, opens or closes encrypted volumes', { without: '-l --volume-properties --version --help' }), '-l|--list --volume-properties -t|--text -k= -p= -d|--dismount -c|--create'), asked('veracrypt -t volume mount')),
  p('stratis', verbs('', dangerous, { commands: { 'pool|filesystem|fs|blockdev|key|report|daemon': verbs('list|version|redundancy|is-bound|explain|debug', dangerous) } }), [...allowed('sudo stratis pool list'), ...denied('sudo stratis filesystem destroy tank data')]),
  p('ndctl daxctl', verbs('list|version|monitor|read-infoblock|read-labels', dangerous, { everywhere: '-n= -b= -r= -d=' }), [...allowed('ndctl list'), ...denied('ndctl destroy-namespace --force namespace0.0')]),
];
