import { codeEffects } from '../classify/interpreterCode.ts';
import type { EffectDraft, PathUse, Place, Scope } from '../classify/handler.ts';
import type { Argument } from '../classify/invocation.ts';
import type { Language, ProgramLookup } from '../classify/programTable.ts';
import { awkEffects } from '../classify/text/awk.ts';
import { sedEffects } from '../classify/text/sed.ts';
import { sqlEffects } from '../classify/sql.ts';
import type { Policy } from '../policy/policy.ts';
import { branchAt } from '../resolve/branch.ts';
import { environmentMark } from '../resolve/environment.ts';
import { isProductionName } from '../policy/environments.ts';
import { joinPath, relativeTo, toSlashes } from '../resolve/lexicalPath.ts';
import { packageScriptEffects } from '../resolve/packageScript.ts';
import { pathEffects } from '../resolve/pathEffects.ts';
import { realPathOf } from '../resolve/realPath.ts';
import { scriptEffects } from '../resolve/scriptFile.ts';
import { widestRadius, type BlastRadius, type Effect, type Span } from '../verdict.ts';
import type { World } from '../world.ts';
import { judgeCmd } from './cmd.ts';
import { judgePowerShell } from './powershell.ts';
import { parsePosix } from './posix.ts';
import { lookup } from './value.ts';
import { characterWork, maxDepth, pathWork, textWork } from './limits.ts';
import type { Stdin, Walker } from './walker.ts';

/** What a handler may ask of the engine, for a command of this walker. */
export const createScope = (walker: Walker, stdin: Stdin): Scope => new CommandScope(walker, stdin);

/** A class, because one is made for every command and redirection: an object of closures costs ten times as much. */
class CommandScope implements Scope {
  readonly world: World;
  readonly cwd: string | undefined;
  readonly place: Place;
  readonly stdin: Stdin;
  private readonly walker: Walker;

  constructor(walker: Walker, stdin: Stdin) {
    this.walker = walker;
    this.stdin = stdin;
    this.world = walker.judgement.context.world;
    this.cwd = walker.state.cwd;
    this.place = walker.place;
  }

  get policy(): Policy {
    return this.walker.judgement.context.policy;
  }

  get programs(): ProgramLookup {
    return this.walker.judgement.context.programs;
  }

  get depth(): number {
    return this.walker.depth;
  }

  private get tooDeep(): boolean {
    return this.walker.depth >= maxDepth;
  }

  variable(name: string): string | undefined {
    return lookup(name, this.walker)?.text;
  }

  isSet(name: string): boolean {
    return lookup(name, this.walker) !== undefined;
  }

  isProduction(name: string): boolean {
    const { policy } = this;
    return policy.environments.length === 0 ? environmentMark(name, policy.productionMarks) !== undefined : isProductionName(name, policy);
  }

  resolve(path: string): string | undefined {
    const text = toSlashes(path, this.world.platform === 'windows');
    const base = this.walker.state.cwd;
    if (base === undefined && !/^(?:\/|[a-zA-Z]:\/)/.test(text)) return undefined;
    return joinPath(base ?? '/', text);
  }

  readText(path: string): string | undefined {
    const { files, copies } = this.walker.state.overlay;
    const text = files.has(path) ? files.get(path) : this.world.readText(this.realPath(copies.get(path) ?? path));
    return this.spend(text?.length ?? 0) ? text : undefined;
  }

  connectionRadius(connection: string | undefined): BlastRadius {
    const radius = databaseRadius(connection, this);
    return this.place.kind === 'local' ? radius : widestRadius(radius, this.place.radius);
  }

  effect(draft: EffectDraft, span: Span): Effect {
    return placed(draft, false, span, this.place);
  }

  uninspectable(rule: string, reason: string, span: Span, more: Partial<EffectDraft> = {}): Effect {
    return placed({ kind: 'execute', reversibility: 'irreversible', blastRadius: 'machine', ...more, rule, reason }, true, span, this.place);
  }

  shell(text: string, span: Span, place?: Place, parameters?: readonly Argument[]): readonly Effect[] {
    const unread = this.unread(text, span);
    if (unread !== undefined) return unread;
    const sink: Effect[] = [];
    const inner = this.walker.inside(sink, place, false);
    inner.state.setParameters(parameters);
    inner.program(parsePosix(text, span), this.stdin);
    return sink;
  }

  shellHere(text: string, span: Span): readonly Effect[] {
    const unread = this.unread(text, span);
    if (unread !== undefined) return unread;
    const sink: Effect[] = [];
    this.walker.inside(sink, undefined, true).program(parsePosix(text, span), this.stdin, true);
    return sink;
  }

  /** What is said of a text that is not read: it is nested too deep. Nothing where others before it took all the work, which is said once. */
  private unread(text: string, span: Span): readonly Effect[] | undefined {
    if (this.tooDeep) return [this.uninspectable('limit.depth', 'shells are nested too deep', span)];
    return this.spend(textWork + text.length * characterWork) ? undefined : [];
  }

  command(words: readonly Argument[], span: Span, place?: Place, variables?: ReadonlyMap<string, string | undefined>): readonly Effect[] {
    if (this.tooDeep) return [this.uninspectable('limit.depth', 'commands are nested too deep', span)];
    const sink: Effect[] = [];
    const inner = this.walker.inside(sink, place, variables === undefined);
    for (const [name, text] of variables ?? []) inner.state.variables.set(name, { text, glob: false });
    inner.dispatch(words, this.stdin, span);
    return sink;
  }

  inDirectory(directory: string | undefined, judge: (scope: Scope) => readonly Effect[]): readonly Effect[] {
    const inner = this.walker.inside(this.walker.sink, undefined, false);
    inner.state.cwd = directory;
    return judge(createScope(inner, this.stdin));
  }

