import type { Command } from './commandIo.ts';
import { run as runFreeze } from './freeze.ts';
import { run as runHook } from './hookCommand.ts';

/** The words of the command line, each with its own file. The order is that of `tagout help`. */
export const commands: Readonly<Record<string, Command>> = {
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
