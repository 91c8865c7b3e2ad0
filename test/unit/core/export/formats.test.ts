import Ajv from 'ajv';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CloudEvent, ValidationError } from 'cloudevents';
import { cloudEventOf } from '../../../../src/core/export/cloudEvents.ts';
import { sarifOf } from '../../../../src/core/export/sarif.ts';
import { csvHeader, csvLineOf, jsonLineOf } from '../../../../src/core/export/table.ts';
import { reduceTrace } from '../../../../src/core/trace/reduce.ts';
import type { TraceEvent } from '../../../../src/core/trace/event.ts';
import { sealed } from '../../../support/exportedStories.ts';
import { allowed, approvedBehindCheckpoint, freezeStory, told } from '../../../support/traceStories.ts';

const stories = [...allowed, ...approvedBehindCheckpoint, ...freezeStory];
const records = sealed(stories);

describe('CloudEvents', () => {
  it('are what the CloudEvents SDK accepts, and keep their ids', () => {
    const events = records.map(cloudEventOf);
    for (const event of events) assert.ok(new CloudEvent({ ...event }).validate());
    assert.throws(() => new CloudEvent({ ...events[0], 'Bad-Name': 'x' }), ValidationError);
    assert.deepEqual(events.map(({ id }) => id), records.map(({ hash }) => hash));
    assert.deepEqual([events[0]?.source, events[0]?.type, events[2]?.subject, events[2]?.sequence], ['urn:tagout:work-1:6f1c3c3e-0000-4000-8000-000000000001', 'tagout.trace.session.v1', 's-allowed-1', '000000000000003']);
  });
});

describe('CSV and JSONL', () => {
  it('write one line a record, quoted by RFC 4180', () => {
    const [, , proposal] = records;
    assert.ok(proposal !== undefined);
    assert.ok(csvHeader.startsWith('seq,at,kind,agent,session,'));
    assert.equal(csvLineOf(proposal), `3,2026-03-01T09:00:02.000Z,proposal,claude-code,s-allowed,,s-allowed-1,Bash,Bash: npm test,,,,,,,,,/home/dana/shop,work-1,dana,${proposal.hash}\r\n`);
    assert.deepEqual(JSON.parse(jsonLineOf(proposal)), { seq: 3, hash: proposal.hash, prev: proposal.prev, chain: proposal.chain, host: 'work-1', user: 'dana', event: proposal.event });
  });

  it('let no words calculate', () => {
    const [record] = sealed(told('s', [{ kind: 'prompt', text: '=HYPERLINK("http://x","y"),\n2' }]));
    assert.ok(record !== undefined && csvLineOf(record).includes(`,"'=HYPERLINK(""http://x"",""y""),\n2",`));
  });
});

describe('SARIF', () => {
  const read = (name: string): object => {
    const value: unknown = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(name), 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  };
  const validate = new Ajv({ allErrors: true, schemaId: 'id', meta: false }).addMetaSchema(read('ajv/lib/refs/json-schema-draft-04.json')).compile(read('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
  const risky: readonly TraceEvent[] = told('s-risky', [
    { kind: 'proposal', tool: 'Bash', input: {}, actions: [{ kind: 'shell', command: 'rm -rf "my data"', dialect: 'posix' }], reasoning: { source: 'none' } },
    { kind: 'verdict', verdict: { decision: 'ask', reversibility: 'irreversible', blastRadius: 'workspace', uninspectable: false, frozen: false, findings: [{ decision: 'ask', rule: 'delete.untracked', source: 'default', reason: 'deletes 2 files', span: { start: 0, end: 2 }, effect: { kind: 'delete', reversibility: 'irreversible', blastRadius: 'workspace', span: { start: 0, end: 2 }, uninspectable: false, rule: 'delete.untracked', reason: 'deletes 2 files', target: { kind: 'path', path: '/home/dana/shop/my data', recursive: true } } }] }, policyRevision: 'p', freezes: [] },
    { kind: 'answer', outcome: 'approved', by: 'dana', method: 'panel' },
    { kind: 'decision', decision: 'allow', by: 'person', reason: 'yes' },
    { kind: 'outcome', ok: true },
    { kind: 'observed', by: 'targets', changes: [], unpredicted: ['/etc/passwd'], unseen: [] },
    { kind: 'retry', refusals: 3, frozen: true, evasion: true },
  ]);
  const gaps: readonly TraceEvent[] = told('s-gap', [{ kind: 'gap', source: 'deletion', certainty: 'possible', what: 'src/a.ts', path: '/home/dana/shop/src/a.ts', why: 'nobody asked' }, { kind: 'gap', source: 'post-tool', certainty: 'certain', what: 'ls', why: 'no hook' }].map((body): TraceEvent['body'] => ({ ...body, kind: 'gap', source: body.source === 'deletion' ? 'deletion' : 'post-tool', certainty: body.certainty === 'certain' ? 'certain' : 'possible' })));

  it('is valid by the official schema, with rules and places', () => {
    const log = sarifOf(reduceTrace([...stories, ...risky, ...gaps.map((event) => ({ ...event, proposal: event.id }))]), '/home/dana/shop', '1.2.3');
    assert.ok(validate(log) === true, JSON.stringify(validate.errors));
    const [run] = log.runs;
    assert.deepEqual(run?.tool.driver.rules.map(({ id }) => id), ['audit.evasion', 'audit.no-decision', 'audit.unpredicted-change', 'delete.untracked', 'freeze.declared']);
    const shown = (run?.results ?? []).map(({ ruleId, level, locations }) => `${level} ${ruleId} ${locations.map(({ physicalLocation }) => physicalLocation === undefined ? '-' : `${physicalLocation.artifactLocation.uriBaseId ?? ''} ${physicalLocation.artifactLocation.uri}`).join()}`);
    assert.deepEqual([...shown].sort(), ['error audit.evasion WORKSPACE my%20data', 'error audit.no-decision -', 'note freeze.declared -', 'warning audit.no-decision WORKSPACE src/a.ts', 'warning audit.unpredicted-change  file:///etc/passwd', 'warning delete.untracked -', 'warning delete.untracked WORKSPACE my%20data']);
    assert.ok((run?.results ?? []).every(({ ruleId, ruleIndex }) => run?.tool.driver.rules[ruleIndex]?.id === ruleId));
  });

  it('is valid where there is nothing to say, and where the workspace is on Windows', () => {
    assert.ok(validate(sarifOf(reduceTrace([]), 'C:\\src\\shop', '1')) === true, JSON.stringify(validate.errors));
    assert.equal(sarifOf(reduceTrace([]), 'C:\\src\\shop', '1').runs[0]?.originalUriBaseIds?.WORKSPACE.uri, 'file:///C:/src/shop/');
    assert.ok(validate({ version: '2.1.0', runs: [{ results: [] }] }) === false);
  });
});
