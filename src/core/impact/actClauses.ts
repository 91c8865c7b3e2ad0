import type { ClusterFacts, DeployFacts, PlanFacts, PublishFacts, VolumeFacts } from './facts.ts';
import { code, count, listed, number, size } from './words.ts';

/** What is put where, and how far it is from what others have. */
export function deployClauses({ act, environment, evidence, branch, uncommitted = 0, upstream, ahead = 0, behind = 0 }: DeployFacts): readonly string[] {
  const because = evidence === '' ? '' : ` (because ${evidence})`;
  if (act === 'change') return [`Changes ${environment}${because}`];
  const notes = [
    ...(behind > 0 ? [`${count(behind, 'commit')} behind ${upstream ?? 'its upstream'}`] : []),
    ...(ahead > 0 ? [`${count(ahead, 'commit')} ahead of ${upstream ?? 'its upstream'}`] : []),
    ...(uncommitted > 0 ? [count(uncommitted, 'uncommitted file')] : []),
  ];
  return [`Deploys ${branch ?? 'the work tree'} to ${environment}${because}${notes.length === 0 ? '' : `: ${notes.join(', ')}`}`];
}

/** What a plan would destroy and replace; for a destruction without a plan, what the state holds. Nothing where nothing says it. */
export function planClauses({ source, counts, resources, moreResources, stale }: PlanFacts): readonly string[] {
  if (source === 'none') return [];
  const { delete: gone, replace, update, create, forget } = counts;
  const names = (act: 'delete' | 'replace', number: number): string => {
    const found = resources.filter((resource) => resource.act === act).map(({ address }) => code(address));
    return ` (${listed(found.slice(0, 3), 3, number - Math.min(found.length, 3))})`;
  };
  const clauses = [
    ...(gone > 0 ? [`destroys ${count(gone, 'resource')}${names('delete', gone)}`] : []),
    ...(replace > 0 ? [`destroys and makes again ${count(replace, 'resource')}${names('replace', replace)}`] : []),
    ...(update > 0 ? [`changes ${number(update)}`] : []),
    ...(create > 0 ? [`adds ${number(create)}`] : []),
    ...(forget > 0 ? [`forgets ${number(forget)}`] : []),
  ];
  const what = clauses.length === 0 ? (moreResources > 0 ? 'changes what the plan holds' : 'changes nothing, says the plan') : listed(clauses, clauses.length);
  return [`${what.charAt(0).toUpperCase()}${what.slice(1)}${stale === true ? ' by a plan that is older than the state' : ''}`];
}

export function clusterClauses({ act, context, namespace, objects, moreObjects, selections }: ClusterFacts): readonly string[] {
  const names = [...objects.map(({ type, name }) => `${type} ${code(name)}`), ...selections];
  const where = `${namespace === undefined ? '' : ` in namespace ${code(namespace)}`} of ${context === undefined ? 'a cluster that is not known' : `the context ${code(context)}`}`;
  return [`${act === 'delete' ? 'Deletes' : 'Changes'} ${names.length === 0 ? 'objects that are not known' : listed(names, 4, moreObjects)}${where}`];
}

export function publishClauses({ name, version, registry, tag, files, moreFiles, bytes }: PublishFacts): readonly string[] {
  const what = name === undefined ? 'a package' : code(version === undefined ? name : `${name}@${version}`);
  const content = files === undefined ? 'its files are not known' : `${count(files.length + moreFiles, 'file')}${bytes === undefined ? '' : `, ${size(bytes)}`}`;
  return [`Publishes ${what} (${content}) to ${registry ?? 'a registry that is not known'}${tag === undefined || tag === 'latest' ? '' : ` as ${code(tag)}`} for everybody there; a published version cannot be taken back`];
}

export function volumeClauses({ names, unnamed, selections }: VolumeFacts): readonly string[] {
  const all = [...names.map(code), ...(unnamed > 0 ? [`${number(unnamed)} without a name`] : []), ...selections];
  return [all.length === 0 ? 'Deletes volumes that are not known' : `Deletes ${names.length + unnamed === 0 ? '' : `${names.length + unnamed === 1 ? 'the volume' : 'the volumes'} `}${listed(all)} (sizes unknown)`];
}
