import { effect, type ProgramTable } from '../../programTable.ts';
import { does } from '../shapes.ts';
import { allow, ask, builds, changesShared, deploys, familyShapes, generates, installs, reading, serves, session } from './kinds.ts';

const { acts, groups, tells } = familyShapes('project');
const building = does(builds, '-o|--output=write');

/** Notebooks, environments, measuring, versioned data and other helpers of daily work. */
export const workTools: readonly ProgramTable[] = [
  groups('gup', { 'list|check|export|completion|man|bug-report': reading, 'update|import|remove|migrate': does(installs, '--dry-run|-n!') }),
  groups('komac wingetcreate', { 'list|ls|show|analyse|analyze|list-versions|settings|info|cache': reading, 'new|update|remove|submit|sync|sync-fork|cleanup|token|new-locale|update-locale|complete': does(changesShared, '--dry-run! -o|--output=write') }),
  groups('pkl', { 'eval|test|analyze|format|download-package|run|server': building, 'repl': does(session()), 'project': building }),
  groups('quarto', { 'create-project|create|render|preview|convert|pandoc|typst|run|inspect|check|serve|use|add|remove|update|install|uninstall|tools|list|call|dev': building, 'publish': does(deploys) }, { examples: [allow('quarto render a.qmd'), ask('quarto publish quarto-pub')] }),
  acts('jupytext nbdime nbstripout nbqa papermill nbmake nbclient', builds, '-o|--output=write --to= --pipe=shell --set-formats=', { operands: 'data...' }),
  groups('pie', { 'show|info|repository:list|list': reading, '*': does(installs) }),
  acts('try-rs proctl p5 lndir glib-compile-resources glib-compile-schemas gendesk nf-core', generates, '--target=write -o=write', { operands: 'data...' }),
  groups('dmypy flow', { 'ls|status|version|coverage|batch-coverage|type-at-pos|find-*|check|start|stop|run|restart|suggest|recheck|daemon|kill|focus-check|server|lsp|init|get-*|ast|log-file|watch|watch-list|watch-del|query|since|clock|shutdown-server|inspect|force-recheck|full-check|check-contents|cycle|autocomplete|autofix|codemod|save-state': building, 'trigger': does(effect('execute', 'irreversible', 'machine', 'runs a command whenever files change', { uninspectable: true })) }, { operands: 'data...', effects: [builds] }),
  acts('bob', [{ ...installs, operands: 'some' }], '', { operands: 'data...', commands: { 'list|ls|list-remote|complete': reading, '*': does(installs) } }),
  acts('eget ubi stew dra gah', installs, '-h! --to=write -o=write', { operands: 'data...', examples: [ask('eget zyedidia/micro')] }),
  groups('Get-NodeVersions Get-NodeInstallLocation', {}, { operands: 'data...' }),
  groups('Install-NodeVersion Remove-NodeVersion Set-NodeVersion Set-NodeInstallLocation', {}, { operands: 'data...', effects: [installs] }),
  acts('clj clojure', [{ ...builds, without: '-e' }, session({ operands: 'none', without: '* -e -i' })], '-e|--eval=code:other -i|--init=script:other -Sdeps= -r|--repl', { style: 'single-dash', operands: 'data...', optionsFirst: true, examples: [allow('clj -M:test'), ask('clj')] }),
  acts('act', builds, '-l|--list! -n|--dryrun! -s|--secret= --secret-file=read -W= -e= --container-options=opaque', { operands: 'data...', examples: [allow('act -l')] }),
  tells('grype syft', '-o|--output= --file=write -c|--config=read', { examples: [allow('syft .')] }),
  groups('changeset', { 'status': reading, 'add|init|version|pre|tag': building, 'publish': does(effect('publish', 'irreversible', 'shared', 'publishes versions that cannot be taken back')) }, { effects: [builds], options: '--empty --open -m=', examples: [allow('changeset'), ask('changeset publish')] }),
  groups('buildah', { 'images|ps|containers|inspect|info|version|source': reading, 'bud|build|build-using-dockerfile|from|copy|add|config|commit|run|tag|rename|pull|umount|mount|unshare|manifest': does(effect('container', 'reversible', 'workspace', 'works on an image of the project')), 'push|login|logout': does(changesShared), 'rm|delete': does(effect('container', 'reversible', 'workspace', 'removes work containers')), 'rmi|prune': does(effect('container', 'recoverable', 'machine', 'removes images')) }, { examples: [allow('buildah bud .'), ask('buildah push acme/x')] }),
  acts('kcat kafkacat', effect('database', 'recoverable', 'remote', 'writes messages that others read', { with: '-P' }), '-L! -C -Q -P -G= -b=host -t= -p= -K= -D= -o= -c= -F=read -X= -f= -l=read -s= -r=', { operands: 'data...', style: 'posix', examples: [allow('kcat -L -b localhost:9092'), allow('kcat -C -b x -t y'), ask('kcat -P -b x -t y')] }),
  groups('circup', { 'show|list|freeze': reading, '*': does(effect('system', 'reversible', 'machine', 'changes the libraries of a device')) }, { operands: 'data...' }),
  groups('slim', { 'lint|xray|profile|images|version|registry|vulnerability': building, 'build|run|debug|merge|server': does(effect('container', 'reversible', 'workspace', 'works with images of the project')) }, { operands: 'data...', effects: [effect('execute', 'reversible', 'machine', 'opens a screen that waits for a person', { operands: 'none', posture: 'ask' })] }),
  groups('kiwi-ng', { 'result|help': reading, 'system|image': does(effect('system', 'recoverable', 'machine', 'builds a system image as root')) }, { options: '-v|--version!' }),
  groups('httpie', { 'cli': { otherOptions: 'harmless', operands: 'data...', commands: { 'check-updates|export-args|sessions': reading, 'plugins': { otherOptions: 'harmless', operands: 'data...', commands: { 'list': reading, '*': does(installs) } } } } }),
  groups('flutterfire', { 'configure|install|reconfigure|update|bundle-service-file|upload-crashlytics-symbols': building }, { examples: [allow('flutterfire configure')] }),
  tells('mh_metric mh_lint mh_style mh_trace sc_warts2json sc_warts2text sc_warts2csv spfquery gpgv', '-o|--output|--html|--json=write', { operands: 'read...' }),
  acts('makensis adscript mh_copyright', builds, '-o|--output=write -X=opaque', { operands: 'data...' }),
  groups('vf', { 'ls|all|help|activate|deactivate|which|connect': reading }, { operands: 'data...', effects: [effect('package', 'recoverable', 'machine', 'adds, changes or removes an environment outside the project')], examples: [allow('vf ls'), ask('vf rm shop')] }),
  groups('mkvirtualenv rmvirtualenv cpvirtualenv mktmpenv wipeenv', { 'ls|lsvirtualenv|all|help': reading }, { operands: 'data...', effects: [effect('package', 'recoverable', 'machine', 'adds, changes or removes an environment outside the project')] }),
  tells('lsvirtualenv showvirtualenv virtualenvwrapper deactivate workon', ''),
  acts('hyperfine', [], '-p|--prepare=code:shell -c|--conclude|--cleanup=code:shell -s|--setup=code:shell -S|--shell=program -w|--warmup= -r|--runs= -m|--min-runs= -M|--max-runs= -D= -P|--parameter-scan= -L|--parameter-list= -n|--command-name= -i|--ignore-failure -N -u= --style= --export-json=write --export-markdown=write --export-csv=write --export-asciidoc=write --export-orgmode=write --output= --input=read', { operands: 'code:shell...', examples: [allow("hyperfine 'ls -la'"), ask("hyperfine 'rm -rf src'", 'irreversible')] }),
  groups('dolt doltgres', {
    'status|log|diff|show|blame|ls|version|schema|conflicts|query-diff|reflog|docs|profile|dump-docs|root|constraints': reading,
    'add|commit|branch|checkout|merge|cherry-pick|revert|fetch|pull|clone|init|tag|stash|rebase|table|creds|login|backup|remote|migrate|fsck|read-tables|archive|rm|config|gc': does(effect('git-history', 'reversible', 'workspace', 'works on a versioned database')),
    'reset|clean|filter-branch': does(effect('database', 'irreversible', 'workspace', 'throws away changes of a versioned database')),
    'push': does(effect('git-remote', 'recoverable', 'shared', 'pushes data to others')),
    'dump': does([], '-fn|--file-name=write'),
    'sql': { otherOptions: 'harmless', options: '-q|--query=sql -f|--file=sql-file -x|--execute= -l|--list-saved! -s= -r=', operands: 'data...', effects: [session({ without: '-q -f -x' })] },
    'sql-server': does(serves), 'sql-client': does(session()),
  }, { examples: [allow('dolt commit -m x'), ask('dolt push'), ask('dolt sql -q "DROP TABLE t"')] }),
];
