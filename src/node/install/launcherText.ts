import * as path from 'node:path';
import { agentIds } from '../../core/action.ts';
import { clearedVariables, type Runtime } from './runtimes.ts';
import { hookTimeoutSeconds, watchdogMarginSeconds } from './timeouts.ts';

/** What the launchers are made from. All paths absolute. */
export interface LauncherParts {
  readonly version: string;
  readonly state: string;
  /** Directory of the copied bundles: `<state>/bin/<version>-<content hash>`. */
  readonly bundle: string;
  readonly runtimes: readonly Runtime[];
}

/**
 * Options of Node with which the hook is started: V8's two compilers in the middle save nothing in a process of a few
 * hundredths of a second (measured: a twentieth of it). Long inputs still reach the last one.
 */
export const quickOptions: readonly string[] = ['--no-sparkplug', '--no-maglev'];

/** What Node ends with when it does not know one of its options: before it reads anything. */
const badOption = 9;

/** One word for sh (and bash, zsh, fish), whatever it holds. */
export const quoteForSh = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const shList = (runtimes: readonly Runtime[]): string => runtimes.map(({ path: file }) => quoteForSh(file)).join(' ') || '""';

/** Picks the first runtime that still exists: plain Node, then the editor's own with the variable that makes it Node. */
function pickRuntime(runtimes: readonly Runtime[]): string {
  return `runtime=
unset ELECTRON_RUN_AS_NODE
for candidate in ${shList(runtimes.filter(({ electron }) => !electron))}; do
  if [ -x "$candidate" ]; then runtime=$candidate; break; fi
done
if [ -z "$runtime" ]; then
  for candidate in ${shList(runtimes.filter(({ electron }) => electron))}; do
    if [ -x "$candidate" ]; then runtime=$candidate; ELECTRON_RUN_AS_NODE=1; export ELECTRON_RUN_AS_NODE; break; fi
  done
fi`;
}

/** Seconds that the launcher waits, by agent. */
function limits(): string {
  return agentIds.map((agent) => `  ${agent}) limit=${hookTimeoutSeconds(agent) - watchdogMarginSeconds} ;;`).join('\n');
}

/**
 * The POSIX launcher that agents start. INVARIANT: it ends with 0 or 2, and with 2 only after a line on stderr: agents run
 * the tool on any other status, some also on a silent 2. It waits for the hook instead of becoming it, because a hook that
 * is killed or crashes must still count as a refusal; a signal to the launcher ends the hook too.
 */
export function hookLauncherText(parts: LauncherParts): string {
  return `#!/bin/sh
# Tagout ${parts.version}: starts the hook that judges a coding agent's tool calls. Written by set-up; do not edit.
state=${quoteForSh(parts.state)}
bundle=${quoteForSh(parts.bundle)}
unset ${clearedVariables.join(' ')}
refuse() { echo "tagout: $1 Refused. A person can run 'tagout doctor' to see what is wrong." >&2; exit 2; }
${pickRuntime(parts.runtimes)}
[ -n "$runtime" ] || refuse 'no Node.js was found where set-up recorded it.'
[ -r "$bundle/hook.cjs" ] || refuse 'the hook program is missing.'
# One hooks file serves VS Code and Copilot CLI; Copilot alone gives its hooks this variable.
if [ "$*" = '--agent vscode' ] && [ -n "$COPILOT_HOOK_DIR" ]; then set -- --agent copilot-cli; fi
case $2 in
${limits()}
  *) limit=${Math.min(...agentIds.map((agent) => hookTimeoutSeconds(agent))) - watchdogMarginSeconds} ;;
esac
quick=
[ -n "$ELECTRON_RUN_AS_NODE" ] || quick='${quickOptions.join(' ')}'
exec 3<&0 </dev/null
start() {
  "$runtime" $quick "$bundle/hook.cjs" --state "$state" "$@" <&3 3<&- &
  hook=$!
}
start "$@"
# The watchdog acts only while it is still our child, so that a process number used again is never hit.
/bin/sh -c 'trap "kill \\$! 2>/dev/null; exit" TERM; sleep "$0" & wait $!; [ "$(ps -o ppid= -p $$ | tr -d " ")" = "$1" ] && kill -s USR1 "$1"' "$limit" "$$" >/dev/null 2>&1 3<&- &
watchdog=$!
stop() { kill -s "$1" "$hook" 2>/dev/null; kill "$watchdog" 2>/dev/null; }
trap 'stop TERM; wait "$hook" 2>/dev/null; refuse "the agent stopped waiting."' TERM INT HUP
trap 'stop KILL; refuse "the hook gave no answer within $limit seconds."' USR1
wait "$hook"
status=$?
# A Node that does not know the options says so before it reads the event.
if [ "$status" -eq ${badOption} ] && [ -n "$quick" ]; then
  quick=
  start "$@"
  wait "$hook"
  status=$?
fi
kill "$watchdog" 2>/dev/null
case $status in 0 | 2) exit "$status" ;; esac
refuse "the hook ended with status $status."
`;
}

