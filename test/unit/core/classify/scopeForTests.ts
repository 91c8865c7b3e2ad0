import { defaultPolicy } from '../../../../src/core/policy/policy.ts';
import type { EffectDraft, Scope } from '../../../../src/core/classify/handler.ts';
import type { Effect, Span } from '../../../../src/core/verdict.ts';
import type { World } from '../../../../src/core/world.ts';

const world: World = {
  platform: 'posix',
  root: '/home/dev/acme-shop',
  home: '/home/dev',
  cwd: '/home/dev/acme-shop',
  tempDirectories: ['/tmp'],
  caseInsensitive: false,
  env: () => undefined,
  path: (absolute) => ({ kind: 'unknown', realPath: absolute }),
  list: () => undefined,
  readText: () => undefined,
  git: () => undefined,
  session: { written: [], denied: [] },
  trusted: () => [],
  protectedPaths: [],
};

const made = (draft: EffectDraft, span: Span, uninspectable: boolean): Effect => ({ ...draft, span, uninspectable });

/**
 * A scope that does no judging of its own: what a classifier hands to the engine comes back as one `execute` effect whose
 * reason names the door and the text, so that a test sees both what was found and what was passed on.
 */
export function scopeForTests(over: Partial<Scope> = {}): Scope {
  const passed = (door: string, text: string, span: Span): readonly Effect[] => [
    made({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', rule: `passed.${door}`, reason: text }, span, false),
  ];
  const scope: Scope = {
    world,
    policy: defaultPolicy,
    programs: () => undefined,
    cwd: world.cwd,
    place: { kind: 'local' },
    stdin: undefined,
    depth: 0,
    variable: () => undefined,
    isSet: () => false,
    spend: () => true,
    shell: (text, span) => passed('shell', text, span),
    shellHere: (text, span) => passed('shell', text, span),
    inDirectory: (_directory, judge) => judge(scope),
    readText: () => undefined,
    realPath: (absolute) => absolute,
    note: () => undefined,
    hasWritten: () => false,
    holdsBuilt: () => false,
    holdsMoved: () => false,
    branch: () => undefined,
    command: (words, span) => passed('command', words.map((word) => word.text ?? word.raw).join(' '), span),
    path: (use, path) => passed(`path-${use}`, path.text ?? path.raw, path.span),
    script: (language, path) => passed(`script-${language}`, path.text ?? path.raw, path.span),
    code: (language, code, span) => passed(`code-${language}`, code, span),
    sql: (text, _connection, span) => passed('sql', text, span),
    packageScript: (name, span) => passed('package-script', name, span),
    resolve: (path) => path,
    isProduction: (name) => /(?:^|[^a-z])prod(?:uction)?(?:[^a-z]|$)/.test(name),
    connectionRadius: (connection) => (connection?.includes('prod') ? 'production' : 'machine'),
    effect: (draft, span) => made(draft, span, false),
    uninspectable: (rule, reason, span, more) =>
      made({ kind: 'execute', reversibility: 'irreversible', blastRadius: 'machine', ...more, rule, reason }, span, true),
  };
  return { ...scope, ...over };
}
