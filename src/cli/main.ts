import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { defaultStateDirectory } from '../node/stateDirectory.ts';
import { UsageError, type CommandIo } from './commandIo.ts';
import { commands } from './commands.ts';
import { writeAll } from './standardStreams.ts';

/** The command line for people (bundle `tagout.cjs`): finds the command, runs it, ends with its exit code; 2 = it failed. */
async function main(args: readonly string[]): Promise<number> {
  const { state, rest } = takeState(args);
  const [word = 'help', ...more] = rest;
  if (word === 'help' || word === '--help' || word === '-h') {
    writeAll(1, help());
    return 0;
  }
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (command === undefined) {
    writeAll(2, `tagout: \`${word}\` is not a command.\n\n${help()}`);
    return 2;
  }
  if (more[0] === '--help' || more[0] === '-h') {
    writeAll(1, `${command.summary}\n\nusage: ${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(more, commandIo(state));
  } catch (error) {
    writeAll(2, `tagout ${word}: ${error instanceof Error ? error.message : 'it failed'}\n${error instanceof UsageError ? `usage: ${command.usage}\n` : ''}`);
    return 2;
  }
}

/** `--state DIR` stands before the command: the launcher that set-up writes puts it there. */
function takeState(args: readonly string[]): { readonly state: string; readonly rest: readonly string[] } {
  const [option, directory, ...rest] = args;
  return option === '--state' && directory !== undefined ? { state: path.resolve(directory), rest } : { state: defaultStateDirectory(), rest: args };
}

function help(): string {
  const lines = Object.entries(commands).map(([word, { summary }]) => `  ${word.padEnd(10)} ${summary}`);
  return `tagout [--state DIR] COMMAND\n\n${lines.join('\n')}\n\n\`tagout COMMAND --help\` says more.\n`;
}

function commandIo(state: string): CommandIo {
  return {
    write: (text) => writeAll(1, text),
    complain: (text) => writeAll(2, text),
    readInput: () => fs.readFileSync(0, 'utf8'),
    env: process.env,
    platform: process.platform,
    cwd: process.cwd(),
    home: os.homedir(),
    tempDirectory: os.tmpdir(),
    state,
    bundle: __dirname,
    now: Date.now,
    colour: process.stdout.isTTY && process.env['NO_COLOR'] === undefined,
  };
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
