import type { Action } from '../core/action.ts';
import { describedWorld, dialectOf, type Scene } from '../core/resolve/describedWorld.ts';
import type { Verdict } from '../core/verdict.ts';
import type { Check, IsReplaced } from './check.ts';
import type { CommandIo } from './commandIo.ts';

/** One case of a corpus: a command with its scene. `shell` may also be `sql` or `mcp` (then `command` is one JSON object). */
interface Case extends Scene {
  readonly id: string;
  readonly command: string;
}

/** Judges one case a line and prints one JSON object a line: `{id, verdict, reversibility, blastRadius, uninspectable, findings, micros}`, and `checkpoint: true` where one would replace the question. Exit 2 when a line is no case. */
export function checkCases(io: CommandIo, check: Check, isReplaced: IsReplaced): number {
  let damaged = 0;
  for (const [at, line] of io.readInput().split('\n').entries()) {
    if (line.trim() === '') continue;
    const found = readCase(line);
    if (found === undefined) {
      damaged++;
      io.complain(`line ${at + 1} is not a case: {id, command, shell?, cwd?, facts?, files?}\n`);
      continue;
    }
    const started = process.hrtime.bigint();
    const world = describedWorld(found);
    const verdict = check(actionOf(found), world);
    const micros = Number(process.hrtime.bigint() - started) / 1000;
    io.write(`${JSON.stringify({ id: found.id, ...verdictJson(verdict), micros: Math.round(micros * 10) / 10, ...(isReplaced(verdict, world) ? { checkpoint: true } : {}) })}\n`);
  }
  return damaged === 0 ? 0 : 2;
}

/** A verdict as the command line gives it to programs. */
export function verdictJson({ decision, reversibility, blastRadius, uninspectable, findings }: Verdict): object {
  return { verdict: decision, reversibility, blastRadius, uninspectable, findings: findings.map(({ rule, source, reason, span }) => ({ rule, source, reason, span })) };
}

function actionOf({ command, shell, facts }: Case): Action {
  if (shell === 'sql') return { kind: 'sql', text: command, ...(facts?.connection === undefined ? {} : { connection: facts.connection }) };
  if (shell === 'mcp') return mcpAction(command);
  return { kind: 'shell', command, dialect: dialectOf(shell) };
}

/** A call that is no JSON object of that form is a tool nobody knows. */
function mcpAction(text: string): Action {
  const call = parse(text);
  if (!isRecord(call) || typeof call['tool'] !== 'string') return { kind: 'tool', tool: 'mcp', input: text };
  return { kind: 'mcp', tool: call['tool'], input: call['arguments'] ?? {}, ...(typeof call['server'] === 'string' ? { server: call['server'] } : {}) };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Corpora are our own test data: only what the engine could not live with is checked. */
function readCase(line: string): Case | undefined {
  const value = parse(line);
  const isCase = isRecord(value) && typeof value['id'] === 'string' && typeof value['command'] === 'string';
  return isCase ? (value as unknown as Case) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
