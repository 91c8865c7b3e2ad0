import type { ImpactPart } from '../../core/impact.ts';
import type { ClusterFacts, DeployFacts, HistoryFacts, LostCommit, LostRows, MovedRef, PlanAct, PlanFacts, PublishFacts, VolumeFacts } from '../../core/impact/facts.ts';
import type { FactView, TargetView } from '../../protocol/panel.ts';
import { localTime, type Translate } from '../approval/askView.ts';
import { freshMinutes, isOlder, momentWithAge, pushFactViews } from '../approval/pushView.ts';

/** One measured part as rows of the panel. */
export interface PartView {
  readonly targets: readonly TargetView[];
  /** Targets that are counted only. */
  readonly more: number;
  readonly facts: readonly FactView[];
}

/** What was measured besides files, for the panel. `now`: milliseconds since 1970. */
export function partView(part: ImpactPart, translate: Translate, now: number): PartView {
  switch (part.kind) {
    case 'history':
      return historyView(part.facts, translate);
    case 'push':
      return { targets: [...part.facts.refs.map((ref) => refTarget(ref, part.facts.remote)), ...part.facts.commits.map(commitTarget)], more: part.facts.moreCommits, facts: pushFactViews(part.facts, translate, now) };
    case 'database':
      return { targets: part.facts.map((rows) => rowsTarget(rows, translate)), more: 0, facts: [] };
    case 'deploy':
      return deployView(part.facts, translate, now);
    case 'plan':
      return planView(part.facts, translate, now);
    case 'cluster':
      return clusterView(part.facts, translate);
    case 'publish':
      return publishView(part.facts, translate);
    case 'volumes':
      return volumeView(part.facts, translate);
  }
}

function historyView({ commits, moreCommits, refs, stashes, recoverable }: HistoryFacts, translate: Translate): PartView {
  const found = commits.length > 0 || stashes.length > 0;
  return {
    targets: [...refs.map((ref) => refTarget(ref)), ...commits.map(commitTarget), ...stashes.map((name): TargetView => ({ name, status: 'stash' }))], more: moreCommits,
    facts: !found ? [] : [recoverable === 'reflog' ? { label: translate('Comes back from'), value: translate('the reflog of this clone, for some weeks') } : { label: translate('Comes back from'), value: translate('nothing in this clone'), grave: true }],
  };
}

const commitTarget = ({ commit, subject, author, at }: LostCommit): TargetView => ({ name: `${commit} ${subject}`, status: 'commit', note: `${author}, ${localTime(at)}` });
const refTarget = ({ name, from, to }: MovedRef, remote?: string): TargetView => ({ name: remote === undefined ? name : `${remote}/${name}`, status: 'ref', ...(from === '' ? {} : { note: `${from ?? '∅'} → ${to ?? '∅'}` }) });

function rowsTarget({ connection, table, act, rows, of, why }: LostRows, translate: Translate): TargetView {
  const known = rows === 'unknown' ? translate('number of rows unknown') : of === undefined || of === rows ? translate('{0} rows', String(rows)) : translate('{0} of {1} rows', String(rows), String(of));
  const database = connection === '' || connection === 'default' ? translate('database') : connection;
  const shown = act === 'cascade' ? translate('{0}, through a foreign key', known) : known;
  return { name: table === undefined ? database : `${database} ▸ ${table}`, status: 'database', note: why === undefined ? shown : `${shown}: ${why}` };
}

