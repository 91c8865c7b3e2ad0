import { environmentMark } from '../resolve/environment.ts';
import { defaultPolicy } from './policy.ts';
import { presets, type Preset, type PresetName } from './presets.ts';
import type { RepositoryFacts } from './repositoryFacts.ts';

/** More of one kind would not be read by anybody. */
const most = 12;

/**
 * A commented policy for a repository, as YAML that the reader takes without a finding. Each line says what it was found by;
 * what was not found is not mentioned. Names come from the repository: they are quoted, and those that no pattern holds are left out.
 */
export function proposePolicy(facts: RepositoryFacts, name: PresetName): string {
  const preset = presets[name];
  const environments = environmentLines(facts, preset);
  const rules = ruleLines(facts, preset);
  return [
    `# Policy for coding agents in this repository (preset: ${name}).`,
    '# It tightens as soon as it is saved. Where it is looser than the defaults it waits for "Tagout: Review Policy Change".',
    '# Rule by rule: tagout policy explain. What it would have decided: tagout policy diff FILE.',
    ...(facts.partial ? ['# The repository is large: only a part of it was looked at.'] : []),
    'version: 1',
    ...section('How production is recognised. A loss there is refused, or confirmed by typing its name.', 'environments:', environments),
    ...section('Nobody pushes to these branches, and nobody changes these paths, without being asked.', 'protected:', protectedLines(facts)),
    ...section(undefined, 'matrix:', preset.cells.map(({ row, radius, decision, why }) => `  ${row}: { ${radius}: ${decision} } # ${why}`)).reduce<string[]>(joinRows, []),
    ...(preset.replaceQuestions ? [] : ['', '# A person is asked also where a checkpoint could bring everything back.', 'checkpoints: { replaceQuestions: false }']),
    ...section('The strictest rule that applies decides. Examples are tried whenever this file is read.', 'rules:', rules),
    '',
  ].join('\n');
}

