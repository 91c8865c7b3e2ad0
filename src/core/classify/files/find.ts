import type { Effect } from '../../verdict.ts';
import type { Handler, Scope } from '../handler.ts';
import type { Argument, Invocation } from '../invocation.ts';

/** Tests and options with the number of words they take; an action or word that is not listed is not known. */
const tests: Readonly<Record<string, 0 | 1>> = Object.fromEntries([
  ...'-H -L -P -d -depth -follow -mount -xdev -ignore_readdir_race -noignore_readdir_race -daystart -noleaf -empty -executable -readable -writable -nouser -nogroup -true -false -print -print0 -ls -prune -quit -a -and -o -or -not ! ( ) , -help --help -version --version -warn -nowarn'.split(' ').map((name) => [name, 0] as const),
  ...'-maxdepth -mindepth -regextype -amin -anewer -atime -cmin -cnewer -ctime -fstype -gid -group -ilname -iname -inum -ipath -iregex -iwholename -links -lname -mmin -mtime -name -newer -newerat -newerct -newermt -newermm -path -perm -regex -samefile -size -type -uid -used -user -wholename -xtype -context -printf -D -Olevel -files0-from -f'.split(' ').map((name) => [name, 1] as const),
]);

/** find: what its actions do to what its tests leave over. */
export const find: Handler = (invocation, scope) => new FindReader(invocation, scope).effects();

class FindReader {
  private readonly roots: Argument[] = [];
  private readonly sink: Effect[] = [];
  private name: string | undefined;
  private negated = false;
  private alternatives = false;
  private readonly invocation: Invocation;
  private readonly scope: Scope;

  constructor(invocation: Invocation, scope: Scope) {
    this.invocation = invocation;
    this.scope = scope;
  }

  effects(): readonly Effect[] {
    const words = this.invocation.words.slice(1);
    const open = words.find((word) => word.mayBeOption === true && word.splits);
    if (open !== undefined) this.sink.push(this.scope.uninspectable('files.find', `\`${open.raw}\` is not known before it runs, and may be an action that deletes`, open.span));
    const first = words.findIndex((word) => word.text !== undefined && /^(?:-(?![HLP]$)|[(!,])/.test(word.text));
    const end = first < 0 ? words.length : first;
    this.roots.push(...words.slice(0, end).filter((word) => !/^-[HLP]$/.test(word.text ?? '')));
    if (this.roots.length === 0) this.roots.push({ text: '.', raw: '.', glob: false, splits: false, span: this.invocation.span });
    for (let index = end; index < words.length; ) index += this.expression(words, index);
    return this.sink;
  }

  /** Reads one test or action; returns how many words it took. */
  private expression(words: readonly Argument[], index: number): number {
    const word = words[index];
    const text = word?.text;
    if (word === undefined || text === undefined) {
      if (word !== undefined) this.refuse(word);
      return 1;
    }
    if (text === '-name' || text === '-iname' || text === '-path' || text === '-ipath') {
      // A negated test beside another only leaves more out.
      if (!this.negated) this.name = words[index + 1]?.text;
      this.negated = false;
      return 2;
    }
    if (text === '!' || text === '-not') this.negated = true;
    if (text === '-o' || text === '-or' || text === ',') this.alternatives = true;
    if (/^-(?:exec|execdir|ok|okdir)$/.test(text)) return this.run(words, index);
    if (text === '-delete') {
      this.sink.push(...this.remove(word, 'delete-tree'));
      return 1;
    }
    if (/^-f(?:print0?|ls|printf)$/.test(text)) {
      const file = words[index + 1];
      if (file !== undefined) this.sink.push(...this.scope.path('write', file, 'files.find'));
      return text === '-fprintf' ? 3 : 2;
    }
    const takes = Object.hasOwn(tests, text) ? tests[text] : undefined;
    if (takes === undefined && !/^-O\d$/.test(text)) this.refuse(word);
    return 1 + (takes ?? 0);
  }

  private refuse(word: Argument): void {
    this.sink.push(this.scope.uninspectable('files.find', `\`find\` has no expression \`${word.raw}\` that is known`, word.span));
  }

  /** `-exec COMMAND ;`: `{}` stands for what was found. */
  private run(words: readonly Argument[], index: number): number {
    let end = index + 1;
    while (end < words.length && words[end]?.text !== ';' && !(words[end]?.text === '+' && words[end - 1]?.text === '{}')) end += 1;
    const command = words.slice(index + 1, end).filter((word) => word.text !== '+');
    const single = words[end]?.text === ';' ? { one: true as const } : {};
    for (const found of this.found()) {
      const filled = command.map((word) => (word.text?.includes('{}') === true ? { ...word, text: found.text === undefined ? undefined : word.text.replaceAll('{}', found.text), glob: true, ...single } : word));
      const span = command[0]?.span ?? this.invocation.span;
      this.sink.push(...this.scope.command(filled, span));
    }
    return end - index + 1;
  }

  private remove(word: Argument, use: 'delete-tree'): readonly Effect[] {
    return this.found().flatMap((found) => this.scope.path(use, { ...found, span: word.span }, 'files.find'));
  }

  /** What is found, as globs over all that lies below a root, at any depth. With alternatives or a negated name it can be anything below the roots. */
  private found(): readonly Argument[] {
    const pattern = this.alternatives || this.name === undefined || this.name.includes('/') ? '**' : `**/${this.name}`;
    return this.roots.map((root) => ({ ...root, glob: true, text: root.text === undefined ? undefined : `${root.text.replace(/(?<!\/)\/+$/, '')}/${pattern}` }));
  }
}
