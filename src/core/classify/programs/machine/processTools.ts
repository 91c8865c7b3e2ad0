import type { CommandTable, ProgramTable, TableExample } from '../../programTable.ts';
import { changes, loses, opens, runsUnseen, switches } from './machineEffects.ts';
import { allowed, asked, denied, does, program, reads, readsFiles, runs, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('process', names, command, examples);

/** Watching, measuring, tracing and limiting processes. */
export const processTools: readonly ProgramTable[] = [
  p('pmap pwdx slabtop smem tload nvtop btm bpytop procs gtop amdgpu_top radeontop i7z cpufreq-aperf tuptime uprecords lastcomm sa ac waitpid progress systemd-cgtop systemd-cgls getpcaps istats gotop bashtop zenith atopsar vtop s-tui intel_gpu_top gpustat rocm-smi tegrastats xrestop powerstat psgrep', reads('-p= -u= -s= -d= -o= -t= -b= -r= -f= -c= -i= -n= --logfile=write'), allowed('pmap 12345', 'btm -b')),
  p('turbostat', { ...runs('-i= -q --quiet -c|--cpu= -s|--show= -H|--hide= -S -n= -a|--add= -o|--out=write --interval= --num_iterations= -e= -D -J -l|--list --Summary --header_iterations= --no-perf --no-msr') }, [...allowed('sudo turbostat --quiet -i 1'), ...asked('turbostat rm -rf ~/Documents')]),
  p('nmon', reads('-f -F=write -s= -c= -m=workdir -t -T -x -k= -g= -p'), allowed('nmon')),
  p('dstat', { options: '-c -C= -d -D= -g -i -I= -l -m -n -N= -p -r -s -S= -t -T -y -a -f -v --aio --cpu24 --disk24 --fs --int --int24 --ipc --lock --mem --net --page --page24 --proc --raw --socket --swap --swapold --sys --tcp --udp --unix --vm --vmstat --cpu --disk --load --time --top-cpu --top-mem --top-io --top-bio --top-latency --top-oom --top-cputime --battery --battery-remain --cpufreq --freespace --nfs3 --thermal --disk-util --disk-tps --list! --full --bits --float --integer --bw --nocolor --noheaders --noupdate --output=write --profile --all -h|--help! --version!', operands: 'data...' }, [...allowed('dstat -c -m', 'dstat 5 4'), ...asked('dstat --xx')]),
  p('glances', does(opens('opens this machine to others', { with: '-w -s' }), '-w|--webserver -s|--server -c|--client= -C|--config=opaque --export= --export-csv-file=write --export-json-file=write --password -t= -p= -B= -u= -1 -2 -3 -4 -q --stdout= --stdout-csv= --fs-free-space --disable-plugin= --enable-plugin= -V!'), [...allowed('glances'), ...asked('glances -w')]),
  p('fuser', does([changes('ends every process that uses a file', { with: '-k', operand: '^(?!\\d+/(?:tcp|udp)$)' }), switches('ends the program that listens on a port', { with: '-k', operand: '^\\d+/(?:tcp|udp)$', posture: 'routine' })], '-k|--kill -a -c -f -i|--interactive -l! -m|--mount -M -n|--namespace= -s -u|--user -v|--verbose -w -4 -6 -HUP -TERM -KILL -INT'), [...allowed('fuser -v 8080/tcp', 'fuser -k 3000/tcp'), ...asked('fuser -k /mnt'), ...asked('fuser -k -n tcp 8080')]),
  p('renice', does(switches('changes the priority of processes'), '-n= -p -g -u'), asked('renice -n 5 -p 4242')),
  p('choom', { ...runs('-n|--adjust= -p|--pid='), effects: [switches('changes which processes are ended first', { with: '-n', operands: 'none' })] }, [...allowed('choom -p 4242'), ...asked('choom -n 0 sh', 'choom -p 4242 -n 10')]),
  p('ipcrm', does(loses('removes shared memory or queues that programs use'), '-a|--all=? -m= -M= -q= -Q= -s= -S='), asked('ipcrm -a')),
  p('ipcmk', does(switches('makes shared memory or a queue'), '-M= -S= -Q -p='), asked('ipcmk -Q')),
  p('cgcreate cgclassify cgset cgdelete chmem chcpu powertop2tuned auto-cpufreq cpulimit', does(switches('changes what processes may use', { without: '--stats --monitor --get-state' }), '--stats --monitor --get-state -g= -p= -l= -d= -e='), [...asked('sudo chcpu -d 1'), ...allowed('auto-cpufreq --stats')]),
  p('cgexec', runs('-g= --sticky'), asked('cgexec -g cpu:a rm -rf ~/Documents')),
  p('numactl', runs('-N|--cpunodebind= -m|--membind= -C|--physcpubind= -i|--interleave= -l|--localalloc -p|--preferred= -a|--all -H|--hardware! -s|--show! -b|--balancing'), [...allowed('numactl --hardware', 'numactl --membind=0 ls'), ...asked('numactl -N 0 rm -rf ~/Documents')]),
  p('runlim timelimit', runs('-o|--output-file=write -t|--time-limit= -T= -s|--space-limit= -r|--real-time-limit= -S= -p -q --single --propagate -k'), [...allowed('runlim --time-limit=10 ls'), ...asked('runlim rm -rf ~/Documents')]),
  p('memusage', runs('-n|--progname= -p|--png=write -d|--data=write -u -b= -t -T -x= -y='), asked('memusage rm -rf ~/Documents')),
  p('bpftool', verbs('version', changes('changes programs in the kernel'), {
    everywhere: '-j -p -f -m -d',
    commands: { 'prog|map|net|link|cgroup|perf|btf|feature|struct_ops|iter|gen': verbs('list|show|dump|lookup|getnext|tree|probe|skeleton|min_core_btf|l|s|d', changes('changes programs in the kernel')), batch: does(runsUnseen('runs commands from a file that is not looked into'), '', 'opaque...') },
  }), [...allowed('bpftool prog list'), ...asked('bpftool prog detach x', 'bpftool batch file a')]),
  p('bpftrace', does(runsUnseen('runs a program in the kernel that is not looked into', { without: '-l --info -V' }), '-l=?  --info -V! -e= -c=shell -p= -o=write -f= -v -d -B= --unsafe -k --include= -I=', 'data...'), [...allowed('sudo bpftrace -l'), ...asked("bpftrace -e 'BEGIN { system(\"x\") }'")]),
  p('perf', verbs('list|report|annotate|diff|evlist|buildid-list|version|top', changes('changes how the machine is measured'), {
    commands: {
      'stat|record|trace|mem|kmem|lock|sched|c2c': { ...runs('-e|--event= -p|--pid= -t|--tid= -a|--all-cpus -g -F= -o|--output=write -r= -d -C= -I= -B -x= --call-graph= -c= -s -n -v -A --per-core --timeout= -S -M= -D= --no-pager -i= -b -R -z')},
      'script|ftrace|test|bench|inject|archive|probe|daemon': does(runsUnseen('runs a script or changes what the kernel traces')),
      report: reads('-i|--input=read -s|--sort= -g=? --stdio --tui=opaque -F= -c= -d= -S='),
    },
  }), [...allowed('sudo perf report --stdio', 'perf stat ls'), ...asked('perf stat rm -rf ~/Documents')]),
  p('trace-cmd', verbs('list|report|show|stat|hist|dump|check-events', changes('changes what the kernel traces'), { commands: { 'record|profile': { ...runs('-e= -p= -F -g= -l= -n= -P= -o=write -b= -s= -O= --max-graph-depth= -f= -T -S -N= -c -i -m= -B= -d -t -r= -v'), effects: [changes('changes what the kernel traces')] } } }), [...allowed('sudo trace-cmd report'), ...asked('trace-cmd start -p function')]),
  p('extrace fatrace opensnoop execsnoop biolatency tcplife iosnoop', reads('-p= -n= -f=write -o=write -C= -s= -w= -d='), allowed('sudo fatrace -c')),
  p('criu', verbs('check|cpuinfo', changes('stops processes or starts them from an image')), [...allowed('criu check'), ...asked('sudo criu dump -t 12345')]),
  p('gcore heaptrack sysdig ptrace reptyr dtrace dtruss rr socketpair', does(runsUnseen('runs or looks into another program that is not looked into'))),
  p('stress stress-ng mbw stressapptest sysbench', does(switches('loads the machine to its limits', { with: '-c -m -i -d -a --all --sequential' }), '-c|--cpu= -m|--vm= -i|--io= -d|--hdd= -a|--all= --sequential= -t= -n= -q -b=', 'data...'), [...allowed('sysbench cpu run', 'mbw -n 3 256'), ...asked('stress -c 4')]),
  p('logsave daemonize daemon', { ...runs('-a -v -s -p= -l= -u= -o=write -e=write -c=workdir -E= -n= -r -A= -L= --stop --restart --list --running --name= --', ''), effects: [changes('ends or restarts a program that runs in the background', { with: '--stop --restart' })] }, [...asked('daemonize rm -rf ~/Documents', 'daemon --name=shop --stop'), ...allowed('daemon --list')]),
  p('fakeroot fakechroot gamemoderun mangohud prime-run pw-jack pw-v4l2 padsp aoss vglrun optirun primusrun gksu gksudo kdesu kdesudo lxqt-sudo beesu catchsegv dbus-run-session run-one nocache', runs('-l= -s=write -i=read -u= -b= -r= -k -S -d -v -f -g -p -h! -m= -D= --unknown-is-real --dlsym'), [...allowed('fakeroot ls'), ...asked('prime-run rm -rf ~/Documents')]),
  p('faketime', runs('-f -m --exclude-monotonic -p= --date-prog=', 'data'), asked("faketime '2020-01-01' rm -rf ~/Documents")),
  p('systemd-cat', { ...runs('-t|--identifier= -p|--priority= --stderr-priority= --level-prefix= --namespace=') }, [...allowed('systemd-cat ls'), ...asked('systemd-cat rm -rf ~/Documents')]),
  p('switcherooctl', { ...reads(), commands: { 'list|help|version': reads(), launch: runs('-g|--gpu=') } }, [...allowed('switcherooctl'), ...asked('switcherooctl launch rm -rf ~/Documents')]),
  p('hwloc-ls lstopo lstopo-no-graphics', does([], '-p -l --only= --of= -v -q --input|-i= --ignore= --restrict= --no-io -f', 'write'), allowed('lstopo-no-graphics')),
  p('cpuid cpuinfo spectre-meltdown-checker', readsFiles('-f=read --kernel=read --config=read --map=read --variant= --batch=?'), allowed('sudo spectre-meltdown-checker --explain')),
  p('slay', does(changes('ends all processes of a user', { posture: 'deny' })), denied('slay dev')),
];
