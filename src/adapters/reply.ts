import type { AgentEvent, Answer, Reply } from './adapter.ts';

/** How one agent words its answers. A missing `allow` or `ask` means that the agent has none that is safe to print. */
export interface Wording {
  readonly deny: (reason: string) => unknown;
  readonly ask?: (reason: string) => unknown;
  readonly allow?: (reason: string) => unknown;
  /** Runs the tool with another input. Missing where the agent cannot. */
  readonly rewrite?: (reason: string, input: unknown) => unknown;
}

const silence: Reply = { stdout: '', stderr: '', exitCode: 0 };

/** Longest reason that is printed, in UTF-16 units: agents cut or refuse longer ones. */
const reasonLimit = 4000;

/**
 * The reply in the agent's own words. Silence is the only "go on" that every agent understands; an ask that the agent
 * cannot show is a denial; only a proposal is ever answered, except that an event which could not be read is refused.
 * INVARIANT: a denial carries the agent's own JSON, a non-empty reason on stderr, and exit code 2 (each of the three alone
 * fails open in some agent).
 */
export function replyTo(event: AgentEvent, answer: Answer, wording: Wording): Reply {
  if (event.kind === 'invalid') {
    return denial(wording, answer.kind === 'deny' ? answer.reason : `Tagout could not read this event and refuses it: ${event.problem}`);
  }
  if (event.kind !== 'proposal') return silence;
  switch (answer.kind) {
    case 'pass':
      return silence;
    case 'approved':
      if (answer.input !== undefined) {
        if (wording.rewrite === undefined) return denial(wording, 'Tagout approved this only through a command that this agent cannot be given.');
        return { ...silence, stdout: JSON.stringify(wording.rewrite(printable(answer.reason, 'Approved in Tagout.'), answer.input)) };
      }
      return wording.allow === undefined ? silence : { ...silence, stdout: JSON.stringify(wording.allow(printable(answer.reason, 'Approved in Tagout.'))) };
    case 'ask':
      if (wording.ask === undefined) return denial(wording, answer.reason);
      return { ...silence, stdout: JSON.stringify(wording.ask(printable(answer.reason, 'Tagout asks you to look at this first.'))) };
    case 'deny':
      return denial(wording, answer.reason);
  }
}

function denial(wording: Wording, reason: string): Reply {
  const text = printable(reason, 'Tagout refused this action.');
  return { stdout: JSON.stringify(wording.deny(text)), stderr: `${text}\n`, exitCode: 2 };
}

/**
 * Terminal escapes and marks that reorder text; a reason may quote a command that holds them. Spelled out: a property such
 * as `\p{Cc}` makes the regular expression a twentieth of the hook's work, also where it is never used.
 */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function printable(reason: string, otherwise: string): string {
  const text = reason.replace(unprintable, ' ').trim().slice(0, reasonLimit);
  return text === '' ? otherwise : text;
}

const decision = (permissionDecision: 'allow' | 'ask' | 'deny') => (permissionDecisionReason: string) => ({
  hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision, permissionDecisionReason },
});

/** The nested answers of Claude Code, which VS Code, Codex and Qwen Code understand as well. */
export const nestedWording = {
  allow: decision('allow'), ask: decision('ask'), deny: decision('deny'),
  rewrite: (reason: string, updatedInput: unknown) => ({ hookSpecificOutput: { ...decision('allow')(reason).hookSpecificOutput, updatedInput } }),
} as const;
