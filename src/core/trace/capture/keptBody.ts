import type { BreakGlass } from '../../freeze/breakGlass.ts';
import type { Freeze } from '../../freeze/freeze.ts';
import type { GrantScope } from '../../grant/grantScope.ts';
import type { Fact } from '../../ticket.ts';
import type { CheckpointRecord, GrantRecord, PauseRecord, Reasoning, TraceBody } from '../event.ts';
import type { InputRecord, ObservedChange, PlaceRecord, ShownRecord } from '../record.ts';
import { givenInput, keptActions, keptVerdict } from './keptAct.ts';
import { absentBelow, each, members, replacedBelow, type KeptParts, type Reduce } from './keptParts.ts';
import { withheld } from './level.ts';

type BodyOf<Kind extends TraceBody['kind']> = Extract<TraceBody, { readonly kind: Kind }>;

const reasoning = members<Reasoning>({ source: 'none', verified: 'none', thinking: 'full', text: 'full', prompt: 'full', model: 'none', reference: absentBelow('commands') });
const place = members<PlaceRecord>({ cwd: 'commands', user: 'none', host: 'none', agentProcess: 'none', agentVersion: 'none', branch: 'commands', head: 'none', dirty: 'none' });
const input = members<InputRecord>({ source: 'none', from: 'commands', trust: 'none', callId: 'none', at: 'none' });
const fact = members<Fact>({ kind: 'none', name: 'commands', state: 'commands' });
const shown = members<ShownRecord>({ digest: 'none', view: absentBelow('full') });
const checkpoint = members<CheckpointRecord>({ id: 'none', kind: 'none', root: 'commands', files: 'none', bytes: 'none', verified: 'none' });
const scope = members<GrantScope>({ rule: 'none', kind: 'none', reversibility: 'none', blastRadius: 'none', place: replacedBelow('commands', { kind: 'words', words: withheld }) });
const grant = members<GrantRecord>({ id: 'none', length: 'none', scopes: each(scope), example: 'commands', uses: 'none' });
const pause = members<PauseRecord>({ agent: 'none', cause: 'none', session: 'none' });
const change = members<ObservedChange>({ path: 'commands', change: 'none' });
const glass = members<BreakGlass>({ id: 'none', freezes: 'none', by: 'none', second: 'none', reason: 'commands', ticket: 'commands', since: 'none', until: 'none', maxActions: 'none', used: 'none' });
const freeze = members<Freeze>({
  id: 'none', mode: 'none', reason: 'commands', by: 'none', since: 'none', until: 'none', scope: absentBelow('commands'), title: 'commands', state: 'none', windows: 'none', knownUntil: 'none', zone: 'none',
  allow: 'none', inflight: 'none', owner: 'none', lift: 'none', breakGlass: 'none', source: 'commands', unknown: 'commands', glass,
});

/** What each kind of event keeps at each level. */
const kept: { readonly [Kind in TraceBody['kind']]: KeptParts<BodyOf<Kind>> } = {
  session: { kind: 'none', phase: 'none', detail: 'commands' },
  prompt: { kind: 'none', text: 'full' },
  proposal: { kind: 'none', tool: 'none', input: givenInput, actions: keptActions, statedIntent: 'full', reasoning, place, inputs: each(input) },
  verdict: { kind: 'none', verdict: keptVerdict, policyRevision: 'none', freezes: each(freeze) },
  ask: { kind: 'none', window: 'none', deadline: 'none' },
  answer: { kind: 'none', outcome: 'none', by: 'none', method: 'none', reason: 'full', dwellMs: 'none', displayed: 'commands', shown, grant: 'none', key: 'none' },
  edit: { kind: 'none', by: 'none', actions: keptActions, verdict: keptVerdict },
  decision: { kind: 'none', decision: 'none', by: 'none', reason: 'commands' },
  checkpoint: { kind: 'none', checkpoint },
  restore: { kind: 'none', checkpoint: 'none', files: 'none', by: 'none', keptBeside: 'none' },
  prune: { kind: 'none', checkpoints: 'none', promised: 'none', bytes: 'none', why: 'commands' },
  run: { kind: 'none', step: 'none', digest: 'none', here: 'none', exitCode: 'none', signal: 'none', durationMs: 'none', observed: 'commands', why: 'commands' },
  outcome: { kind: 'none', ok: 'none', exitCode: 'none', output: 'full', durationMs: 'none', tool: 'none', what: 'commands' },
  said: { kind: 'none', text: 'full', thinking: 'none' },
  freeze: { kind: 'none', change: 'none', freeze, by: 'none', reason: 'commands', glass },
  trust: { kind: 'none', change: 'none', trusted: 'none', by: 'none' },
  policy: { kind: 'none', change: 'none', digest: 'none', by: 'none', summary: 'commands' },
  grant: { kind: 'none', change: 'none', grant, by: 'none', ending: 'none' },
  pause: { kind: 'none', change: 'none', pause, by: 'none', reason: 'commands' },
  retry: { kind: 'none', refusals: 'none', frozen: 'none', evasion: 'none' },
  'second-person': { kind: 'none', step: 'none', request: 'none', via: 'commands', by: 'none', key: 'none', why: 'commands' },
  guard: { kind: 'none', change: 'none', agents: 'none', files: 'commands', why: 'commands', by: 'none' },
  failure: { kind: 'none', stage: 'none', message: 'commands' },
  bound: { kind: 'none', digest: 'none', facts: each(fact) },
  observed: { kind: 'none', by: 'none', changes: each(change), unpredicted: 'commands', unseen: 'commands', total: 'none' },
  gap: { kind: 'none', source: 'none', certainty: 'none', what: 'commands', tool: 'none', path: 'commands', happened: 'none', why: 'commands' },
  review: { kind: 'none', outcome: 'none', by: 'none', note: 'full' },
  incident: { kind: 'none', change: 'none', incident: 'none', title: 'commands', by: 'none', acts: 'none', rule: 'none' },
  erased: { kind: 'none', of: 'none', agent: 'none', ranges: 'none', events: 'none', payloads: 'none', by: 'none', why: 'commands' },
  retired: { kind: 'none', through: 'none', seq: 'none', hash: 'none', bytes: 'none', why: 'commands' },
  clock: { kind: 'none', stepMs: 'none' },
};

/** Each kind of body, reduced to a level. */
export const keptBodies: Readonly<Record<string, Reduce>> = Object.fromEntries(Object.entries(kept).map(([kind, parts]) => [kind, members(parts)]));
