import * as os from 'node:os';

/** The account that sits at this editor, as the trace names it. */
export function personName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // No entry in the user database (some containers): the numeric id still tells two accounts apart.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
