/** A rule of a makefile. */
export interface MakeRule {
  readonly needs: readonly string[];
  readonly recipe: readonly string[];
}

/** What a makefile says, with its variables not yet expanded. */
export interface Makefile {
  readonly rules: ReadonlyMap<string, MakeRule>;
  readonly variables: ReadonlyMap<string, string>;
  /** First target that is no special one. */
  readonly first: string | undefined;
  /** Names of files that could not be read, or parts that are made while make runs. */
  readonly unread: readonly string[];
  /** Texts whose `$(shell …)` runs while the file is read. */
  readonly immediate: readonly string[];
  readonly oneShell: boolean;
}

/** Reads an included file: its text, `missing` where that may be, undefined where it is not known. */
export type Include = (name: string) => readonly string[] | undefined;

/** Which side of conditionals is read. */
export interface Side {
  /** The last instead of the first. */
  readonly otherwise: boolean;
  readonly windows: boolean;
}

/** Most lines that are read of one makefile and what it includes. */
const maxLines = 20_000;

/**
 * Reads a makefile with what it includes. Of conditionals one side is read; who wants to know everything reads twice.
 */
export function readMakefile(text: string, include: Include, side: Side): Makefile {
  const reader = new MakeReader(include, side);
  reader.read(text, 0);
  return reader.result();
}

/** Whether a makefile has conditionals at all. */
export const hasConditionals = (text: string): boolean => /^[ \t]*if(?:n?eq|n?def)\b/m.test(text);

class MakeReader {
  private readonly rules = new Map<string, { needs: string[]; recipe: string[] }>();
  private readonly variables = new Map<string, string>();
  private readonly unread: string[] = [];
  private readonly immediate: string[] = [];
  private first: string | undefined;
  private current: readonly string[] = [];
  private oneShell = false;
  private left = maxLines;
  private readonly include: Include;
  private readonly side: Side;

  constructor(include: Include, side: Side) {
    this.include = include;
    this.side = side;
  }

  result(): Makefile {
    const { rules, variables, first, unread, immediate, oneShell } = this;
    return { rules, variables, first, unread: this.left < 0 ? [...unread, 'the rest of a very long file'] : unread, immediate, oneShell };
  }

  read(text: string, depth: number): void {
    const lines = text.replace(/\r\n/g, '\n').replace(/\\\n[ \t]*/g, ' ').split('\n');
    const open: boolean[] = [];
    for (let at = 0; at < lines.length && (this.left -= 1) >= 0; at += 1) {
      const line = lines[at] ?? '';
      const plain = line.trim();
      if (/^if(?:n?eq|n?def)\b/.test(plain)) open.push(this.holds(plain));
      else if (/^else\b/.test(plain) && open.length > 0) open.push(open.pop() !== true);
      else if (/^endif\b/.test(plain) && open.length > 0) open.pop();
      else if (open.includes(false)) continue;
      else if (/^(?:override\s+)?define\s/.test(plain)) at = this.definition(lines, at);
      else if (line.startsWith('\t')) this.recipeLine(line.slice(1));
      else this.statement(withoutComment(line), depth);
    }
  }

  /** Whether a conditional is taken: what asks for Windows is known, everything else is a matter of the side. */
  private holds(condition: string): boolean {
    const asksWindows = /\$[({]OS[)}].*Windows_NT/.test(condition);
    return asksWindows ? condition.startsWith('ifeq') === this.side.windows : !this.side.otherwise;
  }

  private recipeLine(line: string): void {
    for (const target of this.current) this.rules.get(target)?.recipe.push(line);
  }

  /** `define NAME … endef`; returns the last line of it. */
  private definition(lines: readonly string[], at: number): number {
    const name = /define\s+([^\s=:+?]+)/.exec(lines[at] ?? '')?.[1] ?? '';
    let end = at + 1;
    while (end < lines.length && (lines[end] ?? '').trim() !== 'endef') end += 1;
    this.variables.set(name, lines.slice(at + 1, end).join('\n'));
    this.left -= end - at;
    return end;
  }

