import type { ProjectTask, Step } from './projectTask.ts';

type Tasks = ReadonlyMap<string, ProjectTask>;

/** Functions of a Python file by name; the session or context that they get runs its words as commands. */
const pythonFunctions = (text: string, rewrite: (body: string) => string): Tasks => {
  const tasks = new Map<string, ProjectTask>();
  const parts = text.split(/^(?=(?:async\s+)?def\s)/m).slice(1);
  for (const part of parts) {
    const name = /^(?:async\s+)?def\s+(\w+)/.exec(part)?.[1];
    // What stands at the margin again belongs to the next function.
    const body = part.split('\n').slice(1).join('\n').split(/^(?=[^\s#)])/m)[0] ?? '';
    const task = { steps: [{ kind: 'code', language: 'python', text: rewrite(body) } as const] };
    if (name === undefined) continue;
    tasks.set(name, task);
    tasks.set(name.replaceAll('_', '-'), task);
  }
  return tasks;
};

/** Invoke and Fabric: `@task` functions of tasks.py; `c.run("…")` goes to a shell. */
export const invokeTasks = (text: string): Tasks => pythonFunctions(text, (body) => body.replace(/\b\w+\.(?:run|sudo|local)\s*\(/g, 'subprocess.run('));

/** nox: sessions of noxfile.py; `session.run("a", "b")` are words, `*session.posargs` those of the command line. `ALL` is every session. */
export function noxTasks(text: string): Tasks {
  const tasks = pythonFunctions(text, (body) => body.replace(/,\s*\*\s*session\.posargs/g, '').replace(/,\s*(?:external|silent|env|success_codes|stdout)\s*=\s*[\w"'.[\]]+(?=\s*[,)])/g, '').replace(/,(\s*\))/g, '$1').replace(/\bsession\.(?:run|run_always|run_install)\s*\(/g, 'subprocess.run('));
  const sessions = [...text.matchAll(/@nox\.session[^\n]*\n(?:@[^\n]*\n)*(?:async\s+)?def\s+(\w+)/g)].map(([, name = '']) => name);
  return new Map([...tasks, ['ALL', { steps: sessions.map((name): Step => ({ kind: 'task', name })) }]]);
}

/** rake: the blocks of `task` in a Rakefile, with namespaces. `sh` goes to a shell. */
export function rakeTasks(text: string): Tasks {
  const tasks = new Map<string, ProjectTask>();
  const open: { readonly indent: number; readonly name: string }[] = [];
  let task: { readonly indent: number; readonly name: string; readonly needs: readonly string[]; readonly body: string[] } | undefined;
  const close = (): void => {
    if (task === undefined) return;
    const code: Step = { kind: 'code', language: 'ruby', text: rubyOf(task.body.join('\n')) };
    tasks.set(task.name, { steps: [...(tasks.get(task.name)?.steps ?? []), ...task.needs.map((name): Step => ({ kind: 'task', name })), ...(task.body.length === 0 ? [] : [code])] });
    task = undefined;
  };
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const bare = line.trim();
    if (task !== undefined && !(bare === 'end' && indent <= task.indent)) {
      task.body.push(bare);
      continue;
    }
    if (task !== undefined) {
      close();
      continue;
    }
    if (bare === 'end') while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const space = /^namespace\s*(?:\(\s*)?[:"']?(\w+)/.exec(bare)?.[1];
    if (space !== undefined) open.push({ indent, name: space });
    const found = /^(?:multi)?task\s*(?:\(\s*)?(?::(\w+)(?!\w)|["']([\w:-]+)["']|(\w+):)(.*)$/.exec(bare);
    if (found === null) continue;
    const name = [...open.map((one) => one.name), found[1] ?? found[2] ?? found[3] ?? ''].join(':');
    const rest = found[4] ?? '';
    const needs = [...(found[3] === undefined ? (/=>(.*)$/.exec(rest)?.[1] ?? '') : rest).replace(/\bdo\b.*$/, '').matchAll(/:(\w+)|["']([\w:-]+)["']/g)].map(([, symbol, string]) => symbol ?? string ?? '').filter((need) => need !== 'environment');
    const [block, opening] = [rest.trimEnd(), rest.indexOf('{')];
    const inline = opening >= 0 && block.endsWith('}') ? block.slice(opening + 1, -1).trimStart() : undefined;
    task = { indent, name, needs, body: inline === undefined ? [] : [inline] };
    if (inline !== undefined || !/\bdo\b/.test(rest)) close();
  }
  close();
  return tasks;
}

/** rake's own words for what Ruby calls otherwise. */
const rubyOf = (body: string): string => body.replace(/(?<![\w.])sh[ (]\s*(?=["'])/g, 'system ').replace(/(?<![\w.])(rm_rf|rm_r|rm_f|rm|mv|cp_r|cp)[ (]\s*(?=["'])/g, 'FileUtils.$1 ');

/** Most tasks of one build script that are looked at. */
const maxGradleTasks = 300;

/** Gradle: tasks that a build script defines itself, by what they delete and run. What no script defines is Gradle's own. */
export function gradleTasks(text: string): Tasks {
  const tasks = new Map<string, ProjectTask>();
  for (const found of [...text.matchAll(/\b(?:task(?!\w)\s*(?:\(\s*)?["']?(\w+)(?!\w)["']?|tasks\.(?:register|create)(?:<\w+>)?\s*\(\s*["'](\w+)["']|val\s+(\w+)\s+by\s+tasks\.\w+(?!\w))[^{\n]*\{/g)].slice(0, maxGradleTasks)) {
    const body = bracesFrom(text, found.index + found[0].length - 1);
    const steps: Step[] = [];
    for (const [, list = ''] of body.matchAll(/\bdependsOn\s*(?:\(\s*)?([^\s)][^\n)]*)/g)) steps.push(...[...list.matchAll(/["']:?(?:[\w-]+:)*(\w+)["']/g)].map(([, name = '']): Step => ({ kind: 'task', name })));
    for (const [, list = ''] of body.matchAll(/\bcommandLine\s*(?:\(\s*)?([^\s)][^\n)]*)/g)) steps.push(wordsStep(list, ''));
    for (const [, list = ''] of body.matchAll(/\bdelete\s*(?:\(\s*)?([^\s)][^\n)]*)/g)) steps.push(wordsStep(list, 'rm -rf '));
    for (const [, , command = ''] of body.matchAll(/(["'])([^"'\n]+)\1\.execute\s*\(/g)) steps.push({ kind: 'shell', text: command });
    tasks.set(found[1] ?? found[2] ?? found[3] ?? '', { steps });
  }
  return tasks;
}

/** Quoted words for a shell; `buildDir` is the output of the build. Anything else is only known when Gradle runs. */
function wordsStep(list: string, before: string): Step {
  const plain = list.replace(/\b(?:rootProject\.|project\.)?(?:layout\.buildDirectory(?:\.get\(\))?|buildDir|file\s*\(\s*)/g, (name) => (name.startsWith('file') ? '' : '"build"'));
  const words = [...plain.matchAll(/"([^"$]*)"|'([^']*)'/g)].map(([, one, two]) => `'${one ?? two ?? ''}'`);
  const computed = /[A-Za-z_$]/.test(plain.replace(/"[^"$]*"|'[^']*'/g, ''));
  return { kind: 'shell', text: `${before}${words.join(' ')}${computed ? ' "$TAGOUT_UNKNOWN"' : ''}` };
}

/** Text between a brace and the one that closes it. */
function bracesFrom(text: string, start: number): string {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '{') depth += 1;
    else if (char === '}' && (depth -= 1) === 0) return text.slice(start + 1, at);
  }
  return text.slice(start + 1);
}

