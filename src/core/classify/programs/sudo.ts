import { effect, type ProgramTable } from '../programTable.ts';

/** Programs that run another command as somebody else. The inner command is judged; root itself is a change of the machine. */
export const sudo: readonly ProgramTable[] = [
  {
    names: ['sudo', 'doas'],
    family: 'wrapper',
    optionsFirst: true,
    options:
      '-A -b -E|--preserve-env=? -H -n|--non-interactive -P -S|--stdin -k! -K! -v! -l|--list! -V|--version! -h|--help! -i|--login -s|--shell -u|--user= -g|--group= -p|--prompt= -C= -T= -D|--chdir=workdir -R|--chroot=opaque',
    operands: 'assignment... command',
    effects: [effect('system', 'irreversible', 'machine', 'opens a root shell', { with: '-i -s', operands: 'none', uninspectable: true })],
    examples: [
      { command: 'sudo rm -rf /etc/nginx', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: 'sudo -i', decision: 'ask' },
    ],
  },
];
