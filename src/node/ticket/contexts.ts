import * as path from 'node:path';
import type { Fact } from '../../core/ticket.ts';
import { readSmallFile } from '../durableFile.ts';
import { contentIdentity } from './identity.ts';

type Environment = Readonly<Record<string, string | undefined>>;

interface Place {
  readonly env: Environment;
  readonly home: string;
  readonly cwd: string;
}

/** Files in which a tool keeps the account, project or cluster that it talks to. */
interface Tool {
  readonly programs: RegExp;
  readonly files: (place: Place) => readonly string[];
}

const kubeFiles = ({ env, home }: Place): readonly string[] => (env['KUBECONFIG'] === undefined || env['KUBECONFIG'] === '' ? [path.join(home, '.kube/config')] : env['KUBECONFIG'].split(path.delimiter).filter((file) => file !== ''));

const usesCluster = /^(?:kubectl|oc|helm|helmfile|k9s|flux|argocd|kustomize|skaffold|istioctl|tilt|stern|velero|kubectx|kubens)$/;

const tools: readonly Tool[] = [
  { programs: usesCluster, files: kubeFiles },
  { programs: /^(?:terraform|tofu|terragrunt)$/, files: ({ cwd, env }) => ['environment', 'terraform.tfstate'].map((name) => path.resolve(cwd, env['TF_DATA_DIR'] ?? '.terraform', name)) },
  { programs: /^pulumi$/, files: ({ cwd, home }) => [path.join(cwd, 'Pulumi.yaml'), path.join(home, '.pulumi/credentials.json')] },
  { programs: /^(?:aws|sam|cdk|eb|copilot|serverless|sls|eksctl)$/, files: ({ home, env }) => [env['AWS_CONFIG_FILE'] ?? path.join(home, '.aws/config')] },
  { programs: /^(?:gcloud|gsutil|bq)$/, files: ({ home }) => ['active_config', 'configurations/config_default'].map((name) => path.join(home, '.config/gcloud', name)) },
  { programs: /^(?:az|azd)$/, files: ({ home }) => [path.join(home, '.azure/azureProfile.json'), path.join(home, '.azure/clouds.config')] },
  { programs: /^(?:docker|docker-compose|podman)$/, files: ({ home, env }) => [path.join(env['DOCKER_CONFIG'] ?? path.join(home, '.docker'), 'config.json')] },
  { programs: /^(?:npm|pnpm|yarn|bun)$/, files: ({ cwd, home }) => [path.join(cwd, '.npmrc'), path.join(home, '.npmrc')] },
  { programs: /^vercel$/, files: ({ cwd }) => [path.join(cwd, '.vercel/project.json')] },
  { programs: /^firebase$/, files: ({ cwd, home }) => [path.join(cwd, '.firebaserc'), path.join(home, '.config/configstore/firebase-tools.json')] },
  { programs: /^(?:psql|pg_restore|dropdb|createdb)$/, files: ({ home, env }) => [env['PGSERVICEFILE'] ?? path.join(home, '.pg_service.conf')] },
];

/** Facts of the places that these programs would talk to, as far as files on this machine say. */
export function contextFacts(programs: readonly string[], place: Place): readonly Fact[] {
  const used = tools.filter((tool) => programs.some((name) => tool.programs.test(name)));
  const files = [...new Set(used.flatMap((tool) => tool.files(place)))].sort();
  const cluster = programs.some((name) => usesCluster.test(name)) ? [{ kind: 'context', name: 'Kubernetes', state: clusterOf(kubeFiles(place)) } as const] : [];
  return [...cluster, ...files.map((name): Fact => ({ kind: 'file', name, state: contentIdentity(name) }))];
}

/** The context in force: that of the first file that names one. */
function clusterOf(files: readonly string[]): string {
  for (const file of files) {
    const read = readSmallFile(file, 1024 * 1024);
    const named = read.kind === 'text' ? /^current-context:(.*)$/m.exec(read.text)?.[1]?.trim().replace(/^["']|["']$/g, '') : undefined;
    if (named !== undefined && named !== '') return named;
  }
  return 'no context';
}
