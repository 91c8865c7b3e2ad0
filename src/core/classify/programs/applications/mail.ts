import type { CommandTable, ProgramTable } from '../../programTable.ts';
import { asks, routine, sendsToOthers, shapesOf } from './rows.ts';

const { exactly, reads, tells } = shapesOf('mail');

const shows: CommandTable = { otherOptions: 'harmless', operands: 'data...' };
const posts = sendsToOthers('a message');
const session = asks('execute', 'reversible', 'machine', 'opens a mailbox or chat for the person at the screen');

/** Mail, chat, news and messages. Looking into the own mail is a person's secret only where it lies as a secret; sending asks. */
export const mail: readonly ProgramTable[] = [
  { ...tells('neomutt alpine aerc nail himalaya meli', '-h! --help! -v! --version! -a=read -i=read -s= -c= -b= -H=read -f=read -F=opaque -e=opaque -r= -D! -x -n -y -Z -p -q='), effects: [sendsToOthers('a message', { operands: 'some' }), { ...session, operands: 'none' }], examples: [{ command: 'mutt -s hello someone@mail.example < README.md', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' }] },
  { ...exactly('thunderbird evolution kmail claws-mail geary betterbird', '-h|--help! -v|--version! -P= --profile= -ProfileManager -compose=? -mail -calendar -addressbook -safe-mode --headless -options -file=read', { style: 'single-dash', operands: 'data...' }), effects: [routine('execute', 'machine', 'opens a window for the person at the screen')], examples: [{ command: 'thunderbird', decision: 'allow' }] },
  { ...exactly('mu', '-h|--help! --version! --muhome=', { commands: { 'find|cfind|view|info|extract|verify|fields|script|help|index|init|mkdir|add|remove': { ...shows, options: '--exec=shell --target-dir=write --save-attachments --save-all --clearlinks --linksdir=write' }, server: { effects: [session] } } }), examples: [{ command: 'mu find subject:build', decision: 'allow' }, { command: "mu find x --exec 'rm -rf ~'", decision: 'deny' }] },
  { ...exactly('notmuch', '--help! --version! --config=opaque', { commands: { 'search|count|show|address|dump|help|config|reply|compact': { ...shows, options: '-o|--output=' }, 'new|insert|tag|restore|reindex|setup': { ...shows, effects: [routine('write', 'machine', 'changes the index or tags of the mail')] } } }), examples: [{ command: 'notmuch search subject:build', decision: 'allow' }] },
  { ...tells('from frm nfrm'), examples: [{ command: 'from --count', decision: 'allow' }] },
  { ...tells('sendxmpp toot'), effects: [posts], examples: [{ command: 'slackcat -c dev README.md', decision: 'ask', reversibility: 'irreversible', blastRadius: 'shared' }] },
  { ...tells('weechat-headless sic hangups rainbowstream profanity gomuks scli nchat bitlbee tox-quickstart tuir rtv newsboat newsraft feedreader rsstail tuitube youtube-viewer ytfzf', '-h! --help! --version! -h= -n= -k= -c=opaque -x|--execute= -i|--import-from-file=read -e|--export-to-opml -r -u=read -C|--config-file=opaque --user-config=opaque -a|--run-command=opaque -t= -l= -1 -s= -p|--player=program'), effects: [routine('execute', 'machine', 'opens news or a chat for the person at the screen')], examples: [{ command: 'newsboat -x reload', decision: 'allow' }] },
  { ...exactly('r2e', '-h|--help! -v|--version! -V -c|--config= -d|--data=', { commands: { 'list|opmlexport': { ...shows, operands: 'write' }, 'new|add|delete|pause|unpause|reset|email|opmlimport': { ...shows, effects: [routine('config', 'machine', 'changes which feeds are followed')] }, run: { ...shows, options: '-n|--no-send!', effects: [posts] } } }), examples: [{ command: 'r2e list', decision: 'allow' }, { command: 'r2e run', decision: 'ask' }] },
  { ...exactly('mailsy tmpmail', '-h|--help! --version! -g|--generate -r|--recent -t|--text -b|--browser=program -c|--copy --clipboard-cmd=program', { operands: 'data...' }), effects: [asks('network', 'reversible', 'shared', 'makes or reads a throw-away mailbox at a service', { operands: 'some' })], examples: [{ command: 'mailsy d', decision: 'ask' }] },
  { ...reads('ripmime munpack metamail uudeview', '-i=read -d=write -C=write -p=write'), effects: [routine('write', 'workspace', 'takes the parts out of a message')], examples: [{ command: 'ripmime -i mail.eml -d parts', decision: 'allow' }] },
];
