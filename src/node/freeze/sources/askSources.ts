import { readAnswers, answerKey, writeAnswers, type StoredAnswer } from '../answers.ts';
import type { RemoteSource, SourceAnswer, SourcePorts } from '../remoteSource.ts';
import { askArgoCd } from './argocd.ts';
import { askAws } from './aws.ts';
import { askGitHub } from './github.ts';
import { askGitLab } from './gitlab.ts';
import { askICal } from './ical.ts';
import { askIncident } from './incident.ts';
import { askOpenFeature } from './openFeature.ts';

/** Asks the one place of a source. Never rejects: what goes wrong is its problem, in words without any secret. */
export async function askSource({ places: { ical, openfeature, gitlab, github, argocd, aws, incident } }: RemoteSource, ports: SourcePorts): Promise<SourceAnswer> {
  try {
    if (ical !== undefined) return await askICal(ical, ports);
    if (openfeature !== undefined) return await askOpenFeature(openfeature, ports);
    if (gitlab !== undefined) return await askGitLab(gitlab, ports);
    if (github !== undefined) return await askGitHub(github, ports);
    if (argocd !== undefined) return await askArgoCd(argocd, ports);
    if (aws !== undefined) return await askAws(aws, ports);
    if (incident !== undefined) return await askIncident(incident, ports);
    return { ok: false, problem: 'it names no place that is asked' };
  } catch (error) {
    return { ok: false, problem: error instanceof Error && error.name === 'TimeoutError' ? 'it did not answer in time' : 'it cannot be reached' };
  }
}

/**
 * Asks all sources at once and stores what they said. A source that does not answer keeps its last answer, with its age; one that is no
 * longer named is forgotten. Rejects when the disk refuses.
 */
export async function askSources(state: string, sources: readonly RemoteSource[], ports: SourcePorts): Promise<void> {
  const answered = await Promise.all(sources.map(async (source) => ({ source, answer: await askSource(source, ports) })));
  const before = readAnswers(state);
  const at = new Date(ports.now).toISOString();
  writeAnswers(state, Object.fromEntries(answered.map(({ source, answer }): readonly [string, StoredAnswer] => {
    const key = answerKey(source);
    return [key, answer.ok ? { readAt: at, freezes: answer.freezes } : { freezes: [], ...before[key], problem: answer.problem }];
  })));
}
