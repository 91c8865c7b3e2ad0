import type { CommandTable, ProgramTable } from '../../programTable.ts';
import { reads as readingNames } from '../shapes.ts';
import { asks, routine, runsAnything, shapesOf } from './rows.ts';

const { converts, exactly, reads, rewrites, tells } = shapesOf('data');

const filter: CommandTable = { otherOptions: 'harmless', operands: 'read...' };

/** Looking into, cutting and joining tables, trees and markup: csv, json, xml, parquet, yaml. */
export const dataTools: readonly ProgramTable[] = [
  {
    ...exactly('xml xmlstarlet', '--version! --help! --doc-namespace --no-doc-namespace -q --quiet', {
      commands: {
        'sel|select|el|elements|val|validate|fo|format|c14n|canonic|ls|list|pyx|xmln|p2x|depyx': filter,
        'esc|escape|unesc|unescape|help': { otherOptions: 'harmless' },
        'tr|transform': { otherOptions: 'harmless', operands: 'read...', options: '-p= -s= --xinclude --net --html --val' },
        'ed|edit': { otherOptions: 'harmless', operands: 'read...', options: '-L|--inplace -d|--delete= -u|--update= -v|--value= -r|--rename= -x|--expr= -i|--insert= -a|--append= -s|--subnode= -t|--type= -n|--name= -m|--move -N=' , effects: [routine('write', 'workspace', 'edits xml files in place', { with: '-L' })] },
      },
    }),
    examples: [
      { command: "xml sel -t -v '//version' pom.xml", decision: 'allow', reversibility: 'read-only' },
      { command: "xmlstarlet ed -L -u //version -v 2.0 pom.xml", decision: 'allow', reversibility: 'reversible' },
    ],
  },
  {
    // A stylesheet can write files through exslt:document only below what `--nowrite` would stop.
    ...exactly('xsltproc', '-o|--output=write --stringparam= --param= --novalid --noout --html --xinclude --nonet --nowrite --nomkdir --writesubtree= --timing --profile --debug --encoding= --path= --maxdepth= --maxvars= --catalogs -v|--verbose --repeat --nodtdattr --noblanks --load-trace --dumpextensions! --version! --help!', { operands: 'read...' }),
    examples: [{ command: 'xsltproc --output docs/a.html docs/style.xsl docs/a.xml', decision: 'allow' }],
  },
  { ...reads('xidel', '-e|--extract= -f|--follow= -s|--silent -d|--data= -p|--post= -H|--header= --method= --download=write --save-cookies=write --load-cookies=read --extract-file=read --css= --xpath= --xquery= --module= --input-format= --output-format= --system= --user-agent= --variable='), effects: [asks('network', 'irreversible', 'shared', 'sends a form to a site', { with: '-d -p --method' }), runsAnything('an expression', { word: 'system[(]|file:(?:write|append|delete|move|copy|create)|eval[(]' })], examples: [{ command: 'xidel https://example.com -e //title', decision: 'allow' }, { command: "xidel -e 'system(\"x\")' a.xml", decision: 'ask' }] },
  { ...tells('jello', '-i -c -C -e -l -m -n -r -s -t -h! -v! -q', { operands: 'code:python read...' }), examples: [{ command: "cat package.json | jello '_.name'", decision: 'allow' }] },
  { ...reads('csvtool', '-t= -u= -o=write -z='), commands: { call: { otherOptions: 'harmless', operands: 'shell read...' } }, examples: [{ command: "csvtool call 'rm -rf ~/Documents' a.csv", decision: 'ask' }] },
  reads('jtbl yj yajl_reformat tidy-viewer treemd csv2tsv tsv-pretty tsv-summarize tsv-select tsv-filter tsv-uniq tsv-join tsv-append tsv-sample number-lines csvformat csvclean in2csv csv-diff csvdiff csvtk ajson zek mcat doxx x_x ffe tsv-split csvlens tabiew hlsq', '-o|--output=write --output-file=write -f= -d= -s= --out=write --parser=opaque'),
  { ...tells('mmdblookup errno ascii chars pocount'), examples: [{ command: 'errno ENOENT', decision: 'allow', reversibility: 'read-only' }] },
  { ...exactly('csvsql', '--query= --insert --db=connection -i|--dialect= --tables= --no-constraints --no-create --overwrite --create-if-not-exists --blanks --no-inference --chunk-size= --before-insert= --after-insert= --unique-constraint= --db-schema= -d= -t -q= -u= -S -H -l -v -e= -y= -I -p= -b -z= --prefix= -L= --sql-delimiter= -D= -K= -V! -h!', { operands: 'read...' }), effects: [asks('database', 'recoverable', 'connection', 'writes rows into a database', { with: '--insert --db --overwrite' })], examples: [{ command: "csvsql --query 'select 1' data/prices.csv", decision: 'allow' }, { command: 'csvsql --db postgres://db.example/x --insert a.csv', decision: 'ask' }] },
  { ...exactly('csvpy', '--dict --agate -d= -t -q= -u= -S -H -e= -v -h!', { operands: 'read' }), effects: [asks('execute', 'irreversible', 'machine', 'opens a Python prompt')], examples: [{ command: 'csvpy data/prices.csv', decision: 'ask' }] },
  {
    ...tells('q trdsql textql dsq octosql', '-sql= -dlm= -output-dlm= -ocsv -ojson -icsv -ijson -ih -oh -driver=connection -dsn=connection -db=connection -save-to=write -S|--save-db-to-disk=write -out=write -t -H -O -d= -D= -a= -c= -e= -E= -header -output-header', { style: 'single-dash' }),
    effects: [asks('database', 'recoverable', 'connection', 'runs a statement in a database', { with: '-driver -dsn -db' })],
    examples: [{ command: 'textql -header -sql "select count(*) from prices" data/prices.csv', decision: 'allow' }, { command: 'trdsql -driver postgres -dsn host=db.example "delete from t"', decision: 'ask' }],
  },
  { ...exactly('parquet-tools parquet', '-h|--help! --debug --no-color', { commands: { 'cat|head|schema|meta|dump|rowcount|size|column-index|inspect|show|csv|footer|pages|scan|check-stats': filter, 'merge|convert|rewrite|transcode': { otherOptions: 'harmless', operands: 'read... write', options: '-o|--output=write' } } }), examples: [{ command: 'parquet-tools schema data/sales.parquet', decision: 'allow' }] },
  { ...reads('recsel', '-t= -e= -q= -p= -P= -R= -n= -m= -j= -s= -f -i'), examples: [{ command: 'recsel -p name data.rec', decision: 'allow' }] },
  { ...reads('datamash', '-t= -g= -o= -R= -f= -i -s -W -H -C', { operands: 'data...' }), examples: [{ command: 'datamash -t, mean 2', decision: 'allow' }] },
  { ...converts('csv2parquet csv2arrow json2csv json2parquet csvs-to-sqlite', '-o|--output=write') },
  {
    // The pager and the editor of these viewers run only at the keyboard.
    ...reads('visidata vd', '-p|--play=opaque -o|--output=write --config=opaque --imports=opaque -b|--batch -f= -y'),
    examples: [{ command: 'vd data/prices.csv', decision: 'allow' }],
  },
  { ...tells('faker fakedata lorem crunch exrex buzzphrase apg xkcdpass pwqgen makepasswd mcookie roll uuidparse pretty-bytes semver', '-o=write -r= -l= -f|--file=read -b= -d=', {}), examples: [{ command: 'faker -r 3 name', decision: 'allow', reversibility: 'read-only' }] },
  { ...tells('eva bitwise speedcrunch cidr ipcalc-ng dcode', '-f=read', { operands: 'data...' }), examples: [{ command: "eva '2 * 3'", decision: 'allow' }] },
  { ...exactly('biff', '-h|--help! -V|--version!', { commands: { '*': readingNames() }, everywhere: '' }), examples: [{ command: 'biff time add -1d now', decision: 'allow', reversibility: 'read-only' }] },
  { ...rewrites('po4a-gettextize po4a-updatepo po4a-translate', '-f|--format= -m|--master=read -p|--po=write -l|--localized=write -o|--option= --help-format! -M= -L= -A= -a|--addendum=read', { operands: 'data...' }), examples: [{ command: 'po4a-updatepo -f text -m docs/a.txt -p po/de.po', decision: 'allow' }] },
];
