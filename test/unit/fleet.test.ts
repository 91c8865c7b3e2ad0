import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { exportSetup } from '../../src/node/export/exportSetup.ts';
import { attributesOf } from '../../src/core/export/attributes.ts';
import { logRecordOf, lossRecordOf } from '../../src/core/export/otlpLogs.ts';
import { readYaml } from '../../src/node/yamlText.ts';
import { exporting, sealed } from '../support/exportedStories.ts';
import { allowed, approvedBehindCheckpoint, freezeStory, told } from '../support/traceStories.ts';

const fleet = path.join(import.meta.dirname, '../../media/fleet');
const text = (name: string): string => readFileSync(path.join(fleet, name), 'utf8');
type Fields = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in a document by its path. */
const at = (document: unknown, ...names: readonly string[]): unknown => names.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), document);
const keys = (value: unknown): readonly string[] => (isRecord(value) ? Object.keys(value) : []);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

describe('the way to 500 developers', () => {
  const yaml = readYaml(text('collector.yaml'));
  const collector: unknown = yaml.ok ? yaml.value : undefined;

  it('is a configuration that the extension takes, and that leaves content at home', () => {
    const setup = exportSetup(path.join(fleet, 'export.yaml'), { endpoint: '', content: 'full', spoolMegabytes: 1, tokenVariable: '' });
    assert.deepEqual(setup, { kind: 'on', destination: { endpoint: 'https://collector.acme.example:4318', content: 'none', spoolBytes: 256 * 1024 * 1024, from: 'organisation' }, tokenVariable: 'TAGOUT_EXPORT_TOKEN' });
  });

  it('has a collector that listens where the machines send, by the same protocol, token and encryption', () => {
    const endpoint = at(collector, 'receivers', 'otlp', 'protocols', 'http', 'endpoint');
    assert.equal(typeof endpoint === 'string' ? endpoint.split(':').at(-1) : '', '4318');
    assert.equal(at(collector, 'receivers', 'otlp', 'protocols', 'http', 'auth', 'authenticator'), 'bearertokenauth');
    assert.deepEqual(keys(at(collector, 'receivers', 'otlp', 'protocols', 'http', 'tls')), ['cert_file', 'key_file']);
  });

  it('names in its pipelines only what it defines, and uses all of it', () => {
    const used = (kind: string): readonly string[] => [...new Set(keys(at(collector, 'service', 'pipelines')).flatMap((pipeline) => list(at(collector, 'service', 'pipelines', pipeline, kind)).map(String)))].sort();
    assert.deepEqual(keys(at(collector, 'service', 'pipelines')), ['logs', 'traces']);
    for (const kind of ['receivers', 'processors', 'exporters']) assert.deepEqual(used(kind), [...keys(at(collector, kind))].sort());
    assert.deepEqual([...list(at(collector, 'service', 'extensions'))].sort(), [...keys(at(collector, 'extensions'))].sort());
  });

  it('keeps what it took on the disk until it is delivered, in batches', () => {
    for (const exporter of keys(at(collector, 'exporters'))) {
      assert.equal(at(collector, 'exporters', exporter, 'sending_queue', 'storage'), 'file_storage');
      assert.equal(at(collector, 'exporters', exporter, 'sending_queue', 'block_on_overflow'), true);
      assert.equal(at(collector, 'exporters', exporter, 'retry_on_failure', 'max_elapsed_time'), 0);
      assert.ok(isRecord(at(collector, 'exporters', exporter, 'sending_queue', 'batch')));
    }
    assert.ok(text('README.md').includes(String(at(collector, 'exporters', 'awss3', 's3uploader', 's3_bucket'))));
  });

  it('asks ClickHouse only for what is sent', () => {
    const sql = text('clickhouse.sql');
    const records = sealed([...allowed, ...approvedBehindCheckpoint, ...freezeStory, ...told('x', [{ kind: 'gap', source: 'task', certainty: 'certain', what: 'w', why: 'y' }, { kind: 'guard', change: 'disarmed', agents: ['codex'], files: [], why: 'w', by: 'b' }, { kind: 'retry', refusals: 3, frozen: true, evasion: true }])]);
    const loss = lossRecordOf({ logs: 1, spans: 1, firstSeq: 1, lastSeq: 1, at: '2026-03-01T10:00:00.000Z', why: 'w' }, 'c', exporting);
    const logs = [...records.map((record) => logRecordOf(record, exporting)), loss];
    const sent = new Set([...logs.flatMap(({ attributes, eventName }) => [eventName, ...attributes.map(({ key }) => key)]), ...records.flatMap(({ event }) => keys(attributesOf(event))), 'host.name', 'user.name']);
    const named = [...sql.matchAll(/(?:ttributes\['([^']+)'\]|event = '([^']+)')/g)].map(([, attribute, event]) => attribute ?? event ?? '');
    assert.ok(named.length > 20);
    assert.deepEqual(named.filter((name) => !sent.has(name)), []);
    for (const table of [at(collector, 'exporters', 'clickhouse', 'logs_table_name'), at(collector, 'exporters', 'clickhouse', 'traces_table_name')]) assert.ok(sql.includes(`${String(at(collector, 'exporters', 'clickhouse', 'database'))}.${String(table)}`));
  });

  it('names settings, commands and events that exist', () => {
    const manifest = readFileSync(path.join(fleet, '../../package.json'), 'utf8');
    const page = text('README.md');
    for (const [name] of page.matchAll(/`(tagout\.export\.endpoint)`/g)) assert.ok(manifest.includes(name.replaceAll('`', '"')));
    assert.ok(page.includes('Set Export Token…') && readFileSync(path.join(fleet, '../../package.nls.json'), 'utf8').includes('"Set Export Token…"'));
    for (const [, link] of page.matchAll(/\]\(([\w.]+)\)/g)) assert.ok(text(link ?? '').length > 0);
  });
});
