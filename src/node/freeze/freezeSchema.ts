import { actionClasses } from '../../core/freeze/actionClass.ts';
import { breakGlassActions, breakGlassMinutes } from '../../core/freeze/breakGlass.ts';
import { freezeModes, freezePins, inflightWays } from '../../core/freeze/freeze.ts';
import type { JsonSchema } from '../../core/yaml/schemaWords.ts';
import * as zod from '../zod.ts';
import { shippedSchema } from '../shippedSchema.ts';
import { tokenSchema } from '../tokenPlace.ts';
import { placeKinds } from './placeKinds.ts';
import { durationSeconds, isLocalTime, isZone } from './zone.ts';

const name = zod.string().min(1).max(200);
const sentence = zod.string().min(1).max(1000);
const pattern = name.refine((text) => (text.match(/\{/g) ?? []).length <= 4, 'a pattern holds at most four `{`');
/** An empty selector would narrow a freeze to nothing without a word. */
const names = zod.array(pattern).min(1).max(500);
const actions = zod.array(zod.enum(actionClasses)).min(1);

const localTime = zod.string().refine(isLocalTime, 'a time of a wall clock is written `2026-12-18T18:00`, and its zone beside it');
const zone = zod.string().refine(isZone, 'a zone has an IANA name: `Europe/Berlin`, `UTC`');
const duration = zod.string().refine((text) => durationSeconds(text) !== undefined, 'a duration is written `PT14H` or `P2DT14H`');

export const scopeSchema = zod.strictObject({
  branches: names.describe('Branches that are pushed to or merged into: `main`, `release/*`.'),
  paths: names.describe('Globs, relative to the workspace or absolute: `infra/**`.'),
  environments: names.describe('Environments by name; `prod` is `production` too.'),
  services: names.describe('Services by name. A workspace says under `services` which it is.'),
  actions: actions.describe('Classes of acts.'),
  agents: names.describe('Ids of agents; `*` is every one.'),
}).partial().refine((scope) => Object.keys(scope).length > 0, 'a scope names something').describe('What is frozen; all members together, the values of one are alternatives. What is not known of an act is inside.');

const breakGlass = zod.strictObject({
  by: names.describe('Who may: one of these breaks it, or agrees by signature.'),
  ticket: zod.boolean().describe('A ticket has to be named.'),
  second: zod.boolean().describe('A second person has to agree by signature.'),
  minutes: zod.number().int().min(1).max(breakGlassMinutes),
  maxActions: zod.number().int().min(1).max(100).describe(`Acts that it lets through; ${breakGlassActions} where nothing is said.`),
}).partial();

const when = zod.strictObject({
  start: localTime, end: localTime.optional(), for: duration.optional().describe('Instead of an end.'), zone,
  repeat: sentence.optional().describe('A rule of RFC 5545: `FREQ=WEEKLY;BYDAY=FR`. Each window is as long on the wall clock as the first.'),
}).refine((value) => value.repeat === undefined || value.end !== undefined || value.for !== undefined, 'a window that comes again says when it ends, or `for` how long it is')
  .refine((value) => value.end === undefined || value.for === undefined, 'say `end` or `for`, not both');

/** What a freeze is besides when it holds; a source gives the same to all of its freezes. */
const kind = {
  title: sentence.optional(), reason: sentence.optional().describe('Why; agents and colleagues read it.'), mode: zod.enum(freezeModes).default('deny').describe('`observe` only records, `ask` lets a person release each change, `deny` refuses.'),
  scope: scopeSchema.optional(), allow: actions.optional().describe('Classes of acts that go on.'),
  inflight: zod.enum(inflightWays).optional().describe('What becomes of an approved command that runs when the freeze begins: `finish` lets it go on to its end, `stop` ends it where the freeze refuses it.'),
  owner: name.optional(), lift: zod.strictObject({ by: names, second: zod.boolean() }).partial().optional().describe('Who may lift it.'),
  breakGlass: breakGlass.optional().describe('How it may be broken in an emergency; without it, not at all.'),
};

const freeze = zod.strictObject({
  id: name.regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id is lower-case letters, digits, `.` and `-`'), ...kind,
  state: zod.enum(freezePins).optional().describe('Pinned; without it the time decides.'),
  when: when.optional().describe('Without it: as long as it stands here.'),
});

const token = tokenSchema;
const url = zod.url({ protocol: /^https?$/ }).max(2000).refine((text) => !URL.canParse(text) || (new URL(text).username === '' && new URL(text).password === ''), 'no credentials in a URL: name a token')
  .refine((text) => !URL.canParse(text) || new URL(text).protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname), 'https, except on this machine');
