import type { CommandTable, ProgramTable } from '../../programTable.ts';
import { asks, routine, sendsToOthers, shapesOf } from './rows.ts';

const { exactly, tells } = shapesOf('sharing');

const shows: CommandTable = { otherOptions: 'harmless', operands: 'data...' };
const helps = '-h|--help! -V|--version!';
const serves = asks('network', 'irreversible', 'shared', 'shows files of this machine to everybody in the network');

/** Paste services, one-time secrets, file servers for a moment and answers of chat models: data that leaves this machine. */
export const sharing: readonly ProgramTable[] = [
  { ...exactly('pastebinit wgetpaste', `${helps} -p|--private -d|--description= -t|--type= -f|--filename= -u|--update= -l|--list=? -o|--open -c|--copy -e --embed -R -r|--read= --no-raw -P|--paste --login -a= -b= -i=read -m= -s|--shorten --skip-empty --delete= -j=`, { operands: 'read...' }), effects: [sendsToOthers('what it is given', { without: '-l -r' })], examples: [{ command: 'gist README.md', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' }, { command: 'gist -l', decision: 'allow' }] },
  { ...tells('ots ffsend transfer onetimesecret imgur-screenshot imgur-uploader haste hastebin airpaste'), effects: [sendsToOthers('what it is given')], examples: [{ command: 'ots new', decision: 'ask', reversibility: 'irreversible' }] },
  { ...tells('qrcp localsend', `${helps} -o|--output|--out=write --code= --yes -p= -i=`, { commands: { 'receive|recv|rx': { ...shows, options: '-o|--output-file|--output=write', effects: [routine('write', 'workspace', 'receives files')] } }, operands: 'read...' }), effects: [sendsToOthers('files')], examples: [{ command: 'qrcp send README.md', decision: 'ask' }] },
  { ...tells('calibre-server woof servefile goshs wishlist', `${helps} -p|--port= -d|--directory= -u|--upload-files -i|--interfaces= --addr= -a|--auth= --daemon --log=write --chroot --maxconn= --pidfile=write --content= --hostname= --certs=write -c|--config=opaque`, { operands: 'data...' }), effects: [serves], examples: [{ command: 'darkhttpd --version', decision: 'allow' }] },
  { ...exactly('noti', `${helps} -t|--title= -m|--message= -w|--pwatch= -f|--file=opaque -e -b|--banner -s|--speech --mattermost -k --slack --pushover --telegram`, { optionsFirst: true, operands: 'command' }), examples: [{ command: 'noti tar -cf /tmp/a.tar src', decision: 'allow' }] },
  {
    // What is asked goes to a service that the person has an account with; code and text of the workspace go with it.
    ...tells('how2 alpaca', `${helps} -i|--i= -p|--prompt= -m|--model= -e|--execute -c -r -b --local -s|--shell -f=read`, { operands: 'data...' }),
    effects: [asks('network', 'irreversible', 'shared', 'sends a question, and what stands in it, to a language model, or starts one')],
    examples: [{ command: "sgpt 'explain this'", decision: 'ask' }],
  },
  { ...tells('trans translate-shell translate dict sdcv wn googler ddgr wikit wiki wikiman wiki-tui cheat.sh howdoi surfraw sr so tuxi wikipedia2text arch-wiki-search archwiki-rs fast-cli wami',
    '-o|--output=write -i|--input=read -d= -t|--target= -s|--source= --data-dir=read -p|--player=program -n= -w= -l= -browser=program -elvi', { style: 'posix' }), examples: [{ command: 'trans :fr hello', decision: 'allow', reversibility: 'read-only' }] },
  { ...tells('code2flow', '-o|--output|--output-dir|--output-file|-O=write --output-name=write -c|--config= -t|--template=read --include= --ignore= -i= -e= -r|--remote= --stdout --copy --init -F='), effects: [routine('write', 'workspace', 'puts source files into one text')], examples: [{ command: 'repomix --stdout', decision: 'allow' }, { command: 'repomix -o ~/.bashrc', decision: 'ask' }] },
];
