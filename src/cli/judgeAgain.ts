import { adapters } from '../adapters/agents.ts';
import type { Verdict } from '../core/verdict.ts';
import { below } from '../node/ancestors.ts';
import { globMatcher } from '../node/globs.ts';
import { knowledgeFiles } from '../node/knowledgeFiles.ts';
import { homeDirectory, temporaryDirectory } from '../node/userDirectories.ts';
import type { JudgeAgainRequest } from '../protocol/judgeAgain.ts';
import { isEngine } from './engineModule.ts';
import { judgeProposal } from './judgement.ts';

/** See {@link JudgeAgainModule}. The engine is the very bundle that the hook loads. */
export function judgeAgain({ proposal, state, cwd, workspace, bundles, load }: JudgeAgainRequest): Verdict {
  const engine = load('engine.cjs');
  if (!isEngine(engine)) throw new Error('engine.cjs is not of this version');
  return judgeProposal(proposal, {
    state, cwd, root: workspace, engine,
    home: homeDirectory(process.env, process.platform),
    tempDirectory: temporaryDirectory(process.env, process.platform),
    platform: process.platform,
    env: process.env,
    programs: knowledgeFiles(below(bundles, 'knowledge')),
    keepsShell: adapters[proposal.actor.agent].capabilities.shell === 'kept',
    matchesPath: globMatcher(),
    now: Date.now,
  }).verdict;
}
