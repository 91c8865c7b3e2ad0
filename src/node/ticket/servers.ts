import * as path from 'node:path';
import type { Action, AgentId } from '../../core/action.ts';
import { parseJsonc } from '../../core/resolve/jsonc.ts';
import type { Fact } from '../../core/ticket.ts';
import { ancestorsOf } from '../ancestors.ts';
import { readSmallFile } from '../durableFile.ts';
import { sha256 } from './digest.ts';
import { programIdentity } from './identity.ts';

const limitBytes = 16 * 1024 * 1024;

/** Where an agent reads how its MCP servers are started: files of the project (looked for in each directory upwards) and of the home directory. */
const places: Readonly<Record<AgentId, { readonly project: readonly string[]; readonly home: readonly string[] }>> = {
  'claude-code': { project: ['.mcp.json', '.claude/settings.json', '.claude/settings.local.json'], home: ['.claude.json', '.claude/settings.json'] },
  vscode: { project: ['.vscode/mcp.json', '.vscode/settings.json', '.mcp.json'], home: ['.config/Code/User/mcp.json', '.config/Code/User/settings.json', 'Library/Application Support/Code/User/mcp.json', '.copilot/mcp-config.json'] },
  codex: { project: ['.codex/config.toml'], home: ['.codex/config.toml'] },
  'gemini-cli': { project: ['.gemini/settings.json'], home: ['.gemini/settings.json'] },
  'copilot-cli': { project: ['.vscode/mcp.json', '.mcp.json', '.github/mcp.json'], home: ['.copilot/mcp-config.json'] },
  'qwen-code': { project: ['.qwen/settings.json'], home: ['.qwen/settings.json'] },
  cursor: { project: ['.cursor/mcp.json'], home: ['.cursor/mcp.json'] },
  opencode: { project: ['opencode.json', 'opencode.jsonc', '.opencode/opencode.json'], home: ['.config/opencode/opencode.json', '.config/opencode/opencode.jsonc'] },
};

export interface ServerQuestion {
  readonly agent: AgentId;
  readonly cwd: string;
  readonly home: string;
}

/**
 * One fact for each MCP server that the actions call: how it is started, over all configurations that the agent may have
 * taken it from. Where the server's name is not known for certain, all servers of those files count.
 */
export function serverFacts(actions: readonly Action[], question: ServerQuestion): readonly Fact[] {
  const names = new Set(actions.flatMap((action) => (action.kind === 'mcp' ? [action.server ?? ''] : [])));
  return [...names].sort().map((name) => ({ kind: 'server', name, state: serverState(name, question) }));
}

/** State of one server; an agent's own files decide, those that do not exist as well. */
export function serverState(server: string, question: ServerQuestion): string {
  const { project, home } = places[question.agent];
  const files = [...ancestorsOf(question.cwd).flatMap((at) => project.map((name) => path.join(at, name))), ...home.map((name) => path.join(question.home, name))];
  const found = [...new Set(files)].flatMap((file) => {
    const read = readSmallFile(file, limitBytes);
    if (read.kind === 'absent') return [];
    return [[file, read.kind === 'text' ? entryIn(file, read.text, server, question) : read.why]];
  });
  return sha256(JSON.stringify(found));
}

function entryIn(file: string, text: string, server: string, question: ServerQuestion): unknown {
  // The tables of a TOML file stand one below the other: all that name a server count together.
  if (file.endsWith('.toml')) return text.split(/^(?=[ \t]*\[)/m).filter((table) => /^\s*\[+\s*"?mcp_servers\b/.test(table));
  const value = parseJsonc(text);
  if (value === undefined) return text;
  const tables = [...serverTables(value, question.cwd)];
  const named = tables.flatMap((table) => Object.entries(table)).filter(([name]) => name === server);
  const entries = named.length > 0 || tables.length === 0 ? named : tables.flatMap((table) => Object.entries(table));
  return entries.map(([name, entry]) => [name, entry, ...startedFiles(entry, question)]);
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every spelling of the members that hold servers; Claude Code keeps those of a project below the project's path. */
function serverTables(value: unknown, cwd: string): readonly Fields[] {
  if (!isRecord(value)) return [];
  const projects = isRecord(value['projects']) ? ancestorsOf(cwd).map((at) => (isRecord(value['projects']) ? value['projects'][at] : undefined)) : [];
  const settings = isRecord(value['mcp']) && isRecord(value['mcp']['servers']) ? [value['mcp']['servers']] : [];
  return [value['mcpServers'], value['servers'], value['mcp'], ...settings, ...projects.map((project) => (isRecord(project) ? project['mcpServers'] : undefined))].filter(isRecord);
}

/** The files that the server is started from: a configuration that stays the same can start another program. */
function startedFiles(entry: unknown, { cwd }: ServerQuestion): readonly string[] {
  if (!isRecord(entry)) return [];
  const words = [entry['command'], entry['args']].flatMap(listOf).filter((word) => typeof word === 'string');
  return words.filter((word) => /[/\\]|\.\w+$/.test(word)).map((word) => programIdentity(path.resolve(cwd, word)));
}
