import { baseName, parentOf, toSlashes } from '../resolve/lexicalPath.ts';
import { isSetUpScript } from '../resolve/setUpScript.ts';
import type { Effect, Span } from '../verdict.ts';
import { applyTable } from './applyTable.ts';
import { isBuiltHere } from './builtProgram.ts';
import { gitAliasEffects } from './git/alias.ts';
import type { Scope } from './handler.ts';
import type { Argument } from './invocation.ts';
import type { ProgramTable } from './programTable.ts';
import { unknownProgram } from './unknownProgram.ts';

const systemDirectory = /^(?:\/(?:usr\/(?:local\/)?|opt\/homebrew\/|home\/linuxbrew\/\.linuxbrew\/|snap\/)?s?bin|\/Applications\/[^/]+\.app\/Contents\/(?:MacOS|Resources(?:\/\w+)?)|[A-Za-z]:\/(?:Windows(?:\/System32)?(?:\/WindowsPowerShell\/v1\.0)?|Program Files[^/]*\/.+))\//i;
/** Directories of the workspace in which package managers put known programs. */
const toolDirectory = /(?:^|\/)(?:node_modules\/\.bin|\.?venv\/(?:bin|Scripts)|vendor\/bin)\//;
/** Launchers that projects keep a copy of. */
const launchers = new Set(['gradlew', 'mvnw', 'rails', 'rake', 'rspec', 'bundle', 'yarn', 'spring', 'manage.py', 'artisan', 'console']);

/** Judges a program that is not part of the shell. `words[0].text` is known. */
export function runCommand(words: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  const [program] = words;
  if (program?.text === undefined) return [];
  const written = toSlashes(program.text, scope.world.platform === 'windows');
  const name = withoutExtension(baseName(written));
  const effects = effectsOf(program, written, name, words, span, scope);
  // Only where a rule asks for it: the innermost program is the one that acts.
  return scope.policy.namesPrograms ? effects.map((effect) => (effect.program === undefined ? { ...effect, program: name } : effect)) : effects;
}

function effectsOf(program: Argument, written: string, name: string, words: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  const table = scope.programs(scope.world.platform === 'windows' ? name.toLowerCase() : name);
  if (!written.includes('/') || systemDirectory.test(written)) {
    const aliased = table !== undefined && name === 'git' ? gitAliasEffects(table, words, span, scope) : undefined;
    if (aliased !== undefined) return aliased;
    const effects = table === undefined || table.unknown === true ? unknownProgram(program, name, words.slice(1), span, scope) : applyTable(table, words, span, scope);
    return withStricter(effects, table, words, span, scope);
  }
  if (table !== undefined && table.unknown !== true && isKnownCopy(written, name, scope)) return withStricter(applyTable(table, words, span, scope), table, words, span, scope);
  return workspaceProgram(program, table, words, span, scope);
}

/** Adds what a workspace's own table says. Words that it does not know are no finding: it need not be complete. */
function withStricter(effects: readonly Effect[], table: ProgramTable | undefined, words: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  if (table?.stricter === undefined) return effects;
  return [...effects, ...applyTable(table.stricter, words, span, scope).filter((effect) => !effect.uninspectable || !/\.unknown-(?:option|sub-command)$/.test(effect.rule))];
}

/** Without `.exe` and the like. Most names have no dot, and an expression that ignores case costs the hook a fiftieth of its work. */
const withoutExtension = (name: string): string => (name.includes('.') ? name.replace(/\.(?:exe|cmd|bat|com)$/i, '') : name);

/** `./gradlew`, `node_modules/.bin/eslint`: a table's program, unless the agent wrote the file itself, in this line or before. */
function isKnownCopy(written: string, name: string, scope: Scope): boolean {
  const path = scope.resolve(written);
  if (path !== undefined && (scope.hasWritten(path) || scope.world.session.written.includes(path))) return false;
  return toolDirectory.test(written) || launchers.has(name) || (path !== undefined && /^(?:python|pip)[\d.]*$/.test(name) && /\/(?:bin|Scripts)$/.test(parentOf(path)) && scope.holdsBuilt(parentOf(parentOf(path))));
}

function workspaceProgram(program: Argument, table: ProgramTable | undefined, words: readonly Argument[], span: Span, scope: Scope): readonly Effect[] {
  const path = scope.resolve(program.text ?? '');
  const text = path === undefined ? undefined : scope.readText(path);
  if (path !== undefined && (text === undefined || text.includes('\u0000')) && isBuiltHere(path, scope)) return [scope.effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', rule: 'execute.built', reason: `runs \`${program.raw}\`, which was built from the project` }, span)];
  if (path !== undefined && text === undefined && isSetUpScript(path) && !scope.world.session.written.includes(path)) return [scope.effect({ kind: 'execute', reversibility: 'reversible', blastRadius: 'workspace', rule: 'execute.set-up', reason: `sets the shell up by \`${program.raw}\`` }, span)];
  if (text === undefined) return [scope.uninspectable('execute.unread-program', `the program \`${program.raw}\` could not be looked into`, span), ...(table === undefined || table.unknown === true ? [] : applyTable(table, words, span, scope))];
  const found = scope.script('other', program, 'execute.script', words);
  return table === undefined ? found : withStricter(table.unknown === true ? found : [...found, ...applyTable(table, words, span, scope)], table, words, span, scope);
}
