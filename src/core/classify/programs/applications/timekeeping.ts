import type { CommandTable, ProgramTable } from '../../programTable.ts';
import { asks, routine, sendsToOthers, shapesOf } from './rows.ts';

const { exactly, tells } = shapesOf('time');

const shows: CommandTable = { otherOptions: 'harmless', operands: 'data...' };
const notes: CommandTable = { ...shows, effects: [routine('write', 'machine', 'notes something in a list of the person')] };
const deletes: CommandTable = { ...shows, effects: [asks('delete', 'irreversible', 'machine', 'deletes entries of the person')] };
const edits: CommandTable = { ...shows, effects: [asks('execute', 'reversible', 'machine', 'opens the entries in an editor')] };
const exchanges: CommandTable = { ...shows, effects: [asks('network', 'recoverable', 'shared', 'exchanges the entries with a service')] };
const helps = '-h|--help! -v|--version! -V!';

/** A book of entries (tasks, hours, notes) by its verbs; words that are no verb start something or name a list. */
const book = (names: string, verbs: { readonly show: string; readonly note: string; readonly remove?: string; readonly edit?: string; readonly exchange?: string; readonly other?: Readonly<Record<string, CommandTable>>; readonly options?: string }, examples: ProgramTable['examples'] = []): ProgramTable =>
  exactly(names, `${helps} ${verbs.options ?? ''}`, {
    otherOptions: 'harmless',
    commands: {
      [`help|version|${verbs.show}`]: shows,
      [verbs.note]: notes,
      ...(verbs.remove === undefined ? {} : { [verbs.remove]: deletes }),
      ...(verbs.edit === undefined ? {} : { [verbs.edit]: edits }),
      ...(verbs.exchange === undefined ? {} : { [verbs.exchange]: exchanges }),
      ...verbs.other,
    },
    examples,
  });

