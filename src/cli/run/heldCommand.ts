import { guardRefs } from '../../node/ticket/refGuard.ts';
import { pinCommand, type PinQuestion } from './pinCommand.ts';

/** An approved command, held to what was looked at. To be closed when it has ended. */
export interface HeldCommand {
  readonly command: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** See `openGatedShell`. */
  readonly before: string;
  readonly descriptors: readonly number[];
  /** For the last look: what no longer is what the command is held to, in words. */
  moved(): readonly string[];
  /** What git itself found changed and did not touch, in words. */
  refused(): readonly string[];
  close(): void;
}

/** Holds a command: its words to what they mean now, and git to the refs that are there now. `directory` is for what that needs. */
export async function holdCommand(question: PinQuestion & { readonly directory: string }): Promise<HeldCommand> {
  const { env, cwd, directory, approved } = question;
  const pinned = await pinCommand(question);
  const guard = pinned.oneGit && approved.facts.some(({ kind }) => kind === 'head') ? await guardRefs(cwd, directory, env) : undefined;
  return {
    command: pinned.command, before: pinned.before, descriptors: pinned.descriptors, env: { ...env, ...guard?.env }, moved: () => pinned.moved(),
    refused: () => (guard?.refused() === true ? [`HEAD or a branch of ${cwd} moved before git came to it, and git left it there`] : []),
    close: () => {
      pinned.close();
      guard?.close();
    },
  };
}
