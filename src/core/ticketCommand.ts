/**
 * How an approved command line is worded so that the agent's own shell holds it against the ticket first.
 *   `child`: `tagout run` starts the command itself, in the same shell, and ends as it ended.
 *   `here`:  the agent's shell runs it, after `tagout run --here` has found nothing changed; for what that shell keeps
 *            (directory, variables, functions, aliases).
 */
export type Through = 'child' | 'here';

/**
 * The rewritten command line. The agent's own words stay in it, whole and as commands: its own rules (a list of what it
 * must never run) read them there as before, for the guard must not widen what the agent's settings permit. In the form
 * `child` they are never reached: `exit` ends that shell with the status of `tagout run`. In the form `here` they are the
 * second half of an `&&`; the caller makes sure that the shell's grammar reads them as whole commands.
 */
export function throughTicket(command: string, launcher: string, ticket: string, through: Through): string {
  // On one line, what ends the words could be taken into a comment, a here-document or a continued line at their end.
  const oneLine = !/[\n#]/.test(command) && /[^\\&;\s]$/.test(command);
  switch (through) {
    case 'child':
      return `${launcher} run ${ticket}; exit${oneLine ? '; ' : '\n'}${command}`;
    case 'here':
      return oneLine ? `${launcher} run --here ${ticket} && { ${command}; }` : `${launcher} run --here ${ticket} && {\n${command}\n}`;
  }
}

/** What may stay behind in the shell that runs a text: cheap, and rather true than false. */
export const mayChangeShell = (command: string): boolean =>
  /\b(?:cd|chdir|pushd|popd|export|declare|typeset|readonly|unset|set|setopt|shopt|umask|ulimit|trap|exec|read|mapfile|readarray|alias|unalias|source|eval|function|printf|hash|wait|jobs|fg|bg|disown|exit|return)\b|(?:^|[\s;&|(])\.\s|\(\s*\)|(?<![&>])&(?![&>])|\w\+?=/.test(command);
