import { effect, type ProgramTable } from '../../programTable.ts';
import { does, runs } from '../shapes.ts';
import { allow, ask, builds, configures, familyShapes, generates, installs, installsHere, publishes, reading, screen, session } from './kinds.ts';

const { acts, groups, tells } = familyShapes('language');

/** An interpreter: the file that it is given is judged, inline code in a language that is not read asks, without either it is a session. */
const interprets = (names: string, code: string, options = '', examples: ProgramTable['examples'] = []): ProgramTable => {
  const inline = code === '' ? '' : code.split(' ').map((option) => `${option}=code:other`).join(' ');
  return acts(names, session({ operands: 'none', ...(code === '' ? {} : { without: code.replaceAll('|', ' ') }) }), `${inline} -v! ${options}`, { operands: 'script:other data...', optionsFirst: true, style: 'posix', stdin: { role: 'code:other', operands: 'none', ...(code === '' ? {} : { without: code.replaceAll('|', ' ') }) }, examples });
};

/** Interpreters and compilers with a command line of their own. A session cannot be judged, whatever the language. */
export const languages: readonly ProgramTable[] = [
  interprets('julia', '-e|--eval -E|--print', '-L|--load=script:other -J|--sysimage=opaque -p|--procs= -t|--threads= --project=? -i -q --startup-file= --color= -h! -O= -g= --machine-file=', [ask('julia'), allow('julia --version'), ask('julia -e "rm(\\"x\\")"')]),
  interprets('racket', '-e|--eval', '-f|--load=script:other -t|--require=script:other -l|--lib= -m|--main= -p= -r|--script=script:other -I= -u|--require-script=script:other -k= -h! -n -q -i'),
  interprets('guile guile3.0 scheme mit-scheme chez chezscheme petite gsi chicken-csi bigloo stklos gauche gosh chibi-scheme kawa', '-c|--eval -e -E', '-s=script:other -l|--load=script:other -L= -x= --listen=? -q|--quiet --no-auto-compile -h!'),
  interprets('sbcl clisp ecl ccl abcl cmucl ros', '--eval -x', '--script=script:other --load=script:other -i=script:other --non-interactive --no-userinit --noinform --disable-debugger -q'),
  interprets('ghci ptghci intero hugs', '-e', '-X= -W= -i= -package= -h! --show-packages!'),
  interprets('ocaml utop', '-e', '-I= -init=script:other -noinit -stdin -version! -vnum! -help! -require='),
  interprets('raku perl6 rakudo', '-e', '-M= -I= -c -n -p -i --doc=? -h!'),
  interprets('irb pry ripl', '-e', '-r= -I= -f --noecho --simple-prompt -h! --context-mode='),
  interprets('erl lfe', '-eval', '-noshell -sname= -name= -setcookie= -remsh= -pa= -s= -run= -config=read -hidden -detached -heart -version!'),
  interprets('swipl prolog gprolog yap xsb', '-g -t', '-s|--script=script:other -f=script:other -l=script:other -q -c=write -o=write --dump-runtime-variables! -h!'),
  interprets('octave octave-cli scilab', '--eval -e -f', '--gui --no-gui -q --path= --persist -h!'),
  interprets('matlab', '-r -batch', '-nosplash -nodesktop -nodisplay -logfile=write -sd=workdir -h! -help!'),
  interprets('yacas maxima sage giac fricas magma gap maple wolframscript mathematica', '-c -code -e --batch-string', '-p -f=script:other -b=script:other -q --very-quiet -h!'),
  interprets('numbat kalker insect fend rink', '-e', '-N -i= -h! -t -q', [ask('numbat')]),
  interprets('R', '-e', '-f|--file=script:r --vanilla --no-save --no-restore --slave -q|--quiet -g= -d|--debugger=program --args -h!', [ask('R')]),
  interprets('ngs carp idris idris2 agda coqtop lean koka ucm frege eta io gforth forth apl ngn', '-e -x', '-b -o=write --build= -h! -i -c'),
  interprets('wish tixwish etcl tclsh8.6 jimsh', '-c -f', '-b -d -n'),
  interprets('nu elvish xonsh oil osh ysh ion murex hilbish', '-c|--commands', '--login -l --config=opaque --rc=opaque -D= --log-level= -n -h! -e='),
  interprets('fish', '-c|--command -C|--init-command', '-N|--no-config -n|--no-execute -l|--login -P|--private -h! -i -p|--profile=write --profile-startup=write -d= -o|--debug-output=write -f='),
  interprets('tcsh csh', '-c', '-f -n -v -x -X -V -e -i -l -q -t -b'),
  interprets('d8 qjs quickjs jsc js rhino hermes graaljs boa jerry duk njs', '-e|--eval -x', '-m|--module -h! -p -b --module'),
  interprets('bb babashka joker lumo planck nbb', '-e|--eval', '-f|--file=script:other -i -I -o -O -m= --nrepl-server -cp= -h!', [ask('bb -e "1"')]),
  interprets('ipython bpython ptpython ptipython xpython konch dreampie idle idle3', '-c', '-i --config=opaque --profile= --pylab --no-banner --colors= -m= --vi -h! -q', [ask('ipython')]),
  interprets('psysh', '', '-c|--config=opaque --cwd=workdir --no-color -h!'),
  interprets('lci lua5.1 lua5.2 lua5.3 lua5.4 moonscript fennel luau lune lovr', '-e', '-i= -l= -v!'),
  interprets('spidermonkey gore yaegi gomacro', '-e', '-h! -autoimport'),
  interprets('csi csharprepl dotnet-script scriptcs fsi fsharpi csharp', '-e -c', '-i -r= -n -h!'),
  acts('ghcid', builds, '-c|--command=shell -T|--test= -r|--run=? -o|--outputfile=write --restart= --reload= -h|--height= -w|--width=', { operands: 'data...' }),
  acts('erlc ocamldep ocamlyacc ocamllex ocamldoc ocamlmktop camlp4 camlp5 menhir ppc386 gnat gnatbind gnatlink gprclean gprinstall gnatpp gnatprep ifort ifx flang f77 f95 cobc ldc vala vapigen mlton smlnj polyc poly sml mosmlc ghc-mod hsc2hs happy c2hs haddock ponyc pony ante chapel chpl ecc eiffel gpc nimsuggest ocamlprof',
    builds, '-o|--output=write -d= -pp=shell -package= -I= -h!', { operands: 'data...', style: 'single-dash', examples: [allow('ocamlopt -o bin/a a.ml')] }),
  groups('ocamlfind', { 'list|query|printconf|ocamldep': reading, 'ocamlc|ocamlopt|ocamlcp|ocamlmktop|ocamldoc|ocamlmklib|ocamloptp|bytes|opt': does(builds, '-o=write', 'data...'), 'install|remove': does(installs) }, { options: '-toolchain=' }),
  acts('mono mono-sgen', { ...builds, operands: 'some' }, '--debug', { operands: 'data...', optionsFirst: true }),
  acts('gacutil', installs, '-l -?!', { style: 'single-dash' }),
  acts('sn', effect('secret', 'reversible', 'workspace', 'signs or makes a key'), '-k=write'),
  acts('mpirun mpiexec orterun prun', [], '-n= -np= -c= -N= --host= -host= --hostfile=read -hostfile=read -machinefile=read -x= -wdir=workdir --wdir=workdir --map-by= --bind-to= -oversubscribe --oversubscribe --mca= -env=', { operands: 'command...', optionsFirst: true, style: 'single-dash' }),
  acts('nokogiri', session(), '-e=code:ruby --type= -C=opaque -E= --rng='),
  acts('rdmd', builds, '--eval=code:other -o=write -of=write', { operands: 'script:other data...', optionsFirst: true }),
  groups('opam-publish', {}, { operands: 'data...', effects: [publishes] }),
  groups('crenv nvs g evm phpbrew pkgx dvm jill eim',
    { 'versions|version|which|whence|list|ls|list-remote|ls-remote|current|root|prefix|commands|help|env|doctor|shims|info|status|available|config-list|bin|releases|search|list-all|available-versions|show|tool-compiler-version': reading, 'exec|run': runs(''), 'local|pin|shell|use|default-packages': does(generates), 'install|uninstall|global|rehash|update|upgrade|add|remove|rm|alias|unalias|default|setup|self|completions|init|hooks|reinstall-packages|cleanup|prune|set|get|tui|compile|gc|link|unlink|implode|wizard|purge|fix|discard|import|export|reset': does(installs) },
    { operands: 'data...', effects: [{ ...installs, operands: 'some' }], examples: [allow('pyenv versions'), ask('pyenv install 3.13')] }),
  groups('godoc pkgsite', {}, { operands: 'data...', options: '-http= -index_files=write -write_index', style: 'single-dash' }),
  tells('perldoc pydoc pydoc3 pydoc3.12 ri cppreference cppman zeal-cli dasht haskell-docs hoogle devdocs gemdoc', '-o=write -d=write -w', { examples: [allow('perldoc -f map')] }),
  acts('Rcmd littler radian', session({ operands: 'none', without: '-e' }), '-e=code:r -f=script:r --vanilla', { operands: 'script:r data...' }),
  acts('gnuplot', session({ operands: 'none', without: '-e -c' }), '-e=code:other -p|--persist -c=script:other -d -s -h! -V!', { operands: 'script:other...' }),
  groups('renv pak groundhog', { 'list': reading, '*': does(installsHere) }),
  groups('rig', { 'list|ls|available|default|resolve|library': reading, 'add|rm|install|system|run|rstudio': does(installs) }, { operands: 'data...', options: '-c= -d= -m -f' }),
  acts('cling root rootcling', session(), '-l -b -q'),
  groups('pygbag py2app pyoxidizer nuitka3 pyi-makespec cx_freeze cxfreeze shiv pex py2exe buildozer beeware', { 'bdist_*': does(builds) }, { operands: 'data...', options: '-o|--output|--output-dir|--distpath|--workpath|--specpath|-d=write -n= --build', commands: { 'publish': does(publishes), '*': does(builds) }, effects: [builds], examples: [allow('pyinstaller --onefile app.py')] }),
  acts('2to3 2to3-3.11 futurize modernize lib2to3 add-trailing-comma unify pyment snakefmt reorder-python-imports', builds, '-o|--output-dir=write -w -n -d -f= -x= -p|--prefix='),
  groups('exercism', { 'configure': does(configures), 'download|open|workspace|version|troubleshoot|upgrade|completion': does(generates), 'test': does(builds), 'submit': does(effect('network', 'recoverable', 'shared', 'submits the solution')) }),
  groups('codecrafters', { 'test|ping|update-buildpack|task': does(builds), 'submit': does(effect('network', 'recoverable', 'shared', 'submits the solution')) }),
  groups('accelerate torchrun deepspeed horovodrun', { 'env|estimate-memory|test': does(builds), 'config': does(configures), 'launch': { ...does([], '--config_file=read --cpu --num_processes= --mixed_precision= -m', 'script:python data...'), optionsFirst: true }, 'merge-weights|tpu-config': does(builds) }, { operands: 'script:python data...' }),
  groups('blackfire', { 'run|curl': runs('--samples= --json --env='), 'status|agent:status|client:config:get': reading, 'agent|agent:start|config|client:config|agent:config|php:install|build|upload|player': does(configures) }),
  acts('glade designer linguist assistant qdoc kdevelop anjuta geany codeblocks spyder thonny pycharm phpstorm goland clion rider rubymine datagrip studio android-studio eclipse netbeans zed lapce lite-xl kate-ide cursor windsurf fleet rstudio', screen, '-h! --line=', { operands: 'read...', examples: [ask('pycharm .')] }),
  acts('jupyter-book nbdev myst sphinx-autobuild sphinx-quickstart sphinx-apidoc', builds, '-o=write -d=write -f'),
];