  private statement(line: string, depth: number): void {
    const plain = line.trim();
    if (plain === '') return;
    const included = /^(-|s)?include\s(.*)$/.exec(plain);
    if (included !== null) {
      for (const name of (included[2] ?? '').trimStart().split(/\s+/)) this.includeFile(name, included[1] !== undefined, depth);
      return;
    }
    if (/\$[({]eval\b/.test(plain)) this.unread.push('what `$(eval …)` makes');
    const assignment = /^(?:export\s+|override\s+|private\s+)*([^\s:#=+?!$]+)\s*(:::?|::|[:?+!])?=(.*)$/s.exec(plain);
    if (assignment?.[1] !== undefined) return this.assign(assignment[1], assignment[2] ?? '', assignment[3]?.trimStart() ?? '');
    const colon = colonOf(plain);
    if (colon >= 0) this.rule(plain.slice(0, colon), plain.slice(colon + 1).replace(/^:/, ''));
  }

  private assign(name: string, operator: string, value: string): void {
    const before = this.variables.get(name);
    if (operator === '?' && before !== undefined) return;
    const text = operator === '!' ? `$(shell ${value})` : value;
    this.variables.set(name, operator === '+' && before !== undefined ? `${before} ${text}` : text);
    if (operator.startsWith(':') || operator === '!') this.immediate.push(text);
  }

  private includeFile(name: string, optional: boolean, depth: number): void {
    if (name === '') return;
    // Dependency files of compilers (`$(OBJ:.o=.d)`) hold no recipes.
    if (/\.d$|\.d\)|\.d\}/.test(name) || (optional && name.includes('$'))) return;
    const texts = name.includes('$') || depth > 8 ? undefined : this.include(name);
    if (texts === undefined && !optional) this.unread.push(`\`${name}\``);
    for (const text of texts ?? []) this.read(text, depth + 1);
  }

  private rule(head: string, rest: string): void {
    const [plainNeeds, inline] = splitOnce(rest, ';');
    const specific = /^\s*(?:export\s+|override\s+|private\s+)*([\w.-]+)\s*([:?+]?)=(.*)$/.exec(plainNeeds);
    if (specific?.[1] !== undefined) return this.assign(specific[1], specific[2] ?? '', specific[3]?.trimStart() ?? '');
    // `objects: %.o: %.c`: the pattern in the middle only says which is made from which.
    const second = colonOf(plainNeeds);
    const needs = (second < 0 ? plainNeeds : plainNeeds.slice(second + 1)).replace('|', ' ').split(/\s+/).filter((need) => need !== '');
    this.current = splitWords(head);
    for (const target of this.current) {
      if (target === '.ONESHELL') this.oneShell = true;
      const rule = this.rules.get(target) ?? { needs: [], recipe: [] };
      rule.needs.push(...needs);
      if (inline !== undefined) rule.recipe.push(inline.trim());
      this.rules.set(target, rule);
      if (this.first === undefined && !target.startsWith('.') && !target.includes('%')) this.first = target;
    }
  }
}

/** The colon of a rule, outside of `$(…)`; -1 where there is none. */
function colonOf(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '(' || char === '{') depth += 1;
    else if (char === ')' || char === '}') depth -= 1;
    else if (char === ':' && depth <= 0 && text.charAt(at + 1) !== '=' && !/^[A-Za-z]:[\\/]/.test(text.slice(at - 1, at + 2))) return at;
  }
  return -1;
}

function splitOnce(text: string, mark: string): readonly [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Words, of which `$(…)` with blanks inside is one. */
const splitWords = (text: string): readonly string[] => text.match(/(?:\$[({][^)}]*[)}]|[^\s])+/g) ?? [];

function withoutComment(line: string): string {
  const at = line.search(/(?:^|[^\\])#/);
  return at < 0 ? line : line.slice(0, line.charAt(at) === '#' ? at : at + 1);
}
