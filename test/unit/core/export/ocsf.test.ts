import assert from 'node:assert/strict';
import { ocsfEventOf, type OcsfEvent } from '../../../../src/core/export/ocsf.ts';
import type { Action } from '../../../../src/core/action.ts';
import type { TraceEvent } from '../../../../src/core/trace/event.ts';
import { exporting, sealed } from '../../../support/exportedStories.ts';
import { allowed, approvedBehindCheckpoint, freezeStory, told } from '../../../support/traceStories.ts';

/**
 * What OCSF 1.9.0 requires of the classes that are used (events/, objects/, dictionary.json of github.com/ocsf/ocsf-schema):
 * attributes that must be there, and the activities of each class.
 */
const everyClass = ['activity_id', 'category_uid', 'class_uid', 'metadata', 'severity_id', 'time', 'type_uid'];
const classes: Readonly<Record<number, { readonly category: number; readonly required: readonly string[]; readonly activities: readonly number[] }>> = {
  0: { category: 0, required: [], activities: [0, 99] },
  1001: { category: 1, required: ['actor', 'device', 'file'], activities: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 99] },
  1007: { category: 1, required: ['actor', 'device', 'process'], activities: [1, 2, 3, 4, 5, 99] },
  2004: { category: 2, required: ['finding_info'], activities: [1, 2, 3, 99] },
  6002: { category: 6, required: ['app'], activities: [1, 2, 3, 4, 99] },
  6003: { category: 6, required: ['actor', 'api', 'src_endpoint'], activities: [1, 2, 3, 4, 99] },
};
const inside: readonly (readonly [place: string, required: readonly string[]])[] = [['metadata', ['version', 'product']], ['ai_agent', ['uid']], ['device', ['type_id']], ['file', ['name', 'type_id']], ['finding_info', ['uid']], ['api', ['operation']]];
const enums: Readonly<Record<string, readonly number[]>> = { severity_id: [0, 1, 2, 3, 4, 5, 6, 99], status_id: [0, 1, 2, 99], action_id: [0, 1, 2], disposition_id: [...Array(28).keys(), 99] };

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Everything in an event that OCSF would not take. */
function faults(event: OcsfEvent): readonly string[] {
  const own = classes[Number(event['class_uid'])];
  if (own === undefined) return ['class'];
  const missing = [...everyClass, ...own.required].filter((name) => event[name] === undefined);
  const objects = inside.flatMap(([place, required]) => {
    const object = event[place];
    return isRecord(object) ? required.filter((name) => object[name] === undefined).map((name) => `${place}.${name}`) : [];
  });
  const wrong = Object.entries(enums).filter(([name, values]) => event[name] !== undefined && !values.includes(Number(event[name]))).map(([name]) => name);
  return [
    ...missing, ...objects, ...wrong, ...(own.category === event['category_uid'] ? [] : ['category']), ...(own.activities.includes(Number(event['activity_id'])) ? [] : ['activity']),
    ...(Number(event['type_uid']) === Number(event['class_uid']) * 100 + Number(event['activity_id']) ? [] : ['type_uid']), ...(Number.isSafeInteger(event['time']) ? [] : ['time']),
  ];
}

const map = (events: readonly TraceEvent[]): readonly OcsfEvent[] => {
  const acts = new Map<string, { readonly actions: readonly Action[]; readonly tool: string }>();
  return sealed(events).map((record) => {
    const { body, proposal } = record.event;
    if (body.kind === 'proposal' && proposal !== undefined) acts.set(proposal, body);
    return ocsfEventOf(record, proposal === undefined ? undefined : acts.get(proposal), exporting);
  });
};

describe('OCSF', () => {
  const propose = (...actions: readonly Action[]): readonly OcsfEvent[] => map(told('s', [{ kind: 'proposal', tool: 'T', input: {}, actions, reasoning: { source: 'none' } }, { kind: 'decision', decision: 'deny', by: 'policy', reason: 'no' }]));

  it('has all that each class requires', () => {
    const others: readonly TraceEvent['body'][] = [{ kind: 'gap', source: 'task', certainty: 'certain', what: 'w', why: 'y' }, { kind: 'guard', change: 'disarmed', agents: [], files: [], why: 'w', by: 'b' }, { kind: 'clock', stepMs: -1 }, { kind: 'failure', stage: 's', message: 'm' }];
    const events = [...map([...allowed, ...approvedBehindCheckpoint, ...freezeStory, ...told('o', others)]), ...propose({ kind: 'file', change: { operation: 'move', path: '/a/b', to: '/a/c' } }), ...propose({ kind: 'mcp', tool: 'x', input: {} }), ...propose()];
    assert.deepEqual(events.map((event) => `${JSON.stringify(event['class_name'])}: ${faults(event).join()}`).filter((line) => !line.endsWith(': ')), []);
    assert.ok(faults({ ...events[0], time: undefined }).includes('time'));
  });

  it('gives each act the class of what it does, and its decision a disposition', () => {
    const seen = [propose({ kind: 'shell', command: 'ls', dialect: 'posix' }), propose({ kind: 'file', change: { operation: 'delete', path: '/a/b.ts' } }), propose({ kind: 'mcp', tool: 'x', input: {} })].map((events) => events.map((event) => [event['type_uid'], event['disposition_id'], event['status_id']]));
    assert.deepEqual(seen, [[[100701, 17, 0], [100701, 2, 2]], [[100104, 17, 0], [100104, 2, 2]], [[600399, 17, 0], [600399, 2, 2]]]);
  });

  it('carries the place in the chain by the names of `record_integrity`', () => {
    const [first, second] = map(allowed);
    const uid = isRecord(first?.['metadata']) ? first['metadata']['uid'] : undefined;
    assert.deepEqual(second?.['attestation_list'], [{ chain_uid: '6f1c3c3e-0000-4000-8000-000000000001', fingerprint: { algorithm_id: 3, algorithm: 'SHA-256', value: isRecord(second?.['metadata']) ? second['metadata']['uid'] : '' }, prev_event: { uid, fingerprint: { algorithm_id: 3, algorithm: 'SHA-256', value: uid } } }]);
  });
});
