import type { SqlDialect } from './dialect.ts';

/** A command that the client itself (psql, mysql, sqlite3) reads before the server sees anything. */
export interface MetaCommand {
  readonly effect: 'read' | 'session' | 'execute' | 'write-file' | 'include' | 'data' | 'unknown';
  readonly reason: string;
  /** The text that a shell runs, where that is all that the command does. */
  readonly shell?: string;
  /** The file of statements that is run. */
  readonly file?: string;
}

export interface ClientText {
  readonly commands: readonly MetaCommand[];
  /** The text without them. */
  readonly sql: string;
}

const psqlReads = /^\\(?:d[a-zA-Z]*(?:\+[S+]*)?|l\+?|list\+?|z|sf\+?|sv\+?|conninfo|copyright|errverbose|echo|qecho|warn|prompt|h|help|\?)(?=\s|$)/;
const psqlSession = /^\\(?:a|C|f|H|t|T|x|q|r|p|s|g|gx|gdesc|G|timing|pset|set|unset|encoding|if|elif|else|endif|crosstabview|connect|c|setenv|watch|bind|parse)(?=\s|$|;)/;
const sqliteReads =
  /^\.(?:tables?|schema|indexes|indices|databases|dbinfo|dump|fullschema|help|show|stats|eqp|explain|print|lint|sha3sum|vfsinfo|vfslist|version|selftrace|connection|limit|timer|changes|echo|headers?|mode|nullvalue|separator|width|bail|binary|timeout|prompt|parameter|expert|quit|exit|open|auth|cd|scanstats|testctrl|trace|progress|recover|dbtotxt|intck|crlf|nonce)\b/;

/**
 * Takes the client's own commands (`\!`, `\i`, `.shell`, `source` …) out of a text. Where the client is not known both
 * families are looked for. A command that is not listed is `unknown`.
 */
export function splitClientCommands(text: string, dialect: SqlDialect): ClientText {
  const commands: MetaCommand[] = [];
  let sql = '';
  for (const line of text.split(/(?<=\n)/)) {
    const start = line.length - line.trimStart().length;
    const found = commandOf(line.trim(), dialect);
    if (found === undefined) sql += line;
    else {
      const { at, ...command } = found;
      commands.push(command);
      sql += `${line.slice(0, start + at)}\n`;
    }
  }
  return { commands, sql };
}

type Found = MetaCommand & { readonly at: number };

function commandOf(line: string, dialect: SqlDialect): Found | undefined {
  if ((dialect === 'sqlite' || dialect === 'duckdb' || dialect === 'unknown') && /^\.[a-z]/i.test(line)) return { ...sqliteCommand(line), at: 0 };
  if (dialect === 'tsql' || dialect === 'oracle' || dialect === 'snowflake') return lineCommand(line, dialect);
  if (dialect === 'mysql' && /^(?:source|system|pager|tee|edit|delimiter)\b/i.test(line)) return { ...mysqlCommand(line), at: 0 };
  if (dialect !== 'postgres' && dialect !== 'mysql' && dialect !== 'unknown') return undefined;
  const at = backslashOutsideQuotes(line);
  if (at === -1) return undefined;
  return { ...backslashCommand(line.slice(at), dialect), at };
}

/** Commands of sqlcmd, sqlplus and snowsql, which stand alone on their line. */
function lineCommand(line: string, dialect: 'tsql' | 'oracle' | 'snowflake'): Found | undefined {
  if (/^(?:!!|:!!|!system\b|!\s*\S)/i.test(line) || (dialect === 'oracle' && /^(?:host|\$)\b/i.test(line))) {
    if (dialect === 'snowflake' && /^!(?:set|define|options|variables|help|print|queries|result|exit|quit|abort|edit)\b/i.test(line)) return { effect: 'session', reason: 'a setting of the client', at: 0 };
    if (/^!(?:source|load|spool)\b/i.test(line)) return { effect: 'unknown', reason: 'runs or writes a file', at: 0 };
    return { effect: 'execute', reason: 'the database client starts a shell', at: 0 };
  }
  if (dialect === 'tsql' && /^go\b/i.test(line)) return { effect: 'session', reason: 'ends a batch', at: 0 };
  if (dialect === 'tsql' && /^:/.test(line)) return /^:(?:setvar|on error|listvar|serverlist|xml|help|quit|exit|reset|error|connect)\b/i.test(line) ? { effect: 'session', reason: 'a setting of the client', at: 0 } : { effect: 'unknown', reason: 'a client command that runs or writes a file', at: 0 };
  if (dialect !== 'oracle') return undefined;
  if (/^(?:@|start\b|spool\b|save\b|store\b|get\b|edit\b|run\b)/i.test(line)) return { effect: 'unknown', reason: 'runs or writes a file', at: 0 };
  if (/^(?:set|show|prompt|exit|quit|whenever|column|col|describe|desc|define|undefine|variable|print|connect|conn|disconnect|timing|pause|accept|ttitle|btitle|break|compute|clear|list|help)\b(?!.*;\s*\S)/i.test(line) || line === '/') return { effect: 'session', reason: 'a setting of the client', at: 0 };
  return undefined;
}

/** psql reads `\x` anywhere outside quotes, also behind SQL on the same line. */
function backslashOutsideQuotes(line: string): number {
  let quote = '';
  for (let index = 0; index < line.length; index += 1) {
    const char = line.charAt(index);
    if (quote !== '') {
      if (char === '\\') index += 1;
      else if (char === quote) quote = '';
    } else if (char === "'" || char === '"' || char === '`') quote = char;
    else if (line.startsWith('--', index)) return -1;
    else if (char === '\\') return index;
  }
  return -1;
}

