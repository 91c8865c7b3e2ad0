import { redactText } from '../core/trace/redact.ts';
import { mayHoldSecret } from '../core/trace/secretSigns.ts';
import type { ShellFacts } from '../core/world.ts';
import type { SessionNote } from './sessionStore.ts';

/** A note as it may be stored: words from outside and what a shell was left with lose the secrets in them. */
export function withoutSecrets(note: SessionNote): SessionNote {
  switch (note.kind) {
    case 'thought':
      return { kind: 'thought', text: redactText(note.text) };
    case 'shell':
      return { kind: 'shell', left: shellWithoutSecrets(note.left) };
    case 'input':
      return mayHoldSecret(note.input.from) ? { kind: 'input', input: { ...note.input, from: redactText(note.input.from) } } : note;
    case 'written':
    case 'made':
    case 'denied':
    case 'prompt':
      return note;
  }
}

/** SECURITY: a variable that holds a secret is remembered as set to something unknown. Definitions stay, for what they call counts. */
function shellWithoutSecrets(left: ShellFacts): ShellFacts {
  if (!mayHoldSecret(JSON.stringify(left))) return left;
  const variables = Object.entries(left.variables).map(([name, value]): [string, string | null] => [name, value === null || redactText(`${name}=${value}`) !== `${name}=${value}` ? null : value]);
  return { ...left, variables: Object.fromEntries(variables), definitions: left.definitions.map(redactText) };
}
