import { effect, type CommandTable, type ProgramTable } from '../../programTable.ts';
import { does, runs } from '../shapes.ts';
import { allow, ask, familyShapes, group, reading, screen, serves, session } from './kinds.ts';

const { groups } = familyShapes('vcs');
const kept = effect('git-history', 'reversible', 'workspace', 'changes commits or the work tree; the old state is kept');
const lost = (what: string) => effect('git-discard', 'irreversible', 'workspace', what);
const rewritten = (what: string) => effect('git-history', 'recoverable', 'workspace', what);
const pushes = effect('git-remote', 'recoverable', 'shared', 'pushes commits to others');
const safe = (options = '', operands = 'data...'): CommandTable => does(kept, options, operands);

/** Settings of jj that name a program or another command. */
const jjCommandKeys = '^(?:aliases|ui\\.(?:pager|editor|diff|merge)|merge-tools|fix\\.tools|signing|git\\.(?:executable|subprocess)|fsmonitor|revset-aliases\\.immutable)';
const jjConfig = (names: string): Readonly<Record<string, CommandTable>> => ({
  [names]: {
    otherOptions: 'harmless',
    operands: 'data...',
    effects: [
      effect('config', 'reversible', 'workspace', 'changes a setting of the repository', { without: '--user' }),
      effect('config', 'reversible', 'machine', 'changes a setting of the person', { with: '--user' }),
      effect('config', 'reversible', 'workspace', 'makes later commands run `{2}`', { operand: jjCommandKeys, posture: 'ask' }),
    ],
    options: '--user --repo --workspace',
  },
});

