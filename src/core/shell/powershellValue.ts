import type { Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Span } from '../verdict.ts';
import { SharedMap } from './sharedMap.ts';

/** What is known of a value: its elements, in order. `block`: a script block, which was judged where it stood. */
export interface PsValue {
  readonly items: readonly Argument[];
  readonly block?: boolean;
}

/** A word of which nothing is known; it may stand for several. */
export const unknownWord = (raw: string, span: Span): Argument => ({ text: undefined, raw, glob: false, splits: true, span });

/** The variables of a PowerShell text. A branch works on a copy; what it changed is not known after it. */
export class PsVariables {
  private readonly values: SharedMap<PsValue>;
  private readonly changed = new Set<string>();

  constructor(values = new SharedMap<PsValue>()) {
    this.values = values;
  }

  copy(): PsVariables {
    return new PsVariables(this.values.copy());
  }

  set(name: string, value: PsValue | undefined): void {
    const plain = name.replace(/^(?:global|script|local|private|variable):/, '');
    this.changed.add(plain);
    if (value === undefined) this.values.delete(plain);
    else this.values.set(plain, value);
  }

  get(name: string): PsValue | undefined {
    return this.values.get(name.replace(/^(?:global|script|local|private|variable|using):/, ''));
  }

  /** What a branch may have set is no longer known. */
  forgetChangesOf(branch: PsVariables): void {
    for (const name of branch.changed) this.set(name, undefined);
  }

  forgetAll(): void {
    for (const [name] of this.values.entries()) this.set(name, undefined);
  }
}

/** `$HOME`, `$PWD`, `$env:NAME`, `$true`: what PowerShell itself sets. Undefined = not known. */
export function ownVariable(name: string, scope: Scope): string | undefined {
  switch (name) {
    case 'home': case 'env:userprofile': case 'env:home':
      return scope.world.home;
    case 'pwd':
      return scope.cwd;
    case 'env:temp': case 'env:tmp':
      return scope.world.tempDirectories[0];
    case 'true': case 'false':
      return name;
    case 'null':
      return '';
    default:
      return name.startsWith('env:') ? scope.variable(name.slice(4).toUpperCase()) : undefined;
  }
}

/** Members that only read or compute, by name. */
const readingMembers = /^(?:split|trim|trimstart|trimend|tostring|tolower|toupper|toupperinvariant|tolowerinvariant|replace|substring|startswith|endswith|contains|containskey|indexof|lastindexof|padleft|padright|equals|compareto|gettype|gethashcode|adddays|addhours|addminutes|addseconds|addmonths|addyears|subtract|toarray|tochararray|join|format|getenumerator|getbytes|getstring|getfullpath|getfilename|getextension|getdirectoryname|getfilenamewithoutextension|gettemppath|combine|isnullorempty|isnullorwhitespace|parse|tryparse|ismatch|match|matches|escape|round|floor|ceiling|abs|max|min|pow|sqrt|newguid|frombase64string|tobase64string|touniversaltime|tolocaltime|tounixtimeseconds|getenvironmentvariable|getfolderpath|exists|getvalue|getproperty|concat|compare|where|any|first|last|reverse|sort|sum|range|repeat|empty|tojson|hasflag|getname|getvalues|readkey|writeline|write)$/;
/** Members that change a value in memory. */
const valueMembers = /^(?:add|addrange|insert|push|pop|enqueue|dequeue|append|appendline|clone|copyto)$/;
/** Types whose reading members look outside the program. */
const outsideTypes = /(?:^|\.)(?:file|directory|process|webclient|httpclient|registry|registrykey|assembly|activator|scriptblock|powershell|runspacefactory|marshal|interaction|serviceController|wmi\w*|cim\w*|adsi\w*)$/i;

/** Whether calling a member changes nothing outside the program: only names that are known to read are taken for it. */
export function onlyReads(type: string | undefined, member: string): boolean {
  if (type !== undefined && outsideTypes.test(type)) return member === 'exists' && /(?:file|directory)$/i.test(type);
  if (type !== undefined && /(?:^|\.)console$/.test(type)) return true;
  return readingMembers.test(member) || (type === undefined && valueMembers.test(member)) || (type !== undefined && member === 'new' && /(?:^|\.)(?:list`?1?|arraylist|hashset|dictionary|stringbuilder|hashtable|queue|stack|datetime|guid|version|uri|regex|string|object|pscustomobject|stopwatch|timespan|random)\b/.test(type));
}
