import { joinPath } from '../../resolve/lexicalPath.ts';
import type { Effect, Span } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument } from '../invocation.ts';

/** Keys whose value git runs as a command. */
const commandKeys = /^(?:core\.(?:pager|editor|sshcommand|fsmonitor|askpass|gitproxy|alternaterefscommand)|sequence\.editor|diff\.external|diff\.[^.]+\.(?:command|textconv)|merge\.[^.]+\.driver|filter\.[^.]+\.(?:clean|smudge|process)|pager\..+|alias\..+|(?:difftool|mergetool|browser|man|guitool)\.[^.]+\.(?:cmd|path)|credential(?:\..+)?\.helper|gpg(?:\..+)?\.program|sendemail\.(?:smtpserver|tocmd|cccmd)|uploadpack\.packobjectshook|ssh\.variant|interactive\.difffilter|trailer\.[^.]+\.(?:command|cmd)|remote\.[^.]+\.(?:uploadpack|receivepack|vcs)|web\.browser|instaweb\..+|tar\..+\.command)$/i;
/** Keys that move where git looks or what it talks to. */
const movingKeys = /^(?:core\.(?:hookspath|worktree|attributesfile|excludesfile)|include(?:if\..+)?\.path|url\..+|remote\..+\.(?:url|pushurl)|http\..*(?:proxy|sslverify|cookiefile|extraheader).*|protocol\..+|init\.templatedir|submodule\..+|safe\.directory|extensions\..+|receive\..+|transfer\..+|branch\..+\.(?:remote|pushremote)|push\.default|remote\.pushdefault)$/i;

/** `git config`: reading shows; writing a key that runs commands is judged by what it would run. */
export const gitConfig: Handler = (invocation, scope) => {
  const reads = ['--get', '--get-all', '--get-regexp', '--get-urlmatch', '--list', '--get-color', '--get-colorbool', '--name-only'].some((option) => invocation.has(option));
  const [first, ...rest] = invocation.operands;
  const verb = first?.text;
  if (reads || verb === 'get' || verb === 'list') return [];
  if (invocation.has('--edit') || verb === 'edit') return [scope.uninspectable('git.config', 'opens the configuration in an editor', invocation.span)];
  const [key, value] = verb === 'set' || verb === 'unset' ? rest : [first, rest[0]];
  const removes = ['--unset', '--unset-all', '--remove-section', '--rename-section'].some((option) => invocation.has(option)) || verb === 'unset';
  if (key === undefined || (value === undefined && !removes)) return [];
  const wide = invocation.has('--global') || invocation.has('--system');
  const effects = key.text === undefined ? [scope.uninspectable('git.config', `which setting \`${key.raw}\` is, is not known before it runs`, key.span)] : removes ? [] : keyEffects(key.text, value, scope, invocation.span);
  return [...effects, scope.effect({ kind: 'config', reversibility: 'reversible', blastRadius: wide ? 'machine' : 'workspace', rule: 'git.config', reason: `sets \`${key.raw}\`${wide ? ' for every repository of this user' : ''}` }, invocation.span)];
};

/** What setting one key does; for `git config` and for `git -c key=value`. */
export function keyEffects(key: string, value: Argument | undefined, scope: Scope, span: Span): readonly Effect[] {
  if (movingKeys.test(key)) {
    const hooked = /^core\.hookspath$/i.test(key) && value?.text !== undefined ? hooksIn(value.text, scope, span) : [];
    return [...hooked, scope.effect({ kind: 'config', reversibility: 'reversible', blastRadius: 'workspace', posture: 'ask', rule: 'git.config-moves', reason: `\`${key}\` changes what git runs or talks to` }, span)];
  }
  if (!commandKeys.test(key)) return [];
  const text = value?.text;
  if (text === undefined) return [scope.uninspectable('git.config-runs', `\`${key}\` makes git run something that is not known before it runs`, span)];
  if (text === '' || /^(?:true|false|cat|less|more|vim?|nano|code(?: --wait| -w)*|delta|store|cache|osxkeychain|manager|manager-core)$/.test(text)) return [];
  // An alias of git's own words is a git command; `!text` is a shell's.
  const line = /^alias\./i.test(key) && !text.startsWith('!') ? `git ${text}` : text.replace(/^!/, '');
  const asks = /^alias\./i.test(key) ? [] : [scope.effect({ kind: 'guard', reversibility: 'reversible', blastRadius: 'workspace', posture: 'ask', rule: 'git.config-runs', reason: `makes git run \`${text}\`` }, span)];
  return [...asks, ...scope.shell(line, span)];
}

const hookNames = 'pre-commit prepare-commit-msg commit-msg post-commit pre-merge-commit post-merge pre-rebase post-rewrite post-checkout pre-push applypatch-msg pre-applypatch post-applypatch'.split(' ');

/** What the hooks of a directory do, from which git takes them henceforth. */
function hooksIn(directory: string, scope: Scope, span: Span): readonly Effect[] {
  const root = scope.world.git(scope.cwd ?? scope.world.root)?.root ?? scope.world.root;
  const paths = hookNames.map((name) => joinPath(joinPath(root, directory), name)).filter((path) => scope.readText(path) !== undefined);
  return paths.flatMap((text) => scope.script('other', { text, raw: text, glob: false, splits: false, span }, 'git.hook')).filter(({ reversibility }) => reversibility !== 'read-only');
}
