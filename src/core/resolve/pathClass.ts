import type { World } from '../world.ts';
import { baseName, parentOf, relativeTo } from './lexicalPath.ts';

/**
 * What a path is to a person, strictest first. `ancestor` is the workspace root or a directory above it or above the
 * home directory; `guard` belongs to Tagout or to an agent's permission settings.
 */
export type PathClass =
  | 'ancestor'
  | 'guard'
  | 'agent-settings'
  | 'git-directory'
  | 'device'
  | 'null-device'
  | 'secret'
  | 'code-running'
  | 'regenerable'
  | 'data'
  | 'workspace'
  | 'temporary'
  | 'outside';

export interface ClassifiedPath {
  readonly class: PathClass;
  readonly inWorkspace: boolean;
  /** In a temporary directory, and not in the workspace. */
  readonly temporary: boolean;
}

/** Output that a build makes again (labelling rule 4). `bin` and `obj` need a .NET project beside them. */
const regenerableNames = new Set(
  ('node_modules dist build out target coverage .next .nuxt .turbo .cache .parcel-cache __pycache__ .pytest_cache .mypy_cache .ruff_cache ' +
    '.tox .nox .venv venv .eggs .gradle .eslintcache .stylelintcache .sass-cache .svelte-kit .astro .expo test-results playwright-report blob-report cdk.out .aws-sam .serverless .zig-cache zig-cache zig-out dist-newstyle .stack-work elm-stuff bower_components _site .jekyll-cache .bloop .bsp .metals CMakeFiles cmake-build-debug cmake-build-release mutants.out .svelte-kit .output .angular .vite .nyc_output .swc .rollup.cache storybook-static .docusaurus htmlcov .coverage .hypothesis .ipynb_checkpoints .dart_tool DerivedData').split(' '),
);
const regenerableFile = /\.(?:py\[(?:co|oc)\]|pyc|pyo|tsbuildinfo|class|o)$|^\.DS_Store$|^npm-debug\.log|^yarn-error\.log$/;
const lockFiles = /^(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock|bun\.lockb?|Cargo\.lock|poetry\.lock|uv\.lock|Gemfile\.lock|composer\.lock|go\.sum)$/;

const secretName = /^(?:\.env(?:\..+)?|.+\.env|\.netrc|_netrc|\.pgpass|\.git-credentials|\.npmrc|\.pypirc|\.htpasswd|credentials(?:\.json|\.ya?ml|\.toml)?|secrets?\.(?:json|ya?ml|toml|env|txt)|service-account.*\.json|id_(?:rsa|dsa|ecdsa|ed25519)(?:_.+)?|.+\.(?:pem|key|p12|pfx|keystore|jks|kdbx|ppk|tfvars))$/i;
const publicName = /^\.env\.(?:example|sample|template|dist|defaults|schema|test|ci)$|\.pub$|^\.env\.(?:.+\.)?(?:example|sample|template)$|\.(?:example|sample|template)$/i;
const secretHome = /^(?:\.ssh\/(?!config$|known_hosts|authorized_keys|.*\.pub$).+|\.aws\/(?:credentials|sso\/.*|cli\/cache\/.*)|\.aws$|\.kube$|\.kube\/.*|\.ssh$|\.gnupg(?:\/.*)?|\.docker\/config\.json|\.config\/(?:gcloud|gh|hub|op|rclone|doctl|fly|heroku|stripe|netlify|vercel)(?:\/.*)?|\.azure(?:\/.*)?|\.config$|\.terraform\.d\/credentials.*|\.cargo\/credentials.*|\.gem\/credentials|\.m2\/settings\.xml|\.password-store(?:\/.*)?|Library\/Keychains(?:\/.*)?|\.local\/share\/keyrings(?:\/.*)?|\.config\/(?:google-chrome|chromium|BraveSoftware)(?:\/.*)?|\.mozilla(?:\/.*)?|\.bash_history|\.zsh_history|\.psql_history)$/;
const secretSystem = /^\/(?:etc\/(?:shadow|gshadow|sudoers$|ssl\/private)|proc\/(?:self|\d+)\/environ|root\/\.ssh)/;

