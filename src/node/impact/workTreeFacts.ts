import type { DeployFacts } from '../../core/impact.ts';
import { gitText } from '../gitCommand.ts';

/** Branch, the number of uncommitted files (an untracked directory counts as one), and the distance to the upstream as last fetched; empty outside a repository. */
export async function workTreeFacts(cwd: string, timeoutMs: number): Promise<Omit<DeployFacts, 'act' | 'environment' | 'evidence'>> {
  const text = await gitText(cwd, ['status', '--porcelain=v2', '--branch', '--untracked-files=normal'], { timeoutMs }).catch(() => undefined);
  if (text === undefined) return {};
  const lines = text.split('\n');
  const header = (name: string): string | undefined => lines.find((line) => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length);
  const [branch, upstream, distance] = [header('head'), header('upstream'), /^\+(\d+) -(\d+)$/.exec(header('ab') ?? '')];
  return {
    ...(branch === undefined || branch === '(detached)' ? {} : { branch }), uncommitted: lines.filter((line) => line !== '' && !line.startsWith('# ')).length, ...(upstream === undefined ? {} : { upstream }),
    ...(distance === null ? {} : { ahead: Number(distance[1]), behind: Number(distance[2]) }),
  };
}
