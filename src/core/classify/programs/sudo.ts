import { effect, type ProgramTable } from '../programTable.ts';

const family = 'wrapper';

/** A program that runs the rest of its words as a command. */
const wrapper = (names: string, options: string, operands = 'command'): ProgramTable => ({
  names: names.split(' '),
  family,
  optionsFirst: true,
  style: 'posix',
  options: `${options} --help! --version!`,
  operands,
  examples: [{ command: `${names.split(' ')[0] ?? ''} ${operands.split(' ').slice(0, -1).map(() => '1').join(' ')} rm -rf ~/Documents`, decision: 'ask' }],
});

/** Programs that run another command as somebody else, elsewhere, later or limited. The inner command is judged. */
export const sudo: readonly ProgramTable[] = [
  {
    names: ['sudo', 'doas', 'run0', 'pkexec'],
    family,
    elevates: true,
    optionsFirst: true,
    options:
      '-A -b|--background -E|--preserve-env=? -H|--set-home -n|--non-interactive -P -S|--stdin -k! -K! -v! -l|--list! -V|--version! -h|--help! -i|--login -s|--shell -u|--user= -g|--group= -p|--prompt= -C= -T= -D|--chdir=workdir -R|--chroot=opaque -e|--edit=append',
    operands: 'assignment... command',
    effects: [effect('system', 'irreversible', 'machine', 'opens a root shell', { with: '-i -s', operands: 'none', uninspectable: true })],
    examples: [
      { command: 'sudo rm -rf /etc/nginx', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: 'sudo -u postgres git status', decision: 'allow' },
      { command: 'sudo -i', decision: 'ask' },
    ],
  },
  {
    names: ['su', 'runuser'],
    family,
    elevates: true,
    options: '-c|--command=shell -s|--shell= -l|--login -m|-p|--preserve-environment -g= -G= -u= -P --help! --version!',
    operands: 'data...',
    effects: [effect('system', 'irreversible', 'machine', 'opens a shell as another user', { without: '-c', uninspectable: true })],
    examples: [{ command: "su dev -c 'rm -rf ~/Documents'", decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    names: ['env', 'genv'],
    family,
    optionsFirst: true,
    style: 'posix',
    options: '-i|--ignore-environment -u|--unset= -0|--null -C|--chdir=workdir -S|--split-string=shell -v|--debug -P= --block-signal=? --default-signal=? --ignore-signal=? --list-signal-handling --argv0= --help! --version!',
    operands: 'assignment... command',
    effects: [effect('secret', 'recoverable', 'machine', 'shows the whole environment with its secrets to the agent', { operands: 'none', rule: 'secrets.environment', without: '-S' })],
    examples: [
      { command: 'env', decision: 'ask', reversibility: 'recoverable' },
      { command: 'env | grep -c NODE', decision: 'allow' },
      { command: 'env -i PATH=/bin rm -rf /home/dev/Documents', decision: 'ask', reversibility: 'irreversible' },
      { command: "env -S 'rm -rf ~'", decision: 'deny' },
      { command: 'env LD_PRELOAD=./x.so git status', decision: 'ask' },
    ],
  },
  wrapper('nohup setsid time gtime gnohup caffeinate unbuffer eatmydata chronic ts-run dotenvx-run proxychains proxychains4 torsocks tsocks', '-n= -c= -p -t -w -f -o=write -a -v -x= -P= -u= -i -s -d -q -k --fork --wait --ctty --adjustment= --class= --classdata= --ignore --output=write --format='),
  wrapper('timeout gtimeout', '-k|--kill-after= -s|--signal= -f|--foreground -p|--preserve-status -v|--verbose', 'data command'),
  wrapper('stdbuf gstdbuf', '-i|--input= -o|--output= -e|--error='),
  wrapper('flock', '-s|--shared -x|--exclusive -u|--unlock -n|--nonblock -w|--timeout|--wait= -o|--close -E= -F|--no-fork -c|--command=shell -v|--verbose -e', 'data command'),
  wrapper('watch gwatch', '-n|--interval= -d|--differences=? -t|--no-title -b|--beep -e|--errexit -g|--chgexit -c|--color -x|--exec -p|--precise -q= -w -C -r -s=', 'shell...'),
  { ...wrapper('script', '-c|--command=shell -q|--quiet -a|--append -e|--return -f|--flush -t=? -O= -I= -B= -T= -E= -F -r -k -o=', 'write command'), handler: 'script-session' },
  wrapper('gosu su-exec', '', 'data command'),
  { ...wrapper('busybox toybox', '--list! --install=?opaque', 'command'), effects: [effect('execute', 'reversible', 'machine', 'runs its own version of a program, whose options are others', { operands: 'some', posture: 'ask' })] },
  wrapper('direnv-exec op-run', '-e|--env= -f|--env-file= -c -o|--override -p= -v= --quiet', 'command'),
  {
    names: ['xargs', 'gxargs'],
    family,
    optionsFirst: true,
    options: '-0|--null -a|--arg-file=read -d|--delimiter= -E= -e=? -I|--replace= -i=? -L|--max-lines= -l=? -n|--max-args= -o|--open-tty -P|--max-procs= -p|--interactive -r|--no-run-if-empty -s|--max-chars= -t|--verbose -x|--exit --process-slot-var= --show-limits -J= -R= -S= --help! --version!',
    handler: 'xargs',
    examples: [
      { command: "find dist -name '*.map' -print0 | xargs -0 rm -f", decision: 'allow', reversibility: 'reversible' },
      { command: 'cat list | xargs rm -rf', decision: 'ask' },
      { command: 'echo ${HOME} | xargs -I{} rm -rf {}/Documents', decision: 'ask', reversibility: 'irreversible' },
      { command: 'git ls-files | xargs git log --', decision: 'allow' },
    ],
  },
  {
    names: ['parallel', 'gparallel'],
    family,
    optionsFirst: true,
    options: '-j|--jobs= -k|--keep-order -a|--arg-file=read --bar --dry-run! -n|--max-args= -I= -0|--null --eta --halt= --joblog=write --results=write --tag --timeout= --colsep|-C= -q --pipe -N= --no-notice --will-cite --help! --version! -i -X -m -L= -d=',
    handler: 'xargs',
    examples: [{ command: 'parallel rm -rf', decision: 'ask' }],
  },
  {
    names: ['ssh', 'autossh', 'sshpass-ssh', 'mosh'],
    family: 'remote',
    optionsFirst: true,
    style: 'posix',
    options:
      '-4 -6 -A -a -C -f -G! -g -K -k -M -N -n -q -s -T -t -V! -v -X -x -Y -y -B= -b= -c= -D= -E=write -e= -F=opaque -I=opaque -i= -J= -L= -l= -m= -O= -o= -P= -p= -Q! -R= -S= -W= -w= --ssh=shell',
    operands: 'host shell...',
    place: 'host',
    handler: 'ssh-options',
    examples: [
      { command: 'ssh staging.example.com uptime', decision: 'allow', reversibility: 'read-only' },
      { command: 'ssh localhost rm -rf Documents', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: "ssh deploy@prod.acme.example 'rm -rf /srv'", decision: 'deny', blastRadius: 'production' },
      { command: "ssh -o ProxyCommand='rm -rf ~/Documents' host.example", decision: 'ask', reversibility: 'irreversible' },
      { command: 'ssh host.example', decision: 'ask' },
      { command: 'ssh -T git@github.com', decision: 'allow' },
    ],
  },
];