/** What stands behind the name of a command, to the end; nothing where more lines follow. */
function behind(name: RegExp, line: string): string | undefined {
  const found = name.exec(line)?.[0];
  return found === undefined ? undefined : /^.*$/.exec(line.slice(found.length).trimStart())?.[0];
}

function backslashCommand(command: string, dialect: SqlDialect): MetaCommand {
  const shell = behind(/^\\!/, command);
  if (shell !== undefined) return { effect: 'execute', reason: 'the database client starts a shell', ...(shell === '' ? {} : { shell }) };
  const file = /^\\(?:i|ir|include|include_relative|\.)\s+(?:'([^']*)'|"([^"]*)"|([^\s'"`;\\]+))\s*;?$/.exec(command);
  if (file !== null) return { effect: 'include', reason: 'runs a file of SQL', file: file[1] ?? file[2] ?? file[3] ?? '' };
  if (/^\\(?:i|ir|include|include_relative|\.)(?:\s|$)/.test(command)) return { effect: 'include', reason: 'runs a file of SQL that is not looked into' };
  if (command.includes('`')) return { effect: 'execute', reason: 'the database client runs a program for the value' };
  if (/^\\(?:o|out|w|write|s)\s+\S|^\\g[x]?\s+[^\s;(]/.test(command)) {
    return /\|/.test(command) ? { effect: 'execute', reason: 'sends the result to a program' } : { effect: 'write-file', reason: 'writes the result to a file' };
  }
  if (/^\\copy\b/.test(command)) return copyCommand(command);
  if (/^\\gexec\b/.test(command)) return { effect: 'execute', reason: 'runs every value of the result as SQL' };
  if (dialect === 'mysql' && /^\\[gGchrs]\s*$/.test(command)) return { effect: 'session', reason: 'a setting of the client' };
  if (psqlReads.test(command)) return { effect: 'read', reason: 'lists what the database holds' };
  if (psqlSession.test(command)) return hidden(command);
  return { effect: 'unknown', reason: 'a client command that is not known' };
}

/** Two commands on one line: `\x \! rm …`. */
function hidden(command: string): MetaCommand {
  const next = command.slice(1).search(/\\[!a-z]/i);
  if (next !== -1) return backslashCommand(command.slice(next + 1), 'postgres');
  return { effect: 'session', reason: 'a setting of the client' };
}

function copyCommand(command: string): MetaCommand {
  if (/\bprogram\b/i.test(command)) return { effect: 'execute', reason: 'copies through a program' };
  if (/\bfrom\b(?![^(]*\))/i.test(command)) return { effect: 'data', reason: 'loads rows from a file' };
  if (/\bto\s+(?:stdout|pstdout)\b/i.test(command)) return { effect: 'read', reason: 'prints a table' };
  return { effect: 'write-file', reason: 'writes the rows to a file' };
}

function mysqlCommand(line: string): MetaCommand {
  const shell = behind(/^system\s+(?=\S)/i, line);
  if (shell !== undefined) return { effect: 'execute', reason: 'the database client starts a program', shell };
  if (/^(?:system|pager|edit)\b/i.test(line)) return { effect: 'execute', reason: 'the database client starts a program' };
  if (/^tee\b/i.test(line)) return { effect: 'write-file', reason: 'writes the session to a file' };
  if (/^source\b/i.test(line)) return included(/^source\s+(\S+?);?$/i.exec(line)?.[1]);
  return { effect: 'unknown', reason: 'changes what ends a statement' };
}

const included = (file: string | undefined): MetaCommand => (file === undefined ? { effect: 'include', reason: 'runs a file of SQL that is not looked into' } : { effect: 'include', reason: 'runs a file of SQL', file });

function sqliteCommand(line: string): MetaCommand {
  const shell = behind(/^\.(?:shell|system)\s+(?=\S)/i, line);
  if (shell !== undefined) return { effect: 'execute', reason: 'the database client starts a program', shell };
  if (/^\.(?:shell|system|sh|sy)/i.test(line) || /^\.(?:output|once|import|excel|www)\b.*\|/i.test(line)) return { effect: 'execute', reason: 'the database client starts a program' };
  if (/^\.load\b/i.test(line)) return { effect: 'execute', reason: 'loads code into the database client' };
  if (/^\.read\b/i.test(line)) return included(/^\.read\s+['"]?([^\s'"|]+)['"]?$/i.exec(line)?.[1]);
  if (/^\.(?:output|once|backup|save|excel|log|archive|ar|clone|www|iotrace)\b\s*\S/i.test(line)) return { effect: 'write-file', reason: 'writes a file' };
  if (/^\.output\s*$/i.test(line)) return { effect: 'session', reason: 'a setting of the client' };
  if (/^\.import\b.*(?:^|[\s'"])(?:\/|~|\.\.\/)/i.test(line)) return { effect: 'unknown', reason: 'loads rows from a file outside the working directory' };
  if (/^\.import\b/i.test(line)) return { effect: 'data', reason: 'loads rows from a file' };
  if (/^\.restore\b/i.test(line)) return { effect: 'unknown', reason: 'overwrites the database with a copy' };
  if (sqliteReads.test(line)) return { effect: 'read', reason: 'lists what the database holds' };
  return { effect: 'unknown', reason: 'a client command that is not known' };
}
