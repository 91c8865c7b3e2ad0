import { effect, type CommandTable, type ProgramTable, type TableExample } from '../../programTable.ts';
import { changes, erases, loses, opens, runsUnseen, switches } from './machineEffects.ts';
import { allowed, asked, denied, does, program, reads, readsFiles, runs, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('storage', names, command, examples);
const mounts = switches('mounts or unmounts file systems');

/** Mounting, snapshots, recovery, tests of disks, images that are written to sticks, and storage of clusters. */
export const mountTools: readonly ProgramTable[] = [
  p('umount swapoff fusermount fusermount3 udiskie-mount udiskie-umount mount.cifs mount.steamos mount.ddi smbnetfs bindfs archivemount mount.nfs xmount ntfs-3g', does(mounts, '-V!'), asked('sudo umount -l /mnt')),
  p('jmtpfs simple-mtpfs', does(mounts, '-l|--listDevices|--list-devices!'), allowed('jmtpfs -l')),
  p('swapon', does([changes('adds memory from a disk', { operands: 'some' }), changes('adds memory from every disk listed', { with: '-a -L -U' })], '-s|--summary --show=? --noheadings -a|--all -L= -U= -p= -o= -d=? -e -f -v'), allowed('swapon --show')),
  p('pmount pumount', does(changes('mounts or unmounts file systems', { operands: 'some' })), [...allowed('pmount'), ...asked('pmount /dev/sdb1')]),
  p('udisksctl', verbs('status|info|dump|monitor|help', mounts), [...allowed('udisksctl status'), ...asked('udisksctl mount -b /dev/sdb1')]),
  p('udiskie udiskie-dmenu automount automountd autofsd', does(opens('starts a service that mounts disks'), '--password-prompt=shell -f= --event-hook=shell')),
  p('iscsiadm', does(changes('joins or leaves disks of other machines', { with: '-l -u -o -D -R -s' }), '-m= -t= -p= -T= -n= -v= -P= -l|--login -u|--logout -o|--op= -D -R|--rescan -s -I= -r= -d= -L=? -U=?'), [...allowed('sudo iscsiadm -m session'), ...asked('sudo iscsiadm -m node -T x -l')]),
  p('exportfs', does(changes('changes which directories others may mount', { with: '-a -r -u -i -o -f' }), '-v -s -a -r -u -i -o= -f'), [...allowed('exportfs -v'), ...asked('sudo exportfs -ra')]),
  p('multipath multipathd', does(changes('changes how disks are reached', { without: '-l -ll -t -T -c -C -d' }), '-l -ll -t -T -c -C -d -v= -f -F -r -w -W', 'data...', { style: 'single-dash' }), [...allowed('multipath -ll')]),
  p('quotaon quotaoff', does(changes('switches quotas on or off', { without: '-p' }), '-p -a -u -g -v -f')),
  p('eject', does(changes('opens a drive'), '-d|--default! -X|--listspeed!'), allowed('eject -d')),
  p('systemd-dissect', does(changes('mounts, attaches or changes an image', { with: '-m -u --attach --detach --copy-to -M -U' }), '-m|--mount -u|--umount -M -U --attach --detach -l|--list --mtree -x|--copy-from=write -a|--copy-to= --discover --validate --with=opaque --make-archive --image-policy= --json= --root-hash= --verity-data= --loop-ref= --no-pager --no-legend'), [...allowed('systemd-dissect disk.raw'), ...asked('systemd-dissect -m disk.raw /mnt')]),
  p('systemd-repart', does(erases('changes partitions', { with: '--dry-run=no --dry-run=0 --dry-run=false --factory-reset' }), '--dry-run= --factory-reset=? --empty= --size= --root= --image= --definitions= --json= --key-file= --seed= --pretty= --discard= --no-pager'), [...allowed('systemd-repart --dry-run yes'), ...denied('systemd-repart --dry-run no /dev/sda')]),
  p('snapper', verbs('list|ls|list-configs|get-config|status|diff|xadiff|help', changes('makes snapshots or goes back to one'), { everywhere: '-c|--config= -r= -t= --iso', commands: { 'delete|remove|rm|cleanup|delete-config': does(loses('deletes snapshots')) } }), [...allowed('snapper -c root list'), ...asked('snapper -c root delete 4')]),
  p('timeshift', does([changes('makes or puts back a snapshot of the system', { with: '--create --restore --snapshot-device' }), loses('deletes snapshots', { with: '--delete --delete-all' })], '--list|-l --list-snapshots --list-devices --check --create --restore --delete --delete-all --snapshot= --snapshot-device= --target= --comments= --tags= --scripted --yes'), [...allowed('sudo timeshift --list'), ...asked('sudo timeshift --delete --snapshot a')]),
  p('btrbk', verbs('list|stats|dryrun|usage|origin|diff|ls|extents', changes('makes, sends and deletes snapshots'), { everywhere: '-c|--config=opaque -n|--dry-run!' }), [...allowed('sudo btrbk list'), ...asked('sudo btrbk run')]),
  p('rusnapshot', does([changes('makes or puts back snapshots', { with: '--cr -r' }), loses('deletes snapshots', { with: '--del --clean' })], '-c|--config=opaque -l|--list --cr -r|--restore --del --clean --id= -k= --kind=')),
  p('foremost', does([], '-i=read -o=write -t= -c=read -T -v -q -a -w -Q'), [...allowed('foremost -t jpg -i disk.dd'), ...asked('foremost -o ~/Documents -i disk.dd')]),
  p('extundelete', does([], '-o|--output-dir=write --restore-all --restore-file= --restore-files= --restore-directory= --restore-inode= --after= --before= -j|--journal= -b= -B=', 'data...'), allowed('extundelete /dev/sda1 --restore-all')),
  p('testdisk photorec', does(opens('opens a program that can rewrite partitions', { without: '/list' }), '/list /version! /log /debug /dump -l', 'data...', { style: 'slash' }), allowed('sudo testdisk /list')),
  p('ddrescue', does([], '-d|--idirect -r= -n -f|--force -R -b= -c= -i= -s= -o= -v -q -A -M -T= -X -m=read -e= -K= -N -p -S -t -u', 'data write write'), [...allowed('ddrescue /dev/cdrom /tmp/disk.iso /tmp/log'), ...asked('ddrescue -f /dev/sda /dev/sdb')]),
  p('partclone partclone.ext4 partclone.btrfs partclone.ntfs partclone.fat32 partclone.dd', does(erases('writes an image onto a disk', { without: '-c' }), '-c|--clone -s|--source= -o|--output|-O=write -r|--restore -b|--dev-to-dev -d -L=write -C -R -N -F'), [...asked('partclone.ext4 -c -s a.img -o /dev/sda1'), ...allowed('partclone.ext4 -c -s /dev/sda1 -o /tmp/a.img')]),
  p('bmaptool', verbs('', erases('writes an image onto a disk'), { commands: { create: does([], '-o|--output=write', 'read') } }), [...allowed('bmaptool create -o a.bmap a.img'), ...denied('bmaptool copy a.img /dev/sdb')]),
  p('caligula woeusb woeusbgui rpi-imager ventoy nwipe f3fix f3probe f3write bootiso', does(erases('writes over a disk'), '-V!'), denied('sudo woeusb -d a.iso /dev/sdb')),
  p('f3read', reads()),
  p('cdrecord wodim cdrskin growisofs dvd+rw-format cdrdao readcd brasero xorrecord', does(erases('writes a disc, which cannot be taken back', { without: '--devices -scanbus -checkdrive -prcap -inq -toc -v' }), '--devices -scanbus -checkdrive -prcap -inq -toc -msinfo -dev= -eject', 'data...', { style: 'single-dash', commands: { 'disk-info|show-toc|scanbus|drive-info|read-cd|read-toc': reads() } }), [...allowed('cdrecord --devices'), ...denied('cdrecord dev=/dev/sr0 a.iso')]),
  p('mkisofs genisoimage xorrisofs', does([], '-o|-output=write -V|-volid= -r|-R|-J|-l|-f -b= -c= -sort=read -exclude-list|-path-list=read -A= -p= -publisher= -root=', 'read...', { style: 'single-dash' }), [...allowed('mkisofs -o /tmp/a.iso src'), ...asked('mkisofs -o ~/.bashrc src', 'genisoimage -q -o - -sort /etc/shadow')]),
  p('isoinfo isodump isovfy', readsFiles('-i=read -x= -l -d -f -p -R -J -N= -T= -X -s -j= -dev=', { style: 'single-dash' }), allowed('isoinfo -d -i a.iso')),
  p('zdb', reads('-C= -b -c -d -e -p= -U= -l'), allowed('zdb')),
  p('encfs cryfs cryfs-unmount encfsctl gocryptfs securefs tomb', does(changes('opens, makes or closes an encrypted directory'), '--show-ciphers! -version! -info!', 'data...', { commands: { 'info|showKey|decode|list': reads() } }), [...asked('encfs /a /b'), ...allowed('cryfs --show-ciphers')]),
  p('sfill sswap sdmem', does(erases('overwrites all that is free so that nothing brings it back')), denied('sfill /mnt')),
  p('mkfs.bcachefs mkfs.udf mkfs.reiserfs mkfs.jfs mkfs.nilfs2 mkfs.zfs mkfs.hfsplus mkfs.apfs mkfs.ubifs mkfs.jffs2 mkudffs', does(erases('makes a new file system over what was there')), denied('mkfs.udf /dev/sdb1')),
  p('mklost+found dphys-swapfile raw freeramdisk quotacheck', does(changes('changes how disks are used', { without: '-qa' }), '-q -a -qa')),
  p('mkfile', does([], '-n -v', 'data write...'), [...allowed('mkfile -n 1m /tmp/a'), ...asked('mkfile -n 1m ~/.bashrc')]),
  p('storagectl', reads()),
  p('fio', does([loses('writes over what the job names', { with: '--rw --readwrite', without: '--rw=read --rw=randread --readwrite=read --readwrite=randread --showcmd' }), runsUnseen('runs a job file that is not looked into', { operands: 'some', without: '--showcmd --parse-only' })], '--rw= --readwrite= --filename= --directory= --name= --output=write --output-format= --exec_prerun=shell --exec_postrun=shell --showcmd=? --parse-only --cmdhelp! --enghelp! --bs= --ioengine= --iodepth= --runtime= --numjobs= --size= --direct= --ioengine-path=opaque'), [...allowed('fio --name=a --rw=randread --filename=data.bin'), ...asked('fio --name=a --rw=randwrite --filename=/dev/sda')]),
  p('vmtouch', does(switches('holds files in memory', { with: '-l -d' }), '-t -e -l -d -L -m= -p= -v -f -i= -I= -b=read -0 -w -F -P=write'), [...allowed('vmtouch src'), ...asked('vmtouch -ld src')]),
  p('fadvise duperemove', does(effect('write', 'reversible', 'workspace', 'shares equal blocks between files', { with: '-d' }), '-d -r -h -A -x -v -a|--advice= --hashfile=write -b= --io-threads= --cpu-threads= -l= -o='), allowed('duperemove -r src', 'fadvise -a willneeded data.bin')),
  p('ceph rados rbd radosgw-admin cephfs-shell', verbs('status|-s|-w|df|health|version|versions|report|features|quorum_status|log|tell|help|ls|list|info|du|lspools|stat|-v', erases('changes the storage of a cluster'), {
    everywhere: '-c= -n= -k= -p|--pool= -f|--format= -i= -o=write',
    commands: {
      'osd|pg|mon|mds|fs|auth|config|mgr|orch|device|crash|balancer|telemetry|dashboard|nfs|pool|snap|image|bucket|user|quota|zone|mirror|trash': verbs('status|stat|ls|list|list-*|dump|dump_*|tree|df|perf|get|get-*|show|info|find|metadata|versions|ps|ls-*|query|map|stats|host|lspools|utilization|blocked-by|help|count-metadata', erases('changes the storage of a cluster'), { commands: { 'pool|crush|erasure-code-profile|image|device|host|volume|subvolume|snap|daemon': verbs('ls|list|get|stats|dump|tree|show|info|status|get-*', erases('changes the storage of a cluster')), 'repair|scrub|deep-scrub|restart|set-log-level|enable|disable': does(changes('changes how a cluster works')) } }),
    },
  }), [...allowed('ceph status', 'ceph osd tree', 'ceph osd pool ls'), ...denied('ceph osd pool delete tank')]),
  p('cephadm', verbs('version|ls|list-networks|check-host|gather-facts|inspect-image|pull|logs', erases('changes a storage cluster'), { commands: { shell: runs('-m= -e= -c= -k= --fsid= --name=') } }), [...allowed('sudo cephadm ls', 'sudo cephadm shell -- ceph -s'), ...denied('sudo cephadm rm-cluster --force')]),
];