function section(comment: string | undefined, head: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...(comment === undefined ? [] : [`# ${comment}`]), ...(lines.every((line) => /^\s*#/.test(line)) ? [`# ${head}`] : [head]), ...lines];
}

/** Cells of one row stand on lines of their own below its name. */
function joinRows(lines: string[], line: string): string[] {
  const cell = /^ {2}(\S+): \{ (.*) \} (# .*)$/.exec(line);
  if (cell === null) return [...lines, line];
  const [, row = '', own = '', why = ''] = cell;
  return [...lines, ...(lines.includes(`  ${row}:`) ? [] : [`  ${row}:`]), `    ${own} ${why}`];
}

function environmentLines(facts: RepositoryFacts, { loosens }: Preset): readonly string[] {
  const marks = (name: string): boolean => environmentMark(name, defaultPolicy.productionMarks) !== undefined;
  const isProduction = (name: string): boolean => marks(lastOf(name)) || name.split('/').some(marks);
  const staged = (name: string): boolean => !isProduction(name) && /(?:^|[/_.-])(?:staging|stage|preview|qa|uat|dev|development|sandbox|test)(?:$|[/_.-])/i.test(name);
  const directories = [...facts.infrastructure, ...facts.manifests];
  const deployed = facts.workflows.flatMap(({ branches, environments }) => (environments.some(isProduction) ? branches : []));
  const members = (names: readonly (readonly [string, readonly string[]])[]): readonly string[] => names.flatMap(([member, values]) => (values.length === 0 ? [] : [`    ${member}: ${list(values)}`]));
  const found = (of: (name: string) => boolean): readonly string[] => members([
    ['hosts', of === isProduction ? facts.productionHosts : []],
    ['contexts', facts.contexts.filter(of)],
    ['branches', of === isProduction ? deployed : []],
    ['paths', directories.filter(of).map((directory) => `${directory}/**`)],
  ]);
  const [production, staging] = [found(isProduction), found(staged)];
  const commented = (line: string): string => (loosens ? line : `  # ${line.slice(2)}`);
  return [
    ...(production.length === 0 ? [] : ['  production:', '    production: true', ...production]),
    ...(staging.length === 0 ? [] : [
      ...(loosens ? [] : ['  # Not in force: an environment that is no production loosens. Check that no user depends on it, then remove the marks.']),
      ...['  staging:', '    production: false', ...staging].map(commented),
    ]),
  ];
}

const usualBranch = /^(?:main|master|trunk|develop|stable|production|prod|live|staging|release(?:[/-].*)?|hotfix[/-].*)$/;

function protectedLines({ defaultBranch, branches, workflows, infrastructure, manifests, envFiles }: RepositoryFacts): readonly string[] {
  const found = [...(defaultBranch === undefined ? [] : [defaultBranch]), ...branches.filter((branch) => usualBranch.test(branch)), ...workflows.flatMap((workflow) => workflow.branches)];
  const added = found.filter((branch) => !defaultPolicy.protectedBranches.includes(branch) && !branch.startsWith('release/'));
  const paths: readonly (readonly [string, readonly string[]])[] = [
    ['infrastructure', infrastructure.map((directory) => `${directory}/**`)],
    ['what runs in clusters', manifests.map((directory) => `${directory}/**`)],
    ['deployment', workflows.map(({ file }) => file)],
    ['secrets', envFiles.filter((file) => !/(?:example|sample|template|dist)$/i.test(file))],
  ];
  const listed = paths.flatMap(([why, globs]) => usable(globs).map((glob) => `    - ${quoted(glob)} # ${why}`));
  return [
    // All of the usual ones: a list here takes the place of the defaults once it was reviewed.
    ...(added.length === 0 ? [] : [`  branches: ${list([...defaultPolicy.protectedBranches, ...added], 30)}`]),
    ...(listed.length === 0 ? [] : ['  paths:', ...listed]),
  ];
}

interface Rule {
  readonly id: string;
  readonly when: string;
  readonly decision: 'ask' | 'deny';
  readonly reason: string;
  readonly alternative?: string;
  readonly match: readonly string[];
  readonly notMatch?: readonly string[];
  readonly foundBy: string;
}

function ruleLines(facts: RepositoryFacts, { outside }: Preset): readonly string[] {
  const rules = [...infrastructureRules(facts, outside), ...deployRules(facts, outside), ...databaseRules(facts, outside)];
  return rules.flatMap(({ id, when, decision, reason, alternative, match, notMatch, foundBy }) => [
    `  - id: ${id} # ${foundBy}`, `    when: ${when}`, `    decision: ${decision}`, `    reason: ${quoted(reason)}`, ...(alternative === undefined ? [] : [`    alternative: ${quoted(alternative)}`]),
    `    match: [${match.join(', ')}]`, ...(notMatch === undefined ? [] : [`    notMatch: [${notMatch.join(', ')}]`]),
  ]);
}

function infrastructureRules({ infrastructure, manifests }: RepositoryFacts, decision: 'ask' | 'deny'): readonly Rule[] {
  const terraform: Rule = {
    id: 'repo.infrastructure', when: '{ effect: infrastructure, reversibility: [recoverable, irreversible] }', decision, reason: 'infrastructure goes through a reviewed plan', alternative: 'write the plan to a file and open a pull request',
    match: ['"terraform destroy -auto-approve"'], notMatch: ['terraform plan'], foundBy: first(infrastructure),
  };
  const cluster: Rule = {
    id: 'repo.cluster', when: '{ program: [kubectl, helm], reversibility: [recoverable, irreversible] }', decision, reason: 'the cluster follows what is committed', alternative: 'change the manifest and open a pull request',
    match: ['kubectl delete deployment web'], notMatch: ['kubectl get pods'], foundBy: first(manifests),
  };
  return [...(infrastructure.length === 0 ? [] : [terraform]), ...(manifests.length === 0 ? [] : [cluster])];
}

const deployWord = /(?:^|[:_. -])(?:deploy|release|publish|rollout|promote|ship)/i;

function deployRules({ tasks, scripts, workflows }: RepositoryFacts, decision: 'ask' | 'deny'): readonly Rule[] {
  const labels = usable(tasks.filter((task) => deployWord.test(task)));
  const byHand = [...scripts.filter(({ name }) => deployWord.test(name)).map(({ name }) => `the script ${name}`), ...workflows.map(({ file }) => file)];
  const [label] = labels;
  const task: readonly Rule[] = label === undefined ? [] : [{
    id: 'repo.deploy-tasks', when: `{ task: ${list(labels)} }`, decision, reason: 'a person starts deployments', match: [`{ task: ${quoted(label)} }`], foundBy: '.vscode/tasks.json',
  }];
  const program: readonly Rule[] = byHand.length === 0 ? [] : [{
    id: 'repo.deploy', when: '{ effect: [deploy, publish], radius: [shared, production] }', decision, reason: 'a person starts deployments and publications', match: ['npm publish', 'vercel deploy --prod'], notMatch: ['npm run build'], foundBy: first(byHand),
  }];
  return [...task, ...program];
}

/** How the reset of each program is called, as an example of the rule. */
export const resets: Readonly<Record<string, string>> = {
  prisma: 'npx prisma migrate reset --force', drizzle: 'npx drizzle-kit push --force', typeorm: 'npx typeorm schema:drop', sequelize: 'npx sequelize-cli db:drop', knex: 'npx knex migrate:rollback --all',
  alembic: 'alembic downgrade base', django: 'python manage.py flush --noinput', rails: 'bin/rails db:drop', laravel: 'php artisan migrate:fresh', ecto: 'mix ecto.drop', flyway: 'flyway clean', liquibase: 'liquibase drop-all', 'dotnet-ef': 'dotnet ef database drop --force',
};

function databaseRules({ migrations }: RepositoryFacts, decision: 'ask' | 'deny'): readonly Rule[] {
  const known = migrations.flatMap((name) => resets[name] ?? []);
  return known.length === 0 ? [] : [{
    id: 'repo.schema', when: '{ effect: [schema, database], reversibility: irreversible }', decision, reason: 'rows and tables are not thrown away by agents', alternative: 'write a migration and let a person run it',
    match: [...known.slice(0, 3).map(quoted), '{ sql: "drop table orders" }'], notMatch: ['{ sql: "select 1" }'], foundBy: first(migrations),
  }];
}

/** For a comment. */
const first = (names: readonly string[]): string => usable(names).slice(0, 3).join(', ');

const lastOf = (name: string): string => name.split('/').at(-1) ?? name;

/** Names that a pattern of a policy can hold, each once. A space before `#` would begin a comment; quotes and controls are in no name that anybody gives. */
const usable = (names: readonly string[]): readonly string[] => [...new Set(names)].filter((name) => name.length > 0 && name.length <= 180 && !/[\p{C}"'`\\{}[\]#]/u.test(name)).sort().slice(0, most);

/** A text as YAML: plain where that is safe, else in double quotes. */
export const quoted = (text: string): string => (/^[A-Za-z][\w ./-]*[\w/]$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text));

const list = (names: readonly string[], longest = most): string => `[${[...new Set(names)].filter((name) => usable([name]).length > 0).slice(0, longest).map(quoted).join(', ')}]`;