const codeHome = /^(?:\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|zlogout|inputrc|vimrc|emacs|gitconfig|npmrc|curlrc|wgetrc|tmux\.conf|Xprofile|xinitrc|envrc|pythonrc|irbrc)|\.ssh\/(?:config|authorized_keys|rc|environment)|\.config\/(?:fish|git|systemd|autostart|environment\.d|Code|nvim)\/.*|\.git-templates?\/.*|Library\/(?:LaunchAgents|LaunchDaemons)\/.*|\.local\/bin\/.*|bin\/.*|\.vscode(?:-server)?\/.*)$/;
const codeWorkspace = /(?:^|\/)(?:\.envrc|\.husky\/.+|\.github\/(?:workflows|actions)\/.+|\.gitlab-ci\.yml|\.circleci\/.+|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|Jenkinsfile|\.drone\.ya?ml|\.travis\.yml|\.vscode\/(?:tasks|settings|launch|extensions)\.json|[^/]+\.code-workspace|\.idea\/.+|\.pre-commit-config\.ya?ml|lefthook\.ya?ml|\.devcontainer(?:\.json|\/.+)|\.npmrc|\.yarnrc(?:\.yml)?|\.pnpmfile\.cjs|\.gitmodules|\.gitattributes|\.mise\.toml|\.direnv\/.+)$/i;
const codeSystem = /^\/(?:etc\/(?:cron|profile|bash|zsh|sudoers|ld\.so|systemd|init|rc|pam|apt|hosts|ssh)|var\/spool\/cron|usr|bin|sbin|lib|opt|boot|Library|System)/;

/** What belongs to the guard wherever it lies, and the files from which agents learn their hooks: without them nothing is asked. */
const guardFile = /(?:^|\/)(?:\.guard(?:\/.*)?|\.tagout(?:\/.*|[^/]*)?|\.config\/tagout(?:\/.*)?|\.local\/state\/tagout(?:\/.*)?|\.claude\/(?:settings[^/]*\.json|hooks\/.+)|\.cursor\/hooks\.json|\.codex\/(?:config\.toml|hooks[^/]*)|\.gemini\/(?:settings\.json|hooks\/.+)|\.qwen\/(?:settings\.json|hooks\/.+)|\.copilot\/(?:config|settings|hooks)[^/]*|\.github\/hooks\/.+|(?:\.opencode|\.config\/opencode)\/(?:plugin|plugins)\/.+|(?:[^/]+\/)*extensions\/(?:tagout\.tagout-[^/]+(?:\/.*)?|\.obsolete))$/i;
const agentSettings = /(?:^|\/)(?:\.claude\/(?:hooks|\.mcp\.json)|\.claude\.json|\.cursor\/(?:mcp\.json|hooks.*|cli\.json|permissions\.json)|\.codex\/rules.*|\.gemini\/(?:policies.*|hooks)|\.qwen\/hooks|\.copilot\/mcp-config[^/]*|\.mcp\.json|\.vscode\/mcp\.json|opencode\.jsonc?|\.config\/opencode\/.+)$/i;

const dataFile = /\.(?:db|sqlite3?|db3|mdb|rdb|dump|bak|backup|csv|tsv|parquet|xlsx?|ods|docx?|pdf|tfstate(?:\.backup)?|pgdump|mbox|zip|tgz|tar|gz|7z)$|(?:^|[/._-])(?:dump|backup|bak|export|snapshot)[^/]*\.sql$|[._-](?:dump|backup|export|snapshot)\.sql$/i;
const harmlessDevice = /^\/dev\/(?:null|zero|full|random|urandom|tty|std(?:in|out|err)|fd\/\d+)$|^nul$/i;

/** What programs write down as they go: logs, reports and the like. Nobody keeps work in it. */
const outputFile = /\.(?:log|out|err|tmp|temp|trace|prof|pid|lcov|tap)(?:\.\d+)?$|(?:^|\/)(?:logs?|tmp|temp|test-results|playwright-report|artifacts|reports?)\//i;

/** True for a path (relative to the workspace) that holds the output of programs by its name. */
export function isOutputName(relative: string): boolean {
  return outputFile.test(relative);
}

