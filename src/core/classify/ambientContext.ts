import { environmentOfPath } from '../policy/environments.ts';
import { parseJsonc } from '../resolve/jsonc.ts';
import { joinPath } from '../resolve/lexicalPath.ts';
import { below, listOf, textOf } from '../resolve/tasks/fields.ts';
import type { Scope } from './handler.ts';
import type { Invocation } from './invocation.ts';

/** Where a program acts when the command does not say so, and what shows it: "the context is named prod". */
export interface AmbientContext {
  readonly name: string;
  readonly evidence: string;
}

/**
 * What the machine's own files say about where a program acts: the workspace of Terraform, the configuration of gcloud, the
 * subscription of az, the profile of aws, the context of docker; and what the policy says about the directory. Names alone are read, never a secret.
 */
export function ambientContexts(invocation: Invocation, scope: Scope): readonly AmbientContext[] {
  return [...ofDirectory(scope), ...ofProgram(invocation, scope)];
}

/** The policy says which directories describe an environment. */
function ofDirectory({ policy: { environments }, cwd, world }: Scope): readonly AmbientContext[] {
  const environment = cwd === undefined || environments.length === 0 ? undefined : environmentOfPath(cwd, environments, world);
  return environment?.production === true ? [{ name: environment.name, evidence: `the directory belongs to ${environment.name}` }] : [];
}

function ofProgram(invocation: Invocation, scope: Scope): readonly AmbientContext[] {
  const { program } = invocation;
  switch (program) {
    case 'terraform': case 'tofu': case 'terragrunt':
      return named('the workspace is', scope.variable('TF_WORKSPACE') ?? line(scope, joinPath(scope.cwd ?? scope.world.root, '.terraform/environment')));
    case 'gcloud': case 'gsutil': case 'bq':
      return gcloud(invocation, scope);
    case 'az':
      return azure(scope);
    case 'aws': case 'sam': case 'cdk':
      return invocation.value('--profile') === undefined ? named('the profile is', scope.variable('AWS_PROFILE') ?? scope.variable('AWS_DEFAULT_PROFILE')) : [];
    case 'docker': case 'docker-compose': case 'podman':
      return invocation.value('--context') === undefined ? named('the docker context is', scope.variable('DOCKER_CONTEXT') ?? scope.variable('DOCKER_HOST') ?? textOf(below(json(scope, joinPath(scope.world.home, '.docker/config.json')), 'currentContext'))) : [];
    default:
      return [];
  }
}

const named = (what: string, name: string | undefined): readonly AmbientContext[] => (name === undefined || name === '' ? [] : [{ name, evidence: `${what} ${name}` }]);

const line = (scope: Scope, path: string): string | undefined => scope.readText(path)?.split('\n', 1)[0]?.trim();

function json(scope: Scope, path: string): unknown {
  const text = scope.readText(path);
  return text === undefined ? undefined : parseJsonc(text);
}

/** `active_config` names the configuration; its file names the project. */
function gcloud(invocation: Invocation, scope: Scope): readonly AmbientContext[] {
  if (invocation.value('--project') !== undefined) return [];
  const directory = scope.variable('CLOUDSDK_CONFIG') ?? joinPath(scope.world.home, '.config/gcloud');
  const configuration = scope.variable('CLOUDSDK_ACTIVE_CONFIG_NAME') ?? line(scope, `${directory}/active_config`);
  const project = scope.variable('CLOUDSDK_CORE_PROJECT') ?? /^[ \t]*project[ \t]*=[ \t]*(\S+)/m.exec(scope.readText(`${directory}/configurations/config_${configuration ?? 'default'}`) ?? '')?.[1];
  return [...named('the configuration of gcloud is', configuration), ...named('the project of gcloud is', project)];
}

function azure(scope: Scope): readonly AmbientContext[] {
  const profile = json(scope, joinPath(scope.variable('AZURE_CONFIG_DIR') ?? joinPath(scope.world.home, '.azure'), 'azureProfile.json'));
  const current = listOf(below(profile, 'subscriptions')).find((one) => below(one, 'isDefault') === true);
  return named('the subscription is', textOf(below(current, 'name')));
}
