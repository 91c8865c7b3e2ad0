import { agentIds } from '../../core/action.ts';
import { grantLengths } from '../../core/grant/grant.ts';
import { blastRadii, decisions, effectKinds, reversibilities } from '../../core/verdict.ts';
import { captureLevels } from '../../core/trace/capture/level.ts';
import type { JsonSchema } from '../../core/yaml/schemaWords.ts';
import * as zod from '../zod.ts';
import { shippedSchema } from '../shippedSchema.ts';
import { tokenSchema } from '../tokenPlace.ts';

/** One value or a list of them; a list must not be empty, for an empty selector would match nothing without a word. */
const oneOrMore = <T extends zod.ZodType>(value: T) => zod.union([value, zod.array(value).min(1)]);
/** Longer or more nested patterns are refused: a policy may come from a repository that nobody has read yet. */
const pattern = zod.string().min(1).max(200).refine((text) => (text.match(/\{/g) ?? []).length <= 4, 'a pattern holds at most four `{`');
const name = zod.string().min(1).max(200);
const sentence = zod.string().min(1).max(1000);
/** What the words mean, for whoever writes them: in the order of the lists. */
const meaning = {
  decisions: ['It runs without a question.', 'It waits for a person.', 'It is refused.'],
  reversibilities: ['Changes nothing.', 'Can be taken back as easily as it was done.', 'Can be brought back with some work, from history or from what was kept.', 'Cannot be brought back.'],
  radii: ['One file of the workspace, or a few.', 'The whole workspace and nothing beyond it.', 'This machine: other directories, programs, services, settings.', 'What others use as well: remotes, databases, clouds, registries.', 'What runs for users.'],
} as const;
const decision = zod.enum(decisions).meta({ enumDescriptions: meaning.decisions });

const when = zod.strictObject({
  program: oneOrMore(name).optional().describe('Programs, as their tables name the family: `git`, `terraform`, `prisma`, `npm*`.'),
  effect: oneOrMore(zod.enum(effectKinds)).optional().describe('What the act does to its target.'),
  reversibility: oneOrMore(zod.enum(reversibilities).meta({ enumDescriptions: meaning.reversibilities })).optional().describe('How hard it is to undo.'),
  radius: oneOrMore(zod.enum(blastRadii).meta({ enumDescriptions: meaning.radii })).optional().describe('How far it reaches.'),
  rule: oneOrMore(name).optional().describe('Ids of built-in rules as `tagout check` prints them: `git.push-force`, `git.*`.'),
  path: oneOrMore(pattern).optional().describe('Globs against the target, relative to the workspace or absolute: `infra/**`.'),
  environment: oneOrMore(name).optional().describe('Names of environments that are declared above, or parts of their names.'),
  agent: oneOrMore(zod.enum(agentIds)).optional().describe('The agents that the rule is for.'),
  freeze: oneOrMore(pattern).optional().describe('Ids of freezes: the rule counts only while one of them holds. `release-*`'),
  task: oneOrMore(pattern).optional().describe('Labels of tasks: `deploy*`.'),
  mcp: zod.strictObject({ server: oneOrMore(pattern).optional(), tool: oneOrMore(pattern).optional() }).refine((value) => Object.keys(value).length > 0, 'name a server or a tool').optional().describe('Server and tool of an MCP call.'),
}).refine((value) => Object.keys(value).length > 0, 'a rule must say when it applies').describe('All members must hold; the values of one member are alternatives.');

/** Longest file of an example's scene, in characters. */
export const longestSceneFile = 4000;

const example = zod.union([
  sentence,
  zod.strictObject({ command: sentence, shell: zod.enum(['bash', 'pwsh', 'cmd']).optional(), cwd: name.optional(), env: zod.record(name, zod.string()).optional(), files: zod.record(name, zod.string().max(longestSceneFile)).optional().describe('Files that it is judged with, relative to the workspace: `package.json` where a script is run.'), agent: zod.enum(agentIds).optional() }),
  zod.strictObject({ mcp: zod.strictObject({ server: name.optional(), tool: name, arguments: zod.record(zod.string(), zod.unknown()).optional() }), agent: zod.enum(agentIds).optional() }),
  zod.strictObject({ task: name, agent: zod.enum(agentIds).optional() }),
  zod.strictObject({ edit: name.describe('A file of the workspace that is edited.'), agent: zod.enum(agentIds).optional() }),
  zod.strictObject({ sql: sentence, connection: name.optional(), agent: zod.enum(agentIds).optional() }),
]);

const rule = zod.strictObject({
  id: name.regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower-case letters, digits, `.` and `-`').describe('Stable name, shown with each decision.'),
  when,
  decision: decision.describe('`allow` runs, `ask` waits for a person, `deny` refuses. A lower layer never loosens a higher one.'),
  reason: sentence.describe('Why, in words for the person and the agent.'),
  alternative: sentence.optional().describe('What to do instead; the agent is told.'),
  match: zod.array(example).optional().describe('Acts that the rule must match; tried whenever the policy is read. Needed for `allow`.'),
  notMatch: zod.array(example).optional().describe('Acts that it must not match.'),
  incident: name.optional().describe('The incident that it was made from, as *Reconstruct Incident* names it.'),
});

const environment = zod.strictObject({
  production: zod.boolean().optional().describe('Whether a loss here is a loss of production. Absent: only when the name says so.'),
  hosts: zod.array(pattern).optional().describe('Hosts, also inside connection strings and URLs: `*.db.acme.example`.'),
  contexts: zod.array(pattern).optional().describe('Contexts of kubectl and docker, workspaces of terraform.'),
  profiles: zod.array(pattern).optional().describe('Profiles, projects and subscriptions of cloud command lines.'),
  branches: zod.array(pattern).optional().describe('Branches that are deployed here.'),
  paths: zod.array(pattern).optional().describe('Directories that describe this environment: `infra/prod/**`.'),
});

const [file, workspace, machine, shared, production] = meaning.radii;
const cells = zod.strictObject({ file: decision.describe(file), workspace: decision.describe(workspace), machine: decision.describe(machine), shared: decision.describe(shared), production: decision.describe(production) }).partial();

const readOnlyConnection = zod.strictObject({
  connection: pattern.describe('The connection as a command gives it: `postgres://*@db.acme.example/*`.'),
  client: zod.enum(['psql', 'mysql']).describe('The program that asks; it gets our own `SELECT count(*)` and nothing of the agent.'),
  args: zod.array(zod.string()).describe('What it gets before that: an account that may only read.'),
});
const limit = zod.number().int().min(0);
const checkpoints = zod.strictObject({
  replaceQuestions: zod.boolean().describe('Whether an act that loses only local work runs behind a checkpoint instead of waiting for a person.'),
  maxFiles: limit.describe('The largest checkpoint that replaces a question.'),
  maxMegabytes: limit.describe('The same, by size.'),
  perTenMinutes: limit.describe('Questions replaced at most in ten minutes; then a person is asked again.'),
  perSession: limit.describe('Questions replaced at most in one session of an agent.'),
  sessionMegabytes: limit.describe('Kept at most for one session without a question.'),
  keepDays: limit.describe('Older checkpoints are removed.'),
  keepMegabytes: limit.describe('The oldest checkpoints are removed when all of them are larger.'),
}).partial();

const limits = zod.strictObject({
  questionsInTenMinutes: zod.number().int().min(1).max(1000).describe('Questions of one agent in ten minutes.'),
  questionsInHundredCalls: zod.number().int().min(1).max(100).describe('And how many more for a hundred calls.'),
}).partial();
const grants = zod.strictObject({
  lengths: zod.array(zod.enum(grantLengths)).describe('What is offered beside allowing once: `quarter-hour`, `session`; an empty list offers nothing.'),
  idleMinutes: zod.number().min(0).max(600).describe('A grant that is not used ends after so many minutes (10 at most).'),
  sessionHours: zod.number().min(0).max(12).describe('And after so many hours in any case.'),
}).partial();

const trace = zod.strictObject({
  capture: zod.enum(captureLevels).meta({ enumDescriptions: ['Who, when, by which tool and rule, and how it was decided.', 'Also commands, paths and targets.', 'Also prompts, reasoning, arguments, file contents and output.'] }).describe('How much of an act is recorded. Of all layers that may loosen, and the settings, the least counts.'),
}).partial();

/** A policy file as people write it (`.tagout/policy.yaml`). */
export const policySchema = zod.strictObject({
  version: zod.literal(1).describe('Version of this format.'),
  environments: zod.record(name, environment).optional().describe('How production, staging and development are recognised.'),
  protected: zod.strictObject({ branches: zod.array(pattern).optional().describe('They replace the usual ones (main, release/* and so on) where a layer may loosen, and are added to them elsewhere.'), paths: zod.array(pattern).optional().describe('Globs; each change below them is asked about.') }).optional().describe('Branches that nobody pushes to unasked, and paths that are not changed unasked.'),
  matrix: zod.strictObject({ 'read-only': cells.describe(meaning.reversibilities[0]), reversible: cells.describe(meaning.reversibilities[1]), recoverable: cells.describe(meaning.reversibilities[2]), irreversible: cells.describe(meaning.reversibilities[3]) }).partial().optional().describe('The decision for each reversibility and blast radius.'),
  rules: zod.array(rule).max(2000).optional().describe('Exceptions from the matrix; the strictest one that applies decides.'),
  checkpoints: checkpoints.optional().describe('When a verified checkpoint replaces a question, and how long checkpoints are kept. Layers below the organisation only lower the limits.'),
  owners: zod.partialRecord(zod.enum([...agentIds, '*']), name).optional().describe('Who answers for an agent, by its id; `*` for every other one. The panel names them, *Ask Owner…* asks them, and of other people’s signatures only theirs approves. The highest layer that names an owner decides.'),
  limits: limits.optional().describe('How often an agent may ask before it has to wait. Of all layers and the settings the lowest counts.'),
  grants: grants.optional().describe('Which approvals may last, and for how long. Of all layers the least counts.'),
  trace: trace.optional().describe('What the trace holds of each act.'),
  productionMarks: zod.array(name.toLowerCase()).optional().describe('Words in a name that mean production.'),
  readOnlyConnections: zod.array(readOnlyConnection).optional().describe('How rows of a server are counted before somebody approves their loss. Only in the policy of the user or the organisation.'),
});

/** Signature algorithms that are taken. Not among them: `none`, and those in which who checks could also sign. */
const algorithms = ['EdDSA', 'ES256', 'ES384', 'RS256', 'PS256'] as const;

/** Only a safe connection is taken, or one to this very machine. */
const isSafe = (url: string): boolean => /^https:\/\/[^\s@]+$|^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?(?:\/\S*)?$/.test(url);

/** `bundle.yaml` of the directory that an organisation manages: where its signed bundle comes from, and the keys that it must be signed with. */
export const bundleSourceSchema = zod.strictObject({
  version: zod.literal(1),
  url: zod.string().max(2000).refine(isSafe, 'an https address, or one of this machine'),
  keys: zod.array(zod.strictObject({ id: zod.string().min(1).max(200).optional(), algorithm: zod.enum(algorithms), publicKey: zod.string().min(40).max(8000) })).min(1).max(20),
  scope: zod.string().min(1).max(200).optional(),
  token: tokenSchema.optional(),
  refreshSeconds: zod.number().int().min(10).max(86_400).default(60),
  maxStaleHours: zod.number().min(0.01).max(24 * 90).default(72),
});

export type BundleSource = zod.infer<typeof bundleSourceSchema>;

export type PolicyFile = zod.infer<typeof policySchema>;
export type FileExample = zod.infer<typeof example>;
export type PolicyIssue = zod.core.$ZodIssue;

/** The JSON Schema that is shipped for editors: completion, hover and errors come from it. */
export const policyJsonSchema = (): JsonSchema => shippedSchema(policySchema, 'Tagout policy');
