import { createRequire } from 'node:module';

/**
 * The official protocol buffers of OTLP, as the OpenTelemetry project itself compiled them (the last release of its package
 * that holds them). What is read here went through bytes: `fromObject`, `encode`, `decode`, `toObject`.
 */
interface Message {
  readonly fromObject: (value: object) => object;
  readonly encode: (message: object) => { readonly finish: () => Uint8Array };
  readonly decode: (bytes: Uint8Array) => object;
  readonly toObject: (message: object, options: object) => unknown;
}

type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isMessage = (value: unknown): value is Message => typeof value === 'function' && 'fromObject' in value && 'decode' in value;

const root: unknown = createRequire(import.meta.url)('@opentelemetry/otlp-transformer/build/src/generated/root.js');

function messageAt(name: string): Message {
  let found: unknown = root;
  for (const part of name.split('.')) found = isRecord(found) || typeof found === 'function' ? Reflect.get(found, part) : undefined;
  if (!isMessage(found)) throw new Error(`${name} is no message of the protocol`);
  return found;
}

const messages = {
  traces: messageAt('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest'),
  logs: messageAt('opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest'),
} as const;

/** The ids of OTLP's JSON are hexadecimal, unlike other bytes of the mapping. */
const ids: readonly string[] = ['traceId', 'spanId', 'parentSpanId'];
const mapIds = (value: unknown, map: (id: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((entry: unknown) => mapIds(entry, map));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, ids.includes(name) ? map(member) : mapIds(member, map)]));
};

/**
 * A request as a receiver understands it. Throws where the text is not exactly what the protocol holds: a name that it does
 * not know, a number in another form, an id of another length would not come back the same.
 */
export function understood(signal: 'traces' | 'logs', text: string): Fields {
  const sent: unknown = JSON.parse(text);
  const withBytes = mapIds(sent, (id) => {
    if (typeof id !== 'string' || !/^(?:[0-9a-f]{16}|[0-9a-f]{32})$/.test(id) || /^0+$/.test(id)) throw new Error(`\`${String(id)}\` is no id`);
    return Buffer.from(id, 'hex');
  });
  if (!isRecord(withBytes)) throw new Error('the request is no object');
  const message = messages[signal];
  const read = message.toObject(message.decode(message.encode(message.fromObject(withBytes)).finish()), { longs: String, enums: Number, bytes: Buffer });
  const back = mapIds(read, (id) => (Buffer.isBuffer(id) ? id.toString('hex') : id));
  if (canonical(back) !== canonical(sent)) throw new Error(`the protocol understands something else:\n${canonical(back)}\n${canonical(sent)}`);
  return isRecord(back) ? back : {};
}

const canonical = (value: unknown): string => JSON.stringify(sorted(value));
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(sorted) : isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, member]) => [name, sorted(member)])) : value);

/** Every object below a value that stands under one of these names in a list. */
export function itemsIn(value: unknown, name: 'spans' | 'logRecords'): readonly Fields[] {
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => itemsIn(entry, name));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => (key === name && Array.isArray(member) ? member.filter(isRecord) : itemsIn(member, name)));
}

/** The attributes of a span or log record as plain values. */
export function attributesIn({ attributes }: Fields): Readonly<Record<string, unknown>> {
  const list: readonly unknown[] = Array.isArray(attributes) ? attributes : [];
  return Object.fromEntries(list.filter(isRecord).map(({ key, value }) => [String(key), isRecord(value) ? Object.values(value)[0] : undefined]));
}
