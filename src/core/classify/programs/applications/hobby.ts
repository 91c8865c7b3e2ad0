import type { CommandTable, ProgramTable } from '../../programTable.ts';
import { asks, routine, shapesOf } from './rows.ts';

const { exactly, reads, tells } = shapesOf('hobby');

const shows: CommandTable = { otherOptions: 'harmless', operands: 'data...' };
const helps = '-h|--help! -v|-V|--version!';
const device = (what: string, guards: Parameters<typeof asks>[4] = {}) => asks('system', 'recoverable', 'machine', what, guards);

/** Cameras, scanners, radios, printers, chips, keyboards, disks for music: devices on a desk. */
export const hobby: readonly ProgramTable[] = [
  { ...tells('scanadf hp-scan', '-o|--output-file=write -d|--device-name= --format= -L -b|--batch=? --icc-profile=read -x= -y= -l= -t= --scan-script=program -n'), examples: [{ command: 'scanimage --format png > scan.png', decision: 'allow' }] },
  { ...tells('rtl_sdr rtl_fm rtl_433 rtl_power rtl_adsb airspy_rx soapy_power dump1090', '-f= -s= -d= -g= -b= -n= -S -p= -F= -r=read -w=write -l= -M= -E= -c=opaque', { operands: 'write' }), examples: [{ command: 'rtl_sdr -f 100000000 take.iq', decision: 'allow' }] },
  { ...tells('rtl_test hackrf_info airspy_info', '') },
  { ...exactly('lxi', helps, { commands: { discover: shows, benchmark: shows, screenshot: { ...shows, operands: 'write', options: '-a= -p= -l -t=' }, '*': { ...shows, effects: [device('commands a measuring device')] } } }), examples: [{ command: 'lxi discover', decision: 'allow' }] },
  { ...exactly('tip moserial', `${helps} -b|--baud|--baudrate= -D|--device= -s -o -C|--capturefile=write -l|--list -L|--log -t|--timestamp -d|--databits= -f|--flow= -p|--parity= --imap= --omap= --emap= --noreset --noinit --logfile=write --log-file=write -g=write -m|--map= -e= -n --echo -c -w -a= -S=opaque -x --exec=opaque --script=opaque --send-cmd=opaque --receive-cmd=opaque --auto-connect= -O=`, { operands: 'data...', numericOption: true }), effects: [device('opens a line to a device, to which everything typed is sent', { without: '-l' })], examples: [{ command: 'tio --list', decision: 'allow' }, { command: 'picocom /dev/ttyUSB0', decision: 'ask' }] },
  { ...exactly('mcopy mdir mtype mattrib mmove mren mdel mdeltree mmd mrd mformat minfo mpartition mtoolstest mbadblocks', '-i=write -s -p -m -v -n -Q -b -t -D= -o -a -f= -F -T= -h= -/ -X -w -B=read -V', { operands: 'data...' }), effects: [device('changes files on a disk of DOS, or copies from it')], examples: [{ command: 'mcopy -i disk.img a.txt ::', decision: 'ask' }] },
  { ...reads('jstest', '--grab --query= -f= -F= -M= -d -i', { operands: 'data...' }), examples: [{ command: 'xev', decision: 'allow', reversibility: 'read-only' }] },
  { ...exactly('antimicrox', `${helps} --device= --notray --force-tray --update --config-dir=`, { operands: 'data...' }), effects: [routine('process', 'machine', 'turns a joystick into keys')] },
];