/** Version control besides git. Jujutsu keeps every state in its operation log; Mercurial and Fossil keep less. */
export const versionControl: readonly ProgramTable[] = [
  groups('b4', {
    'mbox|diff|dig|trailers|review|refresh': safe('-o|--outdir=write -n|--mbox-name=write -m|--use-local-mbox=read'),
    'am|shazam|prep': safe('-o|--outdir=write -n|--mbox-name=write -m|--use-local-mbox=read'),
    'send|ty|kr|pr': does(effect('publish', 'irreversible', 'shared', 'sends patches or thanks by mail', { without: '-d -o' }), '-d|--dry-run -o|--output-dir=write'),
  }, { examples: [allow('b4 am 20260101.1@lists.acme.example'), allow('b4 send -d'), ask('b4 send')] }),
  groups('jj', {
    'log|st|status|diff|show|evolog|obslog|interdiff|root|files|help|version': reading,
    'abandon|absorb|commit|ci|desc|describe|duplicate|edit|new|next|prev|parallelize|rebase|restore|revert|backout|simplify-parents|squash|undo|redo|metaedit|sign|unsign|unsquash|move|checkout|merge|fix': safe('-m|--message= -r|--revision= --tool=program -i|--interactive'),
    'split|diffedit|resolve|arrange': safe('--tool= -l|--list! -m|--message='),
    'bookmark|branch|b': group({ 'list|l': reading, 'create|c|move|m|set|s|track|t|untrack|rename|r|advance|delete|d|forget|f|tug': safe() }),
    'tag': group({ 'list|l': reading, 'set|s|delete|d': safe() }),
    'operation|op': group({ 'log|l|show|diff': reading, 'undo|restore|revert': safe(), 'abandon': does(rewritten('forgets states that could be gone back to')), 'integrate': safe() }),
    'config': group({ 'get|g|list|l|path|p': reading, 'edit|e': does(screen), ...jjConfig('set|s|unset|u') }),
    'file': group({ 'list|show|annotate|search': reading, 'chmod|track|untrack': safe() }),
    'workspace': group({ 'list|root': reading, 'add|forget|rename|update-stale': safe() }),
    'sparse': group({ 'list': reading, 'set|reset|edit': safe() }),
    'git': group({
      'clone': safe('', 'remote append'), 'fetch|import|export|init|root|colocation': safe('--remote= --branch|-b= --git-repo=write'),
      'push': does([
        effect('git-remote', 'reversible', 'shared', 'pushes the bookmark `{--bookmark}`', { with: '--bookmark --change --named', posture: 'routine' }),
        effect('git-remote', 'recoverable', 'shared', 'pushes a bookmark that others build on', { with: '--bookmark=main --bookmark=master --bookmark=trunk --bookmark=production --bookmark=prod --bookmark=release --bookmark=develop' }),
        effect('git-remote', 'recoverable', 'shared', 'pushes, moves or deletes bookmarks that are not named', { without: '--bookmark --change --named' }),
        effect('git-remote', 'recoverable', 'shared', 'moves or deletes bookmarks of the remote', { with: '--all --deleted --tracked' }),
      ], '--bookmark|-b= --change|-c= --named= --revisions|-r= --remote= --all --deleted --tracked --allow-new|-N --dry-run!'),
      'remote': group({ 'list': reading, 'add': safe(), 'set-url|remove|rename': does(effect('config', 'reversible', 'workspace', 'changes where pushes go', { posture: 'ask' })) }),
    }),
    'bisect': group({ 'run': runs('-r|--range= --command= --find-good') }),
    'util': group({ 'completion|config-schema|markdown-help|install-man-pages|mangen': reading, 'snapshot': safe(), 'gc': does(rewritten('deletes states that could be gone back to')), 'exec': runs('') }),
    'gerrit': group({ 'upload': does(pushes, '--dry-run|-n!') }),
    'sparse-patterns': reading,
  }, {
    everywhere: '-h|--help! -R|--repository=workdir --ignore-working-copy --ignore-immutable --at-operation|--at-op= --config=opaque --config-file=opaque --no-pager --color= --quiet --debug',
    options: '-V|--version!',
    examples: [allow('jj log -r main..@', 'read-only'), allow('jj squash -m x', 'reversible'), allow('jj git push -b feature-x'), ask('jj git push -b main'), ask('jj op abandon ..@-'), ask('jj bisect run -r a..b rm -rf src'), ask('jj config set --repo ui.pager ./x')],
  }),
  groups('hg chg', {
    'status|st|log|history|diff|annotate|blame|cat|heads|head|id|identify|incoming|in|outgoing|out|manifest|parents|parent|paths|root|summary|sum|tags|tip|verify|branches|files|locate|grep|bookmarks-list|showconfig|glog|phase|debugconfig|show':
      { otherOptions: 'harmless', options: '-o|--output=write -T|--template= -r|--rev= --pager=program', operands: 'data...' },
    'add|addremove|amend|commit|ci|copy|cp|forget|graft|import|patch|init|merge|move|mv|rename|branch|bookmark|bookmarks|tag|backout|rebase|histedit|shelve|unshelve|uncommit|unamend|fold|evolve|absorb|split|next|prev|topic|topics|absorb|resolve|unbundle|pull|recover|share|fetch|transplant|qnew|qpush|qpop|qrefresh|qseries|qimport|qfinish|fix|continue|abort|metaedit|touch|convert':
      safe('-l|--logfile=read --tool|-t=program -m|--message= -e|--ssh=program --remotecmd=program -n|--dry-run! --delete|-d'),
    'clone': safe('-e|--ssh=program --remotecmd=program -r|--rev= -b|--branch= -u|--updaterev=', 'remote append'),
    'remove|rm': { ...safe('-f|--force -A|--after -n|--dry-run!', 'pathspec...'), effects: [kept, { ...lost('deletes files whose changes were never committed'), with: '--force' }] },
    'update|up|checkout|co': { ...safe('-C|--clean -c|--check -r|--rev= -d|--date='), effects: [kept, { ...lost('throws away uncommitted changes'), with: '--clean' }] },
    'revert': { ...safe('-a|--all -C|--no-backup -n|--dry-run! -r|--rev='), effects: [{ ...rewritten('takes back uncommitted changes; copies `.orig` are left'), without: '--no-backup' }, { ...lost('throws away uncommitted changes'), with: '--no-backup' }] },
    'purge|clean': does(lost('deletes files that were never committed'), '-p|--print! -n|--dry-run! --all'),
    'strip|prune|obsolete|rollback|debugstrip': does(rewritten('takes commits out of the history')),
    'push': does(pushes, '-e|--ssh=program --remotecmd=program -n|--dry-run! -f|--force'),
    'serve': does(serves, '--web-conf=opaque -A|--accesslog=write -E|--errorlog=write --pid-file=write --cmdserver='),
    'archive|bundle|export': { otherOptions: 'harmless', options: '-o|--output=write -r|--rev= -t|--type=', operands: 'write', effects: [kept] },
    'email': does(pushes, '-n|--test!'),
    'bisect': safe('-c|--command=shell -r|--reset -g|--good -b|--bad -s|--skip'),
    'extdiff|vdiff': { otherOptions: 'harmless', options: '-p|--program=program -o|--option=', operands: 'data...' },
    'config': { otherOptions: 'harmless', options: '-e|--edit -g|--global -l|--local', operands: 'data...', effects: [{ ...screen, with: '--edit --global --local' }] },
  }, {
    everywhere: '-h|--help! -R|--repository=workdir --cwd=workdir --config=opaque -y|--noninteractive -q|--quiet -v|--verbose --color= --debug --debugger --encoding= --traceback --time --profile --hidden --pager=',
    options: '--version!',
    examples: [allow('hg status -m', 'read-only'), allow('hg commit -m update'), ask('hg update -C', 'irreversible'), ask('hg purge', 'irreversible'), ask('hg push'), ask('hg --config alias.x="!rm" x')],
  }),
  groups('fossil', {
    'status|timeline|diff|gdiff|finfo|info|ls|annotate|blame|praise|changes|extras|descendants|leaves|artifact|cat|whatis|version|dbstat|search|branches|hash-policy|test-integrity|fts-config': reading,
    'add|addremove|forget|mv|rename|merge|update|up|checkout|co|open|close|undo|redo|bundle|reconstruct|deconstruct|rebuild|pull|clone|init|new|amend|import|cherry-pick|cherrypick': safe('-m|--comment= -M|--message-file=read --user= --force|-f --dry-run|-n!'),
    'commit|ci': does(effect('git-remote', 'reversible', 'shared', 'records a check-in and sends it to the remote where there is one', { posture: 'routine' }), '-m|--comment= -M|--message-file=read -n|--dry-run! --branch= --tag= --nosync'),
    'rm|delete': { ...safe('--hard --soft --reset -n|--dry-run!'), effects: [kept, { ...lost('deletes the files with their changes'), with: '--hard' }] },
    'revert': does(rewritten('takes back uncommitted changes'), '-r= --to='),
    'clean': does(lost('deletes files that were never committed'), '-n|--dry-run! -f|--force -x|--verily --keep= --ignore= --temp'),
    'stash': group({ 'list|ls|show|cat|diff|gdiff': reading, 'save|snapshot|pop|apply|goto': safe(), 'drop|rm': does(rewritten('drops a stash')) }),
    'branch|tag|wiki|ticket|unversioned|uv|backoffice|attachment|forum|chat|cache': { otherOptions: 'harmless', operands: 'data...', commands: { 'list|ls|find|info|current|cat|export|get|status': reading, '*': does(kept) } },
    'push|sync|publish|remote-url|git|ssh': does(pushes),
    'remote': { otherOptions: 'harmless', operands: 'data...', effects: [{ ...effect('config', 'reversible', 'workspace', 'changes where check-ins are sent', { posture: 'ask' }), operands: 'some' }] },
    'purge|scrub|shun|rss-purge': does(lost('deletes check-ins or secrets of the repository for good')),
    'ui|server|http|cgi|winsrv': does(serves),
    'sql|sqlite3|shell': does(session()),
    'settings|unset|set|configuration|user|login-group|alerts': does(effect('config', 'reversible', 'workspace', 'changes settings of the repository', { posture: 'ask' })),
    'export|zip|tarball|sqlar': { otherOptions: 'harmless', operands: 'data...', effects: [kept] },
  }, { everywhere: '-h|--help! -R|--repository=read --chdir=workdir --user= -v|--verbose --nocgi --no-http-compression', examples: [allow('fossil status'), ask('fossil clean', 'irreversible'), allow('fossil ci -m x'), ask('fossil push')] }),
  groups('bzr brz darcs pijul sl got mtn', {
    'status|st|log|diff|annotate|blame|info|version|whoami|missing|changes|whatsnew|show|list|ls|history|cat|root|tags|branches|heads|editors|watchers|credit|smartlog|sl|web|id|dist-info|ann|praise|rdiff|rlog': reading,
    'add|commit|ci|record|rec|branch|merge|pull|update|up|checkout|co|init|clone|get|mv|move|rename|ignore|tag|bind|unbind|resolve|shelve|unshelve|amend|rebase|fork|channel|apply|mkdir|rtag|edit|unedit|fold|split|goto|hide|unhide|uncommit|absorb|bookmark|fetch|integrate|stage|unstage|histedit|graft': safe(),
    'revert|rollback|unrecord|obliterate|unpull|reset|amend-record|strip': does(rewritten('takes back changes or commits')),
    'clean-tree|clean|purge': does(lost('deletes files that were never committed'), '--dry-run!'),
    'push|send|dput|serve|sync|publish|land|pr|import|admin|submit': does(pushes, '--dry-run!'),
    'remove|rm|delete': safe('--keep --force'),
  }, { everywhere: '-h|--help! --version! -q|--quiet -v|--verbose -d= --color= -R|--repo= --config=opaque', examples: [allow('sl status'), ask('darcs obliterate'), ask('bzr push')] }),
  ...[
    groups('svnadmin', { 'verify|info|lstxns|lslocks|dump|dump-revprops|help': reading, 'create': does(kept), 'hotcopy|upgrade|pack|recover|load|load-revprops|setlog|setrevprop|setuuid|build-repcache|freeze': does(rewritten('changes a whole repository')), 'rmlocks|rmtxns|unlock|delrevprop': does(rewritten('removes locks or transactions of a repository')) }),
    { ...familyShapes('vcs').converts('ci co rcsmerge rcsclean', 'pathspec...', '-n -w= -M', { style: 'single-dash' }), effects: [kept], examples: [allow('ci -u notes.txt'), allow('co -l notes.txt')] },
    { ...familyShapes('vcs').converts('rcs', 'pathspec...', '-o=? -m=? -l=? -u=? -n=? -N=? -s=? -t=? -A= -b=? -c= -e=? -a= -i -I -q -L -U -M -T -V=? -x=? -z=? -k=', { style: 'posix' }), effects: [kept, effect('git-history', 'irreversible', 'workspace', 'deletes revisions for good', { with: '-o' }), effect('git-history', 'irreversible', 'workspace', 'replaces the log of a revision', { with: '-m' })], examples: [allow('rcs -l notes.txt'), ask('rcs -o1.2 notes.txt', 'irreversible')] },
    familyShapes('vcs').shows('rcsdiff rlog ident merge-diff', '', { examples: [allow('rlog notes.txt')] }),
    groups('quilt', { 'applied|annotate|diff|files|graph|grep|header|next|patches|previous|series|top|unapplied|snapshot': reading, 'add|import|new|push|pop|refresh|edit|fold|fork|init|patches|rename|remove|revert|setup|upgrade|shell': safe('--quiltrc=opaque'), 'delete': does(rewritten('takes a patch out of the series')), 'mail': does(pushes) }, { everywhere: '-h! --quiltrc=opaque', examples: [allow('quilt push -a'), ask('quilt mail --send')] }),
    groups('etckeeper', { 'unclean': reading, 'vcs': runs(''), 'commit|pre-commit|init|pre-install|post-install|update-ignore|uninit': does(effect('config', 'reversible', 'machine', 'changes the kept history of the machine')) }),
  ],
];
