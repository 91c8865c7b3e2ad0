import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { contextOf, namedObjects } from '../../core/impact/clusterObjects.ts';
import { operandsOf, optionValue, optionValues, type CommandHere } from '../../core/impact/commandAt.ts';
import type { ClusterFacts } from '../../core/impact/facts.ts';
import { readYaml } from '../yamlText.ts';
import { joined, ManifestFiles } from './manifestFiles.ts';
import { commandOf, type Measurer, type Subject } from './measurer.ts';

const valued = ['-n', '--namespace', '--context', '--kube-context', '--kubeconfig', '--cluster', '--user', '-l', '--selector', '-f', '--filename', '-k', '--kustomize', '-o', '--output', '--grace-period', '--timeout', '--field-selector', '-s', '--server', '--token', '--as', '--as-group', '-p', '--patch', '--replicas', '--type', '--field-manager'];
const listedObjects = 100;
const limitBytes = 1024 * 1024;

/** Context, namespace and objects that a command for a cluster names. The cluster is not asked. */
export const clusterMeasurer: Measurer = {
  kind: 'cluster',
  measures: ({ rule }) => rule.startsWith('kubernetes.'),
  measure: (subject) => {
    const kubectl = commandOf(subject, 'kubectl', 'oc');
    const facts = kubectl !== undefined ? kubectlFacts(kubectl, subject) : helmFacts(subject);
    return Promise.resolve(facts === undefined ? undefined : { kind: 'cluster', facts });
  },
};

function kubectlFacts({ words, directory }: CommandHere, subject: Subject): ClusterFacts | undefined {
  const [verb, ...operands] = operandsOf(words, valued);
  if (verb === undefined || !/^(?:delete|apply|replace|create|patch|scale|set|label|annotate|edit|drain|cordon|taint|rollout|autoscale|expose)$/.test(verb)) return undefined;
  const files = new ManifestFiles();
  const here = (name: string): string => (directory === undefined ? name : path.resolve(directory, name));
  const recursive = words.includes('-R') || words.includes('--recursive');
  const sources = [...optionValues(words, '-f', '--filename').flatMap((list) => list.split(',')), ...optionValues(words, '-k', '--kustomize')];
  const unread = directory === undefined && sources.length > 0 ? [{ objects: [], selections: ['what its files name (the directory is not known)'] }] : [];
  const parts = joined([
    ...unread,
    ...(directory === undefined ? [] : optionValues(words, '-f', '--filename').flatMap((list) => list.split(',')).map((name) => (name === '-' ? { objects: [], selections: ['what is on its standard input'] } : files.named(/^https?:/.test(name) ? name : here(name), recursive)))),
    ...(directory === undefined ? [] : optionValues(words, '-k', '--kustomize').map((name) => files.kustomization(here(name)))),
    ...(sources.length > 0 ? [] : [named(verb, operands, words)]),
  ]);
  const everywhere = words.includes('-A') || words.includes('--all-namespaces');
  return factsOf(verb === 'delete' || words.includes('--prune') ? 'delete' : 'change', parts, { words, subject, contextOption: '--context', everywhere });
}

/** `drain`, `cordon` and `taint` name nodes; `rollout`, `set` have a verb of their own before the object. */
function named(verb: string, operands: readonly (string | undefined)[], words: readonly (string | undefined)[]): ReturnType<typeof namedObjects> {
  const own = verb === 'rollout' || verb === 'set' ? operands.slice(1) : operands;
  const objects = own.filter((word) => verb === 'delete' || word === undefined || !/[=]|^[^/]+-$/.test(word));
  return namedObjects(verb === 'drain' || verb === 'cordon' ? ['node', ...objects] : verb === 'taint' ? objects.slice(0, 2) : objects, optionValue(words, '-l', '--selector'), words.includes('--all'));
}

function helmFacts(subject: Subject): ClusterFacts | undefined {
  const command = commandOf(subject, 'helm');
  if (command === undefined) return undefined;
  const [verb, ...releases] = operandsOf(command.words, valued);
  if (verb === undefined || !/^(?:uninstall|delete|rollback|upgrade|install)$/.test(verb)) return undefined;
  const gone = verb === 'uninstall' || verb === 'delete';
  const selections = (gone ? releases : releases.slice(0, 1)).map((name) => `every object of the release ${name ?? 'that is not known'}`);
  return factsOf(gone ? 'delete' : 'change', { objects: [], selections }, { words: command.words, subject, contextOption: '--kube-context', everywhere: false });
}

interface Where {
  readonly words: readonly (string | undefined)[];
  readonly subject: Subject;
  readonly contextOption: string;
  readonly everywhere: boolean;
}

function factsOf(act: ClusterFacts['act'], { objects, selections }: Pick<ClusterFacts, 'objects' | 'selections'>, { words, subject, contextOption, everywhere }: Where): ClusterFacts {
  const said = optionValue(words, contextOption);
  const { file, value } = kubeconfig(optionValue(words, '--kubeconfig'), subject);
  const { context, namespace } = contextOf(value, said);
  const inOption = optionValue(words, '-n', '--namespace');
  const known = context ?? said;
  return {
    act, context: known, contextFrom: said !== undefined ? 'the command' : known === undefined ? 'no kubeconfig says it' : file,
    namespace: everywhere ? undefined : (inOption ?? namespace ?? (known === undefined ? undefined : 'default')),
    objects: objects.slice(0, listedObjects), moreObjects: Math.max(0, objects.length - listedObjects), selections: [...selections, ...(everywhere ? ['in all namespaces'] : [])],
  };
}

/** The first kubeconfig that names a current context: `--kubeconfig`, `KUBECONFIG`, then the one in the home directory. */
function kubeconfig(named: string | undefined, { env, cwd }: Subject): { readonly file: string; readonly value: unknown } {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? os.homedir();
  const files = named !== undefined ? [named] : (env['KUBECONFIG'] ?? '') === '' ? [path.join(home, '.kube', 'config')] : (env['KUBECONFIG'] ?? '').split(path.delimiter);
  for (const file of files.filter((name) => name !== '').map((name) => path.resolve(cwd, name))) {
    const status = fs.statSync(file, { throwIfNoEntry: false });
    if (status?.isFile() !== true || status.size > limitBytes) continue;
    const read = readYaml(fs.readFileSync(file, 'utf8'));
    if (read.ok && contextOf(read.value, undefined).context !== undefined) return { file, value: read.value };
  }
  return { file: files[0] ?? '', value: undefined };
}