/** The POSIX command line: the same bundle and runtime, for a person, and for `tagout run`. Its exit status is the command's own. */
export function commandLauncherText(parts: LauncherParts): string {
  return `#!/bin/sh
# Tagout ${parts.version}: the command line. Written by set-up; do not edit.
program=tagout.cjs
# A command that was approved gets its environment back as it was.
if [ "$1" = run ]; then
  program=through.cjs
${[...clearedVariables, 'ELECTRON_RUN_AS_NODE'].map((name) => `  if [ -n "\${${name}+set}" ]; then TAGOUT_OWN_${name}=$${name}; export TAGOUT_OWN_${name}; fi`).join('\n')}
fi
unset ${clearedVariables.join(' ')}
${pickRuntime(parts.runtimes)}
if [ -z "$runtime" ]; then echo 'tagout: no Node.js was found where set-up recorded it; run set-up again from the editor.' >&2; exit 2; fi
exec "$runtime" ${quoteForSh(parts.bundle)}/$program --state ${quoteForSh(parts.state)} "$@"
`;
}

/** One word for cmd: quoted, and `%` doubled as a batch file needs it. */
const quoteForCmd = (text: string): string => `"${text.replaceAll('%', '%%')}"`;

function cmdLauncher(parts: LauncherParts, bundle: 'hook.cjs' | 'tagout.cjs', mapStatus: boolean): string {
  const file = quoteForCmd(path.win32.join(parts.bundle, bundle));
  const pick = parts.runtimes.map(
    ({ path: runtime, electron }) =>
      `if not defined TAGOUT_NODE if exist ${quoteForCmd(runtime)} (set "TAGOUT_NODE=${runtime.replaceAll('%', '%%')}"${electron ? ' & set "ELECTRON_RUN_AS_NODE=1"' : ''})`,
  );
  const lines = [
    '@echo off',
    'setlocal',
    `rem Tagout ${parts.version}. Written by set-up; do not edit. Every end of the hook but 0 and 2 becomes 2.`,
    ...[...clearedVariables, 'ELECTRON_RUN_AS_NODE', 'TAGOUT_NODE'].map((name) => `set "${name}="`),
    ...pick,
    'if not defined TAGOUT_NODE (echo tagout: no Node.js was found where set-up recorded it. Refused. 1>&2 & exit /b 2)',
    `if not exist ${file} (echo tagout: the program is missing. Refused. 1>&2 & exit /b 2)`,
    ...(mapStatus ? ['set "TAGOUT_ARGS=%*"', 'if "%TAGOUT_ARGS%"=="--agent vscode" if defined COPILOT_HOOK_DIR set "TAGOUT_ARGS=--agent copilot-cli"'] : []),
    `"%TAGOUT_NODE%" ${file} --state ${quoteForCmd(parts.state)} ${mapStatus ? '%TAGOUT_ARGS%' : '%*'}`,
    ...(mapStatus
      ? ['if %errorlevel% equ 0 exit /b 0', 'if %errorlevel% equ 2 exit /b 2', 'echo tagout: the hook ended with status %errorlevel%. Refused. 1>&2', 'exit /b 2']
      : ['exit /b %errorlevel%']),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** The launcher for Windows. It has no watchdog: there the hook's own deadline is the only one. Not exercised on Windows yet. */
export const hookLauncherCmd = (parts: LauncherParts): string => cmdLauncher(parts, 'hook.cjs', true);

/** The command line for Windows. */
export const commandLauncherCmd = (parts: LauncherParts): string => cmdLauncher(parts, 'tagout.cjs', false);