function deployView({ act, environment, evidence, branch, uncommitted = 0, upstream, ahead = 0, behind = 0, fetchedAt }: DeployFacts, translate: Translate, now: number): PartView {
  const target: TargetView = { name: act === 'change' || branch === undefined ? environment : `${branch} → ${environment}`, status: 'environment', note: translate('because {0}', evidence) };
  if (act === 'change') return { targets: [target], more: 0, facts: [] };
  const distance: FactView = { label: translate('Against {0}', upstream ?? ''), value: translate('{0} ahead, {1} behind', String(ahead), String(behind)), ...(behind > 0 ? { grave: true as const } : {}) };
  return {
    targets: [target], more: 0,
    facts: [
      ...(branch === undefined ? [] : [{ label: translate('Branch'), value: branch }]),
      { label: translate('Uncommitted files'), value: String(uncommitted), ...(uncommitted > 0 ? { grave: true as const } : {}) },
      ...(upstream === undefined ? [{ label: translate('Upstream'), value: translate('none: nobody else has this branch'), grave: true as const }] : [distance, { label: translate('Last fetch'), value: momentWithAge(fetchedAt, translate, now), ...(isOlder(fetchedAt, freshMinutes.fetch, now) ? { grave: true as const } : {}) }]),
    ],
  };
}

function planView({ program, source, file, counts, resources, moreResources, madeAt, stale }: PlanFacts, translate: Translate, now: number): PartView {
  const sums = (Object.keys(counts) as PlanAct[]).filter((act) => counts[act] > 0).map((act) => `${counts[act]} ${planWords(act, translate)}`);
  return {
    targets: resources.map(({ address, act }): TargetView => ({ name: address, status: 'resource', note: planWords(act, translate) })), more: moreResources,
    facts: [
      { label: source === 'plan' ? translate('Plan') : translate('State'), value: `${file ?? program}, ${momentWithAge(madeAt, translate, now)}`, ...(stale === true || (source === 'plan' && isOlder(madeAt, freshMinutes.plan, now)) ? { grave: true as const } : {}) },
      { label: translate('In all'), value: sums.join(', ') },
      ...(stale === true ? [{ label: translate('Stale'), value: translate('the state was changed after this plan was made'), grave: true as const }] : []),
    ],
  };
}

function planWords(act: PlanAct, translate: Translate): string {
  switch (act) {
    case 'delete':
      return translate('destroyed');
    case 'replace':
      return translate('destroyed and made again');
    case 'update':
      return translate('changed');
    case 'create':
      return translate('added');
    case 'forget':
      return translate('no longer managed');
  }
}

function clusterView({ context, contextFrom, namespace, objects, moreObjects, selections }: ClusterFacts, translate: Translate): PartView {
  return {
    targets: [...objects.map((object): TargetView => ({ name: `${object.type} ${object.name}`, status: 'object', ...(object.namespace === undefined ? {} : { note: translate('namespace {0}', object.namespace) }) })), ...selections.map((name): TargetView => ({ name, status: 'object', note: translate('only the cluster knows which') }))],
    more: moreObjects,
    facts: [
      context === undefined ? { label: translate('Context'), value: translate('not known: {0}', contextFrom), grave: true } : { label: translate('Context'), value: translate('{0}, says {1}', context, contextFrom) },
      ...(namespace === undefined ? [] : [{ label: translate('Namespace'), value: namespace }]),
    ],
  };
}

function publishView({ name, version, registry, tag, access, files = [], moreFiles, why }: PublishFacts, translate: Translate): PartView {
  const known = (label: string, value: string | undefined): readonly FactView[] => (value === undefined ? [] : [{ label, value }]);
  return {
    targets: [...(name === undefined ? [] : [{ name: version === undefined ? name : `${name}@${version}`, status: 'package' as const, ...(registry === undefined ? {} : { note: registry }) }]), ...files.map((file): TargetView => ({ name: file.path, status: 'package', bytes: file.bytes }))],
    more: moreFiles,
    facts: [...known(translate('Registry'), registry), ...known(translate('Tag'), tag), ...known(translate('Access'), access), ...(why === undefined ? [] : [{ label: translate('Files'), value: translate('not known: {0}', why), grave: true as const }])],
  };
}

function volumeView({ names, unnamed, selections }: VolumeFacts, translate: Translate): PartView {
  const note = translate('size unknown');
  return {
    targets: [...names.map((name): TargetView => ({ name, status: 'volume', note })), ...selections.map((name): TargetView => ({ name, status: 'volume', note: translate('only the engine knows which') }))], more: 0,
    facts: unnamed === 0 ? [] : [{ label: translate('Volumes without a name'), value: String(unnamed) }],
  };
}
