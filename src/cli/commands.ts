import type { Command } from './commandIo.ts';
import { run as runDoctor } from './doctor.ts';
import { run as runFreeze } from './freeze.ts';
import { run as runHook } from './hookCommand.ts';
import { runInstall, runUninstall } from './install.ts';

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
  freeze: {
    summary: 'show or declare a code freeze of this workspace',
    usage: 'tagout freeze status\n       tagout freeze declare --mode ask|deny --reason TEXT [--until ISO-DATE]',
    run: runFreeze,
  },
  hook: {
    summary: 'answer one tool call of an agent (started by agents, not by you)',
    usage: 'tagout hook --agent NAME [--deadline-ms N]',
    run: runHook,
  },
};
