import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ProgramLookup } from '../core/classify/programTable.ts';
import { knowledgeFiles } from '../node/knowledgeFiles.ts';
import { userPrograms, workspacePrograms } from '../node/layeredPrograms.ts';
import { realPathOf } from '../node/liveWorld.ts';
import { compileTables, readTable, readTables, userTables, workspaceTables, type TableDirectory } from '../node/tableFiles.ts';
import { workspaceRootOf } from '../node/channel/workspaceRegistry.ts';
import { UsageError, type CommandIo } from './commandIo.ts';

/**
 * `programs check [FILE…]` reads tables and runs their examples, `programs apply` puts the user's and this workspace's
 * into force, `programs list` names them. Exit 1 when a table has a problem.
 */
export function run(args: readonly string[], io: CommandIo): Promise<number> {
  const [word, ...files] = args;
  const own = knowledgeFiles(path.join(io.bundle, 'knowledge'));
  const root = workspaceRootOf(io.state, realPathOf(io.cwd), realPathOf(io.home));
  if (word === 'check' && files.length > 0) return Promise.resolve(checkFiles(files, own, io));
  if (files.length > 0) throw new UsageError('only `check` takes files');
  switch (word) {
    case 'check':
    case 'list':
      return Promise.resolve(report([readTables(userTables(io.state), own, false), readTables(workspaceTables(root), own, true)], root, io));
    case 'apply':
      return Promise.resolve(report([compileTables(userTables(io.state), userPrograms(io.state), own, false), compileTables(workspaceTables(root), workspacePrograms(io.state, root), own, true)], root, io));
    default:
      throw new UsageError('say `check`, `apply` or `list`');
  }
}

function checkFiles(files: readonly string[], own: ProgramLookup, io: CommandIo): number {
  let wrong = 0;
  for (const file of files) {
    const read = readTable(fs.readFileSync(path.resolve(io.cwd, file), 'utf8'), own, false);
    if (read.ok) {
      io.write(`${file}: ${read.table.names.join(', ')}: good, ${read.table.examples.length} examples\n`);
      continue;
    }
    wrong += 1;
    for (const { line, message } of read.problems) io.complain(`${file}:${line}: ${message}\n`);
  }
  return wrong === 0 ? 0 : 1;
}

function report([user, workspace]: readonly [TableDirectory, TableDirectory], root: string, io: CommandIo): number {
  for (const { file, table } of user.tables) io.write(`${table.names.join(', ')}  (yours, ${file})\n`);
  for (const { file, table } of workspace.tables) io.write(`${table.names.join(', ')}  (this workspace's, only tightens, ${file})\n`);
  if (user.tables.length + workspace.tables.length === 0) io.write(`There are no tables in ${userTables(io.state)} or ${workspaceTables(root)}.\n`);
  const problems = [...user.problems, ...workspace.problems];
  for (const { file, line, message } of problems) io.complain(`${file}:${line}: ${message}\n`);
  return problems.length === 0 ? 0 : 1;
}