/** Calendars, clocks, tasks, hours, notes and journals. Adding an entry is everyday work; deleting entries is asked about. */
export const timekeeping: readonly ProgramTable[] = [
  book('timew', { show: 'summary|export|day|week|month|report|show|tags|get|extensions|diagnostics|gaps|:*', note: 'start|stop|track|continue|tag|untag|annotate|lengthen|shorten|modify|move|split|join|fill|undo', remove: 'cancel|delete', edit: 'config' }, [{ command: 'timew summary :week', decision: 'allow', reversibility: 'read-only' }, { command: 'timew start docs', decision: 'allow' }, { command: 'timew delete @1', decision: 'ask' }]),
  book('watson', { show: 'log|report|status|projects|tags|frames|aggregate', note: 'start|stop|restart|add|rename', remove: 'remove|cancel|merge', edit: 'edit|config', exchange: 'sync' }, [{ command: 'watson report', decision: 'allow' }, { command: 'watson sync', decision: 'ask' }]),
  book('timetrap t', { show: 'display|d|list|l|now|n|today|week|month|yesterday', note: 'in|i|out|o|sheet|s|resume|r|archive|a', remove: 'kill|k', edit: 'edit|e|configure|backend|b' }, [{ command: 'timetrap in docs', decision: 'allow' }]),
  book('moro', { show: 'report|status|search|about', note: 'hi|bye|note|break|wait', remove: 'clear', edit: 'config' }, [{ command: 'moro report', decision: 'allow' }]),
  book('pomo', { show: 'list|l|status|st', note: 'init|start|create|begin|b|c', remove: 'delete|d' }),
  book('todo todoman', { show: 'list|show|lists|path', note: 'new|done|undo|cancel|copy|move', remove: 'delete|flush', edit: 'edit' }, [{ command: 'todo list', decision: 'allow' }, { command: 'todo flush', decision: 'ask' }]),
  book('todo.sh todo-txt topydo', { show: 'list|ls|lsall|listall|listcon|lsc|listpri|lsp|listproj|lsprj|lf|listfile|report|shorthelp|ls*|lscon', note: 'add|a|addm|addto|append|app|do|pri|p|depri|dp|dep|postpone|tag|sort|move|mv|prepend|prep|replace|archive|columns', remove: 'del|rm|revert|deduplicate', edit: 'edit|prompt', options: '-d=opaque -c=opaque -p -t -f -n -a -A' }, [{ command: "todo.sh add 'write docs'", decision: 'allow' }]),
  book('taskwarrior dstask', { show: 'list|ls|next|all|completed|info|information|projects|tags|summary|calendar|export|reports|ids|uuids|count|show|diagnostics|active|blocked|overdue|waiting|ready|newest|oldest|minimal|long|timesheet|stats|burndown*|history*|show-*', note: 'add|log|done|start|stop|modify|annotate|append|prepend|denotate|duplicate|undo', remove: 'delete|purge|rm|remove', edit: 'edit|config|context|note', exchange: 'sync' }),
  { ...tells('tb taskbook', `${helps} -t|--task -n|--note -c|--check -b|--begin -m|--move -p|--priority -e|--edit -y|--copy -l|--list -i|--timeline -f|--find -a|--archive -s|--star -d|--delete --clear -r|--restore`), effects: [asks('delete', 'recoverable', 'machine', 'moves entries of the person to an archive', { with: '-d --clear' }), routine('write', 'machine', 'notes something in a list of the person', { with: '-t -n -c -b -m -p -e -s -r' })], examples: [{ command: 'tb --list pending', decision: 'allow' }, { command: 'tb --clear', decision: 'ask' }] },
  book('laydown', { show: 'list', note: 'did|doing|archive', remove: 'clear', edit: 'edit' }),
  book('tod todoist', { show: 'list|l|tasks|projects|labels|filters|karma|current|view', note: 'init', exchange: 'task|t|project|p|section|s|add|a|q|quick|close|c|modify|m|delete|d|sync|add-project|config|auth|quickadd', options: '--quickadd|-q --color --csv' }, [{ command: 'todoist list', decision: 'allow' }, { command: 'todoist add x', decision: 'ask' }]),
  { ...tells('clido', `${helps} --new= --load= --remove= --lists`), effects: [asks('delete', 'irreversible', 'machine', 'deletes a list of the person', { with: '--remove' }), routine('write', 'machine', 'makes or opens a list of the person', { with: '--new --load' })], examples: [{ command: 'clido --lists', decision: 'allow' }] },
  book('khal', { show: 'list|at|calendar|printcalendars|printformats|printics|search', note: 'new|configure', edit: 'interactive|edit', exchange: 'import' }, [{ command: 'khal list today', decision: 'allow' }]),
  { ...tells('jrnl', `${helps} --edit --delete --import=? --encrypt --decrypt --export= --format= --file=write -n= -from= -until|-to= -on= -and -not= -contains= -starred --short --tags --list --config-file=opaque --config-override= --change-time=?`, { style: 'single-dash' }), effects: [asks('delete', 'irreversible', 'machine', 'deletes entries of a diary', { with: '--delete' }), asks('write', 'recoverable', 'machine', 'changes a diary', { with: '--edit --encrypt --decrypt --import --change-time' }), routine('write', 'machine', 'notes something in a diary')], examples: [{ command: 'jrnl today: shipped the guard', decision: 'allow' }, { command: 'jrnl --delete', decision: 'ask' }] },
  book('nb zk', { show: 'list|ls|show|search|q|notebooks|status|tasks|browse|graph|count|env|tags', note: 'add|new|a|n|bookmark|b|todo|do|undo|pin|unpin|use|init|archive', remove: 'delete|d|rm|notebooks:delete', edit: 'edit|e|open|o|settings|set|shell|run|plugins', exchange: 'sync|remote|import|export|publish|share' }, [{ command: 'nb search guard', decision: 'allow' }, { command: 'nb delete 3', decision: 'ask' }]),
  { ...tells('buku', `${helps} -a|--add -u|--update=? -w|--write=? -d|--delete=? -i|--import=read -e|--export=write -p|--print=? -s|--sany -S|--sall -r|--sreg= -t|--stag -x --tag --title= -c|--comment= --np --nostdin -j|--json=? -o|--open=? -k|--unlock=? -l|--lock=? -f|--format= --tacit --replace= -n=`), effects: [asks('delete', 'irreversible', 'machine', 'deletes bookmarks', { with: '-d' }), routine('write', 'machine', 'keeps or changes a bookmark', { with: '-a -u -w -i' })], examples: [{ command: 'buku guard --np', decision: 'allow' }, { command: 'buku -d 3', decision: 'ask' }] },
  book('zm', { show: 'list', note: 'new', edit: 'edit', other: { publish: { effects: [sendsToOthers('the notes')] } } }),
  { ...tells('gcal jcal ical remind when pal kosmorro peludna-prognoza ansiweather', '-o|--output=write -f=read -l= -d= -p= -t= -a= -i='), examples: [{ command: 'gcal 2026', decision: 'allow', reversibility: 'read-only' }] },
  { ...exactly('calcurse', `${helps} -a|--appointment -t|--todo=? -n|--next -d|--day= -r|--range=? -s|--startdate=? -c|--calendar=read -D|--datadir=workdir -i|--import=read -x|--export=? -Q|--query -G|--grep -F|--filter -P|--purge -q|--quiet --format-apt= -l= -S= -g|--gc --read-only --from= --to= --days= --filter-type= --filter-pattern= --status!`, {}), effects: [asks('delete', 'irreversible', 'machine', 'deletes entries of the calendar', { with: '-P -F' }), asks('execute', 'reversible', 'machine', 'opens the calendar to be edited', { without: '-a -t -n -d -r -s -x -Q -G -i -g' })], examples: [{ command: 'calcurse -a', decision: 'allow' }] },
  exactly('calcurse-caldav vdirsyncer offlineimap mbsync isync getmail fetchmail imapsync goobook', helps, { otherOptions: 'harmless', operands: 'data...', effects: [asks('network', 'recoverable', 'shared', 'exchanges mail or calendars with a server, and may delete on either side')], examples: [{ command: 'offlineimap -a work', decision: 'ask' }] }),
];
