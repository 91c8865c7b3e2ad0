import type { Command } from './commandIo.ts';
import { run as runAnswer } from './answer.ts';
import { run as runCheck } from './check.ts';
import { run as runCheckpoint } from './checkpoint.ts';
import { run as runDoctor } from './doctor.ts';
import { run as runExport } from './export.ts';
import { run as runFreeze } from './freeze.ts';
import { bundleIn, verifyHanded } from './bundleVerify.ts';
import { run as runHook } from './hookCommand.ts';
import { run as runIncident } from './incident.ts';
import { runInstall, runUninstall } from './install.ts';
import { run as runPolicy } from './policy.ts';
import { run as runPrograms } from './programs.ts';
import { run as runApproved } from './runCommand.ts';
import { run as runTrace } from './trace.ts';
import { verifyAnchors } from './traceAnchors.ts';
import { run as runTrust } from './trust.ts';

/** The words of the command line, each with its own file. The order is that of `tagout help`. */
export const commands: Readonly<Record<string, Command>> = {
  install: {
    summary: 'register with the coding agents of this machine, after showing each change',
    usage: 'tagout install [--agent NAME]... [--dry-run] [--yes]',
    run: runInstall,
  },
  doctor: {
    summary: 'prove each agent with a live canary through its real hook path',
    usage: 'tagout doctor [--agent NAME]... [--json]',
    run: runDoctor,
  },
  uninstall: {
    summary: 'give the agents their settings back as they were',
    usage: 'tagout uninstall [--agent NAME]... [--dry-run] [--yes]',
    run: runUninstall,
  },
  check: {
    summary: 'explain what Tagout would decide about a command; nothing is run',
    usage: "tagout check [--freeze ask|deny] [--policy FILE] [--cwd DIR] [--shell bash|pwsh|cmd] [--json] -- COMMAND\n       tagout check --stdin [--json] < SCRIPT\n       tagout check --pre-push REMOTE\n       tagout check --jsonl [--freeze ask|deny] [--policy FILE] < CASES\n       exit code: 0 allow, 10 ask, 20 deny, 2 failure; of several commands the strictest",
    run: runCheck,
  },
  freeze: {
    summary: 'show or declare a code freeze of this workspace',
    usage: 'tagout freeze status [--json] [--fresh]\n       tagout freeze check [--env NAME] [--branch NAME] [--path PATH] [--service NAME] [--action CLASS] [--agent ID] [--json] [--fresh]\n       tagout freeze on --reason TEXT [--mode ask|deny] [--until ISO-DATE] [--env NAME]... [--branch NAME]... [--path GLOB]...\n       tagout freeze schema\n       exit code of status and check: 0 open, 10 ask, 20 frozen or not known, 2 failure',
    run: runFreeze,
  },
  checkpoint: {
    summary: 'show what was kept before acts of agents, and bring it back',
    usage: 'tagout checkpoint list\n       tagout checkpoint show ID\n       tagout checkpoint diff ID [PATH]...\n       tagout checkpoint restore ID [--newer skip|overwrite|keep-both] [PATH]...\n       tagout checkpoint prune\n       exit code of restore: 0 restored, 10 newer work is in the way and nothing was changed',
    run: runCheckpoint,
  },
  trust: {
    summary: 'show what programs are trusted to do in this workspace, or take it back',
    usage: 'tagout trust list\n       tagout trust revoke PROGRAM [VERB]',
    run: runTrust,
  },
  policy: {
    summary: 'test, explain or compare the rules that decide here',
    usage: 'tagout policy test [FILE]\n       tagout policy explain [RULE]\n       tagout policy diff FILE [--last N]\n       tagout policy fetch\n       tagout policy schema\n       exit code: 0 all is well, 1 a problem or a looser policy, 2 failure',
    run: runPolicy,
  },
  answer: {
    summary: 'answer the request of another person’s window with your own signature',
    usage: 'tagout answer REQUEST-FILE --approve|--deny [--reason TEXT] [--key FILE] [--out FILE] [--link]',
    run: runAnswer,
  },
  programs: {
    summary: 'check program tables of your own and put them into force',
    usage: 'tagout programs check [FILE]...\n       tagout programs apply\n       tagout programs list',
    run: runPrograms,
  },
  trace: {
    summary: 'show the trace of this workspace, verify that nothing in it was changed, export or erase a session',
    usage: 'tagout trace show [--last N] [--session ID] [--json] [--workspace DIR]\n       tagout trace verify [--json] [--workspace DIR]\n       tagout trace verify BUNDLE [--json] [--workspace DIR]\n       tagout trace export --session ID\n       tagout trace erase --session ID --reason WORDS',
    run: async (args, { state, cwd, write, complain }) => {
      const bundle = bundleIn(args, cwd);
      if (bundle !== undefined) return verifyHanded(bundle, args, { state, cwd, write, fail: complain });
      const code = runTrace(args, { state, cwd, write, fail: complain });
      return args[0] === 'verify' && code !== 2 ? Math.max(code, await verifyAnchors(args, { state, cwd, write, fail: complain })) : code;
    },
  },
  incident: {
    summary: 'reconstruct what happened from an act, a file or a time, to read or as a bundle that can be handed on',
    usage: 'tagout incident --action ID | --file PATH | --at TIME [--out DIR | --rule] [--workspace DIR]\n       exit code: 0 found, 1 nothing in the trace fits, 2 failure',
    run: runIncident,
  },
  export: {
    summary: 'send the trace of this workspace to an OpenTelemetry collector, or write it as a file',
    usage: 'tagout export --to URL [--since DATE] [--content none|commands|full] [--token-env NAME]\n       tagout export --format jsonl|csv|ocsf|cloudevents|sarif [--out FILE] [--since DATE] [--until DATE] [--content none|commands|full]\n       tagout export --status\n       All take --workspace DIR. Without --content nothing of commands, files or words leaves. exit code: 0 all of it, 1 something waits or failed',
    run: runExport,
  },
  run: {
    summary: 'run what was approved, when nothing changed since (put before a command by the hook, not by you)',
    usage: 'tagout run [--here] TICKET',
    run: runApproved,
  },
  hook: {
    summary: 'answer one tool call of an agent (started by agents, not by you)',
    usage: 'tagout hook --agent NAME [--deadline-ms N]',
    run: runHook,
  },
};
