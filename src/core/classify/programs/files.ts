import type { ProgramTable } from '../programTable.ts';

/** Removing files. Operands are judged one by one by their resolved path. */
export const files: readonly ProgramTable[] = [
  {
    names: ['rm'],
    family: 'files',
    options:
      '-f|--force -i -I --interactive=? -r|-R|--recursive -d|--dir -v|--verbose -P -W -x --one-file-system --preserve-root=? --no-preserve-root --help! --version!',
    handler: 'delete-paths',
    examples: [
      { command: 'rm -rf node_modules dist', decision: 'allow', reversibility: 'reversible', blastRadius: 'workspace' },
      { command: 'rm --recurs --forc ~/Documents', decision: 'ask', reversibility: 'irreversible', blastRadius: 'machine' },
      { command: 'rm src/a.ts', decision: 'allow', reversibility: 'reversible', facts: { git: { trackedClean: ['src/a.ts'] } } },
      { command: 'rm --unheard-of x', decision: 'ask' },
    ],
  },
];