const file = zod.string().min(1).max(1000).describe('Absolute path.');
const project = name.regex(/^[\w.-]+(?:\/[\w.-]+)*$/, 'a project is its path, `acme/shop`, or its number');

const places = {
  ical: zod.union([zod.strictObject({ url, token: token.optional() }), zod.strictObject({ file })]).describe('A calendar: each event is a freeze.'),
  openfeature: zod.strictObject({ url: url.describe('Where OFREP is served, without `/ofrep/v1`.'), flag: name, context: zod.record(name, zod.union([zod.string(), zod.number(), zod.boolean()])).optional(), token: token.optional() }).describe('A flag, by the OpenFeature Remote Evaluation Protocol: true or a mode is frozen.'),
  gitlab: zod.strictObject({ url, project, token: token.optional() }).describe('Deploy freeze periods of a project.'),
  github: zod.strictObject({ url, repository: name.regex(/^[\w.-]+\/[\w.-]+$/, 'a repository is `owner/name`'), label: name.optional(), environment: name.optional(), ruleset: name.optional(), token: token.optional() })
    .refine((value) => [value.label, value.environment, value.ruleset].filter((one) => one !== undefined).length === 1, 'name one of `label`, `environment` and `ruleset`').describe('Frozen while an open issue has the label, the environment lets nobody deploy, or the ruleset is active.'),
  argocd: zod.strictObject({ url, application: name, token: token.optional() }).describe('Sync windows of an application.'),
  aws: zod.strictObject({ url, calendars: zod.array(name).min(1), region: name, accessKeyId: token, secretAccessKey: token, sessionToken: token.optional() }).describe('AWS Change Calendar: frozen unless all are open.'),
  incident: zod.strictObject({ file, coolDownMinutes: zod.number().int().min(0).max(1440).optional() }).describe('A file that holds what an incident webhook last delivered.'),
};

const source = zod.strictObject({
  name: name.regex(/^[a-z0-9][a-z0-9.-]*$/, 'a name is lower-case letters, digits, `.` and `-`'), ...kind,
  maxStaleMinutes: zod.number().int().min(1).max(1440).optional().describe('Older answers count no more: then it is frozen as unknown. 15 where nothing is said.'),
  ical: places.ical.optional(), openfeature: places.openfeature.optional(), gitlab: places.gitlab.optional(), github: places.github.optional(), argocd: places.argocd.optional(), aws: places.aws.optional(), incident: places.incident.optional(),
}).refine((value) => placeKinds.filter((one) => value[one] !== undefined).length === 1, 'name one place that is asked');

/** A freeze file as people write it (`.tagout/freeze.yaml`). */
export const freezeSchema = zod.strictObject({
  version: zod.literal(1).describe('Version of this format.'),
  services: names.optional().describe('The services that this workspace is. Believed only once you have accepted the file.'),
  freezes: zod.array(freeze).max(500).optional(),
  sources: zod.array(source).max(50).optional().describe('Other systems that are asked. Only in the file of the user or the organisation.'),
});

export type FreezeFile = zod.infer<typeof freezeSchema>;
export type FreezeEntry = zod.infer<typeof freeze>;
export type SourceEntry = zod.infer<typeof source>;
export type FreezeIssue = zod.core.$ZodIssue;

/** The JSON Schema that is shipped for editors: completion, hover and errors come from it. */
export const freezeJsonSchema = (): JsonSchema => shippedSchema(freezeSchema, 'Tagout freeze');
