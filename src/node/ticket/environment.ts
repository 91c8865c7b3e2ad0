import type { AgentId } from '../../core/action.ts';
import type { Fact } from '../../core/ticket.ts';
import { sha256 } from './digest.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Variables that decide what a command reaches or loads: places, accounts, clusters, databases, interpreters. `PATH` is not
 * among them: it counts by the programs that it finds (facts of kind `program`), for an agent's shell reads profiles that its
 * hook does not. Neither are those that the launcher takes away before the hook starts (`clearedVariables`): it cannot see them.
 */
const bound = new RegExp(
  `^(?:${[
    'GIT_.*', 'AWS_.*', 'AZURE_.*', 'ARM_.*', 'GOOGLE_.*', 'GCLOUD_.*', 'CLOUDSDK_.*', 'DIGITALOCEAN_.*', 'DOPPLER_.*', 'VAULT_.*', 'CONSUL_.*', 'NOMAD_.*',
    'KUBECONFIG', 'KUBE_.*', 'HELM_.*', 'TF_.*', 'TERRAGRUNT_.*', 'PULUMI_.*', 'CDK_.*', 'DOCKER_(?:HOST|CONTEXT|CONFIG)', 'COMPOSE_.*',
    '(?:.*_)?DATABASE_(?:URL|URI)', '(?:.*_)?DB_(?:URL|URI|HOST|NAME)', 'DSN', 'PG[A-Z]+', 'MYSQL_.*', 'MARIADB_.*', 'REDIS_.*', 'MONGO[^_]*_.*', 'SQLALCHEMY_.*', 'PRISMA_.*',
    '(?:NODE|RAILS|RACK|APP|MIX|FLASK|LARAVEL|DEPLOY|ASPNETCORE)_ENV(?:IRONMENT)?', 'ENVIRONMENT', 'DJANGO_SETTINGS_MODULE', 'SPRING_PROFILES_ACTIVE',
    'HOME', 'XDG_CONFIG_HOME', 'BASH_ENV', 'ENV', 'ZDOTDIR', 'SHELLOPTS', 'BASHOPTS', 'BASH_FUNC_.*', 'CDPATH', 'IFS', 'GLOBIGNORE',
    'LD_LIBRARY_PATH', 'DYLD_LIBRARY_PATH', 'PYTHON(?:PATH|STARTUP|HOME)', 'PERL5(?:LIB|OPT)', 'RUBY(?:LIB|OPT)', 'JAVA_TOOL_OPTIONS', 'MAKEFLAGS', '(?:npm|NPM)_(?:config|CONFIG)_.*',
  ].join('|')})$`,
);

/** Variables that agents set for their shells so that nothing waits for a keyboard. With these values they stand for unset. */
const quiet: Readonly<Record<string, readonly string[]>> = {
  GIT_EDITOR: ['true', ':', 'cat'], GIT_SEQUENCE_EDITOR: ['true', ':', 'cat'], GIT_PAGER: ['', 'cat'], GIT_TERMINAL_PROMPT: ['0'], GIT_OPTIONAL_LOCKS: ['0'], GIT_MERGE_AUTOEDIT: ['no'],
};

/** What an editor gives to its terminals so that git can ask for a password there. */
const ownToEditors = 'GIT_ASKPASS';

/**
 * What an agent gives to its shells and not to its hooks, as driven: Copilot CLI 1.0.102 settings of git; Gemini CLI 0.61.0 starts
 * its hooks in a bare environment, so that nothing can be compared there. `tagout run` judges anew in the shell's own.
 */
const ownToAgents: Readonly<Partial<Record<AgentId, RegExp>>> = { 'copilot-cli': /^GIT_CONFIG_(?:COUNT|KEY_\d+|VALUE_\d+)$/, 'gemini-cli': /^/ };

/**
 * Facts of the environment, values by their hash. `approved` are the facts that a ticket stands for: where the agent's shell
 * quietens a program that was not quiet then, that is no change.
 */
export function environmentFacts(env: Environment, agent: AgentId, approved: readonly Fact[] = []): readonly Fact[] {
  const before = new Map(approved.filter(({ kind }) => kind === 'variable').map((fact) => [fact.name, fact]));
  const facts = Object.entries(env).flatMap(([name, value]): readonly Fact[] => {
    if (value === undefined || !bound.test(name) || name === ownToEditors || ownToAgents[agent]?.test(name) === true) return [];
    if (quiet[name]?.includes(value) === true) return [];
    return [{ kind: 'variable', name, state: sha256(value) }];
  });
  const named = new Set(facts.map(({ name }) => name));
  const quietened = [...before.values()].filter(({ name }) => !named.has(name) && env[name] !== undefined && quiet[name]?.includes(env[name]) === true);
  return [...facts, ...quietened].sort((one, other) => (one.name < other.name ? -1 : 1));
}
