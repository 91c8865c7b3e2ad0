import { planActs, type PlanAct, type PlanFacts } from './facts.ts';
import { isList, isRecord } from './shape.ts';

/** What a plan or a state says, without where it came from. */
export type PlanContent = Pick<PlanFacts, 'counts' | 'resources' | 'moreResources' | 'madeAt'>;

/** UTF-8 to text. */
type Decode = (bytes: Uint8Array) => string;

const nothing = new Uint8Array(0);
const listedResources = 100;

/**
 * Reads the `tfplan` part of a plan file: protocol buffers, as `planfile.proto` of Terraform and OpenTofu has them (format 3).
 * Read by us, because `show` would start the providers that lie in the work tree. Undefined where it is not of that form.
 */
export function readPlanMessage(bytes: Uint8Array, decode: Decode): PlanContent | undefined {
  const plan = fieldsOf(bytes);
  if (plan === undefined || plan.find(({ number }) => number === 1)?.value !== 3) return undefined;
  const changes: PlannedResource[] = [];
  for (const { number, bytes: inner } of plan) {
    if (number !== 3) continue;
    const change = inner === undefined ? undefined : readChange(inner, decode);
    if (change === undefined) return undefined;
    if (change.act !== undefined) changes.push({ address: change.address, act: change.act });
  }
  const madeAt = decode(plan.find(({ number }) => number === 21)?.bytes ?? nothing);
  return { ...content(changes), ...(madeAt === '' ? {} : { madeAt }) };
}

/** Reads what `terraform show -json` printed; undefined where it is none of that. */
export function readPlanJson(value: unknown): PlanContent | undefined {
  if (!isRecord(value) || !isList(value['resource_changes'])) return undefined;
  const changes = value['resource_changes'].flatMap((one): PlannedResource[] => {
    if (!isRecord(one) || typeof one['address'] !== 'string' || !isRecord(one['change']) || !isList(one['change']['actions'])) return [];
    const act = one['mode'] === 'data' ? undefined : actOfWords(one['change']['actions'].map(String));
    return act === undefined ? [] : [{ address: one['address'], act }];
  });
  return { ...content(changes), ...(typeof value['timestamp'] === 'string' ? { madeAt: value['timestamp'] } : {}) };
}

/** All that a state (format 4) holds, as a destruction of everything; undefined where it is none. */
export function readState(value: unknown): PlanContent | undefined {
  if (!isRecord(value) || value['version'] !== 4 || !isList(value['resources'])) return undefined;
  return content(value['resources'].flatMap((one): PlannedResource[] => {
    if (!isRecord(one) || one['mode'] !== 'managed' || !isList(one['instances'])) return [];
    const base = `${typeof one['module'] === 'string' ? `${one['module']}.` : ''}${String(one['type'])}.${String(one['name'])}`;
    return one['instances'].map((instance): PlannedResource => {
      const key: unknown = isRecord(instance) ? instance['index_key'] : undefined;
      return { address: key === undefined || key === null ? base : `${base}[${JSON.stringify(key)}]`, act: 'delete' };
    });
  }));
}

type PlannedResource = PlanFacts['resources'][number];

function content(changes: readonly PlannedResource[]): PlanContent {
  const counts: Record<PlanAct, number> = { delete: 0, replace: 0, update: 0, create: 0, forget: 0 };
  for (const { act } of changes) counts[act]++;
  const ordered = planActs.flatMap((act) => changes.filter((change) => change.act === act));
  return { counts, resources: ordered.slice(0, listedResources), moreResources: Math.max(0, ordered.length - listedResources) };
}

function actOfWords(actions: readonly string[]): PlanAct | undefined {
  if (actions.includes('delete') && actions.includes('create')) return 'replace';
  return (['delete', 'create', 'update', 'forget'] as const).find((act) => actions.includes(act));
}

/** `enum Action`. 0 and 2 (nothing, read) change nothing. */
const actsByNumber: Readonly<Record<number, PlanAct | undefined>> = { 0: undefined, 1: 'create', 2: undefined, 3: 'update', 5: 'delete', 6: 'replace', 7: 'replace', 8: 'forget', 9: 'replace' };

/** `message ResourceInstanceChange`: address 13, change 9, of which the action is 1. */
function readChange(bytes: Uint8Array, decode: Decode): { readonly address: string; readonly act: PlanAct | undefined } | undefined {
  const fields = fieldsOf(bytes);
  const change = fields?.find(({ number }) => number === 9)?.bytes;
  const inner = change === undefined ? undefined : fieldsOf(change);
  if (fields === undefined || inner === undefined) return undefined;
  const action = inner.find(({ number }) => number === 1)?.value ?? 0;
  if (!(action in actsByNumber)) return undefined;
  const address = decode(fields.find(({ number }) => number === 13)?.bytes ?? nothing);
  const deposed = decode(fields.find(({ number }) => number === 7)?.bytes ?? nothing);
  return { address: `${address === '' ? 'a resource without an address' : address}${deposed === '' ? '' : ` (deposed ${deposed})`}`, act: actsByNumber[action] };
}

interface Field {
  readonly number: number;
  readonly value?: number;
  readonly bytes?: Uint8Array;
}

/** The fields of one message, in their order; undefined where the bytes are no message. protobuf.dev, "Encoding". */
function fieldsOf(bytes: Uint8Array): readonly Field[] | undefined {
  const fields: Field[] = [];
  let at = 0;
  const variable = (): number | undefined => {
    let [value, scale] = [0, 1];
    for (let count = 0; count < 10; count++) {
      const byte = bytes[at++];
      if (byte === undefined) return undefined;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
    }
    return undefined;
  };
  while (at < bytes.length) {
    const key = variable();
    if (key === undefined || key < 8) return undefined;
    const [number, wire] = [Math.floor(key / 8), key % 8];
    if (wire === 1 || wire === 5) at += wire === 1 ? 8 : 4;
    else if (wire === 0 || wire === 2) {
      const value = variable();
      if (value === undefined) return undefined;
      if (wire === 0) fields.push({ number, value });
      else {
        if (at + value > bytes.length) return undefined;
        fields.push({ number, bytes: bytes.subarray(at, at + value) });
        at += value;
      }
    } else return undefined;
  }
  return at === bytes.length ? fields : undefined;
}
