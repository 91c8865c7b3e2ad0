import { effect, type CommandTable, type ProgramTable, type TableExample } from '../../programTable.ts';
import { changes, opens, reaches, rewires, runsUnseen, switches } from './machineEffects.ts';
import { allowed, asked, denied, does, program, reads, readsFiles, runs, verbs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('terminal', names, command, examples);
const attaches = opens('joins a session, in which anything can be typed');
const types = runsUnseen('types into a session in which anything may run');
/** A sub-command of tmux that starts a shell or what stands behind its options. */
const paneOptions = '-A -D -d -P -E -X -h -v -f -b -l= -p= -I -Z -k -a -S -n|= -s= -t= -c= -F= -x= -y= -e= -T= -w= -B';
const startsPane: CommandTable = { optionsFirst: true, style: 'posix', options: paneOptions.replace('-n|=', '-n='), operands: 'shell...' };
const tmux: CommandTable = {
  style: 'posix',
  options: '-2 -C -D -l -u -v -V! -h! -N -L= -S= -T= -c=shell -f=opaque',
  operands: 'data...',
  effects: [opens('opens a session, in which anything can be typed', { operands: 'none', without: '-c' })],
  commands: {
    'ls|list-*|lsw|lsp|lsc|lsb|lsk|lscm|has|has-session|show|show-*|showb|showw|showenv|info|display|display-message|capture-pane|capturep|display-panes|displayp|clock-mode|start|start-server': { ...reads('-t= -F= -f= -s= -b= -S= -E= -T=') },
    'new|new-s|new-session|neww|new-window|splitw|split-window|respawnp|respawn-pane|respawnw|respawn-window|popup|display-popup': startsPane,
    'run|run-shell|pipe-pane|pipep': { ...startsPane, options: '-b -C -d= -t= -c= -o -I -O' },
    'if|if-shell': { ...startsPane, options: '-b -F -t=', operands: 'shell opaque...' },
    'a|at|att|attach|attach-session|switchc|switch-client': does(attaches, '-t= -c= -d -r -x -f= -E'),
    // One named session is like one job; all others, or the one that happens to be at hand, are not.
    'kill-session|kill-window|killw|kill-pane|killp|detach|detach-client': does([changes('ends programs that run in a session', { without: '-t' }), changes('ends programs in all other sessions', { with: '-a' }), effect('process', 'reversible', 'machine', 'ends what runs in the session `{-t}`', { with: '-t', posture: 'routine' })], '-a -C -t= -s= -P -E=shell'),
    'kill-server|kill-ser': does(changes('ends everything that runs in every session')),
    'send|send-keys|send-prefix|paste-buffer|pasteb|source|source-file|bind|bind-key|command-prompt|confirm|confirm-before|set-hook|load-buffer|loadb|wait|wait-for|set|set-option|setw|set-window-option|setenv|set-environment|choose-*|copy-mode': does(types, '-t= -N='),
    'save-buffer|saveb': does([], '-a -b=', 'write'),
    '*': does(switches('moves, names or closes panes of a session')),
  },
};

/** Sessions and windows of terminals: what they run is judged; a session that a person types in is asked about. */
export const terminals: readonly ProgramTable[] = [
  p('tmux byobu byobu-tmux', tmux, [...allowed('tmux ls', 'tmux new -d -s dev "git status"', 'tmux capture-pane -pt dev', 'tmux kill-session -t dev'), ...asked('tmux kill-session -a -t dev', 'tmux kill-server', "tmux send-keys -t 0 'rm -rf ~' Enter", 'tmux attach', 'tmux'), ...denied("tmux new-session -d 'rm -rf ~'")]),
  p('byobu-config byobu-select-backend byobu-enable byobu-disable tmuxinator tmuxp smug teamocil', verbs('list|doctor|version|commands|ls', runsUnseen('opens sessions whose programs are not looked into')), allowed('tmuxinator list')),
  p('screen', {
    optionsFirst: true,
    style: 'posix',
    options: '-S= -t= -d -m -D -L -Logfile=write -ls! -list! -wipe -r -R -x -X -Q -c=opaque -s=program -T= -e= -h= -p= -A -O -U -a -f -i -l -n -q -v! --version! -h',
    operands: 'command',
    operandsWith: { '-X -Q': 'opaque...', '-m': 'command', '-r -R -x -d -D -wipe': 'data...' },
    effects: [
      opens('opens a session, in which anything can be typed', { operands: 'none', without: '-wipe -d -D -X -Q' }),
      { ...attaches, with: '-r -R -x' },
      runsUnseen('tells a session to do something', { with: '-X' }),
    ],
  }, [...allowed('screen -ls', 'screen -dmS build git status'), ...asked('screen -r work', 'screen -dmS x rm -rf ~/Documents', 'screen -S work -X quit')]),
  p('zellij', {
    ...reads('-s|--session= -l|--layout=opaque -c|--config=opaque --config-dir=opaque --data-dir= -d|--debug -n|--new-session-with-layout=opaque --max-panes='),
    effects: [opens('opens a session, in which anything can be typed', { operands: 'none' })],
    commands: {
      'ls|list-sessions|list-aliases|help|convert-config': reads(),
      'a|attach|watch': does(attaches),
      'k|kill-session|kill-all-sessions|ka|d|delete-session|da|delete-all-sessions': does(changes('ends programs that run in a session')),
      'r|run': runs('-n|--name= -d|--direction= --cwd=workdir -f -i -c -s -x= -y= --width= --height= --pinned='),
      setup: reads('--dump-config --check --dump-layout= --clean --generate-completion= --generate-auto-start='),
      '*': does(types),
    },
  }, [...allowed('zellij ls', 'zellij run -- git status'), ...asked('zellij', 'zellij run -- rm -rf ~/Documents')]),
  p('abduco', { ...runs('-a -A -c -n -r -l -f -p -q -v! -e=', 'data'), operandsWith: { '-a': 'data...' }, effects: [{ ...attaches, with: '-a -A -c' }] }, [...allowed('abduco', 'abduco -n dev git status'), ...asked('abduco -a dev', 'abduco -n x rm -rf ~/Documents')]),
  p('dtach', { ...runs('-a= -A= -c= -n= -N= -p= -e= -E -r= -R= -z -q'), effects: [{ ...attaches, with: '-a -A -c' }] }, [...allowed('dtach -n /tmp/s git status'), ...asked('dtach -a /tmp/s')]),
  p('shpool', verbs('list', attaches, { commands: { 'kill|detach': does(changes('ends programs that run in a session')) } }), [...allowed('shpool list'), ...asked('shpool attach work')]),
  p('mtm dvtm', does(opens('opens a session, in which anything can be typed'), '-c= -T= -t= -d= -h= -m=')),
  p('entr', { ...runs('-a -c -cc -d -n -p -r -s -x -z'), operandsWith: { '-s': 'shell...' } }, [...allowed('ls src/a.ts | entr git status'), ...asked('ls | entr rm -rf ~/Documents', "ls | entr -s 'rm -rf ~/Documents'")]),
  p('watchexec', { ...runs('-w|--watch= -W= -c|--clear=? -o|--on-busy-update= -r|--restart -s|--signal= --stop-signal= --stop-timeout= --timeout= -d|--debounce= --delay-run= --poll= --shell=program -n -E|--env= --wrap-process= -N|--notify --project-origin= --workdir=workdir -e|--exts= -f|--filter= --filter-file=read -i|--ignore= --ignore-file=read -j= --fs-events= --no-vcs-ignore --no-project-ignore --no-global-ignore --no-default-ignore --ignore-nothing -p|--postpone --completions= -q|--quiet --bell --print-events --only-emit-events --emit-events-to= -v'), operands: 'shell...' }, [...allowed('watchexec -e js,css git status'), ...asked('watchexec rm -rf ~/Documents')]),
  p('inotifywait inotifywatch', reads('-e|--event= -t|--timeout= -o|--outfile=write --fromfile=read --exclude= --excludei= --include= --includei= --format= --timefmt='), [...allowed('inotifywait -e modify src'), ...asked('inotifywait -m -o ~/.bashrc src')]),
  p('fswatch', reads('-e|--exclude= --event|--Event= -i|--include= -m|--monitor= -l|--latency= -f|--format-time= --format= --filter-from=read'), allowed('fswatch src')),
  p('watchman', { ...reads('-o= --sockname= --logfile=write --pidfile=write --statefile=write -j -p -f -n -s -v --no-pretty'), commands: { 'watch-list|version|get-config|trigger-list|get-sockname|find|query|since|get-pid|clock|debug-*|log-level|list-capabilities': reads(), 'watch|watch-project|watch-del|watch-del-all|shutdown-server|trigger-del|state-enter|state-leave|flush-subscriptions': does(switches('changes which directories are watched')), '*': does(runsUnseen('makes a program run whenever files change')) } }, [...allowed('watchman watch-list'), ...asked('watchman -- trigger src a -- rm')]),
  p('rlwrap', runs('-a= -A= -b= -c -C= -D= -e= -f=read -g= -H=write -i -I -l=write -m= -M= -n -N -o -O= -p= -P= -q= -r -R -s= -S= -t= -U -v -w= -W= -X -z=opaque -Z'), [...allowed('rlwrap ls'), ...asked('rlwrap rm -rf ~/Documents')]),
  p('scriptreplay', readsFiles('-t|--timing=read -T|--log-timing=read -I|--log-in=read -O|--log-out=read -B|--log-io=read -d|--divisor= -m|--maxdelay= -x|--stream= -c= -s|--typescript=read'), allowed('scriptreplay timing typescript')),
  p('scriptlive expect autoexpect gdb lldb dlv pdb ipdb jdb gdb-multiarch', does(runsUnseen('runs or drives another program that is not looked into'), '-v! -V!'), [...asked("expect -c 'spawn rm'"), ...allowed('gdb --version')]),
  p('vhs', { ...reads('-o|--output=write -q -p|--publish'), effects: [runsUnseen('types what a script says into a shell', { operands: 'some' })], commands: { 'validate|themes|manual|help|completion|new': reads(), publish: does(reaches('shows a recording to others')), 'record|serve': does(opens('records a session, in which anything can be typed')) } }, [...allowed('vhs validate demo.tape'), ...asked('vhs demo.tape')]),
  p('ttyd gotty wetty tty-share sshx tmate upterm', { ...runs('-p|--port= -i|--interface= -c|--credential= -u= -g= -s= -w|--cwd= -a -W|--writable -t|--client-option= -T= -O -m= -o -q -B -I= -b= -P= -6 -S -C= -K= -A= -d= --title-format= --reconnect'), effects: [rewires('opens a terminal of this machine to others')] }, asked('ttyd bash', 'ttyd -W ls')),
  p('minicom picocom microcom tio cu gtkterm', does(opens('talks with a device; what is typed is not known', { without: '-l --list' }), '-l|--list -D= -b= -S=opaque --script=opaque --script-file=opaque -C=write --log-file=write -o'), [...allowed('tio -l'), ...asked('minicom -D /dev/ttyUSB0')]),
  p('tilda kgx xdg-terminal-exec x-terminal-emulator cool-retro-term', does(opens('opens a terminal, in which anything can be typed'), '-e|--command=shell -x=shell --list-themes!', 'data...', { style: 'single-dash' }), asked('x-terminal-emulator')),
  p('dbclient', { optionsFirst: true, style: 'posix', options: '-p= -i= -l= -t -T -A -N -f -g -y -s -a -u -W= -K= -I= -L= -R= -B= -J=shell -c= -m= -V! -b= -v -q', operands: 'host shell...', place: 'host', effects: [reaches('opens a session on another machine', { without: '-V' })] }, asked('dbclient dev@host.example rm -rf /srv')),
  p('xauth', verbs('list|info|extract|nextract', changes('changes who may draw on the screen'), { everywhere: '-f= -v -q -i -b -n' }), [...allowed('xauth list'), ...asked('xauth add :0 . x')]),
  p('xhost', does(changes('changes who may draw on the screen', { operands: 'some' }), '-help!'), [...allowed('xhost'), ...asked('xhost +')]),
];
