import type { DeployFacts } from '../../core/impact/facts.ts';
import { lookingGit, type LookingGit } from './lookingGit.ts';
import { targetOf, type Measurer } from './measurer.ts';
import { lastContact } from './pushedRefs.ts';

/** What a deploy would put there, or that something there is changed. Clusters have a measurer of their own. */
export const deployMeasurer: Measurer = {
  kind: 'deploy',
  measures: (effect) => targetOf(effect, 'environment') !== undefined && !effect.rule.startsWith('kubernetes.'),
  measure: async ({ effect, cwd, deadline }) => {
    const target = targetOf(effect, 'environment');
    if (target === undefined) return undefined;
    const git = await lookingGit(cwd, deadline).catch(() => undefined);
    return { kind: 'deploy', facts: { act: effect.kind === 'deploy' ? 'deploy' : 'change', environment: target.name, evidence: target.evidence, ...(git === undefined ? {} : await workTreeFacts(git)) } };
  },
};

/** Branch, the number of uncommitted files (an untracked directory counts as one), and the distance to the upstream as last fetched; empty outside a repository. */
async function workTreeFacts(git: LookingGit): Promise<Omit<DeployFacts, 'act' | 'environment' | 'evidence'>> {
  const text = await git.maybe(['status', '--porcelain=v2', '--branch', '--untracked-files=normal', '--ignore-submodules=dirty']);
  if (text === undefined) return {};
  const lines = text.split('\n');
  const header = (name: string): string | undefined => lines.find((line) => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length);
  const [branch, upstream, distance] = [header('head'), header('upstream'), /^\+(\d+) -(\d+)$/.exec(header('ab') ?? '')];
  const fetchedAt = upstream === undefined ? undefined : await lastContact(git, upstream.split('/')[0]);
  return {
    ...(branch === undefined || branch === '(detached)' ? {} : { branch }), uncommitted: lines.filter((line) => line !== '' && !line.startsWith('# ')).length, ...(upstream === undefined ? {} : { upstream }),
    ...(distance === null ? {} : { ahead: Number(distance[1]), behind: Number(distance[2]) }), ...(fetchedAt === undefined ? {} : { fetchedAt }),
  };
}
