import type { ProgramTable } from '../../programTable.ts';
import { asks, routine, runsAnything, shapesOf } from './rows.ts';

const { exactly, reads, rewrites, tells } = shapesOf('typesetting');

/** groff, TeX's helpers and graphviz: text in, pictures and pages out. */
export const typesetting: readonly ProgramTable[] = [
  {
    // `-U` and `-z` aside groff runs in its safer mode: requests that open pipes or files are refused without `-U`.
    ...reads('groff troff tbl eqn neqn pic grap grn refer soelim preconv grops grotty gropdf grolj4 grodvi grog pfbtops hpftodit afmtodit lookbib mandoc', '-U=? -o= -T= -m= -d= -r= -w= -W= -f= -F= -I= -K= -L= -M= -n= -P= -t -p -e -s -g -G -k -z -X -Z -a -b -c -C -E -i -l -N -R -S -V -j -J -D= -h! --help! -v'),
    effects: [runsAnything('requests that may run and write', { with: '-U' }), asks('execute', 'reversible', 'machine', 'prints on the printer', { with: '-l' })],
    examples: [{ command: 'groff -man -Tascii docs/tool.1', decision: 'allow', reversibility: 'read-only' }, { command: 'groff -U evil.roff', decision: 'ask' }],
  },
  { ...reads('scdoc txt2man', '-n= -s= -o=write -t= -v= -r= -d='), examples: [{ command: 'scdoc < docs/tool.scd', decision: 'allow' }] },
  { ...exactly('help2man', '-n|--name= -s|--section= -m|--manual= -S|--source= -L|--locale= -i|--include=read -I|--opt-include=read -o|--output=write -p|--info-page= -N|--no-info -l|--libtool --version-string= --no-discard-stderr -h|--help-option= -v|--version-option= --help! --version!', { operands: 'program' }), examples: [{ command: 'help2man -o docs/tool.1 node', decision: 'ask' }] },
  {
    ...reads('osage patchwork acyclic bcomps ccomps cluster dijkstra edgepaint gc gml2gv graphml2gv gv2gml gv2gxl gvcolor gvgen gvmap gvmap.sh gvpack gxl2gv gxl2dot dot2gxl mm2gv nop sccmap tred unflatten prune gvedit', '-o=write -T= -K= -G= -N= -E= -l=read -O -s=? -n=? -c= -C= -d= -v -x -q -?! -V! -P -p -y -L='),
    effects: [routine('write', 'workspace', 'writes pictures next to the graphs', { with: '-O' })],
    examples: [{ command: 'dot -Tsvg docs/a.gv -o docs/a.svg', decision: 'allow' }, { command: 'dot -Tsvg a.gv -o ~/.bashrc', decision: 'ask' }],
  },
  { ...reads('dotty lneato smyrna', '-lm= -el= -f=opaque -V!'), effects: [routine('execute', 'machine', 'opens a window for the person at the screen')], examples: [{ command: 'dotty docs/a.gv', decision: 'allow' }] },
  { ...reads('latexdiff latexpand latexdiff-so detex bibclean bib2xhtml', '-o|--output=write --out-dir=write -t|--type= --expand-bbl=read --expand-usepackage -c|--config=read -p|--preamble=read -e|--encoding= --flatten=?'), examples: [{ command: 'latexdiff old.tex new.tex', decision: 'allow', reversibility: 'read-only' }] },
  { ...tells('texdoc kpsepath kpsestat'), examples: [{ command: 'texdoc booktabs', decision: 'allow' }] },
  { ...rewrites('dvisvgm dvipng xdvipdfmx makeglossaries bibtool mktexpk texi2html lilypond abc2midi abcm2ps', '-o|--output|-output-file|--output-file=write -O|--outdir|--output-directory=write -s= -t=write -l=write -f= -d= -x= -I= --include= -e=opaque --evaluate=opaque --safe -dsafe -c|--config=read -z -R -q --format= --init=opaque'), examples: [{ command: "lilypond -e '(system \"x\")' a.ly", decision: 'ask' }] },
  { ...exactly('xmlto', '-o=write -x=read -m=read -v -p= --skip-validation --stringparam= --searchpath= --with-fop --with-dblatex --noclean --noautosize --extensions -h|--help! --version!', { operands: 'data read' }), effects: [routine('write', 'workspace', 'writes pages')], examples: [{ command: 'xmlto pdf docs/a.xml', decision: 'allow' }] },
  { ...exactly('daps', '-d= -h|--help! --version! -v= --debug --color=?', { commands: { 'validate|list-files|list-srcfiles|list-images-missing|list-images-multisrc|productinfo': { otherOptions: 'harmless' }, '*': { otherOptions: 'harmless', effects: [routine('write', 'workspace', 'builds pages')] } } }), examples: [{ command: 'daps -d docs.xml validate', decision: 'allow' }] },
  { ...exactly('fmtutil fmtutil-user fmtutil-sys mktexfmt mktexlsr texhash updmap updmap-user updmap-sys texconfig texconfig-sys', '--listcfg! --help! --version! --all --missing --byfmt= --byengine= --refresh --sys --user --quiet', { operands: 'data...', commands: { 'conf|faq|help': {} } }), effects: [asks('system', 'reversible', 'machine', 'makes the formats of the TeX installation anew')], examples: [{ command: 'fmtutil --listcfg', decision: 'allow' }, { command: 'fmtutil-sys --all', decision: 'ask' }] },
  { ...exactly('install-tl texliveonfly', '-gui=? -no-gui -profile= -init-from-file= -portable -help! --help! -version! -c= --texlive_bin=', { style: 'single-dash', operands: 'data...' }), effects: [asks('package', 'reversible', 'machine', 'installs TeX packages')], examples: [{ command: 'install-tl -no-gui', decision: 'ask' }] },
];
