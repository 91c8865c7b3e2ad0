import type { Effect, Span } from '../verdict.ts';
import type { Scope } from './handler.ts';
import type { Language } from './programTable.ts';

/** Variables whose value another program runs as a shell command. */
const commands = new Set(
  ('PAGER GIT_PAGER MANPAGER EDITOR VISUAL GIT_EDITOR GIT_SEQUENCE_EDITOR GIT_SSH_COMMAND GIT_SSH GIT_EXTERNAL_DIFF GIT_ASKPASS SSH_ASKPASS SUDO_ASKPASS ' +
    'GIT_PROXY_COMMAND BROWSER PROMPT_COMMAND FZF_DEFAULT_COMMAND RSYNC_RSH CVS_RSH TAR_OPTIONS PS0 PS1 PS4 AWS_PAGER GH_PAGER BAT_PAGER SYSTEMD_PAGER KUBE_EDITOR PSQL_PAGER PSQL_EDITOR').split(' '),
);
/** Editors that a person names as theirs; nothing is opened by that. */
const editors = /^(?:n?vim?|nano|emacs(?:client)?|micro|hx|helix|code(?: --wait)?|subl(?: -w)?|ed|true|:)$/;
/** Variables that name a file which is run. */
const scripts: Readonly<Record<string, Language>> = { BASH_ENV: 'shell', ENV: 'shell', ZDOTDIR: 'shell', PYTHONSTARTUP: 'python' };
/** Variables that load code or move configuration in ways that cannot be looked into. */
const opaque = /^(?:LD_(?:PRELOAD|LIBRARY_PATH|AUDIT)|DYLD_.*|LESSOPEN|LESSCLOSE|GROFF_BIN_PATH|GROFF_COMMAND_PREFIX|PERL5OPT|PERL5DB|RUBYOPT|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|MAVEN_OPTS|GRADLE_OPTS|RIPGREP_CONFIG_PATH|GIT_CONFIG.*|GIT_EXEC_PATH|GIT_TEMPLATE_DIR|PYTHONHOME|PYTHONINSPECT|PYTHONBREAKPOINT|BASH_FUNC_.*|SHELLOPTS|BASHOPTS|CODEX_HOME|CLAUDE_CONFIG_DIR|GEMINI_CLI_HOME|ANTHROPIC_BASE_URL|OPENAI_BASE_URL|TAGOUT_.*|ELECTRON_RUN_AS_NODE|VSCODE_.*|npm_config_(?:script_shell|registry|node_options|userconfig|globalconfig))$/;
/** Options of NODE_OPTIONS that only tune. */
const tuning = /^--(?:max-old-space-size|max-semi-space-size|stack-trace-limit|no-warnings|no-deprecation|trace-warnings|trace-deprecation|enable-source-maps|unhandled-rejections|dns-result-order|experimental-[a-z-]+|disable-warning|max-http-header-size|openssl-legacy-provider|preserve-symlinks|throw-deprecation|inspect|inspect-brk|conditions|no-experimental-[a-z-]+)(?:=.*)?$/;

/**
 * What setting a variable does by itself: variables that make later programs run code are judged by what they would run.
 * `value` undefined = not known.
 */
export function variableEffects(name: string, value: string | undefined, scope: Scope, span: Span): readonly Effect[] {
  const rule = 'environment.runs-code';
  const unknown = (): readonly Effect[] => [scope.uninspectable(rule, `\`${name}\` makes other programs run code, and its value cannot be looked into`, span)];
  if (commands.has(name)) return value === undefined ? unknown() : value.trim() === '' || (name.startsWith('PS') && !/[`$]\(?/.test(value)) || editors.test(value) ? [] : scope.shell(value, span);
  const language = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (language !== undefined) return value === '' ? [] : scope.script(language, { text: value, raw: value ?? name, glob: false, splits: false, span }, rule);
  if (name === 'NODE_OPTIONS') return value === undefined ? unknown() : nodeOptions(value, scope, span);
  if (name === 'PATH') return pathEffects(value, scope, span);
  if (name === 'IFS') return [];
  return opaque.test(name) && value !== '' ? unknown() : [];
}

function nodeOptions(value: string, scope: Scope, span: Span): readonly Effect[] {
  const words = value.split(/[\s=]+/).filter((word) => word !== '');
  return words.flatMap((word, index) => {
    if (['--require', '-r', '--import', '--loader', '--experimental-loader'].includes(word)) {
      const path = words[index + 1];
      return path === undefined ? [] : scope.script('javascript', { text: path, raw: path, glob: false, splits: false, span }, 'environment.runs-code');
    }
    return word.startsWith('-') && !tuning.test(word) ? [scope.uninspectable('environment.runs-code', `\`NODE_OPTIONS\` has the unknown option \`${word}\``, span)] : [];
  });
}

/** A directory that an agent can fill, searched before the system's, replaces any program. */
function pathEffects(value: string | undefined, scope: Scope, span: Span): readonly Effect[] {
  if (value === undefined) return [];
  const inherited = scope.variable('PATH');
  const front = inherited !== undefined && inherited !== '' ? value.split(inherited)[0] ?? value : value;
  const bad = front.split(':').find((entry) => entry === '.' || (entry !== '' && !entry.startsWith('/') && !/^(?:node_modules\/\.bin|\.venv\/bin|venv\/bin|vendor\/bin)$/.test(entry)) || /^\/(?:tmp|var\/tmp|dev\/shm)(?:\/|$)/.test(entry));
  return bad === undefined ? [] : [scope.uninspectable('environment.path', `programs would be looked for in \`${bad}\` first`, span)];
}
