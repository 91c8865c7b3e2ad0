import { adapters } from '../adapters/agents.ts';
import { below } from '../node/ancestors.ts';
import { globMatcher } from '../node/globs.ts';
import { knowledgeFiles } from '../node/knowledgeFiles.ts';
import { homeDirectory, temporaryDirectory } from '../node/userDirectories.ts';
import type { JudgeAgainRequest, JudgedAgain } from '../protocol/judgeAgain.ts';
import { factsOf } from './askTicket.ts';
import { isEngine } from './engineModule.ts';
import { judgeProposal, type Situation } from './judgement.ts';

/** See {@link JudgeAgainModule}. The engine is the very bundle that the hook loads. */
export function judgeAgain({ id, deadline, proposal, state, cwd, workspace, bundles, load }: JudgeAgainRequest): JudgedAgain {
  const engine = load('engine.cjs');
  if (!isEngine(engine)) throw new Error('engine.cjs is not of this version');
  const situation: Situation = {
    state, cwd, root: workspace, engine,
    home: homeDirectory(process.env, process.platform),
    tempDirectory: temporaryDirectory(process.env, process.platform),
    platform: process.platform,
    env: process.env,
    programs: knowledgeFiles(below(bundles, 'knowledge')),
    keepsShell: adapters[proposal.actor.agent].capabilities.shell === 'kept',
    matchesPath: globMatcher(),
    now: Date.now,
  };
  const judgement = judgeProposal(proposal, situation);
  return { verdict: judgement.verdict, facts: factsOf({ id, proposal, situation, judgement, deadlineAt: Date.parse(deadline) }) };
}