  path(use: PathUse, path: Argument, rule: string): readonly Effect[] {
    return this.spend(pathWork) ? pathEffects(use, path, rule, this) : [];
  }

  realPath(absolute: string): string {
    this.spend(this.walker.state.overlay.links.size * 16);
    return realPathOf(absolute, this.world, this.walker.state.overlay);
  }

  branch(): string | undefined {
    const { state } = this.walker;
    return this.place.kind === 'local' && state.cwd !== undefined ? branchAt(state.cwd, this.world, state.overlay) : undefined;
  }

  note(change: Parameters<Scope['note']>[0]): void {
    const { files, copies, links, branches, moved, built } = this.walker.state.overlay;
    if ('repository' in change) branches.set(change.repository, change.branch);
    else if ('moved' in change) moved.add(change.moved);
    else if ('built' in change) built.add(change.built);
    else if ('link' in change) links.set(change.link, change.target);
    else if ('of' in change) {
      const { copy, of } = change;
      if (files.has(of)) files.set(copy, files.get(of));
      else {
        copies.set(copy, copies.get(of) ?? of);
        files.delete(copy);
      }
    }
    else files.set(change.file, change.text);
  }

  hasWritten(path: string): boolean {
    const { files, copies, links } = this.walker.state.overlay;
    return [files, copies, links].some((made) => made.has(path));
  }

  holdsBuilt(path: string): boolean {
    return this.walker.state.overlay.built.has(path);
  }

  holdsMoved(path: string): boolean {
    const { moved } = this.walker.state.overlay;
    if (!this.spend(moved.size * 16)) return true;
    for (const one of moved) if (relativeTo(one, path, false) !== undefined || relativeTo(path, one, false) !== undefined) return true;
    return false;
  }

  script(language: Language, path: Argument, rule: string, parameters?: readonly Argument[]): readonly Effect[] {
    return this.tooDeep ? [this.uninspectable('limit.depth', 'scripts are nested too deep', path.span)] : scriptEffects(language, path, rule, this, parameters);
  }

  spend(work: number): boolean {
    return this.walker.spend(work);
  }

  code(language: Language, code: string, span: Span): readonly Effect[] {
    const unread = language === 'shell' ? undefined : this.unread(code, span);
    if (unread !== undefined) return unread;
    switch (language) {
      case 'shell':
        return this.shell(code, span);
      case 'sed':
        return sedEffects(code, this, span);
      case 'awk':
        return awkEffects(code, this, span);
      case 'powershell':
        return judgePowerShell(code, this, span);
      case 'cmd':
        return judgeCmd(code, this, span);
      default:
        return codeEffects(language, code, this, span);
    }
  }

  sql(text: string, connection: string | undefined, span: Span, client?: string): readonly Effect[] {
    return this.unread(text, span) ?? sqlEffects(text, connection, this, span, client);
  }

  packageScript(name: string, span: Span, directory?: string, passed?: readonly Argument[]): readonly Effect[] {
    return this.tooDeep ? [this.uninspectable('limit.depth', 'package scripts are nested too deep', span)] : packageScriptEffects(name, span, directory, this, passed);
  }
}

/** Lifts an effect to the radius of the place where it happens. */
function placed(draft: EffectDraft, uninspectable: boolean, span: Span, place: Place): Effect {
  const { kind, reversibility, rule, reason, alternative, target, trust } = draft;
  // What is everyday work on this machine is none where others are.
  const posture = draft.posture === 'routine' && reversibility !== 'read-only' && place.kind !== 'local' && place.radius !== 'machine' ? undefined : draft.posture;
  return {
    kind, reversibility, span, uninspectable, rule, reason,
    blastRadius: place.kind === 'local' || reversibility === 'read-only' ? draft.blastRadius : widestRadius(draft.blastRadius, place.radius),
    // What builds or tests inside a container of this machine stays inside.
    ...(posture !== undefined ? { posture } : place.kind === 'container' && place.radius === 'machine' && kind === 'execute' && reversibility === 'reversible' && !uninspectable ? { posture: 'routine' as const } : {}),
    ...(alternative === undefined ? {} : { alternative }),
    ...(target === undefined ? {} : { target }),
    // An answer is for this machine's own commands, not for those on another one.
    ...(trust === undefined || place.kind !== 'local' ? {} : { trust }),
  };
}

/** `workspace` for a file, `machine` for this computer, `shared` for a host, `production` when marked. */
function databaseRadius(connection: string | undefined, scope: Scope): 'workspace' | 'machine' | 'shared' | 'production' {
  if (connection === undefined || connection === '') return 'machine';
  if (scope.isProduction(connection)) return 'production';
  if (/^(?:sqlite:|file:|\.{0,2}\/)|\.(?:db|sqlite3?|db3|duckdb|ddb)$/.test(connection)) return isElsewhere(connection, scope) ? 'machine' : 'workspace';
  const host = /^[a-z][\w+.-]*:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/?]*)/i.exec(connection)?.[1] ?? (connection.includes('.') ? connection : '');
  return host === '' || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|::1|0\.0\.0\.0|host\.docker\.internal|db|postgres|mysql|mongo|redis)$/.test(host) ? 'machine' : 'shared';
}

/** A file of a database that lies outside the workspace serves more than this checkout. */
function isElsewhere(connection: string, scope: Scope): boolean {
  const path = /^(?:\/(?!\/)|~|\.\.)/.test(connection) ? scope.resolve(connection) : undefined;
  return path !== undefined && relativeTo(scope.world.root, scope.realPath(path), scope.world.caseInsensitive) === undefined;
}
