import type { Effect, Span } from '../../verdict.ts';
import type { Scope } from '../handler.ts';
import { graphqlDeeds } from '../http/graphql.ts';
import { httpEffects, wordOf } from '../http.ts';
import type { McpCall } from '../mcp.ts';
import type { Language } from '../programTable.ts';
import { listMember, textMember, type ArgumentText } from './argumentText.ts';
import { claimOf, nameParts } from './toolName.ts';

export interface HiddenEffects {
  readonly effects: readonly Effect[];
  /** A query, command, code or request was found: it says what the call does. */
  readonly decisive: boolean;
}

const sqlKeys = /^(?:\w*sql\w*|query|queries|statement|statements|migration|q|ddl)$/;
/** Members that hold a search as often as a statement. */
const searchKeys = /^(?:query|queries|q)$/;
const shellKeys = /^(?:\w*command|cmd|commands|shell|bash|\w*commandline|script)$/;
/** Words that are typed into a terminal. */
const typedKeys = /^(?:keys|keystrokes|input|stdin|text|data|chars)$/;
const terminalTool = /(?:^|_)(?:terminal|tmux|pty|console|shell|iterm|screen)(?:_|$)/;
/** Command lines that servers offer as one tool, whose arguments are the words behind its name. */
const commandLines = /^(?:kubectl|helm|docker|git|aws|gcloud|az|terraform|tofu|gh|glab|psql|mysql|redis-cli|argocd|flux|npm|pnpm|yarn|vercel|netlify|heroku|fly|flyctl|doctl|supabase|wrangler|firebase)$/;
const codeKeys = /^(?:code|source|expression|python|javascript|js)$/;
const proseKeys = /^(?:content|contents|text|body|message|title|description|prompt|comment|newstring|oldstring|newstr|oldstr|summary|note|notes|thought|topic)$/;
const sqlStart =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\()*(?:select|with|insert|update|delete|drop|truncate|alter|create|grant|revoke|explain|show|copy|merge|replace|call|exec|execute|do|vacuum|set|begin|pragma|describe|values|start|commit|rollback|end|abort|savepoint|release|use|reset|rename|kill|flush|shutdown|load|import|refresh|reindex|cluster|lock|optimize|analyze|discard|prepare|deallocate|declare|attach|detach|comment|reassign|security|purge|restore|backup|unload|undrop|if|while|print)\b/i;
/** A statement, and not a search for words like `delete account`. */
const sqlShape = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\()*(?:delete\s+(?:\w+\s+)?from\s|drop\s+\w+\s+\S|truncate\s+\S+\s*(?:;\s*)?$|truncate\s+table\s|update\s[\s\S]+?\sset\s|insert\s+(?:\w+\s+)?into\s|alter\s+\w+\s+\S|create\s+(?:or\s+replace\s+)?(?:table|index|view|function|trigger|schema|database|user|role|extension|materialized|unique|temp)|grant\s[\s\S]+?\sto\s|revoke\s[\s\S]+?\sfrom\s|copy\s[\s\S]+?\s(?:to|from)\s|merge\s+into\s|replace\s+into\s|call\s+\w+\s*\(|do\s+\$|exec(?:ute)?\s|select\s[\s\S]+?(?:\sfrom\s|\()|with\s+(?:recursive\s+)?\w[^;]*?\sas\s)/i;
const databaseTool = /sql|postgres|pg|mysql|maria|db|database|supabase|neon|redshift|cockroach|timescale|bigquery|snowflake|clickhouse|oracle|planetscale|turso|prisma|drizzle/i;
const sqlChange = /(?:^|;)\s*(?:drop\s+(?:table|schema|database|view|index|user|role|column)|truncate\s+(?:table\s+)?\w|delete\s+from|update\s+\S+\s+set\b|insert\s+into|alter\s+(?:table|database|role|user)|grant\s+\w)/i;
const shellTool = /(?:^|_)(?:shell|bash|sh|zsh|terminal|exec|execute|run|command|cmd|ssh|process|powershell|cli|console)(?:_|$)/;

/** Looks for other doors inside the arguments: SQL, shell, code, requests, GraphQL. */
export function hiddenEffects(call: McpCall, texts: readonly ArgumentText[], scope: Scope, span: Span): HiddenEffects {
  const effects: Effect[] = [];
  let decisive = false;
  const found = (more: readonly Effect[]): void => {
    effects.push(...more);
    decisive = true;
  };
  const words = wordsOf(call);
  if (words !== undefined) found(scope.command(words.map((word) => wordOf(word, span)), span));
  for (const { key, text } of texts) {
    const name = key.replace(/[_-]/g, '');
    if (isSearch(call, name)) continue;
    if (isGraphql(name, text)) found([graphql(text, call, scope, span)]);
    else if (sqlKeys.test(name) && isStatement(call, name, text)) found(scope.sql(text, connectionOf(call), span));
    else if (words !== undefined && words.includes(text)) continue;
    else if (typedKeys.test(name) && terminalTool.test(nameParts(`${call.server ?? ''}_${call.tool}`).join('_'))) effects.push(...scope.shell(text, span));
    else if (shellKeys.test(name) && isShell(call, text)) found(scope.shell(within(call, withArguments(call, text)), span));
    else if (codeKeys.test(name) && codeLanguage(call) !== undefined) found(codeCell(codeLanguage(call) ?? 'other', text, scope, span));
    else if (!proseKeys.test(name) && sqlChange.test(text)) found(scope.sql(text, connectionOf(call), span));
  }
  if (/"\$(?:out|merge)"\s*:/.test(JSON.stringify(call.input ?? ''))) found([scope.effect({ kind: 'database', reversibility: 'irreversible', blastRadius: 'shared', rule: 'mcp.writes-result', reason: 'writes the result over a collection' }, span)]);
  const request = requestOf(call);
  if (request !== undefined) found(httpEffects({ ...request, url: wordOf(request.url, span), sends: [] }, scope, span));
  return { effects, decisive };
}

/** A command given word by word; undefined = as text, or none. */
function wordsOf(call: McpCall): readonly string[] | undefined {
  const list = listMember(call.input, 'command', 'cmd', 'argv');
  const tool = call.tool.toLowerCase();
  if (!commandLines.test(tool)) return list;
  const behind = list ?? listMember(call.input, 'args', 'arguments', 'parameters') ?? (/[^\w\s./:=@,-]/.test(textMember(call.input, 'args', 'arguments', 'command', 'cmd') ?? '') ? undefined : textMember(call.input, 'args', 'arguments', 'command', 'cmd')?.split(/\s+/));
  return behind === undefined || behind[0] === tool ? behind : [tool, ...behind];
}

/** A cell of a notebook: lines with `!` and cells with `%%bash` go to a shell. */
function codeCell(language: Language, text: string, scope: Scope, span: Span): readonly Effect[] {
  if (language !== 'python') return scope.code(language, text, span);
  const cell = /^\s*%%(?:bash|sh|script\s+\w|cmd|system)[^\n]*\n([^]*)$/.exec(text)?.[1];
  if (cell !== undefined) return scope.shell(cell, span);
  const lines = text.split('\n');
  const shell = lines.filter((line) => /^\s*(?:!|%(?:sx|system|bash|sh)\b)/.test(line));
  const rest = lines.filter((line) => !/^\s*[!%]/.test(line)).join('\n');
  return [...shell.flatMap((line) => scope.shell(line.replace(/^\s*(?:!+|%\w+)\s*/, ''), span)), ...scope.code('python', rest, span)];
}

/** A search for words about a statement is a search. */
const isSearch = (call: McpCall, key: string): boolean => searchKeys.test(key) && nameParts(call.tool).includes('search') && !databaseTool.test(call.server ?? '');

/** Any statement to a database; elsewhere a search may begin with the same words. */
function isStatement(call: McpCall, key: string, text: string): boolean {
  const database = !searchKeys.test(key) || databaseTool.test(`${call.server ?? ''} ${call.tool}`);
  // Behind a semicolon stands a statement, whatever the text begins with.
  return database ? sqlStart.test(text) || /;\s*\S/.test(text) : sqlShape.test(text) || sqlChange.test(text);
}

/** `command: "view"` beside a path is a verb of the tool; text with blanks, or any text in a shell tool, is a command. */
function isShell(call: McpCall, text: string): boolean {
  const name = nameParts(`${call.server ?? ''}_${call.tool}`).join('_');
  return shellTool.test(name) || /\S\s+\S/.test(text);
}

function withArguments(call: McpCall, command: string): string {
  const list = listMember(call.input, 'args', 'arguments', 'parameters');
  return list === undefined ? command : [command, ...list.map(quote)].join(' ');
}

function within(call: McpCall, command: string): string {
  const directory = textMember(call.input, 'cwd', 'workdir', 'workingdirectory', 'directory');
  return directory === undefined ? command : `cd ${quote(directory)} && ${command}`;
}

const quote = (word: string): string => `'${word.replace(/'/g, "'\\''")}'`;

function isGraphql(key: string, text: string): boolean {
  if (!/^(?:query|mutation|graphql|document|gql|operation)$/.test(key)) return false;
  return /^\s*(?:#[^\n]*\n\s*)*(?:\{|(?:query|mutation|subscription|fragment)\b[^;]*\{)/.test(text);
}

function graphql(text: string, call: McpCall, scope: Scope, span: Span): Effect {
  const deeds = graphqlDeeds(text);
  const reversibility = deeds === 'query' ? 'read-only' : deeds === 'mutation' ? 'recoverable' : 'irreversible';
  const target = { kind: 'other', name: `${call.server ?? ''}/${call.tool}` } as const;
  return scope.effect({ kind: 'network', reversibility, blastRadius: 'shared', rule: `mcp.graphql-${deeds}`, reason: deeds === 'query' ? 'reads by a GraphQL query' : 'a GraphQL mutation changes data', target }, span);
}

/** The connection that a call names, or its server as a remote of the dialect that its name tells. */
function connectionOf(call: McpCall): string {
  const named = textMember(call.input, 'connection', 'connectionstring', 'connectionurl', 'databaseurl', 'dsn', 'dbpath', 'databasepath');
  if (named !== undefined) return named;
  const server = `${call.server ?? ''} ${call.tool}`.toLowerCase();
  const project = textMember(call.input, 'projectid', 'database', 'databasename', 'environment', 'instance') ?? '';
  const host = `${(call.server ?? 'server').toLowerCase().replace(/[^a-z0-9.-]/g, '-')}.mcp`;
  const dialect = /sqlite/.test(server) ? 'sqlite' : /mysql|mariadb|planetscale|tidb/.test(server) ? 'mysql' : /postgres|supabase|neon|pg|timescale|cockroach|redshift|alloydb/.test(server) ? 'postgres' : 'sql';
  return dialect === 'sqlite' ? 'sqlite+server://localhost' : `${dialect}://${host}/${project}`;
}

function codeLanguage(call: McpCall): Language | undefined {
  const said = `${textMember(call.input, 'language', 'lang', 'runtime', 'kernel') ?? ''} ${call.server ?? ''} ${call.tool}`.toLowerCase();
  if (/python|jupyter|notebook|ipynb/.test(said)) return 'python';
  if (/javascript|typescript|node|js\b/.test(said)) return 'javascript';
  if (/bash|shell/.test(said)) return 'shell';
  return /run|exec|eval|code|interpreter|sandbox|repl/.test(said) ? 'other' : undefined;
}

function requestOf(call: McpCall): { readonly url: string; readonly method: string; readonly body: string | undefined } | undefined {
  const url = textMember(call.input, 'url', 'endpoint', 'uri');
  if (url === undefined || !/^https?:/i.test(url)) return undefined;
  const method = textMember(call.input, 'method', 'httpmethod', 'verb');
  const body = textMember(call.input, 'body', 'data', 'payload');
  if (method === undefined && claimOf(call.tool) !== 'read') return undefined;
  return { url, method: method ?? (body === undefined ? 'GET' : 'POST'), body };
}
