import type { CommandTable, ProgramTable } from './programTable.ts';

/**
 * The page that lists what the tables know, as Markdown: families with their programs and, where a program has them, its
 * sub-commands. A star stands for "any other". Pure; the build writes it beside the tables.
 */
export function coveragePage(tables: readonly ProgramTable[]): string {
  const families = new Map<string, ProgramTable[]>();
  for (const table of tables) {
    const known = families.get(table.family);
    if (known === undefined) families.set(table.family, [table]);
    else known.push(table);
  }
  const programs = tables.reduce((sum, { names }) => sum + names.length, 0);
  const commands = tables.reduce((sum, table) => sum + subCommands(table).length, 0);
  const sorted = [...families].sort(([one], [two]) => one.localeCompare(two));
  return [
    '# What is known about programs',
    '',
    `${programs} programs in ${families.size} families, with ${commands} sub-commands. A program, sub-command or option that is not listed is asked about.`,
    'Generated from the tables; do not edit.',
    '',
    ...sorted.flatMap(([family, members]) => [`## ${family}`, '', ...members.map(row).sort((one, two) => one.localeCompare(two)), '']),
  ].join('\n');
}

function row(table: ProgramTable): string {
  const names = [...table.names].sort((one, two) => one.localeCompare(two)).map((name) => `\`${name}\``).join(', ');
  const commands = subCommands(table);
  return commands.length === 0 ? `- ${names}` : `- ${names}: ${commands.map((name) => `\`${name}\``).join(', ')}`;
}

/** Names of the sub-commands, those of groups as `group name`. */
function subCommands({ commands = {} }: CommandTable, before = ''): readonly string[] {
  return Object.entries(commands).flatMap(([key, command]) => {
    const names = key.split('|').map((name) => `${before}${name}`);
    const [first = ''] = names;
    return [...names, ...(before === '' && typeof command !== 'string' ? subCommands(command, `${first} `) : [])];
  });
}
