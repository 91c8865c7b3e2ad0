import type { AskSource, SourceAnswer, SourcePlaces, SourceReply } from '../remoteSource.ts';
import { bearer, isFields, notUnderstood, readReply, textIn, type Fields } from './answerJson.ts';

type Place = NonNullable<SourcePlaces['github']>;

/**
 * A repository on GitHub (REST API 2022-11-28). Frozen while an open issue or pull request carries the label, while the ruleset of that name is
 * active, or while the environment lets nobody deploy: custom deployment branch policies with no branch in them.
 */
export const askGitHub: AskSource<'github'> = async (place, { request, token }) => {
  const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', 'user-agent': 'tagout', ...bearer(place.token === undefined ? undefined : await token(place.token)) };
  const get = (path: string): Promise<SourceReply> => request(`${place.url.replace(/\/$/, '')}/repos/${place.repository}${path}`, { headers });
  if (place.label !== undefined) return frozenWhile(readReply(await get(`/issues?state=open&per_page=1&labels=${encodeURIComponent(place.label)}`)), labelled, `an open issue has the label ${place.label}`, place);
  if (place.ruleset !== undefined) {
    const name = place.ruleset;
    return frozenWhile(readReply(await get('/rulesets?per_page=100')), (rulesets) => activeRuleset(rulesets, name), `the ruleset ${name} is active`, place);
  }
  const name = encodeURIComponent(place.environment ?? '');
  const environment = readReply(await get(`/environments/${name}`));
  if (!environment.ok) return environment;
  const policy = isFields(environment.value) && 'deployment_branch_policy' in environment.value ? environment.value['deployment_branch_policy'] : undefined;
  if (policy === null || (isFields(policy) && policy['custom_branch_policies'] === false)) return { ok: true, freezes: [] };
  if (!isFields(policy)) return notUnderstood;
  return frozenWhile(readReply(await get(`/environments/${name}/deployment-branch-policies?per_page=1`)), nobody, `the environment ${place.environment ?? ''} lets nobody deploy`, place);
};

/** Undefined: the answer is not understood. */
type IsFrozen = (value: unknown) => boolean | undefined;

function frozenWhile(reply: ReturnType<typeof readReply>, isFrozen: IsFrozen, reason: string, { repository }: Place): SourceAnswer {
  if (!reply.ok) return reply;
  const frozen = isFrozen(reply.value);
  if (frozen === undefined) return notUnderstood;
  return { ok: true, freezes: frozen ? [{ id: repository, reason }] : [] };
}

const labelled: IsFrozen = (value) => (Array.isArray(value) ? value.length > 0 : undefined);
const nobody: IsFrozen = (value) => (isFields(value) && typeof value['total_count'] === 'number' ? value['total_count'] === 0 : undefined);

/** A ruleset that is not there is a mistake in the configuration, or somebody removed it: not known. */
function activeRuleset(value: unknown, name: string): boolean | undefined {
  const found = Array.isArray(value) ? value.filter((one): one is Fields => isFields(one) && textIn(one, 'name') === name) : [];
  return found.length === 0 ? undefined : found.some((one) => one['enforcement'] === 'active');
}
