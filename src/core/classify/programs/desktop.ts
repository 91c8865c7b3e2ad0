import { effect, type EffectTemplate, type ProgramTable } from '../programTable.ts';

/** Programs of which only the kind is known: every use of one is asked about, and the reason says what kind it is. */
const asked = (names: string, what: EffectTemplate, example: string): ProgramTable => ({
  names: names.split(' '),
  family: 'other',
  style: 'none',
  effects: [{ ...what, posture: 'ask' }],
  examples: [{ command: example, decision: 'ask' }],
});

/** Windows, media, other machines and system services: not the work of an agent in a project, so a person sees each. */
export const desktop: readonly ProgramTable[] = [
  {
    names: ['shuf', 'gshuf'],
    family: 'read',
    options: '-e|--echo -i|--input-range= -n|--head-count= -o|--output=write --random-source=read -r|--repeat -z|--zero-terminated --help! --version!',
    operands: 'read...',
    examples: [{ command: 'shuf -n 5 words.txt', decision: 'allow', reversibility: 'read-only' }, { command: 'shuf -o /home/dev/.bashrc words.txt', decision: 'ask' }],
  },
  {
    names: ['tput'],
    family: 'read',
    options: '-T= -S -V!',
    examples: [{ command: 'tput cols', decision: 'allow', reversibility: 'read-only' }],
  },
  asked(
    'screenkey webstorm idea qtcreator monodevelop virt-manager putty emulator lazygit gitui tig',
    effect('execute', 'reversible', 'machine', 'opens a program that a person drives'),
    'screenkey',
  ),
  asked(
    'qemu-img',
    effect('write', 'irreversible', 'machine', 'converts files and may write over those it is given'),
    'qemu-img convert a.img b.img',
  ),
  asked(
    'kiterunner httpx asnmap dnsx tlsx katana subjack dnswalk dnsrecon dirsearch wafw00f whatwaf sherlock maigret searchsploit hashcat john kismet smbclient.py smbmap smbserver.py psexec.py rpcmap.py addcomputer.py getTGT.py getST.py GetNPUsers.py GetUserSPNs.py DumpNTLMInfo.py massdns gau arjun cariddi x8 wacli gnmic ghost ntfyme bore expose frpc frps chisel zerotier-idtool usbip ipfs bitcoin-cli hsd-cli hsw-cli electrum octez-client p4 cvs',
    effect('network', 'irreversible', 'shared', 'reaches other machines or devices; what it carries is not known'),
    'kiterunner scan',
  ),
  asked(
    'gitlab-runner safe chezmoi yadm vcsh phive omz omf fisher bash-it zinit pamac aur takeout kool',
    effect('system', 'recoverable', 'machine', 'changes services, settings or tools of the machine'),
    'collectd -f',
  ),
];
