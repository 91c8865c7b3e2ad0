import type { Effect, Span } from '../verdict.ts';
import { bareCode, type BareCode } from './code/literals.ts';
import { knownStatements } from './code/knownStatements.ts';
import { primitives, type Primitives } from './code/primitives.ts';
import { guardEffect, guardedByCopy } from '../resolve/guardReach.ts';
import { requestEffects } from './code/requests.ts';
import type { PathUse, Scope } from './handler.ts';
import type { Argument } from './invocation.ts';
import type { Language } from './programTable.ts';

/** Calls of database libraries and frameworks that drop, reset or empty. */
const databaseCalls = /\.(?:drop_all|dropAll|drop_database|dropDatabase|drop_table|dropTable|deleteMany|delete_many|truncate|sync|migrate|flushall|flushdb|flushAll|flushDb|destroy|remove|drop)\s*\(/g;
const wholeEnvironment = /\b(?:print|pprint|log|dir|table|dumps?|stringify|write|puts|pp?|inspect|print_r|var_dump|var_export|json_encode|echo|say|Dumper)\b\s*(?:\(\s*)?(?:(?:\w+\.)?\w+\s*\(\s*)?(?:(?:os\.environ|process\.env|ENV|%ENV|\\%ENV|\$_ENV|\$_SERVER)\b\s*(?!\.(?!items|to_h|to_a|inspect|copy)|[[{?])|getenv\s*\(\s*\))|\bfor(?:each)?\b(?:(?!\bfor(?:each)?\b)[^\n])*(?:\bos\.environ\b(?!\.(?:get|keys))|\bprocess\.env\b(?!\.)|%ENV\b|\$_ENV\b)/g;

/** Effects of inline code or a script, by a scan for primitives (run, delete, write, network) with literal arguments; anything else asks. */
export function codeEffects(language: Language, code: string, scope: Scope, span: Span): readonly Effect[] {
  if (language === 'vim') return vimEffects(code, scope, span);
  const known = primitives[language];
  const plain = known === undefined ? knownStatements(language, code) : undefined;
  if (plain !== undefined) return [plain === 'shows' ? scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', rule: 'code.computes', reason: 'the code only reads and computes' }, span) : scope.effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', rule: 'code.project', reason: 'builds, checks or tests the project' }, span)];
  if (known === undefined || code.length > 256 * 1024) return [scope.uninspectable('code.unread', `the ${language} code \`${code.slice(0, 60).trim().replace(/\s+/g, ' ')}\` could not be read`, span)];
  return new Scan(known, bareCode(language, code), scope, span).effects();
}

class Scan {
  private readonly sink: Effect[] = [];
  private readonly known: Primitives;
  private readonly code: BareCode;
  private readonly scope: Scope;
  private readonly span: Span;

  constructor(known: Primitives, code: BareCode, scope: Scope, span: Span) {
    this.known = known;
    this.code = code;
    this.scope = scope;
    this.span = span;
  }

  effects(): readonly Effect[] {
    const { known, code, scope, span, sink } = this;
    for (const end of this.calls(known.run)) this.run(end);
    for (const end of this.calls(known.removeTree)) this.path('delete-tree', end);
    for (const end of this.calls(known.remove)) this.path('delete', end);
    for (const end of this.calls(known.write)) this.written(end);
    for (const end of this.calls(known.read)) {
      const file = this.literalAt(end);
      if (file?.text !== undefined) sink.push(...scope.path('read', file, 'code.read'));
    }
    if (matches(known.hidden, code.bare)) sink.push(scope.uninspectable('code.hidden', 'the code makes or finds other code when it runs', span));
    sink.push(...requestEffects(code, scope, span));
    if (matches(wholeEnvironment, code.bare)) sink.push(scope.effect({ kind: 'secret', reversibility: 'recoverable', blastRadius: 'machine', rule: 'code.environment', reason: 'shows the whole environment with its secrets to the agent' }, span));
    for (const end of this.calls(/\.(?:execute|executemany|executescript|query|exec_driver_sql|\$executeRaw(?:Unsafe)?|\$queryRaw(?:Unsafe)?|raw)\s*\(/g)) this.sql(end);
    for (const [call] of code.bare.matchAll(databaseCalls)) {
      if (/\.(?:remove|drop|sync|migrate|destroy|truncate)\b/.test(call) && !/sequelize|mongoose|prisma|sqlalchemy|typeorm|knex|drizzle|\bdb\b|Base\.metadata/.test(code.bare + code.strings.join(' '))) continue;
      sink.push(scope.effect({ kind: 'database', reversibility: 'irreversible', blastRadius: scope.connectionRadius(scope.variable('DATABASE_URL')), rule: 'code.database', reason: `the code calls \`${call.slice(1).trim()}\` on a database` }, span));
    }
    this.imports();
    return sink.length > 0 ? sink : [scope.effect({ kind: 'read', reversibility: 'read-only', blastRadius: 'workspace', rule: 'code.computes', reason: 'the code only reads and computes' }, span)];
  }

  /** Offsets behind the opening bracket of each call. */
  private calls(pattern: RegExp): readonly number[] {
    return [...this.code.bare.matchAll(pattern)].map((found) => found.index + found[0].length);
  }

  /** The first argument, when it is one string; `text` undefined when it holds a computed part. */
  private literalAt(end: number): Argument | undefined {
    const found = /^\s*(?:(?:os\.path\.(?:expanduser|abspath|realpath|normpath)|(?:pathlib\.)?Path)\s*\(\s*){0,3}"(\d+)"\s*(?:\)\s*(?=[,)])){0,3}(?=[,)\];\n]|$)/.exec(this.code.bare.slice(end, end + 200));
    return found === null ? undefined : this.word(found[1]);
  }

  /** `for p in Path("src").rglob("*.ts"): p.write_text(`: what the pattern finds in the directory is written. */
  private globBefore(end: number): Argument | undefined {
    const name = /(?:^|[^\w.])([A-Za-z_]\w*)\.\w+\s*\($/.exec(this.code.bare.slice(Math.max(0, end - 60), end))?.[1];
    const loops = name === undefined ? [] : [...this.code.bare.matchAll(/\bfor\s+(\w+)\s+in\s+(?:(?:sorted|list)\s*\(\s*)?(?:pathlib\.)?Path\s*\(\s*(?:"(\d+)"\s*)?\)\s*\.r?glob\s*\(\s*"(\d+)"\s*\)/g)].filter(([, variable]) => variable === name);
    const [found] = loops;
    const directory = found?.[2] === undefined ? { text: '.' } : this.word(found[2]);
    const pattern = this.word(found?.[3]);
    const isSet = name !== undefined && new RegExp(`(?:^|[\\n;:])[ \\t]*${name}\\s*(?::[^=\\n]*)?=[^=]`).test(this.code.bare);
    if (loops.length !== 1 || isSet || directory.text === undefined || pattern.text === undefined || pattern.text.includes('..')) return undefined;
    return { ...pattern, text: `${directory.text.replace(/\/$/, '')}/${pattern.text}`, glob: true };
  }

  /** `Path("a").write_text(`: the path stands before the call. */
  private pathBefore(end: number): Argument | undefined {
    const found = /Path\s*\(\s*"(\d+)"\s*\)\s*(?:\.(?:expanduser|resolve|absolute)\s*\(\s*\)\s*){0,3}\.\w+\s*\($/.exec(this.code.bare.slice(Math.max(0, end - 200), end));
    return found === null ? undefined : this.word(found[1]);
  }

  private word(index: string | undefined): Argument {
    const text = this.code.strings[Number(index)];
    // Where the code changes its directory, a relative path may lie anywhere.
    const moved = text !== undefined && !/^[~/]/.test(text) && matches(/\bchdir\s*\(/g, this.code.bare);
    return { text: moved ? undefined : text?.startsWith('~/') === true ? this.scope.world.home + text.slice(1) : text, raw: text ?? 'a computed text', glob: /[*?]/.test(text ?? ''), splits: false, span: this.span };
  }

  private run(end: number): void {
    const { scope, span, sink } = this;
    const rest = this.code.bare.slice(end, end + 2000);
    // `spawn("rm", ["-rf", "x"])`: the words of the list stand behind the program.
    const started = /^\s*"(\d+)"\s*,\s*\[([^\]]*)\]/.exec(rest);
    if (started !== null) {
      const [, program, more = ''] = started;
      if (/[^"\d,\s]/.test(more)) sink.push(scope.uninspectable('code.runs', `the code runs \`${this.word(program).raw}\` with words that are only known when it runs`, span));
      sink.push(...scope.command([program, ...[...more.matchAll(/"(\d+)"/g)].map(([, index]) => index)].map((index) => this.word(index)), span));
      return;
    }
    const list = /^\s*\[\s*((?:"\d+"\s*(?:,\s*)?)*)\]/.exec(rest) ?? /^\s*((?:"\d+"\s*,\s*)*"\d+")\s*(?=[);\n]|$|,\s*(?:\w+\s*=|[{[(]|function))/.exec(rest);
    const words = [...(list?.[1] ?? '').matchAll(/"(\d+)"/g)].map(([, index]) => this.word(index));
    if (words.length === 0 || words.some((word) => word.text === undefined)) sink.push(scope.uninspectable('code.runs', 'the code runs a command that is only known when it runs', span));
    else if (words.length === 1 && words[0]?.text !== undefined && !rest.trimStart().startsWith('[')) sink.push(...scope.shell(words[0].text, span));
    else sink.push(...scope.command(words, span));
  }

  private path(use: PathUse, end: number): void {
    const file = this.literalAt(end);
    const target = this.pathBefore(end) ?? file;
    this.sink.push(...this.scope.path(use, target ?? { text: undefined, raw: 'what the code computes', glob: false, splits: false, span: this.span }, 'code.delete'));
  }

  private written(end: number): void {
    const call = this.code.bare.slice(Math.max(0, end - 40), end);
    if (/(?:\bcopy\w*|\bcp(?:Sync)?|\brename(?:Sync)?|\breplace|link(?:Sync)?)\s*\($/.test(call)) return this.transferred(end, /\b(?:rename(?:Sync)?|replace)\s*\($/.test(call));
    // What `.write_text(` is given is the content; the path stands before it.
    const file = this.pathBefore(end) ?? this.globBefore(end) ?? (/\.write_(?:text|bytes)\s*\($/.test(call) ? undefined : this.literalAt(end));
    const mode = /^[^,()]*,\s*(?:mode\s*=\s*)?"(\d+)"/.exec(this.code.bare.slice(end, end + 200))?.[1];
    if (/open(?:Sync)?\s*\($/.test(call) && mode !== undefined && !/[wax+]/.test(this.code.strings[Number(mode)] ?? 'w')) return;
    this.sink.push(...this.scope.path('write', file ?? { text: undefined, raw: 'what the code computes', glob: false, splits: false, span: this.span }, 'code.write'));
  }

  /** `copyFile(from, to)`, `rename(from, to)`: the second word is written over, and the first is gone when it moves. */
  private transferred(end: number, moves: boolean): void {
    const { scope, span, sink } = this;
    const found = /^(?:\s*"(\d+)"\s*|[^,()]*),\s*(?:"(\d+)")?/.exec(this.code.bare.slice(end, end + 200));
    const computed: Argument = { text: undefined, raw: 'what the code computes', glob: false, splits: false, span };
    if (moves) sink.push(...scope.path('move', found?.[1] === undefined ? computed : this.word(found[1]), 'code.write'));
    const [from, to] = [found?.[1], found?.[2]].map((index) => (index === undefined ? undefined : scope.resolve(this.word(index).text ?? '')));
    const held = from === undefined || to === undefined ? undefined : guardedByCopy(scope.realPath(from), scope.realPath(to), scope);
    if (held !== undefined) sink.push(guardEffect('changes', held, computed, scope));
    sink.push(...scope.path('replace', found?.[2] === undefined ? computed : this.word(found[2]), 'code.write'));
  }

  private sql(end: number): void {
    const statement = this.literalAt(end);
    const names = this.code.bare.match(/\b(?:process\.env\.|ENV\.)?\w*(?:URL|URI|DSN|DB|DATABASE|CONNECTION)\w*/gi) ?? [];
    const marked = [...this.code.strings, ...names].find((text) => text !== undefined && this.scope.isProduction(text));
    const connection = marked ?? this.scope.variable('DATABASE_URL');
    if (statement?.text !== undefined) this.sink.push(...this.scope.sql(statement.text, connection, this.span));
    else this.sink.push(this.scope.uninspectable('code.sql', 'the code runs a statement that is only known when it runs', this.span, { kind: 'database', blastRadius: this.scope.connectionRadius(connection) }));
  }

  /** A module that is not known may do anything: functions of the project too. */
  private imports(): void {
    for (const [, first = '', second = ''] of this.code.bare.matchAll(this.known.imports)) {
      const names = first.startsWith('"') ? [this.code.strings[Number(first.slice(1, -1))] ?? '?'] : (first + second).split(',').map((name) => name.trim().split(/\s+/)[0] ?? '');
      const unknown = names.find((name) => name !== '' && !this.known.modules.test(name));
      if (unknown !== undefined) this.sink.push(this.scope.uninspectable('code.module', `what the module \`${unknown}\` does is not known`, this.span));
    }
  }
}

const matches = (pattern: RegExp, text: string): boolean => text.search(pattern) >= 0;

/** Ex commands: `!` runs a shell, `w` writes; a few others only move or quit. */
function vimEffects(code: string, scope: Scope, span: Span): readonly Effect[] {
  return code.split(/\n|(?<!\|)\|(?!\|)/).flatMap((line) => {
    const command = line.trim().replace(/^:+/, '');
    if (/^(?:[\d%,.$]*)!/.test(command)) return scope.shell(command.replace(/^[\d%,.$]*!/, ''), span);
    const file = /^w(?:rite)?!?\s+(?!!)(\S+)$/.exec(command)?.[1];
    if (file !== undefined) return scope.path('write', { text: file, raw: file, glob: false, splits: false, span }, 'editor.write');
    if (/^(?:|q|qa|q!|qa!|wq|wqa|x|w|wa|set?\s.*|\d+|%?s\/(?:\\.|[^/\\])*\/(?:\\.|[^/\\])*\/[gci]*|g\/.*\/[dp]|noh\w*|syntax\s+\w+)$/.test(command)) return [];
    return [scope.uninspectable('editor.command', `what the editor command \`${command.slice(0, 60)}\` does is not known`, span)];
  });
}
