import { deepEqual } from 'node:assert/strict';
import { readPlanJson, readPlanMessage, readState } from '../../../../src/core/impact/planFile.ts';

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const field = (number: number, value: number | Uint8Array | string): number[] => {
  if (typeof value === 'number') return [number * 8, value].flatMap((one) => (one < 128 ? [one] : [(one % 128) + 128, Math.floor(one / 128)]));
  const bytes = typeof value === 'string' ? [...new TextEncoder().encode(value)] : [...value];
  return [...varint(number * 8 + 2), ...varint(bytes.length), ...bytes];
};
const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]);
const change = (address: string, action: number): number[] => field(3, Uint8Array.from([...field(7, ''), ...field(9, Uint8Array.from(action === 0 ? [] : field(1, action))), ...field(13, address)]));
const plan = (...fields: readonly number[][]): Uint8Array => Uint8Array.from([...field(1, 3), ...fields.flat(), ...field(21, '2026-01-02T03:04:05Z')]);
const none = { delete: 0, replace: 0, update: 0, create: 0, forget: 0 };

describe('plan file', () => {
  it('names what is deleted before what is replaced and changed', () => deepEqual(readPlanMessage(plan(change('a.create', 1), change('a.same', 0), change('a.read', 2), change('a.update', 3), change('a.replace', 6), change('a.delete', 5)), decode), {
    counts: { ...none, delete: 1, replace: 1, update: 1, create: 1 }, moreResources: 0, madeAt: '2026-01-02T03:04:05Z',
    resources: [{ address: 'a.delete', act: 'delete' }, { address: 'a.replace', act: 'replace' }, { address: 'a.update', act: 'update' }, { address: 'a.create', act: 'create' }],
  }));
  it('counts what it does not list', () => {
    const { resources, moreResources, counts } = readPlanMessage(plan(...Array.from({ length: 130 }, (_, index) => change(`a[${index}]`, 5))), decode) ?? {};
    deepEqual([resources?.length, moreResources, counts?.delete], [100, 30, 130]);
  });
  const broken: readonly (readonly [string, Uint8Array])[] = [
    ['another format', Uint8Array.from(field(1, 2))],
    ['an action that is not known', plan(change('a', 60))],
    ['bytes that are no message', Uint8Array.from([255, 255, 255])],
    ['a length beyond the end', Uint8Array.from([...field(1, 3), 26, 90, 1])],
    ['nothing', new Uint8Array(0)],
  ];
  for (const [title, bytes] of broken) it(`is not guessed: ${title}`, () => deepEqual(readPlanMessage(bytes, decode), undefined));
  it('never throws', () => {
    const whole = plan(change('a.delete', 5), change('b.update', 3));
    for (let at = 0; at < whole.length; at++) for (const value of [0, 1, 127, 128, 255]) readPlanMessage(whole.with(at, value), decode);
  });

  it('reads what show -json printed', () => deepEqual(readPlanJson({ timestamp: 't', resource_changes: [{ address: 'a', change: { actions: ['delete', 'create'] } }, { address: 'd', mode: 'data', change: { actions: ['read'] } }, { address: 'b', change: { actions: ['no-op'] } }] }), { counts: { ...none, replace: 1 }, resources: [{ address: 'a', act: 'replace' }], moreResources: 0, madeAt: 't' }));
  it('reads a state as all that a destruction takes', () => deepEqual(readState({ version: 4, resources: [{ mode: 'managed', type: 'db', name: 'main', module: 'module.shop', instances: [{ index_key: 'eu' }, { index_key: 0 }] }, { mode: 'data', type: 'x', name: 'y', instances: [{}] }] })?.resources, [{ address: 'module.shop.db.main["eu"]', act: 'delete' }, { address: 'module.shop.db.main[0]', act: 'delete' }]));
  for (const value of [undefined, null, 3, [], {}, { version: 3, resources: [] }, { resource_changes: 1 }]) it(`takes ${JSON.stringify(value)} for neither`, () => deepEqual([readPlanJson(value), readState(value)], [undefined, undefined]));
});
