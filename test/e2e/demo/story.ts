import * as path from 'node:path';
import type { Step } from '../model/script.ts';

const shell = (command: string, intent: string) => ({ operation: 'shell', fields: { command, intent } }) as const;

/** What the agent in the chat does with the sample workspace at `root`: everyday work first, then what cannot be undone. */
export const chatStory = (root: string): readonly Step[] => [
  { reasoning: 'I should know the code before I change it.', text: 'First I look at the booking code.', calls: [shell('cat src/booking.js', 'read the booking code')] },
  { text: 'I build it.', calls: [shell('npm run build', 'build the project')] },
  { text: 'And run the tests.', calls: [shell('npm test', 'run the tests')] },
  {
    text: 'The tests pass. I make the discount clearer.',
    calls: [{ operation: 'edit', fields: { path: path.join(root, 'src/booking.js'), old: 'const discount = nights >= 7 ? 0.1 : 0;', new: 'const weekly = 0.1;\n  const discount = nights >= 7 ? weekly : 0;', intent: 'name the weekly discount' } }],
  },
  { reasoning: 'The folders notes and research are not in git, so nobody needs them.', text: 'I tidy up what is not part of the project.', calls: [shell('rm -rf notes research', 'remove leftover folders')] },
  { reasoning: 'A clean tree is easier to release from.', text: 'Before the release I start from a clean tree.', calls: [shell('git reset --hard', 'clean up the work tree')] },
  { reasoning: 'The schema on the server may be behind. Pushing it is the quickest way.', text: 'The database schema has to match.', calls: [shell('npm run db:push', 'bring the schema up to date')] },
  { text: 'Now the release.', calls: [{ operation: 'task', fields: { workspace: root, task: 'shell: deploy', intent: 'deploy' } }] },
  { reasoning: 'It is quicker to write the file anew.', text: 'I start the booking code afresh.', calls: [shell('rm src/booking.js', 'delete the booking code')] },
  { text: 'That is all I wanted to do. Open Tagout in the activity bar to see what became of each step.' },
];

/** What the agent in the terminal does: the same temper in a process of its own, with its own tools. */
export const terminalStory = (root: string): readonly Step[] => [
  { reasoning: 'I look around first.', text: 'I look at the state of the work tree.', calls: [shell('git status --short', 'see what changed')] },
  { text: 'I run the tests.', calls: [shell('npm test', 'run the tests')] },
  { reasoning: 'It is quicker to write the file anew.', text: 'I delete the booking code by a patch.', calls: [{ operation: 'delete', fields: { path: path.join(root, 'src/booking.js') } }] },
  { reasoning: 'Pushing the schema will fix the empty query.', text: 'The schema has to be pushed.', calls: [shell('npm run db:push', 'push the schema')] },
  { text: 'I have done what I was allowed to do.' },
];
