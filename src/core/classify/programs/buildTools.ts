import { effect, type CommandTable, type EffectTemplate, type ProgramTable } from '../programTable.ts';

const family = 'build';
const builds: EffectTemplate = effect('execute', 'reversible', 'workspace', 'builds, checks or tests the project');
const hook: EffectTemplate = effect('config', 'reversible', 'workspace', 'writes a hook that git runs', { posture: 'ask' });
const outputs = '-o|--output|--outDir|--outdir|--out|--out-dir|--outfile|--output-file|--report-file|--output-path|--cache-location|--cacheDirectory|--coverage-directory|--outputFile=write';
const reading: CommandTable = { otherOptions: 'harmless' };
const works: CommandTable = { otherOptions: 'harmless', effects: [builds] };

/** Tools that read sources and write build output, caches or formatted sources, all inside the project. */
const projectTool = (names: string, more: Partial<ProgramTable> = {}): ProgramTable => ({
  names: names.split(' '),
  family,
  options: `${outputs} -h|--help! --version!`,
  otherOptions: 'harmless',
  operands: 'write...',
  effects: [builds],
  examples: [],
  ...more,
});

/** Options of linters and formatters. Without one that rewrites they only read the files that they are given. */
const checking =
  `${outputs} --format|--formatter|-f= --ext= --config|-c=read --rulesdir=read --plugin|--plugins=opaque --resolve-plugins-relative-to=opaque --parser= -p|--project=read --ignore-path=read --max-warnings= --preset= -h|--help! --version! --load=opaque -load=opaque -Xclang -fplugin=opaque --compiler=opaque -I= -L= -l= -D= -x= -O= -W --exec=opaque --print-file-name= -E -S --fix --write -w -i --apply --autocorrect -a -A --in-place --fix-dry-run --unsafe --write-changes -F --outFile|--declarationDir|--tsBuildInfoFile|--generateTrace|--junit-xml|--html-report|--xml-report|--txt-report|--linecount-report|--any-exprs-report|--output-tsbuildinfo|--cache-file|--cache-dir=write --noEmit --pretty=? --watch --build|-b --skipLibCheck --incremental --strict --quiet|-q --cache --color=? --no-color --ignore-pattern= --rule= --check --list-different|-l -n -d -s --diff --fix-type= --no-error-on-unmatched-pattern --target= --module= --listFiles --showConfig --statistics --select= --ignore= --severity= --no-eslintrc --no-config-lookup --report-unused-disable-directives --log-level= --ignore-missing-imports --python-version= --strict-optional --explain`;

/** Options of tools that build or rewrite. */
const rewriting = `${outputs} --format|--formatter|-f= --ext= --config|-c=read --rulesdir=read --plugin|--plugins=opaque --resolve-plugins-relative-to=opaque --parser= -p|--project=read --ignore-path=read --max-warnings= --preset= -h|--help! --version! --load=opaque -load=opaque -Xclang -fplugin=opaque -B=opaque -wrapper=opaque --compiler=opaque -I= -L= -l= -D= -x= -O= -W --exec=opaque --print-file-name= -E -S`;

/** Options of test runners. */
const testing = `${outputs} -c|--config=read -t|--testNamePattern|-g|--grep|-k= --project= --reporter|--reporters= -n|--workers|--maxWorkers|--max-workers|-j= --shard= --setupFiles|--require|-r|--import|--loader|--globalSetup=script:javascript -p=opaque --rootdir= --tb= -m= --maxfail= --cov=? --cov-report= --durations= --timeout= --retries= --env|--environment= --run --watch=? --coverage=? --ui --headed --headless --browser= --spec= --transform|--runner|--resolver|--testRunner=opaque -h|--help! --version!`;

