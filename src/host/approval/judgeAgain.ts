import { createRequire } from 'node:module';
import type { Proposal } from '../../core/action.ts';
import { compiledParts } from '../../node/compiledParts.ts';
import type { AskMessage } from '../../protocol/channel.ts';
import type { JudgeAgainModule, JudgedAgain } from '../../protocol/judgeAgain.ts';

/**
 * Judges other commands in place of a waiting one, with the hook's own engine. The bundles beside the extension are loaded
 * when the first command is changed. Their environment is the window's, not the agent's: the verdict is for the person to
 * see, and what the agent then proposes is judged by its hook.
 */
export function commandJudge(bundles: string, state: string): (ask: AskMessage, proposal: Proposal) => JudgedAgain {
  const { load } = compiledParts(bundles, createRequire(`${bundles}/extension.cjs`));
  return ({ id, deadline, cwd, workspace }, proposal) => {
    const part = load('judge-again.cjs');
    if (!isJudge(part)) throw new Error('judge-again.cjs is not of this version');
    return part.judgeAgain({ id, deadline, proposal, state, cwd, workspace, bundles, load });
  };
}

const isJudge = (value: unknown): value is JudgeAgainModule => typeof value === 'object' && value !== null && 'judgeAgain' in value && typeof value.judgeAgain === 'function';
