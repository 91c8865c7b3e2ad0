import { codeEffects } from '../classify/interpreterCode.ts';
import type { EffectDraft, Place, Scope } from '../classify/handler.ts';
import { awkEffects } from '../classify/text/awk.ts';
import { sedEffects } from '../classify/text/sed.ts';
import { sqlEffects } from '../classify/sql.ts';
import { branchAt } from '../resolve/branch.ts';
import { environmentMark } from '../resolve/environment.ts';
import { joinPath, relativeTo, toSlashes } from '../resolve/lexicalPath.ts';
import { packageScriptEffects } from '../resolve/packageScript.ts';
import { pathEffects } from '../resolve/pathEffects.ts';
import { realPathOf } from '../resolve/realPath.ts';
import { scriptEffects } from '../resolve/scriptFile.ts';
import { widestRadius, type Effect, type Span } from '../verdict.ts';
import { judgeCmd } from './cmd.ts';
import { judgePowerShell } from './powershell.ts';
import { parsePosix } from './posix.ts';
import { lookup } from './value.ts';
import { maxDepth } from './limits.ts';
import type { Stdin, Walker } from './walker.ts';

/** What a handler may ask of the engine, for a command of this walker. */
export function createScope(walker: Walker, stdin: Stdin): Scope {
  const { context } = walker.judgement;
  const { world, policy, programs } = context;
  const windows = world.platform === 'windows';
  const realPath = (absolute: string): string => realPathOf(absolute, world, walker.state.overlay);
  const tooDeep = walker.depth >= maxDepth;

  const scope: Scope = {
    world,
    policy,
    programs,
    cwd: walker.state.cwd,
    place: walker.place,
    stdin,
    depth: walker.depth,
    variable: (name) => lookup(name, walker)?.text,
    isProduction: (name) => environmentMark(name, policy.productionMarks) !== undefined,
    resolve: (path) => {
      const text = toSlashes(path, windows);
      const base = walker.state.cwd;
      if (base === undefined && !/^(?:\/|[a-zA-Z]:\/)/.test(text)) return undefined;
      return joinPath(base ?? '/', text);
    },
    readText: (path) => {
      const { files } = walker.state.overlay;
      return files.has(path) ? files.get(path) : world.readText(realPath(path));
    },
    connectionRadius: (connection) => {
      const radius = databaseRadius(connection, scope);
      return walker.place.kind === 'local' ? radius : widestRadius(radius, walker.place.radius);
    },
    effect: (draft, span) => placed(draft, false, span, walker.place),
    uninspectable: (rule, reason, span, more = {}) =>
      placed({ kind: 'execute', reversibility: 'irreversible', blastRadius: 'machine', ...more, rule, reason }, true, span, walker.place),
    shell: (text, span, place, parameters) => {
      if (tooDeep) return [scope.uninspectable('limit.depth', 'shells are nested too deep', span)];
      const sink: Effect[] = [];
      const inner = walker.inside(sink, place, false);
      inner.state.setParameters(parameters);
      inner.program(parsePosix(text, span), stdin);
      return sink;
    },
    shellHere: (text, span) => {
      if (tooDeep) return [scope.uninspectable('limit.depth', 'shells are nested too deep', span)];
      const sink: Effect[] = [];
      walker.inside(sink, undefined, true).program(parsePosix(text, span), stdin, true);
      return sink;
    },
    command: (words, span, place, variables) => {
      if (tooDeep) return [scope.uninspectable('limit.depth', 'commands are nested too deep', span)];
      const sink: Effect[] = [];
      const inner = walker.inside(sink, place, variables === undefined);
      for (const [name, text] of variables ?? []) inner.state.variables.set(name, { text, glob: false });
      inner.dispatch(words, stdin, span);
      return sink;
    },
    inDirectory: (directory, judge) => {
      const inner = walker.inside(walker.sink, undefined, false);
      inner.state.cwd = directory;
      return judge(createScope(inner, stdin));
    },
    path: (use, path, rule) => pathEffects(use, path, rule, scope, realPath),
    realPath,
    branch: () => (walker.place.kind === 'local' && walker.state.cwd !== undefined ? branchAt(walker.state.cwd, world, walker.state.overlay) : undefined),
    note: (change) => {
      const { files, links, branches, moved } = walker.state.overlay;
      if ('repository' in change) branches.set(change.repository, change.branch);
      else if ('moved' in change) moved.add(change.moved);
      else if ('link' in change) links.set(change.link, change.target);
      else files.set(change.file, change.text);
    },
    holdsMoved: (path) => {
      for (const one of walker.state.overlay.moved) if (relativeTo(one, path, false) !== undefined || relativeTo(path, one, false) !== undefined) return true;
      return false;
    },
    script: (language, path, rule, parameters) => (tooDeep ? [scope.uninspectable('limit.depth', 'scripts are nested too deep', path.span)] : scriptEffects(language, path, rule, scope, parameters)),
    code: (language, code, span) => {
      switch (language) {
        case 'shell':
          return scope.shell(code, span);
        case 'sed':
          return sedEffects(code, scope, span);
        case 'awk':
          return awkEffects(code, scope, span);
        case 'powershell':
          return judgePowerShell(code, scope, span);
        case 'cmd':
          return judgeCmd(code, scope, span);
        default:
          return codeEffects(language, code, scope, span);
      }
    },
    sql: (text, connection, span, client) => sqlEffects(text, connection, scope, span, client),
    packageScript: (name, span, directory, passed) => (tooDeep ? [scope.uninspectable('limit.depth', 'package scripts are nested too deep', span)] : packageScriptEffects(name, span, directory, scope, passed)),
  };
  return scope;
}

/** Lifts an effect to the radius of the place where it happens. */
function placed(draft: EffectDraft, uninspectable: boolean, span: Span, place: Place): Effect {
  const { kind, reversibility, rule, reason, posture, alternative, target, trust } = draft;
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
  if (/^(?:sqlite:|file:|\.{0,2}\/)|\.(?:db|sqlite3?|db3|duckdb|ddb)$/.test(connection)) return 'workspace';
  const host = /^[a-z][\w+.-]*:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/?]*)/i.exec(connection)?.[1] ?? (connection.includes('.') ? connection : '');
  return host === '' || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|::1|0\.0\.0\.0|host\.docker\.internal|db|postgres|mysql|mongo|redis)$/.test(host) ? 'machine' : 'shared';
}