/** Files of the home directory that configure a program and hold its tokens as well. */
const settingsWithTokens = /^\.(?:npmrc|yarnrc\.yml|curlrc|wgetrc|gitconfig\.local)$/;

/** True for a file that shows secrets to who reads it. */
export function holdsSecrets(path: string, world: World): boolean {
  return classifyPath(path, world).class === 'secret' || settingsWithTokens.test(relativeTo(world.home, path, world.caseInsensitive) ?? '');
}

/** Classifies an absolute path (symlinks already resolved). */
export function classifyPath(path: string, world: World): ClassifiedPath {
  const inside = relativeTo(world.root, path, world.caseInsensitive);
  const inHome = relativeTo(world.home, path, world.caseInsensitive);
  const inWorkspace = inside !== undefined && inside !== '';
  // A session that was started in the temporary directory itself has no workspace there.
  const rootIsTemporary = world.tempDirectories.includes(world.root);
  const temporary = (inside === undefined || (rootIsTemporary && inWorkspace)) && world.tempDirectories.some((directory) => (relativeTo(directory, path, world.caseInsensitive) ?? '') !== '');
  return { class: classOf(path, world, rootIsTemporary && inWorkspace ? undefined : inside, inHome, temporary), inWorkspace: inWorkspace && !rootIsTemporary, temporary };
}

function classOf(path: string, world: World, inside: string | undefined, inHome: string | undefined, temporary: boolean): PathClass {
  if (harmlessDevice.test(path)) return 'null-device';
  if (path.startsWith('/dev/')) return 'device';
  if (world.protectedPaths.some((one) => relativeTo(one, path, world.caseInsensitive) !== undefined)) return 'guard';
  if (/^(?:[A-Za-z]:)?\/$/.test(path) || inside === '' || relativeTo(path, world.root, world.caseInsensitive) !== undefined || relativeTo(path, world.home, world.caseInsensitive) !== undefined) return 'ancestor';
  const name = baseName(path);
  if (guardFile.test(inside ?? inHome ?? path)) return 'guard';
  if (agentSettings.test(inside ?? inHome ?? path)) return 'agent-settings';
  if (inside !== undefined) return workspaceClass(path, inside, name, world);
  if (inHome !== undefined && codeHome.test(inHome)) return 'code-running';
  if (!publicName.test(name) && ((inHome !== undefined && secretHome.test(inHome)) || secretSystem.test(path) || (secretName.test(name) && !temporary))) return 'secret';
  if (/(?:^|\/)\.git(?:\/|$)/.test(path)) return 'git-directory';
  if (temporary) return 'temporary';
  if (codeSystem.test(path)) return 'code-running';
  return 'outside';
}

function workspaceClass(path: string, inside: string, name: string, world: World): PathClass {
  const segments = inside.split('/');
  if (/^\.git\/(?:hooks\/(?!.*\.sample$)|config(?:\.worktree)?$|info\/attributes$)/.test(inside) || codeWorkspace.test(inside)) return 'code-running';
  if (segments.includes('.git')) return 'git-directory';
  if (secretName.test(name) && !publicName.test(name) && !segments.includes('node_modules')) return 'secret';
  if (segments.some((segment) => regenerableNames.has(segment)) || regenerableFile.test(name) || lockFiles.test(name) || isDotnetOutput(path, segments, world)) return 'regenerable';
  return dataFile.test(name) ? 'data' : 'workspace';
}

function isDotnetOutput(path: string, segments: readonly string[], world: World): boolean {
  const index = segments.findIndex((segment) => segment === 'bin' || segment === 'obj');
  if (index < 0) return false;
  let directory = path;
  for (let up = segments.length - index; up > 0; up -= 1) directory = parentOf(directory);
  return world.list(directory)?.some((entry) => /\.(?:cs|fs|vb)proj$|\.sln$/.test(entry)) === true;
}

/** True for a name that build output has wherever it lies; `pattern` may be a glob such as `*.pyc` or `__pycache__`. */
export function isRegenerablePattern(pattern: string): boolean {
  return regenerableNames.has(pattern) || regenerableFile.test(pattern);
}
