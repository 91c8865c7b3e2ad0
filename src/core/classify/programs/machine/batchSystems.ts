import type { CommandTable, ProgramTable, TableExample } from '../../programTable.ts';
import { changes, opens } from './machineEffects.ts';
import { effect } from '../../programTable.ts';
import { allowed, asked, does, program, reads, runs, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('batch', names, command, examples);
const starts = effect('execute', 'recoverable', 'shared', 'hands a job to a cluster that others use', { posture: 'ask' });
const alters = effect('infrastructure', 'recoverable', 'shared', 'changes jobs, accounts or nodes of a cluster that others use');

/** Schedulers of clusters: looking at queues is free, everything else reaches machines that others use. */
export const batchSystems: readonly ProgramTable[] = [
  p('sacct sinfo squeue sprio sshare sstat sreport sdiag smap seff qstat bjobs bqueues bhosts qhost showq pestat bpeek bhist lsload qacct', reads('-j= -p= -u= -o= -t= -n= -M= -S= -E= -A= -i= -w= -q= -s= -P= -f='), allowed('squeue -u dev', 'sinfo -s', 'sacct -j 1 -o Elapsed')),
  p('srun salloc', { ...runs('-n|--ntasks= -N|--nodes= -c|--cpus-per-task= -p|--partition= -t|--time= -J|--job-name= -A|--account= -w|--nodelist= -x= -C= -q= -G|--gpus= --gres= --mem= --pty --input= -o|--output=write -e|--error=write -D|--chdir=workdir -l -K -u -v -Q -b -H -I -s -O -k -m= -L= -d= --jobid= -M= --exclusive --x11 --overlap --mem-per-cpu= --ntasks-per-node= --cpu-bind= --bcast --prolog=shell --epilog=shell --task-prolog=shell --task-epilog=shell'), effects: [starts] }, [...asked('srun -n 4 hostname', 'srun rm -rf ~/Documents')]),
  p('sbatch bsub qsub qrsh qlogin msub', does(starts, '--wrap=shell -J= -n= -N= -p= -t= -o=write -e=write -q= -M= -W= -l= -v= -I -D=workdir --parsable --test-only!'), asked('sbatch job.sh')),
  p('sattach', does(opens('attaches to a running job'), '--layout!')),
  p('scancel bkill qdel bstop bresume qhold qrls qalter bmod sbcast scrun', does(alters, '-u= -n= -p= -t= -s=')),
  p('strigger', does(alters, '--get! --set --clear= -p|--program=program -j= -u='), [...allowed('strigger --get'), ...asked('strigger --set -f -p ./x')]),
  p('scrontab', does(changes('changes which jobs run on a schedule', { without: '-l' }), '-l -e -r -u|--user='), [...allowed('scrontab -l'), ...asked('scrontab -r')]),
  p('scontrol', verbs('show|ping|version|listpids|getaddrs|wait_job', alters, { everywhere: '-M= -o -d -a', commands: { write: does(alters) } }), [...allowed('scontrol show job 1'), ...asked('scontrol suspend 1')]),
  p('sacctmgr', verbs('show|list|ping|version|dump', alters, { everywhere: '-i -n -p -P -s' }), [...allowed('sacctmgr show configuration'), ...asked('sacctmgr delete account x')]),
  p('sh5util', does([], '-j= -E -I -L -S -s= -d= -i=read -o=write -l= -N= -p= -u=')),
  p('slurmctld slurmd slurmdbd slurmrestd slurmstepd', does(opens('starts a service of a cluster'), '-V! -C!')),
  p('module ml', verbs('avail|list|show|display|whatis|help|spider|keyword|savelist|apropos|av|ls|is-loaded|is-avail|overview', effect('config', 'reversible', 'machine', 'changes the programs that the session finds', { posture: 'routine' }), { commands: { 'use|unuse|source|restore': does(effect('config', 'reversible', 'machine', 'loads settings that are not looked into', { posture: 'ask' })) } }), [...allowed('module avail', 'module load gcc'), ...asked('module use ./mods')]),
];
