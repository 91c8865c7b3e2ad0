import { effect, type CommandTable, type ProgramTable, type TableExample } from '../../programTable.ts';
import { opens, runsUnseen, switches } from './machineEffects.ts';
import { allowed, asked, does, program, reads, readsFiles, runs } from '../shapes.ts';

const p = (names: string, command: CommandTable, examples: readonly TableExample[] = []): ProgramTable => program('shell', names, command, examples);
/** Things that live and end with the shell that they are typed in. */
const session = effect('execute', 'reversible', 'machine', 'changes how this shell reads what is typed', { posture: 'ask' });
const kept = effect('config', 'reversible', 'machine', 'changes what every later shell does', { posture: 'ask' });

/** Words of zsh, fish and ksh that the walker does not know as builtins. */
export const shellWords: readonly ProgramTable[] = [
  p('whence where print zformat zparseopts zstat zsystem zprof status string math count contains random set_color argparse isatty psub fish_key_reader fish_indent fish_title fish_prompt nextd prevd dirh cdh prompt_pwd getopt', reads('-f= -o= -l= -n= -s= -q -a -u -S -C=', 'data...', { style: 'posix' }), allowed('whence -v ls', 'print -l a b', 'string upper a')),
  p('functions', reads('-c -e -n -q -a -D -t -d=', 'data...'), allowed('functions -n')),
  p('noglob nocorrect', runs(''), [...allowed('noglob ls *.ts'), ...asked('noglob rm -rf ~/Documents')]),
  p('compopt compdef compadd compinit bashcompinit promptinit colors zcompile rehash vared disable sched', does({ ...session, operands: 'some' }, '-o= -p -d -q'), [...allowed('rehash'), ...asked('sched +1 rm')]),
  p('bindkey', does({ ...session, operands: 'some', without: '-l -L -M' }, '-l -L -M= -v -e -a -s -r -d -p', 'data...'), [...allowed('bindkey', 'bindkey -l'), ...asked("bindkey '^P' widget")]),
  p('zle', does({ ...session, without: '-l -la -L' }, '-l -L -a -N -D -A -C -U= -M= -R -F -I -K', 'data...'), [...allowed('zle -l'), ...asked('zle -N widget f')]),
  p('abbr', does({ ...kept, without: '-s -l -q' }, '-s|--show -l|--list -q|--query -a|--add -e|--erase --rename -r= -p= -g|--global -U|--universal -f=', 'data...'), [...allowed('abbr --show'), ...asked('abbr -a g git')]),
  p('funcsave funced fish_add_path fish_config fish_update_completions fish_vi_key_bindings fish_default_key_bindings add-zsh-hook p10k compaudit', does({ ...kept, without: '-p -n' }, '-p -n -v'), asked('funcsave f')),
  p('commandline emit', does(session)),
  p('fc', does(runsUnseen('runs earlier commands anew, or opens an editor on them', { without: '-l' }), '-l -n -r -e= -s -E -d -f -i -t= -D -m'), [...allowed('fc -l'), ...asked('fc 10')]),
  p('run-help', does(opens('opens a pager, which runs what is typed'))),
  p('coreutils', runs('--list! --coreutils-prog='), [...allowed('coreutils ls'), ...asked('coreutils rm -rf ~/Documents')]),
  p('resize', reads('-s -u -c', 'data...'), allowed('resize')),
  p('manpath', readsFiles('-C=opaque -m= -c -d -g -q'), allowed('manpath')),
  p('tic tack infotocmp captoinfo', does([], '-c -C -I -L -D -T -x -s -v=? -e= -o=write -w= -R= -1 -a -f -g -K -N -q -r -t -U', 'read'), [...allowed('tic -c x.info'), ...asked('tic -o /etc/terminfo x.info', 'tic -C /etc/shadow')]),
  p('lesskey', does([], '-o|--output=write -V!', 'read'), asked('lesskey -o ~/.bashrc x')),
  p('sensible-editor editor', { ...does(opens('opens an editor in which anything can be run'), '', 'read...') }, asked('sensible-editor notes.txt')),
  p('multitail', does(opens('opens a viewer in which commands can be run'), '-l=shell -L=shell -ex=shell -F=opaque -a=write', 'read...', { style: 'single-dash' }), asked("multitail -l 'rm -rf ~/Documents'")),
  p('getfattr', readsFiles('-n|--name= -e|--encoding= -m|--match= -d -R -h -L -P'), allowed('getfattr -d src')),
  p('attr', does(effect('system', 'recoverable', 'machine', 'changes attributes of files', { with: '-s -r -V' }), '-l -g= -s= -r= -V= -L -q -R -S'), [...allowed('attr -l src'), ...asked('attr -s a -V b src')]),
  p('ascii-xfr', does([], '-s -r -n -v -e -d -l= -c=', 'read', { operandsWith: { '-r': 'write' } }), asked('ascii-xfr -ns /etc/shadow')),
  p('zdump sprof debuginfod-find', reads('-c= -v -V -i -p -q -t=', 'data...'), allowed('zdump Europe/Berlin')),
  p('exch', does([], '', 'append...'), asked('exch src/a.ts /etc/passwd')),
  p('darling', { ...reads(), effects: [opens('opens a shell of another system', { operands: 'none' })], commands: { shell: { ...runs(''), effects: [opens('opens a shell of another system', { operands: 'none' })] }, shutdown: does(switches('stops a system that runs inside')) } }, asked('darling shell rm -rf ~/Documents')),
  p('genie', { ...does(opens('enters a system that runs inside', { with: '-i -s -u -l -a' }), '-i|--initialize -s|--shell -u|--shutdown -c|--command -l -a= -r! -b!'), optionsFirst: true, style: 'posix', operands: 'command' }, [...allowed('genie -c ls'), ...asked('genie -s', 'genie -c rm -rf ~/Documents')]),
];