/** Compilers, bundlers, linters, formatters and test runners. */
export const buildTools: readonly ProgramTable[] = [
  projectTool('eslint eslint_d tslint jshint standard xo stylelint prettier prettierd biome oxlint htmlhint markdownlint markdownlint-cli2 remark textlint alex write-good cspell codespell typos commitlint editorconfig-checker secretlint mypy pyright basedpyright pyre ty pylint flake8 bandit vulture pycodestyle pydocstyle pyflakes interrogate radon xenon refurb deptry gofmt goimports gofumpt golangci-lint staticcheck gosec govulncheck revive errcheck golint rubocop standardrb reek brakeman steep erb_lint haml-lint phpcs phpstan psalm phan phpmd phpcpd parallel-lint clang-format clang-tidy cppcheck cpplint ktlint detekt checkstyle shellcheck shfmt hadolint actionlint yamllint yamlfmt taplo jsonlint spectral sqlfluff tflint tfsec checkov terrascan kubeconform kubeval kube-linter conftest dotenv-linter ansible-lint cfn-lint statix deadnix zizmor selene luacheck vale proselint hlint tsc vue-tsc svelte-check tsd', {
    options: checking,
    operands: 'read...',
    operandsWith: { '--fix --write -w -i --apply --autocorrect -a -A --in-place --fix-dry-run --unsafe --write-changes -F *': 'write...' },
    examples: [
      { command: 'tsc --noEmit -p tsconfig.json', decision: 'allow' },
      { command: 'eslint . --fix', decision: 'allow' },
      { command: 'prettier --write "src/**/*.ts"', decision: 'allow' },
      { command: 'prettier --write /home/dev/.bashrc', decision: 'ask' },
      { command: 'xargs -a changed.txt npx eslint', decision: 'allow' },
      { command: 'shellcheck scripts/a.sh', decision: 'allow' },
    ],
  }),
  projectTool(
    'svgo imagemin oxfmt dprint rome organize-imports-cli ruff black isort autopep8 yapf autoflake pyupgrade docformatter djlint djhtml gci gomodifytags rustfmt fasterer ' +
      'phpcbf php-cs-fixer pint rector twigcs ecs ranlib strip google-java-format scalafmt scalafix ormolu fourmolu stylish-haskell hindent ocamlformat elm-format sqlfmt ' +
      'pgformatter pg_format buildifier alejandra nixfmt nixpkgs-fmt stylua gettextize',
    {
      options: rewriting,
      effects: [builds],
      examples: [
        { command: 'ruff check . --fix', decision: 'allow' },
        { command: 'ruff format /home/dev/notes.py', decision: 'ask' },
      ],
    },
  ),
  // What they are given is read; what they write is named by an option or lies beside it.
  projectTool(
    'tsup tsdown swc esbuild rollup webpack webpack-cli parcel rolldown rspack rsbuild rslib babel sass lessc postcss tailwindcss tailwind unocss stylus svelte-kit snowpack ' +
      'microbundle ncc pkgroll unbuild api-extractor typedoc jsdoc dts-bundle-generator ngc wasm-pack asc terser uglifyjs csso cssnano html-minifier svgr purgecss sphinx-build ' +
      'pdoc pyinstaller cython cythonize mypyc nuitka stubgen gotestsum ginkgo mockgen stringer wire gotests templ sqlc buf protoc protoc-gen-go rustc clippy-driver sorbet srb ' +
      'yard rdoc solargraph phploc infection deptrac cc gcc g++ clang clang++ c++ cpp ld lld as iwyu include-what-you-use nasm yasm gfortran nvcc icc emcc em++ mcs csc vbc fsc ' +
      'javac javadoc jdeps kotlinc kotlinc-jvm spotbugs pmd errorprone scalac groovyc dmd ldc2 gdc ocamlc ocamlopt elm-test elm-review purs purescript nim fpc valac swiftc gnatmake ' +
      'gprbuild verilator iverilog yosys ghdl typst asciidoctor asciidoc pandoc mdbook redocly swagger-cli openapi-generator openapi-generator-cli graphql-codegen quicktype ' +
      'json-schema-to-typescript ajv terraform-docs helm-docs opa regal editorconfig luac ctags etags cscope gtags doxygen dot neato plantuml mmdc mermaid d2 graphviz circo fdp ' +
      'twopi sfdp asy gperf flex lex bison yacc antlr antlr4 swig re2c ragel autoconf automake autoheader aclocal libtoolize intltoolize msgfmt msgmerge xgettext msginit ' +
      'msgattrib msgcat msgconv msguniq intltool-update lupdate lrelease moc uic rcc qmake',
    {
      options: rewriting,
      operands: 'read...',
      effects: [builds],
      examples: [
        { command: 'cc -O2 -o app main.c', decision: 'allow' },
        { command: 'cc $(pkg-config --cflags --libs gtk4) main.c -o app', decision: 'allow' },
        { command: "protoc --go_out=gen $(find proto -name '*.proto')", decision: 'allow' },
        { command: 'gcc -o /home/dev/.bashrc x.c', decision: 'ask' },
        { command: 'clang -fplugin=./x.so a.c', decision: 'ask' },
      ],
    },
  ),
  projectTool(
    'jest vitest mocha ava tap tape jasmine karma qunit uvu playwright cypress wdio testcafe nightwatch codecept cucumber-js cucumber stryker c8 nyc istanbul storybook start-storybook build-storybook sb web-test-runner wtr percy lighthouse lhci pa11y axe backstop loki ' +
      'unittest coverage behave robot locust nose2 green ward hypothesis mutmut cosmic-ray ' +
      'rspec minitest phpunit pest paratest behat phpspec ctest gtest-parallel lcov gcov gcovr genhtml kcov bats shellspec shunit2 shelltest busted prove k6 artillery autocannon benchmark dredd karate molecule kitchen inspec testinfra detox maestro appium',
    {
      options: testing,
      operands: 'data...',
      handler: 'test-setup',
      examples: [
        { command: 'vitest run src/cart', decision: 'allow' },
        { command: 'DATABASE_URL=postgres://db.prod.acme.example/acme npx jest', decision: 'deny', blastRadius: 'production' },
        { command: 'DATABASE_URL=postgres://localhost/acme_test npx jest', decision: 'allow' },
        { command: 'playwright test --project=chromium', decision: 'allow' },
      ],
    },
  ),
  projectTool('pytest py.test pytest-watch ptw', {
    options: testing,
    operands: 'data...',
    handler: 'test-setup',
    examples: [
      { command: 'pytest -q tests/test_cart.py -k "delete_all"', decision: 'allow' },
      { command: 'pytest', decision: 'allow', files: { 'conftest.py': 'import shop\nfrom shop.app import create_app\n' } },
      { command: 'pytest', decision: 'ask', files: { 'tests/conftest.py': "import shutil\nshutil.rmtree('/home/dev/notes')\n" } },
    ],
  }),
  {
    names: ['mkdocs'],
    family,
    everywhere: '-h|--help! --version! -q -v',
    commands: {
      'build|serve|new|get-deps': { otherOptions: 'harmless', options: '-f|--config-file=read -d|--site-dir=write', effects: [builds] },
      'gh-deploy': { otherOptions: 'harmless', operands: 'data...', effects: [effect('deploy', 'recoverable', 'shared', 'puts the pages of the project in front of others')] },
    },
    examples: [{ command: 'mkdocs build', decision: 'allow' }, { command: 'mkdocs gh-deploy --force', decision: 'ask', blastRadius: 'shared' }],
  },
  {
    names: ['husky'],
    family,
    everywhere: '-h|--help! --version!',
    operands: 'data...',
    commands: { 'install|uninstall': { otherOptions: 'harmless', effects: [builds] }, init: { otherOptions: 'harmless', effects: [hook] }, 'set|add': { otherOptions: 'harmless', operands: 'write data...', effects: [hook] } },
    effects: [builds],
    examples: [{ command: 'husky', decision: 'allow' }, { command: 'husky init', decision: 'ask', reversibility: 'reversible' }, { command: 'husky add .husky/pre-push "npm test"', decision: 'ask', reversibility: 'reversible' }],
  },
  {
    names: ['nextflow'],
    family,
    everywhere: '-h|-help! -v|-version! -log=write -C=read -c|-config=read -q -bg -D=',
    style: 'single-dash',
    commands: {
      'log|list|info|view|config|help|inspect|lint|lineage': { otherOptions: 'harmless', operands: 'data...' },
      'run|pull|clone|kuberun|console|plugin|self-update|secrets|fs': { otherOptions: 'harmless', operands: 'data...', options: '-preview!', effects: [effect('execute', 'reversible', 'machine', 'runs a pipeline, which is fetched where it is not here', { posture: 'ask' })] },
      clean: { otherOptions: 'harmless', options: '-n|-dry-run!', operands: 'data...', effects: [effect('delete', 'irreversible', 'workspace', 'deletes what a pipeline has computed')] },
      drop: { otherOptions: 'harmless', operands: 'data...', effects: [effect('delete', 'recoverable', 'machine', 'deletes the local copy of a pipeline')] },
    },
    examples: [{ command: 'nextflow log', decision: 'allow' }, { command: 'nextflow clean -n', decision: 'allow' }, { command: 'nextflow clean -f', decision: 'ask', reversibility: 'irreversible' }],
  },
  {
    names: ['serve', 'http-server', 'live-server'],
    family,
    options: '-p|--port= -l|-L|--listen= -a|-A= -s|--single -S|--ssl|--tls -C|--cert=read -K|--key=read -c=read -o|--open=? -g --cors -i -d=? -e= -P|--proxy= --ssl-cert=read --ssl-key=read --ssl-pass=read --config=read --no-browser --watch= --ignore= --host= --entry-file= --mount= --quiet --no-clipboard -u -n --no-port-switching --symlinks -v|--version! -h|--help!',
    otherOptions: 'harmless',
    operands: 'data...',
    handler: 'serves-files',
    effects: [effect('process', 'reversible', 'workspace', 'serves files of the project')],
    examples: [{ command: 'npx serve dist -p 4000', decision: 'allow' }, { command: 'npx serve /', decision: 'ask', reversibility: 'irreversible' }, { command: 'http-server ~ -p 8080', decision: 'ask' }, { command: 'serve /home/dev/acme-shop/dist', decision: 'allow' }],
  },
  {
    names: ['vite', 'next', 'nuxt', 'nuxi', 'astro', 'remix', 'gatsby', 'svelte', 'ng', 'vue', 'vue-cli-service', 'react-scripts', 'react-native', 'expo', 'quasar', 'ionic', 'capacitor', 'electron', 'electron-builder', 'electron-forge', 'tauri', 'wails', 'docusaurus', 'vitepress', 'vuepress', 'eleventy', 'hexo', 'hugo', 'jekyll', 'zola', 'nest', 'redwood', 'rw', 'sanity', 'strapi', 'medusa', 'payload', 'waku', 'solid-start', 'qwik', 'umi', 'dumi', 'craco', 'razzle', 'ember', 'stencil', 'wmr', 'nitro', 'plasmo', 'wxt', 'json-server', 'wait-on', 'simple-git-hooks', 'plop', 'hygen', 'yo', 'degit', 'tiged', 'giget', 'msw', 'shadcn', 'shadcn-ui', 'shadcn-vue', 'cpx', 'copyfiles', 'mkdirp', 'ncp', 'ts-prune', 'patch-package', 'open-cli', 'sapper', 'gulp', 'grunt', 'jake', 'brunch', 'broccoli', 'fastify', 'metro', 'air', 'reflex', 'wgo', 'gow', 'modd', 'uvicorn', 'gunicorn', 'hypercorn', 'daphne', 'waitress-serve', 'fastapi', 'streamlit', 'gradio', 'puma', 'unicorn', 'thin', 'rackup', 'sidekiq', 'spring', 'guard', 'middleman', 'jupyter', 'jupyter-lab', 'jupyter-notebook', 'marimo', 'tensorboard', 'dvc', 'scrapy', 'kedro', 'briefcase', 'doit', 'scons', 'waf', 'snakemake'],
    family,
    everywhere: '-h|--help! --version! -v',
    otherOptions: 'harmless',
    options: `${outputs} --publish=`,
    operands: 'data...',
    commands: {
      'migrate:fresh|migrate:reset|migrate:refresh|migrate:down|migrate:rollback|db:drop|db:reset|db:wipe|database:drop': { otherOptions: 'harmless', operands: 'data...', handler: 'orm-reset' },
      'migrate|migrate:*|db:migrate|db:push|db:seed': { otherOptions: 'harmless', operands: 'data...', handler: 'orm-apply' },
      'deploy|publish|submit|eas|upload|ship|gh-pages': { otherOptions: 'harmless', options: '--dry-run!', effects: [effect('deploy', 'recoverable', 'remote', 'puts the project in front of others')] },
      'update|install|add|init|create|new|generate|g|build|dev|start|serve|preview|export|lint|check|test|typecheck|prepare|analyze|info|telemetry|sync|run|watch|compile|config|doctor|make|upgrade|docs|debug|ls|list|parse|deps|clean|routes|worker|nbconvert|server|notebook|lab|repro|pull|fetch|status|diff|metrics|params|plots|inspect|version|help|autoupdate|install-hooks|run-script|prebuild|open|copy|resources':
        works,
      'eject|uninstall|remove|destroy|drop|reset|purge|flush|gc|clear': { otherOptions: 'harmless', effects: [effect('delete', 'irreversible', 'workspace', 'removes or resets something of the project')] },
      'shell|console|repl|exec|execute': { otherOptions: 'harmless', operands: 'data...', effects: [effect('execute', 'irreversible', 'machine', 'opens a console in which anything can be run', { uninspectable: true })] },
      push: { otherOptions: 'harmless', effects: [effect('network', 'recoverable', 'shared', 'uploads data of the project')] },
    },
    effects: [builds, effect('publish', 'irreversible', 'shared', 'publishes what it builds', { with: '--publish=always --publish=onTag --publish=onTagOrDraft' })],
    examples: [
      { command: 'vite build', decision: 'allow' },
      { command: 'next dev', decision: 'allow' },
      { command: 'next lint', decision: 'allow' },
      { command: 'expo publish', decision: 'ask' },
      { command: 'flask shell', decision: 'ask' },
    ],
  },
  projectTool('ghc runghc runhaskell', {
    options: `${outputs} -e=opaque -O -O2 --make -package= -odir=write -hidir=write --interactive=?opaque -F -pgmF=program -h|--help! --version!`,
    operands: 'read...',
    examples: [{ command: 'ghc -o app Main.hs', decision: 'allow' }, { command: "ghc -e 'System.Process.callCommand \"sh\"'", decision: 'ask' }],
  }),
  {
    names: ['make', 'gmake', 'nmake', 'bmake', 'mingw32-make', 'remake'],
    family,
    options:
      '-f|--file|--makefile=read -C|--directory=workdir -j|--jobs=? -k|--keep-going -n|--just-print|--dry-run|--recon -s|--silent|--quiet -B|--always-make -e|--environment-overrides -i|--ignore-errors -I|--include-dir= -l|--load-average=? -o|--old-file= -p|--print-data-base -q|--question -r|--no-builtin-rules -R|--no-builtin-variables -t|--touch -v|--version! -w|--print-directory --no-print-directory -W|--what-if|--new-file= -h|--help! --debug=? -d --trace --warn-undefined-variables -O|--output-sync=? -S -b -m -E|--eval=opaque --shuffle=?',
    operands: 'make-target...',
    handler: 'make',
    examples: [
      { command: 'make test', decision: 'allow', files: { Makefile: 'test:\n\tpytest -q\nclean:\n\trm -rf build\n' } },
      { command: 'make build', decision: 'ask', files: { Makefile: 'build: prep\n\tcc main.c\nprep:\n\tterraform destroy -auto-approve\n' } },
    ],
  },
  {
    names: ['just'],
    family,
    options: '-f|--justfile=read -d|--working-directory=workdir -l|--list! --summary! --show|-s= -n|--dry-run! --dump! --evaluate! --variables! --choose --set= --fmt! --unstable -q|--quiet -v|--verbose --no-deps --yes --shell=opaque --shell-arg=opaque -c|--command=opaque --color= -h|--help! -V|--version! --one --groups! --timestamp --no-dotenv -E|--dotenv-path=read --check! --completions= --init',
    optionsFirst: true,
    operands: 'just-target...',
    handler: 'just',
    examples: [{ command: 'just check', decision: 'allow', files: { justfile: 'check:\n    cargo clippy --all\n' } }],
  },
  {
    names: ['task', 'go-task'],
    family,
    runsProject: true,
    options: '-t|--taskfile=read -d|--dir=workdir -l|--list! -a|--list-all! -n|--dry! -s|--silent -v|--verbose -f|--force -p|--parallel -w|--watch -y|--yes --status! --summary! -C|--concurrency= -o|--output= -i|--init -h|--help! --version! -c|--color -g|--global -x|--exit-code -I|--interval= --sort= -j|--json --offline --download --clear-cache',
    operands: 'data...',
    effects: [effect('execute', 'irreversible', 'machine', 'runs a task that could not be read', { uninspectable: true })],
    examples: [{ command: 'task build', decision: 'ask', files: { 'Taskfile.yml': "version: '3'\ntasks:\n  build:\n    cmds:\n      - npx prisma migrate reset --force\n" } }],
  },
  {
    names: ['cmake'],
    family,
    options: '-S=read -B=write -G= -D= -U= -C=opaque -P=opaque -E=opaque --build=write --install=write --target|-t= --config= -j|--parallel=? --preset= -W= --open= --fresh --list-presets=? -L -LA -A= -T= --toolchain=opaque --prefix=write --component= --strip -v|--verbose --clean-first --use-stderr --log-level= --trace --graphviz=write --debug-output --help! --version! -h! --warn-uninitialized --system-information! --workflow --find-package -N',
    operands: 'read...',
    effects: [builds, effect('package', 'reversible', 'machine', 'installs the build result', { with: '--install' })],
    examples: [{ command: 'cmake -S . -B build && cmake --build build', decision: 'allow' }, { command: 'cmake -E rm -rf x', decision: 'ask' }],
  },
  {
    names: ['ninja', 'samu', 'configure', 'autoreconf', 'bootstrap', 'autogen.sh', 'msbuild', 'xbuild', 'ant', 'devenv.com', 'nant', 'premake5', 'gn', 'gyp', 'node-gyp', 'prebuildify', 'node-pre-gyp', 'ccache', 'sccache', 'bear', 'intercept-build', 'scan-build'],
    family,
    otherOptions: 'harmless',
    operands: 'data...',
    options: '-C=workdir -f=read -j= -t= -d= --prefix= -h|--help! --version!',
    effects: [builds],
    examples: [{ command: 'ninja -C build', decision: 'allow' }],
  },
  {
    names: ['gradle', 'gradlew', 'mvn', 'mvnw', 'mvnd'],
    family,
    runsProject: true,
    options:
      '-q|--quiet -D= -P= -p|--project-dir=workdir -b|--build-file=read -f|--file=read -pl|--projects= -am -o|--offline -T= -x|--exclude-task= -I|--init-script=opaque -i --dependency= --configuration= --type= --dsl= --test-framework= --all --group= --rerun --package= --project-name= --java-version= --gradle-version= --distribution-type= --gradle-distribution-url=url -g|--gradle-user-home= --tests= --info --debug --stacktrace --scan --no-daemon --daemon --parallel --build-cache --no-build-cache --configuration-cache --rerun-tasks --continue --dry-run|-m! --console= --stop --status! --refresh-dependencies --warning-mode= -B|--batch-mode -U -e|--errors -X -ntp|--no-transfer-progress -fae -ff -fn -rf= -s|--settings=opaque -gs=opaque -t|--continuous -h|--help! -v|--version! -V -N -C -c -w --write-locks --max-workers= --profile --no-rebuild -S --no-parallel --write-verification-metadata= --include-build= --no-configuration-cache --quiet',
    style: 'posix',
    eachOperandIsCommand: true,
    commands: {
      'publish|publish*|*:publish|*:publish*|deploy|deploy*|*:deploy|site-deploy|release:perform|release:prepare|upload*|*:upload*|bintray*|nexus-staging:release|jib|artifactoryPublish|appengineDeploy':
        { effects: [effect('publish', 'irreversible', 'shared', 'publishes or deploys the result')] },
      'publishToMavenLocal|*:publishToMavenLocal|publishToMavenLocal*': { effects: [builds] },
      // Maven's goals that print; a task of Gradle runs the build script first.
      'dependency:tree|dependency:list|dependency:analyze*|help:*|versions:display-*': {},
      'flyway:clean|flywayClean|liquibase:dropAll|dropAll|hibernate:drop|flyway-clean': { handler: 'orm-reset' },
      'flyway:migrate|flywayMigrate|liquibase:update|liquibase:rollback|update|rollback': { handler: 'orm-apply' },
      '*': { effects: [builds] },
    },
    effects: [{ ...builds, operands: 'none' }],
    examples: [
      { command: 'mvn dependency:tree', decision: 'allow', reversibility: 'read-only' },
      { command: './gradlew test', decision: 'allow' },
      { command: './gradlew clean', decision: 'allow' },
      { command: 'mvn -q -DskipTests package', decision: 'allow' },
      { command: 'mvn deploy', decision: 'ask' },
      { command: './gradlew publish', decision: 'ask' },
      { command: 'mvn flyway:clean', decision: 'ask', reversibility: 'irreversible' },
    ],
  },
  {
    names: ['tex', 'latex', 'pdftex', 'pdflatex', 'xetex', 'xelatex', 'latexmk', 'bibtex', 'biber', 'makeindex', 'tectonic', 'texi2pdf', 'dvips', 'dvipdfmx', 'texcount', 'chktex', 'latexindent', 'kpsewhich'],
    family,
    style: 'single-dash',
    otherOptions: 'harmless',
    options: '-output-directory|-outdir|-auxdir|-o=write -jobname= -interaction= -fmt= -progname= -shell-escape -enable-write18 -no-shell-escape -halt-on-error -file-line-error -synctex= -pdflatex|-latex|-e|-pdf-previewer|-r|-lualatex=opaque -c -C -pdf -R',
    // Without shell escapes a document reads, and writes only below the directory it is built in.
    operands: 'read...',
    effects: [builds, effect('execute', 'irreversible', 'machine', 'lets the document run programs', { with: '-shell-escape -enable-write18', uninspectable: true }), effect('execute', 'irreversible', 'machine', 'is given code instead of a file', { word: '^[\\\\&]|^-[a-z]?[!|]|^[!|]|^shell-escape|^-R0?$', uninspectable: true })],
    examples: [
      { command: 'latexmk -pdf paper.tex', decision: 'allow' },
      { command: 'dvips -R0 paper.dvi', decision: 'ask' },
      { command: "pdflatex -shell-escape '\\immediate\\write18{sh}'", decision: 'ask' },
      { command: "pdflatex '\\input{/etc/shadow}'", decision: 'ask' },
    ],
  },
  {
    names: ['luatex', 'lualatex', 'arara', 'context'],
    family,
    style: 'single-dash',
    otherOptions: 'harmless',
    options: '-output-directory|-outdir=write -jobname= -interaction= -fmt= -progname= -halt-on-error -file-line-error -synctex=',
    // Documents of these carry Lua or directives that run.
    operands: 'script:other...',
    effects: [builds],
    examples: [{ command: 'lualatex paper.tex', decision: 'ask' }],
  },
  {
    names: ['tsserver', 'typescript-language-server', 'gopls', 'rust-analyzer', 'clangd', 'pylsp', 'pyright-langserver', 'lua-language-server', 'bash-language-server', 'sourcekit-lsp', 'jdtls', 'nil', 'nixd'],
    family,
    otherOptions: 'harmless',
    operands: 'data...',
    commands: { '*': reading },
    examples: [{ command: 'gopls check a.go', decision: 'allow' }],
  },
];
